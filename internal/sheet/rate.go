package sheet

import (
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// rates warns of figures of rates that are not what their parts give, as far as the
// workbook or the district has both on the same basis. A workbook of figures answers no
// questions: the figure is taken as it is, and every page of it says so.
func (r *resolver) rates() {
	for _, e := range r.entries {
		o, ok := e.now.(*report.Observation)
		if !ok || e.twice || e.wrong["value"] || e.old != nil && len(record.Diff(e.old, o)) == 0 {
			continue
		}
		x := r.indicator(o.Indicator)
		p, err := core.ParsePeriod(o.Period)
		if x == nil || err != nil {
			continue
		}
		c, ok := report.Calculate(x, p, func(id core.IndicatorID) (*plan.Indicator, bool) {
			part := r.indicator(id)
			return part, part != nil
		}, func(part *plan.Indicator, release core.Period) core.Quantity { return r.partOf(o, part, release) })
		if ok && c.Differs(o.Value) {
			r.warn(e, "value", bad("rate.unlike", c.Args()...))
		}
	}
}

// partOf finds a part's figure beside that of its rate: of the same unit and basis.
func (r *resolver) partOf(rate *report.Observation, part *plan.Indicator, release core.Period) core.Quantity {
	key := report.Observation{Indicator: part.ID, Unit: rate.Unit, Period: release.String(), Basis: rate.Basis}
	o, ok := r.table("observation").rows[record.RefOf(&key).ID].(*report.Observation)
	if !ok || o.Standing == report.Held || o.Standing == report.Returned {
		return core.Quantity{}
	}
	return o.Value
}
