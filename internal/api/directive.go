package api

import (
	"context"
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

type directivesInput struct {
	Lang
	Paging
}

func (s *service) directiveOperations(t *table) {
	register(t, operation{Method: http.MethodGet, Path: "/directives", ID: "list-directives", Tag: "plan", May: access.ViewDirective,
		Summary: "Directives, by code"}, s.directives)
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
