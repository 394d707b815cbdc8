package zh

import "time"

// firstPlans are the years of the first five plans; from the sixth (1981) on a
// plan takes five years each.
var firstPlans = [...][2]int{1: {1953, 1957}, 2: {1958, 1962}, 3: {1966, 1970}, 4: {1971, 1975}, 5: {1976, 1980}}

const lastPlan = 30

// planYears gives the first and last year of the n-th five-year plan.
func planYears(n int) (from, to int) {
	if n < 1 || n > lastPlan {
		return 0, 0
	}
	if n < len(firstPlans) {
		return firstPlans[n][0], firstPlans[n][1]
	}
	from = 1981 + 5*(n-6)
	return from, from + 4
}

// PlanName is the number by which the five-year plan of a year goes: 十四 of 十四五 for 2023;
// "" for years in no plan.
func PlanName(year int) string {
	for n := 1; n <= lastPlan; n++ {
		if from, to := planYears(n); from <= year && year <= to {
			return planNumeral(n)
		}
	}
	return ""
}

func planNumeral(n int) string {
	const digits = "一二三四五六七八九"
	tens, ones := n/10, n%10
	name := ""
	if tens > 0 {
		name = "十"
	}
	if tens > 1 {
		name = string([]rune(digits)[tens-1]) + name
	}
	if ones > 0 {
		name += string([]rune(digits)[ones-1])
	}
	return name
}

// planNamed reads “十四五” in quotation marks.
func (t timeReader) planNamed(i int) (when, bool) {
	at, ok := t.cut(i, "“", `"`)
	if !ok {
		return when{}, false
	}
	n, end, ok := t.smallBefore(at, "五")
	if !ok {
		return when{}, false
	}
	end, ok = t.cut(end, "五”", `五"`)
	if !ok || cutAny(t.s, end, "普法") > 0 {
		return when{}, false
	}
	return t.plan(n, end)
}

// planByNumber reads 第六个五年计划.
func (t timeReader) planByNumber(i int) (when, bool) {
	at, ok := t.cut(i, "第")
	n, end, num := t.small(at)
	end, named := t.cut(end, "个五年计划", "个五年规划")
	if !ok || !num || !named {
		return when{}, false
	}
	return t.plan(n, end)
}

// smallBefore reads a Chinese number of a plan before 五: 八, 十, 十四, 十五.
func (t timeReader) smallBefore(i int, word string) (n, end int, ok bool) {
	r, w := runeAt(t.s, i)
	if end = i; r == '十' {
		n, end = 10, end+w
		r, w = runeAt(t.s, end)
	}
	if v := digitValue(r); v > 0 && kindOf(r) == digit && cutAny(t.s, end+w, word) > 0 {
		n, end = n+int(v), end+w
	}
	return n, end, n > 0
}

// plan resolves the n-th five-year plan, whose name ends at byte i, and the part
// of it that is named: 开局之年, 收官之年, 前三年.
func (t timeReader) plan(n, i int) (when, bool) {
	from, to := planYears(n)
	if from == 0 {
		return when{}, false
	}
	end, _ := t.cut(i, "规划", "计划")
	end, _ = t.cut(end, "时期", "期间")
	at, _ := t.cut(end, "的")
	if w := cutAny(t.s, at, "开局之年", "开局年", "首年", "第一年", "起步之年"); w > 0 {
		return when{period: yearText(from), end: at + w}, true
	}
	if w := cutAny(t.s, at, "收官之年", "收官年", "末年", "最后一年", "收尾之年", "第五年"); w > 0 {
		return when{period: yearText(to), end: at + w}, true
	}
	if front, ok := t.cut(at, "前", "头"); ok {
		if n, after, ok := t.count(front); ok && n < 5 {
			if after, ok := t.cut(after, "年"); ok {
				return when{period: yearsText(from, from+n-1), end: after}, true
			}
		}
	}
	return when{period: span(from, to), end: end}, true
}

// count reads how many years or months at byte i: 五, 5, 两, 十.
func (t timeReader) count(i int) (n, end int, ok bool) {
	if end, ok = t.cut(i, "两", "兩"); ok {
		return 2, end, true
	}
	return t.small(i)
}

// yearsText is a year, or a span of years.
func yearsText(from, to int) string {
	if from == to {
		return yearText(from)
	}
	return span(from, to)
}

// earlyMonths are those in which a text looks back on years that have ended.
const earlyMonths = 3

// span reads spans counted from the reference: 近五年, 五年来, 今后三年, 近6个月.
func (t timeReader) span(i int) (when, bool) {
	if w, ok := t.firstMonths(t.year(0), i); ok {
		return w, true
	}
	at, past := t.cut(i, "最近", "近", "过去", "这")
	future := false
	if !past {
		at, future = t.cut(i, "今后", "未来")
	}
	n, end, ok := t.count(at)
	if !ok || n < 1 {
		return t.pairYears(i)
	}
	if after, ok := t.cut(end, "个月"); ok && (past || future) {
		end, _ = t.cut(after, "以来", "来")
		return t.recentMonths(n, end, future)
	}
	end, ok = t.cut(end, "年")
	if !ok || cutAny(t.s, end, "级", "期", "以上") > 0 {
		return when{}, false
	}
	after, came := t.cut(end, "以来", "来")
	if past && n > 10 && !came || !past && !future && (!came || cutAny(t.s, end, "来自", "来源") > 0) {
		return when{}, false
	}
	end, _ = t.cut(after, "间")
	if !t.ref.Known() {
		return when{end: end}, true
	}
	last := t.ref.Year
	if t.ref.Month <= earlyMonths {
		last--
	}
	if future {
		return when{period: yearsText(last+1, last+n), end: end}, true
	}
	return when{period: yearsText(last-n+1, last), end: end}, true
}

// recentMonths resolves 近6个月, which ends with the month of the reference.
func (t timeReader) recentMonths(n, end int, future bool) (when, bool) {
	if !t.ref.Known() {
		return when{end: end}, true
	}
	from, to := 1-n, 0
	if future {
		from, to = 1, n
	}
	return when{period: both(t.monthOff(from), t.monthOff(to)), end: end}, true
}

// monthOff is the month so many after that of the reference.
func (t timeReader) monthOff(n int) string {
	d := time.Date(t.ref.Year, time.Month(t.ref.Month+n), 1, 0, 0, 0, 0, time.UTC)
	return monthText(d.Year(), int(d.Month()))
}

// firstMonths reads 前9个月 of year y.
func (t timeReader) firstMonths(y, i int) (when, bool) {
	at, ok := t.cut(i, "前", "头")
	if !ok {
		return when{}, false
	}
	n, end, ok := t.count(at)
	end, named := t.cut(end, "个月")
	if !ok || !named || n < 1 || n > 12 {
		return when{}, false
	}
	return when{period: both(monthText(y, 1), monthText(y, n)), end: end}, true
}

// pairYears reads 今明两年.
func (t timeReader) pairYears(i int) (when, bool) {
	for _, p := range [...]struct {
		word     string
		from, to int
	}{{"今明两年", 0, 1}, {"今明后三年", 0, 2}, {"明后两年", 1, 2}, {"去今两年", -1, 0}, {"前两年", -2, -1}} {
		if end, ok := t.cut(i, p.word); ok {
			if !t.ref.Known() {
				return when{end: end}, true
			}
			return when{period: span(t.ref.Year+p.from, t.ref.Year+p.to), end: end}, true
		}
	}
	return when{}, false
}
