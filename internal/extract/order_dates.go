package extract

import (
	"fmt"
	"strings"

	"tupo/internal/zh"
)

// coming is the period of a time as a date to be kept: 3月底前, said in June, is of the next
// year, not of the one that runs. written is the time as the text has it.
func coming(t zh.Time, written string, base zh.Date) string {
	if !t.Limit || t.Since || !base.Known() || !strings.HasSuffix(written, "前") || strings.Contains(written, "年") {
		return t.Period
	}
	spans := strings.Split(t.Period, "/")
	year, month, ok := monthOf(spans[len(spans)-1])
	if !ok || 12*(base.Year-year)+base.Month-month < longOver {
		return t.Period
	}
	for i, s := range spans {
		year, _, ok := monthOf(s)
		if !ok || strings.HasSuffix(s, "-02-29") { // the next year has no such day
			return t.Period
		}
		spans[i] = fmt.Sprintf("%04d%s", year+1, s[4:])
	}
	return strings.Join(spans, "/")
}

// monthOf reads 2026-05 at the head of a period; false where it is of years (2026-2030).
func monthOf(period string) (year, month int, ok bool) {
	n, err := fmt.Sscanf(period, "%4d-%2d", &year, &month)
	return year, month, err == nil && n == 2 && month <= 12
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
