package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/extract"
	"tupo/internal/store"
)

// ReadPage reads a document once more. New facts are proposed; a fact decided
// before keeps its decision, also when the same words stood in another document
// and were refused there.
func (a *App) ReadPage(ctx context.Context, w Who, id core.DocumentID) (Reading, error) {
	for _, right := range []access.Permission{access.ReadDocument, access.ViewDocument} {
		if err := a.anywhere(w, right); err != nil {
			return Reading{}, err
		}
	}
	p, err := a.paper(ctx, w, id)
	if err != nil {
		return Reading{}, err
	}
	text, err := a.text(p.doc)
	if err != nil {
		return Reading{}, err
	}
	var found []document.Fact
	for _, f := range extract.ReadProse(text, extract.Options{Date: string(p.doc.Date)}).Facts() {
		if !decidable(f.Kind) {
			continue
		}
		row, err := a.factRow(p.doc.ID, f)
		if err != nil {
			return Reading{}, err
		}
		found = append(found, row)
	}
	_, err = a.write(ctx, w, "document.read", "", func(tx *store.Tx) error { return propose(tx, id, found) })
	if err != nil {
		return Reading{}, err
	}
	return a.Document(ctx, w, id)
}

// propose keeps the facts that the document does not have yet: neither by their words,
// nor, of figures, by their place, where a later reading may name them otherwise.
func propose(tx *store.Tx, id core.DocumentID, found []document.Fact) error {
	kept, err := store.List[document.Fact](tx, factsOf, string(id))
	if err != nil {
		return err
	}
	known, there := map[string]bool{}, map[spot]bool{}
	for _, f := range kept {
		known[f.Fingerprint] = true
		there[spotOf(f)] = Measured(f.Kind)
	}
	// a clone: the closure may run again
	found = slices.DeleteFunc(slices.Clone(found), func(f document.Fact) bool { return known[f.Fingerprint] || there[spotOf(f)] })
	for part := range slices.Chunk(found, listedAtOnce) {
		refused, err := refusedBefore(tx, part)
		if err != nil {
			return err
		}
		for i := range part {
			f := &part[i]
			if by, ok := refused[f.Fingerprint]; ok {
				f.State, f.DecidedBy = document.Refused, by
			}
			if err := tx.Insert(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// spot is where a fact of a kind stands in its document.
type spot struct {
	kind       string
	start, end int64
}

func spotOf(f document.Fact) spot { return spot{f.Kind, f.Start, f.End} }

// listedAtOnce is how many rows are asked for by their keys in one statement.
const listedAtOnce = 200

// refusedBefore finds who refused the same words, in whatever document.
func refusedBefore(tx *store.Tx, found []document.Fact) (map[string]core.AccountID, error) {
	all, err := refusedLike(tx, found)
	out := map[string]core.AccountID{}
	for _, f := range all {
		out[f.Fingerprint] = f.DecidedBy
	}
	return out, err
}

// refusedLike lists the refused facts, of whatever document, that say the same as some.
func refusedLike(r store.Reader, found []document.Fact) ([]document.Fact, error) {
	var args []any
	for _, f := range found {
		args = append(args, f.Fingerprint)
	}
	return store.List[document.Fact](r, fmt.Sprintf("fingerprint IN (%s) AND state = $%d", places(len(args)), len(args)+1), append(args, string(document.Refused))...)
}

// decidable reports whether a fact of this kind can become an object.
func decidable(kind string) bool {
	switch kind {
	case extract.KindProgramme, extract.KindAction, extract.KindMeeting:
		return true
	}
	return Offered(kind)
}

func (a *App) factRow(d core.DocumentID, f extract.Fact) (document.Fact, error) {
	id, err := a.newID()
	if err != nil {
		return document.Fact{}, err
	}
	payload, err := json.Marshal(f.Payload)
	if err != nil {
		return document.Fact{}, fmt.Errorf("fact %s: %w", f.Kind, err)
	}
	text := f.Text
	if f.Joined != "" {
		text = f.Joined
	}
	return document.Fact{ID: core.FactID(id), Document: d, Kind: f.Kind, Start: int64(f.Start), End: int64(f.End),
		Text: text, Payload: string(payload), Fingerprint: f.Fingerprint, Rule: f.Reason,
		Confidence: int64(f.Confidence*1000 + 0.5), State: document.Proposed}, nil
}
