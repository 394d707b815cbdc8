package board

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"tupo/internal/core"
)

// Limits of the shelf.
const (
	waitLimit = 2 * time.Second // for a reader that needs its own write
	asOfKept  = 4               // boards of past sequences, over all districts
)

// Shelf holds the current snapshot of every district that was asked for, and the
// last few as-of snapshots. The zero Shelf is empty and ready.
type Shelf struct {
	mu    sync.Mutex
	slots map[core.DistrictID]*slotOf

	asOfMu sync.Mutex
	asOf   []*asOfBoard // most recently used first
}

type slotOf struct {
	current atomic.Pointer[Snapshot]
	mu      sync.Mutex
	changed chan struct{} // closed by the next Publish
}

type asOfBoard struct {
	district core.DistrictID
	seq      core.Seq
	once     sync.Once
	snap     *Snapshot
	err      error
}

func (h *Shelf) slot(d core.DistrictID) *slotOf {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.slots == nil {
		h.slots = map[core.DistrictID]*slotOf{}
	}
	s, ok := h.slots[d]
	if !ok {
		s = &slotOf{changed: make(chan struct{})}
		h.slots[d] = s
	}
	return s
}

// Publish makes a snapshot the district's current one, unless a later one is
// there already, and wakes those who wait for it.
func (h *Shelf) Publish(d core.DistrictID, snap *Snapshot) {
	s := h.slot(d)
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.current.Load(); old != nil && old.seq >= snap.seq {
		return
	}
	s.current.Store(snap)
	close(s.changed)
	s.changed = make(chan struct{})
}

// Replace makes a snapshot the current one whatever is there: after a rebuild.
func (h *Shelf) Replace(d core.DistrictID, snap *Snapshot) {
	s := h.slot(d)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current.Store(snap)
	close(s.changed)
	s.changed = make(chan struct{})
}

// Current gives the district's snapshot; false while none was published.
func (h *Shelf) Current(d core.DistrictID) (*Snapshot, bool) {
	snap := h.slot(d).current.Load()
	return snap, snap != nil
}

// Drop forgets a district.
func (h *Shelf) Drop(d core.DistrictID) {
	h.mu.Lock()
	delete(h.slots, d)
	h.mu.Unlock()
}

// WaitFor gives a snapshot that holds the entry seq, waiting for it up to two
// seconds. After that, or when ctx ends, the error is the context's: the caller
// reads the database.
func (h *Shelf) WaitFor(ctx context.Context, d core.DistrictID, seq core.Seq) (*Snapshot, error) {
	s := h.slot(d)
	if snap := s.current.Load(); snap != nil && snap.seq >= seq {
		return snap, nil
	}
	ctx, cancel := context.WithTimeout(ctx, waitLimit)
	defer cancel()
	for {
		s.mu.Lock()
		snap, changed := s.current.Load(), s.changed
		s.mu.Unlock()
		if snap != nil && snap.seq >= seq {
			return snap, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, fmt.Errorf("board: wait for entry %d of %s: %w", seq, d, ctx.Err())
		}
	}
}

// AsOf gives the snapshot of a past sequence, built once by build however many
// ask for it, and keeps the last four. A failed build is not kept.
func (h *Shelf) AsOf(d core.DistrictID, seq core.Seq, build func() (*Snapshot, error)) (*Snapshot, error) {
	b := h.asOfSlot(d, seq)
	b.once.Do(func() { b.snap, b.err = build() })
	if b.err != nil {
		h.asOfMu.Lock()
		h.asOf = slices.DeleteFunc(h.asOf, func(x *asOfBoard) bool { return x == b })
		h.asOfMu.Unlock()
	}
	return b.snap, b.err
}

func (h *Shelf) asOfSlot(d core.DistrictID, seq core.Seq) *asOfBoard {
	h.asOfMu.Lock()
	defer h.asOfMu.Unlock()
	for i, b := range h.asOf {
		if b.district == d && b.seq == seq {
			copy(h.asOf[1:i+1], h.asOf[:i])
			h.asOf[0] = b
			return b
		}
	}
	b := &asOfBoard{district: d, seq: seq}
	h.asOf = append([]*asOfBoard{b}, h.asOf[:min(len(h.asOf), asOfKept-1)]...)
	return b
}
