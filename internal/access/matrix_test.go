package access

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/testing/golden"
)

// family is the smallest tree with all four relations: root, a parent and its
// sibling-bearing children, and a grandchild.
//
//	root ─┬─ parent ─┬─ own ── child
//	      │          └─ sibling
//	      └─ far
func family() *UnitTree {
	return NewTree([]plan.Unit{
		{ID: "child", Parent: "own"},
		{ID: "own", Parent: "parent"},
		{ID: "sibling", Parent: "parent"},
		{ID: "parent", Parent: "root"},
		{ID: "far", Parent: "root"},
		{ID: "root"},
	})
}

const today core.Date = "2023-11-14"

// actorWith makes an account with one role at one unit.
func actorWith(role Role, at core.UnitID) Actor {
	return Actor{
		Account: Account{ID: "a1", Unit: at},
		Grants:  []Grant{{ID: "g1", Account: "a1", Role: role, Unit: at}},
		Units:   family(),
	}
}

// cell says where a role granted at own holds p: o own, p parent, s sibling,
// c child; for rights through indicators the letters are of the verifying or
// competent unit, in capitals, and the figure is far's.
func cell(role Role, p Permission) string {
	a := actorWith(role, "own")
	var b strings.Builder
	for _, at := range []struct {
		unit   core.UnitID
		letter string
	}{{"own", "o"}, {"parent", "p"}, {"sibling", "s"}, {"child", "c"}} {
		through := a.MayFigure(p, Figure{Unit: "far", Verifier: at.unit}, today) ||
			a.MayFigure(p, Figure{Unit: "far", Verifier: "far", Competent: at.unit}, today)
		switch {
		case a.May(p, at.unit, today):
			b.WriteString(at.letter)
		case through:
			b.WriteString(strings.ToUpper(at.letter))
		default:
			b.WriteString("-")
		}
	}
	return b.String()
}

const heading = `# Who may do what. Each cell is a role granted at one unit, and says where the
# permission then holds: o at that unit, p at its parent, s at its sibling, c at
# its child, - not there. Capitals hold through the indicator: O means figures of
# any other unit whose indicator that unit verifies (or releases, if it is the
# competent department). “alters” is what use of the permission can change.

`

func matrix() string {
	var b strings.Builder
	b.WriteString(heading)
	fmt.Fprintf(&b, "%-22s %-8s", "permission", "alters")
	for _, r := range Roles() {
		fmt.Fprintf(&b, " %-9s", short(r))
	}
	b.WriteString("\n")
	for _, p := range Permissions() {
		alters := string(p.Effect())
		if p.Effect() == Reads {
			alters = "nothing"
		}
		fmt.Fprintf(&b, "%-22s %-8s", p, alters)
		for _, r := range Roles() {
			fmt.Fprintf(&b, " %-9s", cell(r, p))
		}
		b.WriteString("\n")
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func short(r Role) string { return strings.TrimSuffix(string(r), "-admin") }

func TestMatrix(t *testing.T) { golden.Check(t, "testdata/matrix.txt", matrix()) }

// TestEveryPermissionIsInThePolicy reads the constants from the source, so that
// one that is declared but not in the table cannot pass unnoticed.
func TestEveryPermissionIsInThePolicy(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "permission.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[Permission]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || fmt.Sprint(spec.Type) != "Permission" || len(spec.Values) != 1 {
			return true
		}
		text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		p := Permission(text)
		if seen[p] {
			t.Errorf("permission %q is declared twice", p)
		}
		seen[p] = true
		if !p.Known() {
			t.Errorf("%s (%s) is declared but has no line in the policy", spec.Names[0], p)
		}
		return true
	})
	inTable := map[Permission]bool{}
	for _, p := range Permissions() {
		if inTable[p] {
			t.Errorf("%q has two lines in the policy", p)
		}
		inTable[p] = true
		if !seen[p] {
			t.Errorf("%q is in the policy but not a declared constant", p)
		}
		held := false
		for _, r := range Roles() {
			held = held || ReachOf(r, p) != Nowhere
		}
		if !held {
			t.Errorf("%q is held by no role", p)
		}
	}
	if len(seen) < 24 {
		t.Errorf("read %d permissions from the source, want a few dozen", len(seen))
	}
}

func TestAdministratorsChangeNoFigure(t *testing.T) {
	for _, r := range Roles() {
		for _, p := range Permissions() {
			reach, e := ReachOf(r, p), p.Effect()
			if r.Administrator() && reach != Nowhere && (e == ChangesFigure || e == ChangesPlan) {
				t.Errorf("ReachOf(%s, %s) = %s, want none: an administrator changes neither figure nor plan", r, p, reach)
			}
			if !r.Administrator() && reach != Nowhere && e == Administers {
				t.Errorf("ReachOf(%s, %s) = %s, want none: only administrators administer", r, p, reach)
			}
			if r == Public && reach != Nowhere && e != Reads {
				t.Errorf("ReachOf(public, %s) = %s, want none", p, reach)
			}
		}
	}
}

// TestAdministratorsShareNoDeed: what one of the three administers, no other does.
func TestAdministratorsShareNoDeed(t *testing.T) {
	for _, p := range Permissions() {
		if p.Effect() != Administers || p == ViewAccounts {
			continue
		}
		n := 0
		for _, r := range Roles() {
			if ReachOf(r, p) != Nowhere {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s is held by %d roles, want 1", p, n)
		}
	}
}
