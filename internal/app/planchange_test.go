package app_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/sheet"
)

// planOf is the plan as the operator reads it.
func (p *monthPlace) planOf() plan.Book {
	p.Helper()
	s, err := p.app.Seen(p.Context(), app.Operator(monthDistrict))
	if err != nil {
		p.Fatal(err)
	}
	return *s.Book()
}

func (p *monthPlace) targetOf(id core.TargetID) plan.Target {
	p.Helper()
	for _, t := range p.planOf().Targets {
		if t.ID == id {
			return t
		}
	}
	p.Fatalf("no target %s", id)
	return plan.Target{}
}

// lightOf is a target's light at the end of a month.
func (p *monthPlace) lightOf(id core.TargetID, month core.Period) string {
	p.Helper()
	j, err := p.app.Judge(p.Context(), p.as("leader"), app.Moment{Month: month})
	if err != nil {
		p.Fatal(err)
	}
	return j.Light(id).String()
}

// typedCourse is a target with a trajectory that asks for next to nothing until the
// year's last month.
func typedCourse(t plan.Target) []record.Row {
	t.Shape = plan.Typed
	put := []record.Row{&t}
	for month := 1; month <= 11; month++ {
		put = append(put, &plan.Point{Target: t.ID, Period: core.Month(2023, month).String(), Planned: core.Whole(1)})
	}
	return append(put, &plan.Point{Target: t.ID, Period: "2023-12", Planned: t.Value})
}

// The worst light does not turn green by one person's hand: a trajectory pushed to
// the year's end waits for another person, and is known afterwards as what it is.
func TestOneHandTurnsNoLight(t *testing.T) {
	p := newMonthPlace(t)
	ctx := t.Context()
	for month := 1; month <= 3; month++ {
		p.at(core.Month(2023, month).LastDay().AddDays(5))
		p.file("reporter", firmsOf(core.Month(2023, month), fmt.Sprint(month)))
	}
	march := core.Month(2023, 3)
	if got := p.lightOf("t2", march); got != "far-behind" {
		t.Fatalf("3 of 61 firms by March give %s, want far-behind", got)
	}
	seq := p.seq()
	_, err := p.app.SavePlan(ctx, p.as("office1"), app.PlanEdit{Put: typedCourse(p.targetOf("t2"))})
	p.wantFaults("SavePlan(no reason)", seq, err, "plan.reason-running @ reason")
	id, err := p.app.SavePlan(ctx, p.as("office1"), app.PlanEdit{Put: typedCourse(p.targetOf("t2")), Reason: "年底集中登记"})
	if err != nil || id == "" {
		t.Fatalf("SavePlan(another trajectory) = %q, %v, want a request", id, err)
	}
	if got := p.lightOf("t2", march); got != "far-behind" || len(p.planOf().Points) > 0 || p.targetOf("t2").Shape != plan.Linear {
		t.Errorf("asked for only, the light is %s, the shape %s, with %d points", got, p.targetOf("t2").Shape, len(p.planOf().Points))
	}
	seq = p.seq()
	p.wantFaults("the asker approves", seq, p.app.DecideTargetChange(ctx, p.as("office1"), id, true, ""), "access.forbidden")
	_, err = p.app.SavePlan(ctx, p.as("office2"), app.PlanEdit{Put: typedCourse(p.targetOf("t2")), Reason: "再来"})
	p.wantFaults("the same asked again", seq, err, "plan.change-waiting")
	p.approveChange(id)
	if now := p.seq(); now != seq+1 {
		t.Errorf("the approval made %d entries, want 1", now-seq)
	}
	now := p.targetOf("t2")
	if got := p.lightOf("t2", march); got != "on-track" || now.Shape != plan.Typed || len(p.planOf().Points) != 12 || now.Revised == 0 {
		t.Errorf("approved, the light is %s, the shape %s with %d points, revised at %d", got, now.Shape, len(p.planOf().Points), now.Revised)
	}
	j, err := p.app.Judge(ctx, p.as("leader"), app.Moment{Month: march})
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := j.Result("t2"); r.Why.Arg("revised") == "" {
		t.Errorf("the light of a changed plan does not say so: %+v", r.Why)
	}
	old, err := p.app.OriginalOf(ctx, p.as("leader"), j, "t2")
	if err != nil || len(old.Changes) != 1 {
		t.Fatalf("OriginalOf(t2) = %+v, %v, want the plan as it began and one change", old, err)
	}
	if r := old.Result; r.Light.String() != "far-behind" || r.Shape != plan.Linear {
		t.Errorf("against the original plan the light is %s by %s, want far-behind by linear", r.Light, r.Shape)
	}
	p.verifyClean()
}

// Every way of changing what is wanted, judged or counted leaves the plan as it is
// until another person agrees.
func TestEveryWayAsks(t *testing.T) {
	p := newMonthPlace(t)
	ctx := t.Context()
	p.savePlan(&plan.Programme{Code: "P2024", Name: "来年", StartYear: 2023, EndYear: 2024})
	p.savePlan(&plan.Rule{Name: "宽", Kind: plan.ByRatio, Green: core.Whole(1), Yellow: core.Micro(500_000), PointsYellow: core.Whole(1), PointsRed: core.Whole(2), MissedRed: 3})
	b := p.planOf()
	draft, rule := b.Programmes[len(b.Programmes)-1].ID, b.Rules[len(b.Rules)-1].ID
	held := p.targetOf("t1")
	held.Rule = rule
	p.savePlan(&held)
	target := func(id core.TargetID, f func(*plan.Target)) func() record.Row {
		return func() record.Row { x := p.targetOf(id); f(&x); return &x }
	}
	for _, x := range []struct {
		name string
		row  func() record.Row
	}{
		{"value", target("t2", func(x *plan.Target) { x.Value = core.Whole(5) })},
		{"floor", target("t2", func(x *plan.Target) { x.Floor = core.Whole(5) })},
		{"stretch", target("t2", func(x *plan.Target) { x.Stretch = core.Whole(99) })},
		{"reference", target("t2", func(x *plan.Target) { x.Reference = "不低于全市平均" })},
		{"weight", target("t2", func(x *plan.Target) { x.Weight = core.Micro(10_000) })},
		{"kind", target("t2", func(x *plan.Target) { x.Kind = plan.Binding })},
		{"rule", target("t2", func(x *plan.Target) { x.Rule = rule })},
		{"unit", target("t2", func(x *plan.Target) { x.Unit = "gxj" })},
		{"reporter", target("t2", func(x *plan.Target) { x.Responsible = "gxj" })},
		{"lead", target("t2", func(x *plan.Target) { x.Lead = "gxj" })},
		{"valid from", target("t2", func(x *plan.Target) { x.From = "2023-11-01" })},
		{"part of another", target("t4", func(x *plan.Target) { x.Parent, x.Dimension = "t1", "部门" })},
		{"moved to a draft", target("t2", func(x *plan.Target) { x.Programme, x.Action = draft, "" })},
		{"a new target", func() record.Row {
			return &plan.Target{Code: "EASY", Programme: "p", Action: "a1", Indicator: "new", Unit: "gxj", Responsible: "gxj", Year: 2023, Value: core.Whole(1), Shape: plan.Linear}
		}},
		{"an action moved to a draft", func() record.Row { x := p.planOf().Actions[0]; x.Programme = draft; return &x }},
		{"a task's date", func() record.Row { x := p.planOf().Tasks[0]; x.Due = "2023-12-31"; return &x }},
		{"a milestone's date", func() record.Row { x := p.planOf().Milestones[0]; x.Due = "2023-12-31"; return &x }},
		{"when figures count", func() record.Row { x := p.planOf().Programmes[0]; x.CountsFrom = plan.CountsVerified; return &x }},
		{"the programme's rule", func() record.Row { x := p.planOf().Programmes[0]; x.Rule = rule; return &x }},
		{"the approval switch", func() record.Row { x := p.planOf().Programmes[0]; x.NoApproval = true; return &x }},
		{"the indicator's direction", func() record.Row { x := p.planOf().Indicators[1]; x.Direction = plan.Reach; return &x }},
		{"the indicator's accumulation", func() record.Row { x := p.planOf().Indicators[0]; x.Accumulation = plan.Flow; return &x }},
		{"the indicator's calendar", func() record.Row { x := p.planOf().Indicators[1]; x.DueDay = 28; return &x }},
		{"the indicator's verifier", func() record.Row { x := p.planOf().Indicators[1]; x.Verifier = "tjj"; return &x }},
		{"a shared rule", func() record.Row {
			i := slices.IndexFunc(p.planOf().Rules, func(r plan.Rule) bool { return r.ID == rule })
			x := p.planOf().Rules[i]
			x.Yellow = core.Micro(100_000)
			return &x
		}},
	} {
		t.Run(x.name, func(t *testing.T) {
			before := p.planOf()
			id, err := p.app.SavePlan(ctx, p.as("office1"), app.PlanEdit{Put: []record.Row{x.row()}, Reason: "试一试"})
			if errs.KindOf(err) == errs.Conflict || errs.KindOf(err) == errs.Invalid && err != nil {
				samePlan(t, before, p.planOf())
				return // refused outright: that will do as well
			}
			if err != nil || id == "" {
				t.Fatalf("SavePlan() = %q, %v, want a request", id, err)
			}
			samePlan(t, before, p.planOf())
			if err := p.app.DecideTargetChange(ctx, p.as("leader"), id, false, "不同意"); err != nil {
				t.Errorf("DecideTargetChange(refuse) = %v", err)
			}
			samePlan(t, before, p.planOf())
		})
	}
	all, err := p.app.TargetChanges(ctx, p.as("office2"), "")
	if err != nil || len(all) < 24 {
		t.Errorf("TargetChanges() = %d, %v, want every refused request still there", len(all), err)
	}
	p.verifyClean()
}

func samePlan(t *testing.T, before, after plan.Book) {
	t.Helper()
	was, now := before.Rows(), after.Rows()
	if len(was) != len(now) {
		t.Errorf("the plan has %d rows, want still %d", len(now), len(was))
		return
	}
	for i := range was {
		if d := record.Diff(was[i], now[i]); len(d) > 0 {
			t.Errorf("%s changed: %+v", record.RefOf(was[i]), d)
		}
	}
}

// Words stay directly editable in what runs, with a reason.
func TestWordsNeedAReason(t *testing.T) {
	p := newMonthPlace(t)
	x := p.planOf().Indicators[1]
	x.Name, x.Aliases = "新登记企业", "新增企业"
	seq := p.seq()
	_, err := p.app.SavePlan(t.Context(), p.as("office1"), app.PlanEdit{Put: []record.Row{&x}})
	p.wantFaults("SavePlan(a name, no reason)", seq, err, "plan.reason-running @ reason")
	id, err := p.app.SavePlan(t.Context(), p.as("office1"), app.PlanEdit{Put: []record.Row{&x}, Reason: "与统计口径一致"})
	if err != nil || id != "" || p.planOf().Indicators[1].Name != "新登记企业" {
		t.Errorf("SavePlan(a name) = %q, %v, the name is %s", id, err, p.planOf().Indicators[1].Name)
	}
	y := p.planOf().Indicators[1]
	y.DueDay, y.Name = 27, "又一名"
	id, err = p.app.SavePlan(t.Context(), p.as("office1"), app.PlanEdit{Put: []record.Row{&y}, Reason: "两样"})
	if now := p.planOf().Indicators[1]; err != nil || id == "" || now.Name != "又一名" || now.DueDay != 8 {
		t.Errorf("SavePlan(a name and a day) = %q, %v; now %s, due on %d, want the name at once and the day asked for", id, err, now.Name, now.DueDay)
	}
}

// What runs is not taken out either, and cannot be brought back in another shape
// before another person agreed.
func TestRemovalAsks(t *testing.T) {
	p := newMonthPlace(t)
	ctx := t.Context()
	before := p.planOf()
	id, err := p.app.RemovePlan(ctx, p.as("office1"), core.Ref{Kind: "target", ID: "t3"}, "重复")
	if err != nil || id == "" {
		t.Fatalf("RemovePlan(t3) = %q, %v, want a request", id, err)
	}
	samePlan(t, before, p.planOf())
	again := p.targetOf("t3")
	again.ID, again.Value = "", core.Whole(1)
	seq := p.seq()
	_, err = p.app.SavePlan(ctx, p.as("office1"), app.PlanEdit{Put: []record.Row{&again}, Reason: "重录"})
	p.wantFaults("SavePlan(the same code again)", seq, err, "plan.code-twice @ code")
	if err := p.app.WithdrawTargetChange(ctx, p.as("office2"), id); !errs.Is(err, errs.Missing) {
		t.Errorf("WithdrawTargetChange(another's) = %v, want Missing", err)
	}
	if err := p.app.WithdrawTargetChange(ctx, p.as("office1"), id); err != nil {
		t.Errorf("WithdrawTargetChange() = %v", err)
	}
	if err := p.app.DecideTargetChange(ctx, p.as("leader"), id, true, ""); !errs.Is(err, errs.Conflict) {
		t.Errorf("DecideTargetChange(a withdrawn one) = %v, want Conflict", err)
	}
	all, err := p.app.TargetChanges(ctx, p.as("leader"), "t3")
	if err != nil || len(all) != 1 || all[0].State != plan.ChangeWithdrawn {
		t.Errorf("TargetChanges(t3) = %+v, %v, want the withdrawn one", all, err)
	}
	if _, err := p.app.RemovePlan(ctx, p.as("office1"), core.Ref{Kind: "action", ID: "a1"}, "换一个"); !errs.Is(err, errs.Conflict) {
		t.Errorf("RemovePlan(an action in use) = %v, want Conflict", err)
	}
}

// A request stands for the plan as it was when it was asked for: what changed
// meanwhile keeps it from being carried out.
func TestStaleRequest(t *testing.T) {
	p := newMonthPlace(t)
	ctx := t.Context()
	first, err := p.app.AskTarget(ctx, p.as("office1"), "t2", map[string]string{"value": "70"}, nil, "加码")
	if err != nil {
		t.Fatal(err)
	}
	x := p.planOf().Programmes[0]
	x.Name = "样年（修订）"
	p.savePlan(&x)
	if err := p.app.SetProgrammeState(ctx, p.as("office1"), "p", app.StateChange{Next: plan.Draft, Reason: "回到草稿"}); !errs.Is(err, errs.Conflict) {
		t.Errorf("SetProgrammeState(draft) = %v, want Conflict", err)
	}
	p.approveChange(first)
	if now := p.targetOf("t2"); now.Value != core.Whole(70) || now.Original != core.Whole(61) {
		t.Errorf("after the change the value is %s, the original %s; want 70 and 61", now.Value, now.Original)
	}
	second, err := p.app.AskTarget(ctx, p.as("office1"), "t2", map[string]string{"value": "75"}, nil, "再加码")
	if err != nil {
		t.Fatal(err)
	}
	if err := p.app.SetProgrammeState(ctx, p.as("office1"), "p", app.StateChange{Next: plan.Closed, Reason: "收官"}); err != nil {
		t.Fatal(err)
	}
	seq := p.seq()
	p.wantFaults("approving in a closed programme", seq, p.app.DecideTargetChange(ctx, p.as("leader"), second, true, ""), "plan.programme-closed")
}

// A workbook with the same codes gets round nothing: what it would change of what
// runs is asked for, and a programme does not become a draft again.
func TestWorkbookAsks(t *testing.T) {
	p := newMonthPlace(t)
	ctx := t.Context()
	send := func(b plan.Book) (app.Imported, error) {
		var out bytes.Buffer
		if err := sheet.Export(&out, sheet.Existing{Book: b}, "zh"); err != nil {
			t.Fatal(err)
		}
		return p.app.Import(ctx, p.as("office1"), &out, false)
	}
	before := p.planOf()
	b := changedBook(before)
	out, err := send(b)
	if err != nil || out.Failed() || out.Asked == 0 {
		t.Fatalf("Import() = %d asked, %+v, %v, want requests", out.Asked, out.Wrong, err)
	}
	samePlan(t, before, p.planOf())
	again, err := send(b)
	if err != nil || again.Asked != 0 || again.Waits == 0 {
		t.Errorf("Import() again = %d asked, %v, want none twice", again.Asked, err)
	}
	all, err := p.app.TargetChanges(ctx, p.as("leader"), "")
	if err != nil || len(all) != out.Asked {
		t.Errorf("TargetChanges() = %d, %v, want %d", len(all), err, out.Asked)
	}
	for _, c := range all {
		p.approveChange(c.ID)
	}
	if now := p.targetOf("t2"); now.Shape != plan.Typed || now.Value != core.Whole(5) || now.Original != core.Whole(61) || len(p.planOf().Points) != 12 {
		t.Errorf("after the approvals: %+v with %d points", now, len(p.planOf().Points))
	}
	b = p.planOf()
	b.Programmes = slices.Clone(b.Programmes)
	b.Programmes[0].State = plan.Draft
	seq := p.seq()
	out, err = send(b)
	if err == nil && out.Failed() {
		t.Errorf("Import(a draft again) = %+v", out.Wrong)
	}
	p.wantFaults("Import(a draft again)", seq, err, "plan.state-order")
	p.verifyClean()
}

// changedBook is a plan with most of what decides changed in it.
func changedBook(b plan.Book) plan.Book {
	b.Targets, b.Points, b.Indicators = slices.Clone(b.Targets), slices.Clone(b.Points), slices.Clone(b.Indicators)
	b.Programmes, b.Milestones = slices.Clone(b.Programmes), slices.Clone(b.Milestones)
	b.Programmes[0].CountsFrom = plan.CountsVerified
	b.Indicators[1].DueDay = 28
	b.Milestones[0].Due = "2023-12-01"
	for i := range b.Targets {
		if b.Targets[i].ID == "t2" {
			b.Targets[i].Value = core.Whole(5)
			for _, row := range typedCourse(b.Targets[i])[1:] {
				b.Points = append(b.Points, *row.(*plan.Point))
			}
			b.Targets[i].Shape = plan.Typed
		}
	}
	return b
}

// A merger hands targets over by date and moves no light, no value and no plan.
func TestMergerChangesNoPlan(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-02-05")
	p.file("reporter", firmsOf(core.Month(2023, 1), "3"))
	p.at("2023-04-10")
	january := core.Month(2023, 1)
	light, was := p.lightOf("t2", january), p.targetOf("t2")
	in := app.Reform{Units: []string{"GXJ"}, Into: "DCS", From: "2023-04-01", Reason: "机构改革"}
	if _, err := p.app.DoReform(t.Context(), p.as("office1"), in); err != nil {
		t.Fatalf("DoReform() = %v", err)
	}
	now := p.targetOf("t2")
	if d := record.Diff(&was, &now); len(d) > 0 || p.lightOf("t2", january) != light {
		t.Errorf("after a merger of other units the target differs in %+v and its light is %s, want %s", d, p.lightOf("t2", january), light)
	}
	kept := p.targetOf("t4")
	if kept.Value != core.Whole(617_283) || kept.Unit != "gxj" || kept.Shape != plan.Linear {
		t.Errorf("the target of the merged unit is now %+v", kept)
	}
}

// Names that no heading holds are refused where they come in, and the fault names
// the field and what it holds.
func TestTextsFit(t *testing.T) {
	p := newMonthPlace(t)
	ctx, w := t.Context(), p.as("office1")
	long := strings.Repeat("长", 280)
	seq := p.seq()
	save := func(row record.Row) error {
		_, err := p.app.SavePlan(ctx, w, app.PlanEdit{Put: []record.Row{row}, Reason: "试"})
		return err
	}
	p.wantFaults("a unit's name", seq, save(&plan.Unit{Code: "X", Name: long, Kind: plan.UnitTown, Parent: "root"}), "form.long @ name")
	p.wantFaults("a task's code and name", seq, save(&plan.Task{Action: "a1", Code: long, Name: long, Lead: "fgj", Due: "2023-12-31"}), "form.long @ code", "form.long @ name")
	_, err := p.app.AddDocument(ctx, w, app.NewDocument{Title: long, Name: "a.txt", Source: long, Body: strings.NewReader("x")})
	p.wantFaults("a document's title and source", seq, err, "form.long @ title", "form.long @ source")
	_, err = p.app.SavePerson(ctx, w, app.PersonEdit{PersonalData: app.PersonalData{Name: long}})
	p.wantFaults("a person's name", seq, err, "form.long @ name")
	_, _, err = p.app.CreateAccount(ctx, app.Operator(monthDistrict), app.NewAccount{Login: "newcomer", Name: long, Unit: "root"})
	p.wantFaults("an account's name", seq, err, "form.long @ name")
	p.wantFaults("a unit renamed", seq, p.app.RenameUnit(ctx, w, app.Rename{Unit: "FGJ", From: "2023-01-02", Name: long, Reason: "试"}), "form.long @ name")
}
