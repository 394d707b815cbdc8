package sheet

import (
	"encoding/xml"
	"math/big"
	"strconv"
	"strings"

	"tupo/internal/textin/unzip"
)

// kind of a cell's content.
type kind uint8

const (
	textual kind = iota + 1
	numeric
	logical
	faulty   // #DIV/0! and its kin
	uncached // a formula whose result the file does not hold
)

// cell is a filled cell. Numbers keep the decimal digits a spreadsheet would
// show at full width (15), so that 0.1+0.2 reads 0.3.
type cell struct {
	text   string
	col    int16 // 1 for A
	kind   kind
	format format
}

type gridRow struct {
	no    int // 1 for the first
	cells []cell
}

// at gives the cell of a column, the zero cell when it is blank.
func (r *gridRow) at(col int) cell {
	for _, c := range r.cells {
		if int(c.col) == col {
			return c
		}
	}
	return cell{}
}

type merge struct {
	top, left, bottom, right int
}

type grid struct {
	name   string
	rows   []gridRow
	merges []merge
	date04 bool
}

// maxColumns is the last column that is looked at; what lies beyond is not ours.
const maxColumns = 200

// maxMerges is far beyond what anybody merges by hand.
const maxMerges = 20_000

// reading is the state of one pass over a worksheet part.
type reading struct {
	b      *book
	g      *grid
	row    int
	col    int
	style  int
	typ    string
	text   []byte
	take   bool // character data belongs to the cell
	value  bool // the cell has a value
	form   bool // the cell has a formula
	inCell bool
	inRow  bool
}

func (b *book) readGrid(s sheetPart) (*grid, error) {
	r := &reading{b: b, g: &grid{name: s.name, date04: b.date04}}
	err := b.zip.Walk(s.part, unzip.Visitor{Enter: r.enter, Leave: r.leave, Text: func(data []byte) {
		if r.take {
			r.text = append(r.text, data...)
		}
	}})
	if err != nil {
		return nil, err
	}
	return r.g, nil
}

func (r *reading) enter(e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		r.inRow = true
		r.row++
		if n, err := strconv.Atoi(unzip.Attr(e, "r")); err == nil && n > 0 {
			r.row = n
		}
		r.col = 0
	case "c":
		if !r.inRow {
			return nil
		}
		r.inCell, r.value, r.form = true, false, false
		r.text = r.text[:0]
		r.col++
		if col := columnOf(unzip.Attr(e, "r")); col > 0 {
			r.col = col
		}
		r.typ = unzip.Attr(e, "t")
		r.style, _ = strconv.Atoi(unzip.Attr(e, "s"))
	case "v", "t":
		r.take = r.inCell
		r.value = r.value || r.inCell
	case "rPh":
		r.inCell = false
	case "f":
		r.form = r.inCell
	case "mergeCell":
		return r.merge(unzip.Attr(e, "ref"))
	}
	return nil
}

func (r *reading) leave(name string) error {
	switch name {
	case "row":
		r.inRow = false
	case "v", "t":
		r.take = false
	case "rPh":
		r.inCell = r.inRow
	case "c":
		r.inCell = false
		return r.finish()
	}
	return nil
}

func (r *reading) merge(ref string) error {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return nil
	}
	m := merge{rowOf(from), columnOf(from), rowOf(to), columnOf(to)}
	if len(r.g.merges) >= maxMerges {
		return tooLarge(maxMerges)
	}
	if m.top > 0 && m.left > 0 && m.bottom >= m.top && m.right >= m.left {
		r.g.merges = append(r.g.merges, m)
	}
	return nil
}

// finish keeps the cell just read, unless it is blank.
func (r *reading) finish() error {
	if r.col > maxColumns || !r.value && !r.form {
		return nil
	}
	c := r.content()
	if c.text == "" && c.kind != uncached {
		return nil
	}
	if r.b.cells++; r.b.cells > r.b.limits.Cells {
		return tooLarge(r.b.limits.Cells)
	}
	rows := r.g.rows
	if len(rows) == 0 || rows[len(rows)-1].no != r.row {
		if len(rows) >= r.b.limits.Rows {
			return tooLarge(r.b.limits.Rows)
		}
		rows = append(rows, gridRow{no: r.row})
	}
	last := &rows[len(rows)-1]
	if len(last.cells) == maxColumns { // cells that claim one place, over and over
		return tooLarge(maxColumns)
	}
	last.cells = append(last.cells, c)
	r.g.rows = rows
	return nil
}

func (r *reading) content() cell {
	c := cell{col: int16(r.col), kind: textual}
	if r.style >= 0 && r.style < len(r.b.formats) {
		c.format = r.b.formats[r.style]
	}
	text := string(r.text)
	switch {
	case !r.value:
		c.kind = uncached
	case r.typ == "s":
		if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n >= 0 && n < len(r.b.texts) {
			c.text = r.b.texts[n]
		}
	case r.typ == "e":
		c.kind, c.text = faulty, clean(text)
	case r.typ == "b":
		c.kind, c.text = logical, strings.TrimSpace(text)
	case r.typ == "inlineStr" || r.typ == "str":
		c.text = clean(text)
	case r.typ == "d":
		c.text, _, _ = strings.Cut(strings.TrimSpace(text), "T")
	default:
		c.kind, c.text = numeric, decimal(strings.TrimSpace(text))
	}
	if c.kind == textual {
		c.text = unguard(c.text)
	}
	return c
}

// decimal writes a stored binary number as a plain decimal of at most 15
// significant digits, which is what the person who typed it saw.
func decimal(s string) string {
	if s == "" || len(s) <= 16 && !strings.ContainsAny(s, "eE") {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	short := strconv.FormatFloat(f, 'g', 15, 64)
	if !strings.Contains(short, "e") {
		if strings.Contains(short, ".") {
			short = strings.TrimRight(strings.TrimRight(short, "0"), ".")
		}
		return short
	}
	exact, ok := new(big.Rat).SetString(short)
	if !ok || f > 1e18 || f < -1e18 {
		return s
	}
	return strings.TrimRight(strings.TrimRight(exact.FloatString(30), "0"), ".")
}

// columnOf gives the column number of a cell name, "C12" → 3; 0 when there is none.
func columnOf(name string) int {
	n := 0
	for i := range len(name) {
		c := name[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		if n = n*26 + int(c-'A') + 1; n > 16384 {
			return 0
		}
	}
	return n
}

func rowOf(name string) int {
	n, err := strconv.Atoi(strings.TrimLeft(strings.ToUpper(name), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if err != nil || n < 0 || n > 1<<20 {
		return 0
	}
	return n
}

// letters gives the name of a column, 28 → "AB".
func letters(col int) string {
	s := ""
	for ; col > 0; col = (col - 1) / 26 {
		s = string(rune('A'+(col-1)%26)) + s
	}
	return s
}

// guard writes text that a spreadsheet could take for a formula behind an
// apostrophe, and unguard takes it off again. Text that already begins with
// apostrophes before such a character gets one more, so nothing is lost.
func guard(s string) string {
	if dangerous(s) {
		return "'" + s
	}
	return s
}

func unguard(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && dangerous(rest) {
		return rest
	}
	return s
}

func dangerous(s string) bool {
	s = strings.TrimLeft(s, "'")
	return s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0
}
