package board

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

func TestTableNumbers(t *testing.T) {
	for _, c := range []struct {
		row  record.Row
		want int
	}{
		{&plan.District{}, tableDistrict}, {&plan.Unit{}, tableUnit}, {&plan.Post{}, tablePost}, {&plan.Holding{}, tableHolding},
		{&plan.Programme{}, tableProgramme}, {&plan.Action{}, tableAction}, {&plan.Task{}, tableTask}, {&plan.Milestone{}, tableMilestone},
		{&plan.Indicator{}, tableIndicator}, {&plan.Target{}, tableTarget}, {&plan.Point{}, tablePoint}, {&plan.Rule{}, tableRule},
		{&report.Observation{}, tableObservation}, {&report.Report{}, tableReport}, {&report.Line{}, tableLine}, {&report.Progress{}, tableProgress}, {&report.Lock{}, tableLock},
	} {
		if got := c.row.Table().No; got != c.want {
			t.Errorf("table %s is number %d, the board has %d", c.row.Table().Name, got, c.want)
		}
	}
}

func smallDistrict() *Snapshot {
	m := &model{rows: map[string]record.Row{}}
	m.seed()
	return Build(m.content(), 5)
}

func TestApplyRefuses(t *testing.T) {
	s := smallDistrict()
	lock := record.ChangeOf(record.Insert, &report.Lock{Period: "2023-06", Locked: true})
	if _, err := s.Apply(7, []record.Change{lock}); !errors.Is(err, ErrGap) {
		t.Errorf("Apply(7) at 5: %v, want ErrGap", err)
	}
	if next, err := s.Apply(5, []record.Change{lock}); err != nil || next != s {
		t.Errorf("Apply(5) at 5 = %p, %v; want the snapshot itself", next, err)
	}
	bad := record.Change{Table: tableLock, Op: record.Insert, Key: []string{"a", "b"}}
	if _, err := s.Apply(6, []record.Change{bad}); err == nil {
		t.Error("Apply with a malformed key: want an error")
	}
	next, err := s.Apply(6, []record.Change{lock, {Table: 99, Op: record.Insert}})
	if err != nil {
		t.Fatal(err)
	}
	if l, ok := next.Lock(core.Month(2023, 6)); !ok || !l.Locked || next.Seq() != 6 {
		t.Errorf("Lock = %+v, %v at %d; want locked at 6", l, ok, next.Seq())
	}
	if _, ok := s.Lock(core.Month(2023, 6)); ok {
		t.Error("the earlier snapshot was locked too")
	}
}

// TestDueLines: one figure is asked once, of one unit, by its own calendar.
func TestDueLines(t *testing.T) {
	s := Build(Content{Book: plan.Book{
		Programmes: []plan.Programme{{ID: "p", Code: "P", StartYear: 2023, State: plan.Active}, {ID: "q", Code: "Q", StartYear: 2023, State: plan.Active}, {ID: "d", State: plan.Draft}},
		Indicators: []plan.Indicator{
			{ID: "month", Code: "1", Frequency: plan.Monthly, JanFeb: true}, {ID: "quarter", Code: "2", Frequency: plan.Quarterly}, {ID: "year", Code: "3", Frequency: plan.Yearly},
		},
		Targets: []plan.Target{
			{ID: "a", Code: "1", Programme: "p", Indicator: "month", Unit: "u", Year: 2023},
			{ID: "b", Code: "2", Programme: "q", Indicator: "month", Unit: "u", Year: 2023},
			{ID: "c", Code: "3", Programme: "q", Indicator: "month", Unit: "u", Responsible: "v", Year: 2023},
			{ID: "e", Code: "4", Programme: "p", Indicator: "quarter", Unit: "u", Year: 2023},
			{ID: "f", Code: "5", Programme: "p", Indicator: "year", Unit: "u", Year: 2023},
			{ID: "g", Code: "6", Programme: "p", Indicator: "month", Unit: "w", Responsible: "u", Year: 2023, From: "2023-03-10"},
			{ID: "h", Code: "7", Programme: "d", Indicator: "month", Unit: "x", Responsible: "u", Year: 2023},
			{ID: "i", Code: "8", Programme: "p", Indicator: "month", Unit: "y", Responsible: "u", Year: 2022},
		},
	}}, 1)
	for _, c := range []struct {
		unit  core.UnitID
		month int
		want  string
	}{
		{"u", 1, ""},
		{"u", 2, "month u 2023-01~02 2023-03-05 [a b]"},
		{"u", 3, "month u 2023-03 2023-04-05 [a b]; month w 2023-03 2023-04-05 [g]; quarter u 2023-Q1 2023-04-05 [e]"},
		{"u", 12, "month u 2023-12 2024-01-05 [a b]; month w 2023-12 2024-01-05 [g]; quarter u 2023-Q4 2024-01-05 [e]; year u 2023 2024-01-05 [f]"},
		{"v", 2, ""},
		{"w", 3, ""},
	} {
		var got []string
		for _, l := range s.DueLines(c.unit, core.Month(2023, c.month)) {
			got = append(got, fmt.Sprintf("%s %s %s %s %v", l.Indicator.ID, l.Unit, l.Period, l.Due, l.Targets))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("DueLines(%s, %d) = %s, want %s", c.unit, c.month, strings.Join(got, "; "), c.want)
		}
	}
}

// TestSheetDue: a sheet is due with the first of its lines, one of tasks alone with
// the month's first figures, on the 5th in a month of none.
func TestSheetDue(t *testing.T) {
	s := Build(Content{Book: plan.Book{
		Programmes: []plan.Programme{{ID: "p", Code: "P", StartYear: 2023, State: plan.Active}},
		Indicators: []plan.Indicator{{ID: "month", Code: "1", Frequency: plan.Monthly, JanFeb: true, DueDay: 9}, {ID: "quarter", Code: "2", Frequency: plan.Quarterly, DueDay: 7}},
		Targets: []plan.Target{
			{ID: "a", Code: "1", Programme: "p", Indicator: "month", Unit: "u", Year: 2023},
			{ID: "b", Code: "2", Programme: "p", Indicator: "quarter", Unit: "u", Year: 2023},
			{ID: "c", Code: "3", Programme: "p", Indicator: "month", Unit: "v", Year: 2023},
		},
	}}, 1)
	for _, c := range []struct {
		unit  core.UnitID
		month int
		want  core.Date
	}{
		{"u", 2, "2023-03-09"}, {"u", 3, "2023-04-07"}, {"v", 3, "2023-04-09"},
		{"tasks alone", 1, "2023-02-05"}, {"tasks alone", 2, "2023-03-09"}, {"tasks alone", 3, "2023-04-07"},
	} {
		month := core.Month(2023, c.month)
		if got := s.SheetDue(month, s.DueLines(c.unit, month)); got != c.want {
			t.Errorf("SheetDue(%s, lines of %s) = %s, want %s", month, c.unit, got, c.want)
		}
	}
}

func TestUnitTree(t *testing.T) {
	s := smallDistrict()
	if got := s.Below("u1"); !slices.Equal(got, []core.UnitID{"u1", "u2", "u3"}) {
		t.Errorf("Below(u1) = %v", got)
	}
	if got := s.Below("nobody"); got != nil {
		t.Errorf("Below(nobody) = %v, want none", got)
	}
	for _, c := range []struct {
		unit, top core.UnitID
		want      bool
	}{{"u2", "u1", true}, {"u1", "u1", true}, {"u1", "u2", false}, {"u2", "u3", false}, {"nobody", "u1", false}} {
		if got := s.Within(c.unit, c.top); got != c.want {
			t.Errorf("Within(%s, %s) = %v, want %v", c.unit, c.top, got, c.want)
		}
	}
}

// TestPartsMakeTheWhole: the parts' figures and year values add up to the
// whole's, whatever is filed, and an action counts a whole and not its parts.
func TestPartsMakeTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Content{Book: plan.Book{
			Programmes: []plan.Programme{{ID: "p", StartYear: 2023, State: plan.Active}},
			Actions:    []plan.Action{{ID: "a", Programme: "p"}},
			Indicators: []plan.Indicator{{ID: "i", Accumulation: plan.Flow, Frequency: plan.Monthly, Unit: "万元", Display: "万元"}},
		}}
		n := rapid.IntRange(1, 6).Draw(t, "parts")
		month := rapid.IntRange(1, 11).Draw(t, "month")
		file := func(u core.UnitID, m int, v int64) {
			c.Observations = append(c.Observations, report.Observation{Indicator: "i", Unit: u, Period: core.Month(2023, m).String(), Basis: report.Operational, Value: core.Whole(v)})
		}
		var year int64
		flows := make([]int64, month)
		for i := range n {
			u, v := core.UnitID(fmt.Sprint("z", i)), rapid.Int64Range(1, 1000).Draw(t, "value")
			year += v
			c.Book.Targets = append(c.Book.Targets, plan.Target{
				ID: core.TargetID("t" + u), Programme: "p", Action: "a", Indicator: "i", Unit: u, Parent: "whole", Dimension: "功能区", Year: 2023, Value: core.Whole(v),
			})
			for m := range month {
				f := rapid.Int64Range(-50, 200).Draw(t, "flow")
				flows[m] += f
				file(u, m+1, f)
			}
		}
		c.Book.Targets = append(c.Book.Targets, plan.Target{ID: "whole", Programme: "p", Action: "a", Indicator: "i", Unit: "d", Year: 2023, Value: core.Whole(year)})
		for m, f := range flows {
			file("d", m+1, f)
		}
		v := Build(c, 1).View(core.Month(2023, month), "2024-01-31")
		b, ok := v.Breakdown("whole", "功能区")
		if !ok || b.Verdict != plan.PartsExact || !b.Left.IsZero() || !b.ActualLeft.IsZero() || b.ActualSum != b.ActualWhole || len(b.Silent) != 0 {
			t.Fatalf("Breakdown = %+v", b)
		}
		r, _ := v.Result("whole")
		g, _ := v.ActionGroup("a")
		if g.Targets() != 1 || g.Light != r.Light {
			t.Fatalf("the action counts %d targets, light %s; want the whole alone, %s", g.Targets(), g.Light, r.Light)
		}
	})
}

func TestViewsAreKept(t *testing.T) {
	s := smallDistrict()
	first := s.View(core.Month(2023, 6), "2023-07-14")
	if s.View(core.Months(2023, 4, 6), "2023-07-14") != first {
		t.Error("a quarter's view is not that of its last month")
	}
	for day := range 4 {
		s.View(core.Month(2023, 6), core.Date(fmt.Sprintf("2023-08-0%d", day+1)))
	}
	if len(s.views.kept) != viewsKept || s.View(core.Month(2023, 6), "2023-07-14") == first {
		t.Errorf("%d views kept, want the last %d", len(s.views.kept), viewsKept)
	}
}

// TestReadersAndWriter runs readers beside Apply and Publish, for the race detector.
func TestReadersAndWriter(t *testing.T) {
	var h Shelf
	s := smallDistrict()
	h.Publish("d", s)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 50 {
				snap, _ := h.Current("d")
				v := snap.View(core.Month(2023, 6), "2023-07-14")
				v.Gaps()
				v.Result("t1")
				snap.Book()
			}
		})
	}
	for i := range 50 {
		o := report.Observation{Indicator: "i1", Unit: "u1", Period: "2023-06", Basis: report.Operational, Value: core.Whole(int64(i))}
		next, err := s.Apply(s.Seq()+1, []record.Change{record.ChangeOf(record.Update, &o)})
		if err != nil {
			t.Fatal(err)
		}
		s = next
		h.Publish("d", s)
	}
	wait.Wait()
	if r, _ := s.View(core.Month(2023, 6), "2023-07-14").Result("t1"); r.Actual != core.Whole(49) {
		t.Errorf("actual = %s, want 49", r.Actual)
	}
}

func TestShelfWaits(t *testing.T) {
	var h Shelf
	if _, ok := h.Current("d"); ok {
		t.Error("an empty shelf has a snapshot")
	}
	six := Build(Content{}, 6)
	h.Publish("d", Build(Content{}, 5))
	got := make(chan *Snapshot, 1)
	go func() {
		snap, _ := h.WaitFor(context.Background(), "d", 6)
		got <- snap
	}()
	h.Publish("d", six)
	if snap := <-got; snap != six {
		t.Errorf("WaitFor(6) = %v, want the snapshot at 6", snap)
	}
	h.Publish("d", Build(Content{}, 4))
	if snap, _ := h.Current("d"); snap != six {
		t.Errorf("an older snapshot took the place of the one at 6: %d", snap.Seq())
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if _, err := h.WaitFor(ended, "d", 7); !errors.Is(err, context.Canceled) {
		t.Errorf("WaitFor(7) with an ended context: %v", err)
	}
}

func TestShelfKeepsFourPasts(t *testing.T) {
	var h Shelf
	built := 0
	get := func(seq core.Seq) {
		if _, err := h.AsOf("d", seq, func() (*Snapshot, error) { built++; return Build(Content{}, seq), nil }); err != nil {
			t.Fatal(err)
		}
	}
	for _, seq := range []core.Seq{1, 2, 3, 4, 1, 2, 3, 4, 5, 2, 3, 4} {
		get(seq)
	}
	if built != 5 {
		t.Errorf("built %d boards, want 5", built)
	}
	if get(1); built != 6 || len(h.asOf) != 4 {
		t.Errorf("the board at 1 was still there, or %d are kept", len(h.asOf))
	}
	fail := errors.New("x")
	for range 2 {
		if _, err := h.AsOf("d", 9, func() (*Snapshot, error) { built++; return nil, fail }); !errors.Is(err, fail) {
			t.Errorf("AsOf with a failing build: %v", err)
		}
	}
	if built != 8 {
		t.Error("a failed build was kept")
	}
}
