package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
)

// Release is one figure of the competent department's publication.
type Release struct {
	Indicator core.IndicatorID
	Unit      core.UnitID
	Period    core.Period
	Value     string // in the indicator's display unit
	Basis     report.Basis
	Vintage   report.Vintage
	Released  core.Date
	Source    string
	Specimen  bool
}

// EnterOfficial takes a release. It comes from the indicator's competent
// department or its verifier only, and names its source and its day. A later
// vintage replaces an earlier one, also in a locked month; an earlier one never
// replaces a later. Another value, source or day of the same vintage is a correction: it
// needs a reason, and in a locked month an open reopening of the unit that releases the
// figure. Without a vintage the first figure is preliminary, and what replaces it
// revised. Faults name their release as
// “release.N”, counted from 1, and what is wrong with it after a dot.
func (a *App) EnterOfficial(ctx context.Context, w Who, reason string, releases []Release) error {
	s, err := a.Seen(ctx, w)
	if err != nil {
		return err
	}
	if len(releases) == 0 {
		return errs.New(errs.Invalid, "report.empty")
	}
	var rows []report.Observation
	var faults []error
	for i, r := range releases {
		row, wrong, err := a.release(w, s, fmt.Sprintf("release.%d", i+1), r)
		if err != nil {
			return err
		}
		rows, faults = append(rows, row), append(faults, wrong...)
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	_, err = a.write(ctx, w, "official.enter", reason, func(tx *store.Tx) error {
		var late []error
		e := releasing{tx: tx, board: s, reason: reason, opened: map[sheetKey]bool{}}
		for i := range rows {
			if err := e.supersede(&rows[i], fmt.Sprintf("release.%d", i+1)); err != nil {
				late = append(late, err)
			}
		}
		return errors.Join(late...)
	})
	return err
}

// release checks one release: faults are the input's, err ends the whole.
func (a *App) release(w Who, s *board.Snapshot, field string, r Release) (row report.Observation, faults []error, err error) {
	x, ok := s.Indicator(r.Indicator)
	if !ok {
		return row, []error{errs.Field(field, "plan.no-such-indicator", "code", string(r.Indicator))}, nil
	}
	if _, ok := s.Unit(r.Unit); !ok {
		return row, []error{errs.Field(field, "plan.no-such-unit", "code", string(r.Unit))}, nil
	}
	if err := a.MayRelease(w, x, r.Unit); err != nil {
		return row, nil, err
	}
	row, faults = a.observed(w, x, r, field+".")
	return row, faults, nil
}

// observed checks what is said of a figure that came out, and gives its row. Faults
// name their field after prefix.
func (a *App) observed(w Who, x *plan.Indicator, r Release, prefix string) (row report.Observation, faults []error) {
	value, bad := ReadAmount(r.Value, x)
	if bad != nil || !value.Known() {
		faults = append(faults, errs.Field(prefix+"value", errorKey(bad), "value", r.Value, "unit", x.Display))
	}
	if err := refused(prefix+"value", r.Value, x, value); bad == nil && err != nil {
		faults = append(faults, err)
	}
	if r.Basis != report.Official && r.Basis != report.Published {
		faults = append(faults, errs.Field(prefix+"basis", "report.basis-unknown"))
	}
	if _, known := r.Vintage.Order(); !known {
		faults = append(faults, errs.Field(prefix+"vintage", "report.vintage-unknown"))
	}
	if blank(r.Source) {
		faults = append(faults, errs.Field(prefix+"source", "report.source-needed"))
	}
	if _, bad := core.ParseDate(string(r.Released)); bad != nil {
		faults = append(faults, errs.Field(prefix+"released", "date.malformed", "value", string(r.Released)))
	} else if r.Released > a.Today(w.District) {
		faults = append(faults, errs.Field(prefix+"released", "report.future-date", "date", string(r.Released)))
	}
	if p, due := x.Period(int(r.Period.Year), int(r.Period.To)); r.Period.IsZero() || !due || p != r.Period {
		faults = append(faults, errs.Field(prefix+"period", "report.not-a-release", "period", r.Period.String()))
	} else if early := report.Early(r.Basis, p, a.Today(w.District)); early != "" {
		faults = append(faults, errs.Field(prefix+"period", early, "period", p.String()))
	}
	return report.Observation{Indicator: r.Indicator, Unit: r.Unit, Period: r.Period.String(),
		Basis: r.Basis, Value: value, Vintage: r.Vintage, Standing: report.Verified,
		Released: r.Released, Source: strings.TrimSpace(r.Source), Specimen: r.Specimen}, faults
}

// MayRelease allows the entry of an indicator's official and published figures:
// to its competent department and to its verifier. Forbidden otherwise.
func (a *App) MayRelease(w Who, x *plan.Indicator, unit core.UnitID) error {
	today := a.Today(w.District)
	competent := access.Figure{Unit: unit, Verifier: x.Verifier, Competent: x.Competent}
	verifier := access.Figure{Unit: unit, Verifier: x.Verifier, Competent: x.Verifier}
	if w.Operator || w.Actor.MayFigure(access.EnterOfficial, competent, today) || w.Actor.MayFigure(access.EnterOfficial, verifier, today) {
		return nil
	}
	return access.Decide(w.Actor.May(access.ViewBoard, unit, today), false)
}

// Explain records why operational and official figures differ: all that are
// given or none. A fault of the N-th, counted from 1, is named “difference.N”.
func (a *App) Explain(ctx context.Context, w Who, all ...report.Difference) error {
	s, err := a.Seen(ctx, w)
	if err != nil {
		return err
	}
	var faults []error
	for i := range all {
		if err := a.explains(w, s, &all[i]); err != nil {
			if errs.Is(err, errs.Invalid) {
				faults = append(faults, errs.Field(fmt.Sprintf("difference.%d", i+1), "report.cause-needed"))
				continue
			}
			return err
		}
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	_, err = a.write(ctx, w, "difference.explain", "", func(tx *store.Tx) error {
		for i := range all {
			if err := tx.Put(&all[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// explains checks one explanation and signs it.
func (a *App) explains(w Who, s *board.Snapshot, d *report.Difference) error {
	x, ok := s.Indicator(d.Indicator)
	if !ok {
		return access.Missing()
	}
	if err := a.allowFigure(w, access.ExplainDifference, d.Unit, x); err != nil {
		return err
	}
	switch d.Cause {
	case report.LateEntry, report.ScopeDiffer, report.WasRevised, report.WasError:
	default:
		return errs.Field("cause", "report.cause-needed")
	}
	p, err := core.ParsePeriod(d.Period)
	if err != nil {
		return access.Missing()
	}
	_, claimed := s.Observation(d.Indicator, d.Unit, p, report.Operational)
	if _, out := s.Observation(d.Indicator, d.Unit, p, report.Official); !claimed || !out {
		return errs.New(errs.Conflict, "report.nothing-to-explain")
	}
	d.By = w.ID()
	return nil
}

// OfficialMonths lists the months for which there are official figures that the
// account may read, the newest first.
func (a *App) OfficialMonths(ctx context.Context, w Who) ([]core.Period, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	var out []core.Period
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		official, err := store.List[report.Observation](v, "basis = $1", string(report.Official))
		for _, o := range official {
			p, bad := core.ParsePeriod(o.Period)
			x, known := s.Indicator(o.Indicator)
			if bad == nil && known && !slices.Contains(out, p.End()) && a.seesReported(w, s, x, o.Unit, p.End()) {
				out = append(out, p.End())
			}
		}
		return err
	})
	slices.SortFunc(out, func(p, q core.Period) int { return q.Compare(p) })
	return out, err
}

// seesReported: by the figure's unit, through its indicator, or as the unit that
// reports it.
func (a *App) seesReported(w Who, s *board.Snapshot, x *plan.Indicator, unit core.UnitID, month core.Period) bool {
	if a.allowFigure(w, access.ViewReport, unit, x) == nil {
		return true
	}
	reporter, ok := s.Reporter(x.ID, unit, month)
	return ok && a.allow(w, access.ViewReport, reporter) == nil
}

// ReleaseLine is a figure whose release falls in a month and that the account
// may enter, with what there is of it.
type ReleaseLine struct {
	Indicator   *plan.Indicator
	Unit        *plan.Unit
	Period      core.Period
	Operational report.Observation // zero Indicator when there is none
	Official    report.Observation
	Published   report.Observation
}

// Key names the line.
func (l ReleaseLine) Key() LineKey { return LineKey{l.Indicator.ID, l.Unit.ID} }

// Releases lists the figures whose official release covers a stretch that ends
// with the month, of those that active programmes read and the account may
// enter: in the order of the targets.
func (a *App) Releases(ctx context.Context, w Who, month core.Period) ([]ReleaseLine, error) {
	if month.Len() != 1 {
		return nil, errs.Field("period", "period.month-wanted")
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	var out []ReleaseLine
	seen := map[LineKey]bool{}
	for _, t := range s.Book().Targets {
		key := LineKey{t.Indicator, t.Unit}
		x, known := s.Indicator(t.Indicator)
		u, there := s.Unit(t.Unit)
		p, active := s.Programme(t.Programme)
		if seen[key] || !known || !there || !active || p.State != plan.Active || t.Year != int64(month.Year) {
			continue
		}
		seen[key] = true
		period, due := x.Period(int(month.Year), int(month.To))
		if !due || a.MayRelease(w, x, t.Unit) != nil {
			continue
		}
		l := ReleaseLine{Indicator: x, Unit: u, Period: period}
		l.Official, _ = s.Observation(x.ID, u.ID, period, report.Official)
		l.Published, _ = s.Observation(x.ID, u.ID, period, report.Published)
		if a.seesReported(w, s, x, u.ID, month) {
			l.Operational, _ = s.Observation(x.ID, u.ID, period, report.Operational)
		}
		out = append(out, l)
	}
	return out, nil
}
