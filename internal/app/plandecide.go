package app

import (
	"context"
	"errors"
	"strings"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

// DecideTargetChange approves or refuses a request; another account than the asker
// does. With the approval all of it is written in one entry under the reason that was
// given for it, or, when the plan is no longer as it was when it was asked, nothing.
func (a *App) DecideTargetChange(ctx context.Context, w Who, id string, approve bool, word string) error {
	if err := a.anywhere(w, access.ApproveTargetChange); err != nil {
		return err
	}
	if word = strings.TrimSpace(word); !approve && word == "" {
		return errs.Field("reason", "report.reason-needed")
	}
	if err := fits(text{"reason", word, reasonLimit}); err != nil {
		return err
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return err
	}
	d := decision{editing: editing{app: a, who: w, right: access.ApproveTargetChange, board: s, seen: a.seen(w, s), book: *s.Book()}}
	if d.change, err = a.changeOf(ctx, w, id); err != nil {
		return err
	}
	if !a.seesChange(w, s, d.seen, d.change) {
		return access.Missing()
	}
	if err := a.allow(w, access.ApproveTargetChange, unitOfRef(s, d.change.Ref())); err != nil {
		return err
	}
	if d.change.AskedBy == w.ID() {
		return errs.New(errs.Forbidden, "reopening.another-person")
	}
	reason := word
	if approve {
		reason = d.change.Reason
	}
	_, err = a.write(ctx, w, actionDecide, reason, func(tx *store.Tx) error { return d.write(tx, approve, word) })
	return err
}

func (a *App) changeOf(ctx context.Context, w Who, id string) (PlanChange, error) {
	var out PlanChange
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		c, err := store.Get[plan.TargetChange](v, id)
		if err != nil {
			return access.Hide(err)
		}
		items, err := store.List[plan.ChangeItem](v, "change_id = $1", id)
		out = withItems(c, items)
		return err
	})
	return out, err
}

// decision is a request being decided.
type decision struct {
	editing
	change PlanChange
}

func (d *decision) write(tx *store.Tx, approve bool, word string) error {
	c, err := store.Get[plan.TargetChange](tx, d.change.ID)
	if err != nil {
		return access.Hide(err)
	}
	if c.State != plan.ChangeAsked {
		return errs.New(errs.Conflict, "plan.change-decided")
	}
	c.State, c.ApprovedBy, c.DecidedAt, c.Word = plan.ChangeRefused, d.who.ID(), d.app.clock(), word
	if approve {
		c.State = plan.ChangeApproved
	}
	if err := tx.Put(&c); err != nil {
		return err
	}
	if !approve {
		return proposeAgain(tx, c.ID)
	}
	return d.carryOut(tx, c.DecidedAt)
}

// carryOut writes what was asked for.
func (d *decision) carryOut(tx *store.Tx, now core.Instant) error {
	put, drop, err := applyItems(d.change.Items, func(ref core.Ref) (record.Row, error) { return planRow(tx, ref) })
	if errors.Is(err, errMoved) {
		return errs.New(errs.Conflict, "plan.change-moved").Because(err)
	}
	if err != nil {
		return err
	}
	for _, row := range append(put, drop...) {
		if err := d.allowed(row); err != nil {
			return err
		}
	}
	if put, err = d.stamped(tx, put, drop, now); err != nil {
		return err
	}
	if err := errors.Join(unfiled(tx, d.before, put), d.sound(put, drop)); err != nil {
		return err
	}
	for _, row := range drop {
		if _, point := row.(*plan.Point); point {
			err = tx.Delete(row)
		} else {
			err = d.take(tx, Removal{Row: row, With: partsOf(&d.book, row)})
		}
		if err != nil {
			return err
		}
	}
	return putAll(tx, put)
}

// sound checks the plan as the request would leave it.
func (d *decision) sound(put, drop []record.Row) error {
	e := editing{app: d.app, who: d.who, right: d.right, board: d.board, seen: d.seen, book: d.book}
	for _, row := range put {
		if err := place(&e.book, row); err != nil {
			return err
		}
	}
	for _, row := range drop {
		if _, point := row.(*plan.Point); point {
			if err := e.drop(row); err != nil {
				return err
			}
		}
	}
	faults := e.book.Check()
	var all []error
	for _, row := range put {
		all = append(all, faultsOf(faults, record.RefOf(row)))
	}
	return errors.Join(all...)
}

// stamped marks what is revised: the targets, also those whose trajectory changes,
// programmes and indicators. A rule counts its versions.
func (d *decision) stamped(tx *store.Tx, put, drop []record.Row, now core.Instant) ([]record.Row, error) {
	added, stamped := map[string]bool{}, map[core.TargetID]bool{}
	for _, x := range d.change.Items {
		added[x.Object] = added[x.Object] || x.Field == "" && x.New == plan.RowAdded
	}
	for _, row := range put {
		switch r := row.(type) {
		case *plan.Target:
			if stamped[r.ID] = true; added[record.RefOf(r).String()] {
				d.begin(r, put)
			} else {
				r.Revised = now
			}
		case *plan.Programme:
			r.Revised = now
		case *plan.Indicator:
			if !added[record.RefOf(r).String()] {
				r.Revised = now
			}
		case *plan.Rule:
			r.Version++
		}
	}
	for _, row := range append(put, drop...) {
		p, ok := row.(*plan.Point)
		if !ok || stamped[p.Target] {
			continue
		}
		stamped[p.Target] = true
		t, err := store.Get[plan.Target](tx, string(p.Target))
		if err != nil {
			return nil, err
		}
		t.Revised = now
		put = append(put, &t)
	}
	return put, nil
}

// begin has the duty to report on a new target begin with the month of its approval:
// nobody could be late for a month in which nobody was asked. What another target asks
// of the same figure stays owed, and amounts of single months are wanted from the
// year's first, since only all of them say what came of the year.
func (d *decision) begin(t *plan.Target, put []record.Row) {
	today := d.app.Today(d.who.District)
	if t.From != "" || t.Year != int64(today.Year()) || d.sums(t.Indicator, put) {
		return
	}
	from := core.Date(core.Month(today.Year(), today.Month()).String() + "-01")
	for _, o := range d.board.Readers(t.Indicator, t.Unit) {
		p, ok := d.board.Programme(o.Programme)
		if ok && p.State == plan.Active && o.Year == t.Year && o.From < from {
			return
		}
	}
	t.From = from
}

// sums reports whether an indicator, which may come with the request, is summed up
// from the amounts of single months.
func (d *decision) sums(id core.IndicatorID, put []record.Row) bool {
	for _, row := range put {
		if x, ok := row.(*plan.Indicator); ok && x.ID == id {
			return x.Accumulation == plan.Flow
		}
	}
	x, ok := d.board.Indicator(id)
	return ok && x.Accumulation == plan.Flow
}

// TargetChanges lists the requests for a target, or all when id is "", as far as the
// reader may know of what they are about. None leaves the list: what was refused,
// withdrawn or carried out stays.
func (a *App) TargetChanges(ctx context.Context, w Who, id core.TargetID) ([]PlanChange, error) {
	if err := a.anywhere(w, access.ExportPlan); err != nil {
		return nil, err
	}
	return a.changesSeen(ctx, w, id)
}

func (a *App) changesSeen(ctx context.Context, w Who, id core.TargetID) ([]PlanChange, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	seen := a.seen(w, s)
	var out []PlanChange
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		all, err := requests(v, "")
		for _, c := range all {
			if (id == "" || c.about(id)) && a.seesChange(w, s, seen, c) {
				out = append(out, c)
			}
		}
		return err
	})
	return out, err
}

// Added lists the targets and indicators that a request would add.
func (c *PlanChange) Added() (targets []plan.Target, indicators []plan.Indicator, err error) {
	added := map[string]bool{}
	var items []plan.ChangeItem
	for _, x := range c.Items {
		if added[x.Object] = added[x.Object] || x.Field == "" && x.New == plan.RowAdded; added[x.Object] {
			items = append(items, x)
		}
	}
	rows, _, err := applyItems(items, func(core.Ref) (record.Row, error) { return nil, access.Missing() })
	for _, row := range rows {
		switch r := row.(type) {
		case *plan.Target:
			targets = append(targets, *r)
		case *plan.Indicator:
			indicators = append(indicators, *r)
		}
	}
	return targets, indicators, err
}

// about reports whether a request changes a target or its trajectory.
func (c *PlanChange) about(id core.TargetID) bool {
	if c.Target == id {
		return true
	}
	for _, x := range c.Items {
		if TargetOfRef(x.Object) == id {
			return true
		}
	}
	return false
}

// TargetOfRef is the target that an object is or belongs to; "" for another.
func TargetOfRef(object string) core.TargetID {
	ref, err := core.ParseRef(object)
	switch {
	case err != nil:
		return ""
	case ref.Kind == "target":
		return core.TargetID(ref.ID)
	case ref.Kind == "trajectory":
		target, _, _ := strings.Cut(ref.ID, "/")
		return core.TargetID(target)
	}
	return ""
}

// seesChange reports whether the reader may know of all that a request is about.
// What is not in the plan, since it is still asked for or was taken out, is known to
// whoever edits the plan of the district or decides on it.
func (a *App) seesChange(w Who, s, seen *board.Snapshot, c PlanChange) bool {
	whole := a.district(w, access.EditPlan) == nil || a.district(w, access.ApproveTargetChange) == nil
	for _, x := range c.Items {
		ref, err := core.ParseRef(x.Object)
		if err != nil {
			return false
		}
		if t := TargetOfRef(x.Object); t != "" {
			ref = core.Ref{Kind: "target", ID: string(t)}
		}
		there, shown := rowIn(s.Book(), ref), rowIn(seen.Book(), ref)
		if there == nil && !whole || there != nil && shown == nil {
			return false
		}
		if t, ok := shown.(*plan.Target); ok && a.allow(w, access.ViewBoard, t.Unit) != nil {
			return false
		}
	}
	return true
}
