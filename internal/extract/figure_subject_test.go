package extract

import "testing"

// TestSubjectsFromBefore holds names that leave their subject to what the sentence said before.
func TestSubjectsFromBefore(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"whose duty it is", "今年目标任务：东岭集团要全力攻坚，在降本增效上下功夫，力争营收达到30亿元。",
			"东岭集团营收 | level ge | 30亿元 | 2026 target"},
		{"the event that a sentence began with", "去年，第二届稻米博览会成功举办，参观人数、参展企业再创新高，签约金额达到8亿元。",
			"第二届稻米博览会签约金额 | level eq | 8亿元 | 2025 result"},
		{"what goes on, for money that was found", "去年，东西协作持续深化，落实资金3亿元。", "东西协作落实资金 | level eq | 3亿元 | 2025 result"},
		{"a name that is whole stands alone", "去年，绿色消费蓬勃发展，服务消费增长5%。", "服务消费 | growth eq | 5% | 2025 result"},
		{"each of the things counted", "去年，办结代表建议60件、委员提案40件，满意率均达100%。",
			"办结代表建议 | level eq | 60件 | 2025 result\n办结委员提案 | level eq | 40件 | 2025 result\n" +
				"代表建议满意率 | level eq | 100% | 2025 result\n委员提案满意率 | level eq | 100% | 2025 result"},
		{"a rate of the things counted", "去年，受理复议案件900件，化解率达到88%。",
			"受理复议案件 | level eq | 900件 | 2025 result\n复议案件化解率 | level eq | 88% | 2025 result"},
		{"the sentence before that only names it", "去年经济向好。经营主体稳步增加。总量达到9万户，新登记2万户。",
			"经营主体总量 | level eq | 9万户 | 2025 result\n新登记经营主体 | level eq | 2万户 | 2025 result"},
		{"a size said of the thing behind it", "去年，甲县组建总规模9亿元的产业引导基金。", "产业引导基金总规模 | level eq | 9亿元 | 2025 result"},
		{"what a total is the total of", "去年，风电并网装机80万千瓦，总规模突破200万千瓦、占全省风电装机10%。",
			"风电并网装机 | level eq | 80万千瓦 | 2025 result\n风电并网装机总规模 | level gt | 200万千瓦 | 2025 result\n" +
				"风电并网装机占全省风电装机比重 | level eq | 10% | 2025 result"},
		{"means that brought it about", "去年，发放以旧换新补贴2亿元、拉动消费15亿元。",
			"发放以旧换新补贴 | level eq | 2亿元 | 2025 result\n以旧换新补贴拉动消费 | level eq | 15亿元 | 2025 result"},
		{"money for the means is not the means", "去年，下达以旧换新补贴资金2亿元、拉动消费15亿元。",
			"下达以旧换新补贴资金 | level eq | 2亿元 | 2025 result\n以旧换新拉动消费 | level eq | 15亿元 | 2025 result"},
		{"a list of what people gain by", "去年，道路改造、公园建设惠及6万家庭。", "道路改造、公园建设惠及家庭 | level eq | 6万 | 2025 result"},
		{"those who gain by the clause before", "去年，实施有线广播公共服务项目，3万户群众受益。",
			"有线广播公共服务项目受益群众 | level eq | 3万户 | 2025 result"},
		{"a branch by its number", "去年，一产增加值增长4%。", "第一产业增加值 | growth eq | 4% | 2025 result"},
		{"the owner that the clause before gives to the measure", "今年目标任务：实施牧民经营性收入提升行动，经营性收入增长8%。", "牧民经营性收入 | growth eq | 8% | 2026 target"},
		{"an area that the sentence began with", "去年，东湖经济圈规划编制完成，道路加快建设，经济总量增长6%。", "东湖经济圈经济总量 | growth eq | 6% | 2025 result"},
		{"enterprises that the sentence began with", "去年，国有企业改革继续深化，布局更加合理，上缴税费增长5%。", "国有企业上缴税费 | growth eq | 5% | 2025 result"},
		{"a part by branch", "去年，招商项目投资完成额增长9%、制造业占比达60%。",
			"招商项目投资完成额 | growth eq | 9% | 2025 result\n招商项目投资完成额制造业占比 | level eq | 60% | 2025 result"},
		{"a part by kind", "去年，外送电量增长7%、绿电占比达30%。", "外送电量 | growth eq | 7% | 2025 result\n外送电量绿电占比 | level eq | 30% | 2025 result"},
		{"work that an industry brings", "去年，推进竹制品产业链发展，产值达9亿元，规上工业增加值增长7%，吸纳就业3万人。",
			"竹制品产业链产值 | level eq | 9亿元 | 2025 result\n规上工业增加值 | growth eq | 7% | 2025 result\n竹制品产业链吸纳就业 | level eq | 3万人 | 2025 result"},
		{"what a reform relieves", "去年，门诊保障改革平稳落地，减轻患者负担2亿元。", "门诊保障改革减轻患者负担 | level eq | 2亿元 | 2025 result"},
		{"contracts signed at what was held", "去年，办好稻米博览会、项目签约12亿元。", "稻米博览会项目签约 | level eq | 12亿元 | 2025 result"},
		{"what is said of each of two counts", "去年，40个小区完成电网改造、20个街区用上光伏。",
			"完成电网改造小区 | level eq | 40个 | 2025 result\n用上光伏街区 | level eq | 20个 | 2025 result"},
		{"what is said of the same things in turn", "去年，90项政务事项实现全省通办、60项实现全市通办。",
			"实现全省通办政务事项 | level eq | 90项 | 2025 result\n实现全市通办政务事项 | level eq | 60项 | 2025 result"},
		{"examples that are what is ruled", "去年，实施闲置房屋再利用等9项政策。", "闲置房屋再利用等政策 | level eq | 9项 | 2025 result"},
		{"what was sold brings in", "去年，甲县出让林权60宗、收益3亿元。", "甲县出让林权 | level eq | 60宗 | 2025 result\n甲县出让林权收益 | level eq | 3亿元 | 2025 result"},
		{"tasks of an area", "去年，东湖自贸试验区建设提速，70项改革任务全面铺开。", "东湖自贸试验区改革任务 | level eq | 70项 | 2025 result"},
		{"money for works for the people", "去年，落实资金8亿元，全力办好12项民生实事。",
			"民生实事落实资金 | level eq | 8亿元 | 2025 result\n办好民生实事 | level eq | 12项 | 2025 result"},
		{"things of the things counted before", "去年，东湖港通达全球20多个国家的60多个港口。",
			"东湖港通达国家 | level gt | 20个 | 2025 result\n东湖港通达港口 | level gt | 60个 | 2025 result"},
		{"the length of lines", "去年，新建成轻轨线路2条、通车里程超过50公里。",
			"新建成轻轨线路 | level eq | 2条 | 2025 result\n轻轨线路通车里程 | level gt | 50公里 | 2025 result"},
		{"a service by its name", "去年，持续推进“一窗联办”，办件量达7万件。", "“一窗联办”办件量 | level eq | 7万件 | 2025 result"},
		{"behind parts, what is of the whole", "去年，签约项目80个，其中亿元以上项目30个，到位资金增长15%。",
			"签约项目 | level eq | 80个 | 2025 result\n亿元以上项目 | level eq | 30个 | 2025 result\n签约项目到位资金 | growth eq | 15% | 2025 result"},
		{"the part of taxes", "去年，一般公共预算收入增长5%，税收占比达72%。",
			"一般公共预算收入 | growth eq | 5% | 2025 result\n一般公共预算收入税收占比 | level eq | 72% | 2025 result"},
		{"a chain of industry that the sentence began with", "去年，竹制品产业链加快壮大，链上企业达到20家，产值增长23%。",
			"竹制品产业链链上企业 | level eq | 20家 | 2025 result\n竹制品产业链产值 | growth eq | 23% | 2025 result"},
	} {
		if got := readLines(c.text); got != c.want {
			t.Errorf("%s: ReadProse(%q) gives\n%s\nwant\n%s", c.name, c.text, got, c.want)
		}
	}
}
