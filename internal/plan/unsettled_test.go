package plan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tupo/internal/core"
	"tupo/internal/plan"
)

func TestAddUp(t *testing.T) {
	q := core.Whole
	x := func(d plan.Direction, a plan.Accumulation) *plan.Indicator {
		return &plan.Indicator{Unit: "家", Direction: d, Accumulation: a}
	}
	tests := []struct {
		name  string
		x     *plan.Indicator
		whole plan.Target
		parts []core.Quantity
		left  string
		want  plan.Verdict
	}{
		{"exact", x(plan.AtLeast, plan.Flow), plan.Target{Value: q(100)}, []core.Quantity{q(60), q(40)}, "0", plan.PartsExact},
		{"short", x(plan.AtLeast, plan.Flow), plan.Target{Value: q(100)}, []core.Quantity{q(60), q(30)}, "10", plan.PartsShort},
		{"more after the whole was cut", x(plan.AtLeast, plan.Cumulative), plan.Target{Value: q(80)}, []core.Quantity{q(60), q(40)}, "-20", plan.PartsStretch},
		{"ceilings beyond", x(plan.AtMost, plan.Stock), plan.Target{Value: q(80)}, []core.Quantity{q(60), q(40)}, "-20", plan.PartsOver},
		{"ceilings below", x(plan.AtMost, plan.Stock), plan.Target{Value: q(80)}, []core.Quantity{q(60)}, "20", plan.PartsTight},
		{"to be met, beyond", x(plan.Reach, plan.Stock), plan.Target{Value: q(80)}, []core.Quantity{q(90)}, "-10", plan.PartsOver},
		{"to be met, short", x(plan.Reach, plan.Stock), plan.Target{Value: q(80)}, []core.Quantity{q(70)}, "10", plan.PartsShort},
		{"within the range", x(plan.Range, plan.Stock), plan.Target{Value: q(80), High: q(100)}, []core.Quantity{q(90)}, "-10", plan.PartsExact},
		{"above the range", x(plan.Range, plan.Stock), plan.Target{Value: q(80), High: q(85)}, []core.Quantity{q(90)}, "-10", plan.PartsOver},
		{"a part without a number", x(plan.AtLeast, plan.Flow), plan.Target{Value: q(80)}, []core.Quantity{q(90), {}}, "", plan.PartsOpen},
		{"growth", x(plan.AtLeast, plan.Growth), plan.Target{Value: q(7)}, []core.Quantity{q(7)}, "", plan.PartsNoSum},
	}
	for _, tt := range tests {
		_, left, got := plan.AddUp(&tt.whole, tt.x, tt.parts)
		if got != tt.want || left.String() != tt.left {
			t.Errorf("%s: AddUp = left %q, %s, want %q, %s", tt.name, left, got, tt.left, tt.want)
		}
	}
}

func TestUnsettled(t *testing.T) {
	b := soundBook()
	want := []string{"? target T1 value plan.parts-short"}
	if diff := cmp.Diff(want, summary(b.Unsettled("g1"))); diff != "" {
		t.Errorf("Unsettled(g1) (-want +got):\n%s", diff)
	}
	short := b.Unsettled("g1")[0].Args
	if text := strings.Join(short, "|"); !strings.Contains(text, "0.004 亿元") && !strings.Contains(text, "0.01 亿元") {
		t.Errorf("Unsettled(g1) says %q, want the sums in 亿元", short)
	}
	b.Targets[1].Value = core.Whole(120)
	b.Actions[0].LeadPost, b.Actions[0].LeadUnit = "", ""
	b.Actions = append(b.Actions, plan.Action{ID: "a2", Programme: "g1", No: 2, Code: "A02", Name: "空", LeadUnit: "u1"})
	b.Indicators[1].Verifier = ""
	b.Tasks[0].Lead = ""
	b.Targets = append(b.Targets, plan.Target{ID: "t4", Code: "T4", Programme: "g1", Action: "a1", Indicator: "i2", Unit: "u0", Year: 2023, Shape: plan.Flat, Reference: "不低于全市平均"})
	want = []string{"? indicator I2 verifier_unit_id plan.no-verifier", "? task W1 lead_unit_id plan.nobody", "? action A01 lead_unit_id plan.action-unled", "? action A02 name plan.action-empty",
		"? target T1 value plan.parts-stretch", "? target T4 responsible_unit_id plan.unanswered", "? target T4 value plan.no-number"}
	if diff := cmp.Diff(want, summary(b.Unsettled("g1"))); diff != "" {
		t.Errorf("Unsettled(g1), loosened (-want +got):\n%s", diff)
	}
	if got := summary(b.Unsettled("g9")); got != nil {
		t.Errorf("Unsettled(no programme) = %q, want none", got)
	}
	if got := summary(b.ProgrammeFaults("g1")); got != nil {
		t.Errorf("ProgrammeFaults(g1) = %q, want none: warnings do not stand in the way", got)
	}
}
