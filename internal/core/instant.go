package core

import (
	"fmt"
	"time"
)

// Instant is a moment in UTC milliseconds since 1970; 0 means “not set”.
type Instant int64

// InstantOf rounds t down to the millisecond.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time gives the moment as a time.Time in UTC.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

// Date gives the calendar date of the moment at a place.
func (i Instant) Date(at *time.Location) Date {
	return Date(i.Time().In(at).Format(time.DateOnly))
}

// Date is a calendar date as ISO text, "2023-11-14"; "" means not set. Dates
// compare as text.
type Date string

// ParseDate accepts ISO dates of years 1900 to 2199 only. Other written forms
// are read by package zh.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1900 || t.Year() > 2199 {
		return "", fmt.Errorf("core: %q is no date YYYY-MM-DD", s)
	}
	return Date(s), nil
}

// Time gives midnight UTC of the date; the zero time when not set.
func (d Date) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// AddDays gives the date n days later.
func (d Date) AddDays(n int) Date {
	return Date(d.Time().AddDate(0, 0, n).Format(time.DateOnly))
}

// DaysUntil counts the days from d to e, negative when e is earlier.
func (d Date) DaysUntil(e Date) int {
	return int(e.Time().Sub(d.Time()).Hours() / 24)
}

// Year of the date; 0 when not set.
func (d Date) Year() int {
	if d == "" {
		return 0
	}
	return d.Time().Year()
}

// Month of the date, 1 to 12; 0 when not set.
func (d Date) Month() int {
	if d == "" {
		return 0
	}
	return int(d.Time().Month())
}
