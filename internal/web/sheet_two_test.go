package web_test

import (
	"net/http"
	"strings"
	"testing"

	"tupo/internal/demo"
)

// twoReporters are two people with the same sheet open.
func twoReporters(o *office) (first, second *reader) { return o.login("reporter"), o.login("cgj-r") }

// firstTask is the input name of what was done on the sheet's first task.
func firstTask(t *testing.T, o *office) string {
	t.Helper()
	for _, x := range demo.New().Book.Tasks {
		if x.Lead == "cgj" {
			return string(x.ID)
		}
	}
	t.Fatal("the bureau leads no task")
	return ""
}

// Whoever files second sees both filings side by side and chooses line by line.
// The page said “check and submit again”, showed nothing of the other's figures, and
// a text left blank wiped the other's.
func TestTwoPeopleFileTheSameSheet(t *testing.T) {
	o := openOffice(t)
	first, second := twoReporters(o)
	task := firstTask(t, o)
	theirs, mine := first.filled("20", "4012", "93.1"), second.filled("21", "4,012", "93.1")
	theirs.Set("done."+task, "完成两处选址")
	theirs.Set("note", "市里催得紧")
	theirs.Set("remark.park.xq", "含一处改建")
	if got := first.upload(sheetPath, "", "", nil, theirs); got.status != http.StatusSeeOther {
		t.Fatalf("POST by the first = %d: %.600s", got.status, got.text())
	}
	filed := o.seq()

	both := second.upload(sheetPath, "", "", nil, mine)
	both.want(t, "POST by the second", http.StatusConflict, "城市管理局填报岗", "第 1 版", "4 处与已提交的不同", "20 处", "21 处", "完成两处选址", "市里催得紧", "含一处改建", "（空白）")
	if strings.Contains(both.body, `name="pick.value.parking.xq"`) {
		t.Error("4,012 beside 4012 is shown as a difference")
	}
	form := both.fields()
	if form.Get("pick.done."+task) != "theirs" || form.Get("pick.value.park.xq") != "" {
		t.Errorf("choices made beforehand: text left blank %q, figure %q, want theirs and none", form.Get("pick.done."+task), form.Get("pick.value.park.xq"))
	}

	// Undecided, nothing is filed, not even on a second submission; and the draft remembers.
	form.Set("do", "submit")
	second.upload(sheetPath, "", "", nil, form).want(t, "POST undecided", http.StatusConflict, "请选择采用哪一个", `href="#c-value.park.xq"`)
	second.get(sheetPath).want(t, "GET after it", http.StatusOK, "1 处与已提交的不同", `value="21"`)
	if o.seq() != filed {
		t.Errorf("undecided filings moved the ledger from %d to %d", filed, o.seq())
	}

	form.Set("pick.value.park.xq", "mine")
	form.Set("pick.note", "mine")
	form.Set("note", "已与前一位核对")
	if got := second.upload(sheetPath, "", "", nil, form); got.status != http.StatusSeeOther {
		t.Fatalf("POST decided = %d: %.900s", got.status, got.text())
	}
	second.get(sheetPath).want(t, "GET the outcome", http.StatusOK, `value="21"`, `value="4012"`, "完成两处选址", `value="含一处改建"`, "已与前一位核对", "第 2 版")
}

// A draft from before another's filing is not lost: it is told of and compared.
func TestDraftOvertakenByAnother(t *testing.T) {
	o := openOffice(t)
	first, second := twoReporters(o)
	draft := second.filled("22", "4012", "93.1")
	draft.Set("do", "draft")
	second.upload(sheetPath, "", "", nil, draft)
	if got := first.upload(sheetPath, "", "", nil, first.filled("20", "4012", "93.1")); got.status != http.StatusSeeOther {
		t.Fatalf("POST by the first = %d", got.status)
	}
	second.get(sheetPath).want(t, "GET with an overtaken draft", http.StatusOK, `value="20"`, "此后已有人提交第 1 版", sheetPath+"?draft=1")
	second.get(sheetPath+"?draft=1").want(t, "GET the overtaken draft", http.StatusOK, `value="22"`, "1 处与已提交的不同", `name="pick.value.park.xq"`)
	if page := first.get(sheetPath + "?draft=1"); strings.Contains(page.body, "pick.value") {
		t.Error("GET ?draft=1 without a draft compares something")
	}
}

// The hint under a cell is the step of what stands in it, not of what another filed.
func TestHintUnderTheCellIsOfTheTypedFigure(t *testing.T) {
	o := openOffice(t)
	o.filePrevious(t, "18")
	first, second := twoReporters(o)
	mine := second.filled("21", "4012", "93.1")
	if got := first.upload(sheetPath, "", "", nil, first.filled("20", "4012", "93.1")); got.status != http.StatusSeeOther {
		t.Fatalf("POST by the first = %d: %.600s", got.status, got.text())
	}
	second.upload(sheetPath, "", "", nil, mine).want(t, "POST by the second", http.StatusConflict, `<span class="note">&#43;3</span>`)
}

// filePrevious files last month's parks as the operator does.
func (o *office) filePrevious(t *testing.T, parks string) {
	t.Helper()
	r := o.login("reporter")
	page := r.get("/sheets/CGJ/2023-09")
	form := page.fields()
	form.Set("value.park.xq", parks)
	form.Set("value.parking.xq", "3900")
	form.Set("value.garbage.xq", "93")
	form.Set("do", "submit")
	if got := r.upload("/sheets/CGJ/2023-09", "", "", nil, form); got.status != http.StatusSeeOther {
		t.Fatalf("POST September = %d: %.600s", got.status, got.text())
	}
}

// A draft may be wrong: it is kept as typed, and each cell that is no figure says so.
func TestDraftSaysWhatIsNoFigure(t *testing.T) {
	o := openOffice(t)
	r := o.login("reporter")
	form := r.filled("一亿", "1e9", "=1+1")
	form.Set("do", "draft")
	saved := r.upload(sheetPath, "", "", nil, form)
	if saved.status != http.StatusSeeOther {
		t.Fatalf("POST draft = %d", saved.status)
	}
	r.get(sheetPath).want(t, "GET after the draft", http.StatusOK, "3 个数读不出", `value="一亿"`, "“一亿”不是数", "“1e9”不是数", "“=1&#43;1”不是数")
	form.Set("value.park.xq", "20")
	form.Set("value.garbage.xq", "93😀")
	r.upload(sheetPath, "", "", nil, form)
	r.get(sheetPath).want(t, "GET after the next draft", http.StatusOK, "2 个数读不出", "“93😀”不是数")
}

// What was typed into a submission that failed is there when the page is opened anew.
func TestFailedSubmissionIsKeptAsDraft(t *testing.T) {
	o := openOffice(t)
	r := o.login("reporter")
	form := r.filled("20", "4012x", "93.1")
	form.Set("note", "月底补报")
	before := o.seq()
	r.upload(sheetPath, "file.park.xq", "台账.txt", []byte("台账"), form).want(t, "POST", http.StatusUnprocessableEntity, "“4012x”不是数")
	r.get(sheetPath).want(t, "GET anew", http.StatusOK, `value="4012x"`, "月底补报", "台账.txt", "存的草稿")
	if now := o.seq(); now != before+1 { // the file alone
		t.Errorf("a failed submission moved the ledger from %d to %d, want the file's entry", before, now)
	}
	if got := r.get("/sheets"); !strings.Contains(got.text(), "草稿") {
		t.Error("GET /sheets does not tell of the draft")
	}
}

// The hash is of what was approved, and a line waits for its own unit first.
func TestSubmittedSheetIsNotYetApproved(t *testing.T) {
	o := openOffice(t)
	r, a := o.login("reporter"), o.login("approver")
	if got := r.upload(sheetPath, "", "", nil, r.filled("20", "4012", "93.1")); got.status != http.StatusSeeOther {
		t.Fatalf("POST = %d", got.status)
	}
	page := r.get(sheetPath)
	page.want(t, "GET the submitted sheet", http.StatusOK, "待审核")
	if strings.Contains(page.text(), "审核所确认内容") || strings.Contains(page.text(), "待核实") {
		t.Error("a sheet that nobody approved prints the approved content's hash or waits for its verifier")
	}
	form := a.get(sheetPath).fields()
	form.Set("do", "approve")
	a.post(sheetPath+"/verdict", form)
	r.get(sheetPath).want(t, "GET the approved sheet", http.StatusOK, "审核所确认内容", "已审核")
}

// The reason of a correction is asked for where something is corrected.
func TestReasonIsAskedOfCorrections(t *testing.T) {
	o := openOffice(t)
	r, a, verifier := o.login("reporter"), o.login("approver"), o.login("verifier2")
	if page := r.get(sheetPath); strings.Contains(page.text(), "更正理由") || strings.Contains(page.text(), "第 1 版") {
		t.Error("a sheet that was never filed asks for the reason of a correction, or has a first revision")
	}
	r.upload(sheetPath, "", "", nil, r.filled("20", "4012", "93.1"))
	form := a.get(sheetPath).fields()
	form.Set("do", "approve")
	a.post(sheetPath+"/verdict", form)
	judge := func(do, line, reason string) {
		t.Helper()
		queue := verifier.get("/queue").fields()
		if got := verifier.post("/queue", map[string][]string{"report": {queue.Get("report")}, "do": {do}, "method": {"full"}, line: {"1"}, "reason": {reason}}); got.status != http.StatusSeeOther {
			t.Fatalf("POST /queue %s %s = %d: %.400s", do, line, got.status, got.text())
		}
	}
	judge("verify", "line.parking.xq", "")
	judge("return", "line.park.xq", "名单不全")
	page := r.get(sheetPath)
	page.want(t, "GET with a returned line", http.StatusOK, "退回：名单不全", "退回 1 个数", "核实 1 个数")
	if strings.Contains(page.text(), "更正理由") {
		t.Error("mending a returned line is asked the reason of a correction")
	}
	// Changing the verified line is one.
	form = page.fields()
	form.Set("do", "submit")
	form.Set("value.park.xq", "19")
	form.Set("value.parking.xq", "4013")
	r.upload(sheetPath, "", "", nil, form).want(t, "POST a change of the verified line", http.StatusUnprocessableEntity, "更正理由", `href="#f-reason"`)
	form.Set("value.parking.xq", "4012")
	if got := r.upload(sheetPath, "", "", nil, form); got.status != http.StatusSeeOther {
		t.Errorf("POST the mended line = %d: %.500s", got.status, got.text())
	}
}
