package app

import (
	"errors"
	"slices"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/store"
)

// remeasured gives the targets and planned values of an indicator as they are stored
// in its other unit: what the plan shows stays, only the unit beside it changes. Empty
// when the storage unit is the same.
func remeasured(b *plan.Book, old, now *plan.Indicator) ([]record.Row, error) {
	if old.Unit == now.Unit {
		return nil, nil
	}
	var rows []record.Row
	var failed error
	restate := func(all ...*core.Quantity) {
		for _, q := range all {
			out, err := old.Restated(*q, now)
			if err != nil {
				failed = errs.Field("display_unit", errorKey(err), "value", old.Shown(*q).String(), "unit", now.Display)
				return
			}
			*q = out
		}
	}
	measured := map[core.TargetID]bool{}
	for _, t := range b.Targets {
		if t.Indicator != old.ID {
			continue
		}
		measured[t.ID] = true
		restate(&t.Value, &t.High, &t.Floor, &t.Stretch, &t.Original)
		rows = append(rows, &t)
	}
	for _, p := range b.Points {
		if measured[p.Target] {
			restate(&p.Planned)
			rows = append(rows, &p)
		}
	}
	return rows, failed
}

// followers takes into an import what follows its indicators into other units, and
// says for each such row which indicator it follows: they are asked for together.
// What the workbook itself says of a row stands, but for its first value.
func followers(old *plan.Book, in *plan.Book) (map[string]core.Ref, error) {
	out := map[string]core.Ref{}
	for i := range in.Indicators {
		now := &in.Indicators[i]
		before, known := rowIn(old, record.RefOf(now)).(*plan.Indicator)
		if !known {
			continue
		}
		rows, err := remeasured(old, before, now)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			ref := record.RefOf(row)
			out[ref.String()] = record.RefOf(now)
			given := rowIn(in, ref)
			t, target := given.(*plan.Target)
			switch {
			case given == nil:
				in.Add(row)
			case target:
				j := slices.IndexFunc(in.Targets, func(x plan.Target) bool { return x.ID == t.ID })
				in.Targets[j].Original = row.(*plan.Target).Original
			}
		}
	}
	return out, nil
}

// restate takes a row whose amounts follow their indicator into another unit. Where
// it runs, all of it is asked for together with the unit.
func (s *sorting) restate(row record.Row) {
	before := s.old[record.RefOf(row)]
	if !s.started.Has(row) {
		s.out.put = append(s.out.put, row)
		return
	}
	for _, d := range record.Diff(before, row) {
		s.item(record.RefOf(row), d.Column, d.Old, d.New)
	}
}

// follow takes into an edit what follows its indicators into other units.
func (e *editing) follow(edit PlanEdit, parts *sorting) error {
	for _, row := range edit.Put {
		now, ok := row.(*plan.Indicator)
		if !ok {
			continue
		}
		old, known := e.board.Indicator(now.ID)
		if !known {
			continue
		}
		rows, err := remeasured(e.board.Book(), old, now)
		if err != nil {
			return err
		}
		for _, r := range rows {
			parts.restate(r)
			if err := place(&e.book, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// keepMeasure settles an edited indicator's unit by its one name. A storage unit that
// was not edited follows the unit shown.
func (e *editing) keepMeasure(x *plan.Indicator) {
	old, known := e.board.Indicator(x.ID)
	named := *x
	switch {
	case known && old.Display == x.Display && old.Unit == x.Unit:
	case x.Unit == "" || known && old.Unit == x.Unit:
		x.MeasureIn(x.Display)
	case named.MeasureIn(x.Display):
		x.Display = named.Display
	}
}

// unfiled holds, inside the transaction, that no indicator among the rows leaves its
// storage unit once figures are filed in it.
func unfiled(tx *store.Tx, before func(core.Ref) record.Row, rows []record.Row) error {
	var faults []error
	for _, row := range rows {
		now, ok := row.(*plan.Indicator)
		if !ok {
			continue
		}
		old, known := before(record.RefOf(now)).(*plan.Indicator)
		if !known || old.Unit == now.Unit {
			continue
		}
		figures, err := store.List[report.Observation](tx, "indicator_id = $1", string(now.ID))
		if err != nil {
			return err
		}
		if len(figures) > 0 {
			faults = append(faults, errs.Field("unit", "plan.unit-fixed", "unit", old.Unit))
		}
	}
	return errors.Join(faults...)
}
