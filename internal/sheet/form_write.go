package sheet

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/record"
)

// formHead is the row of a form's headers: title, advice and marks stand above.
const formHead = 4

// WriteForm writes a unit's sheet as a workbook in which only the cells to be
// filled in can be changed. Last period, last year and plan stand beside each
// figure, all in the unit of measure named in the row.
func WriteForm(out io.Writer, f Form, lang string) error {
	w := &formWriter{writer: writer{file: excelize.NewFile(), lang: lang}, form: f, numbers: map[int64]int{}}
	defer w.file.Close()
	if err := w.prepareForm(); err != nil {
		return fmt.Errorf("sheet: styles: %w", err)
	}
	for _, t := range formTables() {
		rows := w.rows(t.id)
		if len(rows) == 0 && t.id != dueFigures {
			continue // a unit without tasks has no sheets for them
		}
		if err := w.page(&t, rows); err != nil {
			return fmt.Errorf("sheet: write %s: %w", t.id, err)
		}
	}
	if err := w.file.Write(out); err != nil {
		return fmt.Errorf("sheet: write form: %w", err)
	}
	return nil
}

type formWriter struct {
	writer
	form    Form
	numbers map[int64]int // style of shown figures by decimals
	entries map[int64]int // style of figures to be filled in

	fixed, entry, entryDate int // styles
}

func (w *formWriter) prepareForm() error {
	if err := w.prepare(); err != nil {
		return err
	}
	w.entries = map[int64]int{}
	wrap := &excelize.Alignment{Vertical: "center", WrapText: true}
	dates := "yyyy-mm-dd"
	for _, x := range []struct {
		to *int
		s  excelize.Style
	}{
		{&w.fixed, excelize.Style{Alignment: wrap, Border: lines(), Protection: &excelize.Protection{Locked: true}}},
		{&w.entry, excelize.Style{Alignment: wrap, Border: lines(), Fill: fill(entryColour), Protection: &excelize.Protection{}}},
		{&w.entryDate, excelize.Style{Alignment: wrap, Border: lines(), Fill: fill(entryColour), CustomNumFmt: &dates, Protection: &excelize.Protection{}}},
	} {
		id, err := w.file.NewStyle(&x.s)
		if err != nil {
			return err
		}
		*x.to = id
	}
	return nil
}

// entryColour marks the cells that are to be filled in.
const entryColour = "FFF8DC"

func lines() []excelize.Border {
	var all []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		all = append(all, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
	}
	return all
}

// figure gives the style of an indicator's figures, made at first use.
func (w *formWriter) figure(decimals int64, entry bool) (int, error) {
	known := w.numbers
	s := excelize.Style{Border: lines(), Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "right"}, Protection: &excelize.Protection{Locked: !entry}}
	if entry {
		known, s.Fill = w.entries, fill(entryColour)
	}
	if id, ok := known[decimals]; ok {
		return id, nil
	}
	format := "#,##0"
	if decimals > 0 {
		format += "." + fmt.Sprintf("%0*d", int(decimals), 0)
	}
	s.CustomNumFmt = &format
	id, err := w.file.NewStyle(&s)
	known[decimals] = id
	return id, err
}

// rows gives a sheet's cells by field, row by row.
func (w *formWriter) rows(table string) []map[string]any {
	var rows []map[string]any
	if table == dueFigures {
		for _, l := range w.form.Lines {
			rows = append(rows, w.line(l))
		}
		return rows
	}
	for _, t := range w.form.Tasks {
		if table == dueTasks {
			rows = append(rows, map[string]any{"task_id": t.Task.Code, "name": guard(w.named(t.Task.Name, t.Task.NameEn)), "before": guard(t.Before),
				"done": guard(t.Done), "blocked": guard(t.Blocked), "next": guard(t.Next)})
			continue
		}
		for _, s := range t.Steps {
			rows = append(rows, map[string]any{"task_id": t.Task.Code, "no": s.Milestone.No, "name": guard(w.named(s.Milestone.Name, s.Milestone.NameEn)),
				"due": string(s.Milestone.Due), "done_on": day(s.On)})
		}
	}
	return rows
}

// day is a date as a spreadsheet counts it; one that is none stays as it was typed.
func day(d core.Date) any {
	if n := serialOf(d); n > 0 {
		return n
	}
	return guard(string(d))
}

func (w *formWriter) line(l FormLine) map[string]any {
	x := l.Indicator
	name := w.named(x.Name, x.NameEn)
	if l.Unit.ID != w.form.Unit.ID && l.Unit.Parent != "" {
		name = w.named(l.Unit.Name, l.Unit.NameEn) + " · " + name
	}
	factor, _ := scaleOf(x)
	if kept, ok := lexicon.Kept(w.measured(x), x.Display); ok {
		factor = kept
	}
	shown := func(q core.Quantity) any { return decimalCell(record.Value{Num: q.Micro(), Known: q.Known()}, factor) }
	planned := shown(l.Planned)
	if len(l.Plans) > 0 {
		each := make([]string, len(l.Plans))
		for i, p := range l.Plans {
			each[i] = fmt.Sprint(p.Target.Code, " ", shown(p.Planned))
		}
		planned = guard(strings.Join(each, "\n"))
	}
	var value any = guard(l.Value)
	if x.Accumulation == plan.YesNo {
		shown = w.answer
		if q, err := plan.ReadAnswer(l.Value); err == nil {
			value = w.answer(q)
		}
	} else if q, err := core.ParseQuantity(l.Value); err == nil {
		value = w.typed(q, x)
	}
	return map[string]any{"indicator_id": guard(x.Code), "unit_id": guard(l.Unit.Code), "name": guard(name), "period": l.Period.String(),
		"measure": guard(w.measured(x)), "year_ago": shown(l.YearAgo), "previous": shown(l.Previous), "planned": planned,
		"value": value, "note": guard(l.Note)}
}

// answer is a yes or a no in the form's language, nothing for what is unknown.
func (w *formWriter) answer(q core.Quantity) any {
	if !q.Known() {
		return nil
	}
	return i18n.Answer(i18n.Lang(w.lang), !q.IsZero())
}

// answers lets the figures of yes-no indicators be chosen from a list.
func (w *formWriter) answers(t *table) error {
	at := slices.IndexFunc(t.columns, func(c column) bool { return !c.virtual && c.field == "value" })
	if t.id != dueFigures || at < 0 {
		return nil
	}
	for i, l := range w.form.Lines {
		if l.Indicator.Accumulation != plan.YesNo {
			continue
		}
		words := choices(yesNo(), w.lang)
		v := excelize.NewDataValidation(true)
		v.SetSqref(letters(at+1) + strconv.Itoa(formHead+1+i))
		if err := v.SetDropList(words); err != nil {
			return err
		}
		v.SetError(excelize.DataValidationErrorStyleStop, t.columns[at].header(w.lang), strings.Join(words, " / "))
		if err := w.file.AddDataValidation(t.name(w.lang), v); err != nil {
			return err
		}
	}
	return nil
}

// typed is a figure as typed, in the display unit, restated in the unit of the row.
// One that the row's unit cannot hold keeps its own unit behind it.
func (w *formWriter) typed(q core.Quantity, x *plan.Indicator) any {
	unit := w.measured(x)
	if unit != x.Display {
		restated, err := lexicon.Convert(q, x.Display, unit)
		if err != nil {
			return guard(q.String() + x.Display)
		}
		q = restated
	}
	return decimalCell(record.Value{Num: q.Micro(), Known: q.Known()}, 1)
}

// decimals is how many places a figure has in the unit of the row.
func (w *formWriter) decimals(x *plan.Indicator) int64 {
	if w.lang == english {
		return max(x.Decimals+int64(lexicon.Tenfold(x.Display)), 0)
	}
	return x.Decimals
}

// page writes one sheet: title, advice, marks, header, rows.
func (w *formWriter) page(t *table, rows []map[string]any) error {
	name := t.name(w.lang)
	if err := w.next(name); err != nil {
		return err
	}
	if err := w.landscape(name); err != nil { // a stream begins with the sheet's properties
		return err
	}
	stream, err := w.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := w.protect(name); err != nil {
		return err
	}
	if err := w.answers(t); err != nil {
		return err
	}
	header := make([]any, len(t.columns))
	for i := range t.columns {
		c := &t.columns[i]
		header[i] = excelize.Cell{StyleID: w.head, Value: c.header(w.lang)}
		if !c.virtual && c.field == "value" {
			header[i] = excelize.Cell{StyleID: w.needed, Value: c.header(w.lang) + w.oneUnit() + " *"}
		}
		if err := stream.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: formHead, TopLeftCell: "A" + strconv.Itoa(formHead+1), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := w.top(stream, t); err != nil {
		return err
	}
	if err := stream.SetRow("A"+strconv.Itoa(formHead), header, excelize.RowOpts{Height: 28}); err != nil {
		return err
	}
	for i, row := range rows {
		cells, err := w.cells(t, row, i)
		if err != nil {
			return err
		}
		if err := stream.SetRow("A"+strconv.Itoa(formHead+1+i), cells); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// top writes title and advice, and on the figures' sheet the marks.
func (w *formWriter) top(stream *excelize.StreamWriter, t *table) error {
	last := letters(len(t.columns))
	title, advice := w.words()
	for i, text := range []excelize.Cell{{StyleID: w.title, Value: guard(title)}, {StyleID: w.wrap, Value: advice}} {
		row := strconv.Itoa(i + 1)
		if err := stream.MergeCell("A"+row, last+row); err != nil {
			return err
		}
		if err := stream.SetRow("A"+row, []any{text}, excelize.RowOpts{Height: 32}); err != nil {
			return err
		}
	}
	if t.id != dueFigures {
		return nil
	}
	m := formMarks(w.lang)
	return stream.SetRow("A3", []any{m.unit, guard(w.form.Unit.Code), m.month, w.form.Month.String(), m.revision, w.form.Revision})
}

// words gives title and advice.
func (w *formWriter) words() (title, advice string) {
	m, unit := w.form.Month, w.named(w.form.Unit.Name, w.form.Unit.NameEn)
	if w.lang == english {
		return fmt.Sprintf("%s: sheet for %s", unit, m),
			"Fill in the shaded cells only, in the unit of measure of the row; another unit of the same kind may be written behind the number. Leave a figure blank that does not exist and say why in the remark. Then upload this workbook on the sheet's page: it becomes your draft."
	}
	return fmt.Sprintf("%s%d年%d月填报表", unit, m.Year, m.To),
		"只填底色单元格，按本行的计量单位填数；用同类的其他单位时，把单位写在数字后面。确无数据的留空，并在备注写明原因。填好后在填报页面上传，存为草稿。"
}

// oneUnit names the unit of measure in the header when all rows have the same.
func (w *formWriter) oneUnit() string {
	unit := ""
	for _, l := range w.form.Lines {
		if unit != "" && unit != w.measured(l.Indicator) {
			return ""
		}
		unit = w.measured(l.Indicator)
	}
	switch {
	case unit == "":
		return ""
	case w.lang == english:
		return " (" + unit + ")"
	}
	return "（" + unit + "）"
}

// measured names the unit of measure in which a figure is filled in.
func (w *formWriter) measured(x *plan.Indicator) string {
	return i18n.UnitName(i18n.Lang(w.lang), x.Measure())
}

// cells dresses a row: what may be filled in is shaded and open, the rest locked.
func (w *formWriter) cells(t *table, row map[string]any, n int) ([]any, error) {
	cells := make([]any, len(t.columns))
	for i := range t.columns {
		c := &t.columns[i]
		style, err := w.fixed, error(nil)
		switch c.field {
		case "value":
			style, err = w.figure(w.decimals(w.form.Lines[n].Indicator), true)
		case "year_ago", "previous", "planned":
			if c.field != "planned" || len(w.form.Lines[n].Plans) == 0 { // what several targets plan is text
				style, err = w.figure(w.decimals(w.form.Lines[n].Indicator), false)
			}
		case "note", "done", "blocked", "next":
			style = w.entry
		case "done_on":
			style = w.entryDate
		}
		if err != nil {
			return nil, err
		}
		value := row[c.field]
		if value == "" {
			value = nil
		}
		cells[i] = excelize.Cell{StyleID: style, Value: value}
	}
	return cells, nil
}

// landscape lets the sheet print on A4, as wide as one page.
func (w *formWriter) landscape(name string) error {
	a4, wide, fit, tall := 9, "landscape", 1, 0
	if err := w.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &wide, FitToWidth: &fit, FitToHeight: &tall}); err != nil {
		return err
	}
	yes := true
	return w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes})
}

// named gives the English name to English readers, where there is one.
func (w *formWriter) named(zh, en string) string {
	if w.lang == english && en != "" {
		return en
	}
	return zh
}
