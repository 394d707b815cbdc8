package textin_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tupo/internal/textin"
)

// book makes a workbook by fill.
func book(t testing.TB, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// all carries out steps until one fails.
func all(steps ...error) error {
	for _, err := range steps {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestReadWorkbook(t *testing.T) {
	in := book(t, func(f *excelize.File) error {
		const s = "一季度"
		day, err := f.NewStyle(&excelize.Style{CustomNumFmt: new(`yyyy"年"m"月"`)})
		if err != nil {
			return err
		}
		share, err := f.NewStyle(&excelize.Style{NumFmt: 10})
		if err != nil {
			return err
		}
		for _, name := range []string{"隐藏", "空表", "项目"} {
			if _, err := f.NewSheet(name); err != nil {
				return err
			}
		}
		return all(
			f.SetSheetName("Sheet1", s),
			f.SetSheetRow(s, "A1", &[]any{"指标", "备注", "完成\n情况", "增速"}),
			f.SetSheetRow(s, "A2", &[]any{"生产总值", "藏", 1200.5, 0.065}),
			f.SetSheetRow(s, "A3", &[]any{"不见", "藏", 1, 1}),
			f.SetSheetRow(s, "A5", &[]any{45231, "", "", true}),
			f.SetCellStyle(s, "A5", "A5", day), f.SetCellStyle(s, "D2", "D2", share),
			f.SetColVisible(s, "B", false), f.SetRowVisible(s, 3, false),
			f.SetCellValue("隐藏", "A1", "藏"), f.SetSheetVisible("隐藏", false),
			f.SetCellValue("项目", "B2", "２号　專項"),
			f.SetCellFormula("项目", "C2", "1+1"), // never calculated: there is nothing to show
		)
	})
	got, err := textin.Read(bytes.NewReader(in), textin.Limits{}, nil)
	const want = "一季度\n指标\t完成 情况\t增速\n生产总值\t1200.5\t6.50%\n2023年11月\t\tTRUE\n项目\n\t２号　專項\n"
	if got.Text != want || err != nil || got.Form != textin.Workbook {
		t.Errorf("Read(workbook) = %q, %s, %v, want %q", got.Text, got.Form, err, want)
	}
	if len(got.Pages) != 2 {
		t.Fatalf("Read(workbook) has pages %v, want two", got.Pages)
	}
	for i, name := range []string{"一季度", "项目"} {
		p := got.Pages[i]
		if text := string([]rune(got.Text)[p.Start:p.End]); p.Name != name || p.Number != i+1 || !strings.HasPrefix(text, name+"\n") || !strings.HasSuffix(text, "\n") {
			t.Errorf("page %d of the workbook is %+v with %q, want sheet %s", i, p, text, name)
		}
	}
}

// Blank cells at the end of a row are kept up to the widest row above it, but for a row of one cell.
func TestWorkbookBlankCells(t *testing.T) {
	in := book(t, func(f *excelize.File) error {
		const s = "Sheet1"
		return all(
			f.SetSheetRow(s, "A1", &[]any{"分解表"}),
			f.SetSheetRow(s, "A2", &[]any{"任务", "牵头", "时限", "备注"}),
			f.SetSheetRow(s, "A3", &[]any{"修桥"}),
			f.SetSheetRow(s, "A4", &[]any{"清淤", "水利局"}),
			f.SetSheetRow(s, "A5", &[]any{"植树", "", "六月"}),
		)
	})
	got, err := textin.Read(bytes.NewReader(in), textin.Limits{}, nil)
	if want := "Sheet1\n分解表\n任务\t牵头\t时限\t备注\n修桥\n清淤\t水利局\t\t\n植树\t\t六月\t\n"; got.Text != want || err != nil {
		t.Errorf("Read(workbook) = %q, %v, want %q", got.Text, err, want)
	}
}

// bareBook is a workbook of the fewest parts, with one worksheet of this content.
func bareBook(t *testing.T, sheet string) []byte {
	const office, packages = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://schemas.openxmlformats.org/package/2006/"
	const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	return pack(t,
		"[Content_Types].xml", `<Types xmlns="`+packages+`content-types"/>`,
		"_rels/.rels", `<Relationships xmlns="`+packages+`relationships"><Relationship Id="r1" Type="`+office+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/_rels/workbook.xml.rels", `<Relationships xmlns="`+packages+`relationships"><Relationship Id="r1" Type="`+office+`/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook xmlns="`+main+`" xmlns:r="`+office+`"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml", `<worksheet xmlns="`+main+`">`+sheet+`</worksheet>`)
}

func TestReadFormulaResult(t *testing.T) {
	in := bareBook(t, `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>合计</t></is></c><c r="B1"><f>SUM(C1:D1)</f><v>42</v></c></row></sheetData>`)
	got, err := textin.Read(bytes.NewReader(in), textin.Limits{}, nil)
	if got.Text != "表\n合计\t42\n" || err != nil {
		t.Errorf("Read(formula with its result) = %q, %v, want 表, 合计 42", got.Text, err)
	}
}

func TestHostileWorkbooks(t *testing.T) {
	far := new(strings.Builder)
	for i := range 100 {
		fmt.Fprintf(far, `<row r="%d"><c r="XFD%d"><v>%d</v></c></row>`, i+1, i+1, i)
	}
	columns := new(strings.Builder)
	for i := range 20_000 {
		fmt.Fprintf(columns, `<col min="1" max="16384" hidden="1" width="%d"/>`, i)
	}
	varied := new(strings.Builder)
	for i := range 400_000 {
		fmt.Fprintf(varied, `<row r="%d"><c><v>%d</v></c></row>`, i+1, i*7919%100_003)
	}
	tests := []struct {
		name  string
		in    []byte
		fault string
	}{
		{"bomb", bareBook(t, strings.Repeat(" ", 8<<20)), "too-large unzip.bomb"},
		{"cells far to the right", bareBook(t, "<sheetData>"+far.String()+"</sheetData>"), "too-large textin.cells"},
		{"column definitions", bareBook(t, "<cols>"+columns.String()+"</cols><sheetData/>"), "too-large textin.cells"},
		{"rows", bareBook(t, "<sheetData>"+varied.String()+"</sheetData>"), "too-large textin.cells"},
		{"cut off", bareBook(t, "<sheetData><row><c><v>1</v>")[:300], "invalid unzip.damaged"},
		{"broken part", bareBook(t, "<sheetData><row><c></row>"), "invalid unzip.part"},
		{"nothing", bareBook(t, "<sheetData/>"), "invalid textin.empty"},
	}
	for _, tt := range tests {
		got, err := textin.Read(bytes.NewReader(tt.in), textin.Limits{}, nil)
		if keyOf(err) != tt.fault {
			t.Errorf("Read(%s) = %.40q, %q, want %q", tt.name, got.Text, keyOf(err), tt.fault)
		}
	}
}
