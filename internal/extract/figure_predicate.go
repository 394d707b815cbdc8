package extract

import (
	"strings"

	"tupo/internal/zh"
)

// predicate is what stands between the name of an indicator and its number. Offsets are
// bytes of the view.
type predicate struct {
	a                  int    // where it begins: the end of the name
	core               string // the group of its verb: grow, fall, reach, hold, to, over …; "" if it has none
	rate               string // grow or fall where a noun of rate stands before the verb (涨幅控制在)
	bound              zh.Bound
	benchmark          string
	gapDown            bool
	gap                bool
	respectively, each bool   // 分别; 均
	average            bool   // 年均
	than               bool   // 比上年
	planned            bool   // 完成年计划的
	verb               string // 新认定 in 分别新认定
	stretch            bool   // 力争达到
	from, until        string // the year before the change, and the one after it, where they are told
	yield              bool   // 增产: the name is that of the output
	price              bool   // 降价: the name is that of the price
	years              int    // how many years a mean is of: 两年平均增长
	total              bool   // 合计达到: it is a sum
	due                bool   // 计划增长, 将达到: it is still to come
	isFrom             bool   // 由58%回落到: this is the 58%
	better             bool   // 改善: a change to the better
}

// empty says that there is no predicate at all.
func (p *predicate) empty() bool {
	return p.core == "" && p.rate == "" && !p.gap && !p.than && !p.respectively && !p.each && !p.average && !p.planned && !p.isFrom
}

// verbGroups are the groups of verbs, tried together: the longest word wins, the first
// group of the list if two have it.
var verbGroups = []string{"share", "each", "average", "than", "to", "hold", "over", "atleast", "atmost", "under", "rate", "droprate", "grow", "fall", "reach", "adverb"}

// predicate reads leftwards from hi, at most to lo.
func (f *figures) predicate(lo, hi int, n *amount) predicate {
	p := predicate{a: hi}
	if n.Lead < n.Start && n.Lead >= lo {
		p.a, p.bound, p.core = n.Lead, n.Bound, "over"
		p.a -= len(f.suffix("figure_predicates.over_head", f.text[lo:p.a])) // 跨|过万亿元
	}
	p.a -= len(f.suffix("figure_scan.per", f.text[lo:p.a]))
	p.a = lo + len(strings.TrimSuffix(f.text[lo:p.a], "人民币"))
	f.fromWords(lo, &p, n)
	f.toWords(lo, &p)
	for {
		p.a = f.trimRight(lo, p.a)
		if f.planned(lo, &p) || f.setAside(lo, &p) || f.wholeOf(lo, &p, n) || n.Kind == zh.Points && p.benchmark == "" && f.gapWords(lo, &p) {
			continue
		}
		group, w := f.verb(f.text[lo:p.a])
		if w > 0 && p.a-w > lo && digitByte(f.text[p.a-w-1]) && strings.HasPrefix(f.text[p.a-w:p.a], "年") {
			group, w = "", 0 // 外汇储备|2020年底
		}
		if w == 0 {
			if w = f.spanOfTime(f.text[lo:p.a], p.core != "" || p.rate != "" || n.Kind == zh.Times); w > 0 {
				if f.prefix("figure_predicates.span", f.text[p.a-w:p.a]) == "" {
					f.said.summed = f.said.at // 贸易总额五年|达到
					p.years = f.countOfYears(f.text[p.a-w : p.a])
				}
				p.a -= w // 城镇化率五年|提高, 满意度连续5年|保持在
				continue
			}
			if w = f.perAmount(f.text[lo:p.a], n); w > 0 {
				p.a -= w
				continue
			}
			if f.ownTime(lo, &p) {
				continue
			}
			break
		}
		if group == "grow" && f.has("figure_scan.counter", n.Unit) && f.has("figure_predicates.better", f.text[p.a-w:p.a]) {
			break // 农房风貌提升26万户: things that were bettered are counted
		}
		if group == "grow" && p.core == "" && n.Kind == zh.Plain && f.has("figure_predicates.land", n.Unit) && f.has("figure_predicates.better", f.text[p.a-w:p.a]) && !f.endsWith(f.text[lo:p.a-w], "figure_context.stock") {
			break // 林分质量提升20万亩: land that was bettered
		}
		if f.text[p.a-w:p.a] == "改善" && n.Kind != zh.Percent && n.Kind != zh.Points {
			break // 改善7000户: things that were bettered
		}
		if word := f.text[p.a-w : p.a]; group == "rate" && strings.HasSuffix(word, "目标") && f.skipLead(lo, p.a-w) >= p.a-w && lo < p.a-w {
			p.rate = "grow" // 把|增长目标|定在8%
			break
		}
		if (p.respectively || p.each) && (group == "rate" || group == "droprate") {
			break // each name of the list says itself whether it is a rate
		}
		if word := f.text[p.a-w : p.a]; (p.core == "" || p.core == "atleast" || p.core == "over") && f.has("figure_words.act", word) && f.countsNext(n) || (p.core == "" || p.core == "over" && f.countsNext(n)) && f.has("figure_words.before", word) && (f.skipLead(lo, p.a-w) >= p.a-w && !f.boundary(f.text[n.End:]) || f.countsNext(n)) || !p.take(group, word, n) {
			break
		}
		p.a -= w
	}
	f.changeFrom(lo, &p)
	f.improves(lo, &p)
	f.thanWords(lo, &p, n)
	if n.Kind == zh.Times && p.core == "" {
		f.timesOf(lo, &p)
	}
	return p
}

// improves makes a decline of what is better if there is less of it: 浓度|改善|5%.
func (f *figures) improves(lo int, p *predicate) {
	if p.core == "grow" && p.better && f.endsWith(f.text[lo:p.a], "figure_predicates.less_is_better") {
		p.core = "fall"
	}
}

// spanOfTime gives the bytes of a span of time at the end of s (连续12个月, 近3年), also
// without the word before it if bare (五年); not of 第五年 and 2025年.
func (f *figures) spanOfTime(s string, bare bool) int {
	unit := f.suffix("figure_predicates.span_unit", s)
	if unit == "" {
		return 0
	}
	t, n := s[:len(s)-len(unit)], 0
	for n < 3 && t != "" {
		w := width(t)
		if _, _, ok := zh.ScanNumber(t[len(t)-w:]); !ok {
			break
		}
		t = t[:len(t)-w]
		n++
	}
	if before := strings.TrimSuffix(t, "前"); before != t && (strings.HasSuffix(before, "比") || strings.HasSuffix(before, "较")) {
		return 0 // 比前五年|增长
	}
	if n == 0 || strings.HasSuffix(t, "第") || t != "" && t[len(t)-1] >= '0' && t[len(t)-1] <= '9' {
		return 0
	}
	if w := f.suffix("figure_predicates.span", t); w != "" {
		return len(s) - len(t) + len(w)
	}
	if !bare || unit != "年" || n > 2 {
		return 0
	}
	return len(s) - len(t)
}

// countOfYears is how many years a span of time names: 两年, 5年; 0 for none.
func (f *figures) countOfYears(s string) int {
	if n, ok := f.grammar.At(s, 0); ok && n.Unit == "年" && len(n.Values()) == 1 {
		years, _ := n.Values()[0].Int()
		return years
	}
	return 0
}

// countsNext says whether a number counts a thing that follows it, so that 为 before it
// is a preposition.
func (f *figures) countsNext(n *amount) bool {
	s := f.text[n.End:]
	return (f.has("figure_scan.counter", n.Unit) || n.Unit == "" && n.Power >= 4 && f.prefix("figure_scan.mark_after", s) == "") && !f.boundary(s) && !f.joins(s) && !strings.HasPrefix(s, "的")
}

// verb finds the longest predicate word that s ends with; a word that belongs to a name
// (新增, 供给) and is longer stops the search.
func (f *figures) verb(s string) (group string, width int) {
	w := f.verbs.words.suffix(s)
	if group = f.verbs.group[w]; group == "" {
		return "", 0
	}
	return group, len(w)
}

// take adds a word of a group to the predicate; false if it no longer belongs to it.
func (p *predicate) take(group, word string, n *amount) bool {
	switch group {
	case "adverb":
		if strings.HasPrefix(word, "力争") || strings.HasPrefix(word, "争取") {
			p.stretch = true
		}
		p.total = p.total || word == "合计" || word == "总计" || word == "共计" || word == "一共"
		p.due = p.due || p.core+p.rate != "" && p.core != "over" && (word == "计划" || word == "将" || word == "将要" || word == "要" || word == "拟")
		return true
	case "share":
		p.respectively = true
		return true
	case "each":
		p.each = true
		return true
	case "average":
		p.average = true
		return true
	case "than":
		p.than = true
		return true
	}
	if group == "rate" && (strings.HasPrefix(word, "年均") || strings.HasPrefix(word, "平均")) {
		p.average = true
	}
	if group == "rate" && p.core == "grow" && strings.HasSuffix(word, "目标") {
		return true // 增速目标设定为年均增长|5%
	}
	if group == "to" && (p.core == "grow" || p.core == "fall") && strings.HasPrefix(word, "转") {
		return true // 转为|下降
	}
	if group == "atleast" && (p.core == "grow" || p.core == "fall") && n != nil && n.Kind != zh.Plain && strings.HasSuffix(word, "至少") {
		p.bind(zh.AtLeast) // 资费|至少|降低9%
		return true
	}
	changes := group == "grow" || group == "fall" || group == "rate" || group == "droprate"
	switch {
	case p.core == "" && group == "rate", p.core != "" && p.core != "grow" && p.core != "fall" && group == "rate" && p.rate == "":
		p.rate = "grow"
	case p.core == "" && group == "droprate", p.core != "" && p.core != "grow" && p.core != "fall" && group == "droprate" && p.rate == "":
		p.rate = "fall"
	case p.core == "":
		p.core = group
	case changes && p.core != "grow" && p.core != "fall" && p.core != "to" && p.rate == "":
		p.rate = group
	case !changes && (p.core == "over" || p.core == "reach" || p.core == "hold" || p.core == "atleast" || p.core == "atmost" || p.core == "under"):
		if p.core == "reach" || group == "to" {
			p.core = group
		}
	default:
		return false
	}
	p.due = p.due || strings.HasPrefix(word, "将达") || strings.HasPrefix(word, "预计将达")
	p.better = p.better || word == "改善"
	p.price = p.price || word == "降价" || word == "涨价"
	p.yield = p.yield || word == "增产" || word == "减产"
	p.each = p.each || strings.HasPrefix(word, "均") || strings.HasPrefix(word, "双")
	switch group {
	case "over":
		p.bind(zh.MoreThan)
	case "atleast":
		p.bind(zh.AtLeast)
		p.stretch = p.stretch || strings.HasPrefix(word, "力争") || strings.HasPrefix(word, "争取")
	case "atmost":
		p.bind(zh.AtMost)
	case "under":
		p.bind(zh.LessThan)
	case "reach":
		if strings.HasPrefix(word, "力争") {
			p.stretch = true
		}
		if strings.Contains(word, "近") || strings.Contains(word, "约") {
			p.bind(zh.Approximate)
		}
	}
	return true
}

func (p *predicate) bind(b zh.Bound) {
	if p.bound == "" || p.bound == zh.Equal {
		p.bound = b
	}
}

// planned takes 完成年计划的 off the end: the number is a degree of fulfilment.
func (f *figures) planned(lo int, p *predicate) bool {
	if p.planned || p.core != "" {
		return false
	}
	w := f.suffix("figure_predicates.planned", f.text[lo:p.a])
	if w == "" {
		return false
	}
	head := f.text[lo : p.a-len(w)]
	for _, verb := range []string{"完成了", "完成", "占", "达到", "达", "为", "是", "相当于"} {
		if strings.HasSuffix(head, verb) {
			p.a, p.planned = p.a-len(w)-len(verb), true
			return true
		}
	}
	return false
}

// gapWords takes a comparison off the end: 高于全国, 比全国平均水平快.
func (f *figures) gapWords(lo int, p *predicate) bool {
	s := f.text[lo:p.a]
	if p.gap || p.core == "grow" || p.core == "fall" || p.rate != "" || s == "" {
		return false
	}
	group, width := f.verb(s)
	changed := group == "grow" || group == "fall" // 较2020年|提高
	if end := f.suffix("figure_predicates.gapend", s); end != "" && !(changed && width > len(end)) {
		i := max(strings.LastIndex(s, "比"), strings.LastIndex(s, "较"))
		if i >= 0 && i+3 < len(s)-len(end) && runes(s[i:]) < 24 && f.isBench(s[i+3:]) {
			p.gap, p.benchmark = true, strings.TrimSuffix(s[i+3:len(s)-len(end)], "的")
			p.gapDown = f.has("figure_predicates.gapdown", end) || end == "要低"
			p.a = lo + i
			return true
		}
	}
	if i, w := f.lastGap(s); i >= 0 && i+w < len(s) {
		p.gap, p.benchmark, p.gapDown = true, s[i+w:], f.has("figure_predicates.gapdown", s[i:i+w])
		p.a = lo + i
		return true
	}
	return false
}

// lastBench is the place of the last 比 or 较 that a benchmark follows, or -1.
func (f *figures) lastBench(s string) int {
	last := -1
	for i, r := range s {
		if len(s)-i < 60 && (r == '比' || r == '较') && f.isBench(s[i+3:]) {
			last = i
		}
	}
	return last
}

func (f *figures) isBench(s string) bool { return f.prefix("figure_predicates.bench", s) != "" }

// lastGap finds the last verb of comparison that a benchmark follows.
func (f *figures) lastGap(s string) (at, width int) {
	at = -1
	for i := range s {
		if len(s)-i > 75 {
			continue
		}
		w := f.hot.gapAny.prefix(s[i:])
		if v := f.hot.gap.prefix(s[i:]); w == "" && v != "" && f.isBench(s[i+len(v):]) {
			w = v
		}
		if w != "" && i+len(w) < len(s) {
			at, width = i, len(w)
		}
	}
	return at, width
}

// thanWords takes 比2020年, 较上年 off the end of the name, if a change follows it.
func (f *figures) thanWords(lo int, p *predicate, n *amount) {
	if p.core != "grow" && p.core != "fall" && p.rate == "" && n.Kind != zh.Times {
		return
	}
	s := f.text[lo:p.a]
	i := f.lastBench(s)
	if i < 0 || i > 0 && strings.HasSuffix(s[:i], "占") || strings.HasSuffix(s[:i], "同") {
		return
	}
	if w := f.behindLastYear(s[i:]); w > 0 {
		p.than = true
		return // 比上年|产值|增长
	}
	p.than, p.benchmark, p.a = true, s[i+3:], f.trimRight(lo, lo+i)
	if s := f.text[lo:p.a]; len(s) >= yearDigits && yearAt(s[len(s)-yearDigits:]+"年末") && strings.HasPrefix(p.benchmark, "1") {
		p.until, p.a = s[len(s)-yearDigits:], p.a-yearDigits // 1984|比1983年
	}
	f.ownTime(lo, p)
	for {
		group, w := f.verb(f.text[lo:p.a])
		if w == 0 || group != "adverb" && group != "share" && group != "each" && group != "average" {
			return
		}
		p.take(group, f.text[p.a-w:p.a], nil)
		p.a = f.trimRight(lo, p.a-w)
	}
}

// timesOf takes 是正常能力的, 不低于低保标准的 off the end: what the number is a multiple of.
func (f *figures) timesOf(lo int, p *predicate) {
	s := f.text[lo:p.a]
	for i := range s {
		w := f.prefix("figure_predicates.times", s[i:])
		if w == "" {
			continue
		}
		p.core, p.benchmark = "reach", s[i+len(w):]
		if f.has("figure_predicates.atleast", w) {
			p.bind(zh.AtLeast)
		}
		p.a = f.trimRight(lo, lo+i)
		if head, ok := strings.CutSuffix(f.text[lo:p.a], "分别"); ok {
			p.respectively, p.a = true, lo+len(head) // 人数…、收入…，|分别为1982年的3倍和2倍
		}
		return
	}
}
