package walk_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/serve"
	"tupo/internal/testing/golden"
)

const routesHeading = `# Every address of the program and who may use it at all. A column is a role
# granted at the root; “x” passes the gate of the route, “-” is refused there
# with 403 and learns nothing of any object. What passes still meets the check
# over the object itself: see objects.txt. A visitor who is refused is led to the
# login. “(open)” needs no login, “(any account)” any.

`

// TestRoutesByRole holds the gate of every route against a file that an auditor
// can read. A route that is not in the file fails, and so does one that is gone.
func TestRoutesByRole(t *testing.T) {
	golden.Check(t, "testdata/routes.txt", routesTable(t, allRoutes(t)))
}

// allRoutes is the table of the program's own handler, without a district.
func allRoutes(t *testing.T) []httpx.Route {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	conf := settings(t.TempDir())
	a, err := app.Open(t.Context(), app.Place{Config: conf, Wall: time.Now, Random: rand.Reader, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	words, err := i18n.Load(func(lang i18n.Lang, key string) { t.Errorf("no message %s in %s", key, lang) })
	if err != nil {
		t.Fatal(err)
	}
	server, err := serve.Handler(serve.Options{App: a, Words: words, Config: conf, Log: log, Wall: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return server.Routes()
}

func routesTable(t *testing.T, routes []httpx.Route) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(routesHeading)
	fmt.Fprintf(&b, "%-6s %-44s %-22s visitor", "method", "address", "permission")
	for _, role := range access.Roles() {
		fmt.Fprintf(&b, " %s", shortRole(role))
	}
	b.WriteString("\n")
	slices.SortFunc(routes, func(x, y httpx.Route) int {
		return strings.Compare(x.Pattern+" "+x.Method, y.Pattern+" "+y.Method)
	})
	for _, route := range routes {
		fmt.Fprintf(&b, "%-6s %-44s %-22s %-7s", route.Method, route.Pattern, route.Permission, passes(t, route, nil))
		for _, role := range access.Roles() {
			fmt.Fprintf(&b, " %-*s", len(shortRole(role)), passes(t, route, sessionOf(role)))
		}
		b.WriteString("\n")
	}
	return trimLines(b.String())
}

func shortRole(r access.Role) string { return strings.TrimSuffix(string(r), "-admin") }

// sessionOf is a session with one role at the root of a small tree.
func sessionOf(role access.Role) *httpx.Session {
	return &httpx.Session{Actor: access.Actor{
		Account: access.Account{ID: "a", Unit: "root"},
		Grants:  []access.Grant{{ID: "g", Account: "a", Role: role, Unit: "root"}},
		Units:   access.NewTree([]plan.Unit{{ID: "root"}, {ID: "below", Parent: "root"}}),
	}}
}

// passes asks the gate, and holds the gate's refusals to their kinds.
func passes(t *testing.T, route httpx.Route, session *httpx.Session) string {
	t.Helper()
	err := httpx.Admit(route, session, demo.Today)
	if session != nil {
		waiting := *session
		waiting.MustChange = true
		if got := httpx.Admit(route, &waiting, demo.Today); (got == nil) != (err == nil && route.BeforeChange) {
			t.Errorf("Admit(%s %s) before the first password is changed = %v, want it to pass only where BeforeChange says so", route.Method, route.Pattern, got)
		}
	}
	var refusal *errs.Error
	switch {
	case err == nil:
		return "x"
	case !errors.As(err, &refusal):
		t.Errorf("Admit(%s %s) = %v, want an errs.Error", route.Method, route.Pattern, err)
	case session == nil && refusal.Kind != errs.Unauthenticated, session != nil && refusal.Kind != errs.Forbidden:
		t.Errorf("Admit(%s %s) of a visitor: %t = %v, want unauthenticated for visitors, forbidden for accounts", route.Method, route.Pattern, session == nil, err)
	}
	return "-"
}

// TestExpiredGrantOpensNothing: on the day after a grant ended only what is open
// to everybody is left.
func TestExpiredGrantOpensNothing(t *testing.T) {
	for _, route := range allRoutes(t) {
		for _, role := range access.Roles() {
			ended := sessionOf(role)
			ended.Actor.Grants[0].To = core.Date("2023-11-13")
			open := route.Permission == httpx.Open || route.Permission == httpx.AnyAccount || access.ReachOf(access.Public, route.Permission) != access.Nowhere
			if got := httpx.Admit(route, ended, demo.Today); (got == nil) != open {
				t.Errorf("Admit(%s %s) with the ended role %s = %v, want open: %t", route.Method, route.Pattern, role, got, open)
			}
		}
	}
}

func trimLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}
