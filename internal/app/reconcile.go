package app

import (
	"context"
	"fmt"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
)

// DifferenceState is how far the reconciliation of two figures has come. It follows
// from the figures and from what they were when somebody explained their
// difference; nobody sets it.
type DifferenceState string

// States of a difference.
const (
	Unexplained DifferenceState = "unexplained" // nobody has said why the figures differ
	Explained   DifferenceState = "explained"   // said, of these very figures
	Overtaken   DifferenceState = "overtaken"   // said of earlier figures: a later correction or vintage changed the difference
	Settled     DifferenceState = "settled"     // said of earlier figures, which a later correction or vintage brought to agreement
)

// Reconciled is a month's operational and official figure side by side.
type Reconciled struct {
	Indicator   core.IndicatorID
	Unit        core.UnitID
	Period      core.Period
	Operational core.Quantity
	Official    core.Quantity
	Difference  core.Quantity // operational − official
	State       DifferenceState
	Explained   report.Difference
	Was         core.Quantity // the difference that Explained is about; unknown while there is none
	MayExplain  bool
}

// Reconcile lists where both bases have a figure for the month and they differ, or
// differed when somebody explained it.
func (a *App) Reconcile(ctx context.Context, w Who, month core.Period) ([]Reconciled, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	var out []Reconciled
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		official, err := store.List[report.Observation](v, "basis = $1", string(report.Official))
		if err != nil {
			return err
		}
		for _, o := range official {
			r, ok, err := a.pair(v, w, s, o, month)
			if err != nil {
				return fmt.Errorf("reconcile %s %s: %w", o.Indicator, o.Period, err)
			}
			if ok {
				out = append(out, r)
			}
		}
		return nil
	})
	return out, err
}

// pair holds an official figure against the operational one; false when the account
// may not read them, one is missing, or there is and was nothing between them.
func (a *App) pair(v *store.View, w Who, s *board.Snapshot, o report.Observation, month core.Period) (Reconciled, bool, error) {
	p, err := core.ParsePeriod(o.Period)
	if err != nil || p.End() != month {
		return Reconciled{}, false, nil
	}
	x, ok := s.Indicator(o.Indicator)
	if !ok || !a.seesReported(w, s, x, o.Unit, month) {
		return Reconciled{}, false, nil
	}
	claim, ok := s.Observation(o.Indicator, o.Unit, p, report.Operational)
	if !ok || !counts(claim.Standing) {
		return Reconciled{}, false, nil
	}
	diff, err := between(claim, o)
	if err != nil || !diff.Known() {
		return Reconciled{}, false, err
	}
	r := Reconciled{Indicator: o.Indicator, Unit: o.Unit, Period: p, Operational: claim.Value, Official: o.Value, Difference: diff}
	if err := r.explained(v, o.Period); err != nil {
		return Reconciled{}, false, err
	}
	r.MayExplain = !diff.IsZero() && a.mayExplain(w, o.Unit, x)
	return r, !diff.IsZero() || r.State == Settled, nil
}

func (a *App) mayExplain(w Who, unit core.UnitID, x *plan.Indicator) bool {
	return a.allowFigure(w, access.ExplainDifference, unit, x) == nil
}

// between is operational less official; unknown where one of them is.
func between(operational, official report.Observation) (core.Quantity, error) {
	if !operational.Value.Known() || !official.Value.Known() {
		return core.Quantity{}, nil
	}
	return operational.Value.Sub(official.Value)
}

// explained finds what was said of the difference, and which one it was: the two
// figures as they stood at the entry that says it.
func (r *Reconciled) explained(v *store.View, period string) error {
	r.State = Unexplained
	said, err := store.History[report.Difference](v, string(r.Indicator), string(r.Unit), period)
	if errs.Is(err, errs.Missing) {
		return nil
	}
	if err != nil || said[len(said)-1].Deleted {
		return err
	}
	last := said[len(said)-1]
	r.Explained = last.Row
	then := make(map[report.Basis]report.Observation, 2)
	for _, basis := range []report.Basis{report.Operational, report.Official} {
		o, err := store.GetAsOf[report.Observation](v, last.FromSeq, string(r.Indicator), string(r.Unit), period, string(basis))
		if err != nil && !errs.Is(err, errs.Missing) {
			return err
		}
		then[basis] = o
	}
	if r.Was, err = between(then[report.Operational], then[report.Official]); err != nil {
		return err
	}
	switch {
	case r.Difference.IsZero():
		r.State = Settled
	case r.Was == r.Difference:
		r.State = Explained
	default:
		r.State = Overtaken
	}
	return nil
}
