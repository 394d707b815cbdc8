package extract

import "strings"

// table is a table of the text: a header, and the rows under it. What stands above it
// (the name of a sheet, a title, the unit of all) is read with it.
type table struct {
	kind   tableKind
	cols   []column
	rows   [][]cell // a row whose first cell alone is filled heads those under it
	titles []string // of the lines above, the nearest first, without white space
	gaps   bool     // blank cells are kept: rows that are too short end in blank cells
}

type tableKind uint8

const (
	noTable     tableKind = iota
	figureTable           // indicators with their values
	projectTable
	taskTable
)

// findTables finds the tables of a text and marks their lines, which are then no prose.
// What is not certain to be a table is left as it is.
func findTables(l *lexicon, raw []rune, lines []line) []*table {
	f := &tableFinder{lex: l, raw: raw, lines: lines, heads: heads{lex: l, known: map[string]headRead{}}}
	var all []*table
	for i := 0; i < len(lines); {
		t, next := f.at(i)
		if t == nil {
			i = max(i+1, next)
			continue
		}
		for k := i; k < next; k++ {
			lines[k].kind = lineTable
		}
		for k := i - len(t.titles); k < i; k++ {
			lines[k].title = true
		}
		all = append(all, t)
		i = next
	}
	return all
}

// tableFinder looks for tables line by line.
type tableFinder struct {
	lex   *lexicon
	raw   []rune
	lines []line
	heads heads
}

// at reads the table whose header is line i, and the line after it; nil if there is none,
// with the line up to which no other header stands.
func (f *tableFinder) at(i int) (*table, int) {
	if f.lines[i].kind != lineText && f.lines[i].kind != lineHeading {
		return nil, i
	}
	seen := i
	for _, set := range []setting{byTab, byWideBlank, byBlank} {
		if !f.mayHead(i, set) {
			continue
		}
		t, next := f.read(i, set)
		if t != nil {
			return t, next
		}
		seen = max(seen, next)
	}
	if seen > i+1 {
		return nil, seen
	}
	return f.column(i)
}

// mayHead says whether line i could be a header: one of its first cells says that names
// stand under it. It is asked of every line.
func (f *tableFinder) mayHead(i int, set setting) bool {
	if set == byTab {
		if !f.tabbed(i) {
			return false
		}
	} else if l := f.lines[i]; l.end-l.start > maxHeaderLine || !strings.Contains(l.text, " ") || strings.ContainsAny(l.text, "。;") {
		return false
	}
	for _, c := range f.split(i, set) {
		if f.names(c.text) {
			return true
		}
	}
	return false
}

// maxHeaderLine is the longest line of words that is taken for a header without tabs, in characters.
const maxHeaderLine = 120

// names says whether a cell of a header tells that the cells under it are names.
func (f *tableFinder) names(s string) bool {
	s, _ = bracketed(s)
	return f.lex.has("table_words.indicator", s) || f.lex.has("table_words.project", s) || f.lex.has("table_words.task", s)
}

// read reads the table under the header in line i, whose cells are set in one way.
func (f *tableFinder) read(i int, set setting) (*table, int) {
	first := f.split(i, set)
	var second []cell
	if i+1 < len(f.lines) {
		second = f.split(i+1, set)
	}
	t, next := f.headed(first, second, i)
	if t == nil {
		return nil, i
	}
	t.gaps = set == byTab && (inner(first) || next > i+1 && inner(second))
	from := next
	for next < len(f.lines) {
		row := f.split(next, set)
		if set == byTab && !f.tabbed(next) && len(row) < 2 {
			k := f.caption(next, i)
			if k == 0 {
				break
			}
			for ; k > 0; k-- {
				t.rows = append(t.rows, f.split(next, set))
				next++
			}
			continue
		}
		if set != byTab && len(row) != len(t.cols) {
			break
		}
		if same(row, first) || next-1 >= from && len(second) > 0 && same(row, second) && next < len(f.lines) {
			next++ // the header again, on another page
			continue
		}
		if f.otherHeader(next, set) {
			break
		}
		t.gaps = t.gaps || set == byTab && inner(row)
		t.rows = append(t.rows, row)
		next++
	}
	t.titles = f.above(i)
	if !t.sure(f.lex) {
		return nil, next
	}
	return t, next
}

// otherHeader says whether a line is the header of another table.
func (f *tableFinder) otherHeader(i int, set setting) bool {
	if !f.mayHead(i, set) {
		return false
	}
	var second []cell
	if i+1 < len(f.lines) {
		second = f.split(i+1, set)
	}
	t, _ := f.headed(f.split(i, set), second, i)
	return t != nil
}

// caption counts the lines without tabs at line i that head the rows after them; 0 where
// the table ends there. head is the line of its header.
func (f *tableFinder) caption(i, head int) int {
	for k := 0; k < maxCaptions && i+k < len(f.lines); k++ {
		if f.tabbed(i + k) {
			if f.otherHeader(i+k, byTab) && !same(f.split(i+k, byTab), f.split(head, byTab)) {
				return 0
			}
			return k
		}
		if l := f.lines[i+k]; l.end-l.start > maxCaption || strings.ContainsAny(l.text, "。;") {
			return 0
		}
	}
	return 0
}

const (
	maxCaptions  = 3  // lines
	maxCaption   = 40 // characters
	maxTitles    = 6  // lines above a table that are read with it
	longestTitle = 60 // characters
)

// above gives the short lines right above line i.
func (f *tableFinder) above(i int) []string {
	var out []string
	for k := i - 1; k >= 0 && len(out) < maxTitles; k-- {
		l := f.lines[k]
		if l.kind == lineTable || l.end-l.start > longestTitle || strings.ContainsAny(l.text, "。;,") {
			break
		}
		out = append(out, strings.ReplaceAll(l.text, " ", ""))
	}
	return out
}

// same says whether two rows hold the same words.
func same(a, b []cell) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].text != b[i].text {
			return false
		}
	}
	return true
}

// headsRows says whether a row is nothing but its first cell.
func headsRows(row []cell) bool {
	for _, c := range row[1:] {
		if c.text != "" {
			return false
		}
	}
	return true
}

// inner says whether a row has a blank cell.
func inner(row []cell) bool {
	for _, c := range row {
		if c.text == "" {
			return true
		}
	}
	return false
}
