package extract

import "strings"

// Tiers of a target that is set twice in a sentence: 确保增长5%，力争增长6%.
const (
	TierFloor   = "floor"
	TierStretch = "stretch"
)

// tiers marks the second of two wanted values of one indicator as the one that is
// striven for, and the first as the floor where the text vouches for it.
func (f *figures) tiers() {
	all := f.out.Quantities
	for i := 1; i < len(all); i++ {
		a, b := &all[i-1], &all[i]
		if a.Kind != "target" || b.Kind != "target" || a.Resolved != b.Resolved || a.Unit != b.Unit || a.Measure != b.Measure || a.Value.Start == b.Value.Start {
			continue
		}
		between := f.r.view.src.stretch(a.Value.End, max(a.Value.End, b.Value.Start))
		if strings.ContainsAny(between, "。！？") || !f.r.lex.contains("figure_tier.strive", between) {
			continue
		}
		b.Tier = TierStretch
		from := a.Value.Start
		for from > 0 && !strings.ContainsRune("。；，！？,;\n", f.r.view.raw[from-1]) {
			from--
		}
		if f.r.lex.contains("figure_tier.vouch", f.r.view.src.stretch(from, a.Value.Start)) {
			a.Tier = TierFloor
		}
	}
}
