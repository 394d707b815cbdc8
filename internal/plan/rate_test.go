package plan_test

import (
	"math"
	"testing"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// What a rate is follows from its parts' units of measure and its own.
func TestFollows(t *testing.T) {
	for _, tt := range []struct {
		name                  string
		rate, over, under     string // as somebody writes the units of measure
		decimals              int64
		overMicro, underMicro int64 // stored
		wantExact, wantShown  int64
		nothing               bool
	}{
		{name: "a share of things", rate: "%", over: "个", under: "个", decimals: 1, overMicro: 41e6, underMicro: 50e6, wantExact: 82e6, wantShown: 82e6},
		{name: "rounded up", rate: "%", over: "个", under: "个", decimals: 1, overMicro: 2e6, underMicro: 3e6, wantExact: 66_666_667, wantShown: 66_700_000},
		{name: "half away from zero", rate: "%", over: "万元", under: "万元", decimals: 0, overMicro: -1e6, underMicro: 200e6, wantExact: -500_000, wantShown: -1e6},
		{name: "projects of items", rate: "%", over: "个", under: "项", overMicro: 1e6, underMicro: 4e6, wantExact: 25e6, wantShown: 25e6},
		{name: "元 of 亿元", rate: "%", over: "元", under: "亿元", decimals: 2, overMicro: 12_345e6, underMicro: 100e6, wantExact: 1_234_500, wantShown: 1_230_000},
		{name: "per mille", rate: "‰", over: "人", under: "万人", decimals: 2, overMicro: 630e6, underMicro: 100_000e6, wantExact: 6_300_000, wantShown: 6_300_000},
		{name: "times", rate: "倍", over: "万元", under: "亿元", decimals: 1, overMicro: 30e6, underMicro: 20e6, wantExact: 1_500_000, wantShown: 1_500_000},
		{name: "amount per amount", rate: "万元/亩", over: "亿元", under: "万亩", decimals: 1, overMicro: 52_000e6, underMicro: 1_000e6, wantExact: 52e6, wantShown: 52e6},
		{name: "things for a myriad of people", rate: "件/万人", over: "件", under: "万人", decimals: 2, overMicro: 321e6, underMicro: 200_000e6, wantExact: 16_050_000, wantShown: 16_050_000},
		{name: "income per head", rate: "元", over: "亿元", under: "万人", decimals: 0, overMicro: 500_000e6, underMicro: 100_000e6, wantExact: 50_000e6, wantShown: 50_000e6},
		{name: "a district's own unit", rate: "%", over: "艘次", under: "艘次", decimals: 0, overMicro: 1e6, underMicro: 2e6, wantExact: 50e6, wantShown: 50e6},

		{name: "beds for how many?", rate: "张", over: "张", under: "万人", overMicro: 1e6, underMicro: 1e6, nothing: true},
		{name: "yuan of people", rate: "%", over: "万元", under: "人", overMicro: 1e6, underMicro: 1e6, nothing: true},
		{name: "own units of two kinds", rate: "%", over: "艘次", under: "艘", overMicro: 1e6, underMicro: 1e6, nothing: true},
		{name: "points", rate: "个百分点", over: "个", under: "个", overMicro: 1e6, underMicro: 2e6, nothing: true},
		{name: "none of the denominator", rate: "%", over: "个", under: "个", overMicro: 1e6, nothing: true},
		{name: "beyond the range", rate: "%", over: "万元", under: "万元", overMicro: math.MaxInt64, underMicro: 1, nothing: true},
	} {
		rate, over, under := plan.Indicator{Accumulation: plan.Rate, Decimals: tt.decimals}, plan.Indicator{}, plan.Indicator{}
		rate.MeasureIn(tt.rate)
		over.MeasureIn(tt.over)
		under.MeasureIn(tt.under)
		parts := plan.Parts{Over: &over, Under: &under, OverBy: core.Micro(tt.overMicro), UnderBy: core.Micro(tt.underMicro)}
		exact, shown, ok := rate.Follows(parts)
		if ok == tt.nothing || ok && (exact != core.Micro(tt.wantExact) || shown != core.Micro(tt.wantShown)) {
			t.Errorf("%s: Follows(%v %s ÷ %v %s) = %v, %v, %t, want %v, %v, %t", tt.name, parts.OverBy, over.Unit, parts.UnderBy, under.Unit,
				exact, shown, ok, core.Micro(tt.wantExact), core.Micro(tt.wantShown), !tt.nothing)
		}
	}
	x := plan.Indicator{Unit: "%", Display: "%"}
	if _, _, ok := x.Follows(plan.Parts{Over: &x, Under: &x, UnderBy: core.Whole(1)}); ok {
		t.Error("Follows of an unknown numerator = true, want nothing")
	}
}

// A rate may be rounded to the decimals that are shown, or be given to more of them.
func TestAgrees(t *testing.T) {
	x := plan.Indicator{Unit: "%", Display: "%", Decimals: 1}
	exact := core.Micro(66_666_667)
	for micro, want := range map[int64]bool{66_700_000: true, 66_670_000: true, 66_666_667: true, 66_600_000: false, 66_800_000: false, 67_000_000: false, 0: false} {
		if got := x.Agrees(core.Micro(micro), exact); got != want {
			t.Errorf("Agrees(%v, %v) to one decimal = %t, want %t", core.Micro(micro), exact, got, want)
		}
	}
	if x.Agrees(core.Quantity{}, exact) {
		t.Error("Agrees(unknown) = true")
	}
}

func TestCovering(t *testing.T) {
	quarter := core.Months(2023, 4, 6)
	for _, tt := range []struct {
		x    plan.Indicator
		want core.Period
		ok   bool
	}{
		{plan.Indicator{Frequency: plan.Quarterly, Accumulation: plan.Flow}, quarter, true},
		{plan.Indicator{Frequency: plan.Monthly, Accumulation: plan.Cumulative}, core.Month(2023, 6), true},
		{plan.Indicator{Frequency: plan.HalfYear, Accumulation: plan.Stock}, core.Months(2023, 1, 6), true},
		{plan.Indicator{Frequency: plan.Monthly, Accumulation: plan.Flow}, core.Month(2023, 6), false},
		{plan.Indicator{Frequency: plan.Yearly, Accumulation: plan.Stock}, core.Months(2023, 1, 12), false},
	} {
		if got, ok := tt.x.Covering(quarter); ok != tt.ok || ok && got != tt.want {
			t.Errorf("Covering(%v) of %s %s = %v, %t, want %v, %t", quarter, tt.x.Frequency, tt.x.Accumulation, got, ok, tt.want, tt.ok)
		}
	}
}
