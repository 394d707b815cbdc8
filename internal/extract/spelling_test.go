package extract

import "testing"

// TestSpellings holds how numbers are read that are not written as they are today: years in Chinese
// digits, thousands parted by a comma of full width, digits with spaces between them.
func TestSpellings(t *testing.T) {
	for _, tt := range []struct{ name, text, date, want string }{
		{"years in words", "一九八三年，甲省棉布产量比一九八○年增长百分之十二点五。社会总产值一九八四年达到四百三十亿元。", "1985-02-20",
			"甲省棉布产量 | growth eq | 12.5% | 1981-1983 result\n社会总产值 | level eq | 430亿元 | 1984 result"},
		{"two of them", "一九八三、一九八四年甲省造林三十二万亩。", "1985-02-20", "甲省造林 | level eq | 32万亩 | 1983-1984 result"},
		{"thousands", "甲省粮食产量12，345万吨，油料产量2，040万吨，新建住宅1，208万平方米，比上年增长8％。", "1981-02-20",
			"甲省粮食产量 | level eq | 12345万吨 | 1980 result\n油料产量 | level eq | 2040万吨 | 1980 result\n" +
				"新建住宅 | level eq | 1208万平方米 | 1980 result\n新建住宅 | growth eq | 8% | 1980 result"},
		{"no thousands in a text without them", "甲省综合实力居全国第4，221家企业入规，新建住宅1208万平方米。", "2026-01-20",
			"入规企业 | level eq | 221家 | 2025 result\n新建住宅 | level eq | 1208万平方米 | 2025 result"},
		{"spaces", "1 9 9 6 年甲省生产总值达到1 2 3 4 ．5 亿元，比上年增长1 0 ．2 ％，新建公路5 6 公里。", "1997-02-20",
			"甲省生产总值 | level eq | 1234.5亿元 | 1996 result\n甲省生产总值 | growth eq | 10.2% | 1996 result\n新建公路 | level eq | 56公里 | 1996 result"},
	} {
		if got := readLinesOf(tt.text, tt.date); got != tt.want {
			t.Errorf("%s: reading %q gives\n%s\nwant\n%s", tt.name, tt.text, got, tt.want)
		}
	}
}
