package walk_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/errs"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/testing/golden"
)

const objectsHeading = `# What a role granted at one unit gets of objects of that unit (own), of the unit
# above it (parent), of one beside it (sibling), of one under it (child), and of a
# unit that is not there (none). 403: the role never does this, whatever the
# object, or may see the object only. 404: it may not know of the object, and gets
# the same answer, byte for byte, as for one that is not there. 400, 422 and
# 409 are answers to somebody who may: the test sends empty forms and an outdated
# hash.

`

// A relation is how an object's unit stands to the unit of the grant.
type relation string

const (
	own     relation = "own"
	parent  relation = "parent"
	sibling relation = "sibling"
	child   relation = "child"
	none    relation = "none"
)

func relations() []relation { return []relation{own, parent, sibling, child, none} }

// placed is the demonstration's tree around the development zone.
func placed() map[relation]core.UnitID {
	return map[relation]core.UnitID{own: "kfq", parent: "xq", sibling: "qwb", child: "xzb", none: "zzz"}
}

// An object is what belongs to one unit: its sheet, its report and a file.
type object struct {
	code     string
	report   string
	evidence string
}

const month = "2023-10"

// An operation is one way to touch an object: the right that its route names,
// the right to know of the object and the right to do it, and the answer to
// whoever may.
type operation struct {
	name           string
	route, see, do access.Permission
	may            int
	call           func(r *reader, o object) answer
	named          func(o object) string
}

func ofUnit(o object) string     { return o.code }
func ofReport(o object) string   { return o.report }
func ofEvidence(o object) string { return o.evidence }

func operations() []operation {
	sheet := func(o object) string { return "/sheets/" + o.code + "/" + month }
	return []operation{
		{"GET sheet", access.ViewReport, access.ViewReport, access.ViewReport, http.StatusOK,
			func(r *reader, o object) answer { return r.get(sheet(o)) }, ofUnit},
		{"POST sheet", access.FileReport, access.ViewReport, access.FileReport, http.StatusUnprocessableEntity,
			func(r *reader, o object) answer { return r.upload(sheet(o), url.Values{}, "", "", nil) }, ofUnit},
		{"GET workbook", access.ViewReport, access.ViewReport, access.ViewReport, http.StatusOK,
			func(r *reader, o object) answer { return r.get(sheet(o) + "/workbook.xlsx") }, ofUnit},
		{"api GET workbook", access.ViewReport, access.ViewReport, access.ViewReport, http.StatusOK,
			func(r *reader, o object) answer { return r.get("/api/v1" + sheet(o) + "/workbook") }, ofUnit},
		{"POST verdict", access.ApproveReport, access.ViewReport, access.ApproveReport, http.StatusConflict,
			func(r *reader, o object) answer {
				return r.post(sheet(o)+"/verdict", url.Values{"do": {"approve"}, "report": {o.report}, "hash": {"outdated"}})
			}, ofUnit},
		{"GET evidence", access.ViewEvidence, access.ViewEvidence, access.ViewEvidence, http.StatusOK,
			func(r *reader, o object) answer { return r.get("/evidence/" + o.evidence) }, ofEvidence},
		{"GET history", access.ViewHistory, access.ViewReport, access.ViewReport, http.StatusOK,
			func(r *reader, o object) answer { return r.get("/history?ref=report:" + o.report) }, ofReport},
		{"api GET sheet", access.ViewReport, access.ViewReport, access.ViewReport, http.StatusOK,
			func(r *reader, o object) answer { return r.get("/api/v1" + sheet(o)) }, ofUnit},
		{"api POST sheet", access.FileReport, access.ViewReport, access.FileReport, http.StatusBadRequest,
			func(r *reader, o object) answer { return r.json(http.MethodPost, "/api/v1"+sheet(o), `{}`) }, ofUnit},
		{"api PUT draft", access.FileReport, access.ViewReport, access.FileReport, http.StatusNoContent,
			func(r *reader, o object) answer { return r.json(http.MethodPut, "/api/v1"+sheet(o)+"/draft", `{}`) }, ofUnit},
		{"api POST approval", access.ApproveReport, access.ViewReport, access.ApproveReport, http.StatusConflict,
			func(r *reader, o object) answer {
				r.header.Set("If-Match", `"outdated"`)
				defer r.header.Del("If-Match")
				return r.do(http.MethodPost, "/api/v1/reports/"+o.report+"/approval", "", nil)
			}, ofReport},
		{"api GET evidence", access.ViewEvidence, access.ViewEvidence, access.ViewEvidence, http.StatusOK,
			func(r *reader, o object) answer { return r.get("/api/v1/evidence/" + o.evidence) }, ofEvidence},
		{"api GET history", access.ViewHistory, access.ViewReport, access.ViewReport, http.StatusOK,
			func(r *reader, o object) answer { return r.get("/api/v1/ledger/history?ref=report:" + o.report) }, ofReport},
	}
}

// holdsAt reads the policy table, not the code that applies it.
func holdsAt(role access.Role, p access.Permission, at relation) bool {
	switch access.ReachOf(role, p) {
	case access.WholeDistrict:
		return at != none
	case access.UnitBelow:
		return at == own || at == child
	case access.OwnUnit:
		return at == own
	}
	return false // rights through an indicator: this unit verifies and releases none
}

// due is the answer that the policy gives.
func (op operation) due(role access.Role, at relation) int {
	switch {
	case access.ReachOf(role, op.route) == access.Nowhere:
		return http.StatusForbidden
	case !holdsAt(role, op.see, at):
		return http.StatusNotFound
	case !holdsAt(role, op.do, at):
		return http.StatusForbidden
	}
	return op.may
}

// TestObjectsByRole sends real requests of each role for objects of each relation.
func TestObjectsByRole(t *testing.T) {
	d := open(t)
	objects := d.furnish(t)
	logins := d.staff(t)
	var b strings.Builder
	b.WriteString(objectsHeading)
	fmt.Fprintf(&b, "%-18s %-10s", "operation", "role")
	for _, at := range relations() {
		fmt.Fprintf(&b, " %-7s", at)
	}
	b.WriteString("\n")
	readers := map[access.Role]*reader{}
	for _, role := range access.Roles() {
		readers[role] = d.as(t, logins[role])
	}
	for _, op := range operations() {
		for _, role := range access.Roles() {
			fmt.Fprintf(&b, "%-18s %-10s", op.name, shortRole(role))
			for _, status := range op.probe(t, readers[role], role, objects) {
				fmt.Fprintf(&b, " %-7d", status)
			}
			b.WriteString("\n")
		}
		visitor := op.call(d.visitor(t), objects[own])
		if to := visitor.header.Get("Location"); visitor.status != http.StatusUnauthorized && (visitor.status != http.StatusSeeOther || !strings.HasPrefix(to, "/login")) {
			t.Errorf("%s as a visitor = %d to %q, want 401 or the login", op.name, visitor.status, to)
		}
	}
	golden.Check(t, "testdata/objects.txt", trimLines(b.String()))
}

// probe calls the operation on every object and compares what the role must not
// tell apart.
func (op operation) probe(t *testing.T, r *reader, role access.Role, objects map[relation]object) []int {
	t.Helper()
	absent := op.call(r, objects[none])
	var out []int
	for _, at := range relations() {
		got := op.call(r, objects[at])
		out = append(out, got.status)
		if want := op.due(role, at); got.status != want {
			t.Errorf("%s of %s as %s at %s = %d, want %d: %.300s", op.name, at, role, placed()[own], got.status, want, got.main()+got.header.Get("Location"))
		}
		if got.status != http.StatusNotFound {
			continue
		}
		if a, b := got.same(op.named(objects[at])), absent.same(op.named(objects[none])); a != b {
			t.Errorf("%s as %s tells %s from none:\n%s", op.name, role, at, firstDifference(a, b))
		}
	}
	return out
}

func firstDifference(a, b string) string {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	from := max(0, n-80)
	return fmt.Sprintf("%q\n%q", a[from:min(len(a), n+80)], b[from:min(len(b), n+80)])
}

// furnish gives each unit a report and a file; the unit that is not there has
// names that nothing has.
func (d *district) furnish(t *testing.T) map[relation]object {
	t.Helper()
	ctx, operator := t.Context(), app.Operator(demo.District)
	out := map[relation]object{none: {code: "ZZZ", report: strings.Repeat("z", 26), evidence: strings.Repeat("0", 64)}}
	for _, at := range relations()[:4] {
		unit := placed()[at]
		e, err := d.app.AddEvidence(ctx, operator, unit, "附件.txt", strings.NewReader("of "+string(unit)))
		if err != nil {
			t.Fatal(err)
		}
		rows := []record.Row{&report.Attachment{Evidence: e.ID, Ref: core.Ref{Kind: "unit", ID: string(unit)}.String()}}
		r, err := d.reportOf(t, unit)
		if errs.Is(err, errs.Missing) {
			r = report.Report{ID: core.ReportID("report-" + string(unit)), Unit: unit, Period: month, Revision: 1, State: report.Submitted, Hash: "h", SubmittedBy: "system"}
			rows = append(rows, &r)
		} else if err != nil {
			t.Fatal(err)
		}
		if err := d.app.Enter(ctx, operator, "register.enter", rows...); err != nil {
			t.Fatal(err)
		}
		out[at] = object{code: strings.ToUpper(string(unit)), report: string(r.ID), evidence: string(e.ID)}
	}
	return out
}

// reportOf is a unit's report of the month, or errs.Missing.
func (d *district) reportOf(t *testing.T, unit core.UnitID) (report.Report, error) {
	t.Helper()
	at, err := core.ParsePeriod(month)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := d.app.Sheet(t.Context(), app.Operator(demo.District), unit, at)
	if err == nil && sheet.Report.ID == "" {
		return report.Report{}, access.Missing()
	}
	return sheet.Report, err
}

// staff makes an account of each role at the development zone.
func (d *district) staff(t *testing.T) map[access.Role]string {
	t.Helper()
	var accounts []access.Account
	var grants []access.Grant
	logins := map[access.Role]string{}
	for _, role := range access.Roles() {
		login := "zone-" + shortRole(role)
		id := core.AccountID("acc-" + login)
		logins[role] = login
		accounts = append(accounts, access.Account{ID: id, Login: login, Name: login, Unit: placed()[own]})
		grants = append(grants, access.Grant{ID: core.GrantID("grant-" + login), Account: id, Role: role, Unit: placed()[own]})
	}
	if err := d.app.EnterAccounts(t.Context(), app.Operator(demo.District), accounts, grants, secret); err != nil {
		t.Fatal(err)
	}
	return logins
}

// TestListsHoldWhatMayBeSeen: a list, its count and its search know of no unit
// beyond the reader's.
func TestListsHoldWhatMayBeSeen(t *testing.T) {
	d := open(t)
	d.furnish(t)
	logins := d.staff(t)
	for _, role := range []access.Role{access.Leader, access.Office, access.Reporter, access.Approver} {
		r := d.as(t, logins[role])
		for _, path := range []string{"/sheets", "/sheets?state=submitted", "/sheets?state=missing", "/periods", "/reconciliation"} {
			got := r.get(path)
			if got.status != http.StatusOK || !strings.Contains(got.body, "<main") {
				t.Errorf("GET %s as %s at the zone = %d, want a page", path, role, got.status)
			}
			for _, other := range []string{"QWB", "CGJ", "前湾综合保税区", "城市管理局"} {
				if path != "/reconciliation" && strings.Contains(got.main(), other) {
					t.Errorf("GET %s as %s at the zone shows %s", path, role, other)
				}
			}
		}
	}
	admin := d.as(t, logins[access.SystemAdmin])
	for _, path := range []string{"/accounts", "/accounts?q=city", "/accounts?q=" + url.QueryEscape("城市管理局"), "/accounts?role=leader"} {
		for _, other := range []string{"acc-reporter", "acc-cgj-r", "acc-leader", "acc-qwb-r"} {
			if got := admin.get(path); got.status != http.StatusOK || strings.Contains(got.main(), other) {
				t.Errorf("GET %s as the zone's system administrator = %d, shows %s: %t", path, got.status, other, strings.Contains(got.main(), other))
			}
		}
	}
	hidden, absent := admin.get("/accounts/acc-leader"), admin.get("/accounts/acc-nobody")
	if hidden.status != http.StatusNotFound || hidden.same("acc-leader") != absent.same("acc-nobody") {
		t.Errorf("GET an account of another unit = %d, of nobody %d: want the same 404\n%s", hidden.status, absent.status, firstDifference(hidden.same("acc-leader"), absent.same("acc-nobody")))
	}
}
