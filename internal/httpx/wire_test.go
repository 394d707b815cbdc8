package httpx

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tupo/internal/access"
)

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
