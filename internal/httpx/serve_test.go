package httpx

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"tupo/internal/access"
)

func TestWhoGetsWhere(t *testing.T) {
	h := newHouse(t, table(), nil)
	reporter, security := h.login(access.Reporter, nil), h.login(access.SecurityAdmin, nil)
	fresh := h.login(access.Leader, func(s *Session) { s.MustChange = true })
	unknown := &http.Cookie{Name: "tupo", Value: strings.Repeat("A", 43)}
	for _, c := range []struct {
		name, method, path string
		cookie             *http.Cookie
		status             int
		body               string
	}{
		{"public page", "GET", "/", nil, 200, "front"},
		{"open page", "GET", "/login", nil, 200, "login"},
		{"open page with a dead cookie", "GET", "/login", unknown, 200, "login"},
		{"board, visitor", "GET", "/board", nil, 401, "session.login"},
		{"board, dead cookie", "GET", "/board", unknown, 401, "session.login"},
		{"board, garbage cookie", "GET", "/board", &http.Cookie{Name: "tupo", Value: "x"}, 401, "session.login"},
		{"board, reporter", "GET", "/board", reporter, 200, "board"},
		{"head", "HEAD", "/board", reporter, 200, ""},
		{"own page, visitor", "GET", "/password", nil, 401, "session.login"},
		{"own page, any account", "GET", "/password", security, 200, "password"},
		{"filing, reporter", "POST", "/reports/r1", reporter, 200, "filed r1"},
		{"filing, administrator", "POST", "/reports/r1", security, 403, "access.forbidden"},
		{"granting, reporter", "POST", "/grants", reporter, 403, "access.forbidden"},
		{"granting, administrator", "POST", "/grants", security, 200, "granted"},
		{"first password, board", "GET", "/board", fresh, 403, KeyMustChange},
		{"first password, forbidden page", "POST", "/grants", fresh, 403, KeyMustChange},
		{"first password, open page", "GET", "/login", fresh, 403, KeyMustChange},
		{"first password, its page", "GET", "/password", fresh, 200, "password"},
		{"no page", "GET", "/nowhere", reporter, 404, "access.missing"},
		{"no page, visitor", "GET", "/nowhere", nil, 404, "access.missing"},
		{"wrong method", "GET", "/grants", nil, 405, "http.method"},
		{"odd method", "BREW", "/grants", nil, 405, "http.method"},
	} {
		w := h.do(httptest.NewRequest(c.method, c.path, nil), c.cookie)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.body) || strings.Contains(w.Body.String(), "LEAKED") {
			t.Errorf("%s: %s %s = %d %q, want %d %q", c.name, c.method, c.path, w.Code, w.Body, c.status, c.body)
		}
	}
}

func TestBearerToken(t *testing.T) {
	h := newHouse(t, table(), nil)
	cookie := h.login(access.Reporter, nil)
	r := httptest.NewRequest("GET", "/board", nil)
	r.Header.Set("Authorization", "bearer "+cookie.Value)
	if w := h.do(r, nil); w.Code != 200 {
		t.Errorf("GET /board with a bearer token = %d %q, want 200", w.Code, w.Body)
	}
}

func TestAdmitAgreesWithThePolicy(t *testing.T) {
	for _, role := range access.Roles() {
		h := newHouse(t, table(), nil)
		h.login(role, nil)
		session, err := h.server.o.Sessions.Get(context.Background(), h.sessions.only(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range access.Permissions() {
			got := Admit(Route{Permission: p}, &session, today) == nil
			want := access.ReachOf(role, p) != access.Nowhere || access.ReachOf(access.Public, p) != access.Nowhere
			if got != want {
				t.Errorf("Admit(%s) as %s = %v, want %v", p, role, got, want)
			}
		}
	}
}

func TestCrossOrigin(t *testing.T) {
	h := newHouse(t, table(), nil)
	reporter := h.login(access.Reporter, nil)
	for _, c := range []struct {
		site, origin string
		want         int
	}{
		{"same-origin", "", 200}, {"none", "", 200}, {"", "", 200}, {"", "http://example.com", 200},
		{"cross-site", "", 403}, {"same-site", "", 403}, {"", "http://elsewhere.example", 403}, {"", "null", 403},
	} {
		r := httptest.NewRequest("POST", "/reports/r1", nil)
		if c.site != "" {
			r.Header.Set("Sec-Fetch-Site", c.site)
		}
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		if w := h.do(r, reporter); w.Code != c.want {
			t.Errorf("POST from site %q origin %q = %d, want %d", c.site, c.origin, w.Code, c.want)
		}
	}
}

func TestBodyLimit(t *testing.T) {
	read := func(w http.ResponseWriter, r *http.Request) error {
		n, err := io.Copy(io.Discard, r.Body)
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		_, err = fmt.Fprint(w, n)
		return err
	}
	routes := []Route{
		{Method: "POST", Pattern: "/small", Permission: Open, MaxBody: 10, Handler: read},
		{Method: "POST", Pattern: "/usual", Permission: Open, Handler: read},
		{Method: "POST", Pattern: "/large", Permission: Open, MaxBody: 4 << 20, Handler: read},
	}
	h := newHouse(t, routes, nil)
	cookie := h.login(access.Reporter, nil)
	for _, c := range []struct {
		path   string
		size   int
		hidden bool // the length is not announced
		logged bool
		want   int
	}{
		{"/small", 10, false, true, 200}, {"/small", 11, false, true, 413}, {"/small", 10, true, true, 200}, {"/small", 11, true, true, 413},
		{"/usual", 1 << 20, true, true, 200}, {"/usual", 1<<20 + 1, true, true, 413},
		// Whoever is not logged in could fill the memory with login forms.
		{"/usual", 64 << 10, true, false, 200}, {"/usual", 64<<10 + 1, true, false, 413}, {"/usual", 64<<10 + 1, false, false, 413},
		{"/large", 2 << 20, true, true, 200}, {"/large", 64<<10 + 1, true, false, 413},
	} {
		r := httptest.NewRequest("POST", c.path, strings.NewReader(strings.Repeat("x", c.size)))
		if c.hidden {
			r.ContentLength = -1
		}
		if c.logged {
			r.AddCookie(cookie)
		}
		if w := h.do(r, nil); w.Code != c.want {
			t.Errorf("POST %s of %d bytes (hidden %v) = %d %q, want %d", c.path, c.size, c.hidden, w.Code, w.Body, c.want)
		}
	}
}

func TestHeaders(t *testing.T) {
	h := newHouse(t, table(), func(o *Options) { o.Proxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.1/32")} })
	plain := h.do(httptest.NewRequest("GET", "/nowhere", nil), nil).Header()
	csp := plain.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'self'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("Content-Security-Policy %q lacks %s", csp, want)
		}
	}
	if strings.Contains(csp, "unsafe") || plain.Get("X-Content-Type-Options") != "nosniff" || plain.Get("Referrer-Policy") == "" || plain.Get("Cache-Control") != "no-store" {
		t.Errorf("headers = %v", plain)
	}
	if plain.Get("Strict-Transport-Security") != "" {
		t.Error("Strict-Transport-Security without TLS")
	}
	r := httptest.NewRequest("GET", "https://tupo.example/login", nil)
	if h.do(r, nil).Header().Get("Strict-Transport-Security") == "" {
		t.Error("no Strict-Transport-Security over TLS")
	}
	r = httptest.NewRequest("GET", "/login", nil)
	r.Header.Set("X-Forwarded-Proto", "https") // 192.0.2.1 is httptest's address, a believed proxy here
	if h.do(r, nil).Header().Get("Strict-Transport-Security") == "" {
		t.Error("no Strict-Transport-Security behind a believed proxy with TLS")
	}
}

func TestClientIP(t *testing.T) {
	var got netip.Addr
	routes := []Route{{Method: "GET", Pattern: "/ip", Permission: Open, Handler: func(w http.ResponseWriter, r *http.Request) error {
		got = ClientIP(r.Context())
		return nil
	}}}
	h := newHouse(t, routes, func(o *Options) { o.Proxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")} })
	for _, c := range []struct {
		remote, forwarded, want string
	}{
		{"203.0.113.9:1", "", "203.0.113.9"},
		{"203.0.113.9:1", "198.51.100.1", "203.0.113.9"}, // anybody can claim
		{"10.0.0.1:1", "198.51.100.1", "198.51.100.1"},
		{"10.0.0.1:1", "1.1.1.1, 198.51.100.1, 10.0.0.2", "198.51.100.1"},
		{"10.0.0.1:1", "garbage", "10.0.0.1"},
		{"10.0.0.1:1", "", "10.0.0.1"},
		{"[::ffff:203.0.113.9]:1", "", "203.0.113.9"},
		{"@", "", "invalid IP"},
	} {
		r := httptest.NewRequest("GET", "/ip", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		h.do(r, nil)
		if got.String() != c.want {
			t.Errorf("from %s forwarded for %q: ClientIP = %s, want %s", c.remote, c.forwarded, got, c.want)
		}
	}
}

func TestPublicRoutesAreLimited(t *testing.T) {
	routes := []Route{{Method: "GET", Pattern: "/p", Permission: Open, Limited: true, Handler: say("ok")},
		{Method: "POST", Pattern: "/login", Permission: Open, Limited: true, Handler: say("ok")}}
	var h *house
	h = newHouse(t, routes, func(o *Options) {
		o.Public = NewLimiter(LimiterOptions{Now: func() time.Time { return h.now }, Burst: 2, Refill: 10 * time.Second})
	})
	for i, want := range []int{200, 200, 429, 429} {
		w := h.do(httptest.NewRequest("GET", "/p", nil), nil)
		if w.Code != want || want == 429 && w.Header().Get("Retry-After") != "10" {
			t.Errorf("request %d = %d, Retry-After %q; want %d", i, w.Code, w.Header().Get("Retry-After"), want)
		}
	}
	if w := h.do(httptest.NewRequest("POST", "/login", nil), nil); w.Code != 200 {
		t.Errorf("the login after readers behind the same address = %d, want 200", w.Code)
	}
	if w := h.do(httptest.NewRequest("GET", "/p", nil), h.login(access.Reporter, nil)); w.Code != 200 {
		t.Errorf("an account behind the same address = %d, want 200", w.Code)
	}
	h.now = h.now.Add(10 * time.Second)
	if w := h.do(httptest.NewRequest("GET", "/p", nil), nil); w.Code != 200 {
		t.Errorf("ten seconds later = %d, want 200", w.Code)
	}
}

func TestNewRefusesBadTables(t *testing.T) {
	ok := say("")
	for _, c := range []struct {
		name   string
		routes []Route
		want   string
	}{
		{"no permission", []Route{{Method: "GET", Pattern: "/a", Handler: ok}}, "names no permission"},
		{"unknown permission", []Route{{Method: "GET", Pattern: "/a", Permission: "fly", Handler: ok}}, "not in the policy"},
		{"no method", []Route{{Pattern: "/a", Permission: Open, Handler: ok}}, "no method"},
		{"no handler", []Route{{Method: "GET", Pattern: "/a", Permission: Open}}, "no handler"},
		{"host", []Route{{Method: "GET", Pattern: "a.example/", Permission: Open, Handler: ok}}, "starts with /"},
		{"everything", []Route{{Method: "GET", Pattern: "/", Permission: Open, Handler: ok}}, "/{$}"},
		{"twice", []Route{{Method: "GET", Pattern: "/a", Permission: Open, Handler: ok}, {Method: "GET", Pattern: "/a", Permission: Open, Handler: ok}}, "conflicts"},
		{"malformed", []Route{{Method: "GET", Pattern: "/{a", Permission: Open, Handler: ok}}, "GET /{a"},
	} {
		h := newHouse(t, nil, nil)
		if s, err := New(h.server.o, c.routes); s != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: New = %v, want an error with %q", c.name, err, c.want)
		}
	}
	if _, err := New(Options{}, nil); err == nil {
		t.Error("New without options: want an error")
	}
	h := newHouse(t, table(), nil)
	if got := h.server.Routes(); len(got) != len(table()) || got[3].Permission != access.ViewBoard {
		t.Errorf("Routes() = %d routes, want the table", len(got))
	}
}
