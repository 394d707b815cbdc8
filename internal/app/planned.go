package app

import (
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
)

// Planned is what one target plans for a figure by the end of a release, in the
// storage unit.
type Planned struct {
	Target  *plan.Target
	Value   core.Quantity
	Ceiling core.Quantity // of a planned range its upper end
}

// plannedBy gives what the first of some targets plans for a release of their figure,
// and what each of them plans where that is not the same: two programmes may want
// different values of one figure. Targets that plan nothing yet are left out.
func plannedBy(v *board.View, targets []*plan.Target, x *plan.Indicator, p core.Period) (first Planned, each []Planned) {
	differs := false
	for _, t := range targets {
		c, ok := v.Trajectory(t.ID)
		if !ok || !c.At(int(p.To)).Known() {
			continue
		}
		now := Planned{Target: t, Value: c.At(int(p.To)), Ceiling: t.Ceiling(x)}
		if len(each) > 0 {
			differs = differs || now.Value != each[0].Value || now.Ceiling != each[0].Ceiling
		}
		each = append(each, now)
	}
	if len(each) > 0 {
		first = each[0]
	}
	if !differs {
		return first, nil
	}
	return first, each
}
