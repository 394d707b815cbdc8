package serve_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tupo/internal/i18n"
	"tupo/internal/serve"
)

// TestHealth takes the database file away under a running server, and puts it back.
func TestHealth(t *testing.T) {
	_, a, conf := watched(t)
	now := time.Now()
	words, err := i18n.Load(func(lang i18n.Lang, key string) { t.Errorf("no message %s in %s", key, lang) })
	if err != nil {
		t.Fatal(err)
	}
	h, err := serve.Handler(serve.Options{App: a, Words: words, Config: conf, Log: slog.New(slog.DiscardHandler), Wall: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(path string, want int, text string) {
		t.Helper()
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != want || !strings.Contains(w.Body.String(), text) {
			t.Errorf("GET %s = %d %q, want %d %q", path, w.Code, w.Body, want, text)
		}
		if want == http.StatusServiceUnavailable && w.Header().Get("Retry-After") == "" {
			t.Errorf("GET %s: no Retry-After", path)
		}
	}
	file := filepath.Join(conf.Data, "tupo.db")
	ask("/healthz", 200, "ok")
	ask("/readyz", 200, "ready")
	if err := os.Rename(file, file+".gone"); err != nil {
		t.Fatal(err)
	}
	ask("/healthz", 200, "ok") // as it was within the second
	now = now.Add(time.Second)
	ask("/healthz", 503, "The database does not answer.")
	ask("/readyz", 503, "数据库没有应答。")
	if err := os.Rename(file+".gone", file); err != nil {
		t.Fatal(err)
	}
	ask("/healthz", 503, "The database does not answer.")
	now = now.Add(time.Second)
	ask("/healthz", 200, "ok")
	ask("/readyz", 200, "ready")
}
