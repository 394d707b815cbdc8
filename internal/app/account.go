package app

import (
	"context"
	"strings"
	"time"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/password"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// SessionLife ends every session, active or not.
const SessionLife = 12 * time.Hour

// forgetFailures is when earlier wrong passwords no longer count.
const forgetFailures = 24 * time.Hour

// Session is what a login gives: the token goes to the browser once, only its
// hash is kept.
type Session struct {
	Token      httpx.Token
	MustChange bool
}

// loginAttempt names the counter of wrong passwords.
const loginAttempt = "login"

// Login checks a password. Unknown login, closed account and wrong password
// give the same answer in the same time; after repeated failures the login rests.
func (a *App) Login(ctx context.Context, d core.DistrictID, login, secret, remote string) (Session, error) {
	login = strings.ToLower(strings.TrimSpace(login))
	now := a.wallNow()
	release, err := a.turns.take(ctx, string(d)+" "+login)
	if err != nil {
		return Session{}, err
	}
	defer release()
	acct, kept, failed, err := a.credentials(ctx, d, login)
	if err != nil {
		return Session{}, err
	}
	if now < password.LockedUntil(int(failed.Failures), failed.Last) {
		return Session{}, errs.New(errs.Unauthenticated, "login.resting")
	}
	match, err := a.passwords.Check(ctx, kept.Hash, secret) // an empty hash costs the same time and never matches
	if err != nil {
		return Session{}, err
	}
	if !match.OK {
		return Session{}, a.failedLogin(ctx, d, login, remote, now)
	}
	return a.openSession(ctx, d, acct, kept, remote, now)
}

func (a *App) credentials(ctx context.Context, d core.DistrictID, login string) (acct access.Account, kept store.Secret, failed store.Attempt, err error) {
	err = a.db.View(ctx, d, func(v *store.View) error {
		failed, err = v.Attempt(loginAttempt, login)
		if err != nil && !errs.Is(err, errs.Missing) {
			return err
		}
		found, err := store.List[access.Account](v, "login = $1", login)
		if err != nil || len(found) == 0 || found[0].Closed {
			return err
		}
		acct = found[0]
		kept, err = v.Secret(acct.ID)
		if errs.Is(err, errs.Missing) {
			return nil
		}
		return err
	})
	return acct, kept, failed, err
}

// failedLogin counts a wrong password. The counter is read where it is moved, so
// that guesses in other processes count as well.
func (a *App) failedLogin(ctx context.Context, d core.DistrictID, login, remote string, now core.Instant) error {
	err := a.db.Aside(ctx, func(x *store.Aside) error {
		failed, err := x.Attempt(d, loginAttempt, login)
		if err != nil && !errs.Is(err, errs.Missing) {
			return err
		}
		if now-failed.Last > core.Instant(forgetFailures.Milliseconds()) {
			failed = store.Attempt{First: now}
		}
		failed.Kind, failed.Subject, failed.Last = loginAttempt, login, now
		failed.Failures++
		if err := x.SaveAttempt(d, failed); err != nil {
			return err
		}
		return x.Event(d, store.Event{At: now, Action: "login.failed", Subject: login, Remote: remote})
	})
	if err != nil {
		return err
	}
	return errs.New(errs.Unauthenticated, "login.wrong")
}

// openSession logs an account in with the password record that was checked. If it
// was replaced meanwhile the login is a wrong one.
func (a *App) openSession(ctx context.Context, d core.DistrictID, acct access.Account, kept store.Secret, remote string, now core.Instant) (Session, error) {
	token, err := httpx.NewToken(a.random)
	if err != nil {
		return Session{}, errs.New(errs.Internal, "app.no-randomness").Because(err)
	}
	err = a.db.Aside(ctx, func(x *store.Aside) error {
		if err := x.DropAttempt(d, loginAttempt, acct.Login); err != nil {
			return err
		}
		s := store.Session{Token: string(token.Hash()), Account: acct.ID, Created: now, Seen: now, Expires: now + core.Instant(SessionLife.Milliseconds())}
		if err := x.SaveSession(d, s); err != nil {
			return err
		}
		return x.UseSecret(d, kept, store.Event{At: now, Account: acct.ID, Action: "login", Remote: remote})
	})
	if errs.Is(err, errs.Conflict) {
		return Session{}, errs.New(errs.Unauthenticated, "login.wrong").Because(err)
	}
	return Session{Token: token, MustChange: kept.MustChange}, err
}

// Lookup is the source of httpx's sessions: the account with its grants, and the
// units they are granted in.
func (a *App) Lookup(ctx context.Context, hash httpx.TokenHash) (httpx.Session, error) {
	all, err := a.db.Districts(ctx)
	if err != nil {
		return httpx.Session{}, err
	}
	for _, d := range all {
		s, err := a.lookupIn(ctx, d, hash)
		if !errs.Is(err, errs.Missing) {
			return s, err
		}
	}
	return httpx.Session{}, errs.New(errs.Unauthenticated, httpx.KeyLogin)
}

func (a *App) lookupIn(ctx context.Context, d core.DistrictID, hash httpx.TokenHash) (httpx.Session, error) {
	s := httpx.Session{Hash: hash, District: d}
	err := a.db.View(ctx, d, func(v *store.View) error {
		kept, err := v.Session(string(hash))
		if err != nil {
			return err
		}
		s.Created, s.Seen, s.Expires = kept.Created, kept.Seen, kept.Expires
		if s.Actor.Account, err = store.Get[access.Account](v, string(kept.Account)); err != nil {
			return err
		}
		if s.Actor.Grants, err = store.List[access.Grant](v, "account_id = $1", string(kept.Account)); err != nil {
			return err
		}
		secret, err := v.Secret(kept.Account)
		s.MustChange = secret.MustChange
		return err
	})
	if err != nil {
		return s, err
	}
	b, err := a.whole(ctx, d)
	if err != nil {
		return s, err
	}
	s.Actor.Units = access.NewTree(b.Book().Units)
	return s, nil
}

// Touch notes that a session is in use.
func (a *App) Touch(ctx context.Context, hash httpx.TokenHash, seen core.Instant) error {
	all, err := a.db.Districts(ctx)
	if err != nil {
		return err
	}
	return a.db.Aside(ctx, func(x *store.Aside) error {
		for _, d := range all {
			if err := x.TouchSession(d, string(hash), seen); err != nil {
				return err
			}
		}
		return nil
	})
}

// Logout ends a session.
func (a *App) Logout(ctx context.Context, w Who, session httpx.TokenHash) error {
	return a.db.Aside(ctx, func(x *store.Aside) error {
		if err := x.DropSession(w.District, string(session)); err != nil {
			return err
		}
		return x.Event(w.District, store.Event{At: a.wallNow(), Account: w.ID(), Action: "logout"})
	})
}

// ChangePassword replaces the account's own password and ends its other sessions.
// Whoever sits at a session somebody left open may not guess here either: a wrong
// old password counts as one at the login does.
func (a *App) ChangePassword(ctx context.Context, w Who, old, next, remote string, session httpx.TokenHash) error {
	if err := a.ownPassword(ctx, w, old, remote); err != nil {
		return err
	}
	switch {
	case old == next:
		return errs.Field("next", "password.same")
	}
	if err := password.Rules("next", w.Actor.Account.Login, next); err != nil {
		return err
	}
	hash, err := a.passwords.Hash(ctx, next)
	if err != nil {
		return err
	}
	return a.db.Aside(ctx, func(x *store.Aside) error {
		now := a.wallNow()
		if err := x.DropSessions(w.District, w.ID(), string(session)); err != nil {
			return err
		}
		return x.SetSecret(w.District, store.Secret{Account: w.ID(), Hash: hash, ChangedAt: now},
			store.Event{At: now, Account: w.ID(), Action: "password.changed"})
	})
}

// ownPassword asks for the account's present password once more.
func (a *App) ownPassword(ctx context.Context, w Who, secret, remote string) error {
	login, now := w.Actor.Account.Login, a.wallNow()
	release, err := a.turns.take(ctx, string(w.District)+" "+login)
	if err != nil {
		return err
	}
	defer release()
	_, kept, failed, err := a.credentials(ctx, w.District, login)
	if err != nil {
		return err
	}
	if now < password.LockedUntil(int(failed.Failures), failed.Last) {
		return errs.Field("old", "login.resting")
	}
	match, err := a.passwords.Check(ctx, kept.Hash, secret)
	if err != nil {
		return err
	}
	if match.OK {
		return nil
	}
	if err := a.failedLogin(ctx, w.District, login, remote, now); !errs.Is(err, errs.Unauthenticated) {
		return err
	}
	return errs.Field("old", "password.wrong")
}

// NewAccount is what the system administrator types.
type NewAccount struct {
	Login, Name, NameEn string
	Post                core.PostID
	Unit                core.UnitID
	Secret              string // "" makes one
	KeepSecret          bool   // demonstration only: no forced change at first login
}

// CreateAccount makes an account without any right and gives its first
// password, to be changed at the first login.
func (a *App) CreateAccount(ctx context.Context, w Who, in NewAccount) (access.Account, string, error) {
	if err := a.anywhere(w, access.ManageAccounts); err != nil {
		return access.Account{}, "", err
	}
	acct := access.Account{Login: strings.ToLower(strings.TrimSpace(in.Login)), Name: in.Name, NameEn: in.NameEn, Post: in.Post, Unit: in.Unit}
	if err := joined([]error{access.CheckLogin(acct.Login), accountNames(in.Name, in.NameEn)}); err != nil {
		return acct, "", err
	}
	id, err := a.newID()
	if err != nil {
		return acct, "", err
	}
	acct.ID = core.AccountID(id)
	secret := in.Secret
	if secret == "" {
		if secret, err = password.Temporary(a.random); err != nil {
			return acct, "", err
		}
	}
	hash, err := a.passwords.Hash(ctx, secret)
	if err != nil {
		return acct, "", err
	}
	_, err = a.write(ctx, w, "account.create", "", func(tx *store.Tx) error {
		taken, err := store.List[access.Account](tx, "login = $1", acct.Login)
		if err != nil {
			return err
		}
		if len(taken) > 0 {
			return errs.Field("login", "account.login-taken").Because(errs.New(errs.Conflict, "account.login-taken"))
		}
		if _, err := store.Get[plan.Unit](tx, string(acct.Unit)); err != nil {
			return errs.Field("unit", "plan.no-such-unit").Because(err)
		}
		if err := a.allow(w, access.ManageAccounts, acct.Unit); err != nil {
			return err
		}
		return tx.Insert(&acct)
	})
	if err != nil {
		return acct, "", err
	}
	return acct, secret, a.db.Aside(ctx, func(x *store.Aside) error {
		now := a.wallNow()
		return x.SetSecret(w.District, store.Secret{Account: acct.ID, Hash: hash, MustChange: !in.KeepSecret, ChangedAt: now},
			store.Event{At: now, Account: w.ID(), Action: "account.create", Subject: string(acct.ID)})
	})
}

// ResetPassword gives an account a new first password and ends its sessions.
func (a *App) ResetPassword(ctx context.Context, w Who, id core.AccountID) (string, error) {
	if err := a.anywhere(w, access.ManageAccounts); err != nil {
		return "", err
	}
	secret, err := password.Temporary(a.random)
	if err != nil {
		return "", err
	}
	hash, err := a.passwords.Hash(ctx, secret)
	if err != nil {
		return "", err
	}
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		_, err := a.managed(v, w, id)
		return err
	})
	if err != nil {
		return "", err
	}
	return secret, a.db.Aside(ctx, func(x *store.Aside) error {
		now := a.wallNow()
		if err := x.DropSessions(w.District, id, ""); err != nil {
			return err
		}
		return x.SetSecret(w.District, store.Secret{Account: id, Hash: hash, MustChange: true, ChangedAt: now},
			store.Event{At: now, Account: w.ID(), Action: "password.reset", Subject: string(id)})
	})
}

// AccountByLogin finds an account for whoever manages accounts or grants.
func (a *App) AccountByLogin(ctx context.Context, w Who, login string) (access.Account, error) {
	all, _, err := a.Accounts(ctx, w)
	if err != nil {
		return access.Account{}, err
	}
	for _, x := range all {
		if x.Login == login {
			return x, nil
		}
	}
	return access.Account{}, errs.Field("login", "account.no-such-login", "login", login)
}
