package app

import (
	"context"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
)

// sight says which targets of a board a reader may know of.
type sight struct {
	all  bool
	sees func(*plan.Target) bool
}

// sightOf is the one rule of what is shown: drafts to the office, work secrets to
// the units concerned, the rest to every account of the district.
func (a *App) sightOf(w Who, s *board.Snapshot) sight {
	today, now := a.Today(w.District), a.clock()
	if w.Operator {
		return sight{all: true, sees: func(*plan.Target) bool { return true }}
	}
	return sight{sees: func(t *plan.Target) bool {
		p, ok := s.Programme(t.Programme)
		return ok && w.Actor.Sees(access.Sight{Level: t.Level, Release: p.Release, Draft: p.State == plan.Draft,
			Units: concerned(t)}, today, now)
	}}
}

// Sees reports whether the reader may know of a target.
func (j Judged) Sees(t *plan.Target) bool { return j.sight.all || j.sight.sees(t) }

// Gaps lists what is short as far as the reader may know of it, the gravest first.
func (j Judged) Gaps() []progress.Gap {
	all := j.View.Gaps()
	if j.sight.all {
		return all
	}
	var out []progress.Gap
	for _, g := range all {
		if t, ok := j.Snapshot().Target(g.Target); ok && j.Sees(t) {
			out = append(out, g)
		}
	}
	return out
}

// Lead is the gap of the lead story.
func (j Judged) Lead() (progress.Gap, bool) { return progress.Lead(j.Gaps()) }

// Published is what the public may read: the released targets of public level in
// programmes that run. It needs no account.
func (a *App) Published(ctx context.Context, d core.DistrictID) (Judged, []*plan.Target, error) {
	j, err := a.Judge(ctx, Who{District: d}, Moment{})
	if err != nil {
		return j, nil, err
	}
	var out []*plan.Target
	book := j.Snapshot().Book()
	for i := range book.Targets {
		t := &book.Targets[i]
		p, ok := j.Snapshot().Programme(t.Programme)
		if ok && p.State != plan.Draft && t.Level == plan.LevelPublic && p.Release != 0 && p.Release <= a.clock() {
			out = append(out, t)
		}
	}
	return j, out, nil
}
