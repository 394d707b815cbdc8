package extract

import (
	"strings"

	"tupo/internal/zh"
)

// sharesValue says whether one number is told of each name of a list although no 均 says so: the
// names share a rate, a growth, or an amount that each has passed (甲、乙产值|突破100亿元). A sum of
// what is listed, and a list of examples, is one name.
func (f *figures) sharesValue(nm name, p *predicate, n *amount) bool {
	if nm.empty() || nm.prep || p.gap || p.isFrom || p.core == "to" || p.core == "reach" && !isShare(n) {
		return false
	}
	s := f.text[nm.a:nm.b]
	if strings.ContainsAny(s, "等共占") || f.r.lex.contains("figure_words.summed", f.text[nm.a:n.Start]) {
		return false
	}
	each := *p
	each.each = true
	items := f.items(nm, &each, []amount{*n})
	if len(items) < 2 || len(items) > maxShared {
		return false
	}
	for i, it := range items {
		one := f.text[it[0]:it[1]]
		if v := f.hot.act.prefix(one); i > 0 && v != "" && !f.keeps(one, len(v)) || i < len(items)-1 && f.endsWith(one, "figure_words.done") {
			return false // 某项目投产、|新增产值
		}
	}
	if strings.Contains(f.text[items[0][0]:items[0][1]], "以上") {
		return false // 60岁以上老年人、慢性病患者|管理率
	}
	first, last := f.text[items[0][0]:items[0][1]], f.text[items[len(items)-1][0]:items[len(items)-1][1]]
	if strings.Contains(last, "“") && !strings.Contains(first, "“") {
		return false // 电动汽车、光伏产品|“新三样”出口
	}
	head := f.suffix("figure_words.head", last)
	if !strings.Contains(s, "、") && !alike(first, strings.TrimSuffix(last, head)) && !alike(first, strings.TrimSuffix(last, lastThree(last))) {
		return false // 新能源和清洁能源|装机占比
	}
	grows := p.core == "grow" || p.core == "fall" || p.rate != ""
	switch {
	case (isShare(n) || n.Kind == zh.Points || n.Kind == zh.Times) && grows:
		return (head != "" || f.endsWith(last, "figure_predicates.rate") || alike(first, last)) && !f.has("figure_words.ratio_part", head)
	case isShare(n):
		return f.suffix("figure_words.measure", last) == "率"
	case p.core == "over":
		return f.endsWith(last, "figure_words.passed")
	}
	return false
}

// maxShared is the longest list whose names share a number that no 均 gives to each.
const maxShared = 4

// alike says whether two names end with the same two characters.
func alike(a, b string) bool {
	const two = len("企业")
	return len(a) > two && len(b) > two && a[len(a)-two:] == b[len(b)-two:]
}

// kindNoun is the noun of a kind of thing that the last name of a list says before the noun that all
// share, for a name that has none: 信息技术、装备制造|产业|营收; "" where there is none.
func (f *figures) kindNoun(item, rest string) string {
	kind := f.suffix("figure_words.kind_noun", rest)
	if kind == "" && f.endsWith(item, "figure_words.kind_bare") && strings.HasSuffix(rest, "企业") {
		return "企业" // 高新技术、科技型中小|企业|数量
	}
	if kind == "保险" && kind != rest && !strings.HasSuffix(item, kind) {
		return kind // 失业、|工伤|保险|参保人数
	}
	if kind == "" || kind == rest || f.endsWith(item, "figure_words.kind_own") {
		return ""
	}
	return kind
}

// sharedHead is the noun of measure that the last name of a list ends with and all share: one of the
// list of such nouns, else the three characters of a rate (通达率).
func (f *figures) sharedHead(last string) string {
	head := f.suffix("figure_words.head", last)
	if head == last && !f.bareHead(last) { // 航空货邮和|旅客吞吐量: the shorter noun is what they share
		_, w := firstRune(last)
		head = f.suffix("figure_words.head", last[w:])
	}
	if head == "" && strings.HasSuffix(last, "率") {
		head = lastThree(last)
	}
	if head == "" {
		head = f.suffix("figure_words.list_head", last)
	}
	return head
}

// ownHead is the noun of measure that the first name of a list ends with.
func (f *figures) ownHead(first string) string {
	if h := f.suffix("figure_words.head", first); h != "" || !strings.HasSuffix(first, "率") {
		return h
	}
	return lastThree(first)
}

// lastThree is the last three characters of a longer name; "" of a shorter one.
func lastThree(s string) string {
	const three = len("通达率")
	if len(s) <= three {
		return ""
	}
	return s[len(s)-three:]
}

// eachOfLatest gives a number to each of the things that the latest clause counted, where the name in
// hand says only what is measured of them: 办结建议60件、提案40件，|满意率均达|100%.
func (f *figures) eachOfLatest(c clause, all []amount, p *predicate, nm name) bool {
	if !p.each || len(all) != 1 || nm.empty() || f.said.last == nil || !f.has("figure_words.of_each", f.text[nm.full:nm.b]) {
		return false
	}
	names := f.latestNames()
	if len(names) < 2 || names[0].a < f.said.last.clause {
		return false
	}
	for i, it := range names {
		full := it.full
		if act := f.hot.act.prefix(full); act != full && !f.keeps(full, len(act)) {
			full = full[len(act):]
		}
		if k := strings.LastIndex(full, "等"); k > 0 && runes(full[k:]) > 3 {
			full = full[k+len("等"):] // 甲、乙等|建议
		}
		f.named(c, &all[0], p, listed{nm.a, nm.b, full + f.resolved(nm.full, nm.b)}, "", map[bool]string{true: "", false: "shared_value"}[i == 0], true)
	}
	return true
}

// leadingVerb is what of the words before a short name holds for the names that follow: its verbs,
// without a part of the name among them (办理某地适儿化|改造建议).
func (f *figures) leadingVerb(s string) string {
	for i := 0; i < len(s); {
		w := max(len(f.hot.act.prefix(s[i:])), len(f.hot.scope.prefix(s[i:])), len(f.hot.lead.prefix(s[i:])))
		if w == 0 {
			if i == 0 {
				return s
			}
			return s[:i]
		}
		i += w
	}
	return s
}

// ordinalBranch writes 一产 at the head of a name as 第一产业.
func ordinalBranch(s string) string {
	for _, n := range []string{"一", "二", "三"} {
		if rest, ok := strings.CutPrefix(s, n+"产"); ok {
			return "第" + n + "产业" + strings.TrimPrefix(rest, "业")
		}
	}
	return s
}

// parallel says whether a name of two characters is one with the first two of the last name but for the
// second of them: 炼铁、|炼钢先进产能占比.
func parallel(item, last string) bool {
	const two = len("炼钢")
	if kind, w := firstRune(last); len(item) == w && kind != 0 && strings.Contains("大中小高初低上下省市县乡村", item) && len(last) > two && strings.Contains("等级型", last[w:two]) {
		return true // 中、|高等教育
	}
	if len(item) != two || len(last) <= two {
		return false
	}
	_, w := firstRune(item)
	return item[:w] == last[:w] && item != last[:two]
}

// saidBefore says whether what stands between counted things and the next count is what is said of the
// first: 40个小区|完成治理、|6万户居民用上气.
func (f *figures) saidBefore(rest string) bool {
	vp, ok := strings.CutSuffix(rest, "、")
	return ok && !strings.Contains(vp, "、") && runes(vp) > 2 && f.hot.verb.prefix(vp) != ""
}

// ofExamples says whether a number counts policies or the like, whose examples before 等 are their name:
// 低效用地再开发等|18项|政策.
func (f *figures) ofExamples(n *amount) bool {
	w := f.prefix("figure_words.abstract", f.text[n.End:])
	return w != "" && (f.boundary(f.text[n.End+len(w):]) || f.hot.verb.prefix(f.text[n.End+len(w):]) != "" || f.hot.said.prefix(f.text[n.End+len(w):]) != "")
}

// listOwner is the airport, port or area that the first name of a list begins with and that owns the
// others, too: 某机场|旅客、货邮|吞吐量; "" where the names do not share a noun, or another has its own.
func (f *figures) listOwner(items [][2]int, head string) string {
	first := f.text[items[0][0]:items[0][1]]
	owner := ""
	for i, n := 0, 0; i < len(first) && n < maxEntity; n++ {
		if w := f.prefix("figure_words.list_owner", first[i:]); w != "" && i > 0 && i+len(w) < len(first) {
			owner = first[:i+len(w)]
			break
		}
		_, w := firstRune(first[i:])
		i += w
	}
	if owner == "" || strings.ContainsAny(owner, "“”()和与") {
		return ""
	}
	for k, it := range items {
		s := f.text[it[0]:it[1]]
		if k > 0 && f.r.lex.contains("figure_words.list_owner", s) || (f.suffix("figure_words.head", s) != "") != (head != "" && (k == len(items)-1 || strings.HasSuffix(s, head))) {
			return ""
		}
	}
	return owner
}

// ofCounted says whether counted things are of those counted right before them: 通达|9国的|30个港口.
func (f *figures) ofCounted(l *fact, n *amount) bool {
	return l.clause == f.said.at && l.b > l.n.End && l.b < n.Lead && f.text[l.b:n.Lead] == "的"
}
