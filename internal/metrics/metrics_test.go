package metrics_test

import (
	"math"
	"sync"
	"testing"

	"tupo/internal/metrics"
)

func TestPage(t *testing.T) {
	var p metrics.Page
	p.Counter("asked_total", "How often\nit was asked.", 3, "route", `/a"b\c`, "status", "200")
	p.Counter("asked_total", "How often\nit was asked.", 1, "route", "/", "status", "404")
	p.Gauge("size_bytes", "How large.", 1.5e9)
	h := metrics.NewHistogram(1, 2, 5)
	for _, v := range []float64{0.5, 1, 1.5, 7, math.NaN()} {
		h.Observe(v)
	}
	p.Histogram("took", "How long.", h, "route", "/")
	want := `# HELP asked_total How often\nit was asked.
# TYPE asked_total counter
asked_total{route="/a\"b\\c",status="200"} 3
asked_total{route="/",status="404"} 1
# HELP size_bytes How large.
# TYPE size_bytes gauge
size_bytes 1.5e+09
# HELP took How long.
# TYPE took histogram
took_bucket{route="/",le="1"} 2
took_bucket{route="/",le="2"} 3
took_bucket{route="/",le="5"} 3
took_bucket{route="/",le="+Inf"} 4
took_sum{route="/"} 10
took_count{route="/"} 4
`
	if got := string(p.Bytes()); got != want {
		t.Errorf("Page:\n%s\nwant:\n%s", got, want)
	}
}

// TestObserveAtOnce loses no observation of several goroutines.
func TestObserveAtOnce(t *testing.T) {
	h := metrics.NewHistogram(metrics.Sizes()...)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 1000 {
				h.Observe(2)
			}
		})
	}
	all.Wait()
	var p metrics.Page
	p.Histogram("n", "n", h)
	want := "n_sum 16000\nn_count 8000\n"
	if got := string(p.Bytes()); got[len(got)-len(want):] != want {
		t.Errorf("8000 observations of 2:\n%s\nwant the end %s", got, want)
	}
}
