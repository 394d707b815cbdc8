package pdf_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"tupo/internal/pdf"
	"tupo/internal/pdf/pdftest"
)

// red sets what stands in the page in the colour that TestMarks looks for.
func red(content string) string { return "1 0 0 rg\n" + content + "0 g\n" }

// inked counts the red pixels of a picture within marks and beside them, and the dark
// ones of other words within.
func inked(t *testing.T, d *pdf.Drawing, marks []pdf.Rect) (within, beside, other int) {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(d.PNG))
	if err != nil || picture.Bounds() != image.Rect(0, 0, d.Width, d.Height) {
		t.Fatalf("the picture is %v, %v, want %d × %d pixels", picture.Bounds(), err, d.Width, d.Height)
	}
	for y := range d.Height {
		for x := range d.Width {
			r, g, b, _ := picture.At(x, y).RGBA()
			in := false
			for _, m := range marks {
				in = in || x >= m.Left && x < m.Right && y >= m.Top && y < m.Bottom
			}
			const half = 0x8000
			switch {
			case r > half && g < half && b < half && in:
				within++
			case r > half && g < half && b < half:
				beside++
			case r < half && g < half && b < half && in:
				other++
			}
		}
	}
	return within, beside, other
}

// The words of a fact are printed in red in these files: all red must be marked, and
// nothing that is black.
func TestMarks(t *testing.T) {
	marked, err := os.ReadFile(filepath.Join("testdata", "marked.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	titled := func(content, no string) pdftest.Page {
		return pdftest.Page{Content: body(800, "云溪区简报") + content + body(60, no)}
	}
	tests := []struct {
		name  string
		file  []byte
		page  int
		words string
		marks int
	}{
		{"two columns, the words said twice", marked, 1, "到年底新增规上工业企业三十家", 2},
		{"a row of a table", marked, 2, "实际使用外资\t万美元\t8000", 3},
		{"traditional characters over three lines", marked, 3, "實際使用外資達到八千萬美元，比上年增長百分之十二以上，新簽約重點專案不少於三十個，總投資超過一百二十億元", 2},
		{"landscape", marked, 4, "，新建学校三所，", 1},
		{"English", marked, 5, "build 12 new schools by 2025", 1},
		{"turned by the page", pdftest.Make(pdftest.Page{Rotate: 90, Content: pdftest.Latin("0 1 -1 0 100 73", 16, "Report") + red(pdftest.Latin("0 1 -1 0 300 73", 16, "No. 20 of the year"))}), 1, "No. 20 of the year", 1},
		{"turned by half", pdftest.Make(pdftest.Page{Rotate: 180, Content: pdftest.Turned("-1 0 0 -1 400 100", 16, "云溪区") + red(pdftest.Turned("-1 0 0 -1 400 300", 16, "新建学校"))}), 1, "新建学校", 1},
		{"reads upwards on an upright page", pdftest.Make(pdftest.Page{Content: red(pdftest.Latin("0 1 -1 0 100 73", 16, "Report"))}), 1, "Report", 1},
		{"under a running title, the page's number below", pdftest.Make(titled(body(600, "甲"), "1"), titled(red(body(600, "云溪区简报"))+body(571, "二"), "2"), titled(body(600, "丙"), "3")), 2, "云溪区简报", 1},
		{"a mark askew over the words", pdftest.Make(pdftest.Page{Content: red(body(700, "云溪区新建学校")) + "1 g\n" + pdftest.Turned("0.7 0.7 -0.7 0.7 100 100", 60, "内部")}), 1, "云溪区新建学校", 1},
	}
	r := pdftest.Reader(t, pdf.Limits{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pages, err := r.Pages(t.Context(), tt.file)
			if err != nil {
				t.Fatal(err)
			}
			d, err := r.Draw(t.Context(), tt.file, tt.page)
			if err != nil {
				t.Fatal(err)
			}
			if dir := os.Getenv("TUPO_PICTURES"); dir != "" {
				_ = os.WriteFile(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+".png"), d.PNG, 0o600)
			}
			text := pages[tt.page-1]
			at := strings.LastIndex(text, tt.words)
			if at < 0 {
				t.Fatalf("page %d reads %q, without %q", tt.page, text, tt.words)
			}
			start := utf8.RuneCountInString(text[:at])
			marks, ok := d.Marks(text, start, start+utf8.RuneCountInString(tt.words))
			if !ok || len(marks) != tt.marks {
				t.Fatalf("Marks(%q) = %v, %t, want %d", tt.words, marks, ok, tt.marks)
			}
			within, beside, other := inked(t, d, marks)
			if within < 200 || beside*50 > within || other*50 > within {
				t.Errorf("of the words' pixels %d are marked and %d are not, and %d of others are: %v", within, beside, other, marks)
			}
		})
	}
}

func TestDrawRefuses(t *testing.T) {
	locked, err := os.ReadFile(filepath.Join("testdata", "locked.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	text := pdftest.Page{Content: body(700, "云溪区")}
	tests := []struct {
		name   string
		file   []byte
		page   int
		limits pdf.Limits
		want   string
	}{
		{"password", locked, 1, pdf.Limits{}, "invalid pdf.locked"},
		{"no PDF", []byte("%PDF-1.7\nnothing\n%%EOF"), 1, pdf.Limits{}, "invalid pdf.damaged"},
		{"a page too many", pdftest.Make(text), 2, pdf.Limits{}, "invalid pdf.no-page page 2 pages 1"},
		{"too slow", pdftest.Make(text), 1, pdf.Limits{Draw: time.Millisecond}, "too-large pdf.draw-time limit 0"},
		{"a content of a gigabyte", pdftest.Make(pdftest.Page{Compress: bomb}), 1, pdf.Limits{}, "invalid pdf.damaged-page page 1"},
	}
	for _, tt := range tests {
		if d, err := pdftest.Reader(t, tt.limits).Draw(t.Context(), tt.file, tt.page); keyOf(err) != tt.want || d != nil {
			t.Errorf("Draw(%s) = %v, %q, want %q", tt.name, d, keyOf(err), tt.want)
		}
	}
}

// A page of whatever size gives a picture of bounded size.
func TestDrawFits(t *testing.T) {
	r := pdftest.Reader(t, pdf.Limits{})
	for _, box := range []string{"[0 0 595 842]", "[0 0 842 595]", "[0 0 9999 99]", "[0 0 1.0 999]", "[0 0 0.1 0.1]", "[0 0 0 0.000]"} {
		file := bytes.Replace(pdftest.Make(pdftest.Page{Content: body(700, "云溪区")}), []byte("[0 0 595 842]"), []byte(box), 1)
		d, err := r.Draw(t.Context(), file, 1)
		if err != nil {
			t.Errorf("Draw(page of %s) = %v", box, err)
			continue
		}
		if d.Width < 1 || d.Width > 1400 || d.Height < 1 || d.Height > 1980 {
			t.Errorf("a page of %s is %d × %d pixels, want at most 1400 × 1980", box, d.Width, d.Height)
		}
		inked(t, d, nil)
	}
}
