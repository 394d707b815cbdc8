package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"tupo/internal/testing/browser"
)

// planBook is a workbook with a table of indicators whose header runs over two rows.
func planBook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for at, row := range map[string][]any{
		"A1": {"云溪区2022年计划执行情况和2023年计划主要指标表"},
		"A2": {"序号", "指标名称", "计量单位", "2022年", "", "2023年", "", "责任单位"},
		"A3": {"", "", "", "目标", "实际完成", "预期目标", "增长（%）", ""},
		"A4": {"一、经济发展"},
		"A5": {1, "地区生产总值", "亿元", 500, 498.5, "530左右", 6, "区发展改革局"},
		"A6": {"", "其中：第一产业", "亿元", 50, 49, nil, 4, "区农业农村局"},
		"A7": {2, "规模以上工业增加值增速", "%", 7, 7.2, "8以上", nil, "区工业和信息化局"},
		"A8": {3, "居民人均可支配收入增速", "%", 6, 5.9, "与经济增长同步", nil, "区统计局"},
	} {
		if err := f.SetSheetRow("Sheet1", at, &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, span := range [][2]string{{"A1", "H1"}, {"A2", "A3"}, {"B2", "B3"}, {"C2", "C3"}, {"D2", "E2"}, {"F2", "G2"}, {"H2", "H3"}} {
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

// The rows of a workbook stand on the page as rows, each figure marked in its cell. They
// were lines in which the cells ran into each other.
func TestDocumentOfATable(t *testing.T) {
	o := openOffice(t)
	r := o.login("office")
	added := r.upload("/documents", "file", "指标.xlsx", planBook(t), url.Values{"date": {"2023-01-20"}})
	page := r.follow(added)
	page.want(t, "the document", http.StatusOK, `<p class="row"><span>序号</span><span>指标名称</span>`, `<p class="row over"><span>一、经济发展</span>`, "与经济增长同步", "规模以上工业增加值")
	if n := strings.Count(page.body, `<p class="row">`); n != 6 {
		t.Errorf("the page has %d rows, want 6", n)
	}
	if n := strings.Count(page.body, `id="s-`); n != 13 {
		t.Errorf("the page marks %d figures, want 13", n)
	}
	if p := os.Getenv("SHOT"); p != "" {
		c := clerkAt(t, o, added.location)
		if err := browser.Screenshot(c.ctx, p, 1500, 900, false); err != nil {
			t.Fatal(err)
		}
	}
}
