package extract

import (
	"strings"

	"tupo/internal/zh"
)

// told goes over who says a figure at the head of a name: 会议提出|“十一五”期间|能耗, 《纲要》提出的|总量.
func (f *figures) told(a, hi int) int {
	s := f.text[a:hi]
	i := len(f.prefix("figure_words.teller", s))
	if i == 0 {
		i = strings.Index(s[:min(len(s), maxTeller)], "》") + len("》")
		if i < len("》》") {
			return a
		}
	}
	w := f.prefix("figure_words.tells", s[i:])
	if w == "" || i+len(w) >= len(s) {
		return a
	}
	return f.skipLead(a+i+len(w), hi)
}

// maxTeller is how many bytes who says a figure may take.
const maxTeller = 60

// withoutParticle takes 了 behind a verb out of what is said of counted things: 取消|了|收费.
func withoutParticle(s string) string {
	i := strings.Index(s, "了")
	if i < len("取消") || i+len("了") >= len(s) || strings.Contains(s, "了解") || strings.HasPrefix(s, "为了") {
		return s
	}
	return strings.ReplaceAll(s, "了", "")
}

// wholeOf takes off the end what a level is a part or a mean of, behind a verb of reaching it: 扩大到|全国|40%的县,
// 标准提高到|人均|320元.
func (f *figures) wholeOf(lo int, p *predicate, n *amount) bool {
	if p.core != "" || p.rate != "" {
		return false
	}
	list := "figure_words.wholes"
	if !isShare(n) {
		if list = "figure_words.each_of"; !strings.HasSuffix(n.Unit, "元") {
			return false
		}
	} else if !strings.HasPrefix(f.text[n.End:], "的") {
		return false
	}
	w := f.suffix(list, f.text[lo:p.a])
	if w == "" {
		return false
	}
	head := f.text[lo : p.a-len(w)]
	group, v := f.verb(head)
	if head = strings.TrimRight(head[:len(head)-v], " 已要"); group != "to" || f.skipTimes(clause{a: lo, b: lo + len(head)}) >= lo+len(head) {
		return false
	}
	p.a -= len(w)
	return true
}

// doers says whether a number counts people by what they do, without a noun: 9万人|参保.
func (f *figures) doers(n *amount, p *predicate, nm name, next int) (vp string, ok bool) {
	if countNoun(n) == "" && n.Unit != "人次" || !p.empty() && f.text[p.a:n.Lead] != "已有" || !nm.empty() || n.Kind != zh.Plain || nm.verbOnly() && !f.endsWith(f.text[nm.full:nm.b], "figure_words.bring") {
		return "", false
	}
	rest := f.text[n.End:next]
	if i := strings.IndexAny(rest, ",;。"); i >= 0 {
		rest = rest[:i]
	}
	if f.prefix("figure_words.people_do", rest) == "" || runes(rest) > maxDeed {
		return "", false
	}
	return withoutParticle(strings.TrimSpace(rest)), true
}

// maxDeed is how many characters such a deed may take.
const maxDeed = 12

// doing writes the fact of such a number: 参保人数.
func (f *figures) doing(c clause, n *amount, p *predicate, nm name, vp string) {
	x := f.newFact(n, p, "figure.after", 0.75)
	x.a, x.b = n.End, f.trimRight(n.End, n.End+len(vp))
	x.full = f.resolved(nm.full, nm.b) + vp + gainers(n) // 引导|9万人|就近城镇化
	if l := f.said.last; nm.who[1] > 0 {
		x.full = f.resolved(nm.who[0], nm.who[1]) + x.full // 某制度建立、已有|9万人次|受益
	} else if vp == "受益" && (l == nil || l.measure == "level") {
		x.full = f.benefactor(c.a, c) + x.full
	}
	x.noun = x.full
	x.flag("indicator_after_value")
	f.emit(x, c)
}

// madeTo names things that something makes gain: 某工程使|9万农民|受益; false where nothing does.
func (f *figures) madeTo(x *fact, rest string) bool {
	for _, w := range []string{"使", "让"} {
		if by, ok := strings.CutSuffix(x.verb, w); ok && f.predicateAfter(rest) == "受益" {
			x.full = by + "受益" + x.noun
			return true
		}
	}
	return false
}

// actsAlone widens a written name that is only verbs to the thing that they are said of: 高速公路|新建通车.
func (f *figures) actsAlone(x *fact, nm name) {
	s := f.text[x.a:x.b]
	for s != "" {
		w := f.hot.act.prefix(s)
		if w == "" {
			return
		}
		s = s[len(w):]
	}
	if x.a == nm.a && nm.full < nm.a && !f.has("figure_words.act_noun", f.text[x.a:x.b]) && !f.endsWith(f.text[nm.full:nm.a], "figure_words.act") && f.hot.act.prefix(f.text[nm.full:nm.a]) == "" && f.hot.scope.prefix(f.text[nm.full:nm.a]) == "" {
		x.a = nm.full
	}
}

// housing names those who live in what is worked on by the thing: 改造|9万人|居住的棚户区.
func housing(x *fact, n *amount) {
	if thing, ok := strings.CutPrefix(x.noun, "居住的"); ok && countNoun(n) != "" {
		x.full = x.verb + thing + "居住" + countNoun(n)
	}
}

// builtThing is what the sentence began to build, for a verb that has no thing of its own: 推进|安居工程|建设，…，新开工9万套.
func (f *figures) builtThing(x *fact) string {
	if c := f.said.first; f.has("figure_words.builds", x.verb) && c.b > c.a && c.a < f.said.at {
		if a, b := f.object(c); !f.endsWith(f.text[a:b], "figure_words.undertaking") {
			return f.resolved(a, b)
		}
	}
	return ""
}

// topicList is the latest clause without a number where it is nothing but a list of what is measured:
// 城镇居民收入和农村居民收入，|分别增长9%和8%.
func (f *figures) topicList() (from, to int) {
	c, l := f.said.topic, f.said.last
	if c.b <= c.a || l != nil && c.a < l.clause {
		return 0, 0
	}
	a := f.skipTimes(c)
	if f.suffix("figure_words.head", f.text[a:c.b]) == "" || f.hot.act.prefix(f.text[a:c.b]) != "" || f.subjectEnd(a, c.b) < c.b {
		return 0, 0
	}
	return a, c.b
}
