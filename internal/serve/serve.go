// Package serve puts the program's parts together behind the one wrapper: the
// pages, the API and the answers for those who watch the server. The command
// and the tests of the whole build the same handler here.
//
// It holds no page of the district, no rule and no listener.
package serve

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"tupo/internal/api"
	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/web"
)

// Requests a minute and burst of an address without a session.
const (
	publicRate  = 60
	publicBurst = 30
)

// Options are what the handler needs of the process. All but Demo are required.
type Options struct {
	App    *app.App
	Words  *i18n.Catalogue
	Config config.Config
	Log    *slog.Logger
	Wall   func() time.Time  // of sessions and limits; the district's business has its own clock
	Demo   []web.DemoAccount // shown on the login page of a demonstration
}

// Handler gives the server of all routes. It fails on a route table that
// contradicts itself.
func Handler(o Options) (*httpx.Server, error) {
	cache := httpx.NewCache(o.App, httpx.CacheOptions{Now: o.Wall, Idle: time.Duration(o.Config.IdleMinutes) * time.Minute, Log: o.Log})
	site, err := web.New(web.Options{App: o.App, Words: o.Words, Log: o.Log, Wall: o.Wall, Cache: cache, Demo: o.Demo})
	if err != nil {
		return nil, err
	}
	routes := append(site.Routes(), api.Routes(o.App, o.Words, cache)...)
	routes = append(routes, health(o.App)...)
	watched := &watching{app: o.App, counters: &counters{routes: map[routeName]*routeCount{}}, sessions: cache}
	if watched.token, err = tokenOf(o.Config.Data, rand.Reader); err != nil {
		o.Log.Warn("no key for a scraper of /metrics", "error", err)
	}
	routes = append(routes, watched.route())
	return httpx.New(httpx.Options{
		Sessions: cache, Watch: watched.counters.watch, Now: o.Wall, Today: o.App.BusinessDay, Log: o.Log, RenderError: render(site, o.Words),
		Proxies: o.Config.Networks(),
		Public:  httpx.NewLimiter(httpx.LimiterOptions{Now: o.Wall, Burst: publicBurst, Refill: time.Minute / publicRate}),
	}, routes)
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
		if err := a.Ready(r.Context()); err != nil {
			return errs.New(errs.Busy, "http.not-ready").Because(err)
		}
		_, err := fmt.Fprintln(w, "ready")
		return err
	}
	return []httpx.Route{
		{Method: http.MethodGet, Pattern: "/healthz", Permission: httpx.Open, Handler: alive},
		{Method: http.MethodGet, Pattern: "/readyz", Permission: httpx.Open, Handler: ready},
	}
}
