package web

import (
	"bytes"

	"tupo/internal/app"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/sheet"
	"tupo/internal/web/page"
)

// sheetBook gives a sheet as a workbook to be filled in.
func (v *visit) sheetBook() error {
	unit, month, err := v.place()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := v.site.App.ExportSheet(v.ctx, v.who, unit, month, &b, string(v.lang)); err != nil {
		return err
	}
	return v.sendBook(v.t("sheet.book.name", "unit", v.r.PathValue("unit"), "period", month.String()), b.Bytes())
}

// bookForm takes a filled-in workbook.
func (f *filler) bookForm() *page.Form {
	return &page.Form{ID: "book", To: sheetURL(f.sheet.Unit, f.sheet.Month) + "/workbook", Files: true, Sections: []page.Section{{Fields: []page.Field{
		{Kind: page.KindFile, Name: "file", ID: "f-book", Label: f.t("sheet.book.file"), Help: f.t("sheet.book.file.help"), Accept: ".xlsx", Required: true}}}},
		Submits: []page.Submit{{Text: f.t("sheet.book.take"), Name: "do", Value: "draft"}}}
}

// takeSheetBook reads a filled-in workbook into the draft. The questions about its
// figures are asked on the page that follows, as for typed ones.
func (v *visit) takeSheetBook() error {
	unit, month, err := v.place()
	if err != nil {
		return err
	}
	_, raw, _, err := v.workbook()
	var out app.SheetBook
	if err == nil {
		out, err = v.site.App.ImportSheet(v.ctx, v.who, unit, month, bytes.NewReader(raw))
	}
	if err != nil && !mendable(err) {
		return err
	}
	s, missing := v.site.App.Sheet(v.ctx, v.who, unit, month)
	if missing != nil {
		return missing
	}
	if err == nil && !out.Failed() {
		key := "sheet.book.taken"
		if len(out.Questions) > 0 {
			key = "sheet.book.questions"
		}
		return v.seeOther(sheetURL(s.Unit, month), key, "n", itoa(len(out.Questions)))
	}
	p, fault := v.sheetPage(s)
	if fault != nil {
		return fault
	}
	if p.Import == nil { // locked in the meantime: there is nothing to mend
		return err
	}
	if err == nil {
		p.Import.Problems, err = v.wrongCells(out.Wrong), errs.Field("file", "import.refused")
	} else {
		v.mark(p.Import, atField(err, "file"))
	}
	return v.refuse(p, err)
}

// wrongCells names each wrong cell by sheet, row and column, with the reason.
func (v *visit) wrongCells(wrong []sheet.Wrong) []page.Problem {
	var out []page.Problem
	for _, w := range wrong {
		if w.Severity == plan.Error {
			out = append(out, page.Problem{Text: v.t("sheet.book.wrong", "sheet", w.Sheet, "row", itoa(w.Row), "column", w.Column,
				"header", w.Header, "value", w.Value, "reason", v.t(w.Key, w.Args...))})
		}
	}
	return out
}
