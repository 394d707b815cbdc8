package plan

import (
	"testing"

	"tupo/internal/core"
)

// 2984006.796941 万元 once stood as “2984006.796941” beside a year's value in 亿元.
func TestIndicatorShown(t *testing.T) {
	for _, c := range []struct{ unit, display, stored, want string }{
		{"万元", "亿元", "2984006.796941", "298.40068"},
		{"万元", "亿元", "-384106.796941", "-38.41068"},
		{"万元", "亿元", "3720000", "372"},
		{"万元", "", "1.5", "1.5"},
		{"米", "公里", "1", "0.001"},
		{"艘次", "艘次", "0.000001", "0.000001"},
		{"万元", "亿元", "", ""},
	} {
		x := Indicator{Unit: c.unit, Display: c.display}
		q := core.Quantity{}
		if c.stored != "" {
			var err error
			if q, err = core.ParseQuantity(c.stored); err != nil {
				t.Fatal(err)
			}
		}
		if got := x.Shown(q).String(); got != c.want {
			t.Errorf("Indicator{%s, %s}.Shown(%s) = %q, want %q", c.unit, c.display, c.stored, got, c.want)
		}
	}
}

func TestPlanned(t *testing.T) {
	yiyuan := Indicator{Unit: "万元", Display: "亿元", Decimals: 2}
	number := Indicator{Unit: "个", Display: "个"}
	own := Indicator{Unit: "艘次", Decimals: 6}
	for _, c := range []struct {
		x         Indicator
		whole     string
		part, all int64
		want      string
	}{
		{number, "100", 4, 12, "33"},
		{number, "-100", 4, 12, "-33"},
		{number, "1", 6, 12, "1"},
		{number, "100.4", 12, 12, "100.4"},
		{number, "0.8", 9, 12, "0.8"},
		{number, "-0.8", 9, 12, "-0.8"},
		{number, "10", 15, 12, "13"},
		{yiyuan, "3720000", 5, 12, "1550000"},
		{yiyuan, "3720049", 5, 12, "1550000"},
		{yiyuan, "3720240", 5, 12, "1550100"}, // 1550100.0 exactly
		{yiyuan, "9223372036854", 11, 12, "8454757700400"},
		{own, "100", 4, 12, "33.333333"},
	} {
		whole, err := core.ParseQuantity(c.whole)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Planned(whole, c.part, c.all, c.x.Step()); err != nil || got.String() != c.want {
			t.Errorf("Planned(%s, %d, %d) in steps of %d = %s, %v; want %s", c.whole, c.part, c.all, c.x.Step(), got, err, c.want)
		}
	}
}

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
