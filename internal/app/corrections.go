package app

import (
	"cmp"
	"context"
	"slices"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
	"tupo/internal/store"
)

// Correction is a revision of a filed report for which a reason was given.
type Correction struct {
	Report report.Report // as it was filed then
	Seq    core.Seq      // the entry
}

// correctionsOf names what a board keeps of its corrections.
type correctionsOf struct{}

// Corrections lists every correction that was made by the board's moment, newest
// first, as far as the reader may see its unit. A report corrected twice is in the
// list twice.
func (a *App) Corrections(ctx context.Context, w Who, j Judged) ([]Correction, error) {
	if err := a.anywhere(w, access.ViewBoard); err != nil {
		return nil, err
	}
	all, err := board.Once(j.View, correctionsOf{}, func() ([]Correction, error) { return a.corrections(ctx, w.District, j) })
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(all), func(c Correction) bool { return a.allow(w, access.ViewReport, c.Report.Unit) != nil }), nil
}

// corrections reads the versions of all reports that were revised.
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
			versions, err := versions[report.Report](v, string(r.ID))
			if err != nil && !errs.Is(err, errs.Missing) {
				return err
			}
			filed := int64(1)
			for _, x := range versions {
				if x.FromSeq <= s.Seq() && x.Row.Revision > filed && x.Row.Reason != "" && x.Row.State != report.SentBack {
					out = append(out, Correction{x.Row, x.FromSeq})
				}
				filed = max(filed, x.Row.Revision)
			}
		}
		return nil
	})
	slices.SortFunc(out, func(a, b Correction) int {
		return cmp.Or(cmp.Compare(b.Report.SubmittedAt, a.Report.SubmittedAt), cmp.Compare(b.Seq, a.Seq))
	})
	return out, err
}
