package web

import (
	"slices"
	"strings"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/web/page"
)

// A choice between what another filing says and what is typed.
const (
	pickTheirs = "theirs"
	pickMine   = "mine"
)

// rival is an input that another filing and this one fill differently. take puts
// the other's words into the filing.
type rival struct {
	name         string // of the input
	label        string
	theirs, mine string // as people read them
	take         func()
}

// rivalsOf compares what is typed with a revision that was filed after the typing
// began; nothing when none was.
func (v *visit) rivalsOf(sheet app.Sheet, f *app.Filing) []rival {
	if f.Seen == nil || *f.Seen == sheet.Report.Revision {
		return nil
	}
	filed := sheet.AsFiled()
	c := comparing{visit: v, sheet: sheet, filed: filed}
	for i := range f.Lines {
		c.line(&f.Lines[i])
	}
	for i := range f.Tasks {
		c.task(&f.Tasks[i])
	}
	c.text("note", v.t("sheet.note"), filed.Note, &f.Note)
	return c.found
}

type comparing struct {
	*visit
	sheet app.Sheet
	filed app.Filing
	found []rival
}

// text compares a text that stands for itself.
func (c *comparing) text(name, label, theirs string, mine *string) {
	if strings.TrimSpace(theirs) != strings.TrimSpace(*mine) {
		c.found = append(c.found, rival{name: name, label: label, theirs: theirs, mine: *mine, take: func() { *mine = theirs }})
	}
}

// line compares a figure; its answer to a question goes with it.
func (c *comparing) line(mine *app.FilingLine) {
	k := app.LineKey{Indicator: mine.Indicator, Unit: mine.Unit}
	if k.Unit == "" {
		k.Unit = c.sheet.Unit.ID
	}
	at := slices.IndexFunc(c.sheet.Lines, func(l app.SheetLine) bool { return l.Key() == k })
	if at < 0 {
		return
	}
	l, theirs := c.sheet.Lines[at], c.filed.Lines[at]
	label := c.lineTitle(c.sheet, l)
	now, err := app.ReadFigure(k, mine.Value, l.Indicator)
	var before core.Quantity
	if l.Filed != nil {
		before = l.Filed.Value
	}
	answer := func() { mine.Cause, mine.Answer = theirs.Cause, theirs.Answer }
	switch {
	case err != nil || now != before:
		c.found = append(c.found, rival{name: k.Field(), label: label, theirs: c.said(theirs.Value, l.Indicator), mine: c.said(mine.Value, l.Indicator),
			take: func() { mine.Value = theirs.Value; answer() }})
	case mine.Answer != "" && theirs.Answer != "" && mine.Answer != theirs.Answer:
		c.found = append(c.found, rival{name: lineName("answer", k), label: label + " · " + c.t("question.answer"), theirs: theirs.Answer, mine: mine.Answer, take: answer})
	}
	c.text(lineName("remark", k), label+" · "+c.t("sheet.remark"), theirs.Note, &mine.Note)
}

func withUnit(value, unit string) string {
	if value == "" {
		return ""
	}
	return value + unit
}

// task compares what is said of a task and of its milestones.
func (c *comparing) task(mine *app.FilingTask) {
	at := slices.IndexFunc(c.sheet.Tasks, func(t app.SheetTask) bool { return t.Task.ID == mine.Task })
	if at < 0 {
		return
	}
	t, theirs, id := c.sheet.Tasks[at], c.filed.Tasks[at], string(mine.Task)
	name := c.named(t.Task.Name, t.Task.NameEn) + " · "
	c.text("done."+id, name+c.t("task.done"), theirs.Done, &mine.Done)
	c.text("blocked."+id, name+c.t("task.blocked"), theirs.Blocked, &mine.Blocked)
	c.text("next."+id, name+c.t("task.next"), theirs.Next, &mine.Next)
	for i := range mine.Milestones {
		step := &mine.Milestones[i]
		for _, m := range t.Milestones {
			if m.ID != step.Milestone || m.DoneOn == step.On {
				continue
			}
			c.found = append(c.found, rival{name: "milestone." + string(m.ID), label: c.t("sheet.reached", "name", c.named(m.Name, m.NameEn)),
				theirs: c.dayText(m.DoneOn), mine: c.dayText(step.On), take: func() { step.On = m.DoneOn }})
		}
	}
}

// dayText prints a date; what is none as it was typed.
func (v *visit) dayText(d core.Date) string {
	if _, err := core.ParseDate(string(d)); err != nil {
		return string(d)
	}
	return v.site.Words.Date(v.lang, d)
}

// settle carries out the choices between another's filing and this one. While one
// is open the filing keeps the revision that it began with, which File refuses.
func (v *visit) settle(in sheetInput, sheet app.Sheet, f *app.Filing) {
	if in.Compared == 0 || in.Compared != sheet.Report.Revision {
		return // chosen beside something else, or nothing
	}
	open := false
	for _, r := range v.rivalsOf(sheet, f) {
		switch in.Picks[r.name] {
		case pickTheirs:
			r.take()
		case pickMine:
		default:
			open = true
		}
	}
	if !open {
		f.Seen = &in.Compared
	}
}

// olderDraft shows a draft that another filing has overtaken, beside that filing.
func (v *visit) olderDraft(sheet app.Sheet) (page.Sheet, error) {
	if !sheet.MayFile || sheet.Locked && sheet.Reopening == nil || sheet.Draft == nil || sheet.DraftCounts() {
		return v.sheetPage(sheet)
	}
	typed := sheet.Resume(sheet.Draft.Filing)
	if typed.Seen == nil {
		typed.Seen = new(int64) // a draft that does not say is compared
	}
	f := filler{visit: v, sheet: sheet, edit: true, typed: typed}
	return f.page(true, nil)
}

// overtaken tells of a draft that is older than the report, and leads to it.
func (f *filler) overtaken(p *page.Sheet) {
	d := f.sheet.Draft
	if !f.edit || d == nil || f.sheet.DraftCounts() || len(f.rivals) > 0 {
		return
	}
	p.Notices = append(p.Notices, page.Notice{Text: page.Plain(f.t("sheet.draft-overtaken", "when", f.clock(d.SavedAt), "n", itoa(f.sheet.Report.Revision))),
		Link: &page.Link{Text: f.t("sheet.draft-compare"), URL: sheetURL(f.sheet.Unit, f.sheet.Month) + "?draft=1"}})
}

// began is the revision against which the form is filled in.
func (f *filler) began() int64 {
	if len(f.rivals) > 0 {
		return *f.typed.Seen
	}
	return f.sheet.Report.Revision
}

// compare shows both filings side by side, to choose between them line by line.
// A choice is made beforehand only where nothing is typed: the other's words stay.
func (f *filler) compare(p *page.Sheet, err error) {
	if len(f.rivals) == 0 {
		return
	}
	r := f.sheet.Report
	p.Hidden = append(p.Hidden, page.Hidden{Name: "compared", Value: itoa(r.Revision)})
	p.Compare = &page.Compare{Title: f.t("compare.title", "n", itoa(len(f.rivals))), Intro: f.t("compare.intro"),
		Theirs: f.t("compare.theirs", "who", f.person(r.SubmittedBy), "when", f.clock(r.SubmittedAt)), Mine: f.t("compare.mine")}
	again := f.picked != nil && errs.Is(err, errs.Conflict)
	for _, x := range f.rivals {
		pick := f.picked[x.name]
		if pick == "" && strings.TrimSpace(x.mine) == "" {
			pick = pickTheirs
		}
		row := page.CompareRow{Key: "c-" + x.name, Name: "pick." + x.name, Label: x.label, Theirs: f.orBlank(x.theirs), Mine: f.orBlank(x.mine),
			PickTheirs: pick == pickTheirs, PickMine: pick == pickMine}
		if again && pick == "" {
			row.Error = f.t("compare.choose")
			p.Problem = append(p.Problem, page.Problem{Text: f.t("sheets.fault", "field", x.label, "text", row.Error), URL: "#" + row.Key})
		}
		p.Compare.Rows = append(p.Compare.Rows, row)
	}
}

func (f *filler) orBlank(text string) string {
	if strings.TrimSpace(text) == "" {
		return f.t("compare.blank")
	}
	return text
}

// meanwhile says who filed since the form was opened.
func (f *filler) meanwhile() string {
	r := f.sheet.Report
	return f.t("sheet.filed-meanwhile", "who", f.person(r.SubmittedBy), "when", f.clock(r.SubmittedAt), "n", itoa(r.Revision))
}
