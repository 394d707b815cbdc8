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

// What is counted one by one comes in whole ones, also where it is shown by the myriad.
func TestFraction(t *testing.T) {
	for _, tt := range []struct {
		unit  string // as it is shown
		a     plan.Accumulation
		micro int64 // stored
		want  string
	}{
		{"处", plan.Cumulative, 21_500_000, "report.fraction"}, {"家", plan.Stock, 3_200_000, "report.fraction"}, {"个", plan.Flow, 500_000, "report.fraction"},
		{"次", plan.SinceStart, 1, "report.fraction"}, {"座", plan.Cumulative, -500_000, "report.below-zero"}, {"处", plan.Cumulative, 21_000_000, ""},
		{"万个", plan.Stock, 4_300_000_000, ""}, {"万人", plan.Stock, 4_321_500_000, "report.fraction-of"},
		{"家", plan.YearMean, 3_200_000, ""}, {"个", plan.Growth, 3_200_000, ""}, {"人", plan.Rate, 2_600_000, ""}, {"件/万人", plan.Rate, 16_050_000, ""},
		{"张", plan.Score, 1_500_000, ""}, {"万元", plan.Cumulative, 500_000, ""}, {"亩", plan.Stock, 500_000, ""}, {"标箱", plan.Cumulative, 2_250_000, ""}, {"艘次", plan.Stock, 500_000, ""},
	} {
		x := plan.Indicator{Accumulation: tt.a}
		x.MeasureIn(tt.unit)
		if got, _ := x.Refuses(core.Micro(tt.micro)); got != tt.want {
			t.Errorf("Refuses(%v %s stored, shown in %s, %s) = %q, want %q", core.Micro(tt.micro), x.Unit, tt.unit, tt.a, got, tt.want)
		}
	}
	if key, _ := (&plan.Indicator{Unit: "处", Accumulation: plan.Stock}).Refuses(core.Quantity{}); key != "" {
		t.Errorf("Refuses(unknown) = %q, want nothing", key)
	}
}
