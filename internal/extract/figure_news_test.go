package extract

import "testing"

// News tell results; what a meeting orders or sets in them is wanted. Months that are over
// are told of, whatever stands above them.
func TestTargetsInNews(t *testing.T) {
	for _, tt := range []struct{ text, value, kind, period string }{
		{"区委召开经济工作会议\n本报讯 11月14日，区委召开经济工作会议。今年以来，地区生产总值增长5.8%。会议提出，明年地区生产总值增长6%以上。", "5.8%", "result", "2023"},
		{"区委召开经济工作会议\n本报讯 11月14日，区委召开经济工作会议。今年以来，地区生产总值增长5.8%。会议提出，明年地区生产总值增长6%以上。", "6%以上", "target", "2024"},
		{"区委召开专题会议\n本报讯 11月14日，区委召开专题会议。会议要求，要新建社区食堂30家。已建成口袋公园12处。", "30家", "target", "2023"},
		{"区委召开专题会议\n本报讯 11月14日，区委召开专题会议。会议要求，要新建社区食堂30家。已建成口袋公园12处。", "12处", "result", "2023"},
		{"2023年目标：新建社区食堂30家。\n", "30家", "target", "2023"},
		{"经济运行情况\n1—10月，外贸进出口总额2600亿元。\n2023年主要预期目标是：城镇新增就业8万人。\n", "2600亿元", "result", "2023-01/2023-10"},
		{"经济运行情况\n1—10月，外贸进出口总额2600亿元。\n2023年主要预期目标是：城镇新增就业8万人。\n", "8万人", "target", "2023"},
	} {
		found := false
		for _, q := range ReadProse(tt.text, Options{Date: "2023-11-14"}).Quantities {
			if q.Value.Text != tt.value {
				continue
			}
			found = true
			if q.Kind != tt.kind || q.Period != tt.period {
				t.Errorf("%s of %q is a %s of %s, want a %s of %s", tt.value, tt.text, q.Kind, q.Period, tt.kind, tt.period)
			}
		}
		if !found {
			t.Errorf("%s of %q is not found", tt.value, tt.text)
		}
	}
}
