package web

import (
	"net/url"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

// quotes sets the sentences from which an object was made, each leading to its place in
// the document.
func (v *visit) quotes(ref core.Ref) ([]page.Quote, error) {
	all, err := v.site.App.Quotes(v.ctx, v.who, ref)
	return v.quoted(all), err
}

// quoted sets sentences of documents.
func (v *visit) quoted(all []app.Quote) []page.Quote {
	var out []page.Quote
	for _, q := range all {
		said := page.Quote{Before: q.Before, Text: q.Fact.Text, After: q.After, URL: factURL(q.Fact.ID),
			From: v.cited(q.Document)}
		if q.Page > 0 {
			said.Page = &page.Link{Text: v.site.Words.Page(v.lang, q.Page, ""), URL: pageURL(q.Document.ID, q.Page, q.Fact.ID) + "#mark"}
		}
		out = append(out, said)
	}
	return out
}

// cited names a document as a source, with its day where that is known.
func (v *visit) cited(d document.Document) string {
	if d.Date == "" {
		return v.t("words.undated", "title", d.Title)
	}
	return v.t("words.from", "title", d.Title, "date", v.site.Words.Date(v.lang, d.Date))
}

func factURL(id core.FactID) string { return "/facts/" + url.PathEscape(string(id)) }

// wordsOf leads from an object's source to the words that say it; "" where it has none
// or they are not for this reader.
func (v *visit) wordsOf(source string) string {
	ref, err := core.ParseRef(source)
	if err != nil || ref.Kind != "fact" || !v.may(access.ViewDocument) {
		return ""
	}
	return factURL(core.FactID(ref.ID))
}

// publishedAtOnce is how many published figures are listed.
const publishedAtOnce = 500

// publishedFigures lists the figures that documents gave, each with the words it comes from.
func (v *visit) publishedFigures() error {
	all, err := v.site.App.PublishedFigures(v.ctx, v.who)
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("published.title")), Heading: page.Heading{Title: v.t("published.title"),
		Standfirst: page.Plain(v.t("published.lead")), Crumbs: []page.Link{{Text: v.t("nav.documents"), URL: "/documents"}}}}
	var rows []page.Row
	for _, o := range all[:min(len(all), publishedAtOnce)] {
		rows = append(rows, v.publishedRow(o))
	}
	table := page.NewTable([]page.Column{{Label: v.t("col.period"), Sort: "period"}, {Label: v.t("published.indicator"), Sort: "name"}, {Label: v.t("col.unit"), Sort: "unit"}, {Label: v.t("published.figure"), Numeric: true},
		{Label: v.t("col.official"), Numeric: true}, {Label: v.t("col.vintage"), Minor: true}, {Label: v.t("published.out"), Minor: true}}, rows)
	table.Empty = page.Empty{Text: v.t("published.none")}
	p.Blocks = []page.Block{{Table: v.sorted(table)}}
	if len(all) > publishedAtOnce {
		p.Pager = &page.Pager{Text: v.t("published.range", "n", i18n.Count(publishedAtOnce), "all", i18n.Count(int64(len(all))))}
	}
	return v.show(p)
}

func (v *visit) publishedRow(o app.PublishedFigure) page.Row {
	x := o.Indicator
	figure := page.Cell{Text: v.amount(o.Value, x), URL: v.wordsOf(o.Source)}
	official := page.Cell{}
	if o.Official.Indicator != "" {
		official.Text = v.amount(o.Official.Value, x)
		if o.Official.Value != o.Value {
			official.Tone = page.ToneBehind
		}
	}
	name := v.named(x.Name, x.NameEn)
	vintage := ""
	if o.Vintage != "" {
		vintage = v.t("vintage." + string(o.Vintage))
	}
	return page.Row{Cells: []page.Cell{{Text: v.covered(x, o.Period), Key: page.CodeKey(o.Period)}, {Text: name, Head: true, Note: x.Code, Key: page.CodeKey(name)},
		{Text: v.named(o.Unit.Name, o.Unit.NameEn), Key: page.CodeKey(o.Unit.Code)}, figure, official, {Text: vintage}, {Text: v.site.Words.Date(v.lang, o.Released)}}}
}

// covered names the months that a figure speaks of: those of an amount or a growth that
// is reckoned from the year's beginning are all that have passed.
func (v *visit) covered(x *plan.Indicator, period string) string {
	p, err := core.ParsePeriod(period)
	if err == nil && (x.Accumulation == plan.Cumulative || x.Accumulation == plan.Growth) {
		return v.site.Words.Period(v.lang, core.Months(int(p.Year), 1, int(p.To)))
	}
	return v.periodText(period)
}
