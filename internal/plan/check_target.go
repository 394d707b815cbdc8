package plan

import (
	"tupo/internal/core"
	"tupo/internal/lexicon"
)

// thing is what an indicator measures, by its name in the lexicon, and how.
type thing struct {
	name         string
	accumulation Accumulation
}

func (c *checker) indicators() {
	seen, names, things := newUnique(), map[string]string{}, map[thing]*Indicator{}
	for i := range c.book.Indicators {
		x := &c.book.Indicators[i]
		s := c.of(x, x.Code)
		seen.row(s, "")
		s.needed("name", x.Name)
		s.needed("unit", x.Unit)
		s.needed("display_unit", x.Display)
		if first, twice := names[x.Name]; twice {
			s.warn("name", "plan.name-twice", "name", x.Name, "code", first)
		} else {
			names[x.Name] = x.Code
		}
		if known, ok := lexicon.FindIndicator(x.Name); ok {
			what := thing{known.Name, x.Accumulation}
			if first := things[what]; first != nil && first.Name != x.Name {
				s.warn("name", "plan.one-thing", "name", x.Name, "code", first.Code, "other", first.Name)
			} else {
				things[what] = x
			}
		}
		oneOf(s, "direction", x.Direction, AtLeast, AtMost, Reach, Range)
		oneOf(s, "accumulation", x.Accumulation, Cumulative, Flow, SinceStart, Stock, YearMean, Growth, Rate, Rank, Score, YesNo)
		oneOf(s, "frequency", x.Frequency, Monthly, Quarterly, HalfYear, Yearly)
		s.between("decimals", x.Decimals, 0, 6)
		s.day("due_day", x.DueDay)
		s.day("release_day", x.ReleaseDay)
		s.between("sample_rate", x.SampleRate, 0, 100)
		s.unitRef("competent_unit_id", x.Competent)
		s.unitRef("verifier_unit_id", x.Verifier)
		if x.Verifier == "" {
			s.warn("verifier_unit_id", "plan.no-verifier")
		}
		s.measure(x)
		s.indicatorShape(x)
	}
}

// indicatorShape checks what an indicator's kind forbids.
func (s subject) indicatorShape(x *Indicator) {
	switch x.Accumulation {
	case Growth, Rate, Rank, Score, YesNo, YearMean:
		if x.RisesOnly {
			s.fail("rises_only", "plan.rises-only", "accumulation", string(x.Accumulation))
		}
	case Flow:
		if x.RisesOnly {
			s.warn("rises_only", "plan.rises-only", "accumulation", string(x.Accumulation))
		}
	}
	if x.Direction == Range && (x.Accumulation == YesNo || x.Accumulation == Rank) {
		s.fail("direction", "plan.range-of", "accumulation", string(x.Accumulation))
	}
	if x.JanFeb && x.Frequency != Monthly {
		s.warn("jan_feb", "plan.jan-feb")
	}
	for _, part := range []struct {
		field string
		id    core.IndicatorID
	}{{"numerator_id", x.NumeratorOf}, {"denominator_id", x.Denominator}} {
		switch {
		case part.id == "":
			continue
		case s.c.indicator[part.id] == nil:
			s.fail(part.field, "plan.no-such", "value", string(part.id))
		case part.id == x.ID:
			s.fail(part.field, "plan.own-part")
		case x.Accumulation != Rate:
			s.warn(part.field, "plan.part-of-no-rate")
		}
	}
	if (x.NumeratorOf == "") != (x.Denominator == "") {
		s.fail("denominator_id", "plan.half-rate")
	}
}

// samePart tells two parts of one breakdown at one unit.
type samePart struct {
	parent    core.TargetID
	dimension string
	unit      core.UnitID
}

// sameTarget tells two targets of one figure in one action.
type sameTarget struct {
	programme core.ProgrammeID
	action    core.ActionID
	indicator core.IndicatorID
	unit      core.UnitID
	year      int64
}

func (c *checker) targets() {
	seen := newUnique()
	parts, wholes := map[samePart]string{}, map[sameTarget]string{}
	for i := range c.book.Targets {
		t := &c.book.Targets[i]
		s := c.of(t, t.Code)
		seen.row(s, "")
		s.targetPlace(t)
		s.targetUnits(t)
		oneOf(s, "kind", t.Kind, Expected, Binding)
		oneOf(s, "origin", t.Origin, Own, Assigned)
		oneOf(s, "shape", t.Shape, Linear, LastYear, Flat, Typed, Final)
		s.level(t.Level)
		s.ruleRef("rule_id", t.Rule)
		s.weight(t.Weight)
		s.date("valid_from", t.From)
		s.family(t)
		if x := c.indicator[t.Indicator]; x == nil {
			s.fail("indicator_id", "plan.no-such", "value", string(t.Indicator))
		} else {
			s.targetValue(t, x)
			s.targetVerifier(t, x)
			s.ruleFits(s.c.rule[t.Rule], x)
		}
		if t.Parent != "" {
			twice(s, parts, samePart{t.Parent, t.Dimension, t.Unit}, s.fail, "plan.part-twice")
		} else {
			twice(s, wholes, sameTarget{t.Programme, t.Action, t.Indicator, t.Unit, t.Year}, s.warn, "plan.target-twice")
		}
	}
}

// twice reports a key that another row has taken, naming that row.
func twice[K comparable](s subject, taken map[K]string, key K, report func(field, key string, args ...string), message string) {
	if code, there := taken[key]; there {
		report("unit_id", message, "code", code)
		return
	}
	taken[key] = s.code
}

// targetPlace checks where in the plan a target stands.
func (s subject) targetPlace(t *Target) {
	p := s.c.programme[t.Programme]
	switch {
	case p == nil:
		s.fail("programme_id", "plan.no-such", "value", string(t.Programme))
		s.between("year", t.Year, firstYear, lastYear)
	case !p.covers(t.Year):
		s.fail("year", "plan.year-outside", "year", year(t.Year), "from", year(p.StartYear), "to", year(p.EndYear))
	}
	switch a := s.c.action[t.Action]; {
	case t.Action == "":
		s.warn("action_id", "plan.no-action")
	case a == nil:
		s.fail("action_id", "plan.no-such", "value", string(t.Action))
	case a.Programme != t.Programme:
		s.fail("action_id", "plan.action-elsewhere", "action", a.Code)
	}
	if t.From != "" && int64(t.From.Year()) > t.Year {
		s.warn("valid_from", "plan.from-late", "from", string(t.From), "year", year(t.Year))
	}
}

func (s subject) targetUnits(t *Target) {
	s.needed("unit_id", string(t.Unit))
	s.unitRef("unit_id", t.Unit)
	s.unitRef("lead_unit_id", t.Lead)
	s.unitRef("responsible_unit_id", t.Responsible)
	s.unitRef("supervising_unit_id", t.Supervising)
	s.unitList("supporting", t.Supporting)
	u := s.c.unit[t.Unit]
	if u == nil {
		return
	}
	first := core.Date(year(t.Year) + "-01-01")
	if u.To != "" && u.To < first {
		s.fail("unit_id", "plan.unit-ended", "unit", u.Name, "date", string(u.To))
	}
	if x := s.c.indicator[t.Indicator]; x != nil && x.Statistical && u.Kind == UnitEnterprise {
		s.fail("unit_id", "plan.enterprise", "unit", u.Name, "indicator", x.Name)
	}
}

// targetVerifier holds the rule that nobody verifies a figure of his own house.
func (s subject) targetVerifier(t *Target, x *Indicator) {
	reporter := t.Reporter()
	r := s.c.unit[reporter]
	if r == nil || s.c.unit[x.Verifier] == nil {
		return
	}
	switch {
	case x.Verifier == reporter:
		s.fail("responsible_unit_id", "plan.verifier-inside", "verifier", s.c.unitName(x.Verifier), "reporter", r.Name)
	case r.Parent == "": // everybody is below the root: it reports for itself only as a makeshift
		s.warn("responsible_unit_id", "plan.root-reports", "reporter", r.Name)
	case s.c.inside(x.Verifier, reporter):
		s.fail("responsible_unit_id", "plan.verifier-inside", "verifier", s.c.unitName(x.Verifier), "reporter", r.Name)
	}
}

// targetValue checks the wanted value against the indicator's kind.
func (s subject) targetValue(t *Target, x *Indicator) {
	if !t.Value.Known() && t.Reference == "" {
		s.fail("value", "plan.no-value")
	}
	if x.Direction == Range {
		if !t.High.Known() && t.Value.Known() {
			s.fail("high", "plan.no-high")
		}
		if t.High.Known() && t.High.Compare(t.Value) < 0 {
			s.fail("high", "plan.high-below")
		}
	} else if t.High.Known() {
		s.fail("high", "plan.high-unused")
	}
	s.tiers(t, x.Direction)
	for _, v := range []struct {
		field string
		q     core.Quantity
	}{{"value", t.Value}, {"floor_value", t.Floor}, {"stretch", t.Stretch}, {"high", t.High}} {
		if !v.q.Known() {
			continue
		}
		if key, args := x.RefusesWanted(v.q); key != "" {
			s.fail(v.field, key, append(args, "value", x.Shown(v.q).String())...)
		} else if v.q.Micro() < 0 && (x.Accumulation.Summable() || x.Accumulation == Stock) {
			s.warn(v.field, "plan.negative", "value", x.Shown(v.q).String())
		}
		if x.Accumulation == Rank && (v.q.Micro() <= 0 || v.q.Micro()%core.Scale != 0) {
			s.fail(v.field, "plan.rank", "value", v.q.String())
		}
		if x.Accumulation == YesNo && !v.q.IsZero() && v.q != core.Whole(1) {
			s.fail(v.field, "plan.yesno", "value", v.q.String())
		}
	}
	if (t.Shape == Linear || t.Shape == LastYear) && x.Accumulation != "" && !x.Accumulation.Summable() {
		s.fail("shape", "plan.shape", "accumulation", string(x.Accumulation))
	}
	if t.Shape == Typed && s.c.planned[t.ID] == 0 {
		s.warn("shape", "plan.no-points")
	}
	if t.Shape != Typed && s.c.planned[t.ID] > 0 {
		s.warn("shape", "plan.points-unused")
	}
}

// tiers checks floor ≤ value ≤ stretch; for a ceiling the other way round.
func (s subject) tiers(t *Target, d Direction) {
	if d != AtLeast && d != AtMost {
		if t.Floor.Known() || t.Stretch.Known() {
			s.warn("floor_value", "plan.tiers-unused")
		}
		return
	}
	ladder := []struct {
		field string
		q     core.Quantity
	}{{"floor_value", t.Floor}, {"value", t.Value}, {"stretch", t.Stretch}}
	last := -1
	for i, step := range ladder {
		if !step.q.Known() {
			continue
		}
		if last >= 0 {
			order := step.q.Compare(ladder[last].q)
			if d == AtLeast && order < 0 || d == AtMost && order > 0 {
				s.fail(step.field, "plan.tiers-"+string(d))
			}
		}
		last = i
	}
}

// points checks trajectories: inside the target's year, at its indicator's
// releases, rising where the figure can only rise, ending at the year's value.
func (c *checker) points() {
	type moment struct {
		target core.TargetID
		period string
	}
	seen := map[moment]bool{}
	course := map[core.TargetID]map[core.Period]*Point{}
	for i := range c.book.Points {
		p := &c.book.Points[i]
		t := c.target[p.Target]
		if t == nil {
			c.of(p, "").fail("target_id", "plan.no-such", "value", string(p.Target))
			continue
		}
		s := c.of(p, t.Code)
		if seen[moment{p.Target, p.Period}] {
			s.fail("period", "plan.point-twice", "period", p.Period)
			continue
		}
		seen[moment{p.Target, p.Period}] = true
		if !p.Planned.Known() {
			s.fail("planned", "plan.required")
		}
		if period, ok := s.pointPeriod(p, t); ok && p.Planned.Known() {
			if course[t.ID] == nil {
				course[t.ID] = map[core.Period]*Point{}
			}
			course[t.ID][period] = p
		}
	}
	for i := range c.book.Targets {
		if t := &c.book.Targets[i]; course[t.ID] != nil && t.Shape == Typed {
			c.course(t, course[t.ID])
		}
	}
}

func (s subject) pointPeriod(p *Point, t *Target) (core.Period, bool) {
	period, err := core.ParsePeriod(p.Period)
	if err != nil {
		s.fail("period", "plan.period", "value", p.Period)
		return core.Period{}, false
	}
	if int64(period.Year) != t.Year {
		s.fail("period", "plan.point-year", "period", p.Period, "year", year(t.Year))
		return core.Period{}, false
	}
	x := s.c.indicator[t.Indicator]
	if x == nil {
		return core.Period{}, false
	}
	if release, ok := x.Period(int(period.Year), int(period.To)); !ok || release != period {
		s.fail("period", "plan.no-release", "period", p.Period)
		return core.Period{}, false
	}
	return period, true
}

// course judges one target's typed values in the order of the year.
func (c *checker) course(t *Target, points map[core.Period]*Point) {
	x := c.indicator[t.Indicator]
	rising := (x.Accumulation == Cumulative || x.Accumulation == SinceStart) && x.Direction == AtLeast
	var last *Point
	for _, period := range x.Periods(int(t.Year)) {
		p := points[period]
		if p == nil {
			continue
		}
		if rising && last != nil && p.Planned.Compare(last.Planned) < 0 {
			c.of(p, t.Code).fail("planned", "plan.point-falls", "period", p.Period, "before", last.Period)
		}
		last = p
	}
	if last == nil || !t.Value.Known() {
		return
	}
	final, err := core.ParsePeriod(last.Period)
	if err != nil || final.To != 12 {
		c.of(last, t.Code).warn("period", "plan.course-ends", "period", last.Period)
		return
	}
	if last.Planned != t.Value && x.Direction != Range {
		c.of(last, t.Code).warn("planned", "plan.course-misses")
	}
}
