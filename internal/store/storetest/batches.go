package storetest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"

	"pgregory.net/rapid"
)

// testBatches draws requests that share a commit: they change the same few rows,
// read them in every way and sometimes fail at their end. What each one saw must
// be what a map says that carries out the requests one after another.
func testBatches(t *testing.T, e Engine) {
	c := e.Place(t)
	db := Open(t, c)
	places := []*store.DB{db, db}
	if c.URL != "" {
		places[1] = Open(t, c) // another process, whose writes nobody announces
	}
	districts := 0
	rapid.Check(t, func(rt *rapid.T) {
		districts++
		d := core.DistrictID(fmt.Sprintf("b%d", districts))
		if _, err := db.CreateDistrict(context.Background(), store.Meta{District: d}, &plan.District{ID: d}); err != nil {
			rt.Fatalf("CreateDistrict(%s): %v", d, err)
		}
		model := map[string]int{}
		for range rapid.IntRange(1, 4).Draw(rt, "rounds") {
			replay(rt, model, together(rapid.SampledFrom(places).Draw(rt, "process"), d, rapid.SliceOfN(drawDeed, 1, 6).Draw(rt, "requests")))
		}
		v, err := db.Verify(context.Background(), store.VerifyOptions{District: d})
		if err != nil || !v.OK() {
			rt.Fatalf("Verify(%s) = %+v, %v", d, v.Findings, err)
		}
	})
}

// testFailedSend lets the database refuse rows that a batch has gathered: nothing of
// them may come along with what is written afterwards.
func testFailedSend(t *testing.T, e Engine) {
	c := e.Place(t)
	db, raw := Open(t, c), Raw(t, c)
	Create(t, db)
	Put(t, db, 2, Unit(1, "甲"))
	rename := func(from, to string) {
		t.Helper()
		if _, err := raw.Exec("ALTER TABLE " + from + " RENAME TO " + to); err != nil {
			t.Fatal(err)
		}
	}
	rename("unit_past", "unit_away")
	if _, err := db.Write(context.Background(), Meta("test.put", 3), putAll(Unit(1, "乙"), Observation(1, 9, core.Whole(1)))); err == nil {
		t.Error("Write without a table for the past = no error")
	}
	rename("unit_away", "unit_past")
	Put(t, db, 4, Unit(2, "丙"))
	Put(t, db, 5, Observation(2, 9, core.Whole(2)))
	Clean(t, db)
	view(t, db, func(v *store.View) error {
		u, err := store.Get[plan.Unit](v, string(Unit(1, "").ID))
		if u.Name != "甲" {
			t.Errorf("unit 1 is named %q after a write that failed, want 甲", u.Name)
		}
		return err
	})
}

// deed is one request: its steps, then perhaps a failure.
type deed struct {
	Steps []step
	Fails bool
	saw   []string // what each step answered, the last time it ran
	turn  int64    // when it ran, the last time
	err   error
}

// step is one call inside a request on the line of a report.
type step struct {
	Call   string
	Report string
	Unit   string
	Value  int
}

var errDeed = errors.New("the request fails")

var drawDeed = rapid.Custom(func(t *rapid.T) *deed {
	return &deed{Fails: rapid.IntRange(0, 2).Draw(t, "fails") == 0, Steps: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) step {
		return step{
			Call:   rapid.SampledFrom([]string{"put", "put", "insert", "delete", "get", "group", "group", "list", "list", "aside"}).Draw(t, "call"),
			Report: rapid.SampledFrom([]string{"r1", "r2"}).Draw(t, "report"),
			Unit:   rapid.SampledFrom([]string{"u1", "u2"}).Draw(t, "unit"),
			Value:  rapid.IntRange(1, 3).Draw(t, "value"),
		}
	}), 1, 5).Draw(t, "steps")}
})

// together sends the requests while the writer is held up, so that most of them
// share a commit.
func together(db *store.DB, d core.DistrictID, deeds []*deed) []*deed {
	var turns atomic.Int64
	held, free := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		_, _ = db.Write(context.Background(), store.Meta{District: d}, func(*store.Tx) error {
			close(held)
			<-free
			return nil
		})
	})
	<-held
	for _, x := range deeds {
		all.Go(func() {
			_, x.err = db.Write(context.Background(), store.Meta{District: d, Actor: "rapid", Action: "deed"}, func(tx *store.Tx) error {
				x.turn, x.saw = turns.Add(1), nil
				for _, s := range x.Steps {
					x.saw = append(x.saw, s.run(tx, d))
				}
				if x.Fails {
					return errDeed
				}
				return nil
			})
		})
	}
	close(free)
	all.Wait()
	slices.SortFunc(deeds, func(a, b *deed) int { return int(a.turn - b.turn) })
	return deeds
}

func (s step) line() *report.Line {
	return &report.Line{Report: core.ReportID(s.Report), Indicator: "i", Unit: core.UnitID(s.Unit), Value: core.Whole(int64(s.Value))}
}

// run makes the call and says in a word what it answered.
func (s step) run(tx *store.Tx, d core.DistrictID) string {
	switch s.Call {
	case "put":
		return fault(tx.Put(s.line()))
	case "insert":
		return fault(tx.Insert(s.line()))
	case "delete":
		return fault(tx.Delete(s.line()))
	case "get":
		l, err := store.Get[report.Line](tx, s.Report, "i", s.Unit)
		if err != nil {
			return fault(err)
		}
		return l.Value.String()
	case "aside":
		return fault(tx.Aside().SetSetting(d, s.Unit, []byte(s.Report)))
	}
	read := func() ([]report.Line, error) { return store.Group[report.Line](tx, s.Report) }
	if s.Call == "list" {
		read = func() ([]report.Line, error) { return store.List[report.Line](tx, "report_id = $1", s.Report) }
	}
	lines, err := read()
	if err != nil {
		return fault(err)
	}
	var all []string
	for _, l := range lines {
		all = append(all, string(l.Unit)+"="+l.Value.String())
	}
	return strings.Join(all, " ")
}

func fault(err error) string {
	if err == nil {
		return "ok"
	}
	return err.Error()
}

// replay carries the requests out on the model and compares.
func replay(t *rapid.T, model map[string]int, deeds []*deed) {
	for _, x := range deeds {
		next := maps.Clone(model)
		for i, s := range x.Steps {
			if got, want := x.saw[i], s.expect(next); got != want && (want != "refused" || got == "ok") {
				t.Fatalf("step %d of %+v saw %q, want %q", i, x.Steps, got, want)
			}
		}
		if x.Fails != errors.Is(x.err, errDeed) || !x.Fails && x.err != nil {
			t.Fatalf("Write(%+v) = %v", x.Steps, x.err)
		}
		if !x.Fails {
			clear(model)
			maps.Copy(model, next)
		}
	}
}

// expect carries out the step on the model and gives the answer, "refused" for
// any error.
func (s step) expect(model map[string]int) string {
	key := s.Report + "/" + s.Unit
	value, exists := model[key]
	switch s.Call {
	case "put":
		model[key] = s.Value
	case "insert":
		if exists {
			return "refused"
		}
		model[key] = s.Value
	case "delete":
		if !exists {
			return "refused"
		}
		delete(model, key)
	case "get":
		if !exists {
			return "refused"
		}
		return fmt.Sprint(value)
	case "group", "list":
		var all []string
		for _, u := range []string{"u1", "u2"} {
			if v, ok := model[s.Report+"/"+u]; ok {
				all = append(all, fmt.Sprintf("%s=%d", u, v))
			}
		}
		return strings.Join(all, " ")
	}
	return "ok"
}
