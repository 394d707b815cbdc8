package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
	"tupo/internal/store"
)

// Correction is a later revision of what was filed or released, for which a reason
// was given: of a sheet, or of an official or published figure.
type Correction struct {
	Ref       core.Ref // the report, or the observation
	Unit      core.UnitID
	Period    string           // the sheet's month, or the figure's release
	Indicator core.IndicatorID // of a released figure; "" of a sheet
	Reason    string
	Revision  int64 // of a sheet 2 and more; of a released figure how often it was replaced
	At        core.Instant
	Seq       core.Seq // the entry
}

// correctionsOf names what a board keeps of its corrections.
type correctionsOf struct{}

// Corrections lists every correction that was made by the board's moment, newest
// first, as far as the reader may see its unit or figure. What was corrected twice is
// in the list twice.
func (a *App) Corrections(ctx context.Context, w Who, j Judged) ([]Correction, error) {
	if err := a.anywhere(w, access.ViewBoard); err != nil {
		return nil, err
	}
	all, err := board.Once(j.View, correctionsOf{}, func() ([]Correction, error) { return a.corrections(ctx, w.District, j) })
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(all), func(c Correction) bool { return !a.seesCorrection(w, j.Snapshot(), c) }), nil
}

// seesCorrection: of a sheet whoever may see it, of a figure whoever sees it on the board.
func (a *App) seesCorrection(w Who, s *board.Snapshot, c Correction) bool {
	if c.Indicator == "" {
		return a.allow(w, access.ViewReport, c.Unit) == nil
	}
	return len(s.Readers(c.Indicator, c.Unit)) > 0 && a.allow(w, access.ViewBoard, c.Unit) == nil
}

// corrections reads the versions of all that was revised.
func (a *App) corrections(ctx context.Context, d core.DistrictID, j Judged) ([]Correction, error) {
	s, err := a.wholeAsOf(ctx, d, j.AsOf)
	if err != nil {
		return nil, err
	}
	var out []Correction
	err = a.db.View(ctx, d, func(v *store.View) error {
		for r := range s.Reports {
			if r.Revision < 2 {
				continue
			}
			all, err := sheetCorrections(v, s, r)
			if err != nil {
				return err
			}
			out = append(out, all...)
		}
		released, err := store.List[report.Observation](v, "basis <> $1 AND revision > 1", string(report.Operational))
		if err != nil {
			return err
		}
		for i := range released {
			all, err := figureCorrections(v, s, &released[i])
			if err != nil {
				return err
			}
			out = append(out, all...)
		}
		return nil
	})
	slices.SortFunc(out, func(a, b Correction) int {
		return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(b.Seq, a.Seq))
	})
	return out, err
}

// sheetCorrections are those of one report.
func sheetCorrections(v *store.View, s *board.Snapshot, r *report.Report) ([]Correction, error) {
	all, err := versions[report.Report](v, string(r.ID))
	if err != nil && !errs.Is(err, errs.Missing) {
		return nil, err
	}
	var out []Correction
	filed := int64(1)
	for _, x := range all {
		if x.FromSeq <= s.Seq() && x.Row.Revision > filed && x.Row.Reason != "" && x.Row.State != report.SentBack {
			out = append(out, Correction{Ref: core.Ref{Kind: "report", ID: string(r.ID)}, Unit: x.Row.Unit, Period: x.Row.Period,
				Reason: x.Row.Reason, Revision: x.Row.Revision, At: x.Row.SubmittedAt, Seq: x.FromSeq})
		}
		filed = max(filed, x.Row.Revision)
	}
	return out, nil
}

// figureCorrections are those of one released figure: another value, source or day of
// the same vintage. A later vintage is none.
func figureCorrections(v *store.View, s *board.Snapshot, o *report.Observation) ([]Correction, error) {
	ref := core.Ref{Kind: "observation", ID: strings.Join([]string{string(o.Indicator), string(o.Unit), o.Period, string(o.Basis)}, "/")}
	all, err := versions[report.Observation](v, string(o.Indicator), string(o.Unit), o.Period, string(o.Basis))
	if err != nil && !errs.Is(err, errs.Missing) {
		return nil, err
	}
	var out []Correction
	for i := 1; i < len(all); i++ {
		before, x := all[i-1].Row, all[i]
		if x.FromSeq > s.Seq() || x.Row.Vintage != before.Vintage {
			continue
		}
		e, err := v.Entry(x.FromSeq)
		if err != nil {
			return nil, err
		}
		if e.Reason == "" {
			continue // restated with its unit of measure, or moved with its unit
		}
		out = append(out, Correction{Ref: ref, Unit: o.Unit, Period: o.Period, Indicator: o.Indicator,
			Reason: e.Reason, Revision: x.Row.Revision, At: e.Time, Seq: x.FromSeq})
	}
	return out, nil
}
