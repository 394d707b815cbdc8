package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"tupo/internal/errs"
)

// testLeaf gives the hash of an invented leaf, different for every n and fork.
func testLeaf(n int64, fork byte) Hash {
	return LeafHash(append(binary.BigEndian.AppendUint64(nil, uint64(n)), fork))
}

// grow appends the leaves from f's size to size.
func grow(f *Frontier, size int64, fork byte) {
	for n := f.Size(); n < size; n++ {
		f.Append(testLeaf(n, fork))
	}
}

func rootOf(size int64, fork byte) Hash {
	var f Frontier
	grow(&f, size, fork)
	return f.Root()
}

// definedRoot is RFC 6962 section 2.1 word for word, without any library.
func definedRoot(leaves []Hash) Hash {
	switch len(leaves) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return leaves[0]
	}
	k := 1
	for k*2 < len(leaves) {
		k *= 2
	}
	left, right := definedRoot(leaves[:k]), definedRoot(leaves[k:])
	return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
}

// memory is a Source as the store keeps it: leaf hashes and full tiles. It
// refuses whatever a store could not answer and counts what it is asked.
type memory struct {
	leaves []Hash
	tiles  map[Tile]FullTile
	asked  int
}

func newMemory(size int64, fork byte) *memory {
	m := &memory{tiles: make(map[Tile]FullTile)}
	r := NewReplay()
	for n := range size {
		h := testLeaf(n, fork)
		m.leaves = append(m.leaves, h)
		for _, full := range r.Append(h) {
			m.tiles[full.Tile] = full
		}
	}
	return m
}

var errMemory = errors.New("not in memory")

func (m *memory) LeafHashes(from, to int64) ([]Hash, error) {
	m.asked++
	if from < 0 || from > to || to > int64(len(m.leaves)) || to-from > TileWidth {
		return nil, fmt.Errorf("leaves %d to %d: %w", from, to, errMemory)
	}
	return m.leaves[from:to], nil
}

func (m *memory) Tile(level int, index int64) ([]Hash, error) {
	m.asked++
	full, ok := m.tiles[Tile{Level: level, Index: index}]
	if !ok {
		return nil, fmt.Errorf("tile %d/%d: %w", level, index, errMemory)
	}
	return full.Hashes, nil
}

func (m *memory) TileRoots(level int, from, to int64) ([]Hash, error) {
	m.asked++
	if from > to || to-from > TileWidth {
		return nil, fmt.Errorf("roots %d to %d: %w", from, to, errMemory)
	}
	var roots []Hash
	for index := from; index < to; index++ {
		full, ok := m.tiles[Tile{Level: level, Index: index}]
		if !ok {
			return nil, fmt.Errorf("root %d/%d: %w", level, index, errMemory)
		}
		roots = append(roots, full.Root)
	}
	return roots, nil
}

// wantFault fails unless err is the fault, with its key and kind.
func wantFault(t *testing.T, call string, err error, want Fault, kind errs.Kind) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s = %v, want %s", call, err, string(want))
		return
	}
	var e *errs.Error
	if !errors.As(err, &e) || e.Key != string(want) || e.Kind != kind {
		t.Errorf("%s = %#v, want key %s of kind %v", call, err, string(want), kind)
	}
}
