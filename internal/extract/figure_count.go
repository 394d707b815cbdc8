package extract

import (
	"strings"

	"tupo/internal/zh"
)

// isShare says whether a number is a part of a whole.
func isShare(n *amount) bool {
	return n.Kind == zh.Percent || n.Kind == zh.Tenths || n.Kind == zh.Fraction
}

// counts says whether the number counts the noun that stands after it.
func (f *figures) counts(n *amount, p *predicate, nm name, next int) (a, b int, ok bool) {
	if f.circumstance(n) {
		return 0, 0, false
	}
	if isShare(n) {
		other := !nm.empty() && (runes(f.text[nm.a:nm.b]) > 4 || f.measured(f.text[nm.a:nm.b]))
		if f.prefix("figure_scan.rate_after", f.text[n.End:next]) != "" {
			return 0, 0, false // 6%的增速|可以保障就业
		}
		if !strings.HasPrefix(f.text[n.End:next], "的") {
			return f.bareShare(n, p, nm, next)
		}
		if reached := strings.TrimSuffix(f.text[nm.a:nm.b], f.suffix("figure_words.wholes", f.text[nm.a:nm.b])); other && p.empty() && f.endsWith(reached, "figure_words.reaches") {
			a, b = f.nounAfter(n.End+len("的"), next, false, false) // 供水工程覆盖|九成|的农村人口
			return a, b, b > a
		}
		if at := f.inPart(n, p); (other || !p.empty() && p.core != "over") && !at {
			return 0, 0, false
		}
		a, b = f.nounAfter(n.End+3, next, true, false)
		return a, b, b > a
	}
	if n.Kind != zh.Plain || f.has("figure_scan.medal", n.Unit) {
		return 0, 0, false
	}
	if l := f.said.last; p.isFrom && !nm.empty() || p.core == "to" && nm.empty() && l != nil && l.p.isFrom && l.n.Unit == n.Unit {
		return 0, 0, false // 帮扶从15个县扩大到57个县
	}
	if group, _ := f.changeAfter(n.End, next); p.isFrom && group == "to" {
		return 0, 0, false // 由年初的9万人|扩大到|年末的12万人
	}
	a, b = f.nounAfter(n.End, next, f.needsVerb(nm, p), nm.prep)
	if b <= a {
		return f.ofSize(n, p, nm, next)
	}
	if n.Unit == "" && !nm.empty() && f.has("figure_words.undertaking", f.text[a:b]) {
		return 0, 0, false // 裁减员额|9万|任务
	}
	b = f.beforeExamples(a, b, next)
	if q := a + len(f.untilPredicate(a, next)); b > q && q > a && b == next && !f.boundary(f.text[next:]) {
		b = q // 203个断面水质优良率|达|100%
	}
	if i := strings.LastIndex(f.text[a:b], "、"); i > 0 && b < next && f.suffix("figure_words.measure", f.text[a:b]) == "率" {
		b = a + i // 5个|医疗集团|、覆盖率达90%
	}
	if b == next && !f.boundary(f.text[next:]) && next > a {
		b = f.trimNoun(a, f.innerVerb(a, b), false) // 8个县|建设基地|6万亩
		if act := f.suffix("figure_words.act", f.text[a:b]); b == next && len(act) >= len("聘任") && runes(f.text[a:b-len(act)]) > 1 && !f.has("figure_words.act_noun", act) && !f.has("figure_words.own_act", act) && f.countsNext(n) && f.nextCounts(next) {
			b = f.trimNoun(a, b-len(act), false) // 12家医院|出台|6份方案
		}
	}
	counter := f.has("figure_scan.counter", n.Unit) || n.Unit == ""
	money := false
	if strings.HasSuffix(n.Unit, "元") && (nm.empty() || p.empty()) {
		b, money = f.moneyNoun(a, b)
	}
	switch {
	case n.Unit != "元" && p.core == "reach" && strings.HasPrefix(strings.TrimLeft(f.text[p.a:n.Start], " "), "共") && strings.Contains(f.text[nm.a:nm.b], "、") && !f.measured(f.text[nm.a:nm.b]):
		return a, b, true // 建成甲线、乙线共|60公里|铁路
	case !counter && !money && !((p.empty() || p.core == "reach" && nm.empty()) && n.Unit != "元" && (nm.empty() || n.Power == 0)):
		return 0, 0, false
	case nm.empty(), nm.prep:
		return a, b, p.core == "" || p.core == "reach" || p.core == "over" || p.core == "to" || p.core == "atleast" || p.core == "grow" || p.core == "hold"
	case p.core == "" && p.rate == "":
		return a, b, true
	}
	return a, b, f.endsWith(f.text[nm.a:nm.b], "figure_words.act")
}

// circumstance says whether what a number tells is only what something else happened under: 在能源增长3%|的情况下.
func (f *figures) circumstance(n *amount) bool {
	return f.prefix("figure_words.circumstance", f.text[n.End:]) != ""
}

// nextCounts says whether the number that begins at a place counts things that follow it.
func (f *figures) nextCounts(at int) bool {
	for i := range f.found {
		if f.found[i].Lead == at {
			return f.countsNext(&f.found[i])
		}
	}
	return false
}

// bareShare finds the noun right after a share: 70%村庄|通上客车, 服务覆盖|九成|社区.
func (f *figures) bareShare(n *amount, p *predicate, nm name, next int) (a, b int, ok bool) {
	at := f.inPart(n, p)
	if n.Kind == zh.Fraction || f.boundary(f.text[n.End:]) || !p.empty() && p.core != "over" && !at {
		return 0, 0, false
	}
	if !nm.empty() && !at {
		if !f.endsWith(strings.TrimSuffix(f.text[nm.a:nm.b], f.suffix("figure_words.wholes", f.text[nm.a:nm.b])), "figure_words.reaches") {
			return 0, 0, false
		}
		a, b = f.nounAfter(n.End, next, false, false)
		return a, b, b > a
	}
	if nm.verbOnly() && f.endsWith(f.text[nm.full:nm.b], "figure_words.reaches") {
		a, b = f.nounAfter(n.End, next, false, false)
		return a, b, b > a
	}
	a, b = f.nounAfter(n.End, next, true, false)
	return a, b, (at || !f.acts(f.text[nm.full:nm.b])) && runes(f.text[a:b]) > 1 && f.predicateAfter(f.text[b:next]) != ""
}

// needsVerb says whether the counted noun must have its verb after it: none stands before
// the number, in this clause or carried from the numbers before.
func (f *figures) needsVerb(nm name, p *predicate) bool {
	if nm.verbOnly() && f.endsWith(f.text[nm.full:nm.b], "figure_words.bring") {
		return true
	}
	return nm.prep || p.empty() && (f.said.verb == "" || f.has("figure_words.carry", f.said.verb)) && !nm.verbOnly() && f.subjectEnd(nm.full, nm.b) == nm.b
}

// counted writes the fact of a number and the noun after it; waiting are those before it that
// what is said of it belongs to, too.
func (f *figures) counted(c clause, n *amount, p *predicate, nm name, a, b, next int, waiting []*fact) []*fact {
	x := f.newFact(n, p, "figure.after", 0.85)
	x.a, x.b, x.noun = a, b, f.resolved(a, b)
	x.flag("indicator_after_value")
	rest := f.text[b:next]
	if things, ok := strings.CutSuffix(x.noun, "全覆盖"); ok && things != "" && !nm.empty() && strings.HasSuffix(f.text[nm.a:nm.b], "实现") {
		x.a, x.b = nm.a, f.trimRight(nm.a, nm.b-len("实现")) // 某学院实现|16个|市全覆盖
		x.b -= len(f.suffix("figure_words.every", f.text[x.a:x.b]))
		x.full = f.resolved(x.a, x.b) + "覆盖" + things
		x.noun = x.full
		f.emit(x, c)
		return nil
	}
	shared := ""
	if connects(rest) && next < c.b {
		shared = f.sharedNoun(x.noun, next, c.b)
		x.noun += shared
	}
	if isShare(n) && nm.full < nm.b && f.endsWith(strings.TrimSuffix(f.text[nm.full:nm.b], f.suffix("figure_words.wholes", f.text[nm.full:nm.b])), "figure_words.reaches") {
		f.coveredShare(x, c, nm)
		return nil
	}
	if isShare(n) {
		f.countedShare(x, c, nm, b, next)
		return nil
	}
	x.p.core, x.p.rate = keepLevel(p.core), ""
	carries := nm.empty() && !nm.prep && p.empty() && (next < c.b && connects(rest) || f.predicateAfter(rest) == "")
	f.countedName(x, c, f.withoutIdle(f.countVerb(n, p, nm), nm), nm, carries)
	housing(x, n)
	f.said.subject = ""
	if shared != "" && f.has("figure_words.light", x.verb) {
		x.full = x.noun
	}
	if f.madeTo(x, rest) {
		f.emit(x, c)
		return nil
	}
	if !nm.prep && f.acts(x.verb) {
		f.bettered(x)
		if next == c.b {
			f.brought(x, nm, b, c)
		}
		f.emit(x, c)
		return nil
	}
	vp := withoutParticle(f.predicateAfter(rest))
	if i := strings.LastIndex(rest, "、"); i > 0 && next < c.b && !nm.prep && f.prefix("figure_words.second", rest[i+len("、"):]) != "" {
		x.full = f.predicateAfter(rest[:i]) + x.noun // 11处煤矿|建成试运转|、新增产能…
		vp = ""
	}
	ends := next == c.b || strings.HasSuffix(rest, "、") && !connects(rest) // 30项实现跨省通办、|20项…
	switch {
	case vp != "" && nm.prep && f.prefix("figure_words.provide", vp) != "" && f.serves(nm):
		service := strings.TrimPrefix(vp, f.prefix("figure_words.provide", vp))
		if i := strings.LastIndex(service, "等"); i >= 0 && runes(service[i:]) > 2 {
			service = service[i+len("等"):]
		}
		x.verb = "接受" + service + "的" // 为|80名老人|提供上门服务
		x.full = x.verb + x.noun
	case f.has("figure_words.of_reform", x.noun) && nm.empty() && f.entity() != "":
		x.full = f.entity() + x.noun // 某试验区建设提速，|90项|改革任务全面铺开
	case vp == "受益" && nm.empty() && next == c.b && len(waiting) > 0:
		x.full = vp + x.noun // 使9万学生和|6万名寄宿生|受益
		for _, w := range waiting {
			f.out.Quantities[w.at].Resolved = vp + w.noun
		}
	case vp == "受益" && nm.empty() && next == c.b:
		x.full = f.benefactor(c.a, c) + vp + x.noun // 实施某项目，|5万户|群众受益
		x.b = max(x.b, f.trimRight(b, c.b))
	case vp != "" && (ends || nm.prep || f.saidBefore(rest)) && runes(vp) <= maxSaid:
		if next < c.b && !nm.prep {
			n.used = next // what is said of these is no part of the next name
		}
		if nm.prep {
			x.full = vp + x.noun
		} else {
			f.saidOf(x, vp, b+f.saidEnd(rest))
		}
		for _, w := range waiting {
			f.out.Quantities[w.at].Resolved = f.withSaid(vp, w.noun)
		}
	case connects(rest) && !nm.prep:
		f.emit(x, c)
		return append(waiting, x)
	case !nm.prep:
		f.said.subject = x.noun
	}
	f.emit(x, c)
	return nil
}

// serves says whether the preposition of a name tells whom something is done for.
func (f *figures) serves(nm name) bool {
	s := f.text[nm.full:nm.b]
	return f.endsWith(s, "figure_words.serves") || f.prefix("figure_words.serves", s) != ""
}

// maxSaid is the longest predicate that names counted things, in characters.
const maxSaid = 24

// coveredShare writes the fact of a part of what something reaches: 服务覆盖|九成|社区, 建成站点80个、|覆盖|95%|村庄.
func (f *figures) coveredShare(x *fact, c clause, nm name) {
	whole := f.resolved(nm.full, nm.b) + x.noun + "占比"
	if l := f.said.last; nm.verbOnly() && l != nil && l.clause == c.a {
		whole = l.noun + whole
	}
	x.a, x.b = nm.a, nm.b
	if nm.verbOnly() {
		x.a = nm.full
	}
	x.noun, x.full = whole, whole
	f.emit(x, c)
}

// countedShare writes the fact of a part of what is named after it.
func (f *figures) countedShare(x *fact, c clause, nm name, b, next int) {
	vp := f.predicateAfter(f.text[b:next])
	done := next == c.b || strings.HasSuffix(f.text[b:next], "、")
	if done {
		x.b = max(b, f.trimRight(b, b+len(strings.TrimRight(f.text[b:next], "、"))))
	}
	x.full = f.resolved(x.a, x.b) + "占比"
	if done && vp != "" && f.prefix("figure_words.part_verb", vp) != vp && f.prefix("figure_words.put_to", vp) == "" {
		who := ""
		if f.inPart(x.n, &x.p) {
			who = strings.TrimSuffix(f.resolved(nm.full, nm.b), "在") // 基本药物制度在|30%|的村卫生室|实施
		}
		x.full = vp + who + x.noun + "占比" // 实现开放|公园|占比
	}
	f.emit(x, c)
}

// countedName makes the name of counted things with the verb before the number, or with the
// verb in force where they carry it on.
func (f *figures) countedName(x *fact, c clause, verb string, nm name, carries bool) {
	if f.has("figure_predicates.reach", verb) && !f.has("figure_words.act", verb) || strings.Count(verb, "“") != strings.Count(verb, "”") {
		verb = "" // 共计|28项指标
	}
	if l := f.said.last; verb == "" && l != nil && f.ofCounted(l, x.n) {
		verb = l.verb
	} else if verb == "" && l != nil && carries {
		verb = f.said.verb
	}
	if reach, ok := strings.CutSuffix(verb, "全球"); ok && reach != "" {
		verb = reach // 通达|全球|100国
	}
	x.verb, x.full = verb, verb+x.noun
	switch {
	case f.has("figure_words.gain", verb) && nm.verbOnly():
		x.full = f.benefactor(nm.full, c) + verb + x.noun // 实施某政策、惠及|6万名|儿童

	case f.said.heading != "" && f.has("figure_words.thing", x.noun):
		x.full = verb + f.said.heading + x.noun
	case f.has("figure_words.push", verb):
		x.full = x.noun // 推进|12个改造项目
	}
	if act := f.suffix("figure_words.act", verb); verb != "" && nm.empty() {
		f.said.verb = verb
	} else if act != "" {
		f.said.verb = act
	}
}

// brought names counted things that something is brought to or that are new as something:
// 推动|12家企业|提质增效, 新增|8个项目|纳入规划.
func (f *figures) brought(x *fact, nm name, b int, c clause) {
	bring := f.suffix("figure_words.bring", x.verb)
	vp := f.predicateAfter(f.text[b:c.b])
	switch {
	case f.endsWith(vp, "figure_words.undertaking") && f.boundary(f.text[c.b:]):
		x.b = max(x.b, f.trimRight(b, c.b))
		x.noun = f.resolved(x.a, x.b)
		x.full = x.verb + x.noun // 完成|9万人|脱贫任务
	case vp != "" && runes(vp) <= maxSaid && bring != "":
		before := strings.TrimSuffix(x.verb, bring)
		if f.has("figure_words.lead", before) {
			before = "" // 重点|支持|8个县|发展冷链
		}
		x.full = before + vp + x.noun
		x.b = max(x.b, f.trimRight(b, c.b))
	case vp != "" && runes(vp) <= maxSaid && f.has("figure_words.carry", x.verb):
		x.full = x.verb + vp + x.noun
	case bring != "":
		made := f.suffix("figure_words.made", x.noun)
		if made == "" || len(made) == len(x.noun) {
			return
		}
		x.b = f.trimRight(x.a, x.b-len(made))
		x.noun = strings.TrimSuffix(x.noun, made)
		x.full = strings.TrimSuffix(x.verb, bring) + made + x.noun // 完成|3支基金|组建
	}
}

// keepLevel drops the verbs that do not change what a count measures (增加3个专业).
func keepLevel(core string) string {
	if core == "grow" || core == "fall" {
		return ""
	}
	return core
}

// countVerb is the verb, or the noun, that stands before a number that counts what
// follows it. A list of examples before it is left out: 开工某某等35个项目.
func (f *figures) countVerb(n *amount, p *predicate, nm name) string {
	nm.b = nm.full + len(withoutSets(f.text[nm.full:nm.b]))
	end := nm.b
	if lot := f.suffix("figure_words.lot", f.text[nm.full:nm.b]); lot != "" && len(lot) < nm.b-nm.full && f.endsWith(f.text[nm.full:nm.b-len(lot)], "figure_words.act") {
		nm.b -= len(lot) // 建成|首批|6个驿站
		end = nm.b
	}
	if p.core == "reach" || p.core == "to" || p.core == "grow" || p.core == "over" && nm.empty() && n.Lead == n.Start {
		end = f.trimRight(nm.full, n.Lead)
	}
	switch {
	case nm.prep:
		return ""
	case nm.empty() && strings.HasSuffix(f.text[nm.full:end], "有") && f.has("figure_words.lead", f.text[nm.full:end]):
		return "" // 又有|9万户|危房得到改造
	case nm.empty():
		return f.resolved(nm.full, end)
	case strings.HasSuffix(f.text[nm.a:nm.b], "等") && f.ofExamples(n):
		return f.resolved(nm.full+len(f.prefix("figure_words.light_verb", f.text[nm.full:nm.b])), end)
	case f.endsWith(f.text[nm.a:nm.b], "figure_words.gain"):
		return f.resolved(nm.full, end) // 甲、乙惠及|3万|家庭
	case strings.HasSuffix(f.text[nm.a:nm.b], "等"), f.endsWith(f.text[nm.a:nm.b], "figure_words.and") && !f.endsWith(f.text[nm.a:nm.b], "figure_words.act"), strings.Contains(f.text[nm.a:nm.b], "、"):
		return f.resolved(nm.full, f.skipVerbs(nm.full, nm.b))
	}
	if act := f.hot.act.prefix(f.text[nm.full:end]); act != "" && !f.has("figure_words.gain", act) && nm.full+len(act) < nm.b && !f.endsWith(f.text[nm.full:end], "figure_words.act") {
		return f.resolved(nm.full+len(act), end) // 出台|支持转型|11条措施
	}
	return f.resolved(nm.full, end)
}

// saidEnd is where what is said of counted things ends: before a place among others
// (获评甲级|、数量居全国第一).
func (f *figures) saidEnd(s string) int {
	for i := range s {
		if strings.HasPrefix(s[i:], "、") && i > 0 && f.prefix("figure_words.placed", s[i+len("、"):]) != "" {
			return i
		}
	}
	return len(s)
}

// predicateAfter is what is said of the counted things, without adverbs and marks.
func (f *figures) predicateAfter(s string) string {
	if place, ok := strings.CutPrefix(s, "、"); ok && f.prefix("figure_words.placed", place) != "" {
		return "" // 48枚金牌|、位列全省第三
	}
	for {
		s = strings.TrimLeft(s, " 、")
		w := f.prefix("figure_words.predicate_adverb", s)
		if w == "" || f.keeps(s, len(w)) {
			break
		}
		s = s[len(w):]
	}
	s = s[:f.saidEnd(s)]
	s = strings.TrimRight(strings.ReplaceAll(s, " ", ""), ",;。和、 ")
	if strings.HasPrefix(s, "的") || strings.Count(s, "“") != strings.Count(s, "”") {
		return ""
	}
	return f.beforePlace(s)
}
