package walk_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
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

// readPaths gives for every GET route of the program the addresses that are read,
// or why it is left out. A route that is not here fails the test.
func readPaths(d *district, t *testing.T) map[string][]string {
	t.Helper()
	doc, fact := d.readPage(t)
	sheets := func(prefix string) []string {
		return []string{prefix + "/KFQ/" + month, prefix + "/XZB/" + month, prefix + "/XQ/" + month, prefix + "/QWB/" + month}
	}
	kinds := func(format string) (all []string) {
		for _, kind := range []string{"programme", "action", "indicator", "target", "task", "unit", "post", "rule"} {
			all = append(all, fmt.Sprintf(format, kind))
		}
		return all
	}
	find := url.QueryEscape(strings.ToUpper(marker))
	return map[string][]string{
		"/{$}":                            {"/", "/?period=2023-09", "/?lang=en", "/?lang=zh"},
		"/public":                         {"/public"},
		"/gaps":                           {"/gaps", "/gaps?action=A07"},
		"/targets":                        {"/targets", "/targets?q=" + find, "/targets?light=far-behind", "/targets?action=A07", "/targets?period=2023-06"},
		"/targets/{code}":                 {"/targets/A07T1"},
		"/actions/{code}":                 {"/actions/A07"},
		"/units":                          {"/units"},
		"/units/{code}":                   {"/units/QWB", "/units/XQ", "/units/KFQ"},
		"/projects/{code}":                {"/projects/P0001"},
		"/directives":                     {"/directives"},
		"/documents":                      {"/documents"},
		"/documents/new":                  {"/documents/new"},
		"/documents/{id}":                 {"/documents/" + doc},
		"/documents/{id}/original":        {"/documents/" + doc + "/original"},
		"/facts/{id}":                     {"/facts/" + fact},
		"/evidence/{id}":                  {"/evidence/" + strings.Repeat("0", 64)},
		"/history":                        {"/history?ref=unit:qwb", "/history?ref=target:a07t1"},
		"/official":                       {"/official?period=" + month},
		"/periods":                        {"/periods"},
		"/periods/lock":                   {"/periods/lock?period=" + month},
		"/periods/reopenings/new":         {"/periods/reopenings/new?unit=KFQ&period=2023-09"},
		"/periods/reopenings/{id}":        {"/periods/reopenings/none"},
		"/plan":                           {"/plan"},
		"/plan/changes":                   {"/plan/changes"},
		"/plan/changes/new":               {"/plan/changes/new?target=A07T1"},
		"/plan/export.xlsx":               {"/plan/export.xlsx"},
		"/plan/template.xlsx":             {"/plan/template.xlsx"},
		"/plan/import":                    {"/plan/import"},
		"/plan/import/marked.xlsx":        {"/plan/import/marked.xlsx"},
		"/plan/{kind}":                    append(kinds("/plan/%s"), "/plan/target?q="+find),
		"/plan/{kind}/new":                kinds("/plan/%s/new"),
		"/plan/{kind}/{id}":               {"/plan/target/a07t1", "/plan/unit/kfq"},
		"/queue":                          {"/queue"},
		"/reconciliation":                 {"/reconciliation?period=" + month},
		"/sheets":                         {"/sheets?period=" + month, "/sheets?period=" + month + "&state=missing"},
		"/sheets/{unit}/{month}":          sheets("/sheets"),
		"/accounts":                       {"/accounts"},
		"/accounts/new":                   {"/accounts/new"},
		"/accounts/{id}":                  {"/accounts/acc-zone-reporter"},
		"/login":                          {"/login"},
		"/password":                       {"/password"},
		"/api/v1/actions":                 {"/api/v1/actions"},
		"/api/v1/board":                   {"/api/v1/board", "/api/v1/board?period=2023-09"},
		"/api/v1/gaps":                    {"/api/v1/gaps", "/api/v1/gaps?unit=QWB"},
		"/api/v1/guide":                   {"/api/v1/guide"},
		"/api/v1/units":                   {"/api/v1/units"},
		"/api/v1/targets":                 {"/api/v1/targets?limit=200", "/api/v1/targets?unit=QWB"},
		"/api/v1/targets/{code}":          {"/api/v1/targets/A07T1"},
		"/api/v1/directives":              {"/api/v1/directives"},
		"/api/v1/documents":               {"/api/v1/documents"},
		"/api/v1/documents/{id}":          {"/api/v1/documents/" + doc},
		"/api/v1/evidence/{id}":           {"/api/v1/evidence/" + strings.Repeat("0", 64)},
		"/api/v1/ledger/history":          {"/api/v1/ledger/history?ref=target:a07t1"},
		"/api/v1/plan/export":             {"/api/v1/plan/export"},
		"/api/v1/plan/template":           {"/api/v1/plan/template"},
		"/api/v1/projects":                {"/api/v1/projects"},
		"/api/v1/projects/{code}":         {"/api/v1/projects/P0001"},
		"/api/v1/queue":                   {"/api/v1/queue"},
		"/api/v1/reopenings":              {"/api/v1/reopenings"},
		"/api/v1/target-changes":          {"/api/v1/target-changes", "/api/v1/target-changes?target=" + find},
		"/openapi.json":                   {"/openapi.json"},
		"/api/v1/documents/{id}/original": {"/api/v1/documents/" + doc + "/original"},
		"/api/v1/reconciliation/{month}":  {"/api/v1/reconciliation/" + month},
		"/api/v1/sheets/{unit}/{month}":   sheets("/api/v1/sheets"),
		"/assets/":                        nil, "/healthz": nil, "/readyz": nil, // of no district
		// The ledger is read whole or not at all: see TestLedgerIsWholeOrNothing. A
		// checkpoint tells how many entries there are, by design to everybody.
		"/ledger": nil, "/ledger/{seq}": nil, "/ledger/verify": nil, "/api/v1/ledger/entries": nil, "/api/v1/ledger/entries/{seq}": nil,
		"/ledger/checkpoint": nil, "/ledger/checkpoint.txt": nil, "/api/v1/ledger/checkpoint": nil,
		"/accounts/log": nil, // lists the logins of this very test
	}
}

// readPage brings a page in and has it read.
func (d *district) readPage(t *testing.T) (doc, fact string) {
	t.Helper()
	text, err := os.ReadFile("../extract/testdata/eight-actions.txt")
	if err != nil {
		t.Fatal(err)
	}
	w := app.Operator(demo.District)
	in, err := d.app.AddDocument(t.Context(), w, app.NewDocument{Name: "page.txt", Kind: "news", Date: "2023-11-14", Source: "test", Body: bytes.NewReader(text)})
	if err != nil {
		t.Fatal(err)
	}
	reading, err := d.app.ReadPage(t.Context(), w, in.ID)
	if err != nil || len(reading.Facts) == 0 {
		t.Fatalf("ReadPage gives %d facts: %v", len(reading.Facts), err)
	}
	return string(in.ID), string(reading.Facts[0].ID)
}

// allPaths flattens readPaths and holds it against the program's table.
func allPaths(t *testing.T, d *district) []string {
	t.Helper()
	known := readPaths(d, t)
	var all []string
	for _, r := range d.server.Routes() {
		if r.Method != http.MethodGet {
			continue
		}
		paths, ok := known[r.Pattern]
		if !ok {
			t.Errorf("route GET %s is in no test of what a reader sees: add it to readPaths", r.Pattern)
		}
		all = append(all, paths...)
	}
	return all
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

// What every answer may say of the ledger to everybody: how long it is, and the
// proof against its present root.
var (
	sequence = regexp.MustCompile(`"seq":\d+`)
	proof    = regexp.MustCompile(`(?s)<section class="block" id="proof">.*?</section>|"proof":\{.*?\}`)
	cells    = regexp.MustCompile(`<(?:t|v|f|formula1)\b[^>]*>([^<]*)<`)
)

// content is what a page or an answer says, without the ledger's state. Of a
// workbook it is what stands in its cells and lists.
func (a answer) content(t *testing.T) string {
	t.Helper()
	if strings.HasPrefix(a.body, "PK") {
		return fmt.Sprint(a.status) + unzipped(t, a.body)
	}
	text := a.main()
	if text == "" {
		text = sequence.ReplaceAllString(a.body, `"seq":0`)
	}
	return fmt.Sprint(a.status) + strings.ReplaceAll(proof.ReplaceAllString(text, ""), a.header.Get("X-Request-Id"), "(request)")
}

func unzipped(t *testing.T, body string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(z.File, func(x, y *zip.File) int { return strings.Compare(x.Name, y.Name) })
	var b strings.Builder
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "docProps/") {
			continue // when it was made
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		xml, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, f.Name)
		for _, cell := range cells.FindAllSubmatch(xml, -1) {
			fmt.Fprintln(&b, string(cell[1]))
		}
	}
	return b.String()
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

// TestReadPathsExist: no address of the list above is a slip of the pen: the office
// or another role of the district gets an answer that is not 404 there.
func TestReadPathsExist(t *testing.T) {
	d := open(t)
	d.staff(t)
	logins := []string{"office", "verifier", "reporter", "sysadmin", "auditor"}
	var readers []*reader
	for _, login := range logins {
		readers = append(readers, d.as(t, login))
	}
	for _, path := range allPaths(t, d) {
		if strings.Contains(path, "none") || strings.Contains(path, "0000") || strings.Contains(path, "marked.xlsx") || strings.Contains(path, strings.ToUpper(marker)) || strings.Contains(path, "reopenings/new") {
			continue // meant to be missing
		}
		if !slices.ContainsFunc(readers, func(r *reader) bool {
			return r.get(path).status == http.StatusOK || r.get(path).status == http.StatusSeeOther
		}) {
			t.Errorf("GET %s answers none of %q", path, logins)
		}
	}
}
