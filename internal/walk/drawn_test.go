package walk_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tupo/internal/app"
	"tupo/internal/demo"
	"tupo/internal/testing/browser"
)

// pagedReport brings a PDF of several pages in, and gives its address and what is read in it.
func (d *district) pagedReport(t *testing.T) (path string, r app.Reading) {
	t.Helper()
	file, err := os.ReadFile("testdata/report.pdf")
	if err != nil {
		t.Fatal(err)
	}
	w := app.Operator(demo.District)
	in, err := d.app.AddDocument(t.Context(), w, app.NewDocument{Name: "report.pdf", Kind: "report", Date: "2024-01-10", Source: "test", Body: bytes.NewReader(file)})
	if err != nil {
		t.Fatal(err)
	}
	r, err = d.app.ReadPage(t.Context(), w, in.ID)
	if err != nil {
		t.Fatal(err)
	}
	return "/documents/" + string(in.ID), r
}

// marked tells how the mark and the picture lie: the svg on the picture, the mark in
// the window.
const marked = `(() => {
	const box = s => document.querySelector(s).getBoundingClientRect()
	const img = box('.picture img'), svg = box('.picture svg'), mark = box('#mark')
	if (!document.querySelector('.picture img').naturalWidth) return 'no picture'
	for (const side of ['left', 'top', 'right', 'bottom'])
		if (Math.abs(img[side] - svg[side]) > 1.5) return side + ': the picture is at ' + img[side] + ', the marks at ' + svg[side]
	if (mark.top < 0 || mark.bottom > innerHeight) return 'the mark is at ' + mark.top + ' in a window of ' + innerHeight
	if (mark.width < 10 || mark.height < 5) return 'the mark is ' + mark.width + ' × ' + mark.height
	return ''
})()`

// TestPageOfAFact follows a fact of a PDF to its page, turns the page by keyboard, goes
// back to the fact, and prints the page on one sheet.
func TestPageOfAFact(t *testing.T) {
	d := open(t)
	path, r := d.pagedReport(t)
	fact := ""
	for _, f := range r.Facts {
		if at, ok := r.PageOf(f); ok && at.Number == 2 && app.Measured(f.Kind) {
			fact = string(f.ID)
		}
	}
	for _, lang := range languages() {
		b := d.tab(t, lang)
		b.login("office")
		for _, width := range widths() {
			b.step("set the width", chromedp.EmulateViewport(width, 900))
			b.open(path)
			b.picture(fmt.Sprintf("paged-%d", width), width)
			b.step("to the page", chromedp.Click(chromedp.CSS("#f-"+fact+" a.on-page")), chromedp.WaitVisible(chromedp.CSS(".picture img")))
			eval[bool](b, `document.querySelector('.picture img').decode().then(() => true)`)
			if found := eval[string](b, marked); found != "" {
				t.Errorf("%s, %d px: %s", lang, width, found)
			}
			if found := eval[string](b, beyond); found != "" {
				t.Errorf("%s, %d px: too wide: %s", lang, width, found)
			}
			b.picture(fmt.Sprintf("drawn-%d", width), width)
		}
		b.step("set the width", chromedp.EmulateViewport(1440, 900))
		printed, err := browser.PrintPDF(b.ctx)
		if err != nil {
			t.Fatal(err)
		}
		b.keepFile("drawn.pdf", printed)
		if got := len(pageOfPDF.FindAll(printed, -1)); got != 1 {
			t.Errorf("%s: the page prints on %d sheets, want 1", lang, got)
		}
		b.pressed(kb.ArrowRight, path+"/pages/3?fact="+fact)
		b.pressed(kb.ArrowLeft, path+"/pages/2?fact="+fact)
		b.pressed(kb.Escape, path+"?fact="+fact) // which is needed where the document is shown in parts
		if got := eval[string](b, "location.hash"); got != "#f-"+fact {
			t.Errorf("%s: Escape leads to %q, want the fact", lang, got)
		}
		b.pressed("v", path+"/pages/2?fact="+fact)
		b.logout()
	}
}

// pressed presses a key that leads to another page.
func (b *tab) pressed(key, want string) {
	b.t.Helper()
	b.leave("press a key", http.StatusOK, chromedp.KeyEvent(key))
	if got := b.path(); got != want {
		b.t.Errorf("%s: a key leads to %s, want %s", b.lang, got, want)
	}
}

// picture is shot in a width of its own.
func (b *tab) picture(name string, width int64) {
	b.t.Helper()
	if b.keep == "" {
		return
	}
	if err := browser.Screenshot(b.ctx, filepath.Join(b.keep, name+".png"), int(width), 0, false); err != nil {
		b.t.Fatalf("%s, picture of %s: %v", b.lang, name, err)
	}
	b.step("set the width", chromedp.EmulateViewport(width, 900))
}
