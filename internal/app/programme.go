package app

import (
	"context"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

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
	_, err = a.write(ctx, w, "programme."+string(next), reason, func(tx *store.Tx) error {
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
	return allFaults(programmeFaults(b, id))
}

// programmeFaults lists what is wrong in the rows of one programme, warnings left out.
func programmeFaults(b *plan.Book, id core.ProgrammeID) []plan.Fault {
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
		if f.Severity == plan.Error && ours[core.Ref{Kind: f.Kind, ID: f.ID}] {
			mine = append(mine, f)
		}
	}
	return mine
}
