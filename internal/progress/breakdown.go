package progress

import (
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// Verdict is how the parts of one dimension stand to the whole.
type Verdict string

const (
	Short    Verdict = "short"    // the parts do not secure the whole
	Exact    Verdict = "exact"    // they add up to it
	Stretch  Verdict = "stretch"  // they add up to more than is needed
	Open     Verdict = "open"     // a part or the whole has no number yet
	NoSum    Verdict = "no-sum"   // growth, rates, means, ranks, scores: parts never add up
	Unlike   Verdict = "unlike"   // parts are measured otherwise than the whole
	TooGreat Verdict = "overflow" // the sum passes the range of quantities
)

// Part is one child target with its outcome.
type Part struct {
	Target    *plan.Target
	Indicator *plan.Indicator
	Planned   core.Quantity // to date
	Actual    core.Quantity // to date, unknown when not filed
	Gap       core.Quantity // signed, negative is short
	Basis     report.Basis
	Period    core.Period
}

// Breakdown reconciles one dimension of a target; dimensions are never summed.
type Breakdown struct {
	Dimension string
	Parts     int
	Whole     core.Quantity
	Sum       core.Quantity // of the parts' year values; unknown unless all are known
	Left      core.Quantity // Whole − Sum
	Verdict   Verdict

	ActualWhole core.Quantity
	PlannedSum  core.Quantity // unknown unless it is known of every part
	ActualSum   core.Quantity // unknown unless every part has the whole's basis and release
	GapSum      core.Quantity // of the parts' own gaps; unknown where ActualSum is
	ActualLeft  core.Quantity // ActualWhole − ActualSum
	Silent      []core.TargetID

	gap   core.Quantity // of the whole
	ahead bool          // some part is ahead of its plan
	step  int64         // the last shown decimal
}

// Differs reports whether the figures filed for the parts add up to something
// else than the figure filed for the whole, in the decimals that are shown.
func (b *Breakdown) Differs() bool {
	return b.ActualLeft.Known() && round(b.ActualLeft.Micro(), b.step) != 0
}

// ShareOf gives how much of the whole's shortfall the parts with these gaps make,
// reckoned from the figures as they are shown, so that whoever divides the printed
// ones finds the same. It is unknown where parts and whole do not add up, since
// there it is a share of nothing (what the rounding of their planned values makes
// apart is no such thing), and where the parts would make all of it although others
// are short too or make up for them.
func (b *Breakdown) ShareOf(gaps ...core.Quantity) Share {
	whole := round(b.gap.Micro(), b.step)
	apart, err := b.GapSum.Sub(b.gap)
	if err != nil || whole >= 0 || !b.rounding(apart) || b.Differs() {
		return Share{}
	}
	sum := core.Micro(0)
	for _, g := range gaps {
		var err error
		if sum, err = sum.Add(core.Micro(round(g.Micro(), b.step))); err != nil {
			return Share{}
		}
	}
	q, err := core.Ratio(sum, core.Micro(whole))
	const almost = Whole * 995 / 1000 // is printed as 100 %
	if err != nil || q > Whole || q >= almost && (q != Whole || b.ahead) {
		return Share{}
	}
	return share(q)
}

// rounding reports whether so much apart comes of the rounding of planned values,
// each of which may be half a shown decimal from the undivided one.
func (b *Breakdown) rounding(apart core.Quantity) bool {
	return round(apart.Magnitude().Micro(), b.step) <= int64(b.Parts+1)/2
}

// Reconcile compares a target with its parts along one dimension: their year
// values, and their figures to date where all are of one basis and release.
// Silent names the parts whose figure is missing or of another basis or release.
func Reconcile(whole Part, dimension string, parts []Part) Breakdown {
	x := whole.Indicator
	b := Breakdown{Dimension: dimension, Parts: len(parts), Whole: whole.Target.Value, ActualWhole: whole.Actual, gap: whole.Gap, step: x.Step()}
	if !Additive(x) {
		b.Verdict = NoSum
		return b
	}
	var values, planned, actual, gaps []core.Quantity
	for _, p := range parts {
		if p.Indicator.Unit != x.Unit || !Additive(p.Indicator) {
			b.Verdict = Unlike
			return b
		}
		values, planned = append(values, p.Target.Value), append(planned, p.Planned)
		if !p.Actual.Known() || p.Basis != whole.Basis || p.Period != whole.Period {
			b.Silent = append(b.Silent, p.Target.ID)
			continue
		}
		actual, gaps = append(actual, p.Actual), append(gaps, p.Gap)
		b.ahead = b.ahead || round(p.Gap.Micro(), b.step) > 0
	}
	var sumErr error
	b.Sum, sumErr = core.Sum(values...)
	if len(parts) > 0 {
		b.PlannedSum, _ = core.Sum(planned...)
	}
	if len(b.Silent) == 0 && len(parts) > 0 && whole.Actual.Known() {
		b.ActualSum, _ = core.Sum(actual...)
		b.GapSum, _ = core.Sum(gaps...)
		b.ActualLeft, _ = whole.Actual.Sub(b.ActualSum)
	}
	b.Verdict = verdict(&b, sumErr, senseOf(x))
	return b
}

// Additive reports whether parts add up to a whole: amounts done and stocks do.
func Additive(x *plan.Indicator) bool {
	return x.Accumulation.Summable() || x.Accumulation == plan.Stock && !x.InPoints()
}

func verdict(b *Breakdown, sumErr error, s sense) Verdict {
	left, err := b.Whole.Sub(b.Sum)
	switch {
	case sumErr == core.ErrOverflow || err == core.ErrOverflow:
		return TooGreat
	case err != nil || b.Parts == 0:
		return Open
	}
	b.Left = left
	switch {
	case left.IsZero():
		return Exact
	case (left.Micro() > 0) == (s != atMost):
		return Short
	}
	return Stretch
}
