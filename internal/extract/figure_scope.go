package extract

import "strings"

// dropTotal takes 全年, 共 and 免费 off the full name where a verb follows it.
func (f *figures) dropTotal(a, hi int) int {
	for _, w := range []string{"全年", "共", "免费", "已"} {
		if s, ok := strings.CutPrefix(f.text[a:hi], w); ok && (f.hot.act.prefix(s) != "" || f.hot.lead.prefix(s) != "" || strings.HasPrefix(s, "计划")) && !f.keeps(s, 0) {
			if a += len(w); w == "全年" && f.hot.lead.prefix(s) != "" && f.hot.act.prefix(s) == "" {
				a = f.skipLead(a, hi) // 全年|再|为企业减税
			}
		}
	}
	return a
}

// dropScope takes a word of place off the full name where a verb follows it: 全县|已改造小区.
func (f *figures) dropScope(a, hi int) int {
	w := f.hot.scope.prefix(f.text[a:hi])
	if w == "" || w == "全年" || f.keeps(f.text[a:hi], len(w)) {
		return a
	}
	b := a + len(w)
	for _, adverb := range []string{"已经", "已", "共"} {
		if strings.HasPrefix(f.text[b:hi], adverb) && f.hot.act.prefix(f.text[b+len(adverb):hi]) != "" {
			b += len(adverb)
		}
	}
	if act := f.hot.act.prefix(f.text[b:hi]); !f.has("figure_words.scope_drops", act) || f.keeps(f.text[b:hi], len(act)) || b+len(act) >= hi {
		return a
	}
	return b
}

// beforeVerb is a word of sum or time at the head of s that a verb follows: 全县|累计|实现….
func (f *figures) beforeVerb(s string) string {
	for _, w := range []string{"累计", "全年", "共", "已"} {
		if rest, ok := strings.CutPrefix(s, w); ok && f.hot.act.prefix(rest) != "" && !f.keeps(rest, len(f.hot.act.prefix(rest))) {
			return w
		}
	}
	return ""
}
