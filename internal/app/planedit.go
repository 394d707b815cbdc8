package app

import (
	"context"
	"errors"
	"slices"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

// PlanEdit is what one form changes: rows that are new or other than they were,
// and rows to take out. All of it lands in one entry, or nothing.
type PlanEdit struct {
	Put    []record.Row // the form's own row first
	Drop   []record.Row // typed planned values and milestones only
	Reason string
}

// SavePlan writes plan rows. They are checked inside the whole plan first; faults
// name the fields of the rows. The value of a target in an active programme does
// not change here but through AskTargetChange, a programme's state through
// SetProgrammeState; nothing of a closed programme changes at all.
func (a *App) SavePlan(ctx context.Context, w Who, edit PlanEdit) error {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return err
	}
	e := editing{app: a, who: w, board: s, seen: a.seen(w, s), book: *s.Book()}
	for _, row := range edit.Put {
		if err := e.put(row); err != nil {
			return err
		}
	}
	for _, row := range edit.Drop {
		if err := e.drop(row); err != nil {
			return err
		}
	}
	faults := e.book.Check()
	var all []error
	for i, row := range edit.Put {
		err := faultsOf(faults, record.RefOf(row))
		if i > 0 {
			err = elsewhere(err, row)
		}
		all = append(all, err)
	}
	if err := errors.Join(all...); err != nil {
		return err
	}
	_, err = a.write(ctx, w, "plan.save", edit.Reason, "", func(tx *store.Tx) error {
		for _, row := range edit.Drop {
			if err := tx.Delete(row); err != nil {
				return err
			}
		}
		return putAll(tx, edit.Put)
	})
	return err
}

// elsewhere renames the faults of a row that is not the form's own: “point.” with
// the period of a typed planned value, “part.” with the target of a breakdown.
func elsewhere(err error, row record.Row) error {
	field := "part." + record.RefOf(row).ID
	if p, ok := row.(*plan.Point); ok {
		field = "point." + p.Period
	}
	var all []error
	for _, e := range errs.All(err) {
		c := *e
		c.Field = field
		all = append(all, &c)
	}
	return errors.Join(all...)
}

// editing is one SavePlan under way.
type editing struct {
	app   *App
	who   Who
	board *board.Snapshot
	seen  *board.Snapshot // as far as the editor may know of it
	book  plan.Book       // as it will be
}

func (e *editing) put(row record.Row) error {
	fresh := row.Fields()[0].Value().Text == ""
	if err := e.app.identify(row); err != nil {
		return err
	}
	old := rowIn(e.board.Book(), record.RefOf(row))
	if !fresh && !composite(row) && rowIn(e.seen.Book(), record.RefOf(row)) == nil {
		return access.Missing()
	}
	for _, r := range []record.Row{old, row} {
		if r == nil {
			continue
		}
		if err := e.allowed(r); err != nil {
			return err
		}
	}
	if err := e.keep(row); err != nil {
		return err
	}
	return place(&e.book, row)
}

// composite reports whether a row is named by what it belongs to, so that a row
// with a full key may be new.
func composite(row record.Row) bool {
	_, point := row.(*plan.Point)
	return point
}

func (e *editing) drop(row record.Row) error {
	if err := e.allowed(row); err != nil {
		return err
	}
	switch r := row.(type) {
	case *plan.Point:
		e.book.Points = slices.DeleteFunc(slices.Clone(e.book.Points), func(x plan.Point) bool { return x.Target == r.Target && x.Period == r.Period })
	case *plan.Milestone:
		e.book.Milestones = slices.DeleteFunc(slices.Clone(e.book.Milestones), func(x plan.Milestone) bool { return x.ID == r.ID })
	default:
		return errs.New(errs.Invalid, "plan.not-editable", "table", row.Table().Name)
	}
	return nil
}

// allowed asks for the right at the unit that the row is about, and that its
// programme is not closed.
func (e *editing) allowed(row record.Row) error {
	right, unit := access.EditPlan, core.UnitID("")
	programme := core.ProgrammeID("")
	switch r := row.(type) {
	case *plan.Unit:
		right, unit = access.EditUnits, r.Parent
	case *plan.Post:
		right, unit = access.EditUnits, r.Unit
	case *plan.Programme:
		programme = r.ID
	case *plan.Action:
		programme = r.Programme
	case *plan.Task:
		unit, programme = r.Lead, e.programmeOf(r.Action)
	case *plan.Milestone:
		if t, ok := e.board.Task(r.Task); ok {
			unit, programme = t.Lead, e.programmeOf(t.Action)
		}
	case *plan.Target:
		unit, programme = r.Unit, r.Programme
	case *plan.Point:
		for _, t := range e.book.Targets {
			if t.ID == r.Target {
				unit, programme = t.Unit, t.Programme
			}
		}
	}
	if _, known := e.board.Unit(unit); !known {
		unit = "" // a new or unknown unit: the district decides, and the check names the fault
	}
	if err := e.app.allow(e.who, right, unit); err != nil {
		return err
	}
	if p, ok := e.board.Programme(programme); ok && p.State == plan.Closed {
		return errs.New(errs.Conflict, "plan.programme-closed", "programme", p.Name)
	}
	return nil
}

func (e *editing) programmeOf(id core.ActionID) core.ProgrammeID {
	if a, ok := e.board.Action(id); ok {
		return a.Programme
	}
	return ""
}

// keep holds what a form may not change.
func (e *editing) keep(row record.Row) error {
	switch r := row.(type) {
	case *plan.Target:
		e.keepPlace(r)
		return keepValue(*e.board.Book(), r)
	case *plan.Programme:
		r.State = plan.Draft
		if old, ok := e.board.Programme(r.ID); ok {
			r.State = old.State
		}
	case *plan.Indicator:
		if old, ok := e.board.Indicator(r.ID); ok && old.Unit != r.Unit {
			return errs.Field("unit", "plan.unit-fixed", "unit", old.Unit)
		}
	case *plan.Rule:
		r.Version = 1
		for _, old := range e.board.Book().Rules {
			if old.ID == r.ID {
				r.Version = old.Version
				if len(record.Diff(&old, r)) > 0 {
					r.Version++ // a light names the version it was made by
				}
			}
		}
	}
	return nil
}

// keepPlace leaves a target where it is when its whole is hidden from the editor,
// who was shown none.
func (e *editing) keepPlace(t *plan.Target) {
	old, ok := e.board.Target(t.ID)
	if !ok || old.Parent == "" || t.Parent != "" {
		return
	}
	if _, seen := e.seen.Target(old.Parent); !seen {
		t.Parent, t.Dimension = old.Parent, old.Dimension
	}
}

// rowIn finds a row of a book; nil when it is not there.
func rowIn(b *plan.Book, ref core.Ref) record.Row {
	for _, row := range bookRows(b) {
		if record.RefOf(row) == ref {
			return row
		}
	}
	return nil
}

// PlanRow finds one row of the plan that the account may see, as a copy to be changed.
func (a *App) PlanRow(ctx context.Context, w Who, ref core.Ref) (record.Row, error) {
	b, err := a.PlanBook(ctx, w)
	if err != nil {
		return nil, err
	}
	row := rowIn(&b, ref)
	if row == nil {
		return nil, access.Missing()
	}
	return row, nil
}

// PlanBook is a copy of the plan as far as the account may see it: programmes in
// draft are the office's, work secrets of those concerned.
func (a *App) PlanBook(ctx context.Context, w Who) (plan.Book, error) {
	if err := a.anywhere(w, access.ExportPlan); err != nil {
		return plan.Book{}, err
	}
	s, err := a.Seen(ctx, w)
	if err != nil {
		return plan.Book{}, err
	}
	return cloneBook(*s.Book()), nil
}

// cloneBook copies the slices, which boards share between readers.
func cloneBook(b plan.Book) plan.Book {
	b.Units, b.Posts, b.Holdings, b.Rules = slices.Clone(b.Units), slices.Clone(b.Posts), slices.Clone(b.Holdings), slices.Clone(b.Rules)
	b.Programmes, b.Actions, b.Tasks, b.Milestones = slices.Clone(b.Programmes), slices.Clone(b.Actions), slices.Clone(b.Tasks), slices.Clone(b.Milestones)
	b.Indicators, b.Targets, b.Points = slices.Clone(b.Indicators), slices.Clone(b.Targets), slices.Clone(b.Points)
	return b
}

// SetProgrammeState starts a draft or closes an active programme; there is no way
// back. A programme starts only when nothing in it is wrong.
func (a *App) SetProgrammeState(ctx context.Context, w Who, id core.ProgrammeID, next plan.State, reason string) error {
	if err := a.allow(w, access.EditPlan, ""); err != nil {
		return err
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return err
	}
	old, ok := s.Programme(id)
	if !ok {
		return access.Missing()
	}
	switch {
	case old.State == plan.Draft && next == plan.Active:
		if err := soundProgramme(s.Book(), id); err != nil {
			return err
		}
	case old.State == plan.Active && next == plan.Closed:
		if reason == "" {
			return errs.Field("reason", "report.reason-needed")
		}
	default:
		return errs.New(errs.Conflict, "plan.state-order")
	}
	_, err = a.write(ctx, w, "programme."+string(next), reason, "", func(tx *store.Tx) error {
		p, err := store.Get[plan.Programme](tx, string(id))
		if err != nil {
			return err
		}
		if p.State != old.State {
			return errs.New(errs.Conflict, "plan.state-order")
		}
		p.State = next
		return tx.Put(&p)
	})
	return err
}

// soundProgramme names everything wrong in the rows of one programme.
func soundProgramme(b *plan.Book, id core.ProgrammeID) error {
	ours := map[core.Ref]bool{{Kind: "programme", ID: string(id)}: true}
	for _, x := range b.Actions {
		if x.Programme == id {
			ours[core.Ref{Kind: "action", ID: string(x.ID)}] = true
		}
	}
	for _, t := range b.Tasks {
		ours[core.Ref{Kind: "task", ID: string(t.ID)}] = ours[core.Ref{Kind: "action", ID: string(t.Action)}]
	}
	for _, t := range b.Targets {
		ours[core.Ref{Kind: "target", ID: string(t.ID)}] = t.Programme == id
	}
	for _, p := range b.Points {
		ref := record.RefOf(&p)
		ours[ref] = ours[core.Ref{Kind: "target", ID: string(p.Target)}]
	}
	var mine []plan.Fault
	for _, f := range b.Check() {
		if ours[core.Ref{Kind: f.Kind, ID: f.ID}] {
			mine = append(mine, f)
		}
	}
	return allFaults(mine)
}
