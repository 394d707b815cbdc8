package extract

import (
	"fmt"
	"strings"
	"testing"
)

// TestSpans holds of which years a change, a mean or a sum is where the text tells of one year.
func TestSpans(t *testing.T) {
	for _, tt := range []struct{ name, date, text, want string }{
		{"counted back, from its first sum to the full stop", "1979-03-05",
			"甲县生产恢复。这两年中，生铁产量由二百零三万吨增加到二百八十万吨，增长百分之三十七点九；布匹由四百万米增加到五百二十万米，增长百分之三十。",
			"生铁产量 203万吨 1976|生铁产量 280万吨 1978|生铁产量 37.9% 1977-1978|布匹 400万米 1976|布匹 520万米 1978|布匹 30% 1977-1978"},
		{"sums of three years", "2009-03-05", "去年，甲县污染治理见效。近三年累计，甲县能耗下降9.12%，新建污水管网320公里。",
			"甲县能耗 9.12% 2006-2008|新建污水管网 320公里 2006-2008"},
		{"right before what was done", "2010-03-05", "去年，甲县改造农田6.2万亩。五年新增水浇地21.3万亩，全县森林覆盖率达到31.4%。",
			"甲县改造农田 6.2万亩 2009|新增水浇地 21.3万亩 2005-2009|全县森林覆盖率 31.4% 2009"},
		{"what there is now after it", "2010-03-05", "甲县工厂兴旺，三年间产值增长2.3倍，现已吸纳劳力3.62万人。",
			"产值 2.3倍 2007-2009|现已吸纳劳力 3.62万人 2009"},
		{"not what lies ahead", "2010-03-05", "今年，甲县力争进步，三年内新建学校12所。", "新建学校 12所 2010"},
		{"since a year that is named", "2001-03-05", "2000年，甲县出口额达到31.2亿元，比1995年增长64%。", "甲县出口额 31.2亿元 2000|甲县出口额 64% 1996-2000"},
		{"the mean after it", "1983-03-05", "1982年甲县工业产值达到32.4亿元，比1978年增长41%，平均每年增长9%。",
			"甲县工业产值 32.4亿元 1982|甲县工业产值 41% 1979-1982|甲县工业产值 9% 1979-1982"},
		{"since the year before", "2001-03-05", "2000年甲县出口额达到31.2亿元，比1999年增长6.4%。", "甲县出口额 31.2亿元 2000|甲县出口额 6.4% 2000"},
		{"two years compared before them", "1993-03-05", "1992年同1987年相比，甲县煤产量增长34%，达到812万吨；发电量增长41%。",
			"甲县煤产量 34% 1988-1992|甲县煤产量 812万吨 1992|发电量 41% 1988-1992"},
		{"when the change before began", "1983-03-05", "甲县油料所占比重由1978年的21.4%提高到1982年的25.2%，糖料所占比重由6.3%提高到8.1%。",
			"甲县油料所占比重 21.4% 1978|甲县油料所占比重 25.2% 1982|糖料所占比重 6.3% 1978|糖料所占比重 8.1% 1982"},
		{"the year that ends a name", "2001-03-05", "甲县存款余额2000年底达165.6亿元，比1995年底增加92.3亿元。", "甲县存款余额 165.6亿元 2000|甲县存款余额 92.3亿元 1996-2000"},
		{"a mean of a year that ends five", "2011-03-05", "甲县农业总产值平均每年增长4.9%。", "甲县农业总产值 4.9% 2006-2010"},
		{"a year told of one number", "2011-03-05", "甲县农业投入累计32.6亿元，年均增幅超过23%。粮食产量去年达到16.3万吨。新建水库12座。",
			"甲县农业投入 32.6亿元 2006-2010|甲县农业投入 23% 2006-2010|粮食产量 16.3万吨 2010|新建水库 12座 2006-2010"},
	} {
		var got []string
		for _, q := range ReadProse(tt.text, Options{Date: tt.date}).Quantities {
			got = append(got, fmt.Sprintf("%s %s%s %s", q.Resolved, q.Values[0], q.Unit, q.Period))
		}
		if got := strings.Join(got, "|"); got != tt.want {
			t.Errorf("%s: the periods of %q are\n%s\nwant\n%s", tt.name, tt.text, got, tt.want)
		}
	}
}

// TestToldOrAimedAt holds whether a text without headings tells what was done.
func TestToldOrAimedAt(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"bounds of what was kept within", "坚持适度举债。五年总体负债率控制在3%以内。优化支出结构，教育得到有力保障。推动财力下沉，民生支出占比提高到70%左右。五年累计减税5.4亿元。", "result"},
		{"a goal that was passed", "甲县就业超过预期目标。新增就业2万人。", "result"},
		{"years to come", "甲县建设水库，到2030年完工。加快建设管网，2029年建成管网300公里。", "target"},
		{"what is in force", "今年要减轻税负，将仓储业现行16%的税率降至13%。", "result target"},
	} {
		var got []string
		for _, q := range ReadProse(tt.text, Options{Date: "2023-03-05"}).Quantities {
			if len(got) == 0 || got[len(got)-1] != q.Kind {
				got = append(got, q.Kind)
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: the kinds in %q are %s, want %s", tt.name, tt.text, got, tt.want)
		}
	}
}
