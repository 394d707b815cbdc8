package extract

import "strconv"

// column reads a table set one cell to a line, as some programs copy it: as many header
// words as a row has cells, each certain, then rows whose cells fit their headers.
func (f *tableFinder) column(i int) (*table, int) {
	if l := f.lines[i]; l.end-l.start > maxHeadWords || i+1 >= len(f.lines) {
		return nil, i
	}
	first := f.cell(f.lines[i].start, f.lines[i].end)
	if bare, _ := bracketed(first.text); !f.lex.has("table_words.indicator", bare) && !(f.lex.has("table_words.number", bare) && f.names(f.cell(f.lines[i+1].start, f.lines[i+1].end).text)) {
		return nil, i
	}
	t := f.columnHeads(i)
	if t == nil || len(t.cols) < minColumns {
		return nil, i
	}
	n := len(t.cols)
	next := i + n
	for next+n <= len(f.lines) {
		row := make([]cell, n)
		for k := range row {
			row[k] = f.cell(f.lines[next+k].start, f.lines[next+k].end)
		}
		if !t.fits(f.lex, row) || f.slipped(t, row, next+n) {
			break
		}
		t.rows = append(t.rows, row)
		next += n
	}
	t.titles = f.above(i)
	if len(t.rows) == 0 || !t.sure(f.lex) {
		return nil, i
	}
	return t, next
}

// columnHeads reads the header words from line i on, one to a line, as far as they head a
// table of figures; nil if they do not. Every word is read once: what it says of its column
// depends only on those before it, and a word that says nothing stays unknown. The same word
// twice in a row heads nothing.
func (f *tableFinder) columnHeads(i int) *table {
	t, n := &table{kind: figureTable}, 0
	for k := i; k < len(f.lines) && k-i < maxColumns && f.lines[k].end-f.lines[k].start <= maxHeadWords; k++ {
		t.add(&f.heads, f.cell(f.lines[k].start, f.lines[k].end).text)
		last := t.cols[k-i]
		if last.role == colUnknown || last.role == colPart || k > i && last.text == t.cols[k-i-1].text {
			break
		}
		if t.complete() {
			n = k - i + 1
		}
	}
	other := &table{kind: projectTable}
	for k := range n {
		if other.add(&f.heads, t.cols[k].text); other.complete() {
			n = k
			break
		}
	}
	if t.cols = t.cols[:n]; n == 0 || !t.complete() {
		return nil
	}
	t.settleTiers()
	return t
}

const (
	minColumns = 3
	maxColumns = 12
)

// slipped says whether a row lacks a cell and has taken the number of the next row for its last.
func (f *tableFinder) slipped(t *table, row []cell, next int) bool {
	if t.cols[0].role != colAside || t.cols[len(row)-1].role != colValue {
		return false
	}
	no, err := strconv.Atoi(row[0].text)
	if err != nil {
		return true
	}
	after := strconv.Itoa(no + 1)
	return row[len(row)-1].text == after && (next >= len(f.lines) || f.lines[next].text != after)
}

// fits says whether the cells of a row are what their headers say.
func (t *table) fits(l *lexicon, row []cell) bool {
	for k, c := range row {
		s := c.text
		switch t.cols[k].role {
		case colName:
			if _, ok := nameOf(l, c); !ok {
				return false
			}
		case colUnit:
			if _, ok := readUnit(s); !ok {
				return false
			}
		case colValue:
			if _, ok := readValues(l, s); !ok || s == "" {
				return false
			}
		}
	}
	return true
}
