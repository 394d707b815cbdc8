package api

import (
	"context"
	"errors"
	"net/http"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/meeting"
)

// Directive is one order.
type Directive struct {
	Code        string `json:"code" example:"D0001"`
	Text        string `json:"text"`
	Subject     string `json:"subject" doc:"whom the text addresses, as written"`
	Deadline    string `json:"deadline" doc:"as written"`
	Due         string `json:"due" doc:"date; empty while none is set"`
	Lead        string `json:"lead" doc:"unit code"`
	Deliverable string `json:"deliverable" doc:"what is to be there when it is done"`
	Closer      string `json:"closer" doc:"unit that verifies that it is done: code"`
	State       string `json:"state" enum:"draft,principle,issued,in-hand,closed" doc:"a principle is kept without a clock; closed is verified"`
	Ref         string `json:"ref" doc:"for GET /ledger/history"`
}

// NewRegistration is what an order needs to be issued.
type NewRegistration struct {
	Text        *string `json:"text,omitempty" maxLength:"2000" doc:"absent leaves the order's words"`
	Deliverable *string `json:"deliverable,omitempty" maxLength:"400" doc:"what is to be there when it is done; absent leaves it"`
	Due         string  `json:"due" maxLength:"10" doc:"date, not before the document's"`
	Lead        string  `json:"lead" maxLength:"40" doc:"unit code"`
	Closer      string  `json:"closer" maxLength:"40" doc:"unit that verifies that it is done, another than the lead: code"`
}

type registrationInput struct {
	Lang
	Code string `path:"code" maxLength:"40" doc:"code of the directive"`
	Body NewRegistration
}

type directivesInput struct {
	Lang
	Paging
}

func (s *service) directiveOperations(t *table) {
	register(t, operation{Method: http.MethodGet, Path: "/directives", ID: "list-directives", Tag: "plan", May: access.ViewDirective,
		Summary: "Directives, by code"}, s.directives)
	register(t, operation{Method: http.MethodPost, Path: "/directives/{code}/registration", ID: "register-directive", Tag: "plan", May: access.IssueDirective,
		Summary: "Register and issue an order that was only read", Detail: "A draft or a principle gets its lead, date and closer, and is issued; one that is issued already is a conflict."}, s.registerDirective)
}

func (s *service) directives(ctx context.Context, w app.Who, in *directivesInput) (reply[Page[Directive]], error) {
	all, err := s.app.Directives(ctx, w)
	if err != nil {
		return reply[Page[Directive]]{}, err
	}
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return reply[Page[Directive]]{}, err
	}
	n := names{board}
	page, err := paged(all, func(d meeting.Directive) string { return d.Code }, in.Paging, func(d meeting.Directive) Directive {
		return Directive{Code: d.Code, Text: d.Text, Subject: d.Subject, Deadline: d.Deadline, Due: string(d.Due), Lead: n.unitCode(d.Lead),
			Deliverable: d.Deliverable, Closer: n.unitCode(d.Closer),
			State: string(d.State), Ref: core.Ref{Kind: "directive", ID: string(d.ID)}.String()}
	})
	return reply[Page[Directive]]{page}, err
}

func (s *service) registerDirective(ctx context.Context, w app.Who, in *registrationInput) (done, error) {
	d, err := s.app.Directive(ctx, w, in.Code)
	if err != nil {
		return done{}, err
	}
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return done{}, err
	}
	r := app.Registration{Text: d.Text, Deliverable: d.Deliverable}
	if in.Body.Text != nil {
		r.Text = *in.Body.Text
	}
	if in.Body.Deliverable != nil {
		r.Deliverable = *in.Body.Deliverable
	}
	n := names{board}
	var faults [3]error
	r.Due, faults[0] = date("due", in.Body.Due)
	r.Lead, faults[1] = n.unit("lead", in.Body.Lead)
	r.Closer, faults[2] = n.unit("closer", in.Body.Closer)
	if err := errors.Join(faults[:]...); err != nil {
		return done{}, err
	}
	return done{}, s.app.RegisterDirective(ctx, w, d.Code, r)
}
