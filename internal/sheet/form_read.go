package sheet

import (
	"io"
	"math/big"
	"strconv"
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/i18n"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
)

// Answers are what a filled-in form says, by the form's own order. Rows that were
// taken out of it say nothing.
type Answers struct {
	Lines []LineAnswer
	Tasks []TaskAnswer
	Steps []StepAnswer
}

// LineAnswer is a figure as it would be typed, in the indicator's display unit;
// "" was left blank.
type LineAnswer struct {
	Line  int // of Form.Lines
	Value string
	Note  string
	At    Wrong // where the figure stands, for what is found wrong with it later
}

// TaskAnswer is the month's word on a task.
type TaskAnswer struct {
	Task                int // of Form.Tasks
	Done, Blocked, Next string
}

// StepAnswer is the day on which a milestone was reached; "" says it was not.
type StepAnswer struct {
	Task, Step int // of Form.Tasks and its Steps
	On         core.Date
}

// ReadForm opens a filled-in form; it fails as Read does.
func ReadForm(r io.ReaderAt, size int64, l Limits) (*Workbook, error) {
	return readBook(r, size, l, formTables())
}

// Place tells which unit and month a form says it is for, and the revision that
// it was filled in against: the unit's code and the month as they stand above the
// figures. ok is false when they were taken out.
func (w *Workbook) Place() (unit string, month core.Period, revision int64, ok bool) {
	f := w.sheets[dueFigures]
	if f == nil {
		return "", month, 0, false
	}
	unit = f.beside(func(m marks) string { return m.unit }).text
	month, why := periodOf(f.beside(func(m marks) string { return m.month }), f.date04, 0)
	revision, bad := wholeNumber(f.beside(func(m marks) string { return m.revision }), false)
	return unit, month, revision, unit != "" && why.none() && bad.none()
}

// beside finds the cell to the right of a mark's label, in either language.
func (f *filled) beside(label func(marks) string) cell {
	for i := range f.above {
		cells := f.above[i].cells
		for n := range cells[:max(len(cells)-1, 0)] {
			key := fold(cells[n].text)
			if key == fold(label(formMarks(""))) || key == fold(label(formMarks(english))) {
				return cells[n+1]
			}
		}
	}
	return cell{}
}

// Answers reads what was filled in against the form as it would be written now.
// Rows are found by their codes, wherever they and their columns have been moved
// to. The list holds every fault; unless it is free of errors there are no answers.
func (w *Workbook) Answers(form Form) (Answers, []Wrong) {
	r := &formReader{resolver: *newResolver(w), form: form, seen: map[string]*entry{}}
	for _, x := range w.wrongs {
		r.report(x)
	}
	for _, part := range []struct {
		id   string
		read func(*entry)
	}{{dueFigures, r.line}, {dueTasks, r.task}, {dueMilestones, r.step}} {
		f := w.sheets[part.id]
		if f == nil || !f.whole() {
			continue
		}
		for i := range f.rows {
			if e := (&entry{from: f, row: &f.rows[i]}); !e.blank() {
				part.read(e)
			}
		}
	}
	wrongs := r.sorted()
	if r.errors > 0 {
		return Answers{}, wrongs
	}
	return r.out, wrongs
}

// formReader reads one form's rows; its resolver gathers the faults.
type formReader struct {
	resolver
	form Form
	seen map[string]*entry // sheet and key → the row that gave it
	out  Answers
}

// whole reports whether every column is there that rows are found and read by.
func (f *filled) whole() bool {
	for i := range f.table.columns {
		if c := &f.table.columns[i]; c.required && !f.has(c.field) {
			return false
		}
	}
	return true
}

func (e *entry) blank() bool {
	for _, p := range e.from.placed {
		if e.row.at(p.col).kind != 0 {
			return false
		}
	}
	return true
}

// content gives a row's cell; ok is false when it holds an error or a formula
// without its result, which is reported.
func (r *formReader) content(e *entry, field string) (cell, bool) {
	p, there := e.from.find(field)
	if !there {
		return cell{}, true
	}
	c := e.row.at(p.col)
	switch c.kind {
	case faulty:
		r.fail(e, field, bad("workbook.error-cell"))
		return c, false
	case uncached:
		r.fail(e, field, bad("workbook.uncached"))
		return c, false
	}
	return c, true
}

// text reads a remark.
func (r *formReader) text(e *entry, field string) string {
	c, ok := r.content(e, field)
	if !ok {
		return ""
	}
	text, why := textOf(c, e.from.date04)
	if !why.none() {
		r.fail(e, field, why)
	}
	return text
}

// once refuses a second row of the same key.
func (r *formReader) once(e *entry, field, key string) bool {
	key = e.from.table.id + "\x00" + key
	if first := r.seen[key]; first != nil {
		r.fail(e, field, bad("workbook.twice", "sheet", first.from.name, "row", strconv.Itoa(first.row.no)))
		return false
	}
	r.seen[key] = e
	return true
}

// line reads one figure.
func (r *formReader) line(e *entry) {
	code, ok := r.content(e, "indicator_id")
	whose, also := r.content(e, "unit_id")
	if !ok || !also {
		return
	}
	at := r.lineOf(code.text, whose.text)
	if at < 0 {
		r.fail(e, "indicator_id", bad("workbook.form-not-due", "indicator", shorten(code.text), "unit", shorten(whose.text)))
		return
	}
	if !r.once(e, "indicator_id", strconv.Itoa(at)) {
		return
	}
	x := r.form.Lines[at].Indicator
	answer := LineAnswer{Line: at, Note: r.text(e, "note"), At: e.at("value")}
	if c, ok := r.content(e, "measure"); ok && c.text != "" && !measuredIn(c.text, x) {
		r.fail(e, "measure", bad("workbook.form-measure", "unit", x.Measure()))
	}
	c, ok := r.content(e, "value")
	if ok && c.text != "" && !isAbsent(c.text) {
		var why problem
		if answer.Value, why = typedValue(c, x, r.unitOf(e, x)); !why.none() {
			r.fail(e, "value", why)
		}
	}
	r.out.Lines = append(r.out.Lines, answer)
}

// lineOf finds the figure that a row means, by codes or names; without a unit it
// is the reporting unit's own.
func (r *formReader) lineOf(indicator, unit string) int {
	named := func(text, code, name, nameEn string) bool {
		key := fold(text)
		return key != "" && (key == fold(code) || key == fold(name) || key == fold(nameEn))
	}
	for i, l := range r.form.Lines {
		own := unit == "" && l.Unit.ID == r.form.Unit.ID
		if named(indicator, l.Indicator.Code, l.Indicator.Name, l.Indicator.NameEn) && (own || named(unit, l.Unit.Code, l.Unit.Name, l.Unit.NameEn)) {
			return i
		}
	}
	return -1
}

// unitOf is the unit of measure that a row was written with. A row that lost it is
// read by the language of its column's head.
func (r *formReader) unitOf(e *entry, x *plan.Indicator) string {
	c, _ := r.content(e, "measure")
	spoken := i18n.UnitName(i18n.EN, x.Measure())
	switch {
	case fold(c.text) == fold(spoken):
		return spoken
	case c.text != "":
		return x.Display
	}
	for i := range e.from.table.columns {
		if col := &e.from.table.columns[i]; col.field == "value" && strings.HasPrefix(fold(e.at("value").Header), fold(col.header(english))) {
			return spoken
		}
	}
	return x.Display
}

// measuredIn reports whether the row still says the unit of measure that it was
// written with: a figure in another one would be wrong by its factor.
func measuredIn(text string, x *plan.Indicator) bool {
	if x.Accumulation == plan.YesNo {
		return true // an answer has no factor
	}
	if canonical, ok := lexicon.Canonical(text); ok && canonical == x.Display {
		return true
	}
	return fold(text) == fold(x.Display) || fold(text) == fold(lexicon.English(x.Display))
}

// typedValue reads a figure and writes it as it would be typed in the display
// unit. What a spreadsheet divided is rounded to the six decimals that typing has.
func typedValue(c cell, x *plan.Indicator, unit string) (string, problem) {
	q, why := valueIn(c, x, unit)
	if !why.none() {
		return "", why
	}
	factor, _ := scaleOf(x)
	micro, rest := new(big.Int).QuoRem(big.NewInt(q.Micro()), big.NewInt(factor), new(big.Int))
	if rest.Sign() == 0 {
		return core.Micro(micro.Int64()).String(), problem{}
	}
	if c.kind != numeric {
		return "", bad("workbook.too-fine")
	}
	shown, err := q.Scaled(1, factor)
	if err != nil {
		return "", bad("workbook.too-big")
	}
	return shown.String(), problem{}
}

func (r *formReader) taskOf(e *entry) int {
	c, ok := r.content(e, "task_id")
	if !ok {
		return -1
	}
	for i, t := range r.form.Tasks {
		if key := fold(c.text); key == fold(t.Task.Code) || key == fold(t.Task.Name) {
			return i
		}
	}
	r.fail(e, "task_id", bad("workbook.form-no-task", "task", shorten(c.text)))
	return -1
}

func (r *formReader) task(e *entry) {
	at := r.taskOf(e)
	if at < 0 || !r.once(e, "task_id", strconv.Itoa(at)) {
		return
	}
	r.out.Tasks = append(r.out.Tasks, TaskAnswer{Task: at, Done: r.text(e, "done"), Blocked: r.text(e, "blocked"), Next: r.text(e, "next")})
}

func (r *formReader) step(e *entry) {
	at := r.taskOf(e)
	c, ok := r.content(e, "no")
	if at < 0 || !ok {
		return
	}
	no, why := wholeNumber(c, false)
	found := -1
	for i, s := range r.form.Tasks[at].Steps {
		if why.none() && s.Milestone.No == no {
			found = i
		}
	}
	if found < 0 {
		r.fail(e, "no", bad("workbook.form-no-step", "no", shorten(c.text)))
		return
	}
	if !r.once(e, "no", strconv.Itoa(at)+"/"+strconv.Itoa(found)) {
		return
	}
	answer := StepAnswer{Task: at, Step: found}
	if c, ok := r.content(e, "done_on"); ok && strings.TrimSpace(c.text) != "" {
		if answer.On, why = dateOf(c, e.from.date04); !why.none() {
			r.fail(e, "done_on", why)
		}
	}
	r.out.Steps = append(r.out.Steps, answer)
}

// FormPlace refuses a form that is not the one asked for: of another unit or
// month, of an earlier revision, or without the marks that tell.
func (w *Workbook) FormPlace(form Form) error {
	unit, month, revision, ok := w.Place()
	switch {
	case !ok:
		return errs.Field("file", "workbook.form-unmarked")
	case fold(unit) != fold(form.Unit.Code) || month != form.Month:
		return errs.Field("file", "workbook.form-elsewhere", "unit", unit, "month", month.String(), "want-unit", form.Unit.Code, "want-month", form.Month.String())
	case revision != form.Revision:
		return &errs.Error{Kind: errs.Conflict, Key: "workbook.form-outdated", Field: "file"}
	}
	return nil
}
