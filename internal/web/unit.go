package web

import (
	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/web/page"
)

// units rolls up by unit and by zone.
func (v *visit) units() error {
	j, err := v.judged()
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("nav.units")), Heading: page.Heading{Title: v.t("units.title")}}
	v.dateFrame(&p.Frame, j, "/units")
	units := v.inOrder(j.Snapshot().Book().Units)
	for _, kind := range []plan.UnitKind{plan.UnitZone, plan.UnitDepartment, plan.UnitTown, plan.UnitEnterprise, plan.UnitTaskForce} {
		var rows []page.Row
		for _, u := range units {
			if u.Kind == kind && !u.Ended(j.Day) {
				rows = append(rows, v.unitRow(j, u))
			}
		}
		if len(rows) > 0 {
			p.Blocks = append(p.Blocks, page.Block{ID: string(kind), Title: v.t("unit-kind." + string(kind)), Table: v.sorted(page.NewTable(v.unitColumns(), rows)), Level: true})
		}
	}
	return v.show(p)
}

func (v *visit) unitColumns() []page.Column {
	return []page.Column{{Label: v.t("col.unit"), Sort: "name"}, {Label: v.t("col.light"), Sort: sortLight}, {Label: v.t("col.completion"), Numeric: true, Sort: "completion"},
		{Label: v.t("col.on-track"), Numeric: true, Sort: "on-track"}, {Label: v.t("col.unfiled"), Numeric: true, Sort: "unfiled"}, {Label: v.t("col.tasks"), Numeric: true, Minor: true, Sort: "tasks"}}
}

func (v *visit) unitRow(j app.Judged, u plan.Unit) page.Row {
	s := j.Snapshot()
	g := j.UnitGroup(append([]core.UnitID{u.ID}, s.Below(u.ID)...)...)
	l, tasks := v.light(g.Light, ""), len(s.TasksOfUnit(u.ID))
	unfiled := page.Cell{Text: i18n.Unknown, Key: page.NumberKey(int64(g.Unfiled), true)}
	completion := page.Cell{Text: share(g.Completion, 0), Key: shareKey(g.Completion)}
	if n := g.Schedule.Unverified; n > 0 {
		completion.Note = v.t("strip.unverified", "n", itoa(n))
	}
	if g.Unfiled > 0 {
		unfiled.Text, unfiled.Tone = itoa(g.Unfiled), page.ToneFar
	}
	if g.Waiting > 0 {
		unfiled.Note = v.t("strip.waiting", "n", itoa(g.Waiting))
	}
	return page.Row{ID: u.Code, Cells: []page.Cell{{Text: v.named(u.Name, u.NameEn), URL: v.onBoard("/units/" + u.Code)}, {Light: &l, Key: lightKey(g.Light)}, completion,
		{Text: v.t("count.of", "n", itoa(g.On()), "all", itoa(g.Targets())), Key: page.NumberKey(int64(g.On())*progress.Whole/int64(max(g.Targets(), 1)), g.Targets() > 0)},
		unfiled, {Text: itoa(tasks), Key: page.NumberKey(int64(tasks), true)}}}
}

func (v *visit) unit() error {
	j, err := v.judged()
	if err != nil {
		return err
	}
	s := j.Snapshot()
	for _, u := range s.Book().Units {
		if u.Code != v.r.PathValue("code") {
			continue
		}
		g := j.UnitGroup(append([]core.UnitID{u.ID}, s.Below(u.ID)...)...)
		l := v.light(g.Light, "")
		p := page.Action{Frame: v.frame(v.named(u.Name, u.NameEn)), Heading: page.Heading{Kicker: v.t("unit-kind." + string(u.Kind)),
			Title: v.named(u.Name, u.NameEn), Light: &l, Crumbs: []page.Link{{Text: v.t("nav.units"), URL: v.onBoard("/units")}}}}
		v.dateFrame(&p.Frame, j, "/units/"+u.Code)
		p.Facts = append(v.groupFacts(g), v.endFacts(s, u)...)
		if v.mayAt(access.ViewReport, u.ID) {
			p.Heading.Buttons = []page.Button{{Text: v.t("unit.sheet"), URL: "/sheets/" + u.Code + "/" + j.At.String()}}
		}
		p.Targets = page.Block{Title: v.t("nav.targets"), Table: v.sorted(v.targetTable(j, s.TargetsOfUnit(u.ID), v.targetName))}
		p.Tasks = v.taskList(j, s.TasksOfUnit(u.ID))
		return v.show(p)
	}
	return access.Missing()
}
