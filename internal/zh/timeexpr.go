package zh

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// HalfDay is the part of the day named with a date.
type HalfDay string

const (
	Morning   HalfDay = "AM"
	Afternoon HalfDay = "PM"
)

// Time is an expression of time found in a text. Offsets are bytes.
//
// Period is its resolved form: 2023-11-14, 2023-11, 2023Q4, 2023H1, 2023,
// 2021-2025 or 2023-01/2023-09; empty if it is relative and no reference date
// was given.
type Time struct {
	Start, End int
	Period     string
	Half       HalfDay
	Day        bool // names a single day
	Limit      bool // 前, 底, 末, 之前: a date to be kept
	Since      bool // 以来, 起: a date that something began
}

// timeRule is one shape of expression; resolve gets the submatches.
type timeRule struct {
	pattern *regexp.Regexp
	resolve func(m []string, ref Date) (period string, day bool)
}

const (
	numPattern  = `([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})`
	yearPattern = `([0-9０-９]{4}|[一二三四五六七八九〇零○]{4})年`
	halfPattern = `(?:的?(上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|晚间|晚|夜间))?`
	edgePattern = `(底前|底以前|底之前|末前|之前|以前|前|底|末|年底前|年底|年末)?`
	sincePart   = `(以来|起)?`
	quarter     = `(?:第?([一二三四])季度|首季|(前三季度)|(上半年)|(下半年))`
)

// timeRules is the closed list of shapes, tried in order at a position; the
// first that fits wins, so longer shapes stand first.
var timeRules = sync.OnceValue(func() []timeRule {
	r := func(p string, f func([]string, Date) (string, bool)) timeRule {
		return timeRule{regexp.MustCompile(`^(?:` + p + `)`), f}
	}
	return []timeRule{
		r(`([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})`, isoDay),
		r(`[“"]([一二三四五六七八九十]{1,3})五[”"](?:规划)?(?:时期|期间)?|([一二三四五六七八九十]{1,3})五(?:规划|时期|期间)`, fiveYears),
		r(`(?:`+yearPattern+`)?`+numPattern+`月`+numPattern+`[日号]?[—–\-~至到](?:`+numPattern+`月)?`+numPattern+`[日号]`, daySpan),
		r(`(?:`+yearPattern+`)?`+numPattern+`月`+numPattern+`[日号]`, calendarDay),
		r(`(?:`+yearPattern+`)?`+numPattern+`[—–\-~至到]`+numPattern+`月份?`, monthSpan),
		r(yearPattern+numPattern+`月份?`, yearMonth),
		r(numPattern+`月份?`, bareMonth),
		r(yearPattern+quarter, yearQuarter),
		r(`([0-9]{4})年?[—–\-~至]([0-9]{4})年`, yearSpan),
		r(yearPattern, plainYear),
		r(`(今天|今日|昨天|昨日|明天|明日|前天|后天)`, relativeDay),
		r(`(今年|本年|当年|去年|上年|明年|来年|次年|后年|前年)(?:的?`+quarter+`)`, relativeQuarter),
		r(`(今年|本年|当年|去年|上年|明年|来年|次年|后年|前年)(?:的?`+numPattern+`月份?)`, relativeMonth),
		r(`(今年|本年|当年|去年|上年|明年|来年|次年|后年|前年|全年|年内|年终|年初|年中|年)`, relativeYear),
		r(quarter, bareQuarter),
		r(`(本月|当月|上月|上个月|下月|下个月|月)`, relativeMonthOnly),
	}
})

// tailRule is what may follow any shape: part of the day, edge, since.
var tailRule = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^` + halfPattern + edgePattern + sincePart)
})

// trigger holds every rune an expression of time can begin with.
const trigger = "0123456789０１２３４５６７８９一二三四五六七八九十〇今昨明前后本当去上来次全年首第下月“\""

// ScanTime reads the expression at the start of s, resolved against ref.
func ScanTime(s string, ref Date) (Time, bool) {
	first, _ := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune(trigger, first) {
		return Time{}, false
	}
	for _, rule := range timeRules() {
		m := rule.pattern.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		t := Time{End: len(m[0])}
		t.Period, t.Day = rule.resolve(m, ref)
		tail := tailRule().FindStringSubmatch(s[t.End:])
		if bare := m[0] == "年" || m[0] == "月"; bare && tail[2] == "" {
			return Time{}, false // 年 alone is a unit; 年底 is a date
		}
		if t.Day && t.Period == "" && !strings.ContainsAny(m[0], "今昨明前后") && ref.Known() {
			return Time{}, false // 2月30日
		}
		t.Half = halfOf(tail[1])
		t.Limit, t.Since = tail[2] != "", tail[3] != "" || m[0] == "年初"
		t.End += len(tail[0])
		return t, true
	}
	return Time{}, false
}

// FindTimes lists all expressions of a text from left to right.
func FindTimes(s string, ref Date) []Time {
	var all []Time
	digits := false // inside a longer number no date begins
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		isDigit := r >= '0' && r <= '9' || r == '.'
		if !isDigit || !digits {
			if t, ok := ScanTime(s[i:], ref); ok {
				t.Start, t.End = i, i+t.End
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

func halfOf(word string) HalfDay {
	switch word {
	case "":
		return ""
	case "上午", "早上", "早晨", "清晨", "凌晨":
		return Morning
	case "中午":
		return ""
	}
	return Afternoon
}

// number reads a captured numeral of any script; −1 if absent or unreadable.
func number(s string) int {
	d, ok := ParseNumber(s)
	if !ok {
		return -1
	}
	n, ok := d.Int()
	if !ok {
		return -1
	}
	return n
}

func isoDay(m []string, _ Date) (string, bool) {
	d := Date{number(m[1]), number(m[2]), number(m[3])}
	if !d.valid() {
		return "", true
	}
	return d.String(), true
}

// fiveYears resolves “十四五” and its kin: the first plan began in 1953; from
// the sixth (1981) on, plan n covers 1981+5(n−6) and the four years after.
func fiveYears(m []string, _ Date) (string, bool) {
	n := number(m[1] + m[2]) // one of the two is empty
	if n < 6 || n > 30 {
		return "", false
	}
	first := 1981 + 5*(n-6)
	return fmt.Sprintf("%d-%d", first, first+4), false
}

func calendarDay(m []string, ref Date) (string, bool) {
	y, month, day := number(m[1]), number(m[2]), number(m[3])
	if y > 0 {
		if d := (Date{y, month, day}); d.valid() {
			return d.String(), true
		}
		return "", true
	}
	if !ref.Known() {
		return "", true
	}
	d, ok := nearest(ref, month, day)
	if !ok {
		return "", true
	}
	return d.String(), true
}

// daySpan resolves 12月1日至2日 to both days.
func daySpan(m []string, ref Date) (string, bool) {
	from, _ := calendarDay(m[:4], ref)
	month := m[4]
	if month == "" {
		month = m[2]
	}
	to, _ := calendarDay([]string{"", m[1], month, m[5]}, ref)
	if from == "" || to == "" || to < from {
		return "", true
	}
	return from + "/" + to, true
}

func monthSpan(m []string, ref Date) (string, bool) {
	y, from, to := number(m[1]), number(m[2]), number(m[3])
	if y < 0 {
		y = ref.Year
	}
	if y <= 0 || from < 1 || to > 12 || from > to {
		return "", false // 11至2月 crosses a year that the text does not name
	}
	return fmt.Sprintf("%04d-%02d/%04d-%02d", y, from, y, to), false
}

func monthOf(y, month int) (string, bool) {
	if y <= 0 || month < 1 || month > 12 {
		return "", false
	}
	return fmt.Sprintf("%04d-%02d", y, month), false
}

func yearMonth(m []string, _ Date) (string, bool) { return monthOf(number(m[1]), number(m[2])) }

func bareMonth(m []string, ref Date) (string, bool) { return monthOf(ref.Year, number(m[1])) }

func yearSpan(m []string, _ Date) (string, bool) {
	if m[2] < m[1] {
		return "", false
	}
	return m[1] + "-" + m[2], false
}

func plainYear(m []string, _ Date) (string, bool) { return yearText(number(m[1])), false }

func yearText(y int) string {
	if y <= 0 {
		return ""
	}
	return strconv.Itoa(y)
}

// quarterOf joins a year with the four captures of the quarter pattern.
func quarterOf(y int, m []string) (string, bool) {
	if y <= 0 {
		return "", false
	}
	switch {
	case m[0] != "":
		return fmt.Sprintf("%dQ%d", y, number(m[0])), false
	case m[1] != "":
		return fmt.Sprintf("%d-01/%d-09", y, y), false
	case m[2] != "":
		return fmt.Sprintf("%dH1", y), false
	case m[3] != "":
		return fmt.Sprintf("%dH2", y), false
	}
	return fmt.Sprintf("%dQ1", y), false
}

func yearQuarter(m []string, _ Date) (string, bool) { return quarterOf(number(m[1]), m[2:]) }

func bareQuarter(m []string, ref Date) (string, bool) { return quarterOf(ref.Year, m[1:]) }

func relativeQuarter(m []string, ref Date) (string, bool) {
	return quarterOf(relYear(m[1], ref), m[2:])
}

func relativeMonth(m []string, ref Date) (string, bool) {
	return monthOf(relYear(m[1], ref), number(m[2]))
}

func relativeYear(m []string, ref Date) (string, bool) { return yearText(relYear(m[1], ref)), false }

// relYear resolves 今年, 去年 …; 全年, 年内, 年初 and 年 (底) are this year's.
func relYear(word string, ref Date) int {
	if !ref.Known() {
		return 0
	}
	switch word {
	case "去年", "上年":
		return ref.Year - 1
	case "前年":
		return ref.Year - 2
	case "明年", "来年", "次年":
		return ref.Year + 1
	case "后年":
		return ref.Year + 2
	}
	return ref.Year
}

func relativeDay(m []string, ref Date) (string, bool) {
	if !ref.Known() {
		return "", true
	}
	shift := map[string]int{"昨天": -1, "昨日": -1, "明天": 1, "明日": 1, "前天": -2, "后天": 2}[m[1]]
	return ref.AddDays(shift).String(), true
}

func relativeMonthOnly(m []string, ref Date) (string, bool) {
	if !ref.Known() {
		return "", false
	}
	y, month := ref.Year, ref.Month
	switch m[1] {
	case "上月", "上个月":
		month--
	case "下月", "下个月":
		month++
	}
	if month == 0 {
		y, month = y-1, 12
	}
	if month == 13 {
		y, month = y+1, 1
	}
	return monthOf(y, month)
}
