package extract

import "strings"

// orders reads the directives of a text that nobody is reported to speak: its tasks. A
// sentence is cut at 。 and ;. It orders if it begins, after its number or place in a
// list, with an order word (要, 必须, 力争), with somebody who is to act (我们要), or, in a
// section of tasks, with a verb that bids something done.
func (f *figures) orders(p paragraph) {
	if f.r.articleType(p) != "text" {
		return
	}
	f.matters = f.matters || f.r.lex.contains("figure_order.matters", f.text[p.a:p.jump])
	for _, s := range f.r.sentences(p) {
		from, end := s.a, s.b
		for i := s.a; i < end; i++ {
			if f.text[i] == ';' && !insideMarks(f.text[s.a:i]) {
				f.order(from, i+1)
				from = i + 1
			}
		}
		f.order(from, end)
	}
}

// insideMarks says whether a quotation or bracket is open at the end of s.
func insideMarks(s string) bool {
	return strings.Count(s, "“") > strings.Count(s, "”") || strings.Count(s, "(") > strings.Count(s, ")")
}

// order writes a directive down if the stretch is one.
func (f *figures) order(a, b int) {
	a = f.skipNumbering(a, b)
	for a < b && f.text[a] == ' ' {
		a++
	}
	end := strings.TrimRight(f.text[a:b], "。;!”)")
	if len(end) < 12 {
		return
	}
	at, subject, ok := f.orderAt(a, a+len(end))
	if f.matters {
		at, subject, ok = f.promiseAt(a, a+len(end))
	}
	if !ok || strings.HasSuffix(f.text[at:b], ":") || f.r.lex.contains("figure_order.past", end) {
		return
	}
	code, conf := "directive.task", 0.8
	o := Order{Place: f.r.view.span(at, b, code, conf).at(), Reason: code, Confidence: conf, Weak: f.r.lex.contains("figure_order.promise", end)}
	if subject > at {
		s := f.r.view.span(at, subject, "", 0).at()
		o.Subject = &s
	}
	if i, w := f.deadline(at, b); w > 0 {
		d := f.r.view.span(i, i+w, "", 0).at()
		o.Deadline = &d
	}
	f.tasks = append(f.tasks, o)
}

// promiseAt finds a promise in a section that lists undertakings to the people (民生实事):
// what it lists is counted, only what is vowed is an order to oneself.
func (f *figures) promiseAt(a, b int) (at, subject int, ok bool) {
	if s := f.text[a:b]; strings.ContainsAny(s, "0123456789") || !f.r.lex.contains("figure_order.vow", s) {
		return 0, 0, false
	}
	for from := a; from < b; {
		s := f.text[from:b]
		if who := f.prefix("figure_order.subject", s); who != "" {
			return from, from + len(who), true
		}
		if f.hot.vow.prefix(s) != "" {
			return from, 0, true
		}
		i := strings.IndexByte(s, ',')
		if i < 0 {
			break
		}
		from += i + 1
	}
	return 0, 0, false
}

// skipNumbering goes over 一是, (一), 同时,.
func (f *figures) skipNumbering(a, b int) int {
	for a < b {
		s := f.text[a:b]
		r, w := firstRune(s)
		n := f.prefix("figure_context.numbering", s)
		switch {
		case n == "一要" || n == "二要" || n == "三要" || n == "四要":
			return a + len(n) - len("要")
		case n != "":
			a += len(n)
		case strings.ContainsRune(" 、,.①②③④⑤⑥⑦⑧⑨⑩", r) || r >= '0' && r <= '9' && strings.IndexAny(s, ".、") == 1:
			a += w
		case r == '(' && strings.IndexByte(s, ')') > 0 && strings.IndexByte(s, ')') < 12:
			a += strings.IndexByte(s, ')') + 1
		default:
			return a
		}
	}
	return a
}

// orderAt finds where the order begins: at the head, or at the head of a later clause
// after words that only lead to it (做好今年工作,必须…). subject is the end of the
// subject that begins there.
func (f *figures) orderAt(a, b int) (at, subject int, ok bool) {
	for from, n := a, 0; from < b && n < maxOrderClauses; n++ {
		s := f.text[from:b]
		if i := strings.IndexByte(s, ','); i > 0 && f.prefix("figure_order.aim", s) != "" && n == 0 && runes(s[:i]) <= maxOrderLead {
			from += i + 1
			continue
		}
		if w := f.prefix("figure_order.head", s); w != "" && f.prefix("figure_order.not", s) == "" {
			return from, 0, true
		}
		if who := f.prefix("figure_order.subject", s); who != "" {
			rest := strings.TrimLeft(s[len(who):], " ")
			if w := f.prefix("figure_order.will", rest); w != "" {
				return from, from + len(who), true
			}
		}
		if (n == 0 || from-a <= maxTopic) && (f.section.kind == "target" || f.par.kind == "target") {
			if t := f.skipTime(from, b); t < b && f.bids(f.text[t:b]) {
				return t, 0, true
			}
		}
		i := strings.IndexAny(s, ",:")
		if i < 0 || i > 90 && n > 0 {
			return 0, 0, false
		}
		if runes(s[:i]) > maxOrderLead {
			return 0, 0, false
		}
		from += i + 1
	}
	return 0, 0, false
}

// An order stands in one of the first clauses; what leads to it is short.
const (
	maxOrderClauses = 3
	maxOrderLead    = 22
	maxTopic        = 24 // bytes of a topic before a task: 铁路,加快建设…
)

// skipTime goes over 今年 and the like before a task.
func (f *figures) skipTime(a, b int) int {
	for {
		w := f.prefix("figure_order.time", f.text[a:b])
		if w == "" {
			return a
		}
		a += len(w)
	}
}

// bids says whether a sentence begins with a verb that bids something done.
func (f *figures) bids(s string) bool {
	w := f.prefix("figure_context.imperative", s)
	if v := f.hot.act.prefix(s); len(v) > len(w) {
		w = v
	}
	if v := f.prefix("order_verbs", s); len(v) > len(w) {
		w = v
	}
	return w != "" && len(s) > len(w)+3 && f.prefix("figure_order.noun", s) == ""
}

// deadline finds the words that set an end to an order.
func (f *figures) deadline(a, b int) (at, width int) {
	s := f.text[a:b]
	for i := range s {
		if w := f.hot.deadline.prefix(s[i:]); w != "" {
			return a + i, len(w)
		}
	}
	return 0, 0
}

// articleType is the type of the article that a paragraph belongs to.
func (r *reader) articleType(p paragraph) string {
	if p.article < 0 || p.article >= len(r.arts) {
		return ""
	}
	return r.arts[p.article].Type
}
