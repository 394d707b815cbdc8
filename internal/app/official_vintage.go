package app

import (
	"cmp"

	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/i18n"
	"tupo/internal/report"
	"tupo/internal/store"
)

// releasing enters releases in one transaction.
type releasing struct {
	tx     *store.Tx
	board  *board.Snapshot
	reason string
	opened map[sheetKey]bool // sheets of locked months whose reopening is used here: it is for all their figures
}

// sheetKey names a unit's sheet of a month.
type sheetKey struct {
	unit  core.UnitID
	month string
}

// supersede writes a release in place of the one before, as EnterOfficial says. What
// is entered again as it stands is not written.
func (e *releasing) supersede(o *report.Observation, field string) error {
	old, err := store.Get[report.Observation](e.tx, string(o.Indicator), string(o.Unit), o.Period, string(o.Basis))
	if err != nil && !errs.Is(err, errs.Missing) {
		return err
	}
	row, first := *o, err != nil // a copy: the closure may run again
	if row.Vintage == "" {
		row.Vintage = vintageAfter(&old, row.Value)
	}
	row.Revision = 1
	before, _ := old.Vintage.Order()
	now, _ := row.Vintage.Order()
	switch {
	case first:
	case now < before:
		return errs.Field(field+".vintage", "report.vintage-later")
	default:
		row.Revision = max(old.Revision, 1) + 1
		if now == before {
			if row.Value == old.Value && row.Source == old.Source && row.Released == old.Released {
				return nil
			}
			if err := e.correctable(&row, field); err != nil {
				return err
			}
		}
	}
	return e.tx.Put(&row)
}

// vintageAfter is the vintage of a release that does not say it: the first is
// preliminary, and another value in its place a revised one.
func vintageAfter(old *report.Observation, value core.Quantity) report.Vintage {
	switch {
	case old.Vintage == "":
		return report.Preliminary
	case old.Vintage == report.Preliminary && value != old.Value:
		return report.Revised
	}
	return old.Vintage
}

// correctable asks what a correction needs: a reason, and in a locked month a
// reopening of that month for a unit that releases the figure, which it uses up: one
// agreed for the unit that reports it is for its own sheet.
func (e *releasing) correctable(o *report.Observation, field string) error {
	if blank(e.reason) {
		return errs.Field("reason", "report.vintage-reason")
	}
	p, err := core.ParsePeriod(o.Period)
	if err != nil {
		return err
	}
	month := p.End().String()
	lock, err := store.Get[report.Lock](e.tx, month)
	if err != nil && !errs.Is(err, errs.Missing) {
		return err
	}
	if !lock.Locked {
		return nil
	}
	x, ok := e.board.Indicator(o.Indicator)
	if !ok {
		return errs.Field(field, "plan.no-such-indicator", "code", string(o.Indicator))
	}
	for _, unit := range []core.UnitID{x.Competent, x.Verifier} {
		sheet := sheetKey{unit, month}
		if e.opened[sheet] {
			return nil
		}
		open, err := openReopening(e.tx, unit, month)
		if err != nil {
			return err
		}
		if open != nil {
			e.opened[sheet] = true
			open.State = report.ReopeningUsed
			return e.tx.Put(open)
		}
	}
	releases := cmp.Or(x.Competent, x.Verifier) // without a competent department the verifier
	name := string(releases)
	if u, ok := e.board.Unit(releases); ok {
		name = i18n.EitherName(u.Name, u.NameEn)
	}
	return errs.Field(field+".vintage", "report.vintage-locked", "period", month, "unit", name)
}

// openReopening finds the reopening by which a unit's figures of a locked month may
// be corrected once; nil when there is none.
func openReopening(r store.Reader, unit core.UnitID, month string) (*report.Reopening, error) {
	open, err := store.List[report.Reopening](r, "unit_id = $1 AND period = $2 AND state = $3", string(unit), month, string(report.ReopeningOpen))
	if err != nil || len(open) == 0 {
		return nil, err
	}
	return &open[0], nil
}
