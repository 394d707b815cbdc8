package web

import (
	"net/url"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/meeting"
	"tupo/internal/web/page"
)

func (v *visit) directives() error {
	all, err := v.site.App.Directives(v.ctx, v.who)
	if err != nil {
		return err
	}
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("directives.title")), Heading: page.Heading{Title: v.t("directives.title"),
		Standfirst: page.Plain(v.t("directives.lead")), Crumbs: []page.Link{{Text: v.t("nav.documents"), URL: "/documents"}}}}
	var rows []page.Row
	today := v.site.App.Today(v.who.District)
	for _, d := range all {
		due := v.site.Words.Date(v.lang, d.Due)
		if d.Due == "" {
			due = orText(d.Deadline, i18n.Unknown)
		}
		text := page.Cell{Text: d.Text, Head: true}
		if d.Subject != "" {
			text.Note = v.t("directives.subject", "subject", v.unitsNamed(s, d.Subject))
		}
		if d.Deliverable != "" {
			text.Note = strings.TrimSpace(text.Note + "　" + v.t("directives.deliverable", "deliverable", d.Deliverable))
		}
		state := page.Cell{Text: v.t("directive-state." + string(d.State))}
		if d.State == meeting.DirectiveDraft && v.may(access.IssueDirective) {
			state.Text, state.URL, state.Tone = v.t("directive.to-register"), "/directives/"+url.PathEscape(d.Code), page.ToneBehind
		}
		if closer := v.unitName(s, d.Closer); closer != "" {
			state.Note = v.t("directives.closer", "unit", closer)
		}
		tone := page.Tone("")
		if n := d.DaysLate(today); n > 0 {
			tone, state.Note = page.ToneFar, strings.TrimSpace(v.t("directives.overdue", "n", itoa(n))+" "+state.Note)
		}
		rows = append(rows, page.Row{ID: d.Code, Tone: tone, Cells: []page.Cell{
			{Text: d.Code, URL: "/directives/" + url.PathEscape(d.Code)}, text, {Text: orText(v.unitName(s, d.Lead), i18n.Unknown)}, {Text: due},
			state, v.sourceCell(d.Source)}})
	}
	table := page.NewTable([]page.Column{{Label: v.t("directives.code")}, {Label: v.t("directives.text")}, {Label: v.t("directives.unit")},
		{Label: v.t("directives.due")}, {Label: v.t("directives.state")}, {Label: v.t("directives.source"), Minor: true}}, rows)
	table.Empty = page.Empty{Text: v.t("directives.none")}
	p.Blocks = []page.Block{{Table: table}}
	return v.show(p)
}

// sourceCell links to the words an object comes from.
func (v *visit) sourceCell(source string) page.Cell {
	ref, err := core.ParseRef(source)
	switch {
	case err == nil && ref.Kind == "fact" && v.may(access.ViewDocument):
		return page.Cell{Text: v.t("source.words"), URL: "/facts/" + url.PathEscape(ref.ID)}
	case err == nil && ref.Kind != "":
		return page.Cell{Text: v.t("source.words")}
	}
	return page.Cell{Text: v.term(source)}
}

// historyURL leads to an object's history, for those who may read histories.
func (v *visit) historyURL(ref string) string {
	if !v.may(access.ViewHistory) {
		return ""
	}
	return "/history?ref=" + url.QueryEscape(ref)
}
