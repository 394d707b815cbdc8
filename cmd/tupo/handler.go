package main

import (
	"fmt"
	"net/http"
	"time"

	"tupo/internal/api"
	"tupo/internal/app"
	"tupo/internal/cli"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/web"
	"tupo/internal/web/page"
)

// Requests a minute and burst of an address without a session.
const (
	publicRate  = 60
	publicBurst = 30
)

// handler puts the pages and the API behind the one wrapper.
func handler(words *i18n.Catalogue) func(*app.App, cli.ServeOptions) (http.Handler, error) {
	return func(a *app.App, o cli.ServeOptions) (http.Handler, error) {
		cache := httpx.NewCache(a, httpx.CacheOptions{Now: o.Wall, Idle: time.Duration(o.Config.IdleMinutes) * time.Minute, Log: o.Log})
		site, err := web.New(web.Options{App: a, Words: words, Log: o.Log, Wall: o.Wall, Cache: cache, Demo: demoAccounts(words, o.Demo)})
		if err != nil {
			return nil, err
		}
		routes := append(site.Routes(), api.Routes(a, words, cache)...)
		routes = append(routes, health(a)...)
		return httpx.New(httpx.Options{
			Sessions: cache, Now: o.Wall, Today: a.BusinessDay, Log: o.Log, RenderError: render(site, words),
			MaxBody: o.Config.MaxUpload, Proxies: o.Config.Networks(), Public: httpx.NewLimiter(httpx.LimiterOptions{Now: o.Wall, Burst: publicBurst, Refill: time.Minute / publicRate}),
		}, routes)
	}
}

// render answers errors of the API as problems and of pages as pages.
func render(site *web.Site, words *i18n.Catalogue) func(http.ResponseWriter, *http.Request, error) {
	return func(w http.ResponseWriter, r *http.Request, err error) {
		if api.Serves(r) {
			api.RenderError(words)(w, r, err)
			return
		}
		site.RenderError(w, r, err)
	}
}

// health answers those who watch the server: alive, and able to answer.
func health(a *app.App) []httpx.Route {
	alive := func(w http.ResponseWriter, _ *http.Request) error {
		_, err := fmt.Fprintln(w, "ok")
		return err
	}
	ready := func(w http.ResponseWriter, r *http.Request) error {
		all, err := a.Districts(r.Context())
		if err != nil {
			return errs.New(errs.Busy, "http.not-ready").Because(err)
		}
		for _, d := range all {
			if _, err := a.Board(r.Context(), d); err != nil {
				return errs.New(errs.Busy, "http.not-ready").Because(err)
			}
		}
		_, err = fmt.Fprintln(w, "ready")
		return err
	}
	return []httpx.Route{
		{Method: http.MethodGet, Pattern: "/healthz", Permission: httpx.Open, Handler: alive},
		{Method: http.MethodGet, Pattern: "/readyz", Permission: httpx.Open, Handler: ready},
	}
}

func demoAccounts(words *i18n.Catalogue, all []cli.DemoAccount) []page.DemoAccount {
	var out []page.DemoAccount
	for _, x := range all {
		out = append(out, page.DemoAccount{Name: x.Login, Password: x.Secret, Role: words.Text(i18n.ZH, "role."+x.Role)})
	}
	return out
}

