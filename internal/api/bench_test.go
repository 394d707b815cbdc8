package api_test

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"tupo/internal/api"
	"tupo/internal/app"
	"tupo/internal/bench"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
)

// BenchmarkFiling measures one figure filed over loopback HTTP by 32 clients, the
// whole path: session, permission, JSON, checks, versioned write with
// synchronous=FULL, ledger entry, idempotency key, board.
func BenchmarkFiling(b *testing.B) { crowd(b, (*bench.Crowd).Filing) }

// BenchmarkPlainInsert measures one row written through the same stack: session,
// permission, JSON, one INSERT outside the ledger by the same writer.
func BenchmarkPlainInsert(b *testing.B) { crowd(b, (*bench.Crowd).PlainInsert) }

func crowd(b *testing.B, measure func(*bench.Crowd, context.Context, bench.Budget) (bench.Timing, error)) {
	b.Helper()
	words, err := i18n.Load(nil)
	check(b, err)
	machine := bench.Machine{Wall: time.Now, Random: rand.Reader, Handler: func(a *app.App, _ config.Config) (http.Handler, error) {
		cache := httpx.NewCache(a, httpx.CacheOptions{Now: time.Now})
		return httpx.New(httpx.Options{Sessions: cache, Now: time.Now, Today: func() core.Date { return "2023-11-14" },
			Log: slog.New(slog.DiscardHandler), RenderError: api.RenderError(words)}, api.Routes(a, words, cache))
	}}
	c, err := bench.OpenCrowd(b.Context(), machine, b.TempDir(), "")
	check(b, err)
	defer func() { check(b, c.Close()) }()
	b.ResetTimer()
	t, err := measure(c, b.Context(), bench.Times(b.N))
	b.StopTimer()
	check(b, err)
	b.ReportMetric(t.PerSecond(), "req/s")
	b.ReportMetric(t.P50.Seconds()*1000, "p50-ms")
	b.ReportMetric(t.P99.Seconds()*1000, "p99-ms")
	b.ReportMetric(t.P999.Seconds()*1000, "p99.9-ms")
}
