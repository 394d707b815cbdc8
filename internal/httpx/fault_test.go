package httpx

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tupo/internal/access"
	"tupo/internal/errs"
)

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
	if !strings.Contains(h.log.String(), "hunter2") || !strings.Contains(h.log.String(), "fault_test.go") {
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
