package app_test

import (
	"reflect"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/testing/pgtest"
)

// The page names the theme of the specimen's programme and three actions, the first
// of which it has.
const themePage = "全区部署三大行动\n□记者 王某某\n本报11月14日讯 今天上午，区里召开大会。今年初，全区确定“云溪攻坚年”，部署开展“三大行动”：" +
	"加快产业提升行动、强链行动和补链行动。“三大行动”开局良好。会议要求，各部门要加强协作，年底前完成。\n"

func planOf(t *testing.T, a *app.App, w app.Who) plan.Book {
	t.Helper()
	b, err := a.PlanBook(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func programmeID(t *testing.T, a *app.App, w app.Who) core.ProgrammeID {
	t.Helper()
	for _, p := range planOf(t, a, w).Programmes {
		if p.Name == "云溪攻坚年" {
			return p.ID
		}
	}
	t.Fatal("the specimen has no 云溪攻坚年")
	return ""
}

func actionID(b plan.Book, name string) string {
	for _, x := range b.Actions {
		if x.Name == name {
			return string(x.ID)
		}
	}
	return ""
}

// A newspaper page once added its actions to the programme that runs, and took the
// programme for its own.
func TestPageDoesNotChangeAProgrammeThatRuns(t *testing.T) {
	for _, state := range []plan.State{plan.Active, plan.Closed} {
		a, w := specimenPlace(t)
		key := "document.programme-runs"
		if state == plan.Closed {
			key = "document.programme-closed"
			if err := a.SetProgrammeState(t.Context(), w, programmeID(t, a, w), app.StateChange{Next: plan.Closed, Reason: "done"}); err != nil {
				t.Fatal(err)
			}
		}
		before := planOf(t, a, w)
		r := addPage(t, a, w, "page.txt", themePage)
		left, err := a.Decide(t.Context(), w, r.Document.ID, decisions(r.Facts, true, "programme", "action", "directive"))
		if err != nil || len(left) != 2 {
			t.Fatalf("%s: Decide(page) = %+v, %v; want two actions left", state, left, err)
		}
		for i, name := range []string{"强链行动", "补链行动"} {
			if x := left[i]; x.Fact.Text != name || x.Why.Key != key || x.Why.Kind != errs.Conflict {
				t.Errorf("%s: left %q because of %v; want %s with %s", state, x.Fact.Text, x.Why, name, key)
			}
		}
		r, err = a.Document(t.Context(), w, r.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			kind  string
			state document.FactState
			want  int
		}{{"programme", document.Accepted, 1}, {"action", document.Accepted, 1}, {"action", document.Proposed, 2}, {"directive", document.Accepted, 1}} {
			if got := count(r.Facts, tt.kind, tt.state); got != tt.want {
				t.Errorf("%s: %d facts %s are %s, want %d", state, got, tt.kind, tt.state, tt.want)
			}
		}
		after := planOf(t, a, w)
		if !reflect.DeepEqual(before.Programmes, after.Programmes) || !reflect.DeepEqual(before.Actions, after.Actions) {
			t.Errorf("%s: the page changed the plan: %+v %+v", state, after.Programmes, after.Actions)
		}
		for _, f := range r.Facts {
			if f.Kind == "action" && f.State == document.Accepted && f.Object != "action:"+actionID(before, "加快产业提升") {
				t.Errorf("%s: the action %s is linked to %q, want the one that is there", state, f.Text, f.Object)
			}
		}
		if left, err := a.Decide(t.Context(), w, r.Document.ID, decisions(r.Facts, true, "action")); !hasKey(err, key) || len(errs.All(err)) != 2 || !errs.Is(err, errs.Conflict) {
			t.Errorf("%s: Decide(only what has no room) = %+v, %v; want a conflict for each", state, left, err)
		}
	}
}

// What the page names becomes a draft once; a second page of it links to the draft's
// programme and actions, whatever marks and ending they are written with.
func TestSecondPageFillsTheDraft(t *testing.T) {
	a, w := specimenPlace(t)
	have := planOf(t, a, w)
	const head = "全区部署三大行动\n□记者 王某某\n本报11月14日讯 今年初，全区确定“质量提升年”，部署开展“三大行动”："
	for _, page := range []string{head + "强链行动、补链行动和延链行动。“三大行动”开局良好。\n", head + "“强链”行动、“补链”行动和“延链”行动。“三大行动”进展顺利。\n"} {
		r := addPage(t, a, w, "page.txt", page)
		wanted := decisions(r.Facts, true, "programme", "action")
		if left, err := a.Decide(t.Context(), w, r.Document.ID, wanted); err != nil || len(left) > 0 || len(wanted) != 4 {
			t.Fatalf("Decide(%d facts of %q) = %v, %v; want four accepted", len(wanted), page, left, err)
		}
		b := planOf(t, a, w)
		if p, x := len(b.Programmes)-len(have.Programmes), len(b.Actions)-len(have.Actions); p != 1 || x != 3 {
			t.Errorf("after %q: %d programmes and %d actions were made, want 1 and 3", page, p, x)
		}
	}
}

// An indicator that only an asked target needs comes with the approval and not before:
// of a refused request nothing stays.
func TestAcceptAsksForTheIndicatorToo(t *testing.T) {
	pgtest.BothEngines(t, acceptAsksForTheIndicatorToo)
}

func acceptAsksForTheIndicatorToo(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	r := readAims(t, a, w, "2023年主要目标：新建口袋公园18处。\n")
	if err := a.SetProgrammeState(t.Context(), w, "p", app.StateChange{Next: plan.Active, Anyway: true}); err != nil {
		t.Fatal(err)
	}
	indicators := func() (out []plan.Indicator) {
		t.Helper()
		s, err := a.Seen(t.Context(), w)
		if err != nil {
			t.Fatal(err)
		}
		return s.Book().Indicators
	}
	asked := func(r *reading) string {
		t.Helper()
		f, left, err := r.accept("quantity", "18处", app.Decision{})
		ref, _ := core.ParseRef(f.Object)
		if err != nil || len(left) > 0 || ref.Kind != "target_change" {
			t.Fatalf("accepted as %q, %v, %v; want a request", f.Object, left, err)
		}
		return ref.ID
	}
	first := asked(r)
	if all := indicators(); len(all) != 0 {
		t.Fatalf("before the approval the plan has %+v", all)
	}
	same := readAims(t, a, w, "2023年重点工作\n2023年主要目标：新建口袋公园18处。\n")
	if again := asked(same); again != first {
		t.Errorf("the same target is asked for by %s and %s", first, again)
	}
	done := readAims(t, a, w, "2022年，新建口袋公园11处。\n")
	if _, _, err := done.accept("quantity", "11处", app.Decision{}); !hasKey(err, "document.indicator-waiting") {
		t.Errorf("a figure of an indicator that waits: %v", err)
	}
	if err := a.WithdrawTargetChange(t.Context(), w, first); err != nil {
		t.Fatal(err)
	}
	if all := indicators(); len(all) != 0 {
		t.Fatalf("after the request was withdrawn the plan has %+v", all)
	}
	decider := w.At("lead")
	second := asked(r)
	if err := a.DecideTargetChange(t.Context(), decider, second, false, "不列"); err != nil {
		t.Fatal(err)
	}
	if all := indicators(); len(all) != 0 {
		t.Fatalf("after the refusal the plan has %+v", all)
	}
	third := asked(r)
	if err := a.DecideTargetChange(t.Context(), decider, third, true, ""); err != nil {
		t.Fatal(err)
	}
	s, _ := a.Seen(t.Context(), w)
	all := indicators()
	if len(all) != 1 || all[0].Name != "新建口袋公园" || all[0].Revised != 0 || len(s.Book().Targets) != 1 || s.Book().Targets[0].Indicator != all[0].ID {
		t.Errorf("after the approval the plan has %+v, %+v", all, s.Book().Targets)
	}
}

// What one call asks for can be approved one by one: each request has codes of its own.
func TestAcceptAsksForSeveralAtOnce(t *testing.T) {
	a, w := draftPlace(t, "")
	if err := a.SetProgrammeState(t.Context(), w, "p", app.StateChange{Next: plan.Active, Anyway: true}); err != nil {
		t.Fatal(err)
	}
	r := readAims(t, a, w, "2023年主要目标：新建口袋公园18处，改造背街小巷25条，新开公交线路6条。\n")
	left, err := a.Decide(t.Context(), w, r.Document.ID, decisions(r.Facts, true, "quantity"))
	if err != nil || len(left) > 0 {
		t.Fatalf("Decide = %v, %v", left, err)
	}
	again, err := a.Document(t.Context(), w, r.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	requests := 0
	for _, f := range again.Facts {
		if ref, _ := core.ParseRef(f.Object); ref.Kind == "target_change" {
			requests++
			if err := a.DecideTargetChange(t.Context(), w.At("lead"), ref.ID, true, ""); err != nil {
				t.Errorf("the request for %q: %v", f.Text, err)
			}
		}
	}
	if s, _ := a.Seen(t.Context(), w); requests != 3 || len(s.Book().Targets) != 3 || len(s.Book().Indicators) != 3 {
		t.Errorf("%d requests made %d targets of %d indicators, want 3 each", requests, len(s.Book().Targets), len(s.Book().Indicators))
	}
}

// A ceiling is not taken for an indicator that is wanted high: a new one may be set up for it.
func TestCeilingIsNoFloor(t *testing.T) {
	a, w := draftPlace(t, "")
	was := readAims(t, a, w, "2022年，甲区房屋空置率18.5%。\n")
	if _, _, err := was.accept("quantity", "18.5%", app.Decision{}); err != nil {
		t.Fatal(err)
	}
	r := readAims(t, a, w, "2023年主要目标：甲区房屋空置率控制在15%以内。\n")
	if _, _, err := r.accept("quantity", "15%以内", app.Decision{}); !hasKey(err, "document.ceiling-of-floor") {
		t.Errorf("accepting a ceiling for an indicator wanted high = %v", err)
	}
	f, _, err := r.accept("quantity", "15%以内", app.Decision{Said: []string{"indicator"}})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := a.Seen(t.Context(), w)
	if x, ok := s.Indicator(r.target(f).Indicator); !ok || x.Direction != plan.AtMost {
		t.Errorf("the new indicator is %+v", x)
	}
}
