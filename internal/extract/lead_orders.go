package extract

import (
	"strings"

	"tupo/internal/zh"
)

// maxDone is how many clauses after one that names who leads are asked whether it is done.
const maxDone = 40

// leadOrder reads 由区财政局牵头,…: an order that names who leads instead of saying 要. It
// counts where somebody is quoted, in minutes and the like, or with a date to be
// kept; what is already done is none. It returns the subject and the end of the
// words that make it lead.
func (r *reader) leadOrder(rest []clause, sp *speech) (subjA, subjB, word int) {
	c := rest[0]
	text := r.view.text[c.a:c.b]
	if strings.HasPrefix(text, "(") || !r.lex.contains("order_words.lead", text) {
		return 0, 0, 0
	}
	rule := r.lex.rules["directive.lead"]
	m := rule.find(text)
	if m == nil {
		return 0, 0, 0
	}
	subjA, subjB, _ = rule.group(m, c.a, "subject")
	subject := r.view.text[subjA:subjB]
	if !r.subjectLike(subject) || r.finished(rest) || r.lex.prefix("order_words.not_lead", text[m[1]:]) != "" {
		return 0, 0, 0
	}
	if !sp.quoted() && (r.lex.suffix("org_ends.market", subject) != "" || !r.keeps(rest)) {
		return 0, 0, 0
	}
	return subjA, subjB, c.a + m[1]
}

// dated says whether a..b names a date to be kept that is not over.
func (r *reader) dated(a, b int) bool {
	for _, t := range zh.FindTimes(r.view.text[a:b], r.ref) {
		if t.Limit && !r.past(coming(t, r.view.text[a+t.Start:a+t.End], r.ref)) {
			return true
		}
	}
	return false
}

// past says whether a period was over on the day of the text.
func (r *reader) past(period string) bool {
	if _, end, two := strings.Cut(period, "/"); two {
		period = end
	}
	if !r.ref.Known() || len(period) < 4 {
		return false
	}
	day := r.ref.String()
	return period[:4] < day[:4] || len(period) >= len("2026-05") && period[4] == '-' && len(period) <= len(day) && period < day[:len(period)]
}

// labelled reads 责任单位:…;完成时限:… in a paragraph, and (某局牵头,…): it gives the directive
// before it its subject and deadline, and makes a directive of the sentence before it
// if that is not one yet, because what has a responsible unit is ordered.
func (r *reader) labelled(a *article, sp *speech, p paragraph) {
	text := r.view.text[p.a:p.jump]
	if strings.Contains(text, "单位:") || strings.Contains(text, "部门:") {
		r.labels(a, sp, p, "directive.label")
	}
	if strings.Contains(text, "(") && r.lex.contains("order_words.lead", text) {
		r.labels(a, sp, p, "directive.bracket")
	}
}

// labels reads the labels of one form.
func (r *reader) labels(a *article, sp *speech, p paragraph, code string) {
	rule := r.lex.rules[code]
	from := p.a
	for _, m := range rule.findAll(r.view.text[p.a:p.jump]) {
		at, end := p.a+m[0], p.a+m[1]
		x, y, named := rule.group(m, p.a, "subject")
		if code == "directive.bracket" && !r.subjectLike(r.view.text[x:y]) {
			continue
		}
		d := r.directiveIn(from, at)
		if d == nil {
			d = r.sentenceOrder(sp, p, from, at)
		}
		from = end
		if d == nil {
			continue
		}
		if named && d.Subject == nil {
			s := r.view.span(x, y, rule.code, rule.conf)
			d.Subject = &s
		}
		if x, y, ok := rule.group(m, p.a, "deadline"); ok {
			due := Dated{Span: r.view.span(x, y, rule.code, rule.conf)}
			if t, ok := zh.ScanTime(r.view.text[x:y], a.base); ok {
				due.Resolved = coming(t, r.view.text[x:x+t.End], a.base)
			}
			d.Deadline = &due
		}
	}
}

// directiveIn finds the last directive that begins in the bytes a..b.
func (r *reader) directiveIn(a, b int) *Directive {
	for n := len(r.page.Directives) - 1; n >= 0; n-- {
		d := &r.page.Directives[n]
		switch at := r.view.byteAt(d.Start); {
		case at >= a && at < b:
			return d
		case at < a:
			return nil
		}
	}
	return nil
}

// sentenceOrder makes a directive of the last sentence in a..b, without its number.
func (r *reader) sentenceOrder(sp *speech, p paragraph, a, b int) *Directive {
	a, b = r.view.trim(a, b)
	if _, _, w := r.marker(a, p); w > 0 && a == p.a {
		a += w
	}
	text := strings.TrimRight(r.view.text[a:b], "。;")
	if k := strings.LastIndexAny(text, "。;"); k >= 0 {
		_, w := firstRune(text[k:])
		a += k + w
	}
	a += skipNumber(r.view.text[a:b])
	if a >= b || !r.imperative(a, b) && !r.taskHead(r.view.text[a:b]) || r.lex.contains("order_verbs.done", r.view.text[a:b]) {
		return nil
	}
	d := Directive{Span: r.view.span(a, b, "directive.label", 0.85), Speaker: sp.speaker, Deadline: r.deadline(a, b, r.ref)}
	d.Joined = d.Reading()
	r.page.Directives = append(r.page.Directives, d)
	return &r.page.Directives[len(r.page.Directives)-1]
}

// titledOrders says whether an article is headed as a paper that orders, above all its text.
func (r *reader) titledOrders(a *article) bool {
	for _, i := range a.heads {
		if len(a.pars) > 0 && i > a.pars[0] {
			return false
		}
		if r.lex.contains("headline_words.orders", r.parText(i)) {
			return true
		}
	}
	return false
}

// minutes says whether an article's headings make it a paper that orders: minutes,
// a notice, a list of duties.
func (r *reader) minutes(a *article) bool {
	for _, i := range a.heads {
		if r.lex.contains("headline_words.orders", r.parText(i)) {
			return true
		}
	}
	return false
}

// listsTasks says whether an article is headed as a list of what is to be done, where a verb
// alone orders.
func (r *reader) listsTasks(a *article) bool {
	for _, i := range a.heads {
		if r.lex.contains("headline_words.tasks", r.parText(i)) {
			return true
		}
	}
	return false
}
