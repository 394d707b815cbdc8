package progress

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// drawCase makes any case: all kinds, directions, shapes, rules and figures.
func drawCase(t *rapid.T) *Case {
	micro := rapid.Int64Range(-1_000_000_000, 1_000_000_000)
	c := flow()
	c.Indicator.Accumulation = rapid.SampledFrom([]plan.Accumulation{
		plan.Cumulative, plan.Flow, plan.SinceStart, plan.Stock, plan.YearMean, plan.Growth, plan.Rate, plan.Rank, plan.Score, plan.YesNo,
	}).Draw(t, "accumulation")
	c.Indicator.Direction = rapid.SampledFrom([]plan.Direction{plan.AtLeast, plan.AtMost, plan.Reach, plan.Range}).Draw(t, "direction")
	c.Indicator.Frequency = rapid.SampledFrom([]plan.Frequency{plan.Monthly, plan.Quarterly, plan.HalfYear, plan.Yearly}).Draw(t, "frequency")
	c.Indicator.JanFeb = rapid.Bool().Draw(t, "janfeb")
	c.Indicator.Decimals = rapid.Int64Range(0, 6).Draw(t, "decimals")
	if rapid.Bool().Draw(t, "myriads") {
		c.Indicator.Unit, c.Indicator.Display = "万元", "亿元"
	}
	c.Target.Shape = rapid.SampledFrom([]plan.Shape{"", plan.Linear, plan.LastYear, plan.Flat, plan.Typed}).Draw(t, "shape")
	c.Target.Value, c.Target.High = core.Quantity{}, core.Quantity{}
	if rapid.IntRange(0, 9).Draw(t, "valued") > 0 {
		low := micro.Draw(t, "value")
		c.Target.Value, c.Target.High = core.Micro(low), core.Micro(low+rapid.Int64Range(0, 1_000_000).Draw(t, "width"))
	}
	if rapid.Bool().Draw(t, "midyear") {
		c.Target.From = core.Month(2023, rapid.IntRange(1, 12).Draw(t, "from")).LastDay().AddDays(-10)
	}
	c.Rule.Kind = rapid.SampledFrom([]plan.RuleKind{plan.ByRatio, plan.ByElapsed, plan.ByMissed}).Draw(t, "rule")
	c.Programme.StartYear = rapid.Int64Range(2021, 2023).Draw(t, "start")
	for _, p := range c.Indicator.Periods(2023) {
		if rapid.IntRange(0, 3).Draw(t, "typed") == 0 {
			c.Points = append(c.Points, plan.Point{Period: p.String(), Planned: core.Micro(micro.Draw(t, "point"))})
		}
		drawFigure(t, &c.Figures, p, micro)
	}
	var last Figures
	for _, p := range c.Indicator.Periods(2022) {
		drawFigure(t, &last, p, micro)
	}
	c.Before = []PastYear{{2022, last}}
	return c
}

func drawFigure(t *rapid.T, f *Figures, p core.Period, micro *rapid.Generator[int64]) {
	for _, b := range laneBasis {
		if rapid.IntRange(0, 4).Draw(t, "filed") == 0 {
			continue
		}
		o := report.Observation{Basis: b, Standing: rapid.SampledFrom([]report.Standing{
			report.Claimed, report.Claimed, report.Verified, report.Approved, report.Held, report.Returned,
		}).Draw(t, "standing")}
		if rapid.IntRange(0, 19).Draw(t, "given") > 0 {
			o.Value = core.Micro(micro.Draw(t, "figure"))
		}
		f.Add(p, &o)
	}
}

// TestJudgeLaws holds for any case at any month: no panic, a light only with a
// figure and a plan, green only when nothing is short of the plan and yellow or
// red only when something is. (Against the time elapsed the plan does not matter.)
func TestJudgeLaws(t *testing.T) {
	keys := map[string]bool{}
	for _, k := range WhyKeys() {
		keys[k] = true
	}
	rapid.Check(t, func(t *rapid.T) {
		c := drawCase(t)
		at := core.Month(2023, rapid.IntRange(1, 12).Draw(t, "at"))
		r := Judge(c, at, at.LastDay().AddDays(rapid.IntRange(0, 40).Draw(t, "days")))
		if !keys[r.Why.Key] {
			t.Fatalf("why %q has no sentence", r.Why.Key)
		}
		if (r.Light != Unknown) != (r.Phase == Judged) {
			t.Fatalf("light %s in phase %s", r.Light, r.Phase)
		}
		if r.Phase == Judged && (!r.Actual.Known() || r.Basis == "" || r.Period.IsZero()) {
			t.Fatalf("judged without actual, basis or period: %+v", r)
		}
		if r.Phase == Judged && r.Met && c.Rule.Kind != plan.ByElapsed && (r.Light == FarBehind || r.Light == Behind) {
			t.Fatalf("%s though nothing is short: %+v", r.Light, r)
		}
		if r.Light == OnTrack && !r.Met && c.Rule.Kind != plan.ByElapsed {
			t.Fatalf("green though short: %+v", r)
		}
		if r.Period.To > at.To && !r.Period.IsZero() {
			t.Fatalf("judged %s when looking at %s", r.Period, at)
		}
		if c.Target.From != "" && !r.Period.IsZero() && r.Period.LastDay() < c.Target.From {
			t.Fatalf("judged the inherited release %s", r.Period)
		}
	})
}

// TestDefaultLightAgreesWithFractions computes the default light of an amount
// done from exact fractions, in another way than the code.
func TestDefaultLightAgreesWithFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.Int64Range(1, 9e18).Draw(t, "year")
		month := rapid.IntRange(2, 11).Draw(t, "month")
		actual := rapid.OneOf(rapid.Int64Range(0, 9e18), rapid.Just(year/12*int64(month)/10*9), rapid.Just(year/12*int64(month))).Draw(t, "actual")
		c := flow(decimals(rapid.Int64Range(0, 6).Draw(t, "decimals")))
		c.Target.Value = core.Micro(year)
		release, _ := c.Indicator.Period(2023, month)
		c.Figures.Add(release, &report.Observation{Basis: report.Operational, Value: core.Micro(actual)})
		r := Judge(c, core.Month(2023, month), "2024-06-01")

		step := big.NewInt(c.Indicator.Step())
		planned := new(big.Int).Mul(big.NewInt(year), big.NewInt(int64(month)))
		twelve := new(big.Int).Mul(big.NewInt(12), step)
		planned.Add(planned, new(big.Int).Rsh(twelve, 1)).Div(planned, twelve).Mul(planned, step)
		if planned.Cmp(big.NewInt(year)) > 0 {
			planned.SetInt64(year)
		}
		ratio := new(big.Rat).SetInt(new(big.Int).Set(big.NewInt(actual)))
		want := FarBehind
		switch {
		case actual >= year:
			want = Done
		case planned.Sign() == 0:
			want = OnTrack
		default:
			ratio.Quo(ratio, new(big.Rat).SetInt(planned))
			if ratio.Cmp(big.NewRat(1, 1)) >= 0 {
				want = OnTrack
			} else if ratio.Cmp(big.NewRat(9, 10)) >= 0 {
				want = Behind
			}
		}
		if r.Light != want || big.NewInt(r.Planned.Micro()).Cmp(planned) != 0 {
			t.Fatalf("year %d, %d in month %d: %s, planned %s; want %s, %s", year, actual, month, r.Light, r.Planned, want, planned)
		}
	})
}

// TestTrajectoryEndsAtTheYear: whatever the shape, the last release is planned at
// the year's value, less what is inherited, and a linear course never falls.
func TestTrajectoryEndsAtTheYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCase(t)
		if !c.Target.Value.Known() {
			return
		}
		terms, table, _ := c.reduce()
		if terms.Skip >= 12 {
			return
		}
		tr := TrajectoryOf(c)
		releases := c.Indicator.Periods(2023)
		last := releases[len(releases)-1]
		for _, p := range releases[:len(releases)-1] {
			q := tr.At(int(p.To))
			if q.Known() && q != c.Target.Value && tr.Shape != plan.Flat && terms.even() && q.Micro()%c.Indicator.Step() != 0 {
				t.Fatalf("planned to %s is %s, finer than what is shown, steps of %d", p, q, c.Indicator.Step())
			}
		}
		if want := core.Micro(terms.Value - terms.base(table)); tr.At(int(last.To)) != want {
			t.Fatalf("planned at the last release %s, want %s (%s)", tr.At(int(last.To)), want, tr.Shape)
		}
		previous := core.Quantity{}
		for _, p := range releases {
			now := tr.At(int(p.To))
			if tr.Shape == plan.Linear && c.Target.Value.Micro() >= 0 && now.Compare(previous) < 0 {
				t.Fatalf("linear course falls from %s to %s", previous, now)
			}
			previous = now
		}
	})
}

func TestGroupMergeIsOrderless(t *testing.T) {
	type item struct {
		terms      Terms
		light      Light
		phase      Phase
		completion int32
	}
	rapid.Check(t, func(t *rapid.T) {
		var items []item
		for range rapid.IntRange(0, 12).Draw(t, "n") {
			i := item{
				terms:      Terms{Binding: rapid.Bool().Draw(t, "binding"), Weight: rapid.Int64Range(0, 1<<62).Draw(t, "weight")},
				phase:      Phase(rapid.IntRange(0, int(TooLarge)).Draw(t, "phase")),
				completion: int32(rapid.IntRange(-1, Whole).Draw(t, "completion")),
			}
			if i.phase == Judged {
				i.light = Light(rapid.IntRange(1, 4).Draw(t, "light"))
			}
			items = append(items, i)
		}
		cut := rapid.IntRange(0, len(items)).Draw(t, "cut")
		var whole, left, right Group
		for n, i := range items {
			half := &left
			if n >= cut {
				half = &right
			}
			whole.AddTarget(&i.terms, i.light, i.phase, i.completion, i.light.Good())
			half.AddTarget(&i.terms, i.light, i.phase, i.completion, i.light.Good())
		}
		right.Merge(&left)
		right.Close()
		whole.Close()
		if whole != right {
			t.Fatalf("merged %+v, want %+v", right, whole)
		}
		sum, weights := new(big.Int), new(big.Int)
		for _, i := range items {
			if i.phase.Counts() && i.completion >= 0 {
				weights.Add(weights, big.NewInt(i.terms.Weight))
				sum.Add(sum, new(big.Int).Mul(big.NewInt(i.terms.Weight), big.NewInt(int64(i.completion))))
			}
		}
		if weights.Sign() == 0 {
			return
		}
		want := sum.Add(sum.Lsh(sum, 1), weights).Div(sum, new(big.Int).Lsh(weights, 1)).Int64()
		if got := whole.Completion.Millionths; got < want-1 || got > want+1 {
			t.Fatalf("completion %d, want %d", got, want)
		}
	})
}

// TestPlainReadingAgrees: the fast reading gives what the general one gives,
// and the commonest target is read fast.
func TestPlainReadingAgrees(t *testing.T) {
	if common := flow(steady(10, 6)); !readsPlainly(t, common, core.Month(2023, 6), 20) {
		t.Fatalf("ReadPlain leaves %+v to the general reading", common.Target)
	}
	rapid.Check(t, func(t *rapid.T) {
		c := drawCase(t)
		c.Indicator.Direction, c.Target.From, c.Rule.Kind = plan.AtLeast, "", plan.ByRatio
		c.Target.Shape = rapid.SampledFrom([]plan.Shape{plan.Linear, plan.Flat}).Draw(t, "evenly")
		scale := rapid.SampledFrom([]int64{1, 1, 1000, 1_000_000_000}).Draw(t, "scale")
		c.Target.Value = core.Micro(rapid.Int64Range(1, 1_000_000_000).Draw(t, "positive") * scale)
		if step := c.Indicator.Step(); rapid.Bool().Draw(t, "even") && step < 1<<40 {
			c.Target.Value = core.Micro(rapid.Int64Range(1, 1000).Draw(t, "steps") * step)
		}
		if rapid.Bool().Draw(t, "honest") {
			c.Figures = Figures{}
			for _, p := range c.Indicator.Periods(2023) {
				drawFigure(t, &c.Figures, p, rapid.Int64Range(0, 1_000_000_000))
			}
		}
		readsPlainly(t, c, core.Month(2023, rapid.IntRange(1, 12).Draw(t, "at")), rapid.IntRange(0, 40).Draw(t, "days"))
	})
}

// readsPlainly says whether a case is read fast some days after a month's end,
// and fails where that reading is another than the general one.
func readsPlainly(t rapid.TB, c *Case, at core.Period, days int) bool {
	t.Helper()
	terms, table, _ := c.reduce()
	f := NewFrame(CalendarOf(c.Target, c.Indicator), at, at.LastDay().AddDays(days))
	var fast, slow Outcome
	if !terms.plain || !terms.ReadPlain(&f, c.Figures[OfficialLane], c.Figures[OperationalLane], &fast) {
		return false
	}
	if terms.read(&f, &c.Figures, table, &slow); slow != fast {
		t.Fatalf("ReadPlain %+v, read %+v", fast, slow)
	}
	return true
}

// TestFrameAgreesWithPlan: the frame's day numbers are the plan's due dates.
func TestFrameAgreesWithPlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := flow().Indicator
		x.DueDay = rapid.Int64Range(-1, 32).Draw(t, "day")
		x.Frequency = rapid.SampledFrom([]plan.Frequency{plan.Monthly, plan.Quarterly, plan.HalfYear, plan.Yearly, ""}).Draw(t, "frequency")
		x.JanFeb = rapid.Bool().Draw(t, "janfeb")
		at := core.Month(rapid.IntRange(2022, 2024).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "at"))
		today := at.LastDay().AddDays(rapid.IntRange(-400, 400).Draw(t, "days"))
		f := NewFrame(CalendarOf(&plan.Target{Year: 2023}, x), at, today)
		var want Frame
		for _, p := range x.Periods(2023) {
			want.Releases |= 1 << (p.To - 1)
			if p.End().Compare(at) > 0 {
				continue
			}
			want.Open |= 1 << (p.To - 1)
			if x.Due(p) <= today {
				want.Due |= 1 << (p.To - 1)
			}
		}
		if f.Releases != want.Releases || f.Open != want.Open || f.Due != want.Due {
			t.Fatalf("at %s on %s due on the %d: frame %+v, want %+v", at, today, x.DueDay, f, want)
		}
	})
}
