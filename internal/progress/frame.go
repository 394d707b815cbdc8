package progress

import (
	"math/bits"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// Calendar is what a Frame depends on besides the moment. Targets with equal
// calendars share a frame; Calendar is comparable and may key a map.
type Calendar struct {
	Frequency plan.Frequency
	JanFeb    bool
	DueDay    int64
	Year      int
	Own       int // first month that is not inherited: 1, or later for a mid-year start; 13 when none is own
}

// CalendarOf gives the calendar by which a target is asked and judged.
func CalendarOf(t *plan.Target, x *plan.Indicator) Calendar {
	return Calendar{
		Frequency: x.Frequency, JanFeb: x.JanFeb, DueDay: x.DueDay,
		Year: int(t.Year), Own: ownFrom(t),
	}
}

// ownFrom is the first month of the target's year that ends on or after From.
func ownFrom(t *plan.Target) int {
	switch y := t.From.Year(); {
	case t.From == "" || y < int(t.Year):
		return 1
	case y > int(t.Year):
		return 13
	}
	return t.From.Month()
}

// Asked reports whether the release is the target's own: its last day does not
// lie before the target's start.
func Asked(t *plan.Target, p core.Period) bool {
	return t.From == "" || p.LastDay() >= t.From
}

// Frame is a calendar seen from a month and a day: sets of months, bit 0 being
// January, in which a release ends.
type Frame struct {
	Releases uint16 // all of the year
	Open     uint16 // not later than the month looked at
	Due      uint16 // of the open ones, those whose due day is not after today
	Own      uint16 // not inherited
	Last     int8   // index of the year's last release

	fixed    int8      // index of the judged release where no open month waits for its due day, else −1
	select64 [12]int64 // then: −1 for the months that a flow sums
	select8  [2]uint64 // and the high bit of each such month's byte
}

// NewFrame looks at a calendar from the month at and the day today.
func NewFrame(c Calendar, at core.Period, today core.Date) Frame {
	x := plan.Indicator{Frequency: c.Frequency, JanFeb: c.JanFeb, DueDay: c.DueDay}
	f := Frame{Last: -1}
	day := dayNumber(today)
	for month := 1; month <= 12; month++ {
		if _, ok := x.Period(c.Year, month); !ok {
			continue
		}
		bit := uint16(1) << (month - 1)
		f.Releases |= bit
		f.Last = int8(month - 1)
		if month >= c.Own {
			f.Own |= bit
		}
		if int(at.Year)*12+int(at.To) < c.Year*12+month {
			continue
		}
		f.Open |= bit
		if c.due(month) <= day {
			f.Due |= bit
		}
	}
	f.fix()
	return f
}

// fix notes the judged release where it is the same for all targets.
func (f *Frame) fix() {
	f.fixed = int8(bits.Len16(f.Due&f.Own)) - 1
	if bits.Len16(f.Open&f.Own) != bits.Len16(f.Due&f.Own) {
		f.fixed = -1
	}
	f.prepare()
}

// due is the day number on which the release ending in month is due, as
// plan.Indicator.Due gives it as a date; frames are made by the dozen for every
// board, and dates as text are slow to reckon with.
func (c *Calendar) due(month int) int {
	day := c.DueDay
	if day < 1 || day > 28 {
		day = 5
	}
	if month == 12 {
		return (c.Year+1)*10000 + 100 + int(day)
	}
	return c.Year*10000 + (month+1)*100 + int(day)
}

// dayNumber writes a date as one number that orders like it: 20231114; 0 when it
// is not set.
func dayNumber(d core.Date) int {
	if len(d) != len("2023-11-14") {
		return 0
	}
	n := 0
	for i := range len(d) {
		if d[i] != '-' {
			n = n*10 + int(d[i]-'0')
		}
	}
	return n
}

// judged is the index of the release to judge: the latest own one that is due,
// or a later open one that is already filed and counts. −1 when there is none.
func (f *Frame) judged(from State, lanes *Figures) int {
	due := bits.Len16(f.Due&f.Own) - 1
	for m := bits.Len16(f.Open&f.Own) - 1; m > due; m-- {
		if (f.Open&f.Own)>>m&1 != 0 && filed(from, lanes, m) {
			return m
		}
	}
	return due
}

func filed(from State, lanes *Figures, m int) bool {
	for l, s := range lanes {
		if s != nil && s.State[m].counts(Lane(l).threshold(from)) {
			return true
		}
	}
	return false
}

// empty is the phase of a target without a release to judge.
func (f *Frame) empty() Phase {
	if f.Due != 0 && f.Open&f.Own == 0 {
		return Inherited
	}
	return NotDue
}

// before is the set of months up to and including index m.
func before(m int) uint16 { return uint16(1)<<(m+1) - 1 }
