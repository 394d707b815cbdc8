package app

import (
	"context"
	"sync"
	"time"

	"tupo/internal/core"
	"tupo/internal/record"
	"tupo/internal/store"
)

// How often a server looks for what other processes wrote, and forgets old
// idempotency keys.
const (
	followEvery = time.Second
	forgetEvery = time.Hour
)

// Keep is the server's housekeeping until ctx ends: it applies to the boards what
// other processes wrote into the same PostgreSQL database, and forgets
// idempotency keys after their week. A SQLite folder has one writer, so there is
// nothing to follow.
func (a *App) Keep(ctx context.Context) {
	var both sync.WaitGroup
	both.Go(func() { a.forget(ctx) })
	if a.shared {
		both.Go(func() { a.follow(ctx) })
	}
	both.Wait()
}

func (a *App) follow(ctx context.Context) {
	have := func(d core.DistrictID) (core.Seq, bool) {
		s, ok := a.shelf.Current(d)
		if !ok {
			return 0, false
		}
		return s.Seq(), true
	}
	apply := func(d core.DistrictID, entries []record.Entry) error {
		a.publish(d, entries)
		return nil
	}
	if err := a.db.Follow(ctx, followEvery, have, apply); err != nil {
		a.log.Error("the boards no longer follow the database", "error", err)
	}
}

func (a *App) forget(ctx context.Context) {
	tick := time.NewTicker(forgetEvery)
	defer tick.Stop()
	for {
		if _, err := a.db.ClearKeys(ctx, a.clock()); err != nil && ctx.Err() == nil {
			a.log.Error("old idempotency keys stay", "error", err)
		}
		if err := a.db.Aside(ctx, func(x *store.Aside) error { return x.DropExpired(a.wallNow()) }); err != nil && ctx.Err() == nil {
			a.log.Error("ended sessions stay", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
