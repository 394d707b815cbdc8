package web_test

import (
	"net/http"
	"slices"
	"testing"

	"tupo/internal/demo"
	"tupo/internal/plan"
)

// openRateOffice is the office in which the bureau's rate has the parks over the
// parking places that its sheet asks as its parts.
func openRateOffice(t *testing.T) *office {
	t.Helper()
	year := demo.New()
	all := year.Book.Indicators
	rate := slices.IndexFunc(all, func(x plan.Indicator) bool { return x.ID == "garbage" })
	all[rate].NumeratorOf, all[rate].Denominator, all[rate].Decimals = "park", "parking", 2
	return openOfficeOf(t, year)
}

// A rate is proposed from its parts, questioned when it is another, and stands beside
// what they give on the sheet, in the queue and on its target's page.
func TestRateOnTheSheet(t *testing.T) {
	o := openRateOffice(t)
	reporter, approver, verifier := o.login("reporter"), o.login("approver"), o.login("verifier2")
	form := reporter.filled("20", "4000", "")
	form.Set("do", "draft")
	reporter.upload(sheetPath, "", "", nil, form)
	page := reporter.get(sheetPath)
	page.want(t, "GET with both parts", http.StatusOK, `name="value.garbage.xq" value="0.5"`, "“口袋公园建设”20 处÷“新增公共停车泊位”4,000 个，计算为 0.50%")
	form = page.fields()
	form.Set("value.garbage.xq", "0.6")
	form.Set("do", "submit")
	got := reporter.upload(sheetPath, "", "", nil, form)
	got.want(t, "POST another rate", http.StatusUnprocessableEntity, "按“口袋公园建设”20 处÷“新增公共停车泊位”4,000 个计算为 0.50%，与所报的 0.60% 不符", `name="cause.garbage.xq"`)
	form = got.fields()
	form.Set("cause.garbage.xq", "scope")
	form.Set("answer.garbage.xq", "口径不同")
	form.Set("do", "submit")
	if got := reporter.upload(sheetPath, "file.garbage.xq", "说明.txt", []byte("说明"), form); got.status != http.StatusSeeOther {
		t.Fatalf("POST with an answer = %d: %.900s", got.status, got.text())
	}
	verdict := approver.get(sheetPath).fields()
	verdict.Set("do", "approve")
	if got := approver.post(sheetPath+"/verdict", verdict); got.status != http.StatusSeeOther {
		t.Fatalf("POST the approval = %d: %.600s", got.status, got.text())
	}
	verifier.get("/queue").want(t, "GET /queue", http.StatusOK, "这个数与分子、分母计算的结果不符：按“口袋公园建设”20 处÷“新增公共停车泊位”4,000 个计算为 0.50%。")
	verifier.get("/queue?lang=en").want(t, "GET /queue in English", http.StatusOK, "This figure is not what its parts give:", " is 0.50%.")
	for _, x := range demo.New().Book.Targets {
		if x.Indicator == "garbage" && x.Parent == "" {
			reporter.get("/targets/"+x.Code+"?period=2023-10").want(t, "GET the target of the rate", http.StatusOK, "分子", "分母", "按分子、分母计算",
				"“口袋公园建设”20 处÷“新增公共停车泊位”4,000 个", "按分子、分母为 0.50%")
			return
		}
	}
	t.Error("no target of the rate")
}
