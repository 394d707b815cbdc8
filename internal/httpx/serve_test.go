package httpx

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
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

func TestErrorsOfHandlers(t *testing.T) {
	secret := errors.New("password hunter2 of database")
	for _, c := range []struct {
		err    error
		status int
		body   string
	}{
		{secret, 500, "http.internal"},
		{fmt.Errorf("read: %w", secret), 500, "http.internal"},
		{errs.New(errs.Internal, "store.open", "path", "hunter2"), 500, "http.internal"},
		{errs.New(errs.Damaged, "store.damaged").Because(secret), 500, "store.damaged"},
		{errs.New(errs.Missing, "store.missing", "key", "r1").Because(secret), 404, "access.missing  ;"},
		{access.Missing(), 404, "access.missing  ;"},
		{access.Forbidden(), 403, "access.forbidden"},
		{errs.New(errs.Conflict, "store.changed").Because(secret), 409, "store.changed"},
		{errs.New(errs.Busy, "password.busy"), 503, "password.busy"},
		{errs.New(errs.TooLarge, "upload.large"), 413, "upload.large"},
		{errs.New(errs.Unauthenticated, "session.login"), 401, "session.login"},
		{errs.New(errs.Invalid, "form.malformed"), 400, "form.malformed"},
		{errors.Join(errs.Field("a", "form.date"), errs.Field("b", "form.number").Because(secret)), 422, "form.date a ;form.number b ;"},
		{fmt.Errorf("slow: %w", context.DeadlineExceeded), 503, "http.slow"},
		{&http.MaxBytesError{Limit: 1 << 20}, 413, "http.too-large  max=1 MB"},
	} {
		h := newHouse(t, []Route{{Method: "GET", Pattern: "/x", Permission: Open, Handler: fail(c.err)}}, nil)
		w := h.do(httptest.NewRequest("GET", "/x", nil), nil)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.body) || strings.Contains(w.Body.String(), "hunter2") || strings.Contains(w.Body.String(), "LEAKED") {
			t.Errorf("handler error %v = %d %q, want %d %q", c.err, w.Code, w.Body, c.status, c.body)
		}
		if c.status == 503 && w.Header().Get("Retry-After") == "" {
			t.Errorf("handler error %v: no Retry-After", c.err)
		}
		if c.status == 500 && !strings.Contains(h.log.String(), "hunter2") {
			t.Errorf("handler error %v: the log lacks the cause: %s", c.err, &h.log)
		}
		if c.status == 500 && c.body == "http.internal" && !strings.Contains(w.Body.String(), w.Header().Get("X-Request-Id")) {
			t.Errorf("handler error %v: answer %q lacks the request id %s", c.err, w.Body, w.Header().Get("X-Request-Id"))
		}
	}
}

func TestPanics(t *testing.T) {
	routes := []Route{
		{Method: "GET", Pattern: "/early", Permission: Open, Handler: func(http.ResponseWriter, *http.Request) error { panic("hunter2") }},
		{Method: "GET", Pattern: "/late", Permission: Open, Handler: func(w http.ResponseWriter, r *http.Request) error {
			fmt.Fprint(w, "half of the pa")
			panic("hunter2")
		}},
		{Method: "GET", Pattern: "/halfway", Permission: Open, Handler: func(w http.ResponseWriter, r *http.Request) error {
			fmt.Fprint(w, "half of the pa")
			return errors.New("the other half is missing")
		}},
		{Method: "GET", Pattern: "/abort", Permission: Open, Handler: func(http.ResponseWriter, *http.Request) error { panic(http.ErrAbortHandler) }},
	}
	h := newHouse(t, routes, nil)
	w := h.do(httptest.NewRequest("GET", "/early", nil), nil)
	if w.Code != 500 || !strings.Contains(w.Body.String(), "http.internal") || strings.Contains(w.Body.String(), "hunter2") {
		t.Errorf("panic before writing = %d %q, want 500 http.internal", w.Code, w.Body)
	}
	if !strings.Contains(h.log.String(), "hunter2") || !strings.Contains(h.log.String(), "serve_test.go") {
		t.Errorf("the log of a panic lacks value or stack: %s", &h.log)
	}
	for _, path := range []string{"/late", "/halfway", "/abort"} {
		if got := panicOf(func() { h.do(httptest.NewRequest("GET", path, nil), nil) }); got != any(http.ErrAbortHandler) {
			t.Errorf("%s: got %v, want the connection cut", path, got)
		}
	}
}

func panicOf(f func()) (v any) {
	defer func() { v = recover() }()
	f()
	return nil
}

func TestRendererThatPanics(t *testing.T) {
	h := newHouse(t, table(), func(o *Options) {
		o.RenderError = func(http.ResponseWriter, *http.Request, error) { panic("template") }
	})
	w := h.do(httptest.NewRequest("GET", "/nowhere", nil), nil)
	if w.Code != 500 || strings.TrimSpace(w.Body.String()) != w.Header().Get("X-Request-Id") {
		t.Errorf("a renderer that panics = %d %q, want 500 and the request id", w.Code, w.Body)
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

func TestLogTellsNoSecret(t *testing.T) {
	routes := []Route{{Method: "POST", Pattern: "/login/{who}", Permission: Open, Handler: func(w http.ResponseWriter, r *http.Request) error {
		return errs.Field("password", "form.choice", "value", "hunter2")
	}}}
	h := newHouse(t, routes, nil)
	cookie := h.login(access.Reporter, nil)
	r := httptest.NewRequest("POST", "/login/hunter2?password=hunter2", strings.NewReader("password=hunter2"))
	r.Header.Set("Authorization", "Basic hunter2")
	h.do(r, cookie)
	line := h.log.String()
	if strings.Contains(line, "hunter2") || strings.Contains(line, cookie.Value) {
		t.Errorf("the log tells a secret: %s", line)
	}
	var fields map[string]any
	if err := json.Unmarshal([]byte(line), &fields); err != nil {
		t.Fatalf("the log line is no JSON: %v: %s", err, line)
	}
	if fields["route"] != "/login/{who}" || fields["status"] != 422.0 || fields["account"] != "account-reporter" || len(fmt.Sprint(fields["request"])) != 16 {
		t.Errorf("log line = %v", fields)
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

func TestClientThatLeft(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	routes := []Route{{Method: "GET", Pattern: "/x", Permission: Open, Handler: func(w http.ResponseWriter, r *http.Request) error {
		cancel()
		return fmt.Errorf("query: %w", r.Context().Err())
	}}}
	h := newHouse(t, routes, nil)
	w := h.do(httptest.NewRequest("GET", "/x", nil).WithContext(ctx), nil)
	if w.Body.Len() != 0 || !strings.Contains(h.log.String(), `"level":"DEBUG"`) || !strings.Contains(h.log.String(), `"status":499`) {
		t.Errorf("a client that left: body %q, log %s", w.Body, &h.log)
	}
}

func TestSessionsOutOfOrder(t *testing.T) {
	h := newHouse(t, table(), nil)
	cookie := h.login(access.Reporter, nil)
	h.sessions.fault = errors.New("database gone")
	if w := h.do(httptest.NewRequest("GET", "/board", nil), cookie); w.Code != 500 {
		t.Errorf("sessions that cannot be read = %d %q, want 500 and not a login page", w.Code, w.Body)
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

// TestOverTheWire holds what a recorder cannot show: the real server, a body
// that is too long, HEAD, and a cut connection.
func TestOverTheWire(t *testing.T) {
	routes := append(table(), Route{Method: "GET", Pattern: "/halfway", Permission: Open, Handler: func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Content-Length", "100")
		fmt.Fprint(w, "half")
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Errorf("flush: %v", err)
		}
		return errors.New("the rest is missing")
	}})
	h := newHouse(t, routes, nil)
	srv := httptest.NewUnstartedServer(nil)
	srv.Config = NewServer("", h.server, h.server.o.Log)
	srv.Start()
	defer srv.Close()
	res, err := srv.Client().Get(srv.URL + "/halfway")
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(res.Body); err == nil {
		t.Errorf("GET /halfway read %q whole, want a cut connection", body)
	}
	_ = res.Body.Close()
	res, err = post(t, srv, h.login(access.Reporter, nil), strings.Repeat("x", 2<<20))
	if err == nil {
		_ = res.Body.Close()
	}
	if err == nil && res.StatusCode != 413 {
		t.Errorf("POST of 2 MB = %d, want 413", res.StatusCode)
	}
}

func post(t *testing.T, srv *httptest.Server, cookie *http.Cookie, body string) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL+"/reports/r1", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(cookie)
	return srv.Client().Do(r)
}

func BenchmarkServe(b *testing.B) {
	h := newHouse(&testing.T{}, table(), func(o *Options) { o.Log = slog.New(slog.NewJSONHandler(io.Discard, nil)) })
	cookie := h.login(access.Reporter, nil)
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest("POST", "/reports/r1", nil)
		r.AddCookie(cookie)
		h.server.ServeHTTP(httptest.NewRecorder(), r)
	}
}

// BenchmarkBare is what the test's own request and recorder cost.
func BenchmarkBare(b *testing.B) {
	h := newHouse(&testing.T{}, nil, nil)
	cookie := h.login(access.Reporter, nil)
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest("POST", "/reports/r1", nil)
		r.AddCookie(cookie)
		_, _ = io.WriteString(httptest.NewRecorder(), "filed r1")
	}
}
