package report

import (
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
)

// Calculated is the rate that follows from its numerator and denominator for one
// unit, period and basis.
type Calculated struct {
	Rate  *plan.Indicator
	Parts plan.Parts
	Exact core.Quantity // in the rate's storage unit
	Shown core.Quantity // the same in the decimals that are shown
}

// Calculate finds the rate that follows from its parts for a release; false where the
// indicator has none, one of them has no figure, or their units say no rate. figure
// gives what a part's figure for its own release is, unknown when it is not.
func Calculate(x *plan.Indicator, p core.Period, indicator func(core.IndicatorID) (*plan.Indicator, bool),
	figure func(part *plan.Indicator, release core.Period) core.Quantity) (Calculated, bool) {
	c := Calculated{Rate: x}
	if !x.HasParts() {
		return c, false
	}
	over, okOver := indicator(x.NumeratorOf)
	under, okUnder := indicator(x.Denominator)
	if !okOver || !okUnder {
		return c, false
	}
	above, okOver := over.Covering(p)
	below, okUnder := under.Covering(p)
	if !okOver || !okUnder {
		return c, false
	}
	c.Parts = plan.Parts{Over: over, Under: under, OverBy: figure(over, above), UnderBy: figure(under, below)}
	var ok bool
	c.Exact, c.Shown, ok = x.Follows(c.Parts)
	return c, ok
}

// Differs reports whether a rate is another than the one that follows, by more than
// rounding. An unknown one is none.
func (c Calculated) Differs(rate core.Quantity) bool {
	return rate.Known() && !c.Rate.Agrees(rate, c.Exact)
}

// Args are what a sentence about the calculation names, in both languages: “over” and
// “under”, their figures “over-figure” and “under-figure”, and “calculated”.
func (c Calculated) Args() []string {
	return []string{"over", i18n.EitherName(c.Parts.Over.Name, c.Parts.Over.NameEn), "over-figure", c.Parts.Over.Either(c.Parts.OverBy),
		"under", i18n.EitherName(c.Parts.Under.Name, c.Parts.Under.NameEn), "under-figure", c.Parts.Under.Either(c.Parts.UnderBy),
		"calculated", c.Rate.Either(c.Shown)}
}
