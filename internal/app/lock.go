package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
	"tupo/internal/store"
)

// Lock closes a month; from then on a unit corrects only through a reopening.
// While a unit's sheet is not settled it fails with Invalid, unless that is
// known: anyway.
func (a *App) Lock(ctx context.Context, w Who, month core.Period, anyway bool) error {
	if err := a.district(w, access.LockPeriod); err != nil {
		return err // a month is locked for all units
	}
	if month.Len() != 1 {
		return errs.Field("period", "period.month-wanted")
	}
	if month.LastDay() >= a.Today(w.District) {
		return errs.Field("period", "period.not-over", "period", month.String())
	}
	all, err := a.Sheets(ctx, Operator(w.District), month)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, SheetSummary.Lockable)
	if len(all) > 0 && !anyway {
		return errs.Field("anyway", "period.unsettled", "n", strconv.Itoa(len(all)), "period", month.String())
	}
	_, err = a.write(ctx, w, "period.lock", "", func(tx *store.Tx) error {
		old, err := store.Get[report.Lock](tx, month.String())
		if err != nil && !errs.Is(err, errs.Missing) {
			return err
		}
		if old.Locked {
			return errs.New(errs.Conflict, "report.locked", "period", month.String())
		}
		return tx.Put(&report.Lock{Period: month.String(), Locked: true, LockedBy: w.ID(), LockedAt: a.clock()})
	})
	return err
}

// AskReopening asks that one unit may correct one locked month.
func (a *App) AskReopening(ctx context.Context, w Who, unit core.UnitID, month core.Period, reason string) (string, error) {
	if err := a.allow(w, access.AskReopening, unit); err != nil {
		return "", err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return "", errs.Field("reason", "report.reason-needed")
	}
	id, err := a.newID()
	if err != nil {
		return "", err
	}
	_, err = a.write(ctx, w, "reopening.ask", reason, func(tx *store.Tx) error {
		lock, err := store.Get[report.Lock](tx, month.String())
		if errs.Is(err, errs.Missing) || err == nil && !lock.Locked {
			return errs.New(errs.Conflict, "report.not-locked")
		}
		if err != nil {
			return err
		}
		pending, err := store.List[report.Reopening](tx, "unit_id = $1 AND period = $2 AND state IN ($3, $4)",
			string(unit), month.String(), string(report.ReopeningAsked), string(report.ReopeningOpen))
		if err != nil {
			return err
		}
		if len(pending) > 0 {
			return errs.New(errs.Conflict, "reopening.pending")
		}
		return tx.Insert(&report.Reopening{ID: id, Unit: unit, Period: month.String(), Reason: reason,
			State: report.ReopeningAsked, AskedBy: w.ID(), AskedAt: a.clock()})
	})
	return id, err
}

// AgreeReopening is one of the two agreements a reopening needs. The asker does
// not agree, and nobody agrees twice.
func (a *App) AgreeReopening(ctx context.Context, w Who, id string) error {
	return a.decideReopening(ctx, w, id, "reopening.agree", "", func(r *report.Reopening) error {
		switch {
		case r.AskedBy == w.ID() || r.First == w.ID():
			return errs.New(errs.Forbidden, "reopening.another-person")
		case r.First == "":
			r.First = w.ID()
		default:
			r.Second, r.State = w.ID(), report.ReopeningOpen
		}
		return nil
	})
}

// RefuseReopening ends a request with a reason.
func (a *App) RefuseReopening(ctx context.Context, w Who, id, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return errs.Field("reason", "report.reason-needed")
	}
	return a.decideReopening(ctx, w, id, "reopening.refuse", reason, func(r *report.Reopening) error {
		r.State = report.ReopeningEnded
		return nil
	})
}

func (a *App) decideReopening(ctx context.Context, w Who, id, action, reason string, f func(*report.Reopening) error) error {
	_, err := a.write(ctx, w, action, reason, func(tx *store.Tx) error {
		r, err := store.Get[report.Reopening](tx, id)
		if err != nil {
			return access.Hide(err)
		}
		if !a.seesReopening(w, r) {
			return access.Missing()
		}
		if err := a.allow(w, access.AgreeReopening, r.Unit); err != nil {
			return err
		}
		if r.State != report.ReopeningAsked {
			return errs.New(errs.Conflict, "reopening.decided")
		}
		if err := f(&r); err != nil {
			return err
		}
		return tx.Put(&r)
	})
	return err
}

// Reopenings lists requests, newest first, that the account may see.
func (a *App) Reopenings(ctx context.Context, w Who) ([]report.Reopening, error) {
	var out []report.Reopening
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		all, err := store.List[report.Reopening](v, "")
		for _, r := range all {
			if a.seesReopening(w, r) {
				out = append(out, r)
			}
		}
		slices.Reverse(out)
		return err
	})
	return out, err
}

// seesReopening: whoever sees the unit's reports, and whoever may agree.
func (a *App) seesReopening(w Who, r report.Reopening) bool {
	return a.allow(w, access.ViewReport, r.Unit) == nil || a.allow(w, access.AgreeReopening, r.Unit) == nil
}
