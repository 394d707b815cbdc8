package serve_test

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"tupo/internal/app"
	"tupo/internal/bench"
	"tupo/internal/config"
	"tupo/internal/i18n"
	"tupo/internal/serve"
)

// machine measures with the whole handler.
func machine(tb testing.TB) bench.Machine {
	tb.Helper()
	words, err := i18n.Load(func(lang i18n.Lang, key string) { tb.Errorf("no message %s in %s", key, lang) })
	if err != nil {
		tb.Fatal(err)
	}
	return bench.Machine{Wall: time.Now, Random: rand.Reader, Handler: func(a *app.App, c config.Config) (http.Handler, error) {
		return serve.Handler(serve.Options{App: a, Words: words, Config: c, Log: slog.New(slog.DiscardHandler), Wall: time.Now})
	}}
}

// BenchmarkFrontPage measures the front page of the demonstration through the
// whole handler: made anew, and as it is kept.
func BenchmarkFrontPage(b *testing.B) {
	d, err := bench.PlayDemonstration(b.Context(), machine(b), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := d.Close(); err != nil {
			b.Error(err)
		}
	})
	for _, c := range []struct {
		name, login string
		fresh       bool
	}{{"fresh/leader", "leader", true}, {"fresh/office", "office", true}, {"fresh/verifier", "verifier", true}, {"kept/leader", "leader", false}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			t, err := d.FrontPage(b.Context(), c.login, c.fresh, bench.Times(b.N))
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(t.P50.Seconds()*1000, "p50-ms")
			b.ReportMetric(t.P99.Seconds()*1000, "p99-ms")
		})
	}
}
