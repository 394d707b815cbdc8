package extract

import (
	"strconv"
	"strings"

	"tupo/internal/zh"
)

// thisYear reads 今年 at the head of a clause where results are told of years before that of the text: what
// follows in the sentence is of this year, and wanted unless the sentence says that it was done.
func (f *figures) thisYear(e era, c clause) {
	s := strings.TrimLeft(f.text[c.a+skipNumber(f.text[c.a:c.b]):c.b], " ")
	if f.year() == 0 || !strings.HasPrefix(s, "今年") {
		return
	}
	t, ok := zh.ScanTime(s, f.r.ref)
	switch {
	case e.kind != "result" || e.to == 0 || e.to >= f.year():
		return
	case ok && !t.Since && t.Period != "" && len(t.Period) != len("2025") && !t.Limit && firstMonth(t.Period) <= f.r.ref.Month:
		return // 今年一季度: a part of the year that has begun is read by itself
	}
	if f.said.future = !t.Since && !f.r.lex.contains("figure_context.done_by_now", f.sentenceFrom(c)); !f.said.future {
		f.said.sofar = true
	}
}

// firstMonth is the month that a part of a year begins with: 2026-06, 2026Q2, 2026H2, 2026-01/2026-02.
func firstMonth(period string) int {
	rest := period[len("2025"):]
	n, _ := strconv.Atoi(strings.TrimLeft(rest[:min(len(rest), len("-06"))], "-QH"))
	switch rest[0] {
	case 'Q':
		return 3*n - 2
	case 'H':
		return 6*n - 5
	}
	return n
}

// sentenceFrom is the text from a clause to the end of its sentence.
func (f *figures) sentenceFrom(c clause) string {
	s := f.text[c.a:min(len(f.text), c.a+longest)]
	if i := strings.IndexAny(s, "。;\n"); i >= 0 {
		return s[:i]
	}
	return s
}
