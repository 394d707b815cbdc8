package pdf

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// column is a stretch of lines that stand under one another: what a reader reads
// down without moving aside.
type column struct {
	lines       []line
	left, right float64
	step        float64 // usual distance from line to line, 0 for a single one
}

// columnsOf cuts lines into columns: where the next line does not stand below the
// last, at a distance that lines have, under a part of it, and of its size.
func columnsOf(lines []line) []column {
	var out []column
	for _, l := range lines {
		if n := len(out); n > 0 && below(out[n-1].lines[len(out[n-1].lines)-1], l) {
			out[n-1].lines = append(out[n-1].lines, l)
			continue
		}
		out = append(out, column{lines: []line{l}})
	}
	for i := range out {
		out[i].measure()
	}
	return out
}

// below says whether b is a line of the column that a ends so far.
func below(a, b line) bool {
	down := a.bottom - b.bottom
	aside := min(a.right, b.right) - max(a.left, b.left)
	return down > 0.5*a.size && down < 4*max(a.size, b.size) && aside > 0 && alike(a, b)
}

// alike says whether two lines are set in one size.
func alike(a, b line) bool { return math.Abs(a.size-b.size) <= 0.12*max(a.size, b.size) }

func (c *column) measure() {
	c.left, c.right = math.Inf(1), math.Inf(-1)
	for i, l := range c.lines {
		c.left, c.right = min(c.left, l.left), max(c.right, l.right)
		if i == 0 {
			continue
		}
		if down := c.lines[i-1].bottom - l.bottom; c.step == 0 || down < c.step {
			c.step = down
		}
	}
}

// full says whether line l of the column reaches its right end: the first word of
// the next line did not fit after it.
func (c *column) full(l, next line) bool {
	return l.right+wordWidth(next) > c.right
}

// wordWidth is the width of what cannot be parted at the head of a line: a word, or
// a Chinese character with the sign after it, which may not begin a line.
func wordWidth(l line) float64 {
	n := 0
	for i, r := range l.text {
		if isSpace(r) || chinese(r) && i > 0 {
			break
		}
		n++
		if chinese(r) {
			break
		}
	}
	const signs = 1.6 // characters that move to the next line together, beside the first
	all := max(utf8.RuneCountInString(l.text), 1)
	return max((l.right-l.left)*float64(n)/float64(all), l.size) + signs*l.size
}

// indent is how far a line stands in from the column's left end, in characters; a
// line in the middle does not.
func (c *column) indent(l line) float64 {
	left, right := (l.left-c.left)/l.size, (c.right-l.right)/l.size
	if math.Abs(left-right) < 0.5 {
		return 0
	}
	return left
}

// indented is from where on a line begins a paragraph; two characters are usual.
const indented = 1.2

// goesOn says whether line i of the column goes on in line i+1.
func (c *column) goesOn(i int) bool {
	a, b := c.lines[i], c.lines[i+1]
	const loose = 1.35 // paragraphs that are parted by space and not by indents
	return len(a.cells)+len(b.cells) == 0 && c.right-c.left >= narrowest*a.size && c.full(a, b) && b.left-c.left < indented*b.size &&
		a.bottom-b.bottom < loose*c.step && !numbered.MatchString(b.text)
}

// narrowest is the least width, in characters, of a column whose lines are parts of
// sentences; narrower ones are lists.
const narrowest = 8

// numbered tells a line that begins with the number of a section or of a point.
var numbered = regexp.MustCompile(`^\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[章节条]|[（(]?\d{1,2}[）)、．]|\d{1,2}\.[^\d])`)

// spills says whether the last line of column c goes on in the first of d, which
// stands beside it or on the next page.
func (c *column) spills(d *column) bool {
	a, b := c.lines[len(c.lines)-1], d.lines[0]
	if len(c.lines) < 2 || len(d.lines) < 2 || len(a.cells)+len(b.cells) > 0 || !alike(a, b) || ends(a.text) || numbered.MatchString(b.text) {
		return false
	}
	return c.full(a, b) && b.left-d.left < indented*b.size && math.Abs((c.right-c.left)-(d.right-d.left)) < 2*a.size
}

// ends says whether a line ends as a sentence or a heading with a mark does.
func ends(s string) bool {
	s = strings.TrimRight(s, "”’\"')）》」』")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。！？!?：:；;", r)
}

// compose writes the pages. A paragraph is a line, an indented one begins with two
// wide spaces; a page that a sentence runs out of has no \n at its end.
func compose(sheets []sheet) []string {
	sheets = withoutFurniture(sheets)
	out := make([]string, len(sheets))
	var last *column // of the page before
	from := -1       // which has it
	for i, s := range sheets {
		columns := columnsOf(s.lines)
		var text strings.Builder
		for k := range columns {
			c := &columns[k]
			if last != nil && last.spills(c) {
				if k == 0 {
					out[from] = strings.TrimSuffix(out[from], "\n")
					text.WriteString(between(out[from], c.lines[0].text))
				} else {
					joined := strings.TrimSuffix(text.String(), "\n")
					text.Reset()
					text.WriteString(joined + between(joined, c.lines[0].text))
				}
				c.write(&text, true)
			} else {
				c.write(&text, false)
			}
			last, from = c, i
		}
		out[i] = text.String()
	}
	return out
}

// write appends the column's paragraphs. on says that its first line goes on what
// stands before it.
func (c *column) write(text *strings.Builder, on bool) {
	for i, l := range c.lines {
		if !on && len(l.cells) == 0 && c.indent(l) >= indented {
			text.WriteString("　　")
		}
		text.WriteString(l.text)
		if on = i+1 < len(c.lines) && c.goesOn(i); on {
			text.WriteString(between(l.text, c.lines[i+1].text))
		} else {
			text.WriteByte('\n')
		}
	}
}

// between is what joins two lines of one paragraph: a space between words that are
// written with spaces.
func between(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	letters := unicode.Is(unicode.Latin, last) || unicode.Is(unicode.Latin, first)
	if letters && spaced(last) && spaced(first) {
		return " "
	}
	return ""
}

// spaced tells the characters of words between which spaces stand, with the signs
// that end such words.
func spaced(r rune) bool {
	return unicode.Is(unicode.Latin, r) || r >= '0' && r <= '9' || strings.ContainsRune(",.;:)%", r)
}
