package api

import (
	"context"
	"errors"
	"net/http"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/report"
)

// Reopening is a request to correct a locked month once.
type Reopening struct {
	ID      string `json:"id"`
	Unit    string `json:"unit" doc:"code"`
	Month   string `json:"month"`
	Reason  string `json:"reason"`
	State   string `json:"state" enum:"asked,open,used,ended" doc:"open after two agreements: the unit may file one correction"`
	AskedBy string `json:"asked_by" doc:"account"`
	AskedAt string `json:"asked_at"`
	First   string `json:"first_by" doc:"account of the first agreement"`
	Second  string `json:"second_by" doc:"account of the second"`
}

// NewReopening asks for one.
type NewReopening struct {
	Unit   string `json:"unit" maxLength:"40" doc:"code"`
	Month  string `json:"month" maxLength:"20" example:"2023-09"`
	Reason string `json:"reason" minLength:"1" maxLength:"1000"`
}

// Made names what a request made.
type Made struct {
	ID string `json:"id"`
}

type reopeningInput struct {
	Lang
	Body NewReopening
}

type reopeningsInput struct {
	Lang
	Paging
}

type lockInput struct {
	Lang
	Month  string `path:"month" maxLength:"20" example:"2023-10"`
	Anyway bool   `query:"anyway" doc:"also when sheets are missing, returned or not verified"`
}

type agreementInput struct {
	Lang
	ID string `path:"id" maxLength:"40"`
}

type refusalInput struct {
	Lang
	ID   string `path:"id" maxLength:"40"`
	Body Reason
}

func (s *service) periodOperations(t *table) {
	register(t, operation{Method: http.MethodPost, Path: "/periods/{month}/lock", ID: "lock-period", Tag: "period", May: access.LockPeriod,
		Summary: "Close a month for reports", Detail: "A month with sheets that are missing, returned or not verified is closed only when anyway is true."}, s.lock)
	register(t, operation{Method: http.MethodGet, Path: "/reopenings", ID: "list-reopenings", Tag: "period", May: access.ViewReport,
		Summary: "Requests to correct locked months, newest first"}, s.reopenings)
	register(t, operation{Method: http.MethodPost, Path: "/reopenings", ID: "ask-reopening", Tag: "period", May: access.AskReopening, Status: created,
		Summary: "Ask that a unit may correct a locked month"}, s.askReopening)
	register(t, operation{Method: http.MethodPost, Path: "/reopenings/{id}/agreement", ID: "agree-reopening", Tag: "period", May: access.AgreeReopening,
		Summary: "Agree to a reopening", Detail: "Two accounts agree, neither of them the asker."}, s.agreeReopening)
	register(t, operation{Method: http.MethodPost, Path: "/reopenings/{id}/refusal", ID: "refuse-reopening", Tag: "period", May: access.AgreeReopening,
		Summary: "Refuse a reopening"}, s.refuseReopening)
}

func (s *service) lock(ctx context.Context, w app.Who, in *lockInput) (done, error) {
	m, err := month("month", in.Month)
	if err != nil {
		return done{}, err
	}
	return done{}, s.app.Lock(ctx, w, m, in.Anyway)
}

func (s *service) reopenings(ctx context.Context, w app.Who, in *reopeningsInput) (reply[Page[Reopening]], error) {
	all, err := s.app.Reopenings(ctx, w)
	if err != nil {
		return reply[Page[Reopening]]{}, err
	}
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return reply[Page[Reopening]]{}, err
	}
	page, err := paged(all, func(r report.Reopening) string { return r.ID }, in.Paging,
		func(r report.Reopening) Reopening { return reopeningOf(names{board}, r) })
	return reply[Page[Reopening]]{page}, err
}

func reopeningOf(n names, r report.Reopening) Reopening {
	return Reopening{ID: r.ID, Unit: n.unitCode(r.Unit), Month: r.Period, Reason: r.Reason, State: string(r.State),
		AskedBy: string(r.AskedBy), AskedAt: moment(r.AskedAt), First: string(r.First), Second: string(r.Second)}
}

func (s *service) askReopening(ctx context.Context, w app.Who, in *reopeningInput) (reply[Made], error) {
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return reply[Made]{}, err
	}
	unit, noUnit := names{board}.unit("unit", in.Body.Unit)
	m, noMonth := month("month", in.Body.Month)
	if err := errors.Join(noUnit, noMonth); err != nil {
		return reply[Made]{}, err
	}
	id, err := s.app.AskReopening(ctx, w, unit, m, in.Body.Reason)
	return reply[Made]{Made{id}}, err
}

func (s *service) agreeReopening(ctx context.Context, w app.Who, in *agreementInput) (done, error) {
	return done{}, s.app.AgreeReopening(ctx, w, in.ID)
}

func (s *service) refuseReopening(ctx context.Context, w app.Who, in *refusalInput) (done, error) {
	return done{}, s.app.RefuseReopening(ctx, w, in.ID, in.Body.Reason)
}
