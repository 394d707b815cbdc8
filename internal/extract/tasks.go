package extract

import "strings"

// taskDirectives reads a paragraph of a report by what it speaks of. Where tasks are
// told, every sentence orders that begins with a verb, with a word of order or with
// what must act; where the past is told only 要 and 必须 order; the figures of a year's
// goals, the matters promised for it and explanations of terms order nothing.
func (r *reader) taskDirectives(a *article, sp *speech, p paragraph, at part) {
	if at == partNotes {
		return
	}
	matters, numbered := at == partMatters, false
	for n, s := range r.sentences(p) {
		from := s.a
		s.a = r.afterSalutation(s)
		if s.a >= s.b {
			continue
		}
		here := at
		numbered = numbered || matters && s.a > from
		if matters && !numbered && !strings.ContainsAny(r.view.text[s.a:s.b], "0123456789") {
			matters = at == partMatters
		}
		switch head := headOf(r.view.text[s.a:s.b]); r.headPart(head, n == 0) {
		case partGoals:
			continue
		case partMatters:
			if matters = matters || r.listed(r.view.text[s.a:p.jump]); matters {
				continue
			}
		case partReview:
			if here == partTasks {
				continue
			}
		}
		if matters {
			here = partMatters
		}
		for _, u := range r.units(s) {
			o, ok := r.findTask(u.part, here)
			if !ok || strings.HasSuffix(r.view.text[:u.end], ":") {
				continue
			}
			d := r.directive(a, sp, u.part, o, s.b, u.end)
			d.Weak = o.weak
			d.TruncatedByJump = s.cut && u.end == s.b
			r.page.Directives = append(r.page.Directives, d)
		}
	}
}

// afterSalutation gives the byte where a sentence begins, after 各位代表, its number and
// what links it to the one before (一方面).
func (r *reader) afterSalutation(s sentence) int {
	at := s.a
	if rest, ok := strings.CutPrefix(r.view.text[at:s.b], "各位代表"); ok {
		at = s.b - len(strings.TrimLeft(rest, ",:! "))
	}
	at += skipNumber(r.view.text[at:s.b])
	if w := r.lex.prefix("task_words.link", r.view.text[at:s.b]); w != "" {
		at = s.b - len(strings.TrimLeft(r.view.text[at+len(w):s.b], ", "))
	}
	return at
}

// unit is a stretch of a sentence up to a semicolon, with its mark.
type unit struct {
	part []clause
	end  int
}

// units cuts a sentence at its semicolons; the number before each is left out.
func (r *reader) units(s sentence) []unit {
	var out []unit
	cl, from := r.clauses(s), 0
	for i, c := range cl {
		if c.mark != ';' && i < len(cl)-1 {
			continue
		}
		part, end := cl[from:i+1], s.b
		if c.mark == ';' {
			end = c.b + 1
		}
		part[0].a += skipNumber(r.view.text[part[0].a:part[0].b])
		if part[0].a < end {
			out = append(out, unit{part, end})
		}
		from = i + 1
	}
	return out
}

// findTask finds where a unit begins to order: at the first clause that does, if nothing
// before it but an aim, a topic or a statement.
func (r *reader) findTask(u []clause, at part) (order, bool) {
	if at == partMatters {
		return r.promise(u)
	}
	if r.lex.contains("task_words.thanks", r.view.text[u[0].a:u[len(u)-1].b]) {
		return order{}, false
	}
	behind := r.lex.prefix("task_words.behind", r.view.text[u[0].a:u[0].b]) != ""
	for n, c := range u {
		if o, ok := r.orderAt(n, c); ok && (!at.past() || r.plainOrder(o)) {
			return o, true
		}
		if o, ok := r.bodyOrder(u[n:], &speech{minutes: at == partTasks}); ok && !at.past() {
			o.clause = n
			return o, true
		}
		if o, ok := r.promise(u[n : n+1]); ok && at != partReview {
			o.clause = n
			return o, true
		}
		if at == partTasks && !behind && r.openTo(u, n) && r.task(u, n) {
			return order{clause: n, from: c.a, word: c.a, code: "directive.task"}, true
		}
	}
	return order{}, false
}

// plainOrder says whether an order among what was done is one beyond doubt: 要, 必须 alone or
// after 我们 and the like, not 需.
func (r *reader) plainOrder(o order) bool {
	switch o.code {
	case "directive.order-word":
		return true
	case "directive.subject":
		return r.lex.suffix("order_words.head", r.view.text[o.from:o.word]) != ""
	}
	return false
}

// orderAt finds 要, 必须, 确保 … at the head of a clause, or after its subject.
func (r *reader) orderAt(n int, c clause) (order, bool) {
	c.a += len(r.lex.prefix("task_words.time", r.view.text[c.a:c.b]))
	text := r.view.text[c.a:c.b]
	w := r.orderWord(c.a, c.b)
	if first := r.lex.prefix("order_words.first", text); w == 0 && !strings.HasPrefix(text[len(first):], "了") && len(first) < len(text) {
		w = len(first)
	}
	if w > 0 && !r.aim(text) {
		skip := ordinal(text)
		code := "directive.order-word"
		if first := r.lex.suffix("order_words.first", text[:w]); first != "" {
			code = "directive.first"
		}
		return order{clause: n, from: c.a + skip, word: c.a + w, code: code}, true
	}
	if subjA, subjB, word := r.subjectOrder(c.a, c.b); word > 0 {
		return order{clause: n, from: subjA, word: word, subjA: subjA, subjB: subjB, code: "directive.subject"}, true
	}
	if word := r.namedOrder(text); word > 0 {
		subjB := c.a + word - r.orderWidth(text[:word])
		for _, adv := range []string{"都", "均", "一律"} {
			subjB = c.a + len(strings.TrimSuffix(r.view.text[c.a:subjB], adv))
		}
		return order{clause: n, from: c.a, word: c.a + word, subjA: c.a, subjB: subjB, code: "directive.named"}, true
	}
	if subjA, subjB := r.need(c.a, c.b); subjB > 0 {
		return order{clause: n, from: c.a, word: subjB, subjA: subjA, subjB: subjB, code: "directive.need"}, true
	}
	return order{}, false
}

// orderWidth gives the bytes of the word of order at the end of s.
func (r *reader) orderWidth(s string) int {
	if strings.HasSuffix(s, "不得") {
		return len("不得")
	}
	return len("要")
}

// maxNamed is the longest name that acts, in characters, where no list of words knows it.
const maxNamed = 14

// namedOrder reads a name and 要 or 不得, whatever it is the name of (金融机构要…, “多点”要…);
// it gives the end of that word.
func (r *reader) namedOrder(text string) int {
	if k := strings.Index(text, "不得"); k > 0 && runes(text[:k]) <= maxNamed && r.lex.prefix("task_words.must", text[k:]) == "" {
		return k + len("不得")
	}
	k := strings.Index(text, "要")
	if k < 0 || k+len("要") == len(text) || runes(text[:k]) < 2 || runes(text[:k]) > maxNamed ||
		r.lex.prefix("order_words.not", text[k:]) != "" || r.lex.suffix("order_words.not", text[:k+len("要")]) != "" {
		return 0
	}
	name := text[:k]
	if strings.ContainsAny(name, ":、") || r.lex.contains("task_words.unnamed", name) || r.taskHead(name) {
		return 0
	}
	return k + len("要")
}

// promise finds 我们一定…: a promise, not an order.
func (r *reader) promise(u []clause) (order, bool) {
	for n, c := range u {
		text := r.view.text[c.a:c.b]
		w := r.lex.prefix("task_words.promise", text)
		if w == "" || len(w) == len(text) {
			continue
		}
		o := order{clause: n, from: c.a, word: c.a + len(w), code: "directive.promise", weak: true}
		for _, subject := range []string{"我们", "政府"} {
			if strings.HasPrefix(w, subject) {
				o.subjA, o.subjB = c.a, c.a+len(subject)
			}
		}
		return o, true
	}
	return order{}, false
}

// aim says whether a clause only names what the order after it is for: 要实现上述目标,
// 做好今年工作.
func (r *reader) aim(text string) bool {
	for _, w := range []string{"要", "为了", "为"} {
		text = strings.TrimPrefix(text, w)
	}
	verb := r.lex.prefix("task_words.attain", text)
	if verb == "" || runes(text) > 16 {
		return false
	}
	if rest, ok := strings.CutSuffix(text[len(verb):], "工作"); ok {
		return r.onlyTime(rest)
	}
	return r.lex.suffix("task_words.aim", text) != "" && r.lex.contains("task_words.of", text)
}

// onlyTime says whether a phrase holds nothing but words for when or whose work it is.
func (r *reader) onlyTime(s string) bool {
	for s != "" {
		w := len(r.lex.prefix("task_words.of", s))
		if c, n := firstRune(s); w == 0 && strings.ContainsRune("0123456789年和的、“”一二三四五六七八九十各项", c) {
			w = n
		}
		if w == 0 {
			return false
		}
		s = s[w:]
	}
	return true
}

// maxLead is how many clauses may stand before an order that has no word of order.
const maxLead = 3

// openTo says whether the clauses before clause n leave the order to it.
func (r *reader) openTo(u []clause, n int) bool {
	if n > maxLead {
		return false
	}
	for _, c := range u[:n] {
		if text := r.view.text[c.a:c.b]; !r.aim(text) && !r.topic(text) {
			return false
		}
	}
	return true
}

// topic says whether a clause only names what the order after it is about (铁路), or when.
func (r *reader) topic(text string) bool {
	if r.lex.suffix("task_words.topic", text) != "" && runes(text) <= 14 || r.lex.prefix("scenes", text) != "" && runes(text) <= 14 {
		return true
	}
	return runes(text) <= 8 && !r.taskHead(text) && r.lex.prefix("task_words.is", text) == ""
}

// task says whether clause n of a unit begins an order without a word of order.
func (r *reader) task(u []clause, n int) bool {
	text := r.view.text[u[n].a:u[n].b]
	if k := strings.IndexByte(text, ':'); k > 0 {
		text = text[:k]
	}
	if w := r.timeHead(text); w > 0 && w < len(text) && r.dated(u[n].a, u[n].a+w) {
		text = text[w:]
	}
	if r.aim(text) && n+1 < len(u) || r.lex.prefix("task_words.plan", text) != "" || r.doneIn(text) {
		return false
	}
	if n+1 < len(u) && r.lex.prefix("task_words.is", r.view.text[u[n+1].a:u[n+1].b]) != "" {
		return false
	}
	if r.copula(text) && !r.knows(text) {
		return false
	}
	return r.taskHead(text) || r.manner(u, n) || r.mustAct(text) || r.unknownHead(u, n)
}

// doneIn says whether a clause tells of something finished.
func (r *reader) doneIn(text string) bool {
	for i, c := range text {
		if c == '了' && r.particle(text[:i], text[i+len("了"):]) > 0 {
			return true
		}
	}
	return strings.Contains(text, "已经")
}
