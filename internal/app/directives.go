package app

import (
	"cmp"
	"context"
	"slices"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/meeting"
	"tupo/internal/store"
)

// Directives lists directives by code: those of a lead unit as far as the reader
// may see it, those without one for whoever sees directives anywhere.
func (a *App) Directives(ctx context.Context, w Who) ([]meeting.Directive, error) {
	if err := a.anywhere(w, access.ViewDirective); err != nil {
		return nil, err
	}
	var out []meeting.Directive
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		all, err := store.List[meeting.Directive](v, "")
		for _, d := range all {
			if a.seesDirective(w, d) {
				out = append(out, d)
			}
		}
		return err
	})
	slices.SortFunc(out, func(a, b meeting.Directive) int { return cmp.Compare(a.Code, b.Code) })
	return out, err
}

func (a *App) seesDirective(w Who, d meeting.Directive) bool {
	if d.Lead == "" {
		return a.anywhere(w, access.ViewDirective) == nil
	}
	return a.allow(w, access.ViewDirective, d.Lead) == nil
}

// FactPlace finds the document that holds a fact, and the fact.
func (a *App) FactPlace(ctx context.Context, w Who, id core.FactID) (document.Fact, error) {
	var f document.Fact
	if err := a.anywhere(w, access.ViewDocument); err != nil {
		return f, err
	}
	err := a.db.View(ctx, w.District, func(v *store.View) (err error) {
		f, err = store.Get[document.Fact](v, string(id))
		if errs.Is(err, errs.Missing) {
			return access.Hide(err)
		}
		return err
	})
	return f, err
}

// Listed is a document with how many facts it holds and how many wait for a word.
type Listed struct {
	document.Document
	Facts, Proposed int
}

// DocumentList lists documents, newest first, with their counts.
func (a *App) DocumentList(ctx context.Context, w Who) ([]Listed, error) {
	docs, err := a.Documents(ctx, w)
	if err != nil {
		return nil, err
	}
	out := make([]Listed, len(docs))
	at := map[core.DocumentID]*Listed{}
	for i, d := range docs {
		out[i].Document = d
		at[d.ID] = &out[i]
	}
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		counts, err := store.Counts[document.Fact](v, "document_id", "state")
		for _, c := range counts {
			d := at[core.DocumentID(c.Of[0])]
			if d == nil {
				continue // its document was added after the list was read
			}
			d.Facts += c.Rows
			if c.Of[1] == string(document.Proposed) {
				d.Proposed += c.Rows
			}
		}
		return err
	})
	return out, err
}
