package extract

import (
	"fmt"
	"strings"

	"tupo/internal/zh"
)

// clauseTime reads the time that a clause begins with: it holds to the end of the sentence, also
// where a comma or a colon parts it from the numbers (到2027年，…; 2024年主要目标是:…). It is false
// if the clause begins with none.
func (f *figures) clauseTime(c clause) bool {
	s := f.text[c.a:c.b]
	s = s[skipNumber(s):]
	lead := f.prefix("figure_context.time_lead", s)
	s = strings.TrimLeft(s[len(lead):], " ")
	if s == "" {
		return false
	}
	r, _ := firstRune(s)
	if strings.HasPrefix(s, "全年") && f.when != statedYears(f.when) {
		if year, _ := firstYears(f.when); year > 0 {
			f.when = fmt.Sprint(year) // 二季度…,全年增长5%
			return true
		}
	}
	if strings.HasPrefix(s, "“十") && f.when != "" && statedYears(f.when) == f.when {
		f.when = "" // 2024年…,“十四五”时期下降60%
		return true
	}
	if f.par.from < f.par.to && f.prefix("figure_context.last_year_of", s) != "" || f.prefix("figure_context.years_ahead", s) != "" {
		r = '明' // 去年 in a review of five years; 今后五年 in the tasks of one
	}
	if n := f.partOfYear(s, r); n > 0 || f.yearsTold(s, c.a) {
		return true
	}
	if r == '“' && strings.HasPrefix(s, "“十") || !strings.ContainsRune("0123456789两二三四五六七八九十“前上下第一明本", r) || f.keeps(s, 0) {
		return false
	}
	t, ok := zh.ScanTime(s, f.refFor(r))
	if !ok || t.End == 0 || t.Period == "" || t.Since {
		return false
	}
	t.Period = coming(t, s[:t.End], f.r.ref)
	f.when, f.due = statedPeriod(t), f.dueTime(lead, s[:t.End], t.Period)
	return true
}

// statedYears is a period if it is of whole years, else "".
func statedYears(period string) string {
	if len(period) == len("2025") || len(period) == len("2021-2025") && period[4] == '-' {
		return period
	}
	return ""
}

// carryTime gives a sentence the time that the sentence before it began with (前三季度,生产总值增长6%。|
// 工业增加值增长7%), but for a day; only where no heading tells of which years the text is.
func (f *figures) carryTime(s sentence) {
	f.when, f.due = "", false
	untold := f.par.basis == "news" || f.par.basis == "document"
	if untold && len(f.lasting) != len("2025-11-14") && f.prefix("figure_context.other_time", strings.TrimLeft(f.text[s.a:s.b], " ")) == "" {
		f.when = f.lasting
	}
}

// timeRune says whether an expression of time can begin so.
func timeRune(r rune) bool {
	return strings.ContainsRune("0123456789二今去前上下第一“十明本后", r)
}

// newsFrom gives the byte after the dateline that a paragraph begins with, and after the
// names in brackets behind it: 本报讯(记者 某某)|….
func (r *reader) newsFrom(p paragraph) int {
	text := r.view.text[:p.jump]
	a := p.a + datelineEnd(r.lex, text[p.a:])
	if m := r.lex.rules["structure.inlineby"].find(text[a:]); m != nil {
		a += m[1]
	}
	rest := text[a:]
	return a + len(rest) - len(strings.TrimLeft(rest, " ,:"))
}

// dateState gives a place or a statement its kind and period: of a span of years that of its end.
func (f *figures) dateState(q *Figure) {
	e := f.par
	q.Kind, q.KindFine, q.Basis = e.kind, e.kind, e.basis
	if e.to > 0 {
		q.Period = fmt.Sprint(e.to)
	}
	if f.when != "" {
		q.Period = f.when
		if from, to := firstYears(f.when); from < to {
			q.Period = fmt.Sprint(min(to, max(e.to, from)))
		}
	}
}
