package web_test

import (
	"bytes"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/demo"
)

// sheetPath is the bureau's sheet of October; it asks three figures.
const sheetPath = "/sheets/CGJ/2023-10"

// filled is the sheet's form with three figures.
func (r *reader) filled(park, parking, garbage string) url.Values {
	r.t.Helper()
	page := r.get(sheetPath)
	page.want(r.t, "GET "+sheetPath, http.StatusOK, "城市管理局", "口袋公园建设", "新增公共停车泊位", "生活垃圾分类达标率")
	form := page.fields()
	form.Set("value.park.xq", park)
	form.Set("value.parking.xq", parking)
	form.Set("value.garbage.xq", garbage)
	form.Set("do", "submit")
	return form
}

func (o *office) seq() core.Seq {
	o.t.Helper()
	stamp, err := o.app.Stamp(o.t.Context(), demo.District, 0)
	if err != nil {
		o.t.Fatal(err)
	}
	return stamp.Head.Seq
}

// The month as three people walk it: draft, wrong figures, filing, approval,
// verification.
func TestSheetFromDraftToVerified(t *testing.T) {
	o := openOffice(t)
	reporter, approver, verifier := o.login("reporter"), o.login("approver"), o.login("verifier2")
	reporter.get("/sheets").want(t, "GET /sheets", http.StatusOK, "城市管理局", "逾期未交", "3 个数")
	if other := reporter.get("/sheets"); strings.Contains(other.text(), "教育和体育局") {
		t.Error("GET /sheets as a reporter lists another unit")
	}
	form := reporter.filled("２０", "4,0x0", "93.1")
	form.Set("do", "draft")
	before := o.seq()
	reporter.post(sheetPath, form).want(t, "POST draft, urlencoded", http.StatusUnsupportedMediaType)
	if got := reporter.upload(sheetPath, "", "", nil, form); got.status != http.StatusSeeOther || o.seq() != before {
		t.Fatalf("POST draft = %d, ledger %d → %d, want 303 and no entry: %.500s", got.status, before, o.seq(), got.text())
	}
	reporter.get(sheetPath).want(t, "GET after the draft", http.StatusOK, "草稿已保存", `value="２０"`, `value="4,0x0"`)

	form.Set("do", "submit")
	form.Set("remark.park.xq", "含两处改建")
	form.Set("note", "第一行\n第二行")
	wrong := reporter.upload(sheetPath, "file.park.xq", "公园 台账.xlsx", []byte("台账"), form)
	wrong.want(t, "POST with a wrong figure", http.StatusUnprocessableEntity, "“4,0x0”不是数", `href="#f-value.parking.xq"`, `value="4,0x0"`, `value="２０"`,
		`value="含两处改建"`, "第一行", "公园 台账.xlsx", "已上传，提交后附上")
	again := wrong.fields()
	if again.Get("kept-line.park.xq") == "" || again.Get("key") != form.Get("key") {
		t.Fatalf("form after a fault: kept file %q, key %q, want the file and the key %q", again.Get("kept-line.park.xq"), again.Get("key"), form.Get("key"))
	}
	again.Set("value.parking.xq", "4,012")
	again.Set("do", "submit")
	if got := reporter.upload(sheetPath, "file", "盖章件.pdf", []byte("%PDF"), again); got.status != http.StatusSeeOther {
		t.Fatalf("POST the mended sheet = %d: %.600s", got.status, got.text())
	}
	filed := o.seq()
	if got := reporter.upload(sheetPath, "file", "盖章件.pdf", []byte("%PDF"), again); got.status != http.StatusSeeOther || o.seq() != filed {
		t.Errorf("POST the same form twice = %d, ledger %d → %d, want 303 and no entry", got.status, filed, o.seq())
	}
	back := maps.Clone(again)
	back.Set("value.parking.xq", "4,013")
	if got := reporter.upload(sheetPath, "file", "盖章件.pdf", []byte("%PDF"), back); got.status != http.StatusConflict || o.seq() != filed || !strings.Contains(got.text(), "已经提交过") {
		t.Errorf("POST a changed form that was filed before = %d, ledger %d → %d, want 409 and no entry: %.300s", got.status, filed, o.seq(), got.text())
	}
	reporter.get(sheetPath).want(t, "GET after filing", http.StatusOK, "已提交", "盖章件.pdf", "公园 台账.xlsx", "填报人", "单位（盖章）")
	if mine := reporter.get(sheetPath); strings.Contains(mine.body, "/verdict") {
		t.Error("the reporter is offered the approval of the own sheet")
	}
	reporter.post(sheetPath+"/verdict", url.Values{"do": {"approve"}, "report": {"x"}}).want(t, "POST verdict as reporter", http.StatusForbidden)

	page := approver.get(sheetPath)
	page.want(t, "GET as approver", http.StatusOK, "审核本表", "20", "4,012")
	form = page.fields()
	stale := url.Values{"do": {"approve"}, "report": {form.Get("report")}, "hash": {strings.Repeat("0", 64)}}
	approver.post(sheetPath+"/verdict", stale).want(t, "POST verdict on other content", http.StatusConflict, "在您查看后有改动")
	approver.post(sheetPath+"/verdict", url.Values{"do": {"return"}, "report": {form.Get("report")}}).want(t, "POST return without a reason", http.StatusUnprocessableEntity, "请写明理由")
	// A newcomer found that the address of any sheet approved the report named in the body.
	other := strings.Replace(sheetPath, "2023-10", "2023-09", 1)
	for _, do := range []string{"approve", "return"} {
		form.Set("do", do)
		form.Set("reason", "x")
		approver.post(other+"/verdict", form).want(t, "POST "+do+" under another sheet's address", http.StatusUnprocessableEntity, "所审报表不是这张表")
	}
	form.Set("do", "approve")
	if got := approver.post(sheetPath+"/verdict", form); got.status != http.StatusSeeOther || got.location != sheetPath {
		t.Fatalf("POST approve = %d to %q: %.400s", got.status, got.location, got.text())
	}

	queue := verifier.get("/queue")
	queue.want(t, "GET /queue", http.StatusOK, "3 个数待核实", "城市管理局", "口袋公园建设")
	choice := url.Values{"report": {queue.fields().Get("report")}, "do": {"return"}, "method": {"full"}, "line.park.xq": {"1"}}
	verifier.post("/queue", choice).want(t, "POST return without a reason", http.StatusUnprocessableEntity, "请写明理由")
	verifier.post("/queue", url.Values{"report": choice["report"], "do": {"verify"}, "method": {"full"}}).want(t, "POST verify nothing", http.StatusUnprocessableEntity, "请至少勾选一个数")
	choice.Set("do", "verify")
	choice.Set("line.parking.xq", "1")
	choice.Set("line.garbage.xq", "1")
	if got := verifier.post("/queue", choice); got.status != http.StatusSeeOther {
		t.Fatalf("POST verify = %d: %.400s", got.status, got.text())
	}
	verifier.post("/queue", choice).want(t, "POST verify again", http.StatusConflict)
	reporter.get("/sheets?state=verified").want(t, "GET /sheets?state=verified", http.StatusOK, "已核实")
	reporter.get(sheetPath).want(t, "GET the verified sheet", http.StatusOK, "已核实", "核实 3 个数（全数核实）", "更正理由")
	verifier.get(sheetPath).want(t, "GET the sheet as its verifier", http.StatusOK, "口袋公园建设")
}

func TestEvidenceIsServedToWhoMaySeeIt(t *testing.T) {
	o := openOffice(t)
	reporter := o.login("reporter")
	form := reporter.filled("20", "4012", "93.1")
	content := []byte("<script>alert(1)</script>")
	if got := reporter.upload(sheetPath, "file.park.xq", "x.html", content, form); got.status != http.StatusSeeOther {
		t.Fatalf("POST = %d: %.400s", got.status, got.text())
	}
	page := reporter.get(sheetPath).body
	at := strings.Index(page, "/evidence/")
	if at < 0 {
		t.Fatal("the sheet shows no evidence")
	}
	path := page[at : at+len("/evidence/")+64]
	for _, login := range []string{"reporter", "approver", "verifier2", "office", "leader"} {
		got := o.login(login).get(path)
		if got.status != http.StatusOK || got.body != string(content) || !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") ||
			!strings.Contains(got.header.Get("Content-Security-Policy"), "sandbox") || strings.Contains(got.header.Get("Content-Type"), "html") {
			t.Errorf("GET evidence as %s = %d %v, want an attachment in a sandbox", login, got.status, got.header)
		}
	}
	for _, login := range []string{"jtj-r", "verifier"} {
		o.login(login).get(path).want(t, "GET evidence as "+login, http.StatusNotFound)
	}
	o.login("jtj-r").get("/evidence/"+strings.Repeat("0", 64)).want(t, "GET evidence that is not there", http.StatusNotFound)
}

// A file over the limit is refused by name, and what was typed stays.
func TestTooLargeEvidenceCostsNothingElse(t *testing.T) {
	o := openOffice(t)
	reporter := o.login("reporter")
	form := reporter.filled("20", "4012", "93.1")
	before := o.seq()
	got := reporter.upload(sheetPath, "file.garbage.xq", "大.bin", bytes.Repeat([]byte("x"), app.MaxEvidence+1), form)
	got.want(t, "POST a file of 50 MB and a byte", http.StatusRequestEntityTooLarge, "大.bin", "50 MB", `value="4012"`)
	if o.seq() != before {
		t.Errorf("a refused file moved the ledger from %d to %d", before, o.seq())
	}
	reporter.upload(sheetPath, "file.garbage.xq", "空.txt", nil, form).want(t, "POST an empty file", http.StatusUnprocessableEntity, "文件是空的", `value="4012"`)
}

func TestQuestionIsAnsweredBesideTheFigure(t *testing.T) {
	o := openOffice(t)
	reporter, approver, verifier := o.login("reporter"), o.login("approver"), o.login("verifier2")
	form := reporter.filled("26", "4012", "93.1") // the year's target, to the last park
	asked := reporter.upload(sheetPath, "", "", nil, form)
	asked.want(t, "POST a figure that equals its target", http.StatusUnprocessableEntity, "分毫不差", `name="cause.park.xq"`, `name="answer.park.xq"`, `name="file.park.xq"`, "几个月的工作集中结算")
	form = asked.fields()
	form.Set("do", "submit")
	form.Set("cause.park.xq", "batch")
	form.Set("answer.park.xq", "十月集中验收六处")
	half := reporter.upload(sheetPath, "", "", nil, form)
	half.want(t, "POST an answer without a file", http.StatusUnprocessableEntity, "十月集中验收六处", `<option value="batch" selected>`)
	if got := reporter.upload(sheetPath, "file.park.xq", "验收.pdf", []byte("验收"), form); got.status != http.StatusSeeOther {
		t.Fatalf("POST the answer with its file = %d: %.500s", got.status, got.text())
	}
	reporter.get(sheetPath).want(t, "GET the held figure", http.StatusOK, "已说明，待核实单位采纳", "十月集中验收六处", "验收.pdf")
	form = approver.get(sheetPath).fields()
	form.Set("do", "approve")
	approver.post(sheetPath+"/verdict", form)
	queue := verifier.get("/queue")
	queue.want(t, "GET /queue", http.StatusOK, "其中 1 个有疑问", "十月集中验收六处", `id="questions"`, "采纳并核实")
	deed := url.Values{"report": {queue.fields().Get("report")}, "line.park.xq": {"1"}, "do": {"refuse"}}
	verifier.post("/queue", deed).want(t, "POST refuse without a reason", http.StatusUnprocessableEntity, "请写明理由")
	deed.Set("do", "accept")
	if got := verifier.post("/queue", deed); got.status != http.StatusSeeOther {
		t.Fatalf("POST accept = %d: %.400s", got.status, got.text())
	}
	reporter.get(sheetPath).want(t, "GET the accepted figure", http.StatusOK, "说明已采纳")
}

// A newer figure in question does not hide behind the older one that counts.
func TestNewerFigureInQuestionIsNamed(t *testing.T) {
	o := openOffice(t)
	reporter, verifier := o.login("reporter"), o.login("verifier2")
	if got := reporter.upload(sheetPath, "", "", nil, reporter.filled("20", "4012", "93.1")); got.status != http.StatusSeeOther {
		t.Fatalf("POST = %d: %.400s", got.status, got.text())
	}
	if text := verifier.get("/targets/A08T5").text(); strings.Contains(text, "存疑") {
		t.Error("GET /targets/A08T5 with one figure names a newer one in question")
	}
	form := reporter.filled("26", "4012", "93.1")
	form.Set("cause.park.xq", "batch")
	form.Set("answer.park.xq", "十月集中验收六处")
	form.Set("reason", "补报")
	if got := reporter.upload(sheetPath, "file.park.xq", "验收.pdf", []byte("验收"), form); got.status != http.StatusSeeOther {
		t.Fatalf("POST the newer figure = %d: %.400s", got.status, got.text())
	}
	verifier.get("/targets/A08T5").want(t, "GET the target", http.StatusOK, "完成 20 处 未核实 · 另有新报数存疑", "2023年10月另有新报的数，有疑问待核实单位采纳")
	verifier.get("/actions/A08").want(t, "GET its action", http.StatusOK, "20 未核实 · 另有新报数存疑")
}

func TestLockReopenCorrect(t *testing.T) {
	o := openOffice(t)
	reporter, first, second := o.login("reporter"), o.login("office"), o.login("office2")
	if got := reporter.upload(sheetPath, "", "", nil, reporter.filled("20", "4012", "93.1")); got.status != http.StatusSeeOther {
		t.Fatalf("POST = %d: %.400s", got.status, got.text())
	}
	reporter.post("/periods/lock", url.Values{"period": {"2023-10"}}).want(t, "POST lock as reporter", http.StatusForbidden)
	first.get("/periods").want(t, "GET /periods", http.StatusOK, "2023年10月", "/periods/lock?period=2023-10")
	first.post("/periods/lock", url.Values{"period": {"2023-11"}}).want(t, "POST lock of a month not over", http.StatusUnprocessableEntity, "还没有过完")
	first.get("/periods/lock?period=2023-10").want(t, "GET lock", http.StatusOK, "不能撤销", "逾期未交", "仍要锁定", `href="/sheets/CGJ/2023-10"`, "教育和体育局")
	first.post("/periods/lock", url.Values{"period": {"2023-10"}}).want(t, "POST lock unticked", http.StatusUnprocessableEntity, "请勾选确认", `href="#f-anyway"`)
	if got := first.post("/periods/lock", url.Values{"period": {"2023-10"}, "anyway": {"1"}}); got.status != http.StatusSeeOther {
		t.Fatalf("POST lock = %d: %.400s", got.status, got.text())
	}
	locked := reporter.get(sheetPath)
	locked.want(t, "GET the locked sheet", http.StatusOK, "本月已锁定", "/periods/reopenings/new?unit=CGJ")
	if strings.Contains(locked.body, `name="value.park.xq"`) {
		t.Error("the locked sheet has inputs")
	}
	late := url.Values{"do": {"submit"}, "value.park.xq": {"22"}, "value.parking.xq": {"4012"}, "value.garbage.xq": {"93.1"}, "seen": {"1"}, "reason": {"漏报一处"}}
	reporter.upload(sheetPath, "", "", nil, late).want(t, "POST into a locked month", http.StatusConflict, "已锁定", `value="22"`)
	ask := url.Values{"unit": {"CGJ"}, "period": {"2023-10"}}
	reporter.post("/periods/reopenings", ask).want(t, "POST reopening without a reason", http.StatusUnprocessableEntity, "请写明理由")
	ask.Set("reason", "漏报一处公园")
	if got := reporter.post("/periods/reopenings", ask); got.status != http.StatusSeeOther {
		t.Fatalf("POST reopening = %d: %.400s", got.status, got.text())
	}
	page := first.get("/periods").body
	at := strings.Index(page, "/periods/reopenings/")
	path, _, _ := strings.Cut(page[at:], `"`)
	first.get(path).want(t, "GET a reopening", http.StatusOK, "漏报一处公园", `id="agree"`, `id="refuse"`)
	first.post(path, url.Values{"do": {"refuse"}}).want(t, "POST refuse without a reason", http.StatusUnprocessableEntity, "请写明理由", `href="#f-reason"`)
	if got := first.post(path, url.Values{"do": {"agree"}}); got.status != http.StatusSeeOther {
		t.Fatalf("POST agree = %d: %.400s", got.status, got.text())
	}
	again := first.get(path)
	again.want(t, "GET a reopening that one has agreed to", http.StatusOK, "一人已同意", "不由您决定")
	if strings.Contains(again.body, `value="agree"`) || strings.Contains(first.get("/periods").text(), "同意或拒绝") {
		t.Error("whoever has agreed is offered to agree again")
	}
	first.post(path, url.Values{"do": {"agree"}}).want(t, "POST agree twice", http.StatusForbidden, "须由另一人同意")
	reporter.post(path, url.Values{"do": {"agree"}}).want(t, "POST agree as the asker", http.StatusForbidden)
	if got := second.post(path, url.Values{"do": {"agree"}}); got.status != http.StatusSeeOther {
		t.Fatalf("POST agree by the second = %d: %.400s", got.status, got.text())
	}
	form := o.login("cgj-r").filled("22", "4012", "93.1")
	if reason, asked := form["reason"]; !asked || reason[0] != "" {
		t.Errorf("reason of the correction = %q, want it asked for and left blank: the reopening's reason is another", reason)
	}
	reporter.get(sheetPath).want(t, "GET the reopened sheet", http.StatusOK, "申请重新打开时的理由：漏报一处公园")
	form = reporter.filled("22", "4012", "93.1")
	if form.Get("reason") != "漏报一处" {
		t.Errorf("reason of the correction = %q, want what was typed before", form.Get("reason"))
	}
	if got := reporter.upload(sheetPath, "", "", nil, form); got.status != http.StatusSeeOther {
		t.Fatalf("POST the correction = %d: %.600s", got.status, got.text())
	}
	second.get("/periods").want(t, "GET /periods after the correction", http.StatusOK, "已更正")
	reporter.get(sheetPath).want(t, "GET after the correction", http.StatusOK, "第 2 版", "本月已锁定")
}

func TestOfficialEntryAndReconciliation(t *testing.T) {
	o := openOffice(t)
	reporter, verifier := o.login("reporter"), o.login("verifier2")
	if got := reporter.upload(sheetPath, "", "", nil, reporter.filled("20", "4012", "93.1")); got.status != http.StatusSeeOther {
		t.Fatalf("POST = %d: %.400s", got.status, got.text())
	}
	reporter.get("/official").want(t, "GET /official as reporter", http.StatusForbidden)
	page := verifier.get("/official?period=2023-10")
	page.want(t, "GET /official", http.StatusOK, "口袋公园建设", "data-grid")
	form := page.fields()
	form.Set("value.park.xq", "二十")
	form.Set("released", "2023-11-31")
	verifier.post("/official", form).want(t, "POST without a source", http.StatusUnprocessableEntity, "请填写", `value="二十"`)
	form.Set("source", "10月城市管理统计")
	verifier.post("/official", form).want(t, "POST a wrong day and figure", http.StatusUnprocessableEntity, "“2023-11-31”不是日期", "“二十”不是数", `value="二十"`)
	form.Set("released", "2023-11-13")
	form.Set("value.park.xq", "19")
	if got := verifier.post("/official", form); got.status != http.StatusSeeOther {
		t.Fatalf("POST /official = %d: %.500s", got.status, got.text())
	}
	verifier.get("/official?period=2023-10").want(t, "GET /official after", http.StatusOK, "19 初步数")
	office := o.login("office")
	rec := office.get("/reconciliation?period=2023-10")
	rec.want(t, "GET /reconciliation", http.StatusOK, "1 项不同", "口袋公园建设", "+1")
	form = rec.fields()
	office.post("/reconciliation", form).want(t, "POST an unchanged reconciliation", http.StatusSeeOther)
	form.Set("why.park.xq", "一处未验收")
	office.post("/reconciliation", form).want(t, "POST a note without a cause", http.StatusUnprocessableEntity, "请选择原因", "一处未验收")
	form.Set("cause.park.xq", "late-entry")
	if got := office.post("/reconciliation", form); got.status != http.StatusSeeOther {
		t.Fatalf("POST /reconciliation = %d: %.400s", got.status, got.text())
	}
	office.get("/reconciliation?period=2023-10").want(t, "GET /reconciliation after", http.StatusOK, `<option value="late-entry" selected>`)
	reporter.get("/reconciliation?period=2023-10").want(t, "GET /reconciliation as reporter", http.StatusOK, "入库或报送滞后", "一处未验收")
	reporter.post("/reconciliation", form).want(t, "POST /reconciliation as reporter", http.StatusForbidden)
}

// Nothing is told apart: a sheet that may not be seen is as missing as none.
func TestSheetsHide(t *testing.T) {
	o := openOffice(t)
	reporter := o.login("reporter")
	hidden, none := reporter.get("/sheets/JTJ/2023-10"), reporter.get("/sheets/NONE/2023-10")
	hidden.want(t, "GET another unit's sheet", http.StatusNotFound)
	none.want(t, "GET no unit's sheet", http.StatusNotFound)
	reporter.get("/sheets/CGJ/2023-13").want(t, "GET a malformed month", http.StatusNotFound)
	reporter.get("/sheets/CGJ/2023-Q3").want(t, "GET a quarter", http.StatusNotFound)
	reporter.get("/sheets?period=2023-13").want(t, "GET /sheets of a malformed month", http.StatusUnprocessableEntity)
	reporter.upload("/sheets/JTJ/2023-10", "", "", nil, url.Values{"do": {"submit"}}).want(t, "POST another unit's sheet", http.StatusNotFound)
	o.login("sysadmin").get("/sheets").want(t, "GET /sheets as system administrator", http.StatusForbidden)
	o.login("office").get("/queue").want(t, "GET /queue as office", http.StatusForbidden)
}

// The English pages speak English and name the unit in which figures are filed.
func TestSheetPagesInEnglish(t *testing.T) {
	o := openOffice(t)
	for login, paths := range map[string][]string{
		"reporter": {"/sheets", sheetPath, "/periods", "/reconciliation"}, "kjj-r": {"/sheets/KJJ/2023-10"},
		"verifier": {"/queue", "/official"}, "office": {"/sheets?state=missing", "/periods/lock?period=2023-10"},
	} {
		r := o.login(login)
		r.lang = "en"
		for _, path := range paths {
			r.get(path).want(t, "GET "+path+" in English", http.StatusOK)
		}
	}
	r := o.login("kjj-r")
	r.lang = "en"
	r.get("/sheets/KJJ/2023-10").want(t, "GET the science bureau’s sheet in English", http.StatusOK, "bn yuan")
}

// A sheet of a month that has not ended says so: it is filed all the same.
func TestSheetOfTheRunningMonthSaysSo(t *testing.T) {
	o := openOffice(t)
	reporter := o.login("reporter")
	const so = "这是截至目前的数"
	if over := reporter.get(sheetPath); strings.Contains(over.text(), so) {
		t.Error("the sheet of a month that is over speaks of so far")
	}
	reporter.get(strings.Replace(sheetPath, "2023-10", "2023-11", 1)).want(t, "GET the running month's sheet", http.StatusOK, "2023年11月还没有结束", so)
}
