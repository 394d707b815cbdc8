package extract

import (
	"fmt"
	"strings"

	"tupo/internal/zh"
)

// readDirectives looks for orders where somebody with authority speaks: reported
// speech in news, a commentary, a text that is itself a speech. News outside
// speech tells what happened and orders nothing.
func (r *reader) readDirectives() {
	r.page.Directives = []Directive{}
	for i := range r.arts {
		a := &r.arts[i]
		sp := speech{}
		for _, p := range a.pars {
			if at := r.parts[p]; at != partOpen {
				r.taskDirectives(a, &speech{orders: true, conf: 0.8}, r.view.pars[p], at)
				r.labelled(a, &speech{orders: true, conf: 0.8}, r.view.pars[p])
				continue
			}
			r.paragraphDirectives(a, &sp, r.view.pars[p])
		}
	}
	for i := range r.page.Directives {
		r.page.Directives[i].ID = fmt.Sprintf("d%d", i+1)
	}
}

func (r *reader) paragraphDirectives(a *article, sp *speech, p paragraph) {
	spoke, last := sp.active() && a.Type == "news", sp.lastName
	previous := *sp
	*sp = speech{lastName: last}
	switch a.Type {
	case "commentary":
		*sp = speech{orders: true, conf: 0.88}
		if a.Byline != nil && len(a.Byline.Reporter) > 0 {
			sp.speaker = a.Byline.Reporter[0]
		}
	case "text":
		*sp = speech{orders: true, conf: 0.8, minutes: r.minutes(a)}
		sp.ordered = sp.minutes && r.listsTasks(a)
	}
	for n, s := range r.sentences(p) {
		if a.Type == "news" && sp.lastName == "" {
			sp.lastName = r.personIn(s)
		}
		if from := s.a; a.Type == "text" {
			s.a = r.afterLabel(s)
			if at := r.opens(sp, s); at > s.a || s.a == from {
				s.a = at
			}
		} else {
			s.a = r.opens(sp, s)
		}
		if n == 0 && spoke && !sp.active() && r.orderWord(s.a, s.b) > 0 {
			*sp = previous // the speech runs on into a new paragraph
			sp.conf *= 0.9
		}
		if sp.active() && s.a < s.b {
			r.directivesIn(a, sp, s)
		}
	}
	if a.Type == "text" {
		r.labelled(a, sp, p)
	}
}

// order is where a sentence's command stands: the clause, the end of the order
// word, and its subject.
type order struct {
	clause       int
	from, word   int // start of the clause; end of the order word
	subjA, subjB int
	code         string
	linked       bool // 特别要, 还要: continues the clause before
	need         bool
	weak         bool // a promise
}

// directivesIn reads one sentence. Its parts between semicolons are one directive
// unless a later part orders with a word of its own.
func (r *reader) directivesIn(a *article, sp *speech, s sentence) {
	var parts [][]clause
	cl, from := r.clauses(s), 0
	for i, c := range cl {
		if c.mark == ';' || i == len(cl)-1 {
			parts = append(parts, cl[from:i+1])
			from = i + 1
		}
	}
	open := -1
	for n, part := range parts {
		end := s.b
		if n+1 < len(parts) {
			end = part[len(part)-1].b + 1
		}
		o, ok := r.findOrder(part, sp, n == 0)
		ok = ok && !strings.HasSuffix(r.view.text[:end], ":") // 重点做好以下工作: orders nothing yet
		switch {
		case ok && (open < 0 || o.clause == 0 || o.subjB > o.subjA):
			r.page.Directives = append(r.page.Directives, r.directive(a, sp, part, o, s.b, end))
			open = len(r.page.Directives) - 1
			sp.ordered = true
		case open >= 0:
			r.extend(open, part[0].a, end, a.base)
		}
		if open >= 0 && s.cut && n == len(parts)-1 {
			r.page.Directives[open].TruncatedByJump = true
		}
	}
}

// findOrder finds the first ordering clause of a part.
func (r *reader) findOrder(part []clause, sp *speech, first bool) (order, bool) {
	for n, c := range part {
		if w := r.orderWord(c.a, c.b); w > 0 && !sp.say {
			return order{clause: n, from: c.a, word: c.a + w, code: "directive.order-word", linked: r.linked(c.a, c.b)}, true
		}
		if subjA, subjB, word := r.subjectOrder(c.a, c.b); word > 0 {
			return order{clause: n, from: subjA, word: word, subjA: subjA, subjB: subjB, code: "directive.subject"}, true
		}
		if o, ok := r.bodyOrder(part[n:], sp); ok {
			o.clause = n
			return o, true
		}
		if subjA, subjB := r.need(c.a, c.b); subjB > 0 && !sp.say {
			return order{clause: n, from: c.a, word: subjB, subjA: subjA, subjB: subjB, code: "directive.need", need: true}, true
		}
	}
	if sp.minutes {
		if o, ok := r.namedIn(part); ok {
			return o, true
		}
	}
	if sp.say || !sp.ordered || !first || r.formField(part[0]) {
		return order{}, false
	}
	text := r.view.text[part[0].a:part[len(part)-1].b]
	if (r.imperative(part[0].a, part[0].b) || sp.minutes && r.taskHead(r.view.text[part[0].a:part[0].b])) && !r.lex.contains("order_verbs.done", text) {
		return order{from: part[0].a, word: part[0].a, code: "directive.imperative"}, true
	}
	return order{}, false
}

// skipAdverbs gives the bytes of adverbs and spaces at the head of s.
func (r *reader) skipAdverbs(s string) int {
	n := 0
	for {
		switch w := r.lex.prefix("order_adverbs.link", s[n:]); {
		case w != "":
			n += len(w)
		case strings.HasPrefix(s[n:], " "):
			n++
		default:
			if w = r.lex.prefix("order_adverbs.plain", s[n:]); w == "" {
				return n
			}
			n += len(w)
		}
	}
}

func (r *reader) linked(a, b int) bool {
	return r.lex.prefix("order_adverbs.link", r.view.text[a:b]) != ""
}

// orderWord gives the bytes up to the end of the order word at the head of a
// clause, or 0. An order must order something.
func (r *reader) orderWord(a, b int) int {
	text := r.view.text[a:b]
	n := ordinal(text)
	n += r.skipAdverbs(text[n:])
	w := len(r.lex.prefix("order_adverbs.time", text[n:]))
	if w == 0 && n < len(text) && r.lex.prefix("order_words.head", text[n:]) == "" && !strings.HasPrefix(text[n:], "“") && strings.Contains(text[n:min(len(text), n+maxTimeHead)], "要") {
		w = r.timeHead(text[n:])
	}
	if w > 0 {
		n += w + r.skipAdverbs(text[n+w:])
	}
	if r.lex.prefix("order_words.not", text[n:]) != "" {
		return 0
	}
	head := r.lex.prefix("order_words.head", text[n:])
	if head == "" && n == 0 {
		head = r.lex.prefix("order_words.first", text)
		if head == "" || strings.HasPrefix(text[len(head):], "了") || !r.headOfSentence(a) {
			return 0
		}
	}
	if head == "" || n+len(head) >= len(text) {
		return 0
	}
	return n + len(head)
}

// maxTimeHead is the longest time that a word of order stands behind, in bytes.
const maxTimeHead = 60

// headOfSentence says whether byte a begins a sentence or a reported speech.
func (r *reader) headOfSentence(a int) bool {
	before := strings.TrimRight(r.view.text[:a], " ”)")
	if before == "" {
		return true
	}
	switch before[len(before)-width(before):] {
	case "。", "!", "?", ":", "\n", "“":
		return true
	}
	return false
}

// maxSubject is the longest subject, in characters.
const maxSubject = 30

// subjectOrder reads SUBJECT要…: the subject and the end of the order word (0 if
// there is none). A linking adverb before the subject is no part of it.
func (r *reader) subjectOrder(a, b int) (subjA, subjB, word int) {
	for w := r.lex.prefix("order_adverbs.link", r.view.text[a:b]); w != ""; w = r.lex.prefix("order_adverbs.link", r.view.text[a:b]) {
		a += len(w)
	}
	text := r.view.text[a:b]
	n := 0
	heads, subjects := r.lex.index["order_words.head"], r.lex.index["order_words.subject"]
	for i := range text {
		if n++; n > maxSubject {
			return 0, 0, 0
		}
		w := heads.prefix(text[i:])
		if w == "" {
			w = subjects.prefix(text[i:])
		}
		if w == "" || i == 0 || i+len(w) >= len(text) || r.lex.prefix("order_words.not", text[i:]) != "" ||
			r.lex.suffix("order_words.not", text[:i+len(w)]) != "" && r.lex.suffix("order_words.not", text[:i+len(w)]) != w {
			continue
		}
		subj := strings.TrimRight(text[:i], " ")
		for _, adv := range []string{"也", "都", "均", "更", "还", "一定", "既", "又"} {
			subj = strings.TrimSuffix(subj, adv)
		}
		if r.subjectLike(subj) {
			return a, a + len(subj), a + i + len(w)
		}
	}
	return 0, 0, 0
}

func (r *reader) subjectLike(s string) bool {
	if n := runes(s); n < 2 || strings.ContainsAny(s, ":。是") {
		return false
	}
	return r.lex.prefix("subjects.head", s) != "" || r.lex.suffix("subjects.tail", s) != ""
}

// need reads 需要全区上下…: the addressee after the word.
func (r *reader) need(a, b int) (subjA, subjB int) {
	text := r.view.text[a:b]
	w := r.lex.prefix("order_words.need", text)
	if w == "" {
		return 0, 0
	}
	c := r.lex.prefix("collectives", text[len(w):])
	if c == "" || len(w)+len(c) == len(text) {
		return 0, 0
	}
	return a + len(w), a + len(w) + len(c)
}

func (r *reader) imperative(a, b int) bool {
	text := r.view.text[a:b]
	return r.lex.prefix("order_verbs", text) != "" || r.lex.prefix("order_verbs", text[r.skipAdverbs(text):]) != ""
}

// directive builds the fact of one part: from the order (with its time) to end.
func (r *reader) directive(a *article, sp *speech, part []clause, o order, sentenceEnd, end int) Directive {
	start := o.from
	for n := o.clause - 1; n >= 0; n-- {
		c := part[n]
		if !(o.need && n == o.clause-1) && !r.scene(c, a.base) && !(o.linked && r.imperative(c.a, c.b)) {
			break
		}
		start = c.a
	}
	conf := sp.conf
	if o.code == "directive.imperative" || o.code == "directive.task" || o.weak {
		conf = 0.7
	}
	if o.linked && o.clause == 0 && o.subjB == 0 {
		start = r.afterLink(o)
	}
	_, end = r.view.trim(start, end)
	d := Directive{Span: r.view.span(start, end, o.code, conf), Speaker: sp.speaker}
	d.Joined = d.Reading()
	if o.subjB > o.subjA {
		s := r.view.span(o.subjA, o.subjB, o.code, conf)
		d.Subject = &s
	}
	if d.Subject == nil || !r.isBody(d.Subject.Reading()) {
		r.laterLead(&d, part[o.clause+1:], conf)
	}
	d.Deadline = r.deadline(start, end, a.base)
	r.embedded(&d, part, o, start, min(end, sentenceEnd), a.base)
	d.orderEnd = o.word
	return d
}

// afterLink leaves a linking adverb before the order word out (同时要 → 要).
func (r *reader) afterLink(o order) int {
	for _, w := range r.lex.lists["order_words.head"] {
		if strings.HasSuffix(r.view.text[:o.word], w) {
			return o.word - len(w)
		}
	}
	return o.from
}

// scene says whether a clause only sets the time of the order after it.
func (r *reader) scene(c clause, base zh.Date) bool {
	text := r.view.text[c.a:c.b]
	if strings.Contains(text, "是") || runes(text) > 14 {
		return false
	}
	t, ok := zh.ScanTime(text, base)
	return r.lex.prefix("scenes", text) != "" || ok && t.End == len(text)
}

// embedded reads the orders inside an order: 要A,B,各部门要C. The first subject is the
// directive's if it has none; what stands after the first clause are sub-orders.
// A sub-order to somebody else keeps its own subject and deadline, and the
// directive's deadline is looked for before it.
func (r *reader) embedded(d *Directive, part []clause, o order, start, end int, base zh.Date) {
	from := -1 // clause of the sub-order before
	for n := o.clause + 1; n < len(part); n++ {
		subjA, subjB, word := r.subjectOrder(part[n].a, part[n].b)
		if word == 0 {
			continue
		}
		subject := r.view.span(subjA, subjB, "directive.subject", 0.85)
		if from < 0 {
			for k := o.clause + 1; k < n && d.Subject == nil; k++ {
				r.addSub(d, part[k].a, part[k].b, 0.8)
			}
		}
		stop := end
		for k := n + 1; k < len(part); k++ {
			if _, _, w := r.subjectOrder(part[k].a, part[k].b); w > 0 {
				stop = part[k].a
				break
			}
		}
		sub := r.addSub(d, part[n].a, stop, 0.8)
		if sub != nil {
			sub.orderEnd = word
		}
		switch {
		case d.Subject == nil:
			d.Subject = &subject
		case sub != nil:
			sub.Subject, sub.Deadline = &subject, r.deadline(part[n].a, stop, base)
			if from < 0 {
				d.Deadline = r.deadline(start, part[n].a, base)
			}
		}
		from = n
	}
}

// addSub adds a sub-order if it says anything.
func (r *reader) addSub(d *Directive, a, b int, conf float64) *SubOrder {
	if a, b = r.view.trim(a, b); a >= b {
		return nil
	}
	d.SubOrders = append(d.SubOrders, SubOrder{Span: r.view.span(a, b, "directive.sub-order", conf)})
	return &d.SubOrders[len(d.SubOrders)-1]
}

// extend lengthens the open directive by a part after a semicolon; all parts
// become sub-orders.
func (r *reader) extend(open, a, end int, base zh.Date) {
	d := &r.page.Directives[open]
	from := d.orderEnd
	if len(d.SubOrders) == 0 || d.extended == 0 {
		d.SubOrders = nil
		r.addSub(d, from, a, 0.85)
	}
	d.extended++
	r.addSub(d, a, end, 0.85)
	d.Span = r.view.span(r.view.byteAt(d.Start), end, d.Reason, d.Confidence)
	d.Joined = d.Reading()
	if d.Deadline == nil {
		d.Deadline = r.deadline(a, end, base)
	}
}
