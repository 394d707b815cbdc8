package app_test

import (
	"testing"

	"tupo/internal/app"
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
