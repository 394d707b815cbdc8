package extract

import (
	"fmt"
	"strconv"
	"strings"

	"tupo/internal/zh"
)

// yearsTold reads a span of years counted back from the last that s begins with, if the text tells of one
// year or of another span: 五年间,…; 近三年累计…; 这两年中,…. a is where the clause begins.
func (f *figures) yearsTold(s string, a int) bool {
	e := f.par
	if e.kind != "result" || e.to == 0 || e.basis == "news" {
		return false
	}
	rest := s[len(f.prefix("figure_context.span_lead", s)):]
	if r, _ := firstRune(rest); rest == "" || !strings.ContainsRune("0123456789两二三四五六七八九十", r) {
		return false
	}
	n, ok := f.grammar.At(rest, 0)
	if !ok || n.Kind != zh.Duration || n.Start != 0 || n.Unit != "年" {
		return false
	}
	years := f.countOfYears(rest)
	w := f.prefix("figure_context.span_sums", rest[n.End:])
	if years < 2 || years > maxYearsBack || f.when == "" && years == e.to-e.from+1 || w == "" && len(rest) == len(s) && !f.sumsUp(rest[n.End:]) {
		return false
	}
	end := e.to
	if e.from == e.to && e.basis != "section" {
		end = max(end, f.lastYear()) // 1979年以来,…五年间
	}
	f.when, f.due = fmt.Sprintf("%d-%d", end-years+1, end), false
	f.mean = f.when
	if n.End+len(w) < len(rest) {
		f.said.summed = a
	}
	return true
}

// sumsUp says whether a span in words goes right before what was done in it: 五年|新增装机.
func (f *figures) sumsUp(s string) bool {
	return f.prefix("figure_context.flow_head", s) != "" || f.prefix("figure_context.span_act", s) != ""
}

// maxYearsBack is the longest span that figures are told of.
const maxYearsBack = 60

// comparedYear reads the year that a clause compares with, for the changes told after it: 1992年同1987年相比,….
func (f *figures) comparedYear(c clause) {
	s, ok := strings.CutSuffix(strings.TrimRight(f.text[c.a:c.b], " 较"), "相比")
	if !ok {
		return
	}
	i := max(strings.LastIndex(s, "同"), strings.LastIndex(s, "与"), strings.LastIndex(s, "和"), strings.LastIndex(s, "比"), strings.LastIndex(s, "较"))
	if i >= 0 {
		f.said.base = yearOf(s[i+len("同"):])
	}
}

// yearOf is the year that s is, or the end of which it is; 0 if it is none.
func yearOf(s string) int {
	if len(s) == len("2025") {
		s += "年"
	}
	if !yearAt(s + "末") {
		return 0
	}
	switch s[len("2025年"):] {
	case "", "底", "末", "年底":
		y, _ := strconv.Atoi(s[:len("2025")])
		return y
	}
	return 0
}

// spanOf gives a change or a mean the span that it was told for.
func (f *figures) spanOf(x *fact, q *Figure) {
	if span := f.sinceBase(x, q); span != "" {
		q.Period = span
	} else if span = f.meanSpan(x, q); span != "" {
		q.Period = span
	}
}

// inForce makes a result of what holds until something is done: 把现行|16%的税率降至13%.
func (f *figures) inForce(x *fact, q *Figure, e era) {
	if q.Kind == "target" && e.from > 0 && q.Basis != "stated" && f.suffix("figure_context.in_force", strings.TrimSuffix(f.text[:x.n.Start], "的")) != "" {
		q.Kind, q.KindFine, q.Period = "result", "result", fmt.Sprint(e.from-1)
	}
}

// sinceBase is the span of a change from a year before to one that the text names (1982年…,比1978年增长…), and of the
// mean that is told after it; "" if it is of no span.
func (f *figures) sinceBase(x *fact, q *Figure) string {
	switch {
	case q.Kind != "result" || x.p.isFrom || len(q.Period) != len("2025") && (q.Basis == "stated" || len(q.Period) != len("2021-2025")):
		return ""
	case x.p.benchmark != "":
		f.said.base = yearOf(x.p.benchmark)
	case x.p.than:
		f.said.base = 0
	}
	switch x.measure {
	case "avg_growth":
		if f.said.base == 0 {
			f.said.base = f.beganWith(x)
		}
	case "growth", "decline", "increase_abs", "reduction_abs":
		if q.Basis != "stated" && !strings.Contains(f.text[f.said.from:x.n.Start], q.Period[len(q.Period)-4:]+"年") {
			return ""
		}
	default:
		return ""
	}
	_, end := firstYears(q.Period)
	if base := f.said.base; base > 0 && end >= base+2 {
		return fmt.Sprintf("%d-%d", base+1, end)
	}
	return ""
}

// beganWith is the year that the sentence first gave for what a mean is told of: 1982年为270元,1987年提高到463元,
// |平均每年增长9%; 0 if it gave none.
func (f *figures) beganWith(x *fact) int {
	if y := yearOf(f.said.began + "年"); y > 0 {
		return y
	}
	for _, q := range f.out.Quantities[f.said.facts:] {
		if q.Resolved == x.full && q.Measure == "level" && q.Basis == "stated" {
			return yearOf(q.Period + "年")
		}
	}
	return 0
}

// meanSpan is the span of a yearly mean where the section tells of one year: the span told last, or the five years
// that end with it; "" if there is none.
func (f *figures) meanSpan(x *fact, q *Figure) string {
	if x.measure != "avg_growth" || q.Kind != "result" || q.Basis == "stated" || q.Basis == "news" || len(q.Period) != len("2025") {
		return ""
	}
	if _, to := firstYears(f.mean); to > 0 && fmt.Sprint(to) == q.Period {
		return f.mean
	}
	if from, to := f.fiveBack(); to > 0 && f.endsFiveYears() && fmt.Sprint(to) == q.Period {
		return fmt.Sprintf("%d-%d", from, to)
	}
	return ""
}

// changes says whether what is measured is a change, which over a span of years is that of them all.
func changes(measure string) bool {
	switch measure {
	case "growth", "decline", "increase_abs", "reduction_abs", "multiple":
		return true
	}
	return false
}

// firstYears gives the years of a period: 2023 or 2021-2025.
func firstYears(s string) (from, to int) {
	a, b, two := strings.Cut(s, "-")
	if len(a) < 4 {
		return 0, 0
	}
	if _, err := fmt.Sscanf(a[:4], "%d", &from); err != nil {
		return 0, 0
	}
	to = from
	if two && len(b) == 4 {
		if _, err := fmt.Sscanf(b, "%d", &to); err != nil {
			return from, from
		}
	}
	return from, to
}
