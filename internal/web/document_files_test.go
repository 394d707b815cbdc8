package web_test

import (
	"net/http"
	"net/url"
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
	page := pdftest.Page{Content: pdftest.Text(73, 700, 16, "云溪区召开工作会议")}
	scan := pdftest.Page{Content: pdftest.Picture(0, 0, 595, 842)}
	r.upload("/documents", "file", "扫描.pdf", pdftest.Make(page, scan, page, scan), url.Values{"date": {"2023-11-14"}, "title": {"纪要"}}).
		want(t, "POST a PDF scanned in part", http.StatusUnprocessableEntity, "第 2, 4 页是扫描图像", `href="#f-file"`, `value="纪要"`)
	added := r.upload("/documents", "file", "会议.pdf", pdftest.Make(page, pdftest.Page{Content: pdftest.Text(73, 700, 16, "会议强调，要抓产业。")}), url.Values{"date": {"2023-11-14"}})
	r.follow(added).want(t, "the document", http.StatusOK, "要抓产业", `<span class="on-page">第 2 页</span>`)
	original := r.get(added.location + "/original")
	if !strings.HasPrefix(original.body, "%PDF-1.7") || original.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(original.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("GET the original = %.20q with %v, want the PDF as an attachment", original.body, original.header)
	}
	plain := r.follow(r.upload("/documents", "file", "会议.txt", []byte("区里开会。\n会议强调，要抓项目。\n"), url.Values{"date": {"2023-11-14"}}))
	if plain.want(t, "a text", http.StatusOK, "要抓项目"); strings.Contains(plain.body, "on-page") {
		t.Error("a document without pages says on which page a fact stands")
	}
}
