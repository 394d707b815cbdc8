package extract

import (
	"fmt"
	"strings"
	"time"

	"tupo/internal/zh"
)

// stated is what a text tells of its own day: the day of the speech, of the issue or of its
// dateline, or only the year that a report is written for.
type stated struct {
	day       zh.Date
	dayBasis  Span
	year      int  // whose tasks are set; of a look back, the year told of; 0: not told
	closed    bool // the year is over: a year's summary, a bulletin of statistics
	yearBasis Span
}

// setReference takes the day that the page tells of itself, if it tells one and the given
// date is not of the same months; else the given date; else its line of issue, wherever it
// stands, or a dateline together with a sentence that names the running year.
func (r *reader) setReference(given string) {
	if ref := r.reference(r.view.raw, given); ref != nil {
		if r.page.Reference = ref; len(ref.Basis) > 0 {
			r.ownDay = ref
		}
		return
	}
	for _, p := range r.view.pars {
		if p.kind == linePubdate && r.referenceFromIssue(p) {
			return
		}
	}
	r.referenceFromYear()
}

// reference weighs what a text tells of itself against the given date, and sets the day it
// is read from.
func (r *reader) reference(raw []rune, given string) *ReferenceDate {
	told := r.stated(raw)
	day, ok := zh.ParseDate(given)
	out := &ReferenceDate{Value: day.String(), Basis: []Span{}}
	switch {
	case told.day.Known() && (!ok || !sameMonths(told.day, day)):
		r.ref, out.Value, out.Basis = told.day, told.day.String(), []Span{told.dayBasis}
	case told.year > 0 && !told.day.Known() && (!ok || !told.fits(day)):
		r.ref, out.Value, out.Basis = told.eve(), fmt.Sprint(told.year), []Span{told.yearBasis}
	case ok:
		r.ref = day
	default:
		return nil
	}
	if ok && len(out.Basis) > 0 {
		out.Given = day.String()
	}
	if !told.closed && told.year == r.ref.Year+1 {
		r.plan = told.year
	}
	return out
}

// sameMonths says whether a given day is of one reading with the day told: of one year, before
// or after its first months, or as long after it as a report's printing.
func sameMonths(told, given zh.Date) bool {
	if told.Year == given.Year && (told.Month <= firstMonths) == (given.Month <= firstMonths) {
		return true
	}
	at := func(d zh.Date) time.Time { return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC) }
	later := at(given).Sub(at(told))
	return later >= 0 && later <= printing
}

// printing is how long after its day a report may be printed.
const printing = 62 * 24 * time.Hour

// fits says whether a day is one on which a report for the year is given: in its first months,
// or in the last two of the year before; of a year that is over, from its last two months on.
func (s stated) fits(day zh.Date) bool {
	first := s.year
	if s.closed {
		first++
	}
	return day.Year == first && day.Month <= firstMonths || day.Year == first-1 && day.Month > 10
}

// eve is the day that a report of which only the year is known is read from.
func (s stated) eve() zh.Date {
	if s.closed {
		return zh.Date{Year: s.year, Month: 12, Day: 31}
	}
	return zh.Date{Year: s.year, Month: 1, Day: 1}
}

// maxHeadLines is how many lines may stand above a text: a site's menu, title, day, source, speaker.
const maxHeadLines = 40

// stated reads the head of a text, its datelines, and the headings of its parts.
func (r *reader) stated(raw []rune) stated {
	var out stated
	rank := 0
	for i := range r.headLines() {
		l := &r.lines[i]
		if d, a, b, n := r.lineDay(l); n > rank {
			rank, out.day, out.dayBasis = n, d, rawSpan(raw, l, a, b, "reference.day")
		}
		if y, closed, a, b := r.titleYear(l.text); y > 0 && out.year == 0 {
			out.year, out.closed, out.yearBasis = y, closed, rawSpan(raw, l, a, b, "reference.title")
		}
	}
	if out.year == 0 {
		out.year, out.yearBasis = r.headingYear(raw)
	}
	return out
}

// headLines counts the lines above the text.
func (r *reader) headLines() int {
	for i := range r.lines {
		l := &r.lines[i]
		long := prose(l.text) && runes(l.text) > maxMark && l.kind != lineDateline
		if i == maxHeadLines || long || r.lex.prefix("openers.salutation", l.text) != "" {
			return i
		}
		if l.kind == lineDateline {
			return i + 1
		}
	}
	return len(r.lines)
}

// Ranks of what tells a day: the speech before the meeting, then the issue or the dateline.
const (
	dayOfIssue  = 1
	dayOfSpeech = 2
)

// lineDay finds the day that a line above a text tells, its bytes and its rank; 0 if none.
func (r *reader) lineDay(l *line) (day zh.Date, a, b, rank int) {
	text := l.text
	switch {
	case l.kind == lineDateline:
		text = text[:datelineEnd(r.lex, text)]
	case prose(text):
		return zh.Date{}, 0, 0, 0
	}
	for _, t := range zh.FindTimes(text, zh.Date{}) {
		d, ok := zh.ParseDate(t.Period)
		if !ok || !t.Day {
			continue
		}
		rest := text[t.End:]
		switch {
		case strings.HasPrefix(rest, "在") || strings.Contains(rest, "在") && strings.Contains(rest, "会"):
			return d, t.Start, t.End, dayOfSpeech
		case strings.Trim(text[:t.Start]+rest, " ()-—―–") == "":
			return d, t.Start, t.End, dayOfSpeech
		case l.kind == lineDateline, l.kind == linePubdate, r.lex.suffix("part_words.issued", strings.TrimRight(text[:t.Start], " :")) != "",
			strings.TrimLeft(rest, " 0123456789:时分秒") == "" && t.Start == 0:
			return d, t.Start, t.End, dayOfIssue
		}
		return zh.Date{}, 0, 0, 0
	}
	return zh.Date{}, 0, 0, 0
}

// titleYear reads the year of a title: of the tasks, if it names them, else of what is over.
func (r *reader) titleYear(s string) (year int, closed bool, a, b int) {
	annual := r.lex.contains("part_words.annual", s)
	over := r.lex.contains("part_words.over", s)
	if !annual && !over || prose(s) || r.lex.contains("part_words.shorter", s) || r.lex.contains("part_words.longer", s) {
		return 0, false, 0, 0
	}
	year, a, b = lastYearIn(s)
	return year, !annual, a, b
}

// headingYear reads the year that the headings of the parts agree on: the one after a look
// back (一、2025年工作回顾), the one of the tasks (二、2026年重点工作).
func (r *reader) headingYear(raw []rune) (int, Span) {
	found, basis := 0, Span{}
	for i := range r.lines {
		l := &r.lines[i]
		if runes(l.text) > maxHeading || prose(l.text) || r.lex.contains("part_words.shorter", l.text) {
			continue
		}
		head := l.text[skipNumber(l.text):]
		y, a, b := lastYearIn(head)
		if y == 0 || strings.TrimLeft(head[:a], " ") != r.lex.prefix("part_words.year_lead", head[:a]) {
			continue
		}
		review, tasks := r.lex.contains("part_words.review", head), r.lex.contains("part_words.tasks", head)
		switch {
		case review == tasks:
			continue
		case review:
			y++
		}
		if found > 0 && y != found {
			return 0, Span{}
		}
		if found == 0 {
			at := len(l.text) - len(head)
			found, basis = y, rawSpan(raw, l, at+a, at+b, "reference.heading")
		}
	}
	return found, basis
}

// lastYearIn finds the latest year that s names with 年, and its bytes up to and with 年; 0 if it
// names none.
func lastYearIn(s string) (year, a, b int) {
	for i := 0; i+4 <= len(s); i++ {
		if !strings.HasPrefix(s[i:], "20") || i > 0 && digitByte(s[i-1]) || !digitByte(s[i+2]) || !digitByte(s[i+3]) {
			continue
		}
		k := i + 4
		for k < len(s) && s[k] == ' ' {
			k++
		}
		if y := 2000 + int(s[i+2]-'0')*10 + int(s[i+3]-'0'); strings.HasPrefix(s[k:], "年") && y > year {
			year, a, b = y, i, k+len("年")
		}
	}
	return year, a, b
}

// rawSpan is the stretch of the source that the bytes a..b of a line come from.
func rawSpan(raw []rune, l *line, a, b int, reason string) Span {
	from := l.start + runes(l.text[:a])
	to := from + runes(l.text[a:b])
	return Span{Text: string(raw[from:to]), Start: from, End: to, Reason: reason, Confidence: 0.95}
}

// referenceFromIssue reads the date of a line that gives the issue.
func (r *reader) referenceFromIssue(p paragraph) bool {
	for _, code := range []string{"structure.pubdate", "structure.masthead"} {
		rule := r.lex.rules[code]
		m := rule.find(r.view.text[p.a:p.b])
		if m == nil {
			continue
		}
		for _, g := range []string{"date", "date2"} {
			a, b, ok := rule.group(m, p.a, g)
			if !ok {
				continue
			}
			if t, ok := zh.ScanTime(r.view.text[a:b], zh.Date{}); ok {
				r.setBasis(t.Period, r.view.span(a, b, rule.code, rule.conf))
				return true
			}
		}
	}
	return false
}

func (r *reader) referenceFromYear() {
	year, day := r.lex.rules["reference.year"], r.lex.rules["structure.dateline"]
	m := year.find(r.view.text)
	if m == nil {
		return
	}
	ya, yb, _ := year.group(m, 0, "year")
	for _, p := range r.view.pars {
		if p.kind != lineDateline {
			continue
		}
		m := day.find(r.view.text[p.a:p.b])
		a, b, ok := day.group(m, p.a, "date")
		if !ok {
			continue
		}
		if t, ok := zh.ScanTime(r.view.text[ya:yb]+"年"+r.view.text[a:b], zh.Date{}); ok && t.Day {
			r.setBasis(t.Period, r.view.span(a, b, day.code, day.conf), r.view.span(ya, yb, year.code, year.conf))
			return
		}
	}
}

func (r *reader) setBasis(date string, basis ...Span) {
	d, ok := zh.ParseDate(date)
	if !ok {
		return
	}
	r.ref = d
	r.page.Reference = &ReferenceDate{Value: date, Basis: basis}
}
