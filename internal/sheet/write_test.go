package sheet_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tupo/internal/plan"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
)

func template(t testing.TB, lang string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := sheet.Template(&out, lang); err != nil {
		t.Fatalf("Template(%s) = %v", lang, err)
	}
	return out.Bytes()
}

func open(t testing.TB, workbook []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestTemplate(t *testing.T) {
	want := map[string]string{
		"zh": "说明 单位 岗位 专项年 行动 指标 目标 分解 时序计划 重点工作 节点 工作进展 亮灯规则 数据 待核实疑点",
		"en": "Read me|Units|Posts|Programme|Actions|Indicators|Targets|Breakdown|Trajectory|Tasks|Milestones|Progress|Rules|Figures|Questions",
	}
	for lang, sep := range map[string]string{"zh": " ", "en": "|"} {
		f := open(t, template(t, lang))
		if got := strings.Join(f.GetSheetList(), sep); got != want[lang] {
			t.Errorf("Template(%s) sheets = %s, want %s", lang, got, want[lang])
		}
		for _, name := range f.GetSheetList()[1:] {
			checkTemplateSheet(t, f, lang, name)
		}
	}
}

// checkTemplateSheet holds that the header alone is locked and frozen, nothing
// stands below it, and every list is short enough for Excel.
func checkTemplateSheet(t *testing.T, f *excelize.File, lang, name string) {
	rows, err := f.GetRows(name)
	if err != nil || len(rows) != 1 {
		t.Errorf("Template(%s) sheet %s has %d rows, %v, want the header alone", lang, name, len(rows), err)
	}
	if p, err := f.GetSheetProtection(name); err != nil || !p.InsertRows || p.InsertColumns {
		t.Errorf("Template(%s) sheet %s protection = %+v, %v, want rows to be inserted and no columns", lang, name, p, err)
	}
	if p, err := f.GetPanes(name); err != nil || !p.Freeze || p.YSplit != 1 {
		t.Errorf("Template(%s) sheet %s panes = %+v, %v, want one row frozen", lang, name, p, err)
	}
	for cell, want := range map[string]bool{"A1": true, "B5": false} {
		id, err := f.GetCellStyle(name, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if locked := style.Protection == nil || style.Protection.Locked; locked != want {
			t.Errorf("Template(%s) sheet %s cell %s locked = %t, want %t", lang, name, cell, locked, want)
		}
	}
	lists, err := f.GetDataValidations(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(lists) == 0 {
		t.Errorf("Template(%s) sheet %s has no drop-down list", lang, name)
	}
	for _, v := range lists {
		if len([]rune(v.Formula1)) > 255 || v.PromptTitle != nil && len([]rune(*v.PromptTitle)) > 32 || v.Prompt != nil && len([]rune(*v.Prompt)) > 255 ||
			v.ErrorTitle != nil && len([]rune(*v.ErrorTitle)) > 32 || v.Error != nil && len([]rune(*v.Error)) > 255 {
			t.Errorf("Template(%s) sheet %s: list %s %q is longer than Excel allows", lang, name, v.Sqref, v.Formula1)
		}
	}
}

// The example rows of the read-me page must be right themselves: they are put
// into the sheets and imported.
func TestTemplateIsEmptyAndItsExamplesAreRight(t *testing.T) {
	in, wrongs := resolve(t, template(t, "en"), sheet.Existing{})
	if want := []string{"Units 2 workbook.empty"}; !slices.Equal(wrongs, want) || len(in.Summary) != 0 {
		t.Errorf("Resolve(template) = %+v, %q, want %q", in.Summary, wrongs, want)
	}
	for _, lang := range []string{"zh", "en"} {
		f := open(t, template(t, lang))
		rows, err := f.GetRows(f.GetSheetList()[0])
		if err != nil {
			t.Fatal(err)
		}
		at := ""
		for _, row := range rows {
			if len(row) > 0 && row[0] != "" {
				at = row[0]
				continue
			}
			if len(row) < 5 || row[4] == "" {
				continue
			}
			place(t, f, at, row[1], row[4])
		}
		for i, unit := range []string{"QJ", "FGJ", "GX1"} {
			for col, text := range map[string]string{"A": unit, "B": "单位" + unit, "D": map[string]string{"QJ": "本级", "FGJ": "部门", "GX1": "功能区"}[unit]} {
				if err := f.SetCellStr(f.GetSheetList()[1], fmt.Sprintf("%s%d", col, i+3), text); err != nil {
					t.Fatal(err)
				}
			}
		}
		var out bytes.Buffer
		if err := f.Write(&out); err != nil {
			t.Fatal(err)
		}
		in, wrongs := resolve(t, out.Bytes(), sheet.Existing{})
		if len(wrongs) != 1 || !strings.HasSuffix(wrongs[0], "plan.course-ends") || len(in.Book.Targets) != 2 {
			t.Errorf("Resolve(examples %s) = %d targets, %q, want 2 and the trajectory's warning", lang, len(in.Book.Targets), wrongs)
		}
	}
}

// place writes an example below its header.
func place(t *testing.T, f *excelize.File, name, header, value string) {
	t.Helper()
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatalf("read-me names the sheet %s: %v", name, err)
	}
	for i, h := range rows[0] {
		if strings.TrimSuffix(h, " *") == header {
			cell, err := excelize.CoordinatesToCellName(i+1, 2)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStr(name, cell, value); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Errorf("read-me explains %s of sheet %s, which has no such column", header, name)
}

func TestFormulasAreEscaped(t *testing.T) {
	b, o := sheettest.Book()
	for i, name := range []string{"=HYPERLINK(\"http://x\")", "+1", "-2", "@SUM(A1)", "\tx", "'=1"} {
		b.Units[i].NameEn = name
	}
	var out bytes.Buffer
	if err := sheet.Export(&out, sheet.Existing{Book: b, Observations: o}, "zh"); err != nil {
		t.Fatal(err)
	}
	written := map[string]string{}
	for _, row := range contents(t, out.Bytes())["单位"][1:] {
		written[row[0]] = row[2]
	}
	for i, want := range []string{"'=HYPERLINK(\"http://x\")", "'+1", "'-2", "'@SUM(A1)", "'\tx", "''=1"} {
		if got := written[b.Units[i].Code]; got != want {
			t.Errorf("Export of %q writes %q, want %q", b.Units[i].NameEn, got, want)
		}
	}
	for _, name := range open(t, out.Bytes()).GetSheetList() {
		for _, row := range contents(t, out.Bytes())[name] {
			for _, text := range row {
				if text != "" && strings.ContainsAny(text[:1], "=+@\t\r") {
					t.Errorf("Export writes the cell %q on sheet %s", text, name)
				}
			}
		}
	}
}

func TestExportRefusesAnUnknownScale(t *testing.T) {
	b, _ := sheettest.Book()
	b.Indicators[0].Unit = "吨"
	var out bytes.Buffer
	if err := sheet.Export(&out, sheet.Existing{Book: b}, "zh"); fault(err) != "invalid workbook.unit-pair" || out.Len() > 0 {
		t.Errorf("Export(亿元 stored in 吨) = %v and %d bytes, want workbook.unit-pair and none", err, out.Len())
	}
}

func say(key string, args ...string) string { return key + "(" + strings.Join(args, " ") + ")" }

func TestAnnotate(t *testing.T) {
	b, o := sheettest.Book()
	original := sheettest.Build(
		sheettest.Sheet{Name: "数据", Rows: [][]any{{"表"}, {"指标", "单位", "期间", "口径", "数值"}, {"QD", "FGJ", "2022-05", "调度数", "=约5"}, {"没有", "FGJ", 44652, "调度数", 0.5}},
			Formats: map[string]string{"E4": "0.0%"}},
		sheettest.Sheet{Name: "别的", Rows: [][]any{{"x"}}})
	_, wrongs := read(t, original).Resolve(sheet.Existing{Book: b, Observations: o}, ids(), today)
	marked, err := sheet.Annotate(original, wrongs, "zh", say)
	if err != nil {
		t.Fatalf("Annotate = %v", err)
	}
	f := open(t, marked)
	if got := f.GetSheetList(); len(got) != 3 || got[0] != "检查结果" {
		t.Fatalf("Annotate gives sheets %q, want 检查结果 first", got)
	}
	rows := contents(t, marked)
	for cell, want := range map[[2]int]string{
		{1, 5}: "检查结果",
		{2, 5}: "数值: workbook.number()",
		{3, 5}: "指标: workbook.ref-missing(value 没有)",
	} {
		row := rows["数据"][cell[0]]
		if len(row) <= cell[1] || !strings.HasPrefix(row[cell[1]], want) {
			t.Errorf("Annotate row %d = %q, want column F to begin with %q", cell[0]+1, row, want)
		}
	}
	comments, err := f.GetComments("数据")
	if err != nil || len(comments) < 2 || comments[0].Cell != "E3" && comments[1].Cell != "E3" {
		t.Errorf("Annotate comments = %+v, %v, want one at E3", comments, err)
	}
	id, _ := f.GetCellStyle("数据", "E3")
	if style, err := f.GetStyle(id); err != nil || len(style.Fill.Color) == 0 || style.Fill.Color[0] != "F8C9C4" {
		t.Errorf("Annotate style of E3 = %+v, %v, want it coloured", style, err)
	}
	if got := rows["数据"][3][4]; got != "50.0%" {
		t.Errorf("Annotate shows E4 as %q, want its format kept: 50.0%%", got)
	}
	if got := rows["检查结果"]; len(got) != len(wrongs)+1 {
		t.Errorf("Annotate lists %d faults, want %d", len(got)-1, len(wrongs))
	}
	// The marked workbook can be mended and sent again, marks and all.
	again, wrongs2 := resolve(t, marked, sheet.Existing{Book: b, Observations: o})
	if len(wrongs2) != len(wrongs) || len(again.Observations) > 0 {
		t.Errorf("Resolve(marked) = %q, want the same %d faults", wrongs2, len(wrongs))
	}
	twice, err := sheet.Annotate(marked, wrongs[:1], "zh", say)
	if err != nil {
		t.Fatalf("Annotate(marked) = %v", err)
	}
	if rows := contents(t, twice); len(rows["数据"][1]) != 6 || len(rows["检查结果"]) != 2 {
		t.Errorf("Annotate twice gives %q and %d faults, want six columns and one fault", rows["数据"][1], len(rows["检查结果"])-1)
	}
}

func TestAnnotateRefuses(t *testing.T) {
	if _, err := sheet.Annotate([]byte("no"), nil, "zh", say); fault(err) != "invalid unzip.damaged" {
		t.Errorf("Annotate(no workbook) = %v, want unzip.damaged", err)
	}
	big := raw(t, "", "<sheetData>"+strings.Repeat("<row/>", 5<<20)+"</sheetData>", "", "")
	if _, err := sheet.Annotate(big, nil, "zh", say); fault(err) != "too-large workbook.too-large-to-mark" {
		t.Errorf("Annotate(30 MB) = %v, want workbook.too-large-to-mark", err)
	}
}

func TestSeverityOrder(t *testing.T) {
	if plan.Error >= plan.Warning {
		t.Errorf("plan.Error = %d, plan.Warning = %d: errors must sort first", plan.Error, plan.Warning)
	}
}
