package progress

import (
	"cmp"
	"slices"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// BindingFactor is how much more a binding target's shortfall weighs in the gap
// list than an expected target's.
const BindingFactor = 2

// Gap is one target or task that is short, with what would make it up.
//
// All gaps stand in one order, that of CompareGaps. A target's Score is its
// shortfall to date relative to the plan (at most 1), times its weight, times
// BindingFactor if it binds. A task's is what is missing of what its dates ask,
// relative to that (at most 1), times its weight: of milestones each overdue one,
// in full once it is overdue by OverdueDaysWhole days and in proportion before; of
// what its unit reports, what lies below the dates; the larger of the two. Both are
// shares of what should be done by now, so they can be held against each other.
//
// Parts of a broken-down target are in the list too; Lead skips them.
type Gap struct {
	Result               // of a target; of a task only Light, Phase, Rule, RuleVersion and Why
	Task     *TaskResult // of a task; nil for a target
	Code     string
	Unit     core.UnitID // whose figure it is; of a task its lead unit
	Owner    core.UnitID // who answers for it: the lead unit, else the reporter
	Action   core.ActionID
	Parent   core.TargetID
	Binding  bool
	Short    core.Quantity // to date, positive: storage unit, points or places; unknown of a task
	YearLeft core.Quantity // still missing of the year's value; 0 when reached; unknown of a task
	Relative Share         // Short ÷ planned to date
	Score    int64         // millionths
}

// OverdueDaysWhole is after how many days an overdue milestone counts as wholly
// missing in the gap list.
const OverdueDaysWhole = 90

// Owner is who answers for a target.
func Owner(t *plan.Target) core.UnitID {
	if t.Lead != "" {
		return t.Lead
	}
	return t.Reporter()
}

// GapOf makes the gap of a result, or false when nothing is short and no figure
// is missing.
func GapOf(t *plan.Target, r *Result) (Gap, bool) {
	if !IsGap(r.Light, r.Phase) {
		return Gap{}, false
	}
	g := Gap{
		Result: *r, Code: t.Code, Unit: t.Unit, Owner: Owner(t), Action: t.Action, Parent: t.Parent,
		Binding: t.Kind == plan.Binding, Short: shortOf(r.Gap), YearLeft: shortOf(r.YearGap),
	}
	if r.Phase.Uncounted() {
		return g, true
	}
	g.Relative = Relative(r.Gap.Micro(), r.Planned.Micro())
	g.Score = Score(g.Relative.Millionths, max(or(t.Weight, core.Whole(1)), 0), g.Binding)
	return g, true
}

// IsGap reports whether a target of this light and phase is in the gap list.
func IsGap(l Light, p Phase) bool { return l == Behind || l == FarBehind || p.Uncounted() }

// Relative is the shortfall ÷ the plan to date, at most 1; 1 where something is
// short of a plan of nought.
func Relative(gap, planned int64) Share {
	if gap >= 0 {
		return share(0)
	}
	q, err := core.Ratio(core.Micro(gap), core.Micro(planned))
	if err != nil {
		return share(Whole)
	}
	if q < 0 {
		q = -q
	}
	return share(min(q, Whole))
}

// Score weighs a relative shortfall.
func Score(relative, weight int64, binding bool) int64 {
	q, err := core.Micro(weight).Scaled(relative, Whole)
	if err != nil {
		return 1<<63 - 1
	}
	n := q.Micro()
	if binding {
		n = min(n, (1<<63-1)/BindingFactor) * BindingFactor
	}
	return n
}

// TaskGapOf makes the gap of a task, or false when it is neither behind nor silent
// where its dates ask for something.
func TaskGapOf(t *plan.Task, r *TaskResult) (Gap, bool) {
	if r.Light != Behind && r.Light != FarBehind && !r.Untold() {
		return Gap{}, false
	}
	g := Gap{
		Result: Result{Light: r.Light, Phase: Judged, Rule: TaskRule, RuleVersion: TaskRuleVersion, Why: r.Why},
		Task:   r, Code: t.Code, Unit: t.Lead, Owner: t.Lead, Action: t.Action,
	}
	if r.Untold() {
		g.Phase = Overdue
		return g, true
	}
	g.Relative = share(max(r.lost, Relative(-r.toldBehind(), r.Asked.Millionths).Millionths))
	g.Score = Score(g.Relative.Millionths, int64(taskWeight(t.Weight)), false)
	return g, true
}

// CompareGaps is the order of the gap list: what is known to be short before what
// nobody has filed, since nobody knows by how much that is short; then the greater
// score; of equal ones a target before a task, then the lower code.
func CompareGaps(a, b Gap) int {
	return cmp.Or(
		compareFlags(a.Phase.Uncounted(), b.Phase.Uncounted()), cmp.Compare(b.Score, a.Score),
		compareFlags(a.Task != nil, b.Task != nil), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Target, b.Target), cmp.Compare(a.taskID(), b.taskID()))
}

// compareFlags puts what is not so before what is.
func compareFlags(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func (g *Gap) taskID() core.TaskID {
	if g.Task == nil {
		return ""
	}
	return g.Task.Task
}

// SortGaps puts the gravest first.
func SortGaps(gaps []Gap) { slices.SortFunc(gaps, CompareGaps) }

// Lead is the gap of the lead story: the first that is not a part of another
// target, or the first of the parts where no whole is known to be short; false
// when nothing is.
func Lead(gaps []Gap) (Gap, bool) {
	for _, g := range gaps {
		if g.Parent == "" {
			return g, true
		}
	}
	if len(gaps) > 0 {
		return gaps[0], true
	}
	return Gap{}, false
}
