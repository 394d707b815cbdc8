package demo

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
)

// seriesKey is one figure: it may serve several targets.
type seriesKey struct {
	Indicator core.IndicatorID
	Unit      core.UnitID
}

// figure is one release of a series.
type figure struct {
	Period core.Period
	Value  core.Quantity
}

// series is the operational figures of an indicator at a unit: all of 2022, and
// 2023 as far as it has come.
type series struct {
	key      seriesKey
	reporter core.UnitID
	past     []figure
	year     []figure
	wanted   []plan.Target // the targets that read it
}

// at is the figure of a release of either year; unknown when there is none.
func (s *series) at(p core.Period) core.Quantity {
	for _, list := range [][]figure{s.year, s.past} {
		for _, f := range list {
			if f.Period == p {
				return f.Value
			}
		}
	}
	return core.Quantity{}
}

// seeded is a source of randomness of its own for everything that has a name, so
// that a new row in a table changes no other figure.
func seeded(names ...string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(strings.Join(names, "\x00")))
	return rand.New(rand.NewPCG(theYear, h.Sum64()))
}

// around is 1000 give or take up to spread.
func around(r *rand.Rand, spread int) int64 { return 1000 + int64(r.IntN(2*spread+1)-spread) }

// makeSeries makes the parts first, so that wholes can be their sums.
func (b *builder) makeSeries() {
	children := map[core.TargetID][]*series{}
	for _, partsNow := range []bool{true, false} {
		for i := range b.book.Targets {
			t := &b.book.Targets[i]
			if (t.Parent != "") != partsNow {
				continue
			}
			s := b.seriesOf(t)
			switch {
			case len(s.past) > 0: // a second target on the same figure
			case len(children[t.ID]) > 0:
				b.sum(s, children[t.ID])
			default:
				b.fill(s, t)
			}
			children[t.Parent] = append(children[t.Parent], s)
		}
	}
	for i := range b.book.Targets {
		if s := b.seriesOf(&b.book.Targets[i]); s.wanted[0].ID == b.book.Targets[i].ID {
			b.order = append(b.order, s.key)
		}
	}
}

func (b *builder) seriesOf(t *plan.Target) *series {
	key := seriesKey{t.Indicator, t.Unit}
	s := b.series[key]
	if s == nil {
		s = &series{key: key, reporter: t.Reporter()}
		b.series[key] = s
	}
	for _, w := range s.wanted {
		if w.ID == t.ID {
			return s
		}
	}
	s.wanted = append(s.wanted, *t)
	return s
}

// sum makes a whole of its parts, release by release.
func (b *builder) sum(whole *series, parts []*series) {
	add := func(lists func(*series) []figure) []figure {
		total := make([]figure, len(lists(parts[0])))
		for i := range total {
			values := make([]core.Quantity, len(parts))
			for j, p := range parts {
				values[j] = lists(p)[i].Value
			}
			total[i] = figure{lists(parts[0])[i].Period, must(core.Sum(values...))}
		}
		return total
	}
	whole.past = add(func(s *series) []figure { return s.past })
	whole.year = add(func(s *series) []figure { return s.year })
	b.unhit(whole, parts)
}

// unhit moves wholes that would equal their plan or a tier to the last decimal,
// by letting one part do one step more, no later than it will.
func (b *builder) unhit(whole *series, parts []*series) {
	x := b.indicators[whole.key.Indicator]
	course := b.course(whole, &whole.wanted[0])
	g := grower{t: &whole.wanted[0], planned: course}
	step := core.Micro(x.Step())
	for i := range whole.year {
		for _, p := range parts {
			if !g.hits(whole.year[i]) {
				break
			}
			more := must(p.year[i].Value.Add(step))
			own := grower{t: &p.wanted[0], planned: b.course(p, &p.wanted[0])}
			if i+1 < len(p.year) && more.Compare(p.year[i+1].Value) > 0 || own.hits(figure{p.year[i].Period, more}) {
				continue
			}
			p.year[i].Value = more
			whole.year[i].Value = must(whole.year[i].Value.Add(step))
		}
	}
}

func must(q core.Quantity, err error) core.Quantity {
	if err != nil {
		panic(fmt.Sprintf("demo: a figure of the demonstration passes the range: %v", err))
	}
	return q
}

// lastDue is the last operational release of the year that is in: October or the
// quarter or half before it. None of a yearly indicator is.
func lastDue(x *plan.Indicator) (core.Period, bool) {
	var last core.Period
	for _, p := range x.Periods(theYear) {
		if p.To <= 10 {
			last = p
		}
	}
	return last, !last.IsZero()
}

// fill makes both years of a series from its recipe.
func (b *builder) fill(s *series, t *plan.Target) {
	x, r := b.indicators[t.Indicator], b.recipes[t.ID]
	g := grower{
		x: x, t: t, r: r, step: x.Step(),
		weights: b.profiles[r.profile], random: seeded(string(t.Indicator), string(t.Unit)),
	}
	g.last = scaled(r.last, b.factors[x.ID]).Micro()
	end, any := lastDue(x)
	if x.Accumulation.Summable() {
		s.past = g.cumulated(x.Periods(lastYear), g.last, [12]int64{})
	} else {
		s.past = g.before()
		b.agree(s, s.past)
	}
	if !any {
		return
	}
	g.planned = b.course(s, t)
	g.end, g.now = end, b.reached(r, g.planned.At(int(end.To)), b.factors[x.ID])
	var upTo []core.Period
	for _, p := range x.Periods(theYear) {
		if p.To <= end.To {
			upTo = append(upTo, p)
		}
	}
	switch {
	case x.Accumulation.Summable():
		s.year = g.cumulated(upTo, g.now, strengths(r.course))
	case r.profile != "":
		s.year = g.ratios(upTo)
	default:
		s.year = g.levels(upTo)
		b.agree(s, s.year)
	}
	g.avoid(s.year)
}

// reached is October's value: given, or so many times the plan to date.
func (b *builder) reached(r recipe, planned core.Quantity, factor int64) int64 {
	times, relative := strings.CutPrefix(r.now, "x")
	if !relative {
		return scaled(r.now, factor).Micro()
	}
	return must(planned.Scaled(number(times).Micro(), core.Scale)).Micro()
}

// course is the target's planned course as the board will compute it, from last
// year's figures, but to the last decimal that a quantity holds: what is filed is a
// multiple of it, and is rounded once.
func (b *builder) course(s *series, t *plan.Target) progress.Trajectory {
	x := *b.indicators[t.Indicator]
	x.Display, x.Decimals = x.Unit, 6
	c := progress.Case{
		Target: t, Indicator: &x, Programme: &b.book.Programmes[0], Rule: plan.DefaultRule(),
		Points: b.pointsOf(t.ID),
	}
	past := progress.PastYear{Year: lastYear}
	for _, o := range b.observations(s, s.past, report.Operational) {
		past.Figures.Add(periodOf(o), &o)
	}
	for _, o := range b.official(s, s.past) {
		past.Figures.Add(periodOf(o), &o)
	}
	c.Before = []progress.PastYear{past}
	return progress.TrajectoryOf(&c)
}

func periodOf(o report.Observation) core.Period {
	p, err := core.ParsePeriod(o.Period)
	if err != nil {
		panic(fmt.Sprintf("demo: %v", err))
	}
	return p
}

func (b *builder) pointsOf(id core.TargetID) []plan.Point {
	var points []plan.Point
	for _, p := range b.book.Points {
		if p.Target == id {
			points = append(points, p)
		}
	}
	return points
}
