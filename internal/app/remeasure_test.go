package app_test

import (
	"bytes"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/sheet/sheettest"
)

func (p *monthPlace) indicatorOf(code string) plan.Indicator {
	p.Helper()
	for _, x := range p.planOf().Indicators {
		if x.Code == code {
			return x
		}
	}
	p.Fatalf("no indicator %s", code)
	return plan.Indicator{}
}

// A unit of measure that was mistyped is mended while no figure is filed: what the
// plan shows stays, only the unit beside it changes.
func TestUnitOfMeasureIsCorrectedBeforeFigures(t *testing.T) {
	p := newMonthPlace(t)
	p.savePlan(&plan.Indicator{Code: "JJ", Name: "基金规模", Display: "亿园", Verifier: "tjj", Direction: plan.AtLeast, Accumulation: plan.Cumulative, Frequency: plan.Monthly, Decimals: 1})
	x := p.indicatorOf("JJ")
	if x.Unit != "亿园" {
		t.Fatalf("an unknown unit is stored in %q, want as it is shown", x.Unit)
	}
	target := plan.Target{Code: "J1", Programme: "p", Action: "a1", Indicator: x.ID, Unit: "gxj", Year: 2023, Value: core.Whole(5), Floor: core.Whole(4), Lead: "gxj", Shape: plan.Linear}
	p.savePlan(&target)
	right := x
	right.Display = "亿圆"
	p.savePlan(&right) // the programme runs: the unit and what follows it are one request
	if now := p.indicatorOf("JJ"); now.Display != "亿元" || now.Unit != "万元" {
		t.Errorf("the corrected indicator is shown in %q and stored in %q, want 亿元 and 万元", now.Display, now.Unit)
	}
	if now := p.targetOf(target.ID); now.Value != core.Whole(50_000) || now.Floor != core.Whole(40_000) || now.Original != core.Whole(50_000) {
		t.Errorf("the target is now %s, at least %s, first %s 万元, want 5, 4 and 5 亿元", now.Value, now.Floor, now.Original)
	}
	p.at("2023-05-06")
	p.file("other", app.Filing{Unit: "gxj", Month: core.Month(2023, 4), Lines: []app.FilingLine{{Indicator: x.ID, Value: "1.5"}}})
	again := p.indicatorOf("JJ")
	again.Display = "家"
	before := p.seq()
	_, err := p.app.SavePlan(t.Context(), p.as("office1"), app.PlanEdit{Put: []record.Row{&again}, Reason: "改单位"})
	p.wantFaults("SavePlan of another unit after a figure", before, err, "plan.unit-fixed @ unit")
}

func TestImportCorrectsAUnitOfMeasure(t *testing.T) {
	p := newMonthPlace(t)
	book := func(unit string) []byte {
		return sheettest.Build(
			sheettest.Sheet{Name: "指标", Rows: [][]any{{"编号", "名称", "计量单位", "累计方式", "核实单位"}, {"JJ", "基金规模", unit, "累计", "TJJ"}}},
			sheettest.Sheet{Name: "目标", Rows: [][]any{{"编号", "专项年", "行动", "指标", "单位", "目标值", "牵头单位"}, {"J1", "P2023", "A01", "JJ", "GXJ", 5, "GXJ"}}})
	}
	take := func(unit string) app.Imported {
		out, err := p.app.Import(t.Context(), p.as("office1"), bytes.NewReader(book(unit)), false)
		if err != nil || out.Failed() {
			t.Fatalf("Import(%s) = %+v, %v", unit, out, err)
		}
		waiting, err := p.app.TargetChanges(t.Context(), p.as("leader"), "")
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range waiting {
			if c.State == plan.ChangeAsked {
				p.approveChange(c.ID)
			}
		}
		return out
	}
	first := take("亿园")
	if len(first.Wrong) == 0 || first.Wrong[0].Key != "plan.unit-near" || first.Wrong[0].Column != "C" || first.Wrong[0].Row != 2 {
		t.Errorf("Import(亿园) warns of %+v, want the unit of measure at C2", first.Wrong)
	}
	if out := take("亿 圆"); out.Asked != 1 {
		t.Errorf("Import(亿 圆) asks for %d changes, want one: the unit with what follows it", out.Asked)
	}
	if x := p.indicatorOf("JJ"); x.Display != "亿元" || x.Unit != "万元" {
		t.Errorf("the indicator is shown in %q and stored in %q, want 亿元 and 万元", x.Display, x.Unit)
	}
	for _, got := range p.planOf().Targets {
		if got.Code == "J1" && (got.Value != core.Whole(50_000) || got.Original != core.Whole(50_000)) {
			t.Errorf("the target is %s, first %s 万元, want 5 亿元", got.Value, got.Original)
		}
	}
}
