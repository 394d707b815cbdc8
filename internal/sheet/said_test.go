package sheet_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tupo/internal/core"
	"tupo/internal/report"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
)

// everything is the specimen with what its units said of tasks and a figure in question.
func everything() sheet.Existing {
	b, o := sheettest.Book()
	return sheet.Existing{Book: b, Observations: o,
		Progress: []report.Progress{
			{Task: "k1", Period: "2023-08", Done: "主体完工", Percent: core.Whole(60)},
			{Task: "k1", Period: "2023-09", Done: "机电安装", Blocked: "外线供电未接入", Next: "十一月底前通电", Percent: core.Micro(72_500_000)},
			{Task: "k2", Period: "2023-09", Report: "r2", Blocked: "汛期未退"},
		},
		Questions: []sheet.Question{
			{Reporter: "u3", Month: "2023-09", Approved: true, Line: report.Line{Indicator: "i8", Unit: "u6", Period: "2023-09", Value: core.Whole(90), Note: "含续签",
				Doubt: report.Jumps, Cause: report.CauseBatch, Answer: "三季度集中签约", Standing: report.Held}},
			{Reporter: "u3", Month: "2023-08", Line: report.Line{Indicator: "i8", Unit: "u6", Period: "2023-08", Value: core.Whole(2),
				Doubt: report.Falls, Cause: report.CauseOther, Answer: "核减", Standing: report.Verified}},
		}}
}

func written(t testing.TB, what sheet.Existing, lang string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := sheet.Export(&out, what, lang); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What was said of tasks and what is in question come back as they went out, in both
// languages; what was decided already does not travel.
func TestWhatWasSaidTravels(t *testing.T) {
	what := everything()
	for _, lang := range []string{"zh", "en"} {
		raw := written(t, what, lang)
		if in, wrongs := resolve(t, raw, what); len(wrongs) > 0 || len(in.Progress) > 0 || len(in.Questions) > 0 {
			t.Errorf("Resolve(own export, %s) = %d and %d rows, %q, want nothing new", lang, len(in.Progress), len(in.Questions), wrongs)
		}
		in, wrongs := resolve(t, raw, sheet.Existing{})
		if len(wrongs) > 0 || len(in.Progress) != 3 || len(in.Questions) != 1 {
			t.Fatalf("Resolve(export, %s) = %d and %d rows, %q, want 3 and 1", lang, len(in.Progress), len(in.Questions), wrongs)
		}
		again := written(t, sheet.Existing{Book: in.Book, Observations: in.Observations, Progress: in.Progress, Questions: in.Questions}, lang)
		if diff := cmp.Diff(contents(t, raw), contents(t, again)); diff != "" {
			t.Errorf("export of the imported export, %s (-first +second):\n%s", lang, diff)
		}
		got, want := in.Questions[0], what.Questions[0]
		got.Reporter, got.Line.Indicator, got.Line.Unit = want.Reporter, want.Line.Indicator, want.Line.Unit
		if got != want {
			t.Errorf("question comes back as %+v, want %+v", got, want)
		}
	}
}

// What a unit said in a report is not said otherwise by a workbook, and what was
// decided since stays decided.
func TestWhatWasSaidStays(t *testing.T) {
	what := everything()
	raw := written(t, what, "zh")
	now := everything()
	now.Questions[0].Line.Standing = report.Verified
	if in, wrongs := resolve(t, raw, now); !slices.Equal(wrongs, []string{"? 待核实疑点 F2 workbook.question-settled"}) || len(in.Questions) > 0 {
		t.Errorf("Resolve(question decided since) = %d questions, %q", len(in.Questions), wrongs)
	}
	tests := []struct {
		name string
		c    change
		want string
	}{
		{"what a report said", change{"工作进展", "D4", "已退水"}, "工作进展 C4 workbook.reported"},
		{"another answer", change{"待核实疑点", "I2", "另有原因"}, "待核实疑点 F2 workbook.reported"},
		{"more than all", change{"工作进展", "F2", 101}, "工作进展 F2 plan.bounds"},
		{"a quarter", change{"工作进展", "B2", "2023年三季度"}, "工作进展 B2 workbook.month"},
		{"to come", change{"工作进展", "B2", "2024-02"}, "工作进展 B2 report.not-begun"},
		{"no doubt", change{"待核实疑点", "G2", nil}, "待核实疑点 G2 workbook.required"},
		{"no such task", change{"工作进展", "A2", "W9"}, "工作进展 A2 workbook.ref-missing"},
	}
	for _, tt := range tests {
		if _, wrongs := resolve(t, spoil(t, raw, tt.c), what); !slices.Equal(wrongs, []string{tt.want}) {
			t.Errorf("Resolve(%s) tells %q, want %q", tt.name, wrongs, tt.want)
		}
	}
}
