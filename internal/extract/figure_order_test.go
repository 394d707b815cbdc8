package extract

import "testing"

// TestFiguresOfOrders: what an order says of numbers are targets, named without the body that is
// to act, and so is what is said of a year that is still to come.
func TestFiguresOfOrders(t *testing.T) {
	for _, tt := range []struct {
		name, text, want string
	}{
		{"behind 要 and a date", "区住建局要于12月底前完成老旧小区改造30个。", "老旧小区改造 level 30个 2024-12 target"},
		{"behind a body's date", "区水务局于6月底前完成河道清淤12公里。", "完成河道清淤 level 12公里 2024-06 target"},
		{"a date before 要", "会议要求，12月底前要全面完成旧厂房改造30处。", "完成旧厂房改造 level 30处 2024-12 target"},
		{"who is in charge", "区教体局负责，8月底前新增学位3000个。", "新增学位 level 3000个 2024-08 target"},
		{"a company's own", "丙方集团要全力突围，力争营收达到12亿元。", "丙方集团营收 level 12亿元 ge 2024 target"},
		{"not a body", "固定资产投资今年要增长10%左右。", "固定资产投资 growth 10% approx 2024 target"},
		{"the year of a plan", "关于2023年国民经济和社会发展计划执行情况和2024年国民经济和社会发展计划草案的报告\n2024年，新增就业2万人，建成公寓3000套。", "新增就业 level 2万人 2024 target\n建成公寓 level 3000套 2024 target"},
		{"under the heading of a plan", "甲区2024年国民经济和社会发展计划草案\n二、2024年计划安排\n2024年，新增就业2万人。", "新增就业 level 2万人 2024 target"},
		{"the year of a budget", "关于甲区2023年预算执行情况和2024年预算草案的报告\n2023年，税收收入40亿元。2024年，税收收入44亿元。", "税收收入 level 40亿元 2023 result\n税收收入 level 44亿元 2024 target"},
		{"a date that is over", "截至2023年12月底，全区存款余额300亿元。", "全区存款余额 level 300亿元 2023-12 result"},
		{"an expected result", "预计2024年，税收收入44亿元。", "税收收入 level 44亿元 2024 estimate"},
	} {
		got := ReadProse(tt.text, Options{Date: "2024-03-05"})
		checkProse(t, tt.text, got)
		got.Directives = nil
		if facts := tableFacts(got); facts != tt.want {
			t.Errorf("%s: ReadProse(%q) finds\n%s\nwant\n%s", tt.name, tt.text, facts, tt.want)
		}
	}
}

// TestKindBesideOthers: what a sentence tells does not change with a sentence beside it.
func TestKindBesideOthers(t *testing.T) {
	const result = "新增企业 level 50家 2023 result\n注销企业 level 30家 2023 result"
	for _, tt := range []struct{ text, want string }{
		{"新增企业50家，注销企业30家。", result},
		{"新增企业50家，注销企业30家。\n新建社区食堂30家。", result + "\n新建社区食堂 level 30家 2024 target"},
		{"新建社区食堂30家。\n新增企业50家，注销企业30家。", "新建社区食堂 level 30家 2024 target\n" + result},
		{"新建社区食堂30家。", "新建社区食堂 level 30家 2024 target"},
		{"新建社区食堂30家。改造老街12条。", "新建社区食堂 level 30家 2024 target\n改造老街 level 12条 2024 target"},
	} {
		got := ReadProse(tt.text, Options{Date: "2024-03-05"})
		got.Directives = nil
		if facts := tableFacts(got); facts != tt.want {
			t.Errorf("ReadProse(%q) finds\n%s\nwant\n%s", tt.text, facts, tt.want)
		}
	}
}
