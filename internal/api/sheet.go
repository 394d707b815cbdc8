package api

import (
	"context"
	"net/http"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// Sheet is all that a unit reports for a month.
type Sheet struct {
	Unit      string      `json:"unit" doc:"code"`
	Month     string      `json:"month" example:"2023-10"`
	Due       string      `json:"due" doc:"the earliest date by which something is due; empty when nothing is"`
	Locked    bool        `json:"locked"`
	Part      bool        `json:"part" doc:"only the lines whose indicators this account verifies"`
	MayFile   bool        `json:"may_file" doc:"this account may file it"`
	MayJudge  bool        `json:"may_judge" doc:"this account may approve or return it"`
	Report    *Report     `json:"report,omitempty" doc:"what was filed; absent when nothing was"`
	Reopening *Reopening  `json:"reopening,omitempty" doc:"open for this unit and month"`
	Lines     []SheetLine `json:"lines" nullable:"false"`
	Tasks     []SheetTask `json:"tasks" nullable:"false"`
	Files     []File      `json:"files" nullable:"false" doc:"of the report as a whole"`
	Draft     *Draft      `json:"draft,omitempty" doc:"this account's own"`
}

// Report is a unit's submission for a month.
type Report struct {
	ID          string `json:"id"`
	Unit        string `json:"unit" doc:"code"`
	Month       string `json:"month"`
	Revision    int64  `json:"revision"`
	State       string `json:"state" enum:"submitted,approved,verified,returned,withdrawn"`
	Hash        string `json:"hash" doc:"of its content: what an approval binds; also the sheet's ETag"`
	Note        string `json:"note"`
	Reason      string `json:"reason" doc:"of a correction or a return"`
	SubmittedBy string `json:"submitted_by" doc:"account"`
	SubmittedAt string `json:"submitted_at"`
	ApprovedBy  string `json:"approved_by" doc:"account"`
	ApprovedAt  string `json:"approved_at"`
	Ref         string `json:"ref" doc:"for GET /ledger/history"`
}

// SheetLine is one figure asked of the unit.
type SheetLine struct {
	Indicator  string     `json:"indicator" doc:"code"`
	Name       string     `json:"name"`
	NameEn     string     `json:"name_en"`
	Unit       string     `json:"unit" doc:"whose figure: code"`
	Period     string     `json:"period" doc:"the release, which may be longer than the month"`
	Due        string     `json:"due"`
	Measure    string     `json:"measure" doc:"unit of measure of all its figures" example:"亿元"`
	Decimals   int64      `json:"decimals" doc:"places that are shown"`
	Targets    []string   `json:"targets" nullable:"false" doc:"codes of the targets that read it"`
	Planned    string     `json:"planned" doc:"by the end of the period, of the first target; of a range its lower end"`
	Ceiling    string     `json:"planned_ceiling" doc:"of a planned range its upper end; else empty"`
	Plans      []Planned  `json:"plans" nullable:"false" doc:"what each target plans, where they plan different values; else empty"`
	Previous   string     `json:"previous" doc:"figure of the release before"`
	YearAgo    string     `json:"year_ago" doc:"figure of the same release a year before"`
	Calculated string     `json:"calculated" doc:"of a rate: what follows from its numerator and denominator as they stand in the draft or were filed; empty where nothing follows"`
	Imported   string     `json:"imported" doc:"figure that a workbook brought and no report gives; the sheet proposes it until the line is filed; empty for none"`
	Filed      *FiledLine `json:"filed,omitempty"`
	Files      []File     `json:"files" nullable:"false"`
}

// Planned is what one target plans for a figure.
type Planned struct {
	Target  string `json:"target" doc:"code"`
	Planned string `json:"planned" doc:"by the end of the period; of a range its lower end"`
	Ceiling string `json:"planned_ceiling" doc:"of a planned range its upper end; else empty"`
}

// FiledLine is what was filed for a line, and what became of it.
type FiledLine struct {
	Value    string `json:"value" doc:"empty was filed as not available"`
	Note     string `json:"note"`
	Doubt    string `json:"doubt" doc:"the question it raised: jump, exact, fall, bounds, scale, parts; empty for none"`
	Cause    string `json:"cause" doc:"the answer's choice"`
	Answer   string `json:"answer"`
	Standing string `json:"standing" doc:"claimed (filed), held (in question, counts nowhere), approved (by its unit), verified, returned (counts nowhere)"`
	Method   string `json:"method" doc:"of verification"`
	Reason   string `json:"reason" doc:"of a return"`
}

// SheetTask is one task that the unit leads.
type SheetTask struct {
	Task       string           `json:"task" doc:"code"`
	Name       string           `json:"name"`
	Done       string           `json:"done" doc:"what was done, as filed for the month"`
	Blocked    string           `json:"blocked" doc:"by what it is held up"`
	Next       string           `json:"next" doc:"next step"`
	Milestones []SheetMilestone `json:"milestones" nullable:"false"`
}

// SheetMilestone is a dated step of a task.
type SheetMilestone struct {
	No   int64  `json:"no"`
	Name string `json:"name"`
	Due  string `json:"due"`
	Done string `json:"done_on" doc:"empty while it is not reached"`
}

// Draft is a sheet half filled in. It is not in the ledger and nothing in it is checked.
type Draft struct {
	SavedAt string `json:"saved_at"`
	Filing  Filing `json:"filing"`
}

// SheetPath is the address of a sheet.
type SheetPath struct {
	Unit  string `path:"unit" maxLength:"40" doc:"code of the reporting unit"`
	Month string `path:"month" maxLength:"20" doc:"month" example:"2023-10"`
}

type sheetInput struct {
	Lang
	SheetPath
}

type sheetOutput struct {
	ETag string `header:"ETag" doc:"the report's hash, for If-Match of an approval; absent when nothing was filed"`
	Body Sheet
}

func (s *service) sheetOperations(t *table) {
	register(t, operation{Method: http.MethodGet, Path: "/sheets/{unit}/{month}", ID: "get-sheet", Tag: "report", May: access.ViewReport,
		Summary: "All that is due from a unit for a month, with what was filed"}, s.sheet)
	register(t, operation{Method: http.MethodPost, Path: "/sheets/{unit}/{month}", ID: "file-report", Tag: "report", May: access.FileReport,
		Summary: "File the sheet, or the lines of it that are ready",
		Detail: "Everything is checked first and every fault is named; then all of it is written, or nothing. Lines left out stay as they are. " +
			"A figure that jumps, falls, slips its unit, hits the target exactly or is not what its numerator and denominator give is refused with a key report.questioned.…: file it again with cause, answer and evidence. " +
			"A request with an Idempotency-Key that was seen before changes nothing and is answered with the report as it stands."}, s.file)
	register(t, operation{Method: http.MethodPut, Path: "/sheets/{unit}/{month}/draft", ID: "save-draft", Tag: "report", May: access.FileReport,
		Summary: "Keep a half-filled sheet for this account"}, s.saveDraft)
}

// open finds the names and the unit and month of a sheet's address.
func (s *service) open(ctx context.Context, w app.Who, p SheetPath) (names, core.UnitID, core.Period, error) {
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return names{}, "", core.Period{}, err
	}
	n := names{board}
	unit, err := n.unitInPath(p.Unit)
	if err != nil {
		return n, "", core.Period{}, err
	}
	m, err := month("month", p.Month)
	return n, unit, m, err
}

func (s *service) sheet(ctx context.Context, w app.Who, in *sheetInput) (sheetOutput, error) {
	n, unit, m, err := s.open(ctx, w, in.SheetPath)
	if err != nil {
		return sheetOutput{}, err
	}
	found, err := s.app.Sheet(ctx, w, unit, m)
	if err != nil {
		return sheetOutput{}, err
	}
	rates, err := s.app.Calculated(ctx, w, found, found.Begun())
	if err != nil {
		return sheetOutput{}, err
	}
	out := sheetOutput{Body: sheetOf(n, found)}
	for i, l := range found.Lines {
		if c, ok := rates[l.Key()]; ok {
			out.Body.Lines[i].Calculated = shown(c.Shown, l.Indicator)
		}
	}
	if found.Report.Hash != "" {
		out.ETag = `"` + found.Report.Hash + `"`
	}
	return out, nil
}

func sheetOf(n names, s app.Sheet) Sheet {
	out := Sheet{Unit: s.Unit.Code, Month: s.Month.String(), Due: string(s.Due), Locked: s.Locked, Part: s.Part, MayFile: s.MayFile, MayJudge: s.MayJudge,
		Lines: each(s.Lines, lineOf), Tasks: each(s.Tasks, taskOf), Files: each(s.Files, fileOf)}
	if s.Report.ID != "" {
		r := reportOf(n, s.Report)
		out.Report = &r
	}
	if s.Reopening != nil {
		r := reopeningOf(n, *s.Reopening)
		out.Reopening = &r
	}
	if s.Draft != nil {
		out.Draft = &Draft{SavedAt: moment(s.Draft.SavedAt), Filing: draftOf(n, s.Draft.Filing)}
	}
	return out
}

func reportOf(n names, r report.Report) Report {
	return Report{ID: string(r.ID), Unit: n.unitCode(r.Unit), Month: r.Period, Revision: r.Revision, State: string(r.State),
		Hash: r.Hash, Note: r.Note, Reason: r.Reason, SubmittedBy: string(r.SubmittedBy), SubmittedAt: moment(r.SubmittedAt),
		ApprovedBy: string(r.ApprovedBy), ApprovedAt: moment(r.ApprovedAt), Ref: core.Ref{Kind: "report", ID: string(r.ID)}.String()}
}

func lineOf(l app.SheetLine) SheetLine {
	x := l.Indicator
	out := SheetLine{Indicator: x.Code, Name: x.Name, NameEn: x.NameEn, Unit: l.Unit.Code, Period: l.Period.String(), Due: string(l.Due),
		Measure: x.Measure(), Decimals: x.Decimals, Targets: each(l.Targets, func(t *plan.Target) string { return t.Code }),
		Planned: shown(l.Planned, x), Ceiling: shown(l.Ceiling, x), Plans: plansOf(l.Plans, x), Previous: shown(l.Previous.Value, x), YearAgo: shown(l.YearAgo.Value, x), Imported: shown(l.Imported.Value, x), Files: each(l.Files, fileOf)}
	if l.Filed != nil {
		filed := filedLine(*l.Filed, x)
		out.Filed = &filed
	}
	return out
}

func plansOf(all []app.Planned, x *plan.Indicator) []Planned {
	return each(all, func(p app.Planned) Planned {
		return Planned{Target: p.Target.Code, Planned: shown(p.Value, x), Ceiling: shown(p.Ceiling, x)}
	})
}

func filedLine(f report.Line, x *plan.Indicator) FiledLine {
	return FiledLine{Value: shown(f.Value, x), Note: f.Note, Doubt: string(f.Doubt), Cause: string(f.Cause), Answer: f.Answer,
		Standing: string(f.Standing), Method: string(f.Method), Reason: f.Reason}
}

func taskOf(t app.SheetTask) SheetTask {
	out := SheetTask{Task: t.Task.Code, Name: t.Task.Name, Milestones: each(t.Milestones, func(m plan.Milestone) SheetMilestone {
		return SheetMilestone{No: m.No, Name: m.Name, Due: string(m.Due), Done: string(m.DoneOn)}
	})}
	if p := t.Progress; p != nil {
		out.Done, out.Blocked, out.Next = p.Done, p.Blocked, p.Next
	}
	return out
}
