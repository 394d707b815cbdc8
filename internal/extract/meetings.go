package extract

import (
	"fmt"
	"strings"

	"tupo/internal/zh"
)

// ledeSentences is how many sentences of a piece of news may announce its meeting.
const ledeSentences = 4

// readMeetings looks for meetings in the first sentences of every article: a date,
// a title that ends in a word for a meeting, and a verb of taking place.
func (r *reader) readMeetings() {
	r.page.Meetings = []Meeting{}
	for i := range r.arts {
		n := 0
		for _, p := range r.arts[i].pars {
			for _, s := range r.sentences(r.view.pars[p]) {
				if n++; n > ledeSentences {
					break
				}
				r.meetingIn(i, s)
			}
		}
	}
	for i := range r.page.Meetings {
		r.agendaLater(&r.page.Meetings[i])
	}
}

// agendaLater reads the agenda of a meeting from the sentence 会议听取了…,研究了… of its
// article, if the sentence that announced it gave none.
func (r *reader) agendaLater(m *Meeting) {
	for i := range r.arts {
		if a := &r.arts[i]; a.ID == m.Article && len(m.Agenda) == 0 {
			for _, p := range a.pars {
				for _, s := range r.sentences(r.view.pars[p]) {
					if !strings.HasPrefix(r.view.text[s.a:s.b], "会议") {
						continue
					}
					cl := r.clauses(s)
					if m.Agenda = r.agenda(cl[:1]); len(m.Agenda) > 0 {
						m.Agenda = r.agenda(cl)
						return
					}
				}
			}
		}
	}
}

// meetingIn reads one sentence. Several clauses may stand before the title: the
// dateline, the date.
func (r *reader) meetingIn(art int, s sentence) {
	a := &r.arts[art]
	from := s.a
	if a.Dateline != nil {
		if d := r.byteAfter(a.Dateline.End, s); d > from {
			from = d
		}
	}
	var day *Dated
	cl := r.clauses(sentence{a: from, b: s.b})
	for n, c := range cl {
		start, d := r.leadingDate(c, a.base)
		if d != nil {
			day = d
		}
		if start >= c.b {
			continue
		}
		m, ok := r.meetingAt(start, c.b)
		if !ok || day == nil && !r.inHeadings(a, m.Title.Reading()) {
			continue
		}
		m.Date, m.Article = day, a.ID
		m.Title = r.firstMention(a, m.Title)
		if !r.knownMeeting(m.Title.Reading()) {
			m.ID = fmt.Sprintf("m%d", len(r.page.Meetings)+1)
			m.Agenda = r.agenda(cl[n+1:])
			r.page.Meetings = append(r.page.Meetings, m)
			if day != nil && a.Type == "text" && strings.Contains(day.Text, "年") {
				r.speaksFrom(a, day)
			}
		}
		return
	}
}

// speaksFrom lets the dates of minutes be counted from the day of their meeting.
func (r *reader) speaksFrom(a *article, day *Dated) {
	d, _, _ := strings.Cut(day.Resolved, " ")
	if base, ok := zh.ParseDate(d); ok {
		a.base = base
	}
}

// byteAfter gives the byte of the first text after source rune at, if it lies in
// the sentence; brackets and spaces after a dateline are passed over.
func (r *reader) byteAfter(at int, s sentence) int {
	i := min(max(r.view.byteAt(at), s.a), s.b)
	if m := r.lex.rules["structure.inlineby"].find(r.view.text[i:s.b]); m != nil && i > s.a {
		i += m[1]
	}
	for i < s.b && strings.IndexByte(" ,:", r.view.text[i]) >= 0 {
		i++
	}
	return i
}

// leadingDate reads a date at the head of a clause and returns where the rest
// begins.
func (r *reader) leadingDate(c clause, base zh.Date) (int, *Dated) {
	text := r.view.text[c.a:c.b]
	if w := r.lex.prefix("meeting_words.vague", text); w != "" {
		return c.a + len(w), &Dated{Span: r.view.span(c.a, c.a+len(w), "meeting.date-vague", 0.7)}
	}
	t, ok := zh.ScanTime(text, base)
	if !ok || !t.Day {
		return c.a, nil
	}
	d := &Dated{Span: r.view.span(c.a, c.a+t.End, "meeting.date", 0.95), Resolved: t.Period}
	if t.Half != "" && t.Period != "" {
		d.Resolved += " " + string(t.Half)
	}
	start, _ := r.view.trim(c.a+t.End, c.b)
	return start, d
}

// meetingAt matches the two shapes: 某会议在某地召开, and 某区召开某会议.
func (r *reader) meetingAt(a, b int) (Meeting, bool) {
	if b-a > maxClause || !r.lex.contains("meeting_words.noun", r.view.text[a:b]) {
		return Meeting{}, false
	}
	for _, code := range []string{"meeting.held", "meeting.holds"} {
		rule := r.lex.rules[code]
		m := rule.find(r.view.text[a:b])
		if m == nil {
			continue
		}
		ta, tb, _ := rule.group(m, a, "title")
		if code == "meeting.held" && strings.Contains(r.view.text[ta:tb], "召开") || runes(r.view.text[ta:tb]) < 4 {
			continue
		}
		out := Meeting{Title: r.view.span(ta, tb, rule.code, rule.conf)}
		if pa, pb, ok := rule.group(m, a, "place"); ok {
			place := r.view.span(pa, pb, rule.code, rule.conf)
			out.Place = &place
		}
		return out, true
	}
	return Meeting{}, false
}

// firstMention moves a title to where the article first writes it in full: a
// kicker or headline stands before the text.
func (r *reader) firstMention(a *article, title Span) Span {
	for _, i := range a.heads {
		p := r.view.pars[i]
		if k := strings.Index(r.view.text[p.a:p.b], normalise([]rune(title.Reading()))); k >= 0 {
			n := len(normalise([]rune(title.Reading())))
			return r.view.span(p.a+k, p.a+k+n, title.Reason, title.Confidence)
		}
	}
	return title
}

func (r *reader) inHeadings(a *article, title string) bool {
	for _, i := range a.heads {
		if strings.Contains(r.parText(i), normalise([]rune(title))) {
			return true
		}
	}
	return false
}

func (r *reader) knownMeeting(title string) bool {
	for i := range r.page.Meetings {
		if r.page.Meetings[i].Title.Reading() == title {
			return true
		}
	}
	return false
}

// agenda takes the clauses after the verb that begin with what a meeting does.
func (r *reader) agenda(rest []clause) []Span {
	var out []Span
	rule := r.lex.rules["meeting.agenda"]
	for _, c := range rest {
		if m := rule.find(r.view.text[c.a:c.b]); m != nil {
			a, b, _ := rule.group(m, c.a, "span")
			out = append(out, r.view.span(a, b, rule.code, rule.conf))
		}
	}
	return out
}

// meetingOf gives the event that an article tells of: its meeting, or itself.
func (r *reader) meetingOf(a *article) string {
	for i := range r.page.Meetings {
		if r.page.Meetings[i].Article == a.ID {
			return r.page.Meetings[i].ID
		}
	}
	return a.ID
}
