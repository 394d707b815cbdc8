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
	Actual    core.Quantity // to date, unknown when not filed
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
	ActualSum   core.Quantity // unknown unless every part has the whole's basis and release
	ActualLeft  core.Quantity // ActualWhole − ActualSum
	Silent      []core.TargetID
}

// Reconcile compares a target with its parts along one dimension: their year
// values, and their figures to date where all are of one basis and release.
// Silent names the parts whose figure is missing or of another basis or release.
func Reconcile(whole Part, dimension string, parts []Part) Breakdown {
	b := Breakdown{Dimension: dimension, Parts: len(parts), Whole: whole.Target.Value, ActualWhole: whole.Actual}
	x := whole.Indicator
	if !Additive(x) {
		b.Verdict = NoSum
		return b
	}
	sum, actual := core.Whole(0), core.Whole(0)
	var sumErr, actualErr error
	for _, p := range parts {
		if p.Indicator.Unit != x.Unit || !Additive(p.Indicator) {
			b.Verdict = Unlike
			return b
		}
		if sumErr == nil {
			sum, sumErr = sum.Add(p.Target.Value)
		}
		if !p.Actual.Known() || p.Basis != whole.Basis || p.Period != whole.Period {
			b.Silent = append(b.Silent, p.Target.ID)
			continue
		}
		if actualErr == nil {
			actual, actualErr = actual.Add(p.Actual)
		}
	}
	if sumErr == nil {
		b.Sum = sum
	}
	if actualErr == nil && len(b.Silent) == 0 && len(parts) > 0 && whole.Actual.Known() {
		b.ActualSum = actual
		b.ActualLeft, _ = whole.Actual.Sub(actual)
	}
	b.Verdict = verdict(&b, sumErr, senseOf(x))
	return b
}

// Additive reports whether parts add up to a whole: amounts done and stocks do.
func Additive(x *plan.Indicator) bool {
	return x.Accumulation.Summable() || x.Accumulation == plan.Stock && !inPoints(x)
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
