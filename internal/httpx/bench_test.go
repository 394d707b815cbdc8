package httpx

import (
	"io"
	"log/slog"
	"net/http/httptest"
	"testing"

	"tupo/internal/access"
)

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
