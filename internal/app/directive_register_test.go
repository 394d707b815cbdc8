package app_test

import (
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/meeting"
	"tupo/internal/testing/pgtest"
)

// An order that was accepted without a lead is registered later: with lead, date and
// who verifies it, once, in the ledger.
func TestRegisterDirective(t *testing.T) { pgtest.BothEngines(t, registerDirective) }

func registerDirective(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	r := readAims(t, a, w, "2023年工作安排\n要在12月底前建成数据交易大厅。\n")
	if _, _, err := r.accept("directive", "数据交易大厅", app.Decision{}); err != nil {
		t.Fatal(err)
	}
	all, err := a.Directives(t.Context(), w)
	if err != nil || len(all) != 1 || all[0].State != meeting.DirectiveDraft {
		t.Fatalf("accepted as %+v, %v; want one draft", all, err)
	}
	code := all[0].Code
	whole := app.Registration{Text: all[0].Text, Deliverable: "大厅启用", Due: "2023-12-31", Lead: "szj", Closer: "root"}
	for key, spoil := range map[string]func(*app.Registration){
		"document.text-needed":  func(x *app.Registration) { x.Text = " " },
		"form.required":         func(x *app.Registration) { x.Lead = "" },
		"plan.no-such-unit":     func(x *app.Registration) { x.Closer = "nowhere" },
		"document.closer-other": func(x *app.Registration) { x.Closer = "szj" },
		"document.due-past":     func(x *app.Registration) { x.Due = "2023-01-01" },
	} {
		x := whole
		spoil(&x)
		if err := a.RegisterDirective(t.Context(), w, code, x); !hasKey(err, key) {
			t.Errorf("RegisterDirective(%+v) = %v, want %s", x, err, key)
		}
	}
	if err := a.RegisterDirective(t.Context(), w, "D999", whole); err == nil {
		t.Error("an order that is not there was issued")
	}
	if err := a.RegisterDirective(t.Context(), w, code, whole); err != nil {
		t.Fatal(err)
	}
	d, err := a.Directive(t.Context(), w, code)
	if err != nil || d.State != meeting.DirectiveIssued || d.Lead != "szj" || d.Closer != "root" || d.Due != "2023-12-31" || d.Deliverable != "大厅启用" || d.Source != all[0].Source {
		t.Errorf("issued as %+v, %v", d, err)
	}
	if err := a.RegisterDirective(t.Context(), w, code, whole); !hasKey(err, "directive.registered") {
		t.Errorf("issued twice: %v", err)
	}
}

// The same order in other words, or by the same day, is shown beside the one that is
// there and becomes another source of it where a person says so.
func TestAcceptOrdersInOtherWords(t *testing.T) { pgtest.BothEngines(t, acceptOrdersInOtherWords) }

func acceptOrdersInOtherWords(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	first := readAims(t, a, w, "2023年工作安排\n数字产业局要在12月底前建成数据交易大厅。要持续弘扬实干作风。\n")
	if _, _, err := first.accept("directive", "数据交易大厅", app.Decision{}); err != nil {
		t.Fatal(err)
	}
	all, err := a.Directives(t.Context(), w)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d directives, %v", len(all), err)
	}
	second := readAims(t, a, w, "专题会议纪要\n会议要求，数字产业局要抓紧建成区数据交易大厅，12月底前投用。\n要严肃会风会纪。\n")
	const words = "区数据交易大厅"
	near := second.Offers[second.fact("directive", words).ID]
	if near.Does != app.DoesNew || len(near.Near) != 1 || near.Near[0].Ref.ID != string(all[0].ID) {
		t.Fatalf("in other words it would %s, near %+v; want %s near", near.Does, near.Near, all[0].Code)
	}
	if o := second.Offers[second.fact("directive", "会风会纪").ID]; len(o.Near) != 0 {
		t.Errorf("another order is near %+v", o.Near)
	}
	if _, _, err := second.accept("directive", words, app.Decision{Among: true}); !hasKey(err, "document.look-near") {
		t.Errorf("accepted with all others: %v, want it left", err)
	}
	if _, _, err := second.accept("directive", words, app.Decision{Choice: app.Choice{Directive: "nowhere"}, Said: []string{"directive"}}); !hasKey(err, "document.no-such-directive") {
		t.Errorf("merged with none: %v", err)
	}
	f, _, err := second.accept("directive", words, app.Decision{Choice: app.Choice{Directive: all[0].ID}, Said: []string{"directive"}})
	ref := core.Ref{Kind: "directive", ID: string(all[0].ID)}
	if err != nil || f.Object != ref.String() {
		t.Fatalf("merged into %q, %v", f.Object, err)
	}
	quotes, err := a.Quotes(t.Context(), w, ref)
	if all, bad := a.Directives(t.Context(), w); len(all) != 1 || bad != nil || err != nil || len(quotes) != 2 {
		t.Errorf("%d directives said by %d sentences, %v, %v; want one said twice", len(all), len(quotes), bad, err)
	}

	// by another day it is the same order only where a person says so, and both days are shown
	later := readAims(t, a, w, "数字产业局要在2024年3月底前建成数据交易大厅。\n")
	fact := later.fact("directive", "数据交易大厅")
	d := app.Decision{Choice: app.Choice{Directive: all[0].ID}, Said: []string{"directive"}}
	if o := later.Offers[fact.ID]; len(o.Near) == 0 {
		t.Error("the same words by another day are near to nothing")
	}
	if _, _, err := later.accept("directive", "数据交易大厅", d); err != nil {
		t.Fatal(err)
	}
	// what is another order all the same is made
	third := readAims(t, a, w, "纪要之二\n数字产业局要抓紧建成区数据交易大厅，12月底前投用。\n")
	if _, _, err := third.accept("directive", words, app.Decision{}); err != nil {
		t.Fatal(err)
	}
	if all, err := a.Directives(t.Context(), w); err != nil || len(all) != 2 {
		t.Errorf("%d directives, %v; want another one", len(all), err)
	}
}
