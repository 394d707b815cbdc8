package extract

import (
	"strings"

	"tupo/internal/zh"
)

// benefactor is what brings a gain to those who are counted behind 惠及 at a place of a clause: the thing
// before it in the clause (实施某政策、|惠及), the latest fact, or what the clause before is about.
func (f *figures) benefactor(at int, c clause) string {
	if l := f.said.last; l != nil && f.endsWith(l.noun, "figure_words.rate_head") {
		return ""
	} else if l != nil && (l.clause == c.a || f.said.topic.b <= l.clause) {
		return f.gaining(l)
	}
	before := f.said.topic
	if i := strings.LastIndex(f.text[c.a:at], "、"); i > 0 {
		before = clause{a: c.a, b: c.a + i}
	}
	if before.b <= before.a {
		return ""
	}
	a, b := f.object(before)
	if b <= a {
		a, b = f.skipLead(before.a, before.b), before.b
		switch act := f.hot.act.prefix(f.text[a:b]); {
		case act == "":
			b = f.subjectEnd(a, b)
		case f.has("figure_words.light", act):
			a += len(act) // 实施|某项目
		}
	}
	if runes(f.text[a:b]) > maxSaid {
		return ""
	}
	return f.resolved(a, f.trimRight(a, b))
}

// gaining is what those gain by who are counted after it: a thing with its verb (改造老旧小区),
// of money only what it is for (社会救助|资金).
func (f *figures) gaining(l *fact) string {
	if strings.HasSuffix(l.n.Unit, "元") || f.has("figure_words.light", l.verb) {
		return strings.TrimSuffix(l.noun, "资金")
	}
	return l.full
}

// gainers names those who gain, by the unit that counts them.
func gainers(n *amount) string {
	if n.Unit == "人次" {
		return n.Unit
	}
	return countNoun(n)
}

// countNoun names a count of people or households.
func countNoun(n *amount) string {
	switch n.Unit {
	case "户":
		return "户数"
	case "人", "名":
		return "人数"
	}
	return ""
}

// fromContext completes a name by what went before: a measure, the number before it, counted
// things, a topic, a fact; false if it is whole.
func (f *figures) fromContext(x *fact, c clause, n *amount, nm name, tail string, i int) bool {
	l, own := f.said.last, nm.who[1] > 0
	short := f.text[nm.full:nm.b]
	if w := f.said.whole; w != nil && l != nil && w != l && l.clause != c.a && !f.said.among && !strings.HasPrefix(short, "占") {
		l = w // …236个，其中亿元以上项目98个，|到位资金…
	}
	topicA, topicB := 0, 0
	if !own {
		topicA, topicB = f.ownerOf(x, short)
	}
	entity := ""
	if !own && f.has("figure_words.of_entity", f.text[nm.full:nm.b]) {
		entity = f.entity()
	}
	switch policy := f.policy(x); {
	case policy != "" && !own:
		x.full = policy + x.full
		x.flag("subject_carried")
	case entity != "" && i == 0:
		x.subject(entity + x.full) // 某开发区建设提速，…，新增企业…
		x.themed, f.said.owner = true, entity
	case i > 0:
		x.flag("carried_indicator")
		x.reason = "figure.list"
		if x.differs(l) {
			x.full += countNoun(n)
		}
	case f.said.subject != "":
		x.subject(f.said.subject + f.resolved(nm.whole, nm.b) + tail)
		f.said.subject = ""
	case topicB > topicA:
		f.ofTopic(x, topicA, topicB, tail)
	case l == nil:
		return false
	case f.has("figure_words.total", x.full) && f.endsWith(l.full, "figure_words.sum"):
		x.subject(l.full) // 一般公共预算收入增长…，总量突破…
	case !own && f.said.owner != "" && f.has("figure_words.jobs", x.full):
		x.subject(f.said.owner + x.full) // 推进某产业链发展，产值…，增加值…，吸纳就业…
	case (l.clause == c.a || f.said.among || f.has("figure_words.tax_share", short)) && f.isPartOf(l, short):
		x.subject(l.full + x.full) // 项目投资完成额增长…、制造业占比…
	case !own && f.has("figure_words.proceeds", f.text[nm.full:nm.b]) && f.endsWith(l.verb, "figure_words.sells"):
		x.subject(f.sold(l) + f.text[nm.full:nm.b]) // 盘活土地…、房产…，实现收入…
	case !own && l.n.Unit == "条" && f.has("figure_words.length", short):
		x.subject(l.noun + short) // 建成轻轨线路3条、通车里程…
	case !own && f.has("figure_words.of_each", short) && l.measure == "level" && f.has("figure_scan.counter", l.n.Unit):
		x.subject(f.title(l) + short) // 受理案件900件，化解率…
	case !own && f.prefix("figure_words.of_thing", short) != "":
		x.subject(l.noun + x.full) // 建设高标准农田…，建成面积占…
	case !own && f.prefix("figure_words.effect", short) != "" && f.endsWith(l.noun, "figure_words.yields"):
		return false // 年纳税…，带动就业…
	case !own && f.otherTrade(l, short):
		return false
	case !own && f.generic(short) && !(l.clause != c.a && (f.has("figure_words.macro", x.full) || strings.HasSuffix(short, "运量") && strings.HasSuffix(l.noun, "用电量"))):
		x.subject(f.stem(l, x.noun) + f.resolved(nm.full, nm.b))
	case isShare(n) && strings.HasPrefix(short, "占"):
		full := f.untotalled(l) + x.full
		if f.has("figure_words.act", strings.TrimPrefix(l.noun, "累计")) {
			full = l.full + x.full // 班列开行…、占全市…
		}
		if !f.endsWith(full, "figure_words.ratio_head") {
			full += "比重"
		}
		x.full, x.noun, x.verb = full, full, ""
	default:
		return false
	}
	return true
}

// otherTrade says whether a name tells of the other half of trade than the fact before it: 出口总额…, 进口总额….
func (f *figures) otherTrade(l *fact, short string) bool {
	for _, w := range [][2]string{{"出口", "进口"}, {"进口", "出口"}} {
		if l.noun == w[0]+strings.TrimPrefix(short, w[1]) && l.noun != short && l.full == l.noun {
			return true
		}
	}
	return false
}

// subject sets a name that takes its subject from before.
func (x *fact) subject(full string) {
	x.full, x.noun, x.verb = full, full, ""
	x.flag("subject_carried")
}

// nameEnd adds the nouns that a name leaves to its verb or unit: medals, 产量, 人数.
func (f *figures) nameEnd(x *fact, n *amount, p *predicate, nm name) {
	if f.has("figure_scan.medal", n.Unit) {
		f.medal(x, nm)
	}
	if p.yield && !f.endsWith(x.full, "figure_words.yield") {
		x.full += "产量"
	}
	f.nameOwner(x, n, p)
	if p.price && !strings.Contains(x.full, "价") {
		x.full += "价格"
	}
	if f.endsWith(x.full, "figure_words.benefit") && x.verb == "" {
		x.full += gainers(n) // 旧城改造惠及|3万人
	}
	if x.verb != "" && x.noun != "" && f.has("figure_words.gain", f.suffix("figure_words.benefit", x.noun)) && f.suffix("figure_words.benefit", x.noun) != x.noun {
		x.full += gainers(n) // 发放补贴惠及|6万户
	}
	if f.has("figure_words.of_grain", x.full) && strings.Contains(f.text[max(0, n.Start-farBack):n.Start], "粮食") {
		x.subject("粮食" + x.full)
	}
	if isShare(n) && strings.HasSuffix(x.full, "占") {
		x.full += "比" // 对某地投资占|50%
	}
	if part := f.ofPlace(x); isShare(n) && part != "" {
		x.full = part
	}
	if (isShare(n) || n.Kind == zh.Points) && f.partOfWhole(x.full) {
		x.full += "比重" // 民生支出占财政支出|78%
	}
}

// farBack is how far back, in bytes, the crop is looked for that a bare sown area is of.
const farBack = 300

// ofPlace is the name of a share of a place's things: 苹果产量稳定在全国|1/4; "" if it is none.
func (f *figures) ofPlace(x *fact) string {
	place := f.suffix("figure_words.wholes", x.full)
	head := strings.TrimSuffix(x.full, place)
	in := f.suffix("figure_words.lies_in", head)
	if place == "" || in == "" {
		return ""
	}
	if head = strings.TrimSuffix(head, in); head == "" && f.said.last != nil {
		head = f.said.last.full
	}
	if head == "" {
		return ""
	}
	return head + "占" + place + "比重"
}

// partOfWhole says whether a name tells of a part and its whole without a noun for it: X占Y.
func (f *figures) partOfWhole(s string) bool {
	i := strings.LastIndex(s, "占")
	return i > 0 && i+len("占") < len(s) && f.hot.keep.prefix(s[i:]) == "" && f.prefix("figure_words.no_part", s[i:]) == "" &&
		!f.endsWith(s, "figure_words.ratio_head") && !strings.HasSuffix(s, "率")
}

// ofTopic completes a name by the subject of the clause before it; where it is 总量, the
// subject is the name as written.
func (f *figures) ofTopic(x *fact, a, b int, tail string) {
	s := f.resolved(a, f.trimRight(a, b))
	if f.has("figure_words.total", x.noun) {
		x.a, x.b = a, f.trimRight(a, b)
	}
	x.subject(joinNoun(s, x.full))
	x.themed, f.said.owner = true, s
}

// shorten keeps the last of several things before the number as the short name, where it
// alone names a rate; a total of examples takes the name of what they are examples of
// (某某等|总投资500亿元的|化工项目).
func (f *figures) shorten(x *fact, n *amount, c clause) {
	s := f.text[x.a:x.b]
	if i := strings.LastIndex(s, "、"); i > 0 && !insideMarks(s[:i]) && f.endsWith(s[:i], "figure_words.done") && f.endsWith(s, "figure_words.rate_head") {
		x.a += i + len("、") // 试点顺利推进、|综合率
		x.full = f.resolved(x.a, x.b)
		x.noun, x.verb = x.full, ""
		return
	}
	if i := strings.LastIndex(s, "、"); i > 0 && !insideMarks(s[:i]) && f.endsWith(s, "figure_words.rate_head") && !f.endsWith(s[:i], "figure_words.head") {
		x.a += i + len("、")
		return
	}
	if i := strings.LastIndex(s, "大"); i > 6 && strings.Contains(s[:i], "、") {
		if w := width(s[:i]); f.prefix("figure_words.numeral", s[i-w:i]) != "" {
			x.a += i - w // 甲、乙、丙|三大产业规模
			return
		}
	}
	if rest := f.text[n.End:c.b]; f.has("figure_words.attribute", s) && strings.HasPrefix(rest, "的") {
		if p, q := f.nounAfter(n.End+len("的"), c.b, false, false); q > p {
			x.full = joinNoun(f.resolved(p, q), s) // 组建|总规模|9亿元的某基金
			x.noun, x.verb = x.full, ""
		}
	}
	if i := strings.Index(s, "等总投资"); i >= 0 && i+len("等总投资") == len(s) && strings.HasPrefix(f.text[n.End:c.b], "的") {
		if p, q := f.nounAfter(n.End+len("的"), c.b, false, false); q > p {
			x.a += i + len("等")
			x.full, x.noun, x.verb = f.resolved(p, q)+"总投资", f.resolved(p, q)+"总投资", ""
		}
	}
}

// lastVerb is where the last of several verbs begins, which is then what is counted
// (完成|生态修复); hi if there is only one.
func (f *figures) lastVerb(a, hi int) int {
	last, n := hi, 0
	for a < hi {
		w := f.hot.act.prefix(f.text[a:hi])
		if w == "" {
			if w = f.hot.scope.prefix(f.text[a:hi]); w == "" {
				_, k := firstRune(f.text[a:hi])
				a += k
				continue
			}
			a += len(w)
			continue
		}
		last, n = a, n+1
		a += len(w)
	}
	if n < 2 || f.has("figure_words.completes", f.text[last:hi]) {
		return hi
	}
	return last
}

// medal names the medals won at games: 在奥运会上勇夺|4金.
func (f *figures) medal(x *fact, nm name) {
	s := f.text[nm.full:nm.b]
	i := strings.LastIndex(s, "在")
	if i < 0 {
		x.full += x.n.Unit + "牌"
		return
	}
	k := strings.Index(s[i:], "上")
	if k < 0 {
		k = strings.Index(s[i:], "中")
	}
	if k > len("在") {
		x.a, x.b = nm.full+i+len("在"), nm.full+i+k
		x.full = f.resolved(x.a, x.b) + x.n.Unit + "牌"
	}
}

// isPart says whether nothing stands between the name and a per cent.
func (p *predicate) isPart(n *amount) bool {
	return p.empty() && n.Kind == zh.Percent || isShare(n) && p.core == "over" && n.Lead < n.Start || p.empty() && n.Kind == zh.Tenths
}

// partOf completes 衔接资金的62%用于产业发展: a part of what is named is put to a use.
func (f *figures) partOf(x *fact, c clause) {
	rest := f.text[x.n.End:c.b]
	if v := f.prefix("figure_words.part_verb", rest); v != "" && runes(rest) <= 16 {
		if f.has("figure_words.mid_light", v) {
			rest = rest[len(v):]
		}
		x.full += strings.ReplaceAll(rest, " ", "") + "占比"
	}
}

// completeName adds what a bare name in a list leaves out: the verb of the first, or of the
// whole that it is a part of (补充教师2万名，其中|乡村教师9000名).
func (f *figures) completeName(x *fact, n *amount, p *predicate) {
	if l := f.said.last; l != nil && f.said.among && l.clause != f.said.at && (l.n.Unit == n.Unit || l.n.Unit == "") && f.acts(l.verb) && !strings.HasSuffix(l.verb, "有") && !f.acts(x.verb) && p.empty() {
		x.verb = strings.TrimSuffix(l.verb, f.suffix("figure_words.scope", l.verb)) // 引进|各类|人才…，其中博士…
		x.full = x.verb + x.full
		if f.has("figure_words.modifier", x.noun) && f.suffix("figure_words.head", l.noun) == "" {
			x.full += strings.TrimPrefix(l.noun, x.noun) // 新建充电桩…，其中农村…
		}
		x.flag("verb_carried")
		return
	}
	if f.endsWith(x.noun, "figure_words.rate_head") || strings.HasPrefix(x.noun, "每") {
		return
	}
	if l := f.said.last; l != nil && l.clause == f.said.at && x.verb == "" && p.core == "over" && f.endsWith(l.verb, "figure_words.sells") {
		x.verb = l.verb
		x.full = l.verb + x.full // 盘活土地…、|房产超过…
		x.flag("verb_carried")
		return
	}
	if l := f.said.last; l != nil && n.Unit == l.n.Unit && p.empty() {
		x.full += f.gradeTail(x.noun, l.noun)
		x.noun += f.gradeTail(x.noun, l.noun)
	}
	if l := f.said.whole; l != nil && l.clause != f.said.at && n.Unit == l.n.Unit && p.core+p.rate != "" {
		x.full += f.wholeNoun(x, l)
	}
	if bare := p.core == "" || p.core == "over" && f.said.last != nil && f.said.last.p.core == "over"; f.acts(x.verb) || !bare || p.rate != "" || n.Kind != zh.Plain || !f.acts(f.said.verb) || f.said.last == nil {
		return
	}
	verb := f.verbFor(x)
	if verb == "" {
		return
	}
	x.full = strings.TrimPrefix(verb, x.verb) + x.full
	if x.verb != "" && !strings.HasPrefix(verb, x.verb) {
		x.full = verb + x.noun
	}
	x.verb = verb
	x.flag("verb_carried")
}

// wholeNoun is the noun of measure of a whole that the name of its part leaves out:
// 汽车产量增长6%，其中新能源汽车|增长9%; "" where it has its own.
func (f *figures) wholeNoun(x, l *fact) string {
	head := f.suffix("figure_words.head", l.noun)
	if _, w := firstRune(l.noun); head == l.noun && head != "" {
		head = f.suffix("figure_words.head", l.noun[w:])
	}
	if !f.said.among && (!f.endsWith(x.noun, "figure_words.sector") || strings.HasSuffix(x.noun, "企业")) {
		return ""
	}
	if head == "" || head == l.noun || f.suffix("figure_words.head", x.noun) != "" || f.endsWith(x.noun, "figure_words.measure") {
		return ""
	}
	return head
}

// gradeTail is what a name that is only a grade leaves out of the one before it: 国家级|实验室|3家、省级|9家.
func (f *figures) gradeTail(noun, before string) string {
	i := strings.Index(before, "级")
	if i < 0 || runes(noun) > 4 || !strings.HasSuffix(noun, "级") || i+len("级") == len(before) {
		return ""
	}
	return before[i+len("级"):]
}

// acts says whether the words before a short name hold a verb, not only a place.
func (f *figures) acts(s string) bool {
	for s != "" {
		w := f.hot.scope.prefix(s)
		if w == "" {
			return true
		}
		s = s[len(w):]
	}
	return false
}
