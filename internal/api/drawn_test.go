package api_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"tupo/internal/api"
	"tupo/internal/pdf/pdftest"
)

// A page of a PDF is told with where a fact's words stand, and given as a picture.
func TestDocumentPage(t *testing.T) {
	p := open(t, book())
	office := p.login(t, "office")
	file := pdftest.Make(pdftest.Page{Content: pdftest.Text(73, 700, 16, "样区召开会议。")}, pdftest.Page{Content: pdftest.Text(73, 700, 16, "会议强调，要抓产业。")})
	body, media := multipartOf(t, "file", "会议.pdf", file)
	var d api.Document
	office.want(201, "POST", "/documents?kind=minutes&date=2023-11-14", body, &d, "Content-Type", media)
	var r api.Reading
	office.want(200, "POST", "/documents/"+d.ID+"/reading", nil, &r)
	fact := r.Facts[len(r.Facts)-1]
	var page api.DrawnPage
	path := "/documents/" + d.ID + "/pages/2"
	office.want(200, "GET", path+"?fact="+fact.ID, nil, &page)
	if page.Number != 2 || page.Pages != 2 || page.Words == nil || !page.Words.Known || page.Words.First != 2 || page.Words.Last != 2 || len(page.Words.Marks) != 1 {
		t.Fatalf("page 2 = %+v %+v", page, page.Words)
	}
	// “要抓产业” begins after five characters of 16 points, at 73; the page is 595 points wide.
	at, scale := page.Words.Marks[0], float64(page.Width)/595
	if left := (73 + 5*16) * scale; float64(at.Left) < left-3 || float64(at.Left) > left+3 || at.Right <= at.Left || at.Bottom <= at.Top {
		t.Errorf("the words are at %+v, want from %.0f", at, left)
	}
	picture := office.want(200, "GET", strings.TrimPrefix(page.Picture, api.Prefix), nil, nil)
	config, err := png.DecodeConfig(bytes.NewReader(picture.Body.Bytes()))
	if err != nil || config.Width != page.Width || config.Height != page.Height || picture.Header().Get("Content-Type") != "image/png" {
		t.Errorf("the picture is %d × %d, %v, %v", config.Width, config.Height, picture.Header(), err)
	}
	tag := picture.Header().Get("ETag")
	if same := office.want(304, "GET", path+"/picture", nil, nil, "If-None-Match", tag); tag == "" || same.Body.Len() != 0 {
		t.Errorf("the same picture again is %d bytes under %q, want none", same.Body.Len(), tag)
	}
	var without api.DrawnPage
	office.want(200, "GET", "/documents/"+d.ID+"/pages/1", nil, &without)
	if without.Words != nil {
		t.Errorf("page 1 without a fact has words %+v", without.Words)
	}
	plain, media := multipartOf(t, "file", "会议.txt", []byte("样区开会。\n"))
	var text api.Document
	office.want(201, "POST", "/documents?kind=minutes&date=2023-11-14", plain, &text, "Content-Type", media)
	for _, x := range []struct {
		status int
		path   string
		key    string
	}{
		{422, "/documents/" + d.ID + "/pages/3", "pdf.no-page"},
		{422, "/documents/" + d.ID + "/pages/3/picture", "pdf.no-page"},
		{422, "/documents/" + d.ID + "/pages/x", ""},
		{422, "/documents/" + d.ID + "/pages/x/picture", "api.want-integer"},
		{400, "/documents/" + text.ID + "/pages/1", "documents.no-picture"},
		{400, "/documents/" + text.ID + "/pages/1/picture", "documents.no-picture"},
		{404, "/documents/none/pages/1", ""},
		{404, path + "?fact=none", ""},
	} {
		if w := office.want(x.status, "GET", x.path, nil, nil); x.key != "" {
			if got := readProblem(t, w, x.path); got.Key != x.key {
				t.Errorf("GET %s = %+v, want %s", x.path, got, x.key)
			}
		}
	}
	p.login(t, "auditor").want(403, "GET", path, nil, nil)
}
