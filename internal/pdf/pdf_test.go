package pdf_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tupo/internal/errs"
	"tupo/internal/pdf"
	"tupo/internal/pdf/pdftest"
	"tupo/internal/testing/golden"
)

func TestMain(m *testing.M) { pdftest.Main(m) }

func keyOf(err error) string {
	var e *errs.Error
	if errors.As(err, &e) {
		return strings.TrimSpace(e.Kind.String() + " " + e.Key + " " + strings.Join(e.Args, " "))
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// Lines of 28 characters of 16 points, as GB/T 9704 sets them.
func body(y float64, s string) string { return pdftest.Text(73.5, y, 16, s) }

const (
	full = "二〇二三年全区生产总值增长百分之六固定资产投资增长百分之"
	wide = 16.0
)

func TestPagesMadeByHand(t *testing.T) {
	opening := pdftest.Text(73.5+2*wide, 700, 16, full[:26*3]) + body(671, full) + body(642, "完成全年目标。") + pdftest.Text(73.5+2*wide, 613, 16, full[:26*3]) + body(584, full)
	tests := []struct {
		name  string
		pages []pdftest.Page
		want  []string
	}{
		{"paragraphs, and one that goes on over the page", []pdftest.Page{
			{Content: opening + pdftest.Text(280, 60, 14, "—1—")},
			{Content: body(700, full) + body(671, "续完。") + pdftest.Text(280, 60, 14, "—2—")}},
			[]string{"　　" + full[:26*3] + full + "完成全年目标。\n　　" + full[:26*3] + full, full + "续完。\n"}},
		{"rotated page", []pdftest.Page{{Rotate: 90, Content: pdftest.Latin("0 1 -1 0 100 73", 16, "Report") + pdftest.Latin("0 1 -1 0 300 73", 16, "No. 2")}}, []string{"Report\nNo. 2\n"}},
		{"upside down", []pdftest.Page{{Content: pdftest.Turned("-1 0 0 -1 400 100", 16, "云溪区")}}, []string{"云溪区\n"}},
		{"reads downwards", []pdftest.Page{{Content: pdftest.Latin("0 -1 1 0 400 500", 16, "Report") + pdftest.Latin("0 -1 1 0 200 500", 16, "No. 2")}}, []string{"Report\nNo. 2\n"}},
		{"a mark askew over the page", []pdftest.Page{{Content: body(700, "云溪区") + pdftest.Turned("0.7 0.7 -0.7 0.7 100 100", 60, "内部")}}, []string{"云溪区\n"}},
		{"table", []pdftest.Page{{Content: body(700, "单位") + pdftest.Text(200, 700, 16, "目标") + pdftest.Text(260, 700, 16, "完成") + body(671, "工信局") + pdftest.Text(200, 671, 16, "12") + pdftest.Text(260, 671, 16, "9")}},
			[]string{"单位\t目标\t完成\n工信局\t12\t9\n"}},
		{"the same again and again, in a font that the file does not have", []pdftest.Page{{Content: body(700, "区发改局") + body(671, "区发改局") + body(642, "区发改局") + body(600, "是") + body(571, "是")}}, []string{"区发改局\n区发改局\n区发改局\n是\n是\n"}},
		{"spread heading", []pdftest.Page{{Content: "BT /F1 16 Tf 12 Tc 1 0 0 1 100 700 Tm <901a77e551736ce8> Tj ET\n"}}, []string{"通知关注\n"}},
		{"two columns", []pdftest.Page{{Content: pdftest.Text(50, 700, 10, "左栏一行左栏一行左栏一行") + pdftest.Text(50, 684, 10, "左栏完。") + pdftest.Text(300, 700, 10, "右栏一行右栏一行右栏一行") + pdftest.Text(300, 684, 10, "右栏完。")}},
			[]string{"左栏一行左栏一行左栏一行左栏完。\n右栏一行右栏一行右栏一行右栏完。\n"}},
		{"an empty page between", []pdftest.Page{{Content: body(700, "甲")}, {}, {Content: body(700, "乙")}}, []string{"甲\n", "", "乙\n"}},
		{"figures that are no page numbers", []pdftest.Page{{Content: body(700, "完成数") + body(100, "12")}, {Content: body(700, "完成率") + body(100, "7")}}, []string{"完成数\n12\n", "完成率\n7\n"}},
		{"plain page numbers and a running title", []pdftest.Page{
			{Content: body(800, "云溪区简报") + body(600, "甲") + body(60, "1")}, {Content: body(800, "云溪区简报") + body(600, "乙") + body(60, "2")}, {Content: body(800, "云溪区简报") + body(600, "丙") + body(60, "3")}},
			[]string{"云溪区简报\n甲\n", "乙\n", "丙\n"}},
		{"title over a picture", []pdftest.Page{{Content: pdftest.Picture(0, 0, 595, 842) + pdftest.Text(100, 500, 36, "年度报告")}}, []string{"年度报告\n"}},
		{"a picture in the text", []pdftest.Page{{Content: pdftest.Picture(100, 300, 300, 200) + body(700, "图一")}}, []string{"图一\n"}},
	}
	r := pdftest.Reader(t, pdf.Limits{})
	for _, tt := range tests {
		got, err := r.Pages(t.Context(), pdftest.Make(tt.pages...))
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("Pages(%s) = %q, %v, want %q", tt.name, got, err, tt.want)
		}
	}
}

// Files as offices make them: from a word processor, and printed from a browser in
// three columns over two pages.
func TestPagesOfPrograms(t *testing.T) {
	r := pdftest.Reader(t, pdf.Limits{})
	for _, name := range []string{"report", "columns"} {
		file, err := os.ReadFile(filepath.Join("testdata", name+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.Pages(t.Context(), file)
		if err != nil {
			t.Errorf("Pages(%s.pdf) = %v", name, err)
		}
		golden.Check(t, filepath.Join("testdata", name+".txt"), strings.Join(got, "\f\n"))
	}
}

func deflated(s string) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.Bytes()
}

// bomb is a gigabyte of white space, packed.
func bomb(string) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	chunk := bytes.Repeat([]byte(" "), 1<<20)
	for range 1 << 10 {
		_, _ = w.Write(chunk)
	}
	_ = w.Close()
	return b.Bytes()
}

func TestPagesRefuses(t *testing.T) {
	locked, err := os.ReadFile(filepath.Join("testdata", "locked.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	text := pdftest.Page{Content: body(700, "云溪区")}
	scan := pdftest.Page{Content: pdftest.Picture(0, 0, 595, 842)}
	whole := pdftest.Make(text, text)
	tree := func(pages string) []byte {
		return pdftest.File([][]byte{[]byte("<< /Type /Catalog /Pages 2 0 R >>"), []byte(pages)})
	}
	long := new(strings.Builder)
	for i := range 1500 {
		long.WriteString(body(float64(20*i), full))
	}
	tests := []struct {
		name, want string
		file       []byte
	}{
		{"password", "invalid pdf.locked", locked},
		{"scan", "invalid pdf.scanned", pdftest.Make(scan, scan)},
		{"scan with page numbers", "invalid pdf.scanned", pdftest.Make(pdftest.Page{Content: scan.Content + body(60, "— 1 —")})},
		{"scan with a program's stamp", "invalid pdf.scanned", pdftest.Make(pdftest.Page{Content: scan.Content + pdftest.Text(400, 20, 9, "扫描程序创建")})},
		{"scanned in part", "invalid pdf.scanned-pages pages 2–3, 5", pdftest.Make(text, scan, scan, text, scan)},
		{"drawn letters", "invalid pdf.scanned-pages pages 2", pdftest.Make(text, pdftest.Page{Content: strings.Repeat("10 10 m 20 20 l 30 10 l f\n", 10)})},
		{"codes without characters", "invalid pdf.coded-pages pages 1", pdftest.Make(pdftest.Page{Content: pdftest.Coded(73, 700, 16, strings.Repeat("00410042", 20))})},
		{"cut off", "invalid pdf.damaged", whole[:len(whole)-200]},
		{"no PDF behind its mark", "invalid pdf.damaged", []byte("%PDF-1.7\nnothing\n%%EOF")},
		{"no pages", "invalid pdf.damaged", pdftest.Make()},
		{"pages beyond number", "too-large pdf.pages limit 50", pdftest.Make(slices.Repeat([]pdftest.Page{text}, 51)...)},
		{"tree that claims pages", "invalid pdf.damaged", tree("<< /Type /Pages /Kids [] /Count 2000000000 >>")},
		{"tree that bites its tail", "invalid pdf.damaged-page page 1", tree("<< /Type /Pages /Kids [2 0 R] /Count 9 >>")},
		{"text beyond measure", "too-large pdf.text limit 1 MB", pdftest.Make(pdftest.Page{Content: long.String(), Compress: deflated})},
	}
	r := pdftest.Reader(t, pdf.Limits{Pages: 50, Text: 100_000})
	for _, tt := range tests {
		if got, err := r.Pages(t.Context(), tt.file); keyOf(err) != tt.want || got != nil {
			t.Errorf("Pages(%s) = %q, %q, want %q", tt.name, got, keyOf(err), tt.want)
		}
	}
}

// A file that would take all memory ends its own process; the next one is read.
func TestHostileFiles(t *testing.T) {
	r := pdftest.Reader(t, pdf.Limits{Time: time.Minute})
	nested := strings.Repeat("<< /A ", 200_000) + strings.Repeat(">> ", 200_000)
	for _, tt := range []struct {
		name string
		file []byte
	}{
		{"bomb of a page's content", pdftest.Make(pdftest.Page{Compress: bomb})},
		{"nested", pdftest.File([][]byte{[]byte("<< /Type /Catalog /Pages 2 0 R >>"), []byte(nested)})},
		{"states without end", pdftest.Make(pdftest.Page{Content: strings.Repeat("q ", 5_000_000), Compress: deflated})},
	} {
		began := time.Now()
		got, err := r.Pages(t.Context(), tt.file)
		if took := time.Since(began); took > time.Minute {
			t.Errorf("Pages(%s) took %v, want less than its limit", tt.name, took)
		}
		var known *errs.Error
		if err != nil && !errors.As(err, &known) || err == nil && strings.Join(got, "") != "" {
			t.Errorf("Pages(%s) = %q, %v, want a fault with a key or an empty page", tt.name, got, err)
		}
	}
	if got, err := r.Pages(t.Context(), pdftest.Make(pdftest.Page{Content: body(700, "云溪区")})); err != nil || fmt.Sprint(got) != "[云溪区\n]" {
		t.Errorf("Pages(the next file) = %q, %v", got, err)
	}
}

func TestProcessEnds(t *testing.T) {
	file := pdftest.Make(pdftest.Page{Content: body(700, "云溪区")})
	if _, err := pdftest.Reader(t, pdf.Limits{Time: time.Millisecond}).Pages(t.Context(), file); keyOf(err) != "too-large pdf.time limit 0" {
		t.Errorf("Pages(limit 1 ms) = %v, want pdf.time", err)
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	if _, err := pdftest.Reader(t, pdf.Limits{}).Pages(gone, file); !errors.Is(err, context.Canceled) {
		t.Errorf("Pages(caller gone) = %v, want context.Canceled", err)
	}
	if _, err := pdf.NewReader("/bin/false", "", pdf.Limits{}).Pages(t.Context(), file); keyOf(err) != "invalid pdf.failed" {
		t.Errorf("Pages(a process that dies) = %v, want pdf.failed", err)
	}
	if _, err := pdf.NewReader(filepath.Join(t.TempDir(), "none"), "", pdf.Limits{}).Pages(t.Context(), file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Pages(no program) = %v, want that there is none, for the operator", err)
	}
}
