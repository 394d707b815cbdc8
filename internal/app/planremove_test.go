package app_test

import (
	"strconv"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
)

// firmsOf files one figure of the bureau's sheet.
func firmsOf(month core.Period, firms string) app.Filing {
	return app.Filing{Unit: "fgj", Month: month, Lines: []app.FilingLine{{Indicator: "new", Value: firms}}}
}

// remove takes a row out as the office; what that only asks for, the leader approves.
func (p *monthPlace) remove(kind, id string) error {
	p.Helper()
	change, err := p.app.RemovePlan(p.Context(), p.as("office1"), core.Ref{Kind: kind, ID: id}, "误录")
	if err != nil || change == "" {
		return err
	}
	return p.app.DecideTargetChange(p.Context(), p.as("leader"), change, true, "")
}

// What is in use does not go, and the refusal says what uses it.
func TestRemoveInUse(t *testing.T) {
	p := newMonthPlace(t)
	withPosts(p)
	p.at("2023-02-05")
	p.file("reporter", firmsOf(core.Month(2023, 1), "3"))
	p.hold(plan.Holding{Post: p.post("Z02"), Person: p.person("甲某", ""), From: "2023-01-01"})
	p.at("2023-03-20")
	p.savePlan(&plan.Task{Action: "a1", Code: "K09", Name: "年初要办完的事", Lead: "fgj", Due: "2023-03-01"})
	seq := p.seq()
	for _, x := range []struct {
		kind, id string
		want     []string
	}{
		{"unit", "fgj", []string{"plan.used.posts", "plan.used.actions", "plan.used.tasks", "plan.used.indicators", "plan.used.targets",
			"plan.used.reports", "plan.used.figures", "plan.used.grants", "plan.used.accounts"}},
		{"unit", "root", []string{"plan.used.units", "plan.used.posts", "plan.used.grants", "plan.used.accounts"}},
		{"post", string(p.post("Z02")), []string{"plan.used.holdings"}},
		{"programme", "p", []string{"plan.remove-running"}},
		{"action", "a1", []string{"plan.used.targets", "plan.used.tasks"}},
		{"indicator", "new", []string{"plan.used.targets", "plan.used.figures", "plan.used.lines"}},
		{"indicator", "rate", []string{"plan.used.targets"}},
		{"target", "t2", []string{"plan.used.due"}},
		{"task", p.taskID("K09"), []string{"plan.used.overdue"}},
		{"unit", "nowhere", []string{"access.missing"}},
		{"trajectory", "t2/2023-05", []string{"access.missing"}},
	} {
		var got []string
		for _, e := range errs.All(p.remove(x.kind, x.id)) {
			got = append(got, e.Key)
		}
		if !sameKeys(got, x.want) {
			t.Errorf("RemovePlan(%s:%s) = %q, want %q", x.kind, x.id, got, x.want)
		}
	}
	_, err := p.app.RemovePlan(t.Context(), p.as("office1"), core.Ref{Kind: "target", ID: "t3"}, "")
	p.wantFaults("RemovePlan(no reason)", seq, err, "report.reason-needed @ reason")
	_, err = p.app.RemovePlan(t.Context(), p.as("reporter"), core.Ref{Kind: "target", ID: "t3"}, "x")
	p.wantFaults("RemovePlan(by a reporter)", seq, err, "access.forbidden")
}

func sameKeys(got, want []string) bool {
	if len(got) != len(want) {
		return false
	}
	seen := map[string]bool{}
	for _, k := range got {
		seen[k] = true
	}
	for _, k := range want {
		if !seen[k] {
			return false
		}
	}
	return true
}

func (p *monthPlace) taskID(code string) string {
	p.Helper()
	s, err := p.app.Seen(p.Context(), app.Operator(monthDistrict))
	if err != nil {
		p.Fatal(err)
	}
	for _, x := range s.Book().Tasks {
		if x.Code == code {
			return string(x.ID)
		}
	}
	return ""
}

// What nothing uses goes with what belongs to it, in one entry, and stays in the
// history and on boards of earlier moments.
func TestRemoveUnused(t *testing.T) {
	p := newMonthPlace(t)
	p.savePlan(&plan.Unit{Code: "X1", Name: "误录单位", Kind: plan.UnitDepartment, Parent: "root"})
	p.savePlan(&plan.Indicator{Code: "X2", Name: "误录指标", Unit: "家", Display: "家", Verifier: "tjj", Direction: plan.AtLeast, Accumulation: plan.Cumulative,
		Frequency: plan.Monthly, DueDay: 8, ReleaseDay: 20})
	unit, indicator := p.idOf("unit", "X1"), p.idOf("indicator", "X2")
	before := p.seq()
	for _, x := range [][2]string{{"unit", unit}, {"indicator", indicator}, {"milestone", "m2"}, {"task", "k2"}, {"target", "t3"}} {
		if err := p.remove(x[0], x[1]); err != nil {
			t.Errorf("RemovePlan(%s:%s) = %v", x[0], x[1], err)
		}
	}
	if now := p.seq(); now != before+8 {
		t.Errorf("five removals, three of them asked for first, made %d entries, want 8", now-before)
	}
	s, err := p.app.Seen(t.Context(), app.Operator(monthDistrict))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Task("k2"); ok || len(s.Milestones("k2")) > 0 || len(s.Milestones("k1")) != 1 {
		t.Errorf("after removal: task k2 there %v, its milestones %v, those of k1 %v", ok, s.Milestones("k2"), s.Milestones("k1"))
	}
	old, err := p.app.Judge(t.Context(), p.as("office1"), app.Moment{AsOf: strconv.Itoa(int(before))})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := old.Snapshot().Target("t3"); !ok {
		t.Errorf("the removed target is not on the board as it was before")
	}
	steps, err := p.app.History(t.Context(), p.as("office1"), core.Ref{Kind: "target", ID: "t3"})
	if err != nil || len(steps.Changes) != 2 || steps.Changes[0].Reason != "误录" && steps.Changes[1].Reason != "误录" {
		t.Errorf("History(t3) = %+v, %v, want its making and its removal with the reason", steps, err)
	}
	p.verifyClean()
}

func (p *monthPlace) idOf(kind, code string) string {
	p.Helper()
	b, err := p.app.PlanBook(p.Context(), p.as("office1"))
	if err != nil {
		p.Fatal(err)
	}
	for _, u := range b.Units {
		if kind == "unit" && u.Code == code {
			return string(u.ID)
		}
	}
	for _, x := range b.Indicators {
		if kind == "indicator" && x.Code == code {
			return string(x.ID)
		}
	}
	p.Fatalf("no %s %s", kind, code)
	return ""
}

func (p *monthPlace) verifyClean() {
	p.Helper()
	v, err := p.app.VerifyLedger(p.Context(), p.as("office1"), "")
	if err != nil || !v.OK() {
		p.Errorf("VerifyLedger() = %+v, %v, want nothing found", v.Findings, err)
	}
}

// A draft programme goes with all that is in it.
func TestRemoveDraftProgramme(t *testing.T) {
	p := newMonthPlace(t)
	ctx, w := t.Context(), p.as("office1")
	draft := &plan.Programme{Code: "P2024", Name: "来年", StartYear: 2024, EndYear: 2024}
	p.savePlan(draft)
	action := &plan.Action{Programme: draft.ID, No: 1, Code: "A01", Name: "行动"}
	p.savePlan(action)
	task := &plan.Task{Action: action.ID, Code: "K24", Name: "事", Lead: "fgj", Due: "2024-06-30"}
	p.savePlan(task)
	p.savePlan(&plan.Milestone{Task: task.ID, No: 1, Name: "步", Due: "2024-03-31"})
	target := &plan.Target{Code: "T24", Programme: draft.ID, Action: action.ID, Indicator: "new", Unit: "gxj", Responsible: "gxj", Year: 2024, Value: core.Whole(5), Shape: plan.Typed}
	p.savePlan(target)
	p.savePlan(&plan.Point{Target: target.ID, Period: "2024-12", Planned: core.Whole(5)})
	r, err := p.app.Removal(ctx, w, core.Ref{Kind: "programme", ID: string(draft.ID)})
	if err != nil || len(r.With) != 5 || r.Uses != nil {
		t.Fatalf("Removal(draft) = %d rows with it, %v, %v, want 5", len(r.With), r.Uses, err)
	}
	if err := p.remove("programme", string(draft.ID)); err != nil {
		t.Fatalf("RemovePlan(draft) = %v", err)
	}
	b, err := p.app.PlanBook(ctx, w)
	if err != nil || len(b.Programmes) != 1 || len(b.Actions) != 1 || len(b.Points) != 0 || len(b.Tasks) != 2 {
		t.Errorf("after the draft is gone: %d programmes, %d actions, %d points, %d tasks, %v", len(b.Programmes), len(b.Actions), len(b.Points), len(b.Tasks), err)
	}
	p.verifyClean()
}
