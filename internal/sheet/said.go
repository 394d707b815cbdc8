package sheet

import (
	"tupo/internal/core"
	"tupo/internal/record"
	"tupo/internal/report"
)

// Question is a figure that was questioned and waits for its verifier: a line of a
// unit's report, with the unit and the month of that report. Files that prove the
// answer do not travel in a workbook.
type Question struct {
	Reporter core.UnitID
	Month    string // of the report, "2023-10"
	Approved bool   // by the unit
	Line     report.Line
}

// Table names the rows in a workbook; they are stored as lines of reports.
func (q *Question) Table() record.Table { return record.Table{Name: "question"} }

// Fields are the columns of the sheet and what makes one question the same.
func (q *Question) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "reporter_unit_id", (*string)(&q.Reporter)),
		record.Key(2, "month", &q.Month),
		record.Key(3, "indicator_id", (*string)(&q.Line.Indicator)),
		record.Key(4, "unit_id", (*string)(&q.Line.Unit)),
		record.Text(5, "period", &q.Line.Period),
		record.Quantity(6, "value", &q.Line.Value),
		record.Text(7, "doubt", (*string)(&q.Line.Doubt)),
		record.Text(8, "cause", (*string)(&q.Line.Cause)),
		record.Text(9, "answer", &q.Line.Answer),
		record.Text(10, "note", &q.Line.Note),
		record.Flag(11, "approved", &q.Approved),
	}
}

func progressTable() table {
	return table{
		id: progressSheet, zh: "工作进展", en: "Progress", also: []string{"task progress", "重点工作进展", "任务进展"},
		make:   func() record.Row { return &report.Progress{} },
		noteZh: "各项重点工作逐月的进展、受阻情况和下一步",
		noteEn: "What was done on each task, month by month, what holds it up and what comes next",
		columns: []column{
			{field: "task_id", zh: "重点工作", en: "Task", means: asTask, required: true, width: 12, also: []string{"任务", "任务编号", "重点工作编号"}, noteZh: "编号或名称", noteEn: "Code or name"},
			{field: "period", zh: "月份", en: "Month", means: asMonth, required: true, width: 12, also: []string{"期间", "填报月份"}, noteZh: "如 2023-10", noteEn: "e.g. 2023-10"},
			{field: "done", zh: "进展", en: "Done", width: 32, also: []string{"进展情况", "完成情况"}, noteZh: "做了什么", noteEn: "What was done"},
			{field: "blocked", zh: "受阻", en: "Blocked by", width: 24, also: []string{"存在问题", "受阻情况"}, noteZh: "卡在哪里；没有则不填", noteEn: "What holds it up; blank if nothing does"},
			{field: "next_step", zh: "下一步", en: "Next step", width: 24, also: []string{"下步工作", "下一步工作"}, noteZh: "下一步做什么", noteEn: "What comes next"},
			{field: "percent", zh: "完成比例", en: "Percent done", means: asNumber, width: 10, noteZh: "0 至 100，可不填", noteEn: "0 to 100, optional"},
		},
	}
}

func questionTable() table {
	return table{
		id: questionsSheet, zh: "待核实疑点", en: "Questions", also: []string{"question", "open questions", "疑点"},
		make:   func() record.Row { return &Question{} },
		noteZh: "已作说明、等待核实单位认定的疑点数；认定之前不计入。说明所附的文件不在工作簿内",
		noteEn: "Questioned figures whose answers wait for the verifier; they count nowhere until then. Files behind the answers do not travel here",
		columns: []column{
			{field: "reporter_unit_id", zh: "填报单位", en: "Reporting unit", means: asUnit, required: true, width: 14, noteZh: "谁填报的", noteEn: "Whose report it stands in"},
			{field: "month", zh: "填报月份", en: "Report month", means: asMonth, required: true, width: 12, noteZh: "哪个月的填报表，如 2023-10", noteEn: "Of which month's sheet, e.g. 2023-10"},
			{field: "indicator_id", zh: "指标", en: "Indicator", means: asIndicator, required: true, width: 14, also: []string{"指标编号", "指标代码"}, noteZh: "编号或名称", noteEn: "Code or name"},
			{field: "unit_id", zh: "单位", en: "Unit", means: asUnit, required: true, width: 14, also: []string{"单位编号"}, noteZh: "谁的数", noteEn: "Whose figure"},
			{field: "period", zh: "期间", en: "Period", means: asPeriod, required: true, width: 14, also: []string{"时期"}, noteZh: "如 2023-10、2023年1-2月", noteEn: "e.g. 2023-10, 2023-01~02"},
			{field: "value", zh: "数值", en: "Value", means: asValue, required: true, width: 14, also: []string{"值"}, noteZh: "按指标的计量单位", noteEn: "In the indicator's unit"},
			{field: "doubt", zh: "疑点", en: "Doubt", means: asWord, words: doubts(), required: true, width: 16, noteZh: "为何被问", noteEn: "Why it was questioned"},
			{field: "cause", zh: "原因", en: "Cause", means: asWord, words: causes(), required: true, width: 18, noteZh: "填报单位选的原因", noteEn: "The reporter's choice"},
			{field: "answer", zh: "说明", en: "Answer", required: true, width: 32, noteZh: "填报单位的说明", noteEn: "The reporter's sentence"},
			{field: "note", zh: "备注", en: "Note", width: 20, noteZh: "可不填", noteEn: "Optional"},
			{field: "approved", zh: "单位已审核", en: "Approved by the unit", means: asFlag, words: yesNo(), width: 12, noteZh: "是/否；由命令行导入时沿用，网页导入须重新审核", noteEn: "Yes or no; kept when the command line imports, asked for anew by the pages"},
		},
	}
}

func doubts() []word {
	return []word{
		{string(report.Jumps), "与以往相差很大", "Far from the past", nil},
		{string(report.ExactlyMet), "与目标分毫不差", "Meets the target exactly", nil},
		{string(report.Falls), "累计数下降", "A cumulated figure fell", nil},
		{string(report.OutOfBounds), "超出可能范围", "Beyond what is possible", nil},
		{string(report.UnlikeOthers), "疑为单位写错", "Probably a slip of unit", nil},
	}
}

func causes() []word {
	return []word{
		{string(report.CauseBatch), "几个月的工作集中结算", "Several months settled at once", nil},
		{string(report.CauseScope), "统计范围有变", "Scope changed", nil},
		{string(report.CauseRevision), "此前的数有误", "An earlier figure was wrong", nil},
		{string(report.CauseSeason), "季节因素", "The season", nil},
		{string(report.CauseOne), "一次性大项", "One large event", nil},
		{string(report.CauseReturn), "退回、撤销或核减", "Returned, cancelled or struck off", nil},
		{string(report.CauseOther), "其他", "Other", nil},
	}
}

// monthOfText reads a month in any of the usual forms.
func monthOfText(c cell, from1904 bool) (core.Period, problem) {
	p, why := periodOf(c, from1904, 0)
	if why.none() && p.Len() != 1 {
		return core.Period{}, bad("workbook.month")
	}
	return p, why
}

// completeProgress holds what a unit has said in a report against being said otherwise
// by a workbook.
func (r *resolver) completeProgress(e *entry, x *report.Progress) {
	if old, ok := e.old.(*report.Progress); ok && old.Report != "" && len(record.Diff(old, x)) > 0 {
		r.fail(e, "done", bad("workbook.reported"))
	}
	if x.Percent.Known() && (x.Percent.Micro() < 0 || x.Percent.Compare(core.Whole(100)) > 0) {
		r.fail(e, "percent", bad("plan.bounds", "value", x.Percent.String(), "low", "0", "high", "100"))
	}
	r.monthBegun(e, "period", x.Period)
}

// completeQuestion leaves a question alone that was decided since it was exported.
func (r *resolver) completeQuestion(e *entry, x *Question) {
	if old, ok := e.old.(*Question); ok {
		x.Line.Standing, x.Approved = old.Line.Standing, old.Approved
		if old.Line.Standing != report.Held {
			r.warn(e, "value", bad("workbook.question-settled"))
			e.now = old
		} else if len(record.Diff(old, x)) > 0 {
			r.fail(e, "value", bad("workbook.reported"))
		}
		return
	}
	x.Line.Standing = report.Held
	r.monthBegun(e, "month", x.Month)
}

// monthBegun refuses a month that has not come.
func (r *resolver) monthBegun(e *entry, field, month string) {
	p, err := core.ParsePeriod(month)
	if err != nil || r.today == "" || e.wrong[field] {
		return
	}
	if early := report.Early(report.Operational, p, r.today); early != "" {
		r.fail(e, field, bad(early, "period", month))
	}
}
