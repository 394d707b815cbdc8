package web

import (
	"tupo/internal/access"
	"tupo/internal/httpx"
	"tupo/internal/web/page"
)

// publicRoutes are open to everybody: what is released to the public.
func (s *Site) publicRoutes(_, _ routeMaker) []httpx.Route {
	return []httpx.Route{{Method: "GET", Pattern: "/public", Permission: access.ViewPublicBoard, Handler: s.handle((*visit).public), Limited: true}}
}

// public lists the released targets with their lights.
func (v *visit) public() error {
	j, targets, err := v.site.App.Published(v.ctx, v.who.District)
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("public.title")), Heading: page.Heading{Title: v.t("public.title"),
		Standfirst: page.Plain(v.t("public.stand", "period", v.site.Words.Period(v.lang, j.At), "n", itoa(len(targets))))}}
	columns := []page.Column{{Label: v.t("col.target")}, {Label: v.t("col.light")}, {Label: v.t("col.year"), Numeric: true},
		{Label: v.t("col.planned"), Numeric: true}, {Label: v.t("col.actual"), Numeric: true}, {Label: v.t("about.source")}}
	var rows []page.Row
	s := j.Snapshot()
	for _, t := range targets {
		x, ok := s.Indicator(t.Indicator)
		r, judged := j.Result(t.ID)
		if !ok || !judged {
			continue
		}
		l := v.light(r.Light, v.why(r.Why, x))
		year := v.wanted(t, x)
		source := v.t("basis.none")
		if r.Basis != "" {
			source = v.basis(r.Basis)
		}
		if t.Specimen {
			source += " · " + v.t("frame.demo")
		}
		rows = append(rows, page.Row{ID: t.Code, Cells: []page.Cell{{Text: v.targetName(s, t, x), Note: v.actionName(s, t.Action)}, {Light: &l},
			{Text: year.Value, Unit: year.Unit}, {Text: v.figure(r.Planned, x)}, {Text: v.figure(r.Actual, x)}, {Text: source}}})
	}
	table := page.NewTable(columns, rows)
	table.Empty = page.Empty{Text: v.t("public.none")}
	p.Blocks = []page.Block{{Table: table}}
	return v.show(p)
}
