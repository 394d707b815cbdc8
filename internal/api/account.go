package api

import (
	"context"
	"net/http"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
)

// NewAccount is an account to be made. It has no right before it is granted one.
type NewAccount struct {
	Login  string `json:"login" maxLength:"80" doc:"2 to 32 lower-case letters, digits, dots, hyphens or underscores"`
	Name   string `json:"name" maxLength:"80" doc:"what the account is called on screen: a post, not a person"`
	NameEn string `json:"name_en,omitempty" maxLength:"80"`
	Unit   string `json:"unit" maxLength:"40" doc:"code of the home unit"`
}

// MadeAccount is a new account with its first password.
type MadeAccount struct {
	Login    string `json:"login"`
	Password string `json:"password" doc:"to be changed at the first login; shown once and kept nowhere"`
}

// NewGrant gives an account a role at a unit and all units below it.
type NewGrant struct {
	Role string `json:"role" maxLength:"40" doc:"leader, office, reporter, approver, verifier, public, system-admin, security-admin, audit-admin"`
	Unit string `json:"unit" maxLength:"40" doc:"unit code"`
	From string `json:"from,omitempty" maxLength:"10" doc:"first day; at once without it"`
	To   string `json:"to,omitempty" maxLength:"10" doc:"last day"`
}

// NewState is where a programme goes.
type NewState struct {
	State  string `json:"state" enum:"active,closed" doc:"a draft becomes active, an active programme closed; there is no way back"`
	Reason string `json:"reason,omitempty" maxLength:"300" doc:"needed to close"`
	Anyway bool   `json:"anyway,omitempty" doc:"start it also while points are unsettled"`
}

// Unsettled is a point with which a draft would start although it is probably not meant.
type Unsettled struct {
	Object string `json:"object" doc:"kind:id of the row"`
	Code   string `json:"code" doc:"of the row, where it has one"`
	Field  string `json:"field" doc:"the column"`
	Key    string `json:"key" doc:"names the point for programs"`
	Detail string `json:"detail" doc:"in the reader's language"`
}

type unsettledInput struct {
	Spoken
	Paging
	Code string `path:"code" maxLength:"40" doc:"code of the programme"`
}

type accountInput struct {
	Lang
	Body NewAccount
}

type grantInput struct {
	Lang
	Login string `path:"login" maxLength:"80"`
	Body  NewGrant
}

type stateInput struct {
	Lang
	Code string `path:"code" maxLength:"40" doc:"code of the programme"`
	Body NewState
}

func (s *service) accountOperations(t *table) {
	register(t, operation{Method: http.MethodPost, Path: "/accounts", ID: "add-account", Tag: "account", May: access.ManageAccounts, Status: created,
		Summary: "Make an account", Detail: "The system administrator makes it, the security administrator grants its roles."}, s.addAccount)
	register(t, operation{Method: http.MethodPost, Path: "/accounts/{login}/grants", ID: "grant-role", Tag: "account", May: access.ManageGrants, Status: created,
		Summary: "Grant a role"}, s.grant)
	register(t, operation{Method: http.MethodPost, Path: "/programmes/{code}/state", ID: "set-programme-state", Tag: "plan", May: access.EditPlan,
		Summary: "Start a draft programme, or close an active one", Detail: "A draft with unsettled points starts only when anyway is true."}, s.programmeState)
	register(t, operation{Method: http.MethodGet, Path: "/programmes/{code}/unsettled", ID: "list-unsettled", Tag: "plan", May: access.ExportPlan,
		Summary: "What a programme starts with, or runs with, although it is probably not meant",
		Detail:  "Breakdowns that do not add up, what has no owner, no number or no course of its own."}, s.unsettled)
}

func (s *service) addAccount(ctx context.Context, w app.Who, in *accountInput) (reply[MadeAccount], error) {
	var none reply[MadeAccount]
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return none, err
	}
	unit, err := names{board}.unit("unit", in.Body.Unit)
	if err != nil {
		return none, err
	}
	if in.Body.Name == "" {
		return none, errs.Field("name", "form.required")
	}
	x, secret, err := s.app.CreateAccount(ctx, w, app.NewAccount{Login: in.Body.Login, Name: in.Body.Name, NameEn: in.Body.NameEn, Unit: unit})
	return reply[MadeAccount]{MadeAccount{Login: x.Login, Password: secret}}, err
}

func (s *service) grant(ctx context.Context, w app.Who, in *grantInput) (reply[Made], error) {
	var none reply[Made]
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return none, err
	}
	unit, err := names{board}.unit("unit", in.Body.Unit)
	if err != nil {
		return none, err
	}
	x, err := s.app.AccountByLogin(ctx, w, in.Login)
	if errs.Is(err, errs.Invalid) {
		return none, access.Missing()
	}
	if err != nil {
		return none, err
	}
	g, err := s.app.Grant(ctx, w, access.Grant{Account: x.ID, Role: access.Role(in.Body.Role), Unit: unit, From: core.Date(in.Body.From), To: core.Date(in.Body.To)})
	if err == nil {
		s.sessions.ForgetAll() // the account may be at work
	}
	return reply[Made]{Made{string(g.ID)}}, err
}

func (s *service) programmeState(ctx context.Context, w app.Who, in *stateInput) (done, error) {
	id, err := s.programme(ctx, w, in.Code)
	if err != nil {
		return done{}, err
	}
	return done{}, s.app.SetProgrammeState(ctx, w, id, app.StateChange{Next: plan.State(in.Body.State), Reason: in.Body.Reason, Anyway: in.Body.Anyway})
}

func (s *service) programme(ctx context.Context, w app.Who, code string) (core.ProgrammeID, error) {
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return "", err
	}
	for _, p := range board.Book().Programmes {
		if p.Code == code {
			return p.ID, nil
		}
	}
	return "", access.Missing()
}

func (s *service) unsettled(ctx context.Context, w app.Who, in *unsettledInput) (reply[Page[Unsettled]], error) {
	id, err := s.programme(ctx, w, in.Code)
	if err != nil {
		return reply[Page[Unsettled]]{}, err
	}
	all, err := s.app.Unsettled(ctx, w, id)
	if err != nil {
		return reply[Page[Unsettled]]{}, err
	}
	object := func(f plan.Fault) string { return core.Ref{Kind: f.Kind, ID: f.ID}.String() }
	page, err := paged(all, func(f plan.Fault) string { return object(f) + " " + f.Key + " " + strings.Join(f.Args, " ") }, in.Paging, func(f plan.Fault) Unsettled {
		return Unsettled{Object: object(f), Code: f.Code, Field: f.Field, Key: f.Key, Detail: s.words.Text(in.lang(), f.Key, f.Args...)}
	})
	return reply[Page[Unsettled]]{page}, err
}
