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

// identify gives a new row its identifier: the first key column, if empty.
func (a *App) identify(row record.Row) error {
	f := row.Fields()[0]
	if f.Value().Text != "" {
		return nil
	}
	id, err := a.newID()
	if err == nil {
		f.Set(record.Value{Text: id})
	}
	return err
}

// keepValue holds change control: in an active programme a target's value,
// range, tiers and year are not edited directly.
func keepValue(b plan.Book, t *plan.Target) error {
	i := slices.IndexFunc(b.Targets, func(old plan.Target) bool { return old.ID == t.ID })
	if i < 0 {
		if !t.Original.Known() {
			t.Original = t.Value
		}
		return nil
	}
	old := b.Targets[i]
	t.Original = old.Original
	p := slices.IndexFunc(b.Programmes, func(p plan.Programme) bool { return p.ID == old.Programme })
	if p < 0 || b.Programmes[p].State == plan.Draft {
		t.Original = t.Value
		return nil
	}
	if t.Value != old.Value || t.High != old.High || t.Year != old.Year || t.Indicator != old.Indicator {
		return errs.Field("value", "plan.change-controlled")
	}
	return nil
}

// place puts row into the book in the place of the row with its key.
func place(b *plan.Book, row record.Row) error {
	switch r := row.(type) {
	case *plan.District:
		b.District = *r
	case *plan.Unit:
		b.Units = replaced(b.Units, *r, func(x plan.Unit) bool { return x.ID == r.ID })
	case *plan.Post:
		b.Posts = replaced(b.Posts, *r, func(x plan.Post) bool { return x.ID == r.ID })
	case *plan.Programme:
		b.Programmes = replaced(b.Programmes, *r, func(x plan.Programme) bool { return x.ID == r.ID })
	case *plan.Action:
		b.Actions = replaced(b.Actions, *r, func(x plan.Action) bool { return x.ID == r.ID })
	case *plan.Task:
		b.Tasks = replaced(b.Tasks, *r, func(x plan.Task) bool { return x.ID == r.ID })
	case *plan.Milestone:
		b.Milestones = replaced(b.Milestones, *r, func(x plan.Milestone) bool { return x.ID == r.ID })
	case *plan.Indicator:
		b.Indicators = replaced(b.Indicators, *r, func(x plan.Indicator) bool { return x.ID == r.ID })
	case *plan.Target:
		b.Targets = replaced(b.Targets, *r, func(x plan.Target) bool { return x.ID == r.ID })
	case *plan.Point:
		b.Points = replaced(b.Points, *r, func(x plan.Point) bool { return x.Target == r.Target && x.Period == r.Period })
	case *plan.Rule:
		b.Rules = replaced(b.Rules, *r, func(x plan.Rule) bool { return x.ID == r.ID })
	default:
		return errs.New(errs.Invalid, "plan.not-editable", "table", row.Table().Name)
	}
	return nil
}

// replaced copies the slice: boards share theirs between readers.
func replaced[T any](all []T, row T, same func(T) bool) []T {
	out := slices.Clone(all)
	if i := slices.IndexFunc(out, same); i >= 0 {
		out[i] = row
		return out
	}
	return append(out, row)
}

// faultsOf joins the errors that concern one row.
func faultsOf(faults []plan.Fault, ref core.Ref) error {
	var all []error
	for _, f := range faults {
		if f.Severity == plan.Error && f.Kind == ref.Kind && f.ID == ref.ID {
			all = append(all, errs.Field(f.Field, f.Key, f.Args...))
		}
	}
	return errors.Join(all...)
}

// AskTargetChange asks for another year value, with a reason.
func (a *App) AskTargetChange(ctx context.Context, w Who, id core.TargetID, value, reason string) (string, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return "", err
	}
	t, ok := a.seen(w, s).Target(id)
	if !ok || a.allow(w, access.ViewBoard, t.Unit) != nil {
		return "", errs.New(errs.Missing, "plan.no-such-target")
	}
	if err := a.allow(w, access.ProposeTargetChange, t.Unit); err != nil {
		return "", err
	}
	x, ok := s.Indicator(t.Indicator)
	if !ok {
		return "", access.Missing()
	}
	next, err := readValue(value, x)
	if err != nil || !next.Known() {
		return "", errs.Field("value", errorKey(err), "value", value, "unit", x.Display)
	}
	if reason == "" {
		return "", errs.Field("reason", "report.reason-needed")
	}
	if err := a.soundChange(s, *t, next); err != nil {
		return "", err
	}
	change := plan.TargetChange{Target: id, Old: t.Value, New: next, Reason: reason, State: "asked", AskedBy: w.ID(), AskedAt: a.clock()}
	if change.ID, err = a.newID(); err != nil {
		return "", err
	}
	_, err = a.write(ctx, w, "target.ask-change", reason, "", func(tx *store.Tx) error { return tx.Insert(&change) })
	return change.ID, err
}

// soundChange refuses a value that the plan's rules forbid: above the stretch, no
// whole rank.
func (a *App) soundChange(s *board.Snapshot, t plan.Target, next core.Quantity) error {
	t.Value = next
	book := *s.Book()
	if err := place(&book, &t); err != nil {
		return err
	}
	return faultsOf(book.Check(), record.RefOf(&t))
}

// DecideTargetChange approves or refuses; another account than the asker does.
func (a *App) DecideTargetChange(ctx context.Context, w Who, id string, approve bool, reason string) error {
	if err := a.anywhere(w, access.ApproveTargetChange); err != nil {
		return err
	}
	if !approve && reason == "" {
		return errs.Field("reason", "report.reason-needed")
	}
	s, err := a.Seen(ctx, w)
	if err != nil {
		return err
	}
	_, err = a.write(ctx, w, "target.decide-change", reason, "", func(tx *store.Tx) error {
		c, err := store.Get[plan.TargetChange](tx, id)
		if err != nil {
			return access.Hide(err)
		}
		if _, seen := s.Target(c.Target); !seen {
			return access.Missing()
		}
		t, err := store.Get[plan.Target](tx, string(c.Target))
		if err != nil {
			return err
		}
		if err := a.allow(w, access.ApproveTargetChange, t.Unit); err != nil {
			return err
		}
		switch {
		case c.State != "asked" || t.Value != c.Old:
			return errs.New(errs.Conflict, "plan.change-decided")
		case c.AskedBy == w.ID():
			return errs.New(errs.Forbidden, "reopening.another-person")
		}
		c.State, c.ApprovedBy = "refused", w.ID()
		if approve {
			c.State, t.Value = "approved", c.New
			if err := tx.Put(&t); err != nil {
				return err
			}
		}
		return tx.Put(&c)
	})
	return err
}

// TargetChanges lists the changes asked of a target, or of all when id is "", of
// the targets that the reader may know of.
func (a *App) TargetChanges(ctx context.Context, w Who, id core.TargetID) ([]plan.TargetChange, error) {
	if err := a.anywhere(w, access.ExportPlan); err != nil {
		return nil, err
	}
	s, err := a.Seen(ctx, w)
	if err != nil {
		return nil, err
	}
	var out []plan.TargetChange
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		all, err := store.List[plan.TargetChange](v, "")
		for _, c := range all {
			t, ok := s.Target(c.Target)
			if ok && (id == "" || c.Target == id) && a.allow(w, access.ViewBoard, t.Unit) == nil {
				out = append(out, c)
			}
		}
		return err
	})
	return out, err
}
