package sheet

import (
	"cmp"
	"slices"
	"strconv"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
)

// maxWrongs is how many faults are listed; one more tells how many there are.
const maxWrongs = 500

// entry is one row of a sheet on its way to becoming a row of the book.
type entry struct {
	from   *filled
	row    *gridRow
	now    record.Row        // what it will be
	old    record.Row        // what it was; nil for a new row
	given  uint64            // bit n: the layout's column n was read
	wrong  map[string]bool   // fields whose cells could not be read: reported, or following from what was
	judged map[string]bool   // fields that the check of the whole refused
	help   map[string]string // what virtual columns say
	typed  string            // the code in the cell
	twice  bool              // another row has the same identity: reported, and left out of the whole
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
	locked  map[string]bool // Existing.Locked
	entries []*entry
	index   map[string]*index // by record table
	wrongs  []Wrong
	errors  int
	warned  map[string]bool
	claimed map[string]*entry // record table and key → the workbook's row
	shaped  []*entry          // targets whose shape was left to us

	unsettled []Wrong
	figured   map[core.IndicatorID]bool // of which figures are there already

	programmes []core.ProgrammeID // of the workbook's own sheet

	source      map[string]*entry // by reference, the workbook's rows that are not doubled
	silenced    []Wrong           // what follows from another fault
	spoilt      map[string]bool   // machine name of a sheet, code or name in a wrong row
	codeless    map[string]int    // machine name of a sheet → rows whose code is wrong
	repeated    map[string]*again // faults that are told once for all their places
	unread      map[string]bool   // table and column of which some cell could not be read
	judged      map[string]bool   // and of which the check of the whole refused one
	accounted   map[string]bool   // record table and name: of a row whose code is wrong, as far as can be told
	accountedIn map[string]int    // how many by record table

	typed map[string]bool // record table and code that some row of the workbook gives itself
}

func newResolver(w *Workbook) *resolver {
	return &resolver{book: w, index: map[string]*index{}, warned: map[string]bool{}, claimed: map[string]*entry{},
		figured: map[core.IndicatorID]bool{}, source: map[string]*entry{}, spoilt: map[string]bool{}, codeless: map[string]int{},
		accounted: map[string]bool{}, accountedIn: map[string]int{}, repeated: map[string]*again{},
		unread: map[string]bool{}, judged: map[string]bool{}, typed: map[string]bool{}}
}

// Resolve matches the workbook's rows with what exists, by code or natural key,
// and checks the result as a whole. The list holds every fault, at most 500 and
// then one that counts the rest, ordered by sheet and row; warnings stand
// beside errors. Unless it is free of errors the Import is empty. newID makes
// identifiers for new rows; today completes what a row leaves open.
func (w *Workbook) Resolve(existing Existing, newID func() string, today core.Date) (Import, []Wrong) {
	r := newResolver(w)
	r.newID, r.today, r.locked = newID, today, existing.Locked
	for _, o := range existing.Observations {
		r.figured[o.Indicator] = true
	}
	for _, x := range w.wrongs {
		r.report(x)
	}
	r.indexExisting(existing)
	r.typedCodes()
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
	if len(r.entries) == 0 && r.errors == 0 {
		r.report(w.lacks("workbook.empty"))
	}
	r.typedShapes()
	r.rates()
	r.check(existing)
	r.speak()
	r.gather()
	wrongs := r.sorted()
	if r.errors > 0 {
		return Import{}, wrongs
	}
	imported := r.collect()
	imported.Summary, imported.Loose = summary, r.unsettled
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
	if p, ok := e.from.find(e.seat(field)); ok {
		w.Column, w.Header = letters(p.col), p.header
		w.Value = shorten(e.row.at(p.col).text)
	}
	return w
}

// seat is the column in which a field's fault is to be mended. What a sheet has no
// column for a row takes from elsewhere: a part from its whole, a target's reporter
// from its unit.
func (e *entry) seat(field string) string {
	switch {
	case e.from.has(field):
	case field == "responsible_unit_id":
		return "unit_id"
	case e.from.table.id == breakdownSheet:
		return "parent_id"
	}
	return field
}

func shorten(s string) string {
	const limit = 60
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return s
}

func (r *resolver) fail(e *entry, field string, why problem) {
	r.doubt(e, field)
	r.report(e.fault(field, why))
}

func (e *entry) fault(field string, why problem) Wrong {
	w := e.at(field)
	w.Key, w.Args = why.key, why.args
	return w
}

// mark keeps a field that could not be read from being judged.
func (e *entry) mark(field string) {
	if e.wrong == nil {
		e.wrong = map[string]bool{}
	}
	e.wrong[field] = true
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
			if f.table.id != figuresSheet && !e.twice {
				r.source[record.RefOf(e.now).String()] = e
			}
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

// sorted orders the faults by sheet as read and row, and cuts the list.
func (r *resolver) sorted() []Wrong {
	place := map[string]int{}
	for i, id := range append(readOrder(), dueFigures, dueTasks, dueMilestones) {
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
