package sheet_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/sheet"
)

// form is the October sheet of a bureau: investment in 亿元 of its own and of a
// zone, a rate, a rank, and a task with two milestones.
func form() sheet.Form {
	bureau, zone := &plan.Unit{ID: "b", Code: "FGJ", Name: "发改局", NameEn: "Development Bureau", Parent: "r"}, &plan.Unit{ID: "z", Code: "ZQ1", Name: "东区", NameEn: "East Zone", Parent: "r"}
	invest := &plan.Indicator{ID: "i", Code: "INV", Name: "固定资产投资", NameEn: "Investment", Unit: "万元", Display: "亿元", Decimals: 2, Accumulation: plan.Cumulative, Frequency: plan.Monthly}
	rate := &plan.Indicator{ID: "r", Code: "RATE", Name: "开工率", NameEn: "Start rate", Unit: "%", Display: "%", Decimals: 1, Accumulation: plan.Rate, Frequency: plan.Monthly}
	rank := &plan.Indicator{ID: "k", Code: "RANK", Name: "位次", NameEn: "Rank", Unit: "名次", Display: "名次", Accumulation: plan.Rank, Frequency: plan.Monthly}
	month := core.Month(2023, 10)
	return sheet.Form{District: &plan.District{Name: "样区"}, Unit: bureau, Month: month, Revision: 3,
		Lines: []sheet.FormLine{
			{Indicator: invest, Unit: bureau, Period: month, Previous: core.Whole(2_000_000), YearAgo: core.Whole(1_500_000), Planned: core.Whole(2_400_000), Value: "266.4", Note: "=快报"},
			{Indicator: invest, Unit: zone, Period: month, Planned: core.Whole(800_000)},
			{Indicator: rate, Unit: bureau, Period: month, Previous: core.Micro(88_500_000)},
			{Indicator: rank, Unit: bureau, Period: month},
		},
		Tasks: []sheet.FormTask{{Task: &plan.Task{ID: "t", Code: "K01", Name: "建成一期"}, Done: "封顶", Steps: []sheet.FormStep{
			{Milestone: plan.Milestone{ID: "m1", No: 1, Name: "封顶", Due: "2023-06-30"}, On: "2023-07-02"}, {Milestone: plan.Milestone{ID: "m2", No: 2, Name: "验收", Due: "2023-12-20"}}}}}}
}

func formBook(t *testing.T, lang string) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.WriteForm(&b, form(), lang); err != nil {
		t.Fatalf("WriteForm(%s) = %v", lang, err)
	}
	return open(t, b.Bytes())
}

func answers(t *testing.T, f *excelize.File) (sheet.Answers, []sheet.Wrong) {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	w, err := sheet.ReadForm(bytes.NewReader(b.Bytes()), int64(b.Len()), sheet.Limits{})
	if err != nil {
		t.Fatalf("ReadForm() = %v", err)
	}
	if err := w.FormPlace(form()); err != nil {
		t.Fatalf("FormPlace() = %v", err)
	}
	return w.Answers(form())
}

// said prints answers: value and note of each line, then tasks and steps.
func said(a sheet.Answers) string {
	var b strings.Builder
	for _, l := range a.Lines {
		fmt.Fprintf(&b, "%d=%s", l.Line, l.Value)
		if l.Note != "" {
			b.WriteString("(" + l.Note + ")")
		}
		b.WriteString(" ")
	}
	for _, x := range a.Tasks {
		b.WriteString("task " + x.Done + "|" + x.Blocked + "|" + x.Next + " ")
	}
	for _, x := range a.Steps {
		fmt.Fprintf(&b, "step %d %s ", x.Step, x.On)
	}
	return strings.TrimSpace(b.String())
}

// What stands in a form comes back as it was written, in both languages.
func TestFormComesBack(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		got, wrong := answers(t, formBook(t, lang))
		if want := "0=266.4(=快报) 1= 2= 3= task 封顶|| step 0 2023-07-02 step 1"; len(wrong) > 0 || said(got) != want {
			t.Errorf("Answers(%s) = %q, %+v; want %q", lang, said(got), wrong, want)
		}
	}
}

// Beside each figure stand last period, last year and plan in its own unit; only
// cells to be filled in are open, and what looks like a formula is none.
func TestFormHelps(t *testing.T) {
	f := formBook(t, "zh")
	for cell, want := range map[string]string{"F5": "150.00", "G5": "200.00", "H5": "240.00", "I5": "266.40", "E5": "亿元", "J5": "'=快报", "H6": "80.00", "G7": "88.5", "C6": "东区 · 固定资产投资"} {
		if got, err := f.GetCellValue("应报数据", cell); got != want || err != nil {
			t.Errorf("%s = %q, %v; want %q", cell, got, err, want)
		}
	}
	for cell, locked := range map[string]bool{"A5": true, "E5": true, "H5": true, "I5": false, "J5": false, "I4": true} {
		id, err := f.GetCellStyle("应报数据", cell)
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Protection == nil || s.Protection.Locked; got != locked {
			t.Errorf("%s locked = %t, want %t", cell, got, locked)
		}
	}
}

// Figures as people type and paste them are read rightly, or refused by row,
// column and reason.
func TestFormFigures(t *testing.T) {
	tests := []struct {
		name   string
		cell   string
		value  any
		format string
		want   string // of line 1, 2 or 3, or the fault's key
	}{
		{"full width", "I6", "８０．５", "", "1=80.5"},
		{"thousands", "I6", "1,234.56", "", "1=1234.56"},
		{"full-width thousands", "I6", "１，２３４", "", "1=1234"},
		{"bad thousands", "I6", "1,23", "", "I6 workbook.number"},
		{"number as text", "I6", "80.50", "", "1=80.5"},
		{"number", "I6", 80.5, "", "1=80.5"},
		{"a third", "I6", 1.0 / 3, "", "1=0.333333"},
		{"too fine typed", "I6", "0.0000001", "", "I6 workbook.too-fine"},
		{"same unit", "I6", "80.5亿元", "", "1=80.5"},
		{"another unit of money", "I6", "８０５，０００万元", "", "1=80.5"},
		{"wrong unit", "I6", "80.5吨", "", "I6 workbook.unit-mismatch"},
		{"per cent of money", "I6", 0.5, "0%", "I6 workbook.percent"},
		{"about", "I6", "约80", "", "I6 workbook.number"},
		{"none", "I6", "无数据", "", "1="},
		{"error", "I6", "#DIV/0!", "", "I6 workbook.number"},
		{"per cent format", "I7", 0.075, "0.0%", "2=7.5"},
		{"per cent sign", "I7", "7.5%", "", "2=7.5"},
		{"points are no per cent", "I7", "7.5个百分点", "", "I7 workbook.unit-mismatch"},
		{"a date", "I7", 45000, "yyyy-mm-dd", "I7 workbook.number"},
		{"rank", "I8", "３", "", "3=3"},
		{"changed unit column", "E6", "万元", "", "E6 workbook.form-measure"},
		{"another indicator", "A6", "GDP", "", "A6 workbook.form-not-due"},
		{"another unit", "B6", "ZQ2", "", "B6 workbook.form-not-due"},
		{"twice", "B6", "FGJ", "", "A6 workbook.twice"},
		{"by name", "A6", "固定资产投资", "", "1="},
		{"control", "J6", "a\ufffdb", "", "J6 workbook.control"},
	}
	for _, test := range tests {
		f := formBook(t, "zh")
		check := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		check(f.SetCellValue("应报数据", test.cell, test.value))
		if test.format != "" {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &test.format})
			check(err)
			check(f.SetCellStyle("应报数据", test.cell, test.cell, style))
		}
		got, wrong := answers(t, f)
		if len(wrong) > 0 {
			if text := fmt.Sprintf("%s%d %s", wrong[0].Column, wrong[0].Row, wrong[0].Key); len(got.Lines) > 0 || text != test.want && "B"+text[1:] != test.want {
				t.Errorf("%s: Answers() = %q, %s; want %s", test.name, said(got), text, test.want)
			}
			continue
		}
		if !strings.Contains(" "+said(got)+" ", " "+test.want+" ") {
			t.Errorf("%s: Answers() = %q, want %q in it", test.name, said(got), test.want)
		}
	}
}

// Columns and rows may be moved, rows and helping columns taken out.
func TestFormMoved(t *testing.T) {
	f := formBook(t, "en")
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	const name = "Figures due"
	check(f.RemoveCol(name, "H"))
	check(f.RemoveRow(name, 7))
	check(f.InsertCols(name, "C", 2))
	check(f.InsertRows(name, 5, 2))
	rows, err := f.GetRows(name)
	check(err)
	for i := range rows[3] { // the headers moved with their columns
		if strings.HasPrefix(rows[3][i], "This period") {
			check(f.SetCellStr(name, fmt.Sprintf("%c8", 'A'+i), "80"))
		}
	}
	got, wrong := answers(t, f)
	// 80 stands in a row of “bn yuan”: the sheet's unit is 亿元.
	if want := "0=266.4(=快报) 1=800 3= task 封顶|| step 0 2023-07-02 step 1"; len(wrong) > 0 || said(got) != want {
		t.Errorf("Answers(moved) = %q, %+v; want %q", said(got), wrong, want)
	}
	check(f.SetCellStr(name, "A4", ""))
	if _, wrong := answers(t, f); len(wrong) != 1 || wrong[0].Key != "workbook.column-missing" {
		t.Errorf("Answers(without codes) = %+v, want the missing column", wrong)
	}
}

// A date is read in any usual form; one that is none is refused.
func TestFormDates(t *testing.T) {
	for value, want := range map[any]string{"2023/10/9": "step 1 2023-10-09", "２０２３年１０月９日": "step 1 2023-10-09", 45208: "step 1 2023-10-09", "十月": "workbook.date"} {
		f := formBook(t, "zh")
		if err := f.SetCellValue("应报节点", "E6", value); err != nil {
			t.Fatal(err)
		}
		got, wrong := answers(t, f)
		if len(wrong) > 0 && wrong[0].Key == want && wrong[0].Row == 6 && wrong[0].Column == "E" {
			continue
		}
		if len(wrong) > 0 || !strings.Contains(said(got), want) {
			t.Errorf("Answers(%v) = %q, %+v; want %s", value, said(got), wrong, want)
		}
	}
}

// The sheet of another unit or month, an outdated one and one that no longer says
// what it is are refused.
func TestFormPlace(t *testing.T) {
	for _, test := range []struct {
		cell, value, key string
		kind             errs.Kind
	}{
		{"B3", "GXJ", "workbook.form-elsewhere", errs.Invalid}, {"D3", "2023-09", "workbook.form-elsewhere", errs.Invalid},
		{"F3", "2", "workbook.form-outdated", errs.Conflict}, {"A3", "", "workbook.form-unmarked", errs.Invalid}, {"D3", "月", "workbook.form-unmarked", errs.Invalid},
	} {
		f := formBook(t, "zh")
		if err := f.SetCellValue("应报数据", test.cell, test.value); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		w, err := sheet.ReadForm(bytes.NewReader(b.Bytes()), int64(b.Len()), sheet.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		err = w.FormPlace(form())
		if all := errs.All(err); len(all) != 1 || all[0].Key != test.key || all[0].Kind != test.kind {
			t.Errorf("FormPlace(%s = %q) = %v, want %s", test.cell, test.value, err, test.key)
		}
	}
}
