package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

func joined(faults []error) error { return errors.Join(faults...) }

// Hold enters who holds a post from which day on. The day may lie in the past: the
// ledger says when it was entered, the row when it was so. Whoever held the post
// without an end until then holds it to the day before, in the same entry. A
// holding that is there already with the same beginning gets the new end.
func (a *App) Hold(ctx context.Context, w Who, h plan.Holding, reason string) error {
	p, err := a.postToFill(ctx, w, h.Post)
	if err != nil {
		return err
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return err
	}
	book := *s.Book()
	var faults []error
	if _, err := core.ParseDate(string(h.From)); err != nil {
		faults = append(faults, errs.Field("from", "date.malformed", "value", string(h.From)))
	}
	if _, err := core.ParseDate(string(h.To)); h.To != "" && err != nil {
		faults = append(faults, errs.Field("to", "date.malformed", "value", string(h.To)))
	}
	if err := joined(faults); err != nil {
		return err
	}
	if p.From != "" && h.From < p.From || p.To != "" && h.From > p.To {
		return errs.Field("from", "person.post-closed", "from", string(p.From), "to", string(p.To))
	}
	put := []record.Row{&h}
	book.Holdings = slices.Clone(book.Holdings)
	for i := range book.Holdings {
		if old := &book.Holdings[i]; old.Post == h.Post && old.From < h.From && old.To == "" {
			old.To = h.From.AddDays(-1)
			put = append(put, old)
		}
	}
	book.Holdings = replaced(book.Holdings, h, func(x plan.Holding) bool { return record.RefOf(&x) == record.RefOf(&h) })
	if err := holdingFaults(&book, h.Post); err != nil {
		return err
	}
	_, err = a.write(ctx, w, "holding.set", reason, func(tx *store.Tx) error {
		if _, err := livePerson(tx, h.Person); err != nil {
			return errs.Field("person", "person.no-such").Because(err)
		}
		return putAll(tx, put)
	})
	return err
}

// postToFill is a post whose holders the account may enter.
func (a *App) postToFill(ctx context.Context, w Who, id core.PostID) (*plan.Post, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	p, ok := s.Post(id)
	if !ok {
		return nil, errs.Field("post", "person.no-such-post")
	}
	return p, a.allow(w, access.EditUnits, p.Unit)
}

// holdingFaults names what is wrong with the holdings of a post.
func holdingFaults(b *plan.Book, post core.PostID) error {
	names := map[string]string{"valid_from": "from", "valid_to": "to"}
	for _, f := range b.Check() {
		if f.Kind == "holding" && strings.HasPrefix(f.ID, string(post)+"/") && f.Severity == plan.Error {
			return errs.Field(names[f.Field], f.Key, f.Args...)
		}
	}
	return nil
}

// Unhold takes a holding out that was entered by mistake. It stays in the history.
func (a *App) Unhold(ctx context.Context, w Who, h plan.Holding, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return errs.Field("reason", "report.reason-needed")
	}
	if _, err := a.postToFill(ctx, w, h.Post); err != nil {
		return err
	}
	_, err := a.write(ctx, w, "holding.remove", reason, func(tx *store.Tx) error { return access.Hide(tx.Delete(&h)) })
	return err
}

// AskErasure asks that a person's name and telephone be erased. Another account
// does it. Whoever holds a post today is not erased.
func (a *App) AskErasure(ctx context.Context, w Who, id core.PersonID, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return errs.Field("reason", "report.reason-needed")
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return err
	}
	today := a.Today(w.District)
	for _, h := range s.Book().Holdings {
		if h.Person != id || h.To != "" && h.To < today {
			continue
		}
		if p, ok := s.Post(h.Post); ok {
			return errs.New(errs.Conflict, "person.in-office", "post", p.Name)
		}
	}
	return a.erasure(ctx, w, id, "person.ask-erasure", reason, func(_ *store.Tx, p *plan.Person) error {
		if p.AskedBy != "" {
			return errs.New(errs.Conflict, "person.asked-already")
		}
		p.AskedBy, p.AskedAt, p.Why = w.ID(), a.clock(), reason
		return nil
	})
}

// Erase does what another account asked for: name, telephone and the salt of their
// hash are deleted. The person's row, posts and history stay without a name.
func (a *App) Erase(ctx context.Context, w Who, id core.PersonID) error {
	return a.erasure(ctx, w, id, "person.erase", "", func(tx *store.Tx, p *plan.Person) error {
		switch p.AskedBy {
		case "":
			return errs.New(errs.Conflict, "person.not-asked")
		case w.ID():
			return errs.New(errs.Forbidden, "person.another-person")
		}
		p.ErasedBy, p.ErasedAt = w.ID(), a.clock()
		return tx.Aside().ErasePersonal(w.District, string(id))
	})
}

// KeepPerson ends a request for erasure without doing it, with a reason.
func (a *App) KeepPerson(ctx context.Context, w Who, id core.PersonID, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return errs.Field("reason", "report.reason-needed")
	}
	return a.erasure(ctx, w, id, "person.keep", reason, func(_ *store.Tx, p *plan.Person) error {
		if p.AskedBy == "" {
			return errs.New(errs.Conflict, "person.not-asked")
		}
		p.AskedBy, p.AskedAt, p.Why = "", 0, ""
		return nil
	})
}

func (a *App) erasure(ctx context.Context, w Who, id core.PersonID, action, reason string, f func(*store.Tx, *plan.Person) error) error {
	if err := a.allow(w, access.ErasePersonal, ""); err != nil {
		return err
	}
	_, err := a.write(ctx, w, action, reason, func(tx *store.Tx) error {
		p, err := livePerson(tx, id)
		if err != nil {
			return err
		}
		if err := f(tx, &p); err != nil {
			return err
		}
		return tx.Put(&p)
	})
	return err
}
