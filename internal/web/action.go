package web

import (
	"net/url"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

// actionPath is where an action's page is: at its code, or, where the code alone
// could mean another, at its programme's and its own.
func actionPath(s *board.Snapshot, id core.ActionID) string {
	return "/actions/" + url.PathEscape(s.Address(id))
}

// actionURL leads to an action's page.
func (v *visit) actionURL(s *board.Snapshot, id core.ActionID) string {
	return v.onBoard(actionPath(s, id))
}

// gapsURL leads to an action's gaps.
func (v *visit) gapsURL(s *board.Snapshot, id core.ActionID) string {
	return v.onBoard("/gaps?action=" + url.QueryEscape(s.Address(id)))
}

// action is the page of the action that the address means. An address from before
// another programme with the same codes ran asks which is meant.
func (v *visit) action() error {
	j, err := v.judged()
	if err != nil {
		return err
	}
	s := j.Snapshot()
	meant := s.ActionsAt(v.r.PathValue("code"))
	switch len(meant) {
	case 0:
		return access.Missing()
	case 1:
		return v.oneAction(j, meant[0])
	}
	return v.whichAction(j, meant)
}

// oneAction is the page of an action.
func (v *visit) oneAction(j app.Judged, a *plan.Action) error {
	s := j.Snapshot()
	group, _ := j.ActionGroup(a.ID)
	l := v.light(group.Light, "")
	p := page.Action{Frame: v.frame(v.named(a.Brief(), a.NameEn)), Heading: page.Heading{Kicker: v.programmeName(s.Book(), a.Programme),
		Title: v.numbered(a), Standfirst: page.Plain(v.longName(a)), Light: &l, Crumbs: []page.Link{{Text: v.t("nav.front"), URL: v.onBoard("/")}}}}
	v.dateFrame(&p.Frame, j, actionPath(s, a.ID))
	p.Facts = v.groupFacts(group)
	for i := range p.Facts {
		if p.Facts[i].Label == v.t("fact.unfiled") {
			p.Facts[i].Note = v.namesOf(s, j.Unfiled(a.ID))
		}
		if p.Facts[i].Label == v.t("fact.waiting") {
			p.Facts[i].Note = v.namesOf(s, j.Waiting(a.ID))
		}
	}
	if post, ok := s.Post(a.LeadPost); ok {
		p.Facts = append(p.Facts, v.leadFact(j, post))
	}
	if u := v.unitName(s, a.LeadUnit); u != "" {
		p.Facts = append(p.Facts, page.Fact{Label: v.t("fact.lead-unit"), Value: u, URL: v.unitURL(s, a.LeadUnit)})
	}
	for _, g := range j.Gaps() {
		if g.Action == a.ID && g.Parent == "" {
			story := v.storyOf(j, g)
			p.Story = &story
			break
		}
	}
	p.Targets = page.Block{Title: v.t("nav.targets"), Table: v.sorted(v.targetTable(j, s.TargetsOf(a.ID), v.targetName))}
	p.Tasks = v.taskList(j, s.TasksOfAction(a.ID))
	if a.Source != "" {
		p.Sources = v.sourceText(a.Source)
	}
	return v.show(p)
}

// longName is the action's name as its programme words it. It has one English
// name, which is the page's title.
func (v *visit) longName(a *plan.Action) string {
	if v.lang == i18n.EN && a.NameEn != "" {
		return ""
	}
	return a.Name
}

// whichAction lists the actions that an address may mean, each under its programme.
func (v *visit) whichAction(j app.Judged, meant []*plan.Action) error {
	s, code := j.Snapshot(), meant[0].Code
	p := page.List{Frame: v.frame(code), Heading: page.Heading{Title: v.t("action.which", "code", code), Standfirst: page.Plain(v.t("action.which.stand"))}}
	v.dateFrame(&p.Frame, j, "/actions/"+url.PathEscape(code))
	var rows []page.Row
	for _, a := range meant {
		group, _ := j.ActionGroup(a.ID)
		l := v.light(group.Light, "")
		rows = append(rows, page.Row{Cells: []page.Cell{{Text: v.numbered(a), URL: v.actionURL(s, a.ID)},
			{Text: v.programmeName(s.Book(), a.Programme)}, {Light: &l}}})
	}
	p.Blocks = []page.Block{{Table: page.NewTable([]page.Column{{Label: v.t("col.action")}, {Label: v.t("thing.programme")}, {Label: v.t("col.light")}}, rows)}}
	return v.show(p)
}
