package zh

import "strings"

// HalfDay is the part of the day named with a date.
type HalfDay string

const (
	Morning   HalfDay = "AM"
	Afternoon HalfDay = "PM"
)

// Time is an expression of time found in a text. Offsets are bytes.
//
// Period is its resolved form: 2023-11-14, 2023-11, 2023Q4, 2023H1, 2023,
// 2021-2025, 2023-01/2023-09 or 2023-12-01/2023-12-02; empty if it is relative and
// no reference date was given, or if the text alone does not settle it (本届政府).
type Time struct {
	Start, End int
	Period     string
	Half       HalfDay
	Day        bool // names a day or a few days, not a month
	Limit      bool // 前, 底, 末, 之前: a date to be kept
	Since      bool // 以来, 起: a date that something began
	Same       bool // 同期: the part of Period that answers to the period compared with it
	By         bool // 到, 截至 stand before it; FindTimes only
}

// timeReader reads expressions of time in s, resolved against ref.
type timeReader struct {
	s   string
	ref Date
}

// when is an expression before its tail: the period and the byte after it.
type when struct {
	period string
	end    int
	day    bool
	half   HalfDay
	same   bool
	bare   bool // 年 or 月 alone, which need a tail: 年底
}

// ScanTime reads the expression at the start of s, resolved against ref. Of
// years a relative span takes those that ended before ref in the first three
// months of a year, and else the current one as its last: 五年来 is 2021-2025 both
// in January 2026 and in November 2025. 今后五年 goes on from there.
func ScanTime(s string, ref Date) (Time, bool) {
	r, _ := runeAt(s, 0)
	if !beginsTime(r) {
		return Time{}, false
	}
	t := timeReader{s, ref}
	w, ok := t.read(0)
	if !ok || w.end == 0 {
		return Time{}, false
	}
	out := Time{End: w.end, Period: w.period, Day: w.day, Half: w.half, Same: w.same}
	edge := t.tail(&out)
	if w.bare && !edge {
		return Time{}, false // 年 alone is a unit; 年底 is a date
	}
	if s[:w.end] == "年初" {
		out.Since = true
	}
	return out, true
}

// FindTimes lists all expressions of a text from left to right.
func FindTimes(s string, ref Date) []Time {
	var all []Time
	digits := false // inside a longer number no date begins
	for i := 0; i < len(s); {
		r, w := runeAt(s, i)
		isDigit := r >= '0' && r <= '9' || r == '.'
		if beginsTime(r) && !(isDigit && digits) {
			if t, ok := ScanTime(s[i:], ref); ok && !torn(s, i) {
				t.Start, t.End = i, i+t.End
				t.By = cutBack(s, i, "到", "至", "截至", "截止") > 0
				all = append(all, t)
				i, digits = t.End, false
				continue
			}
		}
		digits = isDigit
		i += w
	}
	return all
}

// torn says whether a number at byte i is the end of a date or span that could not
// be read as one: the 30日 of 2月30日, the 2月 of 11—2月.
func torn(s string, i int) bool {
	t := timeReader{s: s}
	_, _, year := t.four(i)
	r, w := runeBefore(s, i)
	if oneOf(firstRune(s, i), "年") {
		return kindOf(r) != other // 五|年中
	}
	if k := kindOf(firstRune(s, i)); year || k != arabic && k != digit && k != weight {
		return false
	}
	if oneOf(r, "月年") {
		return kindOf(runeOf(runeBefore(s, i-w))) != other
	}
	for _, sign := range [...]string{"—", "－", "-", "–", "−", "~", "～", "〜", "至", "到"} {
		if strings.HasSuffix(s[:i], sign) {
			before, _ := runeBefore(s, i-len(sign))
			return kindOf(before) == arabic || kindOf(before) == digit || oneOf(before, "日号月—")
		}
	}
	return false
}

// cut gives the byte after the first of the words at byte i; false for none.
func (t timeReader) cut(i int, words ...string) (int, bool) {
	w := cutAny(t.s, i, words...)
	return i + w, w > 0
}

// read tries the shapes that can begin with the rune at byte i.
func (t timeReader) read(i int) (when, bool) {
	r, _ := runeAt(t.s, i)
	switch k := kindOf(r); {
	case k == arabic || k == digit || k == weight:
		if !t.dated(i, k) {
			return when{}, false
		}
		return t.numbered(i)
	case r == '“' || r == '"':
		return t.planNamed(i)
	case r == '第':
		if w, ok := t.planByNumber(i); ok {
			return w, true
		}
	}
	switch r {
	case '全', '年', '岁', '次', '来':
		return t.relativeYear(i)
	case '最', '近', '过', '未', '头':
		return t.span(i)
	case '首', '第':
		return t.quarter(t.year(0), i)
	case '春', '元', '国':
		return t.feast(0, i)
	case '月', '季':
		return t.relativeMonth(i)
	case '昨':
		return t.relativeDay(i)
	}
	return t.relative(i)
}

// relative tries the shapes that begin with 今, 明, 前, 后, 上, 下, 本, 当, 去 or 大.
func (t timeReader) relative(i int) (when, bool) {
	if w, ok := t.span(i); ok {
		return w, true
	}
	if w, ok := t.quarter(t.year(0), i); ok {
		return w, true
	}
	if w, ok := t.relativeDay(i); ok {
		return w, true
	}
	if w, ok := t.relativeYear(i); ok {
		return w, true
	}
	return t.relativeMonth(i)
}

// dated says whether the digits at byte i may be those of a time, by what follows them: a word of time
// or a sign between two numbers. A plan (八五, 十四五) has its word within.
func (t timeReader) dated(i int, k kind) bool {
	r, w := runeAt(t.s, i)
	if k != arabic && (r == '十' || cutAny(t.s, i+w, "五") > 0) {
		return true
	}
	for k >= arabic && k <= weight {
		i += w
		r, w = runeAt(t.s, i)
		k = kindOf(r)
	}
	return oneOf(r, "年月日号季个世财学-－—–−~～〜至到./、和与比")
}

// year is y, or the reference year for 0.
func (t timeReader) year(y int) int {
	if y > 0 {
		return y
	}
	return t.ref.Year
}

// tail reads what may follow any shape: part of the day, edge, since. It says
// whether there was an edge.
func (t timeReader) tail(out *Time) bool {
	at := out.End
	after, of := t.cut(at, "的")
	if !of {
		after = at
	}
	for _, p := range [...]struct {
		word string
		half HalfDay
	}{
		{"上午", Morning}, {"早上", Morning}, {"早晨", Morning}, {"清晨", Morning}, {"凌晨", Morning}, {"中午", ""}, {"下午", Afternoon},
		{"傍晚", Afternoon}, {"晚上", Afternoon}, {"晚间", Afternoon}, {"晚", Afternoon}, {"夜间", Afternoon},
	} {
		if strings.HasPrefix(t.s[after:], p.word) {
			at, out.Half = after+len(p.word), p.half
			break
		}
	}
	edge := false
	if w := cutAny(t.s, at, "年底", "年末", "底", "末"); w > 0 && !strings.HasPrefix(t.s[at:], "底线") && !strings.HasPrefix(t.s[at:], "年底线") {
		at, edge = at+w, true
		if w := cutAny(t.s, at, "以前", "之前", "前"); w > 0 && !t.ranked(at+w) {
			at += w
		}
	} else if w := cutAny(t.s, at, "之前", "以前", "前"); w > 0 && !t.ranked(at+w) {
		at, edge = at+w, true
	}
	if w := cutAny(t.s, at, "以来", "起"); w > 0 && cutAny(t.s, at, "起草", "起点", "起到", "起步") == 0 {
		at, out.Since = at+w, true
	}
	out.Limit, out.End = edge, at
	return edge
}

// ranked says that 前 before byte i counts what follows: 前10名, 前三季度.
func (t timeReader) ranked(i int) bool {
	k := kindOf(firstRune(t.s, i))
	return k == arabic || k == digit || k == weight
}
