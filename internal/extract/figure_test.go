package extract

import (
	"fmt"
	"strings"
	"testing"
)

// line writes a figure as the tables below expect it.
func (q Figure) line() string {
	values := make([]string, len(q.Values))
	for i, v := range q.Values {
		values[i] = v.String()
	}
	s := fmt.Sprintf("%s | %s %s | %s%s | %s %s", q.Resolved, q.Measure, q.Bound, strings.Join(values, ","), q.Unit, q.Period, q.Kind)
	if q.Benchmark != "" && q.Measure == "gap_vs_benchmark" {
		s += " | " + q.Direction + " " + q.Benchmark
	}
	return s
}

// readLines reads a text of 20 January 2026 and gives its quantities as lines.
func readLines(text string) string { return readLinesOf(text, "2026-01-20") }

func readLinesOf(text, date string) string {
	var out []string
	for _, q := range ReadProse(text, Options{Date: date}).Quantities {
		out = append(out, q.line())
	}
	return strings.Join(out, "\n")
}

// checkLines reads each text as one of 20 January 2026 and compares its quantities as lines.
func checkLines(t *testing.T, cases []struct{ text, want string }) {
	t.Helper()
	for _, c := range cases {
		if got := readLines(c.text); got != c.want {
			t.Errorf("ReadProse(%q) gives\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

// figureCases are sentences written for this table, by the stage they try. A text is
// read as one of 20 January 2026.
var figureCases = []struct{ stage, text, want string }{
	{"predicate", "去年，甲县生产总值增长6.1%、达到320亿元。",
		"甲县生产总值 | growth eq | 6.1% | 2025 result\n" +
			"甲县生产总值 | level eq | 320亿元 | 2025 result"},
	{"predicate", "去年，甲县粮食单产比上年提高12公斤。",
		"甲县粮食单产 | increase_abs eq | 12公斤 | 2025 result"},
	{"predicate", "去年，甲县工业用水量同比下降4.5%。",
		"甲县工业用水量 | decline eq | 4.5% | 2025 result"},
	{"predicate", "去年，甲县工业投资增长9%，高于全市2.1个百分点。",
		"甲县工业投资 | growth eq | 9% | 2025 result\n" +
			"甲县工业投资 | gap_vs_benchmark eq | 2.1个百分点 | 2025 result | up 全市"},
	{"predicate", "去年，甲县城镇化率提高到58.2%、提高0.9个百分点。",
		"甲县城镇化率 | level eq | 58.2% | 2025 result\n" +
			"甲县城镇化率 | pp_change eq | 0.9个百分点 | 2025 result"},
	{"predicate", "去年，甲县税收占比达到71%，比全市平均水平低1.5个百分点。",
		"甲县税收占比 | level eq | 71% | 2025 result\n" +
			"甲县税收占比 | gap_vs_benchmark eq | 1.5个百分点 | 2025 result | down 全市平均水平"},
	{"predicate", "五年来，甲县财政收入年均增长7.2%。",
		"甲县财政收入 | avg_growth eq | 7.2% | 2021-2025 result"},
	{"predicate", "去年，甲县失业率控制在5%以内，物价涨幅控制在2%左右。",
		"甲县失业率 | level le | 5% | 2025 result\n" +
			"物价 | growth approx | 2% | 2025 result"},
	{"predicate", "去年，甲县粮食产量不低于40万吨，用电量不足12亿千瓦时。",
		"甲县粮食产量 | level ge | 40万吨 | 2025 result\n" +
			"用电量 | level lt | 12亿千瓦时 | 2025 result"},
	{"predicate", "去年，甲县旅游收入增长1.2倍，是五年前的2.5倍。",
		"甲县旅游收入 | growth eq | 1.2倍 | 2025 result\n" +
			"甲县旅游收入 | multiple eq | 2.5倍 | 2025 result"},
	{"predicate", "去年，甲县绿化覆盖率由41%提高到43.5%。",
		"甲县绿化覆盖率 | level eq | 41% | 2024 result\n" +
			"甲县绿化覆盖率 | level eq | 43.5% | 2025 result"},
	{"predicate", "去年，甲县重点工程完成年计划的104%。",
		"甲县重点工程 | level eq | 104% | 2025 result"},
	{"predicate", "去年，甲县进口增长-2.8%。",
		"甲县进口 | growth eq | -2.8% | 2025 result"},
	{"predicate", "去年，甲县技术合同额实现翻番。",
		"甲县技术合同额 | multiple eq | 2倍 | 2025 result"},
	{"name", "去年，甲县新增学位3200个、托位450个。",
		"甲县新增学位 | level eq | 3200个 | 2025 result\n" +
			"甲县新增托位 | level eq | 450个 | 2025 result"},
	{"name", "去年，甲县改造老旧小区26个、危旧房310套。",
		"甲县改造老旧小区 | level eq | 26个 | 2025 result\n" +
			"甲县改造危旧房 | level eq | 310套 | 2025 result"},
	{"name", "去年，全县社会消费品零售总额88亿元，其中网上零售额12亿元。",
		"全县社会消费品零售总额 | level eq | 88亿元 | 2025 result\n" +
			"网上零售额 | level eq | 12亿元 | 2025 result"},
	{"name", "去年，甲县为企业提供贷款35亿元。",
		"甲县为企业提供贷款 | level eq | 35亿元 | 2025 result"},
	{"name", "去年，甲县新培育专精特新企业8家、总数达到41家。",
		"甲县新培育专精特新企业 | level eq | 8家 | 2025 result\n" +
			"专精特新企业总数 | level eq | 41家 | 2025 result"},
	{"name", "去年，甲县实施水利项目15个、总投资6.8亿元。",
		"甲县实施水利项目 | level eq | 15个 | 2025 result\n" +
			"水利项目总投资 | level eq | 6.8亿元 | 2025 result"},
	{"after", "去年，甲县建成12个乡镇敬老院。",
		"甲县建成乡镇敬老院 | level eq | 12个 | 2025 result"},
	{"after", "去年，甲县新增9项便民服务和14个办事窗口。",
		"甲县新增便民服务 | level eq | 9项 | 2025 result\n" +
			"甲县新增办事窗口 | level eq | 14个 | 2025 result"},
	{"after", "去年，25个续建项目增加产值7亿元。",
		"续建项目 | level eq | 25个 | 2025 result\n" +
			"续建项目增加产值 | level eq | 7亿元 | 2025 result"},
	{"after", "去年，甲县为1.5万名老人免费提供体检。",
		"接受体检的老人 | level eq | 1.5万名 | 2025 result"},
	{"after", "去年，甲县8条公路建成通车。",
		"甲县公路 | level eq | 8条 | 2025 result"},
	{"after", "去年，三分之二的村庄完成改造。",
		"完成改造村庄占比 | level eq | 66.67% | 2025 result"},
	{"share", "去年，甲县城镇、农村居民人均可支配收入分别增长4.8%、6.3%。",
		"甲县城镇居民人均可支配收入 | growth eq | 4.8% | 2025 result\n" +
			"农村居民人均可支配收入 | growth eq | 6.3% | 2025 result"},
	{"share", "去年，甲县城乡居民人均可支配收入分别增长4.8%和6.3%。",
		"甲县城镇居民人均可支配收入 | growth eq | 4.8% | 2025 result\n" +
			"甲县农村居民人均可支配收入 | growth eq | 6.3% | 2025 result"},
	{"share", "去年，甲县煤炭、原油产量均增长3%。",
		"甲县煤炭产量 | growth eq | 3% | 2025 result\n" +
			"原油产量 | growth eq | 3% | 2025 result"},
	{"share", "去年，一产、二产、三产增加值分别增长3%、6%、5%。",
		"第一产业增加值 | growth eq | 3% | 2025 result\n" +
			"第二产业增加值 | growth eq | 6% | 2025 result\n" +
			"第三产业增加值 | growth eq | 5% | 2025 result"},
	{"share", "去年，甲县新建幼儿园、小学各2所。",
		"甲县新建幼儿园 | level eq | 2所 | 2025 result\n" +
			"甲县新建小学 | level eq | 2所 | 2025 result"},
	{"share", "去年，甲县快递业务量、业务收入分别达到3亿件和9亿元，分别增长12%和8%。",
		"甲县快递业务量 | level eq | 3亿件 | 2025 result\n" +
			"业务收入 | level eq | 9亿元 | 2025 result\n" +
			"甲县快递业务量 | growth eq | 12% | 2025 result\n" +
			"业务收入 | growth eq | 8% | 2025 result"},
	{"share", "去年，甲县三次产业结构调整为8.1:41.5:50.4。",
		"甲县三次产业结构 | level eq | 8.1,41.5,50.4 | 2025 result"},
	{"bound", "去年，甲县服务企业近300家，减税超2亿元，培训3000余人次。",
		"甲县服务企业 | level approx | 300家 | 2025 result\n" +
			"减税 | level gt | 2亿元 | 2025 result\n" +
			"培训 | level gt | 3000人次 | 2025 result"},
	{"bound", "今年，甲县主要预期目标是：生产总值增长5%以上，投资增长4.5-5.5%，失业率5.5%左右。",
		"生产总值 | growth ge | 5% | 2026 target\n" +
			"投资 | growth range | 4.5,5.5% | 2026 target\n" +
			"失业率 | level approx | 5.5% | 2026 target"},
	{"period", "到2030年，甲县森林覆盖率达到35%。",
		"甲县森林覆盖率 | level eq | 35% | 2030 target"},
	{"period", "“十四五”时期，我们新建公路820公里，公路总里程达到6400公里。",
		"新建公路 | level eq | 820公里 | 2021-2025 result\n" +
			"公路总里程 | level eq | 6400公里 | 2025 result"},
	{"period", "今年预期目标是：新增就业2万人。",
		"新增就业 | level eq | 2万人 | 2026 target"},
	{"period", "一、2025年工作回顾\n就业稳定。新增就业2.1万人。\n二、2026年工作安排\n做好就业。新增就业2万人以上。",
		"新增就业 | level eq | 2.1万人 | 2025 result\n" +
			"新增就业 | level ge | 2万人 | 2026 target"},
	{"script", "去年，甲县用电量４５．６亿千瓦时，增长百分之八点五。",
		"甲县用电量 | level eq | 45.6亿千瓦时 | 2025 result\n" +
			"甲县用电量 | growth eq | 8.5% | 2025 result"},
	{"script", "去年，甲县八成左右的财力用于民生。",
		"财力用于民生占比 | level approx | 80% | 2025 result"},
	{"script", "去年，甲縣新增學位3200個、經濟總量增長5.5%。",
		"甲縣新增學位 | level eq | 3200个 | 2025 result\n" +
			"經濟總量 | growth eq | 5.5% | 2025 result"},
	{"script", "去年，甲县坚持稳中求进、以进促稳，抓好春耕备耕和田间管理，农民群众种粮积极性不断提高，粮食产量达到32\n1万吨，农民收入持续增加，村容村貌明显改善；各部门主动上门了解困难，全年共服务企业500\n余家，群众办事更加方便，各项工作有序推进，社会大局保持稳定。",
		"粮食产量 | level eq | 321万吨 | 2025 result\n" +
			"服务企业 | level gt | 500家 | 2025 result"},
	{"refused", "去年3月，甲县第4次举办展会，连续5年获奖，建设5G基站和“8+4”体系。", ""},
	{"refused", "去年，甲县年产值超10亿元的企业达到12家。",
		"甲县年产值超10亿元的企业 | level eq | 12家 | 2025 result"},
	{"refused", "去年，总投资30亿元的乙电站项目开工。", ""},
}

func TestFigures(t *testing.T) {
	for _, c := range figureCases {
		if got := readLines(c.text); got != c.want {
			t.Errorf("%s: ReadProse(%q) gives\n%s\nwant\n%s", c.stage, c.text, got, c.want)
		}
	}
}

// TestFigureText: the short name and the number are the words of the text.
func TestFigureText(t *testing.T) {
	for _, c := range []struct{ text, name, value, flags string }{
		{"去年，甲县改造老旧小区26个。", "老旧小区", "26个", "indicator_resolved"},
		{"去年，新增床位约３０００张以上。", "床位", "约３０００张以上", "indicator_resolved"},
		{"去年，建成12个乡镇敬老院。", "乡镇敬老院", "12个", "indicator_after_value indicator_resolved"},
		{"去年，城乡收入分别增长5%和6%。", "城乡收入", "5%", "distributed indicator_resolved"},
		{"去年，粮食产量增长百分之三。", "粮食产量", "百分之三", "chinese_numeral"},
		{"去年，覆盖率由41%提高到43%。", "覆盖率", "41%", "from"},
	} {
		all := ReadProse(c.text, Options{Date: "2026-01-20"}).Quantities
		if len(all) == 0 {
			t.Errorf("ReadProse(%q) finds nothing", c.text)
			continue
		}
		q := all[0]
		if q.Indicator.Text != c.name || q.Value.Text != c.value || strings.Join(q.Flags, " ") != c.flags {
			t.Errorf("ReadProse(%q) = %q, %q, %v; want %q, %q, %q", c.text, q.Indicator.Text, q.Value.Text, q.Flags, c.name, c.value, c.flags)
		}
	}
}

// TestPlaces reads places among peers and statements without a number.
func TestPlaces(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"去年，甲县生产总值增长6%，居全市第3位。", "甲县生产总值 全市第3位"},
		{"去年，甲县粮食产量稳居全省首位。", "甲县粮食产量 全省首位"},
		{"去年，甲县工业投资增长9%，增速居全市第2位。", "甲县工业投资增速 全市第2位"},
		{"去年，甲县第一产业增加值增长3%。", ""},
		{"今年预期目标是：居民收入增长与经济增长同步。", "居民收入 增长与经济增长同步"},
		{"去年，甲县粮食产量保持稳定。", "甲县粮食产量 保持稳定"},
		{"今年，单位能耗、粮食产量完成国家下达任务。", "单位能耗 完成国家下达任务; 粮食产量 完成国家下达任务"},
	} {
		p := ReadProse(c.text, Options{Date: "2026-01-20"})
		var got []string
		for _, q := range append(p.Ranks, p.Nonnumeric...) {
			got = append(got, q.Resolved+" "+q.Value.Text)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("ReadProse(%q) = %q; want %q", c.text, s, c.want)
		}
	}
}

// TestTasks reads orders of a section of tasks, and none where it tells what was done or
// lists undertakings that are counted.
func TestTasks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"二、2026年工作安排\n加快建设两个园区。我们要守住底线。（一）完善乡村道路；推进老旧管网改造。", "加快建设两个园区。/我们要守住底线。/完善乡村道路；/推进老旧管网改造。"},
		{"一、2025年工作回顾\n建成两个园区，道路不断完善。", ""},
		{"今年办好十件民生实事。建设社区食堂20个。我们一定说到做到！", "我们一定说到做到！"},
	} {
		var got []string
		for _, o := range ReadProse(c.text, Options{Date: "2026-01-20"}).Directives {
			got = append(got, o.Text)
		}
		if s := strings.Join(got, "/"); s != c.want {
			t.Errorf("ReadProse(%q).Directives = %q; want %q", c.text, s, c.want)
		}
	}
}

// TestOpening tells a report of results from a list of tasks where no heading does.
func TestOpening(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"甲县生产总值达到321.6亿元，再创历史新高。7个项目建成投产，2个园区获批省级园区。", "result"},
		{"加快推进园区建设。力争新增企业20家以上。着力提升服务，新建道路30公里以上。", "target"},
	} {
		for _, q := range ReadProse(c.text, Options{Date: "2026-01-20"}).Quantities {
			if q.Kind != c.want {
				t.Errorf("ReadProse(%q): %s is a %s; want %s", c.text, q.Value.Text, q.Kind, c.want)
			}
		}
	}
}
