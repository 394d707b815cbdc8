package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
)

func names(units []plan.Unit) []string {
	var all []string
	for _, u := range units {
		all = append(all, u.Name)
	}
	return all
}

func testRead(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Create(t, db)
	post := &plan.Post{ID: "p1", Leader: true, Name: "区长"}
	task := &plan.Task{ID: "t1", Weight: core.Micro(-1500000)}
	Put(t, db, 2, Unit(2, "乙"), Unit(1, "甲"), post, task,
		Observation(1, 9, core.Whole(5)), Observation(2, 9, core.Quantity{}))
	view(t, db, func(v *store.View) error {
		for _, c := range []struct {
			where string
			args  []any
			want  []string
		}{
			{"", nil, []string{"甲", "乙"}},
			{"kind = $1 AND sort_order > $2", []any{plan.UnitZone, 1}, []string{"乙"}},
			{"sort_order = $2 OR kind = $1", []any{"none", int64(1)}, []string{"甲"}},
			{"id = $1 AND id = $1", []any{core.UnitID("u0001")}, []string{"甲"}},
		} {
			units, err := store.List[plan.Unit](v, c.where, c.args...)
			if err != nil || !slices.Equal(names(units), c.want) {
				t.Errorf("List(%q, %v) = %q, %v, want %q", c.where, c.args, names(units), err, c.want)
			}
		}
		leaders, err := store.List[plan.Post](v, "leader = $1", true)
		if err != nil || len(leaders) != 1 || leaders[0] != *post {
			t.Errorf("List(leader = true) = %+v, %v, want %+v", leaders, err, *post)
		}
		kinds, err := store.Counts[plan.Unit](v, "kind", "name")
		if want := "[{[zone 乙] 1} {[zone 甲] 1}]"; err != nil || fmt.Sprint(kinds) != want {
			t.Errorf("Counts(kind, name) = %v, %v, want %s", kinds, err, want)
		}
		got, err := store.Get[plan.Task](v, "t1")
		if err != nil || got != *task {
			t.Errorf("Get(t1) = %+v, %v, want %+v", got, err, *task)
		}
		unknown, err := store.List[report.Observation](v, "value IS NULL")
		if err != nil || len(unknown) != 1 || unknown[0].Value.Known() {
			t.Errorf("List(value IS NULL) = %+v, %v, want one unknown value", unknown, err)
		}
		return nil
	})
	readOwnWrites(t, db)
}

func readOwnWrites(t *testing.T, db *store.DB) {
	t.Helper()
	_, err := db.Write(context.Background(), Meta("x", 3), func(tx *store.Tx) error {
		if tx.Seq() != 3 {
			t.Errorf("tx.Seq() = %d, want 3", tx.Seq())
		}
		if err := putAll(Unit(3, "丙"), Unit(3, "丁"))(tx); err != nil {
			return err
		}
		if err := tx.Delete(Unit(1, "")); err != nil {
			return err
		}
		units, err := store.List[plan.Unit](tx, "")
		if want := []string{"乙", "丁"}; !slices.Equal(names(units), want) {
			t.Errorf("List inside Write = %q, want %q", names(units), want)
		}
		if err != nil {
			return err
		}
		kinds, err := store.Counts[plan.Unit](tx, "kind")
		if want := "[{[zone] 2}]"; fmt.Sprint(kinds) != want {
			t.Errorf("Counts inside Write = %v, want %s", kinds, want)
		}
		return err
	})
	if err != nil {
		t.Errorf("Write(own writes) = %v", err)
	}
	expectClean(t, db, store.VerifyOptions{District: District})
}

func testAsOf(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Create(t, db)
	Put(t, db, 2, Unit(1, "一"))               // 2
	Put(t, db, 3, Unit(1, "二"), Unit(2, "另")) // 3
	remove := func() {
		if _, err := db.Write(context.Background(), Meta("x", 4), func(tx *store.Tx) error {
			return tx.Delete(Unit(1, ""))
		}); err != nil {
			t.Fatalf("Write(delete) = %v", err)
		}
	}
	remove()                                  // 4
	Put(t, db, 5, Unit(1, "三"))               // 5
	Put(t, db, 6, Unit(1, "四"), Unit(1, "五")) // 6: two changes of one key
	remove()                                  // 7
	view(t, db, func(v *store.View) error {
		for at, want := range []string{"[]", "[]", "[一]", "[二 另]", "[另]", "[三 另]", "[五 另]", "[另]"} {
			if at == 0 {
				continue // 0 is now
			}
			units, err := store.ListAsOf[plan.Unit](v, core.Seq(at), "")
			if got := fmt.Sprint(names(units)); err != nil || got != want {
				t.Errorf("ListAsOf(%d) = %s, %v, want %s", at, got, err, want)
			}
			one, err := store.GetAsOf[plan.Unit](v, core.Seq(at), "u0001")
			if wantOne := []string{"", "", "一", "二", "", "三", "五", ""}[at]; one.Name != wantOne || (err != nil) != (wantOne == "") {
				t.Errorf("GetAsOf(%d, u0001) = %q, %v, want %q", at, one.Name, err, wantOne)
			}
		}
		history, err := store.History[plan.Unit](v, "u0001")
		if err != nil {
			return err
		}
		var got []string
		for _, h := range history {
			got = append(got, fmt.Sprintf("%d-%d %s %v", h.FromSeq, h.ToSeq, h.Row.Name, h.Deleted))
		}
		want := []string{"2-3 一 false", "3-4 二 false", "4-5  true", "5-6 三 false", "6-7 五 false", "7-0  true"}
		if !slices.Equal(got, want) {
			t.Errorf("History(u0001) = %q, want %q", got, want)
		}
		_, err = store.History[plan.Unit](v, "u9")
		expectFault(t, "History(u9)", err, errs.Missing, "store.missing")
		return nil
	})
	expectClean(t, db, store.VerifyOptions{District: District})
}

// testProof proves every entry of a log of more than one tile, and that the log
// begins with each of its own earlier states.
func testProof(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Create(t, db)
	n := 520
	if testing.Short() {
		n = 300
	}
	fill(t, db, n)
	view(t, db, func(v *store.View) error {
		for _, seq := range []core.Seq{1, 2, 255, 256, 257, core.Seq(n), core.Seq(n + 1)} {
			proof, head, err := v.Inclusion(seq)
			if err != nil {
				t.Errorf("Inclusion(%d) = %v", seq, err)
				continue
			}
			leaf, err := v.Leaf(seq)
			if err != nil {
				t.Errorf("Leaf(%d) = %v", seq, err)
			}
			if err := ledger.CheckInclusion(proof, int64(head.Seq), head.Root, int64(seq)-1, ledger.LeafHash(leaf)); err != nil {
				t.Errorf("CheckInclusion(%d) = %v", seq, err)
			}
			root, err := v.RootAt(seq)
			if err != nil {
				t.Errorf("RootAt(%d) = %v", seq, err)
			}
			consistency, _, err := v.Consistency(seq)
			if err != nil {
				t.Errorf("Consistency(%d) = %v", seq, err)
			}
			if err := ledger.CheckConsistency(consistency, int64(seq), root, int64(head.Seq), head.Root); err != nil {
				t.Errorf("CheckConsistency(%d) = %v", seq, err)
			}
		}
		_, _, err := v.Inclusion(core.Seq(n + 2))
		if !errors.Is(err, ledger.ErrRange) {
			t.Errorf("Inclusion(beyond) = %v, want %v", err, ledger.ErrRange)
		}
		_, err = v.Entry(core.Seq(n + 2))
		expectFault(t, "Entry(beyond)", err, errs.Missing, "store.no-entry")
		return nil
	})
}
