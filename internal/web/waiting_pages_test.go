package web_test

import (
	"net/http"
	"strings"
	"testing"

	"tupo/internal/demo"
	"tupo/internal/plan"
)

// Where a programme counts verified figures only, a figure filed in time is not called
// unreported: every page says that it is filed, whose step it waits for, and how the
// target is taken meanwhile.
func TestFiledFigureThatWaitsIsNotCalledUnreported(t *testing.T) {
	year := demo.New()
	for i := range year.Book.Programmes {
		year.Book.Programmes[i].CountsFrom = plan.CountsVerified
	}
	o := openOfficeOf(t, year)
	reporter, approver, office, english := o.login("reporter"), o.login("approver"), o.login("office"), o.login("office")
	english.lang = "en"
	office.get("/targets/A08T5").want(t, "GET a target nobody filed", http.StatusOK, "的数逾期未报，按 0 计。")
	if got := reporter.upload(sheetPath, "", "", nil, reporter.filled("20", "4012", "93.1")); got.status != http.StatusSeeOther {
		t.Fatalf("POST = %d: %.400s", got.status, got.text())
	}
	target := office.get("/targets/A08T5")
	target.want(t, "GET the target", http.StatusOK, "已报未计", "2023年10月的数已报，待审核，计入前按 0 计。")
	if text := target.text(); strings.Contains(text, "逾期未报") {
		t.Errorf("GET the target calls a filed figure unreported: %.600s", text)
	}
	office.get("/actions/A08").want(t, "GET its action", http.StatusOK, "已报未计 3 口袋公园建设、新增公共停车泊位、生活垃圾分类达标率", "○ 已报未计")
	english.get("/actions/A08").want(t, "GET its action in English", http.StatusOK, "Not counted yet 3 Pocket parks built", "○ not counted yet")
	english.get("/gaps").want(t, "GET /gaps in English", http.StatusOK, "3 filed and not counted yet", "to approve ○ not counted yet")
	english.get("/targets/A08T5").want(t, "GET the target in English", http.StatusOK, "is filed and waits for approval; until it counts, it is taken as 0.")
	office.get("/gaps").want(t, "GET /gaps", http.StatusOK, "3 项已报未计", "待城市管理局审核 ○ 已报未计")

	form := approver.get(sheetPath).fields()
	form.Set("do", "approve")
	if got := approver.post(sheetPath+"/verdict", form); got.status != http.StatusSeeOther {
		t.Fatalf("POST approve = %d: %.400s", got.status, got.text())
	}
	office.get("/targets/A08T5").want(t, "GET the approved target", http.StatusOK, "2023年10月的数已报，待核实，核实前按 0 计。")
	office.get("/gaps").want(t, "GET /gaps of approved figures", http.StatusOK, "待督查室核实 ○ 已报未计")
}
