package sheet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
)

// maxWrongs is how many faults are listed; one more tells how many there are.
const maxWrongs = 500

// entry is one row of a sheet on its way to becoming a row of the book.
type entry struct {
	from  *filled
	row   *gridRow
	now   record.Row        // what it will be
	old   record.Row        // what it was; nil for a new row
	given uint64            // bit n: the layout's column n was read
	wrong map[string]bool   // fields whose cells were reported
	help  map[string]string // what virtual columns say
	typed string            // the code in the cell
	twice bool              // another row has the same identity: reported, and left out of the whole
}

func (e *entry) fresh() bool { return e.old == nil }

// gave reports whether the row's cell of this field was read.
func (e *entry) gave(field string) bool {
	for i := range e.from.table.columns {
		if e.from.table.columns[i].field == field {
			return e.given&(1<<i) != 0
		}
	}
	return false
}

// resolver turns a workbook into rows, given what exists.
type resolver struct {
	book    *Workbook
	newID   func() string
	today   core.Date
	entries []*entry
	index   map[string]*index // by record table
	wrongs  []Wrong
	errors  int
	warned  map[string]bool
	claimed map[string]*entry // record table and key → the workbook's row
	shaped  []*entry          // targets whose shape was left to us

	programmes []core.ProgrammeID // of the workbook's own sheet
}

// Resolve matches the workbook's rows with what exists, by code or natural key,
// and checks the result as a whole. The list holds every fault, at most 500 and
// then one that counts the rest, ordered by sheet and row; warnings stand
// beside errors. Unless it is free of errors the Import is empty. newID makes
// identifiers for new rows; today completes what a row leaves open.
func (w *Workbook) Resolve(existing Existing, newID func() string, today core.Date) (Import, []Wrong) {
	r := &resolver{book: w, newID: newID, today: today, index: map[string]*index{},
		warned: map[string]bool{}, claimed: map[string]*entry{}}
	for _, x := range w.wrongs {
		r.report(x)
	}
	r.indexExisting(existing)
	var summary []Count
	for _, id := range readOrder() {
		f := w.sheets[id]
		if f == nil {
			continue
		}
		start := len(r.entries)
		r.sheet(f)
		summary = append(summary, count(f.name, r.entries[start:]))
	}
	r.typedShapes()
	r.check(existing)
	wrongs := r.sorted()
	if r.errors > 0 {
		return Import{}, wrongs
	}
	imported := r.collect()
	imported.Summary = summary
	return imported, wrongs
}

func count(sheet string, entries []*entry) Count {
	c := Count{Sheet: sheet}
	for _, e := range entries {
		switch {
		case e.old == nil:
			c.New++
		case len(record.Diff(e.old, e.now)) > 0:
			c.Changed++
		default:
			c.Same++
		}
	}
	return c
}

func (r *resolver) report(w Wrong) {
	if w.Severity == plan.Error {
		r.errors++
	}
	r.wrongs = append(r.wrongs, w)
}

// at begins a fault about one field of a row. The cell need not be filled.
func (e *entry) at(field string) Wrong {
	w := Wrong{Sheet: e.from.name, Row: e.row.no}
	if p, ok := e.from.find(field); ok {
		w.Column, w.Header = letters(p.col), p.header
		w.Value = shorten(e.row.at(p.col).text)
	}
	return w
}

func shorten(s string) string {
	const limit = 60
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return s
}

func (r *resolver) fail(e *entry, field string, why problem) {
	w := e.at(field)
	w.Key, w.Args = why.key, why.args
	if e.wrong == nil {
		e.wrong = map[string]bool{}
	}
	e.wrong[field] = true
	r.report(w)
}

func (r *resolver) warn(e *entry, field string, why problem) {
	w := e.at(field)
	w.Key, w.Args, w.Severity = why.key, why.args, plan.Warning
	r.report(w)
}

// warnOnce reports a choice made for many rows at the first of them.
func (r *resolver) warnOnce(e *entry, field string, why problem) {
	if !r.warned[why.key] {
		r.warned[why.key] = true
		r.warn(e, field, why)
	}
}

// sheet reads all rows of one sheet: cells, identities, references to the
// sheet's own rows, defaults.
func (r *resolver) sheet(f *filled) {
	for _, wave := range waves(f) {
		start := len(r.entries)
		for _, row := range wave {
			if e := r.begin(f, row); e != nil {
				r.entries = append(r.entries, e)
			}
		}
		rows := r.entries[start:]
		r.identify(rows)
		for _, e := range rows {
			r.cells(e, func(c *column) bool { return c.self })
			r.overlay(e)
		}
		r.complete(f, rows)
	}
}

// waves splits the rows of the breakdown so that a part of a part comes after
// its whole; other sheets are one wave.
func waves(f *filled) [][]*gridRow {
	pending := make([]*gridRow, len(f.rows))
	for i := range f.rows {
		pending[i] = &f.rows[i]
	}
	own, hasCode := f.find("code")
	whole, hasWhole := f.find("parent_id")
	if f.table.id != breakdownSheet || !hasCode || !hasWhole {
		return [][]*gridRow{pending}
	}
	var all [][]*gridRow
	for len(pending) > 0 {
		waiting := map[string]bool{}
		for _, row := range pending {
			waiting[fold(row.at(own.col).text)] = true
		}
		delete(waiting, "")
		var now, later []*gridRow
		for _, row := range pending {
			if waiting[fold(row.at(whole.col).text)] {
				later = append(later, row)
			} else {
				now = append(now, row)
			}
		}
		if len(now) == 0 { // wholes of each other: their references will be found wanting
			now, later = later, nil
		}
		all, pending = append(all, now), later
	}
	return all
}

// begin reads a row's cells apart from those that refer to its own sheet; nil
// for a blank row.
func (r *resolver) begin(f *filled, row *gridRow) *entry {
	blank := true
	for _, p := range f.placed {
		if c := row.at(p.col); c.kind != 0 {
			blank = false
		}
	}
	if blank {
		return nil
	}
	e := &entry{from: f, row: row, now: f.table.make()}
	if p, ok := f.find(codeField(&f.table)); ok {
		c := row.at(p.col)
		e.typed = c.text
		if c.kind == faulty || c.kind == uncached {
			e.typed = ""
		}
	}
	plainColumns := func(c *column) bool { return !c.self && c.means != asPeriod && c.means != asValue }
	r.cells(e, plainColumns)
	r.early(e)
	r.cells(e, func(c *column) bool { return c.means == asPeriod })
	r.cells(e, func(c *column) bool { return c.means == asValue })
	return e
}

// codeField names the column that holds people's code, "" for tables without.
func codeField(t *table) string {
	if t.id == rulesSheet {
		return "id"
	}
	if t.prefix != "" {
		return "code"
	}
	return ""
}

// cells reads the row's cells in the chosen columns into e.now.
func (r *resolver) cells(e *entry, chosen func(*column) bool) {
	fields := e.now.Fields()
	for i := range e.from.table.columns {
		c := &e.from.table.columns[i]
		if !chosen(c) {
			continue
		}
		p, ok := e.from.find(c.field)
		if !ok {
			continue
		}
		content := e.row.at(p.col)
		switch {
		case content.kind == faulty:
			r.fail(e, c.field, bad("workbook.error-cell"))
			continue
		case content.kind == uncached:
			r.fail(e, c.field, bad("workbook.uncached"))
			continue
		case content.kind == 0 || content.text == "":
			if c.required {
				r.fail(e, c.field, bad("workbook.required"))
			}
			continue
		}
		value, why := r.read(e, c, content)
		if !why.none() {
			r.fail(e, c.field, why)
			continue
		}
		if c.virtual {
			e.help = map[string]string{c.field: value.Text} // no sheet has two
			continue
		}
		e.given |= 1 << i
		if field, ok := fieldOf(fields, c.field); ok {
			field.Set(value)
		}
	}
}

func fieldOf(fields []record.Field, name string) (record.Field, bool) {
	for _, f := range fields {
		if f.Column == name {
			return f, true
		}
	}
	return record.Field{}, false
}

// read gives a cell's meaning as the record holds it.
func (r *resolver) read(e *entry, c *column, content cell) (record.Value, problem) {
	switch c.means {
	case asText:
		text, why := textOf(content, e.from.date04)
		return record.Value{Text: text}, why
	case asCode:
		return codeOf(content)
	case asWord:
		if value, ok := find(c.words, content.text); ok {
			return record.Value{Text: value}, problem{}
		}
		return record.Value{}, bad("workbook.word", "choices", bilingual(c.words))
	case asFlag:
		value, ok := find(c.words, content.text)
		if !ok {
			return record.Value{}, bad("workbook.flag")
		}
		return flagValue(value == yes), problem{}
	case asInt:
		n, why := wholeNumber(content, c.field == "sample_rate")
		return record.Value{Num: n}, why
	case asNumber:
		q, why := plainNumber(content)
		return quantityValue(q), why
	case asDate:
		d, why := dateOf(content, e.from.date04)
		return record.Value{Text: string(d)}, why
	case asPeriod, asValue:
		return r.readFigure(e, c, content)
	}
	return r.readRef(e, c, content)
}

func flagValue(yes bool) record.Value {
	if yes {
		return record.Value{Num: 1}
	}
	return record.Value{}
}

func quantityValue(q core.Quantity) record.Value {
	return record.Value{Num: q.Micro(), Known: q.Known()}
}

// textOf checks a text cell once at the edge: no control characters, no more
// than a field can sensibly hold.
func textOf(c cell, from1904 bool) (string, problem) {
	if c.kind == numeric && c.format == dated {
		if d, why := serialDate(c.text, true, from1904); why.none() {
			return string(d), problem{}
		}
	}
	const limit = 4000
	if len(c.text) > 4*limit || len([]rune(c.text)) > limit {
		return "", bad("workbook.too-long", "limit", strconv.Itoa(limit))
	}
	for _, x := range c.text {
		if x < ' ' && x != '\n' && x != '\t' && x != '\r' || x == 0x7f || x == '\ufffd' {
			return "", bad("workbook.control")
		}
	}
	return c.text, problem{}
}

// codeOf checks a row's code: short, and without the signs that separate codes
// in a list.
func codeOf(c cell) (record.Value, problem) {
	const longest = 40
	text, why := textOf(cell{text: c.text, kind: textual}, false)
	if why.none() && (len([]rune(text)) > longest || strings.ContainsAny(text, "、，,;；\n\t\r")) {
		why = bad("workbook.code", "limit", strconv.Itoa(longest))
	}
	return record.Value{Text: text}, why
}

// overlay brings e.now together with the old row: given cells win, blank cells
// clear the field unless blank means “as it was”, fields without a column stay,
// and so do key and code, by which the row was found.
func (r *resolver) overlay(e *entry) {
	if e.old == nil {
		return
	}
	now, old := e.now.Fields(), e.old.Fields()
	for i, f := range now {
		c := e.from.table.column(f.Column)
		switch {
		case f.Key, c == nil, f.Column == codeField(&e.from.table), !e.from.has(f.Column), e.wrong[f.Column], !e.gave(f.Column) && c.keeps:
			f.Set(old[i].Value())
		}
	}
	r.table(e.now.Table().Name).rows[record.RefOf(e.now).ID] = e.now
}

// readFigure reads a period or a value, for which the row's indicator is needed.
func (r *resolver) readFigure(e *entry, c *column, content cell) (record.Value, problem) {
	x, year := r.indicatorOf(e)
	if x == nil {
		return record.Value{}, problem{key: "workbook.no-indicator"}
	}
	if c.means == asPeriod {
		p, why := periodOf(content, e.from.date04, year)
		if why.none() {
			p, why = releaseOf(p, x)
		}
		return record.Value{Text: p.String()}, why
	}
	if e.from.table.id == figuresSheet && isAbsent(content.text) {
		return record.Value{}, problem{}
	}
	q, why := valueOf(content, x)
	return quantityValue(q), why
}

// sorted orders the faults by sheet as read and row, and cuts the list.
func (r *resolver) sorted() []Wrong {
	place := map[string]int{}
	for i, id := range readOrder() {
		if f := r.book.sheets[id]; f != nil {
			place[f.name] = i + 1
		}
	}
	slices.SortStableFunc(r.wrongs, func(a, b Wrong) int {
		return cmp.Or(cmp.Compare(place[a.Sheet], place[b.Sheet]), cmp.Compare(a.Row, b.Row),
			cmp.Compare(len(a.Column), len(b.Column)), cmp.Compare(a.Column, b.Column))
	})
	if len(r.wrongs) <= maxWrongs {
		return r.wrongs
	}
	// Errors come first into a list that cannot hold all.
	slices.SortStableFunc(r.wrongs, func(a, b Wrong) int { return cmp.Compare(a.Severity, b.Severity) })
	more := Wrong{Key: "workbook.more", Args: []string{"n", strconv.Itoa(len(r.wrongs) - maxWrongs)}}
	if r.errors == 0 {
		more.Severity = plan.Warning
	}
	return append(r.wrongs[:maxWrongs:maxWrongs], more)
}
