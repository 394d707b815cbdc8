package sheet_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
)

const today core.Date = "2023-11-14"

// ids makes identifiers n1, n2 …
func ids() func() string {
	n := 0
	return func() string {
		n++
		return fmt.Sprintf("n%d", n)
	}
}

func read(t testing.TB, workbook []byte) *sheet.Workbook {
	t.Helper()
	w, err := sheet.Read(bytes.NewReader(workbook), int64(len(workbook)), sheet.Limits{})
	if err != nil {
		t.Fatalf("Read() = %v, want a workbook", err)
	}
	return w
}

func resolve(t testing.TB, workbook []byte, existing sheet.Existing) (sheet.Import, []string) {
	t.Helper()
	in, wrongs := read(t, workbook).Resolve(existing, ids(), today)
	return in, lines(wrongs)
}

// lines shows faults as “sheet A2 key”, warnings with a question mark.
func lines(wrongs []sheet.Wrong) []string {
	var all []string
	for _, w := range wrongs {
		mark := ""
		if w.Severity == plan.Warning {
			mark = "? "
		}
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s%s %s%d %s", mark, w.Sheet, w.Column, w.Row, w.Key)))
	}
	return all
}

func TestSpecimenIsSound(t *testing.T) {
	b, _ := sheettest.Book()
	for _, f := range b.Check() {
		t.Errorf("Book().Check() names %s %s %s %s %v", f.Kind, f.Code, f.Field, f.Key, f.Args)
	}
}

func TestRoundTrip(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		b, o := sheettest.Book()
		var out bytes.Buffer
		if err := sheet.Export(&out, sheet.Existing{Book: b, Observations: o}, lang); err != nil {
			t.Fatalf("Export(%s) = %v", lang, err)
		}
		in, wrongs := resolve(t, out.Bytes(), sheet.Existing{Book: b, Observations: o})
		if diff := cmp.Diff([]string(nil), wrongs); diff != "" {
			t.Errorf("Export(%s), Read, Resolve names faults (-want +got):\n%s", lang, diff)
		}
		for _, c := range in.Summary {
			if c.New != 0 || c.Changed != 0 {
				t.Errorf("Export(%s), Read, Resolve: sheet %s has %d new and %d changed rows, want none", lang, c.Sheet, c.New, c.Changed)
			}
		}
		if len(in.Summary) != 14 {
			t.Errorf("Export(%s), Read, Resolve counts %d sheets, want 14", lang, len(in.Summary))
		}
	}
}

// An export read into an empty district gives the same plan under new
// identifiers: exporting that again gives the same sheets.
func TestExportIntoEmptyDistrict(t *testing.T) {
	b, o := sheettest.Book()
	var first, second bytes.Buffer
	if err := sheet.Export(&first, sheet.Existing{Book: b, Observations: o}, "zh"); err != nil {
		t.Fatal(err)
	}
	in, wrongs := resolve(t, first.Bytes(), sheet.Existing{})
	if len(wrongs) > 0 {
		t.Fatalf("Resolve into an empty district names %q, want nothing", wrongs)
	}
	if err := sheet.Export(&second, sheet.Existing{Book: in.Book, Observations: in.Observations}, "zh"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(contents(t, first.Bytes()), contents(t, second.Bytes())); diff != "" {
		t.Errorf("export of the imported export (-first +second):\n%s", diff)
	}
}

func TestMinimal(t *testing.T) {
	in, wrongs := resolve(t, sheettest.Build(sheettest.Minimal()...), sheet.Existing{})
	want := []string{"? 指标 2 workbook.default-accumulation", "? 指标 3 workbook.default-accumulation", "? 指标 4 workbook.default-accumulation"}
	if diff := cmp.Diff(want, wrongs); diff != "" {
		t.Errorf("Resolve(minimal) faults (-want +got):\n%s", diff)
	}
	var got []string
	for _, u := range in.Book.Units {
		got = append(got, strings.Join([]string{u.Code, u.Name, string(u.Kind), string(u.Parent)}, " "))
	}
	for _, a := range in.Book.Actions {
		got = append(got, fmt.Sprintf("%s %d %s %s", a.Code, a.No, a.Short, a.Programme))
	}
	for _, x := range in.Book.Indicators {
		got = append(got, fmt.Sprintf("%s %s %s %s %s %d %s", x.Code, x.Unit, x.Display, x.Direction, x.Accumulation, x.Decimals, x.Verifier))
	}
	for _, x := range in.Book.Targets {
		got = append(got, fmt.Sprintf("%s %d %s %s %s %s %s", x.Code, x.Year, x.Unit, x.Responsible, x.Value, x.Original, x.Shape))
	}
	expect := []string{
		"U01 云溪区 district ", "U02 统计局 department n1", "U03 发展改革局 department n1", "U04 云东功能区 zone n1", "U05 溪口镇 town n1",
		"A01 1 产业提升 n6", "A02 2 城乡融合 n6",
		"I001 万元 亿元 ge cumulative 2 n2", "I002 % % ge growth 1 n2", "I003 家 家 ge cumulative 0 n2",
		"T0001 2023 n1 n3 12005000 12005000 linear", "T0002 2023 n4  7 7 flat", "T0003 2023 n5  320 320 linear",
	}
	if diff := cmp.Diff(expect, got); diff != "" {
		t.Errorf("Resolve(minimal) rows (-want +got):\n%s", diff)
	}
	if p := in.Book.Programmes[0]; p.Code != "Y2023-1" || p.EndYear != 2023 || p.State != plan.Draft {
		t.Errorf("Resolve(minimal) programme = %+v, want Y2023-1, a draft of 2023", p)
	}
}

// A second import of a workbook without codes finds its rows again.
func TestMinimalTwice(t *testing.T) {
	workbook := sheettest.Build(sheettest.Minimal()...)
	in, _ := resolve(t, workbook, sheet.Existing{})
	again, wrongs := resolve(t, workbook, sheet.Existing{Book: in.Book})
	if len(wrongs) > 0 {
		t.Errorf("second Resolve(minimal) names %q, want nothing", wrongs)
	}
	for _, c := range again.Summary {
		if c.New+c.Changed > 0 {
			t.Errorf("second Resolve(minimal): %+v, want all the same", c)
		}
	}
}

func TestNothingIsImportedFromAWrongWorkbook(t *testing.T) {
	sheets := sheettest.Minimal()
	sheets[4].Rows[2][3] = "约7"
	in, wrongs := resolve(t, sheettest.Build(sheets...), sheet.Existing{})
	if diff := cmp.Diff(sheet.Import{}, in, cmp.AllowUnexported(core.Quantity{})); diff != "" {
		t.Errorf("Resolve of a wrong workbook gives rows:\n%s", diff)
	}
	if len(wrongs) != 4 || wrongs[3] != "目标 D3 workbook.number" {
		t.Errorf("Resolve of a wrong workbook = %q, want three warnings and 目标 D3", wrongs)
	}
}

func TestExistingRowsKeepWhatHasNoColumn(t *testing.T) {
	b, o := sheettest.Book()
	workbook := sheettest.Build(sheettest.Sheet{Name: "Targets", Rows: [][]any{
		{"编号", "行动", "指标", "目标值"}, {"t0005", "A01", "GYZS", 8}}})
	in, wrongs := resolve(t, workbook, sheet.Existing{Book: b, Observations: o})
	if diff := cmp.Diff([]string{"? Targets D2 workbook.target-changed"}, wrongs); diff != "" {
		t.Errorf("Resolve faults (-want +got):\n%s", diff)
	}
	want := b.Targets[4]
	want.Value = core.Whole(8)
	if len(in.Book.Targets) != 1 || len(record.Diff(&want, &in.Book.Targets[0])) > 0 || in.Book.Targets[0].ID != want.ID {
		t.Errorf("Resolve(one target) = %+v, want %+v", in.Book.Targets, want)
	}
}

func TestReportedFigureIsNotOverwritten(t *testing.T) {
	b, o := sheettest.Book()
	head := []any{"指标", "单位", "期间", "口径", "数值", "版次"}
	workbook := sheettest.Build(sheettest.Sheet{Name: "数据", Rows: [][]any{head,
		{"GDTZ", "YD", "2023年1-9月", "调度数", 561},
		{"GDTZ", "云溪区", "2023年1-2月", "统计数", 101.24, "修订数"},
		{"GDTZ", "云溪区", "2021", "统计", "1,001.5"}}})
	_, wrongs := resolve(t, workbook, sheet.Existing{Book: b, Observations: o})
	if diff := cmp.Diff([]string{"数据 E2 workbook.reported"}, wrongs); diff != "" {
		t.Errorf("Resolve faults (-want +got):\n%s", diff)
	}
	workbook = sheettest.Build(sheettest.Sheet{Name: "数据", Rows: [][]any{head,
		{"GDTZ", "云溪区", "2023年1-2月", "统计数", 101.24, "修订数"},
		{"GDTZ", "云溪区", "2021", "统计", "1,001.5"}}})
	in, wrongs := resolve(t, workbook, sheet.Existing{Book: b, Observations: o})
	want := []report.Observation{
		{Indicator: "i1", Unit: "u0", Period: "2023-01~02", Basis: report.Official, Value: core.Whole(1_012_400), Vintage: report.Revised, Standing: report.Verified, Revision: 1, Released: "2023-03-18", Source: "月报"},
		{Indicator: "i1", Unit: "u0", Period: "2021-12", Basis: report.Official, Value: core.Whole(10_015_000), Vintage: report.Preliminary, Standing: report.Verified},
	}
	if diff := cmp.Diff(want, in.Observations, cmp.AllowUnexported(core.Quantity{})); diff != "" || len(wrongs) > 0 {
		t.Errorf("Resolve(figures), faults %q (-want +got):\n%s", wrongs, diff)
	}
}
