package extract

import "testing"

// TestWordsOfNames holds words that are no part of a name (adverbs, what is said of work in progress), and
// those without which a name says nothing; the sentences were written for this table.
func TestWordsOfNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"去年，清单化改造燃气管网60公里、供热管网80公里。",
			"改造燃气管网 | level eq | 60公里 | 2025 result\n改造供热管网 | level eq | 80公里 | 2025 result"},
		{"去年，居民消费价格微降0.2%，湿地面积止跌提升3%。",
			"居民消费价格 | decline eq | 0.2% | 2025 result\n湿地面积 | growth eq | 3% | 2025 result"},
		{"去年，按时办复人大代表建议90件、政协提案70件。",
			"办复人大代表建议 | level eq | 90件 | 2025 result\n办复政协提案 | level eq | 70件 | 2025 result"},
		{"去年，130家企业融入6条产业链，4个执法站实战化运行。",
			"企业 | level eq | 130家 | 2025 result\n融入产业链 | level eq | 6条 | 2025 result\n实战化运行执法站 | level eq | 4个 | 2025 result"},
		{"去年，23项指标中有9项达到先进水平，6家企业北交所上市。",
			"指标 | level eq | 23项 | 2025 result\n指标 | level eq | 9项 | 2025 result\n北交所上市企业 | level eq | 6家 | 2025 result"},
		{"去年，镇办企业由30户整合至11户，粮食产量跃上50亿斤台阶。",
			"镇办企业 | level eq | 30户 | 2024 result\n镇办企业 | level eq | 11户 | 2025 result\n粮食产量 | level ge | 50亿斤 | 2025 result"},
		{"去年，水产品、畜产品全产业链产值分别达到30亿元、20亿元，城区、县城供水面积分别增长8%、5%。",
			"水产品全产业链产值 | level eq | 30亿元 | 2025 result\n畜产品全产业链产值 | level eq | 20亿元 | 2025 result\n城区供水面积 | growth eq | 8% | 2025 result\n县城供水面积 | growth eq | 5% | 2025 result"},
		{"去年，对丙国、丁国进出口总额分别增长10%、12%，增加普通高中招生计划500个，完成2%人口抽样调查。",
			"对丙国进出口总额 | growth eq | 10% | 2025 result\n对丁国进出口总额 | growth eq | 12% | 2025 result\n增加普通高中招生计划 | level eq | 500个 | 2025 result"},
		{"去年，推动林业增加值增长6%，甲湿地成为全省首批5个示范区之一。",
			"林业增加值 | growth eq | 6% | 2025 result"},
		{"去年，新建充电桩90个，其中农村30个，24小时自助服务点达到15个。",
			"新建充电桩 | level eq | 90个 | 2025 result\n新建农村充电桩 | level eq | 30个 | 2025 result\n24小时自助服务点 | level eq | 15个 | 2025 result"},
		{"去年，全市重点项目开工40个、竣工30个，共获得8枚金牌、位列全省第3。",
			"全市重点项目开工 | level eq | 40个 | 2025 result\n全市重点项目竣工 | level eq | 30个 | 2025 result\n获得金牌 | level eq | 8枚 | 2025 result"},
		{"去年，新水厂建成、惠及三个乡镇6万名群众，对丙国投资占50%以上。",
			"惠及三个乡镇群众 | level eq | 6万名 | 2025 result\n对丙国投资占比 | level ge | 50% | 2025 result"},
		{"去年，甲县工业总产值连跨3个百亿级台阶，绿道达到90公里。",
			"绿道 | level eq | 90公里 | 2025 result"},
	} {
		if got := readLines(c.text); got != c.want {
			t.Errorf("ReadProse(%q) gives\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}
