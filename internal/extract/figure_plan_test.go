package extract

import "testing"

// TestPlans holds how reports on plans of five years and of one are read, and prose that writes its numbers in
// Chinese numerals.
func TestPlans(t *testing.T) {
	for _, tt := range []struct{ name, date, text, want string }{
		{"the level before a change", "1983-02-20",
			"一九八二年，甲省社会总产值达到三百二十亿元，比一九八○年的二百八十亿元增加四十亿元。布匹产量由一九八○年的六千万米增加到一九八二年的一亿二千万米，平均每年递增百分之八。",
			"甲省社会总产值 | level eq | 320亿元 | 1982 result\n甲省社会总产值 | level eq | 280亿元 | 1980 result\n甲省社会总产值 | increase_abs eq | 40亿元 | 1982 result\n" +
				"布匹产量 | level eq | 6000万米 | 1980 result\n布匹产量 | level eq | 12000万米 | 1982 result\n布匹产量 | avg_growth eq | 8% | 1981-1982 result"},
		{"a plan lays down what is to be reached", "1983-02-20",
			"第六个五年计划规定，一九八五年甲省纱产量达到九万吨，比一九八○年增长百分之二十。",
			"甲省纱产量 | level eq | 9万吨 | 1985 target\n甲省纱产量 | growth eq | 20% | 1985 target"},
		{"under the heading of a plan", "1983-02-20",
			"一、“六五”计划的基本任务\n五年内新建水库三十六座，新增灌溉面积一百二十万亩。粮食产量稳定在八十亿斤，收入增长百分之五。",
			"新建水库 | level eq | 36座 | 1981-1985 target\n新增灌溉面积 | level eq | 120万亩 | 1981-1985 target\n粮食产量 | level eq | 80亿斤 | 1985 target\n收入 | growth eq | 5% | 1981-1985 target"},
		{"under that of a plan carried out", "1986-02-20",
			"一、“六五”计划执行情况的回顾\n“六五”期间，甲省固定资产投资总额达到四十三亿元，修建水库一百零八座。积累率在一九八三年高达百分之二十七。",
			"甲省固定资产投资总额 | level eq | 43亿元 | 1981-1985 result\n修建水库 | level eq | 108座 | 1981-1985 result\n积累率 | level eq | 27% | 1983 result"},
		{"a plan of next year", "1980-08-20",
			"二、1981年甲省经济计划的任务和主要指标\n轻工业总产值，比1980年预计增长7％。棉布9万米。",
			"轻工业总产值 | growth eq | 7% | 1981 target\n棉布 | level eq | 9万米 | 1981 target"},
		{"what is planned in a review", "1983-02-20",
			"去年，甲省化肥产量计划增长百分之五，实际增长百分之九。今年上半年，原煤产量将达到九百万吨。",
			"甲省化肥产量 | growth eq | 5% | 1982 target\n甲省化肥产量 | growth eq | 9% | 1982 result\n原煤产量 | level eq | 900万吨 | 1983H1 target"},
		{"years that are compared", "1983-02-20",
			"农业总产值一九八二年比一九八一年增长百分之六。木材产量，一九八一年为四十万立方米，一九八二年为四十二万立方米；上缴利润，一九八二年为三千五百万元。",
			"农业总产值 | growth eq | 6% | 1982 result\n木材产量 | level eq | 40万立方米 | 1981 result\n木材产量 | level eq | 42万立方米 | 1982 result\n上缴利润 | level eq | 3500万元 | 1982 result"},
		{"a span at the end of a name", "1983-02-20",
			"甲省粮食产量在一九七一年到一九八○年间平均每年只增长百分之二。按一九八○年不变价格计算，去年工业总产值达到九十亿元。",
			"甲省粮食产量 | avg_growth eq | 2% | 1971-1980 result\n工业总产值 | level eq | 90亿元 | 1982 result"},
		{"a mean of two years", "1983-02-20",
			"农业总产值一九八一年增长百分之五，一九八二年增长百分之七，两年平均每年递增百分之六。在一九七一年到一九八○年间，甲省商店由一九七○年的二万多个增加到四万多个。",
			"农业总产值 | growth eq | 5% | 1981 result\n农业总产值 | growth eq | 7% | 1982 result\n农业总产值 | avg_growth eq | 6% | 1981-1982 result\n" +
				"甲省商店 | level gt | 2万个 | 1970 result\n甲省商店 | level gt | 4万个 | 1980 result"},
		{"the name behind the year before, and none", "1983-02-20",
			"去年甲厂总产值增长百分之四，在执行中争取达到百分之五。乙厂的统计表明，去年比上年产值增长百分之九。",
			"甲厂总产值 | growth eq | 4% | 1982 result\n甲厂总产值 | growth ge | 5% | 1982 result\n产值 | growth eq | 9% | 1982 result"},
		{"counts in words", "1983-02-20",
			"去年，甲省人口自然增长率为千分之十一，修建公路一千二百公里，安装机井四百零六眼，开了十次会议，三批干部下乡，粮食增产百分之三。",
			"甲省人口自然增长率 | level eq | 11‰ | 1982 result\n修建公路 | level eq | 1200公里 | 1982 result\n安装机井 | level eq | 406眼 | 1982 result\n粮食产量 | growth eq | 3% | 1982 result"},
		{"a chapter that orders", "1994-03-10",
			"一、１９９３年工作的回顾\n甲省粮食总产量４５亿公斤。\n二、保持经济稳定增长\n努力把零售物价上涨幅度控制在百分之九以内。",
			"甲省粮食总产量 | level eq | 45亿公斤 | 1993 result\n零售物价 | growth le | 9% | 1994 target"},
		{"the last year where five are told of", "1998-03-05",
			"五年来，甲省面貌一新。去年甲省经济增长9％。旅游人数达到１２万人次，创汇达到３亿美元，分别为１９９２年的２．４倍和２．２倍。",
			"甲省经济 | growth eq | 9% | 1997 result\n旅游人数 | level eq | 12万人次 | 1997 result\n创汇 | level eq | 3亿美元 | 1997 result\n" +
				"旅游人数 | multiple eq | 2.4倍 | 1997 result\n创汇 | multiple eq | 2.2倍 | 1997 result"},
	} {
		if got := readLinesOf(tt.text, tt.date); got != tt.want {
			t.Errorf("%s: reading %q gives\n%s\nwant\n%s", tt.name, tt.text, got, tt.want)
		}
	}
}
