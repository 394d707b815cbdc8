package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
	"tupo/internal/textin/unzip"
)

// raw makes a workbook of one sheet 数据 from its XML, for what no library writes.
func raw(t testing.TB, workbookPr, sheetData, strings, styles string) []byte {
	t.Helper()
	const rel = "http://purl.oclc.org/ooxml/officeDocument/relationships" // the strict form
	parts := []string{
		"[Content_Types].xml", `<Types/>`,
		"_rels/.rels", `<Relationships><Relationship Id="a" Type="` + rel + `/officeDocument" Target="/xl/book.xml"/></Relationships>`,
		"xl/book.xml", `<x:workbook xmlns:x="m" xmlns:r="` + rel + `"><x:workbookPr ` + workbookPr + `/><x:sheets><x:sheet name="数据" sheetId="1" r:id="s"/></x:sheets></x:workbook>`,
		"xl/_rels/book.xml.rels", `<Relationships><Relationship Id="s" Type="` + rel + `/worksheet" Target="w/s.xml"/><Relationship Id="t" Type="` + rel + `/sharedStrings" Target="t.xml"/><Relationship Id="y" Type="` + rel + `/styles" Target="y.xml"/></Relationships>`,
		"xl/w/s.xml", `<worksheet>` + sheetData + `</worksheet>`,
		"xl/t.xml", `<sst>` + strings + `</sst>`,
		"xl/y.xml", `<styleSheet>` + styles + `</styleSheet>`,
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(w, parts[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func inline(ref, text string) string {
	return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, text)
}

func header() string {
	return `<row r="1">` + inline("A1", "指标") + inline("B1", "单位") + inline("C1", "期间") + inline("D1", "口径") + inline("E1", "数值") + inline("F1", "发布日期") + `</row>`
}

func figure(row int, value, released string) string {
	r := fmt.Sprint(row)
	return `<row r="` + r + `">` + inline("A"+r, "QD") + inline("B"+r, "FGJ") + inline("C"+r, fmt.Sprintf("2022年%d月", row)) + inline("D"+r, "公开数") + value + released + `</row>`
}

func TestRawCells(t *testing.T) {
	data := `<sheetData>` + header() +
		figure(2, `<c t="s"><v>0</v></c>`, `<c r="F2" s="1"><v>43377.6</v></c>`) + // no cell name: the next column
		figure(3, `<c r="E3"><v>1.0000000000000002E1</v></c>`, `<c r="F3" t="d"><v>2022-10-05T00:00:00Z</v></c>`) +
		figure(4, `<c r="E4" t="str"><f>A</f><v>１２</v></c>`, `<c r="F4"><v>20221005</v></c>`) +
		figure(5, `<c r="E5" t="b"><v>1</v></c>`, ``) +
		figure(6, `<c r="E6" t="e"><v>#DIV/0!</v></c>`, ``) +
		figure(7, `<c r="E7"><f>1+1</f></c>`, ``) +
		figure(8, `<c r="E8" t="s"><v>99</v></c>`, ``) +
		`<row r="9"><c r="A9" s="1"/><c r="B9" t="inlineStr"><is><t> </t></is></c></row>` +
		`</sheetData>`
	texts := `<si><r><t>1</t></r><r><t>0</t></r><rPh><t>ten</t></rPh></si>`
	styles := `<numFmts><numFmt numFmtId="170" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>`
	b, _ := sheettest.Book()
	_, wrongs := read(t, raw(t, `date1904="1"`, data, texts, styles)).Resolve(sheet.Existing{Book: b}, ids(), today)
	want := "数据 E5 workbook.number|数据 E6 workbook.error-cell|数据 E7 workbook.uncached|数据 E8 workbook.required"
	if got := strings.Join(lines(wrongs), "|"); got != want {
		t.Errorf("Resolve(raw cells) = %s, want %s", got, want)
	}
	data = `<sheetData>` + header() +
		figure(2, `<c t="s"><v>0</v></c>`, `<c r="F2" s="1"><v>43377.6</v></c>`) +
		figure(3, `<c r="E3"><v>1.0000000000000002E1</v></c>`, `<c r="F3" t="d"><v>2022-10-05T00:00:00Z</v></c>`) +
		figure(4, `<c r="E4" t="str"><f>A</f><v>１２</v></c>`, `<c r="F4"><v>20221005</v></c>`) + `</sheetData>`
	in, wrongs := read(t, raw(t, `date1904="1"`, data, texts, styles)).Resolve(sheet.Existing{Book: b}, ids(), today)
	if len(wrongs) > 0 || len(in.Observations) != 3 {
		t.Fatalf("Resolve(raw cells) = %+v, %+v, want three figures", in.Observations, wrongs)
	}
	for i, want := range []struct {
		value    int64
		released core.Date
	}{{10, "2022-10-05"}, {10, "2022-10-05"}, {12, "2022-10-05"}} {
		if o := in.Observations[i]; o.Value != core.Whole(want.value) || o.Released != want.released {
			t.Errorf("figure %d = %s released %s, want %d released %s", i, o.Value, o.Released, want.value, want.released)
		}
	}
}

func fault(err error) string {
	for _, e := range errs.All(err) {
		return e.Kind.String() + " " + e.Key
	}
	return fmt.Sprint(err)
}

func TestReadRefuses(t *testing.T) {
	var other bytes.Buffer
	z := zip.NewWriter(&other)
	_, _ = z.Create("a.txt")
	_ = z.Close()
	tests := []struct {
		name string
		in   []byte
		l    sheet.Limits
		want string
	}{
		{"nothing", nil, sheet.Limits{}, "invalid unzip.damaged"},
		{"csv", []byte("编号,名称\nA01,甲\n"), sheet.Limits{}, "invalid unzip.damaged"},
		{"xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), sheet.Limits{}, "invalid workbook.old-format"},
		{"other zip", other.Bytes(), sheet.Limits{}, "invalid workbook.no-workbook"},
		{"no known sheet", sheettest.Build(sheettest.Sheet{Name: "随便"}), sheet.Limits{}, "invalid workbook.no-sheets"},
		{"input", sheettest.Build(sheettest.Minimal()...), sheet.Limits{Zip: unzip.Limits{Input: 1000}}, "too-large unzip.input"},
		{"cells", sheettest.Build(sheettest.Minimal()...), sheet.Limits{Cells: 10}, "too-large workbook.cells"},
		{"rows", sheettest.Build(sheettest.Minimal()...), sheet.Limits{Rows: 4}, "too-large workbook.cells"},
		{"cut sheet", raw(t, "", `<sheetData><row r="1">`, "", ""), sheet.Limits{}, "invalid unzip.part"},
		{"entity", raw(t, "", `<sheetData>&lol;</sheetData>`, "", ""), sheet.Limits{}, "invalid unzip.part"},
	}
	for _, tt := range tests {
		_, err := sheet.Read(bytes.NewReader(tt.in), int64(len(tt.in)), tt.l)
		if got := fault(err); got != tt.want {
			t.Errorf("Read(%s) = %v, want %s", tt.name, err, tt.want)
		}
	}
}

// bombs are small files that would unpack to much or fill memory in other ways.
// The soft ones compress so little that their ratio does not give them away.
// They are scaled down with the limits they are to break.
func bombs(t testing.TB, scale int) map[string][]byte {
	chance := rand.New(rand.NewPCG(1, 2))
	soft := func(n int, format string) string {
		var b strings.Builder
		for range n / scale {
			fmt.Fprintf(&b, format, chance.IntN(100_000))
		}
		return b.String()
	}
	return map[string][]byte{
		"zeros":         raw(t, "", strings.Repeat("0", 80<<20/scale), "", ""),
		"rows":          raw(t, "", `<sheetData>`+strings.Repeat(`<row><c><v>1</v></c></row>`, 2<<20/scale)+`</sheetData>`, "", ""),
		"many cells":    raw(t, "", `<sheetData>`+soft(520_000, `<row><c><v>%d</v></c></row>`)+`</sheetData>`, "", ""),
		"shared texts":  raw(t, "", ``, soft(520_000, `<si><t>%d</t></si>`), ""),
		"merged":        raw(t, "", `<mergeCells>`+soft(300_000, `<mergeCell ref="A1:B%d"/>`)+`</mergeCells>`, "", ""),
		"many in a row": raw(t, "", `<sheetData><row>`+soft(9000, `<c r="B1"><v>%d</v></c>`)+`</row></sheetData>`, "", ""),
		"styles":        raw(t, "", ``, "", `<cellXfs>`+soft(700_000, `<xf numFmtId="%d"/>`)+`</cellXfs>`),
		"formats":       raw(t, "", ``, "", `<numFmts>`+soft(2_000_000, `<numFmt numFmtId="%d" formatCode="0"/>`)+`</numFmts>`),
		"one long text": raw(t, "", `<sheetData><row><c t="str"><v>`+soft(4_000_000, "%d")+`</v></c></row></sheetData>`, "", ""),
		"one long tag":  raw(t, "", `<sheetData><row r="`+soft(4_000_000, "%d")+`"/></sheetData>`, "", ""),
	}
}

func scaled(scale int) sheet.Limits {
	return sheet.Limits{Cells: 500_000 / scale, Rows: 100_000 / scale, Zip: unzip.Limits{Total: 64 << 20 / int64(scale)}}
}

func TestBombsAreRefused(t *testing.T) {
	const scale = 10
	for name, bomb := range bombs(t, scale) {
		_, err := sheet.Read(bytes.NewReader(bomb), int64(len(bomb)), scaled(scale))
		if !errs.Is(err, errs.TooLarge) {
			t.Errorf("Read(bomb %s) = %v, want errs.TooLarge", name, err)
		}
	}
}

// BenchmarkBombs tells what refusing costs: processor time, and what the heap
// holds at most.
func BenchmarkBombs(b *testing.B) {
	for name, bomb := range bombs(b, 1) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			peak, start := watchHeap(b), processor()
			for b.Loop() {
				if _, err := sheet.Read(bytes.NewReader(bomb), int64(len(bomb)), sheet.Limits{}); !errs.Is(err, errs.TooLarge) {
					b.Fatalf("Read(bomb %s) = %v, want errs.TooLarge", name, err)
				}
			}
			b.ReportMetric(float64((processor()-start).Milliseconds())/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(peak())/(1<<20), "MB-peak")
			b.ReportMetric(float64(len(bomb)), "bytes-in")
		})
	}
}
