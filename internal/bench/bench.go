// Package bench measures what Tupo does on the machine it runs on: filing over
// loopback HTTP beside a plain INSERT through the same stack, the front page, and
// the board recomputed. The command tupo bench and the Go benchmarks both call it,
// so that a figure in the documents and one on an operator's screen mean the same.
//
// It works on districts it makes itself, in folders it makes itself, and never
// opens a place that holds somebody's data. It prints nothing and judges nothing.
package bench

import (
	"slices"
	"time"
)

// Timing is how long each of a number of runs took.
type Timing struct {
	Runs int           // how many
	All  time.Duration // from the first to the end of the last, runs in parallel counted once
	Mean time.Duration
	Best time.Duration
	P50  time.Duration
	P99  time.Duration
	P999 time.Duration
}

// timingOf sums up runs; all is the time from the first to the last.
func timingOf(took []time.Duration, all time.Duration) Timing {
	if len(took) == 0 {
		return Timing{}
	}
	slices.Sort(took)
	var sum time.Duration
	for _, d := range took {
		sum += d
	}
	at := func(share float64) time.Duration { return took[int(share*float64(len(took)-1))] }
	return Timing{Runs: len(took), All: all, Mean: sum / time.Duration(len(took)), Best: took[0],
		P50: at(0.5), P99: at(0.99), P999: at(0.999)}
}

// PerSecond is how many runs ended in a second.
func (t Timing) PerSecond() float64 {
	if t.All <= 0 {
		return 0
	}
	return float64(t.Runs) / t.All.Seconds()
}

// A Budget says how long to measure: for a time, or a number of runs if that is set.
type Budget struct {
	runs int
	time time.Duration
}

// For measures for a time.
func For(d time.Duration) Budget { return Budget{time: d} }

// Times measures a number of runs.
func Times(n int) Budget { return Budget{runs: n} }

// spent reports whether the measuring ends before run number n (from 0).
func (b Budget) spent(n int, start time.Time, now func() time.Time) bool {
	if b.runs > 0 {
		return n >= b.runs
	}
	return now().Sub(start) >= b.time
}

// repeat times f again and again.
func repeat(now func() time.Time, b Budget, f func() error) (Timing, error) {
	var took []time.Duration
	start := now()
	for !b.spent(len(took), start, now) {
		before := now()
		if err := f(); err != nil {
			return Timing{}, err
		}
		took = append(took, now().Sub(before))
	}
	return timingOf(took, now().Sub(start)), nil
}
