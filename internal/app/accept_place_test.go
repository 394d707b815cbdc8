package app_test

import (
	"testing"

	"tupo/internal/app"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/testing/pgtest"
)

// A target stands in the action and with the unit that the text and the plan name, or
// that a person says; where nothing is said it has none, and the plan says so.
func TestAcceptTargetsWithOwner(t *testing.T) { pgtest.BothEngines(t, acceptTargetsWithOwner) }

func acceptTargetsWithOwner(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	for i, name := range []string{"公园城市建设行动", "外贸突破行动", "数字创新突破行动"} {
		x := plan.Action{Programme: "p", No: int64(i + 1), Code: "A0" + string(rune('1'+i)), Name: name, Short: name}
		if _, err := a.SavePlan(t.Context(), w, app.PlanEdit{Put: []record.Row{&x}}); err != nil {
			t.Fatal(err)
		}
	}
	s, _ := a.Seen(t.Context(), w)
	actions := s.Book().Actions
	r := readAims(t, a, w, "2023年工作安排\n年底前新建口袋公园18处。（责任单位：数字产业局）\n2023年主要目标：外贸进出口总额900亿元；城镇登记失业率控制在4.5%以内。\n")

	offer := r.Offers[r.fact("quantity", "18处").ID]
	if offer.Choice.Responsible != "szj" || offer.Choice.Action != actions[0].ID {
		t.Errorf("offered with %q in %q, want szj in %q", offer.Choice.Responsible, offer.Choice.Action, actions[0].ID)
	}
	f, _, err := r.accept("quantity", "18处", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	if x := r.target(f); x.Responsible != "szj" || x.Action != actions[0].ID {
		t.Errorf("accepted as %+v", x)
	}
	f, _, err = r.accept("quantity", "900亿元", app.Decision{Choice: app.Choice{Responsible: "szj", Action: actions[2].ID}, Said: []string{"responsible", "action"}})
	if err != nil {
		t.Fatal(err)
	}
	if x := r.target(f); x.Responsible != "szj" || x.Action != actions[2].ID {
		t.Errorf("accepted with what was said as %+v", x)
	}
	if _, _, err = r.accept("quantity", "4.5%", app.Decision{Choice: app.Choice{Action: "nowhere"}, Said: []string{"action"}}); !hasKey(err, "plan.no-such-action") {
		t.Errorf("an action that is not there: %v", err)
	}
	f, _, err = r.accept("quantity", "4.5%", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	bare := r.target(f)
	if bare.Responsible != "" || bare.Action != "" {
		t.Errorf("accepted without a word as %+v", bare)
	}
	open, err := a.Unsettled(t.Context(), w, "p")
	n := 0
	for _, x := range open {
		if x.Key == "plan.unanswered" {
			n++
			if x.ID != string(bare.ID) {
				t.Errorf("%s has no owner, want only %s", x.Code, bare.Code)
			}
		}
	}
	if err != nil || n != 1 {
		t.Errorf("%d targets without an owner, want 1: %v", n, err)
	}

	// said of a target that is there, they change it
	again := readAims(t, a, w, "2023年主要目标：城镇登记失业率控制在4.5%以内。\n")
	if o := again.Offers[again.fact("quantity", "4.5%").ID]; o.Does != app.DoesLink {
		t.Errorf("the same target would %s, want link", o.Does)
	}
	f, _, err = again.accept("quantity", "4.5%", app.Decision{Choice: app.Choice{Responsible: "szj"}, Said: []string{"responsible"}})
	if err != nil {
		t.Fatal(err)
	}
	if x := again.target(f); x.ID != bare.ID || x.Responsible != "szj" {
		t.Errorf("with a responsible unit: %+v", x)
	}
}
