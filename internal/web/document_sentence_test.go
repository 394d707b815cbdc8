package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// addFact brings in a text and gives its page and the address of its first fact of a
// kind.
func (r *reader) addFact(t *testing.T, name, text, kind string) (path, fact string, page answer) {
	t.Helper()
	added := r.upload("/documents", "file", name, []byte(text), url.Values{"date": {"2023-11-14"}})
	page = r.follow(added)
	m := regexp.MustCompile(`data-url="([^"]+)" data-tags="` + kind).FindStringSubmatch(page.body)
	if m == nil {
		t.Fatalf("%s has no %s: %.500s", name, kind, page.text())
	}
	return added.location, m[1], page
}

// Whoever approves a request sees the sentence that asks for it, and from a row that was
// accepted one click leads to what it became.
func TestRequestShowsItsSentence(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	path, fact, _ := r.addFact(t, "安排.txt", "2023年主要目标：新增海绵步道12公里。\n", "target")
	r.post(fact, url.Values{"do": {"accept"}})
	chief := o.login("leader")
	list := chief.get("/plan/changes")
	list.want(t, "the request", http.StatusOK, "新增海绵步道<mark>12公里</mark>", `href="`+fact+`"`)
	id := regexp.MustCompile(`name="id" value="([^"]+)"`).FindStringSubmatch(list.body)[1]
	r.get(path).want(t, "the row", http.StatusOK, `class="made" href="/plan/changes#c-`+id+`"`)
	chief.post("/plan/changes/decide", url.Values{"id": {id}, "do": {"approve"}})
	target := regexp.MustCompile(`id="c-` + id + `"(?s:.*?)href="(/targets/[^"]+)"`).FindStringSubmatch(chief.get("/plan/changes").body)[1]
	r.get(target).want(t, "the target", http.StatusOK, `href="`+fact+`"`)
}

// The history of what a document gave leads from its source to the sentence.
func TestHistoryLeadsToTheSentence(t *testing.T) {
	r := openOffice(t).login("office")
	for _, tt := range []struct{ kind, text, page string }{
		{"project", "2023年工作安排\n投资12亿元、占地800亩的海盐深加工项目年内开工。\n", `/projects/P\d+`},
		{"directive", "2023年工作安排\n要在12月底前建成数据交易大厅。\n", `/directives/D\d+`},
	} {
		path, fact, _ := r.addFact(t, tt.kind+".txt", tt.text, tt.kind)
		r.post(fact, url.Values{"do": {"accept"}})
		page := r.get(path)
		if !regexp.MustCompile(`class="made" href="` + tt.page + `"`).MatchString(page.body) {
			t.Errorf("the accepted %s does not lead to its page %s", tt.kind, tt.page)
		}
		no := r.get("/ledger")
		entry := regexp.MustCompile(`href="(/ledger/\d+)"`).FindStringSubmatch(no.body)[1]
		history := regexp.MustCompile(`href="(/history\?ref=` + tt.kind + `[^"]+)"`).FindStringSubmatch(r.get(entry).body)
		if history == nil {
			t.Fatalf("%s tells of no %s", entry, tt.kind)
		}
		r.get(history[1]).want(t, "the history", http.StatusOK, `<ins><a href="`+fact+`">`)
	}
}

// What was refused in one document says so, with a link, where another says it too.
func TestRefusedElsewhereIsNamed(t *testing.T) {
	r := openOffice(t).login("office")
	const text = "2023年主要目标：新增海绵步道12公里。\n"
	_, first, page := r.addFact(t, "初稿.txt", text, "target")
	if strings.Contains(page.body, `class="stop elsewhere"`) {
		t.Error("a fact of one document is refused elsewhere")
	}
	r.post(first, url.Values{"do": {"refuse"}})
	path, second, again := r.addFact(t, "定稿.txt", text+"以上安排请遵照执行。\n", "target refused")
	again.want(t, "the second document", http.StatusOK, `class="stop elsewhere"`, `<a href="`+first+`">同样的内容在《`)
	r.get(path+"?lang=en").want(t, "in English", http.StatusOK, `<a href="`+first+`">The same was refused in “`)
	r.part = "row"
	r.get(second).want(t, "the row alone", http.StatusOK, `<a href="`+first+`">`)
	r.part = ""
	if a := r.get(documentOf(page)); strings.Contains(a.body, `class="stop elsewhere"`) {
		t.Error("the first refusal points at the second")
	}
}

// documentOf is the address of the document that a page shows.
func documentOf(page answer) string {
	return regexp.MustCompile(`(/documents/[^/"?#]+)/facts`).FindStringSubmatch(page.body)[1]
}

// A text in another language says why nothing was found in it.
func TestForeignDocumentSaysSo(t *testing.T) {
	r := openOffice(t).login("office")
	const zh, en = "系统只读中文", "Only Chinese text is read"
	for _, tt := range []struct {
		name, text string
		says       bool
	}{
		{"plan.txt", "The district will plant 300 trees along the river (河) in 2023.\n", true},
		{"通知.txt", "请各单位按时到会，谢谢。PDF 版见附件。\n", false},
		{"数.txt", "12 34 56\n", false},
	} {
		added := r.upload("/documents", "file", tt.name, []byte(tt.text), url.Values{"date": {"2023-11-14"}})
		for lang, want := range map[string]string{"zh": zh, "en": en} {
			a := r.get(added.location + "?lang=" + lang)
			if a.status != http.StatusOK || strings.Contains(a.body, want) != tt.says {
				t.Errorf("%s in %s = %d, says %q: %t, want %t", tt.name, lang, a.status, want, !tt.says, tt.says)
			}
		}
		r.lang = "zh"
	}
}

// The months of a period break between words only.
func TestPeriodKeepsItsWords(t *testing.T) {
	o := openOffice(t)
	path, _, _ := o.login("office").addFact(t, "简报.txt", "2023年1—9月，全区实际使用外资完成9.6亿美元。\n", "result")
	c := clerkAt(t, o, path+"?lang=en")
	got := c.run(`(() => {
		const text = document.querySelector("td.period").firstChild, broken = [];
		for (const m of text.data.matchAll(/[A-Za-z0-9]+/g)) {
			const r = document.createRange();
			r.setStart(text, m.index);
			r.setEnd(text, m.index + m[0].length);
			const edge = text.parentNode.getBoundingClientRect().right;
			if (r.getClientRects().length > 1 || r.getBoundingClientRect().right > edge) broken.push(m[0]);
		}
		return innerWidth + ": " + text.data + ": " + broken.join(" ");
	})()`)
	if !strings.HasSuffix(got, ": January–September 2023: ") {
		t.Errorf("the period is broken in words: %s", got)
	}
}
