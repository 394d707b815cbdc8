package extract

import (
	"strings"

	"tupo/internal/zh"
)

// plainName is a full name in its plain order: without adverbs between a subject and its verb, and with
// the people before whom a trouble was solved at its end.
func (f *figures) plainName(full string) string {
	full = f.withoutInner(withoutParticle(full))
	if w := f.prefix("figure_words.there_is", full); len(w) < len(full) {
		full = full[len(w):]
	}
	return f.solvedFor(full)
}

// withoutInner takes the adverbs out that stand between a subject and its verb: 某制度|已|覆盖学校.
func (f *figures) withoutInner(full string) string {
	for i := range full {
		if i < len("甲县") {
			continue
		}
		w := f.prefix("figure_words.inner", full[i:])
		if w == "" || f.keeps(full[i:], len(w)) || insideMarks(full[:i]) || f.hot.act.prefix(full[i:]) != "" {
			continue
		}
		if act := f.hot.act.prefix(full[i+len(w):]); len(act) >= len("覆盖") && len(act) < len(full[i+len(w):]) {
			return full[:i] + full[i+len(w):]
		}
	}
	return full
}

// solvedFor names people by the trouble that was solved for them: 解决|农村人口|饮水问题, 饮水问题得到解决的农村人口.
func (f *figures) solvedFor(full string) string {
	people, trouble, ok := strings.Cut(full, "解决")
	if !ok || trouble == "" {
		return full
	}
	lead := people + "解决"
	if f.endsWith(people, "figure_words.sufferer") && f.endsWith(trouble, "figure_words.trouble") && f.hot.act.prefix(people) == "" && runes(people) <= maxSufferer {
		return "解决" + trouble + "的" + people // 贫困人口|解决温饱问题
	}
	if got, isDone := strings.CutSuffix(people, "得到"); isDone {
		lead = "解决"
		if _, after, whole := f.cutPeople(trouble); whole {
			trouble += got // 安全问题得到解决|农村人口饮水
		} else if after == "" {
			return full
		}
	}
	who, rest, whole := f.cutPeople(trouble)
	if !whole || !f.endsWith(rest, "figure_words.trouble") {
		return full
	}
	return lead + rest + "的" + who
}

// maxSufferer is the longest name of people whose troubles are solved, in characters.
const maxSufferer = 10

// cutPeople cuts a name behind the people that it begins with; whole is false where it begins with none.
func (f *figures) cutPeople(s string) (who, rest string, whole bool) {
	for i := range s {
		w := f.prefix("figure_words.sufferer", s[i:])
		if w == "" || i+len(w) >= len(s) {
			continue
		}
		end := i + len(w)
		if more := f.prefix("figure_words.sufferer", s[end:]); more != "" && end+len(more) < len(s) {
			end += len(more)
		}
		return s[:end], strings.TrimPrefix(s[end:], "的"), true
	}
	return "", "", false
}

// ofOutput says whether a number tells how much of a product was made, since its sentence names the output of others.
func (f *figures) ofOutput(x *fact, n *amount, p *predicate) bool {
	name := f.withoutMeasureNote(x.full)
	if !f.has("figure_words.product", name) || strings.HasSuffix(n.Unit, "元") || f.has("figure_words.no_output", n.Unit) || n.Kind == zh.Points || p.price || p.yield {
		return false
	}
	from := max(f.said.from, n.Start-maxOutput)
	return from < n.Start && strings.Contains(f.text[from:n.Start], "产量")
}

// maxOutput is how far back, in bytes, the output of another product is looked for.
const maxOutput = 900

// withoutMeasureNote is a name without the note in brackets of how it is counted: 化肥（按有效成份计算）.
func (f *figures) withoutMeasureNote(s string) string {
	for _, m := range [][2]string{{"（", "）"}, {"(", ")"}} {
		i, k := strings.Index(s, m[0]), strings.LastIndex(s, m[1])
		if i > 0 && k > i && k+len(m[1]) == len(s) && (strings.HasPrefix(s[i+len(m[0]):], "按") && f.endsWith(s[:k], "figure_words.counted_as") || s[i+len(m[0]):k] == "折纯") {
			return s[:i]
		}
	}
	return s
}

// nameOwner adds to a bare name whose it is: of a whole, of the other half, of savers, of a tax, of the treasury.
func (f *figures) nameOwner(x *fact, n *amount, p *predicate) {
	f.ofDwelling(x)
	f.ofSavers(x)
	f.ofBuilding(x)
	f.amongWhole(x, n)
	f.rateInForce(x, n)
	if f.has("figure_words.general", x.full) && (p.core == "grow" || p.rate != "") {
		x.full += "增长"
	}
	if f.has("figure_words.of_treasury", x.full) && n.Kind == zh.Percent {
		x.full = f.treasury() + x.full
	}
}

// amongWhole puts the whole that the sentence began with before the name of its part: 在国民收入中，|工业所占比重.
func (f *figures) amongWhole(x *fact, n *amount) {
	part := f.endsWith(x.full, "figure_words.among_whole")
	people := !part && isShare(n) && x.p.core != "grow" && x.p.core != "fall" && x.p.rate == "" && !f.endsWith(x.full, "figure_words.measure")
	if !people && !part || strings.HasSuffix(x.full, "中") {
		return
	}
	for _, c := range []clause{f.said.topic, f.said.first} {
		if c.b <= c.a || c.b > n.Start || c.b-c.a > maxTopic+len("在其中") {
			continue
		}
		whole := f.text[f.skipTimes(c):c.b]
		if !f.keeps(whole, len("在")) {
			whole = strings.TrimPrefix(whole, "在")
		}
		if head, ok := strings.CutSuffix(whole, "中"); ok && people && c.b+len(",") >= f.said.at && f.endsWith(head, "figure_words.sufferer") {
			x.subject(f.resolved(c.b-len(whole), c.b) + x.full + "占比") // 在读学生中，|职校学生达到50%
			return
		} else if ok && !people && f.endsWith(head, "figure_words.topic_noun") {
			x.subject(f.resolved(c.b-len(whole), c.b) + x.full)
			return
		}
	}
}

// noName says whether a stretch before a number is made of function words and names nothing: 如果…, …即使.
func (f *figures) noName(nm name) bool {
	s := f.text[nm.full:nm.b]
	if w := f.suffix("figure_words.no_name_end", s); w != "" && len(f.suffix("figure_words.whole", s)) <= len(w) && len(f.suffix("figure_words.act", s)) <= len(w) {
		return true
	}
	return f.prefix("figure_words.no_name_head", s) != ""
}

// changeAfter gives the group of the verb of change that stands right behind a number.
func (f *figures) changeAfter(from, to int) (group string, width int) {
	s := f.text[from:to]
	for _, g := range []string{"to", "grow", "fall"} {
		if w := f.prefix("figure_predicates."+g, s); len(w) > width {
			group, width = g, len(w)
		}
	}
	return group, width
}

// risenBefore is what the clause before says has risen or fallen, for a level that it reached: 原油产量继续增长，|达到
// 1.4亿吨; tail is what its name leaves to the verb (粮食|连年增产).
func (f *figures) risenBefore(p *predicate) (from, to int, tail string) {
	c := f.said.topic
	if p.core != "reach" && p.core != "over" {
		return 0, 0, ""
	}
	return f.risen(c)
}

// risen is what a clause says has risen or fallen, if no fact came after it.
func (f *figures) risen(c clause) (from, to int, tail string) {
	l := f.said.last
	if c.b <= c.a || c.mark != ',' || c.b-c.a > maxTopic+30 || l != nil && c.a < l.clause {
		return 0, 0, ""
	}
	a := f.skipTimes(c)
	for b := a; b < c.b; {
		s := f.text[b:c.b]
		rest := s[len(f.prefix("figure_predicates.adverb", s)):]
		if b > a && (f.prefix("figure_predicates.grow", rest) != "" || f.prefix("figure_predicates.fall", rest) != "") {
			name := f.text[a:b]
			if strings.HasPrefix(rest, "增产") || strings.HasPrefix(rest, "减产") {
				if f.has("figure_words.product", name) || f.has("figure_words.product", strings.TrimPrefix(name, "全国")) {
					return a, b, "产量"
				}
				return 0, 0, ""
			}
			if f.endsWith(name, "figure_words.topic_noun") && f.hot.act.prefix(name) == "" && !strings.Contains(name, "、") {
				return a, b, ""
			}
			return 0, 0, ""
		}
		if b > a && f.prefix("figure_words.risen", rest) != "" && f.endsWith(f.text[a:b], "figure_words.topic_noun") && f.hot.act.prefix(f.text[a:b]) == "" && !strings.Contains(f.text[a:b], "、") {
			return a, b, ""
		}
		_, w := firstRune(s)
		b += w
	}
	return 0, 0, ""
}

// rateInForce completes a rate that is told with its noun behind it: 某行业|现行|16%的税率降至13%.
func (f *figures) rateInForce(x *fact, n *amount) {
	defer f.ofTax(x)
	l := f.said.last
	if noun := strings.TrimPrefix(x.full, "的"); l != nil && l.clause == f.said.at && f.has("figure_words.rate_noun", noun) && strings.HasSuffix(l.full, noun) && x.n.Unit == l.n.Unit {
		x.a, x.b, x.noun, x.full = l.a, l.b, l.noun, l.full
		return
	}
	rest, ok := strings.CutPrefix(f.text[n.End:], "的")
	w := f.suffix("figure_words.in_force", x.full)
	if noun := f.prefix("figure_words.rate_noun", rest); ok && w != "" && noun != "" && w != x.full {
		if written := f.text[x.a:x.b]; strings.HasSuffix(written, w) && len(written) > len(w) {
			x.b -= len(w)
		}
		x.full = strings.TrimSuffix(x.full, w) + noun
	}
}

// treasury is the body of public money that the sentence began with: 中央财政要节流，|一般性支出; "" where it began with none.
func (f *figures) treasury() string {
	if c := f.said.first; c.b > c.a {
		return f.prefix("figure_words.payer", f.text[f.skipTimes(c):c.b])
	}
	return ""
}

// changing is the verb of change at the head of what was spoken of, before a level of it: 下调|缴费比例，降至16%.
func (f *figures) changing(a, b int) string {
	w := f.prefix("figure_words.changes", f.text[a:b])
	if len(w) == b-a || f.keeps(f.text[a:b], len(w)) {
		return ""
	}
	return w
}

// maxTax is how far back, in bytes, the tax is looked for whose rate is told.
const maxTax = 240

// ofTax gives a rate the tax that its sentence named: 深化增值税改革，某行业|税率; what is said of the rate is no part of it.
func (f *figures) ofTax(x *fact) {
	head, ok := strings.CutSuffix(x.full, "税率")
	if !ok || x.n.Kind != zh.Percent {
		return
	}
	if w := f.prefix("figure_words.tax", head); strings.Contains(head, "税") {
		if w != "" && strings.HasSuffix(head, "的") {
			x.full = w + "税率" // 增值税中涉及行业广泛的税率
		}
		return
	}
	said := f.text[max(f.said.from, x.n.Start-maxTax):x.n.Start]
	for i := range said {
		if w := f.prefix("figure_words.tax", said[i:]); w != "" {
			x.full = head + w + "税率"
			return
		}
	}
}

// ofDwelling completes where people live by the measure just told of the other: 城镇人均居住面积…，|农村|达到22平方米.
func (f *figures) ofDwelling(x *fact) {
	l := f.said.last
	if l == nil || l.n.Unit != x.n.Unit || !f.has("figure_words.dwelling", x.full) {
		return
	}
	if w := f.prefix("figure_words.dwelling", l.full); w != "" && w != x.full && len(w) < len(l.full) {
		x.subject(x.full + l.full[len(w):])
	}
}

// ofBuilding gives bare money the work that the sentence began with: 石油工业建设，五年|投资.
func (f *figures) ofBuilding(x *fact) {
	c := f.said.first
	if x.full != "投资" || c.b <= c.a || c.b > x.a || c.mark != ',' {
		return
	}
	a := f.skipTimes(c)
	if work := f.text[a:c.b]; strings.HasSuffix(work, "建设") && len(work) <= maxTopic && f.hot.act.prefix(work) == "" {
		x.subject(f.resolved(a, c.b) + x.full)
	}
}

// troubleAfter is the trouble of the people that a number counts: 解决|9万人|的温饱问题.
func (f *figures) troubleAfter(n *amount, c clause) string {
	rest, ok := strings.CutPrefix(f.text[n.End:c.b], "的")
	if !ok || countNoun(n) == "" || runes(rest) > maxSaid || !f.endsWith(rest, "figure_words.trouble") {
		return ""
	}
	return rest
}

// ofSavers gives a balance those whose it is, as the clause before says: 居民储蓄大幅度增加，|存款余额达到….
func (f *figures) ofSavers(x *fact) {
	if !f.has("figure_words.saved", x.full) {
		return
	}
	a, b, _ := f.risen(f.said.topic)
	if w := f.suffix("figure_words.saving", f.text[a:b]); w != "" && len(w) < b-a {
		head := strings.TrimSuffix(strings.TrimSuffix(f.text[a:b], "存款"), "贷款")
		x.subject(head + x.full)
	}
}
