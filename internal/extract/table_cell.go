package extract

import (
	"strings"
	"unicode/utf8"
)

// cell is a cell of a table: its place in the source without the white space around
// it, and its characters in the form of the view without white space in it.
type cell struct {
	a, b int
	text string
}

// setting is how the cells of a row are set apart.
type setting uint8

const (
	byTab       setting = iota
	byWideBlank         // two blanks, or one of full width
	byBlank             // any blank
)

// split gives the cells of line i.
func (f *tableFinder) split(i int, set setting) []cell {
	a, b := f.lines[i].start, f.lines[i].end
	if set == byTab {
		for a > 0 && !breakRune(f.raw[a-1]) {
			a-- // blank cells before the first filled one
		}
		for b < len(f.raw) && !breakRune(f.raw[b]) {
			b++ // and after the last
		}
	}
	var out []cell
	from := a
	for k := a; k <= b; k++ {
		n := 0
		if k < b {
			if n = f.gap(k, b, set); n == 0 {
				continue
			}
		}
		out = append(out, f.cell(from, k))
		from = k + n
		k += max(n, 1) - 1
	}
	if set != byTab {
		return spelt(out)
	}
	return out
}

// gap is the width of what parts two cells at k; 0 if nothing does.
func (f *tableFinder) gap(k, b int, set setting) int {
	if set == byTab {
		if f.raw[k] == '\t' {
			return 1
		}
		return 0
	}
	n, wide := 0, false
	for k+n < b && blank(f.raw[k+n]) {
		wide = wide || f.raw[k+n] == '\u3000'
		n++
	}
	if set == byWideBlank && n == 1 && !wide {
		return 0
	}
	return n
}

// cell is the cell between two characters of the source.
func (f *tableFinder) cell(a, b int) cell {
	for a < b && blank(f.raw[a]) {
		a++
	}
	for b > a && blank(f.raw[b-1]) {
		b--
	}
	var s strings.Builder
	s.Grow(3 * (b - a))
	for _, r := range f.raw[a:b] {
		if !blank(r) {
			s.WriteRune(normal(r))
		}
	}
	return cell{a, b, s.String()}
}

// spelt joins single characters that are set apart to fill a cell: 指　标.
func spelt(cells []cell) []cell {
	var out []cell
	for i := 0; i < len(cells); i++ {
		c := cells[i]
		if i+1 < len(cells) && single(c.text) && single(cells[i+1].text) {
			c = cell{c.a, cells[i+1].b, c.text + cells[i+1].text}
			i++
		}
		out = append(out, c)
	}
	return out
}

// single says whether s is one Chinese character.
func single(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && r >= 0x4e00
}

// tabbed says whether line i holds a tab.
func (f *tableFinder) tabbed(i int) bool {
	for k := f.lines[i].start - 1; k >= 0 && !breakRune(f.raw[k]); k-- {
		if f.raw[k] == '\t' {
			return true
		}
	}
	for _, r := range f.raw[f.lines[i].start:f.lines[i].end] {
		if r == '\t' {
			return true
		}
	}
	return false
}

// place is the source under the bytes from…to of the cell's characters.
func (c cell) place(raw []rune, from, to int) Place {
	first, last := utf8.RuneCountInString(c.text[:from]), utf8.RuneCountInString(c.text[:to])
	a, b, n := c.a, c.b, 0
	for k := c.a; k < c.b; k++ {
		if blank(raw[k]) {
			continue
		}
		if n == first {
			a = k
		}
		if n++; n == last {
			b = k + 1
			break
		}
	}
	return Place{string(raw[a:b]), a, b}
}

// span is the cell as a span of the text; white space that only fills it is left out of Joined.
func (c cell) span(raw []rune, reason string, conf float64) Span {
	s := Span{Text: string(raw[c.a:c.b]), Start: c.a, End: c.b, Reason: reason, Confidence: conf}
	var b strings.Builder
	for k := c.a; k < c.b; k++ {
		if blank(raw[k]) && (!latinRune(raw[k-1]) || !latinRune(raw[k+1])) {
			continue
		}
		b.WriteRune(raw[k])
	}
	if joined := b.String(); joined != s.Text {
		s.Joined = joined
	}
	return s
}

// latinRune says whether blanks beside a character part words.
func latinRune(r rune) bool { return r < 0x2000 && !blank(r) }

// tabular says whether a paragraph is a row of cells without a sentence in it, of a table that
// is not understood: a number and a unit in two of its cells need not belong together.
func (r *reader) tabular(p paragraph) bool {
	tabs := 0
	for _, x := range r.view.raw[r.lines[p.first].start:r.lines[p.last].end] {
		if x == '\t' {
			tabs++
		}
	}
	return tabs > 1 && !punctuated(r.view.text[p.a:p.b])
}

// punctuated says whether words have a mark of a sentence; a comma within a number is none.
func punctuated(s string) bool {
	for i, c := range s {
		switch {
		case strings.ContainsRune("。;!?", c):
			return true
		case c == ',' && !(i > 0 && i+1 < len(s) && digitByte(s[i-1]) && digitByte(s[i+1])):
			return true
		}
	}
	return false
}
