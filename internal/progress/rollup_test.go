package progress

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

func TestTrajectory(t *testing.T) {
	lastYear := func(b report.Basis, values ...string) func(*Case) {
		return func(c *Case) {
			var f Figures
			for i, v := range values {
				if v != "" {
					fileIn(&f, c.Indicator, 2022, i+12-len(values)+1, v, b, report.Verified)
				}
			}
			c.Before = append(c.Before, PastYear{2022, f})
		}
	}
	flowOf := kind(plan.Flow, "万元")
	for _, c := range []struct {
		name string
		c    *Case
		want string
	}{
		{"linear, January with February", flow(), "linear: 2=20 3=30 4=40 5=50 6=60 7=70 8=80 9=90 10=100 11=110 12=120"},
		{"linear, in the decimals that are shown", flow(value("100")), "linear: 2=17 3=25 4=33 5=42 6=50 7=58 8=67 9=75 10=83 11=92 12=100"},
		{"linear, money kept in 万元", flow(yiyuan(2), value("3580808.16"), quarterly), "linear: 3=895200 6=1790400 9=2685600 12=3580808.16"},
		{"linear, down", flow(value("-100"), quarterly, decimals(0)), "linear: 3=-25 6=-50 9=-75 12=-100"},
		{"a value finer than what is shown is planned whole", flow(value("0.8"), quarterly), "linear: 3=0 6=0 9=0.8 12=0.8"},
		{"two years from the start", flow(kind(plan.SinceStart, "万元"), value("100"), quarterly, since2022), "linear: 3=63 6=75 9=88 12=100"},
		{"last year's shape", flow(shape(plan.LastYear), quarterly, lastYear(report.Official, "10", "", "", "20", "", "", "50", "", "", "80")),
			"last-year: 3=15 6=30 9=75 12=120"},
		{"last year's shape in the decimals that are shown", flow(shape(plan.LastYear), quarterly, value("100"), lastYear(report.Official, "1", "", "", "2", "", "", "3", "", "", "3")),
			"last-year: 3=33 6=67 9=100 12=100"},
		{"last year's flows", flow(flowOf, shape(plan.LastYear), quarterly, lastYear(report.Operational, "10", "", "", "10", "", "", "30", "", "", "30")),
			"last-year: 3=15 6=30 9=75 12=120"},
		{"last year incomplete", flow(shape(plan.LastYear), quarterly, lastYear(report.Official, "10", "", "", "", "", "", "50", "", "", "80")),
			"linear (fell back): 3=30 6=60 9=90 12=120"},
		{"last year of two bases is no year", flow(shape(plan.LastYear), quarterly,
			lastYear(report.Official, "10", "", "", "20", "", "", "", "", "", "80"), lastYear(report.Operational, "50", "", "", "80")),
			"linear (fell back): 3=30 6=60 9=90 12=120"},
		{"growth is flat", flow(kind(plan.Growth, "%"), value("7"), shape(plan.LastYear), quarterly), "flat: 3=7 6=7 9=7 12=7"},
		{"typed holds, the year ends it", flow(shape(plan.Typed), quarterly, point("2023-Q2", "50"), point("2023-Q4", "100")), "typed: 3=0 6=50 9=50 12=120"},
		{"typed finer than what is shown", flow(shape(plan.Typed), quarterly, value("100.5"), point("2023-Q2", "33.34"), point("2023-Q4", "100.5")), "typed: 3=0 6=33 9=33 12=100.5"},
		{"typed rate", flow(kind(plan.Rate, "%"), shape(plan.Typed), quarterly, point("2023-Q2", "50")), "typed: 6=50 9=50 12=120"},
		{"mid-year flow", flow(flowOf, from("2023-07-01"), quarterly), "linear: 9=30 12=60"},
		{"yes-no", flow(kind(plan.YesNo, ""), value("1"), quarterly), "final: 12=1"},
		{"yes-no in every quarter", flow(kind(plan.YesNo, ""), shape(plan.Flat), value("1"), quarterly), "flat: 3=1 6=1 9=1 12=1"},
		{"an amount all at once", flow(shape(plan.Final), quarterly), "final: 3=0 6=0 9=0 12=120"},
		{"reference", flow(kind(plan.Rate, "%"), value(""), quarterly), ":"},
	} {
		if got := courseText(TrajectoryOf(c.c)); got != c.want {
			t.Errorf("%s: TrajectoryOf = %s, want %s", c.name, got, c.want)
		}
	}
}

func since2022(c *Case) { c.Programme.StartYear = 2022 }

func quarterly(c *Case) { c.Indicator.Frequency = plan.Quarterly }

func courseText(tr Trajectory) string {
	s := string(tr.Shape)
	if tr.FellBack {
		s += " (fell back)"
	}
	s += ":"
	for i, v := range tr.Planned {
		if v.Known() {
			s += " " + core.Whole(int64(i+1)).String() + "=" + v.String()
		}
	}
	return s
}

// add puts judged cases into a group, as the board does.
func add(g *Group, cases ...*Case) {
	for _, c := range cases {
		terms, table, _ := c.reduce()
		frame := NewFrame(CalendarOf(c.Target, c.Indicator), june, july)
		var out Outcome
		terms.Read(&frame, &c.Figures, table, &out)
		g.AddTarget(&terms, out.Light, out.Phase, out.Completion, out.Met)
	}
}

func binding(c *Case) { c.Target.Kind = plan.Binding }

func weight(w string) func(*Case) { return func(c *Case) { c.Target.Weight = q(w) } }

func TestGroup(t *testing.T) {
	growth := kind(plan.Growth, "%")
	for _, c := range []struct {
		name       string
		cases      []*Case
		light      Light
		completion Share
		on, of     int
		met, judge int
	}{
		{"150 % and 50 % are not 100 %", []*Case{flow(op(6, "180")), flow(op(6, "60"))}, OnTrack, share(750_000), 2, 2, 0, 0},
		{"weighted", []*Case{flow(op(6, "120"), weight("3")), flow(op(6, "60"))}, OnTrack, share(875_000), 2, 2, 0, 0},
		{"overdue counts 0", []*Case{flow(op(6, "120")), flow()}, Unknown, share(500_000), 1, 2, 0, 0},
		{"inherited does not count", []*Case{flow(op(6, "60")), flow(from("2023-07-01"))}, OnTrack, share(500_000), 1, 1, 0, 0},
		{"growth is met or not", []*Case{flow(op(6, "60")), flow(growth, value("7"), op(6, "3.5")), flow(growth, value("7"), op(6, "7"))},
			FarBehind, share(500_000), 2, 3, 1, 2},
		{"a ceiling has no completion", []*Case{flow(op(6, "60")), flow(direction(plan.AtMost), op(6, "60"))}, OnTrack, share(500_000), 2, 2, 1, 1},
		{"the worst binding target", []*Case{flow(op(6, "1")), flow(binding, op(6, "55")), flow(binding, op(6, "60"))}, Behind, share(322_222), 1, 3, 0, 0},
		{"nothing asked", []*Case{flow(from("2023-07-01"))}, Unknown, Share{}, 0, 0, 0, 0},
	} {
		var g Group
		add(&g, c.cases...)
		g.Close()
		if g.Light != c.light || g.Completion != c.completion || g.On() != c.on || g.Targets() != c.of || g.Met != c.met || g.Judged != c.judge {
			t.Errorf("%s: light %s, completion %v, %d of %d on track, %d of %d met; want %s, %v, %d of %d, %d of %d", c.name,
				g.Light, g.Completion, g.On(), g.Targets(), g.Met, g.Judged, c.light, c.completion, c.on, c.of, c.met, c.judge)
		}
	}
}

func TestReconcile(t *testing.T) {
	part := func(value, actual string, edit ...func(*Case)) Part {
		c := flow(append(edit, func(c *Case) { c.Target.Value = q(value) })...)
		return Part{Target: c.Target, Indicator: c.Indicator, Actual: q(actual), Basis: report.Operational, Period: october}
	}
	of := func(p Part, b report.Basis) Part { p.Basis = b; return p }
	for _, c := range []struct {
		name    string
		whole   Part
		parts   []Part
		verdict plan.Verdict
		left    string
		actual  string
		silent  int
	}{
		{"exact", part("100", "50"), []Part{part("60", "30"), part("40", "20")}, plan.PartsExact, "0", "0", 0},
		{"short", part("100", "50"), []Part{part("60", "30"), part("30", "20")}, plan.PartsShort, "10", "0", 0},
		{"stretch", part("100", "50"), []Part{part("60", "30"), part("50", "25")}, plan.PartsStretch, "-10", "-5", 0},
		{"ceilings beyond the whole", part("100", "50", direction(plan.AtMost)), []Part{part("60", "", direction(plan.AtMost)), part("50", "", direction(plan.AtMost))}, plan.PartsOver, "-10", "", 2},
		{"ceilings below the whole", part("100", "50", direction(plan.AtMost)), []Part{part("60", "", direction(plan.AtMost)), part("30", "", direction(plan.AtMost))}, plan.PartsTight, "10", "", 2},
		{"beyond a value to be met", part("100", "50", direction(plan.Reach)), []Part{part("60", "", direction(plan.Reach)), part("50", "", direction(plan.Reach))}, plan.PartsOver, "-10", "", 2},
		{"a part without a number", part("100", "50"), []Part{part("60", "30"), part("", "20")}, plan.PartsOpen, "", "0", 0},
		{"figures of two bases", part("100", "50"), []Part{part("60", "30"), of(part("40", "20"), report.Official)}, plan.PartsExact, "0", "", 1},
		{"growth never adds up", part("7", "", kind(plan.Growth, "%")), []Part{part("7", "", kind(plan.Growth, "%"))}, plan.PartsNoSum, "", "", 0},
		{"unlike units", part("100", "50"), []Part{part("60", "", kind(plan.Cumulative, "家"))}, plan.PartsUnlike, "", "", 0},
		{"beyond the range", part("100", "50"), []Part{part("9000000000000", ""), part("9000000000000", "")}, plan.PartsOverflow, "", "", 2},
		{"no parts", part("100", "50"), nil, plan.PartsOpen, "", "", 0},
	} {
		b := Reconcile(c.whole, "功能区", c.parts)
		if b.Verdict != c.verdict || b.Left.String() != c.left || b.ActualLeft.String() != c.actual || len(b.Silent) != c.silent {
			t.Errorf("%s: Reconcile = %s, left %q, actual left %q, %d silent; want %s, %q, %q, %d", c.name,
				b.Verdict, b.Left, b.ActualLeft, len(b.Silent), c.verdict, c.left, c.actual, c.silent)
		}
	}
}

// A share of a shortfall that nobody can reckon again from the page is worse than
// none: parts that do not add up, that have not reported, that are ahead.
func TestShareOfShortfall(t *testing.T) {
	part := func(actual, planned string) Part {
		c := flow(func(c *Case) { c.Target.Value, c.Indicator.Decimals = q(planned), 2 })
		p := Part{Target: c.Target, Indicator: c.Indicator, Actual: q(actual), Planned: q(planned), Basis: report.Operational, Period: october}
		p.Gap, _ = p.Actual.Sub(p.Planned)
		return p
	}
	others := part("160.95", "166.14")
	ahead := part("12.52", "10.12")
	for _, c := range []struct {
		name  string
		whole Part
		parts []Part
		of    int // the first so many are asked for
		want  Share
	}{
		// −25.164 and −4.606 of −38.414 are 77.49 %; of the printed −38.41, 77.51.
		{"as printed", part("259.99", "298.404"), []Part{part("69.77", "94.934"), part("29.27", "33.876"), part("160.95", "169.594")}, 2, share(775_059)},
		{"corrected whole", part("265", "298.404"), []Part{part("69.77", "94.934"), part("29.27", "33.876"), part("160.95", "169.594")}, 2, Share{}},
		{"one has not reported", part("259.99", "298.40"), []Part{part("69.77", "94.93"), part("", "33.35")}, 1, Share{}},
		{"plans rounded apart", part("90", "100"), []Part{part("27", "33.34"), part("30", "33.34"), part("33", "33.33")}, 2, share(968_000)},
		{"of another plan", part("100", "120"), []Part{part("50", "60"), part("50", "55")}, 1, Share{}},
		{"all of it, and one ahead", part("100", "102.79"), []Part{others, ahead, part("0", "0")}, 1, Share{}},
		{"all of it", part("100", "110"), []Part{part("40", "50"), part("60", "60")}, 1, share(Whole)},
		{"nearly all of it", part("100", "200.1"), []Part{part("0", "100"), part("100", "100.1")}, 1, Share{}},
	} {
		b := Reconcile(c.whole, "功能区", c.parts)
		var gaps []core.Quantity
		for _, p := range c.parts[:c.of] {
			gaps = append(gaps, p.Gap)
		}
		if got := b.ShareOf(gaps...); got != c.want {
			t.Errorf("%s: ShareOf(%v) of %s = %v, want %v", c.name, gaps, c.whole.Gap, got, c.want)
		}
	}
}

// The tick of an action's bar was the calendar, so that actions on schedule stood
// short of it. It is what the plan wants of the same targets and tasks.
func TestSchedule(t *testing.T) {
	shaped := flow(shape(plan.Typed), point("2023-06", "12"), op(6, "12")) // a tenth by June
	cases := []*Case{flow(op(6, "60")), shaped, flow(weight("2")), flow(kind(plan.Growth, "%"), value("7"), op(6, "7"))}
	var g Group
	var s Schedule
	add(&g, cases...)
	for _, c := range cases {
		terms, table, _ := c.reduce()
		frame := NewFrame(CalendarOf(c.Target, c.Indicator), june, july)
		var out Outcome
		terms.Read(&frame, &c.Figures, table, &out)
		s.AddTarget(&terms, &frame, &c.Figures, table, out.Phase)
	}
	task := JudgeTask(&plan.Task{Start: "2023-01-01", Due: "2023-12-31"}, nil, nil, june, "2023-07-01")
	g.AddTask(&task, core.Quantity{})
	s.AddTask(&task, core.Quantity{})
	g.Close()
	s.Close()
	// Done (½ + ⅒ + 2×0 + 0) ÷ 5; planned (½ + ⅒ + 2×½ + 180 of 364 days) ÷ 5.
	if g.Completion != share(120_000) || s.Planned != share(418_901) || s.Unverified != 3 {
		t.Errorf("completion %v, Schedule %v, %d unverified; want 120000, 418901, 3", g.Completion, s.Planned, s.Unverified)
	}
}

func TestGapOrder(t *testing.T) {
	var gaps []Gap
	for _, c := range []struct {
		code string
		c    *Case
	}{
		{"little", flow(op(6, "50"))},
		{"weighty", flow(op(6, "50"), weight("4"))},
		{"binding", flow(op(6, "50"), weight("3"), binding)},
		{"same", flow(op(6, "50"))},
		{"part", flow(op(6, "1"), weight("9"), func(c *Case) { c.Target.Parent = "whole" })},
		{"growth", flow(kind(plan.Growth, "%"), value("7"), op(6, "3.5"))},
		{"good", flow(op(6, "60"))},
		{"unfiled", flow()},
	} {
		c.c.Target.Code = c.code
		r := Judge(c.c, june, july)
		if g, ok := GapOf(c.c.Target, &r); ok {
			gaps = append(gaps, g)
		}
	}
	SortGaps(gaps)
	var order []string
	for _, g := range gaps {
		order = append(order, g.Code)
	}
	if diff := cmp.Diff([]string{"part", "binding", "weighty", "growth", "little", "same", "unfiled"}, order); diff != "" {
		t.Errorf("order of gaps, want − got +:\n%s", diff)
	}
	lead, ok := Lead(gaps)
	if !ok || lead.Code != "binding" || lead.Short != q("10") || lead.YearLeft != q("70") || lead.Relative != share(166_667) {
		t.Errorf("Lead = %s, short %s, %s of the year left, %v; want binding, 10, 70, 166667", lead.Code, lead.Short, lead.YearLeft, lead.Relative)
	}
	if lead.Required.PerMonth != q("12") {
		t.Errorf("required a month = %s, want 70 ÷ 6 rounded up", lead.Required.PerMonth)
	}
}
