package extract

import (
	"strings"

	"tupo/internal/zh"
)

// name is a noun phrase before a number: the short name from a to b, the full one from
// full; what lies between are verbs and words of place (新建, 全省).
type name struct {
	full, a, b int
}

func (n name) empty() bool { return n.a >= n.b }

// verbOnly says that nothing but verbs stands before the number (建成|610个中心).
func (n name) verbOnly() bool { return n.empty() && n.full < n.b }

// nameBefore reads the name between lo and hi.
func (f *figures) nameBefore(lo, hi int) name {
	if lo > hi {
		lo = hi
	}
	lo = f.afterMark(lo, hi)
	n := name{b: hi}
	n.full = f.skipLead(lo, hi)
	n.a = n.full
	for n.a < hi {
		s := f.text[n.a:hi]
		w := f.prefix("figure_words.scope", s)
		if act := f.prefix("figure_words.act", s); len(act) >= len(w) && act != "" && !f.keeps(s, len(act)) {
			n.a += len(act)
			n.a = f.skipJoin(n.a, hi)
			continue
		}
		if w == "" {
			break
		}
		n.a += len(w)
	}
	if n.a > n.full {
		if i := strings.LastIndex(f.text[n.a:hi], "的"); i >= 0 && i+3 < hi-n.a {
			n.a += i + 3
		}
		if w := f.prefix("figure_words.scope", f.text[n.full:hi]); w != "" && f.prefix("figure_words.act", f.text[n.full+len(w):hi]) != "" {
			n.full += len(w)
		}
	}
	return n
}

// keeps says whether a word at the head of s is the beginning of a noun (保障性住房) and
// so is not taken off.
func (f *figures) keeps(s string, w int) bool {
	return len(f.prefix("figure_words.keep", s)) > w
}

// skipJoin goes over the mark between two verbs: 新建、改扩建.
func (f *figures) skipJoin(a, hi int) int {
	for _, j := range []string{"、", "和", "或", "并", "及", "了", "与"} {
		if strings.HasPrefix(f.text[a:hi], j) {
			if w := f.prefix("figure_words.act", f.text[a+len(j):hi]); w != "" || j == "了" {
				return a + len(j)
			}
		}
	}
	return a
}

// afterMark gives the place after the last colon, dash or item number of a stretch.
func (f *figures) afterMark(lo, hi int) int {
	s := f.text[lo:hi]
	for _, m := range []string{":", "——", ";", "。", ","} {
		if i := strings.LastIndex(s, m); i >= 0 {
			lo, s = lo+i+len(m), s[i+len(m):]
		}
	}
	depth := 0
	for i := len(s) - 1; i >= 0; i-- { // an open bracket cuts the name
		switch s[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth < 0 {
				return lo + i + 1
			}
		}
	}
	return lo
}

// skipLead goes over what may stand before a name: joins, adverbs, times.
func (f *figures) skipLead(a, hi int) int {
	for a < hi {
		s := f.text[a:hi]
		r, w := firstRune(s)
		switch {
		case strings.ContainsRune(" 、,;:。!?)—-–·▲●■◆*①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮”’》", r):
			a += w
			continue
		case r == '(':
			i := strings.IndexByte(s, ')')
			if i < 0 {
				return a + 1
			}
			if i < 12 {
				a += i + 1
				continue
			}
		}
		if r >= '0' && r <= '9' {
			if i := strings.IndexAny(s, ".、"); i > 0 && i < 3 {
				a += i + 1
				continue
			}
		}
		if lead := f.prefix("figure_words.lead", s); lead != "" && !f.keeps(s, len(lead)) {
			a += len(lead)
			continue
		}
		if t := f.timeAt(s); t > 0 {
			a += t
			continue
		}
		return a
	}
	return a
}

// timeAt gives the bytes of an expression of time at the head of s.
func (f *figures) timeAt(s string) int {
	r, _ := firstRune(s)
	if !strings.ContainsRune("0123456789二今去前上下第一“十全明当本年后", r) {
		return 0
	}
	if f.keeps(s, 0) {
		return 0
	}
	t, ok := zh.ScanTime(s, f.r.ref)
	if !ok || t.End == 0 {
		return 0
	}
	if t.Period != "" {
		f.when = t.Period
	}
	return t.End
}

// nounAfter reads the noun that a number counts: from the end of the number to a verb,
// a mark or the next number. rest is where its predicate begins.
func (f *figures) nounAfter(from, hi int) (a, b int) {
	a = from
	s := f.text[from:hi]
	r, _ := firstRune(s)
	if s == "" || strings.ContainsRune(",;:。!?、)》”和与及或至到的", r) && !strings.HasPrefix(s, "和美") {
		return from, from
	}
	depth, b := 0, from
	for b < hi {
		s := f.text[b:hi]
		r, w := firstRune(s)
		switch r {
		case '“', '(', '《':
			depth++
		case '”', ')', '》':
			depth--
			if depth < 0 {
				return a, b
			}
		}
		if depth == 0 {
			if strings.ContainsRune(",;。!?:", r) {
				break
			}
			if keep := f.prefix("figure_words.keep", s); keep != "" {
				b += len(keep)
				continue
			}
			if v := f.prefix("figure_words.verb", s); v != "" && (b == from || !f.nounEnds(f.text[b+len(v):hi])) {
				break
			}
		}
		b += w
	}
	for b > a && b <= hi {
		w := width(f.text[:b])
		if last := f.text[b-w : b]; b == hi && (last == "、" || last == "和" || last == "及" || last == "与" || last == ",") {
			b -= w
			continue
		}
		break
	}
	return a, b
}

// nounEnds says whether a verb only makes part of a noun (服务能力提升|项目).
func (f *figures) nounEnds(s string) bool {
	w := f.prefix("figure_words.noun_end", s)
	return w != "" && f.boundary(s[len(w):])
}

// resolved writes a stretch of the view as the source has it, without white space.
func (f *figures) resolved(a, b int) string {
	if a >= b {
		return ""
	}
	s := f.r.view.joined(a, b)
	if strings.ContainsAny(s, " \t\n\u3000\u00a0") {
		s = strings.Join(strings.Fields(s), "")
	}
	return s
}
