package sheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// lastListed is the last row that has drop-down lists and formats.
const lastListed = 20_000

// Template writes the empty workbook: a page that explains every column with
// marked examples, and one sheet for each table with locked headers, drop-down
// lists and formats. lang is "en" or anything else for Chinese.
func Template(out io.Writer, lang string) error {
	return Export(out, Existing{}, lang)
}

// Export writes the filled workbook. Reading it back against the same book
// changes nothing. Text that a spreadsheet could take for a formula is written
// behind an apostrophe. Held and returned observations, which count nowhere, questions
// that were decided, and whatever has no column (release times, sources of plan rows) are left out. It
// fails with errs.Invalid workbook.unit-pair on an indicator whose display unit
// does not go with its storage unit: its figures could not be told.
func Export(out io.Writer, what Existing, lang string) error {
	book := &what.Book
	w := &writer{file: excelize.NewFile(), lang: lang, codes: map[string]string{}, indicators: map[core.IndicatorID]*plan.Indicator{},
		targets: map[core.TargetID]*plan.Target{}, units: map[core.UnitID]*plan.Unit{}, programmes: map[core.ActionID]string{}}
	defer w.file.Close()
	if err := w.prepare(); err != nil {
		return fmt.Errorf("sheet: styles: %w", err)
	}
	for i := range book.Indicators {
		if x := &book.Indicators[i]; x.Unit != "" || x.Display != "" {
			if _, ok := scaleOf(x); !ok {
				return errs.New(errs.Invalid, "workbook.unit-pair", "unit", x.Display, "storage", x.Unit)
			}
		}
	}
	w.indexBook(book)
	rows := sheetRows(&what)
	w.inOrder(rows)
	if err := w.readMe(); err != nil {
		return fmt.Errorf("sheet: read me: %w", err)
	}
	for _, t := range tables() {
		if err := w.sheet(&t, rows[t.id]); err != nil {
			return fmt.Errorf("sheet: write %s: %w", t.id, err)
		}
	}
	if err := w.file.Write(out); err != nil {
		return fmt.Errorf("sheet: write workbook: %w", err)
	}
	return nil
}

// sheetRows sorts the book's rows into sheets.
func sheetRows(what *Existing) map[string][]record.Row {
	rows := map[string][]record.Row{}
	for _, row := range what.Book.Rows() {
		id := ""
		switch x := row.(type) {
		case *plan.Unit:
			id = unitsSheet
		case *plan.Post:
			id = postsSheet
		case *plan.Rule:
			id = rulesSheet
		case *plan.Programme:
			id = programmeSheet
		case *plan.Action:
			id = actionsSheet
		case *plan.Indicator:
			id = indicatorsSheet
		case *plan.Target:
			id = targetsSheet
			if x.Parent != "" {
				id = breakdownSheet
			}
		case *plan.Point:
			id = trajectorySheet
		case *plan.Task:
			id = tasksSheet
		case *plan.Milestone:
			id = milestonesSheet
		}
		rows[id] = append(rows[id], row)
	}
	for i := range what.Progress {
		rows[progressSheet] = append(rows[progressSheet], &what.Progress[i])
	}
	for i := range what.Questions {
		if q := &what.Questions[i]; q.Line.Standing == report.Held {
			rows[questionsSheet] = append(rows[questionsSheet], q)
		}
	}
	for i := range what.Observations {
		if o := &what.Observations[i]; o.Standing != report.Held && o.Standing != report.Returned {
			rows[figuresSheet] = append(rows[figuresSheet], o)
		}
	}
	return rows
}

// writer holds the workbook being written.
type writer struct {
	file       *excelize.File
	lang       string
	started    bool              // the first sheet took over the one excelize begins with
	codes      map[string]string // record table and key → code
	indicators map[core.IndicatorID]*plan.Indicator
	targets    map[core.TargetID]*plan.Target
	units      map[core.UnitID]*plan.Unit
	programmes map[core.ActionID]string // an action's programme, by its code

	head, needed, text, date, wrap, title, example int // styles
}

func (w *writer) prepare() error {
	border := []excelize.Border{{Type: "bottom", Color: "8C8C8C", Style: 1}}
	open := &excelize.Protection{Locked: false}
	middle := &excelize.Alignment{Vertical: "center", WrapText: true}
	dates := "yyyy-mm-dd"
	styles := []struct {
		to *int
		s  excelize.Style
	}{
		{&w.head, excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("EDEDED"), Border: border, Alignment: middle, Protection: &excelize.Protection{Locked: true}}},
		{&w.needed, excelize.Style{Font: &excelize.Font{Bold: true, Color: "A61B1B"}, Fill: fill("EDEDED"), Border: border, Alignment: middle, Protection: &excelize.Protection{Locked: true}}},
		{&w.text, excelize.Style{Protection: open}},
		{&w.date, excelize.Style{Protection: open, CustomNumFmt: &dates}},
		{&w.wrap, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&w.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}}},
		{&w.example, excelize.Style{Font: &excelize.Font{Italic: true, Color: "6B6B6B"}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
	}
	for _, x := range styles {
		id, err := w.file.NewStyle(&x.s)
		if err != nil {
			return err
		}
		*x.to = id
	}
	return nil
}

func fill(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func (w *writer) indexBook(b *plan.Book) {
	for _, row := range b.Rows() {
		ref := record.RefOf(row)
		if code := labelOf(row).code; code != "" {
			w.codes[ref.String()] = code
		}
	}
	for i := range b.Actions {
		w.programmes[b.Actions[i].ID] = w.code("programme", string(b.Actions[i].Programme))
	}
	for i := range b.Indicators {
		w.indicators[b.Indicators[i].ID] = &b.Indicators[i]
	}
	for i := range b.Units {
		w.units[b.Units[i].ID] = &b.Units[i]
	}
	for i := range b.Targets {
		w.targets[b.Targets[i].ID] = &b.Targets[i]
	}
}

// begin makes the next sheet and its stream.
func (w *writer) begin(name string) (*excelize.StreamWriter, error) {
	if err := w.next(name); err != nil {
		return nil, err
	}
	return w.file.NewStreamWriter(name)
}

// next makes the next sheet.
func (w *writer) next(name string) error {
	if !w.started {
		w.started = true
		return w.file.SetSheetName(w.file.GetSheetName(0), name)
	}
	_, err := w.file.NewSheet(name)
	return err
}

// sheet writes one table: header, lists, protection, rows.
func (w *writer) sheet(t *table, rows []record.Row) error {
	name := t.name(w.lang)
	stream, err := w.begin(name)
	if err != nil {
		return err
	}
	if err := w.lists(t); err != nil {
		return err
	}
	if err := w.protect(name); err != nil {
		return err
	}
	header := make([]any, len(t.columns))
	for i := range t.columns {
		c := &t.columns[i]
		style, data := w.head, w.text
		title := c.header(w.lang)
		if c.required {
			style, title = w.needed, title+" *"
		}
		if c.means == asDate {
			data = w.date
		}
		if err := stream.SetColWidth(i+1, i+1, c.width+2); err != nil {
			return err
		}
		if err := stream.SetColStyle(i+1, i+1, data); err != nil {
			return err
		}
		header[i] = excelize.Cell{StyleID: style, Value: title}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := stream.SetRow("A1", header, excelize.RowOpts{Height: 24}); err != nil {
		return err
	}
	for i, row := range rows {
		if err := stream.SetRow(fmt.Sprintf("A%d", i+2), w.row(t, row)); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// protect locks the header; everything below may be changed, sorted and filtered.
func (w *writer) protect(name string) error {
	return w.file.ProtectSheet(name, &excelize.SheetProtectionOptions{
		AutoFilter: true, DeleteRows: true, FormatCells: true, FormatColumns: true, FormatRows: true,
		InsertRows: true, SelectLockedCells: true, SelectUnlockedCells: true, Sort: true, EditObjects: true,
	})
}

// lists adds the drop-down lists: words of enumerations, which are checked, and
// codes of other sheets, beside which a name may be typed.
func (w *writer) lists(t *table) error {
	layout := tables()
	for i := range t.columns {
		c := &t.columns[i]
		v := excelize.NewDataValidation(true)
		v.SetSqref(fmt.Sprintf("%[1]s2:%[1]s%d", letters(i+1), lastListed))
		switch c.means {
		case asWord, asFlag:
			words := choices(c.words, w.lang)
			if err := v.SetDropList(words); err != nil {
				return err
			}
			v.SetError(excelize.DataValidationErrorStyleStop, c.header(w.lang), strings.Join(words, " / "))
		case asUnit, asPost, asProgramme, asAction, asTask, asIndicator, asTarget, asRule:
			other, at := codesOf(layout, c.means)
			if other == nil {
				continue
			}
			v.SetSqrefDropList(fmt.Sprintf("'%s'!$%[2]s$2:$%[2]s$%d", other.name(w.lang), letters(at), lastListed))
		default:
			continue
		}
		if note := c.note(w.lang); note != "" {
			v.SetInput(c.header(w.lang), note)
		}
		if err := w.file.AddDataValidation(t.name(w.lang), v); err != nil {
			return err
		}
	}
	return nil
}

// codesOf finds the sheet and column that hold the codes a column refers to.
func codesOf(layout []table, m meaning) (*table, int) {
	id := map[meaning]string{asUnit: unitsSheet, asPost: postsSheet, asProgramme: programmeSheet, asAction: actionsSheet,
		asTask: tasksSheet, asIndicator: indicatorsSheet, asTarget: targetsSheet, asRule: rulesSheet}[m]
	for i := range layout {
		t := &layout[i]
		if t.id != id {
			continue
		}
		for n := range t.columns {
			if t.columns[n].field == codeField(t) {
				return t, n + 1
			}
		}
	}
	return nil, 0
}
