package app

import (
	"context"
	"errors"
	"strconv"

	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/store"
)

func actionSummary(p *plan.Programme, r board.ActionResult) ActionSummary {
	return ActionSummary{Programme: p.Code, ProgrammeName: p.Name, ProgrammeNameEn: p.NameEn, Code: r.Action.Code, Name: r.Action.Name, NameEn: r.Action.NameEn, Short: r.Action.Brief(),
		Light: r.Light, Met: r.Met, Judged: r.Judged, Unfiled: r.Unfiled, Waiting: r.Waiting, Unverified: r.Schedule.Unverified, Lights: lightCounts(r.Lights), TaskLights: lightCounts(r.TaskLights),
		LightOf: string(r.Source()), Lag: core.Micro(100 * r.Lag()).Float(), Completion: r.Completion.Fraction(), Planned: r.Schedule.Planned.Fraction()}
}

// lightCounts names the lights that there are.
func lightCounts(counts [progress.Lights]int) map[string]int {
	out := map[string]int{}
	for light, n := range counts {
		if n > 0 {
			out[progress.Light(light).String()] = n
		}
	}
	return out
}

func gapSummary(j Judged, g progress.Gap) GapSummary {
	s := j.Snapshot()
	out := GapSummary{Kind: "target", Code: g.Code, Light: g.Light, Period: g.Period.String(), Basis: string(g.Basis), Standing: string(g.Standing),
		Phase: g.Phase.String(), Turn: g.Turn, Marked: g.Unverified(), Rule: string(g.Rule), Why: ReasonOf(g.Why, nil)}
	if a, ok := s.Action(g.Action); ok {
		out.Action = a.Code
		if p, ok := s.Programme(a.Programme); ok {
			out.Programme = p.Code
		}
	}
	if u, ok := s.Unit(g.Unit); ok {
		out.Unit, out.UnitEn = u.Name, u.NameEn
	}
	if u, ok := s.Unit(g.Owner); ok {
		out.Owner, out.OwnerEn = u.Name, u.NameEn
	}
	if g.Task != nil {
		out.task(j, g)
		return out
	}
	t, ok := s.Target(g.Target)
	if !ok {
		return out
	}
	x, ok := s.Indicator(t.Indicator)
	if !ok {
		return out
	}
	out.Indicator, out.Name, out.NameEn, out.Measure, out.Decimals = x.Code, x.Name, x.NameEn, x.Measure(), x.Decimals
	out.Places = x.Accumulation == plan.Rank
	out.Points = g.Points && !out.Places
	out.Why = ReasonOf(g.Why, x)
	show := func(q core.Quantity) string { return x.Shown(q).String() }
	out.Planned, out.Ceiling, out.Actual, out.Short, out.YearLeft = show(g.Planned), show(g.Ceiling), show(g.Actual), show(g.Short), show(g.YearLeft)
	for _, dimension := range s.Dimensions(t.ID) {
		if b, ok := j.Breakdown(t.ID, dimension); ok && b.Differs() && out.Apart == "" {
			out.Apart = show(b.ActualLeft)
		}
	}
	if u, ok := TurnUnit(s, &g.Result, t, x); ok {
		out.TurnUnit, out.TurnUnitEn = u.Name, u.NameEn
	}
	if g.Required.Known {
		out.Required, out.Best = show(g.Required.PerMonth), show(g.Required.Best)
	}
	return out
}

// TurnUnit is the unit whose step the target's figure waits for: the one that reports
// it, for its own approval too, or the one that verifies its indicator; false where it
// waits for nobody's, or nobody is named to verify it.
func TurnUnit(s *board.Snapshot, r *progress.Result, t *plan.Target, x *plan.Indicator) (*plan.Unit, bool) {
	switch r.Turn {
	case progress.NoTurn:
		return nil, false
	case progress.VerifierTurn:
		return s.Unit(x.Verifier)
	}
	reporter, ok := s.Reporter(x.ID, t.Unit, r.Period.End())
	if !ok {
		reporter = t.Reporter()
	}
	return s.Unit(reporter)
}

// ReasonOf gives a light's reason; x is the target's indicator, nil of a task.
func ReasonOf(w progress.Why, x *plan.Indicator) Reason {
	out := Reason{Key: w.Key, Args: map[string]string{}}
	for i := 0; i+1 < len(w.Args); i += 2 {
		name, value := w.Args[i], w.Args[i+1]
		switch progress.KindOfArg(name) {
		case progress.AmountArg:
			if q, err := core.ParseQuantity(value); err == nil && x != nil {
				value = x.Shown(q).String()
			}
		case progress.ShareArg:
			if n, err := strconv.ParseInt(value, 10, 64); err == nil {
				value = core.Micro(n).String()
			}
		}
		out.Args[name] = value
	}
	return out
}

// task fills in what a gap of a task says.
func (x *GapSummary) task(j Judged, g progress.Gap) {
	r, s := g.Task, j.Snapshot()
	x.Kind, x.Period = "task", j.At.String()
	x.Task = &TaskGap{Milestones: r.Milestones, Done: r.Done, Overdue: len(r.Overdue), Days: r.OverdueBy,
		Told: r.Told.Fraction(), Asked: r.Asked.Fraction(), NextDue: r.NextDue}
	if t, ok := s.Task(r.Task); ok {
		x.Name, x.NameEn = t.Name, t.NameEn
	}
	for _, m := range s.Milestones(r.Task) {
		if m.ID == r.Next {
			x.Task.Next, x.Task.NextEn = m.Name, m.NameEn
		}
	}
	last := LastSaid(s, r.Task)
	x.Task.Blocked, x.Task.NextStep = last.Blocked, last.Next
}

// LastSaid is what was last said of a task; empty while nothing was.
func LastSaid(s *board.Snapshot, id core.TaskID) report.Progress {
	said := s.ProgressOf(id)
	if len(said) == 0 {
		return report.Progress{}
	}
	return said[len(said)-1]
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
