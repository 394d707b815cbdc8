package board

import (
	"testing"

	"tupo/internal/progress"
)

// A completion well below the plan is said where the light does not show it, and
// only there.
func TestLag(t *testing.T) {
	share := func(percent int64) progress.Share {
		return progress.Share{Known: true, Millionths: percent * progress.Whole / 100}
	}
	for _, c := range []struct {
		light         progress.Light
		done, planned progress.Share
		want, below   int64
	}{
		{progress.OnTrack, share(67), share(81), 140_000, 140_000},
		{progress.Done, share(75), share(80), 50_000, 50_000},
		{progress.OnTrack, share(76), share(80), 0, 40_000},
		{progress.OnTrack, share(90), share(80), 0, 0},
		{progress.FarBehind, share(10), share(80), 0, 700_000},
		{progress.OnTrack, progress.Share{}, share(80), 0, 0},
		{progress.OnTrack, share(10), progress.Share{}, 0, 0},
	} {
		g := Standing{Group: progress.Group{Light: c.light, Completion: c.done}, Schedule: progress.Schedule{Planned: c.planned}}
		if got := g.Lag(); got != c.want {
			t.Errorf("Lag of %s, %v done of %v planned = %d, want %d", c.light, c.done, c.planned, got, c.want)
		}
		if got := g.BelowPlan(); got != c.below {
			t.Errorf("BelowPlan of %s, %v done of %v planned = %d, want %d", c.light, c.done, c.planned, got, c.below)
		}
	}
}
