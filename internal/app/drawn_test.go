package app_test

import (
	"errors"
	"strings"
	"testing"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/pdf/pdftest"
	"tupo/internal/testing/pgtest"
)

// fullLine is a line of 28 characters of 16 points, after which a sentence goes on.
const fullLine = "会议要求各单位要加快项目建设抓好要素保障统筹发展和安全同"

func lineAt(y float64, s string) string { return pdftest.Text(73.5, y, 16, s) }

// meetingPDF has three pages; its last sentence runs from page 2 to page 3.
func meetingPDF() string {
	return string(pdftest.Make(
		pdftest.Page{Content: lineAt(700, "云溪区召开工作会议。")},
		pdftest.Page{Content: lineAt(700, "会议强调，要抓产业。") + lineAt(671, fullLine) + lineAt(642, fullLine)},
		pdftest.Page{Content: lineAt(700, "步推进，完成全年目标。") + lineAt(671, "完。")}))
}

func factOf(t *testing.T, r app.Reading, words string) document.Fact {
	t.Helper()
	for _, f := range r.Facts {
		if strings.Contains(f.Text, words) {
			return f
		}
	}
	t.Fatalf("no fact says %q: %v", words, r.Facts)
	return document.Fact{}
}

// A fact is shown on its page with its words marked, on the next one as far as it goes
// on there, and on another page not at all.
func TestDrawPage(t *testing.T) { pgtest.BothEngines(t, drawPage) }

func drawPage(t *testing.T, db string) {
	a, w := filesPlace(t, db)
	r := addPage(t, a, w, "会议.pdf", meetingPDF())
	if !r.Drawable() {
		t.Error("a PDF is not drawable")
	}
	short, long := factOf(t, r, "抓产业"), factOf(t, r, "同步推进")
	tests := []struct {
		name               string
		page               int
		fact               core.FactID
		first, last, marks int
		known              bool
	}{
		{"no fact", 1, "", 0, 0, 0, false},
		{"a fact on its page", 2, short.ID, 2, 2, 1, true},
		{"a fact of another page", 1, short.ID, 2, 2, 0, false},
		{"a fact that begins here", 2, long.ID, 2, 3, 2, true},
		{"a fact that ends here", 3, long.ID, 2, 3, 1, true},
	}
	for _, tt := range tests {
		d, err := a.DrawPage(t.Context(), w, r.Document.ID, tt.page, tt.fact)
		if err != nil || d.Drawing == nil || d.Fault != nil {
			t.Errorf("DrawPage(%s) = %v, %v, %v", tt.name, d.Drawing, d.Fault, err)
			continue
		}
		if d.Number != tt.page || d.Pages != 3 || d.First != tt.first || d.Last != tt.last || len(d.Marks) != tt.marks || d.Known != tt.known {
			t.Errorf("DrawPage(%s) is page %d of %d with words from %d to %d, marks %v, known %t; want %+v", tt.name, d.Number, d.Pages, d.First, d.Last, d.Marks, d.Known, tt)
		}
	}
	d, err := a.DrawPage(t.Context(), w, r.Document.ID, 2, short.ID)
	if err != nil || d.Before+d.Fact.Text+d.After == "" || !strings.HasPrefix(d.Before+d.Fact.Text, "会议强调") {
		t.Errorf("the sentence is %q %q, %v", d.Before, d.After, err)
	}
	picture, err := a.PagePicture(t.Context(), w, r.Document.ID, 2)
	if err != nil || string(picture) != string(d.Drawing.PNG) {
		t.Errorf("PagePicture = %d bytes, %v, want the %d of the page", len(picture), err, len(d.Drawing.PNG))
	}
}

func TestDrawPageRefuses(t *testing.T) {
	a, w := filesPlace(t, "")
	r := addPage(t, a, w, "会议.pdf", meetingPDF())
	plain := addPage(t, a, w, "会议.txt", "区里开会。\n会议强调，要抓项目。\n")
	if plain.Drawable() {
		t.Error("a text is drawable")
	}
	other := factOf(t, plain, "抓项目")
	tests := []struct {
		name string
		id   core.DocumentID
		page int
		fact core.FactID
		want string
	}{
		{"a page before the first", r.Document.ID, 0, "", "invalid pdf.no-page"},
		{"a page after the last", r.Document.ID, 4, "", "invalid pdf.no-page"},
		{"a text", plain.Document.ID, 1, "", "invalid documents.no-picture"},
		{"no document", "none", 1, "", "missing " + access.Missing().Key},
		{"no fact", r.Document.ID, 2, "none", "missing " + access.Missing().Key},
		{"a fact of another document", r.Document.ID, 2, other.ID, "missing " + access.Missing().Key},
	}
	for _, tt := range tests {
		_, err := a.DrawPage(t.Context(), w, tt.id, tt.page, tt.fact)
		var e *errs.Error
		if !errors.As(err, &e) || e.Kind.String()+" "+e.Key != tt.want {
			t.Errorf("DrawPage(%s) = %v, want %s", tt.name, err, tt.want)
		}
		if tt.fact != "" {
			continue
		}
		if _, err := a.PagePicture(t.Context(), w, tt.id, tt.page); !errors.As(err, &e) || e.Kind.String()+" "+e.Key != tt.want {
			t.Errorf("PagePicture(%s) = %v, want %s", tt.name, err, tt.want)
		}
	}
	nobody := app.Who{District: w.District}
	if _, err := a.DrawPage(t.Context(), nobody, r.Document.ID, 1, ""); err == nil {
		t.Error("DrawPage shows a page to nobody")
	}
	if _, err := a.PagePicture(t.Context(), nobody, r.Document.ID, 1); err == nil {
		t.Error("PagePicture shows a page to nobody")
	}
}

// The sentence of an order from a PDF says on which page it can be shown; that of one
// from a text says none.
func TestQuoteSaysItsPage(t *testing.T) { pgtest.BothEngines(t, quoteSaysItsPage) }

func quoteSaysItsPage(t *testing.T, db string) {
	a, w := filesPlace(t, db)
	for _, tt := range []struct {
		name, file, words string
		want              int
	}{{"会议.pdf", meetingPDF(), "抓产业", 2}, {"会议.txt", "区里开会。\n会议强调，要抓项目。\n", "抓项目", 0}} {
		f := factOf(t, addPage(t, a, w, tt.name, tt.file), tt.words)
		left, err := a.Decide(t.Context(), w, f.Document, []app.Decision{{Fact: f.ID, Accept: true}})
		if err != nil || len(left) != 0 {
			t.Fatalf("Decide(%s) = %v, %v", tt.name, left, err)
		}
		f, err = a.FactPlace(t.Context(), w, f.ID)
		if err != nil {
			t.Fatal(err)
		}
		ref, err := core.ParseRef(f.Object)
		if err != nil {
			t.Fatal(err)
		}
		quotes, err := a.Quotes(t.Context(), w, ref)
		if err != nil || len(quotes) != 1 || quotes[0].Page != tt.want {
			t.Errorf("Quotes(%s) = %+v, %v, want page %d", tt.name, quotes, err, tt.want)
		}
	}
}
