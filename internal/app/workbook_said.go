package app

import (
	"context"
	"slices"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
	"tupo/internal/sheet"
	"tupo/internal/store"
)

func (a *App) allFigures(ctx context.Context, d core.DistrictID) ([]report.Observation, error) {
	var figures []report.Observation
	err := a.db.View(ctx, d, func(v *store.View) (err error) {
		figures, err = store.List[report.Observation](v, "")
		return err
	})
	return figures, err
}

// seenFigures are the figures of which the reader may know: of indicators and
// series that more than hidden targets read.
func (a *App) seenFigures(ctx context.Context, w Who) ([]report.Observation, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	figures, err := a.allFigures(ctx, w.District)
	sees := map[LineKey]bool{}
	return slices.DeleteFunc(figures, func(o report.Observation) bool {
		key := LineKey{o.Indicator, o.Unit}
		if _, asked := sees[key]; !asked {
			sees[key] = a.seesSeries(w, s, key)
		}
		return !sees[key]
	}), err
}

// said reads what units said of tasks and the figures that were questioned, of the
// whole district.
func (a *App) said(ctx context.Context, d core.DistrictID, to *sheet.Existing) error {
	return a.db.View(ctx, d, func(v *store.View) (err error) {
		if to.Progress, err = store.List[report.Progress](v, ""); err != nil {
			return err
		}
		locks, err := store.List[report.Lock](v, "")
		if err != nil {
			return err
		}
		to.Locked = map[string]bool{}
		for _, l := range locks {
			to.Locked[l.Period] = l.Locked
		}
		lines, err := store.List[report.Line](v, "doubt <> $1", string(report.NoDoubt))
		if err != nil || len(lines) == 0 {
			return err
		}
		all, err := store.List[report.Report](v, "")
		if err != nil {
			return err
		}
		reports := make(map[core.ReportID]*report.Report, len(all))
		for i := range all {
			reports[all[i].ID] = &all[i]
		}
		for _, l := range lines {
			if r := reports[l.Report]; r != nil {
				to.Questions = append(to.Questions, sheet.Question{Reporter: r.Unit, Month: r.Period, Approved: r.ApprovedBy != "", Line: l})
			}
		}
		return nil
	})
}

// seenSaid leaves of it what the reader may know of: the tasks of the plan as he sees
// it, and questions of reports and series that are open to him.
func (a *App) seenSaid(ctx context.Context, w Who, what *sheet.Existing) error {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return err
	}
	if err := a.said(ctx, w.District, what); err != nil {
		return err
	}
	tasks := map[core.TaskID]bool{}
	for _, t := range what.Book.Tasks {
		tasks[t.ID] = a.allow(w, access.ViewReport, t.Lead) == nil
	}
	what.Progress = slices.DeleteFunc(what.Progress, func(p report.Progress) bool { return !tasks[p.Task] })
	what.Questions = slices.DeleteFunc(what.Questions, func(q sheet.Question) bool {
		return a.allow(w, access.ViewReport, q.Reporter) != nil || !a.seesSeries(w, s, LineKey{q.Line.Indicator, q.Line.Unit})
	})
	return nil
}

// askAgain puts the questions of a workbook before their verifiers again: as lines of the
// reports that they stood in, made by whoever imports where there are none.
func (a *App) askAgain(tx *store.Tx, w Who, s *board.Snapshot, questions []sheet.Question) error {
	type sheetOf struct {
		unit  core.UnitID
		month string
	}
	var order []sheetOf
	lines, approved := map[sheetOf][]report.Line{}, map[sheetOf]bool{}
	for _, q := range questions {
		k := sheetOf{q.Reporter, q.Month}
		if lines[k] == nil {
			order = append(order, k)
			approved[k] = true
		}
		approved[k] = approved[k] && q.Approved
		lines[k] = append(lines[k], q.Line)
	}
	for _, k := range order {
		month, err := core.ParsePeriod(k.month)
		if err != nil {
			return errs.Field("month", "plan.period", "value", k.month).Because(err)
		}
		c := filing{app: a, who: w, in: Filing{Unit: k.unit, Month: month}, now: a.clock(), board: s}
		c.reset(tx)
		if err := c.begin(); err != nil {
			return err
		}
		if err := c.write(lines[k], nil); err != nil {
			return err
		}
		if !approved[k] || c.report.Revision > 1 || !w.Operator {
			continue // nobody but an operator, who restores a place, answers for a unit's approval
		}
		c.report.State, c.report.ApprovedBy, c.report.ApprovedAt = report.UnitApproved, w.ID(), c.now
		if err := tx.Put(&c.report); err != nil {
			return err
		}
	}
	return nil
}
