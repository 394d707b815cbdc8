package web

import (
	"math"

	"tupo/internal/app"
	"tupo/internal/chart"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/web/page"
)

// chartOf draws a target's story.
func (v *visit) chartOf(j app.Judged, t *plan.Target, x *plan.Indicator, r progress.Result) page.Chart {
	if !t.Value.Known() {
		return page.Chart{}
	}
	scale := v.drawn(x)
	tr := chart.Trajectory{
		Title: v.chartTitle(x, &r),
		Unit:  v.measure(x), From: 0, To: 12, Zero: x.Accumulation.Summable(),
		Target: scale(t.Value), TargetLabel: v.t("chart.target", "value", v.between(t.Value, t.High, x).Value),
	}
	if x.Accumulation == plan.YesNo {
		tr.Unit, tr.Levels = "", []chart.Tick{{At: 0, Text: v.figure(core.Whole(0), x)}, {At: 1, Text: v.figure(core.Whole(1), x)}}
	}
	for month := 1; month <= 12; month++ {
		tr.Ticks = append(tr.Ticks, chart.Tick{At: float64(month), Text: i18n.Month(v.lang, month)})
	}
	v.drawCourse(&tr, j, t, x, r, scale)
	return page.DrawBoth(tr)
}

// chartTitle says in words what the chart shows; before the first release is due
// there is nothing to say but whose course it is.
func (v *visit) chartTitle(x *plan.Indicator, r *progress.Result) string {
	name := v.named(x.Name, x.NameEn)
	switch {
	case r.Period.IsZero():
		return v.t("chart.title.not-due", "name", name)
	case !r.Actual.Known():
		return v.t("chart.title.unfiled", "name", name, "through", v.through(r.Period), "planned", v.planned(r, x).String())
	}
	return v.t("chart.title", "name", name, "through", v.through(r.Period), "actual", v.marked(v.amount(r.Actual, x), r), "planned", v.planned(r, x).String())
}

// drawn turns stored quantities into the reader's unit for drawing: the very
// figures that the page prints, with more places.
func (v *visit) drawn(x *plan.Indicator) func(core.Quantity) float64 {
	const places = 4
	return func(q core.Quantity) float64 {
		if x.Accumulation == plan.YesNo && q.Known() {
			return q.Float()
		}
		shown, err := core.ReadQuantity(v.site.Words.Show(v.lang, x.Shown(q), x.Measure(), places).Value)
		if err != nil || !shown.Known() {
			return math.NaN()
		}
		return shown.Float()
	}
}

func (v *visit) drawCourse(tr *chart.Trajectory, j app.Judged, t *plan.Target, x *plan.Indicator, r progress.Result, scale func(core.Quantity) float64) {
	course, _ := j.Trajectory(t.ID)
	basis, until := r.Basis, r.Period
	if r.Reached.Actual.Known() {
		basis, until = r.Reached.Basis, r.Reached.Period
	}
	series := j.Snapshot().Year(x.ID, t.Unit, int(t.Year), basis)
	var sum core.Quantity
	for _, p := range x.Periods(int(t.Year)) {
		if q := course.At(int(p.To)); q.Known() {
			tr.Plan = append(tr.Plan, chart.Point{At: float64(p.To), Value: scale(q)})
			if high := t.Ceiling(x); high.Known() {
				tr.Ceiling = append(tr.Ceiling, chart.Point{At: float64(p.To), Value: scale(high)})
			}
		}
		q, state := series.At(int(p.To))
		if !q.Known() || p.To > until.To || state.Standing() == "held" || state.Standing() == "returned" {
			continue
		}
		if x.Accumulation == plan.Flow {
			if !sum.Known() {
				sum = core.Whole(0)
			}
			next, err := sum.Add(q)
			if err != nil {
				return
			}
			sum, q = next, next
		}
		tr.Actual = append(tr.Actual, chart.Point{At: float64(p.To), Value: scale(q)})
	}
	if r.Actual.Known() {
		tr.ActualLabel = v.marked(v.t("chart.actual", "value", v.figure(r.Actual, x)), &r)
		tr.PlanLabel = v.t("chart.planned", "value", v.planned(&r, x).Value)
	}
	if e := r.Reached; e.Actual.Known() {
		tr.ActualLabel = v.reached(&r, x)
		tr.Doubt = chart.Tick{At: float64(r.Period.To), Text: v.t("fact.reached.note", "period", i18n.Month(v.lang, int(r.Period.To)), "phase", v.t("phase."+r.Phase.String()))}
	}
	if tr.Behind = !r.Light.Good(); tr.Behind && r.Gap.Known() {
		tr.GapLabel = v.t("chart.gap", "value", v.gapText(r.Gap, r.Points, x).Value)
	}
	if r.Required.Known && r.Required.PerMonth.Known() && !r.Required.PerMonth.IsZero() {
		tr.RequiredLabel = v.t("chart.required", "value", v.figure(r.Required.PerMonth, x))
	}
}
