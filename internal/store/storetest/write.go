package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

func testWrite(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Create(t, db)
	w := Put(t, db, 100, Unit(1, "甲"), Unit(2, "乙"))
	if w.Seq != 2 || w.Entry.Time != 100 || len(w.Entry.Changes) != 2 || w.Repeated {
		t.Errorf("Write(two rows) = %+v, want entry 2 at 100 with two changes", w)
	}
	if w = Put(t, db, 90, Unit(1, "丙")); w.Seq != 3 || w.Entry.Time != 100 {
		t.Errorf("Write(earlier clock) = entry %d at %d, want 3 at 100: time never goes back", w.Seq, w.Entry.Time)
	}
	if w = Put(t, db, 110, Unit(1, "丙")); w.Seq != 3 || len(w.Entry.Changes) != 0 {
		t.Errorf("Write(nothing changed) = entry %d with %d changes, want 3 with none", w.Seq, len(w.Entry.Changes))
	}
	view(t, db, func(v *store.View) error {
		entries, err := v.Entries(1, 10)
		if err != nil {
			return err
		}
		var actions []string
		for _, e := range entries {
			actions = append(actions, fmt.Sprintf("%d %s %s", e.Seq, e.Action, e.Changes[0].Op))
		}
		want := []string{"1 district.create insert", "2 test.put insert", "3 test.put update"}
		if !slices.Equal(actions, want) {
			t.Errorf("Entries(1, 10) = %q, want %q", actions, want)
		}
		for at, want := range map[core.Instant]core.Seq{0: 0, 1: 1, 99: 1, 100: 3, 1e12: 3} {
			if got, err := v.SeqAt(at); err != nil || got != want {
				t.Errorf("SeqAt(%d) = %d, %v, want %d", at, got, err, want)
			}
		}
		return nil
	})
	districts, err := db.Districts(context.Background())
	if err != nil || !slices.Equal(districts, []core.DistrictID{District}) {
		t.Errorf("Districts() = %v, %v, want [%s]", districts, err, District)
	}
}

// testRefusals holds every refusal to its kind and key.
func testRefusals(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Create(t, db)
	Put(t, db, 2, Unit(1, "甲"))
	ctx := context.Background()
	for _, c := range []struct {
		name string
		m    store.Meta
		f    func(*store.Tx) error
		kind errs.Kind
		key  string
	}{
		{"insert again", Meta("x", 3), func(tx *store.Tx) error { return tx.Insert(Unit(1, "乙")) }, errs.Conflict, "store.exists"},
		{"delete nothing", Meta("x", 3), func(tx *store.Tx) error { return tx.Delete(Unit(9, "")) }, errs.Missing, "store.missing"},
		{"get nothing", Meta("x", 3), func(tx *store.Tx) error {
			_, err := store.Get[plan.Unit](tx, "u9")
			return err
		}, errs.Missing, "store.missing"},
		{"not UTF-8", Meta("x", 3), putAll(Unit(2, "\xff")), errs.Invalid, "store.text"},
		{"NUL", Meta("x", 3), putAll(Unit(2, "a\x00b")), errs.Invalid, "store.text"},
		{"not NFC", Meta("x", 3), putAll(Unit(2, "e\u0301")), errs.Invalid, "store.text"},
		{"reason not NFC", store.Meta{District: District, Reason: "e\u0301"}, putAll(Unit(2, "")), errs.Invalid, "store.text"},
		{"other district", store.Meta{District: "370299"}, putAll(Unit(2, "")), errs.Missing, "store.no-district"},
		{"panic", Meta("x", 3), func(*store.Tx) error { panic("boom") }, errs.Internal, "store.panic"},
	} {
		_, err := db.Write(ctx, c.m, c.f)
		expectFault(t, "Write("+c.name+")", err, c.kind, c.key)
	}
	_, err := db.CreateDistrict(ctx, Meta("x", 3), &plan.District{ID: District})
	expectFault(t, "CreateDistrict(again)", err, errs.Conflict, "store.district-exists")
	_, err = db.CreateDistrict(ctx, store.Meta{District: "a/b"}, &plan.District{ID: "a/b"})
	expectFault(t, "CreateDistrict(a/b)", err, errs.Invalid, "store.district-code")
	if h := head(t, db); h.Seq != 2 {
		t.Errorf("head after refusals = %d, want 2", h.Seq)
	}
	var field *errs.Error
	_, err = db.Write(ctx, Meta("x", 3), putAll(&plan.Unit{ID: "u2", NameEn: "\xff"}))
	if !errors.As(err, &field) || field.Field != "name_en" {
		t.Errorf("Write(bad name_en) = %v, want an error naming name_en", err)
	}
	swallowed(t, db)
}

// swallowed checks that a closure cannot pass over a failed statement.
func swallowed(t *testing.T, db *store.DB) {
	t.Helper()
	_, err := db.Write(context.Background(), Meta("x", 3), func(tx *store.Tx) error {
		_, _ = store.List[plan.Unit](tx, "no_such_column = 1")
		return tx.Put(Unit(7, "庚"))
	})
	if err == nil || head(t, db).Seq != 2 {
		t.Errorf("Write(failed statement passed over) = %v at %d, want an error at 2", err, head(t, db).Seq)
	}
}

func expectFault(t *testing.T, call string, err error, kind errs.Kind, key string) {
	t.Helper()
	var e *errs.Error
	if !errors.As(err, &e) || e.Kind != kind || e.Key != key {
		t.Errorf("%s = %v, want %s %s", call, err, kind, key)
	}
}

func testIdempotency(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Create(t, db)
	ctx := context.Background()
	m := Meta("report.submit", 1000)
	m.Key = "k1"
	first, err := db.Write(ctx, m, putAll(Unit(1, "甲")))
	if err != nil {
		t.Fatalf("Write(k1) = %v", err)
	}
	runs := 0
	again, err := db.Write(ctx, m, func(tx *store.Tx) error {
		runs++
		return tx.Put(Unit(1, "乙"))
	})
	if err != nil || !again.Repeated || again.Seq != first.Seq || runs != 0 || again.Entry.Action != "report.submit" {
		t.Errorf("Write(k1 again) = %+v, %v after %d runs, want repeated entry %d and no run", again, err, runs, first.Seq)
	}
	other := m
	other.Actor = "another"
	if w, err := db.Write(ctx, other, putAll(Unit(2, "乙"))); err != nil || w.Repeated {
		t.Errorf("Write(k1 of another actor) = %+v, %v, want a new entry", w, err)
	}
	body := Meta("report.submit", 1000)
	body.Key, body.Body = "k2", []byte("one")
	if w, err := db.Write(ctx, body, putAll(Unit(3, "丙"))); err != nil || w.Repeated {
		t.Errorf("Write(k2) = %+v, %v, want a new entry", w, err)
	}
	if w, err := db.Write(ctx, body, putAll(Unit(3, "丁"))); err != nil || !w.Repeated {
		t.Errorf("Write(k2 with the same body) = %+v, %v, want repeated", w, err)
	}
	body.Body = []byte("another")
	_, err = db.Write(ctx, body, putAll(Unit(3, "丁")))
	expectFault(t, "Write(k2 with another body)", err, errs.Conflict, "store.key-reused")
	week := core.Instant(7 * 24 * time.Hour / time.Millisecond)
	for _, c := range []struct {
		now  core.Instant
		want int64
	}{{1000 + week, 0}, {1001 + week, 3}, {1001 + week, 0}} {
		if n, err := db.ClearKeys(ctx, c.now); err != nil || n != c.want {
			t.Errorf("ClearKeys(%d) = %d, %v, want %d", c.now, n, err, c.want)
		}
	}
	if w, err := db.Write(ctx, m, putAll(Unit(1, "乙"))); err != nil || w.Repeated {
		t.Errorf("Write(k1 after a week) = %+v, %v, want a new entry", w, err)
	}
	expectClean(t, db, store.VerifyOptions{District: District})
}

// testBatch runs many closures at once of which some fail, in every way there
// is: all others must land, the numbers must have no hole, and nothing of the
// failed ones may stay.
func testBatch(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Create(t, db)
	const n = 64
	boom := errors.New("refused by the use case")
	results := make([]error, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			defer func() { recover() }()
			_, results[i] = db.Write(context.Background(), Meta("batch", 2), func(tx *store.Tx) error {
				if err := tx.Put(Unit(i, "写")); err != nil {
					return err
				}
				switch i % 8 {
				case 3:
					return boom
				case 5:
					panic("boom")
				case 7:
					return tx.Insert(Unit(i, "再写"))
				}
				return nil
			})
		})
	}
	group.Wait()
	landed := 0
	for i, err := range results {
		failing := i%8 == 3 || i%8 == 5 || i%8 == 7
		if (err != nil) != failing {
			t.Errorf("Write(%d) = %v, want failure %v", i, err, failing)
		}
		if err == nil {
			landed++
		}
	}
	view(t, db, func(v *store.View) error {
		units, err := store.List[plan.Unit](v, "")
		if err != nil {
			return err
		}
		h, err := v.Head()
		if len(units) != landed || int(h.Seq) != landed+1 {
			t.Errorf("after the batch: %d units, head %d, want %d and %d", len(units), h.Seq, landed, landed+1)
		}
		return err
	})
	expectClean(t, db, store.VerifyOptions{District: District})
}

// testCancel withdraws requests at random moments: whoever was told of success
// is there, whoever was told of cancellation is not, neighbours are unhurt. The
// last part ends the writer's goroutine from inside a closure, as FailNow does.
func testCancel(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Create(t, db)
	const n = 64
	results := make([]error, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			ctx := context.Background()
			if i%2 == 0 {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, time.Duration(i*50)*time.Microsecond)
				defer cancel()
			}
			_, results[i] = db.Write(ctx, Meta("cancel", 2), putAll(Unit(i, "写")))
		})
	}
	group.Wait()
	view(t, db, func(v *store.View) error {
		for i, err := range results {
			_, missing := store.Get[plan.Unit](v, string(Unit(i, "").ID))
			switch {
			case i%2 == 1 && err != nil:
				t.Errorf("Write(%d, not cancelled) = %v", i, err)
			case (err == nil) != (missing == nil):
				t.Errorf("Write(%d) = %v, but reading it = %v", i, err, missing)
			case err != nil && !errors.Is(err, context.DeadlineExceeded):
				t.Errorf("Write(%d, cancelled) = %v, want the context's error", i, err)
			}
		}
		return nil
	})
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, err := db.Write(context.Background(), Meta("exit", 3), func(*store.Tx) error {
			exit()
			return nil
		})
		if err == nil || !strings.Contains(err.Error(), "ended the writer") {
			t.Errorf("Write(closure that exits) = %v, want an error", err)
		}
	}()
	<-done
	Put(t, db, 4, Unit(200, "后"))
	expectClean(t, db, store.VerifyOptions{District: District})
}

func testOnCommit(t *testing.T, e Engine) {
	db := e.Fresh(t)
	var mu sync.Mutex
	var seen []core.Seq
	db.OnCommit(func(d core.DistrictID, entries []record.Entry) {
		mu.Lock()
		defer mu.Unlock()
		for _, e := range entries {
			seen = append(seen, e.Seq)
		}
	})
	Create(t, db)
	fill(t, db, 100)
	w := Put(t, db, 60, Unit(1, "末"))
	mu.Lock()
	defer mu.Unlock()
	if last := seen[len(seen)-1]; last != w.Seq {
		t.Errorf("OnCommit: last entry heard of when Write returned = %d, want %d", last, w.Seq)
	}
	for i, seq := range seen {
		if seq != core.Seq(i+1) {
			t.Fatalf("OnCommit: entry %d came in place %d", seq, i+1)
		}
	}
}

// testFollow hands over the entries of another process, here another store on
// the same database where the engine allows it, and of this one otherwise.
func testFollow(t *testing.T, e Engine) {
	c := e.Place(t)
	writer := Open(t, c)
	Create(t, writer)
	fill(t, writer, 20)
	reader, err := store.OpenReadOnly(context.Background(), c)
	if err != nil {
		t.Fatalf("OpenReadOnly: %v", err)
	}
	defer reader.Close()
	_, err = reader.Write(context.Background(), Meta("x", 3), putAll(Unit(1, "")))
	expectFault(t, "Write(read-only)", err, errs.Forbidden, "store.read-only")
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	var at core.Seq
	want := head(t, writer).Seq + 20
	ended := make(chan error, 1)
	go func() {
		ended <- reader.Follow(ctx, time.Millisecond,
			func(core.DistrictID) (core.Seq, bool) { return at, true },
			func(d core.DistrictID, entries []record.Entry) error {
				for _, e := range entries {
					if at++; e.Seq != at {
						return fmt.Errorf("entry %d in place %d", e.Seq, at)
					}
				}
				if at == want {
					cancel()
				}
				return nil
			})
	}()
	fill(t, writer, 20)
	if err := <-ended; err != nil || at != want {
		t.Errorf("Follow = %v at %d, want nil at %d", err, at, want)
	}
}
