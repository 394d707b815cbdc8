// Package web is the pages: it decodes a request into a use case's input, calls
// package app, and fills a page struct that is ready to print. Four visible
// steps in every handler: decode, act, fill, render.
//
// It decides no right, computes no light and reads no store.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/web/page"
	"tupo/internal/web/view"
)

// Options are what the pages need.
type Options struct {
	App   *app.App
	Words *i18n.Catalogue
	Log   *slog.Logger
	Wall  func() time.Time
	Cache *httpx.Cache        // forgotten at logout
	Demo  []DemoAccount       // listed on the login page of a demonstration
	Now   func() core.Instant // the district's clock, printed on pages
}

// DemoAccount is an account of a demonstration, whose password is no secret.
type DemoAccount struct {
	Login, Secret string
	Role          access.Role
	Name, NameEn  string // of the post: whose account it is
}

// Site is all pages. It is safe for concurrent use.
type Site struct {
	Options
	views  *view.Renderer
	assets *view.Assets
	copies copies // marked workbooks, see import.go
}

// New prepares the pages.
func New(o Options) (*Site, error) {
	assets, err := view.NewAssets()
	if err != nil {
		return nil, err
	}
	s := &Site{Options: o, views: view.New(assets), assets: assets}
	o.App.OnRights(o.Cache.ForgetAll)
	go s.views.Prepare("front", "login") // what the first readers ask for, beside the rest of the start
	return s, nil
}

// Routes is the table of pages: method, path, permission, handler.
func (s *Site) Routes() []httpx.Route {
	get := func(pattern string, p access.Permission, f func(*visit) error) httpx.Route {
		return httpx.Route{Method: http.MethodGet, Pattern: pattern, Permission: p, Handler: s.handle(f)}
	}
	post := func(pattern string, p access.Permission, f func(*visit) error) httpx.Route {
		return httpx.Route{Method: http.MethodPost, Pattern: pattern, Permission: p, Handler: s.handle(f)}
	}
	all := []httpx.Route{
		get("/{$}", access.ViewBoard, (*visit).front),
		{Method: http.MethodGet, Pattern: view.Prefix, Permission: httpx.Open, Handler: s.asset},
		{Method: http.MethodGet, Pattern: "/login", Permission: httpx.Open, Handler: s.handle((*visit).loginForm)},
		{Method: http.MethodPost, Pattern: "/login", Permission: httpx.Open, Handler: s.handle((*visit).login), Limited: true},
		{Method: http.MethodPost, Pattern: "/logout", Permission: httpx.AnyAccount, Handler: s.handle((*visit).logout), BeforeChange: true},
		{Method: http.MethodGet, Pattern: "/password", Permission: httpx.AnyAccount, Handler: s.handle((*visit).passwordForm), BeforeChange: true},
		{Method: http.MethodPost, Pattern: "/password", Permission: httpx.AnyAccount, Handler: s.handle((*visit).password), BeforeChange: true},
	}
	all = append(all, s.beginRoutes()...)
	for _, part := range []func(get, post routeMaker) []httpx.Route{
		s.publicRoutes, s.boardRoutes, s.sheetRoutes, s.documentRoutes, s.planRoutes, s.personRoutes, s.reformRoutes, s.ledgerRoutes, s.accountRoutes,
	} {
		all = append(all, part(get, post)...)
	}
	return all
}

type routeMaker func(pattern string, p access.Permission, f func(*visit) error) httpx.Route

// handle gives each request its visit.
func (s *Site) handle(f func(*visit) error) httpx.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, err := s.visit(w, r)
		if err != nil {
			return err
		}
		return f(v)
	}
}

func (s *Site) asset(w http.ResponseWriter, r *http.Request) error {
	s.assets.ServeHTTP(w, r)
	return nil
}

// RenderError answers a failed request with a page: the login for those who are
// not logged in, the password form for those who must change theirs.
func (s *Site) RenderError(w http.ResponseWriter, r *http.Request, err error) {
	status := httpx.Status(err)
	keys := errs.All(err)
	switch {
	case s.awaiting(r, err):
		toBegin(w, r)
		return
	case r.Method == http.MethodGet && errs.Is(err, errs.Unauthenticated) && r.URL.Path != "/login":
		to := "/login?next=" + next(r)
		if lang, chosen := i18n.ParseLang(r.URL.Query().Get("lang")); chosen {
			to += "&lang=" + string(lang)
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	case r.URL.Path == "/" && errs.Is(err, errs.Forbidden) && keys[0].Key != httpx.KeyMustChange:
		http.Redirect(w, r, "/public", http.StatusSeeOther) // whoever sees only what is published
		return
	case len(keys) > 0 && keys[0].Key == httpx.KeyMustChange:
		http.Redirect(w, r, "/password", http.StatusSeeOther)
		return
	}
	p, v := s.errorPage(w, r, err)
	for _, e := range keys {
		p.Message += v.fault(e) + " "
	}
	if p.Message == "" {
		p.Message = v.t("error.kind.internal")
	}
	if err := s.views.Write(w, status, p); err != nil {
		s.Log.Error("error page", "error", err)
		http.Error(w, p.Message, status)
	}
}

// errorPage is an error's page without its message, and the visit that it answers;
// in a place without a district it has that district's frame, which is none.
func (s *Site) errorPage(w http.ResponseWriter, r *http.Request, err error) (page.Error, *visit) {
	v, visitErr := s.visit(w, r)
	title := "error.title." + errs.KindOf(err).String()
	var p page.Error
	if visitErr == nil {
		p.Frame = v.frame(v.t(title))
	} else {
		v = &visit{site: s, w: w, r: r, lang: langOf(r)}
		p.Frame = v.beginFrame(v.t(title))
		if !errs.Is(visitErr, errs.Missing) {
			s.Log.Error("error page without a frame", "error", visitErr)
		}
	}
	p.Status, p.Title, p.Request = itoa(httpx.Status(err)), v.t(title), httpx.RequestID(r.Context())
	p.Back = &page.Link{Text: v.t("error.back"), URL: "/"}
	if errs.Is(err, errs.Unauthenticated) { // a form was sent after the session had ended
		p.Back = &page.Link{Text: v.t("public.login"), URL: "/login?next=" + url.QueryEscape(cameFrom(r))}
	}
	return p, v
}

// cameFrom is the page of this place from which a form was sent.
func cameFrom(r *http.Request) string {
	from, err := url.Parse(r.Referer())
	if err != nil || from.Host != r.Host {
		return "/"
	}
	return from.RequestURI()
}

// visit is one request of one reader.
type visit struct {
	site   *Site
	w      http.ResponseWriter
	r      *http.Request
	ctx    context.Context
	lang   i18n.Lang
	who    app.Who
	logged bool
	inform httpx.Session
	// carried is the month and the moment that the reader has chosen, once judged has
	// read them; the links between the pages of the board carry them on.
	carried app.Moment
	seen    *board.Snapshot // the board that this page is about, once it is known
}

func (s *Site) visit(w http.ResponseWriter, r *http.Request) (*visit, error) {
	v := &visit{site: s, w: w, r: r, ctx: r.Context(), lang: langOf(r)}
	v.keepLang()
	session, ok := httpx.SessionOf(r.Context())
	if ok {
		v.logged, v.inform = true, session
		v.who = app.Who{District: session.District, Actor: session.Actor}
		return v, nil
	}
	home, err := s.App.OperatorOf(r.Context(), "")
	if err != nil {
		return nil, err
	}
	v.who = app.Who{District: home.District}
	return v, nil
}

// show renders a page.
func (v *visit) show(p view.Page) error {
	v.w.Header().Set("Cache-Control", "no-store")
	return v.site.views.Write(v.w, http.StatusOK, p)
}

// refuse renders a form again with what was wrong in it.
func (v *visit) refuse(p view.Page, err error) error {
	v.w.Header().Set("Cache-Control", "no-store")
	return v.site.views.Write(v.w, httpx.Status(err), p)
}

// seeOther sends the browser on after a deed, with a notice in the flash cookie.
func (v *visit) seeOther(url, notice string, args ...string) error {
	if notice != "" {
		v.setFlash(v.t(notice, args...))
	}
	http.Redirect(v.w, v.r, url, http.StatusSeeOther)
	return nil
}
