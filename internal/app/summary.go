package app

import (
	"context"
	"errors"

	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/record"
	"tupo/internal/store"
)

func actionSummary(programme string, r board.ActionResult) ActionSummary {
	out := ActionSummary{Programme: programme, Code: r.Action.Code, Name: r.Action.Name, Short: r.Action.Short,
		Light: r.Light, Met: r.Met, Judged: r.Judged, Lights: map[string]int{}}
	if r.Completion.Known {
		f := float64(r.Completion.Millionths) / core.Scale
		out.Completion = &f
	}
	for light, n := range r.Lights {
		if n > 0 {
			out.Lights[progress.Light(light).String()] = n
		}
	}
	return out
}

func gapSummary(s *board.Snapshot, g progress.Gap) GapSummary {
	out := GapSummary{Code: g.Code, Light: g.Light, Period: g.Period.String(), Basis: string(g.Basis), Standing: string(g.Standing),
		Rule: string(g.Rule)}
	t, ok := s.Target(g.Target)
	if !ok {
		return out
	}
	if a, ok := s.Action(g.Action); ok {
		out.Action = a.Code
	}
	if u, ok := s.Unit(g.Unit); ok {
		out.Unit = u.Name
	}
	if u, ok := s.Unit(g.Owner); ok {
		out.Owner = u.Name
	}
	x, ok := s.Indicator(t.Indicator)
	if !ok {
		return out
	}
	out.Indicator, out.Name, out.Measure = x.Code, x.Name, displayUnit(x)
	show := func(q core.Quantity) string { return shown(q, x) }
	out.Planned, out.Actual, out.Short, out.YearLeft = show(g.Planned), show(g.Actual), show(g.Short), show(g.YearLeft)
	if g.Required.Known {
		out.Required, out.Best = show(g.Required.PerMonth), show(g.Required.Best)
	}
	return out
}

// displayUnit is the unit in which people read and type the indicator.
func displayUnit(x *plan.Indicator) string {
	if x.Display != "" {
		return x.Display
	}
	return x.Unit
}

// Typed gives a stored quantity as a person would type it: in the indicator's
// display unit, as a canonical decimal.
func Typed(q core.Quantity, x *plan.Indicator) string { return shown(q, x) }

// shown is a quantity in the display unit as a canonical decimal, rounded to six
// places; "" when unknown.
func shown(q core.Quantity, x *plan.Indicator) string {
	factor, ok := lexicon.Factor(displayUnit(x), x.Unit)
	if !q.Known() || !ok {
		return q.String() // a unit the lexicon does not know is its own display
	}
	d, err := q.Scaled(1, factor)
	if err != nil {
		return q.String()
	}
	return d.String()
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
