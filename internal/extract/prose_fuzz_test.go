package extract

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// checkProse walks the JSON of a reading: every span lies in the text and its text is
// the source there; every fact has a rule and a confidence.
func checkProse(t testing.TB, text string, p *Prose) {
	t.Helper()
	b, err := p.JSON()
	if err != nil {
		t.Fatalf("JSON: %v", err)
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("JSON of prose: %v", err)
	}
	walkSpans(t, []rune(text), v)
	for _, list := range [][]Figure{p.Quantities, p.Ranks, p.Nonnumeric} {
		for _, q := range list {
			if q.Reason == "" || q.Confidence <= 0 || q.Confidence > 1 {
				t.Errorf("%s %q has rule %q and confidence %v", q.ID, q.Value.Text, q.Reason, q.Confidence)
			}
			if q.Resolved == "" || strings.ContainsAny(q.Resolved, " \n") {
				t.Errorf("%s %q is resolved as %q", q.ID, q.Value.Text, q.Resolved)
			}
		}
	}
}

func FuzzReadProse(f *testing.F) {
	f.Add("甲地生产总值增长5.5%、达到1.3万亿元,高于全国0.4个百分点。", "2026-01-20")
	f.Add("今年预期目标是:粮食产量稳定在１２０万吨以上;城镇、农村收入分别增长5%和6%左右。", "")
	f.Add("新建8个乡镇中心,为3万名老人提供服务;占比由12%提高到\n15%。", "2025-01-10")
	f.Add("总投资30亿元的甲工程开工,居全省第2位。(", "x")
	f.Add("分别、均、的、了0%1个2元", "2024-02-30")
	f.Fuzz(func(t *testing.T, text, date string) {
		if len(text) > 4000 {
			return
		}
		checkProse(t, strings.ToValidUTF8(text, "?"), ReadProse(strings.ToValidUTF8(text, "?"), Options{Date: date}))
	})
}

// BenchmarkReadProse reads the specimen page set one, four and sixteen times in a row:
// the rate must not fall with the length.
func BenchmarkReadProse(b *testing.B) {
	page := readFile(b, "testdata/specimen.txt")
	for _, times := range []int{1, 4, 16} {
		text := strings.Repeat(page, times)
		b.Run(fmt.Sprintf("pages=%d", times), func(b *testing.B) {
			for b.Loop() {
				ReadProse(text, Options{Date: "2025-09-18"})
			}
			b.ReportMetric(float64(len([]rune(text)))*float64(b.N)/b.Elapsed().Seconds(), "chars/s")
		})
	}
}
