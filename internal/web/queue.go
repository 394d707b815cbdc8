package web

import (
	"strings"

	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

// queueInput is a verifier's deed on one report: all chosen lines at once, or
// the answer to one question.
type queueInput struct {
	Do     string          `form:"do,required,oneof=verify|return|accept|refuse"`
	Report core.ReportID   `form:"report,required,max=80"`
	Hash   string          `form:"hash,max=80"` // of the report as it was shown
	Method report.Method   `form:"method,max=20"`
	Reason string          `form:"reason,lines,max=1000"`
	Lines  map[string]bool `form:"line."`
}

// queue lists what waits for the reader's verification.
func (v *visit) queue() error {
	p, err := v.queuePage(queueInput{}, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

// verifyLines verifies or returns the chosen lines of one report.
func (v *visit) verifyLines() error {
	var in queueInput
	err := httpx.DecodeForm(v.r, &in)
	var verdicts []app.Verdict
	if err == nil {
		verdicts, err = v.verdicts(in)
	}
	if err == nil {
		err = v.site.App.Verify(v.ctx, v.who, verdicts)
	}
	if err == nil {
		if verdicts[0].Return {
			return v.seeOther("/queue", "queue.returned", "n", itoa(len(verdicts)))
		}
		return v.seeOther("/queue", "queue.verified", "n", itoa(len(verdicts)))
	}
	if !mendable(err) {
		return err
	}
	p, fault := v.queuePage(in, err)
	if fault != nil {
		return fault
	}
	return v.refuse(p, err)
}

// verdicts finds the chosen lines among those that wait. A line that is decided
// meanwhile is a conflict, whoever decided it.
func (v *visit) verdicts(in queueInput) ([]app.Verdict, error) {
	waiting, err := v.site.App.Queue(v.ctx, v.who)
	if err != nil {
		return nil, err
	}
	method := in.Method
	if in.Do == "accept" || in.Do == "refuse" {
		method = report.InFull
	}
	left := len(in.Lines)
	var out []app.Verdict
	for _, q := range waiting {
		if q.Report.ID != in.Report {
			continue
		}
		for _, l := range q.Lines {
			if !in.Lines[lineKey(l)] {
				continue
			}
			left--
			out = append(out, app.Verdict{Report: q.Report.ID, Indicator: l.Line.Indicator, Unit: l.Line.Unit, Hash: in.Hash, Method: method,
				Return: in.Do == "return" || in.Do == "refuse", Reason: in.Reason})
		}
	}
	switch {
	case len(in.Lines) == 0:
		return nil, errs.Field("line", "queue.choose")
	case left > 0:
		return nil, errs.New(errs.Conflict, "report.not-waiting")
	}
	return out, nil
}

// lineKey names a line in the queue's inputs.
func lineKey(l app.QueuedLine) string { return string(l.Line.Indicator) + "." + string(l.Line.Unit) }

// queuePage fills the queue; in and err are of a deed that was refused.
func (v *visit) queuePage(in queueInput, err error) (page.Queue, error) {
	waiting, fault := v.site.App.Queue(v.ctx, v.who)
	if fault != nil {
		return page.Queue{}, fault
	}
	s, fault := v.site.App.Seen(v.ctx, v.who)
	if fault != nil {
		return page.Queue{}, fault
	}
	figures, questions := 0, 0
	p := page.Queue{Frame: v.frame(v.t("nav.queue")), Empty: v.t("queue.none")}
	for _, q := range waiting {
		figures += len(q.Lines)
		r := v.queueReport(s, q, questions == 0)
		questions += len(r.Question)
		if q.Report.ID == in.Report {
			v.markQueue(&r, in, err)
		}
		p.Reports = append(p.Reports, r)
	}
	p.Heading = page.Heading{Title: v.queueTitle(figures, questions), Standfirst: page.Plain(v.t("queue.stand"))}
	for _, e := range errs.All(err) {
		p.Notices = append(p.Notices, page.Notice{Tone: page.ToneFar, Text: page.Plain(v.fault(e))})
	}
	return p, nil
}

func (v *visit) queueTitle(figures, questions int) string {
	switch {
	case figures == 0:
		return v.t("queue.none")
	case questions == 0:
		return v.t("queue.title", "n", itoa(figures))
	}
	return v.t("queue.title.questions", "n", itoa(figures), "questions", itoa(questions))
}

// queueReport is one unit's report: what is compared, what was asked, the verdict.
// The first question of the page carries the anchor that today's guide points to.
func (v *visit) queueReport(s *board.Snapshot, q app.Queued, first bool) page.QueueReport {
	out := page.QueueReport{ID: "r-" + string(q.Report.ID), Unit: v.unitName(s, q.Report.Unit), Period: v.periodText(q.Report.Period),
		State: page.State{Light: page.Light{Tone: stateTone(app.SheetState(q.Report.State)), Word: v.t("sheet-state." + string(q.Report.State))},
			Text: page.Plain(v.t("sheet.revision", "n", itoa(q.Report.Revision), "when", v.clock(q.Report.SubmittedAt)))}}
	if u, ok := s.Unit(q.Report.Unit); ok {
		out.URL = "/sheets/" + u.Code + "/" + q.Report.Period
	}
	sampled := false
	var rows []page.Row
	var choices []page.Field
	for _, l := range q.Lines {
		sampled = sampled || l.Indicator.SampleRate > 0
		rows = append(rows, v.queueRow(s, q, l))
		if l.Line.Standing == report.Held {
			question := v.queueQuestion(s, q, l)
			if first && len(out.Question) == 0 {
				question.ID = "questions"
			}
			out.Question = append(out.Question, question)
			continue
		}
		out.Files = append(out.Files, v.evidenceOf(l.Files)...)
		choices = append(choices, page.Field{Kind: page.KindCheck, Name: "line." + lineKey(l), ID: "line-" + string(q.Report.ID) + "-" + lineKey(l),
			Label: v.lineName(s, q, l), Help: v.sampleNote(l), Value: "1", Checked: true})
	}
	columns := []page.Column{{Label: v.t("sheet.indicator")}, {Label: v.t("sheet.last"), Numeric: true}, {Label: v.t("sheet.planned"), Numeric: true},
		{Label: v.t("sheet.now"), Numeric: true}, {Label: v.t("sheets.col.change"), Numeric: true}, {Label: v.t("col.standing")}}
	out.Table = page.NewTable(columns, rows)
	if len(choices) > 0 {
		out.Verdict = v.queueVerdict(q, choices, sampled)
	}
	return out
}

func (v *visit) lineName(s *board.Snapshot, q app.Queued, l app.QueuedLine) string {
	name := v.named(l.Indicator.Name, l.Indicator.NameEn)
	if u, ok := s.Unit(l.Line.Unit); l.Line.Unit == q.Report.Unit || ok && u.Parent == "" {
		return name
	}
	return v.t("target.of-unit", "unit", v.unitName(s, l.Line.Unit), "name", name)
}

// sampleNote says whether the figure was drawn; "" where all are looked at.
func (v *visit) sampleNote(l app.QueuedLine) string {
	switch {
	case l.Indicator.SampleRate <= 0 || l.Indicator.SampleRate >= 100:
		return ""
	case l.Sampled:
		return v.t("sample.drawn", "rate", itoa(l.Indicator.SampleRate))
	}
	return v.t("sample.not-drawn", "rate", itoa(l.Indicator.SampleRate))
}

func (v *visit) queueRow(s *board.Snapshot, q app.Queued, l app.QueuedLine) page.Row {
	x := l.Indicator
	change := i18n.Unknown
	if diff, err := l.Line.Value.Sub(l.Previous.Value); err == nil {
		change = v.signed(diff, x)
	}
	light := standingLight(v, l.Line.Standing, false)
	if l.Line.Standing == report.Held {
		light.Word = v.t("question.held") // a held figure was filed with its answer
	}
	now := v.inDisplay(l.Line.Value, x)
	planned, others := v.plans(l.Planned, l.Ceiling, l.Plans, x)
	row := page.Row{ID: "l-" + string(q.Report.ID) + "-" + lineKey(l), Cells: []page.Cell{
		{Text: v.lineName(s, q, l), URL: v.readerURL(s, x, l.Line.Unit), Note: v.periodText(l.Line.Period)},
		{Text: v.figure(l.Previous.Value, x)}, {Text: planned, Note: others}, {Text: now.Value, Unit: now.Unit}, {Text: change}, {Light: &light}}}
	if l.Rate != nil && l.Rate.Differs(l.Line.Value) {
		row.Cells[0].Note = v.noted(row.Cells[0].Note, v.t("rate.unlike", l.Rate.Args()...))
	}
	if note := v.sampleNote(l); note != "" {
		row.Cells[5].Note = note
	}
	if l.Line.Note != "" {
		row.Cells[3].Note = l.Line.Note
	}
	return row
}

// signed prints a change with its sign, as figure prints a figure.
func (v *visit) signed(q core.Quantity, x *plan.Indicator) string {
	text := v.gapText(q, false, x).Value
	if q.Micro() > 0 {
		return "+" + text
	}
	return text
}

// readerURL is the page of the first target that reads a figure.
func (v *visit) readerURL(s *board.Snapshot, x *plan.Indicator, unit core.UnitID) string {
	for _, t := range s.Readers(x.ID, unit) {
		return "/targets/" + t.Code
	}
	return ""
}

func (v *visit) queueQuestion(s *board.Snapshot, q app.Queued, l app.QueuedLine) page.QueueQuestion {
	id := string(q.Report.ID) + "-" + lineKey(l)
	why := v.t("question." + string(l.Line.Doubt))
	if l.Line.Doubt == report.UnlikeParts && l.Rate != nil {
		why = v.t("question.parts.gives", l.Rate.Args()...)
	}
	return page.QueueQuestion{Indicator: v.lineName(s, q, l), Value: v.inDisplay(l.Line.Value, l.Indicator).String(), To: "/queue",
		Hidden: []page.Hidden{{Name: "report", Value: string(q.Report.ID)}, {Name: "line." + lineKey(l), Value: "1"}, {Name: "hash", Value: q.Report.Hash}},
		Question: page.Question{ID: "q-" + id, Text: why, Evidence: v.evidenceOf(l.Files),
			Answer:  v.t("question.said", "cause", v.t("cause."+string(l.Line.Cause)), "answer", l.Line.Answer),
			Explain: &page.Field{Kind: page.KindArea, Name: "reason", ID: "reason-" + id, Label: v.t("question.reason"), Rows: "2"},
			Accept:  []page.Submit{{Text: v.t("question.accept"), Name: "do", Value: "accept", Primary: true}, {Text: v.t("question.refuse"), Name: "do", Value: "refuse"}}}}
}

func (v *visit) queueVerdict(q app.Queued, choices []page.Field, sampled bool) *page.Verdict {
	method := page.Field{Kind: page.KindRadio, Name: "method", ID: "method-" + string(q.Report.ID), Label: v.t("verdict.method")}
	for _, m := range []report.Method{report.InFull, report.BySample, report.OnSite} {
		o := page.Option{Value: string(m), Text: v.t("method." + string(m)), Selected: m == report.InFull}
		if m == report.BySample && sampled {
			o.Note = v.t("method.sample.note")
		}
		method.Options = append(method.Options, o)
	}
	return &page.Verdict{Title: v.t("verdict.verify"), To: "/queue", Hidden: []page.Hidden{{Name: "report", Value: string(q.Report.ID)}, {Name: "hash", Value: q.Report.Hash}},
		Fields: choices, Method: &method,
		Reason:  &page.Field{Kind: page.KindArea, Name: "reason", ID: "reason-" + string(q.Report.ID), Label: v.t("verdict.reason"), Rows: "2"},
		Submits: []page.Submit{{Text: v.t("verdict.verify"), Name: "do", Value: "verify", Primary: true}, {Text: v.t("verdict.return"), Name: "do", Value: "return"}}}
}

// markQueue shows the refused deed again: choices, method and reason as they
// were sent, and the fault beside the reason where it belongs.
func (v *visit) markQueue(r *page.QueueReport, in queueInput, err error) {
	fault := ""
	for _, e := range errs.All(err) {
		if e.Key == "report.reason-needed" {
			fault = v.fault(e)
		}
	}
	if in.Do == "accept" || in.Do == "refuse" {
		for i := range r.Question {
			if q := &r.Question[i]; in.Lines[strings.TrimPrefix(q.Hidden[1].Name, "line.")] {
				q.Explain.Value, q.Explain.Error = in.Reason, fault
			}
		}
		return
	}
	if r.Verdict == nil {
		return
	}
	for i := range r.Verdict.Fields {
		x := &r.Verdict.Fields[i]
		x.Checked = in.Lines[strings.TrimPrefix(x.Name, "line.")]
	}
	for i := range r.Verdict.Method.Options {
		o := &r.Verdict.Method.Options[i]
		o.Selected = o.Value == string(in.Method)
	}
	r.Verdict.Reason.Value, r.Verdict.Reason.Error = in.Reason, fault
}
