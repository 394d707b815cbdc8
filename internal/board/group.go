package board

import (
	"slices"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
)

// Standing is how a group of targets and tasks stands, and what its plan wants.
type Standing struct {
	progress.Group
	Schedule progress.Schedule
}

// LagShown is from how many points (millionths) a completion below what the plan
// wants is worth saying beside a light that does not show it.
const LagShown = progress.Whole / 20

// Lag is by how much (millionths) the completion lies below what the plan wants,
// where the light does not show it: it is that of the worst binding target, and
// what does not bind, tasks and missing figures may stand far behind it. 0 where
// the light is not on track or done, or less than LagShown is missing.
func (g *Standing) Lag() int64 {
	lag := g.BelowPlan()
	if !g.Light.Good() || lag < LagShown {
		return 0
	}
	return lag
}

// BelowPlan is by how much (millionths) the completion lies below what the plan
// wants, whatever the light says; 0 where it does not or either is unknown.
func (g *Standing) BelowPlan() int64 {
	if !g.Completion.Known || !g.Schedule.Planned.Known {
		return 0
	}
	return max(g.Schedule.Planned.Millionths-g.Completion.Millionths, 0)
}

// ActionResult is an action with its roll-up.
type ActionResult struct {
	Action *plan.Action
	Standing
}

// Actions gives a programme's actions in their order, each with its roll-up.
func (v *View) Actions(id core.ProgrammeID) []ActionResult {
	v.schedulesOnce.Do(v.schedule)
	var all []ActionResult
	for i := range v.snap.index.book.Actions {
		if a := &v.snap.index.book.Actions[i]; a.Programme == id {
			all = append(all, ActionResult{a, Standing{v.actions[i], v.schedules[i]}})
		}
	}
	return all
}

// ActionGroup gives one action's roll-up.
func (v *View) ActionGroup(id core.ActionID) (Standing, bool) {
	i, ok := v.snap.index.actions[id]
	if !ok {
		return Standing{}, false
	}
	v.schedulesOnce.Do(v.schedule)
	return Standing{v.actions[i], v.schedules[i]}, true
}

// schedule computes what the plan wants of every action. It is read by people
// only, and so not part of what is computed for every report.
func (v *View) schedule() {
	x := v.snap.index
	v.schedules = make([]progress.Schedule, len(x.actionTargets))
	for i := range x.terms {
		if a := x.action[i]; a >= 0 && x.terms[i].Top {
			v.scheduleTarget(&v.schedules[a], int32(i))
		}
	}
	for a, list := range x.actionTasks {
		for _, i := range list {
			v.schedules[a].AddTask(&v.tasks[i], x.book.Tasks[i].Weight)
		}
		v.schedules[a].Close()
	}
}

func (v *View) scheduleTarget(s *progress.Schedule, i int32) {
	x, st := v.snap.index, &v.snap.state
	var figures progress.Figures
	st.figures.lanesOf(st.series[i], &figures)
	var table *progress.Table
	if k := x.tables[i]; k >= 0 {
		table = &st.courses.get(int(k)).table
	}
	s.AddTarget(&x.terms[i], &v.frames[x.calendar[i]], &figures, table, v.verdicts.at(i).phase)
}

// UnitGroup rolls up what concerns the units: their own figures, those they
// report and those they answer for, and the tasks they lead, each once. A part
// whose whole is in the group too is left out. For a zone give Below(zone).
func (v *View) UnitGroup(units ...core.UnitID) Standing {
	x := v.snap.index
	in := map[int32]bool{}
	var g Standing
	for n, u := range units {
		if slices.Contains(units[:n], u) {
			continue
		}
		for _, i := range x.unitTargets[u] {
			in[i] = true
		}
		for _, i := range x.unitTasks[u] {
			g.AddTask(&v.tasks[i], x.book.Tasks[i].Weight)
			g.Schedule.AddTask(&v.tasks[i], x.book.Tasks[i].Weight)
		}
	}
	for i := range in {
		if whole, ok := x.targets[x.book.Targets[i].Parent]; ok && in[whole] {
			continue
		}
		d := v.verdicts.at(i)
		g.AddTarget(&x.terms[i], d.light, d.phase, d.completion, d.met)
		v.scheduleTarget(&g.Schedule, i)
	}
	g.Close()
	g.Schedule.Close()
	return g
}
