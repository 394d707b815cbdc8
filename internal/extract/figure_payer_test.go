package extract

import "testing"

// TestPublicMoney: a body of public money and its verb are no part of the written name; without an object
// the money is named by what it is for.
func TestPublicMoney(t *testing.T) {
	checkLines(t, []struct{ text, want string }{
		{"去年，省财政拟安排困难群众补助资金9亿元，比上年增加2亿元。",
			"省财政安排困难群众补助资金 | level eq | 9亿元 | 2025 result\n" +
				"省财政安排困难群众补助资金 | increase_abs eq | 2亿元 | 2025 result"},
		{"去年，省财政投入12亿元支持乡村道路维护。",
			"省财政支持乡村道路维护资金 | level eq | 12亿元 | 2025 result"},
		{"去年，省财政安排7亿元支持31家工厂实施改制。",
			"省财政支持工厂实施改制资金 | level eq | 7亿元 | 2025 result\n" +
				"实施改制工厂 | level eq | 31家 | 2025 result"},
		{"去年，省财政安排5亿元，主要用于灌区维修。",
			"省财政用于灌区维修资金 | level eq | 5亿元 | 2025 result"},
		{"去年，省财政投入增加3亿元以上。", "省财政投入 | increase_abs ge | 3亿元 | 2025 result"},
		{"去年，省财政将安排6亿元。", "省财政安排资金 | level eq | 6亿元 | 2025 result"},
		{"去年，省财政五年支出8亿元。", "省财政支出 | level eq | 8亿元 | 2025 result"},
		{"二、2026年工作安排\n省预算内投资拟安排30亿元。", "省预算内投资 | level eq | 30亿元 | 2026 target"},
		{"今年拟安排赤字70亿元，赤字率拟按3%安排。",
			"安排赤字 | level eq | 70亿元 | 2026 target\n" +
				"赤字率 | level eq | 3% | 2026 target"},
		{"去年，省里用好18亿元引导基金。", "省里用好引导基金 | level eq | 18亿元 | 2025 result"},
	})
}

// TestWrittenNameOfPublicMoney: the short name is what is set aside, or what for.
func TestWrittenNameOfPublicMoney(t *testing.T) {
	for _, c := range []struct{ text, name string }{
		{"去年，省财政拟安排困难群众补助资金9亿元。", "困难群众补助资金"},
		{"去年，省财政投入12亿元支持乡村道路维护。", "支持乡村道路维护"},
		{"去年，高铁新建通车70公里。", "高铁新建通车"},
		{"去年，9个省（区、市）全部免征了水费。", "省（区、市）"},
	} {
		all := ReadProse(c.text, Options{Date: "2026-01-20"}).Quantities
		if len(all) != 1 || all[0].Indicator.Text != c.name {
			t.Errorf("ReadProse(%q) = %+v; want the name %q", c.text, all, c.name)
		}
	}
}

// TestToldByWhom: who says a figure, spans of time before a verb and steps of another figure belong to no name.
func TestToldByWhom(t *testing.T) {
	checkLines(t, []struct{ text, want string }{
		{"会议提出单位产值能耗降低9%。", "单位产值能耗 | decline eq | 9% | 2025 result"},
		{"三年来新建学校40所。", "新建学校 | level eq | 40所 | 2023-2025 result"},
		{"去年，教育支出五年累计80亿元，比前五年增长1.2倍。",
			"教育支出 | level eq | 80亿元 | 2025 result\n" +
				"教育支出 | growth eq | 1.2倍 | 2025 result"},
		{"去年，研究与试验发展经费，从2020年7亿元增加到2025年9亿元。",
			"研究与试验发展经费 | level eq | 7亿元 | 2020 result\n" +
				"研究与试验发展经费 | level eq | 9亿元 | 2025 result"},
		{"去年，卫生补助标准从人均40元提高到45元，医保补助标准提高到人均600元。",
			"卫生补助标准 | level eq | 40元 | 2024 result\n" +
				"卫生补助标准 | level eq | 45元 | 2025 result\n" +
				"医保补助标准 | level eq | 600元 | 2025 result"},
		{"去年，平均受教育年限从9.6年提高到10.1年。",
			"平均受教育年限 | level eq | 9.6年 | 2024 result\n" +
				"平均受教育年限 | level eq | 10.1年 | 2025 result"},
		{"产值每增长1个百分点，带动消费。", ""},
		{"我们用百倍的努力做好工作。9亿人口的大国解决了难题。凝聚9亿人民的力量。", ""},
		{"到2030年人均用水量达到90立方米。", "人均用水量 | level eq | 90立方米 | 2030 target"},
	})
}

// TestPeopleByDeed: people are counted by what they do, or by what makes them gain.
func TestPeopleByDeed(t *testing.T) {
	checkLines(t, []struct{ text, want string }{
		{"去年，9个县开展养老保险试点，13万人参保，6万人领取养老金。",
			"开展养老保险试点县 | level eq | 9个 | 2025 result\n" +
				"参保人数 | level eq | 13万人 | 2025 result\n" +
				"领取养老金人数 | level eq | 6万人 | 2025 result"},
		{"去年，甲地引水工程使60万农民受益。", "甲地引水工程受益农民 | level eq | 60万 | 2025 result"},
		{"去年，贫困人口减少90多万。", "贫困人口 | reduction_abs gt | 90万 | 2025 result"},
		{"去年，大病保险制度不断完善，参保人数突破9万人。", "大病保险制度参保人数 | level gt | 9万人 | 2025 result"},
		{"去年，大额保险制度建立、已有9万人次受益。", "大额保险制度受益人次 | level eq | 9万人次 | 2025 result"},
		{"去年，改造约6万人居住的棚户区。", "改造棚户区居住人数 | level approx | 6万人 | 2025 result"},
		{"去年，使9万学生和6万名寄宿生受益。",
			"受益学生 | level eq | 9万 | 2025 result\n" +
				"受益寄宿生 | level eq | 6万名 | 2025 result"},
		{"去年，国有企业效益好转，利润增长9%。", "国有企业利润 | growth eq | 9% | 2025 result"},
	})
}

// TestSizeBehind: an amount tells the size of the noun behind 的, a rate may have its noun there; a list of
// kinds before 等 is one name.
func TestSizeBehind(t *testing.T) {
	checkLines(t, []struct{ text, want string }{
		{"去年，新增30万吨标准煤的节能能力。", "新增节能能力 | level eq | 30万吨标准煤 | 2025 result"},
		{"有6%的增速就能够稳住就业。", "增速 | growth eq | 6% | 2025 result"},
		{"去年，启动17项节能、节水和绿化等重点工程。", "启动节能、节水和绿化等重点工程 | level eq | 17项 | 2025 result"},
		{"去年，中、高等职业教育在校生分别达到20万人和8万人。",
			"中等职业教育在校生 | level eq | 20万人 | 2025 result\n" +
				"高等职业教育在校生 | level eq | 8万人 | 2025 result"},
		{"去年，基本药物制度在30%的医院实施，在60%政府举办的诊所开展义诊。",
			"实施基本药物制度医院占比 | level eq | 30% | 2025 result\n" +
				"开展义诊政府举办的诊所占比 | level eq | 60% | 2025 result"},
		{"去年，推进安居工程建设，在保质前提下，建成90套，新开工70套。",
			"建成安居工程 | level eq | 90套 | 2025 result\n" +
				"新开工安居工程 | level eq | 70套 | 2025 result"},
		{"去年，小麦、稻谷最低收购价平均每50公斤分别提高7元和9元。",
			"小麦最低收购价 | increase_abs eq | 7元 | 2025 result\n" +
				"稻谷最低收购价 | increase_abs eq | 9元 | 2025 result"},
		{"去年，城镇居民人均收入和农村居民人均收入，分别增长9%和8%。",
			"城镇居民人均收入 | growth eq | 9% | 2025 result\n" +
				"农村居民人均收入 | growth eq | 8% | 2025 result"},
		{"去年，存款余额增长8%，新增40亿元。",
			"存款余额 | growth eq | 8% | 2025 result\n" +
				"存款余额新增 | level eq | 40亿元 | 2025 result"},
		{"去年，完成铁路投资73亿元、公路投资18亿元。",
			"完成铁路投资 | level eq | 73亿元 | 2025 result\n" +
				"公路投资 | level eq | 18亿元 | 2025 result"},
	})
}

// TestYearsOfNationalReports: 去年 in a review of five years is one year, 今后五年 the years ahead; what follows a
// heading without a word of its kind is told by its grammar.
func TestYearsOfNationalReports(t *testing.T) {
	checkLines(t, []struct{ text, want string }{
		{"一、过去五年工作回顾\n新建公路90公里。去年利润增长7%。",
			"新建公路 | level eq | 90公里 | 2021-2025 result\n" +
				"利润 | growth eq | 7% | 2025 result"},
		{"二、2026年工作安排\n今后五年，用水量下降9%。", "用水量 | decline eq | 9% | 2026-2030 target"},
		{"首先报告2025年的工作\n财政收入增长6%。", "财政收入 | growth eq | 6% | 2025 result"},
	})
}
