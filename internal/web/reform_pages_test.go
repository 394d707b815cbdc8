package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// hiddenOf reads every input of a page, those given several times too.
func hiddenOf(a answer) url.Values {
	out := a.fields()
	delete(out, "units")
	for _, m := range regexp.MustCompile(`<input type="hidden" name="units" value="([^"]*)"`).FindAllStringSubmatch(a.body, -1) {
		out.Add("units", m[1])
	}
	return out
}

// Two bureaux are merged in two steps: what moves is shown, then done in one
// entry; sheets and boards follow by month.
func TestMergePages(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	r.get("/plan/unit/swj").want(t, "the unit", http.StatusOK, "合并", "拆分", "更名")
	r.get("/plan/units/merge?units=SWJ").want(t, "the first step", http.StatusOK, "第 1 步", `value="SWJ" checked`)
	r.get("/plan/units/merge?step=2&from=2024-01-01&units=SWJ&units=TCJ&new.0.code=SWT&new.0.name=商务和投资促进局").want(t, "a day to come", http.StatusUnprocessableEntity, "生效日期：不能晚于今天", `value="商务和投资促进局"`)
	r.get("/plan/units/merge?step=2&from=2023-11-01&new.0.code=SWT&new.0.name=x").want(t, "nothing chosen", http.StatusUnprocessableEntity, "请选择要变动的单位")
	second := r.get("/plan/units/merge?step=2&from=2023-11-01&units=SWJ&units=TCJ&new.0.code=SWT&new.0.name=" + url.QueryEscape("商务和投资促进局"))
	second.want(t, "the second step", http.StatusOK, "第 2 步", "外贸进出口总额", "商务局填报员", "2023年11月起改由新单位填报的数", "至 2023年10月31日")
	form := hiddenOf(second)
	r.post("/plan/units/merge", form).want(t, "no reason", http.StatusUnprocessableEntity, "依据或理由：请写明理由")
	before := o.seq()
	form.Set("reason", "机构改革方案")
	r.follow(r.post("/plan/units/merge", form)).want(t, "done", http.StatusOK, "单位已调整", "商务和投资促进局")
	if now := o.seq(); now != before+1 {
		t.Errorf("the merge made %d entries, want one", now-before)
	}
	r.get("/targets/A04T1").want(t, "a target now", http.StatusOK, "商务和投资促进局")
	if a := r.get("/targets/A04T1?period=2023-06"); strings.Contains(a.text(), "商务和投资促进局") {
		t.Errorf("in June the target is reported by a unit that was not there")
	}
	r.get("/sheets/SWJ/2023-10").want(t, "the old unit's last sheet", http.StatusOK, "外贸进出口总额")
	r.get("/sheets/SWT/2023-11").want(t, "the new unit's first sheet", http.StatusOK, "外贸进出口总额", "商务和投资促进局")
	r.get("/units/SWJ").want(t, "the closed unit", http.StatusOK, "撤销", "由商务和投资促进局承接")
	if a := r.get("/units"); strings.Contains(a.body, `/units/SWJ"`) || !strings.Contains(a.body, `/units/SWT"`) {
		t.Errorf("GET /units lists the closed unit or lacks the new one")
	}
	r.upload("/ledger/verify", "", "", nil, url.Values{"code": {""}}).want(t, "verify", http.StatusOK, "一致")
	o.login("leader").get("/plan/units/merge").want(t, "a leader", http.StatusForbidden)
}

// A unit gives one task to a new one; a name changes from a day on.
func TestSplitAndRenamePages(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	second := r.get("/plan/units/split?step=2&from=2023-11-01&units=SWJ&goes=on&new.0.code=WMJ&new.0.name=" + url.QueryEscape("外贸发展局"))
	second.want(t, "the second step", http.StatusOK, "商务局（不变）", "外贸发展局", `name="move.target:`)
	move := regexp.MustCompile(`name="(move\.target:[^"]+)"`).FindStringSubmatch(second.body)[1]
	form := hiddenOf(second)
	for name := range form {
		if strings.HasPrefix(name, "move.") {
			form.Set(name, "SWJ")
		}
	}
	form.Set(move, "WMJ")
	form.Set("reason", "职能调整")
	r.follow(r.post("/plan/units/split", form)).want(t, "done", http.StatusOK, "外贸发展局")
	r.get("/history?ref="+strings.TrimPrefix(move, "move.")).want(t, "the target is not changed itself", http.StatusOK)
	r.get("/units/WMJ").want(t, "the new unit", http.StatusOK, "外贸发展局")

	page := r.get("/plan/units/rename?units=FGJ")
	page.want(t, "the form of a new name", http.StatusOK, "发展和改革局")
	named := page.fields()
	r.post("/plan/units/rename", named).want(t, "the same name", http.StatusUnprocessableEntity, "与现用名称相同", "请写明理由")
	named.Set("name", "发展改革和能源局")
	named.Set("from", "2023-10-01")
	named.Set("reason", "机构改革方案")
	r.follow(r.post("/plan/units/rename", named)).want(t, "renamed", http.StatusOK, "已更名", "发展改革和能源局")
	r.get("/units/FGJ").want(t, "the unit now", http.StatusOK, "发展改革和能源局")
	r.get("/units/FGJ?period=2023-09").want(t, "the unit in September", http.StatusOK, "发展和改革局")
	r.get("/plan/unit/fgj").want(t, "its former name", http.StatusOK, "曾用名", "发展和改革局", "至 2023年9月30日")
	r.get("/history?ref=unit:fgj").want(t, "its history", http.StatusOK, "单位更名", "机构改革方案")
}

// What is used is not offered for removal and says why; what is not used goes.
func TestRemovePages(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	a := r.get("/plan/unit/swj/remove")
	a.want(t, "a unit in use", http.StatusOK, "还在使用，不能移除", "项目标正在使用", "项授权落在它上面")
	if strings.Contains(a.body, `type="submit"`) && strings.Contains(a.body, `name="reason"`) {
		t.Errorf("the removal of a unit in use is offered")
	}
	r.post("/plan/unit/swj/remove", url.Values{"reason": {"x"}}).want(t, "POST all the same", http.StatusConflict, "项目标正在使用")
	made := r.post("/plan/unit", url.Values{"f.code": {"ZZZ"}, "f.name": {"误录单位"}, "f.kind": {"department"}, "f.parent_id": {"xq"}})
	path := made.location + "/remove"
	r.get(path).want(t, "an unused one", http.StatusOK, "可以移除")
	r.post(path, url.Values{}).want(t, "no reason", http.StatusUnprocessableEntity, "理由：请写明理由")
	r.follow(r.post(path, url.Values{"reason": {"误录"}})).want(t, "removed", http.StatusOK, "已移除")
	r.get(made.location).want(t, "GET it", http.StatusNotFound)
	r.get("/history?ref=unit:"+idIn(made.location)).want(t, "its history", http.StatusOK, "移除方案内容", "误录")
	programme := r.get("/plan/programme")
	running := regexp.MustCompile(`/plan/programme/([^"/]+)"`).FindAllStringSubmatch(programme.body, -1)
	for _, m := range running {
		if m[1] != "new" {
			r.get("/plan/programme/"+m[1]+"/remove").want(t, "a running programme", http.StatusOK, "已经启用，不能移除")
		}
	}
	o.login("leader").get("/plan/unit/swj/remove").want(t, "a leader", http.StatusForbidden)
}
