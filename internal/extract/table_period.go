package extract

import (
	"fmt"
	"strings"

	"tupo/internal/zh"
)

// tableTime is what the lines above a table say of its time.
type tableTime struct {
	ref      zh.Date
	periods  []string // in the order of the words
	from, to int      // years of the periods; 0: not known
	title    bool     // they stand above the table and are not those of the day of issue
	plan     bool     // a plan is what the table is
	done     bool
}

// timeOf reads the time of a table from the nearest line above it that names one.
func (t *table) timeOf(l *lexicon, ref zh.Date) tableTime {
	w := tableTime{ref: ref}
	for _, s := range t.titles {
		w.plan = w.plan || l.contains("table_words.plan_title", s)
		w.done = w.done || l.contains("table_words.done_title", s)
		if w.from > 0 {
			continue
		}
		for _, x := range titleTimes(s, ref) {
			from, to := firstYears(x)
			if from == 0 {
				continue
			}
			if w.from == 0 || from < w.from {
				w.from = from
			}
			w.to, w.title = max(w.to, to), true
			w.periods = append(w.periods, x)
		}
	}
	if w.from == 0 {
		w.from, w.to = ref.Year, ref.Year
	}
	return w
}

// titleTimes are the times of a line, bare years among them.
func titleTimes(s string, ref zh.Date) []string {
	var out []string
	for i := 0; i < len(s); {
		if t, ok := zh.ScanTime(s[i:], ref); ok {
			out = append(out, t.Period)
			i += t.End
			continue
		}
		if n := timeAt(s[i:]); n == 4 && (i == 0 || !digitByte(s[i-1])) {
			out = append(out, s[i:i+4])
			i += n
			continue
		}
		_, n := firstRune(s[i:])
		i += n
	}
	return out
}

// columnTime is the period and the kind of a column of values.
type columnTime struct {
	period, basis string
	kind, fine    string
	certain       bool // the header says both
}

// times gives every column of values its period and kind; a column without a kind is read
// by the years of the others and by the title. Where that leaves it open, kind is "".
func (t *table) times(w tableTime) []columnTime {
	out := make([]columnTime, len(t.cols))
	latest := 0
	for k := range t.cols {
		if c := &t.cols[k]; c.role == colValue {
			out[k] = w.column(c.head)
			_, to := firstYears(out[k].period)
			latest = max(latest, to)
		}
	}
	from := 0 // where the values begin that a change on their right may be of
	for k := range t.cols {
		c := &t.cols[k]
		if c.role != colValue {
			continue
		}
		if c.head.measure == "" && k > 0 && t.cols[k-1].head.measure != "" {
			from = k
		}
		x := &out[k]
		if left := t.changed(out, from, k); c.head.measure != "" && left >= 0 {
			x.beside(&out[left], c.head)
		}
		if c.head.measure == "avg_growth" {
			x.span(t, w, out, c.head)
		}
		if x.kind == "" {
			x.kind = w.kind(x.period, latest, c.head)
			x.certain = false
		}
	}
	return out
}

// changed is the column that a change in column k is of: among the values left of it that of
// the latest year, the nearest of these (2023年|2022年|增长); -1 if there is none.
func (t *table) changed(times []columnTime, from, k int) int {
	best, year := -1, 0
	for i := from; i < k; i++ {
		if t.cols[i].role != colValue || t.cols[i].head.measure != "" {
			continue
		}
		if _, to := firstYears(times[i].period); best < 0 || to >= year {
			best, year = i, to
		}
	}
	return best
}

// beside takes over from the value left of it what the header of a change leaves out.
func (x *columnTime) beside(left *columnTime, h heading) {
	if len(h.when) == 0 && !h.last && !h.this && !h.month && !h.sum {
		x.period, x.basis = left.period, left.basis
	}
	if x.kind == "" && x.period == left.period {
		x.kind, x.fine, x.certain = left.kind, left.fine, left.certain
	}
}

// span gives a mean growth its years, from the title or from the years of the columns.
func (x *columnTime) span(t *table, w tableTime, all []columnTime, h heading) {
	if len(h.when) > 0 {
		return
	}
	for _, p := range w.periods {
		if from, to := firstYears(p); to > from {
			x.period, x.basis = p, "section"
			return
		}
	}
	first, last := 0, 0
	for k := range all {
		if y, _ := firstYears(all[k].period); t.cols[k].role == colValue && len(t.cols[k].head.when) > 0 && len(all[k].period) == 4 {
			if first == 0 || y < first {
				first = y
			}
			last = max(last, y)
		}
	}
	if x.period = ""; last-first > 1 {
		x.period, x.basis = fmt.Sprintf("%d-%d", first+1, last), "stated"
	}
}

// column reads the words of one header.
func (w tableTime) column(h heading) columnTime {
	x := columnTime{kind: h.kind, fine: h.fine, basis: "stated", certain: h.kind != ""}
	year := w.to
	if h.last {
		year--
	}
	switch {
	case len(h.when) > 0:
		x.period = w.stated(h.when, year)
	case h.last || h.this || h.month || h.sum:
		if year > 0 {
			x.period = fmt.Sprint(year)
		}
	default:
		x.basis, x.certain = "section", false
		x.period = w.untold(h)
	}
	if len(h.when) == 0 && (h.month || h.sum || h.last) {
		x.period = w.months(h, year)
	}
	if h.sum && len(x.period) == len("2023-10") && x.period[4] == '-' {
		x.period = x.period[:4] + "-01/" + x.period
	}
	if h.kind == "target" && strings.Contains(x.period, "/") {
		x.period = x.period[:4]
	}
	return x
}

// stated is the period that words of a header name; a year above a month belongs to it.
func (w tableTime) stated(when []string, year int) string {
	ref := zh.Date{Year: year, Month: 12, Day: 31}
	if year == 0 {
		ref = zh.Date{}
	}
	s := strings.Join(when, "")
	if len(when) > 1 && len(when[0]) == 4 {
		s = when[0] + "年" + strings.Join(when[1:], "")
	}
	if t, ok := zh.ScanTime(s, ref); ok && t.End == len(s) {
		return statedPeriod(t)
	}
	if t, ok := zh.ScanTime(when[0], ref); ok && len(when) == 1 {
		return statedPeriod(t)
	}
	if len(s) == 4 {
		return s
	}
	return ""
}

// months is the month of the table, or the months up to it, in a year; a year where the
// title names none.
func (w tableTime) months(h heading, year int) string {
	for _, p := range w.periods {
		_, end, two := strings.Cut(p, "/")
		if !two {
			end = p
		}
		switch {
		case len(end) != len("2023-10") || end[4] != '-' || strings.Count(end, "-") != 1 || end[5] > '1':
		case h.month && !h.sum:
			return fmt.Sprintf("%04d%s", year, end[4:])
		case h.sum || two:
			return fmt.Sprintf("%04d-01/%04d%s", year, year, end[4:])
		default:
			return fmt.Sprintf("%04d%s", year, end[4:])
		}
	}
	if h.month || h.sum || year == 0 {
		return ""
	}
	return fmt.Sprint(year)
}

// untold is the period of a column that names none: of one year above the table that,
// of two the later for what is wanted and the earlier for what was done.
func (w tableTime) untold(h heading) string {
	switch {
	case h.kind == "target" && w.to > 0:
		return fmt.Sprint(w.to)
	case !w.title:
		return ""
	case len(w.periods) == 1 && !(w.plan && !w.done):
		return w.periods[0]
	case w.from < w.to && w.to-w.from == 1:
		return fmt.Sprint(w.from)
	}
	return ""
}

// kind says whether a column that does not say it tells results or targets; "" where its
// year and the title leave that open. latest is the last year of the columns.
func (w tableTime) kind(period string, latest int, h heading) string {
	_, to := firstYears(period)
	over := w.ref.Year > 0 && to > 0 && to < w.ref.Year
	switch {
	case to == 0:
		return ""
	case h.last || h.month || h.sum || over:
		return "result"
	case w.ref.Year > 0 && to > w.ref.Year:
		return "target"
	case w.plan && w.title && w.from < w.to && to == w.to, w.plan && !w.done && to == latest:
		return "target"
	case w.plan && to < latest, w.done && !w.plan:
		return "result"
	case len(period) > 4 && period[4] != '-':
		return "result"
	case len(period) >= len("2023-10") && len(period) != len("2021-2025"):
		return "result"
	}
	return ""
}
