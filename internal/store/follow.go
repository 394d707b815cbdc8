package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/record"
)

// followPage is how many entries are handed over at a time.
const followPage = 256

// Follow brings entries of the main logs that other processes committed. Every
// so often it compares each district's head with what have says the caller
// holds, and hands the missing entries to f in their order. have answers false
// for a district that the caller does not hold at all. Entries of this process
// may come too if they are committed in the same moment: f passes over numbers
// that it has.
//
// It returns when ctx ends, with nil, when f fails, with f's error, or with
// errs.Damaged when an entry cannot be read. A database that cannot be reached
// for a while is tried again.
func (db *DB) Follow(ctx context.Context, every time.Duration,
	have func(d core.DistrictID) (core.Seq, bool), f func(d core.DistrictID, entries []record.Entry) error) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		err := db.catchUp(ctx, have, f)
		var stop *stopped
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.As(err, &stop):
			return stop.cause
		case errs.Is(err, errs.Damaged):
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// stopped carries the error of Follow's receiver.
type stopped struct{ cause error }

func (s *stopped) Error() string { return s.cause.Error() }

// catchUp compares all heads once.
func (db *DB) catchUp(ctx context.Context,
	have func(core.DistrictID) (core.Seq, bool), f func(core.DistrictID, []record.Entry) error) error {
	return db.View(ctx, "", func(v *View) error {
		heads, err := v.allHeads()
		if err != nil {
			return err
		}
		for _, h := range heads {
			if h.id.log != MainLog {
				continue
			}
			seq, held := have(h.id.district)
			for held && seq < h.seq {
				entries, err := v.in(h.id.district).Entries(seq+1, followPage)
				if err != nil {
					return err
				}
				if len(entries) == 0 {
					return errs.New(errs.Damaged, "store.log-short", "district", string(h.id.district), "seq", decimal(seq+1))
				}
				if err := f(h.id.district, entries); err != nil {
					return &stopped{err}
				}
				seq = entries[len(entries)-1].Seq
			}
		}
		return nil
	})
}

// keyLife is how long a repeated request is recognised.
const keyLife = 7 * 24 * time.Hour

// keyPage is how many keys are cleared in one transaction, so that writers need
// not wait long.
const keyPage = 2000

// ClearKeys forgets the idempotency keys of entries older than seven days at
// now, and reports how many. It does not touch the leaves.
func (db *DB) ClearKeys(ctx context.Context, now core.Instant) (int64, error) {
	before := now - core.Instant(keyLife.Milliseconds())
	var total int64
	for {
		var n int64
		err := db.Aside(ctx, func(a *Aside) error {
			var err error
			n, err = a.tx.exec(`
UPDATE entry
SET idem_key = NULL, idem_hash = NULL
WHERE (district_id, log, seq) IN (
    SELECT district_id, log, seq
    FROM entry
    WHERE idem_key IS NOT NULL
    AND at < $1
    LIMIT $2)`, int64(before), int64(keyPage))
			return err
		})
		if err != nil {
			return total, fmt.Errorf("store: clear keys: %w", err)
		}
		if total += n; n < keyPage {
			return total, nil
		}
	}
}
