package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/demo"
)

// A page is brought in, read, shown with its spans, and decided fact by fact.
func TestDocumentPages(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	r.get("/documents").want(t, "GET no documents", http.StatusOK, "还没有文档")
	r.get("/documents/new").want(t, "GET the form", http.StatusOK, "或粘贴全文")
	r.upload("/documents", "file", "", nil, url.Values{"date": {"2023-11-14"}}).want(t, "nothing", http.StatusUnprocessableEntity, "请选择文件或粘贴文字")
	r.upload("/documents", "file", "x.pdf", []byte("%PDF-1.7 …"), nil).want(t, "a PDF", http.StatusUnprocessableEntity)
	r.upload("/documents", "file", "", nil, url.Values{"date": {"昨天"}, "text": {"会议强调，要抓产业。"}}).want(t, "a date that is none", http.StatusUnprocessableEntity, "昨天")
	added := r.upload("/documents", "file", "头版.txt", []byte(demo.Page()), url.Values{"date": {"2023-11-14"}, "kind": {"news"}, "source": {"报纸头版"}})
	page := r.follow(added)
	page.want(t, "the document", http.StatusOK, "成批采纳", "报纸头版", "下载原件", `class="headline"`, `class="guide"`, `class="byline"`, "加力提速实体经济发展")
	if strings.Count(page.body, `id="s-`) < 20 || strings.Contains(page.text(), "undefined") {
		t.Errorf("the page marks %d spans, want those of over 20 facts", strings.Count(page.body, `id="s-`))
	}
	for _, m := range regexp.MustCompile(`class="ref" href="#(s-[0-9a-z]+)"`).FindAllStringSubmatch(page.body, -1) {
		if !strings.Contains(page.body, `id="`+m[1]+`"`) {
			t.Errorf("a fact leads to #%s, which is not on the page", m[1])
		}
	}
	path := added.location
	r.post(path+"/facts", url.Values{}).want(t, "no choice", http.StatusUnprocessableEntity, "没有选中任何事实")
	r.post(path+"/facts", url.Values{"accept-kind": {"action"}}).want(t, "actions first", http.StatusUnprocessableEntity, "请先采纳专项年")
	for _, kind := range []string{"programme", "action", "directive", "meeting", "project"} {
		r.follow(r.post(path+"/facts", url.Values{"accept-kind": {kind}})).want(t, "accepting "+kind, http.StatusOK, "已采纳")
	}
	o.login("reporter").post(path+"/facts", url.Values{"accept-kind": {"action"}}).want(t, "a reporter decides", http.StatusForbidden)
	o.login("reporter").get(path).want(t, "a reporter reads", http.StatusOK, "已采纳")
	o.login("sysadmin").get(path).want(t, "an administrator reads", http.StatusForbidden)
	r.follow(r.post(path+"/read", nil)).want(t, "reading again", http.StatusOK, "新找到 0 条")
	original := r.get(path + "/original")
	if original.body != demo.Page() || !strings.HasPrefix(original.header.Get("Content-Disposition"), "attachment") || !strings.Contains(original.header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("GET the original = %d bytes with %v, want the page as a sandboxed attachment", len(original.body), original.header)
	}
	list := r.get("/directives")
	list.want(t, "GET the directives", http.StatusOK, "未立项", "文档原文")
	fact := regexp.MustCompile(`/facts/[^"]+`).FindString(list.body)
	if a := r.get(fact); !strings.HasPrefix(a.location, path+"?fact=") || !strings.Contains(a.location, "#s-") {
		t.Errorf("GET %s leads to %q, want %s#s-…", fact, a.location, path)
	}
	r.get("/documents").want(t, "GET the documents", http.StatusOK, "新闻报道")
}

// The date that the form offers is today's: a report that tells its own day is read from that,
// and its page says so.
func TestDocumentTellsItsOwnDay(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	report := "政府工作报告\n——2022年1月12日在甲区第九届人民代表大会第四次会议上\n各位代表：\n过去一年，甲区财政收入增长6.1%。今年，甲区要新建学校3所。"
	page := r.follow(r.upload("/documents", "file", "报告.txt", []byte(report), url.Values{"date": {"2023-11-14"}, "kind": {"report"}}))
	page.want(t, "a report under another date", http.StatusOK, "正文自述日期为2022年1月12日", "文档日期登记为2023年11月14日", "2021年")
	fits := r.follow(r.upload("/documents", "file", "报告二.txt", []byte(report+"谢谢。"), url.Values{"date": {"2022-01-20"}, "kind": {"report"}}))
	if fits.want(t, "a report under its own year", http.StatusOK); strings.Contains(fits.body, "正文自述日期") {
		t.Error("the page of a report whose date fits warns of it")
	}
}

// A file over the limit costs nothing else that was typed: the form comes back with
// the fault at its field. It was a bare page that spoke of 21 MB.
func TestTooLargeDocumentKeepsTheForm(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	form := url.Values{"date": {"2023-11-14"}, "kind": {"minutes"}, "title": {"十月调度会纪要"}, "source": {"办公室"}}
	for _, size := range []int{app.MaxDocument + 1, app.MaxDocument + 3<<20} {
		got := r.upload("/documents", "file", "大.txt", bytes.Repeat([]byte("x"), size), form)
		got.want(t, "POST a document over the limit", http.StatusRequestEntityTooLarge, "文件“大.txt”超过上限 20 MB", `href="#f-file"`,
			`value="十月调度会纪要"`, `value="办公室"`, `value="minutes" selected`)
		if strings.Contains(got.body, "21 MB") {
			t.Error("the refusal names another limit than the form")
		}
	}
	r.upload("/plan/import", "file", "大.xlsx", bytes.Repeat([]byte("x"), app.MaxWorkbook+2<<20), nil).
		want(t, "POST a workbook over the limit", http.StatusRequestEntityTooLarge, "大.xlsx", "20 MB", `href="#f-file"`)
}

// Of a page on the programme that runs, an action it does not have is left, with the
// reason; all else is taken, and the plan is as it was.
func TestPageOnAProgrammeThatRuns(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	const text = "新区部署三大行动\n□记者 王某某\n本报11月14日讯 今天上午，新区召开大会。今年初，新区确定“创新突破年”，部署开展“三大行动”：" +
		"加力提速实体经济发展行动、强链行动和补链行动。“三大行动”开局良好。\n"
	added := r.upload("/documents", "file", "三大行动.txt", []byte(text), url.Values{"date": {"2023-11-14"}, "kind": {"news"}})
	r.follow(added)
	facts := added.location + "/facts"
	r.follow(r.post(facts, url.Values{"accept-kind": {"programme"}})).want(t, "the programme", http.StatusOK, "已采纳")
	r.post(facts, url.Values{"accept-kind": {"action"}}).want(t, "accept all actions", http.StatusOK, "已处理 1 条",
		"专项年“创新突破年”已启用，行动“强链行动”未采纳；新增行动请在“方案”里办理并写明理由", "行动“补链行动”未采纳", `href="#f-`)
	r.post(facts, url.Values{"accept-kind": {"action"}}).want(t, "again", http.StatusConflict, "行动“强链行动”未采纳")
	if plan := r.get("/plan"); strings.Contains(plan.body, "强链行动") || strings.Contains(plan.body, "A14") {
		t.Error("the page's actions are in the programme that runs")
	}
}

// The page says before anything is decided what a name without a list would become,
// and of an accepted meeting who was there.
func TestPageOfAMeetingOnACountedProgramme(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	const text = "“六大攻坚行动”推进会召开\n□记者 王某某\n本报11月14日讯 11月14日上午，“六大攻坚行动”推进会在区政府召开。区委书记李某某主持会议并讲话，副区长赵某某参加。" +
		"会议听取“六大攻坚行动”进展情况汇报，“六大攻坚行动”开局良好。\n"
	added := r.upload("/documents", "file", "推进会.txt", []byte(text), url.Values{"date": {"2023-11-14"}, "kind": {"news"}})
	read := r.follow(added)
	read.want(t, "the page", http.StatusOK, "没有 6 项行动的专项年", "会议")
	if strings.Contains(read.body, ">参会<") {
		t.Error("somebody is kept of a meeting that nobody accepted")
	}
	facts := added.location + "/facts"
	r.follow(r.post(facts, url.Values{"accept-kind": {"meeting"}})).want(t, "the meeting", http.StatusOK, "已采纳", "主持", "区委书记 李某某", "参会", "副区长 赵某某")
	r.post(facts, url.Values{"accept-kind": {"programme"}}).want(t, "all programmes at once", http.StatusConflict, "“六大攻坚行动”未采纳")
	if plan := r.get("/plan"); strings.Contains(plan.body, "六大攻坚行动") {
		t.Error("a bare draft was made without being looked at")
	}
}

// Without a script a fact has its own page: what is wrong stands at its field with what
// was typed, what is right leads back to the row.
func TestFactPageWithoutScript(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	added := r.upload("/documents", "file", "安排.txt", []byte(keysText), url.Values{"date": {"2023-11-14"}, "kind": {"plan"}})
	page := r.follow(added)
	page.want(t, "the table", http.StatusOK, "粮食总产量", "31.2", "公开数", "提出调整申请 → CXTP2023", "≤", "4.8%以内", "登记督办 → 城市管理局", "作为原则要求", "与经济增长基本同步", "已知", "没有行动和责任单位", `class="mark target"`, `data-tags="statement proposed undecided clash"`)
	park := regexp.MustCompile(`data-url="([^"]+)"[^>]*>(?:\s*<tr[^>]*>\s*<td class="no">.*\s*<th[^>]*><span class="name">新建口袋公园)`).FindStringSubmatch(page.body)[1]
	r.get(park+"/edit").want(t, "the form", http.StatusOK, "指标", "计量单位", `value="26"`, `name="responsible"`, "口袋公园建设", "新建口袋公园<b class=\"fig\">26处</b>")
	r.post(park, url.Values{"open": {"1"}, "do": {"accept"}, "value": {"许多"}, "reason": {"报告所列"}}).want(t, "a value that is none", http.StatusUnprocessableEntity, `value="许多"`, "报告所列", `aria-invalid="true"`)
	r.post(park, url.Values{"open": {"1"}, "do": {"accept"}, "period": {"后年"}}).want(t, "a period that is none", http.StatusUnprocessableEntity, `value="后年"`)
	done := r.post(park, url.Values{"open": {"1"}, "do": {"accept"}, "value": {"28"}, "reason": {"报告所列"}})
	if done.status != http.StatusSeeOther || !strings.HasPrefix(done.location, added.location+"?fact=") || !strings.Contains(done.location, "#f-") {
		t.Errorf("POST %s = %d to %q, want the row in %s: %.300s", park, done.status, done.location, added.location, done.text())
	}
	r.get("/plan/changes").want(t, "the request", http.StatusOK, "28")
	r.get(park+"/edit").want(t, "the form of what is accepted", http.StatusUnprocessableEntity)
	if a := r.get(park); !strings.HasPrefix(a.location, added.location+"?fact=") || !strings.Contains(a.location, "#s-") {
		t.Errorf("GET %s leads to %q, want its words", park, a.location)
	}
	r.get(added.location+"?show=accepted").want(t, "what is accepted", http.StatusOK, "已采纳")
	if low := r.get(added.location + "?show=clash"); strings.Count(low.body, `<tbody class="fact-row`) != 1 || !strings.Contains(low.body, `href="`+added.location+`#f-`) {
		t.Errorf("GET ?show=clash lists %d facts, want the one that differs and links to the others", strings.Count(low.body, `<tbody class="fact-row`))
	}
	r.get(added.location+"?q=绿道").want(t, "finding", http.StatusOK, "新增绿道", `value="绿道"`)
	o.login("reporter").get(park+"/edit").want(t, "a reporter edits", http.StatusForbidden)
	o.login("reporter").post(park, url.Values{"do": {"refuse"}}).want(t, "a reporter refuses", http.StatusForbidden)
	if reads := o.login("reporter").get(added.location); strings.Contains(reads.body, `name="accept"`) || strings.Contains(reads.body, "/edit") {
		t.Error("a reporter is offered what only the office may do")
	}
}

// The script gets the changed row or one sentence, nothing around it.
func TestDocumentParts(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	r.part = "upload"
	if a := r.upload("/documents", "file", "x.pdf", []byte("%PDF-1.7 …"), nil); a.status != http.StatusUnprocessableEntity || strings.Contains(a.body, "<") {
		t.Errorf("a file that is none = %d %q, want its fault in words", a.status, a.body)
	}
	added := r.upload("/documents", "file", "安排.txt", []byte(keysText), url.Values{"date": {"2023-11-14"}})
	if added.status != http.StatusCreated || !strings.Contains(added.body, "找到 12 条") || !strings.HasPrefix(added.location, "/documents/") {
		t.Fatalf("an upload = %d to %q: %q", added.status, added.location, added.body)
	}
	r.part = "row"
	first := regexp.MustCompile(`data-url="([^"]+)"`).FindStringSubmatch(r.get(added.location).body)[1]
	for what, a := range map[string]answer{"the row": r.get(first + "?no=7"), "the form": r.get(first + "/edit?as=target&no=7"), "accepted": r.post(first, url.Values{"do": {"accept"}, "no": {"7"}})} {
		if a.status != http.StatusOK || !strings.HasPrefix(a.body, "<table><tbody") || !strings.Contains(a.body, `data-no="7"`) || strings.Contains(a.body, "<html") {
			t.Errorf("%s = %d %.200q, want the row alone", what, a.status, a.body)
		}
	}
	if a := r.post(first, url.Values{"do": {"refuse"}, "no": {"7"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `class="fault"`) {
		t.Errorf("refusing what is accepted = %d %.300q, want the row with its fault", a.status, a.body)
	}
}

// A target may be taken with the unit that answers for it; one that has none stands in
// a list until somebody is set.
func TestOwnersOfTargetsFromDocuments(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	year := demo.New()
	unit, programme := year.Book.Units[3], year.Book.Programmes[0]
	added := r.upload("/documents", "file", "安排.txt", []byte("2023年主要目标：新增海绵步道12公里；新增风雨连廊7公里。\n"), url.Values{"date": {"2023-11-14"}, "kind": {"plan"}})
	facts := regexp.MustCompile(`data-url="([^"]+)"`).FindAllStringSubmatch(r.follow(added).body, -1)
	if len(facts) != 2 {
		t.Fatalf("%d facts, want 2", len(facts))
	}
	r.post(facts[0][1], url.Values{"open": {"1"}, "do": {"accept"}, "responsible": {string(unit.ID)}})
	r.get("/plan/changes").want(t, "the request", http.StatusOK, "责任单位", unit.Name)
	r.post(facts[1][1], url.Values{"do": {"accept"}})
	chief := o.login("leader")
	for _, m := range regexp.MustCompile(`name="id" value="([^"]+)"`).FindAllStringSubmatch(chief.get("/plan/changes").body, -1) {
		chief.post("/plan/changes/decide", url.Values{"id": {m[1]}, "do": {"approve"}})
	}
	page := r.get("/plan/programme/" + string(programme.ID))
	page.want(t, "the programme", http.StatusOK, "没有责任单位的目标", "风雨连廊")
	if strings.Contains(page.text(), "海绵步道") {
		t.Error("a target with its unit is listed as without")
	}
}

// Where two documents say otherwise, the project's page shows both, each with its
// sentence.
func TestProjectOfTwoSources(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	var facts []string
	var page answer
	for _, land := range []string{"800亩", "808亩"} {
		page = r.follow(r.upload("/documents", "file", land+".txt", []byte("2023年工作安排\n投资12亿元、占地"+land+"的海盐深加工项目年内开工。\n"), url.Values{"date": {"2023-11-14"}}))
		for _, m := range regexp.MustCompile(`data-url="([^"]+)" data-tags="project`).FindAllStringSubmatch(page.body, -1) {
			facts = append(facts, m[1])
			if a := r.post(m[1], url.Values{"do": {"accept"}}); a.status != http.StatusSeeOther {
				t.Fatalf("POST %s = %d %.300s", m[1], a.status, a.text())
			}
		}
	}
	code := regexp.MustCompile(`并入项目 → (P\d+)`).FindStringSubmatch(page.text())
	if len(facts) != 2 || code == nil {
		t.Fatalf("%d facts, code %v", len(facts), code)
	}
	got := r.get("/projects/" + code[1])
	got.want(t, "the project", http.StatusOK, "两个来源", "800 亩", "808 亩", `href="`+facts[0]+`"`, `href="`+facts[1]+`"`)
	got = r.get("/projects/" + code[1] + "?lang=en")
	got.want(t, "the project in English", http.StatusOK, "Two sources", "808 mu")
	if reads := o.login("sysadmin").get("/projects/" + code[1]); strings.Contains(reads.body, "808") {
		t.Error("an administrator reads what documents say")
	}
}

// An order without a lead has a page on which the office registers and issues it.
func TestDirectivePage(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	added := r.upload("/documents", "file", "安排.txt", []byte("2023年工作安排\n要在12月底前建成数据交易大厅。\n"), url.Values{"date": {"2023-11-14"}})
	fact := regexp.MustCompile(`data-url="([^"]+)" data-tags="directive`).FindStringSubmatch(r.follow(added).body)[1]
	r.post(fact, url.Values{"do": {"accept"}, "as": {"directive"}})
	list := r.get("/directives")
	list.want(t, "the register", http.StatusOK, "未立项，去立项")
	code := regexp.MustCompile(`href="(/directives/D\d+)"`).FindStringSubmatch(list.body)[1]
	r.get(code).want(t, "the order", http.StatusOK, "督办立项", "立项交办", `name="lead"`, `name="closer"`, fact, "建成数据交易大厅")
	year := demo.New()
	lead, closer := year.Book.Units[2], year.Book.Units[3]
	r.post(code, url.Values{"text": {"建成数据交易大厅"}, "due": {"2023-12-31"}, "deliverable": {"大厅启用"}}).want(t, "without a lead", http.StatusUnprocessableEntity, `href="#f-lead"`, "大厅启用", `value="2023-12-31"`)
	whole := url.Values{"text": {"建成数据交易大厅"}, "due": {"2023-12-31"}, "lead": {string(lead.ID)}, "closer": {string(closer.ID)}}
	o.login("reporter").post(code, whole).want(t, "a reporter", http.StatusForbidden)
	done := r.follow(r.post(code, whole))
	done.want(t, "issued", http.StatusOK, "已立项交办", "已交办", lead.Name, closer.Name)
	if strings.Contains(done.body, `name="lead"`) {
		t.Error("what is issued can be registered again")
	}
	again := r.follow(r.upload("/documents", "file", "纪要.txt", []byte("会议要求，要在12月底前抓紧建成数据交易大厅。\n"), url.Values{"date": {"2023-11-20"}}))
	again.want(t, "in other words", http.StatusOK, "相近：", "按 m 并入")
	near := regexp.MustCompile(`data-url="([^"]+)" data-tags="directive`).FindStringSubmatch(again.body)[1]
	form := r.get(near + "/edit")
	form.want(t, "the form", http.StatusOK, "并入督办事项", "另立一件", `name="near"`)
	r.post(near, url.Values{"open": {"1"}, "near": {regexp.MustCompile(`name="near" value="([^"]+)"`).FindStringSubmatch(form.body)[1]}})
	r.get(code).want(t, "the order of two sentences", http.StatusOK, fact, near)
	r.post(code, whole).want(t, "twice", http.StatusConflict)
	r.get(code+"?lang=en").want(t, "in English", http.StatusOK, lead.NameEn)
}

// What was accepted keeps its English name on English pages.
func TestAcceptedFactsInEnglish(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	added := r.upload("/documents", "file", "安排.txt", []byte("2022年，全区实际使用外资完成9.6亿美元。\n"), url.Values{"date": {"2023-11-14"}})
	page := r.follow(added)
	fact := regexp.MustCompile(`data-url="([^"]+)"`).FindStringSubmatch(page.body)[1]
	english := r.get(added.location + "?lang=en")
	name := regexp.MustCompile(`<span class="name">([^<]+)`).FindStringSubmatch(english.body)[1]
	if regexp.MustCompile(`\p{Han}`).MatchString(name) {
		t.Fatalf("the offer is called %q in English", name)
	}
	r.get(fact+"/edit").want(t, "its form in English", http.StatusOK, "1　FDI "+name)
	r.post(fact, url.Values{"do": {"accept"}})
	r.get(added.location+"?lang=en").want(t, "the accepted fact in English", http.StatusOK, `class="name">`+name)
	aim := r.upload("/documents", "file", "目标.txt", []byte("2023年主要目标：全区实际使用外资12.5亿美元。\n"), url.Values{"date": {"2023-11-14"}})
	fact = regexp.MustCompile(`data-url="([^"]+)"`).FindStringSubmatch(r.follow(aim).body)[1]
	r.post(fact, url.Values{"do": {"accept"}})
	r.get(aim.location+"?lang=en").want(t, "a target that is asked for", http.StatusOK, "Target change", `class="name">`+name)
}
