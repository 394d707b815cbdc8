package web

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

type periodInput struct {
	Period core.Period `form:"period"`
}

// monthAsked is the month of the query, else the one that is due.
func (v *visit) monthAsked() (core.Period, error) {
	var in periodInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return core.Period{}, err
	}
	switch in.Period.Len() {
	case 1:
		return in.Period, nil
	case 0:
		return v.site.App.DueMonth(v.ctx, v.who)
	}
	return core.Period{}, errs.Field("period", "period.month-wanted")
}

// otherMonths leads to the same page for the other months of the year.
func (v *visit) otherMonths(path string, month core.Period) page.Brief {
	b := page.Brief{Title: v.t("months.other")}
	for _, m := range yearTo(v.site.App.Today(v.who.District), month) {
		if m != month {
			b.Items = append(b.Items, page.BriefItem{Text: v.site.Words.Period(v.lang, m), URL: path + "?period=" + m.String()})
		}
	}
	return b
}

// numbered renames the fields of faults that count what was given: “release.3”
// and “release.3.value” become what name makes of 2 (the count from 0).
func numbered(err error, kind string, name func(n int) string) error {
	var out []error
	for _, e := range errs.All(err) {
		renamed := *e
		if rest, ok := strings.CutPrefix(e.Field, kind+"."); ok {
			no, part, _ := strings.Cut(rest, ".")
			var n int
			if _, bad := fmt.Sscan(no, &n); bad == nil {
				renamed.Field = part
				if part == "" || part == "value" || part == "period" {
					renamed.Field = name(n - 1)
				}
			}
		}
		out = append(out, &renamed)
	}
	return errors.Join(out...)
}

// markGrid is mark for forms whose inputs stand in a grid.
func (v *visit) markGrid(f *page.Form, err error) {
	inputs := map[string]*page.Field{}
	heads := map[string]string{}
	for i := range f.Sections {
		if f.Sections[i].Grid == nil {
			continue
		}
		for _, row := range f.Sections[i].Grid.Rows {
			for _, cell := range row.Cells {
				if cell.Input != nil {
					inputs[cell.Input.Name], heads[cell.Input.Name] = cell.Input, row.Head
				}
			}
		}
	}
	var rest []error
	for _, e := range errs.All(err) {
		in := inputs[e.Field]
		if in == nil {
			rest = append(rest, e)
			continue
		}
		in.Error = v.fault(e)
		f.Problems = append(f.Problems, page.Problem{Text: v.t("sheets.fault", "field", heads[e.Field], "text", in.Error), URL: "#" + in.Key()})
	}
	v.mark(f, errors.Join(rest...))
}

type officialInput struct {
	Period   core.Period       `form:"period,required"`
	Basis    report.Basis      `form:"basis,required,oneof=official|published"`
	Vintage  report.Vintage    `form:"vintage,required,oneof=preliminary|revised|final"`
	Released string            `form:"released,required,max=40"`
	Source   string            `form:"source,required,max=200"`
	Reason   string            `form:"reason,max=1000"`
	Values   map[string]string `form:"value.,max=60"`
}

// official is the entry of a month's release by the competent department or the verifier.
func (v *visit) official() error {
	month, err := v.monthAsked()
	if err != nil {
		return err
	}
	p, err := v.officialPage(officialInput{Period: month, Basis: report.Official, Vintage: report.Preliminary}, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

// enterOfficial takes the cells that were filled in; empty ones say nothing.
func (v *visit) enterOfficial() error {
	var in officialInput
	err := httpx.DecodeForm(v.r, &in)
	n := 0
	if err == nil {
		n, err = v.enterReleases(in)
	}
	if err == nil {
		return v.seeOther("/official?period="+in.Period.String(), "official.entered", "n", itoa(n))
	}
	if !mendable(err) {
		return err
	}
	p, fault := v.officialPage(in, err)
	if fault != nil {
		return fault
	}
	return v.refuse(p, err)
}

func (v *visit) enterReleases(in officialInput) (int, error) {
	lines, err := v.site.App.Releases(v.ctx, v.who, in.Period)
	if err != nil {
		return 0, err
	}
	var all []app.Release
	var names []string
	for _, l := range lines {
		name := l.Key().Field()
		value := in.Values[strings.TrimPrefix(name, "value.")]
		if value == "" {
			continue
		}
		names = append(names, name)
		all = append(all, app.Release{Indicator: l.Indicator.ID, Unit: l.Unit.ID, Period: l.Period, Value: v.retyped(value, l.Indicator), Basis: in.Basis,
			Vintage: in.Vintage, Released: typedDate(in.Released), Source: in.Source})
	}
	err = v.site.App.EnterOfficial(v.ctx, v.who, in.Reason, all)
	return len(all), onceEach(numbered(err, "release", func(n int) string { return names[n] }))
}

// onceEach drops repeated faults of one field: a wrong day is wrong for every figure.
func onceEach(err error) error {
	seen := map[string]bool{}
	var out []error
	for _, e := range errs.All(err) {
		if id := e.Field + " " + e.Key; !seen[id] {
			seen[id] = true
			out = append(out, e)
		}
	}
	return errors.Join(out...)
}

func (v *visit) officialPage(in officialInput, err error) (page.FormPage, error) {
	if in.Period.IsZero() {
		return page.FormPage{}, err // nothing can be shown without its month
	}
	lines, fault := v.site.App.Releases(v.ctx, v.who, in.Period)
	if fault != nil {
		return page.FormPage{}, fault
	}
	p := page.FormPage{Frame: v.frame(v.t("official.link")), Heading: page.Heading{Kicker: v.site.Words.Period(v.lang, in.Period), Title: v.t("official.title"),
		Standfirst: page.Plain(v.t("official.stand")), Crumbs: []page.Link{{Text: v.t("nav.sheets"), URL: "/sheets"}}},
		Aside: []page.Brief{v.otherMonths("/official", in.Period)}}
	columns := []page.Column{{Label: v.t("sheet.indicator")}, {Label: v.t("col.operational"), Numeric: true}, {Label: v.t("official.now"), Numeric: true},
		{Label: v.t("official.new"), Numeric: true}, {Label: v.t("sheet.unit")}}
	var rows []page.GridRow
	for _, l := range lines {
		rows = append(rows, v.releaseRow(l, in))
	}
	if len(rows) == 0 {
		p.Form = page.Form{ID: "official", To: "/official", Warning: page.Plain(v.t("official.none"))}
		return p, nil
	}
	grid := page.NewGrid(columns, rows)
	grid.Caption = v.t("official.title")
	p.Form = page.Form{ID: "official", To: "/official", Hidden: []page.Hidden{{Name: "period", Value: in.Period.String()}},
		Sections: []page.Section{{Fields: v.releaseFields(in)}, {Grid: &grid, Note: page.Plain(v.t("official.paste"))}},
		Submits:  []page.Submit{{Text: v.t("official.enter"), Primary: true}}}
	v.markGrid(&p.Form, err)
	p.Heading.Buttons = v.askToReopen(in.Period, err)
	return p, nil
}

// askToReopen leads to the reopening that a refused correction wants: of the month,
// for the releasing account's own unit.
func (v *visit) askToReopen(month core.Period, err error) []page.Button {
	own := v.who.Actor.Account.Unit
	locked := slices.ContainsFunc(errs.All(err), func(e *errs.Error) bool { return e.Key == "report.vintage-locked" })
	s, fault := v.site.App.Seen(v.ctx, v.who)
	if !locked || fault != nil || !v.mayAt(access.AskReopening, own) {
		return nil
	}
	u, ok := s.Unit(own)
	if !ok {
		return nil
	}
	return []page.Button{{Text: v.t("reopening.ask"), URL: reopeningURL(u, month)}}
}

func (v *visit) releaseFields(in officialInput) []page.Field {
	basis := page.Field{Kind: page.KindSelect, Name: "basis", Label: v.t("official.basis"), Required: true, Short: true}
	for _, b := range []report.Basis{report.Official, report.Published} {
		basis.Options = append(basis.Options, page.Option{Value: string(b), Text: v.t("basis." + string(b)), Selected: b == in.Basis})
	}
	vintage := page.Field{Kind: page.KindSelect, Name: "vintage", Label: v.t("col.vintage"), Required: true, Short: true}
	for _, x := range []report.Vintage{report.Preliminary, report.Revised, report.Final} {
		vintage.Options = append(vintage.Options, page.Option{Value: string(x), Text: v.t("vintage." + string(x)), Selected: x == in.Vintage})
	}
	released := page.Field{Kind: page.KindDate, Name: "released", Label: v.t("official.released"), Required: true, Short: true, Value: string(typedDate(in.Released))}
	if _, err := core.ParseDate(released.Value); err != nil && released.Value != "" {
		released.Kind = page.KindText
	}
	source := page.Field{Kind: page.KindText, Name: "source", Label: v.t("official.source"), Help: v.t("official.source.help"), Required: true, Value: in.Source}
	reason := page.Field{Kind: page.KindText, Name: "reason", Label: v.t("official.reason"), Help: v.t("official.reason.help"), Value: in.Reason}
	return []page.Field{basis, vintage, released, source, reason}
}

func (v *visit) releaseRow(l app.ReleaseLine, in officialInput) page.GridRow {
	x, name := l.Indicator, l.Key().Field()
	there := l.Official
	if in.Basis == report.Published {
		there = l.Published
	}
	now := v.figure(there.Value, x)
	if there.Vintage != "" {
		now += " " + v.t("vintage."+string(there.Vintage))
	}
	label := v.named(x.Name, x.NameEn)
	return page.GridRow{Head: label, Note: v.named(l.Unit.Name, l.Unit.NameEn) + " · " + v.site.Words.Period(v.lang, l.Period), Cells: []page.GridCell{
		{Text: v.figure(l.Operational.Value, x)}, {Text: now},
		{Input: v.figureField(name, label, v.retyped(in.Values[strings.TrimPrefix(name, "value.")], x), x)},
		{Text: v.measure(x)}}}
}
