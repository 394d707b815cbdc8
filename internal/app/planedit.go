package app

import (
	"context"
	"errors"
	"slices"
	"strings"

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

	needs map[core.Ref]bool                      // new rows that only what is asked for needs: they are asked for with it
	fresh map[core.Ref]bool                      // rows that are new although they have their key
	with  func(tx *store.Tx, asked string) error // is written in the same entry; asked is the request's identifier, or ""
}

// SavePlan writes plan rows. They are checked inside the whole plan first; faults
// name the fields of the rows. What is wanted, judged or counted in a programme that
// runs does not change here: it becomes one request, whose identifier is returned,
// and another person decides it; what else was edited is written at once. A
// programme's state changes through SetProgrammeState; nothing of a closed programme
// changes at all.
func (a *App) SavePlan(ctx context.Context, w Who, edit PlanEdit) (string, error) {
	return a.editPlan(ctx, w, access.EditPlan, edit)
}

func (a *App) editPlan(ctx context.Context, w Who, right access.Permission, edit PlanEdit) (string, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return "", err
	}
	e := editing{app: a, who: w, right: right, board: s, seen: a.seen(w, s), book: *s.Book(), fresh: edit.fresh}
	parts, err := e.all(edit)
	if err != nil {
		return "", err
	}
	if err := fits(text{"reason", edit.Reason, reasonLimit}); err != nil {
		return "", err
	}
	if parts.runs && strings.TrimSpace(edit.Reason) == "" {
		return "", errs.Field("reason", "plan.reason-running")
	}
	var asked request
	if len(parts.items) > 0 {
		if asked, err = a.ask(ctx, w, s, mainRef(edit), parts.items, edit.Reason); err != nil {
			return "", err
		}
	} else if len(parts.put)+len(parts.drop) == 0 && edit.with == nil {
		return "", nil
	}
	_, err = a.write(ctx, w, saveAction(parts), edit.Reason, func(tx *store.Tx) error {
		if err := errors.Join(e.unmoved(tx, parts), unfiled(tx, e.before, edit.Put)); err != nil {
			return err
		}
		for _, row := range parts.drop {
			if err := tx.Delete(row); err != nil {
				return err
			}
		}
		if err := putAll(tx, append(parts.put, asked.rows()...)); err != nil || edit.with == nil {
			return err
		}
		return edit.with(tx, asked.ID)
	})
	return asked.ID, err
}

// saveAction names the entry by what it does first of all.
func saveAction(parts sorted) string {
	if len(parts.put)+len(parts.drop) == 0 {
		return actionAsk
	}
	return "plan.save"
}

// mainRef is what an edit is about: the form's own row.
func mainRef(edit PlanEdit) core.Ref {
	row := append(edit.Put, edit.Drop...)[0]
	if p, ok := row.(*plan.Point); ok {
		return core.Ref{Kind: "target", ID: string(p.Target)}
	}
	return record.RefOf(row)
}

// all takes an edit into the book, finds what is wrong with it there, and parts it
// by change control.
func (e *editing) all(edit PlanEdit) (sorted, error) {
	parts := sortingOf(e.board.Book())
	for _, row := range edit.Put {
		if err := e.put(row); err != nil {
			return sorted{}, err
		}
		if edit.needs[record.RefOf(row)] && len(parts.out.items) > 0 {
			parts.add(row)
			continue
		}
		parts.put(row)
	}
	for _, row := range edit.Drop {
		if err := e.drop(row); err != nil {
			return sorted{}, err
		}
		parts.drop(row)
	}
	if err := e.follow(edit, parts); err != nil {
		return sorted{}, err
	}
	return parts.out, e.faults(edit.Put)
}

func (e *editing) faults(put []record.Row) error {
	faults := append(e.book.Check(), e.book.Ahead(e.app.Today(e.who.District))...)
	var all []error
	for i, row := range put {
		err := faultsOf(faults, record.RefOf(row))
		if i > 0 {
			err = elsewhere(err, row)
		}
		all = append(all, err)
	}
	return errors.Join(all...)
}

// unmoved holds, inside the transaction, that the programmes stand as the edit was
// parted by and that the rows it writes are still those it was made from: a change
// approved meanwhile is not written over.
func (e *editing) unmoved(tx *store.Tx, parts sorted) error {
	programmes, err := store.List[plan.Programme](tx, "")
	if err != nil {
		return err
	}
	for _, p := range programmes {
		if old, ok := e.board.Programme(p.ID); !ok || old.State != p.State {
			return errs.New(errs.Conflict, "plan.changed-meanwhile")
		}
	}
	for _, row := range parts.put {
		before := rowIn(e.board.Book(), record.RefOf(row))
		if before == nil {
			continue
		}
		now, err := planRow(tx, record.RefOf(row))
		if err != nil || len(record.Diff(before, now)) > 0 {
			return errs.New(errs.Conflict, "plan.changed-meanwhile").Because(err)
		}
	}
	return nil
}

// before is a row as it was before the edit; nil for a new one.
func (e *editing) before(ref core.Ref) record.Row { return rowIn(e.board.Book(), ref) }

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
	right access.Permission // to edit the plan, or to ask for a change of it
	board *board.Snapshot
	seen  *board.Snapshot // as far as the editor may know of it
	book  plan.Book       // as it will be
	fresh map[core.Ref]bool
}

func (e *editing) put(row record.Row) error {
	fresh := row.Fields()[0].Value().Text == "" || e.fresh[record.RefOf(row)]
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
	right := e.right
	switch row.(type) {
	case *plan.Unit, *plan.Post:
		right = access.EditUnits
	}
	unit, programme := e.placeOf(row)
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

// placeOf is the unit that a row is about and the programme it belongs to.
func (e *editing) placeOf(row record.Row) (unit core.UnitID, programme core.ProgrammeID) {
	switch r := row.(type) {
	case *plan.Unit:
		unit = r.Parent
	case *plan.Post:
		unit = r.Unit
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
	return unit, programme
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
		keepOriginal(e.board, r)
	case *plan.Programme:
		r.State, r.Revised = plan.Draft, 0
		if old, ok := e.board.Programme(r.ID); ok {
			r.State, r.Revised = old.State, old.Revised
		}
	case *plan.Indicator:
		r.Revised = 0
		if old, ok := e.board.Indicator(r.ID); ok {
			r.Revised = old.Revised
		}
		e.keepMeasure(r)
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
	for _, row := range b.Rows() {
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
	b.Names, b.Transfers = slices.Clone(b.Names), slices.Clone(b.Transfers)
	return b
}
