package sheet

import "strconv"

// Gives reports whether a workbook says anything in a column, both named as their
// records name them: a state that it leaves open is not one that it wants.
func (w *Workbook) Gives(table, column string) bool {
	f := w.sheets[table]
	if f == nil {
		return false
	}
	p, ok := f.find(column)
	if !ok {
		return false
	}
	for i := range f.rows {
		if f.rows[i].at(p.col).text != "" {
			return true
		}
	}
	return false
}

// NoRoot is the fault of a workbook that is to make a district and names no unit
// at its top: where that is to be filled in.
func (w *Workbook) NoRoot() Wrong { return w.lacks("workbook.no-root") }

// lacks points at the first row to be filled in: of the units, else of the first
// sheet there is.
func (w *Workbook) lacks(key string) Wrong {
	for _, id := range append([]string{unitsSheet}, readOrder()...) {
		if f := w.sheets[id]; f != nil {
			row := f.head + 1
			return Wrong{Sheet: f.name, Row: row, Key: key, Args: []string{"sheet", f.name, "row", strconv.Itoa(row)}}
		}
	}
	return Wrong{Key: "workbook.no-sheet"}
}
