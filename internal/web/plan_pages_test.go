package web_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"html"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/sheet/sheettest"
	"tupo/internal/testing/begun"
	"tupo/internal/web"
)

const officeSecret = "a long enough phrase 7"

// office is the demonstration's plan and accounts, without its reports, behind
// the real wrapper.
type office struct {
	t      testing.TB
	app    *app.App
	server *httptest.Server
}

func openOffice(t testing.TB) *office {
	t.Helper()
	return serveOffice(t, officeFolder(t))
}

// officeFolder makes a copy of the demonstration's plan and accounts.
var officeFolder = begun.Once(func(folder string) error { return beginOffice(folder, demo.New()) })

// openOfficeOf is openOffice with another plan.
func openOfficeOf(t testing.TB, year *demo.Year) *office {
	t.Helper()
	folder := t.TempDir()
	if err := beginOffice(folder, year); err != nil {
		t.Fatal(err)
	}
	return serveOffice(t, folder)
}

func officePlace(folder string) app.Place {
	return app.Place{Config: config.Config{Data: folder, Clock: "2023-11-14"}, Wall: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)}
}

func beginOffice(folder string, year *demo.Year) error {
	ctx := context.Background()
	a, err := app.Open(ctx, officePlace(folder))
	if err != nil {
		return err
	}
	err = a.CreateDistrict(ctx, year.Book)
	if err == nil {
		err = a.EnterAccounts(ctx, app.Operator(demo.District), year.Accounts, year.Grants, officeSecret)
	}
	return errors.Join(err, a.Close())
}

func serveOffice(t testing.TB, folder string) *office {
	t.Helper()
	return serveOfficeAt(t, officePlace(folder))
}

func serveOfficeAt(t testing.TB, place app.Place) *office {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	a, err := app.Open(context.Background(), place)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	words, err := i18n.Load(func(lang i18n.Lang, key string) { t.Errorf("no message %s in %s", key, lang) })
	if err != nil {
		t.Fatal(err)
	}
	cache := httpx.NewCache(a, httpx.CacheOptions{Now: time.Now, Log: log})
	site, err := web.New(web.Options{App: a, Words: words, Log: log, Wall: time.Now, Cache: cache, Now: a.Now})
	if err != nil {
		t.Fatal(err)
	}
	h, err := httpx.New(httpx.Options{Sessions: cache, Now: time.Now, Today: func() core.Date { return demo.Today },
		Log: slog.New(slog.NewTextHandler(testWriter{t}, &slog.HandlerOptions{Level: slog.LevelError})), RenderError: site.RenderError}, site.Routes())
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, app: a, server: httptest.NewServer(h)}
	t.Cleanup(o.server.Close)
	return o
}

type testWriter struct{ t testing.TB }

func (w testWriter) Write(p []byte) (int, error) {
	w.t.Logf("%s", p)
	return len(p), nil
}

// reader is one browser.
type reader struct {
	*office
	client *http.Client
	lang   string
	part   string // what the page's script asks for alone
}

// login opens a browser and logs in; “” stays outside.
func (o *office) login(login string) *reader {
	o.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		o.t.Fatal(err)
	}
	r := &reader{office: o, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	if login == "" {
		return r
	}
	a := r.post("/login", url.Values{"login": {login}, "secret": {officeSecret}})
	if a.status != http.StatusSeeOther {
		o.t.Fatalf("POST /login as %s = %d %s", login, a.status, a.text())
	}
	return r
}

// answer is what came back.
type answer struct {
	status   int
	header   http.Header
	body     string
	location string
}

var tags = regexp.MustCompile(`(?s)<(style|script|svg)\b.*?</(style|script|svg)>|<[^>]*>`)

// text is the page without its tags.
func (a answer) text() string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(a.body, " "))), " ")
}

func (r *reader) do(method, path, media string, body io.Reader) answer {
	r.t.Helper()
	req, err := http.NewRequest(method, r.server.URL+path, body)
	if err != nil {
		r.t.Fatal(err)
	}
	if media != "" {
		req.Header.Set("Content-Type", media)
	}
	if r.lang != "" {
		req.Header.Set("Accept-Language", r.lang)
	}
	if r.part != "" {
		req.Header.Set("Tupo-Part", r.part)
	}
	res, err := r.client.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer res.Body.Close()
	content, err := io.ReadAll(res.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(content), res.Header.Get("Location")}
}

func (r *reader) get(path string) answer { r.t.Helper(); return r.do(http.MethodGet, path, "", nil) }

func (r *reader) post(path string, form url.Values) answer {
	r.t.Helper()
	return r.do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// upload posts a multipart form with one file.
func (r *reader) upload(path, field, name string, content []byte, form url.Values) answer {
	r.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for k, list := range form {
		for _, text := range list {
			if err := m.WriteField(k, text); err != nil {
				r.t.Fatal(err)
			}
		}
	}
	if name != "" {
		f, err := m.CreateFormFile(field, name)
		if err != nil {
			r.t.Fatal(err)
		}
		if _, err := f.Write(content); err != nil {
			r.t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		r.t.Fatal(err)
	}
	return r.do(http.MethodPost, path, m.FormDataContentType(), &b)
}

// want checks a status and that the page holds all texts.
func (a answer) want(t testing.TB, what string, status int, texts ...string) {
	t.Helper()
	if a.status != status {
		t.Errorf("%s = %d, want %d: %.600s", what, a.status, status, a.text())
		return
	}
	for _, text := range texts {
		if !strings.Contains(a.text(), text) && !strings.Contains(a.body, text) {
			t.Errorf("%s lacks %q:\n%.1500s", what, text, a.text())
		}
	}
}

// fields reads the values of a form's inputs and selects out of a page.
func (a answer) fields() url.Values {
	out := url.Values{}
	for _, m := range regexp.MustCompile(`<input[^>]*\bname="([^"]+)"[^>]*>`).FindAllStringSubmatch(a.body, -1) {
		value := regexp.MustCompile(`\bvalue="([^"]*)"`).FindStringSubmatch(m[0])
		ticked := strings.Contains(m[0], `type="checkbox"`) || strings.Contains(m[0], `type="radio"`)
		if ticked && !strings.Contains(m[0], " checked") || value == nil {
			continue
		}
		out.Set(html.UnescapeString(m[1]), html.UnescapeString(value[1]))
	}
	for _, m := range regexp.MustCompile(`(?s)<select[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>`).FindAllStringSubmatch(a.body, -1) {
		if chosen := regexp.MustCompile(`<option value="([^"]*)" selected`).FindStringSubmatch(m[2]); chosen != nil {
			out.Set(m[1], html.UnescapeString(chosen[1]))
		}
	}
	for _, m := range regexp.MustCompile(`(?s)<textarea[^>]*\bname="([^"]+)"[^>]*>(.*?)</textarea>`).FindAllStringSubmatch(a.body, -1) {
		out.Set(m[1], html.UnescapeString(m[2]))
	}
	return out
}

// Every list and every form of the plan opens, in both languages, and an
// untouched form saves without changing anything.
func TestPlanPagesOpen(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	stamp, err := o.app.Stamp(t.Context(), demo.District, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"zh", "en"} {
		r.lang = lang
		r.get("/plan").want(t, "GET /plan "+lang, http.StatusOK, "52", "13")
		r.get("/plan/changes").want(t, "GET /plan/changes", http.StatusOK)
		for _, kind := range []string{"unit", "post", "programme", "action", "task", "milestone", "indicator", "target", "rule"} {
			list := r.get("/plan/" + kind)
			list.want(t, "GET /plan/"+kind, http.StatusOK)
			r.get("/plan/"+kind+"/new").want(t, "GET /plan/"+kind+"/new", http.StatusOK, `name="f.`)
			link := regexp.MustCompile(`/plan/`+kind+`/([^"/]+)"`).FindAllStringSubmatch(list.body, 30)
			seen := 0
			for _, m := range link {
				if m[1] == "new" || seen == 3 {
					continue
				}
				seen++
				path := "/plan/" + kind + "/" + m[1]
				form := r.get(path)
				if path == "/plan/rule/default" {
					r.post(path, form.fields()).want(t, "POST "+path+", which is built in", http.StatusNotFound)
					continue
				}
				form.want(t, "GET "+path, http.StatusOK, `name="version"`)
				if saved := r.post(path, form.fields()); saved.status != http.StatusSeeOther {
					t.Errorf("POST %s untouched = %d: %.900s", path, saved.status, saved.text())
				}
			}
			if seen == 0 {
				t.Errorf("GET /plan/%s lists nothing", kind)
			}
		}
	}
	leader := o.login("leader").get("/plan/unit/tjj")
	leader.want(t, "a leader's look at a unit", http.StatusOK, "统计局")
	if strings.Contains(leader.body, `name="f.`) {
		t.Errorf("a leader, who may not edit, is given inputs")
	}
	o.login("leader").post("/plan/unit/tjj", url.Values{"f.name": {"x"}}).want(t, "a leader's edit", http.StatusForbidden)
	after, err := o.app.Stamp(t.Context(), demo.District, 0)
	if err != nil || after.Head.Seq != stamp.Head.Seq {
		t.Errorf("saving untouched forms moved the ledger from %d to %d, %v", stamp.Head.Seq, after.Head.Seq, err)
	}
}

// location follows a redirect and gives where it leads.
func (r *reader) follow(a answer) answer {
	r.t.Helper()
	if a.status != http.StatusSeeOther {
		r.t.Fatalf("want a redirect, got %d: %.900s", a.status, a.text())
	}
	return r.get(a.location)
}

// idIn takes the identifier from the end of an address.
func idIn(location string) string { return location[strings.LastIndex(location, "/")+1:] }

// A programme is made by hand: faults stand beside their fields, nothing is half
// saved, and only a sound draft can be started.
func TestProgrammeByHand(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	bad := r.post("/plan/programme", url.Values{"f.code": {"Y24"}, "f.name": {""}, "f.start_year": {"2024"}, "f.end_year": {"2O23"}})
	bad.want(t, "POST a programme without a name", http.StatusUnprocessableEntity, "止年：“2O23”不是整数", `value="2O23"`)
	bad = r.post("/plan/programme", url.Values{"f.code": {"Y24"}, "f.name": {""}, "f.start_year": {"2024"}, "f.end_year": {"2023"}})
	bad.want(t, "POST a programme that ends before it starts", http.StatusUnprocessableEntity, "名称：不能为空", "止年：结束年份 2023")

	made := r.post("/plan/programme", url.Values{"f.code": {"Y24"}, "f.name": {"巩固提升年"}, "f.theme": {"巩固提升年"}, "f.start_year": {"２０２４"}, "f.end_year": {"2024"}})
	programme := idIn(made.location)
	r.follow(made).want(t, "the new programme", http.StatusOK, "已保存", "草稿", "启用方案")

	unit := r.get("/plan/unit/new").fields()
	unit.Set("f.code", "TZJ")
	unit.Set("f.name", "投资促进中心")
	form := r.get("/plan/action/new").fields()
	if form.Get("f.programme_id") != programme || form.Get("f.no") != "1" {
		t.Errorf("a new action begins in programme %s with no. %s, want %s and 1", form.Get("f.programme_id"), form.Get("f.no"), programme)
	}
	form.Set("f.code", "A01")
	form.Set("f.name", "产业提升")
	form.Set("f.short", "产业")
	action := idIn(r.post("/plan/action", form).location)
	led := r.get("/plan/task/new?action_id=" + action).fields()
	led.Set("f.code", "K24-01")
	led.Set("f.name", "招商活动")
	led.Set("f.due_on", "2024-12-20")
	led.Set("f.lead_unit_id", idIn(r.post("/plan/unit", unit).location))
	if got := r.post("/plan/task", led); got.status != http.StatusSeeOther {
		t.Errorf("POST a task led by the unit made just before = %d, want 303, as the office's rights reach it at once: %.400s", got.status, got.text())
	}

	target := r.get("/plan/target/new?programme_id=" + programme + "&action_id=" + action).fields()
	target.Set("f.code", "T24-01")
	page := r.get("/plan/indicator")
	indicator := regexp.MustCompile(`/plan/indicator/([^"/]+)"[^>]*>一般公共预算收入<`).FindStringSubmatch(page.body)
	if indicator == nil {
		t.Fatalf("GET /plan/indicator lists no 一般公共预算收入: %.600s", page.text())
	}
	root := regexp.MustCompile(`/plan/unit/([^"/]+)"[^>]*>西海岸新区<`).FindStringSubmatch(r.get("/plan/unit").body)
	target.Set("f.indicator_id", indicator[1])
	target.Set("f.unit_id", root[1])
	target.Set("f.year", "2024")
	target.Set("f.value", "1,500.5")
	target.Set("f.shape", "typed")
	saved := r.post("/plan/target", target)
	shown := r.follow(saved)
	shown.want(t, "the new target", http.StatusOK, `value="1500.5"`, "时序计划", "增加一个分解目标", "时序方式为逐期填写，但没有填时序计划")

	path := saved.location
	grid := shown.fields()
	grid.Set("point.2024-06", "８００")
	grid.Set("point.2024-05", "x")
	r.post(path, grid).want(t, "POST a trajectory with a word in it", http.StatusUnprocessableEntity)
	grid.Set("point.2024-05", "")
	grid.Set("point.2024-12", "1500.5")
	grid.Set("point.2024-07", "700")
	r.post(path, grid).want(t, "POST a trajectory that falls", http.StatusUnprocessableEntity, "2024年7月：")
	grid.Set("point.2024-07", "900")
	r.follow(r.post(path, grid)).want(t, "the trajectory", http.StatusOK, `name="point.2024-07" value="900"`)
	grid = r.get(path).fields()
	grid.Set("point.2024-07", "")
	r.follow(r.post(path, grid)).want(t, "the trajectory with an emptied cell", http.StatusOK, `name="point.2024-06" value="800"`, `name="point.2024-07" value=""`)

	stale := grid
	stale.Set("point.2024-06", "799")
	r.post(path, stale).want(t, "POST an old state of the form", http.StatusConflict, "已被别人修改", "现为：")

	open := r.get("/plan/programme/" + programme)
	open.want(t, "the draft with what is unsettled", http.StatusOK, "启用前请看", `name="anyway"`)
	r.post("/plan/state", url.Values{"id": {programme}, "state": {"active"}}).want(t, "a start without a word on what is unsettled", http.StatusUnprocessableEntity, "处待定", "请看过清单")
	started := r.post("/plan/state", url.Values{"id": {programme}, "state": {"active"}, "anyway": {"1"}})
	r.follow(started).want(t, "the started programme", http.StatusOK, "方案已启用", "收官")
	running := r.get(path)
	running.want(t, "the target of a running programme", http.StatusOK, "由牵头领导批准后生效")
	typed := running.fields()
	typed.Set("point.2024-06", "801")
	r.post(path, typed).want(t, "POST another trajectory without a reason", http.StatusUnprocessableEntity, "须写明理由")
	typed.Set("reason", "进度后移")
	r.follow(r.post(path, typed)).want(t, "the asked trajectory", http.StatusOK, "待批准", "进度后移", "2024年6月计划值", "撤回申请", "<svg")
	r.get(path).want(t, "the target still", http.StatusOK, `name="point.2024-06" value="800"`)
	r.get("/plan/rule").want(t, "the rules", http.StatusOK, "默认规则", "/plan/rule/default")
	r.get("/plan/rule/default").want(t, "the built-in rule", http.StatusOK, "系统内置")
	r.post("/plan/state", url.Values{"id": {programme}, "state": {"closed"}}).want(t, "closing without a reason", http.StatusUnprocessableEntity, "请写明理由")
	r.follow(r.post("/plan/state", url.Values{"id": {programme}, "state": {"closed"}, "reason": {"年度结束"}})).want(t, "the closed programme", http.StatusOK, "已收官")
	again := r.get(path).fields()
	again.Set("f.dimension", "x")
	r.post(path, again).want(t, "POST to a closed programme", http.StatusConflict, "已经收官")
}

// A target of an active programme changes when one asks and another approves.
func TestTargetChange(t *testing.T) {
	o := openOffice(t)
	asker, leader := o.login("office"), o.login("leader")
	const code = "A02T6" // 305, between 300 and 310
	form := asker.get("/plan/changes/new?target=" + code)
	form.want(t, "GET the form", http.StatusOK, "新的目标值")
	asker.post("/plan/changes", url.Values{"target": {code}, "value": {"约9"}, "reason": {"上级调整"}}).want(t, "POST a word", http.StatusUnprocessableEntity, "约9")
	asker.post("/plan/changes", url.Values{"target": {code}, "value": {"311"}, "reason": {"x"}}).want(t, "POST a value above the stretch", http.StatusUnprocessableEntity)
	asker.post("/plan/changes", url.Values{"target": {code}, "value": {"308"}}).want(t, "POST no reason", http.StatusUnprocessableEntity, "请写明理由")
	asker.follow(asker.post("/plan/changes", url.Values{"target": {code}, "value": {"３０８．5"}, "reason": {"上级调整"}})).want(t, "the asked change", http.StatusOK, "待批准", "上级调整")
	if own := asker.get("/plan/changes"); strings.Contains(own.body, `value="approve"`) {
		t.Errorf("the asker is offered to approve")
	}
	list := leader.get("/plan/changes")
	id := regexp.MustCompile(`name="id" value="([^"]+)"`).FindStringSubmatch(list.body)
	if id == nil {
		t.Fatalf("the leader is not offered to decide: %.900s", list.text())
	}
	asker.post("/plan/changes/decide", url.Values{"id": {id[1]}, "do": {"approve"}}).want(t, "the asker approves", http.StatusForbidden)
	leader.post("/plan/changes/decide", url.Values{"id": {id[1]}, "do": {"refuse"}}).want(t, "refusing without a reason", http.StatusUnprocessableEntity, "请写明理由")
	leader.follow(leader.post("/plan/changes/decide", url.Values{"id": {id[1]}, "do": {"approve"}})).want(t, "the approved change", http.StatusOK, "已批准")
	leader.get("/targets/"+code).want(t, "the target", http.StatusOK, "308.5", "原目标")
	leader.post("/plan/changes/decide", url.Values{"id": {id[1]}, "do": {"approve"}}).want(t, "approving twice", http.StatusConflict)
	// A cut below the floor moves the floor with it.
	cut := asker.get("/plan/changes/new?target=" + code).fields()
	cut.Set("value", "280")
	cut.Set("reason", "上级调减")
	asker.post("/plan/changes", cut).want(t, "POST a value below the floor", http.StatusUnprocessableEntity, "三档须由低到高")
	cut.Set("floor_value", "275")
	cut.Set("stretch", "290")
	asker.follow(asker.post("/plan/changes", cut)).want(t, "the asked cut", http.StatusOK, "上级调减", "275", "290")
}

// The workbook goes out and comes back unchanged; a wrong one is refused cell by
// cell with a marked copy, and nothing of it is kept.
func TestWorkbookPages(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	export := r.get("/plan/export.xlsx")
	export.want(t, "GET the export", http.StatusOK)
	if got := export.header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment") {
		t.Errorf("the export's disposition = %q, want an attachment", got)
	}
	r.get("/plan/template.xlsx").want(t, "GET the template", http.StatusOK)
	r.get("/plan/import").want(t, "GET the import", http.StatusOK, "下载空白模板")
	r.upload("/plan/import", "file", "方案.xlsx", []byte(export.body), url.Values{"do": {"check"}}).want(t, "checking the export", http.StatusOK, "将新增 0 行、修改 0 行")
	r.upload("/plan/import", "file", "方案.xlsx", []byte(export.body), url.Values{"do": {"import"}}).want(t, "importing the export", http.StatusOK, "已导入")
	r.upload("/plan/import", "file", "", nil, url.Values{"do": {"check"}}).want(t, "no file", http.StatusUnprocessableEntity, "请填写")
	r.upload("/plan/import", "file", "方案.xlsx", []byte("PK\x03\x04 no zip"), url.Values{"do": {"check"}}).want(t, "a broken file", http.StatusUnprocessableEntity, "工作簿：")

	wrong := sheettest.Build(sheettest.Sheet{Name: "单位", Rows: [][]any{{"代码", "名称", "类别", "上级"}, {"NEW1", "新单位", "部门", "没有这个单位"}}})
	refused := r.upload("/plan/import", "file", "错.xlsx", wrong, url.Values{"do": {"import"}})
	refused.want(t, "a wrong workbook", http.StatusUnprocessableEntity, "找不到“没有这个单位”", "没有导入任何内容", "下载标注了错误的副本")
	r.get("/plan/import/marked.xlsx").want(t, "GET the marked copy", http.StatusOK)
	r.get("/plan/unit?q=NEW1").want(t, "the units", http.StatusOK, "0 项")
	o.login("office2").get("/plan/import/marked.xlsx").want(t, "another account's copy", http.StatusNotFound)
	o.login("reporter").get("/plan").want(t, "a reporter's plan", http.StatusForbidden)
}
