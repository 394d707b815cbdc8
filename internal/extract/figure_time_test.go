package extract

import (
	"strings"
	"testing"
)

// TestPeriods holds what a text says of its years where no heading does, and where a
// heading above does.
func TestPeriods(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"an excerpt that looks back on five years",
			"——这是甲县产业跃升的五年。生产总值年均增长6.2%，净增规上企业85家，城镇化率达到61.5%。",
			"生产总值 | avg_growth eq | 6.2% | 2021-2025 result\n净增规上企业 | level eq | 85家 | 2021-2025 result\n城镇化率 | level eq | 61.5% | 2025 result"},
		{"one that compares with the five years before",
			"甲县新建道路67公里，较“十三五”时期增长12%。改造小区52个。",
			"甲县新建道路 | level eq | 67公里 | 2021-2025 result\n甲县新建道路 | growth eq | 12% | 2021-2025 result\n改造小区 | level eq | 52个 | 2021-2025 result"},
		{"one that begins with the year before five",
			"甲县入园率从2020年的82%提升至2025年的93%，就业率由2020年的85%提升至2025年的91%。新增学位4210个。",
			"甲县入园率 | level eq | 82% | 2020 result\n甲县入园率 | level eq | 93% | 2025 result\n就业率 | level eq | 85% | 2020 result\n就业率 | level eq | 91% | 2025 result\n新增学位 | level eq | 4210个 | 2021-2025 result"},
		{"one that looks back on a year",
			"甲县生产总值同比增长6.2%，比上年加快0.3个百分点，规上企业净增17家。",
			"甲县生产总值 | growth eq | 6.2% | 2025 result\n甲县生产总值 | pp_change eq | 0.3个百分点 | 2025 result\n规上企业 | increase_abs eq | 17家 | 2025 result"},
		{"what is expected of the year that ended",
			"甲县顶住了压力。预计生产总值增长6%以上，工业投资增长9%以上，税收增长5%以上。争取专项债券31.4亿元，财政支出52.7亿元。",
			"生产总值 | growth ge | 6% | 2025 result\n工业投资 | growth ge | 9% | 2025 result\n税收 | growth ge | 5% | 2025 result\n专项债券 | level eq | 31.4亿元 | 2025 result\n财政支出 | level eq | 52.7亿元 | 2025 result"},
		{"what there is at the end of five years",
			"五年来，甲县面貌一新。在县院士工作站12个，实有经营主体4.6万户，新增学位8200个。",
			"在县院士工作站 | level eq | 12个 | 2025 result\n实有经营主体 | level eq | 4.6万户 | 2025 result\n新增学位 | level eq | 8200个 | 2021-2025 result"},
		{"from one year to another",
			"五年来，甲县转型加快。合同成交额由21亿元增加到48亿元。",
			"合同成交额 | level eq | 21亿元 | 2020 result\n合同成交额 | level eq | 48亿元 | 2025 result"},
		{"a span that is named, and a mean in a section of five years",
			"五年来，甲县转型加快。2020年到2025年，工业投资占比从18%提升到35.5%。2025年接待游客310万人次，旅游收入年均增长11%。",
			"工业投资占比 | level eq | 18% | 2020 result\n工业投资占比 | level eq | 35.5% | 2025 result\n接待游客 | level eq | 310万人次 | 2025 result\n旅游收入 | avg_growth eq | 11% | 2021-2025 result"},
		{"the year's matters in a review",
			"一、2025年工作回顾\n各位代表：\n过去一年，甲县经济向好。\n着力办好民生实事。12项民生实事全面完成，新建养老机构9家。\n二、2026年主要工作\n新建养老机构11家。",
			"民生实事 | level eq | 12项 | 2025 result\n新建养老机构 | level eq | 9家 | 2025 result\n新建养老机构 | level eq | 11家 | 2026 target"},
		{"a heading that names only the year",
			"一、“十五五”时期的目标任务\n到2030年，甲县城镇化率达到66%。\n二、2026年主要工作\n今年是“十五五”起步之年，我们要真抓实干。主要预期目标是：生产总值增长6%左右。",
			"甲县城镇化率 | level eq | 66% | 2030 target\n生产总值 | growth approx | 6% | 2026 target"},
	} {
		if got := readLines(tt.text); got != tt.want {
			t.Errorf("%s: reading %q gives\n%s\nwant\n%s", tt.name, tt.text, got, tt.want)
		}
	}
}

// TestTimesOfSentences holds how long a time holds that a sentence begins with.
func TestTimesOfSentences(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"before a comma", "到2027年，甲县城镇化率达到66%。", "甲县城镇化率 | level eq | 66% | 2027 target"},
		{"before a colon, in the news of the year before", "甲县日报11月14日讯 2027年全县主要预期目标是：生产总值增长6%左右，财政收入增长5%。",
			"生产总值 | growth approx | 6% | 2027 target\n财政收入 | growth eq | 5% | 2027 target"},
		{"without a colon", "甲县日报11月14日讯 记者获悉，2027年全县主要预期目标是生产总值增长6%左右。", "生产总值 | growth approx | 6% | 2027 target"},
		{"for the sentences after it", "甲县日报11月14日讯 前三季度，生产总值增长6.1%。工业投资增长9%。全年预计生产总值增长6%。",
			"生产总值 | growth eq | 6.1% | 2025-01/2025-09 result\n工业投资 | growth eq | 9% | 2025-01/2025-09 result\n生产总值 | growth eq | 6% | 2025 result"},
		{"not for the next paragraph", "甲县日报11月14日讯 前三季度，生产总值增长6.1%。\n当日，甲县工业投资增长9%的消息传来。", "生产总值 | growth eq | 6.1% | 2025-01/2025-09 result\n甲县工业投资 | growth eq | 9% | 2025 result"},
		{"not where a heading tells the years", "一、2025年工作回顾\n前三季度，甲县生产总值增长6.1%。工业投资增长9%。", "甲县生产总值 | growth eq | 6.1% | 2025-01/2025-09 result\n工业投资 | growth eq | 9% | 2025 result"},
		{"a day does not", "甲县日报11月14日讯 11月12日，甲县签约项目9个。工业投资增长9%。", "甲县签约项目 | level eq | 9个 | 2025-11-12 result\n工业投资 | growth eq | 9% | 2025 result"},
		{"the whole year after a part of it", "去年，针对二季度波动，二季度末甲县出台政策，全年生产总值增长6.1%。", "全年生产总值 | growth eq | 6.1% | 2025 result"},
	} {
		date := "2026-01-20"
		if strings.Contains(tt.text, "日报") {
			date = "2025-11-14"
		}
		if got := readLinesOf(tt.text, date); got != tt.want {
			t.Errorf("%s: reading %q gives\n%s\nwant\n%s", tt.name, tt.text, got, tt.want)
		}
	}
}

// TestThisYear holds that 今年 is the year of the text, whatever year its results are of.
func TestThisYear(t *testing.T) {
	const past = "过去一年，甲县经济向好。生产总值同比增长6.2%，建成学校13所，城镇化率达到61.57%。"
	const told = "生产总值 | growth eq | 6.2% | 2025 result\n建成学校 | level eq | 13所 | 2025 result\n城镇化率 | level eq | 61.57% | 2025 result\n"
	for _, tt := range []struct{ name, text, want string }{
		{"wanted", "今年，新建停车位2000个，新增学位1800个。改造小区52个。", "新建停车位 | level eq | 2000个 | 2026 target\n新增学位 | level eq | 1800个 | 2026 target\n改造小区 | level eq | 52个 | 2025 result"},
		{"with 已", "今年，新建停车位已达到2000个，新增学位1800个。", "新建停车位 | level eq | 2000个 | 2026 result\n新增学位 | level eq | 1800个 | 2026 result"},
		{"since its beginning", "今年以来，新建停车位2000个。", "新建停车位 | level eq | 2000个 | 2026 result"},
		{"two months", "今年1—2月，新增学位1800个。", "新增学位 | level eq | 1800个 | 2026-01/2026-02 result"},
		{"by a month", "今年3月底前，新增学位1800个。", "新增学位 | level eq | 1800个 | 2026-03 target"},
		{"by the end", "今年底前新增学位1800个。", "新增学位 | level eq | 1800个 | 2026 target"},
		{"a month to come", "今年6月，新增学位1800个。", "新增学位 | level eq | 1800个 | 2026-06 target"},
		{"a quarter to come", "今年二季度，新增学位1800个。", "新增学位 | level eq | 1800个 | 2026Q2 target"},
		{"a quarter", "今年一季度，新增学位1800个。", "新增学位 | level eq | 1800个 | 2026Q1 result"},
		{"then the year before", "今年，新建停车位2000个，去年新增学位1800个。", "新建停车位 | level eq | 2000个 | 2026 target\n新增学位 | level eq | 1800个 | 2025 result"},
	} {
		if got := readLinesOf(past+tt.text, "2026-03-20"); got != told+tt.want {
			t.Errorf("%s: reading %q gives\n%s\nwant\n%s", tt.name, tt.text, got, told+tt.want)
		}
	}
	december := "一、2025年工作回顾\n今年，甲县新建停车位2000个。"
	if got, want := readLinesOf(december, "2025-12-20"), "甲县新建停车位 | level eq | 2000个 | 2025 result"; got != want {
		t.Errorf("reading %q in December gives\n%s\nwant\n%s", december, got, want)
	}
}

// TestStretchBound holds that what 力争 leads to with a verb of reaching is a lower bound.
func TestStretchBound(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"今年，力争甲县规上企业占比达到60%。", "甲县规上企业占比 | level ge | 60% | 2026 target"},
		{"今年要力争交通、水利投资分别达24亿元、9亿元。", "交通投资 | level ge | 24亿元 | 2026 target\n水利投资 | level ge | 9亿元 | 2026 target"},
		{"今年要力争甲县新增装机400万千瓦，绿化率达到41%。", "甲县新增装机 | level eq | 400万千瓦 | 2026 target\n绿化率 | level eq | 41% | 2026 target"},
		{"今年要力争甲县农产品出口增长9%，旅游收入增长6%。", "甲县农产品出口 | growth ge | 9% | 2026 target\n旅游收入 | growth eq | 6% | 2026 target"},
		{"今年要力争甲县实验室增加2家、农场达到30家。", "甲县实验室 | increase_abs eq | 2家 | 2026 target\n农场 | level ge | 30家 | 2026 target"},
		{"去年，甲县力争上游，工业税收达到12亿元。", "工业税收 | level eq | 12亿元 | 2025 result"},
	} {
		if got := readLines(tt.text); got != tt.want {
			t.Errorf("reading %q gives\n%s\nwant\n%s", tt.text, got, tt.want)
		}
	}
}
