package app

import (
	"context"
	"slices"

	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
)

// Public is what everybody may read, logged in or not: see docs/decisions/004.
// Its board holds nothing else, so that nothing else can move a light.
type Public struct {
	Seen    *board.Snapshot
	Targets []PublicTarget
}

// PublicTarget is a released target. Result is of the last release whose figure
// is out; without one its phase is not progress.Judged and there is no light.
type PublicTarget struct {
	Target    *plan.Target
	Indicator *plan.Indicator
	Result    progress.Result
}

// Published is the same for every reader, whatever they may see elsewhere.
func (a *App) Published(ctx context.Context, d core.DistrictID) (Public, error) {
	s, err := a.Seen(ctx, Who{District: d})
	if err != nil {
		return Public{}, err
	}
	out := Public{Seen: s}
	for i := range s.Book().Targets {
		t := &s.Book().Targets[i]
		if x, ok := s.Indicator(t.Indicator); ok {
			out.Targets = append(out.Targets, PublicTarget{Target: t, Indicator: x})
		}
	}
	a.judgePublic(d, &out)
	return out, nil
}

// judgePublic goes back month by month to the last figure that is out: a later one
// that is filed and not yet verified must not show itself as missing.
func (a *App) judgePublic(d core.DistrictID, out *Public) {
	today := a.Today(d)
	last := dueMonth(out.Seen, today)
	var years []int
	for _, t := range out.Targets {
		years = append(years, int(t.Target.Year))
	}
	slices.Sort(years)
	for _, year := range slices.Compact(years) {
		for m := 12; m >= 1; m-- {
			month := core.Month(year, m)
			if month.Compare(last) > 0 {
				continue
			}
			judged := out.Seen.View(month, today)
			for i := range out.Targets {
				t := &out.Targets[i]
				if int(t.Target.Year) == year && t.Result.Phase != progress.Judged {
					t.Result, _ = judged.Result(t.Target.ID)
				}
			}
		}
	}
}

// Publishes reports whether there is a public page to read.
func (a *App) Publishes(ctx context.Context, d core.DistrictID) bool {
	s, err := a.Seen(ctx, Who{District: d})
	return err == nil && len(s.Book().Targets) > 0
}
