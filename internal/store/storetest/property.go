package storetest

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"slices"
	"testing"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"

	"pgregory.net/rapid"
)

// testProperties draws histories and holds them to the laws: what a state was
// does not change by what comes after, and the rows as of any entry are what the
// leaves up to it give.
func testProperties(t *testing.T, e Engine) {
	if testing.Short() {
		checks := flag.Lookup("rapid.checks")
		before := checks.Value.String()
		if err := checks.Value.Set("10"); err != nil {
			t.Fatal(err)
		}
		defer checks.Value.Set(before)
	}
	db := e.Fresh(t)
	districts := 0
	rapid.Check(t, func(rt *rapid.T) {
		districts++
		h := &history{t: rt, db: db, district: core.DistrictID(fmt.Sprintf("d%d", districts)), states: []string{""}}
		h.create()
		steps := rapid.IntRange(1, 12).Draw(rt, "entries")
		for range steps {
			h.step()
		}
		h.check()
	})
}

// history is a drawn history of one district with the state after each entry as
// it was read right then.
type history struct {
	t        *rapid.T
	db       *store.DB
	district core.DistrictID
	states   []string // by entry
}

func (h *history) meta() store.Meta {
	return store.Meta{District: h.district, Actor: "rapid", Action: "step"}
}

func (h *history) create() {
	_, err := h.db.CreateDistrict(context.Background(), h.meta(), &plan.District{ID: h.district})
	if err != nil {
		h.t.Fatalf("CreateDistrict(%s): %v", h.district, err)
	}
	h.states = append(h.states, h.read(0))
}

// step writes one entry of a few drawn changes on few keys.
func (h *history) step() {
	type change struct {
		key, name int
		remove    bool
	}
	changes := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) change {
		return change{rapid.IntRange(0, 3).Draw(t, "key"), rapid.IntRange(0, 2).Draw(t, "name"), rapid.Bool().Draw(t, "remove")}
	}), 1, 4).Draw(h.t, "changes")
	w, err := h.db.Write(context.Background(), h.meta(), func(tx *store.Tx) error {
		for _, c := range changes {
			unit := Unit(c.key, fmt.Sprintf("名%d", c.name))
			if _, err := store.Get[plan.Unit](tx, string(unit.ID)); c.remove && err == nil {
				if err := tx.Delete(unit); err != nil {
					return err
				}
				continue
			}
			if err := tx.Put(unit); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		h.t.Fatalf("Write(%+v): %v", changes, err)
	}
	if int(w.Seq) == len(h.states) {
		h.states = append(h.states, h.read(0))
	}
}

// read gives the units as of an entry as one text.
func (h *history) read(at core.Seq) string {
	var text string
	err := h.db.View(context.Background(), h.district, func(v *store.View) error {
		units, err := store.ListAsOf[plan.Unit](v, at, "")
		text = fmt.Sprint(units)
		return err
	})
	if err != nil {
		h.t.Fatalf("ListAsOf(%d): %v", at, err)
	}
	return text
}

// check holds every state to what it was, and to the leaves.
func (h *history) check() {
	var entries []record.Entry
	err := h.db.View(context.Background(), h.district, func(v *store.View) (err error) {
		entries, err = v.Entries(1, 1000)
		return err
	})
	if err != nil || len(entries) != len(h.states)-1 {
		h.t.Fatalf("Entries(1, 1000) = %d entries, %v, want %d", len(entries), err, len(h.states)-1)
	}
	replay := make(map[string]plan.Unit)
	for i, e := range entries {
		for _, c := range e.Changes {
			var u plan.Unit
			if c.Table != u.Table().No {
				continue
			}
			if err := c.Load(&u); err != nil {
				h.t.Fatalf("Load(%+v): %v", c, err)
			}
			if c.Op == record.Delete {
				delete(replay, string(u.ID))
				continue
			}
			replay[string(u.ID)] = u
		}
		var units []plan.Unit
		for _, k := range slices.Sorted(maps.Keys(replay)) {
			units = append(units, replay[k])
		}
		now := h.read(core.Seq(i + 1))
		if now != h.states[i+1] {
			h.t.Fatalf("ListAsOf(%d) = %s, was %s when it was now", i+1, now, h.states[i+1])
		}
		if want := fmt.Sprint(units); now != want {
			h.t.Fatalf("ListAsOf(%d) = %s, the leaves give %s", i+1, now, want)
		}
	}
	v, err := h.db.Verify(context.Background(), store.VerifyOptions{District: h.district})
	if err != nil || !v.OK() {
		h.t.Fatalf("Verify(%s) = %+v, %v", h.district, v.Findings, err)
	}
}
