package board

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/record"
	"tupo/internal/report"
)

// model is the database of the property tests: current rows by table and key.
type model struct {
	rows map[string]record.Row
	seq  core.Seq
}

func keyOf(r record.Row) string {
	return fmt.Sprint(r.Table().No, "/", strings.Join(record.KeyOf(r), "/"))
}

// entry makes the next ledger entry of a few random changes.
func (m *model) entry(t *rapid.T, draw func(*rapid.T) record.Row) record.Entry {
	m.seq++
	e := record.Entry{Seq: m.seq}
	for range rapid.IntRange(1, 4).Draw(t, "changes") {
		row := draw(t)
		k := keyOf(row)
		_, exists := m.rows[k]
		op := record.Insert
		switch {
		case exists && rapid.IntRange(0, 5).Draw(t, "delete") == 0:
			op = record.Delete
			delete(m.rows, k)
		case exists:
			op = record.Update
			m.rows[k] = row
		default:
			m.rows[k] = row
		}
		e.Changes = append(e.Changes, record.ChangeOf(op, row))
	}
	return e
}

func pick[T any](m *model) []T {
	var all []T
	keys := make([]string, 0, len(m.rows))
	for k := range m.rows {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if p, ok := m.rows[k].(any).(*T); ok {
			all = append(all, *p)
		}
	}
	return all
}

func heldLines(m *model) []report.Line {
	return slices.DeleteFunc(pick[report.Line](m), func(l report.Line) bool { return l.Standing != report.Held })
}

func (m *model) content() Content {
	c := Content{
		Observations: pick[report.Observation](m), Progress: pick[report.Progress](m),
		Reports: pick[report.Report](m), Held: heldLines(m), Locks: pick[report.Lock](m),
	}
	c.Book = plan.Book{
		Units: pick[plan.Unit](m), Posts: pick[plan.Post](m), Holdings: pick[plan.Holding](m),
		Programmes: pick[plan.Programme](m), Actions: pick[plan.Action](m), Tasks: pick[plan.Task](m),
		Milestones: pick[plan.Milestone](m), Indicators: pick[plan.Indicator](m), Targets: pick[plan.Target](m),
		Points: pick[plan.Point](m), Rules: pick[plan.Rule](m),
	}
	if d := pick[plan.District](m); len(d) > 0 {
		c.Book.District = d[0]
	}
	return c
}

func (m *model) put(rows ...record.Row) {
	for _, r := range rows {
		m.rows[keyOf(r)] = r
	}
}

func draw1[T any](t *rapid.T, label string, from ...T) T {
	return rapid.SampledFrom(from).Draw(t, label)
}

func drawMicro(t *rapid.T, label string) core.Quantity {
	n := rapid.Int64Range(-5, 200).Draw(t, label)
	if n == -5 {
		return core.Quantity{}
	}
	return core.Whole(n)
}

func drawUnit(t *rapid.T) core.UnitID {
	return draw1[core.UnitID](t, "unit", "u1", "u2", "u3")
}

func drawIndicator(t *rapid.T) core.IndicatorID {
	return draw1[core.IndicatorID](t, "indicator", "i1", "i2", "i3")
}

// drawFiled makes a row of the kind that reports write.
func drawFiled(t *rapid.T) record.Row {
	switch rapid.IntRange(0, 11).Draw(t, "filed") {
	case 0:
		return &report.Progress{Task: draw1[core.TaskID](t, "task", "k1", "k2"), Period: draw1(t, "period", "2023-05", "2023-06"), Done: draw1(t, "done", "a", "b"), Percent: drawMicro(t, "percent")}
	case 1:
		return &report.Report{ID: draw1[core.ReportID](t, "report", "r1", "r2", "r3"), Unit: drawUnit(t), Period: "2023-06", Revision: rapid.Int64Range(1, 3).Draw(t, "revision")}
	case 2:
		return &report.Lock{Period: draw1(t, "period", "2023-05", "2023-06"), Locked: rapid.Bool().Draw(t, "locked")}
	case 3:
		return drawMilestone(t)
	case 4, 5:
		return &report.Line{Report: draw1[core.ReportID](t, "report", "r1", "r2"), Indicator: drawIndicator(t), Unit: drawUnit(t),
			Period: draw1(t, "period", "2023-03", "2023-06", "nonsense"), Value: drawMicro(t, "value"),
			Standing: draw1(t, "standing", report.Claimed, report.Held, report.Held, report.Returned)}
	}
	period := draw1(t, "period", "2022-06", "2022-12", "2022-Q4", "2023-01~02", "2023-03", "2023-05", "2023-06", "2023-Q2", "2023", "nonsense")
	return &report.Observation{
		Indicator: drawIndicator(t), Unit: drawUnit(t), Period: period,
		Basis: draw1(t, "basis", report.Operational, report.Operational, report.Official, report.Published, "strange"),
		Value: drawMicro(t, "value"), Standing: draw1(t, "standing", report.Claimed, report.Verified, report.Held, ""),
		Report: draw1[core.ReportID](t, "report", "", "r1", "r2"), Source: draw1(t, "source", "", "a"),
	}
}

func drawMilestone(t *rapid.T) record.Row {
	return &plan.Milestone{
		ID: draw1[core.MilestoneID](t, "milestone", "m1", "m2", "m3"), Task: draw1[core.TaskID](t, "task", "k1", "k2"),
		Due: draw1[core.Date](t, "due", "2023-05-01", "2023-06-20", "2023-12-01"), DoneOn: draw1[core.Date](t, "doneon", "", "2023-06-01"),
	}
}

// drawPlanned makes a row of the plan.
func drawPlanned(t *rapid.T) record.Row {
	switch rapid.IntRange(0, 11).Draw(t, "planned") {
	case 0:
		return &plan.Unit{ID: drawUnit(t), Parent: draw1[core.UnitID](t, "parent", "", "u1"), Order: rapid.Int64Range(0, 3).Draw(t, "order")}
	case 1:
		return &plan.Programme{ID: "p1", StartYear: 2022, EndYear: 2023, State: draw1(t, "state", plan.Active, plan.Draft), CountsFrom: draw1(t, "counts", plan.CountsSubmitted, plan.CountsVerified)}
	case 2:
		return &plan.Action{ID: draw1[core.ActionID](t, "action", "a1", "a2"), Programme: "p1", No: rapid.Int64Range(1, 9).Draw(t, "no")}
	case 3:
		return &plan.Task{ID: draw1[core.TaskID](t, "task", "k1", "k2"), Action: draw1[core.ActionID](t, "action", "a1", "a2"), Lead: drawUnit(t)}
	case 4:
		return drawMilestone(t)
	case 5:
		return &plan.Point{Target: draw1[core.TargetID](t, "target", "t1", "t2"), Period: draw1(t, "period", "2023-03", "2023-06"), Planned: drawMicro(t, "planned")}
	case 6:
		return &plan.Rule{ID: "l1", Version: rapid.Int64Range(1, 2).Draw(t, "version"), Kind: draw1(t, "kind", plan.ByRatio, plan.ByElapsed, plan.ByMissed), Yellow: drawMicro(t, "yellow")}
	case 7:
		return &plan.District{ID: "370211", Name: draw1(t, "name", "甲", "乙")}
	case 8:
		return &plan.Indicator{
			ID: drawIndicator(t), Code: draw1(t, "code", "A", "B"), Unit: "万元", Display: "亿元",
			Accumulation: draw1(t, "accumulation", plan.Cumulative, plan.Flow, plan.Growth, plan.Stock),
			Direction:    draw1(t, "direction", plan.AtLeast, plan.AtMost), Frequency: draw1(t, "frequency", plan.Monthly, plan.Quarterly), JanFeb: rapid.Bool().Draw(t, "janfeb"),
		}
	}
	return &plan.Target{
		ID: draw1[core.TargetID](t, "target", "t1", "t2", "t3", "t4", "t5"), Code: draw1(t, "code", "T1", "T2"), Programme: "p1",
		Action: draw1[core.ActionID](t, "action", "a1", "a2", ""), Indicator: drawIndicator(t), Unit: drawUnit(t),
		Parent: draw1[core.TargetID](t, "parent", "", "t1"), Dimension: draw1(t, "dimension", "功能区", "部门"), Year: draw1[int64](t, "year", 2023, 2023, 2022),
		Value: drawMicro(t, "value"), Kind: draw1(t, "kind", plan.Expected, plan.Binding), Weight: drawMicro(t, "weight"),
		Lead: draw1[core.UnitID](t, "lead", "", "u1"), Responsible: draw1[core.UnitID](t, "responsible", "", "u2"),
		Shape: draw1(t, "shape", plan.Linear, plan.LastYear, plan.Flat, plan.Typed), Rule: draw1[core.RuleID](t, "rule", "", "l1"),
		From: draw1[core.Date](t, "from", "", "2023-04-01"),
	}
}

// seed puts a small working district into the model.
func (m *model) seed() {
	m.put(&plan.District{ID: "370211"}, &plan.Programme{ID: "p1", StartYear: 2022, EndYear: 2023, State: plan.Active},
		&plan.Action{ID: "a1", Programme: "p1", No: 1}, &plan.Action{ID: "a2", Programme: "p1", No: 2},
		&plan.Unit{ID: "u1"}, &plan.Unit{ID: "u2", Parent: "u1"}, &plan.Unit{ID: "u3", Parent: "u1"},
		&plan.Task{ID: "k1", Action: "a1", Lead: "u1"}, &plan.Task{ID: "k2", Action: "a2", Lead: "u2"},
		&plan.Milestone{ID: "m1", Task: "k1", Due: "2023-05-01"}, &plan.Milestone{ID: "m2", Task: "k1", Due: "2023-09-01"})
	for i, a := range []plan.Accumulation{plan.Cumulative, plan.Flow, plan.Growth} {
		id := core.IndicatorID(fmt.Sprint("i", i+1))
		m.put(&plan.Indicator{ID: id, Code: string(id), Unit: "万元", Display: "万元", Accumulation: a, Frequency: plan.Monthly, JanFeb: true})
	}
	for i := range 5 {
		id := core.TargetID(fmt.Sprint("t", i+1))
		t := &plan.Target{
			ID: id, Code: strings.ToUpper(string(id)), Programme: "p1", Action: core.ActionID(fmt.Sprint("a", i%2+1)), Year: 2023, Value: core.Whole(100),
			Indicator: core.IndicatorID(fmt.Sprint("i", i%3+1)), Unit: core.UnitID(fmt.Sprint("u", i%3+1)), Shape: []plan.Shape{plan.Linear, plan.LastYear, plan.Typed}[i%3],
		}
		if i > 2 {
			t.Parent, t.Dimension = "t1", "功能区"
		}
		m.put(t)
	}
}

// image is everything one can ask of a snapshot, in one comparable text.
func image(s *Snapshot) string {
	var b strings.Builder
	c := s.Content()
	slices.SortFunc(c.Observations, func(x, y report.Observation) int {
		return cmp.Compare(fmt.Sprint(record.KeyOf(&x)), fmt.Sprint(record.KeyOf(&y)))
	})
	slices.SortFunc(c.Progress, func(x, y report.Progress) int {
		return cmp.Or(cmp.Compare(x.Task, y.Task), cmp.Compare(x.Period, y.Period))
	})
	slices.SortFunc(c.Reports, func(x, y report.Report) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(c.Locks, func(x, y report.Lock) int { return cmp.Compare(x.Period, y.Period) })
	slices.SortFunc(c.Held, func(x, y report.Line) int {
		return cmp.Or(cmp.Compare(x.Report, y.Report), cmp.Compare(x.Indicator, y.Indicator), cmp.Compare(x.Unit, y.Unit))
	})
	fmt.Fprintf(&b, "seq %d\n%+v\n%+v\n%+v\n%+v\n%+v\n", s.Seq(), c.Observations, c.Progress, c.Reports, c.Held, c.Locks)
	fmt.Fprintf(&b, "%+v\n", *s.Book())
	for _, at := range []core.Period{core.Month(2023, 3), core.Month(2023, 6), core.Month(2022, 12)} {
		v := s.View(at, at.LastDay().AddDays(14))
		for _, t := range s.Book().Targets {
			r, _ := v.Result(t.ID)
			tr, _ := v.Trajectory(t.ID)
			fmt.Fprintf(&b, "%s %+v %+v\n", t.ID, r, tr)
			for _, d := range s.Dimensions(t.ID) {
				br, _ := v.Breakdown(t.ID, d)
				fmt.Fprintf(&b, "  %+v\n", br)
			}
		}
		for _, a := range v.Actions("p1") {
			fmt.Fprintf(&b, "%s %+v\n", a.Action.ID, a.Group)
		}
		for _, g := range v.Gaps() {
			fmt.Fprintf(&b, "gap %s %s %d %s\n", g.Code, g.Target, g.Score, g.Short)
		}
		for _, u := range []core.UnitID{"u1", "u2", "u3"} {
			fmt.Fprintf(&b, "%s %+v %v\n", u, v.UnitGroup(u), s.Below(u))
			for _, l := range s.DueLines(u, at) {
				fmt.Fprintf(&b, "  due %s %s %s %s %v\n", l.Indicator.ID, l.Unit, l.Period, l.Due, l.Targets)
			}
			for _, k := range s.DueTasks(u, at) {
				fmt.Fprintf(&b, "  task %s\n", k.ID)
			}
			r, _ := s.Report(u, at)
			fmt.Fprintf(&b, "  report %s %d\n", r.ID, r.Revision)
		}
	}
	return b.String()
}

// TestApplyEqualsBuild: a snapshot brought forward over any history, in batches
// of any size, is the snapshot built from the rows; and no earlier snapshot
// changes when later entries are applied.
func TestApplyEqualsBuild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &model{rows: map[string]record.Row{}}
		m.seed()
		s := Build(m.content(), 0)
		type past struct {
			snap *Snapshot
			was  string
		}
		var kept []past
		for range rapid.IntRange(1, 6).Draw(t, "batches") {
			kept = append(kept, past{s, image(s)})
			var batch []record.Entry
			for range rapid.IntRange(1, 4).Draw(t, "entries") {
				draw := drawFiled
				if rapid.IntRange(0, 3).Draw(t, "plan") == 0 {
					draw = drawPlanned
				}
				batch = append(batch, m.entry(t, draw))
			}
			next, err := s.ApplyAll(batch)
			if err != nil {
				t.Fatal(err)
			}
			s = next
			if diff := gocmp.Diff(strings.Split(image(Build(m.content(), m.seq)), "\n"), strings.Split(image(s), "\n")); diff != "" {
				t.Fatalf("applied up to %d, built − applied +:\n%s", m.seq, diff)
			}
		}
		for _, p := range kept {
			if image(p.snap) != p.was {
				t.Fatalf("the snapshot at %d changed afterwards", p.snap.Seq())
			}
		}
	})
}

// TestKernelAgreesWithJudge: the columns' verdicts and roll-ups are those of
// judging each target alone.
func TestKernelAgreesWithJudge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &model{rows: map[string]record.Row{}}
		m.seed()
		for range rapid.IntRange(0, 30).Draw(t, "rows") {
			m.put(drawFiled(t), drawPlanned(t))
		}
		s := Build(m.content(), 1)
		at := core.Month(2023, rapid.IntRange(1, 12).Draw(t, "at"))
		today := at.LastDay().AddDays(rapid.IntRange(0, 40).Draw(t, "days"))
		v := s.View(at, today)
		want := map[core.ActionID]*progress.Group{}
		for i := range s.Book().Targets {
			target := &s.Book().Targets[i]
			c, _ := s.Case(target.ID)
			r := progress.Judge(c, at, today)
			d := *v.verdicts.at(int32(i))
			if d.light != r.Light || d.phase != r.Phase || d.met != r.Met || d.lane.Basis() != r.Basis {
				t.Fatalf("target %s: kernel %+v, Judge %+v", target.ID, d, r)
			}
			completion := int32(-1)
			if r.Completion.Known {
				completion = int32(min(max(r.Completion.Millionths, 0), progress.Whole))
			} else if d.completion == 0 && r.Phase != progress.Judged {
				completion = 0
			}
			if d.completion != completion && r.Phase != progress.Unplanned {
				t.Fatalf("target %s: kernel completion %d, Judge %v", target.ID, d.completion, r.Completion)
			}
			if whole, ok := s.Target(target.Parent); ok && whole.Action == target.Action {
				continue
			}
			if want[target.Action] == nil {
				want[target.Action] = new(progress.Group)
			}
			want[target.Action].AddTarget(&s.index.terms[i], r.Light, r.Phase, d.completion, r.Met)
		}
		for _, a := range v.Actions("p1") {
			g := want[a.Action.ID]
			if g == nil {
				g = new(progress.Group)
			}
			for _, k := range s.TasksOfAction(a.Action.ID) {
				r, _ := v.TaskResult(k.ID)
				g.AddTask(&r, k.Weight)
			}
			g.Close()
			if *g != a.Group {
				t.Fatalf("action %s: kernel %+v, one by one %+v", a.Action.ID, a.Group, *g)
			}
		}
	})
}

// TestBlocksAgreeWithJudge: a board of several blocks, which cores share, has the
// verdicts and roll-ups of judging each target alone.
func TestBlocksAgreeWithJudge(t *testing.T) {
	s := Specimen(2*blockSize + 70)
	at, today := core.Month(2023, 10), core.Date("2023-11-14")
	v := s.Recompute(at, today)
	want := make([]progress.Group, len(s.index.book.Actions))
	for i := range s.index.book.Targets {
		target := &s.index.book.Targets[i]
		c, _ := s.Case(target.ID)
		r := progress.Judge(c, at, today)
		d := v.verdicts.at(int32(i))
		if d.light != r.Light || d.phase != r.Phase || d.met != r.Met || d.lane.Basis() != r.Basis {
			t.Fatalf("target %s: kernel %+v, Judge %+v", target.ID, *d, r)
		}
		if s.index.terms[i].Top {
			want[s.index.action[i]].AddTarget(&s.index.terms[i], d.light, d.phase, d.completion, d.met)
		}
	}
	for i := range want {
		want[i].Close()
		if v.actions[i] != want[i] {
			t.Errorf("action %d: %+v, want %+v", i, v.actions[i], want[i])
		}
	}
}
