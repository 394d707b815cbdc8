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
	case f.said.last.clause != f.said.at && f.innerVerb(x.a, x.b) < x.b:
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

// reached is the full name of a known indicator without a verb of reaching before it: 全区|实现|地区生产总值.
func (f *figures) reached(x *fact) string {
	if f.has("figure_words.leads_to", x.verb) && f.indicator(x.noun) && x.full == x.verb+x.noun {
		return x.noun // 推动|某产业增加值|增长6%
	}
	w := f.suffix("figure_words.reaching", x.verb)
	if _, known := glossary.FindIndicator(x.noun); w == "" || !known || x.full != x.verb+x.noun {
		return x.full
	}
	return strings.TrimSuffix(x.verb, w) + x.noun
}

// wordsOnly says whether a name is of words in Latin letters and not of Chinese ones; GDP and PM2.5 are names.
func wordsOnly(name string) bool {
	run, small, spaces := 0, 0, false
	for i, r := range name {
		switch {
		case r >= 0x2e80:
			return false
		case r >= 'a' && r <= 'z':
			run++
			small = max(small, run)
			continue
		case r == ' ' && i > 0:
			spaces = true
		}
		run = 0
	}
	return small > maxSmall || small > 0 && spaces
}

// maxSmall is how many small letters in a row a sign or a unit may have (EFlops).
const maxSmall = 4

// isLetter says whether a byte is a Latin letter.
func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }
