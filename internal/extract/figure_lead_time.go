package extract

import (
	"strings"

	"tupo/internal/zh"
)

// timeLead gives the bytes of a time at the head of s that no list of words holds: 今年上半年, 五年内, 到1985年.
func (f *figures) timeLead(s string, r rune) int {
	if n := f.partOfYear(s, r); n > 0 {
		return n
	}
	if n := f.spanInWords(s, r); n > 0 {
		return n
	}
	if rest, ok := strings.CutPrefix(s, "到"); ok && yearAt(rest) {
		if t := f.timeAt(rest); t > 0 {
			return len("到") + t
		}
	}
	return 0
}

// partOfYear gives the bytes of a part of this year or the last at the head of s (今年上半年, 去年1—9月), and of
// the last year where years are told of: 去年. It is the time of what follows.
func (f *figures) partOfYear(s string, r rune) int {
	if r != '今' && r != '去' {
		return 0
	}
	t, ok := zh.ScanTime(s, f.r.ref)
	if !ok || t.Since || t.Same || t.Period == "" || len(t.Period) == len("2025") && (r == '今' || f.par.from >= f.par.to && f.when == "") {
		return 0
	}
	f.when = t.Period
	return t.End
}

// spanInWords gives the bytes of a span in Chinese numerals at the head of s that tells of what time a sum is:
// 五年内|新增…, 八年间|…, 三年合计|….
func (f *figures) spanInWords(s string, r rune) int {
	if !strings.ContainsRune("两二三四五六七八九十", r) {
		return 0
	}
	n, ok := f.grammar.At(s, 0)
	if !ok || n.Kind != zh.Duration || n.Start != 0 || n.Unit != "年" {
		return 0
	}
	w := f.prefix("figure_words.of_years", s[n.End:])
	if w == "" || f.prefix("figure_words.not_middle", s[n.End:]) != "" {
		return 0
	}
	f.said.summed = f.said.at
	return n.End + len(w)
}

// duration gives the bytes of a span of time at the head of s that is no part of a name:
// 3年|增长58%, 近5年|人均预期寿命, 时隔66年|获批.
func (f *figures) duration(s string, r rune) int {
	rest := strings.TrimPrefix(strings.TrimPrefix(s, "近"), "时隔")
	if len(rest) < len(s) {
		r, _ = firstRune(rest)
	}
	if r < '0' || r > '9' || strings.HasPrefix(rest, "24小时") {
		return 0 // 24小时自助服务点
	}
	if n, ok := f.grammar.At(rest, 0); ok && n.Kind == zh.Duration {
		end := len(s) - len(rest) + n.End
		if strings.HasPrefix(s[end:], "内") {
			end += len("内") // 3年内
		}
		return end
	}
	return 0
}

// timeAt gives the bytes of an expression of time at the head of s.
func (f *figures) timeAt(s string) int {
	r, _ := firstRune(s)
	if !timeRune(r) {
		return 0
	}
	if f.keeps(s, 0) {
		return 0
	}
	t, ok := zh.ScanTime(s, f.refFor(r))
	if !ok || t.End == 0 {
		return 0
	}
	since := strings.HasSuffix(s[:t.End], "以来") && f.par.kind == "result" && f.par.from == f.par.to
	if t.Period != "" && !since && f.prefix("figure_words.of_prices", s[t.End:]) == "" {
		f.when = statedPeriod(t)
	}
	return t.End
}

// refFor is the day that an expression of time is told from: a bare half-year or quarter
// is one of the years that the section speaks of.
func (f *figures) refFor(r rune) zh.Date {
	if f.par.to > 0 && f.r.ref.Known() && f.par.to < f.r.ref.Year && strings.ContainsRune("前上下第一二三四", r) {
		return zh.Date{Year: f.par.to, Month: 12, Day: 31}
	}
	return f.r.ref
}
