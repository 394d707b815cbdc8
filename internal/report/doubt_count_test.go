package report

import (
	"math"
	"math/rand/v2"
	"testing"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// A count that moves by one or two a month stands still now and then. It was
// asked as being far from the usual: 19 after 19.
func TestQuestionLeavesSlowCountsAlone(t *testing.T) {
	for _, c := range []struct {
		name   string
		counts []float64 // January to the month before
		now    float64
		want   Doubt
	}{
		{"two a month, then none", []float64{2, 4, 6, 8, 10, 12, 15, 17, 19}, 19, NoDoubt},
		{"one a month, then none", []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, 9, NoDoubt},
		{"one a month, then two", []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, 11, NoDoubt},
		{"none for long, then one", []float64{4, 4, 4, 4, 4, 4, 4, 4, 4}, 5, NoDoubt},
		{"two a month, then a dozen", []float64{2, 4, 6, 8, 10, 12, 15, 17, 19}, 31, Jumps},
		{"thirty a month, then none", []float64{30, 61, 90, 121, 150, 181, 210, 239, 270}, 270, Jumps},
	} {
		x := plan.Indicator{Accumulation: plan.Cumulative, RisesOnly: true, Unit: "个"}
		in := Circumstance{Indicator: x, Period: core.Month(2023, len(c.counts)+1), Value: q(c.now)}
		for i, v := range c.counts {
			in.History = append(in.History, Past{core.Month(2023, i+1), q(v)})
		}
		if got := Question(in); got != c.want {
			t.Errorf("%s: Question(%v after %v) = %q, want %q", c.name, c.now, c.counts, got, c.want)
		}
	}
}

// Counts that fall where chance puts them are seldom asked; a dozen at once is.
func TestQuestionOnSlowCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 7))
	const series = 150
	falsely, asked := 0, 0
	for range series {
		rate, sum := 0.3+r.Float64()*4.7, 0.0
		x := plan.Indicator{Accumulation: plan.Cumulative, RisesOnly: true, Unit: "个"}
		var known []Past
		for year := 2022; year <= 2023; year++ {
			sum = 0
			for m := 1; m <= 12; m++ {
				sum += chance(r, rate)
				p := Past{core.Month(year, m), q(sum)}
				if year == 2023 && m > 4 && Question(Circumstance{x, p.Period, p.Value, known, nil}) != NoDoubt {
					falsely++
				}
				if year == 2023 && m == 12 {
					p.Value = q(sum + math.Round(4*rate+5))
					if Question(Circumstance{x, p.Period, p.Value, known, nil}) != NoDoubt {
						asked++
					}
				}
				known = append(known, p)
			}
		}
	}
	t.Logf("%d of %d honest counts asked, %d of %d claims of months at once", falsely, series*8, asked, series)
	if falsely > 24 || asked < 140 {
		t.Errorf("asked %d of %d honest counts (want at most 24) and %d of %d claims of months at once (want at least 140)", falsely, series*8, asked, series)
	}
}

// chance draws how many of a rare thing come in a month (Knuth's method).
func chance(r *rand.Rand, rate float64) float64 {
	n, p, end := 0.0, r.Float64(), math.Exp(-rate)
	for p > end {
		n++
		p *= r.Float64()
	}
	return n
}
