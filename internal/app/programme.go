package app

import (
	"context"
	"strconv"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// StateChange is what somebody asks to become of a programme.
type StateChange struct {
	Next   plan.State
	Reason string // needed to close one
	Anyway bool   // start it although Unsettled names something
}

// SetProgrammeState starts a draft or closes an active programme; there is no way
// back. A programme starts only when nothing in it is wrong, and while something in
// it is unsettled only when that is known: see Unsettled.
func (a *App) SetProgrammeState(ctx context.Context, w Who, id core.ProgrammeID, to StateChange) error {
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
	next, reason := to.Next, to.Reason
	switch {
	case old.State == plan.Draft && next == plan.Active:
		if err := allFaults(s.Book().ProgrammeFaults(id)); err != nil {
			return err
		}
		if open := a.unsettled(w, s, id); len(open) > 0 && !to.Anyway {
			return errs.Field("anyway", "plan.unsettled", "n", strconv.Itoa(len(open)))
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

// Unsettled lists what a draft would start with although it is probably not meant,
// as far as the account may see it: breakdowns that do not add up, what has no owner,
// no number, no course of its own. Each names its row and field.
func (a *App) Unsettled(ctx context.Context, w Who, id core.ProgrammeID) ([]plan.Fault, error) {
	if err := a.allow(w, access.ExportPlan, ""); err != nil {
		return nil, err
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	if _, ok := s.Programme(id); !ok {
		return nil, access.Missing()
	}
	return a.unsettled(w, s, id), nil
}

func (a *App) unsettled(w Who, s *board.Snapshot, id core.ProgrammeID) []plan.Fault {
	seen := a.seen(w, s)
	return append(seen.Book().Unsettled(id), courseless(started(seen, id), id, a.Today(w.District))...)
}

// courseless names the targets of a programme that would be judged by another course
// than the one their shape asks for, because last year's figures are not there.
func courseless(then *board.Snapshot, id core.ProgrammeID, today core.Date) []plan.Fault {
	var out []plan.Fault
	b := then.Book()
	for i := range b.Targets {
		t := &b.Targets[i]
		x, known := then.Indicator(t.Indicator)
		if t.Programme != id || !known || !t.Value.Known() {
			continue
		}
		course, judged := then.View(core.Month(int(t.Year), 12), today).Trajectory(t.ID)
		if judged && course.FellBack {
			out = append(out, plan.Fault{Severity: plan.Warning, Kind: t.Table().Name, ID: string(t.ID), Code: t.Code, Field: "shape",
				Key: "plan.no-last-year", Args: []string{"name", i18n.EitherName(x.Name, x.NameEn)}})
		}
	}
	return out
}
