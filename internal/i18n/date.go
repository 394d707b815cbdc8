package i18n

import (
	"strconv"
	"time"

	"tupo/internal/core"
)

// Date prints a calendar date: "2023年11月14日", "14 November 2023". A date that
// is not set prints as “—”.
func (c *Catalogue) Date(lang Lang, d core.Date) string {
	t := d.Time()
	if t.IsZero() {
		return Unknown
	}
	return c.Text(lang, "date.full", "y", strconv.Itoa(t.Year()),
		"month", monthName(lang, int(t.Month())), "d", strconv.Itoa(t.Day()))
}

// ToldDate says that a text tells another day of itself than the one given, and that its years
// are told from it. told is YYYY-MM-DD, or YYYY where it tells only its year; given is YYYY-MM-DD.
func (c *Catalogue) ToldDate(lang Lang, told, given string) string {
	day := c.Text(lang, "period.year", "y", told)
	if d, err := core.ParseDate(told); err == nil {
		day = c.Date(lang, d)
	}
	return c.Text(lang, "documents.told-date", "told", day, "date", c.Date(lang, core.Date(given)))
}

// Day prints a date without its year: "11月14日", "14 Nov".
func (c *Catalogue) Day(lang Lang, d core.Date) string {
	t := d.Time()
	if t.IsZero() {
		return Unknown
	}
	return c.Text(lang, "date.day",
		"month", monthShort(lang, int(t.Month())), "d", strconv.Itoa(t.Day()))
}

// Weekday names a date's day of the week: "星期二", "Tuesday".
func (c *Catalogue) Weekday(lang Lang, d core.Date) string {
	return c.Text(lang, "date.weekday."+strconv.Itoa(int(d.Time().Weekday())))
}

// Moment prints an instant at a place to the minute: "2023-11-14 08:30" in both
// languages, because registers and proofs are compared across them.
func Moment(i core.Instant, at *time.Location) string {
	if i == 0 {
		return Unknown
	}
	return i.Time().In(at).Format("2006-01-02 15:04")
}

// Month names a month for an axis or a column: "10月", "Oct". month is 1 to 12.
func Month(lang Lang, month int) string {
	return monthShort(lang, month)
}

// Period names a period in full: "2023年10月", "2023年1—2月", "2023年三季度",
// "2023年上半年", "2023年"; "October 2023", "January–February 2023", "Q3 2023".
// The zero period prints as “—”.
func (c *Catalogue) Period(lang Lang, p core.Period) string {
	if p.IsZero() {
		return Unknown
	}
	year := strconv.Itoa(int(p.Year))
	from, to := int(p.From), int(p.To)
	switch {
	case from == 1 && to == 12:
		return c.Text(lang, "period.year", "y", year)
	case p.Len() == 1:
		return c.Text(lang, "period.month", "y", year, "month", monthName(lang, to))
	case p.Len() == 3 && from%3 == 1:
		return c.Text(lang, "period.quarter."+strconv.Itoa(to/3), "y", year)
	case p.Len() == 6 && from%6 == 1:
		return c.Text(lang, "period.half."+strconv.Itoa(to/6), "y", year)
	}
	first := monthName(lang, from)
	if lang == ZH {
		first = strconv.Itoa(from) // “1—2月”: the word 月 stands once
	}
	return c.Text(lang, "period.months", "y", year, "from", first, "to", monthName(lang, to))
}

func monthName(lang Lang, month int) string {
	if lang == EN {
		return time.Month(month).String()
	}
	return strconv.Itoa(month) + "月"
}

func monthShort(lang Lang, month int) string {
	name := monthName(lang, month)
	if lang == EN {
		return name[:3]
	}
	return name
}
