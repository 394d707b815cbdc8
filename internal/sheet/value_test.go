package sheet

import (
	"bytes"
	"errors"
	"testing"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/sheet/sheettest"
	"tupo/internal/textin/unzip"
)

func TestDateOf(t *testing.T) {
	tests := []struct {
		in   cell
		want core.Date
		why  string
	}{
		{cell{text: "2023-11-14", kind: textual}, "2023-11-14", ""},
		{cell{text: "2023/1/4", kind: textual}, "2023-01-04", ""},
		{cell{text: "2023.11.14", kind: textual}, "2023-11-14", ""},
		{cell{text: "２０２３年１１月１４日", kind: textual}, "2023-11-14", ""},
		{cell{text: "二〇二三年十一月十四日", kind: textual}, "2023-11-14", ""},
		{cell{text: "2023-11-14 08:30:00", kind: textual}, "2023-11-14", ""},
		{cell{text: "20231114", kind: textual}, "2023-11-14", ""},
		{cell{text: "20231114", kind: numeric}, "2023-11-14", ""},
		{cell{text: "45244", kind: numeric}, "2023-11-14", ""},
		{cell{text: "45244.75", kind: numeric, format: dated}, "2023-11-14", ""},
		{cell{text: "61", kind: numeric, format: dated}, "1900-03-01", ""},
		{cell{text: "60", kind: numeric, format: dated}, "", "workbook.date"},
		{cell{text: "-5", kind: numeric, format: dated}, "", "workbook.date"},
		{cell{text: "2023", kind: numeric}, "", "workbook.date"},
		{cell{text: "2023-13-01", kind: textual}, "", "workbook.date"},
		{cell{text: "11月14日", kind: textual}, "", "workbook.date"},
		{cell{text: "2023年11月", kind: textual}, "", "workbook.date"},
		{cell{text: "2023年11月14日前", kind: textual}, "", "workbook.date"},
		{cell{text: "14/11/2023", kind: textual}, "", "workbook.date"},
		{cell{text: "年底", kind: textual}, "", "workbook.date"},
		{cell{text: "1", kind: logical}, "", "workbook.date"},
	}
	for _, tt := range tests {
		if got, why := dateOf(tt.in, false); got != tt.want || why.key != tt.why {
			t.Errorf("dateOf(%q) = %q, %q, want %q, %q", tt.in.text, got, why.key, tt.want, tt.why)
		}
	}
	if got, why := dateOf(cell{text: "43782", kind: numeric, format: dated}, true); got != "2023-11-14" || !why.none() {
		t.Errorf("dateOf(43782 from 1904) = %q, %q, want 2023-11-14", got, why.key)
	}
}

func TestPeriodOf(t *testing.T) {
	tests := []struct {
		in   cell
		year int
		want string
		why  string
	}{
		{cell{text: "2023-10", kind: textual}, 0, "2023-10", ""},
		{cell{text: "2023-01~02", kind: textual}, 0, "2023-01~02", ""},
		{cell{text: "2023-q3", kind: textual}, 0, "2023-Q3", ""},
		{cell{text: "2023H1", kind: textual}, 0, "2023-H1", ""},
		{cell{text: "2023", kind: numeric}, 0, "2023", ""},
		{cell{text: "202310", kind: numeric}, 0, "2023-10", ""},
		{cell{text: "2023/9", kind: textual}, 0, "2023-09", ""},
		{cell{text: "2023.10", kind: textual}, 0, "2023-10", ""},
		{cell{text: "2023-10-01", kind: textual}, 0, "2023-10", ""},
		{cell{text: "45200", kind: numeric, format: dated}, 0, "2023-10", ""},
		{cell{text: "2023年10月", kind: textual}, 0, "2023-10", ""},
		{cell{text: "２０２３年１－２月", kind: textual}, 0, "2023-01~02", ""},
		{cell{text: "2023年三季度", kind: textual}, 0, "2023-Q3", ""},
		{cell{text: "2023年上半年", kind: textual}, 0, "2023-H1", ""},
		{cell{text: "2023年前三季度", kind: textual}, 0, "2023-01~09", ""},
		{cell{text: "2023年", kind: textual}, 0, "2023", ""},
		{cell{text: "10月", kind: textual}, 2023, "2023-10", ""},
		{cell{text: "1—2月", kind: textual}, 2023, "2023-01~02", ""},
		{cell{text: "三季度", kind: textual}, 2023, "2023-Q3", ""},
		{cell{text: "10月", kind: textual}, 0, "", "workbook.period-year"},
		{cell{text: "1-2月", kind: textual}, 0, "", "workbook.period-year"},
		{cell{text: "三季度", kind: textual}, 0, "", "workbook.period-year"},
		{cell{text: "2023.1", kind: numeric}, 0, "", "workbook.period"},
		{cell{text: "45244", kind: numeric, format: dated}, 0, "", "workbook.period"},
		{cell{text: "2023-13", kind: textual}, 0, "", "workbook.period"},
		{cell{text: "2023年10月底前", kind: textual}, 0, "", "workbook.period"},
		{cell{text: "十月革命", kind: textual}, 2023, "", "workbook.period"},
		{cell{text: "", kind: textual}, 0, "", "workbook.period"},
	}
	for _, tt := range tests {
		if got, why := periodOf(tt.in, false, tt.year); got.String() != tt.want || why.key != tt.why {
			t.Errorf("periodOf(%q, %d) = %q, %q, want %q, %q", tt.in.text, tt.year, got, why.key, tt.want, tt.why)
		}
	}
}

func TestReleaseOf(t *testing.T) {
	cumulated := &plan.Indicator{Accumulation: plan.Cumulative, Frequency: plan.Monthly, JanFeb: true}
	flow := &plan.Indicator{Accumulation: plan.Flow, Frequency: plan.Monthly, JanFeb: true}
	stock := &plan.Indicator{Accumulation: plan.Stock, Frequency: plan.Quarterly}
	tests := []struct {
		period    core.Period
		indicator *plan.Indicator
		want      string
	}{
		{core.Month(2023, 10), cumulated, "2023-10"},
		{core.Months(2023, 1, 10), cumulated, "2023-10"},
		{core.Months(2023, 1, 12), cumulated, "2023-12"},
		{core.Month(2023, 2), cumulated, "2023-01~02"},
		{core.Month(2023, 1), cumulated, ""},
		{core.Months(2023, 7, 9), cumulated, ""},
		{core.Months(2023, 1, 2), flow, "2023-01~02"},
		{core.Month(2023, 2), flow, ""},
		{core.Months(2023, 1, 10), flow, ""},
		{core.Month(2023, 9), stock, "2023-Q3"},
		{core.Months(2023, 7, 9), stock, "2023-Q3"},
		{core.Month(2023, 8), stock, ""},
	}
	for _, tt := range tests {
		got, why := releaseOf(tt.period, tt.indicator)
		if got.String() != tt.want || why.none() != (tt.want != "") {
			t.Errorf("releaseOf(%s, %s) = %q, %q, want %q", tt.period, tt.indicator.Accumulation, got, why.key, tt.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"1,234.50", "1234.5"}, {"１２３", "123"}, {"−5", "-5"}, {"+7", "7"}, {".5", "0.5"}, {"5.", "5"}, {"- 3", "-3"},
		{"1,23", ""}, {"12,345,6", ""}, {"", ""}, {"-", ""}, {"1e5", ""}, {"约5", ""}, {"0x10", ""}, {"1.2.3", ""}, {"1 000", ""}, {"٣", ""},
	} {
		n, ok := readNumber(tt.in)
		got := ""
		if ok {
			q, _ := n.times(1, true)
			got = q.String()
		}
		if got != tt.want {
			t.Errorf("readNumber(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	for _, tt := range []struct{ in, want string }{
		{"0.30000000000000004", "0.3"}, {"4.6918500000000003E3", "4691.85"}, {"1E-3", "0.001"}, {"-1.5e6", "-1500000"}, {"12", "12"},
		{"123456789012345678", "123456789012346000"}, {"1e300", "1e300"}, {"", ""}, {"NaN", "NaN"},
	} {
		if got := decimal(tt.in); got != tt.want {
			t.Errorf("decimal(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestFormatOf(t *testing.T) {
	for code, want := range map[string]format{
		"General": plain, "0.00": plain, "#,##0": plain, `0"%"`: plain, `0\%`: plain, "0%": percent, "0.00%;[Red]-0.00%": percent,
		"yyyy-mm-dd": dated, "[$-804]yyyy\"年\"m\"月\"": dated, "h:mm": dated, "[h]:mm": dated, "[Red]0": plain, "[$¥-804]#,##0": plain, `"days" 0`: plain,
	} {
		if got := formatOf(code); got != want {
			t.Errorf("formatOf(%q) = %d, want %d", code, got, want)
		}
	}
}

func TestGuard(t *testing.T) {
	for in, want := range map[string]string{
		"=1": "'=1", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\ta": "'\ta", "\ra": "'\ra", "'=1": "''=1", "''=1": "'''=1", "'a": "'a", "a=1": "a=1", "": "",
	} {
		got := guard(in)
		if got != want || unguard(got) != in {
			t.Errorf("guard(%q) = %q, unguard gives %q, want %q and back", in, got, unguard(got), want)
		}
	}
}

func TestLetters(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := letters(n); got != want || columnOf(want+"12") != n {
			t.Errorf("letters(%d) = %s, columnOf(%s12) = %d, want %s and back", n, got, want, columnOf(want+"12"), want)
		}
	}
}

// No header may name two columns of a sheet, and no sheet name two tables.
func TestLayoutIsUnambiguous(t *testing.T) {
	sheets := map[string]string{}
	for _, x := range tables() {
		for _, name := range append([]string{x.zh, x.en, x.id}, x.also...) {
			if other := sheets[fold(name)]; other != "" && other != x.id {
				t.Errorf("the sheet name %s means %s and %s", name, other, x.id)
			}
			sheets[fold(name)] = x.id
		}
		own := map[string]string{}
		for _, c := range x.columns {
			for _, name := range []string{c.zh, c.en, c.field} {
				if other := own[fold(name)]; other != "" && other != c.field {
					t.Errorf("sheet %s: the header %s means %s and %s", x.id, name, other, c.field)
				}
				own[fold(name)] = c.field
			}
			if c.noteZh == "" || c.noteEn == "" || c.width == 0 {
				t.Errorf("sheet %s: column %s is not explained or has no width", x.id, c.field)
			}
			if _, ok := fieldOf(x.make().Fields(), c.field); !ok && !c.virtual {
				t.Errorf("sheet %s: the record has no field %s", x.id, c.field)
			}
		}
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("单位", "名称", "云溪区", "45244", "n")
	f.Add("Figures", "Period", "2023-10", "1e9", "s")
	f.Add("目标", "目标值", "=1", "0.5", "e")
	f.Fuzz(func(t *testing.T, sheet, header, text, number, kind string) {
		w := &Workbook{sheets: map[string]*filled{}}
		layout := tables()
		x := tableNamed(layout, sheet)
		if x == nil {
			x = &layout[len(sheet)%len(layout)]
		}
		head, row := gridRow{no: 1}, gridRow{no: 2}
		for i, c := range x.columns {
			head.cells = append(head.cells, cell{text: c.zh, col: int16(i + 1), kind: textual})
			value := cell{text: clean(text), col: int16(i + 1), kind: textual}
			if (i+len(kind))%2 == 0 {
				value = cell{text: decimal(number), col: int16(i + 1), kind: numeric, format: format(len(kind) % 3)}
			}
			row.cells = append(row.cells, value)
		}
		head.cells = append(head.cells, cell{text: header, col: 150, kind: textual})
		w.take(*x, &grid{name: x.zh, rows: []gridRow{head, row}})
		b, o := sheettest.Book()
		n := 0
		in, wrongs := w.Resolve(Existing{Book: b, Observations: o}, func() string { n++; return "n" + letters(n) }, "2023-11-14")
		for _, x := range wrongs {
			if x.Severity == plan.Error && len(in.Summary) > 0 {
				t.Errorf("Resolve gives rows beside the error %+v", x)
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(sheettest.Build(sheettest.Minimal()...))
	f.Fuzz(func(t *testing.T, in []byte) {
		w, err := Read(bytes.NewReader(in), int64(len(in)), Limits{Cells: 1000, Rows: 100, Zip: unzip.Limits{Total: 1 << 20}})
		var known *errs.Error
		if err != nil && !errors.As(err, &known) {
			t.Errorf("Read = %v, want an *errs.Error", err)
		}
		if err == nil {
			w.Resolve(Existing{}, func() string { return "x" }, "2023-11-14")
		}
	})
}
