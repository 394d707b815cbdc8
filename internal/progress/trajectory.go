package progress

import (
	"math"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// planned is the planned value by the end of month m (0 = January), less the
// base of a mid-year start; false where nothing is planned yet.
func (t *Terms) planned(m int, last int8, table *Table) (int64, bool) {
	switch t.course {
	case courseLinear:
		return t.linear(m+1) - t.base(table), true
	case courseFlat:
		return t.Value, true
	case courseFinal:
		if m != int(last) {
			return 0, t.summable // an amount may come all at once: until then nought is planned
		}
		return t.Value, true
	case courseTable:
		if table == nil || table[m] == unplanned {
			return 0, t.summable && table != nil
		}
		return table[m] - t.base(table), true
	}
	return 0, false
}

// linear is plan.Planned of the value after so many months of the year.
func (t *Terms) linear(months int) int64 {
	const safe = math.MaxInt64 / 16
	if t.Prior == 0 && t.even() && t.steps < safe && t.steps > -safe {
		n := t.steps * int64(months)
		if n < 0 {
			return (n - 6) / 12 * t.Step
		}
		return (n + 6) / 12 * t.Step
	}
	q, err := plan.Planned(core.Micro(t.Value), int64(t.Prior)+int64(months), int64(t.Prior)+12, t.Step)
	if err != nil {
		return t.Value // as little as a step beyond the range of quantities
	}
	return q.Micro()
}

// even reports whether the value has no more decimals than are shown.
func (t *Terms) even() bool { return t.steps*t.Step == t.Value }

// base is what was planned for the inherited months of a flow: they are asked of
// nobody, so they count neither as planned nor as done.
func (t *Terms) base(table *Table) int64 {
	if t.Skip == 0 || t.Skip >= 12 {
		return 0
	}
	switch {
	case t.course == courseLinear:
		return t.linear(int(t.Skip))
	case t.course == courseTable && table != nil && table[t.Skip-1] != unplanned:
		return table[t.Skip-1]
	}
	return 0
}

// NeedsTable reports whether the target's course is typed or last year's.
func (t *Terms) NeedsTable() bool { return t.course == courseTable }

// TypedTable lays typed points out by month. Only typed periods count; from one
// to the next the last typed value holds, nothing is interpolated. Like every
// planned value they have the decimals that are shown. The year's last release
// always carries the year's value, when that is known.
func TypedTable(t *plan.Target, x *plan.Indicator, points []plan.Point) Table {
	var table Table
	for m := range table {
		table[m] = unplanned
	}
	for _, p := range points {
		period, err := core.ParsePeriod(p.Period)
		if err != nil || int64(period.Year) != t.Year {
			continue
		}
		if q, err := p.Planned.Stepped(1, 1, x.Step()); err == nil {
			table[period.To-1] = q.Micro()
		}
	}
	carry(&table)
	if releases := x.Periods(int(t.Year)); t.Value.Known() && len(releases) > 0 {
		for m := releases[len(releases)-1].To - 1; m < 12; m++ {
			table[m] = t.Value.Micro()
		}
	}
	return table
}

func carry(table *Table) {
	for m := 1; m < len(table); m++ {
		if table[m] == unplanned {
			table[m] = table[m-1]
		}
	}
}

// LastYearTable spreads the year's value as last year's actual cumulative was
// spread: plan.Planned by cumulative(m) ÷ cumulative(December), of one basis, the
// official one if it is complete, else the operational. Where neither is complete, or the
// year's total is not positive, it is linear and reports false.
func LastYearTable(t *plan.Target, x *plan.Indicator, from State, last Figures) (Table, bool) {
	for _, lane := range []Lane{OfficialLane, OperationalLane} {
		if table, ok := shares(t, x, lane.threshold(from), last[lane]); ok {
			return table, true
		}
	}
	var table Table
	linear := Terms{Value: t.Value.Micro(), Step: x.Step()}
	linear.steps = linear.Value / linear.Step
	for m := range table {
		table[m] = linear.linear(m + 1)
	}
	return table, false
}

func shares(t *plan.Target, x *plan.Indicator, from State, s *Series) (Table, bool) {
	var table Table
	if s == nil || !t.Value.Known() {
		return table, false
	}
	for m := range table {
		table[m] = unplanned
	}
	releases := x.Periods(int(t.Year) - 1)
	done := core.Whole(0)
	for _, p := range releases {
		q, state := s.At(int(p.To))
		if !state.counts(from) || !q.Known() {
			return table, false
		}
		if x.Accumulation == plan.Flow {
			sum, err := done.Add(q)
			if err != nil {
				return table, false
			}
			q = sum
		}
		done = q
		table[p.To-1] = done.Micro()
	}
	if done.Micro() <= 0 {
		return table, false
	}
	for m := range table {
		if table[m] == unplanned {
			continue
		}
		q, err := plan.Planned(t.Value, table[m], done.Micro(), x.Step())
		if err != nil {
			return table, false
		}
		table[m] = q.Micro()
	}
	carry(&table)
	return table, true
}

// Trajectory is the planned value at the end of each release of the year.
type Trajectory struct {
	Shape    plan.Shape // the shape really used
	FellBack bool       // last year's figures are incomplete: linear instead
	Planned  [12]core.Quantity
}

// At gives the planned value of the release that ends in month (1 to 12);
// unknown where no release ends or nothing is planned yet.
func (t *Trajectory) At(month int) core.Quantity { return t.Planned[month-1] }

// TrajectoryOf computes the case's whole course. Inherited months of a flow are
// unknown: nothing is planned for them.
func TrajectoryOf(c *Case) Trajectory {
	terms, table, fellBack := c.reduce()
	t := Trajectory{Shape: shapeUsed(&terms, c.Target, fellBack), FellBack: fellBack}
	releases := c.Indicator.Periods(int(c.Target.Year))
	for i, p := range releases {
		last := int8(-1)
		if i == len(releases)-1 {
			last = p.To - 1
		}
		if int(p.To) <= int(terms.Skip) {
			continue
		}
		if v, ok := terms.planned(int(p.To)-1, last, table); ok {
			t.Planned[p.To-1] = core.Micro(v)
		}
	}
	return t
}

func shapeUsed(t *Terms, target *plan.Target, fellBack bool) plan.Shape {
	switch {
	case t.course == courseLinear || fellBack:
		return plan.Linear
	case t.course == courseTable:
		return target.Shape
	case t.course == courseNone:
		return ""
	case t.course == courseFinal:
		return plan.Final
	}
	return plan.Flat
}
