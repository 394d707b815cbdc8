package app_test

import (
	"fmt"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/testing/pgtest"
)

// offersPlace is draftPlace with one indicator.
func offersPlace(t *testing.T, db string, x plan.Indicator) (*app.App, app.Who) {
	t.Helper()
	x.ID, x.Code, x.Frequency = "x", "I001", plan.Monthly
	x.MeasureIn(x.Display)
	return draftPlace(t, db, x)
}

func saidPlan(sentence string) string {
	return "关于2023年计划安排的报告\n2023年主要目标：" + sentence + "。\n"
}

// A range for an indicator of one value is a target and what is striven for.
func TestOfferOfRange(t *testing.T) {
	for _, tt := range []rangeCase{
		{plan.AtLeast, "7", "", "9", "", true},
		{plan.AtMost, "9", "", "7", "", true},
		{plan.Range, "7", "9", "", "", false},
		{plan.Reach, "7", "9", "", "document.no-range", false},
	} {
		t.Run(string(tt.direction), func(t *testing.T) { pgtest.BothEngines(t, tt.check) })
	}
}

type rangeCase struct {
	direction                    plan.Direction
	value, high, stretch, refuse string
	ends                         bool
}

func (tt rangeCase) check(t *testing.T, db string) {
	a, w := offersPlace(t, db, plan.Indicator{Name: "固定资产投资增速", Direction: tt.direction, Accumulation: plan.Growth, Display: "%", Decimals: 1})
	r := readAims(t, a, w, saidPlan("固定资产投资增长7%—9%"))
	o := r.Offers[r.fact("quantity", "7%").ID]
	c := o.Choice
	if got := fmt.Sprint(c.Indicator, c.Value, c.High, c.Stretch, keyOf(o.Stop), o.Ends != nil); got != fmt.Sprint("x", tt.value, tt.high, tt.stretch, tt.refuse, tt.ends) {
		t.Error(got)
	}
	if tt.refuse != "" {
		return
	}
	f, _, err := r.accept("quantity", "7%", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	if x := r.target(f); shown(x.Value) != tt.value || tt.ends && shown(x.Stretch) != tt.stretch || x.High.Known() == tt.ends {
		t.Errorf("it became %+v", x)
	}
}

func keyOf(e *errs.Error) string {
	if e == nil {
		return ""
	}
	return e.Key
}

// A general counter counts the noun that the name says, and measures nothing.
func TestOfferOfCounter(t *testing.T) {
	for _, tt := range []counterCase{
		{"小区", "x", ""},
		{"个小区", "x", ""},
		{"栋", "x", "document.unit-differs"},
		{"亿元", "", ""},
		{"人次", "x", "document.unit-differs"},
	} {
		t.Run(tt.unit, func(t *testing.T) { pgtest.BothEngines(t, tt.check) })
	}
}

// counterCase is an indicator's unit, the indicator that is found, and the refusal.
type counterCase struct{ unit, indicator, refuse string }

func (tt counterCase) check(t *testing.T, db string) {
	a, w := offersPlace(t, db, plan.Indicator{Name: "城镇老旧小区改造", Direction: plan.AtLeast, Accumulation: plan.Cumulative, Display: tt.unit})
	r := readAims(t, a, w, saidPlan("改造老旧小区36个"))
	o := r.Offers[r.fact("quantity", "36").ID]
	if string(o.Choice.Indicator) != tt.indicator || keyOf(o.Stop) != tt.refuse {
		t.Errorf("%+v %v", o.Choice, o.Stop)
	}
	if tt.refuse != "" {
		if said := fmt.Sprint(o.Stop.Args); !strings.Contains(said, "个") || !strings.Contains(said, tt.unit) || strings.Contains(said, "36") {
			t.Errorf("the message does not name both units: %s", said)
		}
		return
	}
	if f, _, err := r.accept("quantity", "36", app.Decision{}); err != nil || shown(r.target(f).Value) != "36" {
		t.Errorf("accepted as %+v, %v", f, err)
	}
}

// The second value of a target set twice is asked for with the first.
func TestOfferAskedWithTheFirst(t *testing.T) { pgtest.BothEngines(t, offerAskedWithTheFirst) }

func offerAskedWithTheFirst(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	old := readAims(t, a, w, saidPlan("一般公共预算收入增长8%"))
	f, _, err := old.accept("quantity", "8%", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.SetProgrammeState(t.Context(), w, old.target(f).Programme, app.StateChange{Next: plan.Active, Anyway: true}); err != nil {
		t.Fatal(err)
	}
	r := readAims(t, a, w, saidPlan("一般公共预算收入增长5%以上，力争增长6%"))
	if o := r.Offers[r.fact("quantity", "6%").ID]; o.Does != app.DoesAsk {
		t.Errorf("before anything is asked it would %s", o.Does)
	}
	first, _, err := r.accept("quantity", "5%", app.Decision{})
	if err != nil || !strings.HasPrefix(first.Object, "target_change:") {
		t.Fatalf("the first became %q, %v", first.Object, err)
	}
	if o := r.Offers[r.fact("quantity", "6%").ID]; o.Does != app.DoesLink || o.Stop != nil || len(o.Clash) > 0 {
		t.Errorf("the second would %s: %+v %v", o.Does, o.Clash, o.Stop)
	}
	if second, _, err := r.accept("quantity", "6%", app.Decision{}); err != nil || second.Object != first.Object {
		t.Errorf("the second became %q, %v; want %q", second.Object, err, first.Object)
	}
	other := readAims(t, a, w, saidPlan("一般公共预算收入增长5.5%"))
	if o := other.Offers[other.fact("quantity", "5.5%").ID]; o.Does != app.DoesAsk {
		t.Errorf("another value would %s", o.Does)
	}
}
