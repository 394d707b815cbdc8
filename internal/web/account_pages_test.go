package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// An account is made by one administrator, given its rights by another, used,
// and closed; each step stands in the access log.
func TestAccountPages(t *testing.T) {
	o := openOffice(t)
	system, security, auditor := o.login("sysadmin"), o.login("secadmin"), o.login("auditor")
	system.get("/accounts").want(t, "GET the accounts", http.StatusOK, "督查室一岗", "办公室", "新增账号")
	system.get("/accounts?q=督查室一岗").want(t, "searching", http.StatusOK, "1 个账号")
	system.get("/accounts?role=verifier").want(t, "filtering", http.StatusOK, "2 个账号")
	system.get("/accounts/new").want(t, "GET the form", http.StatusOK, "首次密码只显示一次")
	system.post("/accounts", url.Values{"login": {"OFFICE"}, "name": {"x"}, "unit": {"tjj"}}).want(t, "a taken login", http.StatusUnprocessableEntity, "登录名：")
	system.post("/accounts", url.Values{"login": {"x y"}, "name": {""}, "unit": {"tjj"}}).want(t, "no name", http.StatusUnprocessableEntity, "名称：请填写")
	made := system.post("/accounts", url.Values{"login": {"newone"}, "name": {"统计局二岗"}, "unit": {"tjj"}})
	made.want(t, "the new account", http.StatusOK, "只显示这一次", "还没有授权")
	secret := regexp.MustCompile(`[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}`).FindString(made.text())
	id := regexp.MustCompile(`/accounts/([^/"]+)/password`).FindStringSubmatch(made.body)[1]
	page := "/accounts/" + id
	if strings.Contains(system.get(page).body, secret) {
		t.Errorf("the first password is shown a second time")
	}

	system.post(page+"/grants", url.Values{"role": {"office"}, "unit": {"xq"}}).want(t, "the system administrator gives a right", http.StatusForbidden)
	security.get(page).want(t, "GET the account", http.StatusOK, "授权")
	security.post(page+"/grants", url.Values{"role": {""}, "unit": {"tjj"}}).want(t, "no role", http.StatusUnprocessableEntity, "角色：请填写")
	security.follow(security.post(page+"/grants", url.Values{"role": {"verifier"}, "unit": {"tjj"}, "from": {"2023-11-01"}})).want(t, "the right", http.StatusOK, "统计局及以下", "2023年11月1日起")
	security.post(page+"/grants", url.Values{"role": {"audit-admin"}, "unit": {"xq"}}).want(t, "an administrator's role beside it", http.StatusUnprocessableEntity, "“核实”", "“审计管理员”")
	security.post("/accounts/acc-secadmin/grants", url.Values{"role": {"public"}, "unit": {"xq"}}).want(t, "a right for oneself", http.StatusUnprocessableEntity, "不能给自己授权")

	fresh := o.login("")
	in := fresh.post("/login", url.Values{"login": {"newone"}, "secret": {secret}})
	if in.location != "/password" {
		t.Errorf("the first login leads to %q, want /password", in.location)
	}
	if a := fresh.get("/"); a.location != "/password" {
		t.Errorf("the front page before the password is changed = %d %q", a.status, a.location)
	}
	fresh.follow(fresh.post("/password", url.Values{"old": {secret}, "next": {"quite another phrase 9"}, "again": {"quite another phrase 9"}})).want(t, "after the change", http.StatusOK)
	fresh.get("/queue")

	grant := regexp.MustCompile(`name="grant" value="([^"]+)"`).FindStringSubmatch(security.get(page).body)[1]
	security.post("/accounts/acc-verifier/revoke", url.Values{"grant": {grant}}).want(t, "a right taken back under another account's address", http.StatusNotFound)
	security.follow(security.post(page+"/revoke", url.Values{"grant": {grant}})).want(t, "the right taken back", http.StatusOK, "授权已收回", "还没有授权")
	form := system.get(page).fields()
	form.Set("closed", "1")
	system.follow(system.post(page, form)).want(t, "the closed account", http.StatusOK, "已停用")
	if a := fresh.get("/"); a.status == http.StatusOK && strings.Contains(a.text(), "退出登录") {
		t.Errorf("a closed account is still logged in")
	}
	own := system.get("/accounts/acc-sysadmin").fields()
	own.Set("closed", "1")
	system.post("/accounts/acc-sysadmin", own).want(t, "closing oneself", http.StatusUnprocessableEntity, "不能停用自己的账号")

	o.login("").post("/login", url.Values{"login": {"office"}, "secret": {"wrong"}})
	auditor.get("/accounts/log").want(t, "GET the log", http.StatusOK, "登录失败", "建立账号", "授权", "停用账号", "统计局二岗", "127.0.0.1")
	auditor.get("/accounts/log?q=登录失败").want(t, "searching the log", http.StatusOK, "1 条")
	system.get("/accounts/log").want(t, "the system administrator's log", http.StatusForbidden)
	o.login("office").get("/accounts").want(t, "the office's accounts", http.StatusForbidden)
	o.login("office").get(page).want(t, "the office's account", http.StatusForbidden)
}
