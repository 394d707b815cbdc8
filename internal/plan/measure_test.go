package plan_test

import (
	"testing"

	"tupo/internal/core"
	"tupo/internal/plan"
)

func TestFromNone(t *testing.T) {
	for _, tt := range []struct {
		unit string
		a    plan.Accumulation
		want bool
	}{
		{"人", plan.Cumulative, true}, {"户", plan.Stock, true}, {"个", plan.SinceStart, true}, {"家", plan.YearMean, true},
		{"家", plan.Flow, false}, {"人", plan.Growth, false}, {"%", plan.Rate, false}, {"万元", plan.Cumulative, false}, {"吨", plan.Stock, false}, {"艘次", plan.Stock, false},
	} {
		x := plan.Indicator{Unit: tt.unit, Display: tt.unit, Accumulation: tt.a}
		if got := x.FromNone(); got != tt.want {
			t.Errorf("FromNone(%s, %s) = %t, want %t", tt.unit, tt.a, got, tt.want)
		}
		if got := x.BelowZero(core.Whole(-1)); got != tt.want {
			t.Errorf("BelowZero(-1 %s, %s) = %t, want %t", tt.unit, tt.a, got, tt.want)
		}
		if x.BelowZero(core.Whole(0)) || x.BelowZero(core.Quantity{}) {
			t.Errorf("BelowZero of none or of an unknown figure (%s, %s) = true", tt.unit, tt.a)
		}
	}
}

func TestMeasureIn(t *testing.T) {
	for _, tt := range []struct {
		written        string
		a              plan.Accumulation
		display, store string
		known          bool
	}{
		{"亿 圆", plan.Flow, "亿元", "万元", true}, {"㎡", plan.Stock, "平方米", "平方米", true}, {"位", plan.Rank, "名次", "名次", true}, {"位", plan.Stock, "人", "人", true},
		{"艘次　", plan.Flow, "艘次", "艘次", false},
	} {
		x := plan.Indicator{Accumulation: tt.a}
		if known := x.MeasureIn(tt.written); known != tt.known || x.Display != tt.display || x.Unit != tt.store {
			t.Errorf("MeasureIn(%q) = %t, shown in %q, stored in %q, want %t, %q, %q", tt.written, known, x.Display, x.Unit, tt.known, tt.display, tt.store)
		}
	}
}
