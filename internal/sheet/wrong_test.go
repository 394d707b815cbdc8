package sheet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
)

// one builds a workbook of one sheet and resolves it against the specimen book.
func one(t *testing.T, s sheettest.Sheet) (sheet.Import, []string) {
	t.Helper()
	b, o := sheettest.Book()
	return resolve(t, sheettest.Build(s), sheet.Existing{Book: b, Observations: o})
}

func TestWrongCells(t *testing.T) {
	targets := []any{"编号", "专项年", "行动", "指标", "单位", "年份", "目标值", "确保值", "力争值", "责任单位", "权重", "方式", "接手日期"}
	target := func(change map[int]any) [][]any {
		row := []any{"T0099", "GJ2023", "A01", "QD", "YD", 2023, 60, nil, nil, nil, nil, nil, nil}
		for i, v := range change {
			row[i] = v
		}
		return [][]any{targets, row}
	}
	with := func(rows [][]any, more ...any) [][]any { return append(rows, more) }
	const extra = "? 目标 L1 workbook.column-unknown"
	tests := []struct {
		name string
		s    sheettest.Sheet
		want []string
	}{
		{"right", sheettest.Sheet{Name: "目标", Rows: target(nil)}, []string{extra}},
		{"by names, folded", sheettest.Sheet{Name: " targets ", Rows: target(map[int]any{1: "云溪攻坚年", 2: "产业", 3: "新签项目", 4: "云东功能区"})}, []string{"? targets L1 workbook.column-unknown"}},
		{"action by number", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{2: 2})}, []string{extra}},
		{"unknown references", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{2: "A09", 3: "没有", 4: "XX", 9: "YY"})},
			[]string{extra, "目标 C2 workbook.ref-missing", "目标 D2 workbook.ref-missing", "目标 E2 workbook.ref-missing", "目标 J2 workbook.ref-missing"}},
		{"code used by another year", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{0: "T0010", 1: nil, 5: 2024})},
			[]string{extra, "目标 E2 workbook.identity", "目标 F2 workbook.identity"}},
		{"numbers", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{5: "二零二三", 6: "1,23", 10: "重"})},
			[]string{extra, "目标 G2 workbook.number", "目标 K2 workbook.number"}},
		{"no year", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{5: "丙年"})}, []string{extra, "目标 F2 workbook.whole"}},
		{"years in Chinese, and one that is none", sheettest.Sheet{Name: "专项年", Rows: [][]any{{"编号", "名称", "起始年份", "结束年份"},
			{"P1", "甲", "二〇二六", nil}, {"P2", "乙", "二零二六年", "二〇二七"}, {"P3", "丙", "丙年", nil}}}, []string{"专项年 C4 workbook.whole"}},
		// Two programmes stand in the book: each row's own faults are told beside that.
		{"programme in doubt", sheettest.Sheet{Name: "目标", Rows: [][]any{{"编号", "专项年", "行动", "指标", "单位", "年份", "目标值"},
			{"T91", nil, "A01", "QD", "YD", 2023, "#DIV/0!"}, {"T92", nil, "A01", "QD", "YD", 2023, -5}, {"T93", nil, "A01", "QD", "YD", 1826, 5}}},
			[]string{"目标 B2 workbook.no-programme", "目标 G2 workbook.number", "目标 B3 workbook.no-programme", "? 目标 G3 plan.negative", "目标 B4 workbook.no-programme", "目标 F4 plan.bounds"}},
		{"full width, separators, true minus", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{5: "２０２３年", 6: "１，２３４", 7: "−5", 10: "２０％"})}, []string{extra, "? 目标 H2 plan.negative"}},
		{"unit behind the number", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{3: "GDTZ", 6: "12.5亿元", 7: "120000 万元"})}, []string{extra}},
		{"a myriad behind the number", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{3: "GDTZ", 6: "12.5亿", 7: "120000万"})}, []string{extra}},
		{"unit of another kind", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{6: "60家"})}, []string{extra, "目标 G2 workbook.unit-mismatch"}},
		{"too fine and too big", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{6: "0.1234567", 8: "99999999999999999"})},
			[]string{extra, "目标 G2 workbook.too-fine", "目标 I2 workbook.too-big"}},
		{"percent of a count", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{6: 0.6}), Formats: map[string]string{"G2": "0%"}},
			[]string{extra, "目标 G2 workbook.percent"}},
		{"date for a value", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{6: 45244}), Formats: map[string]string{"G2": "yyyy-mm-dd"}},
			[]string{extra, "目标 G2 workbook.number"}},
		{"tiers", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{7: 70, 8: 50})},
			[]string{extra, "目标 G2 plan.tiers-ge", "目标 I2 plan.tiers-ge"}},
		{"verifier inside", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{9: "TJJ"})}, []string{extra, "目标 J2 plan.verifier-inside"}},
		{"statistics of an enterprise", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{3: "GDTZ", 4: "QY"})}, []string{extra, "目标 E2 plan.enterprise"}},
		{"year outside", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{5: 2025})}, []string{extra, "目标 F2 plan.year-outside"}},
		{"no date", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{12: "2023-02-30"})}, []string{extra, "目标 M2 workbook.date"}},
		{"a year is no date", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{12: 2023})}, []string{extra, "目标 M2 workbook.date"}},
		{"code twice", sheettest.Sheet{Name: "目标", Rows: with(target(nil), "t0099", "GJ2023", "A02", "QD", "XK", 2023, 1)},
			[]string{extra, "目标 A3 workbook.twice"}},
		{"existing code twice", sheettest.Sheet{Name: "目标", Rows: with(target(map[int]any{0: "T0010", 4: "ZB"}), "T0010", "GJ2023", "A02", "QD", "ZB", 2023, 1)},
			[]string{extra, "目标 A3 workbook.twice"}},
		{"same target twice, no code", sheettest.Sheet{Name: "目标", Rows: with(target(map[int]any{0: nil}), nil, "GJ2023", "A01", "QD", "YD", 2023, 70)},
			[]string{extra, "目标 D3 workbook.twice"}},
		{"error cell", sheettest.Sheet{Name: "目标", Rows: target(map[int]any{6: "#DIV/0!"})}, []string{extra, "目标 G2 workbook.number"}},
		{"missing columns", sheettest.Sheet{Name: "目标", Rows: [][]any{{"编号", "目标值"}, {"T1", 5}}},
			[]string{"目标 1 workbook.column-missing", "目标 2 workbook.no-programme"}},
		{"header twice", sheettest.Sheet{Name: "规则", Rows: [][]any{{"编号", "名称", "方式", "名称 *"}, {"R09", "甲", "missed", "乙"}}},
			[]string{"规则 D1 workbook.column-twice", "规则 2 plan.bounds"}},
		{"no header", sheettest.Sheet{Name: "目标", Rows: [][]any{{"甲", "乙"}, {1, 2}}}, []string{"目标 0 workbook.no-header"}},
		{"words", sheettest.Sheet{Name: "指标", Rows: [][]any{{"编号", "名称", "计量单位", "方向", "累计方式", "统计指标", "频率"}, {"X1", "甲", "个", "最好", "累計", "大概", "旬"}}},
			[]string{"指标 D2 workbook.word", "指标 E2 workbook.word", "指标 F2 workbook.flag", "指标 G2 workbook.word"}},
		{"words in English and by machine name", sheettest.Sheet{Name: "Indicators", Rows: [][]any{{"Code", "Name", "Unit of measure", "Direction", "accumulation", "Statistical", "Frequency"},
			{"X1", "甲", "个", "at most", "flow", "no", "QUARTER"}}}, nil},
		{"units of measure", sheettest.Sheet{Name: "指标", Rows: [][]any{{"名称", "计量单位", "累计方式"}, {"甲", "亿个百分点", "增速"}, {"乙", "12", "当期"}, {"丙", "亿", "当期"}, {"丁", "艘次", "当期"}}},
			[]string{"指标 B2 workbook.unit-unknown", "指标 B3 workbook.unit-unknown", "指标 B4 workbook.unit-unknown", "? 指标 B5 plan.unit-own"}},
		{"storage unit changed", sheettest.Sheet{Name: "指标", Rows: [][]any{{"编号", "名称", "计量单位"}, {"GDTZ", "固定资产投资", "万元"}, {"NH", "单位能耗", "吨"}}},
			[]string{"指标 C3 workbook.unit-changed"}},
		{"breakdown", sheettest.Sheet{Name: "分解", Rows: [][]any{{"编号", "总目标", "分解维度", "单位", "目标值"},
			{"T50", "T51", "项目", "XK", 1}, {"T51", "T0010", "镇街", "FGJ", 2}, {"T52", "T0010", nil, "ZB", 2}, {"T53", "T54", "甲", "XK", 1}, {"T54", "T53", "甲", "YD", 1}}},
			[]string{"分解 C4 workbook.required", "分解 D4 plan.part-of-itself", "分解 B5 workbook.ref-missing"}},
		{"trajectory", sheettest.Sheet{Name: "轨迹", Rows: [][]any{{"目标", "期间", "计划值"},
			{"T0001", "3月", 150}, {"T0001", "2月", 90}, {"T0001", "2022年4月", 90}, {"T0001", "10月底", 90}, {"T0001", "2023年9月", 80}, {"T0001", 2023.1, 80}, {"T0001", "1月", 8}}},
			[]string{"轨迹 B4 plan.point-year", "轨迹 B5 workbook.period", "轨迹 C6 plan.point-falls", "轨迹 B7 workbook.period", "轨迹 B8 workbook.no-release"}},
		{"tasks", sheettest.Sheet{Name: "任务", Rows: [][]any{{"编号", "行动", "名称", "牵头单位", "配合单位", "开始日期", "完成时限", "专项年"},
			{"W9", "A01", "甲", "YD", "XK、FGJ，无此", "2023年3月1日", "二〇二三年二月一日", "GJ2023"}, {"W0001", "A02", "乙", "YD", nil, nil, "2023/12/20"},
			{nil, "A01", "丙", nil, nil, nil, 20231231, "SN"}, {"W0001", "A01", "乙", "YD", nil, nil, nil, "SN"}, {"W8", "A01", "丁", "YD"}}},
			[]string{"任务 E2 workbook.ref-missing", "任务 G2 plan.dates-order", "? 任务 D4 plan.nobody", "任务 A5 workbook.twice", "任务 B6 workbook.ref-ambiguous"}},
		{"task of another programme", sheettest.Sheet{Name: "任务", Rows: [][]any{{"编号", "专项年", "行动", "名称"}, {"W0001", "SN", "A01", "乙"}}},
			[]string{"任务 C2 workbook.identity-task"}},
		{"milestones", sheettest.Sheet{Name: "里程碑", Rows: [][]any{{"任务", "序号", "名称", "计划日期"},
			{"W0001", nil, "投用", "2023-12-31"}, {"W0001", 1, "开工", 45001}, {"无", 1, "甲", "45001天"}}},
			[]string{"里程碑 D2 plan.milestone-late", "里程碑 A4 workbook.ref-missing", "里程碑 D4 workbook.date"}},
		{"figures", sheettest.Sheet{Name: "数据", Rows: [][]any{{"指标", "单位", "期间", "口径", "数值", "版次", "发布日期"},
			{"PM", "FGJ", "2022", "统计数", 2.5, nil, nil}, {"QD", "FGJ", "1-2月", "调度数", 3, nil, nil}, {"QD", "FGJ", "2023年1-3月", "调度数", 3, nil, nil},
			{"GDTZ", "QJ", "2023年12月", "统计数", 3, nil, nil}, {"QD", "FGJ", "2023-04", "调度数", 3, "最终数", nil}, {"GDTZ", "QJ", "2023.5", "公开数", 3, nil, "2024-01-01"},
			{"QD", "FGJ", "2023-04", "调度数", 4, nil, nil}, {"QD", "FGJ", "2023年5月", nil, "无数据", nil, nil}}},
			[]string{"数据 E2 plan.rank", "数据 C3 workbook.period-year", "数据 C4 workbook.no-release", "数据 C5 report.not-begun", "数据 F6 workbook.vintage", "数据 G7 report.future-date", "数据 A8 workbook.twice", "数据 D9 workbook.required"}},
		{"figures too early", sheettest.Sheet{Name: "数据", Rows: [][]any{{"指标", "单位", "期间", "口径", "数值", "发布日期"},
			{"QD", "FGJ", "2023-11", "调度数", 3, nil}, {"QD", "FGJ", "2023-12", "调度数", 3, nil}, {"QD", "YD", "2024-01", "调度数", 3, nil},
			{"GDTZ", "QJ", "2023-11", "统计数", 3, "2023-11-01"}, {"GDTZ", "QJ", "2023-12", "公开数", 3, nil}, {"NH", "YD", "2023年四季度", "调度数", 3, nil}}},
			[]string{"? 数据 C2 report.running", "数据 C3 report.not-begun", "数据 C4 report.not-begun", "数据 C5 report.not-over", "数据 C6 report.not-begun", "数据 C7 report.not-begun"}},
		{"reached in the future", sheettest.Sheet{Name: "里程碑", Rows: [][]any{{"任务", "序号", "名称", "计划日期", "完成日期"},
			{"W0001", 1, "开工", "2023-03-31", "2023-11-14"}, {"W0001", 2, "投用", "2023-11-30", "2024-03-01"}}},
			[]string{"里程碑 E3 report.future-date"}},
		{"name of the unit at the top", sheettest.Sheet{Name: "单位", Rows: [][]any{{"编号", "名称", "类别"}, {"Q9", "云溪区", nil}, {"Q8", "溪口镇二", nil}, {"Q7", "溪口镇二", nil}}},
			[]string{"单位 B2 plan.name-of-root", "? 单位 B4 plan.unit-name-twice"}},
		{"growth broken down", sheettest.Sheet{Name: "分解", Rows: [][]any{{"编号", "总目标", "分解维度", "单位", "目标值"}, {"T60", "T0005", "功能区", "XK", 6}}},
			[]string{"? 分解 B2 plan.part-apart"}},
		{"codes", sheettest.Sheet{Name: "岗位", Rows: [][]any{{"编号", "所属单位", "名称"}, {"P8、P9", "QJ", "甲"}, {strings.Repeat("9", 41), "QJ", "乙"}}},
			[]string{"岗位 A2 workbook.code", "岗位 A3 workbook.code"}},
		{"target without action", sheettest.Sheet{Name: "目标", Rows: [][]any{{"专项年", "指标", "单位", "目标值"}, {"SN", "QD", "YD", 3}}},
			[]string{"? 目标 2 plan.no-action"}},
		{"second root", sheettest.Sheet{Name: "单位", Rows: [][]any{{"编号", "名称", "类别"}, {"Q2", "二区", "本级"}}}, []string{"单位 2 plan.second-root"}},
		{"tree", sheettest.Sheet{Name: "单位", Rows: [][]any{{"编号", "名称", "上级单位", "起始日期", "终止日期"}, {"D1", "一科", "D2", nil, nil}, {"D2", "二科", "D1", "2023-05-01", "2022-05-01"}}},
			[]string{"单位 C2 plan.cycle", "单位 E3 plan.dates-order"}},
		{"control character and long text", sheettest.Sheet{Name: "岗位", Rows: [][]any{{"编号", "所属单位", "名称"}, {"P8", "QJ", "甲\u0007乙"}, {"P9", "QJ", strings.Repeat("长", 4001)}}},
			[]string{"岗位 C2 workbook.control", "岗位 C3 workbook.too-long"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, got := one(t, tt.s)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Resolve(%s) (-want +got):\n%s", tt.name, diff)
			}
		})
	}
}

// A figure cumulated since the start says nothing of the years before it; the
// accumulation is known by its older name too.
func TestFiguresBeforeTheStart(t *testing.T) {
	b, o := sheettest.Book()
	workbook := sheettest.Build(
		sheettest.Sheet{Name: "指标", Rows: [][]any{{"编号", "名称", "计量单位", "累计方式"}, {"LVD", "绿道里程", "公里", "自启动累计"}, {"GD", "管道里程", "公里", "跨年累计"}, {"DD", "断头路", "公里", "年内累计"}}},
		sheettest.Sheet{Name: "目标", Rows: [][]any{{"专项年", "行动", "指标", "单位", "年份", "目标值", "责任单位"},
			{"GJ2023", "A01", "LVD", "YD", 2023, 60, "XK"}, {"GJ2023", "A01", "GD", "YD", 2023, 60, "XK"}, {"GJ2023", "A01", "DD", "YD", 2023, 60, "XK"}}},
		sheettest.Sheet{Name: "数据", Rows: [][]any{{"指标", "单位", "期间", "口径", "数值"},
			{"LVD", "YD", "2022-12", "调度数", 3}, {"LVD", "YD", "2023-03", "调度数", 5}, {"GD", "YD", "2022-12", "调度数", 3}, {"DD", "YD", "2022-12", "调度数", 3}}})
	in, wrongs := resolve(t, workbook, sheet.Existing{Book: b, Observations: o})
	if diff := cmp.Diff([]string{"? 数据 C2 workbook.before-start", "? 数据 C4 workbook.before-start"}, warningsOf(wrongs, "数据")); diff != "" || len(in.Observations) != 4 {
		t.Errorf("Resolve(figures before the start) gives %d figures, want 4; %q (-want +got):\n%s", len(in.Observations), wrongs, diff)
	}
}

// A locked month takes new releases and nothing else; another value of a released
// figure's vintage needs a reason, for which a workbook has no place.
func TestFiguresOfLockedMonths(t *testing.T) {
	b, _ := sheettest.Book()
	there := []report.Observation{
		{Indicator: "i3", Unit: "u2", Period: "2023-Q2", Basis: report.Operational, Value: core.Whole(5), Standing: report.Claimed},
		{Indicator: "i3", Unit: "u2", Period: "2023-Q2", Basis: report.Official, Value: core.Whole(5), Vintage: report.Preliminary, Standing: report.Verified},
		{Indicator: "i3", Unit: "u2", Period: "2023-Q3", Basis: report.Operational, Value: core.Whole(7), Standing: report.Verified, Report: "r1", Source: "report:r1"},
	}
	code := b.Indicators[slices.IndexFunc(b.Indicators, func(x plan.Indicator) bool { return x.ID == "i3" })].Code
	unit := b.Units[slices.IndexFunc(b.Units, func(u plan.Unit) bool { return u.ID == "u2" })].Code
	workbook := func(rows ...[]any) *sheet.Workbook {
		all := [][]any{{"指标", "单位", "期间", "口径", "数值", "版次", "发布日期", "来源"}}
		for _, r := range rows {
			all = append(all, append([]any{code, unit}, r...))
		}
		return read(t, sheettest.Build(sheettest.Sheet{Name: "数据", Rows: all}))
	}
	locked := sheet.Existing{Book: b, Observations: there, Locked: map[string]bool{"2023-06": true}}
	_, wrongs := workbook([]any{"2023-Q2", "调度数", 6}, []any{"2023-Q2", "统计数", 6, "初步数", "2023-07-20", "月报"}).Resolve(locked, ids(), today)
	if diff := cmp.Diff([]string{"数据 E2 report.locked", "数据 E3 workbook.same-vintage"}, lines(wrongs)); diff != "" {
		t.Errorf("Resolve(changes of a locked month) (-want +got):\n%s", diff)
	}
	later := locked
	later.Observations = slices.Clone(there)
	later.Observations[1].Vintage = report.Revised
	for _, vintage := range []any{"初步数", "修订数", ""} {
		want := "数据 E2 workbook.same-vintage"
		if vintage == "初步数" {
			want = "数据 F2 report.vintage-later"
		}
		_, wrongs := workbook([]any{"2023-Q2", "统计数", 6, vintage, "2023-07-20", "月报"}).Resolve(later, ids(), today)
		if diff := cmp.Diff([]string{want}, lines(wrongs)); diff != "" {
			t.Errorf("Resolve(vintage %q over a revised figure) (-want +got):\n%s", vintage, diff)
		}
	}
	in, wrongs := workbook([]any{"2023-Q2", "调度数", 5}, []any{"2023-Q2", "统计数", 6, "修订数", "2023-07-20", "月报"}, []any{"2023-Q3", "调度数", 7}).Resolve(locked, ids(), today)
	if len(wrongs) > 0 || len(in.Observations) != 1 || in.Observations[0].Vintage != report.Revised {
		t.Errorf("Resolve(a revised release, two figures as they are) = %+v, %q, want the release alone", in.Observations, lines(wrongs))
	}
}

func TestFractionsOfCounts(t *testing.T) {
	_, wrongs := one(t, sheettest.Sheet{Name: "数据", Rows: [][]any{{"指标", "单位", "期间", "口径", "数值"},
		{"QD", "YD", "2023-05", "调度数", 21.5}, {"QD", "YD", "2023-06", "调度数", "0.0021万"}}})
	if diff := cmp.Diff([]string{"数据 E2 report.fraction"}, wrongs); diff != "" {
		t.Errorf("Resolve(21.5 projects and 0.0021 myriads of them) (-want +got):\n%s", diff)
	}
}

// A rate that is not what its parts give on the same basis is taken, with a warning.
func TestRatesBesideTheirParts(t *testing.T) {
	b, o := sheettest.Book()
	head := []any{"指标", "单位", "期间", "口径", "数值", "发布日期", "来源"}
	row := func(x, period, basis string, value any) []any {
		return []any{x, "YD", period, basis, value, "2023-02-20", "年报"}
	}
	in, wrongs := resolve(t, sheettest.Build(sheettest.Sheet{Name: "数据", Rows: [][]any{head,
		row("LD", "2022年下半年", "统计数", 12.3), row("TD", "2022年", "统计数", 30), // 41 %
		row("HZ", "2022年下半年", "统计数", 41), row("HZ", "2022年下半年", "公开数", 45), row("HZ", "2022年上半年", "统计数", 40)}}), sheet.Existing{Book: b, Observations: o})
	if len(in.Observations) != 5 || len(warningsOf(wrongs, "数据")) != 0 {
		t.Errorf("Resolve(a rate that follows, on one basis alone) = %d figures, %q, want 5 and no warning", len(in.Observations), wrongs)
	}
	in, wrongs = resolve(t, sheettest.Build(sheettest.Sheet{Name: "数据", Rows: [][]any{head,
		row("HZ", "2022年下半年", "统计数", 42), row("LD", "2022年下半年", "统计数", 12.3), row("TD", "2022年", "统计数", 30)}}), sheet.Existing{Book: b, Observations: o})
	if diff := cmp.Diff([]string{"? 数据 E2 rate.unlike"}, warningsOf(wrongs, "数据")); diff != "" || len(in.Observations) != 3 {
		t.Errorf("Resolve(a rate that does not follow) gives %d figures, want 3; %q (-want +got):\n%s", len(in.Observations), wrongs, diff)
	}
}

// warningsOf picks the lines that name a sheet.
func warningsOf(lines []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return !strings.Contains(l, " "+name+" ") })
}

func TestMergedCells(t *testing.T) {
	rows := [][]any{{"云溪区年度目标"}, {}, {"行动", "指标", "单位", "目标值", "专项年"},
		{"A01", "QD", "YD", 30, "GJ2023"}, {nil, "NH", "XK", 2, "GJ2023"}, {"A02", "QD", "XK", 5, "GJ2023"}}
	in, wrongs := one(t, sheettest.Sheet{Name: "目标", Rows: rows, Merges: []string{"A1:D1", "A4:A5"}})
	if len(wrongs) > 0 || len(in.Book.Targets) != 3 || in.Book.Targets[1].Action != "a1" {
		t.Errorf("Resolve(merged action) = %+v, %q, want three targets, the second of a1", in.Book.Targets, wrongs)
	}
	rows[4][3] = nil
	_, wrongs = one(t, sheettest.Sheet{Name: "目标", Rows: rows, Merges: []string{"A4:A5", "D4:D5"}})
	if diff := cmp.Diff([]string{"目标 D4 workbook.merged", "目标 D5 plan.no-value"}, wrongs); diff != "" {
		t.Errorf("Resolve(merged value) (-want +got):\n%s", diff)
	}
}

func TestHiddenAndUnknownSheets(t *testing.T) {
	b, o := sheettest.Book()
	head := []any{"编号", "名称", "方式", "连续未达期数"}
	workbook := sheettest.Build(
		sheettest.Sheet{Name: "说明", Rows: [][]any{{"随便"}}},
		sheettest.Sheet{Name: "规则", Rows: [][]any{head, {"R8", "甲", "按连续未达", 2}}},
		sheettest.Sheet{Name: "Rules", Rows: [][]any{head, {"R9", "甲", "按连续未达", 2}}},
		sheettest.Sheet{Name: "任务", Rows: [][]any{{"编号"}}, Hidden: true},
		sheettest.Sheet{Name: "草稿纸", Rows: [][]any{{"x"}}})
	_, wrongs := resolve(t, workbook, sheet.Existing{Book: b, Observations: o})
	want := []string{"Rules 0 workbook.sheet-twice", "? 任务 0 workbook.sheet-hidden", "? 草稿纸 0 workbook.sheet-unknown"}
	if diff := cmp.Diff(want, wrongs); diff != "" {
		t.Errorf("Resolve (-want +got):\n%s", diff)
	}
}

func TestValuesAreStored(t *testing.T) {
	rows := [][]any{{"指标", "单位", "期间", "口径", "数值"},
		{"GDTZ", "YD", "2022年三季度", "统计数", 1},
		{"GDTZ", "YD", "2022年1月", "统计数", 1},
		{"GDTZ", "YD", "2022年1-2月", "统计数", 0.1 + 0.2},
		{"GDTZ", "YD", "2022年1-3月", "统计数", 1.0 / 3},
		{"GDTZ", "YD", "2022年前三季度", "统计数", "４，６９１．８５"},
		{"GYZS", "YD", 44651, "统计数", 0.055},
		{"GYZS", "YD", 44652, "统计数", "−0.3%"},
		{"GYZS", "YD", "2022年6月", "统计数", 5.5},
		{"NH", "YD", "2022年三季度", "调度数", 1e-5},
		{"CY", "YD", "2022", "调度数", "是"},
		{"LD", "YD", "2022年上半年", "公开数", "3.5万亩"},
	}
	s := sheettest.Sheet{Name: "数据", Rows: rows, Formats: map[string]string{"E7": "0.0%", "C7": "yyyy年m月", "C8": "yyyy-mm"}}
	_, wrongs := one(t, s)
	if diff := cmp.Diff([]string{"数据 C2 workbook.no-release", "数据 C3 workbook.no-release", "数据 C7 workbook.period"}, wrongs); diff != "" {
		t.Fatalf("Resolve (-want +got):\n%s", diff)
	}
	s.Rows = append(rows[:1:1], rows[3:]...)
	s.Rows[4] = append([]any{}, s.Rows[4]...)
	s.Rows[4][2] = 44652 - 31 // 1 March
	s.Formats = map[string]string{"E5": "0.0%", "C5": "yyyy年m月", "C6": "yyyy-mm"}
	in, wrongs := one(t, s)
	if len(wrongs) > 0 {
		t.Fatalf("Resolve names %q, want nothing", wrongs)
	}
	var got []string
	for _, o := range in.Observations {
		got = append(got, fmt.Sprintf("%s %s %s", o.Indicator, o.Period, o.Value))
	}
	want := []string{
		"i1 2022-01~02 3000", "i1 2022-03 3333.33333333333", "i1 2022-09 46918500", "i2 2022-03 5.5", "i2 2022-04 -0.3",
		"i2 2022-06 5.5", "i3 2022-Q3 0.00001", "i9 2022 1", "i6 2022-H1 35000",
	}
	want[1] = "i1 2022-03 3333.333333"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Resolve(figures) (-want +got):\n%s", diff)
	}
}

func TestFormulasAreReadByTheirStoredResult(t *testing.T) {
	s := sheettest.Sheet{Name: "数据", Rows: [][]any{{"指标", "单位", "期间", "口径", "数值"}, {"QD", "FGJ", "2022-05", "调度数", 12}}, Formula: map[string]string{"E2": "5+7"}}
	in, wrongs := one(t, s)
	if len(wrongs) > 0 || len(in.Observations) != 1 || in.Observations[0].Value != core.Whole(12) {
		t.Errorf("Resolve(=5+7, stored 12) = %+v, %q, want 12", in.Observations, wrongs)
	}
	s.Rows[1][4] = nil
	if _, wrongs = one(t, s); len(wrongs) != 1 || wrongs[0] != "数据 E2 workbook.uncached" {
		t.Errorf("Resolve(=5+7, nothing stored) = %q, want workbook.uncached", wrongs)
	}
}

func TestFaultListIsCapped(t *testing.T) {
	rows := [][]any{{"指标", "单位", "期间", "口径", "数值"}}
	for n := range 400 {
		rows = append(rows, []any{fmt.Sprintf("无%d", n), fmt.Sprintf("乙%d", n), "2022-05", "某数", "?"})
	}
	b, o := sheettest.Book()
	_, wrongs := read(t, sheettest.Build(sheettest.Sheet{Name: "数据", Rows: rows})).Resolve(sheet.Existing{Book: b, Observations: o}, ids(), today)
	last := wrongs[len(wrongs)-1]
	if len(wrongs) != 501 || last.Key != "workbook.more" || last.Args[1] != "700" || last.Severity != plan.Error {
		t.Errorf("Resolve(1,200 faults) lists %d, last %+v, want 500 and one that counts 700 more", len(wrongs), last)
	}
}
