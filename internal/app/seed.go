package app

import (
	"context"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/record"
	"tupo/internal/store"
)

// Enter writes rows as they are, in one entry. Only the operator may: it is the
// way in for a district's history and for demonstrations, not for daily work.
func (a *App) Enter(ctx context.Context, w Who, action string, rows ...record.Row) error {
	if !w.Operator {
		return access.Forbidden()
	}
	_, err := a.write(ctx, w, action, "", func(tx *store.Tx) error { return putAll(tx, rows) })
	return err
}

// EnterAccounts makes accounts that are known beforehand, with their grants and
// one password for all. Only the operator may, for demonstrations.
func (a *App) EnterAccounts(ctx context.Context, w Who, accounts []access.Account, grants []access.Grant, secret string) error {
	if !w.Operator {
		return access.Forbidden()
	}
	hash, err := a.passwords.Hash(ctx, secret)
	if err != nil {
		return err
	}
	rows := append(pointers[access.Account](accounts), pointers[access.Grant](grants)...)
	if err := a.Enter(ctx, w, "account.create", rows...); err != nil {
		return err
	}
	return a.db.Aside(ctx, func(x *store.Aside) error {
		for _, acct := range accounts {
			now := a.wallNow()
			event := store.Event{At: now, Account: core.AccountID(w.signature()), Action: "account.create", Subject: string(acct.ID)}
			if err := x.SetSecret(w.District, store.Secret{Account: acct.ID, Hash: hash, ChangedAt: now}, event); err != nil {
				return err
			}
		}
		return nil
	})
}

// As gives the actor of an account, as a login would.
func (a *App) As(ctx context.Context, d core.DistrictID, id core.AccountID) (Who, error) {
	w := Who{District: d}
	err := a.db.View(ctx, d, func(v *store.View) (err error) {
		if w.Actor.Account, err = store.Get[access.Account](v, string(id)); err != nil {
			return err
		}
		w.Actor.Grants, err = store.List[access.Grant](v, "account_id = $1", string(id))
		return err
	})
	if err != nil {
		return w, err
	}
	b, err := a.whole(ctx, d)
	if err != nil {
		return w, err
	}
	w.Actor.Units = access.NewTree(b.Book().Units)
	return w, nil
}
