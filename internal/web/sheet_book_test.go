package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The sheet goes to Excel and comes back as the draft; a wrong workbook changes
// nothing and is told by row and column; a doubted figure is questioned as if it
// had been typed.
func TestSheetBook(t *testing.T) {
	o := openOffice(t)
	reporter := o.login("reporter")
	const take = sheetPath + "/workbook"
	page := reporter.get(sheetPath)
	page.want(t, "GET "+sheetPath, http.StatusOK, "下载 Excel 填报表", "用 Excel 填报", `action="`+take+`"`)
	got := reporter.get(sheetPath + "/workbook.xlsx")
	if got.status != http.StatusOK {
		t.Fatalf("GET the workbook = %d: %.300s", got.status, got.text())
	}
	book := func(cells map[string]any) []byte {
		f, err := excelize.OpenReader(strings.NewReader(got.body))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows("应报数据")
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if value, ok := cells[row[0]]; ok && i >= 4 {
				at, err := excelize.CoordinatesToCellName(9, i+1)
				if err != nil {
					t.Fatal(err)
				}
				if err := f.SetCellValue("应报数据", at, value); err != nil {
					t.Fatal(err)
				}
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	fields := url.Values{"do": {"draft"}}
	before := o.seq()
	wrong := reporter.upload(take, "file", "填报表.xlsx", book(map[string]any{"PARK": "20吨", "PARKING": "4,0x0", "GARBAGE": 93.1}), fields)
	wrong.want(t, "POST a wrong workbook", http.StatusUnprocessableEntity, "应报数据 第", "I 列", "“20吨”", "计量单位“吨”与指标的", "“4,0x0”", "不是数字")
	if again := reporter.get(sheetPath); strings.Contains(again.body, "93.1") || strings.Contains(again.text(), "以下为") {
		t.Error("a wrong workbook left a draft")
	}
	fine := book(map[string]any{"PARK": "２０", "PARKING": "4,012", "GARBAGE": 193.1})
	if got := reporter.upload(take, "file", "填报表.xlsx", fine, fields); got.status != http.StatusSeeOther || o.seq() != before {
		t.Fatalf("POST the workbook = %d, ledger %d → %d, want 303 and no entry: %.600s", got.status, before, o.seq(), got.text())
	}
	reporter.get(sheetPath).want(t, "GET after the workbook", http.StatusOK, "填报表已读入草稿", "有 1 个数需要说明", `value="20"`, `value="4012"`, `value="193.1"`, `name="cause.garbage.xq"`)

	other := strings.Replace(take, "2023-10", "2023-09", 1)
	reporter.upload(other, "file", "填报表.xlsx", fine, fields).want(t, "POST to another month", http.StatusUnprocessableEntity, "2023-10")
	reporter.upload(take, "file", "填报表.xlsx", []byte("no workbook"), fields).want(t, "POST no workbook", http.StatusBadRequest, "不是 Office 文件")
	o.login("verifier2").upload(take, "file", "填报表.xlsx", fine, fields).want(t, "POST as a verifier", http.StatusForbidden)
}
