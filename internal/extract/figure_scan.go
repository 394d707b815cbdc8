package extract

import (
	"strings"
	"sync"

	"tupo/internal/zh"
)

// figureUnits is the list of units in running text, ready for matching.
var figureUnits = sync.OnceValue(func() *zh.Units { return zh.NewUnits(loaded().lists["figure_units"]) })

// unitAt gives the bytes of the unit at the head of s; 比1 is none where it begins a year: 1984|比1983年.
func unitAt(s string) int {
	w := figureUnits().Match(s)
	if s[:w] == "比1" && w < len(s) && digitByte(s[w]) {
		return 0
	}
	return w
}

// amount is a number of the text that may be a fact. Offsets are bytes of the view.
type amount struct {
	zh.Number
	per   string // 月 in 每月815元: the unit is 元/月
	bound zh.Bound
	used  int    // end of the amount with the words after it that its name takes
	also  string // (段) in 35条(段): another unit in brackets
}

// amounts finds the numbers of a stretch of the view that may be facts: what the number
// grammar calls a date, an ordinal, a name or a word is none.
func (f *figures) amounts(a, b int) []amount {
	f.found = f.found[:0]
	var bare []amount // numbers whose unit stands behind the last of a list: 20.9、36.2、54个百分点
	for n := range f.grammar.Numbers(f.text[a:b]) {
		n.Lead, n.Start, n.End, n.From, n.To = n.Lead+a, n.Start+a, n.End+a, n.From+a, n.To+a
		am := amount{Number: n, bound: n.Bound, used: n.End}
		f.mend(&am, b)
		am.used += len(f.prefix("figure_scan.mark_after", f.text[am.used:b]))
		if k := len(bare); k > 0 && f.text[bare[k-1].End:n.Lead] != "、" && f.text[bare[k-1].End:n.Lead] != "和" {
			bare = bare[:0]
		}
		if f.isAmount(&am, a, b) {
			f.found = append(shareUnit(f.found, bare, &am), am)
			f.sharePoints()
			bare = bare[:0]
		} else if n.Unit == "" && n.Kind == zh.Plain && n.Refused == "" && !n.Chinese {
			bare = append(bare, am)
		}
	}
	f.doubled(a, b)
	return f.found
}

// doubled finds 实现倍增 at the end of a clause: 翻番 said otherwise.
func (f *figures) doubled(a, b int) {
	if f.suffix("figure_scan.double", f.text[a:b]) == "" {
		return
	}
	n, ok := f.grammar.At("翻番", 0)
	if !ok {
		return
	}
	n.Start = b - len("倍增")
	n.Lead, n.From, n.End, n.To = n.Start, n.Start, b, b
	f.found = append(f.found, amount{Number: n, bound: n.Bound, used: b})
}

// shareUnit adds numbers without a unit that stand in a list before one in points, per cent, or
// 万 and 亿 of something, which gives them its own.
func shareUnit(found, bare []amount, last *amount) []amount {
	rate := last.Kind == zh.Points || last.Kind == zh.Percent
	if !rate && (last.Unit == "" || last.Power == 0) {
		return found
	}
	for _, n := range bare {
		if rate == (n.Power > 0) {
			continue
		}
		n.Kind, n.Unit = last.Kind, last.Unit
		found = append(found, n)
	}
	return found
}

// sharePoints makes points of the 个 in a list that ends with points: 3.4个、1个百分点.
func (f *figures) sharePoints() {
	for i := len(f.found) - 1; i > 0 && f.found[i].Kind == zh.Points; i-- {
		if n := &f.found[i-1]; n.Unit == "个" && n.Power == 0 && connects(f.text[n.End:f.found[i].Lead]) {
			n.Kind, n.Unit = zh.Points, "个百分点"
		}
	}
}

// isAmount refuses what is a number but measures nothing: durations, ages, counts in
// Chinese numerals, thresholds that only define a set.
func (f *figures) isAmount(n *amount, a, b int) bool {
	before, after := f.text[a:n.Start], f.text[n.End:b]
	switch {
	case n.Refused != "" && !f.atMark(n, before, after), n.Kind == zh.Duration && !f.ofDays(n, a), len(n.Values()) == 0, f.inName(n, after):
		return false
	case f.has("figure_scan.medal", n.Unit):
		r, _ := firstRune(after)
		k := len(f.found)
		chain := k > 0 && f.found[k-1].End == n.Start && f.has("figure_scan.medal", f.found[k-1].Unit)
		return chain || f.boundary(after) || r >= '0' && r <= '9' || f.joins(after) || strings.HasPrefix(after, "的")
	case f.has("figure_scan.age", n.Unit) && !f.ofAge(n, a):
		return false
	case n.Chinese && n.Kind == zh.Plain && n.Power < 2 && !strings.HasPrefix(after, "以上") && !f.passed(n, after) && !f.exactInWords(n):
		return false
	case n.Kind == zh.Fraction && !f.share(n, after):
		return false
	case n.Unit == "" && n.Kind == zh.Plain && !f.bare(n, before, after), quoted(before, after) && n.Kind != zh.Times:
		return false
	case strings.HasSuffix(n.Unit, "吨级") && f.own(n, before, after):
		f.ownProject(n, a, b)
		return false
	case f.placesOf(n, a, b):
		f.ownProject(n, a, b)
		return false
	case f.isName(n, after), strings.HasSuffix(before, "连续"), f.has("figure_scan.grade", n.Unit) && !f.boundary(after) && !f.joins(after):
		return false
	}
	if n.Unit == "位" && (strings.HasSuffix(before, "位、") || strings.HasSuffix(before, "位和") || f.endsWith(before, "figure_predicates.grow") || f.endsWith(before, "figure_predicates.fall") || f.r.lex.contains("figure_scan.order", f.text[a:n.Start])) {
		return false
	}
	if n.Kind == zh.Plain && f.prefix("figure_scan.extent_after", after) != "" && !f.has("figure_scan.counter", n.Unit) && n.Unit != "" && n.Power < 8 && !strings.HasSuffix(n.Unit, "元") {
		return false // 50米|内, 25层|高: they describe a thing
	}
	if f.own(n, before, after) || n.Lead < n.Start && strings.HasPrefix(after, "的") && f.own(n, f.text[a:n.Lead], after) {
		f.ownProject(n, a, b)
		return false
	}
	if f.threshold(n, before, after) || strings.HasSuffix(before, "以下") || strings.HasSuffix(before, "下列") {
		return false
	}
	if f.endsWith(before, "figure_scan.each_step") || strings.HasSuffix(before, "每") && n.Kind == zh.Plain { // 每10万人
		return false
	}
	if per := f.suffix("figure_scan.per", before); per != "" && !strings.Contains(n.Unit, "/") {
		if i := strings.LastIndex(per, "每"); strings.HasSuffix(n.Unit, "元") && i+len("每") < len(per) && !strings.HasSuffix(per, "人") || strings.HasSuffix(n.Unit, "克") {
			n.per = per[i+len("每"):]
		}
	} else if k := len(f.found); k > 0 && f.found[k-1].per != "" && f.found[k-1].Unit == n.Unit {
		n.per = f.found[k-1].per // 每月815元和615元
	}
	return true
}

// quoted says whether a number stands in a short phrase in quotation marks: it is part of a
// slogan (“3个95%”).
func quoted(before, after string) bool {
	i, k := strings.LastIndex(before, "“"), strings.Index(after, "”")
	return i >= 0 && k >= 0 && len(before)-i+k <= maxSlogan && !strings.Contains(before[i:], "”") && !strings.ContainsAny(after[:k], "“,;。")
}

// maxSlogan is the longest such phrase, in bytes, without its number.
const maxSlogan = 30

// isName says whether a number is part of a name: 千亿|级, 100|强; not before a longer word
// (28个|制造业平台).
func (f *figures) isName(n *amount, after string) bool {
	if i := strings.Index(after, "之一"); i > 0 && i < maxOneOf && f.boundary(after[i+len("之一"):]) && !strings.ContainsAny(after[:i], "、,;。") {
		return true // 首批|5个|示范区之一
	}
	w := f.prefix("figure_scan.name_after", after)
	return w != "" && n.Bound != zh.AtLeast && len(f.prefix("figure_scan.no_name", after)) <= len(w)
}

// own says whether an amount is that of one project named after it (总投资711亿元的某工程).
func (f *figures) own(n *amount, before, after string) bool {
	if f.has("figure_scan.counter", n.Unit) && !(strings.HasPrefix(after, "的") && f.endsWith(before, "figure_project.yearly")) || n.Kind != zh.Plain || f.boundary(after) || f.joins(after) {
		return false
	}
	if strings.HasSuffix(n.Unit, "吨级") {
		return f.prefix("figure_project.port", after) != "" && f.r.describesOne(n.Written(), n.bound) && f.owner(n, n.Lead-len(before), n.End) < n.Lead
	}
	if strings.HasSuffix(n.Unit, "瓦") && f.prefix("figure_project.plant", after) != "" && f.owner(n, n.Lead-len(before), n.End) < n.Lead && f.r.describesOne(n.Written(), n.bound) {
		return true
	}
	if f.endsWith(before, "figure_scan.own") && !strings.HasSuffix(before, "完成投资") {
		return !(strings.HasPrefix(after, "的") && strings.Contains(before, "等总投资"))
	}
	if !strings.HasPrefix(after, "的") {
		i := strings.IndexAny(after, ",;。、")
		if i < 0 {
			i = len(after)
		}
		for k := range after[:i] {
			if f.prefix("figure_scan.own_noun", after[k:]) != "" && k > 0 && n.Unit != "元" {
				return true
			}
		}
		return !strings.HasSuffix(n.Unit, "元") && f.r.describesOne(n.Written(), n.bound) && f.ofProjects(after)
	}
	return false
}

// ofProjects says whether a list goes on to 等项目: each item of it is a project.
func (f *figures) ofProjects(after string) bool {
	i := strings.Index(after, "等")
	if i < 0 { // 某地300兆瓦储能、某厂500兆瓦储能项目
		i = strings.Index(after, "项目")
		return i > 0 && strings.Contains(after[:i], "、") && !strings.ContainsAny(after[:i], ",;。")
	}
	if i == 0 || strings.ContainsAny(after[:i], ",;。") {
		return false
	}
	rest := after[i+len("等"):]
	for k := range rest {
		if k > 30 || strings.HasPrefix(rest[k:], ",") {
			return false
		}
		if strings.HasPrefix(rest[k:], "项目") || strings.HasPrefix(rest[k:], "工程") {
			return true
		}
	}
	return false
}

// joins says whether a stretch begins with what joins two amounts.
func (f *figures) joins(s string) bool {
	for _, j := range []string{"和", "与", "及", "或", "至", "到"} {
		if strings.HasPrefix(s, j) {
			return true
		}
	}
	return false
}

// share says whether a fraction tells of a part of something (三分之二的公园).
func (f *figures) share(n *amount, after string) bool {
	return strings.HasPrefix(after, "的") || strings.HasPrefix(after, "以上") || f.boundary(after)
}

// boundary says whether a stretch of text ends here: at a mark, at its end.
func (f *figures) boundary(s string) bool {
	r, _ := firstRune(s)
	switch r {
	case ',', ';', '。', '!', '?', '、', ')', '”', ':', '\n':
		return true
	}
	return s == ""
}

// bare says whether a number without a unit is a measurement: 指数达到98.7, 43万儿童.
func (f *figures) bare(n *amount, before, after string) bool {
	if n.Kind == zh.Ratio {
		return true
	}
	if n.Power >= 4 {
		return !f.boundary(after) || n.Lead < n.Start || f.endsWith(before, "figure_scan.people") || f.peopleChange(before)
	}
	if head, from := cutFrom(before); from && n.Power == 0 && f.prefix("figure_predicates.to", after) != "" && f.endsWith(head, "figure_scan.index") {
		return true // 收入比值由3.1|缩小至2.9
	}
	if !f.boundary(after) || n.Power > 0 {
		return false
	}
	return f.endsWith(before, "figure_scan.index") || f.endsWith(before, "figure_predicates.reach") && strings.Contains(n.Values()[0].String(), ".") ||
		f.endsWith(before, "figure_predicates.to")
}

// cutFrom takes 由 or 从 off the end of a stretch.
func cutFrom(s string) (head string, ok bool) {
	if head, ok = strings.CutSuffix(s, "由"); !ok {
		head, ok = strings.CutSuffix(s, "从")
	}
	return head, ok
}

// threshold says whether a bounded amount only defines a set: 2000万元以上企业,
// 年收入超10亿元的企业, 957个50户以上村寨.
func (f *figures) threshold(n *amount, before, after string) bool {
	if f.boundary(after) || f.joins(after) || strings.Contains(before, "等总投资") {
		return false
	}
	if strings.HasPrefix(after, "的") && n.Kind == zh.Plain && n.Power >= 8 && strings.HasSuffix(before, "过") && !strings.HasSuffix(before, "超过") {
		return true // 6个产值过|10亿元|的项目
	}
	if group, _ := f.verb(before); (group == "reach" || group == "to" || group == "hold" || group == "over") && n.Lead == n.Start {
		return false
	}
	if strings.HasSuffix(n.Unit, "元") && strings.HasPrefix(after, "的") && strings.HasSuffix(before, "过") {
		return true // 4个|过5亿元|的县
	}
	if f.prefix("figure_scan.mark_after", after) != "" {
		return false // 突破5000亿元|大关
	}
	if strings.HasSuffix(n.Unit, "元") && f.prefix("figure_words.money_noun", after) != "" {
		return false
	}
	bounded := n.Bound == zh.AtLeast || n.Bound == zh.LessThan || n.Bound == zh.AtMost
	touches := len(f.found) > 0 && f.found[len(f.found)-1].End == n.Start
	if touches && bounded {
		return true
	}
	if f.has("figure_scan.counter", n.Unit) && !strings.HasPrefix(after, "的") || n.Kind != zh.Plain {
		return false
	}
	if f.prefix("figure_scan.rate_after", after) != "" {
		return false
	}
	if n.Unit == "" && n.Power == 4 {
		return bounded || n.Bound == zh.MoreThan && n.Lead < n.Start // 900万|城市居民
	}
	return bounded || n.Bound == zh.MoreThan && n.Lead < n.Start || f.prefix("figure_scan.set_after", after) != ""
}

// maxOneOf is how many bytes may stand between a number and 之一.
const maxOneOf = 72
