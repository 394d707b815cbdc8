package board

import (
	"sync"
	"sync/atomic"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
)

// View is a snapshot judged at one month and one day. It is immutable, safe for
// any number of readers, and computed once; what is not asked for is not computed.
type View struct {
	At    core.Period
	Today core.Date

	snap     *Snapshot
	frames   []progress.Frame
	verdicts verdicts
	actions  []progress.Group
	tasks    []progress.TaskResult

	results  []atomic.Pointer[progress.Result] // of small boards: those that were asked for
	gapsOnce sync.Once
	gaps     []progress.Gap

	madeMu sync.Mutex
	made   map[any]*made

	schedulesOnce sync.Once
	schedules     []progress.Schedule // by action
}

// views keeps the last few views of a snapshot.
type views struct {
	mu   sync.Mutex
	kept []*View
}

// viewsKept is how many (month, day) pairs a snapshot remembers.
const viewsKept = 4

// View judges the snapshot as seen from the month at on the day today.
func (s *Snapshot) View(at core.Period, today core.Date) *View {
	at = at.End()
	s.views.mu.Lock()
	defer s.views.mu.Unlock()
	for i, v := range s.views.kept {
		if v.At == at && v.Today == today {
			copy(s.views.kept[1:i+1], s.views.kept[:i])
			s.views.kept[0] = v
			return v
		}
	}
	v := s.Recompute(at, today)
	s.views.kept = append([]*View{v}, s.views.kept[:min(len(s.views.kept), viewsKept-1)]...)
	return v
}

// Recompute is View without looking for one that was kept, and without keeping it.
func (s *Snapshot) Recompute(at core.Period, today core.Date) *View {
	v := &View{At: at, Today: today, snap: s}
	v.frames = make([]progress.Frame, len(s.index.calendars))
	for i, c := range s.index.calendars {
		v.frames[i] = progress.NewFrame(c, at, today)
	}
	if n := len(s.index.terms); n <= smallBoard {
		v.results = make([]atomic.Pointer[progress.Result], n)
	}
	v.compute()
	v.judgeTasks()
	return v
}

func (v *View) judgeTasks() {
	x := v.snap.index
	v.tasks = make([]progress.TaskResult, len(x.book.Tasks))
	for i := range x.book.Tasks {
		t := &x.book.Tasks[i]
		v.tasks[i] = progress.JudgeTask(t, v.snap.Milestones(t.ID), v.snap.ProgressOf(t.ID), v.At, v.Today)
	}
	for a, list := range x.actionTasks {
		for _, i := range list {
			v.actions[a].AddTask(&v.tasks[i], x.book.Tasks[i].Weight)
		}
		v.actions[a].Close()
	}
}

// Snapshot is what the view judges.
func (v *View) Snapshot() *Snapshot { return v.snap }

// Result gives a target's full judgement. Its slices are shared and must not be
// changed.
func (v *View) Result(id core.TargetID) (progress.Result, bool) {
	i, ok := v.snap.index.targets[id]
	if !ok {
		return progress.Result{}, false
	}
	return v.result(i), true
}

func (v *View) result(i int32) progress.Result {
	if v.results == nil {
		return v.judge(i)
	}
	if r := v.results[i].Load(); r != nil {
		return *r
	}
	r := v.judge(i)
	v.results[i].Store(&r)
	return r
}

func (v *View) judge(i int32) progress.Result {
	x := v.snap.index
	r := progress.Reduced{Terms: &x.terms[i], Frame: &v.frames[x.calendar[i]]}
	if k := x.tables[i]; k >= 0 {
		c := v.snap.state.courses.get(int(k))
		r.Table, r.FellBack = &c.table, c.fellBack
	}
	out := progress.JudgeReduced(v.snap.caseOf(i), r)
	out.Newer = v.snap.newer(&x.book.Targets[i], &out)
	if out.Phase == progress.Waiting && v.snap.unreported(&x.book.Targets[i], out.Missing) {
		out.Unreported()
	}
	return out
}

// Trajectory gives a target's planned course over the year.
func (v *View) Trajectory(id core.TargetID) (progress.Trajectory, bool) {
	c, ok := v.snap.Case(id)
	if !ok {
		return progress.Trajectory{}, false
	}
	return progress.TrajectoryOf(c), true
}

// Light gives a target's light alone.
func (v *View) Light(id core.TargetID) progress.Light {
	i, ok := v.snap.index.targets[id]
	if !ok {
		return progress.Unknown
	}
	return v.verdicts.at(i).light
}

// TaskResult gives a task's judgement.
func (v *View) TaskResult(id core.TaskID) (progress.TaskResult, bool) {
	i, ok := v.snap.index.tasks[id]
	if !ok {
		return progress.TaskResult{}, false
	}
	return v.tasks[i], true
}

// Unfiled names the targets of an action that count for nothing because a figure is
// missing, in reading order.
func (v *View) Unfiled(id core.ActionID) []*plan.Target {
	return v.inPhase(id, func(p progress.Phase) bool { return p.Uncounted() && !p.Waits() })
}

// Waiting names the targets of an action whose figure is filed and does not count yet,
// in reading order.
func (v *View) Waiting(id core.ActionID) []*plan.Target {
	return v.inPhase(id, progress.Phase.Waits)
}

func (v *View) inPhase(id core.ActionID, in func(progress.Phase) bool) []*plan.Target {
	a, ok := v.snap.index.actions[id]
	if !ok {
		return nil
	}
	var all []*plan.Target
	for _, i := range v.snap.index.actionTargets[a] {
		if in(v.verdicts.at(i).phase) {
			all = append(all, &v.snap.index.book.Targets[i])
		}
	}
	return all
}

// Gaps lists everything in active programmes that is short, the gravest first, and
// then what cannot be judged because a figure is missing.
// The slice is shared and must not be changed.
func (v *View) Gaps() []progress.Gap {
	v.gapsOnce.Do(func() {
		x := v.snap.index
		for i := range x.book.Targets {
			t := &x.book.Targets[i]
			if d := v.verdicts.at(int32(i)); !progress.IsGap(d.light, d.phase) || x.programmeOf(t).State != plan.Active {
				continue
			}
			r := v.result(int32(i))
			if g, ok := progress.GapOf(t, &r); ok {
				v.gaps = append(v.gaps, g)
			}
		}
		for i := range x.book.Tasks {
			t := &x.book.Tasks[i]
			if p, ok := v.snap.programmeOfTask(t); !ok || p.State != plan.Active {
				continue
			}
			if g, ok := progress.TaskGapOf(t, &v.tasks[i]); ok {
				v.gaps = append(v.gaps, g)
			}
		}
		progress.SortGaps(v.gaps)
	})
	return v.gaps
}

// Lead is the gap of the lead story; false when nothing is short.
func (v *View) Lead() (progress.Gap, bool) { return progress.Lead(v.Gaps()) }

// Breakdown reconciles a target with its parts along one dimension.
func (v *View) Breakdown(id core.TargetID, dimension string) (progress.Breakdown, bool) {
	whole, ok := v.part(id)
	if !ok {
		return progress.Breakdown{}, false
	}
	var parts []progress.Part
	for _, t := range v.snap.Parts(id, dimension) {
		p, _ := v.part(t.ID)
		parts = append(parts, p)
	}
	return progress.Reconcile(whole, dimension, parts), true
}

func (v *View) part(id core.TargetID) (progress.Part, bool) {
	i, ok := v.snap.index.targets[id]
	if !ok {
		return progress.Part{}, false
	}
	t := &v.snap.index.book.Targets[i]
	r := v.result(i)
	return progress.Part{
		Target: t, Indicator: v.snap.index.indicatorOf(t), Planned: r.Planned, Actual: r.Actual, Gap: r.Gap, Basis: r.Basis, Period: r.Period,
	}, true
}
