package app

import (
	"context"

	"tupo/internal/core"
	"tupo/internal/plan"
)

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
