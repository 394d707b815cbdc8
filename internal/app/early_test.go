package app_test

import (
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// What has not happened is taken by no door: not the release, not the sheet, not
// the plan's rows.
func TestNothingIsTakenTooEarly(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-22")
	may, june := core.Month(2023, 5), core.Month(2023, 6)
	release := func(period core.Period) error {
		return p.app.EnterOfficial(t.Context(), p.as("stats"), "", []app.Release{{Indicator: "inv", Unit: "fgj", Period: period, Value: "39.4",
			Basis: report.Official, Released: "2023-05-20", Source: "统计月报"}})
	}
	before := p.seq()
	p.wantFaults("EnterOfficial of the running month", before, release(may), "report.not-over @ release.1.period")
	p.wantFaults("EnterOfficial of the next month", before, release(june), "report.not-begun @ release.1.period")
	_, err := p.app.File(t.Context(), p.as("reporter"), sheetOf(june, "40", "19"))
	p.wantFaults("File for the next month", before, err, "report.not-begun @ period")
	reached := plan.Milestone{ID: "m1", Task: "k1", No: 1, Name: "主体封顶", Due: "2023-06-30", DoneOn: "2023-05-23"}
	_, err = p.app.SavePlan(t.Context(), p.as("office1"), app.PlanEdit{Put: []record.Row{&reached}, Reason: "补录"})
	p.wantFaults("SavePlan of a milestone reached tomorrow", before, err, "report.future-date @ done_on")
	if _, err := p.app.File(t.Context(), p.as("reporter"), sheetOf(may, "40", "19")); err != nil {
		t.Errorf("File for the running month = %v, want taken", err)
	}
}

// How many persons or things there are is never below zero, whoever says it.
func TestCountsBelowZeroAreRefused(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-22")
	before := p.seq()
	_, err := p.app.File(t.Context(), p.as("reporter"), sheetOf(core.Month(2023, 4), "40", "-5"))
	p.wantFaults("File of a count below zero", before, err, "report.below-zero @ value.new.fgj")
	err = p.app.EnterOfficial(t.Context(), p.as("checker"), "", []app.Release{{Indicator: "new", Unit: "fgj", Period: core.Month(2023, 4), Value: "-5",
		Basis: report.Official, Released: "2023-05-20", Source: "统计月报"}})
	p.wantFaults("EnterOfficial of a count below zero", before, err, "report.below-zero @ release.1.value")
	x := p.planOf().Targets[1]
	x.Value = core.Whole(-3)
	_, err = p.app.SavePlan(t.Context(), p.as("office1"), app.PlanEdit{Put: []record.Row{&x}, Reason: "调整"})
	p.wantFaults("SavePlan of a target below zero", before, err, "report.below-zero @ value")
}

// Nothing that is counted one by one comes in parts, whoever says it.
func TestFractionsOfCountsAreRefused(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-22")
	before := p.seq()
	_, err := p.app.File(t.Context(), p.as("reporter"), sheetOf(core.Month(2023, 4), "40", "3.2"))
	p.wantFaults("File of 3.2 firms", before, err, "report.fraction @ value.new.fgj")
	if zh, en := sentence(t, "zh", err), sentence(t, "en", err); !strings.Contains(zh, "“3.2”不是整数：以“家”计数") || !strings.Contains(en, "“3.2” is no whole number: what is counted (firms)") {
		t.Errorf("File of 3.2 firms says %q and %q, want the figure and the unit", zh, en)
	}
	err = p.app.EnterOfficial(t.Context(), p.as("checker"), "", []app.Release{{Indicator: "new", Unit: "fgj", Period: core.Month(2023, 4), Value: "0.5",
		Basis: report.Official, Released: "2023-05-20", Source: "统计月报"}})
	p.wantFaults("EnterOfficial of half a firm", before, err, "report.fraction @ release.1.value")
	x := p.planOf().Targets[1]
	for column, q := range map[string]*core.Quantity{"value": &x.Value, "floor_value": &x.Floor, "stretch": &x.Stretch} {
		was := *q
		*q = core.Micro(60_500_000)
		if column == "stretch" {
			*q = core.Micro(70_500_000)
		}
		_, err = p.app.SavePlan(t.Context(), p.as("office1"), app.PlanEdit{Put: []record.Row{&x}, Reason: "调整"})
		p.wantFaults("SavePlan of "+column+" of part of a firm", before, err, "report.fraction @ "+column)
		*q = was
	}
	if _, err := p.app.File(t.Context(), p.as("reporter"), sheetOf(core.Month(2023, 4), "40.05", "0.0003万")); err != nil {
		t.Errorf("File of 0.0003 myriads of firms = %v, want taken as 3", err)
	}
}

func TestNoUnitTakesTheNameOfTheRoot(t *testing.T) {
	p := newMonthPlace(t)
	before := p.seq()
	_, err := p.app.SavePlan(t.Context(), p.as("office1"), app.PlanEdit{Put: []record.Row{&plan.Unit{Code: "X", Name: "样区", Kind: plan.UnitZone, Parent: "root"}}, Reason: "新设"})
	p.wantFaults("SavePlan of a unit named as the root", before, err, "plan.name-of-root @ name")
	err = p.app.RenameUnit(t.Context(), p.as("office1"), app.Rename{Unit: "GXJ", Name: "样区", From: "2023-01-02", Reason: "改名"})
	p.wantFaults("RenameUnit to the root's name", before, err, "plan.name-of-root @ name")
}
