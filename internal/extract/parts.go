package extract

import (
	"strings"
	"unicode/utf8"
)

// part says what a paragraph of a report or a plan speaks of. Headings say it, or the
// words at the head of a paragraph; where neither does, the grammar of its sentences
// (tense.go).
type part uint8

const (
	partOpen    part = iota // nothing says it
	partReview              // what was done
	partFaults              // what is still wanting
	partGoals               // the expected figures of a year or a plan
	partTasks               // what is to be done
	partMatters             // the matters promised for the year, one by one
	partNotes               // explanations of terms after the text
)

// past says whether what a part tells has happened.
func (p part) past() bool { return p == partReview || p == partFaults }

// kind says what the numbers of paragraph i are, result or target, where a heading above it
// leaves no doubt; "" where it does.
func (r *reader) kind(i int) string {
	switch {
	case !r.headed[i] || r.parts[i] == partOpen || r.parts[i] == partNotes:
		return ""
	case r.parts[i].past():
		return "result"
	}
	return "target"
}

// parted walks through the paragraphs of one article.
type parted struct {
	r       *reader
	chapter part // what the latest heading of the first rank, or of its own words, says
	sure    bool // a heading said so, not only the head of a paragraph
	titled  bool // the year's matters stand under a title of their own, numbered from one
	a       *article
	orders  bool // it is no report: news, or a paper that orders
	grammar part // what the grammar of the latest clear paragraph said
	read    bool // grammar is set; until then that of the whole article stands for it
}

// unclear gives the part of a paragraph of which nothing is said: that of the paragraph
// before it, or what most of the article says.
func (w *parted) unclear() part {
	if !w.read {
		w.grammar, w.read = w.r.tenseOf(w.a), true
	}
	return w.grammar
}

// readParts gives every paragraph of the articles that are nobody's news its part.
func (r *reader) readParts() {
	r.parts, r.headed = make([]part, len(r.view.pars)), make([]bool, len(r.view.pars))
	walks := make([]*parted, len(r.arts))
	for i, p := range r.view.pars {
		if p.article < 0 {
			continue
		}
		a := &r.arts[p.article]
		if walks[p.article] == nil { // asked once of an article: it may have a heading a line
			walks[p.article] = &parted{r: r, a: a, orders: a.Type != "text" || r.titledOrders(a)}
		}
		if walks[p.article].orders {
			continue
		}
		r.parts[i] = walks[p.article].paragraph(p)
		r.headed[i] = walks[p.article].sure
	}
}

// paragraph finds the part of the next paragraph.
func (w *parted) paragraph(p paragraph) part {
	text := w.r.view.text[p.a:p.jump]
	if w.heading(p, text) {
		if at := w.enterHeading(text); at != partOpen {
			return at
		}
		return w.unclear()
	}
	if w.chapter == partNotes {
		return partNotes
	}
	head := headOf(text)
	if chapterHeading(text) && w.r.serves(head) {
		w.chapter, w.sure, w.titled = partMatters, true, true
	}
	switch found := w.r.headPart(head, true); {
	case found == partFaults:
		return partFaults
	case found == partGoals, found == partMatters && w.r.listed(text) && !(w.sure && w.chapter == partReview):
		w.lead(partTasks)
		return found
	case found == partReview:
		w.lead(partReview)
		return partReview
	case found == partTasks && !(w.sure && w.chapter == partReview):
		w.lead(partTasks)
		return partTasks
	}
	if w.chapter == partOpen || w.chapter != partMatters && !w.sure {
		if t := w.r.tense(p.a, p.jump); t != partOpen {
			w.grammar, w.read = t, true
			return t
		}
	}
	if w.chapter != partOpen {
		return w.chapter
	}
	return w.unclear()
}

// lead takes what the head of a paragraph says for those after it, unless a heading
// has spoken.
func (w *parted) lead(to part) {
	if !w.sure {
		w.chapter, w.grammar, w.read = to, to, true
	}
}

// maxHeading is the longest heading that ends like a sentence, in characters.
const maxHeading = 40

// heading says whether a paragraph is one: a line set off, or a short numbered line.
func (w *parted) heading(p paragraph, text string) bool {
	if p.kind == lineHeading || p.kind == lineCross {
		return true
	}
	if len(text) > 3*maxHeading || strings.ContainsAny(text, ";:!?") {
		return false
	}
	k := strings.Index(text, "。")
	return (k < 0 || k == len(text)-len("。")) && w.r.lex.rules["structure.numbered"].matches(text)
}

// enterHeading reads a heading. One of the first rank without a word that says what
// follows ends the part before it.
func (w *parted) enterHeading(text string) part {
	l := w.r.lex
	if l.prefix("part_words.notes", strings.Trim(text, " 【】[]():")) != "" {
		w.chapter, w.sure = partNotes, true
		return partNotes
	}
	if l.suffix("part_words.notice", text) != "" && skipNumber(text) == 0 {
		return w.chapter // 关于报送工作总结的通知 looks back on nothing
	}
	review := l.contains("part_words.review", text) || chapterHeading(text) && l.contains("part_words.outcome", text) || l.prefix("part_words.since", text[skipNumber(text):]) != ""
	ofYear := strings.HasSuffix(text, "年工作") || strings.HasSuffix(text, "年的工作")
	review = review || ofYear && w.r.yearOver(text)
	tasks := l.contains("part_words.tasks", text) || l.contains("part_words.goals", text) || ofYear && !w.r.yearOver(text)
	switch {
	case l.contains("part_words.matters", text) && (skipNumber(text) == 0 || w.r.counted(text)) && !(w.sure && w.chapter == partReview):
		w.chapter, w.sure, w.titled = partMatters, true, skipNumber(text) == 0
	case review && !tasks:
		w.chapter, w.sure = partReview, true
	case tasks && !review:
		w.chapter, w.sure = partTasks, true
	case review && tasks, chapterHeading(text) && !(w.chapter == partMatters && w.titled) && w.chapter != partNotes:
		w.chapter, w.sure = partOpen, false
		if !review && w.r.taskHead(text) {
			w.chapter = partTasks
		}
	}
	return w.chapter
}

// yearOver says whether the year that a heading ends with was over on the text's own day: 报告|2001|年的工作.
func (r *reader) yearOver(text string) bool {
	for _, end := range []string{"年工作", "年的工作"} {
		if s, ok := strings.CutSuffix(text, end); ok && len(s) >= len("2001") && yearAt(s[len(s)-len("2001"):]+"年末") {
			year, _ := firstYears(s[len(s)-len("2001"):])
			return year < r.ref.Year
		}
	}
	return false
}

// chapterHeading says whether a heading is numbered in the first rank: 三、….
func chapterHeading(s string) bool {
	n := 0
	for _, c := range s {
		switch {
		case n > 0 && c == '、':
			return true
		case !strings.ContainsRune("一二三四五六七八九十", c):
			return false
		}
		n++
	}
	return false
}

// headOf gives the first two clauses of a paragraph, without its number and salutation.
func headOf(text string) string {
	text = text[skipNumber(text):]
	if rest, ok := strings.CutPrefix(text, "各位代表"); ok {
		text = strings.TrimLeft(rest, "!,: ")
	}
	if len(text) > 3*maxHead {
		text = text[:3*maxHead]
	}
	for i := 0; i < len(text); i++ {
		if c := text[i]; c == ';' || c == '!' || c == 0xE3 && strings.HasPrefix(text[i:], "。") {
			return text[:i]
		}
	}
	return text
}

// maxHead is how much of a paragraph, in characters, can say what it speaks of.
const maxHead = 90

// headPart reads what the head of a sentence says of it; opens: it opens a paragraph.
func (r *reader) headPart(head string, opens bool) part {
	l := r.lex
	switch {
	case l.contains("part_words.faults", head):
		return partFaults
	case r.goals(head):
		return partGoals
	case r.announces(head, opens):
		return partMatters
	case l.prefix("part_words.since", head) != "":
		return partReview
	case l.prefix("part_words.head", head) != "":
		return partTasks
	}
	return partOpen
}

// goals says whether a sentence gives the expected figures: 主要预期目标是:….
func (r *reader) goals(head string) bool {
	if !r.lex.contains("part_words.goals", head) {
		return false
	}
	goals := r.lex.index["part_words.goals"]
	for i := range head {
		w := goals.prefix(head[i:])
		if w == "" {
			continue
		}
		rest := strings.TrimLeft(head[i+len(w):], " ")
		if strings.HasSuffix(w, "是") || strings.HasSuffix(w, "为") || strings.HasPrefix(rest, "是") || strings.HasPrefix(rest, "为") || strings.HasPrefix(rest, ":") {
			return true
		}
	}
	return false
}

// announces says whether a sentence sets about the year's matters for the people: it says
// how many (办好十件民生实事), or opens a paragraph with them.
func (r *reader) announces(head string, opens bool) bool {
	if !r.lex.contains("part_words.matters", head) {
		return false
	}
	clauses := strings.Split(head, ",")
	for n, c := range clauses {
		last := n == len(clauses)-1 || strings.Contains(clauses[n+1], ":")
		if r.lex.contains("part_words.matters", c) && r.lex.contains("part_words.carry", c) && (r.counted(c) && (n == 0 || last) || opens && n == 0) {
			return true
		}
	}
	return false
}

// listed says whether the sentence that announces matters, at the head of text, is followed
// by them: after a colon, under numbers, counted, or each with whom it serves.
func (r *reader) listed(text string) bool {
	k := strings.IndexAny(text, "。!")
	if k < 0 {
		k = len(text)
	}
	if strings.Contains(text[:k], ":") {
		return true
	}
	_, w := utf8.DecodeRuneInString(text[k:])
	rest := strings.TrimLeft(text[k+w:], " ")
	for _, number := range []string{"一是", "(1)", "①", "1.", "(一)"} {
		if strings.Contains(rest, number) {
			return true
		}
	}
	next, _, _ := strings.Cut(rest, "。")
	return strings.ContainsAny(next, "0123456789") || r.serves(next)
}

// counted says whether a clause counts things: 15件, “十件.
func (r *reader) counted(s string) bool {
	for _, m := range []string{"件", "项", "大", "类", "个"} {
		if k := strings.Index(s, m); k > 0 {
			last, _ := utf8.DecodeLastRuneInString(s[:k])
			if numeral(last) {
				return true
			}
		}
	}
	return false
}

// serves says whether a numbered head names whom it serves (为老年人提供…): such a list is
// one of matters promised to people.
func (r *reader) serves(head string) bool {
	return strings.HasPrefix(head, "为") && strings.Contains(head, "提供")
}

// skipNumber gives the bytes of the number, the bullet and the spaces at the head of s:
// (一), 三、, 12., ⑤, 一是, ——.
func skipNumber(s string) int {
	n := 0
	for {
		rest := s[n:]
		w := numberAt(rest)
		if w == 0 {
			return n
		}
		n += w
	}
}

func numberAt(s string) int {
	if s == "" {
		return 0
	}
	c, w := firstRune(s)
	switch c {
	case ' ', '—', '-', '·', '•', '●', '■', '◆', '※', '*':
		return w
	case '(':
		if n := numerals(s[w:]); n > 0 && strings.HasPrefix(s[w+n:], ")") {
			return w + n + 1
		}
	case '第', '其':
		if n := numerals(s[w:]); n > 0 && strings.HasPrefix(s[w+n:], ",") {
			return w + n + 1
		}
	}
	if c >= '①' && c <= '⑳' {
		return w
	}
	n := numerals(s)
	switch rest := s[n:]; {
	case n == 0:
	case strings.HasPrefix(rest, "、"):
		return n + len("、")
	case strings.HasPrefix(rest, "是") && !digitByte(s[0]):
		return n + len("是")
	case strings.HasPrefix(rest, ".") && !(len(rest) > 1 && digitByte(rest[1])):
		return n + 1
	}
	return 0
}

// numeral says whether a character is a figure, of either script, that numbers a list.
func numeral(c rune) bool {
	switch c {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十':
		return true
	}
	return c >= '0' && c <= '9'
}

// numerals gives the bytes of up to three figures, of one script, at the head of s.
func numerals(s string) int {
	n, k := 0, 0
	for _, c := range s {
		if k == 3 || !numeral(c) {
			break
		}
		n += len(string(c))
		k++
	}
	return n
}
