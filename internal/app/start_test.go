package app_test

import (
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
)

// A programme does not start in silence: what is unsettled is listed, and whoever
// starts it says that he knows.
func TestStartNamesWhatIsUnsettled(t *testing.T) {
	p := newMonthPlace(t)
	p.savePlan(&plan.Programme{Code: "P2024", Name: "来年", StartYear: 2024, EndYear: 2024})
	var next plan.Programme
	for _, x := range p.planOf().Programmes {
		if x.Code == "P2024" {
			next = x
		}
	}
	p.savePlan(&plan.Action{Programme: next.ID, No: 1, Code: "A01", Name: "扩大投资", Short: "投资", LeadUnit: "fgj"})
	var action core.ActionID
	for _, x := range p.planOf().Actions {
		if x.Programme == next.ID {
			action = x.ID
		}
	}
	target := plan.Target{Code: "N1", Programme: next.ID, Action: action, Indicator: "inv", Unit: "root", Year: 2024, Value: core.Whole(900_000),
		Lead: "fgj", Responsible: "fgj", Shape: plan.LastYear}
	p.savePlan(&target)
	p.savePlan(&plan.Target{Code: "N2", Programme: next.ID, Action: action, Indicator: "inv", Unit: "gxj", Parent: target.ID, Dimension: "部门", Year: 2024,
		Value: core.Whole(800_000), Lead: "gxj", Shape: plan.Linear})
	list := func() []string {
		all, err := p.app.Unsettled(t.Context(), p.as("office1"), next.ID)
		if err != nil {
			t.Fatalf("Unsettled() = %v", err)
		}
		var out []string
		for _, f := range all {
			out = append(out, f.Code+" "+f.Field+" "+f.Key)
		}
		return out
	}
	if got := list(); len(got) != 2 || got[0] != "N1 value plan.parts-short" || got[1] != "N1 shape plan.no-last-year" {
		t.Errorf("Unsettled(P2024) = %q, want the short breakdown and the course without last year's figures", got)
	}
	before := p.seq()
	p.wantFaults("SetProgrammeState(active)", before,
		p.app.SetProgrammeState(t.Context(), p.as("office1"), next.ID, app.StateChange{Next: plan.Active}), "plan.unsettled @ anyway")
	_, err := p.app.Unsettled(t.Context(), p.as("reporter"), next.ID)
	p.wantFaults("Unsettled by a reporter", before, err, "access.forbidden")
	if err := p.app.SetProgrammeState(t.Context(), p.as("office1"), next.ID, app.StateChange{Next: plan.Active, Anyway: true}); err != nil {
		t.Errorf("SetProgrammeState(active, anyway) = %v, want started", err)
	}
}
