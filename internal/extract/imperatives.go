package extract

import "strings"

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
		if n > 0 && strings.HasPrefix(rest, "地") {
			w = len("地")
		}
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
		w := r.lex.prefix("order_verbs", s[i:])
		if w == "" && i > 0 {
			w = r.lex.prefix("task_words.verb", s[i:])
		}
		if w != "" && i+len(w) < len(s) {
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

// ordinal gives the bytes of a number that counts orders off: 一要…,二要… and 一是要….
func ordinal(s string) int {
	first, n := firstRune(s)
	if !numeral(first) || digitByte(s[0]) {
		return 0
	}
	for _, w := range []string{"要", "必须"} {
		switch {
		case strings.HasPrefix(s[n:], w):
			return n
		case strings.HasPrefix(s[n:], "是"+w):
			return n + len("是")
		}
	}
	return 0
}
