package serve_test

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/serve"
)

const secret = "a long enough phrase 7"

// watched is a place with one unit and an account for each of two roles.
func watched(t *testing.T) (http.Handler, *app.App, config.Config) {
	t.Helper()
	conf := config.Config{Data: t.TempDir(), Clock: "2023-11-14", MaxUpload: 1 << 20, IdleMinutes: 30}
	a, err := app.Open(t.Context(), app.Place{Config: conf, Wall: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	err = a.CreateDistrict(t.Context(), plan.Book{District: plan.District{ID: "370211", Name: "样区", TimeZone: "Asia/Shanghai"},
		Units: []plan.Unit{{ID: "root", Code: "QU", Name: "样区", Kind: plan.UnitDistrict}}})
	if err != nil {
		t.Fatal(err)
	}
	var accounts []access.Account
	var grants []access.Grant
	for login, role := range map[string]access.Role{"sys": access.SystemAdmin, "office": access.Office} {
		accounts = append(accounts, access.Account{ID: core.AccountID(login), Login: login, Name: login, Unit: "root"})
		grants = append(grants, access.Grant{ID: core.GrantID(login), Account: core.AccountID(login), Role: role, Unit: "root"})
	}
	if err := a.EnterAccounts(t.Context(), app.Operator("370211"), accounts, grants, secret); err != nil {
		t.Fatal(err)
	}
	h, err := machine(t).Handler(a, conf)
	if err != nil {
		t.Fatal(err)
	}
	return h, a, conf
}

// TestMetricsDoor: the machine's key opens from the machine itself, a system
// administrator's session from anywhere, and nothing else does.
func TestMetricsDoor(t *testing.T) {
	h, a, conf := watched(t)
	key, err := os.ReadFile(filepath.Join(conf.Data, serve.TokenFile))
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(conf.Data, serve.TokenFile)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key's file has mode %v, %v; want -rw-------", info.Mode(), err)
	}
	session := func(login string) string {
		s, err := a.Login(t.Context(), "370211", login, secret, "")
		if err != nil {
			t.Fatal(err)
		}
		return string(s.Token)
	}
	bearer := strings.TrimSpace(string(key))
	for _, c := range []struct {
		name, from, token string
		want              int
	}{
		{"key from the machine", "127.0.0.1:1", bearer, http.StatusOK},
		{"key over IPv6", "[::1]:1", bearer, http.StatusOK},
		{"key from elsewhere", "192.0.2.7:1", bearer, http.StatusSeeOther},
		{"wrong key", "127.0.0.1:1", strings.Repeat("0", len(bearer)), http.StatusSeeOther},
		{"no key", "127.0.0.1:1", "", http.StatusSeeOther},
		{"system administrator", "192.0.2.7:1", session("sys"), http.StatusOK},
		{"office", "127.0.0.1:1", session("office"), http.StatusForbidden},
	} {
		if got := scrape(h, c.from, c.token); got.Code != c.want {
			t.Errorf("GET /metrics, %s: %d, want %d", c.name, got.Code, c.want)
		}
	}
}

func scrape(h http.Handler, from, token string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "/metrics", nil)
	r.RemoteAddr = from
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestMetrics: every line has the form that scrapers read, what was asked is
// counted, and neither an account nor an address of an object is named.
func TestMetrics(t *testing.T) {
	h, a, conf := watched(t)
	key, err := os.ReadFile(filepath.Join(conf.Data, serve.TokenFile))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Seen(t.Context(), app.Operator("370211")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/healthz", "/healthz", "/units/QU", "/no/such/page"} {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil))
	}
	text := scrape(h, "127.0.0.1:1", strings.TrimSpace(string(key))).Body.String()
	for _, want := range []string{
		`tupo_http_requests_total{route="/healthz",method="GET",status="200"} 2`,
		`tupo_http_requests_total{route="/units/{code}",method="GET",status="303"} 1`,
		`tupo_http_requests_total{route="",method="",status="404"} 1`,
		`tupo_http_request_seconds_count{route="/healthz",method="GET"} 2`,
		`tupo_ledger_sequence{district="370211"} 3`, `tupo_board_sequence{district="370211"} 3`,
		`tupo_board_age_seconds{district="370211"} `, `tupo_batch_entries_count 3`, "tupo_sessions_open 0", "tupo_wal_bytes ",
		"tupo_memory_heap_bytes ", "tupo_memory_held_bytes ", "tupo_goroutines ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("GET /metrics lacks %s:\n%s", want, text)
		}
	}
	line := regexp.MustCompile(`^(# (HELP|TYPE) tupo_\w+ .+|tupo_\w+(\{(\w+="[^"]*",?)+\})? \S+)$`)
	for text := range strings.Lines(text) {
		if !line.MatchString(strings.TrimSuffix(text, "\n")) {
			t.Errorf("GET /metrics: no scraper reads the line %q", text)
		}
	}
	for _, hidden := range []string{"QU", "such", "office", "127.0.0.1"} {
		if strings.Contains(text, hidden) {
			t.Errorf("GET /metrics names %s", hidden)
		}
	}
}
