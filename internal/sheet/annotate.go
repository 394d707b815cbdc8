package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/textin/unzip"
)

// Translate turns a message key and its arguments into a sentence.
type Translate func(key string, args ...string) string

// maxMarked bounds the unpacked size of a workbook that is marked: unlike
// reading, this holds the whole file in memory.
const maxMarked = 24 << 20

// Annotate gives a copy of the user's workbook with its wrong cells coloured and
// commented, the reasons in a column behind the last, and a first page that
// lists everything. It fails with errs.TooLarge for workbooks that unpack beyond
// 24 MB; the list of faults then has to do.
func Annotate(original []byte, wrongs []Wrong, lang string, translate Translate) ([]byte, error) {
	limits := unzip.Limits{Total: maxMarked}
	if _, err := unzip.Open(bytes.NewReader(original), int64(len(original)), limits); err != nil {
		if errs.Is(err, errs.TooLarge) {
			return nil, errs.New(errs.TooLarge, "workbook.too-large-to-mark").Because(err)
		}
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(original), excelize.Options{UnzipSizeLimit: maxMarked, UnzipXMLSizeLimit: maxMarked})
	if err != nil {
		return nil, errs.New(errs.Invalid, "unzip.damaged").Because(err)
	}
	defer f.Close()
	m := &marker{file: f, lang: lang, translate: translate, styles: map[styleOf]int{}}
	cells := everyPlace(wrongs)
	for _, sheet := range sheetsOf(cells) {
		if err := m.sheet(sheet, cells); err != nil {
			return nil, fmt.Errorf("sheet: mark %s: %w", sheet, err)
		}
	}
	if err := m.list(wrongs); err != nil {
		return nil, fmt.Errorf("sheet: list faults: %w", err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("sheet: write marked workbook: %w", err)
	}
	return out.Bytes(), nil
}

// everyPlace lists a fault of several places at each of them.
func everyPlace(wrongs []Wrong) []Wrong {
	all := slices.Clone(wrongs)
	for _, w := range wrongs {
		for _, p := range w.Also {
			here := w
			here.Sheet, here.Row, here.Column = p.Sheet, p.Row, p.Column
			all = append(all, here)
		}
	}
	return all
}

func sheetsOf(wrongs []Wrong) []string {
	var names []string
	seen := map[string]bool{}
	for _, w := range wrongs {
		if w.Sheet != "" && w.Row > 0 && !seen[w.Sheet] {
			seen[w.Sheet] = true
			names = append(names, w.Sheet)
		}
	}
	return names
}

type styleOf struct {
	style    int
	severity plan.Severity
}

type marker struct {
	file      *excelize.File
	lang      string
	translate Translate
	styles    map[styleOf]int // by the cell's own style
}

// actual finds the sheet's name as the file spells it: ours was trimmed.
func (m *marker) actual(name string) (string, bool) {
	for _, s := range m.file.GetSheetList() {
		if clean(s) == name {
			return s, true
		}
	}
	return "", false
}

// sheet marks one sheet's cells and fills the column of reasons.
func (m *marker) sheet(name string, wrongs []Wrong) error {
	actual, ok := m.actual(name)
	if !ok {
		return nil
	}
	reasons, comments, head, cells := map[int]string{}, map[string]string{}, 0, []Wrong{}
	for _, w := range wrongs {
		if w.Sheet != name || w.Row == 0 {
			continue
		}
		text := m.sentence(w)
		reasons[w.Row] = join(reasons[w.Row], text)
		if head == 0 || w.Row < head {
			head = w.Row
		}
		if w.Column != "" {
			ref := w.Column + strconv.Itoa(w.Row)
			if comments[ref] == "" {
				cells = append(cells, w)
			}
			comments[ref] = join(comments[ref], text)
		}
	}
	column, headRow, err := m.remarkColumn(actual)
	if err != nil {
		return err
	}
	if err := m.file.SetCellStr(actual, column+strconv.Itoa(headRow), m.remark()); err != nil {
		return err
	}
	for row, text := range reasons {
		if row == headRow {
			continue // faults of the header are on the first page and in comments
		}
		if err := m.file.SetCellStr(actual, column+strconv.Itoa(row), guard(text)); err != nil {
			return err
		}
	}
	for _, w := range cells {
		if err := m.cell(actual, w, comments[w.Column+strconv.Itoa(w.Row)]); err != nil {
			return err
		}
	}
	return nil
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

// sentence names the column, because a row's reasons stand together.
func (m *marker) sentence(w Wrong) string {
	text := m.translate(w.Key, w.Args...)
	if w.Header != "" {
		text = w.Header + ": " + text
	}
	return text
}

// cell colours one cell, keeping its number format, and hangs the reason on it.
func (m *marker) cell(sheet string, w Wrong, text string) error {
	ref := w.Column + strconv.Itoa(w.Row)
	id, err := m.file.GetCellStyle(sheet, ref)
	if err != nil {
		return err
	}
	key := styleOf{id, w.Severity}
	marked, ok := m.styles[key]
	if !ok {
		style, err := m.file.GetStyle(id)
		if err != nil {
			return err
		}
		style.Fill = fill("F8C9C4")
		if w.Severity == plan.Warning {
			style.Fill = fill("FBE9B0")
		}
		if marked, err = m.file.NewStyle(style); err != nil {
			return err
		}
		m.styles[key] = marked
	}
	if err := m.file.SetCellStyle(sheet, ref, ref, marked); err != nil {
		return err
	}
	if err := m.file.DeleteComment(sheet, ref); err != nil {
		return err
	}
	return m.file.AddComment(sheet, excelize.Comment{Cell: ref, Author: "Tupo", Text: text})
}

// remarkColumn finds the column for reasons: that of an earlier check, emptied,
// or the one behind the last. It also tells the header's row.
func (m *marker) remarkColumn(sheet string) (column string, head int, err error) {
	rows, err := m.file.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		return "", 0, err
	}
	last := 0
	for i, row := range rows {
		last = max(last, len(row))
		for n, text := range row {
			if i < headerWindow && isRemark(text) {
				return m.cleared(sheet, letters(n+1), i+1, len(rows))
			}
		}
	}
	head = 1
	if t := tableNamed(tables(), clean(sheet)); t != nil {
		head = headerRow(t, rows)
	}
	return letters(min(last, maxColumns) + 1), head, nil
}

func headerRow(t *table, rows [][]string) int {
	best, hits, known := 1, 0, t.headers()
	for i := range min(headerWindow, len(rows)) {
		n := 0
		for _, text := range rows[i] {
			if known.named(text) != nil {
				n++
			}
		}
		if n > hits {
			best, hits = i+1, n
		}
	}
	return best
}

func (m *marker) cleared(sheet, column string, head, last int) (string, int, error) {
	for row := head + 1; row <= last; row++ {
		if err := m.file.SetCellStr(sheet, column+strconv.Itoa(row), ""); err != nil {
			return "", 0, err
		}
	}
	return column, head, nil
}

// remark names the column of reasons and the page of faults.
func (m *marker) remark() string {
	if m.lang == english {
		return remarkEn
	}
	return remarkZh
}

// list writes the page of all faults and puts it first.
func (m *marker) list(wrongs []Wrong) error {
	name := m.remark()
	if _, there := m.actual(name); there {
		if err := m.file.DeleteSheet(name); err != nil {
			return err
		}
	}
	if _, err := m.file.NewSheet(name); err != nil {
		return err
	}
	if err := m.file.MoveSheet(name, m.file.GetSheetList()[0]); err != nil {
		return err
	}
	head := []any{}
	for _, key := range []string{"kind", "sheet", "row", "column", "value", "reason"} {
		head = append(head, m.translate("workbook.mark."+key))
	}
	if err := m.file.SetSheetRow(name, "A1", &head); err != nil {
		return err
	}
	for i, w := range wrongs {
		kind := m.translate("workbook.mark.error")
		if w.Severity == plan.Warning {
			kind = m.translate("workbook.mark.warning")
		}
		row := []any{kind, guard(w.Sheet), nil, guard(join2(w.Column, w.Header)), guard(w.Value), guard(m.translate(w.Key, w.Args...))}
		if w.Row > 0 {
			row[2] = w.Row
		}
		if err := m.file.SetSheetRow(name, "A"+strconv.Itoa(i+2), &row); err != nil {
			return err
		}
	}
	for column, width := range map[string]float64{"A": 8, "B": 14, "C": 8, "D": 20, "E": 24, "F": 80} {
		if err := m.file.SetColWidth(name, column, column, width); err != nil {
			return err
		}
	}
	index, err := m.file.GetSheetIndex(name)
	if err != nil {
		return err
	}
	m.file.SetActiveSheet(index)
	return nil
}

func join2(column, header string) string {
	if column == "" {
		return header
	}
	return column + " " + header
}
