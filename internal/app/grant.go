package app

import (
	"context"
	"slices"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// Grant gives a role at a unit and below, refusing mixes of roles that the
// separation of three administrators forbids.
func (a *App) Grant(ctx context.Context, w Who, g access.Grant) (access.Grant, error) {
	if err := a.anywhere(w, access.ManageGrants); err != nil {
		return g, err
	}
	id, err := a.newID()
	if err != nil {
		return g, err
	}
	g.ID, g.By = core.GrantID(id), w.ID()
	_, err = a.write(ctx, w, "grant.give", "", func(tx *store.Tx) error {
		acct, err := store.Get[access.Account](tx, string(g.Account))
		if err != nil {
			return access.Hide(err)
		}
		if err := a.allowAccount(w, access.ViewAccounts, acct); err != nil {
			return err
		}
		if _, err := store.Get[plan.Unit](tx, string(g.Unit)); err != nil {
			return errs.Field("unit", "plan.no-such-unit").Because(err)
		}
		if err := a.allow(w, access.ManageGrants, g.Unit); err != nil {
			return err
		}
		held, err := store.List[access.Grant](tx, "account_id = $1", string(g.Account))
		if err != nil {
			return err
		}
		if err := access.CheckGrants(append(held, g)); err != nil {
			return err
		}
		return tx.Insert(&g)
	})
	if err != nil {
		return g, err
	}
	return g, a.note(ctx, w, "grant.give", string(g.Account), string(g.Role)+"@"+string(g.Unit))
}

// Revoke ends a grant today.
func (a *App) Revoke(ctx context.Context, w Who, id core.GrantID, reason string) error {
	if err := a.anywhere(w, access.ManageGrants); err != nil {
		return err
	}
	var g access.Grant
	_, err := a.write(ctx, w, "grant.revoke", reason, func(tx *store.Tx) (err error) {
		if g, err = store.Get[access.Grant](tx, string(id)); err != nil {
			return access.Hide(err)
		}
		acct, err := store.Get[access.Account](tx, string(g.Account))
		if err != nil {
			return access.Hide(err)
		}
		if err := a.allowAccount(w, access.ViewAccounts, acct); err != nil {
			return err
		}
		if err := a.allow(w, access.ManageGrants, g.Unit); err != nil {
			return err
		}
		return tx.Delete(&access.Grant{ID: id})
	})
	if err != nil {
		return err
	}
	return a.note(ctx, w, "grant.revoke", string(g.Account), string(g.Role)+"@"+string(g.Unit))
}

// Accounts lists the accounts that the reader sees, with their grants.
func (a *App) Accounts(ctx context.Context, w Who) ([]access.Account, []access.Grant, error) {
	if err := a.anywhere(w, access.ViewAccounts); err != nil {
		return nil, nil, err
	}
	var accounts []access.Account
	var grants []access.Grant
	err := a.db.View(ctx, w.District, func(v *store.View) (err error) {
		if accounts, err = store.List[access.Account](v, ""); err != nil {
			return err
		}
		grants, err = store.List[access.Grant](v, "")
		return err
	})
	accounts = slices.DeleteFunc(accounts, func(x access.Account) bool { return a.allowAccount(w, access.ViewAccounts, x) != nil })
	grants = slices.DeleteFunc(grants, func(g access.Grant) bool {
		return !slices.ContainsFunc(accounts, func(x access.Account) bool { return x.ID == g.Account })
	})
	return accounts, grants, err
}
