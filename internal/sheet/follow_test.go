package sheet_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tupo/internal/plan"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
)

// change puts a value into one cell: a sheet, a cell, what stands there then.
type change struct {
	sheet, cell string
	value       any
}

// spoil gives the specimen's workbook with some cells changed.
func spoil(t testing.TB, raw []byte, changes ...change) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, c := range changes {
		if err := f.SetCellValue(c.sheet, c.cell, c.value); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func specimen(t testing.TB) []byte {
	t.Helper()
	return written(t, everything(), "zh")
}

// faults resolves a workbook where nothing is yet and gives its errors.
func faults(t testing.TB, workbook []byte) []sheet.Wrong {
	t.Helper()
	_, wrongs := read(t, workbook).Resolve(sheet.Existing{}, ids(), today)
	return slices.DeleteFunc(wrongs, func(w sheet.Wrong) bool { return w.Severity == plan.Warning })
}

// What follows from a wrong cell is not told beside it. The last column is in how
// many further places the same stands, which the one message names.
func TestOneCauseOneMessage(t *testing.T) {
	raw := specimen(t)
	tests := []struct {
		name    string
		changes []change
		want    string
		more    int
	}{
		{"last year before the first", []change{{"专项年", "F3", 2022}}, "专项年 F3 plan.years-order", 0},
		{"last year that is none", []change{{"专项年", "F2", "后年"}}, "专项年 F2 workbook.whole", 0},
		{"first year out of all bounds", []change{{"专项年", "E3", 2300}}, "专项年 E3 plan.bounds", 0},
		{"years that no target has", []change{{"专项年", "E3", 2021}, {"专项年", "F3", 2022}}, "目标 F2 workbook.several.year-outside", 5},
		{"code of the programme", []change{{"专项年", "A3", "GJ2022"}}, "行动 A2 workbook.several.ref-missing", 8},
		{"code of a unit", []change{{"单位", "A3", "TJ"}}, "岗位 B3 workbook.several.ref-missing", 12},
		{"code of a unit with a comma", []change{{"单位", "A3", "TJJ、TJ"}, {"岗位", "B3", "TJJ、TJ"}}, "单位 A3 workbook.code", 0},
		{"unit that is its parent's parent", []change{{"单位", "E4", "ZB"}}, "单位 E4 plan.cycle", 0},
		{"unit at the top below another", []change{{"单位", "E2", "YD"}}, "单位 D2 plan.district-below", 0},
		{"parent that is nowhere, targets without a unit", []change{{"单位", "E4", "没有"}, {"目标", "E2", nil}, {"目标", "E5", nil}}, "单位 E4 workbook.ref-missing", 0},
		{"second unit at the top, targets without a unit", []change{{"单位", "D5", "本级"}, {"单位", "E5", nil}, {"目标", "E2", nil}, {"目标", "E5", nil}}, "单位 E5 plan.second-root", 0},
		{"end of a unit", []change{{"单位", "H5", "2019-01-01"}}, "单位 H5 plan.dates-order", 0},
		{"indicator nowhere", []change{{"目标", "D2", "无此"}}, "目标 D2 workbook.ref-missing", 0},
		{"code of an indicator", []change{{"指标", "A3", "GT"}}, "目标 D2 workbook.several.ref-missing", 3},
		{"unit of measure", []change{{"指标", "E3", "12"}}, "指标 E3 workbook.unit-unknown", 0},
		{"direction", []change{{"指标", "I5", "左右"}}, "指标 I5 workbook.word", 0},
		{"frequency", []change{{"指标", "M7", "旬"}}, "指标 M7 workbook.word", 0},
		{"year of a whole", []change{{"目标", "F2", 2300}}, "目标 F2 plan.year-outside", 0},
		{"year of a whole that is none", []change{{"目标", "F2", "今年"}}, "目标 F2 workbook.whole", 0},
		{"programme of a whole", []change{{"目标", "B2", nil}}, "目标 B2 workbook.no-programme", 0},
		{"programme of an action", []change{{"行动", "A2", "无此"}}, "行动 A2 workbook.ref-missing", 0},
		{"code of a target left out, which is the parts'", []change{{"目标", "A4", nil}}, "", 0},
		{"whole of a part", []change{{"分解", "B2", "T9999"}}, "分解 B2 workbook.ref-missing", 0},
		{"part without a target's unit", []change{{"分解", "D3", nil}}, "分解 D3 workbook.required", 0},
		{"part twice", []change{{"分解", "A3", nil}, {"分解", "A4", nil}, {"分解", "B4", "T0001"}, {"分解", "C4", "镇街"}, {"分解", "D4", "XK"}}, "分解 B4 workbook.twice", 0},
		{"target of a planned value", []change{{"时序计划", "A2", nil}}, "时序计划 A2 workbook.required", 0},
		{"end of a task", []change{{"重点工作", "K2", "2019-01-01"}}, "重点工作 K2 plan.dates-order", 0},
		{"lines of a rule", []change{{"亮灯规则", "E2", "多"}}, "亮灯规则 E2 workbook.number", 0},
		{"half of a rate", []change{{"指标", "Q5", "无此"}}, "指标 Q5 workbook.ref-missing", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wrongs := faults(t, spoil(t, raw, tt.changes...))
			got := strings.Join(lines(wrongs), "; ")
			if got != tt.want {
				t.Fatalf("Resolve(%v) tells %q, want %q", tt.changes, got, tt.want)
			}
			if len(wrongs) > 0 && (len(wrongs[0].Also) != tt.more || wrongs[0].Column == "" || wrongs[0].Header == "") {
				t.Errorf("Resolve(%v) = %+v, want a column and %d further places", tt.changes, wrongs[0], tt.more)
			}
		})
	}
}

// Whatever single cell cannot be read, it is told once, with sheet, row and column.
func TestEveryCellIsToldOnce(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(specimen(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var sheets []sheettest.Sheet
	for _, name := range f.GetSheetList()[1:] {
		s := sheettest.Sheet{Name: name}
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			cells := make([]any, len(rows[0]))
			for i, text := range row {
				cells[i] = text
			}
			s.Rows = append(s.Rows, cells)
		}
		sheets = append(sheets, s)
	}
	if before := faults(t, sheettest.Build(sheets...)); len(before) > 0 {
		t.Fatalf("the specimen has %q, want no fault", lines(before))
	}
	tried := 0
	for _, s := range sheets {
		for col, kept := range s.Rows[1] {
			if tried++; testing.Short() && tried%6 != 0 {
				continue
			}
			s.Rows[1][col] = "#REF!\uFFFD"
			wrongs := faults(t, sheettest.Build(sheets...))
			if len(wrongs) != 1 || wrongs[0].Sheet != s.Name || wrongs[0].Row != 2 || wrongs[0].Header != s.Rows[0][col] {
				t.Errorf("Resolve(%s, column %d unreadable) tells %q, want that one cell", s.Name, col+1, lines(wrongs))
			}
			s.Rows[1][col] = kept
		}
	}
	if tried < 150 {
		t.Errorf("%d cells were tried, want a row of every sheet", tried)
	}
}

func TestFiveIndependentFaults(t *testing.T) {
	wrongs := faults(t, spoil(t, specimen(t),
		change{"单位", "D4", "厅局"}, change{"专项年", "G3", "将来"}, change{"指标", "F3", 9},
		change{"目标", "O2", -1}, change{"重点工作", "J2", "开春"}))
	want := []string{"单位 D4 workbook.word", "专项年 G3 workbook.word", "指标 F3 plan.bounds", "目标 O2 plan.weight", "重点工作 J2 workbook.date"}
	if diff := cmp.Diff(want, lines(wrongs)); diff != "" {
		t.Errorf("Resolve(five faults) (-want +got):\n%s", diff)
	}
	for _, w := range wrongs {
		if w.Sheet == "" || w.Row == 0 || w.Column == "" || w.Header == "" {
			t.Errorf("fault %+v, want sheet, row and column", w)
		}
	}
}

// A fault of many places is marked at each of them in the copy.
func TestFaultOfManyPlacesIsMarkedAtEach(t *testing.T) {
	workbook := spoil(t, specimen(t), change{"单位", "A3", "TJ"})
	marked, err := sheet.Annotate(workbook, faults(t, workbook), "zh", func(key string, args ...string) string { return fmt.Sprint(key, args) })
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(marked))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for _, name := range f.GetSheetList() {
		comments, err := f.GetComments(name)
		if err != nil {
			t.Fatal(err)
		}
		n += len(comments)
	}
	if n != 13 {
		t.Errorf("%d cells are marked, want the 13 that name the unit", n)
	}
}
