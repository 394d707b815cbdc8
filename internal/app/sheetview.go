package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
)

// Sheet is the one sheet of a unit for a month: all that is due, with what
// helps to fill it in, and what was filed so far.
type Sheet struct {
	Unit      *plan.Unit
	Month     core.Period
	Due       core.Date // see board.Snapshot.SheetDue; "" where nothing is asked
	Report    report.Report
	Locked    bool
	Reopening *report.Reopening // open for this unit and month
	Lines     []SheetLine
	Tasks     []SheetTask
	Files     []report.Evidence // of the report as a whole
	Draft     *Draft
	Imported  bool // see SheetSummary.Imported
	MayFile   bool
	MayJudge  bool // approve or send back
	Part      bool // only the lines whose indicators the reader verifies; nothing else of the unit's
}

// SheetLine is one figure asked of the unit. Quantities are in the storage unit.
type SheetLine struct {
	Indicator *plan.Indicator
	Unit      *plan.Unit // whose figure
	Period    core.Period
	Due       core.Date
	Targets   []*plan.Target
	Planned   core.Quantity
	Ceiling   core.Quantity      // of a planned range its upper end
	Plans     []Planned          // by each target, where they plan different values; the first is Planned
	Previous  report.Observation // of the release before; zero Indicator when there is none
	YearAgo   report.Observation
	Imported  report.Observation // brought by a workbook, with no report behind it; zero where there is none
	Filed     *report.Line
	Waits     bool // filed, and the unit has yet to approve it
	Files     []report.Evidence
}

// Key names the line.
func (l SheetLine) Key() LineKey { return LineKey{l.Indicator.ID, l.Unit.ID} }

// SheetTask is one task the unit leads.
type SheetTask struct {
	Task       *plan.Task
	Milestones []plan.Milestone
	Files      map[core.MilestoneID][]report.Evidence
	Progress   *report.Progress
	Last       *report.Progress // of an earlier month
}

// Draft is a sheet half filled in. It lies outside the ledger.
type Draft struct {
	SavedBy core.AccountID
	SavedAt core.Instant
	Filing  Filing
}

// Sheet gathers a unit's sheet for a month.
func (a *App) Sheet(ctx context.Context, w Who, unit core.UnitID, month core.Period) (Sheet, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return Sheet{}, err
	}
	if month.Len() != 1 {
		return Sheet{}, access.Missing()
	}
	s = s.On(month.LastDay())
	u, ok := s.Unit(unit)
	if !ok {
		return Sheet{}, access.Missing()
	}
	whole := a.allow(w, access.ViewReport, unit) == nil
	sheet := Sheet{Unit: u, Month: month, Part: !whole, Imported: importedSheet(s, unit, month),
		MayFile: a.allow(w, access.FileReport, unit) == nil, MayJudge: a.allow(w, access.ApproveReport, unit) == nil}
	judged := a.seen(w, s).View(month, a.Today(w.District))
	var due []board.DueLine
	for _, d := range s.DueLines(unit, month) {
		if !whole && a.allowFigure(w, access.ViewReport, d.Unit, d.Indicator) != nil {
			continue
		}
		due = append(due, d)
		if l, ok := sheetLine(s, judged, d); ok {
			sheet.Lines = append(sheet.Lines, l)
		}
	}
	if !whole && len(sheet.Lines) == 0 {
		return Sheet{}, access.Missing()
	}
	if len(sheet.Lines) == 0 {
		if err := inProgramme(a.seen(w, s), "month", month); err != nil {
			return Sheet{}, err
		}
	}
	err = a.db.View(ctx, w.District, func(v *store.View) error { return a.fillSheet(v, w, s, &sheet) })
	if len(sheet.Lines)+len(sheet.Tasks) > 0 {
		sheet.Due = s.SheetDue(month, due)
	}
	return sheet, err
}

// sheetLine is a line with what helps to fill it in. The figure is asked of the
// unit whoever reads the sheet; of the targets that want it v knows the reader's.
func sheetLine(s *board.Snapshot, v *board.View, d board.DueLine) (SheetLine, bool) {
	x := d.Indicator
	u, ok := s.Unit(d.Unit)
	if !ok {
		return SheetLine{}, false
	}
	l := SheetLine{Indicator: x, Unit: u, Period: d.Period, Due: d.Due}
	l.Previous = bestFigure(s, x.ID, u.ID, x.Previous(d.Period))
	l.YearAgo = bestFigure(s, x.ID, u.ID, d.Period.YearAgo())
	if o, ok := s.Observation(x.ID, u.ID, d.Period, report.Operational); ok && o.Imported() {
		l.Imported = o
	}
	for _, id := range d.Targets {
		t, seen := v.Snapshot().Target(id)
		if !seen {
			continue
		}
		l.Targets = append(l.Targets, t)
	}
	first, plans := plannedBy(v, l.Targets, x, d.Period)
	l.Planned, l.Ceiling, l.Plans = first.Value, first.Ceiling, plans
	return l, true
}

// bestFigure is the figure beside which a new one is typed: the operational one,
// as filed, else the official one.
func bestFigure(s *board.Snapshot, x core.IndicatorID, u core.UnitID, p core.Period) report.Observation {
	for _, b := range []report.Basis{report.Operational, report.Official, report.Published} {
		if o, ok := s.Observation(x, u, p, b); ok && counts(o.Standing) {
			return o
		}
	}
	return report.Observation{}
}

func (a *App) fillSheet(v *store.View, w Who, s *board.Snapshot, sheet *Sheet) error {
	month := sheet.Month.String()
	var err error
	sheet.Report, err = reportOf(v, sheet.Unit.ID, sheet.Month)
	if err != nil && !errs.Is(err, errs.Missing) {
		return err
	}
	if sheet.Report.ID != "" {
		if err := fillFiled(v, s, sheet); err != nil {
			return err
		}
	}
	lock, err := store.Get[report.Lock](v, month)
	if err != nil && !errs.Is(err, errs.Missing) {
		return err
	}
	sheet.Locked = lock.Locked
	open, err := store.List[report.Reopening](v, "unit_id = $1 AND period = $2 AND state = $3", string(sheet.Unit.ID), month, string(report.ReopeningOpen))
	if err != nil {
		return err
	}
	if len(open) > 0 {
		sheet.Reopening = &open[0]
	}
	if sheet.Part {
		return nil
	}
	if err := fillTasks(v, s, sheet); err != nil {
		return err
	}
	return fillDraft(v, w, sheet)
}

func fillFiled(v *store.View, s *board.Snapshot, sheet *Sheet) error {
	lines, err := store.List[report.Line](v, "report_id = $1", string(sheet.Report.ID))
	if err != nil {
		return err
	}
	for i := range sheet.Lines {
		l := &sheet.Lines[i]
		at := slices.IndexFunc(lines, func(f report.Line) bool { return f.Indicator == l.Indicator.ID && f.Unit == l.Unit.ID })
		if at < 0 {
			continue
		}
		l.Filed = &lines[at]
		l.Waits = lines[at].Standing == report.Claimed && waitsForApproval(s, sheet.Report, lines[at])
		if l.Files, err = filesOf(v, lineRef(lines[at])); err != nil {
			return err
		}
	}
	if sheet.Part {
		sheet.Report.Note = ""
		return nil
	}
	sheet.Files, err = filesOf(v, core.Ref{Kind: "report", ID: string(sheet.Report.ID)})
	return err
}

func lineRef(l report.Line) core.Ref {
	return core.Ref{Kind: "report_line", ID: string(l.Report) + "/" + string(l.Indicator) + "/" + string(l.Unit)}
}

func fillTasks(v *store.View, s *board.Snapshot, sheet *Sheet) error {
	for _, t := range s.DueTasks(sheet.Unit.ID, sheet.Month) {
		st := SheetTask{Task: t, Milestones: s.Milestones(t.ID), Files: map[core.MilestoneID][]report.Evidence{}}
		for _, m := range st.Milestones {
			files, err := filesOf(v, core.Ref{Kind: "milestone", ID: string(m.ID)})
			if err != nil {
				return err
			}
			st.Files[m.ID] = files
		}
		said, err := store.List[report.Progress](v, "task_id = $1", string(t.ID))
		if err != nil {
			return err
		}
		for i := range said {
			switch p := &said[i]; {
			case p.Period == sheet.Month.String():
				st.Progress = p
			case p.Period < sheet.Month.String():
				st.Last = p
			}
		}
		sheet.Tasks = append(sheet.Tasks, st)
	}
	return nil
}

func fillDraft(v *store.View, w Who, sheet *Sheet) error {
	kept, err := v.Draft(sheet.Unit.ID, sheet.Month.String(), w.ID())
	if errs.Is(err, errs.Missing) {
		return nil
	}
	if err != nil {
		return err
	}
	d := Draft{SavedBy: kept.Account, SavedAt: kept.SavedAt}
	if err := json.Unmarshal(kept.Payload, &d.Filing); err != nil {
		return fmt.Errorf("draft of %s %s: %w", sheet.Unit.ID, sheet.Month, err)
	}
	sheet.Draft = &d
	return nil
}

// maxDraft bounds a draft in bytes; the largest sheet is far below.
const maxDraft = 4 << 20

// SaveDraft keeps a half-filled sheet. Nothing in it is checked: a draft may be wrong.
func (a *App) SaveDraft(ctx context.Context, w Who, f Filing) error {
	if err := a.allowSheet(w, access.FileReport, f.Unit); err != nil {
		return err
	}
	payload, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	if len(payload) > maxDraft {
		return errs.New(errs.TooLarge, "report.draft-large", "max", fmt.Sprint(maxDraft>>20)+" MB")
	}
	return a.db.Aside(ctx, func(x *store.Aside) error {
		return x.SaveDraft(w.District, store.Draft{Unit: f.Unit, Period: f.Month.String(), Account: w.ID(), SavedAt: a.clock(), Payload: payload})
	})
}
