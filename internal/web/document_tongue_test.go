package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// What a page says of days, months and amounts it says in its reader's language.
func TestDocumentPagesInTheReadersLanguage(t *testing.T) {
	r := openOffice(t).login("office")
	for _, tt := range []struct {
		name, text, date string
		zh, en           []string
		never            string // in neither language
	}{
		{"汇报.md", "# 示例园区情况\n\n会议指出，**今年12月**，全区实际使用外资完成9.6亿美元。\n", "2023-11-14",
			[]string{">示例园区情况</h1>", "2023年12月还没有开始。"}, []string{"December 2023 has not begun."}, "# 示例"},
		{"年报.txt", "2023年9月，全区实际使用外资完成9.6亿美元。\n", "2024-01-12",
			[]string{"2024年1月12日还没有到。"}, []string{"12 January 2024 is still to come."}, "2024-01-12"},
		{"开工.txt", "示例制药基地项目开工\n2023年11月10日，示例制药基地项目在新区开工。项目总投资28亿元，占地260亩，其中一期投资15亿元、用地120亩。\n", "2023-11-14",
			[]string{"28亿元"}, []string{"2.8 bn yuan", "260 mu", ", land 120 mu"}, "项目开工2023年"},
		{"计划.txt", "关于2023年计划安排的报告\n2023年主要目标：实际使用外资达到9.5亿—9.9亿美元。\n", "2023-01-12",
			[]string{"区间取9.500 亿美元为目标、9.900 亿美元为力争"}, []string{"range: 0.9500 bn US$ as target, 0.9900 bn US$ as stretch"}, "不是区间类"},
	} {
		added := r.upload("/documents", "file", tt.name, []byte(tt.text), url.Values{"date": {tt.date}})
		for lang, want := range map[string][]string{"zh": tt.zh, "en": tt.en} {
			a := r.get(added.location + "?lang=" + lang)
			a.want(t, tt.name+" in "+lang, http.StatusOK, want...)
			if table := a.body[strings.Index(a.body, "facts-table"):]; strings.Contains(table[:strings.Index(table, `class="about"`)], tt.never) {
				t.Errorf("%s in %s says %q", tt.name, lang, tt.never)
			}
		}
	}
}

// A figure that is cumulated is that of all months of the year until then, and was once
// listed as the last month's.
func TestPublishedFigureOfManyMonths(t *testing.T) {
	r := openOffice(t).login("office")
	page := r.follow(r.upload("/documents", "file", "外资.txt", []byte("2023年前三季度，全区实际使用外资完成9.2亿美元。\n"), url.Values{"date": {"2023-11-12"}}))
	r.post(regexp.MustCompile(`data-url="([^"]+)"`).FindStringSubmatch(page.body)[1], url.Values{"do": {"accept"}})
	r.get("/documents/figures?lang=zh").want(t, "the figures", http.StatusOK, "2023年1—9月", "9.200 亿美元")
	r.get("/documents/figures?lang=en").want(t, "the figures in English", http.StatusOK, "January–September 2023")
}
