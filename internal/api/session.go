package api

import (
	"context"
	"net/http"
	"slices"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
)

// Login is a name and a password.
type Login struct {
	Login    string `json:"login" maxLength:"100" doc:"login name"`
	Password string `json:"password" maxLength:"1000" doc:"sent over TLS or on the machine itself only"`
	District string `json:"district,omitempty" maxLength:"20" doc:"GB/T 2260 code; needed where a server holds several districts" example:"370211"`
}

// Session is what a login gives.
type Session struct {
	Token      string `json:"token" doc:"send it as Authorization: Bearer …; it is shown once and kept nowhere"`
	District   string `json:"district" doc:"GB/T 2260 code" example:"370211"`
	MustChange bool   `json:"must_change" doc:"the password is a temporary one: only PUT /password and DELETE /sessions are open until it is changed"`
	Hours      int    `json:"hours" doc:"the session ends after so many hours, or earlier when it is not used"`
}

// NewPassword replaces the own password.
type NewPassword struct {
	Old  string `json:"old" maxLength:"1000" doc:"the present password"`
	Next string `json:"next" maxLength:"1000" doc:"the new one"`
}

type loginInput struct {
	Lang
	Body Login
}

type passwordInput struct {
	Lang
	Body NewPassword
}

type langInput struct{ Lang }

func (s *service) sessionOperations(t *table) {
	register(t, operation{Method: http.MethodPost, Path: "/sessions", ID: "login", Tag: "session", Summary: "Log in",
		Detail: "Wrong names and wrong passwords are answered alike, in the same time. After repeated failures the login rests.",
		May:    httpx.Open, Status: created, BeforeChange: true, Limited: true}, s.login)
	register(t, operation{Method: http.MethodDelete, Path: "/sessions", ID: "logout", Tag: "session",
		Summary: "End this session", May: httpx.AnyAccount, BeforeChange: true}, s.logout)
	register(t, operation{Method: http.MethodPut, Path: "/password", ID: "change-password", Tag: "session",
		Summary: "Change the own password", Detail: "Ends the account's other sessions.", May: httpx.AnyAccount, BeforeChange: true}, s.changePassword)
}

func (s *service) login(ctx context.Context, _ app.Who, in *loginInput) (reply[Session], error) {
	d, err := s.district(ctx, core.DistrictID(in.Body.District))
	if err != nil {
		return reply[Session]{}, err
	}
	kept, err := s.app.Login(ctx, d, in.Body.Login, in.Body.Password, httpx.ClientIP(ctx).String())
	if err != nil {
		return reply[Session]{}, err
	}
	return reply[Session]{Session{Token: string(kept.Token), District: string(d), MustChange: kept.MustChange, Hours: int(app.SessionLife.Hours())}}, nil
}

// district is the one named, or the only one there is.
func (s *service) district(ctx context.Context, d core.DistrictID) (core.DistrictID, error) {
	all, err := s.app.Districts(ctx)
	switch {
	case err != nil:
		return "", err
	case d == "" && len(all) == 1:
		return all[0], nil
	case slices.Contains(all, d):
		return d, nil
	}
	return "", errs.Field("district", "api.district")
}

func (s *service) logout(ctx context.Context, w app.Who, _ *langInput) (done, error) {
	session, _ := httpx.SessionOf(ctx)
	if err := s.app.Logout(ctx, w, session.Hash); err != nil {
		return done{}, err
	}
	s.sessions.Forget(session.Hash)
	return done{}, nil
}

func (s *service) changePassword(ctx context.Context, w app.Who, in *passwordInput) (done, error) {
	session, _ := httpx.SessionOf(ctx)
	if err := s.app.ChangePassword(ctx, w, in.Body.Old, in.Body.Next, httpx.ClientIP(ctx).String(), session.Hash); err != nil {
		return done{}, err
	}
	s.sessions.ForgetAll() // the account's other sessions have ended too
	return done{}, nil
}
