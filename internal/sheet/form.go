package sheet

import (
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// Form is a unit's reporting sheet for a month on its way to Excel and back: what
// is due, what helps to fill it in, and what stands in it already. Quantities are
// in the indicators' storage units.
type Form struct {
	District *plan.District
	Unit     *plan.Unit
	Month    core.Period
	Revision int64 // of the report that it is filled in against, 0 before the first
	Lines    []FormLine
	Tasks    []FormTask
}

// FormLine is one figure asked of the unit. Value is as it was typed, in the
// display unit.
type FormLine struct {
	Indicator *plan.Indicator
	Unit      *plan.Unit // whose figure
	Period    core.Period
	Previous  core.Quantity
	YearAgo   core.Quantity
	Planned   core.Quantity
	Plans     []FormPlan // by each target, where they plan different values
	Value     string
	Note      string
}

// FormPlan is what one target plans for a figure.
type FormPlan struct {
	Target  *plan.Target
	Planned core.Quantity
}

// FormTask is a task that the unit leads, and the month's word on it.
type FormTask struct {
	Task                *plan.Task
	Before              string // what was said to be done the last time
	Done, Blocked, Next string
	Steps               []FormStep
}

// FormStep is a milestone and the day on which it was reached, "" while it is not.
type FormStep struct {
	Milestone plan.Milestone
	On        core.Date
}

// The machine names of a form's sheets.
const (
	dueFigures    = "due-figures"
	dueTasks      = "due-tasks"
	dueMilestones = "due-milestones"
)

// formTables describes the sheets of a form. Columns that only help to fill it in
// are known by name, so that none of them is taken for a stranger's, and are not
// read. No column of Fields belongs to them: the rows are the form's own.
func formTables() []table {
	shown := func(field, zh, en string, width float64, also ...string) column {
		return column{field: field, zh: zh, en: en, virtual: true, width: width, also: also}
	}
	nobody := func() record.Row { return &report.Line{} }
	return []table{
		{id: dueFigures, zh: "应报数据", en: "Figures due", make: nobody, columns: []column{
			{field: "indicator_id", zh: "指标编号", en: "Indicator code", means: asIndicator, required: true, width: 12},
			{field: "unit_id", zh: "数据单位编号", en: "Unit code", means: asUnit, width: 12},
			shown("name", "指标", "Indicator", 34), shown("period", "期间", "Period", 14),
			{field: "measure", zh: "计量单位", en: "Measured in", means: asText, width: 12},
			shown("year_ago", "上年同期", "A year ago", 14), shown("previous", "上期", "Last period", 14), shown("planned", "计划", "Planned", 14),
			{field: "value", zh: "本期数", en: "This period", means: asValue, required: true, width: 16},
			{field: "note", zh: "备注", en: "Remark", means: asText, width: 36},
		}},
		{id: dueTasks, zh: "应报重点工作", en: "Tasks due", also: []string{"应报任务"}, make: nobody, columns: []column{
			{field: "task_id", zh: "重点工作编号", en: "Task code", means: asTask, required: true, width: 14, also: []string{"任务编号"}},
			shown("name", "重点工作", "Task", 34, "任务"), shown("before", "上期所报", "Said before", 34),
			{field: "done", zh: "已完成", en: "Done", means: asText, width: 40},
			{field: "blocked", zh: "卡在", en: "Blocked by", means: asText, width: 34},
			{field: "next", zh: "下一步", en: "Next step", means: asText, width: 34},
		}},
		{id: dueMilestones, zh: "应报节点", en: "Milestones due", also: []string{"应报里程碑"}, make: nobody, columns: []column{
			{field: "task_id", zh: "重点工作编号", en: "Task code", means: asTask, required: true, width: 14, also: []string{"任务编号"}},
			{field: "no", zh: "节点序号", en: "Milestone no.", means: asInt, required: true, width: 12, also: []string{"里程碑序号"}},
			shown("name", "节点", "Milestone", 40, "里程碑"), shown("due", "计划完成", "Due", 14),
			{field: "done_on", zh: "完成日期", en: "Reached on", means: asDate, width: 14},
		}},
	}
}

// marks name what ties a form to its place: the labels of the cells beside which
// unit, month and revision stand, above the header of the figures.
type marks struct{ unit, month, revision string }

func formMarks(lang string) marks {
	if lang == english {
		return marks{"Reporting unit", "Month", "Revision"}
	}
	return marks{"填报单位编号", "填报月份", "对应版本"}
}
