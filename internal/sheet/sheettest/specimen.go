// Package sheettest makes workbooks for tests, in code: an invented small
// district 云溪区 with its year, the smallest workbook that can be imported, and
// any other from rows of values.
//
// Nothing in it is true of any place, and nothing but tests imports it.
package sheettest

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// Sheet is one sheet to build: rows of cell values as excelize takes them, nil
// for a blank cell. Formats names number formats by cell ("C2" → "0%"), Merges
// ranges ("A2:A4").
type Sheet struct {
	Name    string
	Rows    [][]any
	Hidden  bool
	Formats map[string]string
	Merges  []string
	Formula map[string]string // by cell; the cell's value is the stored result
}

// Build makes a workbook of the sheets. It panics on a sheet that cannot be
// built, which is a fault of the test.
func Build(sheets ...Sheet) []byte {
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if i == 0 {
			must(f.SetSheetName(f.GetSheetName(0), s.Name))
		} else {
			_, err := f.NewSheet(s.Name)
			must(err)
		}
		fillSheet(f, s)
	}
	var out bytes.Buffer
	must(f.Write(&out))
	return out.Bytes()
}

func fillSheet(f *excelize.File, s Sheet) {
	for i, row := range s.Rows {
		must(f.SetSheetRow(s.Name, fmt.Sprintf("A%d", i+1), &row))
	}
	for cell, format := range s.Formats {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(err)
		must(f.SetCellStyle(s.Name, cell, cell, style))
	}
	for _, m := range s.Merges {
		var from, to string
		_, err := fmt.Sscanf(m, "%2s:%2s", &from, &to)
		must(err)
		must(f.MergeCell(s.Name, from, to))
	}
	for cell, formula := range s.Formula {
		must(f.SetCellFormula(s.Name, cell, formula))
	}
	if s.Hidden {
		must(f.SetSheetVisible(s.Name, false))
	}
}

func must(err error) {
	if err != nil {
		panic("sheettest: " + err.Error())
	}
}

// Minimal is the least that can be imported: five sheets, no codes.
func Minimal() []Sheet {
	return []Sheet{
		{Name: "专项年", Rows: [][]any{{"名称", "年份"}, {"云溪攻坚年", 2023}}},
		{Name: "行动", Rows: [][]any{{"名称"}, {"产业提升"}, {"城乡融合"}}},
		{Name: "单位", Rows: [][]any{{"名称", "类别"}, {"云溪区", "本级"}, {"统计局", nil}, {"发展改革局", nil}, {"云东功能区", nil}, {"溪口镇", nil}}},
		{Name: "指标", Rows: [][]any{{"名称", "计量单位"}, {"固定资产投资", "亿元"}, {"工业增加值增速", "%"}, {"新增企业", "家"}}},
		{Name: "目标", Rows: [][]any{
			{"行动", "指标", "单位", "目标值", "责任单位"},
			{"产业提升", "固定资产投资", "云溪区", "1,200.5", "发展改革局"},
			{"产业提升", "工业增加值增速", "云东功能区", 7, nil},
			{"城乡融合", "新增企业", "溪口镇", 320, nil},
		}},
	}
}

// Book is 云溪区 with two programmes, a breakdown along two dimensions, a typed
// trajectory, tasks with milestones and figures of two years: every column of
// the workbook is used by some row. It has no fault.
func Book() (plan.Book, []report.Observation) {
	b := plan.Book{
		District:   plan.District{ID: "999901", Name: "云溪区", TimeZone: "Asia/Shanghai", Specimen: true},
		Units:      units(),
		Indicators: indicators(),
		Posts: []plan.Post{
			{ID: "p1", Code: "PO01", Unit: "u0", Name: "分管副区长", NameEn: "Deputy head", Leader: true, From: "2022-01-01"},
			{ID: "p2", Code: "PO02", Unit: "u1", Name: "统计科科长", To: "2024-06-30"},
		},
		Rules: []plan.Rule{
			{ID: "R01", Version: 3, Name: "比计划", NameEn: "Against plan", Kind: plan.ByRatio, Green: core.Whole(1), Yellow: core.Micro(900_000), PointsYellow: core.Micro(200_000), PointsRed: core.Whole(2)},
			{ID: "R02", Version: 1, Name: "落后点数", Kind: plan.ByElapsed, PointsYellow: core.Whole(10), PointsRed: core.Micro(30_500_000)},
			{ID: "R03", Version: 1, Name: "连续未达", Kind: plan.ByMissed, MissedRed: 3},
		},
		Programmes: []plan.Programme{
			{ID: "g1", Code: "GJ2023", Name: "云溪攻坚年", NameEn: "Year of Effort", Theme: "攻坚", StartYear: 2023, EndYear: 2023, State: plan.Active, CountsFrom: plan.CountsApproved, Rule: "R01", Level: plan.LevelPublic, Release: 1_690_000_000_000, Source: "fact:f1"},
			{ID: "g2", Code: "SN", Name: "三年计划", StartYear: 2022, EndYear: 2024, State: plan.Draft, NoApproval: true},
		},
		Actions: []plan.Action{
			{ID: "a1", Programme: "g1", No: 1, Code: "A01", Name: "加快产业提升", Short: "产业", NameEn: "Industry", LeadPost: "p1", LeadUnit: "u2", Source: "fact:f2"},
			{ID: "a2", Programme: "g1", No: 2, Code: "A02", Name: "推进城乡融合", Short: "城乡", LeadUnit: "u2"},
			{ID: "a3", Programme: "g2", No: 1, Code: "A01", Name: "生态提质", Short: "生态"},
		},
		Targets: targets(),
		Points: []plan.Point{
			{Target: "t1", Period: "2023-01~02", Planned: core.Whole(1_000_000)},
			{Target: "t1", Period: "2023-06", Planned: core.Micro(5_500_000_123_456)},
			{Target: "t1", Period: "2023-12", Planned: core.Whole(12_005_000)},
		},
		Tasks: []plan.Task{
			{ID: "k1", Action: "a1", Code: "W0001", Name: "建成云东标准厂房", NameEn: "Workshops", Deliverable: "=竣工验收", Lead: "u3", Supporting: "u2,u4", Supervising: "u1", Start: "2023-01-10", Due: "2023-12-20", Weight: core.Micro(1_500_000), Specimen: true, Source: "fact:f3"},
			{ID: "k2", Action: "a3", Code: "W0002", Name: "疏浚溪口河道", Lead: "u4"},
		},
		Milestones: []plan.Milestone{
			{ID: "m1", Task: "k1", No: 1, Name: "开工", NameEn: "Start", Due: "2023-03-01", DoneOn: "2023-03-05"},
			{ID: "m2", Task: "k1", No: 2, Name: "封顶", Due: "2023-09-30"},
			{ID: "m3", Task: "k2", No: 1, Name: "完工", Due: "2024-05-01"},
		},
	}
	return b, observations()
}

func units() []plan.Unit {
	return []plan.Unit{
		{ID: "u0", Code: "QJ", Name: "云溪区", NameEn: "Yunxi", Kind: plan.UnitDistrict},
		{ID: "u1", Code: "TJJ", Name: "统计局", Kind: plan.UnitDepartment, Parent: "u0", Order: 1},
		{ID: "u2", Code: "FGJ", Name: "发展改革局", Kind: plan.UnitDepartment, Parent: "u0", Order: 2},
		{ID: "u3", Code: "YD", Name: "云东功能区", NameEn: "Yundong Zone", Kind: plan.UnitZone, Parent: "u0", Order: 3, From: "2021-07-01"},
		{ID: "u4", Code: "XK", Name: "溪口镇", Kind: plan.UnitTown, Parent: "u0", Order: 4},
		{ID: "u5", Code: "QY", Name: "云溪一厂", Kind: plan.UnitEnterprise, Parent: "u3"},
		{ID: "u6", Code: "ZB", Name: "招商专班", Kind: plan.UnitTaskForce, Parent: "u2", From: "2023-01-01", To: "2023-12-31", Successor: "u2"},
	}
}

func indicators() []plan.Indicator {
	return []plan.Indicator{
		{ID: "i1", Code: "GDTZ", Name: "固定资产投资", NameEn: "Fixed-asset investment", Aliases: "固投;投资", Unit: "万元", Display: "亿元", Decimals: 2, Competent: "u1", Verifier: "u1", Direction: plan.AtLeast, Accumulation: plan.Cumulative, Statistical: true, RisesOnly: true, Frequency: plan.Monthly, JanFeb: true, DueDay: 5, ReleaseDay: 20, SampleRate: 30},
		{ID: "i2", Code: "GYZS", Name: "工业增加值增速", Unit: "%", Display: "%", Decimals: 1, Verifier: "u1", Direction: plan.AtLeast, Accumulation: plan.Growth, Statistical: true, Frequency: plan.Monthly, JanFeb: true},
		{ID: "i3", Code: "NH", Name: "单位能耗", Unit: "吨标准煤", Display: "吨标准煤", Decimals: 3, Verifier: "u1", Direction: plan.AtMost, Accumulation: plan.YearMean, Frequency: plan.Quarterly},
		{ID: "i4", Code: "PM", Name: "营商环境位次", Unit: "名次", Display: "名次", Verifier: "u1", Direction: plan.AtMost, Accumulation: plan.Rank, Frequency: plan.Yearly},
		{ID: "i5", Code: "HZ", Name: "森林覆盖率", Unit: "%", Display: "%", Decimals: 2, Verifier: "u1", Direction: plan.Range, Accumulation: plan.Rate, Frequency: plan.HalfYear, NumeratorOf: "i6", Denominator: "i7"},
		{ID: "i6", Code: "LD", Name: "林地面积", Unit: "亩", Display: "万亩", Decimals: 2, Verifier: "u1", Direction: plan.AtLeast, Accumulation: plan.Stock, Frequency: plan.HalfYear},
		{ID: "i7", Code: "TD", Name: "土地面积", Unit: "亩", Display: "万亩", Decimals: 2, Verifier: "u1", Direction: plan.Reach, Accumulation: plan.Stock, Frequency: plan.Yearly},
		{ID: "i8", Code: "QD", Name: "新签项目", Unit: "个", Display: "个", Verifier: "u1", Direction: plan.AtLeast, Accumulation: plan.Flow, Frequency: plan.Monthly},
		{ID: "i9", Code: "CY", Name: "示范创建", Unit: "次", Display: "次", Verifier: "u1", Direction: plan.Reach, Accumulation: plan.YesNo, Frequency: plan.Yearly},
	}
}

func targets() []plan.Target {
	return []plan.Target{
		{ID: "t1", Code: "T0001", Programme: "g1", Action: "a1", Indicator: "i1", Unit: "u0", Year: 2023, Value: core.Whole(12_005_000), Original: core.Whole(11_000_000), Floor: core.Whole(11_500_000), Stretch: core.Micro(13_000_000_500_000), Kind: plan.Binding, Origin: plan.Assigned, Weight: core.Micro(2_500_000), Lead: "u2", Responsible: "u2", Supporting: "u3,u4", Supervising: "u1", Shape: plan.Typed, Rule: "R02", From: "2023-02-01", Level: plan.LevelSecret, Specimen: true, Source: "fact:f4"},
		{ID: "t2", Code: "T0002", Programme: "g1", Action: "a1", Indicator: "i1", Unit: "u3", Parent: "t1", Dimension: "功能区", Year: 2023, Value: core.Whole(8_000_000), Original: core.Whole(8_000_000), Shape: plan.Linear},
		{ID: "t3", Code: "T0003", Programme: "g1", Action: "a2", Indicator: "i1", Unit: "u4", Parent: "t1", Dimension: "镇街", Year: 2023, Value: core.Whole(4_000_000), Original: core.Whole(4_000_000), Shape: plan.LastYear},
		{ID: "t4", Code: "T0004", Programme: "g1", Action: "a1", Indicator: "i1", Unit: "u6", Parent: "t2", Dimension: "项目", Year: 2023, Value: core.Whole(1_000_000), Original: core.Whole(1_000_000), Shape: plan.Linear},
		{ID: "t5", Code: "T0005", Programme: "g1", Action: "a1", Indicator: "i2", Unit: "u3", Year: 2023, Value: core.Micro(7_500_000), Original: core.Micro(7_500_000), Shape: plan.Flat},
		{ID: "t6", Code: "T0006", Programme: "g2", Action: "a3", Indicator: "i5", Unit: "u4", Year: 2024, Value: core.Whole(40), Original: core.Whole(40), High: core.Whole(45), Shape: plan.Flat},
		{ID: "t7", Code: "T0007", Programme: "g1", Action: "a2", Indicator: "i4", Unit: "u2", Year: 2023, Value: core.Whole(5), Original: core.Whole(5), Shape: plan.Flat},
		{ID: "t8", Code: "T0008", Programme: "g1", Action: "a2", Indicator: "i3", Unit: "u2", Year: 2023, Reference: "不高于全市平均", Shape: plan.Flat},
		{ID: "t9", Code: "T0009", Programme: "g1", Action: "a2", Indicator: "i9", Unit: "u4", Year: 2023, Value: core.Whole(1), Original: core.Whole(1), Shape: plan.Flat},
		{ID: "t10", Code: "T0010", Programme: "g1", Action: "a2", Indicator: "i8", Unit: "u6", Year: 2023, Value: core.Whole(60), Original: core.Whole(60), Shape: plan.Linear},
	}
}

func observations() []report.Observation {
	return []report.Observation{
		{Indicator: "i1", Unit: "u0", Period: "2022-12", Basis: report.Official, Value: core.Whole(10_812_300), Vintage: report.Final, Standing: report.Verified, Released: "2023-01-20", Source: "年报"},
		{Indicator: "i1", Unit: "u0", Period: "2023-01~02", Basis: report.Official, Value: core.Micro(1_012_345_670_000), Vintage: report.Preliminary, Standing: report.Verified, Released: "2023-03-18", Source: "月报"},
		{Indicator: "i1", Unit: "u3", Period: "2023-09", Basis: report.Operational, Value: core.Whole(5_600_000), Standing: report.Approved, Report: "r1", Revision: 2, Specimen: true},
		{Indicator: "i2", Unit: "u3", Period: "2023-09", Basis: report.Published, Value: core.Micro(-300_000), Vintage: report.Preliminary, Standing: report.Verified, Released: "2023-10-12", Source: "+日报"},
		{Indicator: "i8", Unit: "u6", Period: "2023-01", Basis: report.Operational, Value: core.Quantity{}, Standing: report.Claimed},
		{Indicator: "i3", Unit: "u2", Period: "2023-Q3", Basis: report.Operational, Value: core.Micro(123_456_789), Standing: report.Claimed},
	}
}
