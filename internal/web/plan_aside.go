package web

import (
	"net/url"
	"strconv"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/web/page"
)

// planAside adds what belongs to the object: its state, its source, its parts.
func (v *visit) planAside(f *planPage, p *page.FormPage) {
	switch r := f.row.(type) {
	case *plan.Unit:
		if r.ID != "" {
			v.unitAside(f, r, p)
		}
	case *plan.Post:
		if r.ID != "" {
			v.postAside(f, r, p)
		}
	case *plan.Programme:
		if r.ID != "" {
			v.programmeAside(f, r, p)
		}
		p.Facts = append(p.Facts, v.sourceFact(r.Source)...)
	case *plan.Action:
		p.Facts = append(p.Facts, v.sourceFact(r.Source)...)
		if r.ID != "" {
			p.Aside = append(p.Aside, v.related(f, "task", "action_id", string(r.ID)), v.related(f, "target", "action_id", string(r.ID)))
		}
	case *plan.Task:
		p.Facts = append(p.Facts, v.sourceFact(r.Source)...)
		if r.ID != "" {
			p.Aside = append(p.Aside, v.related(f, "milestone", "task_id", string(r.ID)))
		}
	case *plan.Target:
		p.Facts = append(p.Facts, v.sourceFact(r.Source)...)
		if r.ID != "" && !f.draft(r.Programme) && v.may(access.ProposeTargetChange) {
			p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("target.change"), URL: "/plan/changes/new?target=" + url.QueryEscape(r.Code)})
		}
	case *plan.Indicator:
		if r.ID != "" {
			p.Aside = append(p.Aside, v.related(f, "target", "indicator_id", string(r.ID)))
		}
	}
}

// unitAside shows the names the unit bore, and the ways to change it by date.
func (v *visit) unitAside(f *planPage, r *plan.Unit, p *page.FormPage) {
	former := page.Brief{Title: v.t("reform.former"), Empty: v.t("reform.former.none")}
	for _, n := range f.book.Names {
		if n.Unit == r.ID {
			former.Items = append(former.Items, page.BriefItem{Text: v.named(n.Name, n.NameEn), Note: v.t("reform.until", "date", v.site.Words.Date(v.lang, n.Until))})
		}
	}
	p.Aside = append(p.Aside, former, v.related(f, "post", "unit_id", string(r.ID)))
	if !f.edit || r.Parent == "" || r.To != "" {
		return
	}
	for _, deed := range []string{"rename", "merge", "split"} {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("reform." + deed), URL: "/plan/units/" + deed + "?units=" + url.QueryEscape(r.Code)})
	}
}

// postAside lists who held the post.
func (v *visit) postAside(f *planPage, r *plan.Post, p *page.FormPage) {
	if !v.mayAt(access.ViewPersons, r.Unit) {
		return
	}
	b, err := v.holdersBrief(f, r.ID)
	if err != nil {
		v.site.Log.Error("holders of a post", "error", err)
		return
	}
	p.Aside = append(p.Aside, b)
}

func (v *visit) sourceFact(source string) []page.Fact {
	cell := v.sourceCell(source)
	if cell.Text == "" {
		return nil
	}
	return []page.Fact{{Label: v.t("column.source"), Value: cell.Text, URL: cell.URL}}
}

// related lists the objects that hang on this one, and the way to add one.
func (v *visit) related(f *planPage, kind, column, id string) page.Brief {
	b := page.Brief{Title: v.t("table." + kind), Empty: v.t("plan.none")}
	for _, row := range rowsOf(&f.book, kind) {
		if textOf(row, column) != id {
			continue
		}
		ref := record.RefOf(row)
		text := orText(f.d.object(kind, ref.ID), v.named(textOf(row, "name"), textOf(row, "name_en")))
		note := f.d.value(kind, "due_on", textOf(row, "due_on"), nil)
		b.Items = append(b.Items, page.BriefItem{Text: text, URL: "/plan/" + kind + "/" + ref.ID, Note: note})
	}
	if f.edit {
		b.More = &page.Link{Text: v.t("plan.new", "what", v.thingWithin(kind)), URL: "/plan/" + kind + "/new?" + column + "=" + url.QueryEscape(id)}
	}
	return b
}

// programmeAside shows the state, and the one way on from it.
func (v *visit) programmeAside(f *planPage, r *plan.Programme, p *page.FormPage) {
	e, _ := enumOf("programme", "state")
	p.Facts = append(p.Facts, page.Fact{Label: v.label("programme", "state"), Value: v.word(e, string(r.State))})
	count := 0
	for _, t := range f.book.Targets {
		if t.Programme == r.ID {
			count++
		}
	}
	p.Facts = append(p.Facts, page.Fact{Label: v.t("table.target"), Value: strconv.Itoa(count)})
	if none := v.ownerless(f, r.ID); len(none.Items) > 0 {
		p.Aside = append(p.Aside, none)
	}
	next := map[plan.State]plan.State{plan.Draft: plan.Active, plan.Active: plan.Closed}[r.State]
	if !f.edit || next == "" {
		return
	}
	form := page.Form{ID: "state", To: "/plan/state", Hidden: []page.Hidden{{Name: "id", Value: string(r.ID)}, {Name: "state", Value: string(next)}},
		Warning: page.Plain(v.t("plan.warn." + string(next))), Submits: []page.Submit{{Text: v.t("plan.to." + string(next))}}}
	if next == plan.Closed {
		form.Sections = []page.Section{{Title: v.t("plan.to.closed"), Fields: []page.Field{{Kind: page.KindText, Name: "reason", ID: "f-close-reason", Label: v.t("plan.reason"), Required: true}}}}
	} else {
		form.Sections = append([]page.Section{{Title: v.t("plan.to.active")}}, v.loose(f, r.ID)...)
	}
	p.Second = &form
}

// ownerlessAtOnce is how many targets without an owner a programme's page shows unasked.
const ownerlessAtOnce = 50

// ownerless lists the targets of a programme that nobody answers for, so that somebody
// is set: the first of them with their number, or all where the address asks for them.
func (v *visit) ownerless(f *planPage, id core.ProgrammeID) page.Brief {
	units := map[core.UnitID]*plan.Unit{}
	for i := range f.book.Units {
		units[f.book.Units[i].ID] = &f.book.Units[i]
	}
	var all []*plan.Target
	for i := range f.book.Targets {
		if t := &f.book.Targets[i]; t.Programme == id && t.Ownerless(units[t.Unit]) {
			all = append(all, t)
		}
	}
	b := page.Brief{Title: v.t("ownerless.title"), Note: i18n.Count(int64(len(all)))}
	if len(all) > ownerlessAtOnce && v.r.URL.Query().Get("ownerless") != "all" {
		b.More = &page.Link{Text: v.t("ownerless.all", "n", b.Note), URL: "/plan/programme/" + string(id) + "?ownerless=all"}
		all = all[:ownerlessAtOnce]
	}
	for _, t := range all {
		b.Items = append(b.Items, page.BriefItem{Text: f.d.object("target", string(t.ID)), URL: "/plan/target/" + string(t.ID)})
	}
	return b
}

// loose lists what a draft would start with although it is probably not meant, and
// asks for a tick.
func (v *visit) loose(f *planPage, id core.ProgrammeID) []page.Section {
	open, err := v.site.App.Unsettled(v.ctx, v.who, id)
	if err != nil {
		v.site.Log.Error("what is unsettled in a programme", "error", err)
	}
	if len(open) == 0 {
		return nil
	}
	var rows []page.GridRow
	for _, x := range open {
		row := page.GridRow{Head: orText(f.d.object(x.Kind, x.ID), x.Code), Cells: []page.GridCell{{Text: v.label(x.Kind, x.Field)}, {Text: v.t(x.Key, x.Args...)}}}
		if _, known := planKindOf(x.Kind); known {
			row.URL = "/plan/" + x.Kind + "/" + url.PathEscape(x.ID)
		}
		rows = append(rows, row)
	}
	grid := page.NewGrid([]page.Column{{Label: v.t("plan.unsettled.row")}, {Label: v.t("plan.unsettled.field")}, {Label: v.t("plan.unsettled.what")}}, rows)
	grid.Caption = v.t("plan.unsettled.title", "n", itoa(len(open)))
	return []page.Section{{Title: grid.Caption, Note: page.Plain(v.t("plan.unsettled.note")), Grid: &grid},
		{Fields: []page.Field{{Kind: page.KindCheck, Name: "anyway", Label: v.t("plan.unsettled.anyway"), Required: true}}}}
}
