package bench_test

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"os"
	"testing"
	"time"

	"tupo/internal/app"
	"tupo/internal/bench"
	"tupo/internal/config"
	"tupo/internal/errs"
	"tupo/internal/i18n"
	"tupo/internal/serve"
	"tupo/internal/testing/pgtest"
)

func machine(t *testing.T) bench.Machine {
	t.Helper()
	words, err := i18n.Load(func(lang i18n.Lang, key string) { t.Errorf("no message %s in %s", key, lang) })
	if err != nil {
		t.Fatal(err)
	}
	return bench.Machine{Wall: time.Now, Random: rand.Reader, Handler: func(a *app.App, c config.Config) (http.Handler, error) {
		return serve.Handler(serve.Options{App: a, Words: words, Config: c, Log: slog.New(slog.DiscardHandler), Wall: time.Now})
	}}
}

// TestRun measures everything once in a folder that holds somebody's file: each
// line has figures, and nothing but that file is left.
func TestRun(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(folder+"/tupo.db", []byte("somebody's"), 0o600); err != nil {
		t.Fatal(err)
	}
	var begun []bench.Name
	r, err := bench.Run(t.Context(), machine(t), bench.Options{Folder: folder, Each: 50 * time.Millisecond, Targets: 1000},
		func(n bench.Name) { begun = append(begun, n) })
	if err != nil {
		t.Fatal(err)
	}
	names := bench.Names()
	if len(r.Lines) != len(names) || len(begun) != len(names) {
		t.Fatalf("Run: %d lines, %d begun, want %d", len(r.Lines), len(begun), len(names))
	}
	for i, m := range r.Lines {
		if m.Name != names[i] || begun[i] != names[i] {
			t.Errorf("line %d is %s, begun as %s, want %s", i, m.Name, begun[i], names[i])
		}
		if m.Runs == 0 || m.Best <= 0 || m.Best > m.P50 || m.P50 > m.P99 || m.P99 > m.P999 || m.PerSecond() <= 0 {
			t.Errorf("%s: %+v, want runs and times in order", m.Name, m.Timing)
		}
		if even := i%2 == 0; even != (m.Ratio > 0) {
			t.Errorf("%s: ratio %g, want one on every other line", m.Name, m.Ratio)
		}
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 1 || left[0].Name() != "tupo.db" {
		t.Errorf("left behind: %v, %v; want tupo.db alone", left, err)
	}
}

// TestForeignDatabaseIsRefused: an empty PostgreSQL database is filed into; one
// with a district, be it that of an earlier run, is not touched.
func TestForeignDatabaseIsRefused(t *testing.T) {
	address := pgtest.DSN(t)
	c, err := bench.OpenCrowd(t.Context(), machine(t), t.TempDir(), address)
	if err != nil {
		t.Fatal(err)
	}
	filed, err := c.Filing(t.Context(), bench.Times(2*bench.Clients))
	if err != nil || filed.Runs != 2*bench.Clients {
		t.Errorf("Filing(64 times) = %d runs, %v", filed.Runs, err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	if _, err := bench.OpenCrowd(t.Context(), machine(t), t.TempDir(), address); !errs.Is(err, errs.Invalid) {
		t.Errorf("OpenCrowd on a database with a district: %v, want it refused", err)
	}
}
