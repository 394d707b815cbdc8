package extract

import (
	"sort"
	"strings"

	"tupo/internal/zh"
)

// Options are what the caller knows about a text.
type Options struct {
	Date string // day of issue, YYYY-MM-DD; empty or not a date: read from the page if it says it
}

// reader carries one reading.
type reader struct {
	lex    *lexicon
	view   *view
	lines  []line
	ref    zh.Date
	plan   int // the year that its tasks are of, where it is told in the last months before; else 0
	page   *Page
	arts   []article
	names  map[string]bool       // persons seen with post or role, for speakers
	parts  []part                // what each paragraph of a report speaks of
	headed []bool                // a heading above the paragraph says so
	cut    map[[2]int][]sentence // sentences of paragraphs, by their bytes
	tables []*table
}

// article is an Article while it is read: the page's form plus byte ranges.
type article struct {
	Article
	pars  []int   // paragraphs of its body, in order
	heads []int   // paragraphs of its headings
	lines []int   // its body with the unfinished lines in it, in order
	by    int     // paragraph of the byline, -1 if none
	base  zh.Date // the day it speaks from
}

// Read reads one text. It never fails: a text without facts gives an empty Page.
func Read(text string, opts Options) *Page { return read(text, opts).page }

func read(text string, opts Options) *reader {
	r := joined(text)
	r.setReference(opts.Date)
	r.readArticles()
	r.readGuide()
	r.readMeetings()
	r.readPeople()
	r.readProgramme()
	r.readParts()
	r.readDirectives()
	r.readProjects()
	r.readQuantities()
	for _, a := range r.arts {
		if len(a.pars) > 0 || a.Headline != nil || a.Byline != nil || len(r.arts) == 1 {
			r.page.Articles = append(r.page.Articles, a.Article)
		}
	}
	r.page.Structure = r.page.marks()
	return r
}

// joined is a text with its lines put together where a column or a page broke them,
// before anything of it is read.
func joined(text string) *reader {
	raw := []rune(text)
	r := &reader{lex: loaded(), lines: splitLines(raw), names: map[string]bool{}, cut: map[[2]int][]sentence{}}
	classify(r.lex, r.lines)
	r.tables = findTables(r.lex, raw, r.lines)
	joins, why := joinLines(r.lex, r.lines)
	r.view = newView(raw, r.lines, joins)
	r.page = &Page{Chars: len(raw), Articles: []Article{}, LineBreaks: r.view.lineBreaks(r.lines, joins, why), Ranks: []Quantity{}}
	r.page.BreaksKept = countBreaks(raw) - len(r.page.LineBreaks)
	return r
}

// LineBreaks lists where a line's end stands inside a sentence, in order: a headline
// and the text below it are not joined.
func LineBreaks(text string) []LineBreak { return joined(text).page.LineBreaks }

// sentence is a byte range of the view that ends with its final mark, or at a jump.
type sentence struct {
	a, b int
	cut  bool // a jump cuts it
}

// sentences cuts a paragraph at 。!? (and what closes after them); what a jump
// mark cuts is the last.
func (r *reader) sentences(p paragraph) []sentence {
	key := [2]int{p.a, p.jump}
	if known, ok := r.cut[key]; ok {
		return known
	}
	out := r.cutSentences(p)
	r.cut[key] = out[:len(out):len(out)]
	return out
}

func (r *reader) cutSentences(p paragraph) []sentence {
	var out []sentence
	from := p.a
	text := r.view.text
	for i := p.a; i < p.jump; {
		k := finalMark(text[i:p.jump])
		if k < 0 {
			break
		}
		i += k
		w := 1
		if text[i] >= 0x80 {
			w = 3
		}
		for i += w; i < p.jump; {
			c := closer(text[i:p.jump])
			if c == 0 {
				break
			}
			i += c
		}
		a, b := r.view.trim(from, i)
		out = append(out, sentence{a: a, b: b})
		from = i
	}
	if a, b := r.view.trim(from, p.jump); a < b {
		out = append(out, sentence{a: a, b: b, cut: p.jump < p.b})
	}
	return out
}

// finalMark is the place of the first 。, ! or ?, or -1.
func finalMark(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '!' || c == '?':
			return i
		case c == 0xE3 && strings.HasPrefix(s[i:], "。"):
			return i
		}
	}
	return -1
}

// closer gives the width of a closing mark that belongs to the sentence before it.
func closer(s string) int {
	for _, c := range []string{"。", "!", "?", "”", ")", "’", "》"} {
		if strings.HasPrefix(s, c) {
			return len(c)
		}
	}
	return 0
}

// clause is a stretch between commas or semicolons, its mark not included.
type clause struct {
	a, b int
	mark byte // ',' ';' or 0 at the end of the sentence
}

// clauses cuts a sentence at commas and semicolons that stand outside quotations
// and brackets and between no digits. The final mark stays outside the last.
func (r *reader) clauses(s sentence) []clause {
	var out []clause
	text, depth, from, end := r.view.text, 0, s.a, s.b
	for end > s.a && closer(text[end-width(text[:end]):end]) > 0 {
		w := width(text[:end])
		if mark := text[end-w : end]; mark == "”" || mark == ")" || mark == "》" || mark == "’" {
			if !strings.ContainsAny(text[end-w-min(3, end-w-s.a):end-w], "。!?") {
				break
			}
		}
		end -= w
	}
	for i := s.a; i < end; i++ {
		switch c := text[i]; c {
		case '(':
			depth++
		case ')':
			depth = max(0, depth-1)
		case 0xE2, 0xE3: // first byte of “ ” and 《 》
			depth = max(0, depth+quoteStep(text[i:end]))
		case ',', ';':
			if depth == 0 && !(i > s.a && i+1 < end && r.view.thousands(i)) {
				a, b := r.view.trim(from, i)
				out = append(out, clause{a, b, c})
				from = i + 1
			}
		}
	}
	a, b := r.view.trim(from, end)
	return append(out, clause{a, b, 0})
}

func quoteStep(s string) int {
	switch {
	case strings.HasPrefix(s, "“"), strings.HasPrefix(s, "《"):
		return 1
	case strings.HasPrefix(s, "”"), strings.HasPrefix(s, "》"):
		return -1
	}
	return 0
}

// insideMarks says whether a quotation or bracket is open at the end of s.
func insideMarks(s string) bool {
	return strings.Count(s, "“") > strings.Count(s, "”") || strings.Count(s, "(") > strings.Count(s, ")")
}

func digitByte(c byte) bool { return c >= '0' && c <= '9' }

// width is the number of bytes of the last rune of s.
func width(s string) int {
	i := len(s) - 1
	for i > 0 && s[i]&0xC0 == 0x80 {
		i--
	}
	return len(s) - i
}

// sortPeople orders people by where their names stand.
func sortPeople(people []Person) {
	sort.SliceStable(people, func(i, j int) bool { return people[i].place().Start < people[j].place().Start })
}
