package extract

import (
	"fmt"
	"slices"

	glossary "tupo/internal/lexicon"
	"tupo/internal/zh"
)

// readTables writes down what the tables say.
func (r *reader) readTables(out *Prose) {
	if len(r.tables) == 0 {
		return
	}
	for _, t := range r.tables {
		switch t.kind {
		case figureTable:
			w := &tableWriter{r: r, t: t, out: out, unit: unitOfAll(t.titles), units: map[string]tableUnit{}}
			w.times = t.times(t.timeOf(r.lex, r.ref))
			w.rows()
		case taskTable:
			r.tasksOf(t)
		}
	}
	for _, list := range []struct {
		letter string
		all    []Figure
	}{{"q", out.Quantities}, {"n", out.Nonnumeric}} {
		slices.SortStableFunc(list.all, func(a, b Figure) int { return a.Value.Start - b.Value.Start })
		for i := range list.all {
			list.all[i].ID = fmt.Sprintf("%s%d", list.letter, i+1)
		}
	}
}

// sure says whether what looks like a table is one: its cells hold what its header says.
func (t *table) sure(l *lexicon) bool {
	names, good, bad := 0, 0, 0
	for _, row := range t.rows {
		name := t.first(colName)
		if len(row) < 2 || name >= len(row) || row[name].text == "" {
			continue
		}
		names++
		for k := range row {
			if k >= len(t.cols) {
				break
			}
			s := row[k].text
			switch t.cols[k].role {
			case colValue:
				if v, ok := readValues(l, s); !ok {
					bad++
				} else if len(v) > 0 {
					good++
				}
			case colTotal, colYear, colDone, colContent, colLead, colParty:
				if s != "" {
					good++
				}
			}
		}
	}
	return names > 0 && good > 0 && good > 2*bad
}

// tableWriter writes the facts of one table of indicators.
type tableWriter struct {
	r     *reader
	t     *table
	out   *Prose
	times []columnTime
	unit  tableUnit            // of the whole table
	units map[string]tableUnit // cells of units read before
	main  *rowName             // the latest name that is no part of another
	under bool                 // the row before told a part of it
	two   cell                 // the first part of a name that runs over several rows
}

func (w *tableWriter) rows() {
	for _, row := range w.t.rows {
		if headsRows(row) && len(w.t.cols) > 1 {
			w.main, w.under, w.two = nil, false, cell{} // heads the rows after it
			continue
		}
		n, ok := w.name(row)
		if !ok {
			continue
		}
		w.place(&n)
		if w.whole(row) {
			w.row(row, &n)
		}
	}
}

// whole says whether the cells of a row stand under their headers. A row that is too short
// may lack a blank cell in its middle, unless the table keeps these.
func (w *tableWriter) whole(row []cell) bool {
	for k := len(w.t.cols); k < len(row); k++ {
		if row[k].text != "" {
			return false
		}
	}
	if len(row) >= len(w.t.cols) || w.t.gaps {
		return true
	}
	for k := range w.t.cols {
		if w.t.cols[k].role != colValue {
			continue
		}
		if k >= len(row) {
			return false
		}
		if _, ok := readValues(w.r.lex, row[k].text); !ok {
			return false
		}
	}
	return true
}

// name reads the name of a row, of one cell or of two under one header.
func (w *tableWriter) name(row []cell) (rowName, bool) {
	k := w.t.first(colName)
	if k >= len(row) {
		return rowName{}, false
	}
	at, second := row[k], cell{}
	if k+1 < len(w.t.cols) && w.t.cols[k+1].role == colPart && k+1 < len(row) {
		second = row[k+1]
	}
	if at.text != "" {
		w.two = at
	}
	if second.text == "" {
		return nameOf(w.r.lex, at)
	}
	first, ok := nameOf(w.r.lex, w.two)
	if !ok {
		return rowName{}, false
	}
	n, ok := nameOf(w.r.lex, second)
	switch {
	case w.r.lex.has("table_words.rate_end", second.text):
		first.measure = "growth"
		return first, true
	case w.r.lex.has("table_words.level", second.text):
		return first, true
	case ok:
		n.within(w.r.lex, &first)
	}
	return n, ok
}

// place finds out whether a name is a part of the one above it.
func (w *tableWriter) place(n *rowName) {
	if m := rateMeasure(w.r.lex, n.full); m != "" && w.main != nil {
		n.full, n.measure, n.part = w.main.full, m, true // 生产总值, in the next row: 增长(%)
		return
	}
	part := n.part || w.r.lex.has("table_words.part", n.full) && w.main != nil
	if !part {
		own := *n
		w.main = &own
		return
	}
	if w.main != nil {
		n.part = true
		n.within(w.r.lex, w.main)
	}
}

// row writes the facts of one row.
func (w *tableWriter) row(row []cell, n *rowName) {
	if n.part && w.main == nil && w.r.lex.has("table_words.part", n.full) {
		return // 其中:第一产业 of what?
	}
	unit := w.rowUnit(row, n)
	if n.carried && unit.known() && !unit.share() {
		n.measure = ""
	}
	for k := range w.t.cols {
		if k >= len(row) || w.t.cols[k].role != colValue || w.times[k].kind == "" {
			continue
		}
		values, _ := readValues(w.r.lex, row[k].text)
		for _, v := range values {
			w.value(n, row[k], k, v, unit)
		}
	}
}

// rowUnit is the unit of a row: in its own cell, behind its name, above the table.
func (w *tableWriter) rowUnit(row []cell, n *rowName) tableUnit {
	if k := w.t.first(colUnit); k >= 0 && k < len(row) && row[k].text != "" {
		s := row[k].text
		u, known := w.units[s]
		if !known {
			u = unitCell(w.r.lex, s)
			w.units[s] = u
		}
		return u
	}
	if n.unit != "" {
		u, _ := readUnit(n.unit)
		return u
	}
	if u := w.t.cols[w.t.first(colName)].head.unit; u != "" {
		if u, ok := readUnit(u); ok {
			return u
		}
	}
	if n.measure != "" {
		return tableUnit{}
	}
	return w.unit
}

// value writes one value down, if it is certain what it measures.
func (w *tableWriter) value(n *rowName, c cell, k int, v tableValue, unit tableUnit) {
	col, when := &w.t.cols[k], w.times[k]
	q := Figure{Resolved: n.full, Bound: v.bound, Values: []zh.Decimal{}, Period: when.period, Basis: when.basis, Kind: when.kind, KindFine: when.kind, Tier: col.head.tier,
		Flags: []string{}, Reason: "table.value", Confidence: 0.9}
	if when.fine != "" && when.kind == "result" {
		q.KindFine = when.fine
	}
	q.Indicator, q.Value = n.at.place(w.r.view.raw, n.from, n.to), c.place(w.r.view.raw, v.from, v.to)
	q.Span = w.r.view.stretch(min(q.Indicator.Start, q.Value.Start), max(q.Indicator.End, q.Value.End))
	if !when.certain || q.Period == "" {
		q.Confidence = 0.75
	}
	if v.state {
		w.state(&q, n, col)
		return
	}
	m, ok := measureOf(n, col, &v, unit)
	if !ok {
		return
	}
	q.Measure = m.measure
	if m.guessed {
		q.Confidence = min(q.Confidence, 0.7)
	}
	if known, ok := glossary.FindIndicator(n.full); ok {
		q.Known = known.Name
	}
	if m.measure == "pp_change" {
		q.Direction = "up"
		if v.down {
			q.Direction = "down"
		}
	}
	if col.head.measure != "" && !v.sum {
		q.Reason = "table.change"
	}
	if col.head.measure == "share" {
		q.Reason = "table.share"
		if q.Known == "" {
			q.Resolved += "完成率"
		}
	}
	if v.sum { // of all the years of the plan
		q.Period = w.t.planYears(q.Period, w.times)
	}
	q.Values, q.Unit = v.values, m.unit.written
	q.Canonical = &Canonical{v.values, m.unit.written}
	if !m.unit.share() && m.unit.known() {
		if all, ok := scaled(v.values, m.unit.power); ok {
			q.Canonical = &Canonical{all, m.unit.base}
		}
	}
	w.mark(&q, n)
	w.out.Quantities = append(w.out.Quantities, q)
}

// state writes a statement without a number down; its name keeps 增速.
func (w *tableWriter) state(q *Figure, n *rowName, col *column) {
	if col.head.measure != "" {
		return
	}
	q.Measure, q.Bound, q.Reason, q.Confidence = "nonnumeric", zh.Equal, "table.statement", min(q.Confidence, 0.8)
	if !n.part {
		q.Resolved = n.whole
		q.Indicator = n.at.place(w.r.view.raw, n.from, n.from+len(n.whole))
	}
	w.mark(q, n)
	w.out.Nonnumeric = append(w.out.Nonnumeric, *q)
}

func (w *tableWriter) mark(q *Figure, n *rowName) {
	if n.part {
		q.Flags = append(q.Flags, "subject_carried")
	}
	if q.Resolved != q.Indicator.Text {
		q.Flags = append(q.Flags, "indicator_resolved")
	}
}

// planYears is the span of years that a bracketed sum is about.
func (t *table) planYears(period string, all []columnTime) string {
	for k := range all {
		if from, to := firstYears(all[k].period); to > from {
			return all[k].period
		}
	}
	return period
}

func scaled(values []zh.Decimal, power int) ([]zh.Decimal, bool) {
	out := make([]zh.Decimal, len(values))
	for i, v := range values {
		c, ok := v.Shift(power)
		if !ok {
			return nil, false
		}
		out[i] = c
	}
	return out, true
}

// stretch is the source from one character to another.
func (v *view) stretch(a, b int) Place { return Place{v.src.stretch(a, b), a, b} }
