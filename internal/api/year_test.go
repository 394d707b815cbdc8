package api_test

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"tupo/internal/access"
	"tupo/internal/api"
	"tupo/internal/app"
	"tupo/internal/httpx"
	"tupo/internal/ledger"
	"tupo/internal/report"
	"tupo/internal/testing/pgtest"

	"golang.org/x/mod/sumdb/tlog"
)

// TestMonth walks a month through the API: file, approve by another, verify,
// see the board change, read the entry and prove it.
func TestMonth(t *testing.T) { pgtest.BothEngines(t, month) }

func month(t *testing.T, db string) {
	p := openOn(t, book(), db)
	filer, head, stats, office := p.login(t, "filer"), p.login(t, "head"), p.login(t, "stats"), p.login(t, "office")

	var before, after api.Board
	office.want(200, "GET", "/board?period=2023-10", nil, &before)
	var filed api.Filed
	w := filer.want(200, "POST", "/sheets/ZQ1/2023-10", figure("９0.5"), &filed)
	if filed.Report.Revision != 1 || filed.Report.State != "submitted" || w.Header().Get("ETag") != `"`+filed.Report.Hash+`"` {
		t.Fatalf("filed: %+v, ETag %s", filed, w.Header().Get("ETag"))
	}
	if got := p.observed(t, "2023-10"); got.Value.String() != "905000" || got.Standing != report.Claimed {
		t.Errorf("observation %s %s, want 905000 (万元) claimed", got.Value, got.Standing)
	}

	filer.want(403, "POST", "/reports/"+filed.Report.ID+"/approval", nil, nil, "If-Match", w.Header().Get("ETag"))
	head.want(422, "POST", "/reports/"+filed.Report.ID+"/approval", nil, nil)
	head.want(409, "POST", "/reports/"+filed.Report.ID+"/approval", nil, nil, "If-Match", `"0000"`)
	sheetETag := head.want(200, "GET", "/sheets/ZQ1/2023-10", nil, nil).Header().Get("ETag")
	head.want(204, "POST", "/reports/"+filed.Report.ID+"/approval", nil, nil, "If-Match", sheetETag)

	var queue api.Page[api.Queued]
	stats.want(200, "GET", "/queue", nil, &queue)
	if len(queue.Items) != 1 || len(queue.Items[0].Lines) != 1 || queue.Items[0].Lines[0].Value != "90.5" {
		t.Fatalf("queue: %+v", queue)
	}
	verdict := api.Verdict{Report: filed.Report.ID, Indicator: "I0101", Unit: "ZQ1", Method: "full"}
	stats.want(204, "POST", "/verifications", api.Verdicts{Verdicts: []api.Verdict{verdict}}, nil)

	office.want(200, "GET", "/board?period=2023-10", nil, &after)
	if after.Seq != before.Seq+3 {
		t.Errorf("seq %d, want %d: three entries after %d", after.Seq, before.Seq+3, before.Seq)
	}
	var target api.TargetDetail
	office.want(200, "GET", "/targets/T0101?period=2023-10", nil, &target)
	if target.Actual != "90.5" || target.Planned != "100" || target.Light != "behind" || target.Standing != "verified" || target.Measure != "亿元" || target.Why.Args["actual"] != "90.5" {
		t.Errorf("target: %+v", target.Target)
	}
	if m := target.Periods[9]; m.Period != "2023-10" || m.Operational == nil || m.Operational.Value != "90.5" || m.Planned != "100" || len(target.Periods) != 12 {
		t.Errorf("October: %+v of %d periods", m, len(target.Periods))
	}
	var gaps api.BoardPage[api.Gap]
	office.want(200, "GET", "/gaps?period=2023-10&unit=ZQ1", nil, &gaps)
	if len(gaps.Items) != 3 || gaps.Items[1].Kind != "target" || gaps.Items[1].Short != "9.5" || gaps.Items[1].Target != "T0101" || gaps.Items[1].Why.Args["actual"] != "90.5" ||
		gaps.Items[2].Target != "T0103" || gaps.Items[2].Phase != "overdue" || gaps.Items[2].Light != "unknown" || gaps.Items[2].Short != "" {
		t.Errorf("gaps of ZQ1: %+v", gaps.Items)
	}
	if g := gaps.Items[0]; g.Kind != "task" || g.Target != "" || g.Light != "far-behind" || g.Owner != "临港片区" || g.Why.Key != "why.task.far-behind" ||
		g.Task == nil || g.Task.Overdue != 1 || g.Task.Days != 137 || g.Task.NextDue != "2023-06-30" || g.Task.Next == "" {
		t.Errorf("the gap of ZQ1's task: %+v, %+v", g, g.Task)
	}
	var then api.Board
	office.want(200, "GET", "/board?period=2023-10&as_of="+itoa(before.Seq), nil, &then)
	if then.Seq != before.Seq || len(then.Gaps) != len(before.Gaps) {
		t.Errorf("board as of %d: seq %d, %d gaps, want %d", before.Seq, then.Seq, len(then.Gaps), len(before.Gaps))
	}
	proves(t, office, filed)
}

// proves checks the entry of a filing against the log's root by hand.
func proves(t *testing.T, c *client, filed api.Filed) {
	t.Helper()
	var entry api.EntryProved
	c.want(200, "GET", "/ledger/entries/"+itoa(filed.Seq), nil, &entry)
	named := slices.ContainsFunc(entry.Changes, func(c api.RowChanged) bool { return c.Ref == filed.Report.Ref && c.Op == "insert" })
	if entry.Action != "report.file" || len(entry.Changes) != 3 || !named {
		t.Fatalf("entry: %+v", entry.Entry)
	}
	hash := func(s string) ledger.Hash {
		h, err := tlog.ParseHash(s)
		check(t, err)
		return h
	}
	var path ledger.Proof
	for _, h := range entry.Proof.Path {
		path = append(path, hash(h))
	}
	check(t, ledger.CheckInclusion(path, entry.Proof.Size, hash(entry.Proof.Root), filed.Seq-1, hash(entry.Proof.Leaf)))

	var h api.History
	c.want(200, "GET", "/ledger/history?ref="+filed.Report.Ref, nil, &h)
	if len(h.Changes) != 3 || h.Changes[2].Action != "report.file" || h.Changes[2].Op != "insert" || h.Proof.Size != entry.Proof.Size {
		t.Errorf("history: %+v", h)
	}
	var v api.Verified
	c.want(200, "POST", "/ledger/verification", api.Witness{Code: entry.Proof.Code}, &v)
	if !v.Well || !v.Witness || v.Code != entry.Proof.Code {
		t.Errorf("verification by code: %+v", v)
	}
	signed := c.want(200, "GET", "/ledger/checkpoint", nil, nil).Body.String()
	c.want(200, "POST", "/ledger/verification", api.Witness{Checkpoint: signed}, &v)
	if !v.Logins || v.Key != "own" {
		t.Errorf("verification by checkpoint: of the access log %v, key %q, want true and own", v.Logins, v.Key)
	}
	c.want(422, "POST", "/ledger/verification", api.Witness{Key: "tupo"}, nil)
	if !v.Well || !v.Witness {
		t.Errorf("verification by checkpoint: %+v", v)
	}
}

func TestEntriesInPages(t *testing.T) {
	p := open(t, book())
	c, filer := p.login(t, "auditor"), p.login(t, "filer")
	filer.want(200, "POST", "/sheets/ZQ1/2023-10", figure("90"), nil)
	filer.want(200, "POST", "/sheets/ZQ1/2023-10", figure("91"), nil)
	var seen []int64
	for path := "/ledger/entries?limit=2"; path != ""; {
		var page api.Page[api.Entry]
		c.want(200, "GET", path, nil, &page)
		for _, e := range page.Items {
			seen = append(seen, e.Seq)
		}
		path = ""
		if page.Next != "" {
			path = "/ledger/entries?limit=2&cursor=" + page.Next
		}
	}
	for i, seq := range seen {
		if want := int64(len(seen) - i); seq != want {
			t.Fatalf("entry %d of the pages has seq %d, want %d", i, seq, want)
		}
	}
	if len(seen) < 5 {
		t.Errorf("%d entries, want the district's, its plan's, the accounts' and two reports'", len(seen))
	}
}

func TestTargetsInPages(t *testing.T) {
	p := open(t, book())
	c := p.login(t, "filer")
	var first, second api.BoardPage[api.Target]
	c.want(200, "GET", "/targets?limit=2", nil, &first)
	c.want(200, "GET", "/targets?limit=2&cursor="+first.Next, nil, &second)
	var codes []string
	for _, x := range append(first.Items, second.Items...) {
		codes = append(codes, x.Code)
	}
	// T0104 is a work secret of another department.
	if len(codes) != 3 || codes[0] != "T0101" || codes[2] != "T0103" || second.Next != "" {
		t.Errorf("targets %v, next %q; want T0101 to T0103 and no more", codes, second.Next)
	}
	c.want(404, "GET", "/targets/T0104", nil, nil)
	p.login(t, "office").want(200, "GET", "/targets/T0104", nil, nil)
	var town api.BoardPage[api.Target]
	c.want(200, "GET", "/targets?unit=ZH1&indicator=I0101&action=A01", nil, &town)
	if len(town.Items) != 1 || town.Items[0].Code != "T0102" || town.Items[0].Value != "60" {
		t.Errorf("targets of ZH1: %+v", town.Items)
	}
	c.want(422, "GET", "/targets?cursor=bm9uZQ", nil, nil)
}

func TestSameAnswerIsNotSentTwice(t *testing.T) {
	p := open(t, book())
	c := p.login(t, "office")
	tag := c.want(200, "GET", "/board", nil, nil).Header().Get("ETag")
	if w := c.want(304, "GET", "/board", nil, nil, "If-None-Match", tag); tag == "" || w.Body.Len() != 0 {
		t.Errorf("ETag %q; body of 304 %q", tag, w.Body)
	}
	p.login(t, "filer").want(200, "POST", "/sheets/ZQ1/2023-10", figure("90"), nil)
	c.want(200, "GET", "/board", nil, nil, "If-None-Match", tag)
}

func TestSessions(t *testing.T) {
	p := open(t, book())
	nobody := &client{tb: t, place: p}
	nobody.want(401, "GET", "/board", nil, nil)
	nobody.want(401, "POST", "/sessions", map[string]string{"login": "filer", "password": "wrong"}, nil)
	nobody.want(422, "POST", "/sessions", map[string]string{"login": "filer", "password": secret, "district": "000000"}, nil)
	c := p.login(t, "filer")
	c.want(200, "GET", "/board", nil, nil)
	c.want(422, "PUT", "/password", api.NewPassword{Old: "wrong", Next: secret + "!"}, nil)
	c.want(204, "PUT", "/password", api.NewPassword{Old: secret, Next: secret + "!"}, nil)
	c.want(200, "GET", "/board", nil, nil)
	w := c.want(204, "DELETE", "/sessions", nil, nil)
	if w.Body.Len() != 0 {
		t.Errorf("DELETE /sessions: body %q, want none", w.Body)
	}
	c.want(401, "GET", "/board", nil, nil)
	if problem := nobody.call("GET", "/board", nil); problem.Header().Get("WWW-Authenticate") != "Bearer" {
		t.Errorf("401 without WWW-Authenticate: %v", problem.Header())
	}
}

// TestFirstPassword makes an account as the system administrator does: until the
// temporary password is changed, nothing else is open.
func TestFirstPassword(t *testing.T) {
	p := open(t, book())
	ctx, w := context.Background(), app.Operator("370211")
	acct, first, err := p.app.CreateAccount(ctx, w, app.NewAccount{Login: "new", Name: "new", Unit: "zone"})
	check(t, err)
	_, err = p.app.Grant(ctx, w, access.Grant{Account: acct.ID, Role: access.Reporter, Unit: "zone"})
	check(t, err)
	c := &client{tb: t, place: p}
	var s api.Session
	c.want(201, "POST", "/sessions", api.Login{Login: "new", Password: first}, &s)
	if !s.MustChange || s.District != "370211" {
		t.Errorf("session: %+v, want must_change", s)
	}
	c.token = s.Token
	if problem := readProblem(t, c.call("GET", "/board", nil), "before the change"); problem.Key != httpx.KeyMustChange {
		t.Errorf("before the change: %s", problem.Key)
	}
	c.want(204, "PUT", "/password", api.NewPassword{Old: first, Next: secret}, nil)
	c.want(200, "GET", "/board", nil, nil)
}

func TestIdempotencyKeyFilesOnce(t *testing.T) { pgtest.BothEngines(t, idempotencyKeyFilesOnce) }

func idempotencyKeyFilesOnce(t *testing.T, db string) {
	p := openOn(t, book(), db)
	c := p.login(t, "filer")
	var first, again, next api.Filed
	c.want(200, "POST", "/sheets/ZQ1/2023-10", figure("90"), &first, "Idempotency-Key", "k1")
	c.want(200, "POST", "/sheets/ZQ1/2023-10", figure("90"), &again, "Idempotency-Key", "k1")
	if first.Repeated || !again.Repeated || again.Seq != first.Seq || again.Report.ID != first.Report.ID || again.Report.Revision != 1 {
		t.Errorf("first %+v, again %+v; want the same report, repeated", first, again)
	}
	c.want(200, "POST", "/sheets/ZQ1/2023-10", figure("91"), &next, "Idempotency-Key", "k2")
	if next.Repeated || next.Report.Revision != 2 || next.Seq != first.Seq+1 {
		t.Errorf("another key: %+v, want revision 2", next)
	}
}

func TestRoutesStandInTheTable(t *testing.T) {
	p := open(t, book())
	routes := p.server.Routes()
	seen := map[string]bool{}
	open := []string{api.DocumentPath, api.Prefix + "/sessions", api.Prefix + "/setup"} // the last asks for the server's code
	for _, r := range routes {
		seen[r.Method+" "+r.Pattern] = true
		if r.Permission == httpx.Open && !slices.Contains(open, r.Pattern) {
			t.Errorf("%s %s is open to everybody", r.Method, r.Pattern)
		}
		if r.Method == http.MethodPost && r.MaxBody < 0 {
			t.Errorf("%s %s has no limit", r.Method, r.Pattern)
		}
	}
	if len(seen) != len(routes) || len(routes) < 40 {
		t.Errorf("%d routes, %d different", len(routes), len(seen))
	}
}
