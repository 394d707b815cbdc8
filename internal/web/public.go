package web

import (
	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/progress"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

// publicRoutes are open to everybody: what is released to the public.
func (s *Site) publicRoutes(_, _ routeMaker) []httpx.Route {
	return []httpx.Route{{Method: "GET", Pattern: "/public", Permission: access.ViewPublicBoard, Handler: s.handle((*visit).public), Limited: true}}
}

// public lists the released targets, each with its last figure that is out and
// the light that follows from it: the same page for every reader.
func (v *visit) public() error {
	out, err := v.site.App.Published(v.ctx, v.who.District)
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("public.title")), Heading: page.Heading{Title: v.t("public.title"),
		Standfirst: page.Plain(v.t("public.stand", "n", itoa(len(out.Targets))))}}
	if !v.logged {
		p.Heading.Buttons = []page.Button{{Text: v.t("public.login"), URL: "/login"}}
	}
	columns := []page.Column{{Label: v.t("col.target")}, {Label: v.t("col.light")}, {Label: v.t("col.year"), Numeric: true},
		{Label: v.t("col.period"), Whole: true}, {Label: v.t("col.planned"), Numeric: true}, {Label: v.t("col.actual"), Numeric: true}, {Label: v.t("about.source")}}
	var rows []page.Row
	for _, t := range out.Targets {
		rows = append(rows, v.publicRow(out, t))
	}
	table := page.NewTable(columns, rows)
	table.Empty = page.Empty{Text: v.t("public.none")}
	p.Blocks = []page.Block{{Table: table}}
	return v.show(p)
}

// publicRow shows no light where no figure is out: “not filed” or “in question”
// would tell what is not released.
func (v *visit) publicRow(out app.Public, t app.PublicTarget) page.Row {
	x, r, s := t.Indicator, t.Result, out.Seen
	year := v.wanted(t.Target, x)
	cells := []page.Cell{{Text: v.targetName(s, t.Target, x), Note: v.actionName(s, t.Target.Action)}, {Text: i18n.Unknown},
		{Text: year.Value, Unit: year.Unit}, {Text: i18n.Unknown}, {Text: i18n.Unknown}, {Text: i18n.Unknown}, {Text: v.t("public.no-figure")}}
	if r.Phase == progress.Judged {
		l := v.judgedLight(&r, v.why(&r, x))
		source := v.basis(r.Basis)
		if r.Basis == report.Operational {
			source = v.t("public.verified", "basis", source)
		}
		if t.Target.Specimen {
			source += " · " + v.t("frame.demo")
		}
		cells[1], cells[3] = page.Cell{Light: &l}, page.Cell{Text: v.through(r.Period)}
		cells[4], cells[5], cells[6] = page.Cell{Text: v.planned(&r, x).Value}, page.Cell{Text: v.figure(r.Actual, x)}, page.Cell{Text: source}
	}
	return page.Row{ID: t.Target.Code, Cells: cells}
}
