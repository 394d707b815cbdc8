package app

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/store"
)

// Original is a target as its plan stood when the programme began, judged beside
// what it has become.
type Original struct {
	Target  plan.Target
	Result  progress.Result
	Course  progress.Trajectory
	Changes []PlanChange // approved, the latest first; none when nothing was ever changed
}

// OriginalOf takes the approved changes of a target back, one after another, and
// judges it again with the same figures at the same moment.
func (a *App) OriginalOf(ctx context.Context, w Who, j Judged, id core.TargetID) (Original, error) {
	now, ok := j.Snapshot().Case(id)
	if !ok {
		return Original{}, access.Missing()
	}
	out := Original{Target: *now.Target}
	if now.Target.Revised == 0 {
		return out, nil
	}
	all, err := a.changesSeen(ctx, w, id)
	if err != nil {
		return out, err
	}
	points := map[string]plan.Point{}
	for _, p := range now.Points {
		points[p.Period] = p
	}
	for _, c := range slices.Backward(all) {
		if c.State != plan.ChangeApproved || c.DecidedAt > now.Target.Revised {
			continue
		}
		out.Changes = append(out.Changes, c)
		for _, x := range c.Items {
			takeBack(&out.Target, points, x)
		}
	}
	old := *now
	out.Target.Revised = 0
	old.Target, old.Points = &out.Target, sortedPoints(points)
	if r, ok := ruleOf(j.Snapshot().Book(), &out.Target, old.Programme); ok {
		old.Rule = r
	}
	out.Result, out.Course = progress.Judge(&old, j.At, j.Today), progress.TrajectoryOf(&old)
	return out, nil
}

// takeBack gives one field of a target or one of its typed values what it had.
func takeBack(t *plan.Target, points map[string]plan.Point, x plan.ChangeItem) {
	if TargetOfRef(x.Object) != t.ID || x.Field == "" {
		return
	}
	if period, isPoint := strings.CutPrefix(x.Object, "trajectory:"+string(t.ID)+"/"); isPoint {
		q, err := core.ParseQuantity(x.Old)
		if delete(points, period); err == nil {
			points[period] = plan.Point{Target: t.ID, Period: period, Planned: q}
		}
		return
	}
	for _, f := range t.Fields() {
		if v, err := f.Type.Read(x.Old); f.Column == x.Field && !f.Key && err == nil {
			f.Set(v)
		}
	}
}

// ruleOf is the rule that a target is judged by.
func ruleOf(b *plan.Book, t *plan.Target, p *plan.Programme) (plan.Rule, bool) {
	id := t.Rule
	if id == "" && p != nil {
		id = p.Rule
	}
	for _, r := range b.Rules {
		if r.ID == id {
			return r, true
		}
	}
	return plan.DefaultRule(), id == "" || id == plan.DefaultRule().ID
}

// ProposedCourse is a target's planned course as it is and as a request would make
// it; false when the request leaves the course alone.
func ProposedCourse(s *board.Snapshot, c PlanChange, id core.TargetID) (was, next progress.Trajectory, ok bool) {
	now, known := s.Case(id)
	if !known {
		return was, next, false
	}
	t, points := *now.Target, map[string]plan.Point{}
	for _, p := range now.Points {
		points[p.Period] = p
	}
	for _, x := range c.Items {
		ok = ok || TargetOfRef(x.Object) == id && (x.Field == "planned" || x.Field == "shape" || x.Field == "value")
		x.Old = x.New
		takeBack(&t, points, x)
	}
	proposed := *now
	proposed.Target, proposed.Points = &t, sortedPoints(points)
	return progress.TrajectoryOf(now), progress.TrajectoryOf(&proposed), ok
}

func sortedPoints(points map[string]plan.Point) []plan.Point {
	all := slices.Collect(maps.Values(points))
	slices.SortFunc(all, func(x, y plan.Point) int { return strings.Compare(x.Period, y.Period) })
	return all
}

// DecidedChanges lists the approved and refused requests about what was judged at a
// moment, the latest first: those decided from the judged month's first day until
// the end of the next one, in which that month is reported and looked at.
func (a *App) DecidedChanges(ctx context.Context, w Who, j Judged, limit int) ([]PlanChange, error) {
	if a.anywhere(w, access.ViewBoard) != nil {
		return nil, nil
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	seen, zone := a.seen(w, s), a.Zone(w.District)
	first := core.Month(int(j.At.Year), int(j.At.To))
	last := nextMonth(first).LastDay()
	firstDay := core.Date(first.String() + "-01")
	var out []PlanChange
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		all, err := store.ListAsOf[plan.TargetChange](v, j.AsOf, "approved_by <> $1", "")
		if err != nil {
			return err
		}
		for _, c := range all {
			if day := c.DecidedAt.Date(zone); c.DecidedAt == 0 || day < firstDay || day > last {
				continue
			}
			items, err := store.List[plan.ChangeItem](v, "change_id = $1", c.ID)
			if err != nil {
				return err
			}
			if one := withItems(c, items); a.seesChange(w, s, seen, one) {
				out = append(out, one)
			}
		}
		return nil
	})
	slices.SortFunc(out, func(x, y PlanChange) int { return cmp.Compare(y.DecidedAt, x.DecidedAt) })
	return out[:min(len(out), limit)], err
}
