package sheet

import (
	"math/big"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"tupo/internal/core"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/zh"
)

// problem is why a cell cannot be read: a message key with its arguments. The
// zero problem is none.
type problem struct {
	key  string
	args []string
}

func (p problem) none() bool { return p.key == "" }

func bad(key string, args ...string) problem { return problem{key, args} }

// narrow makes full-width digits, signs and spaces narrow and dashes minus.
func narrow(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '−', '–', '－':
			return '-'
		case '\u00a0', '\u202f', '　':
			return ' '
		}
		return r
	}, s)
	return strings.TrimSpace(width.Narrow.String(s))
}

// number is a decimal apart from any unit: unscaled ÷ 10^scale.
type number struct {
	unscaled *big.Int
	scale    int
}

// maxDigits keeps arithmetic small whatever a cell holds.
const maxDigits = 40

// readNumber reads a decimal with optional sign and thousands separators where
// each group has three digits. It never guesses: “1,23” and “约5” are none.
func readNumber(s string) (number, bool) {
	s = narrow(s)
	sign := ""
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign, s = strings.TrimPrefix(s[:1], "+"), strings.TrimSpace(s[1:])
	}
	whole, frac, _ := strings.Cut(s, ".")
	if strings.Contains(whole, ",") {
		groups := strings.Split(whole, ",")
		for i, g := range groups {
			if len(g) != 3 && i > 0 || len(g) == 0 || len(g) > 3 {
				return number{}, false
			}
		}
		whole = strings.Join(groups, "")
	}
	digits := whole + frac
	if digits == "" || len(digits) > maxDigits || strings.Trim(digits, "0123456789") != "" {
		return number{}, false
	}
	n, ok := new(big.Int).SetString(sign+digits, 10)
	return number{n, len(frac)}, ok
}

// times gives the quantity n × factor. Where that has more than six decimals,
// rounded numbers (a spreadsheet's own division) are rounded and typed ones are
// refused.
func (n number) times(factor int64, rounded bool) (core.Quantity, problem) {
	v := new(big.Int).Mul(n.unscaled, big.NewInt(factor))
	v.Mul(v, big.NewInt(core.Scale))
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n.scale)), nil)
	half := new(big.Int).Quo(power, big.NewInt(2))
	rest := new(big.Int)
	v.QuoRem(v, power, rest)
	if rest.Sign() != 0 {
		if !rounded {
			return core.Quantity{}, bad("workbook.too-fine")
		}
		if rest.CmpAbs(half) >= 0 {
			v.Add(v, big.NewInt(int64(rest.Sign())))
		}
	}
	if !v.IsInt64() {
		return core.Quantity{}, bad("workbook.too-big")
	}
	return core.Micro(v.Int64()), problem{}
}

// plainNumber reads weights and thresholds: 0.2, 20% and a cell formatted as
// per cent all mean a fifth.
func plainNumber(c cell) (core.Quantity, problem) {
	if c.kind == logical {
		return core.Quantity{}, bad("workbook.number")
	}
	text, share := strings.CutSuffix(narrow(c.text), "%")
	n, ok := readNumber(text)
	if !ok {
		return core.Quantity{}, bad("workbook.number")
	}
	if share {
		n.scale += 2
	}
	return n.times(1, c.kind == numeric)
}

// wholeNumber reads years, days and counts; 2023年 is 2023, and so is 二〇二三年.
// share reads a cell formatted as per cent, 0.2, as 20.
func wholeNumber(c cell, share bool) (int64, problem) {
	wrong := bad("workbook.whole")
	text := strings.TrimSuffix(narrow(c.text), "年")
	text, written := strings.CutSuffix(text, "%")
	if c.kind == logical || c.kind == numeric && c.format == dated || written && !share {
		return 0, wrong
	}
	n, ok := readNumber(text)
	if !ok {
		d, _ := zh.ParseNumber(text)
		if whole, chinese := d.Int(); chinese && d != (zh.Decimal{}) {
			return int64(whole), problem{}
		}
		return 0, wrong
	}
	q, why := n.times(1, false)
	if c.format == percent && c.kind == numeric {
		if !share {
			return 0, wrong
		}
		q, why = n.times(100, true)
	}
	if !why.none() || q.Micro()%core.Scale != 0 {
		return 0, wrong
	}
	return q.Micro() / core.Scale, problem{}
}

// scaleOf gives how many storage units one display unit of the indicator is.
// A district's own unit, stored as it is shown, has 1.
func scaleOf(x *plan.Indicator) (int64, bool) {
	if storage, factor, ok := lexicon.Storage(x.Display); ok && storage == x.Unit {
		return factor, true
	}
	return 1, x.Unit == x.Display
}

// valueOf reads a figure of an indicator, in its display unit, into its storage
// unit.
func valueOf(c cell, x *plan.Indicator) (core.Quantity, problem) {
	return valueIn(c, x, x.Display)
}

// valueIn reads a figure in a unit of measure, the indicator's display unit or its
// English one. A unit written behind the number goes before it and must be of the
// indicator's family; a cell formatted as per cent is right for shares only.
// “无数据” is unknown where allowed.
func valueIn(c cell, x *plan.Indicator, unit string) (core.Quantity, problem) {
	factor, ok := scaleOf(x)
	if kept, known := lexicon.Kept(unit, x.Display); known && ok {
		factor = kept
	}
	if !ok {
		return core.Quantity{}, bad("workbook.unit-pair", "unit", x.Display, "storage", x.Unit)
	}
	if x.Accumulation == plan.YesNo {
		if q, err := plan.ReadAnswer(c.text); err == nil {
			return q, problem{}
		} else if _, number := readNumber(c.text); !number {
			return core.Quantity{}, bad("plan.yesno", "value", shorten(c.text))
		}
	}
	if c.kind == logical || c.kind == numeric && c.format == dated {
		return core.Quantity{}, bad("workbook.number")
	}
	share := lexicon.IsShare(x.Display) && x.Unit != "‰"
	if c.kind == numeric && c.format == percent {
		if !share {
			return core.Quantity{}, bad("workbook.percent", "unit", x.Display)
		}
		n, ok := readNumber(c.text)
		if !ok {
			return core.Quantity{}, bad("workbook.number")
		}
		return n.times(100, true)
	}
	text, suffix := cutUnit(narrow(c.text))
	n, ok := readNumber(text)
	if !ok {
		return core.Quantity{}, bad("workbook.number")
	}
	if suffix != "" && fold(suffix) != fold(unit) {
		other, known := lexicon.Kept(suffix, x.Display)
		if fold(suffix) == fold(x.Display) {
			other, known = scaleOf(x) // the district's own unit too
		}
		if base, times, scaled := lexicon.Scaled(suffix, x.Display); !known && scaled && x.Unit == x.Display && fold(base) == fold(x.Display) {
			other, known = times, true // of the district's own unit
		}
		if !known {
			return core.Quantity{}, bad("workbook.unit-mismatch", "given", suffix, "unit", unit)
		}
		factor = other
	}
	return n.times(factor, c.kind == numeric)
}

// cutUnit splits “266.4亿元” behind its last digit.
func cutUnit(s string) (number, unit string) {
	i := strings.LastIndexAny(s, "0123456789")
	if i < 0 {
		return s, ""
	}
	return s[:i+1], strings.TrimSpace(strings.TrimPrefix(s[i+1:], "."))
}

// isAbsent reads the words for “there is no figure”.
func isAbsent(text string) bool {
	switch fold(text) {
	case "无数据", "N/A", "NA", "—", "-", "--", "无":
		return true
	}
	return false
}

// A number in a date column is a serial date when its cell is formatted as one,
// or when it lies between 1954 and 2119: a bare 2023 is a year, not 15 July 1905.
const (
	firstSerial = 20_000
	lastSerial  = 80_000
)

// dateOf reads a calendar date: a serial, 2023-11-14, 2023/11/14, 2023.11.14,
// 20231114, 2023年11月14日 in digits of any width or in Chinese numerals.
func dateOf(c cell, from1904 bool) (core.Date, problem) {
	wrong := bad("workbook.date")
	text := narrow(c.text)
	if c.kind == logical {
		return "", wrong
	}
	compact := len(text) == 8 && strings.Trim(text, "0123456789") == ""
	if c.kind == numeric && !compact {
		return serialDate(text, c.format == dated, from1904)
	}
	if compact {
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	}
	text, _, _ = strings.Cut(text, " ") // a time of day behind the date
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-/.年月日", r) })
	if len(parts) == 3 && len(parts[0]) == 4 && len(parts[1]) <= 2 && len(parts[2]) <= 2 {
		d, err := core.ParseDate(parts[0] + "-" + pad(parts[1]) + "-" + pad(parts[2]))
		if err != nil {
			return "", wrong
		}
		return d, problem{}
	}
	t, ok := zh.ScanTime(text, zh.Date{})
	if !ok || t.End != len(text) || !t.Day || t.Limit || t.Since || t.Half != "" {
		return "", wrong
	}
	d, err := core.ParseDate(t.Period)
	if err != nil {
		return "", wrong
	}
	return d, problem{}
}

func pad(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func serialDate(text string, formatted, from1904 bool) (core.Date, problem) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f < 61 && !from1904 || f < 0 || f > 200_000 || !formatted && (f < firstSerial || f > lastSerial) {
		return "", bad("workbook.date")
	}
	origin := core.Date("1899-12-30") // day 1 is 1 January 1900 and the 29 February that never was is day 60
	if from1904 {
		origin = "1904-01-01"
	}
	return origin.AddDays(int(f)), problem{}
}

// serialOf is the other way round, 0 for what has no sure serial number.
func serialOf(d core.Date) int {
	n := core.Date("1899-12-30").DaysUntil(d)
	if d.Time().IsZero() || n < 61 {
		return 0
	}
	return n
}

// periodOf reads a period in any of the usual forms. year completes one written
// without its year (轨迹: the target's); 0 when there is none to go by.
func periodOf(c cell, from1904 bool, year int) (core.Period, problem) {
	wrong := bad("workbook.period")
	text := narrow(c.text)
	switch {
	case c.kind == logical:
		return core.Period{}, wrong
	case c.kind == numeric && c.format == dated:
		return monthOf(serialDate(text, true, from1904))
	case c.kind == numeric && strings.ContainsAny(text, ".-"):
		return core.Period{}, wrong // 2023.10 became 2023.1
	}
	text = strings.ReplaceAll(strings.ToUpper(text), " ", "")
	if p, err := core.ParsePeriod(text); err == nil {
		return p, problem{}
	}
	if len(text) == 6 && strings.Trim(text, "0123456789") == "" {
		text = text[:4] + "-" + text[4:]
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-/.", r) })
	switch {
	case len(parts) == 3 && len(parts[0]) == 4:
		d, why := dateOf(cell{text: text, kind: textual}, false)
		return monthOf(d, why)
	case len(parts) == 2 && len(parts[0]) == 4:
		if p, err := core.ParsePeriod(parts[0] + "-" + pad(parts[1])); err == nil {
			return p, problem{}
		}
	}
	return spokenPeriod(text, year)
}

// monthOf takes a cell that the spreadsheet turned from 2023-10 into the first
// day of the month for that month.
func monthOf(d core.Date, why problem) (core.Period, problem) {
	if !why.none() || !strings.HasSuffix(string(d), "-01") {
		return core.Period{}, bad("workbook.period")
	}
	return core.Month(d.Year(), d.Month()), problem{}
}

// spokenPeriod reads 2023年1-2月, 三季度, 上半年, 前三季度, 2023年.
func spokenPeriod(text string, year int) (core.Period, problem) {
	wrong := bad("workbook.period")
	ref := zh.Date{}
	if year > 0 {
		ref = zh.Date{Year: year, Month: 1, Day: 1}
	}
	t, ok := zh.ScanTime(text, ref)
	if !ok || t.End != len(text) || t.Day || t.Limit || t.Since || t.Half != "" {
		return core.Period{}, wrong
	}
	if t.Period == "" {
		if _, withYear := zh.ScanTime(text, zh.Date{Year: 2000, Month: 1, Day: 1}); withYear && year == 0 {
			return core.Period{}, bad("workbook.period-year")
		}
		return core.Period{}, wrong
	}
	from, to, ranged := strings.Cut(t.Period, "/")
	p, err := core.ParsePeriod(from)
	if err != nil {
		return core.Period{}, wrong
	}
	if ranged {
		q, err := core.ParsePeriod(to)
		if err != nil || q.Year != p.Year || q.To < p.From {
			return core.Period{}, wrong
		}
		p = core.Months(int(p.Year), int(p.From), int(q.To))
	}
	return p, problem{}
}

// releaseOf finds the indicator's release that a written period means. A figure
// cumulated or taken at the end of January to October belongs to the release
// that ends with October; a flow of the period must match exactly.
func releaseOf(p core.Period, x *plan.Indicator) (core.Period, problem) {
	release, ok := x.Period(int(p.Year), int(p.To))
	if !ok {
		return core.Period{}, bad("workbook.no-release", "period", p.String(), "indicator", x.Name)
	}
	single := p.Len() == 1
	if release == p || x.Accumulation != plan.Flow && (p.From == 1 || single) {
		return release, problem{}
	}
	return core.Period{}, bad("workbook.no-release", "period", p.String(), "indicator", x.Name)
}
