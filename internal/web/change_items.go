package web

import (
	"math"

	"tupo/internal/app"
	"tupo/internal/chart"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

// itemDiffs prints what a request would change, each field with old and new, typed
// planned values by period.
func (d dresser) itemDiffs(c app.PlanChange) []page.Diff {
	d = d.of(c)
	var out []page.Diff
	main := c.Ref()
	added := map[string]bool{}
	was, _, _ := app.ProposedCourse(d.s, c, c.Target)
	for _, x := range c.Items {
		ref, err := core.ParseRef(x.Object)
		if err != nil {
			continue
		}
		name := ""
		if ref != main && ref.Kind != "trajectory" {
			name = orText(d.object(ref.Kind, ref.ID), d.v.thing(ref.Kind)) + d.v.t("changes.of")
		}
		if x.Field == "" {
			added[x.Object] = x.New == plan.RowAdded
			out = append(out, page.Diff{Field: name + d.v.thing(ref.Kind), New: d.v.t("changes.row." + x.New)})
			continue
		}
		if added[x.Object] && !plan.Controlled(ref.Kind, x.Field) {
			continue
		}
		measure := d.measureOf(c, x.Object)
		one := page.Diff{Field: name + d.v.label(ref.Kind, x.Field), Old: d.value(ref.Kind, x.Field, x.Old, measure), New: d.value(ref.Kind, x.Field, x.New, measure)}
		if ref.Kind == "trajectory" {
			one.Field = d.v.t("changes.point", "period", d.v.periodText(periodOf(ref.ID)))
			if p, err := core.ParsePeriod(periodOf(ref.ID)); err == nil && one.Old == "" && c.State == plan.ChangeAsked && measure != nil {
				one.Old = d.v.amount(was.At(int(p.To)), measure) // not typed, but planned by the target's shape
			}
		}
		if x.Field == "source" {
			one.OldURL, one.NewURL = d.v.wordsOf(x.Old), d.v.wordsOf(x.New)
		}
		if one.Old == one.New {
			one.Old, one.New = x.Old, x.New
		}
		if !added[x.Object] {
			one.Old, one.New = orText(one.Old, "—"), orText(one.New, "—")
		}
		out = append(out, one)
	}
	return out
}

// periodOf is the last part of a planned value's key.
func periodOf(id string) string {
	for i := len(id) - 1; i >= 0; i-- {
		if id[i] == '/' {
			return id[i+1:]
		}
	}
	return id
}

// measureOf is the indicator in whose unit the amounts of an item are; nil when it
// has none. A target that is still asked for names its own.
func (d dresser) measureOf(c app.PlanChange, object string) *plan.Indicator {
	id := app.TargetOfRef(object)
	if t, ok := d.s.Target(id); ok {
		x, _ := d.s.Indicator(t.Indicator)
		return x
	}
	for _, x := range c.Items {
		if app.TargetOfRef(x.Object) == id && x.Field == "indicator_id" {
			return d.indicator(x.New)
		}
	}
	return nil
}

// of knows the indicators that a request would add.
func (d dresser) of(c app.PlanChange) dresser {
	_, d.asked, _ = c.Added() // a request that cannot be read shows its items as they are
	return d
}

// indicator finds an indicator of the plan, or one that is asked for; nil for none.
func (d dresser) indicator(id string) *plan.Indicator {
	if x, ok := d.s.Indicator(core.IndicatorID(id)); ok {
		return x
	}
	for i := range d.asked {
		if string(d.asked[i].ID) == id {
			return &d.asked[i]
		}
	}
	return nil
}

// newName is what people will call a target that is not there yet, or called one
// that is gone.
func (d dresser) newName(c app.PlanChange) string {
	d = d.of(c)
	name := d.v.thing(c.Ref().Kind)
	for _, x := range c.Items {
		switch {
		case x.Object == c.Ref().String() && x.Field == "code":
			name = x.New + " " + name
		case x.Object == c.Ref().String() && x.Field == "indicator_id":
			name += " " + d.object("indicator", x.New)
		}
	}
	return name
}

// objectURL leads to what a request is about; none when it is not in the plan.
func (v *visit) objectURL(d dresser, ref core.Ref) string {
	if t, ok := d.s.Target(core.TargetID(ref.ID)); ok && ref.Kind == "target" {
		return "/targets/" + t.Code
	}
	if _, known := planKindOf(ref.Kind); known && d.object(ref.Kind, ref.ID) != "" {
		return "/plan/" + ref.Kind + "/" + ref.ID
	}
	return ""
}

// proposedChart draws a target's planned course as it is, dotted, and as asked for.
func (v *visit) proposedChart(d dresser, c app.PlanChange, t *plan.Target) (page.Chart, string) {
	was, next, ok := app.ProposedCourse(d.s, c, t.ID)
	x, known := d.s.Indicator(t.Indicator)
	if !ok || !known {
		return page.Chart{}, ""
	}
	scale := v.drawn(x)
	drawing := chart.Trajectory{Title: v.t("changes.chart", "name", v.targetName(d.s, t, x)), Unit: v.site.Words.UnitName(v.lang, x.Measure()),
		From: 0, To: 12, Zero: x.Accumulation.Summable(), Target: math.NaN()}
	for month := 1; month <= 12; month++ {
		drawing.Ticks = append(drawing.Ticks, chart.Tick{At: float64(month), Text: i18n.Month(v.lang, month)})
		if q := was.At(month); q.Known() {
			drawing.Plan = append(drawing.Plan, chart.Point{At: float64(month), Value: scale(q)})
		}
		if q := next.At(month); q.Known() {
			drawing.Actual = append(drawing.Actual, chart.Point{At: float64(month), Value: scale(q)})
		}
	}
	return page.DrawBoth(drawing), v.t("changes.chart.caption", "unit", drawing.Unit)
}
