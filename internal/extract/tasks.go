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
			matters = true
			continue
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
		if subjA, subjB, word := r.leadOrder(u[n:], &speech{minutes: at == partTasks}); word > 0 {
			return order{clause: n, from: c.a, word: word, subjA: subjA, subjB: subjB, code: "directive.lead"}, true
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
		return order{clause: n, from: c.a, word: c.a + word, subjA: c.a, subjB: c.a + word - len("要"), code: "directive.named"}, true
	}
	if subjA, subjB := r.need(c.a, c.b); subjB > 0 {
		return order{clause: n, from: c.a, word: subjB, subjA: subjA, subjB: subjB, code: "directive.need"}, true
	}
	return order{}, false
}

// maxNamed is the longest name that acts, in characters, where no list of words knows it.
const maxNamed = 14

// namedOrder reads a name and 要, whatever it is the name of (金融机构要…, “多点”要…); it gives
// the end of 要.
func (r *reader) namedOrder(text string) int {
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
	if runes(text) > 16 || r.lex.prefix("task_words.attain", text) == "" {
		return false
	}
	return r.lex.suffix("task_words.aim", text) != "" && r.lex.contains("task_words.of", text)
}

// openTo says whether the clauses before clause n leave the order to it.
func (r *reader) openTo(u []clause, n int) bool {
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

// copula says whether a clause says what something is.
func (r *reader) copula(text string) bool {
	for i := 0; ; {
		k := strings.Index(text[i:], "是")
		if k < 0 {
			return false
		}
		at := i + k
		i = at + len("是")
		if r.lex.suffix("task_words.within", text[:i]) == "" && r.lex.prefix("task_words.within", text[at:]) == "" {
			return true
		}
	}
}

// knows says whether a clause begins with a verb of knowing, whose object may say what is.
func (r *reader) knows(text string) bool {
	for _, w := range []string{"把握", "牢记", "坚持", "明确", "认清", "树立", "领悟", "践行", "贯彻", "落实"} {
		if strings.HasPrefix(text[r.skipHow(text):], w) {
			return true
		}
	}
	return false
}

// skipHow gives the bytes of the words of manner at the head of s.
func (r *reader) skipHow(s string) int {
	n := r.skipAdverbs(s)
	for {
		w := r.lex.prefix("task_words.how", s[n:])
		if w == "" {
			return n
		}
		n += len(w)
		n += r.skipAdverbs(s[n:])
	}
}

// taskHead says whether a clause begins with a verb of ordering, after words of manner.
func (r *reader) taskHead(text string) bool {
	text = text[skipNumber(text):]
	text = text[r.quotedHow(text):]
	n := 0
	for {
		rest := text[n:]
		if r.verbAt(rest) || r.again(rest) || n > 0 && r.lex.prefix("task_words.manner", rest) != "" {
			return len(rest) > 0
		}
		if r.lex.prefix("task_words.one", rest) != "" && (n > 0 || runes(text) <= 6) && r.lex.prefix("task_words.noun", rest) == "" {
			return true
		}
		w := r.howAt(rest)
		if w == 0 {
			return r.idiomHead(text)
		}
		n += w
	}
}

// howAt gives the bytes of one word of manner at the head of s.
func (r *reader) howAt(s string) int {
	if strings.HasPrefix(s, " ") {
		return 1
	}
	return max(len(r.lex.prefix("order_adverbs.link", s)), len(r.lex.prefix("order_adverbs.plain", s)), len(r.lex.prefix("task_words.how", s)))
}

// quotedHow gives the bytes of a quoted word of manner before a verb: “一业一策”推动….
func (r *reader) quotedHow(s string) int {
	if !strings.HasPrefix(s, "“") {
		return 0
	}
	k := strings.Index(s, "”")
	if k < 0 || runes(s[:k]) > 9 || !r.verbAt(s[k+len("”"):]) {
		return 0
	}
	return k + len("”")
}

// again says whether s begins with 新 or 再 and a verb: 新创建…, 再推出….
func (r *reader) again(s string) bool {
	for _, w := range []string{"新", "再"} {
		if rest, ok := strings.CutPrefix(s, w); ok && r.verbAt(rest) && r.lex.prefix("task_words.noun", s) == "" {
			return true
		}
	}
	return false
}

// idiomHead says whether a clause begins with a phrase of manner of four characters, or one
// that ends with 地, and then a verb with its object: 乘势而上发展壮大….
func (r *reader) idiomHead(text string) bool {
	n := 0
	for i := range text {
		switch {
		case n > 8 || i > 0 && strings.ContainsAny(text[:i], "0123456789、”"):
			return false
		case n == 4 || n > 2 && strings.HasSuffix(text[:i], "地"):
			if w := r.lex.prefix("order_verbs", text[i:]); w != "" && i+len(w)+len("的") < len(text) && r.lex.suffix("tense_words.state", text) == "" {
				return true
			}
		}
		n++
	}
	return false
}

func (r *reader) verbAt(s string) bool {
	if r.lex.prefix("task_words.noun", s) != "" {
		return false
	}
	return r.lex.prefix("order_verbs", s) != "" || r.lex.prefix("task_words.verb", s) != "" || r.lex.prefix("order_words.first", s) != ""
}

// manner says whether clause n opens a phrase of manner whose verb follows in it or later:
// 以改革为动力,完善….
func (r *reader) manner(u []clause, n int) bool {
	text := r.view.text[u[n].a:u[n].b]
	w := r.lex.prefix("task_words.manner", text)
	if w == "" || strings.HasPrefix(text, "让我们") || strings.HasPrefix(text, "从发展") {
		return false
	}
	if w == "把" {
		return true
	}
	if w == "从" && strings.HasSuffix(text, "看") {
		return false
	}
	return r.verbWithin(text[len(w):]) || r.verbAfter(u, n)
}

// verbWithin says whether a verb of ordering stands inside a phrase, with an object.
func (r *reader) verbWithin(s string) bool {
	for i := range s {
		if w := r.lex.prefix("order_verbs", s[i:]); w != "" && i+len(w) < len(s) {
			return true
		}
	}
	return false
}

// verbAfter says whether a clause after n begins with a verb of ordering.
func (r *reader) verbAfter(u []clause, n int) bool {
	for _, c := range u[n+1:] {
		if r.taskHead(r.view.text[c.a:c.b]) {
			return true
		}
	}
	return false
}

// mustAct reads a clause that names who or which field must act, and then the verb:
// 装备制造产业突出高端化.
func (r *reader) mustAct(text string) bool {
	n := 0
	for i := range text {
		if n++; n > maxSubject {
			return false
		}
		if i == 0 || r.lex.suffix("task_words.subject", text[:i]) == "" && !r.subjectLike(text[:i]) {
			continue
		}
		rest := text[i:]
		k := r.skipHow(rest)
		if w := r.lex.prefix("order_verbs", rest[k:]); w != "" && k+len(w)+len("的") < len(rest) {
			return true
		}
	}
	return false
}

// unknownHead takes a clause whose first word is not known for an order if it states
// nothing and the next clause orders.
func (r *reader) unknownHead(u []clause, n int) bool {
	text := r.view.text[u[n].a:u[n].b]
	if runes(text) > 24 || r.topic(text) || r.lex.suffix("tense_words.state", text) != "" || strings.Contains(text, "没有") {
		return false
	}
	return n+1 < len(u) && r.taskHead(r.view.text[u[n+1].a:u[n+1].b]) && r.lex.prefix("subjects.head", text) == ""
}
