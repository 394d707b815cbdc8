package app

import (
	"context"
	"sync"
	"time"

	"tupo/internal/core"
	"tupo/internal/metrics"
)

// running is what an application counts of its own work. It is safe for
// concurrent use.
type running struct {
	batches *metrics.Histogram // ledger entries of one commit

	mu     sync.Mutex
	boards map[core.DistrictID]core.Instant // when each board was last published
}

func newRunning() *running {
	return &running{batches: metrics.NewHistogram(metrics.Sizes()...), boards: map[core.DistrictID]core.Instant{}}
}

func (r *running) published(d core.DistrictID, at core.Instant) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.boards[d] = at
}

func (r *running) publishedAt(d core.DistrictID) (core.Instant, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at, ok := r.boards[d]
	return at, ok
}

// Running is the state of a place for those who watch the machine.
type Running struct {
	Districts []DistrictRunning
	Batches   *metrics.Histogram // ledger entries of one commit, since the start
	WAL       int64              // bytes of SQLite's write-ahead log
}

// DistrictRunning is one district of the place.
type DistrictRunning struct {
	ID    core.DistrictID
	Seq   core.Seq // entries of the ledger
	Board core.Seq // entries that the board holds; 0 while it is not loaded
	Age   time.Duration
}

// Running reads the figures. It asks for no right: who may see them is settled
// at the door, and they say nothing of any content.
func (a *App) Running(ctx context.Context) (Running, error) {
	out := Running{Batches: a.running.batches}
	all, err := a.Districts(ctx)
	if err != nil {
		return out, err
	}
	for _, d := range all {
		stamp, err := a.stampAt(ctx, d, 0)
		if err != nil {
			return out, err
		}
		x := DistrictRunning{ID: d, Seq: stamp.Head.Seq}
		if s, ok := a.shelf.Current(d); ok {
			x.Board = s.Seq()
			if at, ok := a.running.publishedAt(d); ok {
				x.Age = (a.wallNow().Time()).Sub(at.Time())
			}
		}
		out.Districts = append(out.Districts, x)
	}
	out.WAL, err = a.db.WALSize()
	return out, err
}
