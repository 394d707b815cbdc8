package plan

import (
	"tupo/internal/core"
	"tupo/internal/i18n"
)

// Verdict is how the parts of one dimension stand to the whole, by their year values.
type Verdict string

const (
	PartsShort    Verdict = "short"    // they do not secure the whole
	PartsOver     Verdict = "over"     // they pass what the whole allows: a ceiling, a value to be met
	PartsExact    Verdict = "exact"    // they add up to it
	PartsStretch  Verdict = "stretch"  // they ask for more than is needed
	PartsTight    Verdict = "tight"    // they stay below the ceiling
	PartsOpen     Verdict = "open"     // a part or the whole has no number yet
	PartsNoSum    Verdict = "no-sum"   // growth, rates, means, ranks, scores: parts never add up
	PartsUnlike   Verdict = "unlike"   // parts are measured otherwise than the whole
	PartsOverflow Verdict = "overflow" // the sum passes the range of quantities
)

// family checks a part against its whole.
func (s subject) family(t *Target) {
	if t.Parent == "" {
		if t.Dimension != "" {
			s.warn("dimension", "plan.dimension-unused")
		}
		return
	}
	if t.Dimension == "" {
		s.fail("dimension", "plan.required")
	}
	parent := s.c.target[t.Parent]
	if parent == nil {
		s.fail("parent_id", "plan.no-such", "value", string(t.Parent))
		return
	}
	if parent.Indicator != t.Indicator {
		s.fail("parent_id", "plan.parent-indicator", "parent", parent.Code)
	}
	if parent.Programme != t.Programme || parent.Year != t.Year {
		s.fail("parent_id", "plan.parent-year", "parent", parent.Code)
	}
	if parent.Unit == t.Unit {
		s.fail("unit_id", "plan.part-of-itself", "parent", parent.Code)
	}
	if x := s.c.indicator[t.Indicator]; x != nil && !x.Additive() {
		s.warn("parent_id", "plan.part-apart", "indicator", i18n.EitherName(x.Name, x.NameEn), "parent", parent.Code)
	}
	at := parent
	for range len(s.c.target) {
		if at.ID == t.ID {
			s.fail("parent_id", "plan.cycle")
			return
		}
		if at = s.c.target[at.Parent]; at == nil {
			return
		}
	}
}

// AddUp holds the year values of the parts of one dimension against the whole, all
// in the storage unit: their sum, what the whole has beyond it (negative where the
// parts have more), and what that means in the indicator's direction. Sum and left
// are unknown where nothing adds up or a value is missing.
func AddUp(whole *Target, x *Indicator, parts []core.Quantity) (sum, left core.Quantity, v Verdict) {
	if !x.Additive() {
		return core.Quantity{}, core.Quantity{}, PartsNoSum
	}
	sum, err := core.Sum(parts...)
	if err == core.ErrOverflow {
		return core.Quantity{}, core.Quantity{}, PartsOverflow
	}
	if err != nil || len(parts) == 0 {
		return core.Quantity{}, core.Quantity{}, PartsOpen
	}
	switch left, err = whole.Value.Sub(sum); {
	case err == core.ErrOverflow:
		return sum, core.Quantity{}, PartsOverflow
	case err != nil:
		return sum, core.Quantity{}, PartsOpen
	}
	return sum, left, x.judge(whole, sum, left)
}

// judge reads a difference in the indicator's direction.
func (x *Indicator) judge(whole *Target, sum, left core.Quantity) Verdict {
	more := left.Micro() < 0
	switch {
	case left.IsZero():
		return PartsExact
	case x.Direction == AtMost && more:
		return PartsOver
	case x.Direction == AtMost:
		return PartsTight
	case !more:
		return PartsShort
	case x.Direction == Range && whole.High.Known() && sum.Compare(whole.High) <= 0:
		return PartsExact
	case x.Direction == AtLeast:
		return PartsStretch
	}
	return PartsOver
}
