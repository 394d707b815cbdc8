package zh

import (
	"fmt"
	"strconv"
)

// small reads a number up to 99 at byte i: one or two digits, 十一, 三十; false
// where a longer number stands.
func (t timeReader) small(i int) (n, end int, ok bool) {
	r, w := runeAt(t.s, i)
	switch kindOf(r) {
	case arabic:
		count := 0
		for end = i; digitAt(t.s, end); count++ {
			r, w = runeAt(t.s, end)
			n = n*10 + int(asciiDigit(r)-'0')
			if end += w; count == 2 {
				return 0, 0, false
			}
		}
		return n, end, true
	case digit, weight:
		end = i
		if v := digitValue(r); v > 0 {
			n, end = int(v), end+w
			r, w = runeAt(t.s, end)
		}
		if r == '十' {
			n, end = max(n, 1)*10, end+w
			r, w = runeAt(t.s, end)
			if v := digitValue(r); v > 0 {
				n, end = n+int(v), end+w
				r, _ = runeAt(t.s, end)
			}
		}
		return n, end, end > i && kindOf(r) != digit && kindOf(r) != weight
	}
	return 0, 0, false
}

// four reads a year of four digits at byte i, without 年.
func (t timeReader) four(i int) (y, end int, ok bool) {
	first, _ := runeAt(t.s, i)
	k := kindOf(first)
	if k != arabic && k != digit {
		return 0, 0, false
	}
	end = i
	for range 4 {
		r, w := runeAt(t.s, end)
		d := int(asciiDigit(r) - '0')
		if k == digit {
			d = int(digitValue(r))
		}
		if kindOf(r) != k || d < 0 {
			return 0, 0, false
		}
		y, end = y*10+d, end+w
	}
	return y, end, kindOf(firstRune(t.s, end)) != k && y >= 1000 && y < 3000
}

// yearWord gives the byte after 年 at byte i; not where 年 begins 年级.
func (t timeReader) yearWord(i int) (int, bool) {
	if at, ok := t.cut(i, "年度", "财年", "财政年度", "学年", "年"); ok {
		return at, true
	}
	return i, false
}

// to gives the byte after the sign or word of a span.
func (t timeReader) to(i int) (int, bool) {
	w := rangeSign(t.s, i)
	return i + w, w > 0
}

// numbered reads the shapes that begin with a number.
func (t timeReader) numbered(i int) (when, bool) {
	if w, ok := t.iso(i); ok {
		return w, w.period != ""
	}
	if y, end, ok := t.four(i); ok {
		return t.fromYear(y, end)
	}
	if w, n := planAt(t.s, i); w > 0 {
		return t.plan(n, i+w)
	}
	if n, end, ok := t.smallBefore(i, "五"); ok && n < 10 {
		// 八五时期, without quotation marks
		if after, ok := t.cut(end, "五"); ok && cutAny(t.s, after, "时期", "期间", "计划") > 0 {
			return t.plan(n, after)
		}
	}
	if n, end, ok := t.small(i); ok && n >= 50 && n < 100 && n%10 == 0 {
		if _, ok := t.cut(end, "年代"); ok {
			return t.decadeOf(1900, i) // 五十年代
		}
	}
	if n, end, ok := t.small(i); ok && n <= 21 {
		if at, ok := t.cut(end, "世纪"); ok {
			return t.decadeOf(100*(n-1), at)
		}
	}
	if w, ok := t.quarter(t.year(0), i); ok {
		return w, true
	}
	if w, ok := t.months(0, i); ok {
		return w, w.end > 0
	}
	if w, ok := t.span(i); ok {
		return w, true
	}
	return t.bareDay(i)
}

// iso reads 2023-11-14 and the forms with a slash or a point.
func (t timeReader) iso(i int) (when, bool) {
	y, end, ok := t.four(i)
	sign := firstRune(t.s, end)
	if !ok || !oneOf(sign, "-/.") || kindOf(firstRune(t.s, i)) != arabic {
		return when{}, false
	}
	m, end, ok := t.small(end + 1)
	if !ok || firstRune(t.s, end) != sign {
		return when{}, false
	}
	d, end, ok := t.small(end + 1)
	date := Date{y, m, d}
	if !ok {
		return when{}, false
	}
	if !date.valid() {
		return when{}, true
	}
	return when{period: date.String(), end: end, day: true}, true
}

// fromYear reads what follows the four digits of a year.
func (t timeReader) fromYear(y, i int) (when, bool) {
	at, named := t.yearWord(i)
	if to, ok := t.to(at); ok {
		if last, end, ok := t.four(to); ok {
			if end, ok := t.yearWord(end); ok && (named || last > y) {
				if w, ok := t.months(last, end); ok && w.end > 0 && !named {
					return when{}, false
				}
				return when{period: span(y, last), end: t.howLong(end)}, last > y
			}
		}
	}
	if end, ok := t.nextYear(y, i); ok {
		return when{period: span(y, y+1), end: end}, true
	}
	if !named {
		if end, ok := t.cut(i, "年代"); ok {
			return when{period: span(y, y+9), end: end}, true
		}
		if next, ok := t.cut(i, "比"); ok {
			_, end, four := t.four(next)
			_, year := t.yearWord(end)
			return when{period: yearText(y), end: i}, four && year // 1984比1983年
		}
		return when{}, false
	}
	if end, ok := t.cut(i, "年代"); ok {
		return when{period: span(y, y+9), end: end}, y%10 == 0
	}
	return t.within(y, at)
}

// nextYear reads the second of two years in a row, of which the first, y, ends before byte i: 1983、|1984两年,
// 1983和|1984年, 1983年和|1984年.
func (t timeReader) nextYear(y, i int) (int, bool) {
	at, _ := t.yearWord(i)
	at, ok := t.cut(at, "、", "和", "与")
	next, end, four := t.four(at)
	if !ok || !four || next != y+1 {
		return 0, false
	}
	if after, ok := t.cut(end, "两年"); ok {
		return after, true
	}
	end, ok = t.yearWord(end)
	if after, both := t.cut(end, "两年"); ok && both {
		end = after
	} else if w, ok := t.within(next, end); ok && w.end > end {
		return 0, false // 1983年、1984年1月
	}
	return end, ok
}

// howLong goes over the count of years that may follow a span at byte i: 1953年到1980年|的二十八年中.
func (t timeReader) howLong(i int) int {
	at, _ := t.cut(i, "的", "这", ",")
	_, end, ok := t.small(at)
	end, named := t.cut(end, "年")
	end, inside := t.cut(end, "期间", "间", "中", "内", "里")
	if !ok || !named || !inside {
		return i
	}
	return end
}

// within reads the part of year y that may stand at byte i, after 2023年 or 去年.
func (t timeReader) within(y, i int) (when, bool) {
	at, _ := t.cut(i, "的")
	if w, ok := t.quarter(y, at); ok {
		return w, true
	}
	if w, ok := t.months(y, at); ok {
		if w.end == 0 {
			return when{period: yearText(y), end: i}, true
		}
		return w, true
	}
	if w, ok := t.firstMonths(y, at); ok {
		return w, true
	}
	if w, ok := t.feast(y, at); ok {
		return w, true
	}
	if at, ok := t.cut(at, "同期"); ok {
		return when{period: yearText(y), end: at, same: true}, true
	}
	return when{period: yearText(y), end: i}, true
}

func yearText(y int) string {
	if y <= 0 {
		return ""
	}
	return strconv.Itoa(y)
}

// span is a span of years.
func span(from, to int) string {
	if from <= 0 || to <= 0 {
		return ""
	}
	return fmt.Sprintf("%d-%d", from, to)
}

// decadeOf reads 90年代 of the century that began with year from.
func (t timeReader) decadeOf(from, i int) (when, bool) {
	n, end, ok := t.small(i)
	end, named := t.cut(end, "年代")
	if !ok || !named || n%10 != 0 || from < 1000 {
		return when{}, false
	}
	return when{period: span(from+n, from+n+9), end: end}, true
}

// quarters reads 一至三季度 of year y, as months.
func (t timeReader) quarters(y, i int) (when, bool) {
	from, end, ok := t.small(i)
	at, spans := t.to(end)
	at, _ = t.cut(at, "第")
	to, end, fine := t.small(at)
	end, named := t.cut(end, "季度")
	if !ok || !spans || !fine || !named || from < 1 || to > 4 || from >= to {
		return when{}, false
	}
	return when{period: both(monthText(y, 3*from-2), monthText(y, 3*to)), end: end}, true
}

// quarter reads a quarter or half of year y at byte i.
func (t timeReader) quarter(y, i int) (when, bool) {
	for _, q := range [...]struct{ word, form string }{
		{"前三季度", "%[1]d-01/%[1]d-09"}, {"前三个季度", "%[1]d-01/%[1]d-09"}, {"前3季度", "%[1]d-01/%[1]d-09"}, {"前3个季度", "%[1]d-01/%[1]d-09"},
		{"前两个季度", "%[1]dH1"}, {"前两季度", "%[1]dH1"}, {"前二季度", "%[1]dH1"}, {"上半年", "%[1]dH1"}, {"下半年", "%[1]dH2"}, {"首季度", "%[1]dQ1"}, {"首季", "%[1]dQ1"},
	} {
		if end, ok := t.cut(i, q.word); ok {
			if y <= 0 {
				return when{end: end}, true
			}
			return when{period: fmt.Sprintf(q.form, y), end: end}, true
		}
	}
	at, _ := t.cut(i, "第")
	if w, ok := t.quarters(y, at); ok {
		return w, true
	}
	n, end, ok := t.small(at)
	end, named := t.cut(end, "季度")
	if !ok || !named || n < 1 || n > 4 {
		return when{}, false
	}
	if y <= 0 {
		return when{end: end}, true
	}
	return when{period: fmt.Sprintf("%dQ%d", y, n), end: end}, true
}
