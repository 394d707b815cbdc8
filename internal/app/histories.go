package app

import (
	"context"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/catalogue"
	"tupo/internal/core"
	"tupo/internal/meeting"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/store"
)

// district asks for a right at the district as a whole, for what is not one
// unit's: every entry of the ledger.
func (a *App) district(w Who, p access.Permission) error {
	if w.Operator || w.Actor.May(p, "", a.Today(w.District)) {
		return nil
	}
	return access.Forbidden()
}

// maySeeRow decides whether an account may know of a row, by what the row is and
// whose. Rows that were deleted are judged as they last were.
func (a *App) maySeeRow(v *store.View, w Who, row record.Row) error {
	if a.district(w, access.ViewLedger) == nil {
		return nil
	}
	if a.anywhere(w, access.ViewHistory) != nil {
		return access.Forbidden()
	}
	ok := false
	switch r := row.(type) {
	case *report.Report:
		ok = a.allow(w, access.ViewReport, r.Unit) == nil
	case *report.Reopening:
		ok = a.allow(w, access.ViewReport, r.Unit) == nil
	case *report.Line:
		ok = a.seesFigure(w, r.Indicator, r.Unit)
	case *report.Difference:
		ok = a.seesFigure(w, r.Indicator, r.Unit)
	case *report.Progress:
		if s, known := a.shelf.Current(w.District); known {
			ok = a.leadsTask(w, access.ViewReport, s, r.Task)
		}
	case *report.Observation:
		s, loaded := a.shelf.Current(w.District)
		ok = loaded && a.anywhere(w, access.ViewBoard) == nil && a.seesSeries(w, s, LineKey{r.Indicator, r.Unit})
	case *report.Evidence:
		ok = r.AddedBy == w.ID() || a.seesAttached(v, w, r.ID) == nil
	case *report.Attachment:
		ref, err := core.ParseRef(r.Ref)
		ok = err == nil && a.seesRef(v, w, ref)
	default:
		ok = a.seesKind(v, w, row)
	}
	if !ok {
		return access.Missing()
	}
	return nil
}

// seesKind decides rows that do not belong to one unit's reports. What is not
// named here is seen by nobody but the readers of the whole ledger.
func (a *App) seesKind(v *store.View, w Who, row record.Row) bool {
	switch r := row.(type) {
	case *meeting.Directive:
		return a.seesDirective(w, *r)
	case *access.Account:
		return a.allowAccount(w, access.ViewAccounts, *r) == nil
	case *access.Grant:
		acct, err := store.Get[access.Account](v, string(r.Account))
		return err == nil && a.allowAccount(w, access.ViewAccounts, acct) == nil
	case *plan.Indicator:
		return a.anywhere(w, access.ViewBoard) == nil && a.seesIndicator(w, r.ID)
	}
	switch row.Table().Name {
	case "document", "fact":
		return a.anywhere(w, access.ViewDocument) == nil
	case "meeting", "attendance":
		return a.anywhere(w, access.ViewDirective) == nil
	case "project", "phase", "party":
		return a.anywhere(w, access.ViewProject) == nil
	case "target", "trajectory", "target_change", "change_item", "programme", "action", "task", "milestone":
		return a.seesPlanned(v, w, row)
	case "district", "unit", "unit_name", "post", "rule", "period_lock":
		return a.anywhere(w, access.ViewBoard) == nil
	}
	return false
}

// seesPlanned decides rows of a programme: drafts and work secrets are not
// everybody's. The reader must be allowed the programme and the target.
func (a *App) seesPlanned(v *store.View, w Who, row record.Row) bool {
	programme, target, ok := planPlace(v, row)
	if !ok {
		return false
	}
	p, err := store.Get[plan.Programme](v, string(programme))
	x := a.sight(w)
	now, loaded := a.shelf.Current(w.District)
	return err == nil && loaded && x.programme(&p) && (target == nil || x.knows(target, now))
}

// planPlace finds the programme that a row belongs to, and the target if it
// belongs to one; false when either is gone.
func planPlace(v *store.View, row record.Row) (core.ProgrammeID, *plan.Target, bool) {
	target := func(id core.TargetID) (core.ProgrammeID, *plan.Target, bool) {
		t, err := store.Get[plan.Target](v, string(id))
		return t.Programme, &t, err == nil
	}
	action := func(id core.ActionID) (core.ProgrammeID, *plan.Target, bool) {
		x, err := store.Get[plan.Action](v, string(id))
		return x.Programme, nil, err == nil
	}
	switch r := row.(type) {
	case *plan.Programme:
		return r.ID, nil, true
	case *plan.Action:
		return r.Programme, nil, true
	case *plan.Task:
		return action(r.Action)
	case *plan.Milestone:
		t, err := store.Get[plan.Task](v, string(r.Task))
		if err != nil {
			return "", nil, false
		}
		return action(t.Action)
	case *plan.Target:
		return r.Programme, r, true
	case *plan.Point:
		return target(r.Target)
	case *plan.TargetChange:
		return planPlaceOf(v, r.Ref())
	case *plan.ChangeItem:
		if id := TargetOfRef(r.Object); id != "" {
			return target(id)
		}
		ref, err := core.ParseRef(r.Object)
		if err != nil {
			return "", nil, false
		}
		return planPlaceOf(v, ref)
	}
	return "", nil, false
}

// planPlaceOf is planPlace for an object by its name.
func planPlaceOf(v *store.View, ref core.Ref) (core.ProgrammeID, *plan.Target, bool) {
	row, err := planRow(v, ref)
	if err != nil {
		return "", nil, false
	}
	return planPlace(v, row)
}

// seesSeries reports whether a figure is the reader's to know: no target reads it
// in the whole board s, one that the reader knows of does, or the figure itself is.
func (a *App) seesSeries(w Who, s *board.Snapshot, key LineKey) bool {
	readers := s.Readers(key.Indicator, key.Unit)
	if len(readers) == 0 || w.Operator {
		return true
	}
	seen := a.seen(w, s)
	for _, t := range readers {
		if _, ok := seen.Target(t.ID); ok {
			return true
		}
	}
	return a.sight(w).figure(s, key)
}

// seesIndicator reports whether the reader's own board has an indicator; one that
// is no longer there was never hidden.
func (a *App) seesIndicator(w Who, id core.IndicatorID) bool {
	s, ok := a.shelf.Current(w.District)
	if !ok {
		return false
	}
	_, there := s.Indicator(id)
	_, seen := a.seen(w, s).Indicator(id)
	return seen || !there
}

func (a *App) seesFigure(w Who, indicator core.IndicatorID, unit core.UnitID) bool {
	s, ok := a.shelf.Current(w.District)
	if !ok {
		return false
	}
	x, ok := s.Indicator(indicator)
	if ok && a.allowFigure(w, access.ViewReport, unit, x) == nil {
		return true
	}
	for _, t := range s.On(a.Today(w.District)).Readers(indicator, unit) { // a unit that took the figure over sees its past
		if t.Reporter() != unit && a.allow(w, access.ViewReport, t.Reporter()) == nil {
			return true
		}
	}
	return false
}

// leadsTask reports whether the account has a right at the unit that leads a task:
// the one in its row, or the one that stands in its place today.
func (a *App) leadsTask(w Who, p access.Permission, s *board.Snapshot, id core.TaskID) bool {
	for _, at := range []*board.Snapshot{s, s.On(a.Today(w.District))} {
		if t, ok := at.Task(id); ok && a.allow(w, p, t.Lead) == nil {
			return true
		}
	}
	return false
}

// EntryRow is one row that an entry changed, with what differs.
type EntryRow struct {
	Ref     core.Ref
	Op      record.Op
	Differs []record.Difference
}

// EntryRows is how many rows of one entry are unfolded: an import has thousands.
const EntryRows = 100

// EntryPage is one ledger entry with its proof. More counts the rows beyond
// those unfolded.
type EntryPage struct {
	Entry record.Entry
	Rows  []EntryRow
	More  int
	Proof Proof
}

// Entry reads one entry of the ledger.
func (a *App) Entry(ctx context.Context, w Who, seq core.Seq) (EntryPage, error) {
	var page EntryPage
	if err := a.district(w, access.ViewLedger); err != nil {
		return page, err
	}
	err := a.db.View(ctx, w.District, func(v *store.View) (err error) {
		if page.Entry, err = v.Entry(seq); err != nil {
			return err
		}
		page.More = max(len(page.Entry.Changes)-EntryRows, 0)
		for _, c := range page.Entry.Changes[:len(page.Entry.Changes)-page.More] {
			row, err := entryRow(v, seq, c)
			if err != nil {
				return err
			}
			page.Rows = append(page.Rows, row)
		}
		page.Proof, err = proofOf(v, seq)
		return err
	})
	return page, err
}

// entryRow unfolds one change of an entry against the version before it.
func entryRow(v *store.View, seq core.Seq, c record.Change) (EntryRow, error) {
	row, ok := catalogue.New(c.Table)
	if !ok {
		return EntryRow{Op: c.Op, Ref: core.Ref{ID: strings.Join(c.Key, "/")}}, nil
	}
	if err := c.Load(row); err != nil {
		return EntryRow{}, err
	}
	out := EntryRow{Ref: record.RefOf(row), Op: c.Op}
	if c.Op == record.Insert {
		out.Differs = record.Diff(nil, row)
		return out, nil
	}
	entries, err := v.EntriesOf(out.Ref)
	if err != nil {
		return out, err
	}
	steps, err := unfold(out.Ref, entries)
	if err != nil {
		return out, err
	}
	if i := slices.IndexFunc(steps, func(s Change) bool { return s.Seq == seq }); i >= 0 {
		out.Differs = steps[i].Differs
	}
	return out, nil
}
