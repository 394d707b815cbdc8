package app

import (
	"context"
	"errors"

	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/record"
	"tupo/internal/store"
)

func actionSummary(programme string, r board.ActionResult) ActionSummary {
	out := ActionSummary{Programme: programme, Code: r.Action.Code, Name: r.Action.Name, NameEn: r.Action.NameEn, Short: r.Action.Brief(),
		Light: r.Light, Met: r.Met, Judged: r.Judged, Unfiled: r.Unfiled, Unverified: r.Schedule.Unverified, Lights: map[string]int{},
		Completion: r.Completion.Fraction(), Planned: r.Schedule.Planned.Fraction()}
	for light, n := range r.Lights {
		if n > 0 {
			out.Lights[progress.Light(light).String()] = n
		}
	}
	return out
}

func gapSummary(j Judged, g progress.Gap) GapSummary {
	s := j.Snapshot()
	out := GapSummary{Code: g.Code, Light: g.Light, Period: g.Period.String(), Basis: string(g.Basis), Standing: string(g.Standing),
		Phase: g.Phase.String(), Marked: g.Unverified(),
		Rule: string(g.Rule)}
	t, ok := s.Target(g.Target)
	if !ok {
		return out
	}
	if a, ok := s.Action(g.Action); ok {
		out.Action = a.Code
	}
	if u, ok := s.Unit(g.Unit); ok {
		out.Unit, out.UnitEn = u.Name, u.NameEn
	}
	if u, ok := s.Unit(g.Owner); ok {
		out.Owner, out.OwnerEn = u.Name, u.NameEn
	}
	x, ok := s.Indicator(t.Indicator)
	if !ok {
		return out
	}
	out.Indicator, out.Name, out.NameEn, out.Measure, out.Decimals = x.Code, x.Name, x.NameEn, x.Measure(), x.Decimals
	show := func(q core.Quantity) string { return x.Shown(q).String() }
	out.Planned, out.Actual, out.Short, out.YearLeft = show(g.Planned), show(g.Actual), show(g.Short), show(g.YearLeft)
	for _, dimension := range s.Dimensions(t.ID) {
		if b, ok := j.Breakdown(t.ID, dimension); ok && b.Differs() && out.Apart == "" {
			out.Apart = show(b.ActualLeft)
		}
	}
	if g.Required.Known {
		out.Required, out.Best = show(g.Required.PerMonth), show(g.Required.Best)
	}
	return out
}

// entryTime is when an entry was made.
func (a *App) entryTime(ctx context.Context, d core.DistrictID, seq core.Seq) (core.Instant, error) {
	var at core.Instant
	err := a.db.View(ctx, d, func(v *store.View) error {
		e, err := v.Entry(seq)
		at = e.Time
		return err
	})
	return at, err
}

// allFaults joins the errors of a plan; warnings pass.
func allFaults(faults []plan.Fault) error {
	var all []error
	for _, f := range faults {
		if f.Severity == plan.Error {
			all = append(all, errs.Field(f.Kind+"."+f.Code+"."+f.Field, f.Key, f.Args...))
		}
	}
	return errors.Join(all...)
}

// putAll writes rows in order.
func putAll(tx *store.Tx, rows []record.Row) error {
	for _, r := range rows {
		if err := tx.Put(r); err != nil {
			return err
		}
	}
	return nil
}
