package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// largeText is a report of n paragraphs that says five things in each: two results, two
// targets, an order that holds one of them.
func largeText(n int) string {
	goods := []string{"水稻", "小麦", "玉米", "大豆", "油菜", "棉花", "茶叶", "水果", "蔬菜", "水产", "生猪", "肉牛", "家禽", "蜂蜜", "食用菌", "中药材"}
	places := []string{"东岭", "西坡", "南塘", "北渠", "上河", "下洲", "前湾", "后坝", "左岸", "右滩", "青石", "白沙", "红土", "黄坪", "绿野", "紫云"}
	var b strings.Builder
	b.WriteString("各镇生产情况的说明\n")
	for i := range n {
		name := places[i/16%16] + "镇" + goods[i%16]
		fmt.Fprintf(&b, "2022年，%s产量达到%d.%d吨，增长%d.%d%%。2023年%s产量增长%d%%以上。城市管理局要在12月底前建成%s市场%d个。\n", name, 100+i, i%10, i%9+1, i%7, name, i%8+2, name, i%5+2)
	}
	return b.String()
}

// addText brings a text in and gives the page of what it says.
func (r *reader) addText(name, text string) string {
	r.t.Helper()
	added := r.upload("/documents", "file", name, []byte(text), url.Values{"date": {"2023-01-14"}, "kind": {"report"}})
	if added.location == "" {
		r.t.Fatalf("%s = %d: %.300s", name, added.status, added.text())
	}
	page, _, _ := strings.Cut(added.location, "?")
	return page
}

var (
	rowIDs   = regexp.MustCompile(`<tbody class="fact-row[^>]*id="f-([^"]+)"`)
	wordIDs  = regexp.MustCompile(`id="s-([^"]+)"`)
	nextPart = regexp.MustCompile(`<a rel="next" href="([^"]+)"`)
	noSource = regexp.MustCompile(`(?s)^.*<article class="source[^>]*>|<nav class="pager.*$|<a class="ref".*?</a>|<[^>]*>|\s|\x{2060}|&#8288;`)
)

// walk turns the pages of a document from one on, as the links without a script do.
func (r *reader) walk(path string) (pages []answer) {
	r.t.Helper()
	for path != "" && len(pages) < 100 {
		a := r.get(path)
		if a.status != http.StatusOK {
			r.t.Fatalf("GET %s = %d: %.300s", path, a.status, a.text())
		}
		pages, path = append(pages, a), ""
		if m := nextPart.FindStringSubmatch(a.body); m != nil {
			path = strings.ReplaceAll(m[1], "&amp;", "&")
		}
	}
	return pages
}

// mostOfAPage is how large a page of a document may be, in bytes.
const mostOfAPage = 900_000

// A document of thousands of facts was one page of megabytes. Its parts together hold its
// whole text and each fact once, beside its words.
func TestLargeDocumentInParts(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	text := largeText(400)
	path := r.addText("large.txt", text)
	pages := r.walk(path)
	if len(pages) < 4 {
		t.Fatalf("a document of 2,000 facts has %d parts, want several", len(pages))
	}
	var rows, words int
	var whole strings.Builder
	seen := map[string]bool{}
	for i, a := range pages {
		if len(a.body) > mostOfAPage {
			t.Errorf("part %d has %d bytes, want at most %d", i+1, len(a.body), mostOfAPage)
		}
		for _, text := range []string{fmt.Sprintf("第 %d 部分，共 %d 部分", i+1, len(pages)), `data-count="">2000<`, `data-count="directive">400<`} {
			if !strings.Contains(a.body, text) {
				t.Errorf("part %d lacks %q", i+1, text)
			}
		}
		there := map[string]bool{}
		for _, m := range wordIDs.FindAllStringSubmatch(a.body, -1) {
			there[m[1]], words = true, words+1
		}
		for _, m := range rowIDs.FindAllStringSubmatch(a.body, -1) {
			if rows++; seen[m[1]] || !there[m[1]] {
				t.Errorf("part %d: the row %s is shown twice, or without its words", i+1, m[1])
			}
			seen[m[1]] = true
		}
		article, _, _ := strings.Cut(a.body, "</article>")
		whole.WriteString(noSource.ReplaceAllString(article, ""))
	}
	if got, want := whole.String(), strings.Join(strings.Fields(text), ""); rows != 2000 || words != 2000 || got != want {
		t.Errorf("the parts have %d rows, %d marks and %d bytes of text, want 2000, 2000 and the %d of the document", rows, words, len(got), len(want))
	}
}

// Filters, search and links to a fact are of the whole document, not of the part in sight.
func TestLargeDocumentIsSearchedWhole(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	path := r.addText("large.txt", largeText(400))
	orders := 0
	for _, a := range r.walk(path + "?show=directive") {
		orders += len(rowIDs.FindAllString(a.body, -1))
		if n := len(rowIDs.FindAllString(a.body, -1)); n > 200 || len(a.body) > mostOfAPage {
			t.Errorf("a page of orders has %d rows and %d bytes", n, len(a.body))
		}
	}
	if orders != 400 {
		t.Errorf("the pages of ?show=directive have %d rows, want 400", orders)
	}
	found := r.get(path + "?q=" + url.QueryEscape("499.9"))
	ids := rowIDs.FindAllStringSubmatch(found.body, -1)
	if len(ids) != 1 || !strings.Contains(found.body, "达到") || !strings.Contains(found.body, `id="s-`+ids[0][1]) {
		t.Fatalf("the search for a figure of the last part finds %d rows, want one with its sentence", len(ids))
	}
	id := ids[0][1]
	for _, from := range []string{"/facts/" + id, path + "?fact=" + id} {
		a := r.get(from)
		if a.location != "" {
			a = r.get(a.location)
		}
		if !strings.Contains(a.body, `id="f-`+id) || !strings.Contains(a.body, `id="s-`+id) {
			t.Errorf("GET %s leads to a page without the fact", from)
		}
	}
	done := r.post(path+"/facts", url.Values{"refuse": {id}, "part": {"5"}})
	if back := r.follow(done); !strings.Contains(back.body, `fact-row refused" id="f-`+id) && !strings.Contains(back.body, `fact-row refused low" id="f-`+id) {
		t.Errorf("after a deed the page is %q, want one with the fact", done.location)
	}
}

// A text without facts, and a line that never ends, are cut as well.
func TestLargeTextsInParts(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	for name, text := range map[string]string{"lines.txt": strings.Repeat("甲乙\n", 20_000), "line.txt": strings.Repeat("甲乙丙丁", 50_000)} {
		size := 0
		for i, a := range r.walk(r.addText(name, text)) {
			article, _, _ := strings.Cut(a.body, "</article>")
			size += len(noSource.ReplaceAllString(article, ""))
			if len(a.body) > mostOfAPage {
				t.Errorf("%s: page %d has %d bytes, want at most %d", name, i+1, len(a.body), mostOfAPage)
			}
		}
		if want := len(strings.ReplaceAll(text, "\n", "")); size != want {
			t.Errorf("%s: the parts have %d bytes of text, want %d", name, size, want)
		}
	}
}

// The keys go on from part to part, a search is the document's, and a link to a fact of
// another part leads to it.
func TestLargeDocumentByKeyboard(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	path := r.addText("large.txt", largeText(400))
	pages := r.walk(path)
	first, second := rowIDs.FindAllStringSubmatch(pages[0].body, -1), rowIDs.FindAllStringSubmatch(pages[1].body, -1)
	n := len(first)
	c := clerkAt(t, o, path+"?lang=zh#f-"+first[n-1][1])
	until := func(what, script, want string) {
		t.Helper()
		got := ""
		for end := time.Now().Add(20 * time.Second); got != want && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			got, _ = chromedp.Run(c.ctx, chromedp.Evaluate[string](script)) // while a page is left, none answers
		}
		if got != want {
			t.Errorf("%s: the page says %q, want %q", what, got, want)
		}
	}
	arrived := func(what string, want int) {
		t.Helper()
		until(what, `document.readyState === "complete" && (document.querySelector(".fact-row.current") || {dataset: {}}).dataset.no || ""`, fmt.Sprint(want))
	}
	key := func(k string) {
		t.Helper()
		if err := chromedp.Do(c.ctx, chromedp.KeyEvent(k)); err != nil {
			t.Fatal(err)
		}
	}
	arrived("on arriving", n)
	key("j")
	arrived("j at the end of a part", n+1)
	key("k")
	arrived("k at the beginning of a part", n)
	key("n")
	arrived("n at the end of a part", n+1)
	c.visit(o, path+"#f-"+second[len(second)-1][1])
	arrived("a link to a fact of another part", n+len(second))
	key("/")
	until("/", `document.activeElement.value = "", document.activeElement.id`, "find") // the driver types the key as well
	for _, k := range "499.9\r" {
		key(string(k))
	}
	until("a search", `location.search + " " + document.querySelectorAll(".fact-row").length`, "?q=499.9 1")
}
