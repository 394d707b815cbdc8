package access

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"

	"pgregory.net/rapid"
)

func TestMay(t *testing.T) {
	closed := actorWith(Office, "root")
	closed.Account.Closed = true
	dated := actorWith(Reporter, "own")
	dated.Grants[0].From, dated.Grants[0].To = "2023-11-01", "2023-11-30"
	others := actorWith(Reporter, "own")
	others.Grants[0].Account = "somebody else"
	for _, c := range []struct {
		name string
		a    Actor
		p    Permission
		unit core.UnitID
		on   core.Date
		want bool
	}{
		{"reporter at own", actorWith(Reporter, "own"), FileReport, "own", today, true},
		{"reporter below", actorWith(Reporter, "own"), FileReport, "child", today, true},
		{"reporter above", actorWith(Reporter, "own"), FileReport, "parent", today, false},
		{"approver at own", actorWith(Approver, "own"), ApproveReport, "own", today, true},
		{"approver is of the unit itself", actorWith(Approver, "own"), ApproveReport, "child", today, false},
		{"office at the root, for the district", actorWith(Office, "root"), LockPeriod, "", today, true},
		{"office of a zone, for the district", actorWith(Office, "own"), LockPeriod, "", today, false},
		{"board everywhere", actorWith(Reporter, "own"), ViewBoard, "far", today, true},
		{"board of no unit", actorWith(Reporter, "own"), ViewBoard, "nowhere", today, false},
		{"unit unknown", actorWith(Reporter, "nowhere"), FileReport, "nowhere", today, false},
		{"grant without a unit", actorWith(Reporter, ""), FileReport, "own", today, false},
		{"unknown role", actorWith("king", "root"), EditPlan, "own", today, false},
		{"unknown permission", actorWith(Office, "root"), "open-the-vault", "own", today, false},
		{"closed account", closed, ViewBoard, "own", today, false},
		{"closed account still sees what is public", closed, ViewPublicBoard, "own", today, true},
		{"first day", dated, FileReport, "own", "2023-11-01", true},
		{"last day", dated, FileReport, "own", "2023-11-30", true},
		{"day before", dated, FileReport, "own", "2023-10-31", false},
		{"day after", dated, FileReport, "own", "2023-12-01", false},
		{"another's grant", others, FileReport, "own", today, false},
		{"visitor, public", Actor{}, ViewPublicBoard, "", today, true},
		{"visitor, internal", Actor{}, ViewBoard, "", today, false},
		{"verifier never by unit", actorWith(Verifier, "root"), VerifyFigure, "own", today, false},
	} {
		if got := c.a.May(c.p, c.unit, c.on); got != c.want {
			t.Errorf("%s: May(%s, %q, %s) = %v, want %v", c.name, c.p, c.unit, c.on, got, c.want)
		}
	}
}

func TestMayFigure(t *testing.T) {
	verifier := actorWith(Verifier, "own")
	both := actorWith(Verifier, "own")
	both.Grants = append(both.Grants, Grant{Account: "a1", Role: Reporter, Unit: "far"})
	for _, c := range []struct {
		name string
		a    Actor
		p    Permission
		f    Figure
		want bool
	}{
		{"its indicator", verifier, VerifyFigure, Figure{Unit: "far", Verifier: "own"}, true},
		{"indicator of a unit below", verifier, VerifyFigure, Figure{Unit: "far", Verifier: "child"}, true},
		{"another's indicator", verifier, VerifyFigure, Figure{Unit: "far", Verifier: "sibling"}, false},
		{"nobody's indicator", verifier, VerifyFigure, Figure{Unit: "far"}, false},
		{"a unit verifying itself", verifier, VerifyFigure, Figure{Unit: "own", Verifier: "own"}, false},
		{"what one files oneself", both, VerifyFigure, Figure{Unit: "far", Verifier: "own"}, false},
		{"returning what one files oneself", both, ReturnReport, Figure{Unit: "far", Verifier: "own"}, false},
		{"viewing what one files oneself", both, ViewReport, Figure{Unit: "far", Verifier: "own"}, true},
		{"release by the competent department", verifier, EnterOfficial, Figure{Unit: "far", Verifier: "far", Competent: "own"}, true},
		{"release by the verifier where none is competent", verifier, EnterOfficial, Figure{Unit: "far", Verifier: "own"}, true},
		{"release by a verifier that is not competent", verifier, EnterOfficial, Figure{Unit: "far", Verifier: "own", Competent: "far"}, false},
		{"report of a figure one verifies", verifier, ViewReport, Figure{Unit: "far", Verifier: "own"}, true},
		{"report of another figure", verifier, ViewReport, Figure{Unit: "far", Verifier: "far"}, false},
		{"by unit", actorWith(Leader, "parent"), ViewReport, Figure{Unit: "own", Verifier: "far"}, true},
	} {
		if got := c.a.MayFigure(c.p, c.f, today); got != c.want {
			t.Errorf("%s: MayFigure(%s, %+v) = %v, want %v", c.name, c.p, c.f, got, c.want)
		}
	}
}

func TestScope(t *testing.T) {
	mixed := actorWith(Reporter, "far")
	mixed.Grants = append(mixed.Grants, Grant{Account: "a1", Role: Verifier, Unit: "own"})
	for _, c := range []struct {
		a    Actor
		p    Permission
		want []core.UnitID
	}{
		{actorWith(Reporter, "parent"), FileReport, []core.UnitID{"parent", "own", "sibling", "child"}},
		{actorWith(Approver, "parent"), ApproveReport, []core.UnitID{"parent"}},
		{actorWith(Verifier, "own"), VerifyFigure, []core.UnitID{"own", "child"}},
		{actorWith(Verifier, "own"), EnterOfficial, []core.UnitID{"own", "child"}},
		{actorWith(Reporter, "own"), LockPeriod, nil},
		{mixed, ViewReport, []core.UnitID{"far"}},
		{Actor{}, ViewPublicBoard, nil},
	} {
		if got := c.a.Scope(c.p, today); !slices.Equal(got, c.want) {
			t.Errorf("%s: Scope(%s) = %v, want %v", c.a.Grants, c.p, got, c.want)
		}
	}
	s := mixed.ScopeBy(ViewReport, today)
	if !slices.Equal(s.Units, []core.UnitID{"far"}) || !slices.Equal(s.Verifies, []core.UnitID{"own", "child"}) || s.Releases != nil {
		t.Errorf("ScopeBy(view-report) = %+v, want far by unit and own, child by indicator", s)
	}
}

func TestEverywhereAndHolds(t *testing.T) {
	for _, c := range []struct {
		a                 Actor
		p                 Permission
		everywhere, holds bool
	}{
		{actorWith(Office, "root"), ViewReport, true, true},
		{actorWith(Office, "own"), ViewReport, false, true},
		{actorWith(Reporter, "own"), ViewBoard, true, true},
		{actorWith(Verifier, "root"), VerifyFigure, false, true},
		{actorWith(AuditAdmin, "root"), FileReport, false, false},
		{Actor{}, ViewPublicBoard, true, true},
	} {
		if e, h := c.a.Everywhere(c.p, today), c.a.Holds(c.p, today); e != c.everywhere || h != c.holds {
			t.Errorf("%v: Everywhere, Holds(%s) = %v, %v; want %v, %v", c.a.Grants, c.p, e, h, c.everywhere, c.holds)
		}
	}
}

func TestSees(t *testing.T) {
	const now core.Instant = 1000
	office, zone, reporter := actorWith(Office, "root"), actorWith(Office, "own"), actorWith(Reporter, "own")
	units := []core.UnitID{"child"}
	for _, c := range []struct {
		name string
		a    Actor
		s    Sight
		want bool
	}{
		{"released", Actor{}, Sight{Level: plan.LevelPublic, Release: 900}, true},
		{"released later", Actor{}, Sight{Level: plan.LevelPublic, Release: 1100}, false},
		{"never released", Actor{}, Sight{Level: plan.LevelPublic}, false},
		{"not yet released, to an account", reporter, Sight{Level: plan.LevelPublic, Release: 1100}, true},
		{"internal, to a visitor", Actor{}, Sight{}, false},
		{"internal, to an account", reporter, Sight{}, true},
		{"internal, to an account without a grant", Actor{Account: Account{ID: "x"}, Units: family()}, Sight{}, false},
		{"secret of a unit concerned", reporter, Sight{Level: plan.LevelSecret, Units: units}, true},
		{"secret of another unit", reporter, Sight{Level: plan.LevelSecret, Units: []core.UnitID{"far"}}, false},
		{"secret of no unit", reporter, Sight{Level: plan.LevelSecret}, false},
		{"secret, to the office", office, Sight{Level: plan.LevelSecret}, true},
		{"secret, to an administrator", actorWith(AuditAdmin, "root"), Sight{Level: plan.LevelSecret}, false},
		{"draft, to the office", office, Sight{Draft: true}, true},
		{"draft, to a reporter", reporter, Sight{Draft: true, Units: units}, false},
		{"draft, to a zone's office", zone, Sight{Draft: true, Units: units}, true},
		{"released draft, to a visitor", Actor{}, Sight{Draft: true, Level: plan.LevelPublic, Release: 900}, false},
	} {
		if got := c.a.Sees(c.s, today, now); got != c.want {
			t.Errorf("%s: Sees(%+v) = %v, want %v", c.name, c.s, got, c.want)
		}
	}
}

func TestDecide(t *testing.T) {
	for _, c := range []struct {
		visible, allowed bool
		want             string
	}{
		{true, true, ""},
		{true, false, "access.forbidden"},
		{false, true, "access.missing"},
		{false, false, "access.missing"},
	} {
		got := ""
		if err := Decide(c.visible, c.allowed); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("Decide(%v, %v) = %q, want %q", c.visible, c.allowed, got, c.want)
		}
	}
	reporter := actorWith(Reporter, "own")
	if err := reporter.Require(ViewReport, ApproveReport, "own", today); !errs.Is(err, errs.Forbidden) {
		t.Errorf("approving what one may only see: %v, want forbidden", err)
	}
	if err := reporter.Require(ViewReport, ApproveReport, "far", today); !errs.Is(err, errs.Missing) {
		t.Errorf("approving what one may not see: %v, want missing", err)
	}
	if err := reporter.RequireFigure(ViewReport, FileReport, Figure{Unit: "own", Verifier: "far"}, today); err != nil {
		t.Errorf("filing one's own: %v", err)
	}
}

// TestHideTellsNothing: a missing row and a hidden one give the same kind, key,
// field and arguments.
func TestHideTellsNothing(t *testing.T) {
	stored := fmt.Errorf("read report: %w", errs.New(errs.Missing, "store.missing", "table", "report", "key", "r1"))
	var a, b *errs.Error
	if !errors.As(Hide(stored), &a) || !errors.As(Decide(false, false), &b) {
		t.Fatal("want *errs.Error of both")
	}
	if a.Kind != b.Kind || a.Key != b.Key || a.Field != b.Field || len(a.Args)+len(b.Args) != 0 {
		t.Errorf("Hide = %+v, Decide = %+v; want the same but for the cause", a, b)
	}
	if !errors.Is(Hide(stored), stored) {
		t.Error("Hide lost the cause")
	}
	other := errs.New(errs.Conflict, "store.changed")
	if Hide(other) != error(other) || Hide(nil) != nil {
		t.Error("Hide changed an error that is not Missing")
	}
}

func TestCheckGrants(t *testing.T) {
	g := func(account core.AccountID, role Role, from, to core.Date) Grant {
		return Grant{Account: account, Role: role, Unit: "own", From: from, To: to, By: "sec"}
	}
	for _, c := range []struct {
		name   string
		grants []Grant
		want   []string
	}{
		{"none", nil, nil},
		{"two business roles", []Grant{g("a", Reporter, "", ""), g("a", Approver, "", "")}, nil},
		{"two administrators", []Grant{g("a", SystemAdmin, "", ""), g("a", AuditAdmin, "", "")}, []string{"access.grant-excludes"}},
		{"administrator and reporter", []Grant{g("a", SecurityAdmin, "", ""), g("a", Reporter, "", "")}, []string{"access.grant-excludes"}},
		{"administrator and leader", []Grant{g("a", Leader, "", ""), g("a", SystemAdmin, "", "")}, []string{"access.grant-excludes"}},
		{"administrator and public", []Grant{g("a", SystemAdmin, "", ""), g("a", Public, "", "")}, nil},
		{"the same administrator twice", []Grant{g("a", SystemAdmin, "", ""), g("a", SystemAdmin, "", "")}, nil},
		{"of two accounts", []Grant{g("a", SystemAdmin, "", ""), g("b", AuditAdmin, "", "")}, nil},
		{"one after the other", []Grant{g("a", Reporter, "", "2023-10-31"), g("a", SystemAdmin, "2023-11-01", "")}, nil},
		{"one day together", []Grant{g("a", Reporter, "", "2023-11-01"), g("a", SystemAdmin, "2023-11-01", "")}, []string{"access.grant-excludes"}},
		{"unknown role", []Grant{g("a", "king", "", "")}, []string{"access.grant-role"}},
		{"nothing given", []Grant{{}}, []string{"access.grant-role", "access.grant-account", "access.grant-unit"}},
		{"bad dates", []Grant{g("a", Office, "2023-02-30", "soon")}, []string{"access.grant-date", "access.grant-date"}},
		{"ends before it starts", []Grant{g("a", Office, "2023-03-01", "2023-02-01")}, []string{"access.grant-order"}},
		{"to oneself", []Grant{{Account: "sec", Role: SecurityAdmin, Unit: "root", By: "sec"}}, []string{"access.grant-self"}},
	} {
		var got []string
		for _, e := range errs.All(CheckGrants(c.grants)) {
			if e.Kind != errs.Invalid || e.Field == "" {
				t.Errorf("%s: %v is not about a field", c.name, e)
			}
			got = append(got, e.Key)
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: CheckGrants = %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTreeLeavesOutWhatHangsOnNothing(t *testing.T) {
	tree := NewTree([]plan.Unit{
		{ID: "root"}, {ID: "a", Parent: "root"}, {ID: "b", Parent: "gone"},
		{ID: "x", Parent: "y"}, {ID: "y", Parent: "x"}, {ID: "self", Parent: "self"}, {ID: ""}, {ID: "a", Parent: "root"},
	})
	if got, want := tree.Units(), []core.UnitID{"root", "a"}; !slices.Equal(got, want) {
		t.Errorf("NewTree(...).Units() = %v, want %v", got, want)
	}
	if _, ok := tree.Parent("x"); ok {
		t.Error("Parent(x) of a ring: want not in the tree")
	}
}

// ring is a Tree that lies: access must end all the same.
type ring struct{}

func (ring) Parent(u core.UnitID) (core.UnitID, bool) {
	return map[core.UnitID]core.UnitID{"x": "y", "y": "x", "root": ""}[u], true
}
func (ring) Units() []core.UnitID { return []core.UnitID{"x", "y", "root"} }

func TestRingEnds(t *testing.T) {
	a := actorWith(Office, "root")
	a.Units = ring{}
	if a.May(EditPlan, "x", today) {
		t.Error("May(edit-plan) in a ring that does not reach the root = true, want false")
	}
}

// TestScopeAgreesWithMay: the list for filtering holds exactly the units that
// single questions allow, whatever the grants.
func TestScopeAgreesWithMay(t *testing.T) {
	units := family().Units()
	rapid.Check(t, func(t *rapid.T) {
		a := Actor{Account: Account{ID: "a1"}, Units: family()}
		for range rapid.IntRange(0, 3).Draw(t, "grants") {
			a.Grants = append(a.Grants, Grant{
				Account: rapid.SampledFrom([]core.AccountID{"a1", "a1", "other"}).Draw(t, "account"),
				Role:    rapid.SampledFrom(Roles()).Draw(t, "role"),
				Unit:    rapid.SampledFrom(append(units, "gone")).Draw(t, "unit"),
				From:    rapid.SampledFrom([]core.Date{"", "2023-11-14", "2023-11-15"}).Draw(t, "from"),
				To:      rapid.SampledFrom([]core.Date{"", "2023-11-14", "2023-11-13"}).Draw(t, "to"),
			})
		}
		p := rapid.SampledFrom(Permissions()).Draw(t, "permission")
		s := a.ScopeBy(p, today)
		for _, u := range units {
			if got, want := slices.Contains(s.Units, u), a.May(p, u, today); got != want {
				t.Fatalf("%v: %s in Scope(%s) = %v, May = %v", a.Grants, u, p, got, want)
			}
		}
		if some := len(s.Units)+len(s.Verifies)+len(s.Releases) > 0; some && !a.Holds(p, today) {
			t.Fatalf("%v: Scope(%s) = %+v but Holds is false", a.Grants, p, s)
		}
		if a.Everywhere(p, today) && len(s.Units) != len(units) {
			t.Fatalf("%v: Everywhere(%s) but scope is %v", a.Grants, p, s.Units)
		}
	})
}

func BenchmarkMay(b *testing.B) {
	a := actorWith(Reporter, "own")
	for b.Loop() {
		a.May(HandleDirective, "child", today)
	}
}
