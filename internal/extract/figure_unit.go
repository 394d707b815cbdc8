package extract

import (
	"strings"

	"tupo/internal/zh"
)

// mend takes a unit back that begins another word (1200亿|台阶, 3万多|家庭) and adds another unit
// in brackets (35条|(段)).
func (f *figures) mend(n *amount, b int) {
	if w := f.prefix("figure_scan.unit_word", f.text[n.End-min(n.End, len(n.Unit)):b]); n.Unit != "" && len(w) > len(n.Unit) {
		n.End -= len(n.Unit)
		n.used, n.Unit = n.End, ""
	}
	if n.Unit == "人" && strings.HasPrefix(f.text[n.End:b], "口") {
		n.End += len("口") // 9亿人口
		n.used = n.End
	}
	if w := f.bracketUnit(f.text[n.End:b]); w > 0 && n.Unit != "" && n.Kind == zh.Plain {
		n.also = f.text[n.End : n.End+w]
		n.End += w
		n.used = n.End
	}
}

// bracketUnit gives the bytes of another unit of measure in brackets at the head of s: (段).
func (f *figures) bracketUnit(s string) int {
	i := strings.IndexByte(s, ')')
	if !strings.HasPrefix(s, "(") || i < len("(段") || i > len("(标准箱") {
		return 0
	}
	if u := s[1:i]; strings.ContainsAny(u, "0123456789") || figureUnits().Match(u) != len(u) {
		return 0
	}
	return i + 1
}

// inName says whether a number and its unit are part of a name: 59国|人员免签, 3县|区; or whether a more exact number of the same things follows: 12类|45件实事, 3批|18项举措.
func (f *figures) inName(n *amount, after string) bool {
	r, _ := firstRune(after)
	switch n.Unit {
	case "":
		return n.Power > 0 && f.allPeople(after)
	case "人":
		return n.Power > 0 && strings.HasSuffix(f.text[:n.End], "口") && !f.boundary(after) && !f.joins(after) // 9亿人口|的大国
	case "类", "批":
		return r >= '0' && r <= '9'
	case "个":
		return f.prefix("figure_scan.aspect", after) != ""
	case "县":
		return r == '区' || n.Power >= 4 // 百亿|县
	case "国":
		return strings.HasPrefix(after, "集团") || f.prefix("figure_scan.nationals", after) != ""
	}
	return false
}

// withoutSets takes off the end of a verb in how many sets its things came: 发布|3批|18项举措.
func withoutSets(verb string) string {
	for _, unit := range []string{"批", "大类", "类", "个方面", "方面", "个维度", "个层面", "个领域"} {
		if s, ok := strings.CutSuffix(verb, unit); ok && s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' {
			return strings.TrimSuffix(strings.TrimRight(s, "0123456789"), "第")
		}
	}
	return verb
}

// allPeople says whether a people follows, which is called by its number: 500万|某地儿女.
func (f *figures) allPeople(after string) bool {
	for i := range after {
		if i > maxPeople || f.boundary(after[i:]) {
			break
		}
		if f.prefix("figure_scan.all_people", after[i:]) != "" {
			return f.prefix("figure_scan.people", after[i+len("人民"):]) == ""
		}
	}
	return false
}

// maxPeople is how many bytes may stand before the word for a people.
const maxPeople = 12

// ofAge says whether a number of years of age is that of an indicator: 预期寿命预计达|79岁.
func (f *figures) ofAge(n *amount, a int) bool {
	p := f.predicate(a, n.Start, n)
	if k := len(f.found); k > 0 && p.core == "to" && f.found[k-1].Unit == n.Unit {
		return true // 预期寿命从81岁|提升至|82岁
	}
	return f.endsWith(f.text[a:p.a], "figure_scan.age_noun") || f.endsWith(f.text[a:n.Start], "figure_scan.age_noun")
}

// ofDays says whether a number of days is that of an indicator which counts days: 优良天数增加|22天.
func (f *figures) ofDays(n *amount, a int) bool {
	if n.Refused != "" || n.Unit != "天" && n.Unit != "年" {
		return false
	}
	p := f.predicate(a, n.Start, n)
	if k := len(f.found); k > 0 && p.core == "to" && f.found[k-1].Unit == n.Unit && f.found[k-1].Kind == n.Kind {
		return true // 受教育年限从9年提高到|10年
	}
	if l := f.said.last; l != nil && l.n.Unit == n.Unit && (p.core == "grow" || p.core == "fall") && strings.TrimSpace(f.text[a:p.a]) == "" {
		return true // 优良天数300天，|增加|9天
	}
	return f.endsWith(f.text[a:p.a], "figure_scan.day_noun")
}

// passed says whether a round number in words was passed: 航线突破|百条.
func (f *figures) passed(n *amount, after string) bool {
	v, whole := n.Values()[0].Int()
	return n.Lead < n.Start && f.boundary(after) && whole && v >= 100
}

// exactInWords says whether a number in Chinese numerals is a measurement, and no round word of prose (三批,
// 十个方面): a sum of scales (三亿六千万吨), an amount of a unit of measure, a count of hundreds, or in a
// text that writes all its numbers so one of two digits.
func (f *figures) exactInWords(n *amount) bool {
	v, ok := n.Canonical()
	if !ok || len(v) == 0 || !strings.ContainsAny(f.text[n.From:n.To], "十百千万亿点") {
		return false
	}
	low, whole := v[0].Int()
	switch bare := strings.HasPrefix(f.text[n.From:], "百") || strings.HasPrefix(f.text[n.From:], "千"); {
	case !whole:
		return n.Unit != ""
	case low >= 10_000:
		return n.Unit != "" || !bare
	case n.Unit == "" || bare:
		return false
	case !f.has("figure_scan.counter", n.Unit), f.wordy:
		return low > 10
	}
	return low > 100
}

// writesWords says whether a text writes its numbers in Chinese numerals: 百分之 more often than %.
func writesWords(text string) bool {
	words := strings.Count(text, "百分之")
	return words > 0 && words > strings.Count(text, "%")
}

// atMark says whether a round number in words is a level that is held: 稳定在|千亿元以上.
func (f *figures) atMark(n *amount, before, after string) bool {
	if n.Refused != zh.Worded || n.Bound != zh.AtLeast || n.Unit == "" || !f.boundary(after) {
		return false
	}
	group, _ := f.verb(before)
	return group == "hold" || group == "reach" || group == "to"
}

// peopleChange says whether people become more or fewer by a bare number: 贫困人口减少|900多万.
func (f *figures) peopleChange(before string) bool {
	group, w := f.verb(before)
	return (group == "grow" || group == "fall") && f.endsWith(before[:len(before)-w], "figure_scan.people")
}
