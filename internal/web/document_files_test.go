package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"tupo/internal/pdf/pdftest"
)

func TestMain(m *testing.M) { pdftest.Main(m) }

// A fact of a PDF says on which page it stands; the PDF itself is saved and never shown. A file that cannot
// be read comes back with a clear word at its field.
func TestDocumentsOfPages(t *testing.T) {
	folder := officeFolder(t)
	pdftest.Warm(t, folder)
	place := officePlace(folder)
	place.Program = pdftest.Program(t)
	r := serveOfficeAt(t, place).login("office")
	r.get("/documents/new").want(t, "GET the form", http.StatusOK, `accept=".txt,.md,.docx,.html,.htm,.pdf,.xlsx"`, "非扫描件")
	page := pdftest.Page{Content: pdftest.Text(73, 700, 16, "云溪区召开工作会议。")}
	scan := pdftest.Page{Content: pdftest.Picture(0, 0, 595, 842)}
	r.upload("/documents", "file", "扫描.pdf", pdftest.Make(page, scan, page, scan), url.Values{"date": {"2023-11-14"}, "title": {"纪要"}}).
		want(t, "POST a PDF scanned in part", http.StatusUnprocessableEntity, "第 2, 4 页是扫描图像", `href="#f-file"`, `value="纪要"`)
	added := r.upload("/documents", "file", "会议.pdf", pdftest.Make(page, pdftest.Page{Content: pdftest.Text(73, 700, 16, "会议强调，要抓产业。")}), url.Values{"date": {"2023-11-14"}})
	r.follow(added).want(t, "the document", http.StatusOK, "要抓产业", `">第 2 页</a>`)
	original := r.get(added.location + "/original")
	if !strings.HasPrefix(original.body, "%PDF-1.7") || original.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(original.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("GET the original = %.20q with %v, want the PDF as an attachment", original.body, original.header)
	}
	r.showsPage(t, added.location)
	r.post(added.location+"/facts", url.Values{"accept-kind": {"directive"}})
	made := regexp.MustCompile(`href="(/directives/[^"]+)"`).FindStringSubmatch(r.get(added.location).body)
	if made == nil {
		t.Fatal("no directive was made")
	}
	r.get(made[1]).want(t, "the order", http.StatusOK, added.location+`/pages/2?fact=`, "#mark", ">page 2<")
	plain := r.follow(r.upload("/documents", "file", "会议.txt", []byte("区里开会。\n会议强调，要抓项目。\n"), url.Values{"date": {"2023-11-14"}}))
	if plain.want(t, "a text", http.StatusOK, "要抓项目"); strings.Contains(plain.body, "on-page") {
		t.Error("a document without pages says on which page a fact stands")
	}
}

// showsPage follows the first fact of a document to its page.
func (r *reader) showsPage(t *testing.T, path string) {
	t.Helper()
	leads := regexp.MustCompile(`class="on-page" href="([^"#]+)#mark">第 2 页`).FindStringSubmatch(r.get(path).body)
	if leads == nil || !strings.HasPrefix(leads[1], path+"/pages/2?fact=") {
		t.Fatalf("the fact leads to %q, want its page", leads)
	}
	shown := r.get(leads[1])
	shown.want(t, "the page of a fact", http.StatusOK, "第 2 页，共 2 页", `<rect id="mark"`, "标出的是“会议强调，要抓产业。”", `rel="prev"`, "回到这条事实", `src="`+path+`/pages/2/picture"`)
	if strings.Contains(shown.body, `rel="next"`) || !strings.Contains(shown.header.Get("Content-Security-Policy"), "default-src 'self'") {
		t.Errorf("the last page leads further, or its policy is %q", shown.header.Get("Content-Security-Policy"))
	}
	picture := r.get(path + "/pages/2/picture")
	if !strings.HasPrefix(picture.body, "\x89PNG") || picture.header.Get("Content-Type") != "image/png" || !strings.Contains(picture.header.Get("Content-Security-Policy"), "sandbox") ||
		picture.header.Get("ETag") == "" || picture.header.Get("Cache-Control") != "private, no-cache" {
		t.Errorf("the picture = %.8q with %v, want a PNG in a sandbox that is asked for again", picture.body, picture.header)
	}
	first := r.get(path + "/pages/1?" + strings.SplitN(leads[1], "?", 2)[1])
	if first.want(t, "another page", http.StatusOK, "原文在第 2 页"); strings.Contains(first.body, "<rect") {
		t.Error("a page without the words has a mark")
	}
	r.get(path+"/pages/3").want(t, "a page too many", http.StatusUnprocessableEntity, "没有第 3 页：这份 PDF 共 2 页")
	r.get(path+"/pages/0").want(t, "page 0", http.StatusNotFound)
	r.get(path+"/pages/x").want(t, "page x", http.StatusNotFound)
	r.get(path+"/pages/2?lang=en").want(t, "in English", http.StatusOK, "Page 2 of 2", "Back to the document")
}
