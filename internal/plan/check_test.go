package plan_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// soundBook is a small district without a fault.
func soundBook() *plan.Book {
	return &plan.Book{
		District: plan.District{ID: "370211", Name: "区"},
		Units: []plan.Unit{
			{ID: "u0", Code: "Q", Name: "区", Kind: plan.UnitDistrict},
			{ID: "u1", Code: "TJ", Name: "统计局", Kind: plan.UnitDepartment, Parent: "u0"},
			{ID: "u2", Code: "Z1", Name: "一区", Kind: plan.UnitZone, Parent: "u0", From: "2020-01-01"},
			{ID: "u3", Code: "Z2", Name: "二区", Kind: plan.UnitZone, Parent: "u0"},
			{ID: "u4", Code: "E1", Name: "企业", Kind: plan.UnitEnterprise, Parent: "u2"},
		},
		Posts:      []plan.Post{{ID: "p1", Code: "P1", Unit: "u0", Name: "副区长", Leader: true}},
		Programmes: []plan.Programme{{ID: "g1", Code: "CX", Name: "年", StartYear: 2023, EndYear: 2023, State: plan.Active}},
		Actions:    []plan.Action{{ID: "a1", Programme: "g1", No: 1, Code: "A01", Name: "行动", LeadPost: "p1", LeadUnit: "u1"}},
		Tasks:      []plan.Task{{ID: "k1", Action: "a1", Code: "W1", Name: "任务", Lead: "u2", Start: "2023-01-01", Due: "2023-12-31"}},
		Milestones: []plan.Milestone{
			{ID: "m1", Task: "k1", No: 1, Name: "开工", Due: "2023-03-31"},
			{ID: "m2", Task: "k1", No: 2, Name: "完工", Due: "2023-11-30"}},
		Indicators: []plan.Indicator{
			{ID: "i1", Code: "I1", Name: "投资", Unit: "万元", Display: "亿元", Decimals: 2, Verifier: "u1", Direction: plan.AtLeast,
				Accumulation: plan.Cumulative, Frequency: plan.Monthly, JanFeb: true, Statistical: true},
			{ID: "i2", Code: "I2", Name: "能耗强度", Unit: "%", Display: "%", Verifier: "u1", Direction: plan.Range,
				Accumulation: plan.Rate, Frequency: plan.Quarterly}},
		Targets: []plan.Target{
			{ID: "t1", Code: "T1", Programme: "g1", Action: "a1", Indicator: "i1", Unit: "u2", Year: 2023, Shape: plan.Typed,
				Floor: core.Whole(90), Value: core.Whole(100), Stretch: core.Whole(110)},
			{ID: "t2", Code: "T2", Programme: "g1", Action: "a1", Indicator: "i1", Unit: "u3", Year: 2023, Shape: plan.Linear,
				Value: core.Whole(40), Parent: "t1", Dimension: "功能区"},
			{ID: "t3", Code: "T3", Programme: "g1", Action: "a1", Indicator: "i2", Unit: "u3", Year: 2023, Shape: plan.Flat,
				Value: core.Whole(1), High: core.Whole(2)}},
		Points: []plan.Point{
			{Target: "t1", Period: "2023-01~02", Planned: core.Whole(10)},
			{Target: "t1", Period: "2023-06", Planned: core.Whole(50)},
			{Target: "t1", Period: "2023-12", Planned: core.Whole(100)}},
		Rules: []plan.Rule{{ID: "r1", Version: 1, Name: "规则", Kind: plan.ByMissed, MissedRed: 3}},
	}
}

// ownRules has a rule of ratios, without points, and one of the time gone by.
func ownRules() []plan.Rule {
	return []plan.Rule{
		{ID: "r2", Version: 1, Name: "比例", Kind: plan.ByRatio, Green: core.Whole(1), Yellow: core.Micro(950_000)},
		{ID: "r3", Version: 1, Name: "时序", Kind: plan.ByElapsed, PointsYellow: core.Whole(10), PointsRed: core.Whole(30)},
	}
}

func summary(faults []plan.Fault) []string {
	var lines []string
	for _, f := range faults {
		mark := ""
		if f.Severity == plan.Warning {
			mark = "? "
		}
		lines = append(lines, fmt.Sprintf("%s%s %s %s %s", mark, f.Kind, f.Code, f.Field, f.Key))
	}
	return lines
}

func TestCheckSound(t *testing.T) {
	if got := summary(soundBook().Check()); got != nil {
		t.Errorf("Check() of a sound book = %q, want none", got)
	}
	if got := new(plan.Book).Check(); got != nil {
		t.Errorf("Check() of the empty book = %q, want none", summary(got))
	}
}

func TestCheckFaults(t *testing.T) {
	tests := []struct {
		name string
		harm func(b *plan.Book)
		want []string // all faults, in order
	}{
		{"unit code twice, case apart", func(b *plan.Book) { b.Units[3].Code = "z1" }, []string{"unit z1 code plan.code-twice"}},
		{"unit id twice", func(b *plan.Book) { b.Posts = append(b.Posts, b.Posts[0]); b.Posts[1].Code = "P2" }, []string{"post P2 id plan.id-twice"}},
		{"action beyond all numbers", func(b *plan.Book) { b.Actions[0].No = 99_999_999_999 }, []string{"action A01 no plan.most"}},
		{"unit without code", func(b *plan.Book) { b.Units[1].Code = " " }, []string{"unit   code plan.required"}},
		{"unit kind", func(b *plan.Book) { b.Units[1].Kind = "bureau" }, []string{"unit TJ kind plan.enum"}},
		{"parent missing", func(b *plan.Book) { b.Units[3].Parent = "u9" }, []string{"unit Z2 parent_id plan.no-such"}},
		{"cycle", func(b *plan.Book) { b.Units[2].Parent = "u3"; b.Units[3].Parent = "u2" },
			[]string{"unit Z1 parent_id plan.cycle", "unit Z2 parent_id plan.cycle"}},
		{"own parent", func(b *plan.Book) { b.Units[3].Parent = "u3" }, []string{"unit Z2 parent_id plan.cycle"}},
		{"second root", func(b *plan.Book) { b.Units[3].Parent = "" }, []string{"unit Z2 parent_id plan.second-root", "? target T2 responsible_unit_id plan.root-reports", "? target T3 responsible_unit_id plan.root-reports"}},
		{"root of another kind", func(b *plan.Book) { b.Units[0].Kind = plan.UnitZone }, []string{"? unit Q kind plan.root-kind"}},
		{"district below", func(b *plan.Book) { b.Units[3].Kind = plan.UnitDistrict }, []string{"unit Z2 kind plan.district-below"}},
		{"name of the root", func(b *plan.Book) { b.Units[3].Name = "区" }, []string{"unit Z2 name plan.name-of-root"}},
		{"name of the root, listed before it", func(b *plan.Book) { b.Units[0], b.Units[3] = b.Units[3], b.Units[0]; b.Units[0].Name = "区" },
			[]string{"unit Z2 name plan.name-of-root"}},
		{"unit name twice", func(b *plan.Book) { b.Units[3].Name = "一区" }, []string{"? unit Z2 name plan.unit-name-twice"}},
		{"unit name taken over", func(b *plan.Book) {
			b.Units[3].Name, b.Units[2].To, b.Units[3].From = "一区", "2023-06-30", "2023-07-01"
		}, nil},
		{"growth broken down", func(b *plan.Book) {
			b.Indicators[0].Accumulation, b.Targets[0].Shape, b.Targets[1].Shape, b.Points = plan.Growth, plan.Flat, plan.Flat, nil
		},
			[]string{"? target T2 parent_id plan.part-apart"}},
		{"dates", func(b *plan.Book) { b.Units[2].To = "2019-12-31" }, []string{"unit Z1 valid_to plan.dates-order", "target T1 unit_id plan.unit-ended"}},
		{"no date", func(b *plan.Book) { b.Posts[0].From = "2023-02-30" }, []string{"post P1 valid_from plan.date"}},
		{"own successor", func(b *plan.Book) { b.Units[3].Successor = "u3" }, []string{"unit Z2 successor_id plan.own-successor"}},
		{"post without unit", func(b *plan.Book) { b.Posts[0].Unit = "" }, []string{"post P1 unit_id plan.required"}},
		{"holding", func(b *plan.Book) { b.Holdings = []plan.Holding{{Post: "p9", Person: "x", From: "2023-01-01"}} },
			[]string{"holding  post_id plan.no-such"}},
		{"rule ratio", func(b *plan.Book) {
			b.Rules[0].Kind = plan.ByRatio
			b.Rules[0].Green = core.Whole(1)
			b.Rules[0].Yellow = core.Whole(2)
		},
			[]string{"rule r1 yellow plan.rule-ratio"}},
		{"rule points", func(b *plan.Book) { b.Rules[0].Kind = plan.ByElapsed }, []string{"rule r1 points_red plan.rule-points"}},
		{"rule missed", func(b *plan.Book) { b.Rules[0].MissedRed = 0 }, []string{"rule r1 missed_red plan.bounds"}},
		{"rule version", func(b *plan.Book) { b.Rules[0].Version = 0 }, []string{"rule r1 version plan.positive"}},
		{"programme years", func(b *plan.Book) { b.Programmes[0].StartYear = 2024 },
			[]string{"programme CX end_year plan.years-order", "target T1 year plan.year-outside", "target T2 year plan.year-outside", "target T3 year plan.year-outside", "? task W1 due_on plan.year-outside"}},
		{"programme state and rule", func(b *plan.Book) { b.Programmes[0].State = "open"; b.Programmes[0].Rule = "r9" },
			[]string{"programme CX state plan.enum", "programme CX rule_id plan.no-such"}},
		{"default rule is known", func(b *plan.Book) { b.Programmes[0].Rule = "default" }, nil},
		{"action number twice", func(b *plan.Book) {
			b.Actions = append(b.Actions, b.Actions[0])
			b.Actions[1].ID, b.Actions[1].Code = "a2", "A02"
		},
			[]string{"action A02 no plan.number-twice"}},
		{"same code in another programme", func(b *plan.Book) {
			b.Programmes = append(b.Programmes, b.Programmes[0])
			b.Programmes[1].ID, b.Programmes[1].Code = "g2", "CX24"
			b.Actions = append(b.Actions, b.Actions[0])
			b.Actions[1].ID, b.Actions[1].Programme = "a2", "g2"
		}, nil},
		{"post that leads nothing", func(b *plan.Book) { b.Posts[0].Leader = false }, []string{"? action A01 lead_post_id plan.not-leader"}},
		{"action in no programme", func(b *plan.Book) { b.Tasks[0].Action = "a9" }, []string{"task W1 action_id plan.no-such"}},
		{"task weight", func(b *plan.Book) { b.Tasks[0].Weight = core.Micro(0) }, []string{"task W1 weight plan.weight"}},
		{"task supporting", func(b *plan.Book) { b.Tasks[0].Supporting = "u1,u9,u1" },
			[]string{"task W1 supporting plan.no-such", "? task W1 supporting plan.listed-twice"}},
		{"task without an end", func(b *plan.Book) { b.Tasks[0].Due = ""; b.Milestones = nil }, []string{"? task W1 due_on plan.no-end"}},
		{"milestone late", func(b *plan.Book) { b.Milestones[1].Due = "2024-01-01" }, []string{"milestone W1-2 due_on plan.milestone-late"}},
		{"milestone early and out of order", func(b *plan.Book) { b.Milestones[1].Due = "2022-12-31" },
			[]string{"milestone W1-2 due_on plan.milestone-early", "? milestone W1-2 due_on plan.milestone-order"}},
		{"milestone number", func(b *plan.Book) { b.Milestones[1].No = 1 }, []string{"milestone W1-1 no plan.number-twice"}},
		{"indicator words", func(b *plan.Book) { b.Indicators[1].Direction = "up"; b.Indicators[1].Frequency = "" },
			[]string{"indicator I2 direction plan.enum", "indicator I2 frequency plan.enum", "target T3 high plan.high-unused"}},
		{"indicator bounds", func(b *plan.Book) {
			b.Indicators[0].Decimals = 7
			b.Indicators[0].DueDay = 31
			b.Indicators[0].SampleRate = -1
		},
			[]string{"indicator I1 decimals plan.bounds", "indicator I1 due_day plan.bounds", "indicator I1 sample_rate plan.bounds"}},
		{"indicator name twice", func(b *plan.Book) { b.Indicators[1].Name = "投资" }, []string{"? indicator I2 name plan.name-twice"}},
		{"indicator by another name", func(b *plan.Book) {
			b.Indicators[0].Name, b.Indicators[1].Name, b.Indicators[1].Accumulation = "社会消费品零售总额", "社零额", b.Indicators[0].Accumulation
		}, []string{"? indicator I2 name plan.one-thing"}},
		{"storage unit", func(b *plan.Book) { b.Indicators[0].Unit = "元" }, []string{"indicator I1 display_unit plan.unit-pair"}},
		{"a count below zero", func(b *plan.Book) {
			x, t := &b.Indicators[0], &b.Targets[0]
			x.Unit, x.Display, t.Floor, t.Shape, b.Targets[1].Value = "家", "家", core.Whole(-1), plan.Linear, core.Whole(0)
			b.Points = nil
		}, []string{"target T1 floor_value report.below-zero"}},
		{"a net change below zero", func(b *plan.Book) {
			x, t := &b.Indicators[0], &b.Targets[0]
			x.Unit, x.Display, x.Accumulation, t.Floor, t.Shape = "家", "家", plan.Flow, core.Whole(-1), plan.Linear
			b.Points = nil
		}, []string{"? target T1 floor_value plan.negative"}},
		{"money wanted below zero", func(b *plan.Book) {
			b.Targets[0].Floor, b.Targets[0].Shape, b.Points = core.Whole(-1), plan.Linear, nil
		}, []string{"target T1 floor_value plan.money-below-zero"}},
		{"a balance below zero", func(b *plan.Book) {
			b.Indicators[0].Name, b.Targets[0].Floor, b.Targets[0].Shape, b.Points = "利润总额", core.Whole(-1), plan.Linear, nil
		}, []string{"? target T1 floor_value plan.negative"}},
		{"own unit", func(b *plan.Book) { b.Indicators[0].Unit, b.Indicators[0].Display = "艘次", "艘次" },
			[]string{"? indicator I1 display_unit plan.unit-own"}},
		{"unit written otherwise", func(b *plan.Book) { b.Indicators[0].Unit, b.Indicators[0].Display = "亿圆", "亿圆" },
			[]string{"? indicator I1 display_unit plan.unit-near"}},
		{"unit misspelt", func(b *plan.Book) { b.Indicators[0].Unit, b.Indicators[0].Display = "亿园", "亿园" },
			[]string{"? indicator I1 display_unit plan.unit-near"}},
		{"rate rises only", func(b *plan.Book) { b.Indicators[1].RisesOnly = true }, []string{"indicator I2 rises_only plan.rises-only"}},
		{"rate by half", func(b *plan.Book) { b.Indicators[1].NumeratorOf = "i1" }, []string{"indicator I2 denominator_id plan.half-rate"}},
		{"rate of itself", func(b *plan.Book) { b.Indicators[1].NumeratorOf = "i2"; b.Indicators[1].Denominator = "i1" },
			[]string{"indicator I2 numerator_id plan.own-part"}},
		{"no verifier", func(b *plan.Book) { b.Indicators[1].Verifier = "" }, []string{"? indicator I2 verifier_unit_id plan.no-verifier"}},
		{"verifier is the reporter", func(b *plan.Book) { b.Targets[2].Responsible = "u1" }, []string{"target T3 responsible_unit_id plan.verifier-inside"}},
		{"verifier below the reporter", func(b *plan.Book) { b.Units[1].Parent = "u3" },
			[]string{"target T2 responsible_unit_id plan.verifier-inside", "target T3 responsible_unit_id plan.verifier-inside"}},
		{"the root reports", func(b *plan.Book) { b.Targets[2].Unit = "u0" }, []string{"? target T3 responsible_unit_id plan.root-reports"}},
		{"statistics of an enterprise", func(b *plan.Book) { b.Targets[1].Unit = "u4" }, []string{"target T2 unit_id plan.enterprise"}},
		{"operational figure of an enterprise", func(b *plan.Book) { b.Targets[1].Unit = "u4"; b.Indicators[0].Statistical = false }, nil},
		{"nothing wanted", func(b *plan.Book) { b.Targets[1].Value = core.Quantity{} }, []string{"target T2 value plan.no-value"}},
		{"reference only", func(b *plan.Book) {
			b.Targets[1].Value = core.Quantity{}
			b.Targets[1].Reference = "不低于全市平均"
		}, nil},
		{"range without high", func(b *plan.Book) { b.Targets[2].High = core.Quantity{} }, []string{"target T3 high plan.no-high"}},
		{"range upside down", func(b *plan.Book) { b.Targets[2].High = core.Whole(0) }, []string{"target T3 high plan.high-below"}},
		{"high of no range", func(b *plan.Book) { b.Targets[1].High = core.Whole(50) }, []string{"target T2 high plan.high-unused"}},
		{"tiers", func(b *plan.Book) { b.Targets[0].Floor = core.Whole(101) }, []string{"target T1 value plan.tiers-ge"}},
		{"floor above stretch", func(b *plan.Book) {
			b.Targets[1].Value = core.Quantity{}
			b.Targets[1].Reference = "x"
			b.Targets[1].Floor = core.Whole(2)
			b.Targets[1].Stretch = core.Whole(1)
		},
			[]string{"target T2 stretch plan.tiers-ge"}},
		{"tiers of a ceiling", func(b *plan.Book) { b.Indicators[0].Direction = plan.AtMost },
			[]string{"target T1 value plan.tiers-le", "target T1 stretch plan.tiers-le"}},
		{"tiers of a range", func(b *plan.Book) { b.Targets[2].Floor = core.Whole(1) }, []string{"? target T3 floor_value plan.tiers-unused"}},
		{"linear rate", func(b *plan.Book) { b.Targets[2].Shape = plan.Linear }, []string{"target T3 shape plan.shape"}},
		{"no shape", func(b *plan.Book) { b.Targets[2].Shape = "" }, []string{"target T3 shape plan.enum"}},
		{"rank", func(b *plan.Book) {
			b.Indicators[0].Accumulation, b.Indicators[0].Direction = plan.Rank, plan.AtMost
			b.Targets = b.Targets[1:2]
			b.Targets[0].Parent, b.Targets[0].Dimension, b.Targets[0].Shape = "", "", plan.Flat
			b.Targets[0].Value = core.Micro(1_500_000)
			b.Points = nil
		}, []string{"target T2 value plan.rank"}},
		{"yes-no", func(b *plan.Book) {
			b.Indicators[1].Accumulation, b.Indicators[1].Direction = plan.YesNo, plan.Reach
			b.Targets[2].Value, b.Targets[2].High = core.Whole(2), core.Quantity{}
		}, []string{"target T3 value plan.yesno"}},
		{"target weight", func(b *plan.Book) { b.Targets[0].Weight = core.Whole(-1) }, []string{"target T1 weight plan.weight"}},
		{"action of another programme", func(b *plan.Book) {
			b.Programmes = append(b.Programmes, plan.Programme{ID: "g2", Code: "X", Name: "x", StartYear: 2023, EndYear: 2023, State: plan.Draft})
			b.Targets[2].Programme = "g2"
		}, []string{"target T3 action_id plan.action-elsewhere"}},
		{"part without dimension", func(b *plan.Book) { b.Targets[1].Dimension = "" }, []string{"target T2 dimension plan.required"}},
		{"dimension without whole", func(b *plan.Book) { b.Targets[0].Dimension = "部门" }, []string{"? target T1 dimension plan.dimension-unused"}},
		{"part of another indicator", func(b *plan.Book) { b.Targets[1].Parent = "t3" }, []string{"target T2 parent_id plan.parent-indicator", "target T2 unit_id plan.part-of-itself"}},
		{"part of another year", func(b *plan.Book) { b.Programmes[0].EndYear = 2024; b.Targets[1].Year = 2024 }, []string{"target T2 parent_id plan.parent-year"}},
		{"whole of itself", func(b *plan.Book) { b.Targets[0].Parent, b.Targets[0].Dimension = "t2", "功能区" },
			[]string{"target T1 parent_id plan.cycle", "target T2 parent_id plan.cycle"}},
		{"part twice", func(b *plan.Book) {
			b.Targets = append(b.Targets, b.Targets[1])
			b.Targets[3].ID, b.Targets[3].Code = "t4", "T4"
		},
			[]string{"target T4 unit_id plan.part-twice"}},
		{"target twice", func(b *plan.Book) {
			b.Targets = append(b.Targets, b.Targets[2])
			b.Targets[3].ID, b.Targets[3].Code = "t4", "T4"
		},
			[]string{"? target T4 unit_id plan.target-twice"}},
		{"point of another year", func(b *plan.Book) { b.Points[1].Period = "2022-06" }, []string{"trajectory T1 period plan.point-year"}},
		{"point at no release", func(b *plan.Book) { b.Points[0].Period = "2023-02" }, []string{"trajectory T1 period plan.no-release"}},
		{"point at no period", func(b *plan.Book) { b.Points[0].Period = "2月" }, []string{"trajectory T1 period plan.period"}},
		{"point twice", func(b *plan.Book) { b.Points[1].Period = "2023-12" }, []string{"trajectory T1 period plan.point-twice", "? trajectory T1 planned plan.course-misses"}},
		{"point falls", func(b *plan.Book) { b.Points[1].Planned = core.Whole(5) }, []string{"trajectory T1 planned plan.point-falls"}},
		{"points end early", func(b *plan.Book) { b.Points = b.Points[:2] }, []string{"? trajectory T1 period plan.course-ends"}},
		{"points end elsewhere", func(b *plan.Book) { b.Points[2].Planned = core.Whole(99) }, []string{"? trajectory T1 planned plan.course-misses"}},
		{"a rule without points for a rate", func(b *plan.Book) { b.Rules, b.Targets[2].Rule = ownRules(), "r2" }, []string{"? target T3 rule_id plan.rule-no-points"}},
		{"a rule with points for a rate", func(b *plan.Book) {
			b.Rules, b.Targets[2].Rule = ownRules(), "r2"
			b.Rules = append(b.Rules, b.Rules[0])
			b.Rules[0].Version, b.Rules[0].ID = 2, "r9"
			b.Rules[2].PointsYellow, b.Rules[2].PointsRed = core.Micro(500_000), core.Whole(2)
		}, nil},
		{"a rule of points turned round", func(b *plan.Book) {
			b.Rules = ownRules()
			b.Rules[0].PointsYellow = core.Whole(2)
		}, []string{"rule r2 points_red plan.rule-points"}},
		{"a rule of time for a rate", func(b *plan.Book) { b.Rules, b.Targets[2].Rule = ownRules(), "r3" }, []string{"? target T3 rule_id plan.rule-of-time"}},
		{"a rule of time for a stock", func(b *plan.Book) {
			b.Rules, b.Targets[2].Rule = ownRules(), "r3"
			b.Indicators[1].Accumulation, b.Indicators[1].Unit, b.Indicators[1].Display = plan.Stock, "个", "个"
		}, []string{"? target T3 rule_id plan.rule-no-ratio"}},
		{"a programme's rule without points", func(b *plan.Book) { b.Rules, b.Programmes[0].Rule = ownRules(), "r2" }, []string{"? programme CX rule_id plan.rule-no-limits"}},
		{"a programme's rule that counts months", func(b *plan.Book) { b.Programmes[0].Rule = "r1" }, nil},
		{"no points", func(b *plan.Book) { b.Points = nil }, []string{"? target T1 shape plan.no-points"}},
		{"points unused", func(b *plan.Book) { b.Targets[0].Shape = plan.Linear }, []string{"? target T1 shape plan.points-unused"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := soundBook()
			tt.harm(b)
			if diff := cmp.Diff(tt.want, summary(b.Check())); diff != "" {
				t.Errorf("Check() after %s (-want +got):\n%s", tt.name, diff)
			}
		})
	}
}

func TestCheckIsDeterministic(t *testing.T) {
	b := soundBook()
	for i := range b.Targets {
		b.Targets[i].Indicator, b.Targets[i].Unit, b.Targets[i].Action = "x", "y", "z"
	}
	first := summary(b.Check())
	for range 20 {
		if again := summary(b.Check()); !slices.Equal(first, again) {
			t.Fatalf("Check() = %q, then %q", first, again)
		}
	}
}

func TestAhead(t *testing.T) {
	b := soundBook()
	b.Milestones[0].DoneOn, b.Milestones[1].DoneOn = "2023-11-14", "2023-11-15"
	want := []string{"milestone W1-2 done_on report.future-date"}
	if diff := cmp.Diff(want, summary(b.Ahead("2023-11-14"))); diff != "" {
		t.Errorf("Ahead(2023-11-14) (-want +got):\n%s", diff)
	}
	if got := summary(b.Ahead("2023-11-15")); got != nil {
		t.Errorf("Ahead(2023-11-15) = %q, want none", got)
	}
}

// The day's error named 0 as the least, while the workbook's head says 1; none given is 0.
func TestDayOfMonthSaysWhatTheWorkbookSays(t *testing.T) {
	for _, day := range []int64{-1, 29} {
		b := soundBook()
		b.Indicators[0].ReleaseDay = day
		faults := b.Check()
		want := []string{"value", fmt.Sprint(day), "low", "1", "high", "28"}
		if len(faults) != 1 || !slices.Equal(faults[0].Args, want) {
			t.Errorf("Check() with release day %d = %+v, want one fault with %q", day, faults, want)
		}
	}
	b := soundBook()
	b.Indicators[0].DueDay, b.Indicators[0].ReleaseDay = 0, 28
	if faults := b.Check(); len(faults) != 0 {
		t.Errorf("Check() with no day and the 28th = %+v, want nothing", faults)
	}
}
