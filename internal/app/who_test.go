package app_test

import (
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
)

// What the command line writes into the ledger can never be read as an account.
func TestSignedBy(t *testing.T) {
	for _, c := range []struct {
		name, user, actor string
		want              app.Signed
	}{
		{"the program", "", "system", app.Signed{}},
		{"a user", "zhang", "system:zhang", app.Signed{Shell: "zhang"}},
		{"a user with a colon", "zhang:leader", "system:zhang_leader", app.Signed{Shell: "zhang_leader"}},
		{"a domain's user", `QU\张`, `system:QU\张`, app.Signed{Shell: `QU\张`}},
		{"no text", "a\nb\xff", "system:a_b_", app.Signed{Shell: "a_b_"}},
		{"a long one", strings.Repeat("名", 90), "system:" + strings.Repeat("名", 60), app.Signed{Shell: strings.Repeat("名", 60)}},
	} {
		got := string(app.Operator("d").At(c.user).ID())
		if got != c.actor || app.SignedBy(got) != c.want {
			t.Errorf("%s: Operator.At(%q).ID() = %q, SignedBy = %+v, want %q and %+v", c.name, c.user, got, app.SignedBy(got), c.actor, c.want)
		}
	}
	for actor, want := range map[string]app.Signed{"reporter": {Account: "reporter"}, "": {}, "system:zhang:reporter": {Account: "reporter", Shell: "zhang"}} {
		if got := app.SignedBy(actor); got != want {
			t.Errorf("SignedBy(%q) = %+v, want %+v", actor, got, want)
		}
	}
}

// The operator files for an account with the account's rights; the ledger names
// both, the report the account.
func TestOperatorFilesForAnAccount(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-11-10")
	operator := app.Operator(monthDistrict).At("zhang")
	for _, login := range []string{"nobody", ""} {
		_, err := p.app.For(t.Context(), operator, login)
		p.wantFaults("For("+login+")", p.seq(), err, "account.no-such-login @ as")
	}
	if _, err := p.app.For(t.Context(), p.as("office1"), "reporter"); err == nil {
		t.Error("For(office1, reporter) gives the account to somebody who is not the operator")
	}
	as, err := p.app.For(t.Context(), operator, " Reporter ")
	if err != nil {
		t.Fatalf("For(reporter) = %v", err)
	}
	out, err := p.app.File(t.Context(), as, sheetOf(core.Month(2023, 10), "90.5", "40"))
	if err != nil {
		t.Fatalf("File() = %v", err)
	}
	last, err := p.app.Entries(t.Context(), operator, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	if last[0].Actor != "system:zhang:reporter" || out.Report.SubmittedBy != "reporter" {
		t.Errorf("filed for reporter: entry signed %q, report by %q, want system:zhang:reporter and reporter", last[0].Actor, out.Report.SubmittedBy)
	}
	other, err := p.app.For(t.Context(), operator, "other")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.app.File(t.Context(), other, sheetOf(core.Month(2023, 11), "90.5", "40")); err == nil {
		t.Error("File() for an account of another unit = nil, want a refusal")
	}
}
