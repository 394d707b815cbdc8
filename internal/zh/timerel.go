package zh

import (
	"fmt"
	"time"
)

// relativeYear reads 今年, 去年, 上年, 全年, 年内, 本届政府 and the part of the
// year after them; 年 alone only stands before 底.
func (t timeReader) relativeYear(i int) (when, bool) {
	for _, p := range [...]struct {
		word string
		off  int
	}{
		{"本年度", 0}, {"今年", 0}, {"本年", 0}, {"当年", 0}, {"去年", -1}, {"上年度", -1}, {"上一年度", -1}, {"上年", -1}, {"上一年", -1},
		{"大前年", -3}, {"前年", -2}, {"明年", 1}, {"来年", 1}, {"次年", 1}, {"下一年度", 1}, {"下一年", 1}, {"大后年", 3}, {"后年", 2},
	} {
		end, ok := t.cut(i, p.word)
		if !ok {
			continue
		}
		y := 0
		if t.ref.Known() {
			y = t.ref.Year + p.off
		}
		if end, ok := t.cut(end, "同期"); ok {
			return when{period: yearText(y), end: end, same: true}, true
		}
		if y > 0 {
			return t.within(y, end)
		}
		w, ok := t.within(1, end) // any year: only the bytes count
		w.period = ""
		return w, ok
	}
	for _, c := range [...]struct {
		word string
		from int
	}{{"上世纪", 1900}, {"本世纪", 2000}} {
		if at, ok := t.cut(i, c.word); ok {
			return t.decadeOf(c.from, at)
		}
	}
	if end, ok := t.cut(i, "本届政府", "上届政府", "本届", "上届"); ok {
		return when{end: end}, true
	}
	if end, ok := t.cut(i, "全年", "年内", "年终", "年初", "年中", "岁末"); ok {
		return when{period: yearText(t.ref.Year), end: end}, true
	}
	if end, ok := t.cut(i, "年"); ok {
		return when{period: yearText(t.ref.Year), end: end, bare: true}, true
	}
	return when{}, false
}

// relativeDay reads 今天, 昨日, 今晚 and days of weeks.
func (t timeReader) relativeDay(i int) (when, bool) {
	for _, p := range [...]struct {
		word string
		off  int
		half HalfDay
	}{
		{"今天", 0, ""}, {"今日", 0, ""}, {"今晨", 0, Morning}, {"今早", 0, Morning}, {"今晚", 0, Afternoon},
		{"昨天", -1, ""}, {"昨日", -1, ""}, {"昨晨", -1, Morning}, {"昨晚", -1, Afternoon}, {"昨夜", -1, Afternoon},
		{"明天", 1, ""}, {"明日", 1, ""}, {"明早", 1, Morning}, {"明晚", 1, Afternoon},
		{"大前天", -3, ""}, {"前天", -2, ""}, {"后天", 2, ""}, {"大后天", 3, ""},
	} {
		end, ok := t.cut(i, p.word)
		if !ok {
			continue
		}
		if !t.ref.Known() {
			return when{end: end, day: true, half: p.half}, true
		}
		return when{period: t.ref.AddDays(p.off).String(), end: end, day: true, half: p.half}, true
	}
	return t.week(i)
}

// week reads 本周, 上周三, 下星期五.
func (t timeReader) week(i int) (when, bool) {
	off := 0
	switch cutText(t.s, i, "本周", "上周", "下周", "本星期", "上星期", "下星期", "上个星期", "下个星期") {
	case "":
		return when{}, false
	case "上周", "上星期", "上个星期":
		off = -7
	case "下周", "下星期", "下个星期":
		off = 7
	}
	end := i + cutAny(t.s, i, "本周", "上周", "下周", "本星期", "上星期", "下星期", "上个星期", "下个星期")
	r, w := runeAt(t.s, end)
	day := int(digitValue(r))
	if oneOf(r, "日天末") {
		day = 7
	}
	named := day >= 1 && day <= 7 && r != '末'
	if named || r == '末' {
		end += w
	} else if cutAny(t.s, end, "边", "期", "年", "转", "密") > 0 {
		return when{}, false
	}
	if !t.ref.Known() {
		return when{end: end, day: named}, true
	}
	at := time.Date(t.ref.Year, time.Month(t.ref.Month), t.ref.Day, 0, 0, 0, 0, time.UTC)
	monday := t.ref.AddDays(off - (int(at.Weekday())+6)%7)
	if r == '末' {
		return when{period: both(monday.AddDays(5).String(), monday.AddDays(6).String()), end: end, day: true}, true
	}
	if !named {
		return when{period: both(monday.String(), monday.AddDays(6).String()), end: end}, true
	}
	return when{period: monday.AddDays(day - 1).String(), end: end, day: true}, true
}

// relativeMonth reads 本月, 上个月, 下季度; 月 and 季 alone only stand before 底.
func (t timeReader) relativeMonth(i int) (when, bool) {
	for _, p := range [...]struct {
		word string
		off  int
	}{{"本月", 0}, {"当月", 0}, {"上个月", -1}, {"上月", -1}, {"下个月", 1}, {"下月", 1}, {"月初", 0}, {"月内", 0}} {
		end, ok := t.cut(i, p.word)
		if !ok {
			continue
		}
		if !t.ref.Known() {
			return when{end: end}, true
		}
		month := t.monthOff(p.off)
		y, m := 0, 0
		if _, err := fmt.Sscanf(month, "%d-%d", &y, &m); err != nil {
			return when{}, false
		}
		if w, ok := t.decade(y, m, end); ok {
			return w, true
		}
		if d, after, ok := t.dayOf(end); ok {
			return t.daySpan(y, m, d, after)
		}
		return when{period: month, end: end}, true
	}
	for _, p := range [...]struct {
		word string
		off  int
	}{{"本季度", 0}, {"上季度", -1}, {"上个季度", -1}, {"上一季度", -1}, {"下季度", 1}, {"下个季度", 1}, {"下一季度", 1}} {
		end, ok := t.cut(i, p.word)
		if !ok {
			continue
		}
		if !t.ref.Known() {
			return when{end: end}, true
		}
		at := (t.ref.Month-1)/3 + p.off // quarters from 0
		return when{period: fmt.Sprintf("%dQ%d", t.ref.Year+(at+4)/4-1, (at+4)%4+1), end: end}, true
	}
	if end, ok := t.cut(i, "月"); ok {
		return when{period: monthText(t.ref.Year, t.ref.Month), end: end, bare: true}, true
	}
	if end, ok := t.cut(i, "季"); ok {
		w := when{end: end, bare: true}
		if t.ref.Known() {
			w.period = fmt.Sprintf("%dQ%d", t.ref.Year, (t.ref.Month-1)/3+1)
		}
		return w, true
	}
	return when{}, false
}

// feasts fall on the same day each year.
var feasts = [...]struct {
	word       string
	month, day int
}{{"元旦", 1, 1}, {"国庆节", 10, 1}, {"国庆", 10, 1}}

// spring holds the first day of the lunar year from 2000 on, as month and day.
var spring = [...]int{205, 124, 212, 201, 122, 209, 129, 218, 207, 126, 214, 203, 123, 210, 131, 219, 208, 128, 216, 205,
	125, 212, 201, 122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208}

// feast reads 春节, 元旦 and 国庆 of year y; for 0 only before 前, when it is the next
// one, and before 期间, 假期 or 后, when it is the nearest.
func (t timeReader) feast(y, i int) (when, bool) {
	day := func(int) Date { return Date{} }
	end, ok := t.cut(i, "春节")
	if ok {
		day = func(y int) Date {
			if y < 2000 || y >= 2000+len(spring) {
				return Date{}
			}
			d := spring[y-2000]
			return Date{y, d / 100, d % 100}
		}
	}
	for _, f := range feasts {
		if after, fits := t.cut(i, f.word); fits && !ok {
			end, ok = after, true
			day = func(y int) Date { return Date{y, f.month, f.day} }
		}
	}
	before := cutAny(t.s, end, "前", "之前", "以前") > 0
	if !ok || y <= 0 && !before && cutAny(t.s, end, "期间", "假期", "后", "当天") == 0 {
		return when{}, false
	}
	if y > 0 || !t.ref.Known() {
		return when{period: day(y).String(), end: end, day: true}, true
	}
	best := Date{}
	for y := t.ref.Year - 1; y <= t.ref.Year+1; y++ {
		at := day(y)
		if before && at.String() < t.ref.String() || !at.Known() {
			continue
		}
		if !best.Known() || at.daysFrom(t.ref) < best.daysFrom(t.ref) {
			best = at
		}
	}
	return when{period: best.String(), end: end, day: true}, true
}
