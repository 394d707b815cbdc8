package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/meeting"
	"tupo/internal/store"
)

// Directive finds a directive by its code.
func (a *App) Directive(ctx context.Context, w Who, code string) (meeting.Directive, error) {
	all, err := a.Directives(ctx, w)
	i := slices.IndexFunc(all, func(d meeting.Directive) bool { return d.Code == code })
	switch {
	case err != nil:
		return meeting.Directive{}, err
	case i < 0:
		return meeting.Directive{}, access.Missing()
	}
	return all[i], nil
}

// Registration is what an order needs to be issued: who does it by when, what is to be
// there then, and who verifies it.
type Registration struct {
	Text        string
	Deliverable string
	Due         core.Date
	Lead        core.UnitID
	Closer      core.UnitID
}

// Registered reports whether a directive is past its registration: it has its lead and
// its date, and runs or is closed.
func Registered(d meeting.Directive) bool {
	return d.State != meeting.DirectiveDraft && d.State != meeting.DirectivePrinciple
}

// RegisterDirective completes an order that was only read (a draft, or a principle) and
// issues it. Faults name the fields of Registration as forms do: text, deliverable,
// due, lead, closer.
func (a *App) RegisterDirective(ctx context.Context, w Who, code string, in Registration) error {
	if err := a.anywhere(w, access.IssueDirective); err != nil {
		return err
	}
	known, err := a.Directive(ctx, w, code)
	if err != nil {
		return err
	}
	if err := a.allow(w, access.IssueDirective, known.Lead); err != nil {
		return err
	}
	if err := a.registrable(ctx, w, known, in); err != nil {
		return err
	}
	_, err = a.write(ctx, w, "directive.issue", "", func(tx *store.Tx) error {
		x, err := store.Get[meeting.Directive](tx, string(known.ID))
		switch {
		case err != nil:
			return access.Hide(err)
		case Registered(x):
			return errs.New(errs.Conflict, "directive.registered")
		}
		x.Text, x.Deliverable, x.Due = strings.TrimSpace(in.Text), strings.TrimSpace(in.Deliverable), in.Due
		x.Lead, x.Closer, x.State = in.Lead, in.Closer, meeting.DirectiveIssued
		return tx.Put(&x)
	})
	return err
}

// registrable lists everything that stands against issuing an order so.
func (a *App) registrable(ctx context.Context, w Who, x meeting.Directive, in Registration) error {
	s, err := a.Seen(ctx, w)
	if err != nil {
		return err
	}
	faults := []error{fits(text{"text", in.Text, OrderLimit}, text{"deliverable", in.Deliverable, DeliverableLimit})}
	add := func(field, key string, args ...string) { faults = append(faults, errs.Field(field, key, args...)) }
	if blank(in.Text) {
		add("text", "document.text-needed")
	}
	for _, u := range []struct {
		field string
		unit  core.UnitID
	}{{"lead", in.Lead}, {"closer", in.Closer}} {
		if _, ok := s.Unit(u.unit); u.unit == "" {
			add(u.field, "form.required")
		} else if !ok {
			add(u.field, "plan.no-such-unit", "code", string(u.unit))
		}
	}
	if in.Lead != "" && in.Lead == in.Closer {
		add("closer", "document.closer-other")
	}
	if in.Lead != "" && a.allow(w, access.IssueDirective, in.Lead) != nil {
		add("lead", "directive.not-yours")
	}
	said, err := a.saidOn(ctx, w, x.Source)
	if err != nil {
		return err
	}
	switch {
	case in.Due == "":
		add("due", "form.required")
	case said != "" && in.Due < said:
		add("due", "document.due-past", "date", string(said))
	}
	return errors.Join(faults...)
}

// saidOn is the day of the document from which an object comes; "" where that is not
// known.
func (a *App) saidOn(ctx context.Context, w Who, source string) (core.Date, error) {
	ref, err := core.ParseRef(source)
	if err != nil || ref.Kind != "fact" {
		return "", nil
	}
	var day core.Date
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		f, err := store.Get[document.Fact](v, ref.ID)
		if err != nil {
			return err
		}
		d, err := store.Get[document.Document](v, string(f.Document))
		day = d.Date
		return err
	})
	if errs.Is(err, errs.Missing) {
		return "", nil
	}
	return day, err
}
