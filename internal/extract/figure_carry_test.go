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
	{"2024年城镇新增就业为4.2万人，2025年为4.6万人。",
		"城镇新增就业 | level eq | 4.2万人 | 2024 result\n" +
			"城镇新增就业 | level eq | 4.6万人 | 2025 result"},
}

func TestCarriedVerbs(t *testing.T) {
	checkLines(t, carryCases)
}

// TestNamesOfKnownIndicators tries words around the name of a known indicator, and text that is not Chinese.
func TestNamesOfKnownIndicators(t *testing.T) {
	for _, c := range []struct{ text, want, known string }{
		{"今年预期目标是：地区生产总值预期目标增长6%。", "地区生产总值 | growth eq | 6% | 2026 target", "地区生产总值"},
		{"去年，全县实现地区生产总值70亿元。", "全县地区生产总值 | level eq | 70亿元 | 2025 result", "地区生产总值"},
		{"去年，全年完成固定资产投资9亿元。", "固定资产投资 | level eq | 9亿元 | 2025 result", "固定资产投资"},
		{"去年，全年社会消费品零售总额增长3%。", "全年社会消费品零售总额 | growth eq | 3% | 2025 result", "社会消费品零售总额"},
		{"The plan is new. GDP grew 5%. Sales grew 7%.", "", ""},
		{"The plan is new. 去年，GDP增长5%。", "GDP | growth eq | 5% | 2025 result", "地区生产总值"},
	} {
		if got := readLines(c.text); got != c.want {
			t.Errorf("ReadProse(%q) gives\n%s\nwant\n%s", c.text, got, c.want)
		}
		for _, q := range ReadProse(c.text, Options{Date: "2026-01-20"}).Quantities {
			if q.Known != c.known {
				t.Errorf("ReadProse(%q) knows %q; want %q", c.text, q.Known, c.known)
			}
		}
	}
}
