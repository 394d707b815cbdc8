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

// Gap is one target that is short, with what would make it up.
//
// Gaps are sorted by Score, the greatest first: the shortfall to date relative to
// the plan (at most 1), times the target's weight, times BindingFactor if it
// binds. Ties are settled by the target's code. Targets whose figure is missing
// follow after all that are known to be short: nobody knows by how much they are.
// Parts of a broken-down target are in the list too; Lead skips them.
type Gap struct {
	Result
	Code     string
	Unit     core.UnitID // whose figure it is
	Owner    core.UnitID // who answers for it: the lead unit, else the reporter
	Action   core.ActionID
	Parent   core.TargetID
	Binding  bool
	Short    core.Quantity // to date, positive: storage unit, points or places
	YearLeft core.Quantity // still missing of the year's value; 0 when reached
	Relative Share         // Short ÷ planned to date
	Score    int64         // millionths
}

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
	if r.Phase.Unfiled() {
		return g, true
	}
	g.Relative = Relative(r.Gap.Micro(), r.Planned.Micro())
	g.Score = Score(g.Relative.Millionths, max(or(t.Weight, core.Whole(1)), 0), g.Binding)
	return g, true
}

// IsGap reports whether a target of this light and phase is in the gap list.
func IsGap(l Light, p Phase) bool { return l == Behind || l == FarBehind || p.Unfiled() }

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

// SortGaps puts the gravest first.
func SortGaps(gaps []Gap) {
	slices.SortFunc(gaps, func(a, b Gap) int {
		if late := a.Phase.Unfiled(); late != b.Phase.Unfiled() {
			if late {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Target, b.Target))
	})
}

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
