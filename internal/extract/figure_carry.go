package extract

import (
	"strings"

	glossary "tupo/internal/lexicon"
)

// verbFor is the verb of the things named before that a bare name takes over (新增企业50家、|农场|5家);
// "" where the name has its own verb, is measured for itself (成交额, 收入), or names an act
// (防沙治沙). Of a measured sum only 累计 is taken over.
func (f *figures) verbFor(x *fact) string {
	verb := f.said.verb
	if act := f.suffix("figure_words.act", x.noun); len(act) >= len("新上牌") && act != x.noun {
		return "" // 新增装机…，汽车|新上牌|…
	}
	switch {
	case f.has("figure_words.push", verb), f.prefix("figure_words.own_verb", x.noun) != "", f.endsWith(x.noun, "figure_words.own_act"):
		return ""
	case f.said.last.clause != f.said.at && f.verbInside(x.noun):
		return ""
	case f.indicator(x.noun):
		if strings.HasPrefix(verb, "累计") {
			return "累计"
		}
		return ""
	}
	return verb
}

// indicator says whether a name is measured for itself, so that a verb before other things says nothing of it.
func (f *figures) indicator(noun string) bool {
	if _, known := glossary.FindIndicator(noun); known {
		return !f.endsWith(noun, "figure_words.counted_indicator")
	}
	return f.endsWith(noun, "figure_words.own_measure")
}

// verbInside says whether a name holds a verb with its object: 老楼|加装|电梯.
func (f *figures) verbInside(noun string) bool {
	_, i := firstRune(noun)
	for i < len(noun) {
		s := noun[i:]
		if keep := f.hot.keep.prefix(s); keep != "" {
			i += len(keep)
			continue
		}
		_, w := firstRune(s)
		if v := f.hot.act.prefix(s); len(v) >= len("加装") && runes(s[len(v):]) > 1 && !f.nounEnds(s[len(v):]) {
			return true
		}
		i += w
	}
	return false
}
