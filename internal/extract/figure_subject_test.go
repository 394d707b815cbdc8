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
	} {
		if got := readLines(c.text); got != c.want {
			t.Errorf("%s: ReadProse(%q) gives\n%s\nwant\n%s", c.name, c.text, got, c.want)
		}
	}
}
