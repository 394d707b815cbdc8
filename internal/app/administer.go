package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// AccountEdit is what the system administrator may change of an account. The
// login stays: it stands in the logs.
type AccountEdit struct {
	ID           core.AccountID
	Name, NameEn string
	Post         core.PostID
	Unit         core.UnitID
	Closed       bool
}

// SaveAccount changes an account. Closing it ends its sessions; nobody closes
// their own.
func (a *App) SaveAccount(ctx context.Context, w Who, in AccountEdit, reason string) error {
	if in.Name == "" {
		return errs.Field("name", "form.required")
	}
	if err := accountNames(in.Name, in.NameEn); err != nil {
		return err
	}
	if in.Closed && in.ID == w.ID() {
		return errs.Field("closed", "account.own")
	}
	action := "account.save"
	_, err := a.write(ctx, w, action, reason, func(tx *store.Tx) error {
		acct, err := a.managed(tx, w, in.ID)
		if err != nil {
			return err
		}
		if _, err := store.Get[plan.Unit](tx, string(in.Unit)); err != nil {
			return errs.Field("unit", "plan.no-such-unit").Because(err)
		}
		if err := a.allow(w, access.ManageAccounts, in.Unit); err != nil {
			return err
		}
		acct.Name, acct.NameEn, acct.Post, acct.Unit, acct.Closed = in.Name, in.NameEn, in.Post, in.Unit, in.Closed
		return tx.Put(&acct)
	})
	if err != nil {
		return err
	}
	return a.db.Aside(ctx, func(x *store.Aside) error {
		if in.Closed {
			action = "account.close"
			if err := x.DropSessions(w.District, in.ID, ""); err != nil {
				return err
			}
		}
		return x.Event(w.District, store.Event{At: a.wallNow(), Account: w.ID(), Action: action, Subject: string(in.ID)})
	})
}

// managed reads an account that the administrator may change.
func (a *App) managed(r store.Reader, w Who, id core.AccountID) (access.Account, error) {
	acct, err := store.Get[access.Account](r, string(id))
	if err != nil {
		return acct, access.Hide(err)
	}
	return acct, a.allowAccount(w, access.ManageAccounts, acct)
}

// allowAccount asks for a right over an account at its home unit.
func (a *App) allowAccount(w Who, p access.Permission, acct access.Account) error {
	if w.Operator {
		return nil
	}
	return w.Actor.Require(access.ViewAccounts, p, acct.Unit, a.Today(w.District))
}

// AccountPage is one account with its grants.
type AccountPage struct {
	Account    access.Account
	Grants     []access.Grant
	MustChange bool
}

// Account opens an account for whoever sees accounts at its unit.
func (a *App) Account(ctx context.Context, w Who, id core.AccountID) (AccountPage, error) {
	var out AccountPage
	if err := a.anywhere(w, access.ViewAccounts); err != nil {
		return out, err
	}
	err := a.db.View(ctx, w.District, func(v *store.View) (err error) {
		if out.Account, err = store.Get[access.Account](v, string(id)); err != nil {
			return access.Hide(err)
		}
		if err := a.allowAccount(w, access.ViewAccounts, out.Account); err != nil {
			return err
		}
		if out.Grants, err = store.List[access.Grant](v, "account_id = $1", string(id)); err != nil {
			return err
		}
		kept, err := v.Secret(id)
		out.MustChange = kept.MustChange
		if errs.Is(err, errs.Missing) {
			return nil
		}
		return err
	})
	return out, err
}

// note writes an event of administration to the access log.
func (a *App) note(ctx context.Context, w Who, action, subject, detail string) error {
	return a.db.Aside(ctx, func(x *store.Aside) error {
		return x.Event(w.District, store.Event{At: a.wallNow(), Account: w.ID(), Action: action, Subject: subject, Detail: detail})
	})
}

// AccessEvent is one line of the access log.
type AccessEvent struct {
	At      core.Instant
	Account core.AccountID
	Action  string
	Subject string
	Remote  string
	Detail  string
}

// AccessLog reads logins and administration between two dates, newest first; at
// most limit, and whether there are more.
func (a *App) AccessLog(ctx context.Context, w Who, from, to core.Date, limit int) ([]AccessEvent, bool, error) {
	if err := a.district(w, access.ReadAccessLog); err != nil {
		return nil, false, err
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, false, err
	}
	zone := a.zone(s.District().TimeZone)
	low, high := atMidnight(from, zone), atMidnight(to.AddDays(1), zone)
	var out []AccessEvent
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		all, err := store.List[store.Event](v, "at >= $1 AND at < $2", int64(low), int64(high))
		for _, e := range all {
			out = append(out, AccessEvent{e.At, e.Account, e.Action, e.Subject, e.Remote, e.Detail})
		}
		return err
	})
	slices.SortStableFunc(out, func(x, y AccessEvent) int { return cmp.Compare(y.At, x.At) })
	if len(out) > limit {
		return out[:limit], true, err
	}
	return out, false, err
}

// atMidnight is the first moment of a date at a place.
func atMidnight(d core.Date, zone *time.Location) core.Instant {
	t := d.Time()
	return core.InstantOf(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone))
}
