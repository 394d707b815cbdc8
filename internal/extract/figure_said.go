package extract

import "strings"

// saidOf names counted things by what is said of them to end: before the thing in the full name
// (入选名单|企业), behind it as written where the thing alone says little, got a title or gained something.
// Work that is only in progress says nothing of them.
func (f *figures) saidOf(x *fact, vp string, end int) {
	if f.has("figure_words.progress", vp) {
		x.said = vp
		return
	}
	if w := f.aspect(x); w != "" {
		vp = w + vp // 9种矿产|查明资源量|居全国首位
	}
	twice := strings.HasSuffix(vp, x.noun)                                                      // 博物馆|创建一级博物馆
	short := (runes(x.noun) <= 3 || runes(vp) >= 5) && !f.endsWith(x.noun, "figure_words.area") // 9个县|开展某试点: the areas are counted
	if money := strings.HasSuffix(x.n.Unit, "元"); twice || money || short || f.behind(vp) {
		for end > x.b && strings.HasSuffix(f.text[x.b:end], "、") {
			end -= len("、")
		}
		x.b = max(x.b, f.trimRight(x.b, end))
	}
	x.said, x.full = vp, vp+x.noun
	if twice {
		x.full = f.resolved(x.a, x.b)
	}
}

// withSaid is the full name of counted things with what is said of them.
func (f *figures) withSaid(vp, noun string) string {
	if f.has("figure_words.progress", vp) {
		return noun
	}
	return vp + noun
}

// behind says whether what is said of counted things stands behind them in their written name.
func (f *figures) behind(vp string) bool {
	if strings.HasPrefix(vp, "在") {
		return f.r.lex.contains("figure_words.title_behind", vp) // 在评比中|获评甲级
	}
	return f.prefix("figure_words.title", vp) != "" || f.prefix("figure_words.title_behind", vp) != "" || f.prefix("figure_words.gains", vp) != ""
}

// aspect cuts off the counted things what is bettered of them, or what something is said of; it
// gives that.
func (f *figures) aspect(x *fact) string {
	w := f.suffix("figure_words.aspect", x.noun)
	thing := strings.TrimSuffix(x.noun, w)
	if runes(w) == 0 || runes(thing) < minThing || strings.Contains(thing, "的") || f.endsWith(thing, "figure_words.act") || f.resolved(x.a, x.b) != x.noun || !strings.HasSuffix(f.text[x.a:x.b], w) {
		return ""
	}
	x.noun = thing
	x.b = f.trimRight(x.a, x.b-len(w))
	return w
}

// bettered names things an aspect of which is bettered: 改善|30所学校|办学条件.
func (f *figures) bettered(x *fact) {
	verb := x.verb
	w := f.aspect(x)
	if w == "" {
		return
	}
	if x.full = verb + w + x.noun; f.has("figure_words.aspect_drops", verb) {
		x.full = x.noun
	}
}

// minThing is how many characters counted things must have besides an aspect.
const minThing = 2
