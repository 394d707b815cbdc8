package extract

import (
	"strings"

	"tupo/internal/zh"
)

// inName reads the capacity or the length that a name itself holds: 年产50万套底盘项目.
func (r *reader) inName(p *Project, m mention) {
	name := r.view.text[m.a:m.b]
	for i := 0; i < len(name); i++ {
		if !digitByte(name[i]) || i > 0 && (digitByte(name[i-1]) || name[i-1] == '.') {
			continue
		}
		amount, ok := zh.ScanAmount(name[i:])
		if !ok || amount.Unit == "" {
			continue
		}
		to := &p.Capacity
		if !r.describesOne(amount.Written(), amount.Bound) && !strings.HasSuffix(name[:i], "年产") {
			if to = &p.Scale; !strings.HasSuffix(amount.Unit, "公里") {
				continue
			}
		}
		*to = &Measure{Span: r.view.span(m.a+i+amount.Start, m.a+i+amount.End, "project.inname", 0.85), Values: amount.Values, Unit: amount.Written(), Bound: amount.Bound}
		return
	}
}

// dates reads when building began or begins and when the project is to be finished, where a
// clause says so right after the time: 2024年3月|开工建设, 预计明年10月|通车.
func (r *reader) dates(p *Project, a, b int) {
	for _, c := range r.clausesOf(a, b) {
		s := r.view.text[c.a:c.b]
		at := 0
		for w := r.lex.prefix("project_words.before_time", s); w != ""; w = r.lex.prefix("project_words.before_time", s[at:]) {
			at += len(w)
		}
		t, ok := zh.ScanTime(s[at:], zh.Date{})
		if !ok || t.End == 0 {
			continue
		}
		rest := s[at+t.End:]
		ahead := r.lex.contains("project_words.ahead", s[:at+t.End]) || strings.HasPrefix(rest, "前") || strings.HasSuffix(s[:at+t.End], "前")
		for w := r.lex.prefix("project_words.after_time", rest); w != ""; w = r.lex.prefix("project_words.after_time", rest) {
			rest = rest[len(w):]
		}
		span := r.view.span(c.a+at+t.Start, c.a+at+t.End, "project.time", 0.85)
		switch {
		case r.lex.prefix("project_words.begun", rest) != "" && p.Start == nil:
			p.Start = &span
		case r.lex.prefix("project_words.finished", rest) != "" && ahead && p.Expected == nil:
			p.Expected = &span
		}
	}
}

// clausesOf lists the clauses of several sentences.
func (r *reader) clausesOf(a, b int) []clause {
	var out []clause
	for a < b {
		end := b
		if k := strings.Index(r.view.text[a:b], "。"); k >= 0 {
			end = a + k
		}
		if a < end {
			out = append(out, r.clauses(sentence{a: a, b: end})...)
		}
		a = end + len("。")
	}
	return out
}
