package app

import (
	"context"
	"slices"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/store"
)

// RefusedTwin is a fact of another document that says the same and was refused.
type RefusedTwin struct {
	Fact  core.FactID
	Title string // of its document
}

// RefusedBefore finds, of refused facts, the first that said the same in another
// document and was refused there.
func (a *App) RefusedBefore(ctx context.Context, w Who, facts []document.Fact) (map[core.FactID]RefusedTwin, error) {
	facts = slices.DeleteFunc(slices.Clone(facts), func(f document.Fact) bool { return f.State != document.Refused })
	if len(facts) == 0 {
		return nil, nil
	}
	if err := a.anywhere(w, access.ViewDocument); err != nil {
		return nil, err
	}
	out := map[core.FactID]RefusedTwin{}
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		for part := range slices.Chunk(facts, listedAtOnce) {
			all, err := refusedLike(v, part)
			if err != nil {
				return err
			}
			if err := twins(v, part, all, out); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// twins notes the earliest of the refused facts that came before each of some facts and
// stands in another document.
func twins(v *store.View, facts, refused []document.Fact, out map[core.FactID]RefusedTwin) error {
	titles := map[core.DocumentID]string{}
	for _, f := range facts {
		for _, x := range refused {
			if x.Fingerprint != f.Fingerprint || x.Document == f.Document || x.ID >= f.ID {
				continue
			}
			if known, ok := out[f.ID]; ok && known.Fact <= x.ID {
				continue
			}
			if _, known := titles[x.Document]; !known {
				d, err := store.Get[document.Document](v, string(x.Document))
				if err != nil {
					return err
				}
				titles[x.Document] = d.Title
			}
			out[f.ID] = RefusedTwin{Fact: x.ID, Title: titles[x.Document]}
		}
	}
	return nil
}
