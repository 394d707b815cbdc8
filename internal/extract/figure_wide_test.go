package extract

import "testing"

// wideCases are sentences written for this table that try the words of reports at large: adverbs and
// times before a name, compound verbs, what is said behind 、, units that begin a word.
var wideCases = []struct{ text, want string }{
	{"去年，甲县亩均产值可比增长6%。",
		"甲县亩均产值 | growth eq | 6% | 2025 result"},
	{"去年，甲县快检量超每千人7批次。",
		"甲县快检量 | level gt | 7批次 | 2025 result"},
	{"去年，甲县生均公用经费提高到900元。",
		"甲县生均公用经费 | level eq | 900元 | 2025 result"},
	{"去年，甲县全市性检查事项精简三成。",
		"甲县全市性检查事项 | decline eq | 30% | 2025 result"},
	{"去年，甲县修复治理湿地12公顷、草原30公顷。",
		"甲县修复治理湿地 | level eq | 12公顷 | 2025 result\n" +
			"甲县修复治理草原 | level eq | 30公顷 | 2025 result"},
	{"去年，甲县搭建农技等8个平台。",
		"甲县搭建平台 | level eq | 8个 | 2025 result"},
	{"去年，甲县创建3个示范区、居全省第2，荣获8个奖项、比上届增长6%。",
		"甲县创建示范区 | level eq | 3个 | 2025 result\n" +
			"荣获奖项 | level eq | 8个 | 2025 result\n" +
			"荣获奖项 | growth eq | 6% | 2025 result"},
	{"去年，甲县建成首批6个驿站。",
		"甲县建成驿站 | level eq | 6个 | 2025 result"},
	{"去年，甲县建设7个承接转移平台和2个集聚区。",
		"甲县建设承接转移平台 | level eq | 7个 | 2025 result\n" +
			"甲县建设集聚区 | level eq | 2个 | 2025 result"},
	{"去年，甲县治理隐患点30处、搬迁60户。",
		"甲县治理隐患点 | level eq | 30处 | 2025 result\n" +
			"搬迁户数 | level eq | 60户 | 2025 result"},
	{"去年，城乡救助标准分别为800元/月、7000元/年。",
		"城镇救助标准 | level eq | 800元/月 | 2025 result\n" +
			"农村救助标准 | level eq | 7000元/年 | 2025 result"},
	{"去年，甲县进出口总额接连突破10亿元、20亿元。",
		"甲县进出口总额 | level gt | 10亿元 | 2025 result\n" +
			"甲县进出口总额 | level gt | 20亿元 | 2025 result"},
	{"去年，甲县选择30个左右的村庄开展试点。",
		"甲县选择村庄 | level approx | 30个 | 2025 result"},
	{"去年，甲县发布2024县域经济报告，建成驿站5个并向社会开放。",
		"建成驿站 | level eq | 5个 | 2025 result"},
	{"去年，推动民间投资占比提高到40%。",
		"民间投资占比 | level eq | 40% | 2025 result"},
	{"去年，8家医院高效运行。",
		"运行医院 | level eq | 8家 | 2025 result"},
	{"去年，甲县为2个村大规模推进供水改造。",
		"推进供水改造村 | level eq | 2个 | 2025 result"},
	{"去年，甲县调解纠纷60件，满意率98%。",
		"甲县调解纠纷 | level eq | 60件 | 2025 result\n" +
			"纠纷满意率 | level eq | 98% | 2025 result"},
	{"去年，管道供水覆盖90%的山区村庄。",
		"管道供水覆盖山区村庄占比 | level eq | 90% | 2025 result"},
	{"去年，推动4家医院聘任9名专家。",
		"医院 | level eq | 4家 | 2025 result\n" +
			"聘任专家 | level eq | 9名 | 2025 result"},
	{"去年，做好6个方面工作，提出3个方面12条举措。",
		"提出举措 | level eq | 12条 | 2025 result"},
	{"去年，实施7大类30件实事。",
		"实施实事 | level eq | 30件 | 2025 result"},
	{"去年，完成疏林补植5万亩、幼林提升8万亩。",
		"完成疏林补植 | level eq | 5万亩 | 2025 result\n" +
			"完成幼林提升 | level eq | 8万亩 | 2025 result"},
	{"去年，建成甲线、乙线共60公里铁路。",
		"建成铁路 | level eq | 60公里 | 2025 result"},
	{"去年，推动第3批8个事项高效实施。",
		"实施事项 | level eq | 8个 | 2025 result"},
	{"去年，高位推动新开发公益岗位90个。",
		"新开发公益岗位 | level eq | 90个 | 2025 result"},
	{"去年，推广种植青稞5万亩、油菜3万亩。",
		"推广种植青稞 | level eq | 5万亩 | 2025 result\n" +
			"推广种植油菜 | level eq | 3万亩 | 2025 result"},
	{"去年，“甲标准”、“乙品牌”分别新增3个和4项，累计分别达到9个和12项。",
		"新增“甲标准” | level eq | 3个 | 2025 result\n" +
			"新增“乙品牌” | level eq | 4项 | 2025 result\n" +
			"“甲标准” | level eq | 9个 | 2025 result\n" +
			"“乙品牌” | level eq | 12项 | 2025 result"},
	{"去年，海洋经济集聚全市40%以上船舶企业。",
		"海洋经济集聚全市船舶企业占比 | level ge | 40% | 2025 result"},
	{"去年，集采药品平均降价三成。",
		"集采药品价格 | decline eq | 30% | 2025 result"},
	{"去年，新建6个以上养老站、村级覆盖率达90%。",
		"新建养老站 | level ge | 6个 | 2025 result\n" +
			"村级覆盖率 | level eq | 90% | 2025 result"},
	{"去年，成为全市燃气普及率连续保持100%的县。",
		"全市燃气普及率 | level eq | 100% | 2025 result"},
	{"去年，新建绿道60公里、累计近900公里。",
		"新建绿道 | level eq | 60公里 | 2025 result\n" +
			"绿道 | level approx | 900公里 | 2025 result"},
	{"去年，调整60项县级职权由镇街实施，下放8项审批权由市县实施。",
		"调整县级职权 | level eq | 60项 | 2025 result\n" +
			"下放审批权 | level eq | 8项 | 2025 result"},
}

func TestWideNames(t *testing.T) {
	checkLines(t, wideCases)
}
