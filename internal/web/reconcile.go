package web

import (
	"slices"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

// reconciliation shows where a month's operational and official figures differ.
func (v *visit) reconciliation() error {
	month, err := v.monthAsked()
	if err == nil && v.r.URL.Query().Get("period") == "" {
		month, err = v.lastOfficial(month)
	}
	if err != nil {
		return err
	}
	p, err := v.reconciliationPage(month, nil, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

// lastOfficial is the newest month with official figures, which alone can be
// reconciled; month where there are none.
func (v *visit) lastOfficial(month core.Period) (core.Period, error) {
	all, err := v.site.App.OfficialMonths(v.ctx, v.who)
	if err != nil || len(all) == 0 {
		return month, err
	}
	return all[0], nil
}

type explainInput struct {
	Period core.Period                       `form:"period,required"`
	Causes map[string]report.DifferenceCause `form:"cause.,max=20"`
	Notes  map[string]string                 `form:"why.,max=500"`
}

func (v *visit) explain() error {
	var in explainInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	rows, err := v.site.App.Reconcile(v.ctx, v.who, in.Period)
	if err != nil {
		return err
	}
	var all []report.Difference
	var keys []string
	for _, r := range rows {
		key := pairKey(r)
		d := report.Difference{Indicator: r.Indicator, Unit: r.Unit, Period: r.Period.String(), Cause: in.Causes[key], Note: in.Notes[key]}
		_, asked := in.Causes[key]
		if !asked || !r.MayExplain || d.Cause == r.Explained.Cause && d.Note == r.Explained.Note {
			continue
		}
		all, keys = append(all, d), append(keys, key)
	}
	if err := v.site.App.Explain(v.ctx, v.who, all...); err != nil {
		if !mendable(err) {
			return err
		}
		p, fault := v.reconciliationPage(in.Period, &in, numbered(err, "difference", func(n int) string { return "cause." + keys[n] }))
		if fault != nil {
			return fault
		}
		return v.refuse(p, err)
	}
	return v.seeOther("/reconciliation?period="+in.Period.String(), "reconciliation.saved", "n", itoa(len(all)))
}

func pairKey(r app.Reconciled) string { return string(r.Indicator) + "." + string(r.Unit) }

func (v *visit) reconciliationPage(month core.Period, typed *explainInput, err error) (page.FormPage, error) {
	rows, fault := v.site.App.Reconcile(v.ctx, v.who, month)
	if fault != nil {
		return page.FormPage{}, fault
	}
	s, fault := v.site.App.Seen(v.ctx, v.who)
	if fault != nil {
		return page.FormPage{}, fault
	}
	period := v.site.Words.Period(v.lang, month)
	p := page.FormPage{Frame: v.frame(v.t("reconciliation.link")), Heading: page.Heading{Kicker: period, Title: v.t("reconciliation.title", "n", itoa(differing(rows))),
		Standfirst: page.Plain(v.t("reconciliation.stand")), Crumbs: []page.Link{{Text: v.t("nav.sheets"), URL: "/sheets"}}},
		Aside: []page.Brief{v.otherMonths("/reconciliation", month)}}
	official, fault := v.site.App.OfficialMonths(v.ctx, v.who)
	if fault != nil {
		return page.FormPage{}, fault
	}
	if !slices.Contains(official, month) {
		p.Heading.Title = v.t("reconciliation.none")
	}
	p.Form = page.Form{ID: "reconciliation", To: "/reconciliation", Hidden: []page.Hidden{{Name: "period", Value: month.String()}}}
	columns := []page.Column{{Label: v.t("sheet.indicator")}, {Label: v.t("col.operational"), Numeric: true}, {Label: v.t("col.official"), Numeric: true},
		{Label: v.t("sheets.col.difference"), Numeric: true}, {Label: v.t("question.cause")}, {Label: v.t("sheets.col.note")}}
	var grid []page.GridRow
	mayExplain := false
	for _, r := range rows {
		x, ok := s.Indicator(r.Indicator)
		if !ok {
			continue
		}
		mayExplain = mayExplain || r.MayExplain
		grid = append(grid, v.reconciledRow(r, x, v.unitName(s, r.Unit), typed))
	}
	if len(grid) > 0 {
		g := page.NewGrid(columns, grid)
		g.Caption = v.t("reconciliation.link")
		p.Form.Sections = []page.Section{{Grid: &g}}
	}
	if mayExplain {
		p.Form.Submits = []page.Submit{{Text: v.t("form.save"), Primary: true}}
	}
	v.markGrid(&p.Form, err)
	return p, nil
}

// differing counts the pairs that differ now.
func differing(rows []app.Reconciled) int {
	n := 0
	for _, r := range rows {
		if r.State != app.Settled {
			n++
		}
	}
	return n
}

func (v *visit) reconciledRow(r app.Reconciled, x *plan.Indicator, unit string, typed *explainInput) page.GridRow {
	key := pairKey(r)
	cause, note := r.Explained.Cause, r.Explained.Note
	if typed != nil {
		cause, note = typed.Causes[key], typed.Notes[key]
	}
	tone := page.ToneBehind
	if r.State == app.Explained || r.State == app.Settled {
		tone = ""
	}
	place := unit + " · " + v.site.Words.Period(v.lang, r.Period)
	if r.State == app.Overtaken || r.State == app.Settled {
		place = v.noted(place, v.t("difference-state."+string(r.State), "was", v.signed(r.Was, x)+" "+v.differenceUnit(x)))
	}
	row := page.GridRow{Head: v.named(x.Name, x.NameEn), Note: place, Cells: []page.GridCell{
		{Text: v.figure(r.Operational, x)}, {Text: v.figure(r.Official, x)}, {Text: v.signed(r.Difference, x), Unit: v.differenceUnit(x), Tone: tone}, {}, {}}}
	if !r.MayExplain {
		row.Cells[4].Text = r.Explained.Note
		row.Cells[3].Text = i18n.Unknown
		if r.Explained.Cause != "" {
			row.Cells[3].Text = v.t("difference." + string(r.Explained.Cause))
		}
		return row
	}
	causes := []page.Option{{Text: v.t("sheets.choose"), Selected: cause == ""}}
	for _, c := range []report.DifferenceCause{report.LateEntry, report.ScopeDiffer, report.WasRevised, report.WasError} {
		causes = append(causes, page.Option{Value: string(c), Text: v.t("difference." + string(c)), Selected: c == cause})
	}
	row.Cells[3].Input = &page.Field{Kind: page.KindSelect, Name: "cause." + key, Label: v.t("question.cause"), Options: causes}
	row.Cells[4].Input = &page.Field{Kind: page.KindArea, Rows: "1", Name: "why." + key, Label: v.t("sheets.col.note"), Value: note}
	return row
}

// differenceUnit names the unit of a difference: shares differ by points, a yes from a
// no by one thing.
func (v *visit) differenceUnit(x *plan.Indicator) string {
	switch {
	case lexicon.IsShare(x.Measure()):
		return v.site.Words.UnitName(v.lang, "个百分点")
	case x.Accumulation == plan.YesNo:
		return v.site.Words.UnitName(v.lang, "项")
	}
	return v.site.Words.UnitName(v.lang, x.Measure())
}
