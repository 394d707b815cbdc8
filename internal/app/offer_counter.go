package app

import (
	"slices"
	"strings"

	"tupo/internal/errs"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
)

// counters count things of whatever kind: what they count is told beside them.
var counters = []string{"个", "处", "家", "座"}

// countsAlike reports whether a general counter counts what an indicator counts: its unit
// is a noun that the name says. 38个 of 老旧小区改造 are 38小区, or 38个小区. A unit that
// measures something, 亿元, is never counted so, nor 人次, which are counted by themselves.
func countsAlike(unit string, x *plan.Indicator, name string) bool {
	if !slices.Contains(counters, unit) || x.Accumulation == plan.Rank || x.Accumulation == plan.YesNo {
		return false
	}
	noun, stripped := nounOf(x.Measure())
	if _, known := lexicon.Lookup(x.Measure()); noun == "" || known && !stripped || !stripped && len([]rune(noun)) == 1 {
		return false
	}
	return strings.Contains(name, noun) || strings.Contains(x.Name, noun)
}

// nounOf is a unit without the counter before it: 小区 of 个小区.
func nounOf(unit string) (noun string, stripped bool) {
	for _, c := range counters {
		if noun, stripped = strings.CutPrefix(unit, c); stripped {
			return noun, true
		}
	}
	return unit, false
}

// unitDiffers is the fault of an amount whose unit does not convert into its indicator's.
func unitDiffers(field, unit string, x *plan.Indicator) *errs.Error {
	return errs.Field(field, "document.unit-differs", "unit", unit, "name", x.Name, "measure", x.Measure())
}
