package extract

import (
	"slices"
	"strings"

	"tupo/internal/zh"
)

// group walks over the numbers of a clause and gives each of them its name: from before
// it, from after it, from a list, or from the number before.
func (f *figures) group(c clause, all []amount) {
	var same *amount    // another count of the things counted next: 7万户、22万人
	var waiting []*fact // counted things whose predicate comes later: 20个街区、300座立交桥实现绿化
	f.said.verb = f.carriedVerb()
	f.said.subject = ""
	for i := 0; i < len(all); {
		n := &all[i]
		lo, next := c.a, c.b
		if i > 0 {
			lo = all[i-1].used
		}
		if i+1 < len(all) {
			next = all[i+1].Lead
		}
		p := f.predicate(lo, n.Start, n)
		nm := f.nameBefore(lo, p.a)
		if s := f.text[nm.full:nm.b]; strings.HasPrefix(s, "在") && f.circumstance(n) {
			nm.full, nm.prep = nm.full+len("在"), false
			nm.a = max(nm.a, nm.full)
		}
		if isShare(n) && !nm.empty() && f.endsWith(f.text[nm.a:nm.b], "figure_words.and") && !f.endsWith(f.text[nm.a:nm.b], "figure_words.act") {
			nm = f.beforeJoin(nm) // 所有乡镇和|九成|村庄
		}
		if f.sameThings(all, i, &p, nm) {
			n.used = n.End
			same, i = n, i+1
			continue
		}
		if f.rateNamed(c, n, &p, nm) {
			i++
			continue
		}
		if vp, ok := f.doers(n, &p, nm, next); ok {
			f.doing(c, n, &p, nm, vp)
			i++
			continue
		}
		if a, b, ok := f.counts(n, &p, nm, next); ok {
			n.used = b
			waiting = f.counted(c, n, &p, nm, a, b, next, waiting)
			f.alsoCounted(c, same)
			same = nil
			i++
			continue
		}
		waiting = nil
		k := i + 1
		for k < len(all) && connects(f.text[all[k-1].End:all[k].Lead]) && !f.nounFollows(all, k, c.b) && !passes(&all[k-1], &all[k]) {
			k++
		}
		f.bundle(c, all[i:k], &p, nm)
		i = k
	}
}

// passes says whether a number tells, behind a change, the level that was passed: 增长6%、突破|80亿元.
func passes(last, n *amount) bool {
	return n.Lead < n.Start && isShare(last) && !isShare(n) && n.Kind != zh.Points
}

// sameThings says whether a number without a name counts, in another unit, the things that the
// next number counts: 7万户、|22万名群众|喜迁新居.
func (f *figures) sameThings(all []amount, i int, p *predicate, nm name) bool {
	if !nm.empty() || nm.verbOnly() || !p.empty() || i+1 >= len(all) || countNoun(&all[i]) == "" || countNoun(&all[i+1]) == "" || all[i].Unit == all[i+1].Unit {
		return false
	}
	s := f.text[all[i].End:all[i+1].Start]
	return (s == "" || s == "、") && f.countsNext(&all[i+1])
}

// alsoCounted writes the fact of such a number with the name of the one after it.
func (f *figures) alsoCounted(c clause, n *amount) {
	l := f.said.last
	if n == nil || l == nil {
		return
	}
	x := f.newFact(n, &predicate{a: n.Start}, "figure.after", 0.75)
	x.a, x.b, x.noun, x.verb, x.full = l.a, l.b, l.noun, l.verb, l.full+countNoun(n)
	f.emit(x, c)
}

// carriedVerb keeps 新增 in force over commas for bare names: 全年新增机组容量…,铁路….
func (f *figures) carriedVerb() string {
	if l := f.said.last; l != nil && l.measure == "level" && f.has("figure_words.carry", l.verb) && f.said.verb == l.verb {
		return l.verb
	}
	return ""
}

func (f *figures) nounFollows(all []amount, i, end int) bool {
	n := &all[i]
	if i+1 < len(all) {
		end = all[i+1].Lead
	}
	if !f.has("figure_scan.counter", n.Unit) {
		return false
	}
	a, b := f.nounAfter(n.End, end, false, false)
	return b > a
}

// bundle writes the facts of numbers that share a name, a list of names or a predicate.
func (f *figures) bundle(c clause, all []amount, p *predicate, nm name) {
	tail := ""
	if nm.verbOnly() {
		nm.a = f.lastVerb(nm.full, nm.b)
	}
	p.each = p.each || len(all) == 1 && f.sharesValue(nm, p, &all[0])
	if !nm.empty() && (p.respectively || p.each || strings.Contains(f.text[nm.full:nm.b], "分别")) {
		if a := f.skipVerbs(nm.full, nm.b); nm.b-a > len("率") {
			nm.a = a
		}
	}
	if !nm.empty() {
		nm, tail = f.splitShare(nm, p)
	}
	if nm.empty() && p.respectively && len(all) > 1 && f.fromTopic(c, all, p) {
		return
	}
	if nm.empty() && !nm.verbOnly() && len(all) > 1 && (p.respectively || len(f.said.items) == len(all) || p.core == "grow" || p.core == "fall" || p.rate != "") && (f.sameUnit(all) || p.respectively && len(f.said.items) == len(all)) && f.fromItems(c, all, p) {
		return
	}
	if !nm.empty() && p.respectively && len(all) > 1 && f.sharedPart(c, all, p, nm) {
		return
	}
	items := f.items(nm, p, all)
	switch {
	case len(items) > 1 && len(items) == len(all) && (p.respectively || f.implicit(all, p, nm)):
		f.distribute(c, all, p, nm, items, tail)
		return
	case len(items) > 1 && len(all) == 1 && (p.each || p.respectively):
		f.shareOne(c, &all[0], p, nm, items, tail)
		return
	}
	if f.eachOfLatest(c, all, p, nm) {
		return
	}
	if full := f.pairs(nm, 2); p.each && len(all) == 1 && full != nil {
		for i := range full { // 存贷款余额均突破…
			f.named(c, &all[0], p, listed{nm.a, nm.b, full[i] + tail}, f.resolved(nm.full, nm.a), map[bool]string{true: "", false: "shared_value"}[i == 0], false)
		}
		return
	}
	if full := f.pairs(nm, len(all)); len(all) > 1 && full != nil && f.sameUnit(all) && (p.respectively || p.core != "over") {
		f.said.items = nil
		for i := range all {
			item := listed{nm.a, nm.b, full[i] + tail}
			f.said.items = append(f.said.items, item)
			f.named(c, &all[i], p, item, f.resolved(nm.full, nm.a), "distributed", i > 0 && !p.respectively)
		}
		return
	}
	for i := range all {
		f.single(c, &all[i], p, nm, tail, i)
	}
}

// fromItems gives numbers to the names of the list before them, or to the names of as
// many facts of the sentence.
func (f *figures) fromItems(c clause, all []amount, p *predicate) bool {
	items := f.said.items
	if len(items) != len(all) {
		if len(f.said.names) < len(all) {
			return false
		}
		items = f.said.names[len(f.said.names)-len(all):]
	}
	items = append([]listed{}, items...)
	for i := range all {
		f.named(c, &all[i], p, items[i], "", "distributed", i > 0)
	}
	return true
}

// sharedPart gives numbers to as many names before them, each with what the name in hand
// says of it: 甲、乙增加值分别增长…,占工业比重分别提高到….
func (f *figures) sharedPart(c clause, all []amount, p *predicate, nm name) bool {
	part := f.text[nm.a:nm.b]
	if len(f.said.names) < len(all) || !strings.HasPrefix(part, "占") && !f.generic(part) {
		return false
	}
	names := f.said.names[len(f.said.names)-len(all):]
	for i, item := range append([]listed{}, names...) {
		if strings.HasPrefix(part, "总") {
			item.full = strings.TrimPrefix(item.full, f.prefix("figure_words.carry", item.full)) // 新增企业…家，总数达…家
		}
		item.full += f.resolved(nm.a, nm.b)
		f.named(c, &all[i], p, listed{nm.a, nm.b, item.full}, "", "distributed", false)
	}
	return true
}

// sameUnit says whether numbers have one unit; the time that each is for may differ (元/月 and 元/年).
func (f *figures) sameUnit(all []amount) bool {
	first, _, _ := strings.Cut(all[0].Unit, "/")
	for i := range all {
		if unit, _, _ := strings.Cut(all[i].Unit, "/"); unit != first {
			return false
		}
	}
	return true
}

// implicit says whether a list of names and a list of numbers belong together although
// the text does not say 分别: 城乡标准提高到815元和615元.
func (f *figures) implicit(all []amount, p *predicate, nm name) bool {
	return len(all) > 2 || f.sameUnit(all) || p.core != "" && strings.Contains(f.text[nm.a:nm.b], "、")
}

// single writes a fact whose name stands before the number, or before that in turn.
func (f *figures) single(c clause, n *amount, p *predicate, nm name, tail string, i int) {
	switch {
	case nm.paid && i == 0 && strings.HasSuffix(n.Unit, "元"):
		f.paidFor(c, n, p, nm)
	case !nm.empty() && f.noName(nm):
		if f.said.last != nil && p.core != "" && p.core != "reach" {
			f.carried(c, n, p)
		}
	case !nm.empty():
		f.before(c, n, p, nm, tail, i)
	case nm.full >= nm.b && nm.who[1] > 0:
		x := f.newFact(n, p, "figure.subject", 0.75)
		x.a, x.b = nm.who[0], nm.who[1]
		x.full = f.resolved(x.a, x.b)
		x.noun = x.full
		f.emit(x, c)
	case nm.verbOnly() && f.purpose(c, n, p, nm):
	case nm.verbOnly() && f.has("figure_words.spends", f.text[nm.full:nm.b]) && !f.boundary(f.text[n.End:]):
		return // 统筹|9亿元|实施6个项目
	case nm.verbOnly():
		if l := f.said.last; l != nil && l.n.Unit == n.Unit && l.measure == "level" && f.has("figure_words.carry", f.resolved(nm.full, nm.b)) && !f.acts(l.verb) {
			p.core = "grow"
			f.carried(c, n, p)
			return
		}
		x := f.newFact(n, p, "figure.verb", 0.6)
		x.a, x.b, x.verb = nm.full, nm.b, f.resolved(nm.full, nm.b)
		x.noun, x.full = x.verb, x.verb
		if thing := f.builtThing(x); thing != "" && (f.said.last == nil || f.said.last.n.Unit != n.Unit) {
			x.noun, x.full = thing, x.verb+thing
			x.flag("subject_carried")
			f.emit(x, c)
			return
		}
		if l := f.said.last; l != nil && l.n.Unit != n.Unit && f.has("figure_words.own_act", x.verb) {
			x.full += countNoun(n) // 治理隐患30处、|搬迁|60户
		} else if l != nil && (l.clause == c.a || l.n.Unit == n.Unit || countNoun(n) != "") {
			x.noun = strings.TrimSuffix(l.noun, f.suffix("figure_words.total", l.noun))
			x.full = x.verb + x.noun
			if act := f.suffix("figure_words.act", l.full); !f.acts(l.verb) && act != "" && len(act) < len(l.full) {
				x.full = strings.TrimSuffix(strings.TrimSuffix(l.full, act), "基本") + x.verb // 重大项目开工80个、|竣工|60个
			}
			x.flag("carried_indicator")
		}
		if l := f.said.last; l != nil && l.clause != c.a && strings.HasSuffix(n.Unit, "元") && f.has("figure_words.carry", x.verb) && f.endsWith(l.noun, "figure_words.balance") && l.n.Unit != n.Unit {
			x.full = l.full + x.verb // 存款余额增长8%，|新增|9亿元
			x.flag("carried_indicator")
		}
		if trouble := f.troubleAfter(n, c); trouble != "" && strings.HasSuffix(x.verb, "解决") {
			x.full = x.verb + trouble + countNoun(n)
		}
		if f.has("figure_words.benefit", x.verb) {
			x.full = f.benefactor(nm.full, c) + x.verb + gainers(n)
		}
		f.emit(x, c)
	case p.each && i == 0 && len(f.said.names) > 1:
		for k, item := range f.latestNames() {
			f.named(c, n, p, item, "", map[bool]string{true: "", false: "shared_value"}[k == 0], true)
		}
	default:
		f.carried(c, n, p)
	}
}

// latestNames are the names of the facts of the latest clause that had any; at least two.
func (f *figures) latestNames() []listed {
	all, from := f.said.names, f.said.last.clause
	i := len(all)
	for i > 0 && (all[i-1].a >= from || len(all)-i < 2) {
		i--
	}
	return append([]listed{}, all[i:]...)
}

// before writes a fact whose name stands before the number.
func (f *figures) before(c clause, n *amount, p *predicate, nm name, tail string, i int) {
	x := f.newFact(n, p, "figure.before", 0.9)
	x.a, x.b, x.noun = nm.a, nm.b, f.resolved(nm.a, nm.b)
	x.verb = f.resolved(nm.full, nm.a)
	if nm.full < nm.a && f.has("figure_words.push", x.verb) && f.endsWith(x.noun, "figure_words.rate_head") {
		nm.full, x.verb = nm.a, "" // 推动|高技术产业占比|提高到
	}
	x.full = f.resolved(nm.who[0], nm.who[1]) + f.resolved(nm.full, nm.b) + tail + p.verb
	if f.has("figure_words.gain", x.verb) && i == 0 && f.policy(x) == "" {
		x.full = f.benefactor(nm.full, c) + x.full // 实施某计划，惠及企业|600家
		x.a = nm.full
	} else if !f.fromContext(x, c, n, nm, tail, i) {
		f.completeName(x, n, p)
	} else if i == 0 && x.a == nm.a && slices.Contains(x.flags, "subject_carried") && (runes(x.noun) < 3 || !f.has("figure_words.light", f.resolved(nm.full, nm.a))) {
		x.a = nm.full // the written name is whole but for its subject: 完成投资
	}
	f.nameEnd(x, n, p, nm)
	f.shorten(x, n, c)
	if x.p.isPart(n) {
		f.partOf(x, c)
	}
	x.full = f.withoutIdle(x.full, nm)
	if isShare(n) && (p.core == "grow" || p.core == "fall") {
		x.full = strings.TrimPrefix(x.full, "累计") // 累计|能耗下降9%
	}
	f.actsAlone(x, nm)
	f.emit(x, c)
	if x.verb != "" && i == 0 {
		f.said.verb = f.leadingVerb(x.verb)
	}
}

// carried writes a fact that says more of the indicator before it.
func (f *figures) carried(c clause, n *amount, p *predicate) {
	x := f.newFact(n, p, "figure.carried", 0.8)
	x.flag("carried_indicator")
	l := f.said.last
	topicA, topicB := 0, 0
	if l == nil || f.said.topic.a > l.clause && f.namesMeasure(f.said.topic) {
		topicA, topicB = f.topic()
		l = nil
	}
	topicTail := ""
	if a, b, tail := f.risenBefore(p); b > a {
		topicA, topicB, topicTail, l = a, b, tail, nil
	}
	switch {
	case l != nil:
		x.a, x.b, x.noun, x.full, x.verb = l.a, l.b, l.noun, l.full, l.verb
		if (p.core == "reach" || strings.Contains(f.text[p.a:n.Start], "累计")) && l.verb != "" && f.has("figure_words.carry", l.verb) && n.Unit == l.n.Unit {
			x.full, x.verb = l.noun, "" // 新增公园141座、累计达到973座
		}
		if w := f.suffix("figure_words.carry", x.full); w != "" && w != x.full && n.Unit == l.n.Unit && (p.core == "reach" || p.core == "to" || p.core == "over") {
			x.full = strings.TrimSuffix(x.full, w) // 航线新增6条、达到20条
		}
		x.stretchOf(l)
	case topicB > topicA && f.prefix("figure_words.conceding", strings.TrimLeft(f.text[f.said.topic.a:f.said.topic.b], " ")) != "":
		return // 尽管有严重的灾害，|仍有三分之一
	case topicB > topicA:
		x.a, x.b = topicA+len(f.changing(topicA, topicB)), topicB
		x.noun = f.resolved(x.a, x.b)
		x.full, x.reason, x.conf = x.noun+topicTail, "figure.topic", 0.55
	default:
		return
	}
	if m := f.notShare(x, l); m != nil {
		x.a, x.b, x.noun, x.full, x.verb = m.a, m.b, m.full, m.full, "" // 规模达…，占比重超…，年均增长|10%
	}
	if vp := f.ofThese(x, l, c); vp != "" {
		x.full = vp + l.noun // 推出40项措施，其中|6项|获全省推广
		x.flag("subject_carried")
	}
	if rest := f.text[n.End:c.b]; isShare(n) && x.p.empty() && f.prefix("figure_words.part_verb", rest) != "" {
		f.partOf(x, c)
	}
	f.emit(x, c)
}
