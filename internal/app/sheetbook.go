package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/sheet"
	"tupo/internal/textin/unzip"
)

// ExportSheet writes a unit's sheet for a month as a workbook to be filled in,
// with what stands in it already.
func (a *App) ExportSheet(ctx context.Context, w Who, unit core.UnitID, month core.Period, out io.Writer, lang string) error {
	s, err := a.Sheet(ctx, w, unit, month)
	if err != nil {
		return err
	}
	form, err := a.formOf(ctx, w, s)
	if err != nil {
		return err
	}
	return sheet.WriteForm(out, form, lang)
}

// SheetBook is what a filled-in workbook brought: the sheet as it stands now, or
// what is wrong with the workbook and where.
type SheetBook struct {
	Filing    Filing
	Wrong     []sheet.Wrong // nothing was kept when one of them is an error
	Questions map[LineKey]Asked
	places    map[string]sheet.Wrong // where the workbook gives a line's figure, by the line's field
}

// Failed reports whether an error kept the workbook out.
func (x SheetBook) Failed() bool { return Imported{Wrong: x.Wrong}.Failed() }

// ImportSheet takes a filled-in workbook into the account's draft of the sheet:
// all of it, or nothing and the list of what is wrong. Rows that the workbook
// leaves out stay as they are, and so do answers and evidence. It fails with
// Invalid for another unit's or month's workbook and with Conflict when the sheet
// is locked or was filed since the workbook was written.
func (a *App) ImportSheet(ctx context.Context, w Who, unit core.UnitID, month core.Period, body io.Reader) (SheetBook, error) {
	if err := a.allowSheet(w, access.FileReport, unit); err != nil {
		return SheetBook{}, err
	}
	s, err := a.Sheet(ctx, w, unit, month)
	if err != nil {
		return SheetBook{}, err
	}
	if s.Locked && s.Reopening == nil {
		return SheetBook{}, errs.New(errs.Conflict, "report.locked", "period", month.String())
	}
	raw, err := ReadWorkbook(body)
	if err != nil {
		return SheetBook{}, err
	}
	out, err := a.readSheet(ctx, w, s, raw)
	if err != nil || out.Failed() {
		return out, err
	}
	if err := a.SaveDraft(ctx, w, out.Filing); err != nil {
		return out, err
	}
	out.Questions, err = a.Doubts(ctx, w, out.Filing)
	return out, err
}

// SheetBookPlace tells for which unit and month a filled-in workbook is.
func (a *App) SheetBookPlace(ctx context.Context, w Who, raw []byte) (core.UnitID, core.Period, error) {
	s, err := a.Seen(ctx, w)
	if err != nil {
		return "", core.Period{}, err
	}
	book, err := openForm(raw)
	if err != nil {
		return "", core.Period{}, err
	}
	code, month, _, ok := book.Place()
	if !ok {
		return "", month, errs.Field("file", "workbook.form-unmarked")
	}
	units := s.Book().Units
	i := slices.IndexFunc(units, func(u plan.Unit) bool { return u.Code == code })
	if i < 0 {
		return "", month, errs.Field("file", "plan.no-such-unit", "code", code)
	}
	return units[i].ID, month, nil
}

// FileSheetBook files a filled-in workbook as it is: the figures that it gives and
// the tasks that it speaks of. Faults of figures are those of File.
func (a *App) FileSheetBook(ctx context.Context, w Who, raw []byte, reason, key string) (Filed, []sheet.Wrong, error) {
	unit, month, err := a.SheetBookPlace(ctx, w, raw)
	if err != nil {
		return Filed{}, nil, err
	}
	s, err := a.Sheet(ctx, w, unit, month)
	if err != nil {
		return Filed{}, nil, err
	}
	book, err := a.readSheet(ctx, w, s, raw)
	if err != nil || book.Failed() {
		return Filed{}, book.Wrong, err
	}
	f := book.Filing
	f.Reason, f.Key, f.Whole = reason, key, false
	f.Lines = slices.DeleteFunc(f.Lines, func(l FilingLine) bool { return blank(l.Value) && blank(l.Note) })
	seen := s.Report.Revision
	f.Seen = &seen
	out, err := a.File(ctx, w, f)
	if err == nil {
		return out, book.Wrong, nil
	}
	wrong, err := book.locate(err)
	return out, append(book.Wrong, wrong...), err
}

// locate turns faults of figures that the workbook gives into faults of its
// cells; what is left over stays an error.
func (x SheetBook) locate(err error) ([]sheet.Wrong, error) {
	var wrong []sheet.Wrong
	var rest []error
	for _, e := range errs.All(err) {
		at, ok := x.places[e.Field]
		if !ok {
			rest = append(rest, e)
			continue
		}
		at.Key, at.Args = e.Key, e.Args
		wrong = append(wrong, at)
	}
	if len(wrong) == 0 {
		return nil, err
	}
	return wrong, errors.Join(rest...)
}

func openForm(raw []byte) (*sheet.Workbook, error) {
	return sheet.ReadForm(bytes.NewReader(raw), int64(len(raw)), sheet.Limits{Zip: unzip.Limits{Input: MaxWorkbook}})
}

// readSheet reads a workbook over what stands in the sheet.
func (a *App) readSheet(ctx context.Context, w Who, s Sheet, raw []byte) (SheetBook, error) {
	book, err := openForm(raw)
	if err != nil {
		return SheetBook{}, err
	}
	form, err := a.formOf(ctx, w, s)
	if err != nil {
		return SheetBook{}, err
	}
	if err := book.FormPlace(form); err != nil {
		return SheetBook{}, err
	}
	answers, wrong := book.Answers(form)
	out := SheetBook{Filing: s.Begun(), Wrong: wrong, places: map[string]sheet.Wrong{}}
	for _, x := range answers.Lines {
		out.places[s.Lines[x.Line].Key().Field()] = x.At
	}
	out.Filing.answer(s, answers)
	return out, nil
}

// answer writes a workbook's answers over what stands in the sheet.
func (f *Filing) answer(s Sheet, answers sheet.Answers) {
	for _, x := range answers.Lines {
		k := s.Lines[x.Line].Key()
		at := slices.IndexFunc(f.Lines, func(l FilingLine) bool {
			return l.Indicator == k.Indicator && (l.Unit == k.Unit || l.Unit == "" && k.Unit == f.Unit)
		})
		if at < 0 {
			at = len(f.Lines)
			f.Lines = append(f.Lines, FilingLine{Indicator: k.Indicator, Unit: k.Unit})
		}
		f.Lines[at].Value, f.Lines[at].Note = x.Value, x.Note
	}
	for _, x := range answers.Tasks {
		t := f.task(s.Tasks[x.Task].Task.ID)
		t.Done, t.Blocked, t.Next = x.Done, x.Blocked, x.Next
	}
	for _, x := range answers.Steps {
		m := s.Tasks[x.Task].Milestones[x.Step]
		f.task(m.Task).reach(m, x.On)
	}
}

// task finds or begins what is said of a task.
func (f *Filing) task(id core.TaskID) *FilingTask {
	at := slices.IndexFunc(f.Tasks, func(t FilingTask) bool { return t.Task == id })
	if at < 0 {
		at = len(f.Tasks)
		f.Tasks = append(f.Tasks, FilingTask{Task: id})
	}
	return &f.Tasks[at]
}

// reach says when a milestone was reached; what is so already is not said again.
func (t *FilingTask) reach(m plan.Milestone, on core.Date) {
	at := slices.IndexFunc(t.Milestones, func(d MilestoneDone) bool { return d.Milestone == m.ID })
	switch {
	case at >= 0:
		t.Milestones[at].On = on
	case on != m.DoneOn:
		t.Milestones = append(t.Milestones, MilestoneDone{Milestone: m.ID, On: on})
	}
}

// formOf restates a sheet as a form.
func (a *App) formOf(ctx context.Context, w Who, s Sheet) (sheet.Form, error) {
	snapshot, err := a.Seen(ctx, w)
	if err != nil {
		return sheet.Form{}, err
	}
	form := sheet.Form{District: snapshot.District(), Unit: s.Unit, Month: s.Month, Revision: s.Report.Revision}
	begun := s.Begun()
	rates, err := a.Calculated(ctx, w, s, begun)
	if err != nil {
		return sheet.Form{}, err
	}
	for _, l := range s.Lines {
		typed := s.Proposed(begun.line(l.Key()), rates)
		var plans []sheet.FormPlan
		for _, p := range l.Plans {
			plans = append(plans, sheet.FormPlan{Target: p.Target, Planned: p.Value})
		}
		form.Lines = append(form.Lines, sheet.FormLine{Indicator: l.Indicator, Unit: l.Unit, Period: l.Period,
			Previous: l.Previous.Value, YearAgo: l.YearAgo.Value, Planned: l.Planned, Plans: plans, Value: typed.Value, Note: typed.Note})
	}
	for _, t := range s.Tasks {
		said := *begun.task(t.Task.ID)
		x := sheet.FormTask{Task: t.Task, Done: said.Done, Blocked: said.Blocked, Next: said.Next}
		if t.Last != nil {
			x.Before = t.Last.Done
		}
		for _, m := range t.Milestones {
			step := sheet.FormStep{Milestone: m, On: m.DoneOn}
			for _, d := range said.Milestones {
				if d.Milestone == m.ID {
					step.On = d.On
				}
			}
			x.Steps = append(x.Steps, step)
		}
		form.Tasks = append(form.Tasks, x)
	}
	return form, nil
}

// line finds what is said of a figure.
func (f *Filing) line(k LineKey) FilingLine {
	for _, l := range f.Lines {
		if l.Indicator == k.Indicator && (l.Unit == k.Unit || l.Unit == "" && k.Unit == f.Unit) {
			return l
		}
	}
	return FilingLine{}
}

// Begun is what stands in the sheet before anything is typed: the reader's draft,
// unless the report was filed since, else the report as it was filed.
func (s Sheet) Begun() Filing {
	if s.DraftCounts() {
		return s.Resume(s.Draft.Filing)
	}
	return s.AsFiled()
}

// Resume completes what was typed: lines and tasks of which it says nothing stand
// as they were filed.
func (s Sheet) Resume(typed Filing) Filing {
	out, filed := typed, s.AsFiled()
	out.Lines, out.Tasks = slices.Clone(typed.Lines), slices.Clone(typed.Tasks)
	for _, l := range filed.Lines {
		if typed.line(LineKey{l.Indicator, l.Unit}).Indicator == "" {
			out.Lines = append(out.Lines, l)
		}
	}
	for _, t := range filed.Tasks {
		if !slices.ContainsFunc(typed.Tasks, func(x FilingTask) bool { return x.Task == t.Task }) {
			out.Tasks = append(out.Tasks, t)
		}
	}
	return out
}

// DraftCounts: a draft from before the report as it stands is out of date.
func (s Sheet) DraftCounts() bool {
	return s.Draft != nil && s.Draft.SavedAt >= s.Report.SubmittedAt
}

// AsFiled restates what was filed as if it had been typed. A figure that a workbook
// brought and nobody filed is proposed: the sheet files it as it stands.
func (s Sheet) AsFiled() Filing {
	seen := s.Report.Revision
	out := Filing{Unit: s.Unit.ID, Month: s.Month, Note: s.Report.Note, Whole: true, Seen: &seen}
	for _, l := range s.Lines {
		in := FilingLine{Indicator: l.Indicator.ID, Unit: l.Unit.ID}
		switch {
		case l.Filed == nil && l.Imported.Value.Known():
			in.Value = l.Indicator.Shown(l.Imported.Value).String()
		case l.Filed != nil:
			in.Value, in.Note, in.Cause, in.Answer = l.Indicator.Shown(l.Filed.Value).String(), l.Filed.Note, l.Filed.Cause, l.Filed.Answer
		}
		out.Lines = append(out.Lines, in)
	}
	for _, t := range s.Tasks {
		said := FilingTask{Task: t.Task.ID}
		if t.Progress != nil {
			said.Done, said.Blocked, said.Next = t.Progress.Done, t.Progress.Blocked, t.Progress.Next
		}
		out.Tasks = append(out.Tasks, said)
	}
	return out
}

// FindSheet finds the sheet that an operator's words mean: the unit by code or
// name, the month that is due where none is named.
func (a *App) FindSheet(ctx context.Context, w Who, unit, month string) (core.UnitID, core.Period, error) {
	s, err := a.Seen(ctx, w)
	if err != nil {
		return "", core.Period{}, err
	}
	units := s.Book().Units
	i := slices.IndexFunc(units, func(u plan.Unit) bool { return u.Code == unit || u.Name == unit })
	if i < 0 {
		return "", core.Period{}, errs.Field("sheet", "plan.no-such-unit", "code", unit)
	}
	m := dueMonth(s, a.Today(w.District))
	if month != "" {
		if m, err = core.ParsePeriod(month); err != nil {
			return "", m, errs.Field("period", "period.malformed", "value", month)
		}
	}
	if m.Len() != 1 {
		return "", m, errs.Field("period", "period.month-wanted")
	}
	return units[i].ID, m, nil
}
