package extract

import (
	"strings"

	"tupo/internal/zh"
)

// bodyOrder reads the orders that name a body and no 要: who leads, who is asked or charged,
// who has a date to keep.
func (r *reader) bodyOrder(rest []clause, sp *speech) (order, bool) {
	c := rest[0]
	for _, read := range []struct {
		code string
		find func([]clause, *speech) (subjA, subjB, word int)
	}{{"directive.request", r.requestOrder}, {"directive.lead", r.leadOrder}, {"directive.joint", r.jointOrder}, {"directive.by", r.byOrder}, {"directive.dated", r.datedOrder}} {
		if subjA, subjB, word := read.find(rest, sp); word > 0 {
			return order{from: c.a, word: word, subjA: subjA, subjB: subjB, code: read.code}, true
		}
	}
	return order{}, false
}

// quoted says whether what is said has authority by itself: a speech, minutes.
func (s *speech) quoted() bool { return s.speaker != "" || s.minutes }

// finished says whether the clauses tell of something done.
func (r *reader) finished(rest []clause) bool {
	return r.lex.contains("order_verbs.done", r.view.text[rest[0].a:rest[min(len(rest), maxDone)-1].b])
}

// keeps says whether the clauses name a date to be kept that was not over on the day of the text.
func (r *reader) keeps(rest []clause) bool {
	return r.dated(rest[0].a, rest[min(len(rest), maxDone)-1].b)
}

// requestOrder reads 请各镇于4月10日前报送…, which names a body or a date to be kept, and
// 责成某局限期整改, which names a body.
func (r *reader) requestOrder(rest []clause, _ *speech) (subjA, subjB, word int) {
	c := rest[0]
	text := r.view.text[c.a:c.b]
	text = text[skipNumber(text):]
	a := c.b - len(text)
	charge := r.lex.prefix("order_words.charge", text)
	w := charge
	if w == "" && r.lex.prefix("order_words.not_ask", text) == "" {
		w = r.lex.prefix("order_words.ask", text)
	}
	if w == "" || len(w) == len(text) || r.finished(rest) {
		return 0, 0, 0
	}
	n := r.bodyAt(text[len(w):])
	switch {
	case n > 0:
		return a + len(w), a + len(w) + n, a + len(w) + n
	case charge == "" && r.keeps(rest):
		return a, a, a + len(w)
	}
	return 0, 0, 0
}

// jointOrder reads 某局会同某局…: the first of them leads.
func (r *reader) jointOrder(rest []clause, sp *speech) (subjA, subjB, word int) {
	c := rest[0]
	text := r.view.text[c.a:c.b]
	for _, with := range r.lex.lists["order_words.joint"] {
		k := strings.Index(text, with)
		if k <= 0 || k+len(with) == len(text) || runes(text[:k]) > maxSubject {
			continue
		}
		from := len(text[:k]) - len(strings.TrimPrefix(text[:k], "由"))
		if !r.isBody(text[from:k]) {
			continue
		}
		n := r.bodyAt(text[k+len(with):])
		if n == 0 || r.finished(rest) || !sp.quoted() && !r.keeps(rest) {
			continue
		}
		return c.a + from, c.a + k, c.a + k + len(with) + n
	}
	return 0, 0, 0
}

// byOrder reads 由某局按程序报批, and 征迁工作由某街道负责: the body behind 由 is to act. What stands
// before it is what the order is about.
func (r *reader) byOrder(rest []clause, sp *speech) (subjA, subjB, word int) {
	c := rest[0]
	text := r.view.text[c.a:c.b]
	k := strings.Index(text, "由")
	if k < 0 || runes(text[:k]) > maxTopicOrder || r.lex.suffix("order_words.no_by", text[:k]) != "" || r.finished(rest) {
		return 0, 0, 0
	}
	from := k + len("由")
	n := r.bodyAt(text[from:])
	if n == 0 || from+n == len(text) || r.lex.prefix("order_words.not_lead", text[from+n:]) != "" {
		return 0, 0, 0
	}
	market := r.lex.suffix("org_ends.market", text[from:from+n]) != ""
	acts := r.lex.prefix("order_words.act", text[from+n:]) != "" || r.taskHead(text[from+n:])
	if !acts || !r.keeps(rest) && (market || !sp.quoted()) {
		return 0, 0, 0
	}
	return c.a + from, c.a + from + n, c.a + from + n
}

// maxTopicOrder is how many characters may stand before 由 that say what an order is about.
const maxTopicOrder = 16

// namedIn reads 某项目务必于9月底前建成: what has to be done, whoever does it.
func (r *reader) namedIn(part []clause) (order, bool) {
	c := part[0]
	text := r.view.text[c.a:c.b]
	word := r.namedOrder(text)
	for _, must := range []string{"务必", "必须"} {
		k := strings.Index(text, must)
		if k > 0 && word == 0 && runes(text[:k]) > 1 && runes(text[:k]) <= maxNamed && k+len(must) < len(text) && !r.lex.contains("task_words.unnamed", text[:k]) && !r.taskHead(text[:k]) {
			word = k + len(must)
		}
	}
	if word == 0 || r.finished(part) {
		return order{}, false
	}
	return order{from: c.a, word: c.a + word, code: "directive.named"}, true
}

// laterLead gives an order that names no body the one that a later clause of it names: …,区交通局负总责.
func (r *reader) laterLead(d *Directive, rest []clause, conf float64) {
	for _, c := range rest[:min(len(rest), maxDone)] {
		text := r.view.text[c.a:c.b]
		from := c.a + len(text) - len(strings.TrimPrefix(text, "由"))
		body := r.view.text[from:c.b]
		leads := r.lex.suffix("order_words.leads", body)
		if body = strings.TrimSuffix(body, leads); leads == "" || !r.office(body) || strings.Contains(body, "由") || r.lex.prefix("order_words.no_lead", body) != "" {
			continue
		}
		s := r.view.span(from, from+len(body), "directive.lead", conf)
		d.Subject = &s
		return
	}
}

// datedOrder reads 某局(于)6月底前完成…: a body and right behind it the date that it has to keep.
func (r *reader) datedOrder(rest []clause, sp *speech) (subjA, subjB, word int) {
	c := rest[0]
	text := r.view.text[c.a:c.b]
	if !strings.Contains(text, "前") {
		return 0, 0, 0 // it is asked of every clause
	}
	n := r.bodyAt(text)
	if n == 0 {
		return 0, 0, 0
	}
	w := r.timeHead(text[n:])
	if w == 0 || n+w == len(text) || !r.dated(c.a+n, c.a+n+w) || r.finished(rest) ||
		!sp.quoted() && r.lex.suffix("org_ends.market", text[:n]) != "" {
		return 0, 0, 0
	}
	return c.a, c.a + n, c.a + n // the date is part of what is ordered
}

// timeHead gives the bytes of a time at the head of s, with 于 or 在 before it; 0 if there is none.
func (r *reader) timeHead(s string) int {
	n := len(r.lex.prefix("order_words.at", s))
	t, ok := zh.ScanTime(s[n:], r.ref)
	if !ok || t.End == 0 || t.Since {
		return 0
	}
	return n + t.End
}

// isBody says whether s is the name of a body that can be ordered to act.
func (r *reader) isBody(s string) bool {
	n := runes(s)
	return n > 1 && n <= maxSubject && !strings.ContainsAny(s, ":。是,") && !digitByte(s[0]) && r.lex.suffix("subjects.tail", s) != ""
}

// bodyAt gives the bytes of the body, or the list of bodies, at the head of s: the name after
// which something is done, else the longest that ends as names of bodies do.
func (r *reader) bodyAt(s string) int {
	longest, n := 0, 0
	if r.lex.prefix("order_words.no_body", s) != "" || r.timeHead(s) > 0 {
		return 0
	}
	for i := range s {
		if n++; n > maxSubject+1 {
			break
		}
		if i == 0 || !r.isBody(s[:i]) || r.lex.prefix("order_words.and", s[i:]) != "" {
			continue
		}
		if r.lex.prefix("order_words.act", s[i:]) != "" || r.timeHead(s[i:]) > 0 || r.taskHead(s[i:]) {
			return i
		}
		longest = i
	}
	return longest
}

// formField says whether a clause is the field of a form that is no order: 完成时限:12月底前.
func (r *reader) formField(c clause) bool {
	name, _, found := strings.Cut(r.view.text[c.a:c.b], ":")
	return found && r.lex.suffix("order_words.field", name) != "" && runes(name) <= maxField
}

// maxField is the longest name of a field of a form, in characters.
const maxField = 8

// afterLabel gives the byte where a sentence begins, after its number and the label of a form
// (批示内容:).
func (r *reader) afterLabel(s sentence) int {
	at := s.a + skipNumber(r.view.text[s.a:s.b])
	if w := r.lex.prefix("order_words.label", r.view.text[at:s.b]); w != "" && strings.HasPrefix(r.view.text[at+len(w):s.b], ":") {
		at += len(w) + 1
		at += skipNumber(r.view.text[at:s.b])
	}
	return at
}
