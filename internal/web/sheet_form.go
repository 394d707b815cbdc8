package web

import (
	"errors"
	"io"
	"net/url"
	"strings"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/report"
)

// sheetInput is the sheet's form. Names of many carry what they belong to: the
// line's indicator and unit, the task, the milestone.
type sheetInput struct {
	Do        string            `form:"do,required,oneof=draft|submit"`
	Key       string            `form:"key,max=80"`
	Seen      int64             `form:"seen"`
	Compared  int64             `form:"compared"` // revision beside which the choices were shown
	Picks     map[string]string `form:"pick.,max=10"`
	Note      string            `form:"note,lines,max=4000"`
	Reason    string            `form:"reason,lines,max=1000"`
	Kept      string            `form:"kept,max=7000"`
	Values    map[string]string `form:"value.,max=60"`
	Remarks   map[string]string `form:"remark.,max=1000"`
	Causes    map[string]string `form:"cause.,max=40"`
	Answers   map[string]string `form:"answer.,lines,max=2000"`
	KeptLines map[string]string `form:"kept-line.,max=7000"`
	Done      map[string]string `form:"done.,lines,max=2000"`
	Blocked   map[string]string `form:"blocked.,lines,max=2000"`
	Next      map[string]string `form:"next.,lines,max=2000"`
	Reached   map[string]string `form:"milestone.,max=40"`
	KeptSteps map[string]string `form:"kept-step.,max=7000"`
}

// get reads a value by its input's name.
func (in *sheetInput) get(name string) string {
	kind, key, _ := strings.Cut(name, ".")
	switch kind {
	case "note":
		return in.Note
	case "reason":
		return in.Reason
	case "kept":
		return in.Kept
	case "value":
		return in.Values[key]
	case "remark":
		return in.Remarks[key]
	case "cause":
		return in.Causes[key]
	case "answer":
		return in.Answers[key]
	case "kept-line":
		return in.KeptLines[key]
	case "done":
		return in.Done[key]
	case "blocked":
		return in.Blocked[key]
	case "next":
		return in.Next[key]
	case "milestone":
		return in.Reached[key]
	case "kept-step":
		return in.KeptSteps[key]
	}
	return ""
}

// lineName is the name of a line's input of some kind: “cause.inv.fgj”.
func lineName(kind string, k app.LineKey) string {
	return kind + strings.TrimPrefix(k.Field(), "value")
}

// sent is what a sheet's form brought: its fields, its files by input, and what
// was wrong with them.
type sent struct {
	in     sheetInput
	get    func(name string) string
	files  map[string][]core.EvidenceID
	faults []error
}

// receive reads the form and stores its files as they stream by. A file that is
// refused costs nothing else that was typed.
func (v *visit) receive(unit core.UnitID) (sent, error) {
	got := sent{files: map[string][]core.EvidenceID{}}
	limits := httpx.UploadLimits{File: maxForm, Files: 200}
	values, err := httpx.Upload(v.r, limits, func(f httpx.File) error {
		e, err := v.site.App.AddEvidence(v.ctx, v.who, unit, f.Name, f.Content)
		switch {
		case err == nil:
			got.files[f.Field] = append(got.files[f.Field], e.ID)
		case mendable(err):
			got.faults = append(got.faults, v.fileFault(f, err))
		default:
			return err
		}
		_, err = io.Copy(io.Discard, f.Content)
		return err
	})
	if err != nil {
		return got, err
	}
	got.get = got.in.get
	if err := httpx.DecodeValues(values, &got.in); err != nil {
		got.faults = append(got.faults, err)
		got.get = plainly(values)
	}
	return got, nil
}

// plainly reads values as they came, to be shown again beside their faults.
func plainly(values url.Values) func(string) string {
	return func(name string) string { return strings.ToValidUTF8(values.Get(name), "�") }
}

// fileFault names the input of a refused file.
func (v *visit) fileFault(f httpx.File, err error) error {
	var e *errs.Error
	if !errors.As(err, &e) {
		return err
	}
	named := *e
	named.Field = f.Field
	if e.Kind == errs.TooLarge {
		named = *errs.New(errs.TooLarge, "upload.large", "file", f.Name, "max", v.maxEvidence())
		named.Field = f.Field
	}
	return &named
}

// maxEvidence prints the largest file taken as evidence: “50 MB”.
func (v *visit) maxEvidence() string { return itoa(v.site.App.MaxFile()>>20) + " MB" }

// filing turns the form into what is filed, as typed.
func (got *sent) filing(v *visit, sheet app.Sheet) app.Filing {
	f := app.Filing{Unit: sheet.Unit.ID, Month: sheet.Month, Note: got.get("note"), Reason: got.get("reason"),
		Files: got.evidence("kept", "file"), Key: got.in.Key, Whole: true}
	seen := got.in.Seen
	f.Seen = &seen
	for _, l := range sheet.Lines {
		k := l.Key()
		f.Lines = append(f.Lines, app.FilingLine{Indicator: k.Indicator, Unit: k.Unit, Value: v.retyped(got.get(k.Field()), l.Indicator), Note: got.get(lineName("remark", k)),
			Cause: report.Cause(got.get(lineName("cause", k))), Answer: got.get(lineName("answer", k)),
			Evidence: got.evidence(lineName("kept-line", k), lineName("file", k))})
	}
	for _, t := range sheet.Tasks {
		if said, any := got.task(t); any {
			f.Tasks = append(f.Tasks, said)
		}
	}
	return f
}

// evidence is what was uploaded before and kept, and what came now.
func (got *sent) evidence(kept, field string) []core.EvidenceID {
	var all []core.EvidenceID
	for _, id := range strings.FieldsFunc(got.get(kept), func(r rune) bool { return r == ',' }) {
		all = append(all, core.EvidenceID(id))
	}
	return append(all, got.files[field]...)
}

// task is what the form says of a task; any is false when that is nothing new.
func (got *sent) task(t app.SheetTask) (said app.FilingTask, any bool) {
	id := string(t.Task.ID)
	said = app.FilingTask{Task: t.Task.ID, Done: got.get("done." + id), Blocked: got.get("blocked." + id), Next: got.get("next." + id)}
	var before report.Progress
	if t.Progress != nil {
		before = *t.Progress
	}
	any = said.Done != before.Done || said.Blocked != before.Blocked || said.Next != before.Next
	for _, m := range t.Milestones {
		name := string(m.ID)
		step := app.MilestoneDone{Milestone: m.ID, On: typedDate(got.get("milestone." + name)), Evidence: got.evidence("kept-step."+name, "proof."+name)}
		if step.On != m.DoneOn || len(step.Evidence) > 0 {
			said.Milestones, any = append(said.Milestones, step), true
		}
	}
	return said, any
}

// typedDate reads a date as people write it; what is none stays as it was typed,
// to be refused with its text.
func typedDate(text string) core.Date {
	if d, err := httpx.ReadDate(text); err == nil {
		return d
	}
	return core.Date(strings.TrimSpace(text))
}

// fileSheet saves the draft or files the sheet. After a fault the page shows all
// that was typed and every file that was taken; the draft keeps them as well.
func (v *visit) fileSheet() error {
	unit, month, err := v.place()
	if err != nil {
		return err
	}
	sheet, err := v.site.App.Sheet(v.ctx, v.who, unit, month)
	if err != nil {
		return err
	}
	got, err := v.receive(unit)
	if err != nil {
		return err
	}
	f := got.filing(v, sheet)
	v.settle(got.in, sheet, &f)
	if err = errors.Join(got.faults...); err == nil && got.in.Do != "draft" {
		if _, err = v.site.App.File(v.ctx, v.who, f); err == nil {
			return v.seeOther(sheetURL(sheet.Unit, month), v.filedNotice(sheet))
		}
	}
	if err != nil && !mendable(err) {
		return err
	}
	kept := v.site.App.SaveDraft(v.ctx, v.who, f)
	if kept == nil && err == nil {
		return v.draftKept(sheet, f)
	}
	if err = errors.Join(err, kept); !mendable(err) {
		return err
	}
	return v.sheetAgain(unit, month, f, got.in, err)
}

// draftKept says how many of a draft's figures cannot be read.
func (v *visit) draftKept(sheet app.Sheet, f app.Filing) error {
	wrong := 0
	for i, l := range sheet.Lines {
		if _, err := app.ReadFigure(l.Key(), f.Lines[i].Value, l.Indicator); err != nil {
			wrong++
		}
	}
	if wrong > 0 {
		return v.seeOther(sheetURL(sheet.Unit, sheet.Month), "sheet.draft-misread", "n", itoa(wrong))
	}
	return v.seeOther(sheetURL(sheet.Unit, sheet.Month), "sheet.draft-saved")
}

// sheetAgain shows the form with its faults, beside the sheet as it stands now:
// another filing may be what was at fault.
func (v *visit) sheetAgain(unit core.UnitID, month core.Period, f app.Filing, in sheetInput, err error) error {
	sheet, fault := v.site.App.Sheet(v.ctx, v.who, unit, month)
	if fault != nil {
		return fault
	}
	var picked map[string]string
	if in.Compared == sheet.Report.Revision {
		picked = in.Picks
	}
	p, fault := v.againPage(sheet, f, picked, err)
	if fault != nil {
		return fault
	}
	return v.refuse(p, err)
}

func (v *visit) filedNotice(sheet app.Sheet) string {
	if sheet.Report.ID != "" && sheet.Report.State != report.SentBack {
		return "sheet.corrected"
	}
	return "sheet.filed"
}
