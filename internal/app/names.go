package app

import (
	"context"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/store"
)

// Named is what an account is called: a post's name, in both languages.
type Named struct{ Name, NameEn string }

// AccountNames says what accounts are called, for whoever reads histories: who
// did something is part of what happened. It gives no login and no right.
func (a *App) AccountNames(ctx context.Context, w Who) (map[core.AccountID]Named, error) {
	if a.anywhere(w, access.ViewHistory) != nil && a.anywhere(w, access.ViewLedger) != nil {
		return nil, access.Forbidden()
	}
	out := map[core.AccountID]Named{}
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		all, err := store.List[access.Account](v, "")
		for _, x := range all {
			out[x.ID] = Named{x.Name, x.NameEn}
		}
		return err
	})
	return out, err
}
