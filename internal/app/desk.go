package app

import (
	"context"
	"sync"

	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/ledger"
	"tupo/internal/plan"
	"tupo/internal/project"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/store"
)

// A desk keeps a district's rows that every front page asks for and the board
// does not hold: what waits for somebody, the projects, the ledger's stamp. Each
// list is read again when an entry has touched its table, so it is never older
// than the board. It knows no reader: who may see a row is decided by whoever
// takes it from here.
type desk struct {
	lines      rowsKept[report.Line, *report.Line] // that wait for verification
	facts      kept[int]                           // that nobody has decided
	reopenings rowsKept[report.Reopening, *report.Reopening]
	changes    rowsKept[plan.TargetChange, *plan.TargetChange] // that wait for a decision
	items      rowsKept[plan.ChangeItem, *plan.ChangeItem]
	projects   rowsKept[project.Project, *project.Project]

	mu      sync.Mutex
	touched map[int]core.Seq // by number of a table: the last entry that changed it
	floor   core.Seq         // what is older is read again: entries up to here were not all told
	stamp   Stamp
}

// desks are the desks of all districts. The zero value is ready.
type desks struct{ all sync.Map }

func (d *desks) of(id core.DistrictID) *desk {
	if k, ok := d.all.Load(id); ok {
		return k.(*desk)
	}
	k, _ := d.all.LoadOrStore(id, &desk{touched: map[int]core.Seq{}})
	return k.(*desk)
}

// touch notes which tables the entries change. It runs before the board with
// these entries is published: who sees that board finds no older list here.
func (k *desk) touch(entries []record.Entry) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i := range entries {
		for j := range entries[i].Changes {
			k.touched[entries[i].Changes[j].Table] = entries[i].Seq
		}
	}
}

// renew forgets what is older than a board that was read from the database.
func (k *desk) renew(at core.Seq) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.floor = max(k.floor, at)
}

// touchedAt is the entry that a list of the table must not be older than.
func (k *desk) touchedAt(table int) core.Seq {
	k.mu.Lock()
	defer k.mu.Unlock()
	return max(k.touched[table], k.floor)
}

// kept is what was read of a table, as it was at an entry.
type kept[V any] struct {
	mu    sync.Mutex // held while reading: the others wait for one read
	value V
	at    core.Seq // 0 before the first read
}

// get gives what read finds, which is always the same question for one kept.
func (x *kept[V]) get(ctx context.Context, a *App, d core.DistrictID, table int, read func(v *store.View) (V, error)) (V, error) {
	k := a.desks.of(d)
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.at != 0 && k.touchedAt(table) <= x.at {
		return x.value, nil
	}
	err := a.db.View(ctx, d, func(v *store.View) error {
		head, err := v.Head()
		if err != nil {
			return err
		}
		value, err := read(v)
		if err == nil {
			x.value, x.at = value, head.Seq
		}
		return err
	})
	return x.value, err
}

// rowsKept is a list of current rows as it was at an entry.
type rowsKept[T any, P store.RowOf[T]] struct{ kept[[]T] }

// get gives the rows that fulfil where, which is always the same for one list.
// They are shared and must not be changed.
func (r *rowsKept[T, P]) get(ctx context.Context, a *App, d core.DistrictID, where string, args ...any) ([]T, error) {
	return r.kept.get(ctx, a, d, P(new(T)).Table().No, func(v *store.View) ([]T, error) { return store.List[T, P](v, where, args...) })
}

// factsWaiting counts the facts that nobody has decided.
func (a *App) factsWaiting(ctx context.Context, d core.DistrictID) (int, error) {
	return a.desks.of(d).facts.get(ctx, a, d, new(document.Fact).Table().No, func(v *store.View) (int, error) {
		counts, err := store.Counts[document.Fact](v, "state")
		for _, c := range counts {
			if c.Of[0] == string(document.Proposed) {
				return c.Rows, err
			}
		}
		return 0, err
	})
}

// Stamp gives the ledger's state after entry at, 0 being the last, with its
// printed code.
func (a *App) Stamp(ctx context.Context, d core.DistrictID, at core.Seq) (Stamp, error) {
	k := a.desks.of(d)
	s, current := a.shelf.Current(d)
	k.mu.Lock()
	kept := k.stamp
	k.mu.Unlock()
	if current && kept.Head.Seq != 0 && kept.Head.Seq == s.Seq() && (at == 0 || at == s.Seq()) {
		return kept, nil
	}
	fresh, err := a.stampAt(ctx, d, at)
	if err == nil && at == 0 {
		k.mu.Lock()
		k.stamp = fresh
		k.mu.Unlock()
	}
	return fresh, err
}

// stampAt reads a stamp from the database.
func (a *App) stampAt(ctx context.Context, d core.DistrictID, at core.Seq) (Stamp, error) {
	var s Stamp
	err := a.db.View(ctx, d, func(v *store.View) (err error) {
		if s.Head, err = v.Head(); err != nil || at == 0 || at == s.Head.Seq {
			return err
		}
		e, err := v.Entry(at)
		if err != nil {
			return err
		}
		s.Head.Seq, s.Head.Time = at, e.Time
		s.Head.Root, err = v.RootAt(at)
		return err
	})
	s.Code = ledger.CodeOf(int64(s.Head.Seq), s.Head.Root).String()
	return s, err
}
