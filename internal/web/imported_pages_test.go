package web_test

import (
	"bytes"
	"net/http"
	"testing"

	"tupo/internal/app"
	"tupo/internal/demo"
	"tupo/internal/sheet/sheettest"
)

// A figure that a workbook brought stands proposed in its unit's sheet, and nobody is
// said to approve it.
func TestImportedFigureIsProposed(t *testing.T) {
	o := openOffice(t)
	rows := [][]any{{"指标", "单位", "期间", "口径", "数值"}}
	for indicator, value := range map[string]string{"口袋公园建设": "17", "新增公共停车泊位": "3010", "生活垃圾分类达标率": "91.5"} {
		rows = append(rows, []any{indicator, "西海岸新区", "2023-09", "调度数", value})
	}
	out, err := o.app.Import(t.Context(), app.Operator(demo.District), bytes.NewReader(sheettest.Build(sheettest.Sheet{Name: "数据", Rows: rows})), false)
	if err != nil || out.Failed() {
		t.Fatalf("Import() = %+v, %v", out.Wrong, err)
	}
	reporter, office, english := o.login("reporter"), o.login("office"), o.login("office")
	english.lang = "en"
	reporter.get("/sheets/CGJ/2023-09").want(t, "GET the sheet", http.StatusOK, `value="17"`, `value="3010"`, `value="91.5"`, "导入，未核实")
	office.get("/sheets/CGJ/2023-09").want(t, "GET the sheet as the office", http.StatusOK, "导入，未核实", "3,010")
	office.get("/targets/A08T5?period=2023-09").want(t, "GET the target", http.StatusOK, "导入，未核实", "完成 17 处 未核实")
	english.get("/targets/A08T5?period=2023-09").want(t, "GET the target in English", http.StatusOK, "imported, unverified")
}
