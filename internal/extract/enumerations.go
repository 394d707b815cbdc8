package extract

import (
	"strings"

	"tupo/internal/zh"
)

// enumerated is one item of a numbered list: its marker, and the name that stands
// after it. Offsets are bytes of the view.
type enumerated struct {
	at   int // where the marker begins
	a, b int // the item's name, of one that is no name in …行动 its whole sentence
	c    int // where its first clause ends
	par  int // its paragraph
}

// enumeration is a list whose items are counted off 1, 2, 3 … in one style, over
// clauses, sentences or paragraphs; or a row of headings of one type.
type enumeration struct {
	style   string
	items   []enumerated
	article int
	typed   int // how many items end in a word for a programme's parts
}

// headingStyle marks a list whose items are headings without numbers.
const headingStyle = "heading"

// enumerations finds the numbered lists of the page in the order in which they
// begin. One pass: a marker continues the open list of its style or opens one.
func (r *reader) enumerations() []*enumeration {
	var all []*enumeration
	open := map[string]*enumeration{}
	article := -1
	add := func(style string, no int, it enumerated) {
		e := open[style]
		if e != nil && no == len(e.items)+1 || e != nil && style == headingStyle {
			e.add(r, it)
			return
		}
		delete(open, style)
		if no == 1 {
			e = &enumeration{style: style, article: article}
			e.add(r, it)
			open[style], all = e, append(all, e)
		}
	}
	for i, p := range r.view.pars {
		if p.article != article {
			article, open = p.article, map[string]*enumeration{}
		}
		if article < 0 || p.kind != lineText && p.kind != lineCross && p.kind != lineDateline {
			continue
		}
		for _, at := range r.clauseHeads(p) {
			if style, no, w := r.marker(at, p); no > 0 {
				it := r.itemName(at+w, p.jump)
				it.at, it.par = at, i
				add(style, no, it)
			}
		}
		if p.kind != lineCross {
			continue
		}
		if r.typedName(p.a, p.b) {
			add(headingStyle, 1, enumerated{p.a, p.a, p.b, p.b, i})
		} else {
			delete(open, headingStyle)
		}
	}
	return all
}

func (e *enumeration) add(r *reader, it enumerated) {
	if r.typedName(it.a, it.b) {
		e.typed++
		it.a += r.leadBeforeName(it.a, it.b)
	}
	e.items = append(e.items, it)
}

// clauseHeads lists where a marker may stand: at the head of the paragraph and
// after every mark that ends a clause.
func (r *reader) clauseHeads(p paragraph) []int {
	heads := []int{p.a}
	for i := p.a; i < p.jump; i++ {
		w := clauseMark(r.view.text[i:p.jump])
		if w == 0 {
			continue
		}
		at := i + w
		for at < p.jump && r.view.text[at] == ' ' {
			at++
		}
		heads = append(heads, at)
	}
	return heads
}

// clauseMark gives the bytes of the mark that ends a clause at the head of s, 0 if none stands there.
func clauseMark(s string) int {
	switch s[0] {
	case ',', ';', ':', '!', '?':
		return 1
	case 0xE3:
		if strings.HasPrefix(s, "。") {
			return len("。")
		}
	}
	return 0
}

// marker reads 一、 (一) 1. (1) ① 第一, 一是 行动一: at byte at of a paragraph: its style,
// number and width. Within a sentence only the styles count that are used there.
func (r *reader) marker(at int, p paragraph) (style string, no, width int) {
	s := r.view.text[at:p.jump]
	if first, w := firstRune(s); first >= '①' && first <= '⑳' {
		return "①", int(first-'①') + 1, w
	}
	open := 0
	if strings.HasPrefix(s, "(") || strings.HasPrefix(s, "第") {
		_, open = firstRune(s)
	} else if w := r.lex.prefix("programme_words.noun", s); w != "" {
		open = len(w)
	}
	d, n, ok := zh.ScanNumber(s[open:])
	if !ok {
		return "", 0, 0
	}
	if no, ok = d.Int(); !ok || no < 1 || no > 99 {
		return "", 0, 0
	}
	script := "一"
	if digitByte(s[open]) {
		script = "1"
	}
	tail, end := s[open+n:], open+n
	for _, mark := range markerMarks(s[:open]) {
		if strings.HasPrefix(tail, mark) && r.markerPlace(at, p, mark) && !(mark == "." && len(tail) > 1 && digitByte(tail[1])) {
			return s[:open] + script + mark, no, end + len(mark)
		}
	}
	return "", 0, 0
}

// markerMarks gives the marks that may follow a number opened by the given words.
func markerMarks(open string) []string {
	switch open {
	case "":
		return []string{"、", ".", "是"}
	case "(":
		return []string{")"}
	case "第":
		return []string{",", "、", ":", "是"}
	}
	return []string{":", "、", ",", " "}
}

// markerPlace says whether a mark may count at byte at: after a comma only 一是 and
// (1) do, because 一、二、三产业 begins like a list.
func (r *reader) markerPlace(at int, p paragraph, mark string) bool {
	if at == p.a {
		return true
	}
	return !strings.HasSuffix(strings.TrimRight(r.view.text[p.a:at], " "), ",") || mark == "是" || mark == ")"
}

// itemName gives the name of an item that begins at byte a: up to the end of its
// sentence or to a colon, or its first clause if that is a name of its own.
func (r *reader) itemName(a, end int) enumerated {
	text := r.view.text[a:end]
	if k := strings.IndexAny(text, "。;:!?"); k >= 0 {
		text = text[:k]
	}
	var it enumerated
	it.a, it.b = r.view.trim(a, a+len(text))
	it.c = it.b
	if k := strings.IndexByte(r.view.text[it.a:it.b], ','); k > 0 {
		_, it.c = r.view.trim(it.a, it.a+k)
		if r.typedName(it.a, it.c) {
			it.b = it.c
		}
	}
	if s := r.view.text[it.a:it.b]; strings.HasPrefix(s, "“") && strings.Index(s, "”") == len(s)-len("”") {
		it.a, it.b, it.c = it.a+len("“"), it.b-len("”"), it.b-len("”")
	}
	return it
}

// typedName says whether a short name ends in a word for a programme's parts: 产业强区行动.
func (r *reader) typedName(a, b int) bool {
	if a >= b {
		return false
	}
	s := strings.TrimSuffix(r.view.text[a:b], "”")
	n := runes(s)
	return n >= chainItemMin && n <= chainItemMax && r.lex.suffix("programme_words.part", s) != "" && !strings.ContainsAny(s, "。;")
}

// leadBeforeName gives the bytes of the verbs before a name that ends in a word for
// a programme's parts (大力实施|产业强区行动): they are no part of it.
func (r *reader) leadBeforeName(a, b int) int {
	s := r.view.text[a:b]
	n := 0
	for {
		w := r.lex.prefix("programme_words.lead", s[n:])
		if w == "" {
			w = r.lex.prefix("order_adverbs.plain", s[n:])
			if rest := s[n+len(w):]; w == "" || r.lex.prefix("programme_words.lead", rest) == "" {
				return n
			}
		}
		if runes(s[n+len(w):]) < chainItemMin {
			return n
		}
		n += len(w)
	}
}
