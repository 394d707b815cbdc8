package extract

import (
	"strings"

	"tupo/internal/zh"
)

// fromWords takes 由上年的, 从2020年的 off the end: the number is where a change began.
func (f *figures) fromWords(lo int, p *predicate, n *amount) {
	s := strings.TrimSuffix(f.text[lo:p.a], "的")
	i := max(strings.LastIndex(s, "由"), strings.LastIndex(s, "从"))
	if k := f.thanBefore(s, n); k > i {
		i = k
	}
	if i < 0 || runes(s[i:]) > 14 {
		return
	}
	when := s[i+3:]
	if when == "" || f.has("figure_words.last_year", when) || f.has("figure_words.each_of", when) {
		p.isFrom, p.from = true, when
	} else if t, ok := zh.ScanTime(when, f.r.ref); ok && (t.End == len(when) || f.prefix("figure_words.time_end", when[t.End:]) == when[t.End:]) {
		p.isFrom, p.from = true, when
	}
	if p.isFrom {
		p.a, p.core = lo+i, "to"
	}
}

// thanBefore is where 比 stands before a year whose number follows with 的, if a change comes right after it:
// 比|1980年的70亿元|增加9亿元; -1 if it does not.
func (f *figures) thanBefore(s string, n *amount) int {
	if !strings.HasSuffix(f.text[:n.Start], "的") {
		return -1
	}
	if list := f.prefix("figure_predicates.grow", f.text[n.End:]) + f.prefix("figure_predicates.fall", f.text[n.End:]); list == "" {
		return -1
	}
	return max(strings.LastIndex(s, "比"), strings.LastIndex(s, "较"))
}

// ownTime takes a year or a span of years off the end of a name that says when its number is reached: 成交额|2030年达到,
// 产量|在1971年到1980年间|每年增加.
func (f *figures) ownTime(lo int, p *predicate) bool {
	if p.core+p.rate == "" || p.until != "" {
		return false
	}
	s := f.text[lo:p.a]
	if rest := f.text[p.a:]; strings.HasPrefix(rest, "年底") || strings.HasPrefix(rest, "年末") {
		s += "年" // 外汇储备|2000年底达
	}
	if w := f.ownYear(s); w > 0 {
		p.until = s[len(s)-len("1984年") : len(s)-len("年")]
		p.a = lo + len(s) - w
		return true
	}
	for i := max(0, len(s)-maxSpan); i < len(s); i++ {
		if !yearAt(s[i:]) || i > 0 && digitByte(s[i-1]) {
			continue
		}
		t, ok := zh.ScanTime(s[i:], f.r.ref)
		from, to := firstYears(t.Period)
		if !ok || from == to || t.End+len(f.prefix("figure_words.of_years", s[i+t.End:])) != len(s)-i {
			return false
		}
		head := s[:i]
		for _, w := range []string{"从", "在", "自", "于"} {
			head = strings.TrimSuffix(head, w)
		}
		p.until, p.a = t.Period, lo+len(head)
		return true
	}
	return false
}

// maxSpan is the longest way to write a span of years at the end of a name, in bytes.
const maxSpan = 48

// toWords takes 提高到2025年的 off the end: the number is where a change ended.
func (f *figures) toWords(lo int, p *predicate) {
	s, ok := strings.CutSuffix(f.text[lo:p.a], "的")
	if w := f.suffix("figure_words.at_end", s); w != "" {
		if group, v := f.verb(s[:len(s)-len(w)]); group == "to" {
			p.core, p.a = "to", lo+len(s)-len(w)-v // 扩大到|年末的|1120万人
			return
		}
	}
	if !ok && !strings.HasSuffix(s, "年") {
		return
	}
	for i := max(0, len(s)-maxYear); i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' || i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
			continue
		}
		t, ok := zh.ScanTime(s[i:], f.r.ref)
		if !ok || t.End != len(s)-i && f.prefix("figure_words.time_end", s[i+t.End:]) != s[i+t.End:] {
			continue // 75岁提升至|2025年
		}
		if group, w := f.verb(s[:i]); group == "to" {
			p.core, p.until, p.a = "to", t.Period, lo+i-w
		}
		return
	}
}

// maxYear is the longest way to write a year before a number, in bytes.
const maxYear = 24

// changeFrom takes the 由 or 从 that stands before a change off the end: of 由增长2.1%转为下降3.4% the
// first is where the second began.
func (f *figures) changeFrom(lo int, p *predicate) {
	for _, w := range []string{"由", "从"} {
		s := f.text[lo:p.a]
		switch {
		case p.isFrom:
			return
		case p.core == "to" && p.rate != "" && strings.HasPrefix(f.text[p.a:], w): // 由 is read as a verb of change
			p.isFrom = true
		case (p.core == "grow" || p.core == "fall") && strings.HasSuffix(s, w) && len(w) < len(s):
			p.isFrom, p.a = true, p.a-len(w)
		}
	}
}

// negative says whether a number is below zero: in per cent that is no level.
func negative(n *amount) bool {
	for _, v := range n.Values() {
		if v.Less(zh.Decimal{}) {
			return true
		}
	}
	return false
}
