package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/plan"
)

// openAnswerOffice is the office in which the bureau's third figure is a yes or a no.
func openAnswerOffice(t *testing.T) (o *office, target plan.Target) {
	t.Helper()
	year := demo.New()
	all := year.Book.Indicators
	x := &all[slices.IndexFunc(all, func(x plan.Indicator) bool { return x.ID == "garbage" })]
	x.Unit, x.Display, x.Decimals, x.Accumulation = "项", "项", 0, plan.YesNo
	for i := range year.Book.Targets {
		if y := &year.Book.Targets[i]; y.Indicator == x.ID {
			y.Value, y.Original, y.Floor, y.Stretch, y.Shape = core.Whole(1), core.Whole(1), core.Quantity{}, core.Quantity{}, plan.Typed
			year.Book.Points = append(year.Book.Points, plan.Point{Target: y.ID, Period: "2023-10", Planned: core.Whole(1)}, plan.Point{Target: y.ID, Period: "2023-12", Planned: core.Whole(1)})
			if y.Parent == "" {
				target = *y
			}
		}
	}
	return openOfficeOf(t, year), target
}

// A yes or a no is chosen on the sheet and shown as a word wherever the figure is.
func TestAnswersOnPages(t *testing.T) {
	o, target := openAnswerOffice(t)
	reporter, approver, verifier, office := o.login("reporter"), o.login("approver"), o.login("verifier2"), o.login("office")
	reporter.get(sheetPath+"?lang=en").want(t, "GET the sheet in English", http.StatusOK, `<option value="1">Yes</option>`, `<option value="0">No</option>`, "Yes/No")
	reporter.get(sheetPath+"?lang=zh").want(t, "GET the sheet", http.StatusOK, `<select id="f-value.garbage.xq"`, `<option value="1">是</option>`, `<option value="0">否</option>`, "是/否")
	form := reporter.filled("20", "4000", "2")
	got := reporter.upload(sheetPath, "", "", nil, form)
	got.want(t, "POST neither yes nor no", http.StatusUnprocessableEntity, "是否类指标只能填“是”或“否”，现为“2”", `<option value="2" selected>2</option>`)
	form = got.fields()
	form.Set("value.garbage.xq", "0")
	form.Set("do", "submit")
	if got := reporter.upload(sheetPath, "", "", nil, form); got.status != http.StatusSeeOther {
		t.Fatalf("POST a no = %d: %.900s", got.status, got.text())
	}
	reporter.get(sheetPath).want(t, "GET the filed sheet", http.StatusOK, `<option value="0" selected>否</option>`)
	verdict := approver.get(sheetPath).fields()
	verdict.Set("do", "approve")
	if got := approver.post(sheetPath+"/verdict", verdict); got.status != http.StatusSeeOther {
		t.Fatalf("POST the approval = %d: %.600s", got.status, got.text())
	}
	for _, tt := range []struct {
		who        *reader
		path       string
		zh, en     string
		forbidZh   string
		forbiddenE string
	}{
		{approver, sheetPath, "<b>否</b>", "<b>No</b>", "<b>0</b>", "<b>0</b>"},
		{verifier, "/queue", ">否<", ">No<", "", ""},
		{office, "/targets/" + target.Code + "?period=2023-10", ">否</text>", ">No</text>", "1 项", "1 item<"},
		{office, "/history?ref=observation:garbage/xq/2023-10/operational", "否", "No", "0 项", "0 items"},
		{office, "/gaps?period=2023-10", "否 / 是", "No / Yes", "0 / 1", "0 / 1"},
		{office, "/targets", ">是<", ">Yes<", "", ""},
		{office, "/plan/target/" + string(target.ID), `value="是"`, `value="Yes"`, "", ""},
	} {
		sep := "?"
		if strings.Contains(tt.path, "?") {
			sep = "&"
		}
		for lang, words := range map[string][2]string{"zh": {tt.zh, tt.forbidZh}, "en": {tt.en, tt.forbiddenE}} {
			page := tt.who.get(tt.path + sep + "lang=" + lang)
			page.want(t, "GET "+tt.path+" in "+lang, http.StatusOK, words[0])
			if words[1] != "" && strings.Contains(page.body, words[1]) {
				t.Errorf("GET %s in %s shows a yes or a no as %q", tt.path, lang, words[1])
			}
		}
	}
}
