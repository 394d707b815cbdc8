package sheet

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
