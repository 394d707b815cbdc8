package textin

import "testing"

func TestUnmarked(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"# 新区召开调度会\n\n正文。\n", "新区召开调度会\n\n正文。\n"},
		{"正文。\n### 二、目标 #1\n", "正文。\n二、目标 #1\n"},
		{"确保增长**6%以上**，__力争__7%。", "确保增长6%以上，力争7%。"},
		{"#话题不是标题\n3 * 4 ** 5\n- 一项\n| 甲 | 乙 |\n", "#话题不是标题\n3 * 4 ** 5\n- 一项\n| 甲 | 乙 |\n"},
	} {
		if got := Unmarked(tt.text); got != tt.want {
			t.Errorf("Unmarked(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
