package extract

import "testing"

// TestTurns: a rate that turns, told with both its ends.
func TestTurns(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"工业增加值增速由-3%转正为1.2%。", "工业增加值 growth -3% 2022 result\n工业增加值 growth 1.2% 2023 result"},
		{"外贸进出口由上年的-5.1%转正至0.6%。", "外贸进出口 growth -5.1% 2022 result\n外贸进出口 growth 0.6% 2023 result"},
		{"外贸出口降幅由5.1%收窄为2%。", "外贸出口 decline 5.1% 2022 result\n外贸出口 decline 2% 2023 result"},
		{"工业用电量由下降2.1%转为增长3.4%。", "工业用电量 decline 2.1% 2022 result\n工业用电量 growth 3.4% 2023 result"},
		{"房地产投资由增长2.1%转为下降3.4%。", "房地产投资 growth 2.1% 2022 result\n房地产投资 decline 3.4% 2023 result"},
		{"工业投资由降转增，同比增长1.2%。", "工业投资 growth 1.2% 2023 result"},
		{"空气优良率由80%提高为85%。", "空气优良率 level 80% 2022 result\n空气优良率 level 85% 2023 result"},
	} {
		got := ReadProse(tt.text, Options{Date: "2024-03-05"})
		checkProse(t, tt.text, got)
		if facts := tableFacts(got); facts != tt.want {
			t.Errorf("ReadProse(%q) finds\n%s\nwant\n%s", tt.text, facts, tt.want)
		}
	}
}
