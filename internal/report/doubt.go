package report

import (
	"math"
	"slices"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// Past is one earlier figure of the same indicator, unit and basis.
type Past struct {
	Period core.Period
	Value  core.Quantity
}

// Circumstance is what is known when a figure arrives.
type Circumstance struct {
	Indicator plan.Indicator
	Period    core.Period
	Value     core.Quantity
	History   []Past // any order; this year's and earlier years'
	Wanted    []core.Quantity
}

// Thresholds of Question. A step is questioned when it lies further from the
// usual than jumpSigmas robust standard deviations and more than jumpFactor
// times (flows) or jumpPoints (rates) away; fewer than minSteps earlier steps
// say too little to call anything unusual, unless the factor is wild.
// TestQuestionOnPlantedAnomalies and TestQuestionOnSlowCounts measure the choice.
const (
	jumpSigmas = 2.2
	jumpFactor = 1.5
	jumpPoints = 2.0
	wildFactor = 3.0
	minSteps   = 4

	fewAMonth   = 10  // counts below are judged as counts
	countSigmas = 2.5 // of the count's own chance
)

// Question says whether a figure must be explained before it counts, and why.
// Every answer is reproducible from the circumstance alone.
func Question(c Circumstance) Doubt {
	if !c.Value.Known() {
		return NoDoubt
	}
	before := slices.Clone(c.History)
	before = slices.DeleteFunc(before, func(p Past) bool {
		return !p.Value.Known() || p.Period.Compare(c.Period) >= 0
	})
	slices.SortFunc(before, func(a, b Past) int { return a.Period.Compare(b.Period) })
	switch {
	case impossible(c):
		return OutOfBounds
	case falls(c, before):
		return Falls
	case slipsUnit(c, before):
		return UnlikeOthers
	case hitsExactly(c, before):
		return ExactlyMet
	case jumps(c, before):
		return Jumps
	}
	return NoDoubt
}

func impossible(c Circumstance) bool {
	hundred := core.Whole(100)
	switch c.Indicator.Accumulation {
	case plan.Rate:
		return c.Value.Micro() < 0 || (c.Indicator.Unit == "%" && c.Value.Compare(hundred) > 0)
	case plan.Rank:
		return c.Value.Compare(core.Whole(1)) < 0 || c.Value.Micro()%core.Scale != 0
	case plan.YesNo:
		return !c.Value.IsZero() && c.Value != core.Whole(1)
	case plan.Stock:
		return c.Value.Micro() < 0
	case plan.Growth:
		return c.Value.Compare(core.Whole(-100)) < 0
	}
	return false
}

// falls looks at the release before, in the same year for flows cumulated from
// January, which begin anew each year.
func falls(c Circumstance, before []Past) bool {
	if !c.Indicator.RisesOnly || len(before) == 0 {
		return false
	}
	last := before[len(before)-1]
	if c.Indicator.Accumulation == plan.Cumulative && last.Period.Year != c.Period.Year {
		return c.Value.Micro() < 0
	}
	if c.Indicator.Accumulation == plan.Flow {
		return c.Value.Micro() < 0
	}
	return c.Value.Compare(last.Value) < 0
}

func hitsExactly(c Circumstance, before []Past) bool {
	switch c.Indicator.Accumulation {
	case plan.YesNo, plan.Rank, plan.Score:
		return false
	}
	if c.Value.IsZero() || !slices.Contains(c.Wanted, c.Value) {
		return false
	}
	return len(before) == 0 || before[len(before)-1].Value != c.Value
}

// slipsUnit finds figures about a thousand, ten thousand or a hundred million
// times off: a slip between 元, 万元 and 亿元.
func slipsUnit(c Circumstance, before []Past) bool {
	usual := median(sizes(before))
	size := math.Abs(c.Value.Float())
	if usual == 0 || size == 0 || !amounts(c.Indicator.Accumulation) {
		return false
	}
	off := math.Abs(math.Log10(size / usual))
	return off > 2.5
}

func amounts(a plan.Accumulation) bool { return a.Summable() || a == plan.Stock }

func sizes(past []Past) []float64 {
	var out []float64
	for _, p := range past {
		out = append(out, math.Abs(p.Value.Float()))
	}
	return out
}

// jumps compares this period's step with earlier steps. A step is the amount
// per month covered for flows, the change since the last release for the rest.
// Last year's step of the same months, when there is one, is the better guide.
func jumps(c Circumstance, before []Past) bool {
	all := append(slices.Clone(before), Past{Period: c.Period, Value: c.Value})
	steps := stepsOf(c.Indicator.Accumulation, all)
	if len(steps) == 0 || steps[len(steps)-1].period != c.Period {
		return false
	}
	now, earlier := steps[len(steps)-1], steps[:len(steps)-1]
	if c.Indicator.Accumulation.Summable() {
		return flowJumps(now, earlier)
	}
	if c.Indicator.Accumulation == plan.Stock {
		return shareJumps(c, before)
	}
	return pointsJump(now, earlier)
}

type step struct {
	period core.Period
	size   float64 // of flows: a month
	months float64 // covered
}

func stepsOf(a plan.Accumulation, past []Past) []step {
	var out []step
	for i, p := range past {
		months := float64(p.Period.Len())
		v := p.Value.Float()
		fresh := p.Period.From == 1
		switch {
		case a == plan.Flow:
			out = append(out, step{p.Period, v / months, months})
		case a == plan.Cumulative && fresh:
			out = append(out, step{p.Period, v / months, months})
		case i == 0:
		case a == plan.Cumulative && past[i-1].Period.Year != p.Period.Year:
		case a == plan.Cumulative || a == plan.SinceStart:
			covered := monthsBetween(past[i-1].Period, p.Period)
			out = append(out, step{p.Period, (v - past[i-1].Value.Float()) / covered, covered})
		default:
			out = append(out, step{p.Period, v - past[i-1].Value.Float(), months})
		}
	}
	return out
}

func monthsBetween(a, b core.Period) float64 {
	n := (int(b.Year)-int(a.Year))*12 + int(b.To) - int(a.To)
	return float64(max(n, 1))
}

// flowJumps works on the logarithm of size, where a season and a level multiply.
// Two guides are asked, the usual size of all earlier steps and the usual growth
// over the same months a year before; a step is a jump only if no guide explains it.
func flowJumps(now step, earlier []step) bool {
	if len(earlier) == 0 {
		return false
	}
	if slowCount(now, earlier) {
		return countJumps(now, earlier)
	}
	logs := make([]float64, 0, len(earlier))
	var growth []float64
	for _, s := range earlier {
		logs = append(logs, signedLog(s.size))
		if before, ok := sameMonths(s.period, earlier); ok {
			growth = append(growth, signedLog(s.size)-signedLog(before))
		}
	}
	unusual := strays(signedLog(now.size), logs)
	if before, ok := sameMonths(now.period, earlier); ok && unusual {
		unusual = strays(signedLog(now.size)-signedLog(before), growth)
	}
	return unusual
}

// slowCount finds flows of things that are counted one by one and come a few a
// month. A month without any is nothing unusual there, and a logarithm, which
// counts in multiples, would make it one.
func slowCount(now step, earlier []step) bool {
	sizes := make([]float64, 0, len(earlier))
	for _, s := range append(earlier[:len(earlier):len(earlier)], now) {
		n := s.size * s.months
		if n < 0 || math.Abs(n-math.Round(n)) > 1e-9*math.Max(1, n) {
			return false
		}
		sizes = append(sizes, s.size)
	}
	return len(earlier) >= minSteps && median(sizes[:len(earlier)]) < fewAMonth
}

// countJumps works on twice the root of a count, which strays by about one
// whatever the count (Anscombe, Biometrika 35, 1948).
func countJumps(now step, earlier []step) bool {
	roots := make([]float64, 0, len(earlier))
	for _, s := range earlier {
		roots = append(roots, countRoot(s.size))
	}
	spread := math.Max(1.4826*deviation(roots), 1)
	return math.Abs(countRoot(now.size)-median(roots)) > countSigmas*spread
}

func countRoot(n float64) float64 { return 2 * math.Sqrt(n+0.375) }

// strays reports whether x lies out of the run of the earlier values, all logarithms.
func strays(x float64, earlier []float64) bool {
	off := math.Abs(x - median(earlier))
	if len(earlier) < minSteps {
		return off > math.Log(wildFactor)
	}
	spread := math.Max(1.4826*deviation(earlier), math.Log(1.12))
	return off > math.Log(jumpFactor) && off > jumpSigmas*spread
}

// signedLog is log(1+|x|) with x's sign, so that small and negative flows have
// a place; sizes are taken relative to one unit of the indicator.
func signedLog(x float64) float64 { return math.Copysign(math.Log1p(math.Abs(x)), x) }

func sameMonths(p core.Period, earlier []step) (float64, bool) {
	for _, s := range earlier {
		if s.period == p.YearAgo() {
			return s.size, true
		}
	}
	return 0, false
}

func shareJumps(c Circumstance, before []Past) bool {
	if len(before) == 0 {
		return false
	}
	last := math.Abs(before[len(before)-1].Value.Float())
	now := math.Abs(c.Value.Float())
	if last < 10 && now < 10 {
		return false
	}
	var changes []float64
	for i := 1; i < len(before); i++ {
		changes = append(changes, math.Log((1+math.Abs(before[i].Value.Float()))/(1+math.Abs(before[i-1].Value.Float()))))
	}
	off := math.Abs(math.Log((1+now)/(1+last)) - median(changes))
	if len(changes) < minSteps {
		return off > math.Log(jumpFactor)
	}
	return off > math.Log(1.25) && off > jumpSigmas*math.Max(1.4826*deviation(changes), 0.02)
}

func pointsJump(now step, earlier []step) bool {
	if len(earlier) < minSteps {
		return math.Abs(now.size) > 5*jumpPoints
	}
	sizes := make([]float64, 0, len(earlier))
	for _, s := range earlier {
		sizes = append(sizes, s.size)
	}
	off := math.Abs(now.size - median(sizes))
	return off > jumpPoints && off > jumpSigmas*math.Max(1.4826*deviation(sizes), 0.2)
}

func median(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	s := slices.Clone(x)
	slices.Sort(s)
	n := len(s)
	return (s[(n-1)/2] + s[n/2]) / 2
}

// deviation is the median absolute deviation from the median.
func deviation(x []float64) float64 {
	m := median(x)
	d := make([]float64, len(x))
	for i, v := range x {
		d[i] = math.Abs(v - m)
	}
	return median(d)
}
