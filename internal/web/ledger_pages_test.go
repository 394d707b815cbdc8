package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"tupo/internal/demo"
)

// The ledger lists every entry, an entry shows what it changed with its proof,
// and an object's history says who, when, what and why in people's words.
func TestLedgerPages(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	form := r.get("/plan/unit/tjj")
	form.want(t, "GET a unit", http.StatusOK, "统计局")
	in := form.fields()
	in.Set("f.kind", "taskforce")
	in.Set("f.valid_to", "2023年12月31日")
	in.Set("reason", "机构改革")
	r.follow(r.post("/plan/unit/tjj", in))

	r.get("/ledger").want(t, "GET /ledger", http.StatusOK, "修改方案", "督查室一岗", "机构改革", "单位 统计局")
	r.get("/ledger/4").want(t, "GET /ledger/4", http.StatusOK, "部门", "专班", "2023年12月31日", "证明成立", "tupo inclusion proof v1")
	r.get("/ledger/1").want(t, "GET /ledger/1", http.StatusOK, "建立地区", "系统")
	r.get("/ledger/2").want(t, "GET /ledger/2, which has hundreds of rows", http.StatusOK, "行，从各自的历史里看")
	r.get("/ledger/999").want(t, "GET an entry that is not there", http.StatusNotFound)
	r.get("/ledger/x").want(t, "GET a word", http.StatusNotFound)
	r.get("/nowhere").want(t, "GET an address of nothing", http.StatusNotFound, `href="/ledger`)
	r.get("/ledger?before=3").want(t, "GET an earlier page", http.StatusOK, "第 1—2 号")
	r.get("/history?ref=unit:tjj").want(t, "GET a history", http.StatusOK, "单位 统计局", "修改方案", "机构改革", "部门", "专班", "收录证明")
	r.get("/history?ref=unit:nobody").want(t, "GET a history of nothing", http.StatusNotFound)
	r.get("/history?ref=nonsense:1").want(t, "GET a history of no sort", http.StatusNotFound)
	r.get("/history").want(t, "GET no history", http.StatusNotFound)
	r.lang = "en"
	r.get("/ledger/4?lang=en").want(t, "GET /ledger/4 in English", http.StatusOK, "task force", "the proof holds")
}

// Who may not read the ledger reads the histories of what he may see, and learns
// of nothing else.
func TestHistoryRights(t *testing.T) {
	o := openOffice(t)
	reporter, admin := o.login("reporter"), o.login("sysadmin")
	reporter.get("/ledger").want(t, "a reporter's ledger", http.StatusForbidden)
	reporter.get("/ledger/2").want(t, "a reporter's entry", http.StatusForbidden)
	page := reporter.get("/history?ref=unit:tjj")
	page.want(t, "a reporter's history of a unit", http.StatusOK, "统计局", "收录证明")
	if strings.Contains(page.body, `href="/ledger/2`) {
		t.Errorf("the reporter's history links to entries that he may not read")
	}
	reporter.get("/history?ref=account:acc-office").want(t, "a reporter's history of an account", http.StatusNotFound)
	admin.get("/history?ref=unit:tjj").want(t, "an administrator's history", http.StatusForbidden)
	o.login("").get("/history?ref=unit:tjj").want(t, "a visitor's history", http.StatusSeeOther)
	o.login("auditor").get("/history?ref=account:acc-office").want(t, "the auditor's history of an account", http.StatusOK, "督查室一岗")
}

// A printed code and a checkpoint are borne out later, and a wrong one is not.
func TestVerifyPages(t *testing.T) {
	o := openOffice(t)
	r := o.login("auditor")
	point := r.get("/ledger/checkpoint")
	point.want(t, "GET the checkpoint", http.StatusOK, "tupo/370211", "下载校验点")
	code := regexp.MustCompile(`big-code mono">([^<]+)<`).FindStringSubmatch(point.body)[1]
	signed := r.get("/ledger/checkpoint.txt")
	office := o.login("office")
	form := office.get("/plan/unit/tjj").fields()
	form.Set("f.name_en", "Statistics")
	office.follow(office.post("/plan/unit/tjj", form))

	r.get("/ledger/verify").want(t, "GET the form", http.StatusOK, "打印的校验码")
	r.upload("/ledger/verify", "file", "", nil, nil).want(t, "verifying alone", http.StatusOK, "自身一致", "未比对")
	r.upload("/ledger/verify", "file", "", nil, url.Values{"code": {strings.ToLower(code)}}).want(t, "verifying with the code", http.StatusOK, "与所给凭据一致")
	r.upload("/ledger/verify", "file", "x.checkpoint", []byte(signed.body), nil).want(t, "verifying with the checkpoint", http.StatusOK, "与所给凭据一致")
	r.upload("/ledger/verify", "file", "", nil, url.Values{"code": {"9-AAAAA"}}).want(t, "a malformed code", http.StatusUnprocessableEntity, "打印的校验码：")
	r.upload("/ledger/verify", "file", "", nil, url.Values{"code": {code}}).want(t, "what the code leaves open", http.StatusOK, "所给凭据没有涉及登录与管理日志")
	if both := r.upload("/ledger/verify", "file", "x.checkpoint", []byte(signed.body), nil); strings.Contains(both.body, "没有涉及") {
		t.Error("a checkpoint of both logs is said to leave the access log open")
	}
	r.upload("/ledger/verify", "file", "x.checkpoint", []byte("nothing"), nil).want(t, "a malformed checkpoint", http.StatusUnprocessableEntity, "或校验点文件：")
	r.upload("/ledger/verify", "file", "x.checkpoint", []byte(strings.Replace(signed.body, "tupo/370211", "tupo/370212", 1)), nil).want(t, "a forged checkpoint", http.StatusUnprocessableEntity)
	o.login("reporter").upload("/ledger/verify", "file", "", nil, nil).want(t, "a reporter verifies", http.StatusForbidden)
	o.login("reporter").get("/ledger/checkpoint").want(t, "a reporter's checkpoint", http.StatusOK, string(demo.District))
}
