package page

import "tupo/internal/chart"

// Table is a table with rules between rows. Make it with NewTable, which gives
// each cell its column's label: on a phone a row becomes a small card.
type Table struct {
	Caption string // read aloud, not seen: "差距榜，按缺口排序"
	Columns []Column
	Rows    []Row
	Foot    []Cell // totals
	Empty   Empty  // shown instead when there are no rows
	Dense   bool   // smaller rows, for registers of many columns
	Wide    bool   // keeps its columns on a phone and scrolls sideways
	Compact bool   // on a phone a row is its name, its light and a line of its Main columns

	Sortable bool // some heads sort; filled by the handler that sorts
}

// Column is a column's head.
type Column struct {
	Label   string // "每月尚需"
	Unit    string // "亿元", small beside the label
	Numeric bool   // figures: right-aligned
	Sort    string // the column's name in ?sort=; not sortable when empty
	SortURL string // sorts by this column, or turns its order round; filled by the handler that sorts
	Sorted  string // "ascending", "descending" or ""; likewise
	Minor   bool   // left out on a phone
	Main    bool   // stays on a phone where the table is Compact
	Whole   bool   // never broken into lines: moments, periods
}

// Row is a row of cells, as many as there are columns.
type Row struct {
	ID    string // anchor: "T0102"
	Cells []Cell
	Depth string // "0" to "4", indents the first cell: a tree of units
	Tone  Tone   // marks the row: late, returned
	Group string // when set the row is a heading across all columns and has no cells
}

// Cell is one cell. Text is its content; everything else is optional.
type Cell struct {
	Text    string
	URL     string
	Unit    string    // small after Text: "亿元"
	Note    string    // small below Text: "董家口经济区"
	NoteURL string    // Note as a link
	Tone    Tone      // colours Text
	Light   *Light    // before Text
	Bar     chart.SVG // below
	Spark   chart.SVG
	Links   []Link // what can be done with the row: 修改, 历史
	Head    bool   // names the row: <th scope=row>

	Key Key // by which the column sorts; without one by Text

	Label   string // filled by NewTable
	Numeric bool   // filled by NewTable
	Minor   bool   // filled by NewTable
	Main    bool   // filled by NewTable
	Whole   bool   // filled by NewTable
}

// Key is a cell's place in the order of its column: a number, or a text that is
// canonical (a date, a code). Cells whose Key is None come last in either direction.
type Key struct {
	Kind KeyKind
	N    int64
	Text string
}

// KeyKind says what a Key is.
type KeyKind uint8

// Kinds of keys.
const (
	ByText KeyKind = iota // the cell's Text as a name in the reader's language
	ByNumber
	ByCode
	None
)

// NumberKey sorts by a number; none where it is not known.
func NumberKey(n int64, known bool) Key {
	if !known {
		return Key{Kind: None}
	}
	return Key{Kind: ByNumber, N: n}
}

// CodeKey sorts by a canonical text; none where it is empty.
func CodeKey(text string) Key {
	if text == "" {
		return Key{Kind: None}
	}
	return Key{Kind: ByCode, Text: text}
}

// Empty is what a page says when there is nothing to list.
type Empty struct {
	Text   string // "还没有文档。"
	Button *Button
}

// NewTable labels cells after their columns. The first cell of each row names
// the row unless another is marked Head. Rows with more cells than columns keep
// the extra cells unlabelled.
func NewTable(columns []Column, rows []Row) Table {
	for _, row := range rows {
		label(columns, row.Cells)
		if len(row.Cells) > 0 && !hasHead(row.Cells) {
			row.Cells[0].Head = true
		}
	}
	return Table{Columns: columns, Rows: rows}
}

// WithFoot adds a row of totals, labelled as the rows are.
func (t Table) WithFoot(cells ...Cell) Table {
	label(t.Columns, cells)
	if len(cells) > 0 {
		cells[0].Head = true
	}
	t.Foot = cells
	return t
}

func label(columns []Column, cells []Cell) {
	for i := range cells {
		if i < len(columns) {
			cells[i].Label, cells[i].Numeric, cells[i].Minor = columns[i].Label, columns[i].Numeric, columns[i].Minor
			cells[i].Main, cells[i].Whole = columns[i].Main, columns[i].Whole
		}
	}
}

func hasHead(cells []Cell) bool {
	for _, c := range cells {
		if c.Head {
			return true
		}
	}
	return false
}
