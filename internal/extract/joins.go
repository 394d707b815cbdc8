package extract

import (
	"strings"
	"unicode/utf8"
)

// joiner decides which line breaks stand inside a sentence.
type joiner struct {
	lex   *lexicon
	lines []line
	pairs map[[2]rune]int // of the characters at each break, how often they stand together in the page
	body  bool            // running text has begun in this article
}

// joinReason is a decision with its rule.
type joinReason struct {
	code string
	conf float64
}

// joinLines decides for every line whether it runs on into the next, and marks
// unfinished short lines inside an article as cross headings.
func joinLines(l *lexicon, lines []line) ([]bool, []joinReason) {
	j := &joiner{lex: l, lines: lines}
	joins, why := make([]bool, len(lines)), make([]joinReason, len(lines))
	for i := range lines {
		j.body = j.body && lines[i].kind != lineHeading && lines[i].kind != lineByline
		if i+1 < len(lines) {
			why[i] = j.decide(i, i > 0 && joins[i-1])
			joins[i] = why[i].code != ""
		}
		if lines[i].kind == lineDateline || prose(lines[i].text) {
			j.body = true
		}
		cut := joins[i] || i > 0 && joins[i-1]
		if lines[i].kind == lineText && !cut && !finalEnd(lines[i].text) && !prose(lines[i].text) && runes(lines[i].text) <= maxMark && !l.isJump(lines[i].text) {
			lines[i].kind = lineCross
		}
	}
	return joins, why
}

// decide weighs the break after line i. The rules are ordered from what is
// certain (a comma cannot end a paragraph) to what is likely (the two characters
// at the break form a word). continued says that line i itself continues another.
func (j *joiner) decide(i int, continued bool) joinReason {
	left, right := j.lines[i], j.lines[i+1]
	if left.kind != lineText && left.kind != lineDateline || right.kind != lineText {
		return joinReason{}
	}
	if finalEnd(left.text) || j.lex.isJump(left.text) || j.lex.onlyDateline(left) || j.lex.suffix("byline_words.credit", left.text) != "" {
		return joinReason{}
	}
	first, _ := utf8.DecodeRuneInString(right.text)
	switch first {
	case ',', '。', ';', '、', ':', '!', '?', ')', '》', '”':
		return joinReason{"join.punctuation", 0.98}
	}
	if right.indented || j.lex.numbered(right.text) || j.lex.numbered(left.text) {
		return joinReason{}
	}
	if j.lex.prefix("openers.salutation", right.text) != "" {
		return joinReason{}
	}
	if why := j.open(left, right.text, continued); why.code != "" {
		return why
	}
	if !prose(right.text) && !strings.Contains(right.text, ",") {
		return joinReason{}
	}
	return j.likely(left.text, right.text)
}

// numbered says whether a line begins with a number.
func (l *lexicon) numbered(s string) bool {
	first, _ := firstRune(s)
	return (numeral(first) || first == '(' || first == '第') && l.rules["structure.numbered"].matches(s)
}

// isJump says whether a line holds a jump mark.
func (l *lexicon) isJump(s string) bool {
	return strings.Contains(s, "版") && l.rules["structure.jump"].matches(s)
}

// onlyDateline says whether a line is a dateline with at most a byline after it.
func (l *lexicon) onlyDateline(x line) bool {
	if x.kind != lineDateline {
		return false
	}
	rest := strings.Trim(x.text[datelineEnd(l, x.text):], " :,")
	_, signed := l.readByline(rest)
	return rest == "" || signed
}

// open knows a line that cannot be a heading and is not finished: its sentence
// goes on, whatever the next line looks like.
func (j *joiner) open(left line, right string, continued bool) joinReason {
	last, _ := utf8.DecodeLastRuneInString(left.text)
	within := j.body || prose(left.text) || left.kind == lineDateline
	switch {
	case last == ',' || last == '、':
		return joinReason{"join.comma", 0.97}
	case prose(left.text) || left.kind == lineDateline:
		return joinReason{"join.unfinished-sentence", 0.95}
	case continued:
		return joinReason{"join.continued", 0.93}
	case cutNumber(left.text, right):
		return joinReason{"join.number", 0.92}
	case within && openBracket(left.text):
		return joinReason{"join.bracket", 0.93}
	case within && runes(left.text) > maxCross:
		return joinReason{"join.unfinished-sentence", 0.9}
	case within && j.opensSpeech(left.text):
		return joinReason{"join.speech", 0.93}
	case within && uneven(left.text) && j.lex.prefix("openers", right) == "":
		return joinReason{"join.uneven", 0.8}
	}
	return joinReason{}
}

// cutNumber says whether a break cuts a number in a line of running text: 32|1万吨.
func cutNumber(left, right string) bool {
	return strings.Contains(left, ",") && left != "" && digitByte(left[len(left)-1]) && right != "" &&
		(digitByte(right[0]) || strings.HasPrefix(right, "万") || strings.HasPrefix(right, "亿") || strings.HasPrefix(right, "余") || right[0] == '%')
}

// opensSpeech says whether a line begins 某某强调,…: that is running text.
func (j *joiner) opensSpeech(s string) bool {
	k := strings.IndexByte(s, ',')
	return k > 0 && (j.lex.suffix("report_verbs.order", s[:k]) != "" || j.lex.suffix("report_verbs.say", s[:k]) != "")
}

// maxCross is the longest cross heading, in characters.
const maxCross = 28

// uneven says whether the last clause of a line is much shorter than the first: a
// heading of two clauses is balanced, a cut sentence is not.
func uneven(s string) bool {
	k, m := strings.Index(s, ","), strings.LastIndex(s, ",")
	return k > 0 && 2*runes(s[m+1:]) <= runes(s[:k])
}

// likely weighs a break after a line that could be a heading of its own.
func (j *joiner) likely(left, right string) joinReason {
	switch {
	case j.lex.prefix("openers", right) != "":
		return joinReason{}
	case j.body && j.lex.suffix("function_words.left", left) != "" && j.lex.suffix("function_words.compound", left) == "":
		return joinReason{"join.function-word", 0.9}
	case j.body && (j.lex.prefix("function_words.right", right) != "" || j.halfWord(right)):
		return joinReason{"join.function-word", 0.88}
	case j.word(left, right):
		return joinReason{"join.word", 0.85}
	case j.body && j.lex.prefix("openers", left) != "" && j.lex.suffix("programme_words.part", left) == "":
		return joinReason{"join.opener", 0.8}
	}
	return joinReason{}
}

// halfWord says whether a line begins with the second half of a word and 的: no
// sentence begins with one character and 的, pronouns and a few adjectives apart.
func (j *joiner) halfWord(s string) bool {
	first, n := utf8.DecodeRuneInString(s)
	return strings.HasPrefix(s[n:], "的") && !j.lex.has("function_words.pronoun", string(first))
}

// word says whether the characters at the break form a common word, by the list
// or by the page's own use.
func (j *joiner) word(left, right string) bool {
	a, _ := utf8.DecodeLastRuneInString(left)
	b, _ := utf8.DecodeRuneInString(right)
	if j.lex.has("split_words", string([]rune{a, b})) {
		return true
	}
	if j.pairs == nil {
		j.pairs = countPairs(j.lines)
	}
	return j.pairs[[2]rune{a, b}] >= 3
}

// countPairs counts how often the two characters at each break that may cut a word stand together in
// the lines.
func countPairs(lines []line) map[[2]rune]int {
	pairs, lefts := map[[2]rune]int{}, runeSet{}
	for i := 0; i+1 < len(lines); i++ {
		if finalEnd(lines[i].text) {
			continue
		}
		a, _ := utf8.DecodeLastRuneInString(lines[i].text)
		b, _ := utf8.DecodeRuneInString(lines[i+1].text)
		pairs[[2]rune{a, b}] = 0
		lefts.add(a)
	}
	for _, l := range lines {
		for s := l.text; s != ""; {
			a, w := utf8.DecodeRuneInString(s)
			before := s
			if s = s[w:]; !lefts.has(before) {
				continue
			}
			b, _ := utf8.DecodeRuneInString(s)
			if n, asked := pairs[[2]rune{a, b}]; asked {
				pairs[[2]rune{a, b}] = n + 1
			}
		}
	}
	return pairs
}

// openBracket says whether a quotation or bracket is opened and not closed.
func openBracket(s string) bool {
	for _, p := range []string{"“”", "()", "《》"} {
		r := []rune(p)
		if strings.Count(s, string(r[0])) > strings.Count(s, string(r[1])) {
			return true
		}
	}
	return false
}

// edge is how many characters beside a break a LineBreak shows.
const edge = 6

func (v *view) lineBreaks(lines []line, joins []bool, why []joinReason) []LineBreak {
	breaks := []LineBreak{}
	for i := 0; i+1 < len(lines); i++ {
		if !joins[i] {
			continue
		}
		a, b := lines[i], lines[i+1]
		left, right := v.raw[max(a.start, a.end-edge):a.end], v.raw[b.start:min(b.end, b.start+edge)]
		join := string(left[max(0, len(left)-4):]) + string(right[:min(4, len(right))])
		breaks = append(breaks, LineBreak{Start: a.end, End: b.start, Left: string(left), Right: string(right), Join: join,
			Reason: why[i].code, Confidence: why[i].conf})
	}
	return breaks
}

// countBreaks counts the runs of line ends in the source.
func countBreaks(raw []rune) int {
	n, inside := 0, false
	for _, r := range raw {
		switch {
		case breakRune(r):
			if !inside {
				n++
			}
			inside = true
		case !blank(r):
			inside = false
		}
	}
	return n
}
