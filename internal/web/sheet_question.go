package web

import (
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

// change is the step from the period before to the figure that stands in the
// cell: the typed one where figures are typed.
func (f *filler) change(l app.SheetLine, in app.FilingLine) string {
	var now core.Quantity
	switch {
	case l.Indicator.Accumulation == plan.YesNo:
		return "" // a yes after a no is told by itself
	case f.edit:
		now, _ = app.ReadFigure(l.Key(), in.Value, l.Indicator)
	case l.Filed != nil:
		now = l.Filed.Value
	}
	diff, err := now.Sub(l.Previous.Value)
	if err != nil || !diff.Known() {
		return ""
	}
	return f.signed(diff, l.Indicator)
}

// calculated says what rate follows from its parts, and how; "" where nothing does.
func (f *filler) calculated(k app.LineKey) string {
	c, ok := f.rates[k]
	if !ok {
		return ""
	}
	return f.t("sheet.calculated", c.Args()...)
}

// misread says beside the cell that what is typed is no figure: a draft keeps it
// all the same.
func (f *filler) misread(l app.SheetLine, in app.FilingLine) string {
	_, err := app.ReadFigure(l.Key(), in.Value, l.Indicator)
	for _, e := range errs.All(err) {
		return f.fault(e)
	}
	return ""
}

// question is asked of a doubted figure: with inputs while it is open, else with
// the answer as given.
func (f *filler) question(l app.SheetLine, in app.FilingLine) *page.Question {
	k := l.Key()
	asked := f.doubts[k]
	doubt := asked.Doubt
	settled := l.Filed != nil && l.Filed.Doubt != report.NoDoubt && l.Indicator.Shown(l.Filed.Value).String() == in.Value
	if settled && (!f.edit || l.Filed.Standing == report.Verified || doubt == report.NoDoubt) {
		q := f.answered(l)
		return &q
	}
	if doubt == report.NoDoubt || !f.edit {
		return nil
	}
	state := page.Light{Tone: page.ToneBehind, Word: f.t("question.open")}
	if settled && l.Filed.Standing == report.Held {
		state = page.Light{Tone: page.ToneOn, Word: f.t("question.held")}
	}
	q := &page.Question{ID: anchor("q", k), Text: f.t("report.questioned."+string(doubt), asked.Args...), State: &state,
		Cause:    &page.Field{Kind: page.KindSelect, Name: lineName("cause", k), Label: f.t("question.cause"), Options: f.causes(in.Cause), Required: true},
		Explain:  &page.Field{Kind: page.KindArea, Name: lineName("answer", k), Label: f.t("question.answer"), Value: in.Answer, Rows: "2", Required: true},
		Upload:   f.upload(lineName("file", k)),
		Evidence: f.kept(in.Evidence)}
	return q
}

func (f *filler) answered(l app.SheetLine) page.Question {
	state := page.Light{Tone: page.ToneOn, Word: f.t("question.held")}
	switch l.Filed.Standing {
	case report.Verified:
		state = page.Light{Tone: page.ToneDone, Word: f.t("question.accepted")}
	case report.Returned:
		state = page.Light{Tone: page.ToneFar, Word: f.t("question.refused")}
	}
	return page.Question{ID: anchor("q", l.Key()), Text: f.t("question." + string(l.Filed.Doubt)), State: &state,
		Answer: f.t("question.said", "cause", f.t("cause."+string(l.Filed.Cause)), "answer", l.Filed.Answer)}
}

func (f *filler) causes(chosen report.Cause) []page.Option {
	out := []page.Option{{Text: f.t("sheets.choose"), Selected: chosen == ""}}
	for _, c := range report.Causes() {
		out = append(out, page.Option{Value: string(c), Text: f.t("cause." + string(c)), Selected: c == chosen})
	}
	return out
}
