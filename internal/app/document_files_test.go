package app_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/pdf/pdftest"
)

func TestMain(m *testing.M) { pdftest.Main(m) }

// filesPlace is specimenPlace in a database, "" for a file, that reads PDFs.
func filesPlace(t *testing.T, db string) (*app.App, app.Who) {
	t.Helper()
	folder := t.TempDir()
	pdftest.Warm(t, folder)
	a, err := app.Open(context.Background(), app.Place{Config: config.Config{Data: folder, DB: db, Clock: "2023-11-14"},
		Wall: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler), Program: pdftest.Program(t)})
	if err != nil {
		t.Fatalf("Open() = %v", err)
	}
	t.Cleanup(func() { _ = a.Close() })
	out, err := a.Import(t.Context(), app.Operator(""), bytes.NewReader(specimenBook(t)), false)
	if err != nil || out.Failed() {
		t.Fatalf("Import(specimen) = %+v, %v", out.Wrong, err)
	}
	return a, app.Operator(out.District)
}

// The pages of a PDF and the sheets of a workbook are known as long as the document.
func TestDocumentKeepsItsPages(t *testing.T) {
	a, w := filesPlace(t, "")
	twoPages := string(pdftest.Make(
		pdftest.Page{Content: pdftest.Text(73, 700, 16, "云溪区召开工作会议")},
		pdftest.Page{Content: pdftest.Text(73, 700, 16, "会议强调，要抓产业。")}))
	f := excelize.NewFile()
	defer f.Close()
	if _, err := f.NewSheet("议定事项"); err != nil {
		t.Fatal(err)
	}
	for sheet, text := range map[string]string{"Sheet1": "云溪区召开工作会议", "议定事项": "会议要求，要抓项目。"} {
		if err := f.SetCellValue(sheet, "A1", text); err != nil {
			t.Fatal(err)
		}
	}
	var book bytes.Buffer
	if err := f.Write(&book); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, file, sheet string }{{"会议.pdf", twoPages, ""}, {"议定事项.xlsx", book.String(), "议定事项"}} {
		r := addPage(t, a, w, tt.name, tt.file)
		if len(r.Facts) == 0 || len(r.Pages) != 2 {
			t.Fatalf("ReadPage(%s) has %d facts on %d pages, want some on two: %q", tt.name, len(r.Facts), len(r.Pages), r.Text)
		}
		last := r.Facts[len(r.Facts)-1]
		if p, ok := r.PageOf(last); !ok || p.Number != 2 || p.Name != tt.sheet || int(last.Start) < p.Start || int(last.End) > p.End {
			t.Errorf("PageOf(%q in %s) = %+v, %t, want page 2 around %d–%d", last.Text, tt.name, p, ok, last.Start, last.End)
		}
		if e, content, err := a.Original(t.Context(), w, r.Document.ID); err != nil || e.Name != tt.name || e.Size != int64(len(tt.file)) {
			t.Errorf("Original(%s) = %s of %d bytes, %v, want the file as it came", tt.name, e.Name, e.Size, err)
		} else {
			_ = content.Close()
		}
	}
}

// Of a file that cannot be read whole nothing is kept.
func TestUnreadFileIsNotKept(t *testing.T) {
	a, w := filesPlace(t, "")
	page := pdftest.Page{Content: pdftest.Text(73, 700, 16, "云溪区召开工作会议")}
	whole := string(pdftest.Make(page))
	for _, tt := range []struct{ name, file, key string }{
		{"scanned in part", string(pdftest.Make(page, pdftest.Page{Content: pdftest.Picture(0, 0, 595, 842)})), "pdf.scanned-pages"},
		{"cut off", whole[:len(whole)-100], "pdf.damaged"},
		{"encrypted", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "textin.locked"},
	} {
		if _, err := a.AddDocument(t.Context(), w, app.NewDocument{Name: "x", Kind: "news", Body: strings.NewReader(tt.file)}); !hasKey(err, tt.key) {
			t.Errorf("AddDocument(%s) = %v, want %s", tt.name, err, tt.key)
		}
	}
	if all, err := a.Documents(t.Context(), w); err != nil || len(all) != 0 {
		t.Errorf("Documents() = %d, %v, want none", len(all), err)
	}
}

// The same text in another file is the document that is there: nothing is kept of it.
func TestTheSameTextAgainKeepsNothing(t *testing.T) {
	a, w := draftPlace(t, "")
	add := func(body string) document.Document {
		t.Helper()
		d, err := a.AddDocument(t.Context(), w, app.NewDocument{Name: "a.html", Kind: "news", Date: "2023-11-14", Body: strings.NewReader("<html><body>" + body + "</body></html>")})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	seq := func() core.Seq {
		t.Helper()
		s, err := a.Seen(t.Context(), w)
		if err != nil {
			t.Fatal(err)
		}
		return s.Seq()
	}
	first := add("<p>会议强调，要抓产业。</p>")
	before := seq()
	if again := add("<p><b>会议</b>强调，要抓产业。</p>"); again.ID != first.ID || seq() != before {
		t.Errorf("the same text became %s after %s, and %d entries", again.ID, first.ID, seq()-before)
	}
}
