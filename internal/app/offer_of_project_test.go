package app_test

import (
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/testing/pgtest"
)

// What one project is to bring was once offered as the district's: 新增就业 of a works
// for the city's new jobs.
func TestOneProjectIsNotTheDistrict(t *testing.T) { pgtest.BothEngines(t, oneProjectIsNotTheDistrict) }

func oneProjectIsNotTheDistrict(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	jobs := plan.Indicator{Code: "JOBS", Name: "城镇新增就业", Unit: "人", Display: "人", Frequency: plan.Monthly, Direction: plan.AtLeast, Accumulation: plan.Cumulative}
	if _, err := a.SavePlan(t.Context(), w, app.PlanEdit{Put: []record.Row{&jobs}, Reason: "试验"}); err != nil {
		t.Fatal(err)
	}
	var known core.IndicatorID
	for _, x := range planOf(t, a, w).Indicators {
		if x.Code == "JOBS" {
			known = x.ID
		}
	}
	for _, tt := range []struct {
		text, words string
		ofProject   bool
	}{
		{"智慧冷链园建成运营，新增就业150人。\n", "150人", true},
		{"示例制药基地项目，总投资36.5亿元。预计可新增就业600人以上。\n", "600人", true},
		{"示例制药基地主体已封顶。该项目预计新增就业820人。\n", "820人", true},
		{"2023年，全区新增就业21000人。\n", "21000人", false},
		{"2023年10月，示例制药基地项目建成投产，全区新增就业21500人。\n", "21500人", false},
		{"2023年主要目标：新增就业22000人。\n", "22000人", false},
	} {
		r := readAims(t, a, w, tt.text)
		f := r.fact("quantity", tt.words)
		o := r.Offers[f.ID]
		stopped := o.Stop != nil && o.Stop.Key == "document.of-project"
		if stopped != tt.ofProject || (o.Choice.Indicator == known) == tt.ofProject {
			t.Errorf("%q is offered for %q, stopped by %v; of one project: %t", tt.text, o.Choice.Indicator, o.Stop, tt.ofProject)
		}
		if !tt.ofProject {
			continue
		}
		if _, _, err := r.accept("quantity", tt.words, app.Decision{}); !hasKey(err, "document.of-project") {
			t.Errorf("%q was accepted as offered: %v", tt.text, err)
		}
		again := app.Decision{Said: []string{"indicator", "as", "period", "programme"}, Choice: app.Choice{As: app.AsTarget, Indicator: known, Period: core.Months(2023, 1, 12), Programme: "p"}}
		if _, _, err := r.accept("quantity", tt.words, again); hasKey(err, "document.of-project") {
			t.Errorf("%q is refused although a person chose the indicator: %v", tt.text, err)
		}
	}
}
