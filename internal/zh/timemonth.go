package zh

import (
	"fmt"
	"time"
)

// monthText is YYYY-MM, empty without a year.
func monthText(y, m int) string {
	if y <= 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", y, m)
}

// both joins two ends, empty unless both are known and in order.
func both(from, to string) string {
	if from == "" || to == "" || to < from {
		return ""
	}
	return from + "/" + to
}

// month reads a number and 月 at byte i.
func (t timeReader) month(i int) (m, end int, ok bool) {
	m, end, ok = t.small(i)
	if !ok {
		return 0, 0, false
	}
	end, named := t.cut(end, "月份", "月")
	return m, end, named && m >= 1 && m <= 12
}

// months reads the shapes of month and day in year y, or in the year nearest to
// the reference for 0: 9月, 1—9月, 11月14日, 12月1日至2日, 11月上旬. True with an
// end of 0 says that a date stands there which does not exist.
func (t timeReader) months(y, i int) (when, bool) {
	m, end, ok := t.month(i)
	if !ok {
		return t.monthSpan(y, i)
	}
	if d, after, ok := t.dayOf(end); ok {
		return t.daySpan(y, m, d, after)
	}
	if w, ok := t.shortSpan(y, m, end); ok {
		return w, true
	}
	if w, ok := t.decade(t.year(y), m, end); ok {
		return w, true
	}
	if to, ok := t.to(end); ok {
		lastYear, from := t.year(y), to
		if other, after, ok := t.four(to); ok {
			if after, ok := t.yearWord(after); ok {
				lastYear, from = other, after
			}
		}
		last, after, ok := t.month(from)
		if _, _, day := t.dayOf(after); ok && !day {
			if period := both(monthText(t.year(y), m), monthText(lastYear, last)); period != "" || t.year(y) <= 0 {
				return when{period: period, end: after}, true
			}
		}
	}
	return when{period: monthText(t.year(y), m), end: end}, true
}

// monthSpan reads 1—9月 and 一至九月.
func (t timeReader) monthSpan(y, i int) (when, bool) {
	from, end, ok := t.small(i)
	if !ok {
		return when{}, false
	}
	end, ok = t.to(end)
	if !ok {
		return when{}, false
	}
	to, end, ok := t.month(end)
	if !ok {
		return when{}, false
	}
	if _, _, day := t.dayOf(end); day || from < 1 || from >= to {
		return when{}, true // 11至2月 crosses a year that the text does not name
	}
	return when{period: both(monthText(t.year(y), from), monthText(t.year(y), to)), end: end}, true
}

// dayOf reads a number and 日 at byte i.
func (t timeReader) dayOf(i int) (d, end int, ok bool) {
	d, end, ok = t.small(i)
	if !ok {
		return 0, 0, false
	}
	end, named := t.cut(end, "日", "号")
	return d, end, named
}

// on resolves a day, in the year nearest to the reference for y 0.
func (t timeReader) on(y, m, d int) (string, bool) {
	if y > 0 {
		date := Date{y, m, d}
		return date.String(), date.valid()
	}
	if !t.ref.Known() {
		return "", (Date{2024, m, d}).valid()
	}
	date, ok := nearest(t.ref, m, d)
	return date.String(), ok
}

// daySpan reads what follows m月d日 at byte i: nothing, 至2日, 至12月2日.
func (t timeReader) daySpan(y, m, d, i int) (when, bool) {
	from, ok := t.on(y, m, d)
	if !ok {
		return when{}, true
	}
	if to, ok := t.to(i); ok {
		month := m
		if other, after, ok := t.month(to); ok {
			month, to = other, after
		}
		if d, end, ok := t.dayOf(to); ok {
			last, ok := t.on(y, month, d)
			if period := both(from, last); ok && (period != "" || from == "") {
				return when{period: period, end: end, day: true}, true
			}
		}
	}
	return when{period: from, end: i, day: true}, true
}

// shortSpan reads the second half of 12月1—2日, whose first 日 is left out.
func (t timeReader) shortSpan(y, m, i int) (when, bool) {
	d, end, ok := t.small(i)
	if !ok {
		return when{}, false
	}
	to, ok := t.to(end)
	if !ok {
		return when{}, false
	}
	month := m
	if other, after, ok := t.month(to); ok {
		month, to = other, after
	}
	last, end, ok := t.dayOf(to)
	if !ok {
		return when{}, false
	}
	from, okFrom := t.on(y, m, d)
	until, okTo := t.on(y, month, last)
	if !okFrom || !okTo || from != "" && until < from {
		return when{}, true
	}
	return when{period: both(from, until), end: end, day: true}, true
}

// decade reads 上旬, 中旬, 下旬 of a month.
func (t timeReader) decade(y, m, i int) (when, bool) {
	first, last := 0, 0
	switch cutText(t.s, i, "上旬", "中旬", "下旬") {
	case "上旬":
		first, last = 1, 10
	case "中旬":
		first, last = 11, 20
	case "下旬":
		first = 21
		last = time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	default:
		return when{}, false
	}
	w := when{end: i + len("上旬")}
	if y > 0 {
		w.period = both(Date{y, m, first}.String(), Date{y, m, last}.String())
	}
	return w, true
}

// cutText gives the first of the words that stands at byte i.
func cutText(s string, i int, words ...string) string {
	return s[i : i+cutAny(s, i, words...)]
}

// bareDay reads 14日 and 11日至13日, in the month of the reference or, where the
// day is still to come, in the month before.
func (t timeReader) bareDay(i int) (when, bool) {
	d, end, ok := t.small(i)
	if !ok || kindOf(firstRune(t.s, i)) != arabic {
		return when{}, false
	}
	to, spans := t.to(end)
	after, named := t.cut(end, "日")
	if named {
		to, spans = t.to(after)
	}
	last := d
	if spans {
		n, stop, ok := t.small(to)
		stop, named2 := t.cut(stop, "日")
		if ok && named2 && n > d {
			last, after, named = n, stop, true
		}
	}
	if !named || d < 1 || last > 31 || cutAny(t.s, after, "内", "游", "均", "产", "处理", "元") > 0 {
		return when{}, false
	}
	if !t.ref.Known() {
		return when{end: after, day: true}, true
	}
	y, m := t.ref.Year, t.ref.Month
	if d > t.ref.Day+7 {
		if m--; m == 0 {
			y, m = y-1, 12
		}
	}
	from, until := Date{y, m, d}, Date{y, m, last}
	if !from.valid() || !until.valid() {
		return when{}, false
	}
	if last == d {
		return when{period: from.String(), end: after, day: true}, true
	}
	return when{period: both(from.String(), until.String()), end: after, day: true}, true
}
