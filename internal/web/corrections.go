package web

import (
	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/web/page"
)

// corrections lists every correction that the reader may see, the newest first.
func (v *visit) corrections() error {
	j, err := v.judged()
	if err != nil {
		return err
	}
	all, err := v.site.App.Corrections(v.ctx, v.who, j)
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("corrections.title")), Heading: page.Heading{Title: v.t("corrections.title"),
		Standfirst: page.Plain(v.t("corrections.stand", "n", itoa(len(all)))), Crumbs: []page.Link{{Text: v.t("nav.front"), URL: v.onBoard("/")}}}}
	v.dateFrame(&p.Frame, j, "/corrections")
	columns := []page.Column{{Label: v.t("col.unit"), Sort: "name"}, {Label: v.t("col.period"), Sort: "period"}, {Label: v.t("corrections.reason")},
		{Label: v.t("corrections.revision"), Numeric: true, Sort: "revision"}, {Label: v.t("corrections.when"), Sort: "when"}}
	var rows []page.Row
	for _, c := range all {
		rows = append(rows, v.correctionRow(j, c))
	}
	table := page.NewTable(columns, rows)
	table.Empty = page.Empty{Text: v.t("brief.traces.none")}
	p.Blocks = []page.Block{{Table: v.sorted(table)}}
	return v.show(p)
}

func (v *visit) correctionRow(j app.Judged, c app.Correction) page.Row {
	url := ""
	if v.mayAt(access.ViewHistory, c.Unit) {
		url = correctionURL(c)
	}
	return page.Row{Cells: []page.Cell{{Text: v.unitName(j.Snapshot(), c.Unit), URL: url, Note: v.correctedFigure(j, c)}, {Text: v.periodText(c.Period), Key: page.CodeKey(c.Period)},
		{Text: c.Reason}, {Text: itoa(c.Revision), Key: page.NumberKey(c.Revision, true)}, {Text: v.clock(c.At), Key: page.NumberKey(int64(c.At), true)}}}
}

// correctionURL leads to the history of what was corrected.
func correctionURL(c app.Correction) string { return "/history?ref=" + c.Ref.String() }

// correctedFigure names the released figure that was corrected; "" of a sheet.
func (v *visit) correctedFigure(j app.Judged, c app.Correction) string {
	x, ok := j.Snapshot().Indicator(c.Indicator)
	if !ok {
		return ""
	}
	return v.named(x.Name, x.NameEn)
}
