package textin

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// row is a table row while it is read: the lines of its cells. A cell over several columns
// or rows has a blank one in each of the others, as in a workbook.
type row struct {
	cells   [][]string
	told    int      // cells of the file, without those that others reach into
	reached bool     // a cell above reaches into it
	across  int      // columns of the cell that is open
	down    int      // its rows
	outer   []string // the lines before it
	wide    bool     // a cell holds a table of its own
}

// spans counts, for each column of a table, the rows that a cell above still reaches into.
type spans []int

// What a cell may reach over. A few bytes of a page must not make thousands of blank cells.
const (
	maxSpan  = 60 // columns
	maxReach = 65_534
)

// under is the spans of the table that is open; nil outside of tables.
func (w *webText) under() *spans {
	if k := len(w.tables); k > 0 {
		return &w.tables[k-1]
	}
	return nil
}

// enter begins a cell.
func (r *row) enter(t html.Token) {
	r.across, r.down = 1, 1
	for _, a := range t.Attr {
		n, err := strconv.Atoi(strings.TrimSpace(a.Val))
		if err != nil || n < 1 {
			continue
		}
		switch a.Key {
		case "colspan":
			r.across = min(n, maxSpan)
		case "rowspan":
			r.down = min(n, maxReach)
		}
	}
}

// leave ends a cell with its lines.
func (r *row) leave(lines []string, s *spans) {
	r.fill(s)
	r.told++
	for k := range max(r.across, 1) {
		if k > 0 && len(r.cells) >= maxSpan {
			break
		}
		if s != nil && r.down > 1 {
			for len(*s) <= len(r.cells) {
				*s = append(*s, 0)
			}
			(*s)[len(r.cells)] = r.down - 1
		}
		r.cells, lines = append(r.cells, lines), nil
	}
	r.across, r.down = 1, 1
}

// fill adds the blank cells of the columns that a cell above reaches into.
func (r *row) fill(s *spans) {
	for s != nil && len(r.cells) < len(*s) && (*s)[len(r.cells)] > 0 {
		(*s)[len(r.cells)]--
		r.reached = true
		r.cells = append(r.cells, nil)
	}
}

// end adds the blank cells after the row's last one, up to the last column that a cell
// above reaches into.
func (r *row) end(s *spans) {
	for k := len(r.cells); s != nil && k < len(*s); k++ {
		if (*s)[k] > 0 {
			(*s)[k]--
			r.reached = true
			for len(r.cells) <= k {
				r.cells = append(r.cells, nil)
			}
		}
	}
}

// text is the row as a line, or, where the table sets the page, its cells' lines
// one after another. loose is what stood outside the cells.
func (r row) text(loose []string) []string {
	filled, longest := 0, 0
	for _, c := range r.cells {
		if len(c) > 0 {
			filled++
		}
		longest = max(longest, len(c))
	}
	if r.wide || r.told == 1 && !r.reached || filled == 1 && longest > 1 || longest > maxCellLines {
		out := loose
		for _, c := range r.cells {
			out = append(out, c...)
		}
		return out
	}
	var cells []string
	for _, c := range r.cells {
		cells = append(cells, strings.ReplaceAll(strings.Join(c, " "), "\t", " "))
	}
	line := strings.Join(cells, "\t")
	if filled < 2 && !r.reached { // a heading over the rows after it
		line = strings.TrimRight(line, "\t")
	}
	return append(loose, line)
}

// maxCellLines is how many lines a cell of a real table has at most; a cell with
// more is a column of the page.
const maxCellLines = 4
