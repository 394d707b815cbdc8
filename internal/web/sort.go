package web

import (
	"cmp"
	"slices"
	"strings"

	"tupo/internal/i18n"
	"tupo/internal/progress"
	"tupo/internal/web/page"
)

// sorted arranges a table's rows as the reader asked with a link in its head, and
// gives every head that can sort its link: ?sort=short sorts by that column, the
// figures and lights from the top, the names from the beginning; a second click
// turns it round (?sort=-short), a third gives the table's own order again. The
// other parameters stay. Cells without a key come last both ways, and rows that are
// equal keep the table's order.
func (v *visit) sorted(t page.Table) page.Table {
	want, turned := strings.CutPrefix(v.r.URL.Query().Get("sort"), "-")
	t.Columns = slices.Clone(t.Columns)
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Sort == "" {
			continue
		}
		t.Sortable = true
		next := c.Sort
		if c.Sort == want {
			descending := topFirst(c) != turned
			v.sortRows(t.Rows, i, descending)
			c.Sorted, next = "ascending", "-"+c.Sort
			if descending {
				c.Sorted = "descending"
			}
			if turned {
				next = ""
			}
		}
		c.SortURL = v.rearranged("sort", next)
	}
	return t
}

// topFirst says whether a column sorts from its largest at first.
func topFirst(c *page.Column) bool { return c.Numeric || c.Sort == sortLight }

// sortLight is the name of columns of lights: the gravest first.
const sortLight = "light"

// sortRows sorts rows by a column. Turned round before and after, a descending order
// keeps equal rows as they stood.
func (v *visit) sortRows(rows []page.Row, column int, descending bool) {
	var known, none []page.Row
	for _, r := range rows {
		if c := &r.Cells[column]; c.Key.Kind == page.None || c.Key.Kind == page.ByText && (c.Text == "" || c.Text == i18n.Unknown) {
			none = append(none, r)
			continue
		}
		known = append(known, r)
	}
	if descending {
		slices.Reverse(known)
	}
	if slices.ContainsFunc(known, func(r page.Row) bool { return r.Cells[column].Key.Kind == page.ByText }) {
		i18n.ByName(v.lang, known, func(r *page.Row) string { return r.Cells[column].Text })
	} else {
		slices.SortStableFunc(known, func(a, b page.Row) int {
			x, y := a.Cells[column].Key, b.Cells[column].Key
			return cmp.Or(cmp.Compare(x.N, y.N), cmp.Compare(x.Text, y.Text))
		})
	}
	if descending {
		slices.Reverse(known)
	}
	copy(rows[copy(rows, known):], none)
}

// lightKey sorts by how grave a light is.
func lightKey(l progress.Light) page.Key {
	return page.NumberKey(int64(len(shownLights())-slices.Index(shownLights(), l)), true)
}

// shareKey sorts by a share.
func shareKey(s progress.Share) page.Key { return page.NumberKey(s.Millionths, s.Known) }
