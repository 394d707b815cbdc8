package extract

import "strings"

// name is a noun phrase before a number: the short name from a to b, the full one from
// full; what lies between are verbs and words of place (新建, 全省). lead is the word
// that stands before the full name if it is a preposition (为|2万名老年人).
type name struct {
	full, a, b int
	whole      int // as full, with 全年
	prep       bool
	who        [2]int // the subject of the verb it begins with, from before another verb
	idle       [2]int // words of time and manner between a body and its verb: 中央财政|拟|安排
	paid       bool   // a body and its verb of setting aside, without an object
}

func (n name) empty() bool { return n.a >= n.b }

// verbOnly says that nothing but verbs stands before the number (建成|610个中心).
func (n name) verbOnly() bool { return n.empty() && n.full < n.b }

// nameBefore reads the name between lo and hi.
func (f *figures) nameBefore(lo, hi int) name {
	if lo > hi {
		lo = hi
	}
	if lo > f.said.at && strings.HasSuffix(f.text[lo:hi], "、") {
		lo = hi // 9项事项实现跨省通办、|8项
	}
	lo = f.afterMark(lo, hi)
	n := name{b: hi}
	lo, n.who = f.lastPredicate(lo, hi)
	n.full = f.jointly(f.skipLead(lo, hi), hi)
	if s := f.text[n.full:hi]; (strings.HasPrefix(s, "较") || strings.HasPrefix(s, "比")) && f.isBench(s[len("较"):]) {
		if w := f.behindLastYear(s); w > 0 {
			n.full = hi - w
		} else {
			n.full = f.innerVerb(n.full, hi) // 较“十三五”末的9323亿元增加…, 比改革前|减轻负担
		}
	}
	if s := f.text[n.full:hi]; strings.HasPrefix(s, "在") && f.endsWith(s, "figure_words.inside") {
		n.full = hi // 每年递增4%，|在执行中|争取达到5%
	}
	if p := f.prefix("figure_words.before", f.text[n.full:hi]); p != "" && !f.keeps(f.text[n.full:hi], len(p)) {
		n.prep = true
	}
	if w := f.suffix("figure_words.before", f.text[n.full:hi]); w != "" && len(w) < hi-n.full && len(f.suffix("figure_words.act", f.text[n.full:hi])) <= len(w) {
		n.prep = true // 甲县为|1.5万名老人
	}
	total := 0
	for _, w := range []string{"全年", "累计", "免费"} {
		if strings.HasPrefix(f.text[n.full+total:hi], w) {
			total += len(w)
		}
	}
	if n.a = f.skipVerbs(n.full+total, hi); hi-n.a == len("率") && n.a > n.full+total {
		n.a = n.full + total // 化解|率: one word
	}
	if n.a >= hi && f.has("figure_words.act_noun", f.text[n.full+total:hi]) {
		n.a = n.full + total // 出口|增长3%
	}
	if n.a > n.full {
		if i := strings.LastIndex(f.text[n.a:hi], "的"); i >= 0 && i+3 < hi-n.a {
			n.a += i + 3
		}
	}
	n.whole = n.full
	n.full = f.dropTotal(f.dropScope(n.full, hi), hi)
	n.full = f.told(n.full, hi)
	n.a = max(n.a, n.full)
	f.splitMiddle(&n)
	f.payer(&n)
	return n
}

// behindLastYear gives the bytes of the name that stands behind the year before in 比上年|产值|增长; 0 if none does.
func (f *figures) behindLastYear(s string) int {
	rest := s[len("比"):]
	year := f.prefix("figure_words.last_year", rest)
	if year == "" || len(rest) == len(year) || !f.endsWith(rest[len(year):], "figure_words.topic_noun") {
		return 0
	}
	return len(rest) - len(year)
}

// skipVerbs goes over verbs and words of place at the head of a name.
func (f *figures) skipVerbs(a, hi int) int {
	a += f.placeBefore(f.text[a:hi])
	for from := a; a < hi; {
		s := f.text[a:hi]
		if a > from && (strings.HasPrefix(s, "、") || strings.HasPrefix(s, "和") && !f.keeps(s, 0)) {
			return from // 供水、蓄水: the verb is a thing of the list
		}
		from = a
		w := f.hot.scope.prefix(s)
		if act := f.hot.act.prefix(s); len(act) >= len(w) && act != "" && !f.keeps(s, len(act)) {
			a = f.skipJoin(a+len(act), hi)
			continue
		}
		if w == "" {
			w = f.beforeVerb(s)
		}
		if w == "" || f.keeps(s, len(w)) {
			return a
		}
		a += len(w)
	}
	return a
}

// placeBefore gives the bytes of a place or body that acts at the head of a name, if a
// verb follows it: 甲县|新增.
func (f *figures) placeBefore(s string) int {
	for i, n := 0, 0; i < len(s) && n < maxPlace; n++ {
		r, w := firstRune(s[i:])
		i += w
		if n == 0 || !strings.ContainsRune("省市县区州旗盟镇乡", r) {
			continue
		}
		if f.suffix("figure_words.no_place", s[:i]) != "" {
			return 0
		}
		if act := f.hot.act.prefix(s[i:]); act != "" && !f.keeps(s[i:], len(act)) {
			return i
		}
		return 0
	}
	return 0
}

// maxPlace is the longest name of a place, in characters.
const maxPlace = 6

// splitMiddle finds a verb between a subject and its object: the short name begins after
// it; after a preposition the full name begins with it (为农民工|追回工资).
func (f *figures) splitMiddle(n *name) {
	if n.empty() || n.b-n.full < 12 {
		return
	}
	for i := n.full + max(3, len(f.hot.keep.prefix(f.text[n.full:n.b]))); i < n.b-3; {
		s := f.text[i:n.b]
		if keep := f.hot.keep.prefix(s); keep != "" {
			i += len(keep)
			continue
		}
		v := f.hot.mid.prefix(s)
		if n.prep && v == "" {
			if v = f.hot.act.prefix(s); len(v) < 6 {
				v = ""
			}
		}
		if v == "" || len(v) >= len(s)-3 || f.joins(s[len(v):]) || strings.HasPrefix(s[len(v):], "、") {
			_, w := firstRune(s)
			i += w
			continue
		}
		if n.prep {
			n.full, n.a, n.prep = i, f.skipVerbs(i, n.b), false
			return
		}
		if i > n.a {
			n.a = i
			if f.has("figure_words.mid_light", v) {
				n.a += len(v)
			}
		}
		return
	}
}

// generic says whether a name is made of words that need a subject: 年度计划投资完成率.
func (f *figures) generic(s string) bool {
	if s == "" {
		return false
	}
	for s != "" {
		w := f.hot.generic.prefix(s)
		if w == "" {
			return false
		}
		s = s[len(w):]
	}
	return true
}

// keeps says whether a word at the head of s is the beginning of a noun (保障性住房) and
// so is not taken off.
func (f *figures) keeps(s string, w int) bool {
	return len(f.hot.keep.prefix(s)) > w
}

// skipJoin goes over the mark between two verbs: 新建、改扩建.
func (f *figures) skipJoin(a, hi int) int {
	for _, j := range []string{"、", "和", "或", "并", "及", "了", "与"} {
		if strings.HasPrefix(f.text[a:hi], j) {
			if w := f.hot.act.prefix(f.text[a+len(j) : hi]); w != "" || j == "了" {
				return a + len(j)
			}
		}
	}
	return a
}

// afterMark gives the place after the last colon, dash or item number of a stretch.
func (f *figures) afterMark(lo, hi int) int {
	s := f.text[lo:hi]
	for _, m := range []string{":", "——", ";", "。", ",", "目标是", "目标为"} {
		if i := strings.LastIndex(s, m); i >= 0 {
			lo, s = lo+i+len(m), s[i+len(m):]
		}
	}
	if i := strings.LastIndex(s, ". "); i > 0 && isLetter(s[i-1]) {
		lo, s = lo+i+len(". "), s[i+len(". "):] // the end of a sentence in Latin letters
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

// skipLead goes over what may stand before a name: marks, joins, adverbs, times.
func (f *figures) skipLead(a, hi int) int {
	for a < hi {
		s := f.text[a:hi]
		r, w := firstRune(s)
		switch {
		case leadMark(r):
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
		when := f.when
		n := f.timeLead(s, r)
		if rest, ok := strings.CutPrefix(s, "计划"); ok && a >= f.said.at && f.endsWith(rest, "figure_words.topic_noun") && f.prefix("figure_words.planned_noun", rest) == "" && f.hot.act.prefix(rest) == "" {
			n, f.said.planned = len("计划"), f.said.at // 今年计划|生产总值增长6%
		}
		if a < f.said.at {
			f.when = when // a time of a clause before is not that of this one
		}
		if n > 0 {
			a += n
			continue
		}
		if lead := f.hot.lead.prefix(s); lead != "" && !f.keeps(s, len(lead)) && !f.ownVerb(s, len(lead)) && !(len(lead) == len(s) && f.has("figure_words.spends", lead)) {
			a += len(lead)
			continue
		}
		if rest, ok := strings.CutPrefix(s, "到"); ok && rest != "" && digitByte(rest[0]) {
			if t := f.timeAt(rest); t > 0 {
				a += len("到") + t // 到2020年|人均收入
				continue
			}
		}
		if n := f.duration(s, r); n > 0 {
			a += n
			continue
		}
		t := f.timeAt(s)
		if a < f.said.at {
			f.when = when
		}
		if t > 0 {
			a += t
			continue
		}
		return a
	}
	return a
}

// ownVerb says whether a verb begins at s that is longer than w bytes and whose rest is no verb
// by itself (争取|到).
func (f *figures) ownVerb(s string, w int) bool {
	return len(f.hot.act.prefix(s)) > w && f.hot.act.prefix(s[w:]) == ""
}

// leadMark says whether a mark may stand before a name.
func leadMark(r rune) bool {
	switch r {
	case ' ', '、', ',', ';', ':', '。', '!', '?', ')', '—', '-', '–', '·', '▲', '●', '■', '◆', '*', '”', '’', '》':
		return true
	}
	return r >= '①' && r <= '⑳'
}

// resolved writes a stretch of the view as the source has it, without white space.
func (f *figures) resolved(a, b int) string {
	if a >= b {
		return ""
	}
	s := withoutNotes(f.r.view.joined(a, b))
	if strings.ContainsFunc(s, spaced) {
		s = strings.Join(strings.Fields(s), "")
	}
	return s
}

// spaced says whether a character is one of the white spaces that a name may hold.
func spaced(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\u3000', '\u00a0':
		return true
	}
	return false
}

// withoutNotes takes marks of footnotes out of a name: ［3］.
func withoutNotes(s string) string {
	for _, m := range [][2]string{{"［", "］"}, {"[", "]"}} {
		for from := 0; ; {
			i := strings.Index(s[from:], m[0])
			if i < 0 {
				break
			}
			i += from
			k := strings.Index(s[i:], m[1])
			if k < 0 || strings.Trim(s[i+len(m[0]):i+k], "0123456789０１２３４５６７８９") != "" {
				from = i + len(m[0])
				continue
			}
			s = s[:i] + s[i+k+len(m[1]):]
			from = i
		}
	}
	return s
}

// trimRight moves the end of a name over spaces and particles.
func (f *figures) trimRight(lo, hi int) int {
	for hi > lo {
		s := f.text[lo:hi]
		if s[len(s)-1] == ' ' || s[len(s)-1] == ':' {
			hi--
			continue
		}
		if strings.HasSuffix(s, "的") || strings.HasSuffix(s, "了") {
			hi -= 3
			continue
		}
		break
	}
	return hi
}
