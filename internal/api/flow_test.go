package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"tupo/internal/api"
	"tupo/internal/core"
	"tupo/internal/pdf/pdftest"
)

func decode(tb testing.TB, w *httptest.ResponseRecorder, out any) {
	tb.Helper()
	if err := json.Unmarshal(w.Body.Bytes(), out); err != nil {
		tb.Fatalf("%v: %s", err, w.Body)
	}
}

func TestEvidenceAnswersAQuestion(t *testing.T) {
	p := open(t, book())
	filer := p.login(t, "filer")
	scan := []byte("%PDF-1.4 台账")
	body, media := multipartOf(t, "file", `..\台账.pdf`, scan)
	var file api.File
	filer.want(201, "POST", "/evidence?unit=ZQ1", body, &file, "Content-Type", media)
	if file.Name != "台账.pdf" || file.Size != int64(len(scan)) {
		t.Errorf("file: %+v", file)
	}
	wrong, media2 := multipartOf(t, "scan", "x.pdf", scan)
	filer.want(422, "POST", "/evidence?unit=ZQ1", wrong, nil, "Content-Type", media2)
	p.login(t, "other").want(403, "POST", "/evidence?unit=ZQ1", body, nil, "Content-Type", media)
	filer.want(422, "POST", "/evidence?unit=ZQ9", body, nil, "Content-Type", media)

	w := filer.want(200, "GET", "/evidence/"+file.ID, nil, nil)
	if !bytes.Equal(w.Body.Bytes(), scan) || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") ||
		!strings.Contains(w.Header().Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("download: %q, %v", w.Body, w.Header())
	}
	stats := p.login(t, "stats")
	stats.want(404, "GET", "/evidence/"+file.ID, nil, nil) // attached to nothing yet

	answered := api.Filing{Lines: []api.FilingLine{{Indicator: "I0101", Value: "120", Cause: "one-off", Answer: "大项目到账", Evidence: []string{file.ID}}}}
	filer.want(200, "POST", "/sheets/ZQ1/2023-10", answered, nil)
	var sheet api.Sheet
	filer.want(200, "GET", "/sheets/ZQ1/2023-10", nil, &sheet)
	if l := sheet.Lines[0]; l.Filed == nil || l.Filed.Doubt != "exact" || l.Filed.Standing != "held" || len(l.Files) != 1 {
		t.Errorf("line: %+v", l)
	}
	stats.want(200, "GET", "/evidence/"+file.ID, nil, nil)
	filer.want(422, "POST", "/sheets/ZQ1/2023-10", api.Filing{Lines: []api.FilingLine{{Indicator: "I0101", Value: "119", Evidence: []string{"none"}}}}, nil)

	late := figure("119")
	late.Seen = new(int64)
	filer.want(409, "POST", "/sheets/ZQ1/2023-10", late, nil) // filled in before the first filing
	*late.Seen = sheet.Report.Revision
	filer.want(200, "POST", "/sheets/ZQ1/2023-10", late, nil)
}

// A target's figures stand in one unit, also where the planned course does not
// divide evenly: it was left in 万元 beside a value in 亿元.
func TestTargetInOneUnit(t *testing.T) {
	b := book()
	b.Targets[0].Value = core.Whole(1_234_567) // 万元; 10/12 of it do not end
	b.Targets[0].Original = b.Targets[0].Value
	p := open(t, b)
	p.login(t, "filer").want(200, "POST", "/sheets/ZQ1/2023-10", figure("100"), nil)
	var got api.TargetDetail
	p.login(t, "leader").want(200, "GET", "/targets/T0101", nil, &got)
	have := []string{got.Measure, got.Value, got.Planned, got.Actual, got.Gap, got.Why.Args["planned"], got.Periods[9].Planned}
	want := []string{"亿元", "123.4567", "102.88", "100", "-2.88", "102.88", "102.88"}
	if !slices.Equal(have, want) {
		t.Errorf("GET /targets/T0101 = %q, want %q", have, want)
	}
}

func TestTooLargeEvidenceIsCutOff(t *testing.T) {
	p := open(t, book())
	body, media := multipartOf(t, "file", "x.bin", make([]byte, 50<<20+1))
	w := p.login(t, "filer").call("POST", "/evidence?unit=ZQ1", body, "Content-Type", media)
	if problem := readProblem(t, w, "51 MB"); w.Code != 413 || problem.Key != "upload.large" {
		t.Errorf("%d %s, want 413 upload.large", w.Code, problem.Key)
	}
}

func TestDraftComesBackInCodes(t *testing.T) {
	p := open(t, book())
	c := p.login(t, "filer")
	draft := api.Filing{Note: "半成品", Lines: []api.FilingLine{{Indicator: "I0101", Unit: "ZQ1", Value: "约5", Evidence: []string{}}},
		Tasks: []api.FilingTask{{Task: "K01", Done: "打桩", Milestones: []api.FilingMilestone{{No: 2, Done: "2023-11-01", Evidence: []string{}}}}}}
	c.want(204, "PUT", "/sheets/ZQ1/2023-10/draft", draft, nil)
	var sheet api.Sheet
	c.want(200, "GET", "/sheets/ZQ1/2023-10", nil, &sheet)
	if sheet.Draft == nil {
		t.Fatal("no draft")
	}
	got, err := json.Marshal(sheet.Draft.Filing)
	check(t, err)
	want, err := json.Marshal(draft)
	check(t, err)
	if !bytes.Equal(got, want) {
		t.Errorf("draft %s\nwant %s", got, want)
	}
}

func TestReturnAndTasks(t *testing.T) {
	p := open(t, book())
	filer, head := p.login(t, "filer"), p.login(t, "head")
	in := figure("90")
	in.Tasks = []api.FilingTask{{Task: "K01", Done: "封顶", Milestones: []api.FilingMilestone{{No: 1, Done: "2023-06-20"}}}}
	var filed api.Filed
	filer.want(200, "POST", "/sheets/ZQ1/2023-10", in, &filed)
	head.want(422, "POST", "/reports/"+filed.Report.ID+"/return", api.Reason{}, nil)
	head.want(204, "POST", "/reports/"+filed.Report.ID+"/return", api.Reason{Reason: "请附台账"}, nil)
	head.want(409, "POST", "/reports/"+filed.Report.ID+"/return", api.Reason{Reason: "again"}, nil)
	var sheet api.Sheet
	filer.want(200, "GET", "/sheets/ZQ1/2023-10", nil, &sheet)
	if sheet.Report.State != "returned" || sheet.Report.Reason != "请附台账" || sheet.Tasks[0].Done != "封顶" || sheet.Tasks[0].Milestones[0].Done != "2023-06-20" {
		t.Errorf("sheet: %+v %+v", sheet.Report, sheet.Tasks)
	}
	var guide api.Guide
	filer.want(200, "GET", "/guide", nil, &guide)
	if len(guide.Returned) != 1 || guide.Month != "2023-10" {
		t.Errorf("guide: %+v", guide)
	}
}

func TestOfficialFiguresAndReconciliation(t *testing.T) {
	p := open(t, book())
	filer, stats, office := p.login(t, "filer"), p.login(t, "stats"), p.login(t, "office")
	filer.want(200, "POST", "/sheets/ZQ1/2023-09", figure("80"), nil)
	release := api.Release{Indicator: "I0101", Unit: "ZQ1", Period: "2023-09", Value: "79.5", Basis: "official", Vintage: "preliminary", Released: "2023-10-20", Source: "样区统计月报"}
	wrong := release
	wrong.Period, wrong.Value = "2023-Q3", "很多"
	problem := readProblem(t, stats.call("POST", "/official-figures", api.Releases{Releases: []api.Release{release, wrong}}), "wrong release")
	if got := fieldsOf(problem); len(got) != 2 || got[0] != "releases[1].period report.not-a-release" || got[1] != "releases[1].value number.malformed" {
		t.Errorf("wrong release: %q", got)
	}
	stats.want(204, "POST", "/official-figures", api.Releases{Releases: []api.Release{release}}, nil)
	stats.want(204, "PUT", "/differences", api.Explanation{Indicator: "I0101", Unit: "ZQ1", Period: "2023-09", Cause: "late-entry", Note: "补报"}, nil)
	var page api.Page[api.Reconciled]
	office.want(200, "GET", "/reconciliation/2023-09", nil, &page)
	want := api.Reconciled{Indicator: "I0101", Name: "固定资产投资", Unit: "ZQ1", Period: "2023-09", Measure: "亿元", Operational: "80", Official: "79.5",
		Difference: "0.5", State: "explained", Was: "0.5", Cause: "late-entry", Note: "补报"}
	if len(page.Items) != 1 || page.Items[0] != want {
		t.Errorf("reconciliation: %+v\nwant %+v", page.Items, want)
	}
}

func TestLockAndReopening(t *testing.T) {
	p := open(t, book())
	filer, office, leader, stats := p.login(t, "filer"), p.login(t, "office"), p.login(t, "leader"), p.login(t, "stats")
	filer.want(200, "POST", "/sheets/ZQ1/2023-09", figure("80"), nil)
	office.want(422, "POST", "/periods/2023-09/lock", nil, nil)
	office.want(204, "POST", "/periods/2023-09/lock?anyway=true", nil, nil)
	office.want(409, "POST", "/periods/2023-09/lock?anyway=true", nil, nil)
	filer.want(409, "POST", "/sheets/ZQ1/2023-09", figure("81"), nil)
	var made api.Made
	filer.want(201, "POST", "/reopenings", api.NewReopening{Unit: "ZQ1", Month: "2023-09", Reason: "漏报"}, &made)
	office.want(204, "POST", "/reopenings/"+made.ID+"/agreement", nil, nil)
	office.want(403, "POST", "/reopenings/"+made.ID+"/agreement", nil, nil)
	leader.want(204, "POST", "/reopenings/"+made.ID+"/agreement", nil, nil)
	stats.want(409, "POST", "/reopenings/"+made.ID+"/refusal", api.Reason{Reason: "late"}, nil)
	var page api.Page[api.Reopening]
	office.want(200, "GET", "/reopenings", nil, &page)
	if len(page.Items) != 1 || page.Items[0].State != "open" || page.Items[0].Unit != "ZQ1" {
		t.Errorf("reopenings: %+v", page.Items)
	}
	corrected := figure("81")
	problem := readProblem(t, filer.call("POST", "/sheets/ZQ1/2023-09", corrected), "no reason")
	if got := fieldsOf(problem); len(got) != 1 || got[0] != "reason report.reason-needed" {
		t.Errorf("correction without a reason: %q", got)
	}
	corrected.Reason = "漏报跨月项目"
	filer.want(200, "POST", "/sheets/ZQ1/2023-09", corrected, nil)
	filer.want(409, "POST", "/sheets/ZQ1/2023-09", corrected, nil)
}

func TestTargetChange(t *testing.T) {
	p := open(t, book())
	office, leader := p.login(t, "office"), p.login(t, "leader")
	var made api.Made
	office.want(422, "POST", "/targets/T0101/changes", api.NewChange{Value: "lots", Reason: "x"}, nil)
	office.want(201, "POST", "/targets/T0101/changes", api.NewChange{Value: "130", Reason: "市里加码"}, &made)
	leader.want(204, "POST", "/target-changes/"+made.ID+"/decision", api.ChangeDecision{Approve: true}, nil)
	var page api.Page[api.TargetChange]
	leader.want(200, "GET", "/target-changes?target=T0101", nil, &page)
	if len(page.Items) != 1 || page.Items[0].Old != "120" || page.Items[0].New != "130" || page.Items[0].State != "approved" {
		t.Errorf("changes: %+v", page.Items)
	}
	var target api.TargetDetail
	leader.want(200, "GET", "/targets/T0101", nil, &target)
	if target.Value != "130" || target.Original != "120" {
		t.Errorf("target %s, originally %s; want 130, 120", target.Value, target.Original)
	}
	course := api.NewChange{Fields: map[string]string{"shape": "typed"}, Points: map[string]string{"2023-06": "10", "2023-12": "130"}, Reason: "后移"}
	office.want(422, "POST", "/targets/T0101/changes", api.NewChange{Fields: map[string]string{"code": "T9"}, Reason: "x"}, nil)
	office.want(422, "POST", "/targets/T0101/changes", api.NewChange{Points: map[string]string{"2023-06": "many"}, Reason: "x"}, nil)
	office.want(201, "POST", "/targets/T0101/changes", course, &made)
	office.want(409, "POST", "/targets/T0101/changes", course, nil)
	leader.want(403, "POST", "/target-changes/"+made.ID+"/withdrawal", nil, nil)
	office.want(204, "POST", "/target-changes/"+made.ID+"/withdrawal", nil, nil)
	leader.want(409, "POST", "/target-changes/"+made.ID+"/decision", api.ChangeDecision{Approve: true}, nil)
	leader.want(200, "GET", "/target-changes?target=T0101", nil, &page)
	taken := slices.IndexFunc(page.Items, func(c api.TargetChange) bool { return c.ID == made.ID }) // asked in one instant: in either order
	if len(page.Items) != 2 || taken < 0 || page.Items[taken].State != "withdrawn" || len(page.Items[taken].Items) != 3 {
		t.Errorf("changes: %+v", page.Items)
	}
}

func TestWorkbookThereAndBack(t *testing.T) {
	p := open(t, book())
	office := p.login(t, "office")
	exported := office.want(200, "GET", "/plan/export", nil, nil)
	if media := exported.Header().Get("Content-Type"); !strings.Contains(media, "spreadsheetml") {
		t.Errorf("export is %s", media)
	}
	body, media := multipartOf(t, "file", "plan.xlsx", exported.Body.Bytes())
	var in api.Imported
	office.want(200, "POST", "/plan/import?dry=true", body, &in, "Content-Type", media)
	for _, s := range in.Sheets {
		if s.New+s.Changed > 0 {
			t.Errorf("what was exported comes back as %+v", s)
		}
	}
	if !in.Dry || in.Seq != 0 || len(in.Sheets) == 0 {
		t.Errorf("dry run: %+v", in)
	}
	office.want(200, "GET", "/plan/template?lang=en", nil, nil)
	office.want(422, "POST", "/plan/import?dry=perhaps", body, nil, "Content-Type", media)
	junk, media := multipartOf(t, "file", "plan.xlsx", []byte("no workbook"))
	w := office.call("POST", "/plan/import", junk, "Content-Type", media)
	if w.Code < 400 || w.Code >= 500 {
		t.Errorf("import of junk: %d %s", w.Code, w.Body)
	}
}

// A text that tells its own day is read from it; under another date the answer says so.
func TestDocumentTellsItsOwnDay(t *testing.T) {
	p := open(t, book())
	office := p.login(t, "office")
	body, media := multipartOf(t, "file", "报告.txt", []byte("样区2022年政府工作报告\n各位代表：\n过去一年，样区财政收入增长6.1%。\n"))
	var d api.Document
	office.want(201, "POST", "/documents?kind=report&date=2023-11-14", body, &d, "Content-Type", media)
	var r api.Reading
	office.want(200, "POST", "/documents/"+d.ID+"/reading", nil, &r, "Accept-Language", "en")
	if r.Told == nil || r.Told.Date != "2022" || r.Told.Text != "2022年" || r.Told.Start != 2 || r.Told.End != 7 || !strings.Contains(r.Told.Detail, "14 November 2023") {
		t.Errorf("told %+v, want 2022 by the title", r.Told)
	}
	if d.Title != "样区2022年政府工作报告" {
		t.Errorf("title %q, want the report's", d.Title)
	}
	body, media = multipartOf(t, "file", "报告.txt", []byte("政府工作报告\n（2022年1月12日）\n各位代表：\n过去一年，样区财政收入增长6.1%。\n"))
	office.want(201, "POST", "/documents?kind=report", body, &d, "Content-Type", media)
	if d.Date != "2022-01-12" {
		t.Errorf("without a date the document has %q, want the one that its text tells", d.Date)
	}
}

func TestDocument(t *testing.T) {
	p := open(t, book())
	office := p.login(t, "office")
	text := "样区召开创新突破年工作会议\n\n会议要求，各单位要加快项目建设，确保完成全年目标任务。\n"
	body, media := multipartOf(t, "file", "page.txt", []byte(text))
	var d api.Document
	office.want(422, "POST", "/documents?date=2023-13-01", body, nil, "Content-Type", media)
	office.want(422, "POST", "/documents?kind=poem", body, nil, "Content-Type", media)
	office.want(201, "POST", "/documents?kind=news&date=2023-11-14&title=t", body, &d, "Content-Type", media)
	if raw := office.want(200, "GET", "/documents/"+d.ID+"/original", nil, nil); raw.Body.String() != text || !strings.HasPrefix(raw.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("original: %q %v", raw.Body, raw.Header())
	}
	broken := strings.TrimSuffix(strings.TrimSpace(body), "--") + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.txt\"\r\n\r\nmore"
	broken = strings.Replace(broken, "创新突破年", "另一年", 1)
	office.want(413, "POST", "/documents", broken, nil, "Content-Type", media) // a second file: nothing of the first is kept
	var again api.Document
	office.want(201, "POST", "/documents?title=other", body, &again, "Content-Type", media)
	if again.ID != d.ID || d.Title != "t" {
		t.Errorf("the same text twice: %+v and %+v", d, again)
	}
	var list api.Page[api.Document]
	office.want(200, "GET", "/documents", nil, &list)
	var r api.Reading
	office.want(200, "POST", "/documents/"+d.ID+"/reading", nil, &r)
	if len(list.Items) != 1 || r.Text == "" || r.Told != nil {
		t.Errorf("documents %+v, text %q", list.Items, r.Text)
	}
	for _, f := range r.Facts {
		office.want(200, "POST", "/documents/"+d.ID+"/decisions", api.Decisions{Decisions: []api.Decision{{Fact: f.ID}}}, &r)
	}
	for _, f := range r.Facts {
		if f.State != "refused" {
			t.Errorf("fact %s is %s, want refused", f.Text, f.State)
		}
	}
	office.want(422, "POST", "/documents/"+d.ID+"/decisions", api.Decisions{Decisions: []api.Decision{{Fact: "none"}}}, nil)
	office.want(404, "GET", "/documents/none", nil, nil)
}

// A fact of a PDF says its page; a file that cannot be read is a fault of the field.
func TestDocumentOfPages(t *testing.T) {
	p := open(t, book())
	office := p.login(t, "office")
	page := pdftest.Page{Content: pdftest.Text(73, 700, 16, "样区召开工作会议")}
	body, media := multipartOf(t, "file", "会议.pdf", pdftest.Make(page, pdftest.Page{Content: pdftest.Text(73, 700, 16, "会议要求，要加快项目建设。")}))
	var d api.Document
	var r api.Reading
	office.want(201, "POST", "/documents", body, &d, "Content-Type", media)
	office.want(200, "POST", "/documents/"+d.ID+"/reading", nil, &r, "Accept-Language", "en")
	if n := len(r.Facts); n == 0 || r.Facts[n-1].Page == nil || *r.Facts[n-1].Page != (api.FactPage{Number: 2, Label: "page 2"}) {
		t.Errorf("reading of a PDF: %+v, want its last fact on page 2", r.Facts)
	}
	body, media = multipartOf(t, "file", "扫描.pdf", pdftest.Make(pdftest.Page{Content: pdftest.Picture(0, 0, 595, 842)}))
	if w := office.want(422, "POST", "/documents", body, nil, "Content-Type", media); !strings.Contains(w.Body.String(), `"pdf.scanned"`) || !strings.Contains(w.Body.String(), `"file"`) {
		t.Errorf("a scan is refused with %s, want pdf.scanned at file", w.Body)
	}
}

// Of a page on a programme that runs, what it has no room for is told fact by fact.
func TestDocumentOnAProgrammeThatRuns(t *testing.T) {
	b := book()
	programme := &b.Programmes[0]
	programme.Theme = "云溪攻坚年"
	p := open(t, b)
	office := p.login(t, "office")
	text := "区里部署三大行动\n□记者 王某某\n本报讯 今年初，全区确定“" + programme.Theme + "”，部署开展“三大行动”：强链行动、补链行动和延链行动。“三大行动”开局良好。\n"
	body, media := multipartOf(t, "file", "page.txt", []byte(text))
	var d api.Document
	office.want(201, "POST", fmt.Sprintf("/documents?date=%d-11-14", programme.StartYear), body, &d, "Content-Type", media)
	var r api.Reading
	office.want(200, "POST", "/documents/"+d.ID+"/reading", nil, &r)
	var all api.Decisions
	for _, f := range r.Facts {
		all.Decisions = append(all.Decisions, api.Decision{Fact: f.ID, Accept: true})
	}
	var got api.Decided
	office.want(200, "POST", "/documents/"+d.ID+"/decisions?lang=en", all, &got)
	states := map[string]int{}
	for _, f := range got.Facts {
		states[f.Kind+" "+f.State]++
	}
	if states["programme accepted"] != 1 || states["action proposed"] != 3 || len(got.Left) != 3 {
		t.Fatalf("facts %v, left %+v; want the programme accepted and three actions left", states, got.Left)
	}
	if x := got.Left[0]; x.Key != "document.programme-runs" || !strings.Contains(x.Detail, "is running: the action “强链行动” was not accepted") {
		t.Errorf("left %+v; want the reason in English", x)
	}
	if w := office.want(409, "POST", "/documents/"+d.ID+"/decisions", all, nil); strings.Count(w.Body.String(), "已启用") < 3 {
		t.Errorf("nothing can be accepted: %s; want a reason for each", w.Body)
	}
}

func TestProjectsAndUnits(t *testing.T) {
	p := open(t, book())
	c := p.login(t, "office")
	var projects api.Page[api.Project]
	c.want(200, "GET", "/projects", nil, &projects)
	if projects.Items == nil {
		t.Error("no projects: want an empty list, not null")
	}
	c.want(404, "GET", "/projects/P0001", nil, nil)
	var directives api.Page[api.Directive]
	c.want(200, "GET", "/directives", nil, &directives)
	if directives.Items == nil || directives.Next != "" {
		t.Errorf("directives: %+v, want an empty list", directives)
	}
	var units api.Page[api.Unit]
	c.want(200, "GET", "/units", nil, &units)
	if len(units.Items) != 5 || units.Items[0].Code != "QU" || units.Items[1].Parent != "QU" {
		t.Errorf("units: %+v", units.Items)
	}
	var actions api.BoardPage[api.Action]
	c.want(200, "GET", "/actions", nil, &actions)
	if len(actions.Items) != 1 || actions.Items[0].Code != "A01" {
		t.Errorf("actions: %+v", actions.Items)
	}
}
