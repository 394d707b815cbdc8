package report

import "tupo/internal/core"

// Earliness is how far a period had come on the day on which somebody spoke of it.
type Earliness int

const (
	Over     Earliness = iota // it had ended
	Running                   // its last month had begun
	NotBegun                  // its last month was still to come
)

// EarlinessOf judges by the period's last month, for which it is asked: a quarter's
// figure is filed with the quarter's last month.
func EarlinessOf(p core.Period, today core.Date) Earliness {
	switch {
	case core.Date(p.End().String()+"-01") > today:
		return NotBegun
	case p.LastDay() > today:
		return Running
	}
	return Over
}

// Early names why a figure is taken too early, "" when it is not. A unit may say
// how the running month stands; what is released or published speaks of a period
// that is over.
func Early(b Basis, p core.Period, today core.Date) string {
	switch e := EarlinessOf(p, today); {
	case e == NotBegun:
		return "report.not-begun"
	case e == Running && b != Operational:
		return "report.not-over"
	}
	return ""
}
