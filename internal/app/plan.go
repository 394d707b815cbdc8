package app

import (
	"errors"
	"slices"

	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
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

// keepOriginal leaves to the program what no form edits: the first value of a
// target that runs, and when its plan was last changed. A draft's first value is
// the one that it has when the programme begins.
func keepOriginal(b *board.Snapshot, t *plan.Target) {
	old, known := b.Target(t.ID)
	if !known {
		if !t.Original.Known() {
			t.Original = t.Value
		}
		return
	}
	t.Original, t.Revised = old.Original, old.Revised
	if p, ok := b.Programme(old.Programme); !ok || p.State == plan.Draft {
		t.Original = t.Value
	}
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
