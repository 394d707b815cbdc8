package extract

import (
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
	case ok && !t.Since && t.Period != "" && len(t.Period) != len("2025"):
		return // 今年一季度: a part of the year is read by itself
	}
	if f.said.future = !t.Since && !f.r.lex.contains("figure_context.done_by_now", f.sentenceFrom(c)); !f.said.future {
		f.said.sofar = true
	}
}

// sentenceFrom is the text from a clause to the end of its sentence.
func (f *figures) sentenceFrom(c clause) string {
	s := f.text[c.a:min(len(f.text), c.a+longest)]
	if i := strings.IndexAny(s, "。;\n"); i >= 0 {
		return s[:i]
	}
	return s
}
