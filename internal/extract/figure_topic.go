package extract

import "strings"

// topic is the subject of the latest clause without a number, for a number that comes
// without a name; empty if there is none.
func (f *figures) topic() (from, to int) {
	c := f.said.topic
	a := f.skipLead(c.a, c.b)
	if f.namesMeasure(c) {
		return a, c.b // 轻工业总产值，|1984年比1983年增长
	}
	b := f.subjectEnd(f.skipVerbs(a, c.b), c.b)
	if b <= a || b-a > 90 {
		return 0, 0
	}
	return a, b
}

// namesMeasure says whether a clause is nothing but the name of something measured: 轻工业总产值，….
func (f *figures) namesMeasure(c clause) bool {
	if c.b <= c.a || c.mark != ',' {
		return false
	}
	a := f.skipTimes(c)
	s := f.text[a:c.b]
	return s != "" && len(s) < maxTopic+30 && f.endsWith(s, "figure_words.topic_noun") && f.hot.act.prefix(s) == ""
}

// subjectEnd is where the subject at the head of a stretch ends: at its first verb; the
// head itself where it begins with a verb of getting things done.
func (f *figures) subjectEnd(a, hi int) int {
	depth := 0
	for b := a; b < hi; {
		s := f.text[b:hi]
		r, w := firstRune(s)
		switch r {
		case '“', '(', '《':
			depth++
		case '”', ')', '》':
			depth--
		}
		if depth == 0 {
			if keep := f.hot.keep.prefix(s); keep != "" && len(f.hot.topicEnd.prefix(s)) <= len(keep) {
				b += len(keep)
				continue
			}
			if f.beginsVerb(s, b > a) {
				return b
			}
		}
		b += w
	}
	return hi
}

// beginsVerb says whether a predicate begins a stretch, and no noun that only holds a
// verb (改造|项目).
func (f *figures) beginsVerb(s string, inside bool) bool {
	v := f.hot.verb.prefix(s)
	if act := f.hot.act.prefix(s); len(act) > len(v) && (len(act) >= 6 || !inside) {
		v = act
	}
	if st := f.hot.topicEnd.prefix(s); len(st) > len(v) {
		v = st
	}
	return v != "" && (inside || v != "") && !f.nounEnds(s[len(v):])
}

// ownerOf is what a name that says only what is measured belongs to: the subject of the clauses before, of
// the sentence before that is one clause (经营主体持续壮大。|总量…), or what the clause before is about.
func (f *figures) ownerOf(x *fact, short string) (from, to int) {
	topical, generic, alone := f.has("figure_words.topical", short), f.generic(short), f.has("figure_words.alone", x.full)
	if c := f.said.topic; f.has("figure_words.whose", x.full) && c.b > c.a && f.namesMeasure(c) && (f.said.last == nil || f.said.last.clause < c.a) {
		return f.skipTimes(c), c.b // 农民的收入，|每人平均达到
	}
	if f.has("figure_words.of_grain", x.full) && x.full == short && f.said.topic.b > f.said.topic.a && strings.HasPrefix(f.text[f.skipTimes(f.said.topic):], "粮食") {
		return 0, 0 // 粮食占有量超过…，|总产量
	}
	if topical || f.has("figure_words.relieves", x.verb) || generic && !alone && !f.has("figure_words.of_grain", x.full) {
		from, to = f.topicStem()
	}
	if to <= from && topical && f.said.last == nil && f.said.topic.b == 0 {
		from, to = f.subjectOf(f.headline)
	}
	if to <= from && (topical || generic || f.has("figure_words.themed", short)) {
		from, to = f.themeFor(alone)
	}
	if to <= from && f.suffix("figure_words.head", short) != "" {
		from, to = f.namedBefore(short)
	}
	if to <= from && f.has("figure_words.money_for", x.full) {
		from, to = f.deeds(x.n)
	}
	return from, to
}

// namedBefore is the owner that the clause before gives to the same measure: 实施|农民|工资性收入|提升行动，
// 工资性收入….
func (f *figures) namedBefore(short string) (from, to int) {
	c, l := f.said.topic, f.said.last
	if c.b <= c.a || l != nil && c.a < l.clause {
		return 0, 0
	}
	i := strings.Index(f.text[c.a:c.b], short)
	a := f.skipVerbs(f.skipLead(f.afterMark(c.a, c.b), c.b), c.b)
	if i < 0 || a >= c.a+i || runes(f.text[a:c.a+i]) > maxOwnerOf || strings.ContainsAny(f.text[a:c.a+i], "、“”()和与") {
		return 0, 0
	}
	return a, c.a + i
}

// maxOwnerOf is the longest owner taken from before the same measure, in characters.
const maxOwnerOf = 8

// topicStem is the subject of the latest clause without a number, if it came after the
// latest fact and begins with no verb: 市场主体|增量提质，总量突破….
func (f *figures) topicStem() (from, to int) {
	c, l := f.said.topic, f.said.last
	if c.b <= c.a || l != nil && c.a < l.clause {
		return 0, 0
	}
	from, to = f.subjectOf(c)
	if f.measuredList(f.text[from:max(from, to)]) {
		from, to = 0, 0 // 参观人数、参展企业再创新高，|签约金额…
	}
	if to <= from && l == nil && f.said.first.a < f.said.at && f.said.first != c {
		from, to = f.subjectOf(f.said.first) // 某集团要全力突围，在提质增效上下功夫，|营收…
	}
	return from, to
}

// subjectOf is the subject at the head of a clause without a number; empty where it begins with a
// verb, has no predicate, or its subject is itself something measured.
func (f *figures) subjectOf(c clause) (from, to int) {
	if c.b <= c.a {
		return 0, 0
	}
	a := f.skipLead(f.afterMark(c.a, c.b), c.b)
	b := f.subjectEnd(a, c.b)
	for w := f.suffix("figure_words.lead", f.text[a:b]); w != "" && b-len(w) >= a; w = f.suffix("figure_words.lead", f.text[a:b]) {
		b -= len(w) // 甲集群|加快|…
	}
	if i := f.modalAt(f.text[a:b]); i > 0 {
		b = a + i // 某集团|要全力突围
	}
	if w := f.suffix("figure_words.topic_aspect", f.text[a:b]); w != "" && runes(f.text[a:b-len(w)]) >= minThing {
		b -= len(w) // 国有企业|效益|好转
	}
	if f.placeAt(a, c.b) >= b-a || strings.HasPrefix(f.text[a:b], "每") || f.has("figure_context.imperative", f.text[a:b]) {
		return 0, 0
	}
	if b <= a || b >= c.b || b-a > maxTopic || f.generic(f.text[a:b]) || f.endsWith(f.text[a:b], "figure_words.measure") && !strings.HasSuffix(f.text[a:b], "制度") {
		return 0, 0
	}
	return a, b
}

// measuredList says whether something measured stands in a list.
func (f *figures) measuredList(s string) bool {
	all := strings.Split(s, "、")
	for _, one := range all[:len(all)-1] {
		if f.suffix("figure_words.head", one) != "" {
			return true
		}
	}
	return false
}

// modalAt is where 要 stands behind the subject of what is to be done; 0 where it does not.
func (f *figures) modalAt(s string) int {
	i := strings.Index(s, "要")
	if i <= 0 || insideMarks(s[:i]) || f.keeps(s[i:], 0) || f.suffix("figure_words.of_modal", s[:i+len("要")]) != "" {
		return 0
	}
	return i
}

// maxTopic is the longest subject that is carried, in bytes.
const maxTopic = 48

// fromTopic gives numbers to as many names of a list that the clause before is about:
// 甲产业、乙集群从无到有，分别达2个、3个.
func (f *figures) fromTopic(c clause, all []amount, p *predicate) bool {
	a, b := f.topicStem()
	if b <= a {
		if a, b = f.topicList(); b <= a {
			return false
		}
	}
	nm := name{full: a, a: a, b: f.trimRight(a, b)}
	items := f.items(nm, p, all)
	if len(items) != len(all) {
		return false
	}
	f.distribute(c, all, p, nm, items, "")
	return true
}

// skipTimes is skipLead without its note of the time that it goes over.
func (f *figures) skipTimes(c clause) int {
	when := f.when
	defer func() { f.when = when }()
	return f.skipLead(c.a, c.b)
}

// heading is the bare noun that a clause consists of; "" where it says more.
func (f *figures) heading(c clause) string {
	a := f.skipLead(c.a, c.b)
	s := f.text[a:c.b]
	if c.mark != ',' || len(s) < 6 || len(s) > 27 || f.subjectEnd(a, c.b) < c.b || f.hot.act.prefix(s) != "" || strings.ContainsAny(s, "、0123456789") {
		return ""
	}
	return f.resolved(a, c.b)
}

// lastPredicate cuts a stretch before a number at the mark between two predicates (某项目全面
// 达产、完成产值, 煤矿建成、新增产能): the second begins at from, and the place of their subject is given.
func (f *figures) lastPredicate(lo, hi int) (from int, who [2]int) {
	i := strings.LastIndex(f.text[lo:hi], "、")
	if i <= 0 {
		return lo, who
	}
	at, after := lo+i, lo+i+len("、")
	if w := f.suffix("figure_words.changed", f.text[lo:at]); w != "" && !insideMarks(f.text[lo:at]) {
		head := f.text[lo : at-len(w)]
		if head = strings.TrimSuffix(head, f.suffix("figure_predicates.adverb", head)); f.endsWith(head, "figure_words.measure") || f.endsWith(head, "figure_words.head") {
			return after, who // 某规模大幅增加、|某项目减少9%
		}
	}
	if insideMarks(f.text[lo:at]) || after < hi && f.prefix("figure_words.second", f.text[after:hi]) == "" {
		return lo, who
	}
	a := f.skipLead(lo, at)
	end := f.subjectEnd(a, at)
	switch {
	case end < at && end > a && end-a <= maxTopic && f.acts(f.text[a:end]):
		return after, [2]int{a, f.trimRight(a, end)}
	case end == a && (f.skipVerbs(a, at) < at || f.said.subject != ""):
		if b := f.skipVerbs(a, at); b < at && f.endsWith(f.text[b:at], "figure_words.event") && !insideMarks(f.text[b:at]) {
			who = [2]int{b, at} // 办好某博览会、|项目签约
		}
		return after, who
	}
	return lo, who
}

// policy is the name of a measure that the sentence spoke of and that brings about what the
// verb in hand says: 推进以旧换新，|拉动消费.
func (f *figures) policy(x *fact) string {
	if f.prefix("figure_words.effect", x.full) == "" || f.said.from > x.n.Start {
		return ""
	}
	s := f.text[f.said.from:x.n.Start]
	for i := range s {
		if w := f.prefix("figure_words.policy", s[i:]); w != "" {
			if strings.HasPrefix(s[i+len(w):], "资金") {
				w = strings.TrimSuffix(w, "补贴")
			}
			return w
		}
	}
	return ""
}

// purpose names money by what it is spent on: 统筹|30亿元|支持园区建设.
func (f *figures) purpose(c clause, n *amount, p *predicate, nm name) bool {
	rest := f.text[n.End:c.b]
	if a, b := f.deeds(n); b > a && f.has("figure_words.money_for", f.text[nm.full:nm.b]) {
		x := f.newFact(n, p, "figure.purpose", 0.65)
		x.a, x.b, x.noun = nm.full, nm.b, f.resolved(a, b)+f.resolved(nm.full, nm.b)
		x.full = x.noun
		f.emit(x, c)
		return true
	}
	if !strings.HasSuffix(n.Unit, "元") || f.prefix("figure_words.spend", rest) == "" || runes(rest) > 30 || f.hasNumber(n, c) {
		return false
	}
	x := f.newFact(n, p, "figure.purpose", 0.65)
	x.a, x.b = n.End, f.trimRight(n.End, c.b)
	x.noun = f.resolved(x.a, x.b) + "资金"
	x.full = x.noun
	x.flag("indicator_after_value")
	f.emit(x, c)
	return true
}

// hasNumber says whether another number follows in the clause.
func (f *figures) hasNumber(n *amount, c clause) bool {
	return len(f.found) > 0 && f.found[len(f.found)-1].Start > n.Start
}

// ofThese is what is said of some of the things that the number before it counts; "" where nothing is.
func (f *figures) ofThese(x, l *fact, c clause) string {
	n := x.n
	same := l != nil && (l.n.Unit == n.Unit || f.said.among && f.has("figure_scan.counter", l.n.Unit) && countNoun(n) == "")
	if !same || !x.p.empty() || l.measure != "level" || !f.has("figure_scan.counter", n.Unit) || f.endsWith(l.noun, "figure_words.measure") {
		return ""
	}
	rest := f.text[n.End:c.b]
	if i := strings.Index(rest, "、"); i >= 0 {
		rest = rest[:i]
	}
	if f.hot.verb.prefix(rest) == "" && f.prefix("figure_words.title", rest) == "" && f.prefix("figure_words.no_noun", rest) == "" {
		return ""
	}
	if vp := f.predicateAfter(rest); runes(vp) > 1 && runes(vp) <= maxSaid {
		return strings.TrimPrefix(vp, "为")
	}
	return ""
}

// notShare is the name before that of a share, for a growth in per cent, which no share has.
func (f *figures) notShare(x, l *fact) *listed {
	grows := x.p.core == "grow" || x.p.core == "fall" || x.p.rate != ""
	if l == nil || !isShare(x.n) || !grows || !strings.HasPrefix(f.text[l.a:l.b], "占") {
		return nil
	}
	for i := len(f.said.names) - 1; i >= 0; i-- {
		if m := &f.said.names[i]; m.full != l.full {
			return m
		}
	}
	return nil
}

// ownYear gives the bytes of a year in digits at the end of a name that says when its number is reached.
func (f *figures) ownYear(s string) int {
	whole := s
	s = strings.TrimSuffix(strings.TrimSuffix(s, "底"), "末")
	t, ok := strings.CutSuffix(s, "年")
	if !ok || len(t) < len("成交额2030") || !yearAt(t[len(t)-4:]+"年末") {
		return 0
	}
	if t = t[:len(t)-4]; len(t) >= len("产量在") && strings.HasSuffix(t, "在") {
		return len(whole) - len(t) + len("在") // 积累率|在1978年|达到
	}
	if f.endsWith(t, "figure_words.year_joins") || t[len(t)-1] < 0x80 {
		return 0
	}
	return len(whole) - len(t)
}
