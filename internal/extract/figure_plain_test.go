package extract

import (
	"strings"
	"testing"
)

// TestPlainNames holds names of national and old reports: what stands between a subject and its verb, what a sentence
// says once of many, and function words that name nothing.
func TestPlainNames(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the output that the sentence names once", "去年，钢产量由8万吨增加到9万吨，水泥由3万吨增加到5万吨，化肥（按纯量计算）增长6%。",
			"钢产量 | level eq | 8万吨 | 2024 result\n钢产量 | level eq | 9万吨 | 2025 result\n" +
				"水泥产量 | level eq | 3万吨 | 2024 result\n水泥产量 | level eq | 5万吨 | 2025 result\n化肥产量 | growth eq | 6% | 2025 result"},
		{"a product whose sentence names no output", "去年，水泥出口额增长6%，钢材增长9%。", "水泥出口额 | growth eq | 6% | 2025 result\n钢材 | growth eq | 9% | 2025 result"},
		{"people whose trouble is solved", "去年，解决6万山区居民的用电问题。", "解决用电问题的山区居民 | level eq | 6万 | 2025 result"},
		{"an adverb between a subject and its verb", "去年，远程会诊已覆盖90家医院。", "远程会诊覆盖医院 | level eq | 90家 | 2025 result"},
		{"the whole that a sentence began with", "去年，在农业总产值中，牧业所占比重为40%。", "农业总产值中牧业所占比重 | level eq | 40% | 2025 result"},
		{"people of a group", "去年，在校学生中，走读学生达到30%。", "在校学生中走读学生占比 | level eq | 30% | 2025 result"},
		{"what rose in the clause before", "去年，棉花产量增长6%，达到90万吨；煤炭产量继续增长，达到80万吨。",
			"棉花产量 | growth eq | 6% | 2025 result\n棉花产量 | level eq | 90万吨 | 2025 result\n煤炭产量 | level eq | 80万吨 | 2025 result"},
		{"where a change began", "去年，失业保险的覆盖人数，由年初的40万人扩大到年末的60万人。",
			"失业保险的覆盖人数 | level eq | 40万人 | 2024 result\n失业保险的覆盖人数 | level eq | 60万人 | 2025 result"},
		{"the rate of the economy", "去年经济增长6%。", "经济增长 | growth eq | 6% | 2025 result"},
		{"what is let out", "去年，化学需氧量、氨氮排放量分别下降3%、4%。", "化学需氧量排放量 | decline eq | 3% | 2025 result\n氨氮排放量 | decline eq | 4% | 2025 result"},
		{"things pointed to", "去年建成大型水库6座。这6座水库运行正常。", "建成大型水库 | level eq | 6座 | 2025 result\n水库 | level eq | 6座 | 2025 result"},
		{"a mean of what the clause before names", "去年，渔民从合作社分得的收入，每人平均达到900元。", "渔民从合作社分得的收入每人 | level eq | 900元 | 2025 result"},
		{"town and country", "去年，城镇人均居住面积增加到20平方米，农村增加到30平方米。",
			"城镇人均居住面积 | level eq | 20平方米 | 2025 result\n农村人均居住面积 | level eq | 30平方米 | 2025 result"},
		{"people without a noun", "去年，基本解决8万人的温饱问题。", "解决温饱问题人数 | level eq | 8万人 | 2025 result"},
		{"the first of two predicates", "去年，专项补助规模大幅增加、审批项目减少三分之二。", "审批项目 | decline eq | 66.67% | 2025 result"},
		{"a time between a subject and its verb", "东湖农场去年接收学员90人。", "东湖农场接收学员 | level eq | 90人 | 2025 result"},
		{"outputs of a list", "去年，主要产品产量增加，水泥和化肥（折纯）分别达到80万吨和30万吨。", "水泥产量 | level eq | 80万吨 | 2025 result\n化肥产量 | level eq | 30万吨 | 2025 result"},
		{"people who solved it", "去年，全国有30万贫困人口解决了温饱问题。", "解决温饱问题的贫困人口 | level eq | 30万 | 2025 result"},
		{"whose balance it is", "去年，城乡居民储蓄大幅度增加，存款余额达到900亿元。", "城乡居民储蓄存款余额 | level eq | 900亿元 | 2025 result"},
		{"a clause that concedes is no subject", "尽管有严重的自然灾害，仍达到三分之一。", ""},
		{"the work that a sentence began with", "去年，造船工业建设，投资90亿元。", "造船工业建设投资 | level eq | 90亿元 | 2025 result"},
		{"function words name nothing", "乙方即使削减了50%的导弹，也没有用。", ""},
	} {
		if got := readLines(c.text); got != c.want {
			t.Errorf("%s: ReadProse(%q) gives\n%s\nwant\n%s", c.name, c.text, got, c.want)
		}
	}
}

// TestPlainNamesAlone holds names whose time another table holds.
func TestPlainNamesAlone(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a body whose name begins like the end of a span", "五年中央财政用于水利的投入达到90亿元。", "中央财政用于水利的投入"},
		{"a rate in force", "去年，深化消费税改革，将酿造等行业现行16%的税率降至13%。", "酿造等行业消费税税率"},
		{"the treasury that the sentence began with", "今年，省级财政要开源节流，一般性支出压减5%。", "省级财政一般性支出"},
		{"what is said of a rate", "今年，将消费税中涉及面最广的税率从16%降至13%。", "消费税税率"},
		{"the year at which a stock is told", "国家黄金储备2000年底达90吨。", "国家黄金储备"},
	} {
		for _, line := range strings.Split(readLines(c.text), "\n") {
			if got, _, _ := strings.Cut(line, " |"); got != c.want {
				t.Errorf("%s: ReadProse(%q) names %q, want %q", c.name, c.text, got, c.want)
			}
		}
	}
}
