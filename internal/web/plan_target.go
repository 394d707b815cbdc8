package web

import (
	"errors"
	"net/url"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/web/page"
)

// readPoints reads the typed planned values: an emptied cell takes its value out.
func (f *planPage) readPoints(t *plan.Target, edit *app.PlanEdit) error {
	x := f.indicator(t)
	if x == nil {
		return nil
	}
	kept := f.points(t.ID)
	var faults []error
	for _, p := range x.Periods(int(t.Year)) {
		period := p.String()
		text, sent := f.in.Points[period]
		old, had := kept[period]
		if !sent || had && text == f.d.v.typed(old.Planned, x) {
			continue
		}
		if text == "" {
			if had {
				edit.Drop = append(edit.Drop, &old)
			}
			continue
		}
		q, err := f.d.v.readAmount("point."+period, text, x)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		edit.Put = append(edit.Put, &plan.Point{Target: t.ID, Period: period, Planned: q})
	}
	return errors.Join(faults...)
}

// readParts reads the year values of a breakdown's parts.
func (f *planPage) readParts(t *plan.Target, edit *app.PlanEdit) error {
	x := f.indicator(t)
	var faults []error
	for _, part := range f.book.Targets {
		text, sent := f.in.Parts[string(part.ID)]
		if part.Parent != t.ID || !sent || text == f.d.v.typed(part.Value, x) {
			continue
		}
		q, err := f.d.v.readAmount("part."+string(part.ID), text, x)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		part.Value = q
		edit.Put = append(edit.Put, &part)
	}
	return errors.Join(faults...)
}

// targetGrids are the trajectory and the breakdowns of a target.
func (v *visit) targetGrids(f *planPage, t *plan.Target, err error) []page.Section {
	x := f.indicator(t)
	if x == nil {
		return nil
	}
	wrong := map[string]string{}
	for _, e := range errs.All(err) {
		wrong[e.Field] = v.fault(e)
	}
	out := []page.Section{v.trajectoryGrid(f, t, x, wrong)}
	out = append(out, v.breakdownGrids(f, t, x, wrong)...)
	return out
}

// trajectoryGrid has a row for each release: what the shape gives, and what is typed.
func (v *visit) trajectoryGrid(f *planPage, t *plan.Target, x *plan.Indicator, wrong map[string]string) page.Section {
	kept := f.points(t.ID)
	course := v.courseOf(f, t)
	unit := v.measure(x)
	var rows []page.GridRow
	for _, p := range x.Periods(int(t.Year)) {
		name := "point." + p.String()
		input := page.Field{Kind: page.KindNumber, Name: name, Label: v.site.Words.Period(v.lang, p), Error: wrong[name]}
		if point, ok := kept[p.String()]; ok {
			input.Value = v.typed(point.Planned, x)
		}
		if f.in != nil {
			input.Value = f.in.Points[p.String()]
		}
		cell := page.GridCell{Input: &input, Unit: unit}
		if !f.edit {
			cell = page.GridCell{Text: input.Value, Unit: unit}
		}
		rows = append(rows, page.GridRow{Head: v.site.Words.Period(v.lang, p), Cells: []page.GridCell{{Text: v.figure(course.At(int(p.To)), x)}, cell}})
	}
	grid := page.NewGrid([]page.Column{{Label: v.t("col.period")}, {Label: v.t("plan.course"), Numeric: true}, {Label: v.t("plan.typed"), Numeric: true}}, rows)
	grid.Caption = v.t("plan.trajectory")
	return page.Section{Title: v.t("plan.trajectory"), Note: page.Plain(v.t("plan.trajectory.note")), Grid: &grid}
}

// courseOf is the planned course as the board computes it; empty for a target
// that is not judged.
func (v *visit) courseOf(f *planPage, t *plan.Target) progress.Trajectory {
	month := core.Month(int(t.Year), 12)
	course, _ := f.d.s.View(month, v.site.App.Today(v.who.District)).Trajectory(t.ID)
	return course
}

// breakdownGrids has a grid for each dimension, reconciled alone, and the way to
// add a part.
func (v *visit) breakdownGrids(f *planPage, t *plan.Target, x *plan.Indicator, wrong map[string]string) []page.Section {
	var out []page.Section
	view := f.d.s.View(core.Month(int(t.Year), 12), v.site.App.Today(v.who.District))
	for _, dimension := range f.d.s.Dimensions(t.ID) {
		b, ok := view.Breakdown(t.ID, dimension)
		if !ok {
			continue
		}
		var rows []page.GridRow
		for _, part := range f.d.s.Parts(t.ID, dimension) {
			rows = append(rows, v.partRow(f, part, x, wrong))
		}
		grid := page.NewGrid([]page.Column{{Label: v.t("col.unit")}, {Label: v.t("column.target.value"), Numeric: true}}, rows)
		if b.Sum.Known() {
			grid = grid.WithFoot(page.Cell{Text: v.t("breakdown.sum")}, page.Cell{Text: v.figure(b.Sum, x)})
		}
		check := v.reconciled(b, x)
		grid.Caption, grid.Check = v.t("breakdown.by", "dimension", v.dimension(dimension)), &check
		out = append(out, page.Section{Title: v.t("breakdown.by", "dimension", v.dimension(dimension)), Note: v.partNote(f, t, dimension), Grid: &grid})
	}
	if len(out) == 0 && f.edit {
		out = append(out, page.Section{Title: v.t("plan.breakdown"), Note: v.partNote(f, t, "")})
	}
	return out
}

func (v *visit) partRow(f *planPage, part *plan.Target, x *plan.Indicator, wrong map[string]string) page.GridRow {
	name := "part." + string(part.ID)
	unit := v.measure(x)
	row := page.GridRow{Head: v.unitName(f.d.s, part.Unit), Note: part.Code}
	if !f.edit {
		row.Cells = []page.GridCell{{Text: v.figure(part.Value, x), Unit: unit}}
		return row
	}
	input := page.Field{Kind: page.KindNumber, Name: name, Label: row.Head, Value: v.typed(part.Value, x), Error: wrong[name]}
	if f.in != nil {
		input.Value = f.in.Parts[string(part.ID)]
	}
	row.Cells = []page.GridCell{{Input: &input, Unit: unit}}
	return row
}

// partNote links to a new part of the target.
func (v *visit) partNote(f *planPage, t *plan.Target, dimension string) page.Text {
	if !f.edit {
		return nil
	}
	q := url.Values{"parent_id": {string(t.ID)}, "programme_id": {string(t.Programme)}, "action_id": {string(t.Action)}, "indicator_id": {string(t.Indicator)}}
	if dimension != "" {
		q.Set("dimension", dimension)
	}
	return page.Text{{Text: v.t("plan.breakdown.note") + " "}, {Text: v.t("plan.breakdown.add"), URL: "/plan/target/new?" + q.Encode()}}
}
