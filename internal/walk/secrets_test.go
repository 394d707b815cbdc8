package walk_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/meeting"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// marker stands in every name and code of what is hidden, in upper case or lower.
const marker = "hidx"

// A hidden is what one unit's work secret consists of, by the keys people and
// programs could ask for.
type hidden struct {
	code string   // of the target
	refs []string // for histories
	ids  map[string]string
}

// secretAt makes a work secret of a unit: an indicator of its own, a target that is
// far behind, its figures on two bases that differ, a planned value, an asked
// change and a directive.
func (d *district) secretAt(t *testing.T, unit core.UnitID) (hidden, []record.Row) {
	t.Helper()
	s := d.board(t)
	model, ok := s.Target("a07t1")
	if !ok {
		model = &s.Book().Targets[0]
	}
	of, _ := s.Indicator(model.Indicator)
	id := marker + string(unit)
	x, target := *of, *model
	x.ID, x.Code, x.Name, x.NameEn, x.Aliases = core.IndicatorID("i"+id), strings.ToUpper("i"+id), id+"指标", id+" indicator", ""
	x.Verifier, x.Competent, x.Frequency, x.JanFeb = "dcs", "dcs", plan.Monthly, false
	target.ID, target.Code, target.Indicator, target.Unit = core.TargetID("t"+id), strings.ToUpper("t"+id), x.ID, unit
	target.Parent, target.Dimension, target.Lead, target.Responsible, target.Supervising, target.Supporting = "", "", "", "", "", ""
	target.Level, target.Shape, target.Year, target.From = plan.LevelSecret, plan.Linear, 2023, ""
	target.Value, target.Original, target.High, target.Floor, target.Stretch = core.Whole(9_000_000), core.Whole(9_000_000), core.Quantity{}, core.Quantity{}, core.Quantity{}
	figure := func(b report.Basis, n int64) *report.Observation {
		return &report.Observation{Indicator: x.ID, Unit: unit, Period: month, Basis: b, Value: core.Whole(n), Standing: report.Verified, Source: id}
	}
	h := hidden{code: target.Code, ids: map[string]string{"target": string(target.ID), "indicator": string(x.ID), "change": "c" + id}}
	h.refs = []string{"target:" + string(target.ID), "indicator:" + string(x.ID), "trajectory:" + string(target.ID) + "/2023-10", "target_change:c" + id,
		"observation:" + string(x.ID) + "/" + string(unit) + "/" + month + "/operational", "observation:" + string(x.ID) + "/" + string(unit) + "/" + month + "/official"}
	return h, []record.Row{&x, &target, figure(report.Operational, 1000), figure(report.Official, 900),
		&plan.Point{Target: target.ID, Period: month, Planned: core.Whole(7_000_000)},
		&plan.TargetChange{ID: "c" + id, Target: target.ID, Old: target.Value, New: core.Whole(8_000_000), Reason: id, State: "asked", AskedBy: "acc-office", AskedAt: d.app.Now()}}
}

// hiddenYear makes a programme of another level or state with an action, a task of
// the sibling and a target of it.
func (d *district) hiddenYear(t *testing.T, name string, p plan.Programme) (hidden, []record.Row) {
	t.Helper()
	id := marker + name
	_, rows := d.secretAt(t, core.UnitID(name))
	x, target := rows[0].(*plan.Indicator), rows[1].(*plan.Target)
	p.ID, p.Code, p.Name, p.NameEn, p.Theme = core.ProgrammeID("p"+id), strings.ToUpper("p"+id), id+"年", id+" year", id
	p.StartYear, p.EndYear = 2023, 2023
	a := &plan.Action{ID: core.ActionID("a" + id), Programme: p.ID, No: 1, Code: strings.ToUpper("a" + id), Name: id, Short: id, NameEn: id}
	task := &plan.Task{ID: core.TaskID("k" + id), Action: a.ID, Code: strings.ToUpper("k" + id), Name: id + "任务", Lead: placed()[sibling], Start: "2023-01-01", Due: "2023-06-30"}
	step := &plan.Milestone{ID: core.MilestoneID("m" + id), Task: task.ID, No: 1, Name: id, Due: "2023-06-30"}
	target.Programme, target.Action, target.Level, target.Unit = p.ID, a.ID, plan.LevelInternal, placed()[sibling]
	h := hidden{code: target.Code, ids: map[string]string{"target": string(target.ID), "indicator": string(x.ID), "programme": string(p.ID), "action": string(a.ID), "task": string(task.ID)}}
	h.refs = []string{"programme:" + string(p.ID), "action:" + string(a.ID), "task:" + string(task.ID), "milestone:" + string(step.ID), "target:" + string(target.ID), "indicator:" + string(x.ID)}
	return h, []record.Row{&p, a, task, step, x, target}
}

func (d *district) enter(t *testing.T, rows ...record.Row) {
	t.Helper()
	if err := d.app.Enter(t.Context(), app.Operator(demo.District), "plan.save", rows...); err != nil {
		t.Fatal(err)
	}
}

// TestHiddenLeavesNoTrace: whatever is hidden from a role at the zone, no page and
// no answer of any route is another byte for it: by a line, a count, a light, a
// search or an option of a form. The hidden are a work secret of the unit above and
// of one beside, a secret programme and a draft.
func TestHiddenLeavesNoTrace(t *testing.T) {
	d := open(t)
	logins := d.staff(t)
	paths := allPaths(t, d)
	readers := map[string]*reader{"visitor": d.visitor(t)}
	for _, role := range access.Roles() {
		readers[string(role)] = d.as(t, logins[role])
	}
	before := map[string]string{}
	for name, r := range readers {
		for _, path := range paths {
			before[name+path] = r.get(path).content(t)
		}
	}
	unseen := d.addHidden(t)
	for name, r := range readers {
		for _, path := range paths {
			got := r.get(path)
			if after := got.content(t); after != before[name+path] {
				t.Errorf("GET %s as %s of the zone changed with what is hidden:\n%s", path, name, firstDifference(before[name+path], after))
			}
			if strings.Contains(strings.ToLower(strings.ReplaceAll(got.body, url.QueryEscape(strings.ToUpper(marker)), "")), marker) && !strings.Contains(path, strings.ToUpper(marker)) {
				t.Errorf("GET %s as %s of the zone names what is hidden", path, name)
			}
		}
		for _, h := range unseen {
			h.wantMissing(t, name, r)
		}
	}
}

// addHidden enters everything that no account of the zone may know of.
func (d *district) addHidden(t *testing.T) []hidden {
	t.Helper()
	above, rows := d.secretAt(t, placed()[parent])
	beside, more := d.secretAt(t, placed()[sibling])
	d.enter(t, append(rows, more...)...)
	secretYear, rows := d.hiddenYear(t, "sy", plan.Programme{State: plan.Active, Level: plan.LevelSecret})
	draftYear, more := d.hiddenYear(t, "dy", plan.Programme{State: plan.Draft})
	d.enter(t, append(rows, more...)...)
	order := &meeting.Directive{ID: marker + "d", Code: "HIDX-D", Text: marker, Lead: placed()[sibling], State: meeting.DirectiveIssued}
	d.enter(t, order)
	return []hidden{above, beside, secretYear, draftYear, {code: "HIDX-D", refs: []string{"directive:" + marker + "d"}}}
}

// wantMissing asks for each hidden thing by its names and for one that is not
// there: both answers are the same, byte for byte.
func (h hidden) wantMissing(t *testing.T, name string, r *reader) {
	t.Helper()
	same := func(what, named, absent string, call func(named string) answer) {
		t.Helper()
		got, none := call(named), call(absent)
		if got.status == http.StatusOK || got.status != none.status || got.same(named) != none.same(absent) {
			t.Errorf("%s of %s as %s = %d, of one that is not there %d: want the same answer\n%s", what, named, name, got.status, none.status,
				firstDifference(got.same(named), none.same(absent)))
		}
	}
	absent := strings.Repeat("Z", len(h.code))
	for _, prefix := range []string{"/targets/", "/api/v1/targets/", "/plan/changes/new?target=", "/actions/", "/api/v1/target-changes?target="} {
		same("GET "+prefix, h.code, absent, func(named string) answer { return r.get(prefix + named) })
	}
	same("POST change", h.code, absent, func(named string) answer {
		return r.json(http.MethodPost, "/api/v1/targets/"+named+"/changes", `{"value":"1","reason":"x"}`)
	})
	same("POST /plan/changes", h.code, absent, func(named string) answer {
		return r.post("/plan/changes", url.Values{"target": {named}, "value": {"1"}, "reason": {"x"}})
	})
	for _, ref := range h.refs {
		kind, id, _ := strings.Cut(ref, ":")
		for _, prefix := range []string{"/history?ref=", "/api/v1/ledger/history?ref="} {
			same("GET "+prefix, ref, kind+":"+strings.Repeat("z", len(id)), func(named string) answer { return r.get(prefix + named) })
		}
	}
	for kind, id := range h.ids {
		none := strings.Repeat("z", len(id))
		if kind == "change" {
			same("POST decision", id, none, func(named string) answer {
				return r.json(http.MethodPost, "/api/v1/target-changes/"+named+"/decision", `{"approve":true}`)
			})
			same("POST /plan/changes/decide", id, none, func(named string) answer {
				return r.post("/plan/changes/decide", url.Values{"id": {named}, "do": {"approve"}})
			})
			continue
		}
		same("GET /plan/"+kind, id, none, func(named string) answer { return r.get("/plan/" + kind + "/" + named) })
		same("POST /plan/"+kind, id, none, func(named string) answer { return r.post("/plan/"+kind+"/"+named, url.Values{"f.name": {"x"}}) })
	}
}

// TestSecretsByRelation: who has the right at a unit sees the work secrets of that
// unit and of those below it, in lists and by name, and nobody else does.
func TestSecretsByRelation(t *testing.T) {
	d := open(t)
	logins := d.staff(t)
	all := map[relation]hidden{}
	for _, at := range []relation{own, parent, sibling, child} {
		h, rows := d.secretAt(t, placed()[at])
		d.enter(t, rows...)
		all[at] = h
	}
	for _, role := range access.Roles() {
		r := d.as(t, logins[role])
		lists := map[string]access.Permission{"/targets": access.ViewBoard, "/gaps": access.ViewBoard, "/api/v1/targets?limit=200": access.ViewBoard, "/api/v1/gaps": access.ViewBoard,
			"/plan/target": access.ExportPlan, "/plan/changes": access.ExportPlan, "/api/v1/target-changes": access.ExportPlan}
		for path, right := range lists {
			got := r.get(path)
			for at, h := range all {
				want := access.ReachOf(role, right) != access.Nowhere && holdsAt(role, access.ViewSecret, at)
				if listed := strings.Contains(got.body, h.code); listed != want {
					t.Errorf("GET %s as %s of the zone lists the secret of %s: %t, want %t (%d)", path, role, at, listed, want, got.status)
				}
			}
		}
		for at, h := range all {
			sees := access.ReachOf(role, access.ViewBoard) != access.Nowhere && holdsAt(role, access.ViewSecret, at)
			for _, prefix := range []string{"/targets/", "/api/v1/targets/"} {
				if got := r.get(prefix + h.code); (got.status == http.StatusOK) != sees {
					t.Errorf("GET %s%s of %s as %s of the zone = %d, want to see it: %t", prefix, h.code, at, role, got.status, sees)
				}
			}
			if !sees {
				h.wantMissing(t, string(role)+" of the zone, for the "+string(at), r)
			}
		}
	}
}

// TestSecretOfThePastStaysHidden: what was open when it was entered and has become
// a secret is not shown by asking for that day.
func TestSecretOfThePastStaysHidden(t *testing.T) {
	d := open(t)
	logins := d.staff(t)
	h, rows := d.secretAt(t, placed()[sibling])
	target := rows[1].(*plan.Target)
	target.Level = plan.LevelInternal
	d.enter(t, rows...)
	then := d.seq(t)
	outside := d.as(t, logins[access.Reporter])
	if got := outside.get("/targets/" + h.code); got.status != http.StatusOK {
		t.Fatalf("GET /targets/%s while it is open = %d", h.code, got.status)
	}
	target.Level = plan.LevelSecret
	d.enter(t, target)
	for _, path := range []string{"/targets?asof=%d", "/gaps?asof=%d", "/?asof=%d", "/api/v1/targets?limit=200&as_of=%d", "/api/v1/board?as_of=%d", "/targets/" + h.code + "?asof=%d", "/api/v1/targets/" + h.code + "?as_of=%d"} {
		path = fmt.Sprintf(path, then)
		if got := outside.get(path); strings.Contains(got.main()+got.body[:0], h.code) && got.status == http.StatusOK || strings.HasPrefix(path, "/api") && got.status == http.StatusOK && strings.Contains(got.body, h.code) {
			t.Errorf("GET %s as a reporter not concerned = %d and shows %s", path, got.status, h.code)
		}
	}
	if got := d.as(t, "office").get(fmt.Sprintf("/targets/%s?asof=%d", h.code, then)); got.status != http.StatusOK {
		t.Errorf("GET /targets/%s as of %d as office = %d, want 200", h.code, then, got.status)
	}
}

// TestVerifierKnowsTheFigureOnly: the verifier of a secret target's indicator gets
// its figures to verify, and not what is wanted.
func TestVerifierKnowsTheFigureOnly(t *testing.T) {
	d := open(t)
	h, rows := d.secretAt(t, placed()[sibling])
	x, target := rows[0].(*plan.Indicator), rows[1].(*plan.Target)
	x.Verifier, x.Competent = "tjj", "tjj"
	line := &report.Line{Report: "r" + marker, Indicator: x.ID, Unit: target.Unit, Period: month, Value: core.Whole(1234), Standing: report.Approved}
	d.enter(t, append(rows, line, &report.Report{ID: line.Report, Unit: target.Unit, Period: "2023-11", Revision: 1, State: report.UnitApproved, SubmittedBy: "system", ApprovedBy: "someone"})...)
	verifier := d.as(t, "verifier")
	for _, path := range []string{"/queue", "/api/v1/queue"} {
		if got := verifier.get(path); got.status != http.StatusOK || !strings.Contains(got.body, x.Name) {
			t.Errorf("GET %s as the indicator's verifier = %d, shows the figure: %t", path, got.status, strings.Contains(got.body, x.Name))
		}
	}
	planned := core.Whole(9_000_000)
	for _, path := range []string{"/queue", "/api/v1/queue", "/sheets/QWB/" + month, "/api/v1/sheets/QWB/" + month, "/targets?q=" + marker} {
		got := verifier.get(path)
		if strings.Contains(got.body, h.code) || strings.Contains(strings.ReplaceAll(got.body, ",", ""), planned.String()) {
			t.Errorf("GET %s as the indicator's verifier names the secret target or its value", path)
		}
	}
	if got := verifier.get("/history?ref=observation:" + string(x.ID) + "/qwb/" + month + "/operational"); got.status != http.StatusOK {
		t.Errorf("GET the figure's history as its verifier = %d, want 200", got.status)
	}
	h.refs, h.ids = []string{"target:" + string(target.ID)}, nil
	h.wantMissing(t, "the verifier", verifier)
}

// TestLedgerIsWholeOrNothing: entries are for who may read all of them; for others
// there is no difference between one that is there and one that is not.
func TestLedgerIsWholeOrNothing(t *testing.T) {
	d := open(t)
	logins := d.staff(t)
	for _, role := range access.Roles() {
		r := d.as(t, logins[role])
		for _, prefix := range []string{"/ledger/", "/api/v1/ledger/entries/"} {
			real, none := r.get(prefix+"5"), r.get(prefix+"9")
			beyond := r.get(prefix + "99999999")
			if real.status != http.StatusForbidden || beyond.status != real.status || real.same("5") == "" || none.status != real.status {
				t.Errorf("GET %s… as %s of the zone = %d, beyond the end %d; want 403 for both", prefix, role, real.status, beyond.status)
			}
		}
	}
	for _, login := range []string{"leader", "office", "auditor"} {
		if got := d.as(t, login).get("/ledger/5"); got.status != http.StatusOK {
			t.Errorf("GET /ledger/5 as %s of the district = %d, want 200", login, got.status)
		}
	}
}

// board is the whole board, as the operator sees it.
func (d *district) board(t *testing.T) *board.Snapshot {
	t.Helper()
	s, err := d.app.Seen(t.Context(), app.Operator(demo.District))
	if err != nil {
		t.Fatal(err)
	}
	return s
}
