package app_test

import (
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/extract"
)

// The sentence around a fact: up to its marks, joined over a column's break, and with
// dots where it is cut.
func TestAround(t *testing.T) {
	long := strings.Repeat("长", 200)
	for _, tt := range []struct{ text, fact, before, after string }{
		{"前一句。新建口袋公园18处；力争20处。", "18处", "新建口袋公园", "；"},
		{"今年我区围绕城市更新，计划新建口袋公园、社区公\n园18处。", "18处", "今年我区围绕城市更新，计划新建口袋公园、社区公园", "。"},
		{"示例制药基地项目开工\n2023年11月10日，示例制药基地项目在新区开工，总投资52亿元。\n", "52亿元", "2023年11月10日，示例制药基地项目在新区开工，总投资", "。"},
		{"# 新区召开调度会\n\n会议指出，128个项目开工121个。\n", "121个", "会议指出，128个项目开工", "。"},
		{"标题\n\n　　18处公园", "18处", "", "公园"},
		{"The works of\nnine firms began; 18处 in all.", "18处", "The works of nine firms began;", "in all."},
		{long + "18处" + long, "18处", "……" + long[:360], long[:360] + "……"},
	} {
		start := len([]rune(tt.text[:strings.Index(tt.text, tt.fact)]))
		before, after := wording(tt.text).Around(start, start+len([]rune(tt.fact)))
		if before != tt.before || after != tt.after {
			t.Errorf("Around(%.40q) = %q, %q, want %q, %q", tt.text, before, after, tt.before, tt.after)
		}
	}
	if before, after := wording("短").Around(3, 9); before+after != "" {
		t.Errorf("Around beyond the text = %q, %q", before, after)
	}
}

func wording(text string) *app.Wording {
	return app.NewWording([]rune(text), extract.LayOut(text, extract.Options{}))
}
