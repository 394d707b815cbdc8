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
	c, end := rest[0], rest[min(len(rest), maxDone)-1].b
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
	_, _, by := rule.group(m, c.a, "by")
	subject := r.view.text[subjA:subjB]
	quoted := sp.speaker != "" || sp.minutes
	if !r.subjectLike(subject) || !by && !quoted || r.lex.contains("order_verbs.done", r.view.text[c.a:end]) {
		return 0, 0, 0
	}
	if !quoted && (r.lex.suffix("org_ends.market", subject) != "" || !r.dated(c.a, end)) {
		return 0, 0, 0
	}
	return subjA, subjB, c.a + m[1]
}

// dated says whether a..b names a date to be kept.
func (r *reader) dated(a, b int) bool {
	for _, t := range zh.FindTimes(r.view.text[a:b], r.ref) {
		if t.Limit {
			return true
		}
	}
	return false
}

// labelled reads 责任单位:…;完成时限:… in a paragraph: it gives the directive before it its
// subject and deadline, and makes a directive of the sentence before it if that
// is not one yet, because what has a responsible unit is ordered.
func (r *reader) labelled(a *article, sp *speech, p paragraph) {
	if !strings.Contains(r.view.text[p.a:p.jump], "单位:") && !strings.Contains(r.view.text[p.a:p.jump], "部门:") {
		return
	}
	rule := r.lex.rules["directive.label"]
	from := p.a
	for _, m := range rule.findAll(r.view.text[p.a:p.jump]) {
		at, end := p.a+m[0], p.a+m[1]
		d := r.directiveIn(from, at)
		if d == nil {
			d = r.sentenceOrder(sp, p, from, at)
		}
		from = end
		if d == nil {
			continue
		}
		if x, y, ok := rule.group(m, p.a, "subject"); ok && d.Subject == nil {
			s := r.view.span(x, y, rule.code, rule.conf)
			d.Subject = &s
		}
		if x, y, ok := rule.group(m, p.a, "deadline"); ok {
			due := Dated{Span: r.view.span(x, y, rule.code, rule.conf)}
			if t, ok := zh.ScanTime(r.view.text[x:y], a.base); ok {
				due.Resolved = t.Period
			}
			d.Deadline = &due
		}
	}
}

// directiveIn finds the last directive that begins in the bytes a..b.
func (r *reader) directiveIn(a, b int) *Directive {
	if n := len(r.page.Directives); n > 0 {
		d := &r.page.Directives[n-1]
		if at := r.view.byteAt(d.Start); at >= a && at < b {
			return d
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
	if a >= b || !r.imperative(a, b) || r.lex.contains("order_verbs.done", r.view.text[a:b]) {
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
