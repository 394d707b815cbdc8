package extract

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
)

// tableWords are what tables are made of; put together at random they reach headers and
// cells that nobody would think of.
var tableWords = strings.Split("指标 单位 2023年实际 2024年目标 增长（%） 完成年计划% 序号 项目 项目名称 总投资（万元） 建设内容 责任单位 工作任务 完成时限 2023年 预期 力争目标 本月 累计 "+
	"地区生产总值 其中：第一产业 #税收收入 城镇居民 （一）粮食产量（万吨） 亿元 % 万元、% 1,234.5 5.8% ≥95 ≤3 5-6 6%左右 [55] 5.8① -3.2 — / 与经济增长同步 完成国家下达任务 ３．５ 合计 一、经济发展 "+
	"甲产业园建设项目 制定实施方案并印发执行 2024年6月底前 县发改局、县财政局 500亿元，增长5% 增长 下降2% [ （ ） ① 年均增速[累计] 20 2024", " ")

// TestRandomTables puts cells together at random: whatever is read stands in the text, has
// a rule and a confidence, and there are no more facts than parts of cells.
func TestRandomTables(t *testing.T) {
	found := 0
	for seed := int64(1); seed <= 3000; seed++ {
		rnd := rand.New(rand.NewSource(seed))
		var b strings.Builder
		gaps := []string{"\t", "\t", "\t", "\t\t", "\n", "\n", "  ", "　", " ", "，"}
		if rnd.Intn(3) > 0 { // a header that holds, so that rows are read
			gaps = gaps[:6]
			b.WriteString("2024年表\n指标\t2023年完成\t单位\t2024年目标\t增长%\n")
		}
		parts := 1
		for n := rnd.Intn(60); n >= 0; n-- {
			word := tableWords[rnd.Intn(len(tableWords))]
			if len(gaps) == 6 && rnd.Intn(3) == 0 {
				word = fmt.Sprintf("\n甲产品%d产量\t%d\t万吨", n, rnd.Intn(900))
			}
			parts += 1 + strings.Count(word, "，") + strings.Count(word, "\t")
			b.WriteString(word + gaps[rnd.Intn(len(gaps))])
		}
		text := b.String()
		p := ReadProse(text, Options{Date: "2024-01-20"})
		checkProse(t, text, p)
		n := 0
		for _, list := range [][]Figure{p.Quantities, p.Nonnumeric} {
			for _, q := range list {
				if strings.HasPrefix(q.Reason, "table.") {
					n++
				}
			}
		}
		if found += n; n > parts {
			t.Errorf("%d facts of %d cells", n, parts)
		}
		if t.Failed() {
			t.Fatalf("seed %d: %q", seed, text)
		}
	}
	if found < 300 {
		t.Errorf("only %d facts were read: the tables are too wild", found)
	}
}

// rowsOf is a table of so many rows with two values and a growth each.
func rowsOf(n int) string {
	var b strings.Builder
	b.WriteString("2024年计划表\n序号\t指标名称\t单位\t2023年实际\t2024年目标\t增长（%）\t责任单位\n")
	for i := range n {
		fmt.Fprintf(&b, "%d\t甲产品产量\t万吨\t%d\t%d.5\t5.2\t县发改局\n", i+1, i, i)
	}
	return b.String()
}

func TestLongTable(t *testing.T) {
	if p := ReadProse(rowsOf(5000), Options{Date: "2024-01-20"}); len(p.Quantities) != 15_000 {
		t.Errorf("a table of 5000 rows: %d quantities, want 15000", len(p.Quantities))
	}
	// Headers without rows, one after another, are looked at once each.
	for _, text := range []string{
		strings.Repeat("指标\t单位\t2023年\t2024年目标\n", 20_000),
		strings.Repeat("指标\n单位\n2023年完成\n", 20_000),
		strings.Repeat("一、经济发展\n", 20_000) + "指标\t2024年目标\n",
		"指标\t单位\t2024年目标\n" + strings.Repeat("甲\t乙\n一、经济\n", 20_000),
		strings.Repeat("指标\t", 20_000),
	} {
		if p := ReadProse(text, Options{Date: "2024-01-20"}); len(p.Quantities) > 0 {
			t.Errorf("%.40q…: %d quantities, want none", text, len(p.Quantities))
		}
	}
}

// BenchmarkTables reads tables of growing length: the rate must not fall.
func BenchmarkTables(b *testing.B) {
	for _, rows := range []int{500, 5_000, 50_000} {
		text := rowsOf(rows)
		b.Run(fmt.Sprintf("rows=%d", rows), func(b *testing.B) {
			for b.Loop() {
				ReadProse(text, Options{Date: "2024-01-20"})
			}
			b.ReportMetric(float64(len([]rune(text)))*float64(b.N)/b.Elapsed().Seconds(), "chars/s")
		})
	}
}
