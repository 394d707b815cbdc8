package extract

import "testing"

// TestSharedValues holds the lists whose names share one number, or elide what they share.
func TestSharedValues(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an amount that each has passed", "去年，东岭、西坪园区产值突破60亿元。",
			"东岭园区产值 | level gt | 60亿元 | 2025 result\n西坪园区产值 | level gt | 60亿元 | 2025 result"},
		{"a rate of each", "去年，公路养护、桥梁检测完好率保持在96%以上。",
			"公路养护完好率 | level ge | 96% | 2025 result\n桥梁检测完好率 | level ge | 96% | 2025 result"},
		{"two of a kind joined by 和", "去年，城镇医保和农村医保参保率稳定在97%。",
			"城镇医保参保率 | level eq | 97% | 2025 result\n农村医保参保率 | level eq | 97% | 2025 result"},
		{"a growth of each", "去年，家具业、纸制品业产值增长8%。",
			"家具业产值 | growth eq | 8% | 2025 result\n纸制品业产值 | growth eq | 8% | 2025 result"},
		{"parts of a whole are one", "去年，水电、风电发电量占比达42%。", "水电、风电发电量占比 | level eq | 42% | 2025 result"},
		{"a sum is one", "去年，甲县道路、桥梁完成投资达到9亿元。", "甲县道路、桥梁完成投资 | level eq | 9亿元 | 2025 result"},
		{"a sum of parts by its word", "去年，批发业、零售业销售额合计增长7%。", "批发业、零售业销售额 | growth eq | 7% | 2025 result"},
		{"examples are one", "去年，水稻、油菜等良种覆盖率达到95%以上。", "水稻、油菜等良种覆盖率 | level ge | 95% | 2025 result"},
		{"the kind of thing that a list says once", "去年，信息技术、海洋装备产业营收分别增长9%、6%。",
			"信息技术产业营收 | growth eq | 9% | 2025 result\n海洋装备产业营收 | growth eq | 6% | 2025 result"},
		{"names in quotes without a mark between them", "去年，“安居房”“共享房”交付率分别达98%、95%。",
			"“安居房”交付率 | level eq | 98% | 2025 result\n“共享房”交付率 | level eq | 95% | 2025 result"},
		{"a word for two", "去年，牛羊出栏分别增长4%、3%。", "牛出栏 | growth eq | 4% | 2025 result\n羊出栏 | growth eq | 3% | 2025 result"},
		{"a rate that takes the beginning of the first", "去年，群众来电办结率、满意率分别达97%、95%。",
			"群众来电办结率 | level eq | 97% | 2025 result\n群众来电满意率 | level eq | 95% | 2025 result"},
		{"a character that stands for a word", "去年，银行存、贷款余额分别突破80亿元、60亿元。",
			"银行存款余额 | level gt | 80亿元 | 2025 result\n贷款余额 | level gt | 60亿元 | 2025 result"},
		{"two of the same making", "去年，炼铜、炼铝先进产能占比分别达到60%、55%。",
			"炼铜先进产能占比 | level eq | 60% | 2025 result\n炼铝先进产能占比 | level eq | 55% | 2025 result"},
		{"those whom each reaches", "去年，书香工程、健身工程分别惠及3万、2万人次。",
			"书香工程惠及人次 | level eq | 3万人次 | 2025 result\n健身工程惠及人次 | level eq | 2万人次 | 2025 result"},
		{"what only pushes is no part of the names", "今年目标任务：推动纸业、数字产业增加值分别增长5%、8%。",
			"纸业增加值 | growth eq | 5% | 2026 target\n数字产业增加值 | growth eq | 8% | 2026 target"},
		{"the owner that a list begins with", "去年，东湖机场旅客和货邮吞吐量分别增长8%、5%。",
			"东湖机场旅客吞吐量 | growth eq | 8% | 2025 result\n东湖机场货邮吞吐量 | growth eq | 5% | 2025 result"},
		{"names of their own owners", "去年，东湖机场旅客吞吐量、西山机场货邮吞吐量分别增长8%、5%。",
			"东湖机场旅客吞吐量 | growth eq | 8% | 2025 result\n西山机场货邮吞吐量 | growth eq | 5% | 2025 result"},
		{"what an area earns besides its guests", "去年，东湖景区接待游客人次、经营收入分别增长8%、5%。",
			"东湖景区接待游客人次 | growth eq | 8% | 2025 result\n东湖景区经营收入 | growth eq | 5% | 2025 result"},
		{"a noun that only holds 及", "去年，农村宽带普及率、电视普及率均达90%以上。",
			"农村宽带普及率 | level ge | 90% | 2025 result\n农村电视普及率 | level ge | 90% | 2025 result"},
		{"insurances", "去年，养老、失业、工伤保险参保人数分别达到30万人、12万人、15万人。",
			"养老保险参保人数 | level eq | 30万人 | 2025 result\n失业保险参保人数 | level eq | 12万人 | 2025 result\n工伤保险参保人数 | level eq | 15万人 | 2025 result"},
	} {
		if got := readLines(c.text); got != c.want {
			t.Errorf("%s: ReadProse(%q) gives\n%s\nwant\n%s", c.name, c.text, got, c.want)
		}
	}
}
