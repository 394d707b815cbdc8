package app

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tupo/internal/extract"
	"tupo/internal/textin"
)

// TestTitleOf: what a document is called whose name nobody gave. Each sheet of a workbook ends with ¶.
func TestTitleOf(t *testing.T) {
	for _, tt := range []struct {
		name string
		form textin.Form
		text string
		want string
	}{
		{"a heading above the table", textin.Workbook, "Sheet1\n附件1\n2024年甲区重点任务分解表\n序号\t任务\t牵头单位\n1\t修桥\t交通局\n¶", "2024年甲区重点任务分解表"},
		{"a heading with the unit beside it", textin.Workbook, "工作表1\n甲区项目调度表\t\t单位：万元\n项目\t投资\n¶", "甲区项目调度表"},
		{"no heading", textin.Workbook, "Sheet1\n序号\t任务\t牵头单位\n1\t修桥\t交通局\n¶", "分解表.xlsx"},
		{"a sheet with a name", textin.Workbook, "一季度进度\n指标\t完成\n投资\t3\n¶", "一季度进度"},
		{"a heading before the sheet's name", textin.Workbook, "一季度进度\n甲区一季度指标完成情况\n指标\t完成\n¶", "甲区一季度指标完成情况"},
		{"the second sheet", textin.Workbook, "Sheet1\n1\t2\n¶Sheet2\n甲区督办事项清单\n事项\t承办单位\n¶", "甲区督办事项清单"},
		{"a text", textin.Plain, "甲区政府工作报告\n各位代表：\n过去一年，区里向好。\n", "甲区政府工作报告"},
		{"a text that names itself so", textin.Plain, "Sheet1\n", "Sheet1"},
	} {
		read := textin.Result{Form: tt.form, Text: strings.ReplaceAll(tt.text, "¶", "")}
		at := 0
		for i, s := range strings.SplitAfter(tt.text, "¶") {
			n := utf8.RuneCountInString(strings.TrimSuffix(s, "¶"))
			if strings.HasSuffix(s, "¶") {
				read.Pages = append(read.Pages, textin.Page{Number: i + 1, Start: at, End: at + n})
			}
			at += n
		}
		if got := titleOf(read, extract.Title(read.Text), "分解表.xlsx"); got != tt.want {
			t.Errorf("%s: titleOf(%q) = %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}
