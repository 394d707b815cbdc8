package zh

import (
	"fmt"
	"time"
)

// Date is a calendar date; the zero Date means "not known".
type Date struct{ Year, Month, Day int }

// ParseDate reads the ISO form YYYY-MM-DD; false if it is not a real date.
func ParseDate(s string) (Date, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, false
	}
	return Date{t.Year(), int(t.Month()), t.Day()}, true
}

// Known says whether the date is set.
func (d Date) Known() bool { return d.Year > 0 }

// String is the ISO form, or "" when unknown.
func (d Date) String() string {
	if !d.Known() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// AddDays moves by whole days.
func (d Date) AddDays(n int) Date {
	t := time.Date(d.Year, time.Month(d.Month), d.Day+n, 0, 0, 0, 0, time.UTC)
	return Date{t.Year(), int(t.Month()), t.Day()}
}

// daysFrom is the distance from ref in days.
func (d Date) daysFrom(ref Date) int {
	a := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	b := time.Date(ref.Year, time.Month(ref.Month), ref.Day, 0, 0, 0, 0, time.UTC)
	return int(a.Sub(b).Abs().Hours() / 24)
}

// valid says whether month and day exist in that year.
func (d Date) valid() bool {
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && int(t.Month()) == d.Month && t.Day() == d.Day
}

// nearest gives the date with this month and day that lies closest to ref: a
// page printed on 2 January speaks of 30 December of the year before.
func nearest(ref Date, month, day int) (Date, bool) {
	best, found := Date{}, false
	for y := ref.Year - 1; y <= ref.Year+1; y++ {
		if d := (Date{y, month, day}); d.valid() && (!found || d.daysFrom(ref) < best.daysFrom(ref)) {
			best, found = d, true
		}
	}
	return best, found
}
