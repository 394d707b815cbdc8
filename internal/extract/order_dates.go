package extract

import (
	"fmt"
	"strings"

	"tupo/internal/zh"
)

// coming is the period of a time as a date to be kept: 9月30日前, said in March, is of the same
// year, not of the one before. written is the time as the text has it.
func coming(t zh.Time, written string, base zh.Date) string {
	if !t.Limit || t.Since || !base.Known() || !strings.HasSuffix(written, "前") || strings.Contains(written, "年") || len(t.Period) < len("2026-05") || t.Period[4] != '-' {
		return t.Period
	}
	year, month := 0, 0
	if n, err := fmt.Sscanf(t.Period[:7], "%4d-%2d", &year, &month); err != nil || n != 2 {
		return t.Period
	}
	if 12*(base.Year-year)+base.Month-month < longOver {
		return t.Period
	}
	return fmt.Sprintf("%04d%s", year+1, t.Period[4:])
}

// longOver is how many months a date must be over before it is taken for that of the next year.
const longOver = 2

// deadline takes the first date to be kept (年底前), else the first period named,
// unless it is past or a beginning (自…以来).
func (r *reader) deadline(a, b int, base zh.Date) *Dated {
	var best *zh.Time
	times := zh.FindTimes(r.view.text[a:b], base)
	for i := range times {
		t := &times[i]
		t.Period = coming(*t, r.view.text[a+t.Start:a+t.End], base)
		if t.Since || t.Period != "" && base.Known() && t.Period[:4] < base.String()[:4] {
			continue
		}
		if best == nil || t.Limit && !best.Limit {
			best = t
		}
	}
	if best == nil {
		return nil
	}
	return &Dated{Span: r.view.span(a+best.Start, a+best.End, "directive.deadline", 0.85), Resolved: best.Period}
}
