package extract

import (
	"strings"
	"unicode/utf8"
)

// tenseScore counts the marks of what was done and of what is to be done.
type tenseScore struct{ done, due int }

func (s *tenseScore) add(o tenseScore) { s.done, s.due = s.done+o.done, s.due+o.due }

// clear is by how many one kind of marks must outnumber the other, and by half, before a
// paragraph's grammar is taken for certain.
const clear = 3

// part gives what a score says; partOpen if it is not clear.
func (s tenseScore) part() part {
	switch {
	case s.done >= s.due+clear && 2*s.done >= 3*s.due:
		return partReview
	case s.due >= s.done+clear && 2*s.due >= 3*s.done:
		return partTasks
	}
	return partOpen
}

// tense reads the grammar of the paragraph a..b.
func (r *reader) tense(a, b int) part { return r.marks(a, b).part() }

// tenseOf reads the grammar of a whole article, for its paragraphs that are not clear.
func (r *reader) tenseOf(a *article) part {
	var sum tenseScore
	for _, i := range a.pars {
		p := r.view.pars[i]
		sum.add(r.marks(p.a, p.jump))
	}
	return sum.part()
}

// tenseWithin counts the marks of the paragraphs that begin in the first n bytes.
func (r *reader) tenseWithin(n int) tenseScore {
	var sum tenseScore
	for _, p := range r.view.pars {
		if p.a >= n {
			break
		}
		sum.add(r.marks(p.a, p.jump))
	}
	return sum
}

// marks counts the marks of time in a..b, in one walk: words of completion, the particle
// 了, figures to the decimal, subjects before their verbs; against 要, 将, verbs without
// subject at the head of a clause, and figures with the bounds of targets.
func (r *reader) marks(a, b int) tenseScore {
	var s tenseScore
	text := r.view.text[a:b]
	from := skipNumber(text)
	head, theme := true, true
	done := r.lex.index["tense_words.done"]
	for i := from; i < len(text); {
		c, w := utf8.DecodeRuneInString(text[i:])
		if head && c != ' ' {
			r.headMark(text[i:], &s)
			head = false
		}
		switch {
		case (c < utf8.RuneSelf || c == '。') && strings.ContainsRune(",;。:!?", c) && !betweenDigits(text, i):
			r.tailMark(text[from:i], theme, &s)
			head, theme = true, theme && c == ','
			i += w
			i += skipNumber(text[i:])
			from = i
			continue
		case c == '了':
			s.done += r.particle(text[:i], text[i+w:])
		case digitByte(text[i]):
			i += r.figureMark(text[:i], text[i:], &s)
			continue
		default:
			if d := done.prefix(text[i:]); d != "" {
				s.done += 2
				i += len(d)
				continue
			}
		}
		i += w
	}
	r.tailMark(text[from:], theme, &s)
	return s
}

func betweenDigits(s string, i int) bool {
	return i > 0 && i+1 < len(s) && digitByte(s[i-1]) && digitByte(s[i+1])
}

// headMark weighs the first words of a clause.
func (r *reader) headMark(s string, sum *tenseScore) {
	switch {
	case r.lex.prefix("order_words.not", s) != "":
	case r.lex.prefix("tense_words.due", s) != "":
		sum.due += 2
	case r.lex.prefix("tense_words.plan", s) != "":
		sum.due++
	case strings.HasPrefix(s, "我们") && r.lex.prefix("tense_words.will", s[len("我们"):]) == "":
		sum.done += 2
	}
}

// tailMark weighs a clause that ends in a verb and does not begin with one: what it
// speaks of stands before the verb (改革扎实推进). In the sentence that opens a paragraph,
// its theme, that says most.
func (r *reader) tailMark(clause string, theme bool, sum *tenseScore) {
	clause = strings.TrimSpace(clause)
	if clause == "" || r.lex.prefix("tense_words.plan", clause) != "" || r.lex.prefix("tense_words.due", clause) != "" {
		return
	}
	w := r.lex.suffix("tense_words.state", clause)
	if w == "" {
		w = r.lex.suffix("tense_words.outcome", clause)
	}
	switch {
	case w == "" && !strings.Contains(clause, "更加"), len(w) >= len(clause):
	case theme && !r.taskHead(clause):
		sum.done += themeWeight
	default:
		sum.done++
	}
}

// themeWeight is how much the sentence that opens a paragraph counts if it tells a state.
const themeWeight = 4

// particle weighs 了: it tells of something done unless it is part of a word.
func (r *reader) particle(before, after string) int {
	for _, w := range []string{"为", "除", "罢", "未"} {
		if strings.HasSuffix(before, w) {
			return 0
		}
	}
	if strings.HasPrefix(after, "解") {
		return 0
	}
	return 2
}

// figureMark weighs a number: with a bound it is aimed at; to three figures it was counted,
// and so was what 增长 or 达到 leads to without a bound. It returns the bytes of its digits.
func (r *reader) figureMark(before, s string, sum *tenseScore) int {
	n := 0
	for n < len(s) && (digitByte(s[n]) || s[n] == '.') {
		n++
	}
	rest := s[n:]
	end := 0
	for k := 0; k < 8 && end < len(rest); k++ {
		c, w := utf8.DecodeRuneInString(rest[end:])
		if strings.ContainsRune(",;。、:(", c) {
			break
		}
		if r.lex.prefix("tense_words.bound", rest[end:]) != "" {
			sum.due += 2
			return n
		}
		end += w
	}
	if strings.HasPrefix(rest, "年") || strings.HasPrefix(rest, "月") || before != "" && before[len(before)-1] < 0x80 && before[len(before)-1] > ' ' {
		return n
	}
	counted := len(strings.TrimRight(strings.ReplaceAll(s[:n], ".", ""), "0")) >= 3 || strings.ContainsRune(s[:n], '.')
	if counted || r.lex.suffix("tense_words.reached", before) != "" {
		sum.done++
	}
	return n
}
