package app_test

import (
	"strings"
	"testing"

	"tupo/internal/app"
)

// The sentence around a fact: up to its marks, joined over a column's break, and with
// dots where it is cut.
func TestAround(t *testing.T) {
	long := strings.Repeat("长", 200)
	for _, tt := range []struct{ text, fact, before, after string }{
		{"前一句。新建口袋公园18处；力争20处。", "18处", "新建口袋公园", "；"},
		{"新建口袋\n公园18处。", "18处", "新建口袋公园", "。"},
		{"标题\n\n　　18处公园", "18处", "", "公园"},
		{long + "18处" + long, "18处", "……" + long[:360], long[:360] + "……"},
	} {
		text := []rune(tt.text)
		start := len([]rune(tt.text[:strings.Index(tt.text, tt.fact)]))
		before, after := app.Around(text, start, start+len([]rune(tt.fact)))
		if before != tt.before || after != tt.after {
			t.Errorf("Around(%.40q) = %q, %q, want %q, %q", tt.text, before, after, tt.before, tt.after)
		}
	}
	if before, after := app.Around([]rune("短"), 3, 9); before+after != "" {
		t.Errorf("Around beyond the text = %q, %q", before, after)
	}
}
