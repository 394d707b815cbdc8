package extract

import "testing"

// unitCases are sentences written for this table on units and numbers: what is a measurement and
// what is part of a name.
var unitCases = []struct{ text, want string }{
	{"去年，PM2.5浓度改善5%，优良天数增加12天，霾日数减少2.5天，水质达标率改善3个百分点。",
		"PM2.5浓度 | decline eq | 5% | 2025 result\n" +
			"优良天数 | increase_abs eq | 12天 | 2025 result\n" +
			"霾日数 | reduction_abs eq | 2.5天 | 2025 result\n" +
			"水质达标率 | pp_change eq | 3个百分点 | 2025 result"},
	{"去年，优良天数达到330天，改善农户住房600户，办理时限压缩5天。",
		"优良天数 | level eq | 330天 | 2025 result\n" +
			"改善农户住房 | level eq | 600户 | 2025 result"},
	{"去年，整治沟渠35条（段），更换表具20余万只（台）。",
		"整治沟渠 | level eq | 35条(段) | 2025 result\n" +
			"更换表具 | level gt | 20万只(台) | 2025 result"},
	{"去年，人均预期寿命从2024年的80.2岁提高到2025年的82.5岁，走访80岁以上老人30名。",
		"人均预期寿命 | level eq | 80.2岁 | 2024 result\n" +
			"人均预期寿命 | level eq | 82.5岁 | 2025 result\n" +
			"走访80岁以上老人 | level eq | 30名 | 2025 result"},
	{"去年，航线突破百条，吞吐量突破千万吨，建材产业产值稳定在百亿元以上。",
		"航线 | level gt | 100条 | 2025 result\n" +
			"吞吐量 | level gt | 1000万吨 | 2025 result\n" +
			"建材产业产值 | level ge | 100亿元 | 2025 result"},
	{"去年，甲、乙3县区完成试点，双向6车道环城路通车，实施47国人员免签政策，入选2025国内十大新闻。", ""},
	{"去年，出台2批14项举措。", "出台举措 | level eq | 14项 | 2025 result"},
}

func TestUnitsOfFigures(t *testing.T) {
	checkLines(t, unitCases)
}
