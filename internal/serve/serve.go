// Package serve puts the program's parts together behind the one wrapper: the
// pages, the API and the answers for those who watch the server. The command
// and the tests of the whole build the same handler here.
//
// It holds no page of the district, no rule and no listener.
package serve

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"time"

	"tupo/internal/api"
	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/demo"
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
	if o.Config.Demo {
		o.Words = o.Words.WithTerms(demo.Phrases())
	}
	cache := httpx.NewCache(o.App, httpx.CacheOptions{Now: o.Wall, Idle: time.Duration(o.Config.IdleMinutes) * time.Minute, Log: o.Log})
	site, err := web.New(web.Options{App: o.App, Words: o.Words, Log: o.Log, Wall: o.Wall, Cache: cache, Demo: o.Demo})
	if err != nil {
		return nil, err
	}
	routes := append(site.Routes(), api.Routes(o.App, o.Words, cache)...)
	routes = append(routes, newHealth(o.App, o.Wall).routes()...)
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

// render answers errors of the API as problems, of pages as pages, and those who
// watch the server in plain words.
func render(site *web.Site, words *i18n.Catalogue) func(http.ResponseWriter, *http.Request, error) {
	return func(w http.ResponseWriter, r *http.Request, err error) {
		switch {
		case api.Serves(r):
			api.RenderError(words)(w, r, err)
			return
		case watches(r):
			sayPlainly(words, w, err)
			return
		}
		site.RenderError(w, r, err)
	}
}
