package extract

import "strings"

// themeFor is the thing that the clause before is about, for a name that says only 产值 or 完成投资
// and cannot stand alone: the object of its verb (做强|某产业|，产值…); where the sentence has no
// such clause, that of the first clause of the paragraph.
func (f *figures) themeFor(alone bool) (from, to int) {
	c, l := f.said.topic, f.said.last
	switch {
	case alone:
		return 0, 0
	case c.b > c.a && l != nil && c.a < l.clause && !l.themed:
		return 0, 0
	case c.b > c.a:
		return f.object(c)
	case l != nil && !l.themed:
		return 0, 0
	}
	return f.theme[0], f.theme[1]
}

// setTheme notes what the first clause of a sentence is about: the branch of the economy that it
// begins with, or, at the head of a paragraph, the object of its verb.
func (f *figures) setTheme(all []clause, first bool) {
	if first {
		f.theme = [2]int{}
	}
	when := f.when
	defer func() { f.when = when }()
	for len(all) > 1 && f.skipLead(all[0].a, all[0].b) >= all[0].b {
		all = all[1:] // 去年，
	}
	if len(all) == 0 {
		return
	}
	c := all[0]
	a := f.skipLead(c.a, c.b)
	if b := f.branchEnd(a, c.b); b > a {
		f.theme = [2]int{a, b}
	} else if first && !strings.ContainsAny(f.text[c.a:c.b], "0123456789") {
		f.theme[0], f.theme[1] = f.object(c)
	}
}

// branchEnd is where the name of a branch at the head of a clause ends: 某某产业|聚焦…; a if none does.
func (f *figures) branchEnd(a, hi int) int {
	if f.hot.act.prefix(f.text[a:hi]) != "" || f.prefix("figure_context.imperative", f.text[a:hi]) != "" {
		return a
	}
	for i, k := a, 0; i < hi && k < maxTheme; k++ {
		s := f.text[i:hi]
		r, w := firstRune(s)
		if strings.ContainsRune("、,;。“”()0123456789", r) {
			return a
		}
		if b := f.prefix("figure_words.branch", s); b != "" && i > a {
			if f.prefix("figure_words.branch_goes_on", s[len(b):]) != "" {
				return a
			}
			return i + len(b)
		}
		i += w
	}
	return a
}

// object is the thing that the verbs at the head of a clause are about, without what is done to it:
// 推进|某产业链|提质升级; empty where there is none or it is long.
func (f *figures) object(c clause) (from, to int) {
	head := f.skipLead(c.a, c.b)
	if w := f.placeAt(head, c.b); w > 0 {
		head = f.skipLead(head+w, c.b) // 甲县大力|推进…
	}
	a := head
	for a < c.b {
		s := f.text[a:c.b]
		w := f.hot.act.prefix(s)
		for _, list := range []string{"figure_context.imperative", "figure_words.lead", "figure_words.theme_verb"} {
			if v := f.prefix(list, s); len(v) > len(w) {
				w = v
			}
		}
		if len(w) < len("发展") || f.keeps(s, len(w)) {
			break
		}
		a += len(w)
	}
	if a == head {
		return 0, 0
	}
	b := f.subjectEnd(a, c.b)
	for i := a; i < b; {
		if w := f.prefix("figure_words.theme_end", f.text[i:b]); w != "" && i > a && f.hot.keep.prefix(f.text[i:b]) == "" {
			b = i
			break
		}
		_, w := firstRune(f.text[i:b])
		i += w
	}
	b = f.trimRight(a, b)
	if s := f.text[a:b]; runes(s) < 3 || strings.Count(s, "“") != strings.Count(s, "”") || runes(s) > maxTheme || strings.ContainsAny(s, ",;") || strings.ContainsAny(s, "、等") {
		return 0, 0
	}
	return a, b
}

// maxTheme is the longest such thing, in characters.
const maxTheme = 14

// placeAt gives the bytes of a place at the head of a stretch, before an adverb or a verb: 甲县|大力推进.
func (f *figures) placeAt(a, hi int) int {
	for i, n := a, 0; i < hi && n < maxPlace; n++ {
		r, w := firstRune(f.text[i:hi])
		i += w
		if n == 0 || !strings.ContainsRune("省市县区州旗盟镇乡", r) {
			continue
		}
		if rest := f.text[i:hi]; f.suffix("figure_words.no_place", f.text[a:i]) == "" && (f.hot.lead.prefix(rest) != "" || f.hot.act.prefix(rest) != "") {
			return i - a
		}
		return 0
	}
	return 0
}
