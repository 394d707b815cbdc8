package report

import (
	"fmt"
	"testing"

	"tupo/internal/core"
)

func TestSampled(t *testing.T) {
	for _, c := range []struct {
		percent, low, high int64 // how many of a thousand
	}{
		{0, 1000, 1000}, {-5, 1000, 1000}, {100, 1000, 1000}, {250, 1000, 1000},
		{1, 1, 25}, {10, 70, 130}, {30, 250, 350}, {99, 975, 1000},
	} {
		drawn := int64(0)
		for n := range 1000 {
			id := core.ReportID(fmt.Sprintf("report-%d", n))
			first, again := Sampled(id, "invest", "zone", c.percent), Sampled(id, "invest", "zone", c.percent)
			if first != again {
				t.Fatalf("Sampled(%s, %d%%) = %v, then %v, want the same draw", id, c.percent, first, again)
			}
			if first {
				drawn++
			}
		}
		if drawn < c.low || drawn > c.high {
			t.Errorf("Sampled(…, %d%%) draws %d of 1,000 reports, want %d to %d", c.percent, drawn, c.low, c.high)
		}
	}
}

// The draw differs from line to line of one report, and its outcome is written
// down: a change of the hash would change past draws.
func TestSampledIsWrittenDown(t *testing.T) {
	want := map[core.IndicatorID]bool{}
	got := map[core.IndicatorID]bool{}
	for i, drawn := range []bool{false, false, true, true, true, false, true, true} {
		id := core.IndicatorID(fmt.Sprintf("x%d", i))
		want[id], got[id] = drawn, Sampled("r-1", id, "u", 40)
	}
	for id := range want {
		if got[id] != want[id] {
			t.Errorf("Sampled(r-1, %s, u, 40%%) = %v, want %v", id, got[id], want[id])
		}
	}
}
