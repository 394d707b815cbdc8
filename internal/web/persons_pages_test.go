package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// enter makes a person and gives the identifier.
func (r *reader) enter(name string) string {
	r.t.Helper()
	return idIn(r.post("/persons", url.Values{"name": {name}, "phone": {"0532-86990000"}}).location)
}

// A person is entered, holds an action's leading post from a day in the past, is
// named where the post is named, and only to those who may know.
func TestPersonsAndHoldings(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	r.post("/persons", url.Values{"name": {""}, "phone": {"x"}}).want(t, "POST a person without a name", http.StatusUnprocessableEntity, "姓名：请填写", "电话：“x”不是电话号码", `value="x"`)
	first, second := r.enter("甲某某"), r.enter("乙某某")
	r.get("/holdings?post=lead-a01").want(t, "the form of a holding", http.StatusOK, "登记任职", "甲某某")
	r.post("/holdings", url.Values{"post": {"lead-a01"}, "person": {first}, "from": {"x"}}).want(t, "a wrong day", http.StatusUnprocessableEntity, "任职起：")
	r.post("/holdings", url.Values{"post": {""}, "person": {first}, "from": {"2023-01-01"}}).want(t, "no post", http.StatusUnprocessableEntity, "岗位：请填写")
	r.follow(r.post("/holdings", url.Values{"post": {"lead-a01"}, "person": {first}, "from": {"2022-03-01"}})).want(t, "the post", http.StatusOK, "甲某某", "2022年3月1日至今")
	r.follow(r.post("/holdings", url.Values{"post": {"lead-a01"}, "person": {second}, "from": {"2023-10-24"}})).want(t, "the takeover three weeks ago", http.StatusOK,
		"2022年3月1日至2023年10月23日", "2023年10月24日至今")
	r.post("/holdings", url.Values{"post": {"lead-a01"}, "person": {first}, "from": {"2023-05-01"}, "to": {"2023-11-01"}}).want(t, "an overlap", http.StatusUnprocessableEntity, "任职起：与2022年3月1日至2023年10月23日")

	r.get("/actions/A01").want(t, "the action today", http.StatusOK, "乙某某")
	if a := r.get("/actions/A01?period=2023-08"); !strings.Contains(a.body, "甲某某") || strings.Contains(a.body, "乙某某") {
		t.Errorf("the action in August does not name its leader of then")
	}
	r.get("/targets/A01T1").want(t, "the target", http.StatusOK, "乙某某")
	for _, who := range []string{"reporter", "verifier", "auditor", "public", "sysadmin"} {
		x := o.login(who)
		for _, path := range []string{"/actions/A01", "/targets/A01T1", "/public", "/persons", "/plan/post/lead-a01", "/history?ref=post:lead-a01", "/persons/" + second} {
			if a := x.get(path); strings.Contains(a.body, "某某") {
				t.Errorf("%s reads a name at %s", who, path)
			}
		}
	}
	o.login("leader").get("/persons").want(t, "a leader's list", http.StatusOK, "甲某某", "乙某某")
	r.lang = "en"
	r.get("/persons/"+first).want(t, "the person in English", http.StatusOK, "Person", "1 March 2022", "Erase personal data")

	r.lang = "zh"
	r.post("/holdings/remove", url.Values{"post": {"lead-a01"}, "person": {second}, "from": {"2023-10-24"}}).want(t, "removing without a reason", http.StatusUnprocessableEntity)
	r.follow(r.post("/holdings/remove", url.Values{"post": {"lead-a01"}, "person": {second}, "from": {"2023-10-24"}, "reason": {"误录"}})).want(t, "the entry removed", http.StatusOK, "任职已移除")
	r.get("/history?ref="+url.QueryEscape("holding:lead-a01/"+second+"/2023-10-24")).want(t, "the entry's history", http.StatusOK, "移除任职", "误录", "乙某某")
}

// The office erases in the browser, two of them; history and verify say so.
func TestErasurePages(t *testing.T) {
	o := openOffice(t)
	r, other := o.login("office"), o.login("office2")
	id := r.enter("丙某某")
	page := "/persons/" + id + "/erasure"
	r.get(page).want(t, "the form", http.StatusOK, "一人申请，另一人执行")
	r.post(page, url.Values{"do": {"ask"}}).want(t, "asking without a reason", http.StatusUnprocessableEntity, "理由：请写明理由")
	r.follow(r.post(page, url.Values{"do": {"ask"}, "reason": {"已调离"}})).want(t, "asked", http.StatusOK, "须由另一人执行")
	if a := r.get(page); strings.Contains(a.body, `value="erase"`) {
		t.Errorf("whoever asked is offered to erase")
	}
	r.post(page, url.Values{"do": {"erase"}}).want(t, "erasing what oneself asked for", http.StatusForbidden, "须由另一人执行")
	other.get(page).want(t, "the other person's form", http.StatusOK, "已调离", `value="erase"`)
	other.follow(other.post(page, url.Values{"do": {"erase"}})).want(t, "erased", http.StatusOK, "个人信息已删除", "（已删除）")
	for _, path := range []string{"/persons", "/persons/" + id, "/history?ref=person:" + id, page} {
		a := r.get(path)
		a.want(t, "after erasing, "+path, http.StatusOK, "删除")
		if strings.Contains(a.body, "丙某某") || strings.Contains(a.body, "86990000") {
			t.Errorf("GET %s still tells name or telephone", path)
		}
	}
	r.get("/history?ref=person:"+id).want(t, "the history", http.StatusOK, "申请删除个人信息", "删除时间")
	r.upload("/ledger/verify", "", "", nil, url.Values{"code": {""}}).want(t, "verify", http.StatusOK, "个人信息已依规删除", "一致")
}
