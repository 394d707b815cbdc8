package config

import (
	"time"

	"tupo/internal/core"
)

// Clock makes the program's clock out of the wall's. With a date to pin it to,
// the calendar day at a place is always that one and the time of day is the
// wall's, so that a demonstration of November 2023 runs in any year. Such a
// clock falls back to midnight once a day: use the wall's for sessions and
// limits, this one for the district's business.
func Clock(pin core.Date, at *time.Location, wall func() time.Time) func() core.Instant {
	if pin == "" {
		return func() core.Instant { return core.InstantOf(wall()) }
	}
	day := pin.Time()
	return func() core.Instant {
		now := wall().In(at)
		return core.InstantOf(time.Date(day.Year(), day.Month(), day.Day(),
			now.Hour(), now.Minute(), now.Second(), now.Nanosecond(), at))
	}
}
