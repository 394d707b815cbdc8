package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tupo/internal/cli"
)

// stranger is a district that nobody here has seen. It fills the template as it
// likes, imports it, files one figure and reads the board; what the board must
// say is worked out by hand, beside the figures.
type stranger struct {
	name, lang, today string
	fill              func(b *strangeBook)
	report            []string // flags of tupo report
	before, after     verdict
	lines             []string // of what people read of the board before the report
}

// verdict is what the board says: lights and completion of the actions, gaps with
// what they are short of, gravest first.
type verdict struct {
	period  string
	actions []string
	gaps    []string
}

func (v verdict) String() string {
	return fmt.Sprintf("%s: %s; gaps %s", v.period, strings.Join(v.actions, ", "), strings.Join(v.gaps, ", "))
}

// strangeBook is the template being filled in; the first fault ends the test.
type strangeBook struct {
	*testing.T
	f *excelize.File
}

func (b *strangeBook) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// rows fills rows under the header: names of columns, then their values.
func (b *strangeBook) rows(sheet string, columns []string, rows ...[]any) {
	b.Helper()
	all, err := b.f.GetRows(sheet)
	b.must(err)
	for i, row := range rows {
		for n, column := range columns {
			at := slices.IndexFunc(all[0], func(h string) bool { return strings.TrimSuffix(h, " *") == column })
			if at < 0 {
				b.Fatalf("sheet %s has no column %s: %q", sheet, column, all[0])
			}
			b.set(sheet, at+1, i+2, row[n])
		}
	}
}

// dressed is a value in a cell with a number format of its own.
type dressed struct {
	value  any
	format string
}

func (b *strangeBook) set(sheet string, column, row int, value any) {
	b.Helper()
	at, err := excelize.CoordinatesToCellName(column, row)
	b.must(err)
	if d, ok := value.(dressed); ok {
		style, err := b.f.NewStyle(&excelize.Style{CustomNumFmt: &d.format})
		b.must(err)
		b.must(b.f.SetCellStyle(sheet, at, at, style))
		value = d.value
	}
	if value != nil {
		b.must(b.f.SetCellValue(sheet, at, value))
	}
}

func percent(share float64) dressed { return dressed{share, "0.0%"} }
func dated(serial int) dressed      { return dressed{serial, "yyyy/m/d"} }

func strangers() []stranger {
	return []stranger{quarterly(), english(), manyYears(), partsAndText(), binding()}
}

// Only quarterly indicators; a ceiling; no breakdown. To June half of the 24 亿元
// of the year is planned: 12. 10.8 is 0.9 of it, yellow, 1.2 short; 10.8 ÷ 24 = 0.45.
// Of at most 20 accidents 10 are planned to June: 9 are met. A due figure that is
// missing counts nought, its light is unknown, and the gap list names it last.
func quarterly() stranger {
	return stranger{name: "quarterly", lang: "zh", today: "2024-08-20",
		fill: func(b *strangeBook) {
			b.rows("单位", []string{"编号", "名称", "类别", "上级单位"}, []any{"510199", "山南县", "本级", nil}, []any{"SWJ", "税务局", "部门", "510199"}, []any{"TJJ", "统计局", "部门", "510199"}, []any{"YJJ", "应急局", "部门", "510199"})
			b.rows("专项年", []string{"名称", "起始年份"}, []any{"提质增效年", 2024})
			b.rows("行动", []string{"名称", "牵头单位"}, []any{"财源安全行动", "税务局"})
			b.rows("指标", []string{"编号", "名称", "计量单位", "方向", "累计方式", "频率", "核实单位"},
				[]any{"SS", "税收收入", "亿元", "不低于", "年内累计", "季度", "统计局"}, []any{"SG", "生产安全事故起数", "起", "≤", "累计", "季报", "统计局"})
			b.rows("目标", []string{"编号", "行动", "指标", "目标值", "牵头单位"}, []any{"M1", 1, "SS", "２４亿元", "SWJ"}, []any{"M2", "财源安全行动", "SG", 20, "YJJ"})
			b.rows("数据", []string{"指标", "单位", "期间", "口径", "数值", "发布日期"}, []any{"SG", "山南县", "2024年二季度", "统计数", "9", dated(45489)})
		},
		report: []string{"--target", "M1", "--period", "2024-Q2", "--value", "108,000万元"},
		before: verdict{"2024-07", []string{"A01 unknown 0"}, []string{"M1 unknown "}},
		after:  verdict{"2024-07", []string{"A01 behind 0.45"}, []string{"M1 behind 1.2"}}}
}

// English names only; growth, a share and a rank, in cells formatted as per cent.
// They are flat and have no completion: 5.0 of 7.5 is 2.5 points short, more than
// one: red; 79.5 of 80 is 0.5 short: yellow; place 4 where 3 is wanted is one
// short: yellow. The gravest has the largest shortfall by its plan: 2.5 ÷ 7.5,
// 1 ÷ 3 (equal, then by code), 0.5 ÷ 80.
func english() stranger {
	return stranger{name: "english", lang: "en", today: "2025-11-14",
		fill: func(b *strangeBook) {
			b.rows("Units", []string{"Code", "Name", "Kind", "Parent"}, []any{"R", "North Harbour", "District", nil}, []any{"COM", "Commerce Office", "Department", "R"}, []any{"STA", "Statistics Office", "Department", "R"})
			b.rows("Programme", []string{"Name", "Start year"}, []any{"Year of Opening", 2025})
			b.rows("Actions", []string{"Name", "Lead unit"}, []any{"Open wider", "COM"})
			b.rows("Indicators", []string{"Code", "Name", "Unit of measure", "Accumulation"}, []any{"G", "Foreign trade growth", "%", "Growth"}, []any{"S", "Share of clean days", "%", "Rate"}, []any{"P", "Rank in the city", "place", "Rank"})
			b.rows("Targets", []string{"Code", "Action", "Indicator", "Target value", "Lead unit"}, []any{"T1", "Open wider", "Foreign trade growth", percent(0.075), "COM"}, []any{"T2", 1, "S", "80%", "COM"}, []any{"T3", 1, "P", 3, "COM"})
			b.rows("Figures", []string{"Indicator", "Unit", "Period", "Basis", "Value"}, []any{"G", "R", "2025-10", "Operational", percent(0.05)}, []any{"S", "R", dated(45931), "operational", "79.5 %"}, []any{"P", "R", "2025-10", "Operational", 4})
		},
		report: []string{"--target", "T1", "--period", "2025-10", "--value", "8"},
		before: verdict{"2025-10", []string{"A01 far-behind none met 0/3"}, []string{"T1 far-behind 2.5", "T3 behind 1", "T2 behind 0.5"}},
		lines:  []string{" 2.5 pp ", " 1 place ", " 0.5 pp "},
		after:  verdict{"2025-10", []string{"A01 behind none met 1/3"}, []string{"T3 behind 1", "T2 behind 0.5"}}}
}

// A programme of three years; columns moved, blank rows, notes, a title over
// merged cells, a hidden sheet, dates as numbers. Cumulated since 2025, 120 公里 by
// the end of 2026 is 5 a month: 80 to April. 60 is 0.75 of it: red, 20 short, half
// of 120. 80 is green, 80 ÷ 120. The task has one of two milestones done, 17 days
// late for none: on track, 0.5.
func manyYears() stranger {
	return stranger{name: "many years", lang: "zh", today: "2026-05-20",
		fill: func(b *strangeBook) {
			b.rows("单位", []string{"编号", "名称", "类别"}, []any{"XQ", "溪川新区", "本级"}, []any{"JT", "交通局", "部门"}, []any{"TJ", "统计局", "部门"})
			b.rows("专项年", []string{"名称", "起始年份", "结束年份"}, []any{"绿道三年行动", 2025, "２０２７年"})
			b.rows("行动", []string{"编号", "名称"}, []any{"L1", "绿道成网"}, []any{"L2", "驿站配套"})
			b.rows("指标", []string{"编号", "名称", "计量单位", "累计方式"}, []any{"LD", "绿道里程", "公里", "跨年累计"})
			b.rows("目标", []string{"编号", "行动", "指标", "年份", "目标值", "牵头单位"}, []any{"D1", "L1", "绿道里程", 2026, 120, "交通局"})
			b.rows("重点工作", []string{"编号", "行动", "名称", "牵头单位", "完成时限"}, []any{"K1", "L2", "建驿站", "JT", dated(46387)})
			b.rows("节点", []string{"重点工作", "名称", "计划日期", "完成日期"}, []any{"K1", "选址", dated(46112), 46101}, []any{"K1", "竣工", "2026年12月20日", nil})
			b.rows("数据", []string{"指标", "单位", "期间", "口径", "数值"}, []any{"LD", "XQ", "2026年4月", "调度数", 60})
			// As people rearrange things: another name, a column to the front, notes, a title, blank rows.
			b.must(b.f.SetSheetName("重点工作", "重点任务"))
			b.must(b.f.UnprotectSheet("目标"))
			b.must(b.f.InsertCols("目标", "A", 2))
			b.set("目标", 1, 1, "备注（内部）")
			b.set("目标", 2, 1, "年份")
			b.set("目标", 1, 2, "市里口头同意")
			b.set("目标", 2, 2, 2026)
			rows, err := b.f.GetRows("目标")
			b.must(err)
			year := slices.Index(rows[0][2:], "年份") + 3
			b.set("目标", year, 1, "原年份列")
			b.must(b.f.InsertRows("目标", 2, 3))
			b.must(b.f.InsertRows("目标", 1, 2))
			b.set("目标", 1, 1, "溪川新区绿道三年行动目标表")
			b.must(b.f.MergeCell("目标", "A1", "H1"))
			_, err = b.f.NewSheet("测算过程")
			b.must(err)
			b.must(b.f.SetSheetVisible("测算过程", false))
		},
		report: []string{"--target", "D1", "--period", "2026-04", "--value", "80", "--reason", "复核"},
		before: verdict{"2026-04", []string{"L1 far-behind 0.5", "L2 on-track 0.5"}, []string{"D1 far-behind 20"}},
		after:  verdict{"2026-04", []string{"L1 on-track 0.666667", "L2 on-track 0.5"}, nil}}
}

// Parts by zone, a typed course, numbers kept as text with full-width digits and
// separators. 5,000 万元 are planned to June; 4,600 is 0.92 of it: yellow, 400
// short, 4,600 ÷ 12,000. The east's own course is even: 3,500 to June; 2,450 is 0.7
// of it: red, 1,050 short. 5,000 for the whole is on plan, 5,000 ÷ 12,000; the
// east stays behind, and a part does not count in its action a second time.
func partsAndText() stranger {
	return stranger{name: "parts and text", lang: "zh", today: "2024-07-18",
		fill: func(b *strangeBook) {
			b.rows("单位", []string{"编号", "名称", "类别", "起始日期"}, []any{"440305", "南滨区", "本级", dated(32874)}, []any{"D", "东园区", "功能区", nil}, []any{"X", "西园区", "功能区", nil}, []any{"TC", "投促局", nil, nil}, []any{"TJJ", "统计局", nil, nil})
			b.rows("专项年", []string{"名称", "起始年份"}, []any{"招商突破年", "2024年"})
			b.rows("行动", []string{"名称"}, []any{"招大引强"})
			b.rows("指标", []string{"编号", "名称", "计量单位"}, []any{"DW", "到位资金", "万元"})
			b.rows("目标", []string{"编号", "行动", "指标", "目标值", "牵头单位"}, []any{"Z1", "招大引强", "到位资金", "１２，０００", "TC"})
			b.rows("分解", []string{"编号", "总目标", "分解维度", "单位", "目标值"}, []any{"Z1-1", "Z1", "园区", "东园区", "7,000"}, []any{"Z1-2", "Z1", "园区", "西园区", "５000 万元"})
			b.rows("时序计划", []string{"目标", "期间", "计划值"}, []any{"Z1", "3月", "２，０００"}, []any{"Z1", "6月", 5000}, []any{"Z1", "12月", "1.2亿元"})
			b.rows("数据", []string{"指标", "单位", "期间", "口径", "数值"}, []any{"DW", "南滨区", "202406", "调度数", "4,600"}, []any{"DW", "D", "2024.6", "调度", "２４５０"}, []any{"DW", "X", "2024/6", "调度数", "2500"})
		},
		report: []string{"--target", "Z1", "--period", "2024-06", "--value", "５，０００", "--reason", "复核"},
		before: verdict{"2024-06", []string{"A01 behind 0.383333"}, []string{"Z1-1 far-behind 1050", "Z1 behind 400"}},
		after:  verdict{"2024-06", []string{"A01 on-track 0.416667"}, []string{"Z1-1 far-behind 1050"}}}
}

// A binding target in 亿美元 with weight 2, an expected one that is done, a yes-no
// of the half-year. 5 × 10 ÷ 12 = 4.17 is planned; 4 is 0.96 of it: yellow,
// 0.17 short. The action has the light of its binding target and
// (2 × 0.8 + 1 × 1) ÷ 3; with 4.5 it is (2 × 0.9 + 1 × 1) ÷ 3.
func binding() stranger {
	return stranger{name: "binding", lang: "en", today: "2026-11-23",
		fill: func(b *strangeBook) {
			b.rows("Units", []string{"Code", "Name", "English name", "Kind"}, []any{"Q", "云港区", "Cloud Harbour", "本级"}, []any{"SW", "商务局", "Commerce Bureau", nil}, []any{"TJ", "统计局", "Statistics Bureau", nil})
			b.rows("Programme", []string{"Name", "Start year", "State"}, []any{"外资年", 2026, "执行中"})
			b.rows("Actions", []string{"Name", "No"}, []any{"稳外资", "１"})
			b.rows("Indicators", []string{"Code", "Name", "Unit of measure", "Direction", "Accumulation", "Frequency"}, []any{"FDI", "实际使用外资", "亿美元", nil, nil, nil}, []any{"NEW", "新设外资企业", "家", "以上", "累计", "每月"}, []any{"OK", "通过营商环境复评", "项", nil, "Yes-no", "半年"})
			b.rows("Targets", []string{"Code", "Action", "Indicator", "Target value", "Binding or expected", "Weight", "Lead unit"}, []any{"F1", "稳外资", "FDI", 5, "约束性", 2, "SW"}, []any{"F2", "稳外资", "NEW", "100家", nil, dressed{1, "0%"}, "SW"}, []any{"F3", "稳外资", "OK", "是", nil, nil, "SW"})
			b.rows("Figures", []string{"Indicator", "Unit", "Period", "Basis", "Value"}, []any{"FDI", "Q", "2026年1-10月", "调度数", "40,000万美元"}, []any{"NEW", "云港区", "2026-10", "Operational", 100}, []any{"OK", "Q", "2026年上半年", "调度数", "是"})
		},
		report: []string{"--target", "F1", "--period", "2026-10", "--value", "4.5", "--reason", "复核"},
		before: verdict{"2026-10", []string{"A01 behind 0.866667 met 1/1"}, []string{"F1 behind 0.17"}},
		after:  verdict{"2026-10", []string{"A01 on-track 0.933333 met 1/1"}, nil}}
}

// On a workbook that nobody here has seen, and after one report, lights,
// completion and gaps are what a hand calculation gives.
func TestStrangers(t *testing.T) {
	for _, x := range strangers() {
		t.Run(x.name, func(t *testing.T) {
			p := newShell(t, x)
			p.run("export", "--template", "-o", "book.xlsx")
			name := filepath.Join(p.dir, "book.xlsx")
			f, err := excelize.OpenFile(name)
			if err != nil {
				t.Fatal(err)
			}
			x.fill(&strangeBook{t, f})
			if err := errorsOf(f.SaveAs(name), f.Close()); err != nil {
				t.Fatal(err)
			}
			p.run("import", "book.xlsx", "--data", "d")
			p.want("after the import", x.before)
			for _, line := range x.lines {
				if out := p.run("board", "--data", "d"); !strings.Contains(out, line) {
					t.Errorf("the board after the import is\n%s\nwant %q in it", out, line)
				}
			}
			p.run(append([]string{"report", "--data", "d"}, x.report...)...)
			p.want("after the report", x.after)
			p.run("export", "--data", "d", "-o", "again.xlsx")
			p.unchanged("again.xlsx")
			p.run("verify", "--data", "d")
		})
	}
}

func errorsOf(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

// shell is a command line in a folder of its own.
type shell struct {
	*testing.T
	tupo     *cli.Program
	dir      string
	out, err bytes.Buffer
}

func newShell(t *testing.T, x stranger) *shell {
	t.Helper()
	p, err := program()
	if err != nil {
		t.Fatal(err)
	}
	s := &shell{T: t, tupo: p, dir: t.TempDir()}
	p.Dir, p.Out, p.Err = s.dir, &s.out, &s.err
	p.Env = func(name string) string { return map[string]string{"TUPO_LANG": x.lang, "TUPO_CLOCK": x.today}[name] }
	return s
}

func (s *shell) run(args ...string) string {
	s.Helper()
	s.out.Reset()
	s.err.Reset()
	if code := s.tupo.Run(s.Context(), args); code != cli.ExitOK {
		s.Fatalf("tupo %q = %d: %s", args, code, s.err.String())
	}
	return s.out.String()
}

// unchanged imports a workbook that says nothing new.
func (s *shell) unchanged(name string) {
	s.Helper()
	var out struct {
		Sheets []struct{ New, Changed, Same int }
	}
	if err := json.Unmarshal([]byte(s.run("import", name, "--data", "d", "--json")), &out); err != nil {
		s.Fatal(err)
	}
	same := 0
	for _, x := range out.Sheets {
		same += x.Same
		if x.New+x.Changed > 0 {
			s.Errorf("importing the export: %+v, want nothing new or changed", out.Sheets)
		}
	}
	if same == 0 {
		s.Errorf("importing the export finds no row: %+v", out.Sheets)
	}
}

// want compares the board with the hand calculation.
func (s *shell) want(when string, want verdict) {
	s.Helper()
	var b struct {
		Period  string
		Actions []struct {
			Code, Light string
			Completion  *float64
			Met, Judged int
		}
		Gaps []struct{ Code, Light, Short string }
	}
	if err := json.Unmarshal([]byte(s.run("board", "--data", "d", "--json")), &b); err != nil {
		s.Fatal(err)
	}
	got := verdict{period: b.Period}
	for _, a := range b.Actions {
		text := a.Code + " " + a.Light + " none"
		if a.Completion != nil {
			text = fmt.Sprintf("%s %s %v", a.Code, a.Light, math.Round(*a.Completion*1e6)/1e6)
		}
		if a.Judged > 0 && (a.Completion == nil || strings.Contains(want.String(), "met")) {
			text += fmt.Sprintf(" met %d/%d", a.Met, a.Judged)
		}
		got.actions = append(got.actions, text)
	}
	for _, g := range b.Gaps {
		got.gaps = append(got.gaps, g.Code+" "+g.Light+" "+g.Short)
	}
	if got.String() != want.String() {
		s.Errorf("board %s:\n%s\nwant\n%s", when, got, want)
	}
}
