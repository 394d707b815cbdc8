package core

import (
	"fmt"
	"strings"
)

// Period is a run of whole months inside one year: a month, January–February
// taken together, a quarter, a half or the year. The zero Period is “none”.
// Periods are comparable and may key a map.
type Period struct {
	Year     int16
	From, To int8 // 1 to 12, From ≤ To
}

// Month makes the period of one month.
func Month(year, month int) Period {
	return Period{Year: int16(year), From: int8(month), To: int8(month)}
}

// Months makes a period of several months; from ≤ to within the year.
func Months(year, from, to int) Period {
	return Period{Year: int16(year), From: int8(from), To: int8(to)}
}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p.Year == 0 }

// Len is the number of months covered.
func (p Period) Len() int {
	if p.IsZero() {
		return 0
	}
	return int(p.To-p.From) + 1
}

// End is the last month of the period as a period of its own.
func (p Period) End() Period { return Month(int(p.Year), int(p.To)) }

// YearAgo is the same months of the year before.
func (p Period) YearAgo() Period {
	p.Year--
	return p
}

// LastDay is the calendar date on which the period ends.
func (p Period) LastDay() Date {
	first := Date(fmt.Sprintf("%04d-%02d-01", p.Year, p.To))
	return Date(first.Time().AddDate(0, 1, -1).Format("2006-01-02"))
}

// Compare orders periods by their end, then by their length.
func (p Period) Compare(q Period) int {
	a := int(p.Year)*10000 + int(p.To)*100 + p.Len()
	b := int(q.Year)*10000 + int(q.To)*100 + q.Len()
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// String gives the stored form: "2023-10", "2023-01~02", "2023-Q3", "2023-H1",
// "2023"; "" for none.
func (p Period) String() string {
	switch {
	case p.IsZero():
		return ""
	case p.From == 1 && p.To == 12:
		return fmt.Sprintf("%04d", p.Year)
	case p.Len() == 1 && p.Year >= 1000 && p.Year <= 9999: // a board writes thousands
		y, m := p.Year, p.From
		return string([]byte{'0' + byte(y/1000), '0' + byte(y/100%10), '0' + byte(y/10%10), '0' + byte(y%10), '-', '0' + byte(m/10), '0' + byte(m%10)})
	case p.Len() == 1:
		return fmt.Sprintf("%04d-%02d", p.Year, p.From)
	case p.Len() == 3 && p.From%3 == 1:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.To/3)
	case p.Len() == 6 && p.From%6 == 1:
		return fmt.Sprintf("%04d-H%d", p.Year, p.To/6)
	}
	return fmt.Sprintf("%04d-%02d~%02d", p.Year, p.From, p.To)
}

// ParsePeriod reads what String writes, and Q and H without the hyphen. A sign,
// a space or a digit that is not of ASCII makes it no period.
func ParsePeriod(s string) (Period, error) {
	p, ok := parsePeriod(s)
	if !ok {
		return Period{}, fmt.Errorf("core: %q is no period (2023-10, 2023-01~02, 2023-Q3, 2023-H1, 2023)", s)
	}
	return p, nil
}

// The years of periods and dates.
const firstYear, lastYear = 1900, 2199

func parsePeriod(s string) (Period, bool) {
	if len(s) < 4 {
		return Period{}, false
	}
	year, ok := digits(s[:4], 4)
	if !ok || year < firstYear || year > lastYear {
		return Period{}, false
	}
	if s = s[4:]; s == "" {
		return Months(year, 1, 12), true
	}
	rest, hyphen := strings.CutPrefix(s, "-")
	if n, ok := strings.CutPrefix(rest, "Q"); ok {
		q, ok := digits(n, 1)
		return Months(year, q*3-2, q*3), ok && q >= 1 && q <= 4
	}
	if n, ok := strings.CutPrefix(rest, "H"); ok {
		h, ok := digits(n, 1)
		return Months(year, h*6-5, h*6), ok && h >= 1 && h <= 2
	}
	a, b, ranged := strings.Cut(rest, "~")
	if !ranged {
		b = a
	}
	from, first := digits(a, 2)
	to, last := digits(b, 2)
	return Months(year, from, to), hyphen && first && last && 1 <= from && from <= to && to <= 12
}

// digits reads a number of exactly so many ASCII digits: no sign, no blank, which
// strconv would take.
func digits(s string, width int) (n int, ok bool) {
	if len(s) != width {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}
