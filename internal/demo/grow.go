package demo

import (
	"math/rand/v2"
	"slices"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
)

// grower makes the figures of one series. Everything is integer arithmetic in
// millionths of the storage unit, so that every machine makes the same year.
type grower struct {
	x       *plan.Indicator
	t       *plan.Target
	r       recipe
	step    int64 // one unit of the last shown decimal
	weights [12]int64
	random  *rand.Rand

	last    int64 // 2022's last figure
	end     core.Period
	now     int64 // the figure at end
	planned progress.Trajectory
}

// toStep rounds half up to a shown decimal.
func (g *grower) toStep(n int64) int64 {
	half := g.step / 2
	if n < 0 {
		half = -half
	}
	return (n + half) / g.step * g.step
}

// share is n × part ÷ whole, rounded to a shown decimal.
func (g *grower) share(n, part, whole int64) int64 {
	return g.toStep(must(core.Micro(n).Scaled(part, whole)).Micro())
}

// strengths gives the monthly strength of a year in thousandths, by the words of
// the parts table; an even year has none.
func strengths(course string) [12]int64 {
	switch course {
	case "fade":
		return [12]int64{1180, 1180, 1170, 1150, 1120, 1080, 980, 900, 820, 760}
	case "slump":
		return [12]int64{1000, 1000, 1000, 1000, 980, 850, 660, 540, 460, 420}
	}
	return [12]int64{}
}

// cumulated spreads a total over releases by the profile, with small noise.
func (g *grower) cumulated(periods []core.Period, total int64, strength [12]int64) []figure {
	spread := 80
	if g.x.Frequency == plan.Quarterly {
		spread = 15 // an economy wobbles less than a counter
	}
	var sums []int64
	var sum int64
	for _, p := range periods {
		for m := p.From; m <= p.To; m++ {
			w := g.weights[m-1] * around(g.random, spread)
			if s := strength[m-1]; s != 0 {
				w = w * s / 1000
			}
			sum += w
		}
		sums = append(sums, sum)
	}
	figures := make([]figure, len(periods))
	for i, p := range periods {
		figures[i] = figure{p, core.Micro(g.share(total, sums[i], sum))}
	}
	return figures
}

// before makes 2022 of a level: on its way to December's value.
func (g *grower) before() []figure {
	var figures []figure
	now := scaledOr(g.r.now, g.last, g.x, g.step)
	for _, p := range g.x.Periods(lastYear) {
		value := g.last - (now-g.last)*int64(12-p.To)/24
		if g.r.profile != "" {
			value = must(core.Micro(g.last).Scaled(g.weights[p.To-1], g.weights[11])).Micro()
		}
		if p.To < 12 {
			value += g.noise()
		}
		figures = append(figures, figure{p, core.Micro(g.toStep(value))})
	}
	return figures
}

// scaledOr reads October's value of a recipe; a relative one is taken for
// standing still.
func scaledOr(now string, otherwise int64, x *plan.Indicator, step int64) int64 {
	if now == "" || now[0] == 'x' {
		return otherwise
	}
	unit := step
	for range x.Decimals {
		unit *= 10
	}
	return must(number(now).Scaled(unit, core.Scale)).Micro()
}

// noise is a small wobble of a level: a few tenths of a point, a few tenths of a
// per cent of a stock; nothing where a figure can only rise.
func (g *grower) noise() int64 {
	switch {
	case g.x.RisesOnly:
		return 0
	case g.x.Accumulation == plan.Stock:
		return g.last / 1000 * int64(g.random.IntN(5)-2)
	case g.x.Decimals > 1:
		return g.step * int64(g.random.IntN(3)-1)
	}
	return g.step * int64(g.random.IntN(5)-2)
}

// nearing is how far a growth rate has come by a month from last year's value to
// October's, in per cent: most of the way is gone in spring.
func nearing(month int8) int64 {
	return [12]int64{20, 35, 50, 62, 72, 80, 86, 91, 96, 100, 100, 100}[month-1]
}

// levels makes the year of a growth, rate, mean or stock.
func (g *grower) levels(periods []core.Period) []figure {
	figures := make([]figure, len(periods))
	for i, p := range periods {
		come, all := nearing(p.To), nearing(g.end.To)
		if g.r.linear || g.x.Accumulation == plan.Stock {
			come, all = int64(p.To), int64(g.end.To)
		}
		value := g.last + (g.now-g.last)*come/all
		if p != g.end {
			value += g.noise()
		}
		figures[i] = figure{p, core.Micro(g.toStep(value))}
	}
	return figures
}

// ratios makes the year of a level with a season: October's value over the
// profile's October.
func (g *grower) ratios(periods []core.Period) []figure {
	figures := make([]figure, len(periods))
	for i, p := range periods {
		value := must(core.Micro(g.now).Scaled(g.weights[p.To-1], g.weights[g.end.To-1])).Micro()
		if p != g.end {
			value += g.noise()
		}
		figures[i] = figure{p, core.Micro(g.toStep(value))}
	}
	return figures
}

// avoid moves figures that would equal the plan or a tier to the last decimal:
// only the planted one does that.
func (g *grower) avoid(figures []figure) {
	for i, f := range figures {
		for g.hits(f) {
			f.Value = core.Micro(f.Value.Micro() + g.step)
		}
		if g.x.RisesOnly && i > 0 && f.Value.Compare(figures[i-1].Value) < 0 {
			f.Value = figures[i-1].Value
		}
		figures[i] = f
	}
}

// hits reports whether a figure equals the plan to date or a value of the target.
func (g *grower) hits(f figure) bool {
	wanted := []core.Quantity{g.t.Value, g.t.Floor, g.t.Stretch, g.t.High, g.planned.At(int(f.Period.To))}
	return slices.Contains(wanted, f.Value)
}

// typed is a typed planned value: the cumulated profile, a ramp from last year's
// end to the value, or the profile's ratio to December.
func (b *builder) typed(t *plan.Target, r recipe, course string, p core.Period) core.Quantity {
	x := b.indicators[t.Indicator]
	g := grower{x: x, t: t, step: x.Step()}
	if p.To == 12 {
		return t.Value
	}
	if course == "ramp" {
		last := scaled(r.last, b.factors[x.ID]).Micro()
		return core.Micro(last + g.share(t.Value.Micro()-last, int64(p.To), 12))
	}
	weights, level := b.profiles[r.profile], len(course) > 6 && course[:6] == "level:"
	if level {
		return core.Micro(g.share(t.Value.Micro(), weights[p.To-1], weights[11]))
	}
	var part, whole int64
	for m, w := range weights {
		whole += w
		if m < int(p.To) {
			part += w
		}
	}
	return core.Micro(g.share(t.Value.Micro(), part, whole))
}
