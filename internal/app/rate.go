package app

import (
	"context"
	"slices"

	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// figureOf finds what an indicator's figure for a release is, unknown when it is not.
type figureOf func(x *plan.Indicator, unit core.UnitID, release core.Period) core.Quantity

// observed finds the figures of one basis that count. A figure that the reader of the
// board may not know of is not in it.
func observed(s *board.Snapshot, b report.Basis) figureOf {
	return func(x *plan.Indicator, unit core.UnitID, release core.Period) core.Quantity {
		o, ok := s.Observation(x.ID, unit, release, b)
		if !ok || !counts(o.Standing) {
			return core.Quantity{}
		}
		return o.Value
	}
}

// calculate finds the rate of a unit that follows from its parts; false where nothing does.
func calculate(s *board.Snapshot, x *plan.Indicator, unit core.UnitID, p core.Period, figure figureOf) (report.Calculated, bool) {
	return report.Calculate(x, p, s.Indicator, func(part *plan.Indicator, release core.Period) core.Quantity { return figure(part, unit, release) })
}

// CalculatedRate finds the rate that follows from what a board has of its parts on one
// basis; false where nothing follows.
func CalculatedRate(s *board.Snapshot, x *plan.Indicator, unit core.UnitID, p core.Period, b report.Basis) (report.Calculated, bool) {
	return calculate(s, x, unit, p, observed(s, b))
}

// typed finds the figures of a filing as they are typed, and else those that stand. A
// figure that cannot be read, or that is left blank, is unknown.
func typed(f *Filing, due []board.DueLine, standing figureOf) figureOf {
	return func(x *plan.Indicator, unit core.UnitID, release core.Period) core.Quantity {
		asked := slices.ContainsFunc(due, func(d board.DueLine) bool { return d.Indicator.ID == x.ID && d.Unit == unit && d.Period == release })
		if l := f.line(LineKey{x.ID, unit}); asked && l.Indicator != "" {
			q, err := ReadAmount(l.Value, x)
			if err != nil {
				return core.Quantity{}
			}
			return q
		}
		return standing(x, unit, release)
	}
}

// Calculated gives the rates of a sheet that follow from their parts as they are typed
// in a filing of it or, where the filing says nothing, as they stand.
func (a *App) Calculated(ctx context.Context, w Who, sheet Sheet, f Filing) (map[LineKey]report.Calculated, error) {
	s, err := a.Seen(ctx, w)
	if err != nil {
		return nil, err
	}
	var due []board.DueLine
	for _, l := range sheet.Lines {
		due = append(due, board.DueLine{Indicator: l.Indicator, Unit: l.Unit.ID, Period: l.Period})
	}
	out := map[LineKey]report.Calculated{}
	figure := typed(&f, due, observed(s, report.Operational))
	for _, l := range sheet.Lines {
		if c, ok := calculate(s, l.Indicator, l.Unit.ID, l.Period, figure); ok {
			out[l.Key()] = c
		}
	}
	return out, nil
}

// Proposed is a line of a form before anything is typed into it: a rate that was never
// filed, and of which nothing is said, is the one that follows from its parts.
func (s Sheet) Proposed(in FilingLine, rates map[LineKey]report.Calculated) FilingLine {
	if in.Indicator == "" || !blank(in.Value) || !blank(in.Note) {
		return in
	}
	if in.Unit == "" {
		in.Unit = s.Unit.ID
	}
	k := LineKey{in.Indicator, in.Unit}
	at := slices.IndexFunc(s.Lines, func(l SheetLine) bool { return l.Key() == k })
	if c, ok := rates[k]; ok && at >= 0 && s.Lines[at].Filed == nil {
		in.Value = c.Rate.Shown(c.Shown).String()
	}
	return in
}

// calculate holds a rate that waits for verification against its parts: as they wait in
// the same report, questioned ones too, and else as they count.
func (l *QueuedLine) calculate(seen *board.Snapshot, together []QueuedLine) {
	p, err := core.ParsePeriod(l.Line.Period)
	if err != nil {
		return
	}
	counted := observed(seen, report.Operational)
	c, ok := calculate(seen, l.Indicator, l.Line.Unit, p, func(x *plan.Indicator, unit core.UnitID, release core.Period) core.Quantity {
		for _, o := range together {
			if o.Line.Indicator == x.ID && o.Line.Unit == unit && o.Line.Period == release.String() {
				return o.Line.Value
			}
		}
		return counted(x, unit, release)
	})
	if ok {
		l.Rate = &c
	}
}

// standing finds the figures of the report that is being revised as they were filed,
// questioned ones too, and else those that count on the board.
func (c *filing) standing(x *plan.Indicator, unit core.UnitID, release core.Period) core.Quantity {
	if l, had := c.known[LineKey{x.ID, unit}]; had && l.Period == release.String() && l.Standing != report.Returned {
		return l.Value
	}
	return c.counting(x, unit, release)
}

// counting finds the figures that the filer may know of and that count.
func (c *filing) counting(x *plan.Indicator, unit core.UnitID, release core.Period) core.Quantity {
	return observed(c.app.seen(c.who, c.board), report.Operational)(x, unit, release)
}

// partsMove reports whether the filing changes a part of a rate that it leaves as it
// is: the rate is then held against its parts again.
func (c *filing) partsMove(x *plan.Indicator, unit core.UnitID, p core.Period) bool {
	if !x.HasParts() {
		return false
	}
	before, had := calculate(c.board, x, unit, p, c.standing)
	now, has := calculate(c.board, x, unit, p, typed(&c.in, c.due, c.standing))
	return has != had || has && before.Exact != now.Exact
}
