package web

import (
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

// unlikeParts says what a rate's parts give where that is another than the figure, on
// the same basis; "" where it is not.
func (v *visit) unlikeParts(s *board.Snapshot, o report.Observation, x *plan.Indicator, p core.Period) string {
	c, ok := app.CalculatedRate(s, x, o.Unit, p, o.Basis)
	if !ok || !c.Differs(o.Value) {
		return ""
	}
	return v.t("rate.by-parts", c.Args()...)
}

// calculatedFact holds the figure of the judged release of a rate against its parts;
// none where nothing follows from them.
func (v *visit) calculatedFact(s *board.Snapshot, t *plan.Target, x *plan.Indicator, r *progress.Result) []page.Fact {
	basis := r.Basis
	if basis == "" {
		basis = report.Operational
	}
	c, ok := app.CalculatedRate(s, x, t.Unit, r.Period, basis)
	if !ok {
		return nil
	}
	a := v.inDisplay(c.Shown, x)
	fact := page.Fact{Label: v.t("fact.calculated"), Value: a.Value, Unit: a.Unit, Note: v.t("rate.parts", c.Args()...)}
	if c.Differs(r.Actual) {
		fact.Tone = page.ToneFar
	}
	return []page.Fact{fact}
}

// partFacts names the numerator and the denominator of a rate, with the page of a
// target that reads each.
func (v *visit) partFacts(s *board.Snapshot, t *plan.Target, x *plan.Indicator) []page.Fact {
	if !x.HasParts() {
		return nil
	}
	var out []page.Fact
	for _, part := range []struct {
		label string
		id    core.IndicatorID
	}{{"about.numerator", x.NumeratorOf}, {"about.denominator", x.Denominator}} {
		if of, ok := s.Indicator(part.id); ok {
			out = append(out, page.Fact{Label: v.t(part.label), Value: v.named(of.Name, of.NameEn), URL: v.readerURL(s, of, t.Unit)})
		}
	}
	return out
}
