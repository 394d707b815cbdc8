package app

import (
	"context"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

// Removal is a plan row that may be taken out, with the rows that go with it: a
// target's typed planned values, a task's milestones, all of a draft programme.
type Removal struct {
	Row  record.Row
	With []record.Row
	Uses error // why it cannot go, one sentence for each that uses it; nil when nothing does
}

// Removal says what taking a row out would take along, and what stands against it.
func (a *App) Removal(ctx context.Context, w Who, ref core.Ref) (Removal, error) {
	e, r, err := a.beginRemoval(ctx, w, ref)
	if err != nil {
		return r, err
	}
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		r.Uses, err = e.uses(v, r)
		return err
	})
	return r, err
}

// RemovePlan takes out a plan row that nothing uses, with a reason. Its versions
// stay in the ledger. A fact that the row was made from can be decided again. What
// belongs to a programme that runs is not taken out but asked to be: the request's
// identifier is returned.
func (a *App) RemovePlan(ctx context.Context, w Who, ref core.Ref, reason string) (string, error) {
	if reason = strings.TrimSpace(reason); reason == "" {
		return "", errs.Field("reason", "report.reason-needed")
	}
	if err := fits(text{"reason", reason, reasonLimit}); err != nil {
		return "", err
	}
	e, r, err := a.beginRemoval(ctx, w, ref)
	if err != nil {
		return "", err
	}
	parts := sortingOf(e.board.Book())
	parts.drop(r.Row)
	asked, action := request{}, "plan.remove"
	if len(parts.out.items) > 0 {
		if asked, err = a.ask(ctx, w, e.board, ref, parts.out.items, reason); err != nil {
			return "", err
		}
		action = actionAsk
	}
	_, err = a.write(ctx, w, action, reason, func(tx *store.Tx) error {
		if asked.ID == "" {
			return e.take(tx, r)
		}
		uses, err := e.uses(tx, r)
		if err != nil || uses != nil {
			return joined([]error{err, uses})
		}
		return putAll(tx, asked.rows())
	})
	return asked.ID, err
}

// take removes a row with what belongs to it, unless something uses one of them.
func (e *editing) take(tx *store.Tx, r Removal) error {
	uses, err := e.uses(tx, r)
	if err != nil || uses != nil {
		return joined([]error{err, uses})
	}
	for _, row := range append(r.With, r.Row) {
		if err := tx.Delete(row); err != nil {
			return access.Hide(err)
		}
		if err := freeFacts(tx, record.RefOf(row)); err != nil {
			return err
		}
	}
	return nil
}

// freeFacts lets the facts of a removed object be decided again.
func freeFacts(tx *store.Tx, ref core.Ref) error {
	facts, err := store.List[document.Fact](tx, "object = $1", ref.String())
	if err != nil {
		return err
	}
	for i := range facts {
		facts[i].State, facts[i].Object, facts[i].DecidedBy = document.Proposed, "", ""
		if err := tx.Put(&facts[i]); err != nil {
			return err
		}
	}
	return nil
}

// beginRemoval finds the row and what belongs to it, and asks for the right.
func (a *App) beginRemoval(ctx context.Context, w Who, ref core.Ref) (*editing, Removal, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, Removal{}, err
	}
	e := &editing{app: a, who: w, right: access.EditPlan, board: s, book: *s.Book()}
	row := rowIn(s.Book(), ref)
	if row == nil || !removable(row) {
		return nil, Removal{}, access.Missing()
	}
	if err := e.allowed(row); err != nil {
		return nil, Removal{}, err
	}
	if p, ok := row.(*plan.Programme); ok && p.State != plan.Draft {
		return nil, Removal{}, errs.New(errs.Conflict, "plan.remove-running", "programme", p.Name)
	}
	return e, Removal{Row: row, With: partsOf(s.Book(), row)}, nil
}

func removable(row record.Row) bool {
	switch row.(type) {
	case *plan.Unit, *plan.Post, *plan.Programme, *plan.Action, *plan.Task, *plan.Milestone, *plan.Indicator, *plan.Target, *plan.Rule:
		return true
	}
	return false
}

// partsOf lists the rows that have no meaning without the row, children first.
func partsOf(b *plan.Book, row record.Row) []record.Row {
	targets, tasks, actions := map[core.TargetID]bool{}, map[core.TaskID]bool{}, map[core.ActionID]bool{}
	programme := core.ProgrammeID("")
	switch r := row.(type) {
	case *plan.Target:
		targets[r.ID] = true
	case *plan.Task:
		tasks[r.ID] = true
	case *plan.Programme:
		programme = r.ID
	default:
		return nil
	}
	var out []record.Row
	for i := range b.Actions {
		if x := &b.Actions[i]; programme != "" && x.Programme == programme {
			actions[x.ID], out = true, append(out, x)
		}
	}
	for i := range b.Tasks {
		if x := &b.Tasks[i]; actions[x.Action] {
			tasks[x.ID], out = true, append(out, x)
		}
	}
	for i := range b.Targets {
		if x := &b.Targets[i]; programme != "" && x.Programme == programme {
			targets[x.ID], out = true, append(out, x)
		}
	}
	for i := range b.Milestones {
		if x := &b.Milestones[i]; tasks[x.Task] {
			out = append(out, x)
		}
	}
	for i := range b.Points {
		if x := &b.Points[i]; targets[x.Target] {
			out = append(out, x)
		}
	}
	for i := range b.Transfers {
		ref, err := core.ParseRef(b.Transfers[i].Object)
		if err == nil && (ref.Kind == "target" && targets[core.TargetID(ref.ID)] || ref.Kind == "task" && tasks[core.TaskID(ref.ID)]) {
			out = append(out, &b.Transfers[i])
		}
	}
	slices.Reverse(out)
	return out
}
