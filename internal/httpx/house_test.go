package httpx

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
)

// house is a Server over a fake source of sessions, with a clock set by hand.
type house struct {
	t        *testing.T
	server   *Server
	sessions *fakeSessions
	now      time.Time
	log      bytes.Buffer
}

const today core.Date = "2023-11-14"

func newHouse(t *testing.T, routes []Route, change func(o *Options)) *house {
	t.Helper()
	h := &house{t: t, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC), sessions: newFakeSessions()}
	o := Options{
		Sessions:    NewCache(h.sessions, CacheOptions{Now: h.clock}),
		Now:         h.clock,
		Today:       func() core.Date { return today },
		Log:         slog.New(slog.NewJSONHandler(&h.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		RenderError: renderPlain,
	}
	if change != nil {
		change(&o)
	}
	server, err := New(o, routes)
	if err != nil {
		t.Fatal(err)
	}
	h.server = server
	return h
}

func (h *house) clock() time.Time { return h.now }

// renderPlain prints status and keys, and fails on what should not reach it.
func renderPlain(w http.ResponseWriter, r *http.Request, err error) {
	w.WriteHeader(Status(err))
	for _, e := range errs.All(err) {
		if e.Cause != nil {
			fmt.Fprint(w, "CAUSE LEAKED ")
		}
		fmt.Fprintf(w, "%s %s %s;", e.Key, e.Field, strings.Join(e.Args, "="))
	}
}

// login makes a session with one role at unit "own" and returns its cookie.
func (h *house) login(role access.Role, change func(s *Session)) *http.Cookie {
	h.t.Helper()
	token, err := NewToken(strings.NewReader(strings.Repeat(string(role)+"-0123456789", 9)))
	if err != nil {
		h.t.Fatal(err)
	}
	id := core.AccountID("account-" + string(role))
	s := Session{
		Actor: access.Actor{
			Account: access.Account{ID: id},
			Grants:  []access.Grant{{Account: id, Role: role, Unit: "own"}},
			Units:   access.NewTree([]plan.Unit{{ID: "root"}, {ID: "own", Parent: "root"}}),
		},
		Seen: core.InstantOf(h.now),
	}
	if change != nil {
		change(&s)
	}
	h.sessions.put(token.Hash(), s)
	return &http.Cookie{Name: "tupo", Value: string(token)}
}

func (h *house) do(r *http.Request, cookie *http.Cookie) *httptest.ResponseRecorder {
	if cookie != nil {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	h.server.ServeHTTP(w, r)
	return w
}

func say(text string) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func fail(err error) Handler {
	return func(http.ResponseWriter, *http.Request) error { return err }
}

func table() []Route {
	return []Route{
		{Method: "GET", Pattern: "/{$}", Permission: access.ViewPublicBoard, Handler: say("front")},
		{Method: "GET", Pattern: "/login", Permission: Open, Handler: say("login")},
		{Method: "GET", Pattern: "/password", Permission: AnyAccount, BeforeChange: true, Handler: say("password")},
		{Method: "GET", Pattern: "/board", Permission: access.ViewBoard, Handler: say("board")},
		{Method: "POST", Pattern: "/reports/{id}", Permission: access.FileReport, Handler: func(w http.ResponseWriter, r *http.Request) error {
			_, err := io.WriteString(w, "filed "+r.PathValue("id"))
			return err
		}},
		{Method: "POST", Pattern: "/grants", Permission: access.ManageGrants, Handler: say("granted")},
	}
}
