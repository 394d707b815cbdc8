package board

import (
	"cmp"
	"slices"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
)

// Seq is the ledger sequence the snapshot stands at.
func (s *Snapshot) Seq() core.Seq { return s.seq }

// Book is the plan, each slice in reading order. It must not be changed.
func (s *Snapshot) Book() *plan.Book {
	s.once.Do(func() {
		b := s.index.book
		b.Milestones = nil
		for _, list := range s.state.milestones.all {
			b.Milestones = append(b.Milestones, list...)
		}
		slices.SortFunc(b.Milestones, compareMilestones)
		s.book = &b
	})
	return s.book
}

// Content gives back all rows that the snapshot holds, observations and other
// rows in no particular order.
func (s *Snapshot) Content() Content {
	c := Content{Book: *s.Book()}
	for k, n := range s.state.figures.numbers.all {
		c.Observations = s.appendSeries(c.Observations, k, n)
	}
	for _, o := range s.state.figures.loose.all {
		c.Observations = append(c.Observations, o)
	}
	for _, list := range s.state.progress.all {
		c.Progress = append(c.Progress, list...)
	}
	for _, list := range s.state.reports.all {
		for _, r := range list {
			c.Reports = append(c.Reports, *r)
		}
	}
	for _, list := range s.state.held.all {
		c.Held = append(c.Held, list...)
	}
	for _, l := range s.state.locks.all {
		c.Locks = append(c.Locks, l)
	}
	return c
}

func (s *Snapshot) appendSeries(all []report.Observation, k seriesKey, n int32) []report.Observation {
	chunk := s.state.figures.chunks.get(int(n) >> 6)
	x := s.index.indicators[k.indicator]
	if chunk == nil || x == nil {
		return all
	}
	for l, ln := range chunk.lanes {
		if ln == nil {
			continue
		}
		for _, p := range x.Periods(int(k.year)) {
			if o, ok := observation(k, p, progress.Lane(l), ln, n); ok {
				all = append(all, o)
			}
		}
	}
	return all
}

// District is the tenant.
func (s *Snapshot) District() *plan.District { return &s.index.book.District }

// Unit finds a unit. Rows handed out are shared and must not be changed; this
// holds for every accessor.
func (s *Snapshot) Unit(id core.UnitID) (*plan.Unit, bool) { return found(s.index.units, id) }

// Post finds a post.
func (s *Snapshot) Post(id core.PostID) (*plan.Post, bool) { return found(s.index.posts, id) }

// Programme finds a programme.
func (s *Snapshot) Programme(id core.ProgrammeID) (*plan.Programme, bool) {
	return found(s.index.programmes, id)
}

// Indicator finds an indicator.
func (s *Snapshot) Indicator(id core.IndicatorID) (*plan.Indicator, bool) {
	return found(s.index.indicators, id)
}

// Task finds a task.
func (s *Snapshot) Task(id core.TaskID) (*plan.Task, bool) {
	i, ok := s.index.tasks[id]
	if !ok {
		return nil, false
	}
	return &s.index.book.Tasks[i], true
}

// Action finds an action.
func (s *Snapshot) Action(id core.ActionID) (*plan.Action, bool) {
	i, ok := s.index.actions[id]
	if !ok {
		return nil, false
	}
	return &s.index.book.Actions[i], true
}

// Target finds a target.
func (s *Snapshot) Target(id core.TargetID) (*plan.Target, bool) {
	i, ok := s.index.targets[id]
	if !ok {
		return nil, false
	}
	return &s.index.book.Targets[i], true
}

func found[K comparable, T any](m map[K]*T, id K) (*T, bool) {
	row, ok := m[id]
	return row, ok
}

// Children lists the units directly below a unit, in reading order; those below
// "" are the roots.
func (s *Snapshot) Children(id core.UnitID) []core.UnitID { return s.index.children[id] }

// Below lists a unit and everything below it, each unit before its children.
func (s *Snapshot) Below(id core.UnitID) []core.UnitID {
	if _, ok := s.index.units[id]; !ok {
		return nil
	}
	all := []core.UnitID{id}
	for i := 0; i < len(all); i++ {
		for _, child := range s.index.children[all[i]] {
			if !slices.Contains(all, child) {
				all = append(all, child)
			}
		}
	}
	return all
}

// Within reports whether unit is top or lies below it.
func (s *Snapshot) Within(unit, top core.UnitID) bool {
	for range len(s.index.units) + 1 {
		if unit == top {
			return true
		}
		u, ok := s.index.units[unit]
		if !ok || u.Parent == "" {
			return false
		}
		unit = u.Parent
	}
	return false
}

// TargetsOf lists an action's targets in reading order, parts included.
func (s *Snapshot) TargetsOf(id core.ActionID) []*plan.Target {
	i, ok := s.index.actions[id]
	if !ok {
		return nil
	}
	return s.pick(s.index.actionTargets[i])
}

// TargetsOfUnit lists the targets that concern a unit: its own figures, those it
// reports and those it answers for.
func (s *Snapshot) TargetsOfUnit(id core.UnitID) []*plan.Target {
	return s.pick(s.index.unitTargets[id])
}

// Secrets lists the targets marked work secret, in reading order: nearly always
// few or none, so that nobody has to go through all targets to find them.
func (s *Snapshot) Secrets() []*plan.Target { return s.pick(s.index.secrets) }

// Parts lists a target's parts along one dimension.
func (s *Snapshot) Parts(id core.TargetID, dimension string) []*plan.Target {
	return slices.DeleteFunc(s.pick(s.index.parts[id]), func(t *plan.Target) bool { return t.Dimension != dimension })
}

// Dimensions lists the dimensions along which a target is broken down, sorted.
func (s *Snapshot) Dimensions(id core.TargetID) []string {
	var all []string
	for _, i := range s.index.parts[id] {
		all = append(all, s.index.book.Targets[i].Dimension)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (s *Snapshot) pick(list []int32) []*plan.Target {
	out := make([]*plan.Target, len(list))
	for i, n := range list {
		out[i] = &s.index.book.Targets[n]
	}
	return out
}

// TasksOfAction lists an action's tasks in reading order.
func (s *Snapshot) TasksOfAction(id core.ActionID) []*plan.Task {
	i, ok := s.index.actions[id]
	if !ok {
		return nil
	}
	return s.pickTasks(s.index.actionTasks[i])
}

// TasksOfUnit lists the tasks that a unit leads and reports on.
func (s *Snapshot) TasksOfUnit(id core.UnitID) []*plan.Task {
	return s.pickTasks(s.index.unitTasks[id])
}

func (s *Snapshot) pickTasks(list []int32) []*plan.Task {
	out := make([]*plan.Task, len(list))
	for i, n := range list {
		out[i] = &s.index.book.Tasks[n]
	}
	return out
}

// Milestones lists a task's milestones by due date.
func (s *Snapshot) Milestones(id core.TaskID) []plan.Milestone {
	list, _ := s.state.milestones.get(id)
	return list
}

// ProgressOf lists what was said of a task, by period.
func (s *Snapshot) ProgressOf(id core.TaskID) []report.Progress {
	list, _ := s.state.progress.get(id)
	return list
}

// Observation finds a figure by its natural key.
func (s *Snapshot) Observation(i core.IndicatorID, u core.UnitID, p core.Period, b report.Basis) (report.Observation, bool) {
	l := progress.LaneOf(b)
	x, ok := s.index.indicators[i]
	if ok && l != progress.NoLane {
		if release, is := x.Period(int(p.Year), int(p.To)); is && release == p {
			return s.state.figures.at(seriesKey{figureKey{i, u}, p.Year}, p, l)
		}
	}
	return s.state.figures.loose.get(observationKey{figureKey: figureKey{i, u}, period: p, basis: b})
}

// newer lists the releases of a judged target for which a newer figure is in question
// while the older one counts: of an amount that is summed all up to the judged one.
func (s *Snapshot) newer(t *plan.Target, r *progress.Result) []core.Period {
	held, _ := s.state.held.get(figureKey{t.Indicator, t.Unit})
	if len(held) == 0 || r.Basis != report.Operational || !r.Actual.Known() {
		return nil
	}
	x, ok := s.index.indicators[t.Indicator]
	var all []core.Period
	for _, l := range held {
		p, err := core.ParsePeriod(l.Period)
		if !ok || err != nil || p.Year != r.Period.Year || p.To > r.Period.To || p != r.Period && x.Accumulation != plan.Flow {
			continue
		}
		if o, filed := s.Observation(t.Indicator, t.Unit, p, report.Operational); filed && o.Standing != report.Held && !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b core.Period) int { return int(a.To) - int(b.To) })
	return all
}

// unreported reports whether one of the target's figures for these releases was
// brought without a report: nobody has it to approve or to verify.
func (s *Snapshot) unreported(t *plan.Target, releases []core.Period) bool {
	return slices.ContainsFunc(releases, func(p core.Period) bool {
		o, filed := s.Observation(t.Indicator, t.Unit, p, report.Operational)
		return filed && o.Imported()
	})
}

// Year is a series' figures of a year on one basis, by the month in which a
// release ends; the zero Series when there are none. It is a copy.
func (s *Snapshot) Year(i core.IndicatorID, u core.UnitID, year int, b report.Basis) progress.Series {
	l := progress.LaneOf(b)
	lanes, ok := s.state.figures.find(seriesKey{figureKey{i, u}, int16(year)})
	if !ok || l == progress.NoLane || lanes[l] == nil {
		return progress.Series{}
	}
	return *lanes[l]
}

// Report gives a unit's report on a month: its highest revision, of equal ones the
// later identifier; false when it filed none.
func (s *Snapshot) Report(unit core.UnitID, month core.Period) (report.Report, bool) {
	filed, _ := s.state.reports.get(filedKey{unit, month.String()})
	var best report.Report
	for _, r := range filed {
		if best.ID == "" || cmp.Or(cmp.Compare(r.Revision, best.Revision), cmp.Compare(r.ID, best.ID)) > 0 {
			best = *r
		}
	}
	return best, best.ID != ""
}

// Reports yields every report, in no particular order. Rows are shared and must
// not be changed.
func (s *Snapshot) Reports(yield func(*report.Report) bool) {
	for _, filed := range s.state.reports.all {
		for _, r := range filed {
			if !yield(r) {
				return
			}
		}
	}
}

// Lock gives the lock of a month; false while it was never locked.
func (s *Snapshot) Lock(month core.Period) (report.Lock, bool) {
	return s.state.locks.get(month.String())
}

// Case gathers what progress.Judge needs for a target.
func (s *Snapshot) Case(id core.TargetID) (*progress.Case, bool) {
	i, ok := s.index.targets[id]
	if !ok {
		return nil, false
	}
	return s.caseOf(i), true
}

// pastYears is how far back earlier figures are looked for.
const pastYears = 10

func (s *Snapshot) caseOf(i int32) *progress.Case {
	x := s.index
	t := &x.book.Targets[i]
	p := x.programmeOf(t)
	c := &progress.Case{
		Target: t, Indicator: x.indicatorOf(t), Programme: p, Rule: x.rules[x.ruleOf(t, p)], Points: x.points[t.ID],
	}
	s.state.figures.lanesOf(s.state.series[i], &c.Figures)
	for back := int64(1); back <= pastYears; back++ {
		k := seriesKey{figureKey{t.Indicator, t.Unit}, int16(t.Year - back)}
		if lanes, ok := s.state.figures.find(k); ok {
			c.Before = append(c.Before, progress.PastYear{Year: int(k.year), Figures: lanes})
		}
	}
	return c
}
