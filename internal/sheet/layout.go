package sheet

import (
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// meaning says how a column's cells are read and written.
type meaning uint8

const (
	asText meaning = iota
	asCode
	asUnit  // a unit's code or name
	asUnits // several, separated by 、 or , or ;
	asPost
	asProgramme
	asAction
	asTask
	asIndicator
	asTarget
	asRule
	asWord   // one of the column's words
	asFlag   // yes or no
	asInt    // a whole number
	asDate   // a calendar date
	asMonth  // a calendar month
	asPeriod // a release of the row's indicator
	asNumber // a plain decimal: weights, thresholds
	asValue  // a decimal in the indicator's display unit
)

// column describes one column of one sheet.
type column struct {
	field    string // the record's column; also accepted as a header
	zh, en   string // headers
	means    meaning
	words    []word
	required bool
	keeps    bool // a blank cell leaves an existing row's value alone, because blank means the default
	self     bool // refers to the same table: read after its codes are known
	virtual  bool // helps to find the row or its references, is stored nowhere
	width    float64
	also     []string // further headers
	noteZh   string
	noteEn   string
}

// table describes one sheet of the workbook.
type table struct {
	id      string // the machine name, also accepted as the sheet's name
	zh, en  string
	also    []string
	make    func() record.Row
	columns []column
	prefix  string // of codes made for rows without one
	digits  int
	noteZh  string
	noteEn  string
}

// The machine names of the sheets.
const (
	unitsSheet      = "units"
	postsSheet      = "posts"
	rulesSheet      = "rules"
	programmeSheet  = "programme"
	actionsSheet    = "actions"
	indicatorsSheet = "indicators"
	targetsSheet    = "targets"
	breakdownSheet  = "breakdown"
	trajectorySheet = "trajectory"
	tasksSheet      = "tasks"
	milestonesSheet = "milestones"
	figuresSheet    = "figures"
	progressSheet   = "progress"
	questionsSheet  = "questions"
)

// readOrder lists the sheets so that what is referred to comes first.
func readOrder() []string {
	return []string{unitsSheet, postsSheet, rulesSheet, programmeSheet, actionsSheet, indicatorsSheet,
		targetsSheet, breakdownSheet, trajectorySheet, tasksSheet, milestonesSheet, progressSheet, figuresSheet, questionsSheet}
}

// tables describes all sheets, in the order of the workbook.
func tables() []table {
	return []table{
		unitTable(), postTable(), programmeTable(), actionTable(), indicatorTable(), targetTable(),
		breakdownTable(), trajectoryTable(), taskTable(), milestoneTable(), progressTable(), ruleTable(), figureTable(), questionTable(),
	}
}

func (t *table) name(lang string) string {
	if lang == english {
		return t.en
	}
	return t.zh
}

func (c *column) header(lang string) string {
	if lang == english {
		return c.en
	}
	return c.zh
}

func (c *column) note(lang string) string {
	if lang == english {
		return c.noteEn
	}
	return c.noteZh
}

func (t *table) column(field string) *column {
	for i := range t.columns {
		if t.columns[i].field == field {
			return &t.columns[i]
		}
	}
	return nil
}

// keyColumn is the first column by which a row without a code is known.
func (t *table) keyColumn() string {
	for i := range t.columns {
		if t.columns[i].required {
			return t.columns[i].field
		}
	}
	return ""
}

func code(noteZh, noteEn string) column {
	return column{field: "code", zh: "编号", en: "Code", means: asCode, width: 10, also: []string{"代码", "序号编码"}, noteZh: noteZh, noteEn: noteEn}
}

func codeNote() (string, string) {
	return "行的固定标识：再次导入按编号对应，改名不改编号；留空则自动编号", "The row's fixed key: a later import finds the row by it; left blank, a code is made"
}

func name(noteZh, noteEn string) column {
	return column{field: "name", zh: "名称", en: "Name", required: true, width: 28, noteZh: noteZh, noteEn: noteEn}
}

func nameEn() column {
	return column{field: "name_en", zh: "英文名称", en: "English name", width: 22, noteZh: "英文界面用，可不填", noteEn: "For the English interface, optional"}
}

func unitTable() table {
	z, e := codeNote()
	return table{
		id: unitsSheet, zh: "单位", en: "Units", also: []string{"责任单位", "unit"}, prefix: "U", digits: 2,
		make:   func() record.Row { return &plan.Unit{} },
		noteZh: "承担指标和任务的单位，按上级单位成树，最上面是本级，只有一个",
		noteEn: "Bodies that own figures and tasks; they form a tree with one root, the district itself",
		columns: []column{
			code(z, e), name("单位全称或规范简称", "Full name or usual short name"), nameEn(),
			{field: "kind", zh: "类别", en: "Kind", means: asWord, words: unitKinds(), keeps: true, width: 12, also: []string{"单位类别", "类型"}, noteZh: "留空按名称判断", noteEn: "Left blank, judged by the name"},
			{field: "parent_id", zh: "上级单位", en: "Parent", means: asUnit, self: true, keeps: true, width: 16, also: []string{"上级", "隶属"}, noteZh: "上级单位的编号或名称；留空为本级之下", noteEn: "Code or name; left blank, directly under the district"},
			{field: "sort_order", zh: "排序", en: "Order", means: asInt, width: 8, also: []string{"序号"}, noteZh: "同级单位的先后", noteEn: "Place among its siblings"},
			{field: "valid_from", zh: "起始日期", en: "From", means: asDate, width: 13, noteZh: "成立或划入之日，可不填", noteEn: "Day of founding or transfer, optional"},
			{field: "valid_to", zh: "终止日期", en: "To", means: asDate, width: 13, noteZh: "撤并之日，可不填", noteEn: "Day of merger or closing, optional"},
			{field: "successor_id", zh: "承接单位", en: "Successor", means: asUnit, self: true, width: 16, noteZh: "撤并后由谁承接", noteEn: "Who took over"},
		},
	}
}

func postTable() table {
	z, e := codeNote()
	return table{
		id: postsSheet, zh: "岗位", en: "Posts", also: []string{"post"}, prefix: "PO", digits: 2,
		make:   func() record.Row { return &plan.Post{} },
		noteZh: "岗位而非姓名：姓名属个人信息，不进工作簿",
		noteEn: "Posts, not persons: names are personal data and do not belong in the workbook",
		columns: []column{
			code(z, e),
			{field: "unit_id", zh: "所属单位", en: "Unit", means: asUnit, required: true, width: 16, also: []string{"单位"}, noteZh: "单位的编号或名称", noteEn: "The unit's code or name"},
			name("岗位名称", "The post's name"), nameEn(),
			{field: "leader", zh: "可牵头行动", en: "May lead an action", means: asFlag, words: yesNo(), keeps: true, width: 12, also: []string{"领导"}, noteZh: "是/否", noteEn: "Yes or no"},
			{field: "valid_from", zh: "起始日期", en: "From", means: asDate, width: 13, noteZh: "可不填", noteEn: "Optional"},
			{field: "valid_to", zh: "终止日期", en: "To", means: asDate, width: 13, noteZh: "可不填", noteEn: "Optional"},
		},
	}
}

func programmeTable() table {
	z, e := codeNote()
	return table{
		id: programmeSheet, zh: "专项年", en: "Programme", also: []string{"年度计划", "programmes", "专项", "计划"}, prefix: "Y", digits: 1,
		make:   func() record.Row { return &plan.Programme{} },
		noteZh: "一行一个年度计划；可同时有多个",
		noteEn: "One row for each programme; several may run at once",
		columns: []column{
			code(z, e), name("计划名称", "The programme's name"), nameEn(),
			{field: "theme", zh: "主题", en: "Theme", width: 18, also: []string{"主题年"}, noteZh: "主题年名称，可不填", noteEn: "Name of the theme year, optional"},
			{field: "start_year", zh: "起始年份", en: "Start year", means: asInt, required: true, width: 10, also: []string{"年份", "年度", "year"}, noteZh: "四位年份", noteEn: "Four digits"},
			{field: "end_year", zh: "结束年份", en: "End year", means: asInt, keeps: true, width: 10, noteZh: "留空同起始年份", noteEn: "Left blank, the start year"},
			{field: "state", zh: "状态", en: "State", means: asWord, words: states(), keeps: true, width: 10, noteZh: "留空为草稿", noteEn: "Left blank, a draft"},
			{field: "no_approval", zh: "免单位审核", en: "No unit approval", means: asFlag, words: yesNo(), keeps: true, width: 12, noteZh: "是：填报后不经单位审核人", noteEn: "Yes: reports skip the unit's approver"},
			{field: "counts_from", zh: "计入时点", en: "Counts from", means: asWord, words: countings(), keeps: true, width: 12, noteZh: "填报数从何时起影响亮灯", noteEn: "From which state on a reported figure moves lights"},
			{field: "rule_id", zh: "亮灯规则", en: "Light rule", means: asRule, width: 12, also: []string{"规则"}, noteZh: "规则编号；留空用默认规则", noteEn: "Code of a rule; left blank, the default"},
			{field: "level", zh: "公开范围", en: "Level", means: asWord, words: levels(), keeps: true, width: 12, noteZh: "留空为内部", noteEn: "Left blank, internal"},
		},
	}
}

func programmeColumn() column {
	return column{field: "programme_id", zh: "专项年", en: "Programme", means: asProgramme, keeps: true, width: 14, also: []string{"年度计划", "专项年编号"},
		noteZh: "只有一个专项年时可不填", noteEn: "Not needed when there is only one"}
}

func actionTable() table {
	z, e := codeNote()
	return table{
		id: actionsSheet, zh: "行动", en: "Actions", also: []string{"action", "专项行动"}, prefix: "A", digits: 2,
		make:   func() record.Row { return &plan.Action{} },
		noteZh: "专项年下的各项行动，按序号排列",
		noteEn: "The programme's actions, in order",
		columns: []column{
			programmeColumn(), code(z, e),
			{field: "no", zh: "序号", en: "No", means: asInt, keeps: true, width: 8, noteZh: "留空按行序", noteEn: "Left blank, in the order of the rows"},
			name("文件中的全称", "As the document says it"),
			{field: "short", zh: "简称", en: "Short name", keeps: true, width: 14, noteZh: "看板用；留空同名称", noteEn: "For the board; left blank, the name"},
			nameEn(),
			{field: "lead_post_id", zh: "牵头领导岗位", en: "Lead post", means: asPost, width: 16, also: []string{"牵头领导", "牵头岗位"}, noteZh: "岗位编号或名称", noteEn: "Code or name of a post"},
			{field: "lead_unit_id", zh: "牵头单位", en: "Lead unit", means: asUnit, width: 16, noteZh: "一个", noteEn: "One"},
		},
	}
}

func ruleTable() table {
	return table{
		id: rulesSheet, zh: "亮灯规则", en: "Rules", also: []string{"规则", "rule"}, prefix: "R", digits: 2,
		make:   func() record.Row { return &plan.Rule{} },
		noteZh: "亮灯规则；不填则用默认规则（比计划进度，1 为绿，0.9 为黄）",
		noteEn: "Rules of lights; without any the default holds (against plan: green at 1, yellow at 0.9)",
		columns: []column{
			{field: "id", zh: "编号", en: "Code", means: asCode, width: 10, also: []string{"代码", "code"}, noteZh: "规则的固定标识", noteEn: "The rule's fixed key"},
			name("规则名称", "The rule's name"), nameEn(),
			{field: "kind", zh: "方式", en: "Kind", means: asWord, words: ruleKinds(), required: true, width: 16, noteZh: "比计划进度、比时序进度或按连续未达", noteEn: "Against plan, against elapsed time, or by releases missed"},
			{field: "green", zh: "绿灯线", en: "Green", means: asNumber, width: 10, noteZh: "完成与计划之比，如 1", noteEn: "Ratio to plan, e.g. 1"},
			{field: "yellow", zh: "黄灯线", en: "Yellow", means: asNumber, width: 10, noteZh: "如 0.9", noteEn: "e.g. 0.9"},
			{field: "points_yellow", zh: "黄灯落后点数", en: "Points to yellow", means: asNumber, width: 12, noteZh: "落后达到多少个百分点亮黄灯；增速、比率、位次按此评判，任何方式都可填", noteEn: "Yellow from so many points behind; growth, rates and ranks are judged by it, whatever the kind"},
			{field: "points_red", zh: "红灯落后点数", en: "Points to red", means: asNumber, width: 12, noteZh: "落后超过多少个百分点亮红灯；要求同左", noteEn: "Red beyond so many points behind; for the same"},
			{field: "missed_red", zh: "连续未达期数", en: "Releases missed", means: asInt, width: 12, noteZh: "连续几期未达亮红灯", noteEn: "How many in a row make it red"},
		},
	}
}

func figureTable() table {
	return table{
		id: figuresSheet, zh: "数据", en: "Figures", also: []string{"数据表", "observations", "历史数据", "完成数据"},
		make:   func() record.Row { return &report.Observation{} },
		noteZh: "已有的数：往年和今年各期的调度数、统计数、公开数；不同口径分行填写",
		noteEn: "Figures that exist already, of past years and this; each basis in its own row",
		columns: []column{
			{field: "indicator_id", zh: "指标", en: "Indicator", means: asIndicator, required: true, width: 14, also: []string{"指标编号", "指标代码"}, noteZh: "编号或名称", noteEn: "Code or name"},
			{field: "unit_id", zh: "单位", en: "Unit", means: asUnit, required: true, width: 14, also: []string{"单位编号"}, noteZh: "编号或名称；全区数填本级", noteEn: "Code or name; the district itself for its totals"},
			{field: "period", zh: "期间", en: "Period", means: asPeriod, required: true, width: 14, also: []string{"时期", "月份", "报告期"}, noteZh: "如 2023-10、2023年1-2月、2023年三季度、2022年", noteEn: "e.g. 2023-10, 2023-01~02, 2023-Q3, 2022"},
			{field: "basis", zh: "口径", en: "Basis", means: asWord, words: bases(), required: true, width: 12, also: []string{"数据口径"}, noteZh: "调度数、统计数、公开数，不得混用", noteEn: "Operational, official or published; never mixed"},
			{field: "value", zh: "数值", en: "Value", means: asValue, required: true, width: 14, also: []string{"完成值", "值"}, noteZh: "按指标的计量单位；没有数填“无数据”", noteEn: "In the indicator's unit; n/a when there is none"},
			{field: "vintage", zh: "版次", en: "Vintage", means: asWord, words: vintages(), width: 12, noteZh: "初步数、修订数、最终数；统计数留空为初步数，调度数、公开数可不填", noteEn: "Preliminary, revised or final; an official figure left blank is preliminary, others need none"},
			{field: "released_on", zh: "发布日期", en: "Released on", means: asDate, width: 13, noteZh: "统计数、公开数的发布日", noteEn: "Day of release"},
			{field: "specimen", zh: "示例数据", en: "Illustrative", means: asFlag, words: yesNo(), keeps: true, width: 10, also: []string{"示例"}, noteZh: "编造的示例填是", noteEn: "Yes if made up for a demonstration"},
			{field: "source", zh: "来源", en: "Source", width: 24, also: []string{"数据来源"}, noteZh: "公报、月报或报道名称", noteEn: "The release or article"},
		},
	}
}
