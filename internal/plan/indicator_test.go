package plan

import (
	"testing"

	"tupo/internal/core"
)

func TestIndicatorPeriods(t *testing.T) {
	monthly := &Indicator{Frequency: Monthly, JanFeb: true}
	got := monthly.Periods(2023)
	if len(got) != 11 || got[0] != core.Months(2023, 1, 2) || got[1] != core.Month(2023, 3) {
		t.Errorf("Periods(2023) = %v, want eleven, the first January–February", got)
	}
	if _, due := monthly.Period(2023, 1); due {
		t.Error("January alone is never asked")
	}
	quarterly := &Indicator{Frequency: Quarterly}
	if p, due := quarterly.Period(2023, 9); !due || p != core.Months(2023, 7, 9) {
		t.Errorf("Period(2023, 9) = %v, %v; want 2023-Q3", p, due)
	}
	if _, due := quarterly.Period(2023, 10); due {
		t.Error("a quarterly indicator is not due in October")
	}
}

func TestIndicatorPrevious(t *testing.T) {
	for _, c := range []struct {
		x          Indicator
		from, want core.Period
	}{
		{Indicator{Frequency: Monthly, JanFeb: true}, core.Month(2023, 3), core.Months(2023, 1, 2)},
		{Indicator{Frequency: Monthly, JanFeb: true}, core.Months(2023, 1, 2), core.Month(2022, 12)},
		{Indicator{Frequency: Quarterly}, core.Months(2023, 1, 3), core.Months(2022, 10, 12)},
		{Indicator{Frequency: Yearly}, core.Months(2023, 1, 12), core.Months(2022, 1, 12)},
	} {
		if got := c.x.Previous(c.from); got != c.want {
			t.Errorf("Previous(%v) of %s = %v, want %v", c.from, c.x.Frequency, got, c.want)
		}
	}
}

func TestIndicatorDates(t *testing.T) {
	x := &Indicator{DueDay: 8}
	if got := x.Due(core.Month(2023, 10)); got != "2023-11-08" {
		t.Errorf("Due(2023-10) = %s, want 2023-11-08", got)
	}
	if got := x.Released(core.Month(2023, 12)); got != "2024-01-20" {
		t.Errorf("Released(2023-12) = %s, want 2024-01-20", got)
	}
}
