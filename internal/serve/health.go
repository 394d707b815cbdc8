package serve

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"tupo/internal/app"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
)

// How long the database may take to answer those who watch, and how long an answer
// of it holds: asking often costs no more than asking once a second.
const (
	pingPatience = time.Second
	pingHolds    = time.Second
)

// Where a watcher asks.
const (
	healthPath = "/healthz"
	readyPath  = "/readyz"
)

// health answers those who watch the server. /healthz is 200 while the database
// answers, /readyz when every board can be read as well.
type health struct {
	app  *app.App
	wall func() time.Time

	mu    sync.Mutex // held while asking: the others wait for one answer
	at    time.Time
	fault error
}

func newHealth(a *app.App, wall func() time.Time) *health { return &health{app: a, wall: wall} }

func (h *health) routes() []httpx.Route {
	return []httpx.Route{
		{Method: http.MethodGet, Pattern: healthPath, Permission: httpx.Open, Handler: h.alive},
		{Method: http.MethodGet, Pattern: readyPath, Permission: httpx.Open, Handler: h.ready},
	}
}

func (h *health) alive(w http.ResponseWriter, r *http.Request) error {
	if err := h.database(r.Context()); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, "ok")
	return err
}

func (h *health) ready(w http.ResponseWriter, r *http.Request) error {
	if err := h.database(r.Context()); err != nil {
		return err
	}
	if err := h.app.Ready(r.Context()); err != nil {
		return errs.New(errs.Busy, "http.not-ready").Because(err)
	}
	_, err := fmt.Fprintln(w, "ready")
	return err
}

// database says whether the database answers, as it was at most a second ago. Who
// asks and leaves does not spoil the answer for the others.
func (h *health) database(ctx context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if now := h.wall(); h.at.IsZero() || now.Sub(h.at) >= pingHolds || now.Before(h.at) {
		ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), pingPatience)
		defer stop()
		h.fault = nil
		if err := h.app.Alive(ctx); err != nil {
			// Not as a cause that can be told apart: a database out of time is no slow client.
			h.fault = errs.New(errs.Busy, "http.no-database").Because(fmt.Errorf("the database does not answer: %v", err))
		}
		h.at = h.wall()
	}
	return h.fault
}

// watches reports whether a request is a watcher's.
func watches(r *http.Request) bool { return r.URL.Path == healthPath || r.URL.Path == readyPath }

// sayPlainly gives the reason in both languages: watchers state none.
func sayPlainly(words *i18n.Catalogue, w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(httpx.Status(err))
	for _, lang := range []i18n.Lang{i18n.ZH, i18n.EN} {
		for _, e := range errs.All(err) {
			fmt.Fprintln(w, words.Fault(lang, e))
		}
	}
}
