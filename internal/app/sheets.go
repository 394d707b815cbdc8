package app

import (
	"context"
	"slices"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
)

// SheetState is where a unit's sheet stands on the list of a month.
type SheetState string

const (
	SheetMissing  SheetState = "missing"  // overdue and not filed
	SheetImported SheetState = "imported" // not filed, and nothing of it is wanted; see SheetSummary.Imported
	SheetOpen     SheetState = "open"     // not yet due
	SheetDraft    SheetState = "draft"    // not yet due, and the reader has begun it
	SheetFiled    SheetState = "submitted"
	SheetApproved SheetState = "approved"
	SheetVerified SheetState = "verified"
	SheetReturned SheetState = "returned"
)

// SheetStates lists the states in the order of a month's work.
func SheetStates() []SheetState {
	return []SheetState{SheetMissing, SheetImported, SheetOpen, SheetDraft, SheetFiled, SheetApproved, SheetVerified, SheetReturned}
}

// SheetSummary is one unit's sheet on the list: what is asked of it and how far
// it is. Where the reader sees part of a sheet only, that part is counted.
type SheetSummary struct {
	Unit      *plan.Unit
	Month     core.Period
	State     SheetState
	Figures   int // asked
	Tasks     int // asked
	Filed     int // figures filed
	Verified  int
	Held      int       // with a question
	Due       core.Date // see board.Snapshot.SheetDue; "" where nothing is asked any more
	Report    report.Report
	Draft     bool // the reader has one
	MayFile   bool
	ToApprove bool // it waits for the reader's approval
	settled   bool
	imported  bool
}

// Imported reports whether nothing was filed and nothing is wanted all the same: no
// task is asked for, and a workbook brought every figure. Such a sheet is neither
// missing nor filed, and may be filed.
func (x SheetSummary) Imported() bool { return x.imported }

// Lockable reports whether a lock of the month would leave nothing of the sheet
// missing or unverified that its unit was to file.
func (x SheetSummary) Lockable() bool { return x.settled || x.imported }

// Settled reports whether nothing of the sheet is outstanding: every figure is
// verified; of a sheet that asks for tasks alone, which nobody verifies, the unit
// has approved what it says, where its programmes want that.
func (x SheetSummary) Settled() bool { return x.settled }

// settle finds out whether the filed report leaves nothing outstanding.
func (x *SheetSummary) settle(s *board.Snapshot) {
	switch x.Report.State {
	case report.FullyVerified:
		x.settled = true
	case report.UnitApproved:
		x.settled = x.Figures == 0
	case report.Submitted:
		x.settled = x.Figures == 0 && !asksApproval(s, x.Unit.ID, x.Month)
	}
}

// Sheets lists the sheets of a month that the account may see, in the order of
// the units.
func (a *App) Sheets(ctx context.Context, w Who, month core.Period) ([]SheetSummary, error) {
	if month.Len() != 1 {
		return nil, errs.Field("period", "period.month-wanted")
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	s = s.On(month.LastDay())
	var out []SheetSummary
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		for i := range s.Book().Units {
			x, ok, err := a.sheetSummary(v, w, s, &s.Book().Units[i], month)
			if err != nil {
				return err
			}
			if ok {
				out = append(out, x)
			}
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = inProgramme(a.seen(w, s), "period", month)
	}
	return out, err
}

// sheetSummary adds to what is asked what was filed of it and is being drafted.
func (a *App) sheetSummary(v *store.View, w Who, s *board.Snapshot, u *plan.Unit, month core.Period) (SheetSummary, bool, error) {
	x, due, ok := a.askedSheet(w, s, u, month)
	if !ok {
		return x, false, nil
	}
	x.MayFile = a.allow(w, access.FileReport, u.ID) == nil && !w.Operator
	r := &x.Report
	x.ToApprove = r.State == report.Submitted && r.SubmittedBy != w.ID() && !w.Operator && a.approves(w, s, r)
	err := x.count(v, due)
	if err == nil {
		x.Draft, err = hasDraft(v, w, u.ID, month)
	}
	x.State = x.state(a.Today(w.District))
	return x, true, err
}

// askedSheet says what a unit's sheet of a month asks, of which the lines are given,
// and whether it was filed and settled; false when there is nothing of it for the
// reader. All that counts sheets counts these. The snapshot is that of the month's
// last day.
func (a *App) askedSheet(w Who, s *board.Snapshot, u *plan.Unit, month core.Period) (SheetSummary, []board.DueLine, bool) {
	x := SheetSummary{Unit: u, Month: month}
	whole := a.allow(w, access.ViewReport, u.ID) == nil
	due := slices.DeleteFunc(s.DueLines(u.ID, month), func(d board.DueLine) bool {
		return !whole && a.allowFigure(w, access.ViewReport, d.Unit, d.Indicator) != nil
	})
	x.Figures = len(due)
	if whole {
		x.Tasks = len(s.DueTasks(u.ID, month))
	}
	asked := x.Figures+x.Tasks > 0
	if asked {
		x.Due = s.SheetDue(month, due)
	}
	r, filed := s.Report(u.ID, month)
	if filed {
		x.Report = r
		x.settle(s)
	}
	x.imported = importedSheet(s, u.ID, month)
	return x, due, asked || filed && whole
}

// importedSheet reports whether a unit filed nothing for a month and nothing is wanted
// of it: no task is asked for, and a workbook brought every figure that is.
func importedSheet(s *board.Snapshot, unit core.UnitID, month core.Period) bool {
	if _, filed := s.Report(unit, month); filed || len(s.DueTasks(unit, month)) > 0 {
		return false
	}
	due := s.DueLines(unit, month)
	return len(due) > 0 && !slices.ContainsFunc(due, func(d board.DueLine) bool {
		o, ok := s.Observation(d.Indicator.ID, d.Unit, d.Period, report.Operational)
		return !ok || !o.Imported() || !o.Value.Known()
	})
}

// count counts the filed lines among those that are asked and may be seen.
func (x *SheetSummary) count(v *store.View, due []board.DueLine) error {
	if x.Report.ID == "" {
		return nil
	}
	seen := map[LineKey]bool{}
	for _, d := range due {
		seen[LineKey{d.Indicator.ID, d.Unit}] = true
	}
	lines, err := store.List[report.Line](v, "report_id = $1", string(x.Report.ID))
	for _, l := range lines {
		if !seen[LineKey{l.Indicator, l.Unit}] {
			continue
		}
		x.Filed++
		switch l.Standing {
		case report.Verified:
			x.Verified++
		case report.Held:
			x.Held++
		}
	}
	return err
}

func (x *SheetSummary) state(today core.Date) SheetState {
	switch {
	case x.Report.ID != "":
		return SheetState(x.Report.State)
	case x.imported:
		return SheetImported
	case x.Due != "" && x.Due < today:
		return SheetMissing
	case x.Draft:
		return SheetDraft
	}
	return SheetOpen
}

func hasDraft(v *store.View, w Who, unit core.UnitID, month core.Period) (bool, error) {
	_, err := v.Draft(unit, month.String(), w.ID())
	if errs.Is(err, errs.Missing) {
		return false, nil
	}
	return err == nil, err
}

// MonthState is one month of the year and its lock.
type MonthState struct {
	Month    core.Period
	Lock     report.Lock // zero while it was never locked
	Over     bool        // its last day is past
	Asked    int         // sheets that Sheets lists
	Filed    int
	Imported int // of which every figure was imported and nothing else is asked
	Verified int // settled: nothing of them is left to verify
}

// Months lists the months of a year up to the present one, newest first.
func (a *App) Months(ctx context.Context, w Who, year int) ([]MonthState, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	today := a.Today(w.District)
	var out []MonthState
	for m := 12; m >= 1; m-- {
		month := core.Month(year, m)
		if core.Date(month.String()+"-01") > today {
			continue
		}
		x := MonthState{Month: month, Over: month.LastDay() < today}
		x.Lock, _ = s.Lock(month)
		then := s.On(month.LastDay())
		for i := range then.Book().Units {
			sheet, _, ok := a.askedSheet(w, then, &then.Book().Units[i], month)
			if !ok {
				continue
			}
			x.Asked++
			if sheet.Report.ID != "" {
				x.Filed++
			}
			if sheet.Imported() {
				x.Imported++
			}
			if sheet.Settled() {
				x.Verified++
			}
		}
		out = append(out, x)
	}
	return out, nil
}

// DueMonth is the month that pages show when none is asked for: the last one
// whose reports are due.
func (a *App) DueMonth(ctx context.Context, w Who) (core.Period, error) {
	s, err := a.Seen(ctx, w)
	if err != nil {
		return core.Period{}, err
	}
	return dueMonth(s, a.Today(w.District)), nil
}

// AccountsNamed gives the accounts with these identifiers, for pages that say who
// filed, approved and verified what the reader may see. Unknown ones, such as
// “system”, are left out.
func (a *App) AccountsNamed(ctx context.Context, w Who, ids ...core.AccountID) (map[core.AccountID]access.Account, error) {
	out := map[core.AccountID]access.Account{}
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		for _, id := range ids {
			acct, err := store.Get[access.Account](v, string(id))
			if errs.Is(err, errs.Missing) {
				continue
			}
			if err != nil {
				return err
			}
			out[id] = acct
		}
		return nil
	})
	return out, err
}

// EvidenceNamed gives the files with these identifiers that the account added or
// may see; the others are left out.
func (a *App) EvidenceNamed(ctx context.Context, w Who, ids ...core.EvidenceID) (map[core.EvidenceID]report.Evidence, error) {
	out := map[core.EvidenceID]report.Evidence{}
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		for _, id := range ids {
			e, err := store.Get[report.Evidence](v, string(id))
			if err == nil && !w.Operator && e.AddedBy != w.ID() {
				err = a.seesAttached(v, w, id)
			}
			if errs.Is(err, errs.Missing) {
				continue
			}
			if err != nil {
				return err
			}
			out[id] = e
		}
		return nil
	})
	return out, err
}

// Doubts says which of a filing's figures would be questioned, as File would:
// a draft shows its questions before it is filed. Figures that cannot be read
// raise none.
func (a *App) Doubts(ctx context.Context, w Who, f Filing) (map[LineKey]Asked, error) {
	if err := a.allow(w, access.FileReport, f.Unit); err != nil {
		return nil, err
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	out := map[LineKey]Asked{}
	due := s.DueLines(f.Unit, f.Month)
	figure := typed(&f, due, observed(a.seen(w, s), report.Operational))
	for _, l := range f.Lines {
		i := slices.IndexFunc(due, func(d board.DueLine) bool {
			return d.Indicator.ID == l.Indicator && (d.Unit == l.Unit || l.Unit == "" && d.Unit == f.Unit)
		})
		if i < 0 {
			continue
		}
		d := due[i]
		value, err := ReadAmount(l.Value, d.Indicator)
		if err != nil {
			continue
		}
		if asked := a.doubt(s, d.Indicator, d.Unit, d.Period, value, figure); asked.Doubt != report.NoDoubt {
			out[LineKey{d.Indicator.ID, d.Unit}] = asked
		}
	}
	return out, nil
}
