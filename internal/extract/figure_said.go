package extract

import "strings"

// saidOf names counted things by what is said of them to end: behind the thing where it got a title
// or a place in a list (企业入选名单), before it otherwise (投用|园区). Work that is only in progress says
// nothing of them. The written name is the thing alone, but with its title, and with what money does.
func (f *figures) saidOf(x *fact, vp string, end int) {
	if f.has("figure_words.progress", vp) {
		x.said = vp
		return
	}
	behind := f.behind(vp)
	if money := strings.HasSuffix(x.n.Unit, "元"); behind || money || f.prefix("figure_words.title", vp) != "" {
		x.b = max(x.b, f.trimRight(x.b, end))
	}
	x.said, x.full = vp, vp+x.noun
	if behind {
		x.full = f.resolved(x.a, x.b)
	}
}

// withSaid is the full name of counted things with what is said of them.
func (f *figures) withSaid(vp, noun string) string {
	if f.has("figure_words.progress", vp) {
		return noun
	}
	if f.behind(vp) {
		return noun + vp
	}
	return vp + noun
}

// behind says whether what is said of counted things stands behind them in their name.
func (f *figures) behind(vp string) bool {
	if strings.HasPrefix(vp, "在") {
		return f.r.lex.contains("figure_words.title_behind", vp) // 在评比中|获评甲级
	}
	return f.prefix("figure_words.title_behind", vp) != "" || f.prefix("figure_words.gains", vp) != ""
}
