package chart

import (
	"math"
	"strconv"
	"strings"
)

// Point is a value at a place on the time axis. At is in the caller's units;
// for a year it is months since its start, so that 2 is the end of February
// and a release that covers January and February together is one point at 2.
type Point struct{ At, Value float64 }

// Tick names a place on the time axis.
type Tick struct {
	At   float64
	Text string
}

// scale maps a range of values to a range of pixels.
type scale struct{ from, to, low, high float64 }

func (s scale) at(v float64) float64 {
	if s.to == s.from {
		return s.low
	}
	return s.low + (v-s.from)/(s.to-s.from)*(s.high-s.low)
}

// niceTicks gives round values that span low to high in about n steps; the
// first is at or below low, the last at or above high.
func niceTicks(low, high float64, n int) []float64 {
	if high <= low {
		high = low + 1
	}
	raw := (high - low) / float64(n)
	step := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if m*step >= raw {
			step *= m
			break
		}
	}
	first := math.Floor(low/step + 1e-9)
	last := math.Ceil(high/step - 1e-9)
	var ticks []float64
	for i := first; i <= last; i++ {
		ticks = append(ticks, i*step)
	}
	return ticks
}

// axisNumber prints a tick's value: grouped digits, a true minus.
func axisNumber(v float64) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', 6, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	whole, frac, _ := strings.Cut(s, ".")
	var b strings.Builder
	if v < 0 {
		b.WriteString("−")
	}
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if frac != "" {
		b.WriteString("." + frac)
	}
	return b.String()
}

// clean drops points that cannot be drawn.
func clean(points []Point) []Point {
	var good []Point
	for _, p := range points {
		if finite(p.At) && finite(p.Value) {
			good = append(good, p)
		}
	}
	return good
}
