package sheet

import (
	"tupo/internal/plan"
	"tupo/internal/record"
)

func indicatorTable() table {
	z, e := codeNote()
	return table{
		id: indicatorsSheet, zh: "指标", en: "Indicators", also: []string{"indicator", "指标库"}, prefix: "I", digits: 3,
		make:   func() record.Row { return &plan.Indicator{} },
		noteZh: "量什么：一个指标一行，各年各单位的目标共用",
		noteEn: "What is measured: one row each, shared by the targets of all years and units",
		columns: []column{
			code(z, e), name("指标全称", "Full name"), nameEn(),
			{field: "aliases", zh: "别名", en: "Aliases", width: 18, also: []string{"简称"}, noteZh: "多个用分号隔开", noteEn: "Several, separated by semicolons"},
			{field: "display_unit", zh: "计量单位", en: "Unit of measure", required: true, width: 10, also: []string{"单位", "unit"}, noteZh: "如 亿元、%、家、个百分点；目标和数据都按它填", noteEn: "e.g. 亿元, %, 家; targets and figures are given in it"},
			{field: "decimals", zh: "小数位", en: "Decimals", means: asInt, keeps: true, width: 8, noteZh: "0 至 6，留空按单位", noteEn: "0 to 6; left blank, by the unit"},
			{field: "competent_unit_id", zh: "主管部门", en: "Competent unit", means: asUnit, width: 14, also: []string{"主管单位"}, noteZh: "发布统计数的部门", noteEn: "Whose release is the official figure"},
			{field: "verifier_unit_id", zh: "核实单位", en: "Verifier", means: asUnit, keeps: true, width: 14, noteZh: "须在填报单位之外；留空为统计部门", noteEn: "Outside the reporting unit; left blank, the statistics department"},
			{field: "direction", zh: "方向", en: "Direction", means: asWord, words: directions(), keeps: true, width: 10, noteZh: "留空为不低于", noteEn: "Left blank, at least"},
			{field: "accumulation", zh: "累计方式", en: "Accumulation", means: asWord, words: accumulations(), keeps: true, width: 14, also: []string{"数据性质"}, noteZh: "一期的数代表什么；留空按计量单位", noteEn: "What a period's figure covers; left blank, by the unit"},
			{field: "statistical", zh: "统计指标", en: "Statistical", means: asFlag, words: yesNo(), keeps: true, width: 10, noteZh: "是：官方数只来自统计发布，不分解到企业", noteEn: "Yes: official figures come from the release only; never broken down to enterprises"},
			{field: "rises_only", zh: "只增不减", en: "Rises only", means: asFlag, words: yesNo(), keeps: true, width: 10, also: []string{"只升不降"}, noteZh: "下降时追问", noteEn: "A fall is questioned"},
			{field: "frequency", zh: "频率", en: "Frequency", means: asWord, words: frequencies(), keeps: true, width: 10, noteZh: "留空为月度", noteEn: "Left blank, monthly"},
			{field: "jan_feb", zh: "1-2月合并", en: "January–February together", means: asFlag, words: yesNo(), keeps: true, width: 12, noteZh: "是：1月不单独报", noteEn: "Yes: January is never asked alone"},
			{field: "due_day", zh: "填报截止日", en: "Due day", means: asInt, width: 10, noteZh: "次月几日，1 至 28", noteEn: "Day of the following month, 1 to 28"},
			{field: "release_day", zh: "统计发布日", en: "Release day", means: asInt, width: 10, noteZh: "次月几日，1 至 28", noteEn: "Day of the following month, 1 to 28"},
			{field: "numerator_id", zh: "分子指标", en: "Numerator", means: asIndicator, self: true, width: 12, noteZh: "比率可填", noteEn: "For rates"},
			{field: "denominator_id", zh: "分母指标", en: "Denominator", means: asIndicator, self: true, width: 12, noteZh: "比率可填", noteEn: "For rates"},
			{field: "sample_rate", zh: "抽查比例", en: "Sample rate", means: asInt, width: 10, noteZh: "百分之几；留空为全部核实", noteEn: "Per cent; left blank, all are verified"},
		},
	}
}

func targetTable() table {
	z, e := codeNote()
	head := []column{
		code(z, e), programmeColumn(),
		{field: "action_id", zh: "行动", en: "Action", means: asAction, width: 10, also: []string{"行动编号", "所属行动"}, noteZh: "编号、名称、简称或序号", noteEn: "Code, name, short name or number"},
		{field: "indicator_id", zh: "指标", en: "Indicator", means: asIndicator, required: true, width: 14, also: []string{"指标编号"}, noteZh: "编号或名称", noteEn: "Code or name"},
		{field: "unit_id", zh: "单位", en: "Unit", means: asUnit, keeps: true, width: 14, also: []string{"所属单位", "目标单位"}, noteZh: "谁的数；留空为本级", noteEn: "Whose figure; left blank, the district's"},
		{field: "year", zh: "年份", en: "Year", means: asInt, keeps: true, width: 8, also: []string{"年度"}, noteZh: "留空同专项年", noteEn: "Left blank, the programme's"},
	}
	return table{
		id: targetsSheet, zh: "目标", en: "Targets", also: []string{"target", "年度目标", "目标任务"}, prefix: "T", digits: 4,
		make:    func() record.Row { return &plan.Target{} },
		noteZh:  "年度目标：指标、单位、全年值及确保、力争两档；分解到各单位的填“分解”表",
		noteEn:  "The year's targets with floor and stretch; their parts by unit go to the Breakdown sheet",
		columns: append(head, targetTail()...),
	}
}

func breakdownTable() table {
	z, e := codeNote()
	head := []column{
		code(z, e),
		{field: "parent_id", zh: "总目标", en: "Whole target", means: asTarget, required: true, width: 12, also: []string{"上级目标", "总目标编号", "parent"}, noteZh: "被分解目标的编号", noteEn: "Code of the target that is broken down"},
		{field: "dimension", zh: "分解维度", en: "Dimension", required: true, width: 12, also: []string{"维度"}, noteZh: "如 功能区、部门、项目；各维度分别对账", noteEn: "e.g. zones, departments, projects; each is reconciled alone"},
		{field: "unit_id", zh: "单位", en: "Unit", means: asUnit, required: true, width: 14, also: []string{"责任单位编号"}, noteZh: "分到谁", noteEn: "Whose part"},
		{field: "action_id", zh: "行动", en: "Action", means: asAction, keeps: true, width: 10, noteZh: "留空同总目标", noteEn: "Left blank, the whole's"},
	}
	return table{
		id: breakdownSheet, zh: "分解", en: "Breakdown", also: []string{"目标分解", "分解表"}, prefix: "T", digits: 4,
		make:    func() record.Row { return &plan.Target{} },
		noteZh:  "把总目标沿一个维度分到各单位；统计指标不分解到企业",
		noteEn:  "Parts of a target along one dimension; statistical figures are never broken down to enterprises",
		columns: append(head, targetTail()...),
	}
}

// targetTail lists the columns that targets and their parts share.
func targetTail() []column {
	return []column{
		{field: "value", zh: "目标值", en: "Target value", means: asValue, width: 12, also: []string{"目标", "全年目标", "年度目标值", "value"}, noteZh: "按指标的计量单位；区间填下限", noteEn: "In the indicator's unit; the lower end of a range"},
		{field: "high", zh: "区间上限", en: "Upper end", means: asValue, width: 12, also: []string{"上限"}, noteZh: "方向为区间时填", noteEn: "For ranges only"},
		{field: "floor_value", zh: "确保值", en: "Floor", means: asValue, width: 12, also: []string{"确保"}, noteZh: "可不填", noteEn: "Optional"},
		{field: "stretch", zh: "力争值", en: "Stretch", means: asValue, width: 12, also: []string{"力争"}, noteZh: "可不填", noteEn: "Optional"},
		{field: "original", zh: "原目标值", en: "Original value", means: asValue, keeps: true, width: 12, noteZh: "调整前的值；留空同目标值", noteEn: "Before any change; left blank, the target value"},
		{field: "reference", zh: "参照目标", en: "Reference", width: 18, also: []string{"定性目标"}, noteZh: "没有数值的目标，如不低于全市平均", noteEn: "A target without a number, e.g. not below the city's average"},
		{field: "kind", zh: "性质", en: "Binding or expected", means: asWord, words: targetKinds(), keeps: true, width: 10, also: []string{"目标性质", "kind"}, noteZh: "留空为预期性", noteEn: "Left blank, expected"},
		{field: "origin", zh: "来自", en: "Origin", means: asWord, words: origins(), keeps: true, width: 10, noteZh: "留空为自定", noteEn: "Left blank, own"},
		{field: "weight", zh: "权重", en: "Weight", means: asNumber, width: 8, noteZh: "大于 0；留空按 1", noteEn: "Above 0; left blank, 1"},
		{field: "lead_unit_id", zh: "牵头单位", en: "Lead unit", means: asUnit, width: 14, noteZh: "一个", noteEn: "One"},
		{field: "responsible_unit_id", zh: "责任单位", en: "Responsible unit", means: asUnit, keeps: true, width: 14, also: []string{"填报单位"}, noteZh: "填报此数的单位；留空为所属单位", noteEn: "Who reports; left blank, the unit"},
		{field: "supporting", zh: "配合单位", en: "Supporting units", means: asUnits, width: 18, also: []string{"协办单位"}, noteZh: "多个用顿号隔开", noteEn: "Several, separated by commas"},
		{field: "supervising_unit_id", zh: "督查单位", en: "Supervising unit", means: asUnit, width: 14, noteZh: "可不填", noteEn: "Optional"},
		{field: "shape", zh: "时序方式", en: "Trajectory", means: asWord, words: shapes(), keeps: true, width: 12, also: []string{"进度安排", "轨迹"}, noteZh: "留空：累计类按月均分，是否、评分类年底，其他持平，填了时序计划的逐期", noteEn: "Left blank: linear for flows, at year end for yes-no and scores, flat otherwise, typed where the Trajectory sheet has points"},
		{field: "rule_id", zh: "亮灯规则", en: "Light rule", means: asRule, width: 12, noteZh: "留空同专项年", noteEn: "Left blank, the programme's"},
		{field: "valid_from", zh: "接手日期", en: "From", means: asDate, width: 13, also: []string{"起始日期"}, noteZh: "年中接手的，此前各期不追责", noteEn: "For a mid-year start: earlier months ask nobody"},
		{field: "level", zh: "公开范围", en: "Level", means: asWord, words: levels(), keeps: true, width: 10, noteZh: "留空为内部", noteEn: "Left blank, internal"},
		{field: "specimen", zh: "示例数据", en: "Illustrative", means: asFlag, words: yesNo(), keeps: true, width: 10, also: []string{"示例"}, noteZh: "编造的示例填是", noteEn: "Yes if made up for a demonstration"},
	}
}

func trajectoryTable() table {
	return table{
		id: trajectorySheet, zh: "时序计划", en: "Trajectory", also: []string{"轨迹", "进度轨迹", "计划进度"},
		make:   func() record.Row { return &plan.Point{} },
		noteZh: "逐期填写的计划值：到该期末应达到多少，累计类填累计数",
		noteEn: "Planned values typed for each period: what the figure should read at its end, cumulated for flows",
		columns: []column{
			{field: "target_id", zh: "目标", en: "Target", means: asTarget, required: true, width: 12, also: []string{"目标编号"}, noteZh: "目标或分解的编号", noteEn: "Code of a target or part"},
			{field: "period", zh: "期间", en: "Period", means: asPeriod, required: true, width: 14, also: []string{"月份", "时期"}, noteZh: "如 6月、1-2月、2023-06", noteEn: "e.g. 2023-06, 2023-01~02"},
			{field: "planned", zh: "计划值", en: "Planned", means: asValue, required: true, width: 14, also: []string{"计划"}, noteZh: "按指标的计量单位", noteEn: "In the indicator's unit"},
		},
	}
}

func taskTable() table {
	z, e := codeNote()
	return table{
		id: tasksSheet, zh: "重点工作", en: "Tasks", also: []string{"task", "任务", "重点任务"}, prefix: "W", digits: 4,
		make:   func() record.Row { return &plan.Task{} },
		noteZh: "有起止、有成果的重点工作，按节点日期亮灯",
		noteEn: "Work with an end and a deliverable; its light comes from milestone dates",
		columns: []column{
			code(z, e),
			{field: "programme_id", zh: "专项年", en: "Programme", means: asProgramme, virtual: true, width: 14, noteZh: "行动编号在多个专项年中重复时填", noteEn: "When several programmes have the same action code"},
			{field: "action_id", zh: "行动", en: "Action", means: asAction, required: true, width: 10, also: []string{"行动编号", "所属行动"}, noteZh: "编号、名称、简称或序号", noteEn: "Code, name, short name or number"},
			name("任务名称", "The task"), nameEn(),
			{field: "deliverable", zh: "成果", en: "Deliverable", width: 22, also: []string{"成果形式", "工作成果"}, noteZh: "完成的标志", noteEn: "What shows that it is done"},
			{field: "lead_unit_id", zh: "牵头单位", en: "Lead unit", means: asUnit, width: 14, also: []string{"责任单位"}, noteZh: "填报进展的单位", noteEn: "Who reports on it"},
			{field: "supporting", zh: "配合单位", en: "Supporting units", means: asUnits, width: 18, also: []string{"协办单位"}, noteZh: "多个用顿号隔开", noteEn: "Several, separated by commas"},
			{field: "supervising_unit_id", zh: "督查单位", en: "Supervising unit", means: asUnit, width: 14, noteZh: "可不填", noteEn: "Optional"},
			{field: "start_on", zh: "开始日期", en: "Start", means: asDate, width: 13, noteZh: "可不填", noteEn: "Optional"},
			{field: "due_on", zh: "完成时限", en: "Due", means: asDate, width: 13, also: []string{"完成日期", "时限"}, noteZh: "如 2023-12-31", noteEn: "e.g. 2023-12-31"},
			{field: "weight", zh: "权重", en: "Weight", means: asNumber, width: 8, noteZh: "大于 0；留空按 1", noteEn: "Above 0; left blank, 1"},
			{field: "specimen", zh: "示例数据", en: "Illustrative", means: asFlag, words: yesNo(), keeps: true, width: 10, also: []string{"示例"}, noteZh: "编造的示例填是", noteEn: "Yes if made up for a demonstration"},
		},
	}
}

func milestoneTable() table {
	return table{
		id: milestonesSheet, zh: "节点", en: "Milestones", also: []string{"milestone", "里程碑", "时间节点"},
		make:   func() record.Row { return &plan.Milestone{} },
		noteZh: "重点工作的时间节点",
		noteEn: "Dated steps of a task",
		columns: []column{
			{field: "task_id", zh: "重点工作", en: "Task", means: asTask, required: true, width: 12, also: []string{"任务", "任务编号", "重点工作编号"}, noteZh: "编号或名称", noteEn: "Code or name"},
			{field: "no", zh: "序号", en: "No", means: asInt, keeps: true, width: 8, noteZh: "留空按行序", noteEn: "Left blank, in the order of the rows"},
			name("节点名称", "The step"), nameEn(),
			{field: "due_on", zh: "计划日期", en: "Due", means: asDate, required: true, width: 13, also: []string{"时限", "完成时限"}, noteZh: "如 2023-06-30", noteEn: "e.g. 2023-06-30"},
			{field: "done_on", zh: "完成日期", en: "Done on", means: asDate, width: 13, also: []string{"实际完成"}, noteZh: "已完成的填", noteEn: "If it is done"},
		},
	}
}
