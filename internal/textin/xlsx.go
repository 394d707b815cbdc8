package textin

import (
	"bytes"
	"encoding/xml"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tupo/internal/errs"
	"tupo/internal/textin/unzip"
)

// Bounds of a workbook that is read as a document. A figure's place is the import,
// which takes more.
const (
	maxBookSize  = 32 << 20 // bytes unpacked
	maxBookCells = 400_000  // of all sheets, blank ones before a filled one included
)

// workbook reads the visible sheets: for each a line with its name, then its rows
// as lines with tabs between the cells, as they are displayed; of a formula its
// last result. Hidden sheets, rows and columns are left out, and so are blank rows.
func workbook(b []byte, l Limits) ([]part, error) {
	a, err := unzip.Open(bytes.NewReader(b), int64(len(b)), unzip.Limits{Input: l.Input, Total: maxBookSize})
	if err != nil {
		return nil, err
	}
	hidden, err := allHidden(a)
	if err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{UnzipSizeLimit: maxBookSize, UnzipXMLSizeLimit: maxBookSize})
	if err != nil {
		return nil, errs.New(errs.Invalid, "unzip.damaged").Because(err)
	}
	defer f.Close()
	w := &bookText{limit: l.Text}
	for _, name := range f.GetSheetList() {
		if seen, err := f.GetSheetVisible(name); err != nil || !seen {
			continue
		}
		if err := w.sheet(f, name, hidden[name]); err != nil {
			return nil, err
		}
	}
	return w.parts, nil
}

// bookText gathers the sheets that have something to read.
type bookText struct {
	limit int
	size  int // bytes so far
	cells int
	parts []part
}

func (w *bookText) sheet(f *excelize.File, name string, hidden hiddenColumns) error {
	rows, err := f.Rows(name)
	if err != nil {
		return errs.New(errs.Invalid, "unzip.damaged").Because(err)
	}
	lines, width := []string{plainCell(name)}, 0
	defer rows.Close()
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return errs.New(errs.Invalid, "unzip.damaged").Because(err)
		}
		if w.cells += len(cells) + 1; w.cells > maxBookCells {
			return errs.New(errs.TooLarge, "textin.cells", "limit", strconv.Itoa(maxBookCells))
		}
		if rows.GetRowOpts().Hidden {
			continue
		}
		if s := rowText(cells, hidden, &width); s != "" {
			lines = append(lines, s)
			if w.size += len(s) + 1; w.size > w.limit {
				return tooLarge(int64(w.limit))
			}
		}
	}
	if err := rows.Error(); err != nil {
		return errs.New(errs.Invalid, "unzip.damaged").Because(err)
	}
	if len(lines) > 1 {
		w.parts = append(w.parts, part{name: lines[0], text: strings.Join(lines, "\n") + "\n"})
	}
	return nil
}

// rowText is a row as a line; "" when nothing in it is filled and seen. A row of several
// cells has blank ones at its end up to width, that of the widest before it.
func rowText(cells []string, hidden hiddenColumns, width *int) string {
	var seen []string
	last, filled := 0, 0
	for i, c := range cells {
		if hidden.has(i + 1) {
			continue
		}
		seen = append(seen, plainCell(c))
		if seen[len(seen)-1] != "" {
			last, filled = len(seen), filled+1
		}
	}
	if filled == 0 {
		return ""
	}
	s := strings.Join(seen[:last], "\t")
	if filled > 1 {
		*width = max(*width, min(last, maxSpan))
		s += strings.Repeat("\t", max(0, *width-last))
	}
	return s
}

func plainCell(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s))
}

// hiddenColumns tells by a column's number, 1 for A, that it is hidden.
type hiddenColumns []bool

func (h hiddenColumns) has(col int) bool { return col < len(h) && h[col] }

// allHidden gives the hidden columns of each sheet by its name: the library tells
// them only after it has taken the whole sheet into memory. It reads every part that
// holds cells to its end, for the library stops at damage and says nothing.
func allHidden(a *unzip.Archive) (map[string]hiddenColumns, error) {
	const main, rels = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
	parts, out := map[string]string{}, map[string]hiddenColumns{} // by identifier; by name
	if !a.Has(rels) {
		return nil, errs.New(errs.Invalid, "unzip.damaged")
	}
	if texts := "xl/sharedStrings.xml"; a.Has(texts) {
		if err := a.Walk(texts, unzip.Visitor{}); err != nil {
			return nil, err
		}
	}
	err := a.Walk(rels, unzip.Visitor{Enter: func(e xml.StartElement) error {
		if target := unzip.Attr(e, "Target"); e.Name.Local == "Relationship" {
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			parts[unzip.Attr(e, "Id")] = target
		}
		return nil
	}})
	if err != nil {
		return nil, err
	}
	err = a.Walk(main, unzip.Visitor{Enter: func(e xml.StartElement) error {
		if e.Name.Local != "sheet" {
			return nil
		}
		for _, x := range e.Attr {
			if part := parts[x.Value]; x.Name.Local == "id" && x.Name.Space != "" && a.Has(part) {
				hidden, err := hiddenIn(a, part)
				if err != nil {
					return err
				}
				out[unzip.Attr(e, "name")] = hidden
			}
		}
		return nil
	}})
	return out, err
}

// maxColumn is the last column of a worksheet.
const maxColumn = 16384

func hiddenIn(a *unzip.Archive, name string) (hiddenColumns, error) {
	var out hiddenColumns
	told := 0
	err := a.Walk(name, unzip.Visitor{Enter: func(e xml.StartElement) error {
		if e.Name.Local != "col" {
			return nil
		}
		if told++; told > maxColumn {
			return errs.New(errs.TooLarge, "textin.cells", "limit", strconv.Itoa(maxColumn))
		}
		first, _ := strconv.Atoi(unzip.Attr(e, "min"))
		last, _ := strconv.Atoi(unzip.Attr(e, "max"))
		if v := unzip.Attr(e, "hidden"); v != "1" && v != "true" {
			return nil
		}
		if out == nil {
			out = make(hiddenColumns, maxColumn+1)
		}
		for col := max(first, 1); col <= min(last, maxColumn); col++ {
			out[col] = true
		}
		return nil
	}})
	return out, err
}
