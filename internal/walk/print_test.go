package walk_test

import (
	"regexp"
	"strconv"
	"testing"

	"tupo/internal/testing/browser"
)

var (
	pageOfPDF = regexp.MustCompile(`/Type\s*/Page\b[^s]`)
	boxOfPDF  = regexp.MustCompile(`/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]`)
)

// TestPrint: the front page is read on paper too, and fits one sheet of A4.
func TestPrint(t *testing.T) {
	d := open(t)
	b := d.tab(t, "zh")
	for _, lang := range []string{"zh", "en"} {
		b.lang = lang
		b.login("leader")
		pdf, err := browser.PrintPDF(b.ctx)
		if err != nil {
			t.Fatal(err)
		}
		b.keepFile("front-"+lang+".pdf", pdf)
		if got := len(pageOfPDF.FindAll(pdf, -1)); got != 1 {
			t.Errorf("%s: the front page prints on %d sheets, want 1", lang, got)
		}
		box := boxOfPDF.FindSubmatch(pdf)
		if box == nil || !near(box[1], 595) || !near(box[2], 842) {
			t.Errorf("%s: the paper is %q points, want 595 × 842 (A4)", lang, box)
		}
		b.logout()
	}
}

func near(text []byte, want float64) bool {
	got, err := strconv.ParseFloat(string(text), 64)
	return err == nil && got > want-2 && got < want+2
}
