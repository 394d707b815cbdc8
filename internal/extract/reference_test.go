package extract

import (
	"strings"
	"testing"
)

// report puts a report's head above what it says.
func report(head string) string {
	return head + "\n各位代表：\n现在，我代表区政府向大会报告工作。\n去年，甲区财政收入增长6.1%。今年要新建学校3所。"
}

// TestToldDay holds which day a text is read from: its own, where it tells one that the given
// date does not fit.
func TestToldDay(t *testing.T) {
	for _, tt := range []struct{ name, head, given, want string }{
		{"the day of the speech", "政府工作报告\n——2025年1月9日在甲区第九届人民代表大会第四次会议上\n区长 王一", "2026-11-23", "2025-01-09 2025年1月9日"},
		{"in numerals, over two lines", "政府工作报告\n——二〇二五年一月九日在甲区第九届\n人民代表大会第四次会议上", "2026-11-23", "2025-01-09 二〇二五年一月九日"},
		{"in brackets", "政府工作报告\n（2025年1月9日）", "", "2025-01-09 2025年1月9日"},
		{"a title", "甲区2025年政府工作报告", "2026-11-23", "2025 2025年"},
		{"a title with two years", "关于甲区2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告", "2024-06-01", "2025 2025年"},
		{"a year that is over", "2024年甲区国民经济和社会发展统计公报", "2026-11-23", "2024 2024年"},
		{"no date given", "2025年甲区政府工作报告", "", "2025 2025年"},
		{"headings alone", "一、2024 年工作回顾\n去年，区里向好。\n二、2025年重点工作", "2026-11-23", "2025 2024 年"},
		{"a line of issue", "甲区重点任务落实见效\n来源：甲区日报\n发布时间：2025-03-04 10:20", "2026-11-23", "2025-03-04 2025-03-04"},
		{"the given date fits", "2025年甲区政府工作报告\n（2025年1月9日在甲区人民代表大会会议上）", "2025-02-20", ""},
		{"given when it was printed", "甲区2025年政府工作报告\n（2024年12月28日在甲区人民代表大会会议上）", "2025-01-10", ""},
		{"given before the year of the title", "甲区2025年政府工作报告", "2024-12-28", ""},
		{"half a year", "甲区2025年上半年重点工作任务完成情况报告", "2026-11-23", ""},
		{"nothing told", "甲区政府工作报告", "2026-11-23", ""},
		{"headings that do not agree", "一、2024年工作回顾\n去年，区里向好。\n二、2027年重点工作", "2026-11-23", ""},
	} {
		got := ""
		if ref := LayOut(report(tt.head), Options{Date: tt.given}).Told; ref != nil {
			got = ref.Value + " " + ref.Basis[0].Text
			if ref.Given != tt.given {
				t.Errorf("%s: Told says %q was given, want %q", tt.name, ref.Given, tt.given)
			}
		}
		if got != tt.want {
			t.Errorf("%s: LayOut(%q, %q).Told is %q, want %q", tt.name, tt.head, tt.given, got, tt.want)
		}
	}
}

// TestReadingGoesByTheToldDay holds that years are told from the text's own day.
func TestReadingGoesByTheToldDay(t *testing.T) {
	for _, tt := range []struct{ head, given, want string }{
		{"政府工作报告\n——2025年1月9日在甲区第九届人民代表大会第四次会议上", "2026-11-23", "甲区财政收入 2024 result\n新建学校 2025 target"},
		{"甲区2025年政府工作报告", "", "甲区财政收入 2024 result\n新建学校 2025 target"},
		{"甲区2025年政府工作报告", "2025-12-30", "甲区财政收入 2024 result\n新建学校 2025 target"},
		{"甲区政府工作报告", "", "甲区财政收入  result\n新建学校  target"},
	} {
		prose := ReadProse(report(tt.head), Options{Date: tt.given})
		var got []string
		for _, q := range prose.Quantities {
			got = append(got, q.Resolved+" "+q.Period+" "+q.Kind)
		}
		if got := strings.Join(got, "\n"); got != tt.want {
			t.Errorf("reading %q, given %q, finds\n%s\nwant\n%s", tt.head, tt.given, got, tt.want)
		}
		if told := prose.Reference != nil; told != strings.Contains(tt.head, "2025") {
			t.Errorf("reading %q, given %q, says of its day %v", tt.head, tt.given, prose.Reference)
		}
	}
}

// TestNoYearNoPeriod holds that a text which tells no year, read without a date, gives none, also
// where it looks back on five years.
func TestNoYearNoPeriod(t *testing.T) {
	text := "五年来，甲区面貌一新。城镇化率由52%提高到61.5%，新增学位8200个，工业投资年均增长7.2%。未来五年，城镇化率达到66%。"
	for _, q := range ReadProse(text, Options{}).Quantities {
		if q.Period != "" {
			t.Errorf("%s %s is of %q, want no period", q.Resolved, q.Value.Text, q.Period)
		}
	}
}
