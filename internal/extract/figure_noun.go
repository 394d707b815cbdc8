package extract

import (
	"strings"

	"tupo/internal/zh"
)

// nounAfter reads the noun that a number counts: from the end of the number to a verb,
// a mark or the next number. Where the clause has no verb before the number (said), one
// must follow it.
func (f *figures) nounAfter(from, hi int, said, prep bool) (a, b int) {
	from += f.otherUnit(f.text[from:hi])
	a = from
	if strings.HasSuffix(f.text[:from], "左右") && strings.HasPrefix(f.text[from:hi], "的") {
		from, a = from+len("的"), from+len("的") // 500个左右|的村庄
	}
	s := f.text[from:hi]
	r, _ := firstRune(s)
	if s == "" || strings.ContainsRune(",;:。!?、()》”和与及或至到的等并且因", r) && !strings.HasPrefix(s, "和美") {
		return from, from
	}
	if w := f.prefix("figure_words.no_noun", s); w != "" && !f.keeps(s, len(w)) {
		return from, from
	}
	if n, ok := f.grammar.At(s, 0); ok && n.End < len(s) && (n.Bound == zh.AtLeast && f.has("figure_scan.counter", n.Unit) || strings.HasSuffix(n.Unit, "千瓦") && !strings.HasPrefix(s[n.End:], "级")) {
		from, a = from+n.End, from+n.End // 957个|50户以上|村寨, 3座|35万千瓦|电站
	}
	b = f.nounEnd(from, hi, said, false)
	if prep {
		b = min(b, f.actEnd(from, b))
	}
	if said && b == hi && f.boundary(f.text[hi:]) {
		b = f.nounEnd(from, hi, true, true)
	}
	return a, f.trimNoun(a, b, b == hi)
}

// otherUnit gives the bytes of another unit in brackets behind a number: 30条|(段)|河道.
func (f *figures) otherUnit(s string) int {
	i := strings.IndexByte(s, ')')
	if !strings.HasPrefix(s, "(") || i < 0 {
		return 0
	}
	if r, _ := firstRune(s[i+1:]); i > len("(台套)") && r != 0 && !f.boundary(s[i+1:]) {
		return 0
	}
	return i + 1
}

// relative says whether a verb right after a number, which has its own before it, only tells
// what kind of thing is counted: 建设15个|承接产业转移的平台.
func (f *figures) relative(s string) bool {
	if i := strings.IndexAny(s, ",;。:、"); i >= 0 {
		s = s[:i]
	}
	for _, j := range []string{"和", "及", "与"} {
		s = strings.TrimSuffix(s, j) // 承接转移平台|和|7个基地
	}
	if i := strings.Index(s, "的"); i > 0 && !f.boundary(s[i+len("的"):]) {
		return true
	}
	return f.endsWith(s, "figure_words.noun_end")
}

// trimNoun takes marks off the end of a noun, and the words that join it to the next number.
func (f *figures) trimNoun(a, b int, joined bool) int {
	for b > a {
		w := width(f.text[:b])
		switch f.text[b-w : b] {
		case "、", ",", " ", "的":
		case "和", "及", "与":
			if !joined || strings.HasSuffix(f.text[a:b], "参与") {
				return b
			}
		default:
			return b
		}
		b -= w
	}
	return b
}

// nounEnd is where a counted noun ends; with said, at more verbs, with sure, even at one
// after which the noun could go on (开展|试点).
func (f *figures) nounEnd(from, hi int, said, sure bool) int {
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
				return b
			}
		}
		if depth == 0 {
			if strings.ContainsRune(",;。!?:", r) {
				return b
			}
			if b > from && yearAt(s) {
				return b // 13个园区|2025年营业收入…
			}
			v := f.hot.verb.prefix(s)
			if said && b > from {
				v = f.saidVerb(s, v)
			}
			if keep := f.hot.keep.prefix(s); keep != "" && (!said || len(keep) >= len(v)) && !(said && f.has("figure_words.predicate_adverb", v) && len(keep) == len(v)) {
				b += len(keep)
				continue
			}
			if b == from && !said && v != "" && f.relative(s) {
				b += len(v)
				continue
			}
			if v != "" && b > from && strings.HasPrefix(f.text[b+len(v):hi], "的") {
				b += len(v) + len("的") // 以照护为主|的机构
				continue
			}
			if v != "" && (b == from || sure || f.has("figure_words.predicate_adverb", v) || !f.nounEnds(f.text[b+len(v):hi])) {
				return b
			}
			if r == '、' && (f.placedNext(f.text[b+w:hi]) || strings.HasPrefix(f.text[b+w:hi], "占") || f.generic(f.untilPredicate(b+w, hi)) || f.startsVerb(f.text[b+w:hi]) && !f.attributes(f.text[b+w:hi])) {
				return b
			}
			if r == '与' && f.r.lex.contains("figure_words.with", s) {
				return b
			}
		}
		b += w
	}
	return b
}

// placedNext says whether a place among others, a share or a comparison begins a stretch behind 、: it is said of
// what is counted before (荣获8个奖项、|比上届增长6%).
func (f *figures) placedNext(s string) bool {
	rest, ok := strings.CutPrefix(s, "比")
	if !ok {
		rest, ok = strings.CutPrefix(s, "较")
	}
	return ok && f.isBench(rest) || strings.HasPrefix(s, "每") || f.prefix("figure_words.placed", s) != ""
}

// actEnd is where a noun after a preposition ends: at any verb of getting things done
// (为2万名老人|提供服务).
func (f *figures) actEnd(from, hi int) int {
	for b := from; b < hi; {
		s := f.text[b:hi]
		_, w := firstRune(s)
		if keep := f.hot.keep.prefix(s); keep != "" {
			w = len(keep)
		} else if v := f.hot.act.prefix(s); v != "" && b > from && !f.nounEnds(s[len(v):]) {
			return b
		}
		b += w
	}
	return hi
}

// saidVerb is the longest word at the head of s that begins what is said of counted
// things, v if no other is longer.
func (f *figures) saidVerb(s, v string) string {
	if w := f.hot.said.prefix(s); len(w) > len(v) {
		return w
	}
	return v
}

// innerVerb is where a verb with its object begins behind the first character of a stretch; hi if none does.
func (f *figures) innerVerb(a, hi int) int {
	_, i := firstRune(f.text[a:hi])
	for i += a; i < hi; {
		s := f.text[i:hi]
		_, w := firstRune(s)
		if keep := f.hot.keep.prefix(s); keep != "" {
			w = len(keep)
		} else if v := f.hot.act.prefix(s); len(v) < len("建设") {
		} else if k := strings.Index(s, "的"); k > 0 && len(s)-k > len("的") {
			w = k + len("的") // 升级建设|的医院
		} else if !f.has("figure_words.act_noun", v) && runes(s[len(v):]) > 1 && !f.nounEnds(s[len(v):]) {
			return i
		}
		i += w
	}
	return hi
}

// jointly goes over a body that is helped to do something: 配合某机关|制定….
func (f *figures) jointly(a, hi int) int {
	if w := f.prefix("figure_words.jointly", f.text[a:hi]); w != "" {
		if i := f.innerVerb(a+len(w), hi); i < hi {
			return i
		}
	}
	return a
}

// startsVerb says whether a verb of getting things done begins a stretch.
func (f *figures) startsVerb(s string) bool {
	w := f.hot.act.prefix(s)
	return w != "" && len(w) >= 6 && !f.keeps(s, len(w)) && !f.nounEnds(s[len(w):])
}

// untilPredicate is the text up to the verb before the next number: 总数 of 总数达.
func (f *figures) untilPredicate(a, hi int) string {
	n := amount{}
	n.Start, n.Lead = hi, hi
	p := f.predicate(a, hi, &n)
	return f.text[a:max(a, p.a)]
}

// nounEnds says whether a verb only makes part of a noun (服务能力提升|项目).
func (f *figures) nounEnds(s string) bool {
	w := f.prefix("figure_words.noun_end", s)
	return w != "" && f.boundary(s[len(w):])
}

// sharedNoun is the noun that the name of the next count ends with and this one leaves out:
// 6个国家级、|20个省级|重点专科; "" if there is none.
func (f *figures) sharedNoun(noun string, next, hi int) string {
	if !f.grade(noun) {
		return f.sharedAct(noun, next, hi)
	}
	for i := range f.found {
		if f.found[i].Lead < next {
			continue
		}
		end := hi
		if i+1 < len(f.found) {
			end = f.found[i+1].Lead
		}
		a, b := f.nounAfter(f.found[i].End, end, false, false)
		s := strings.TrimPrefix(f.resolved(a, b), "以上")
		if f.grade(s) && connects(f.text[b:end]) {
			continue
		}
		for k := range s {
			if k > 0 && f.grade(s[:k]) && (k == len(s) || !f.grade(s[:k]+string([]rune(s[k:])[:1]))) {
				s = strings.TrimPrefix(s[k:], "以上")
				return strings.TrimSuffix(s, f.suffix("figure_words.made", s))
			}
		}
		return ""
	}
	return ""
}

// grade says whether a word only tells of which grade or size things are.
func (f *figures) grade(s string) bool {
	return f.has("figure_words.modifier", s) || runes(s) <= 4 && f.endsWith(s, "figure_words.grade")
}

// yearAt says whether a year in digits begins a stretch.
func yearAt(s string) bool {
	return len(s) > len("2025年") && (s[0] == '1' || s[0] == '2') && strings.HasPrefix(s[4:], "年") && strings.Trim(s[:4], "0123456789") == ""
}

// sharedAct is the noun of an act that the last of a list of counts ends with: 30个小区、|6条街|改造.
func (f *figures) sharedAct(noun string, next, hi int) string {
	if !f.endsWith(noun, "figure_words.list_thing") {
		return ""
	}
	last := &f.found[len(f.found)-1]
	if last.Lead != next {
		return ""
	}
	a, b := f.nounAfter(last.End, hi, false, false)
	if b < hi && !f.boundary(f.text[b:]) {
		return ""
	}
	return f.suffix("figure_words.list_act", f.text[a:b])
}
