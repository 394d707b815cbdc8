package extract

import "testing"

// carryCases are sentences written for this table in which a verb stands before several things:
// it is carried on to bare names only.
var carryCases = []struct{ text, want string }{
	{"去年，新增农场60家，注销农场9家。",
		"新增农场 | level eq | 60家 | 2025 result\n" +
			"注销农场 | level eq | 9家 | 2025 result"},
	{"去年，新建村史馆30家，修缮古桥15处。",
		"新建村史馆 | level eq | 30家 | 2025 result\n" +
			"修缮古桥 | level eq | 15处 | 2025 result"},
	{"去年，新增规上企业80家，接待游客450万人次，技术合同成交额9亿元。",
		"新增规上企业 | level eq | 80家 | 2025 result\n" +
			"接待游客 | level eq | 450万人次 | 2025 result\n" +
			"技术合同成交额 | level eq | 9亿元 | 2025 result"},
	{"去年，新增规上企业80家，家庭农场50家，农产品销售收入3亿元。",
		"新增规上企业 | level eq | 80家 | 2025 result\n" +
			"新增家庭农场 | level eq | 50家 | 2025 result\n" +
			"农产品销售收入 | level eq | 3亿元 | 2025 result"},
	{"去年，完成造林40万亩、草地修复治理20万亩。",
		"完成造林 | level eq | 40万亩 | 2025 result\n" +
			"草地修复治理 | level eq | 20万亩 | 2025 result"},
	{"去年，新增护理床位70张，无忧退货承诺店45家，旧楼加装电梯8台。",
		"新增护理床位 | level eq | 70张 | 2025 result\n" +
			"新增无忧退货承诺店 | level eq | 45家 | 2025 result\n" +
			"旧楼加装电梯 | level eq | 8台 | 2025 result"},
}

func TestCarriedVerbs(t *testing.T) {
	for _, c := range carryCases {
		if got := readLines(c.text); got != c.want {
			t.Errorf("ReadProse(%q) gives\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}
