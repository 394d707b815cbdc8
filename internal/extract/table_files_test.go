package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tupo/internal/textin"
)

// fileRows is one table as files hold it: "" under and beside a cell that reaches over others.
var fileRows = [][]string{
	{"指标名称", "单位", "2023年", "", "2024年"},
	{"", "", "目标", "完成", "预期目标"},
	{"地区生产总值", "亿元", "500", "498.5", "530左右"},
	{"城镇登记失业率", "%", "4.6", "", "≤4.5"},
}

const fileFacts = `地区生产总值 level 500亿元 2023 target
地区生产总值 level 498.5亿元 2023 result
地区生产总值 level 530亿元 approx 2024 target
城镇登记失业率 level 4.6% 2023 target
城镇登记失业率 level 4.5% le 2024 target`

// One table in a workbook, a web page, a Word file and a text gives the same facts.
func TestTablesOfFiles(t *testing.T) {
	for name, b := range map[string][]byte{"xlsx": fileBook(t), "html": []byte(filePage()), "docx": fileWord(t), "text": []byte(fileText())} {
		in, err := textin.Read(bytes.NewReader(b), textin.Limits{}, nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		p := ReadProse(in.Text, Options{Date: "2024-01-20"})
		checkProse(t, in.Text, p)
		if got := tableFacts(p); got != fileFacts {
			t.Errorf("%s:\n%s\nfacts:\n%s\nwant:\n%s", name, in.Text, got, fileFacts)
		}
	}
}

func fileText() string {
	var b strings.Builder
	for _, row := range fileRows {
		b.WriteString(strings.Join(row, "\t") + "\n")
	}
	return b.String()
}

func fileBook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range fileRows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, span := range [][2]string{{"A1", "A2"}, {"B1", "B2"}, {"C1", "D1"}} {
		if err := f.MergeCell("Sheet1", span[0], span[1]); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func filePage() string {
	var b strings.Builder
	b.WriteString("<html><body><h1>主要指标</h1><table><tr><th rowspan=2>指标名称<th rowspan=2>单位<th colspan=2>2023年<th>2024年<tr><th>目标<th>完成<th>预期目标")
	for _, row := range fileRows[2:] {
		b.WriteString("<tr>")
		for _, c := range row {
			b.WriteString("<td>" + c + "</td>")
		}
	}
	return b.String() + "</table></body></html>"
}

// fileWord is a Word file: a cell over two columns is one, over two rows one and a blank one.
func fileWord(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(w, `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl>`)
	for i, row := range fileRows {
		_, _ = io.WriteString(w, "<w:tr>")
		for k, c := range row {
			span := ""
			switch {
			case i == 0 && k == 3:
				continue
			case i == 0 && k == 2:
				span = `<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>`
			}
			_, _ = io.WriteString(w, "<w:tc>"+span+"<w:p><w:r><w:t>"+c+"</w:t></w:r></w:p></w:tc>")
		}
		_, _ = io.WriteString(w, "</w:tr>")
	}
	_, _ = io.WriteString(w, "</w:tbl></w:body></w:document>")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
