package extract

import (
	"strings"

	"tupo/internal/zh"
)

// amount is a number of the text that may be a fact. Offsets are bytes of the view.
type amount struct {
	zh.Number
	per   string // 月 in 每月815元: the unit is 元/月
	bound zh.Bound
	used  int // end of the amount with the words after it that its name takes
}

// amounts finds the numbers of a stretch of the view that may be facts: what the number
// grammar calls a date, an ordinal, a name or a word is none.
func (f *figures) amounts(a, b int) []amount {
	f.found = f.found[:0]
	for n := range f.grammar.Numbers(f.text[a:b]) {
		n.Lead, n.Start, n.End, n.From, n.To = n.Lead+a, n.Start+a, n.End+a, n.From+a, n.To+a
		am := amount{Number: n, bound: n.Bound, used: n.End}
		if f.isAmount(&am, a, b) {
			f.found = append(f.found, am)
		}
	}
	return f.found
}

// isAmount refuses what is a number but measures nothing: durations, ages, counts in
// Chinese numerals, thresholds that only define a set.
func (f *figures) isAmount(n *amount, a, b int) bool {
	before, after := f.text[a:n.Start], f.text[n.End:b]
	switch {
	case n.Refused != "", n.Kind == zh.Duration, len(n.Values()) == 0:
		return false
	case f.has("figure_scan.age", n.Unit) && !f.endsWith(before, "figure_scan.age_noun"):
		return false
	case n.Chinese && n.Kind == zh.Plain && n.Power < 2 && !strings.HasPrefix(after, "以上"):
		return false
	case n.Kind == zh.Fraction && !f.share(n, after):
		return false
	case n.Unit == "" && n.Kind == zh.Plain && !f.bare(n, before, after):
		return false
	case f.prefix("figure_scan.name_after", after) != "" && n.Bound != zh.AtLeast:
		return false
	}
	if f.threshold(n, before, after) {
		return false
	}
	if strings.HasSuffix(before, "每") && n.Kind == zh.Plain { // 每10万人
		return false
	}
	for _, per := range []string{"每月", "每年", "每天", "每日"} {
		if strings.HasSuffix(before, per) && strings.HasSuffix(n.Unit, "元") {
			n.per = per[len("每"):]
		}
	}
	return true
}

// share says whether a fraction tells of a part of something (三分之二的公园).
func (f *figures) share(n *amount, after string) bool {
	return strings.HasPrefix(after, "的") || strings.HasPrefix(after, "以上") || f.boundary(after)
}

// boundary says whether a stretch of text ends here: at a mark, at its end.
func (f *figures) boundary(s string) bool {
	r, _ := firstRune(s)
	return s == "" || strings.ContainsRune(",;。!?、)”:\n", r)
}

// bare says whether a number without a unit is a measurement: 指数达到98.7, 43万儿童.
func (f *figures) bare(n *amount, before, after string) bool {
	if n.Kind == zh.Ratio {
		return true
	}
	if n.Power >= 4 {
		return !f.boundary(after)
	}
	if !f.boundary(after) || n.Power > 0 {
		return false
	}
	return f.endsWith(before, "figure_scan.index") || f.endsWith(before, "figure_predicates.reach") && strings.Contains(n.Values()[0].String(), ".") ||
		f.endsWith(before, "figure_predicates.to")
}

// threshold says whether a bounded amount only defines a set: 2000万元以上企业,
// 年收入超10亿元的企业, 957个50户以上村寨.
func (f *figures) threshold(n *amount, before, after string) bool {
	if f.boundary(after) {
		return false
	}
	bounded := n.Bound == zh.AtLeast || n.Bound == zh.LessThan || n.Bound == zh.AtMost
	touches := len(f.found) > 0 && f.found[len(f.found)-1].End == n.Start
	if touches && bounded {
		return true
	}
	if f.has("figure_scan.counter", n.Unit) && !strings.HasPrefix(after, "的") || n.Kind != zh.Plain {
		return false
	}
	if f.prefix("figure_scan.rate_after", after) != "" {
		return false
	}
	return bounded || n.Bound == zh.MoreThan && n.Lead < n.Start || f.prefix("figure_scan.set_after", after) != ""
}
