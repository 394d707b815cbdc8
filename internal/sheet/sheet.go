// Package sheet reads and writes a programme as an Excel workbook: the empty
// template, the filled workbook, and a copy of a wrong one with its wrong cells
// marked.
//
// Read refuses what is too large before it is unpacked and never evaluates a
// formula; Resolve reports every wrong cell by sheet, row, column and reason, and
// hands out nothing to import while any is wrong. It guesses only where no other
// reading is possible, stores nothing and knows no account. Rows that are absent
// from a workbook are left alone: a workbook deletes nothing.
package sheet

import (
	"io"
	"strings"

	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// Wrong is one thing wrong with a workbook. Column is the letter, Header the
// words above it; both are empty when the fault is of the row or the sheet, and
// Row is 0 when it is of the sheet.
type Wrong struct {
	Severity plan.Severity
	Sheet    string
	Row      int
	Column   string
	Header   string
	Value    string // as the cell shows it, shortened
	Key      string // message key, "workbook.…" or "plan.…"
	Args     []string
	Also     []Place // further cells with the same fault, which the words name
}

// Existing is what the district has already.
type Existing struct {
	Book         plan.Book
	Observations []report.Observation
	Progress     []report.Progress // what units said of tasks
	Questions    []Question        // questioned figures; those of Held standing wait for the verifier
	Locked       map[string]bool   // months, such as 2023-09, whose figures are corrected by a reopening only
}

// Import is what a workbook adds to what exists: only new and changed rows,
// whole, with their identifiers. A row found by its code or natural key keeps
// its identifier and whatever the workbook has no column for.
type Import struct {
	Book         plan.Book
	Observations []report.Observation
	Progress     []report.Progress
	Questions    []Question
	Summary      []Count // by sheet, in the order of reading
	Loose        []Wrong // warnings: what the workbook's new programmes would start with; see plan.Book.Loose
}

// Count says what became of one sheet's rows.
type Count struct {
	Sheet              string
	New, Changed, Same int
}

// Workbook is a workbook that was read but not yet understood.
type Workbook struct {
	sheets map[string]*filled // by the table's machine name
	wrongs []Wrong
}

// filled is a sheet whose header row was found.
type filled struct {
	table  table
	name   string
	above  []gridRow // titles and notes over the header
	head   int       // the header's row number
	placed []placed
	rows   []gridRow
	date04 bool
}

// placed ties a column of the layout to a column of the sheet.
type placed struct {
	column *column
	col    int
	header string // as written
}

func (f *filled) find(field string) (placed, bool) {
	for _, p := range f.placed {
		if p.column.field == field {
			return p, true
		}
	}
	return placed{}, false
}

// Read opens the workbook of size bytes in r. It fails with errs.TooLarge when a
// limit is passed and errs.Invalid when the file is no workbook, is locked with a
// password, is damaged, or has no sheet with a known name. Everything else that
// is wrong is left to Resolve.
func Read(r io.ReaderAt, size int64, l Limits) (*Workbook, error) {
	return readBook(r, size, l, tables())
}

func readBook(r io.ReaderAt, size int64, l Limits, layout []table) (*Workbook, error) {
	b, err := openBook(r, size, l.withDefaults())
	if err != nil {
		return nil, err
	}
	w := &Workbook{sheets: map[string]*filled{}}
	for _, s := range b.sheets {
		t := tableNamed(layout, s.name)
		switch {
		case t == nil:
			if !isReadMe(s.name) {
				w.warn(Wrong{Sheet: s.name, Key: "workbook.sheet-unknown"})
			}
			continue
		case s.hidden:
			w.warn(Wrong{Sheet: s.name, Key: "workbook.sheet-hidden"})
			continue
		case w.sheets[t.id] != nil:
			w.wrong(Wrong{Sheet: s.name, Key: "workbook.sheet-twice", Args: []string{"other", w.sheets[t.id].name}})
			continue
		}
		g, err := b.readGrid(s)
		if err != nil {
			return nil, err
		}
		w.take(*t, g)
	}
	if len(w.sheets) == 0 {
		return nil, errs.New(errs.Invalid, "workbook.no-sheets")
	}
	return w, nil
}

func (w *Workbook) warn(x Wrong) {
	x.Severity = plan.Warning
	w.wrongs = append(w.wrongs, x)
}

func (w *Workbook) wrong(x Wrong) { w.wrongs = append(w.wrongs, x) }

func tableNamed(layout []table, name string) *table {
	key := fold(name)
	for i := range layout {
		t := &layout[i]
		for _, known := range append([]string{t.id, t.zh, t.en}, t.also...) {
			if key == fold(known) {
				return t
			}
		}
	}
	return nil
}

// isReadMe knows the pages that are written for people and never read back.
func isReadMe(name string) bool {
	key := fold(name)
	return key == fold(readMeZh) || key == fold(readMeEn) || isRemark(name)
}

// headerWindow is how many filled rows may stand above the header: titles, notes.
const headerWindow = 10

// take finds the header row and binds columns to it. A sheet without one is
// wrong unless it is empty.
func (w *Workbook) take(t table, g *grid) {
	best, hits, known := -1, 0, t.headers()
	for i := range min(headerWindow, len(g.rows)) {
		n := 0
		for _, c := range g.rows[i].cells {
			if known.named(c.text) != nil {
				n++
			}
		}
		if n > hits {
			best, hits = i, n
		}
	}
	f := &filled{table: t, name: g.name, date04: g.date04}
	w.sheets[t.id] = f
	if best < 0 || hits < 2 && len(g.rows[best].cells) > 1 {
		if len(g.rows) > 0 {
			w.wrong(Wrong{Sheet: g.name, Key: "workbook.no-header"})
		}
		return
	}
	f.above, f.head, f.rows = g.rows[:best], g.rows[best].no, g.rows[best+1:]
	w.bind(f, &g.rows[best], known)
	w.spread(f, g.merges)
}

// bind ties the header's cells to the layout and names the columns that are
// missing, doubled or not known.
func (w *Workbook) bind(f *filled, head *gridRow, known headers) {
	for _, c := range head.cells {
		column := known.named(c.text)
		at := Wrong{Sheet: f.name, Row: f.head, Column: letters(int(c.col)), Header: c.text}
		switch {
		case column == nil:
			if !isRemark(c.text) && c.text != "" {
				at.Key = "workbook.column-unknown"
				w.warn(at)
			}
			continue
		case f.has(column.field):
			at.Key = "workbook.column-twice"
			w.wrong(at)
			continue
		}
		f.placed = append(f.placed, placed{column, int(c.col), c.text})
	}
	for i := range f.table.columns {
		if c := &f.table.columns[i]; c.required && !f.has(c.field) {
			w.wrong(Wrong{Sheet: f.name, Row: f.head, Header: c.zh, Key: "workbook.column-missing", Args: []string{"column", c.zh + "/" + c.en}})
		}
	}
}

func (f *filled) has(field string) bool {
	_, ok := f.find(field)
	return ok
}

// headers finds columns by what stands above them: the Chinese or English
// header, a further one or the machine name. A first name wins over another
// column's further name.
type headers map[string]*column

func (t *table) headers() headers {
	h := headers{}
	add := func(name string, c *column) {
		if key := fold(name); h[key] == nil {
			h[key] = c
		}
	}
	for i := range t.columns {
		c := &t.columns[i]
		add(c.zh, c)
		add(c.en, c)
		add(c.field, c)
	}
	for i := range t.columns {
		for _, other := range t.columns[i].also {
			add(other, &t.columns[i])
		}
	}
	return h
}

// named looks a header up. A note in brackets and the mark * of required columns
// do not matter.
func (h headers) named(header string) *column {
	const longest = 200 // bytes; what is longer is no header
	if header == "" || len(header) > longest {
		return nil
	}
	key := fold(header)
	for _, cut := range []string{"(", "["} {
		if before, _, found := strings.Cut(key, cut); found && before != "" {
			key = before
		}
	}
	return h[strings.TrimRight(key, "*:")]
}

// spread copies a merged cell's content into the rows it covers, where that can
// only mean the same for each: an action beside its five targets. A merged
// figure or code would be counted several times and is wrong.
func (w *Workbook) spread(f *filled, merges []merge) {
	at := make(map[int]int, len(f.rows))
	for i := range f.rows {
		at[f.rows[i].no] = i
	}
	for _, m := range merges {
		if m.top <= f.head || m.bottom-m.top > len(f.rows)+1 {
			continue
		}
		first, ok := at[m.top]
		if !ok {
			continue
		}
		c := f.rows[first].at(m.left)
		if c.kind == 0 || m.bottom == m.top {
			continue
		}
		p, known := f.under(m.left)
		if !known {
			continue
		}
		switch p.column.means {
		case asValue, asNumber, asInt, asCode:
			w.wrong(Wrong{Sheet: f.name, Row: m.top, Column: letters(m.left), Header: p.header, Value: shorten(c.text), Key: "workbook.merged"})
			continue
		}
		for no := m.top + 1; no <= m.bottom; no++ {
			if i, filledRow := at[no]; filledRow && f.rows[i].at(m.left).kind == 0 {
				f.rows[i].cells = append(f.rows[i].cells, c)
			}
		}
	}
}

func (f *filled) under(col int) (placed, bool) {
	for _, p := range f.placed {
		if p.col == col {
			return p, true
		}
	}
	return placed{}, false
}
