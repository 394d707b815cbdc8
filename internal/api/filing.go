package api

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
)

// Filing is what a unit hands in.
type Filing struct {
	Lines  []FilingLine `json:"lines,omitempty" maxItems:"2000" nullable:"false"`
	Tasks  []FilingTask `json:"tasks,omitempty" maxItems:"2000" nullable:"false"`
	Note   string       `json:"note,omitempty" maxLength:"4000"`
	Files  []string     `json:"files,omitempty" maxItems:"50" nullable:"false" doc:"evidence of the report as a whole, such as the stamped scan"`
	Reason string       `json:"reason,omitempty" maxLength:"1000" doc:"required when figures already verified or locked change"`
	Whole  bool         `json:"whole,omitempty" doc:"every line due must have a value or a note by now"`
	Seen   *int64       `json:"seen,omitempty" minimum:"0" doc:"the report's revision that this was filled in against, 0 before the first: 409 when another filing came between; without it that is not checked"`
}

// FilingLine is one figure.
type FilingLine struct {
	Indicator string   `json:"indicator" maxLength:"40" doc:"code"`
	Unit      string   `json:"unit,omitempty" maxLength:"40" doc:"whose figure: code; empty is the filing unit's own"`
	Value     string   `json:"value" maxLength:"60" doc:"decimal in the indicator's display unit; empty with a note is not available; of a yes-no indicator true, false, 1, 0, 是, 否, yes or no" example:"12.5"`
	Note      string   `json:"note,omitempty" maxLength:"2000"`
	Cause     string   `json:"cause,omitempty" enum:",batch,scope,revision,season,one-off,refund,other" doc:"answer to a question about the figure"`
	Answer    string   `json:"answer,omitempty" maxLength:"2000" doc:"the answer in a sentence"`
	Evidence  []string `json:"evidence,omitempty" maxItems:"50" nullable:"false" doc:"identifiers that POST /evidence gave"`
}

// FilingTask is the month's word on a task.
type FilingTask struct {
	Task       string            `json:"task" maxLength:"40" doc:"code"`
	Done       string            `json:"done,omitempty" maxLength:"4000" doc:"what was done"`
	Blocked    string            `json:"blocked,omitempty" maxLength:"4000" doc:"by what it is held up"`
	Next       string            `json:"next,omitempty" maxLength:"4000" doc:"next step"`
	Milestones []FilingMilestone `json:"milestones,omitempty" maxItems:"200" nullable:"false"`
}

// FilingMilestone says when a milestone was reached.
type FilingMilestone struct {
	No       int64    `json:"no" minimum:"1"`
	Done     string   `json:"done_on" maxLength:"10" doc:"date; empty takes the statement back" example:"2023-10-20"`
	Evidence []string `json:"evidence,omitempty" maxItems:"50" nullable:"false"`
}

// Filed is the outcome of a filing.
type Filed struct {
	Report   Report `json:"report"`
	Seq      int64  `json:"seq" doc:"the ledger entry of the filing"`
	Repeated bool   `json:"repeated" doc:"the Idempotency-Key was seen before: nothing was written"`
	Running  bool   `json:"running" doc:"the month has not ended: its figures are of so far"`
}

type filingInput struct {
	Lang
	SheetPath
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"made by the client, kept for 7 days: the same key files once"`
	Body Filing
}

type draftInput struct {
	Lang
	SheetPath
	Body Filing
}

type filedOutput struct {
	ETag string `header:"ETag" doc:"the report's hash"`
	Body Filed
}

func (s *service) file(ctx context.Context, w app.Who, in *filingInput) (filedOutput, error) {
	n, unit, m, err := s.open(ctx, w, in.SheetPath)
	if err != nil {
		return filedOutput{}, err
	}
	f, unknown := filingOf(n, unit, m, in.Body)
	at := fieldsOf(n, f)
	var faults []error
	if unknown != nil {
		f, faults = understood(f), []error{unknown} // without its key, which is of the whole body
	} else {
		f.Key = in.Key
	}
	filed, err := s.app.File(ctx, w, f, faults...)
	if err != nil {
		return filedOutput{}, at.rename(err)
	}
	return filedOutput{ETag: `"` + filed.Report.Hash + `"`,
		Body: Filed{Report: reportOf(n, filed.Report), Seq: int64(filed.Seq), Repeated: filed.Repeated, Running: filed.Running}}, nil
}

func (s *service) saveDraft(ctx context.Context, w app.Who, in *draftInput) (done, error) {
	n, unit, m, err := s.open(ctx, w, in.SheetPath)
	if err != nil {
		return done{}, err
	}
	f, err := filingOf(n, unit, m, in.Body)
	if err != nil {
		return done{}, err
	}
	return done{}, s.app.SaveDraft(ctx, w, f)
}

// understood is the part of a filing whose codes are known.
func understood(f app.Filing) app.Filing {
	f.Lines = slices.DeleteFunc(f.Lines, func(l app.FilingLine) bool { return l.Indicator == "" || l.Unit == "" })
	f.Tasks = slices.DeleteFunc(f.Tasks, func(t app.FilingTask) bool { return t.Task == "" })
	for i := range f.Tasks {
		f.Tasks[i].Milestones = slices.DeleteFunc(f.Tasks[i].Milestones, func(m app.MilestoneDone) bool { return m.Milestone == "" })
	}
	return f
}

// filingOf finds what the codes mean; every unknown one is named and is empty in the filing.
func filingOf(n names, unit core.UnitID, m core.Period, in Filing) (app.Filing, error) {
	out := app.Filing{Unit: unit, Month: m, Note: in.Note, Reason: in.Reason, Whole: in.Whole, Seen: in.Seen, Files: evidenceIDs(in.Files)}
	var faults []error
	seen := map[app.LineKey]bool{}
	for i, l := range in.Lines {
		line, err := filingLine(n, unit, fmt.Sprintf("lines[%d]", i), l)
		if key := (app.LineKey{Indicator: line.Indicator, Unit: line.Unit}); err == nil && seen[key] {
			err = errs.Field(fmt.Sprintf("lines[%d]", i), "form.twice")
			line.Indicator = ""
		} else {
			seen[key] = true
		}
		faults = append(faults, err)
		out.Lines = append(out.Lines, line)
	}
	for i, t := range in.Tasks {
		task, err := filingTask(n, fmt.Sprintf("tasks[%d]", i), t)
		faults = append(faults, err)
		out.Tasks = append(out.Tasks, task)
	}
	return out, errors.Join(faults...)
}

func evidenceIDs(all []string) []core.EvidenceID {
	return each(all, func(id string) core.EvidenceID { return core.EvidenceID(id) })
}

func filingLine(n names, unit core.UnitID, field string, in FilingLine) (app.FilingLine, error) {
	out := app.FilingLine{Unit: unit, Value: in.Value, Note: in.Note, Cause: report.Cause(in.Cause), Answer: in.Answer,
		Evidence: evidenceIDs(in.Evidence)}
	x, err := n.indicator(field+".indicator", in.Indicator)
	if err == nil {
		out.Indicator = x.ID
	}
	if in.Unit != "" {
		var unknown error
		out.Unit, unknown = n.unit(field+".unit", in.Unit)
		err = errors.Join(err, unknown)
	}
	return out, err
}

func filingTask(n names, field string, in FilingTask) (app.FilingTask, error) {
	out := app.FilingTask{Done: in.Done, Blocked: in.Blocked, Next: in.Next}
	var err error
	if out.Task, err = n.task(field+".task", in.Task); err != nil {
		return out, err
	}
	var faults []error
	for i, m := range in.Milestones {
		at := fmt.Sprintf("%s.milestones[%d]", field, i)
		id, err := n.milestone(at+".no", out.Task, m.No)
		on, wrong := date(at+".done_on", m.Done)
		faults = append(faults, err, wrong)
		out.Milestones = append(out.Milestones, app.MilestoneDone{Milestone: id, On: on,
			Evidence: evidenceIDs(m.Evidence)})
	}
	return out, errors.Join(faults...)
}

// draftOf gives a kept filing back in the words of the API.
func draftOf(n names, f app.Filing) Filing {
	ids := func(all []core.EvidenceID) []string {
		return each(all, func(id core.EvidenceID) string { return string(id) })
	}
	out := Filing{Note: f.Note, Reason: f.Reason, Whole: f.Whole, Seen: f.Seen, Files: ids(f.Files)}
	for _, l := range f.Lines {
		out.Lines = append(out.Lines, FilingLine{Indicator: n.indicatorCode(l.Indicator), Unit: n.unitCode(l.Unit), Value: l.Value,
			Note: l.Note, Cause: string(l.Cause), Answer: l.Answer, Evidence: ids(l.Evidence)})
	}
	for _, t := range f.Tasks {
		task := FilingTask{Task: n.taskCode(t.Task), Done: t.Done, Blocked: t.Blocked, Next: t.Next}
		for _, m := range n.s.Milestones(t.Task) {
			for _, d := range t.Milestones {
				if d.Milestone == m.ID {
					task.Milestones = append(task.Milestones, FilingMilestone{No: m.No, Done: string(d.On), Evidence: ids(d.Evidence)})
				}
			}
		}
		out.Tasks = append(out.Tasks, task)
	}
	return out
}

// fields tells how app's names of inputs are spelt in a body.
type fields struct {
	known map[string]string
	n     names
}

func fieldsOf(n names, f app.Filing) fields {
	known := map[string]string{}
	for i, l := range f.Lines {
		known[app.LineKey{Indicator: l.Indicator, Unit: l.Unit}.Field()] = fmt.Sprintf("lines[%d].value", i)
	}
	for i, t := range f.Tasks {
		known["task."+string(t.Task)] = fmt.Sprintf("tasks[%d].task", i)
		for j, m := range t.Milestones {
			known["milestone."+string(m.Milestone)] = fmt.Sprintf("tasks[%d].milestones[%d]", i, j)
		}
	}
	return fields{known, n}
}

// rename spells a line that was not sent by its codes: lines[I0101@FGJ].value.
func (f fields) rename(err error) error {
	return relabel(err, func(field string) string {
		if name, ok := f.known[field]; ok {
			return name
		}
		for i := range f.n.s.Book().Indicators {
			x := &f.n.s.Book().Indicators[i]
			unit, ok := cutField(field, x.ID)
			if ok {
				return "lines[" + x.Code + "@" + f.n.unitCode(unit) + "].value"
			}
		}
		return field
	})
}

// cutField takes the unit out of a figure's field name if it is the indicator's.
func cutField(field string, x core.IndicatorID) (core.UnitID, bool) {
	prefix := app.LineKey{Indicator: x}.Field()
	unit, ok := strings.CutPrefix(field, prefix)
	return core.UnitID(unit), ok
}
