package view_test

import "tupo/internal/web/page"

func (s sampler) number(name, value, fault string) *page.Field {
	return &page.Field{Kind: page.KindNumber, Name: name, Label: s.say("本期值", "Value of this period"), Value: value, Error: fault}
}

func (s sampler) area(name, zh, en, value string) *page.Field {
	return &page.Field{Kind: page.KindArea, Name: name, Label: s.say(zh, en), Value: value, Rows: "3"}
}

func (s sampler) sheet() page.Sheet {
	cumulative := s.say("1—10月累计 · 调度数", "January–October, cumulative · operational")
	question := &page.Question{ID: "q-0104", State: ptr(s.word(page.ToneBehind, "待说明", "to be explained")), Text: s.say("累计数比上月少 3.2 亿元，而累计数只增不减。", "The cumulative figure is 0.32 bn yuan lower than last month’s, though it can only rise."),
		Cause:   &page.Field{Kind: page.KindSelect, Name: "cause-0104", Label: s.say("原因", "Cause"), Required: true, Options: []page.Option{{Text: s.say("请选择", "Choose")}, {Value: "late", Text: s.say("上期多报，本期核减", "Too much last period")}, {Value: "scope", Text: s.say("口径调整", "Change of scope")}}},
		Explain: s.area("explain-0104", "说明", "Explanation", ""), Upload: &page.Field{Kind: page.KindFile, Name: "evidence-0104", Label: s.say("佐证", "Evidence"), Help: s.say("任意类型，50 MB 以内", "Any type, up to 50 MB")}}
	sheet := page.Sheet{
		Frame:   s.frame(s.say("10月报表", "October sheet"), 4),
		Heading: page.Heading{Kicker: s.say("报表 · 2023年10月", "Sheet · October 2023"), Title: s.say("工业和信息化局", "Industry and Information Technology Bureau"), Crumbs: []page.Link{{Text: s.say("填报", "Reports"), URL: "/sheets"}}},
		State:   page.State{Light: s.word(page.ToneUnknown, "草稿", "Draft"), Text: s.plain("11月6日 16:20 自动保存", "saved 6 November 16:20")},
		Due:     s.say("11月8日前报送", "due 8 November"), Asked: s.say("本月共 1 张表、9 个数、2 项工作", "1 sheet, 9 figures, 2 tasks this month"), Export: &page.Link{Text: s.say("下载 Excel", "Download Excel"), URL: "/sheets/x.xlsx"},
		Problem: []page.Problem{{Text: s.say("规上工业营业收入：“4,02x”不是数。", "Revenue of industry: “4,02x” is not a number."), URL: "#f-v-0103"}},
		To:      "/sheets/U012/2023-10", Hidden: []page.Hidden{{Name: "key", Value: "01HF"}},
		Submits: []page.Submit{{Text: s.say("保存草稿", "Save draft"), Name: "do", Value: "draft"}, {Text: s.say("提交", "Submit"), Name: "do", Value: "submit", Primary: true}},
		Groups: []page.SheetGroup{{Title: s.say("工业经济", "Industry"), Note: s.say("1—2月合并报送", "January and February are one period"), Rows: []page.SheetRow{
			{ID: "i-0102", Name: s.say("规上工业增加值增速", "Growth of industrial value added"), URL: "/targets/T0102", Note: s.say("1—10月 · 调度数", "January–October · operational"), Unit: "%", Last: "6.1", LastYear: "8.4", Planned: "7.4", Input: s.number("v-0102", "6.2", "")},
			{ID: "i-0103", Name: s.say("规上工业营业收入", "Revenue of above-scale industry"), Note: cumulative, Unit: s.say("亿元", "bn yuan"), Last: "3,612.4", LastYear: "3,908.0", Planned: "4,060.0", Input: s.number("v-0103", "4,02x", s.say("“4,02x”不是数。", "“4,02x” is not a number."))},
			{ID: "i-0104", Name: s.say("工业投资", "Industrial investment"), Note: cumulative, Unit: s.say("亿元", "bn yuan"), Last: "141.8", LastYear: "132.5", Planned: "155.0", Input: s.number("v-0104", "138.6", ""), Question: question},
			{ID: "i-0105", Name: s.say("新增规上工业企业", "New above-scale firms"), Note: cumulative, Unit: s.say("家", "firms"), Last: "88", LastYear: "91", Planned: "110", Input: s.number("v-0105", "", "")}}}},
		Tasks: []page.SheetTask{{ID: "K0203", Name: s.say("新型显示产业园主导产业集聚", "Display park: gather the leading industry"), URL: "/tasks/K0203", Due: s.say("12月31日", "31 December"),
			Milestones: []page.SheetMilestone{
				{Name: s.say("签约项目 10 个", "Ten projects signed"), Due: s.say("6月30日", "30 Jun"), Check: &page.Field{Name: "m-1", Checked: true}, Date: &page.Field{Kind: page.KindDate, Name: "d-1", Label: s.say("完成日期", "Date reached"), Value: "2023-06-21"}},
				{Name: s.say("标准厂房交付 16 万平方米", "160,000 m² of workshops handed over"), Due: s.say("10月31日", "31 Oct"), Check: &page.Field{Name: "m-2"}, Date: &page.Field{Kind: page.KindDate, Name: "d-2", Label: s.say("完成日期", "Date reached")}}},
			Done: s.area("done-1", "已完成", "Done", s.say("厂房交付 12 万平方米。", "120,000 m² handed over.")), Blocked: s.area("blocked-1", "卡在哪里", "Blocked by", s.say("供电扩容待批。", "Power supply extension not approved.")), Next: s.area("next-1", "下一步", "Next step", ""),
			Upload: &page.Field{Kind: page.KindFile, Name: "e-1", Label: s.say("佐证", "Evidence"), Multiple: true}}},
		Note: s.area("note", "说明", "Note", ""), Upload: &page.Field{Kind: page.KindFile, Name: "file", Label: s.say("上传佐证", "Upload evidence"), Help: s.say("盖章扫描件也放在这里", "the stamped scan goes here too")},
		Files:      []page.Evidence{{Name: s.say("10月工业台账.xlsx", "october-register.xlsx"), URL: "/evidence/9f", Note: "212 KB · sha256 9f2c41aa"}},
		Signatures: []page.Signature{{Role: s.say("填报人", "Reporter")}, {Role: s.say("审核人", "Approver")}, {Role: s.say("单位（盖章）", "Unit (seal)"), Seal: true}},
	}
	return sheet
}

// read turns a sheet into one that cannot be filled in.
func (s sampler) read(sheet page.Sheet) page.Sheet {
	sheet.To, sheet.Submits, sheet.Problem, sheet.Note, sheet.Upload = "", nil, nil, nil, nil
	values := []string{"6.2", "4,021.7", "138.6", "96"}
	changes := []string{"+0.1", "+409.3", s.say("−3.2", "−3.2"), "+8"}
	for i := range sheet.Groups[0].Rows {
		row := &sheet.Groups[0].Rows[i]
		row.Input, row.Value, row.Change = nil, values[i], changes[i]
		if row.Question != nil {
			row.Question = &page.Question{ID: "q-0104", Text: row.Question.Text, State: ptr(s.word(page.ToneOn, "已说明", "explained")), Answer: s.say("上期多报，本期核减：一个跨区项目重复计入 3.9 亿元。", "Too much last period: a project across districts was counted twice (0.39 bn yuan)."), Evidence: sheet.Files}
		}
	}
	for i := range sheet.Tasks {
		task := &sheet.Tasks[i]
		task.Texts = []page.Fact{{Label: s.say("已完成", "Done"), Value: task.Done.Value}, {Label: s.say("卡在", "Blocked by"), Value: task.Blocked.Value}, {Label: s.say("下一步", "Next step"), Value: s.say("11月底前完成扩容。", "Extension by the end of November.")}}
		task.Done, task.Blocked, task.Next, task.Upload = nil, nil, nil, nil
		task.Milestones = []page.SheetMilestone{{Name: s.say("签约项目 10 个", "Ten projects signed"), Due: s.say("6月30日", "30 Jun"), State: s.word(page.ToneDone, "6月21日完成", "done 21 Jun")}, {Name: s.say("标准厂房交付 16 万平方米", "160,000 m² of workshops handed over"), Due: s.say("10月31日", "31 Oct"), State: s.word(page.ToneFar, "逾期 14 天", "14 days late")}}
	}
	return sheet
}

func (s sampler) trail() []page.Step {
	return []page.Step{{When: "2023-11-07 09:12", Who: s.say("工业和信息化局 · 填报岗", "Industry bureau · reporter"), What: s.say("提交", "Submitted"), URL: "/ledger/48102"},
		{When: "2023-11-07 16:20", Who: s.say("工业和信息化局 · 审核岗", "Industry bureau · approver"), What: s.say("退回", "Returned"), Why: s.say("工业投资与台账不一致，请核对第 14 行。", "Industrial investment differs from the register; see line 14."), URL: "/ledger/48160"}}
}

func (s sampler) returned() page.Sheet {
	sheet := s.sheet()
	sheet.State = page.State{Light: s.word(page.ToneFar, "已退回", "Returned"), Text: s.plain("11月7日 16:20 由审核岗退回", "by the approver, 7 November 16:20"), Why: s.say("工业投资与台账不一致，请核对第 14 行。", "Industrial investment differs from the register; see line 14.")}
	sheet.Problem = nil
	sheet.Trail = s.trail()
	return sheet
}

func (s sampler) approve() page.Sheet {
	sheet := s.read(s.sheet())
	sheet.State = page.State{Light: s.word(page.ToneOn, "已提交", "Submitted"), Text: s.plain("11月7日 09:12，等待本单位审核", "7 November 09:12, waiting for approval by the unit")}
	sheet.Trail = s.trail()[:1]
	sheet.Hash = "4f1c9e0a5b7d22c86e31f0a9d4b87c15e2a6039f4c8d1b70e5936af2c4d8017b"
	sheet.Verdict = &page.Verdict{Title: s.say("审核本表", "Approve this sheet"), Intro: s.plain("通过即以岗位名义确认以上全部内容；内容有任何改动，须重新审核。", "By approving, the post confirms all of the above; any change needs a new approval."), To: "/sheets/U012/2023-10/verdict",
		Reason: s.area("reason", "退回理由", "Reason for a return", ""), Submits: []page.Submit{{Text: s.say("通过", "Approve"), Name: "do", Value: "approve", Primary: true}, {Text: s.say("退回", "Return"), Name: "do", Value: "return"}}}
	return sheet
}

func (s sampler) queue() page.Queue {
	columns := []page.Column{{Label: s.say("指标", "Indicator")}, {Label: s.say("上期", "Last"), Numeric: true}, {Label: s.say("计划", "Planned"), Numeric: true}, {Label: s.say("本期", "Reported"), Numeric: true}, {Label: s.say("变动", "Change"), Numeric: true}}
	row := func(zh, en, last, plan, now, change string) page.Row {
		return page.Row{Cells: []page.Cell{{Text: s.say(zh, en), URL: "/targets/T0102"}, {Text: last}, {Text: plan}, {Text: now}, {Text: change}}}
	}
	report := func(id, zh, en string, asked bool) page.QueueReport {
		r := page.QueueReport{ID: id, Unit: s.say(zh, en), Period: s.say("2023年10月", "October 2023"), URL: "/sheets/U012/2023-10",
			State: page.State{Light: s.word(page.ToneOn, "待核实", "To verify"), Text: s.plain("11月7日 17:40 审核通过", "approved 7 November 17:40")},
			Table: page.NewTable(columns, []page.Row{row("规上工业增加值增速", "Growth of industrial value added", "6.1", "7.4", "6.2", "+0.1"), row("工业投资", "Industrial investment", "141.8", "155.0", "138.6", "−3.2")}),
			Files: []page.Evidence{{Name: s.say("10月工业台账.xlsx", "october-register.xlsx"), URL: "/evidence/9f", Note: "212 KB"}},
			Verdict: &page.Verdict{Title: s.say("核实", "Verify"), To: "/queue/x", Method: &page.Field{Kind: page.KindRadio, Name: "method", ID: "method-" + id, Label: s.say("方式", "How"), Options: []page.Option{
				{Value: "full", Text: s.say("全部核对", "In full"), Selected: true}, {Value: "sample", Text: s.say("抽查", "By sample")}, {Value: "site", Text: s.say("现场", "On site")}}},
				Reason: s.area("reason-"+id, "退回理由", "Reason for a return", ""), Submits: []page.Submit{{Text: s.say("核实通过", "Verify"), Name: "do", Value: "verify", Primary: true}, {Text: s.say("退回", "Return"), Name: "do", Value: "return"}}}}
		if asked {
			r.Question = []page.QueueQuestion{{Indicator: s.say("工业投资", "Industrial investment"), Value: s.say("138.6 亿元", "13.86 bn yuan"), To: "/questions/1", Question: page.Question{ID: "q-0104", Text: s.say("累计数比上月少 3.2 亿元。", "The cumulative figure is 0.32 bn yuan lower than last month’s."), Answer: s.say("上期多报，本期核减：一个跨区项目重复计入。", "Too much last period: a project was counted twice."),
				Evidence: r.Files, Accept: []page.Submit{{Text: s.say("采纳", "Accept"), Name: "do", Value: "accept"}, {Text: s.say("不采纳", "Do not accept"), Name: "do", Value: "refuse"}}}}}
		}
		return r
	}
	return page.Queue{Frame: s.frame(s.say("待核实", "To verify"), 5), Heading: page.Heading{Title: s.say("5 条数据待核实，1 个说明待采纳", "Five figures to verify, one answer to accept")},
		Reports: []page.QueueReport{report("r-U012", "工业和信息化局", "Industry bureau", true), report("r-U021", "董家口经济区", "Dongjiakou Economic Zone", false)}, Empty: s.say("没有待核实的数据。", "Nothing to verify.")}
}

func (s sampler) reconcile() page.FormPage {
	causes := []page.Option{{Text: s.say("请选择", "Choose")}, {Value: "late", Text: s.say("报送滞后", "Late entry")}, {Value: "scope", Text: s.say("口径不同", "Scope")}, {Value: "revision", Text: s.say("修订", "Revision")}}
	row := func(zh, en, op, of, diff, id string) page.GridRow {
		return page.GridRow{Head: s.say(zh, en), Note: s.say("亿元，累计", "bn yuan, cumulative"), Cells: []page.GridCell{{Text: op}, {Text: of}, {Text: diff, Tone: page.ToneBehind}, {Input: &page.Field{Kind: page.KindSelect, Name: "cause-" + id, Label: s.say("原因", "Cause"), Options: causes}}, {Input: &page.Field{Kind: page.KindText, Name: "why-" + id, Label: s.say("说明", "Note")}}}}
	}
	grid := page.NewGrid([]page.Column{{Label: s.say("指标", "Indicator")}, {Label: s.say("调度数", "Operational"), Numeric: true}, {Label: s.say("统计数", "Official"), Numeric: true}, {Label: s.say("相差", "Difference"), Numeric: true}, {Label: s.say("原因", "Cause")}, {Label: s.say("说明", "Note")}},
		[]page.GridRow{row("固定资产投资", "Fixed-asset investment", "241.0", "238.6", "+2.4", "1"), row("社会消费品零售总额", "Retail sales", "1,061.2", "1,058.0", "+3.2", "2")})
	return page.FormPage{Frame: s.frame(s.say("对账", "Reconciliation"), 5), Heading: page.Heading{Kicker: s.say("2023年9月", "September 2023"), Title: s.say("调度数与统计数对账：2 项不同", "Operational and official figures: two differ"), Standfirst: s.plain("两种口径从不相加、互不替代；逐项写明相差的原因。", "The two are never added nor mixed; each difference has a cause.")},
		Form: page.Form{ID: "reconcile", To: "/reconcile/2023-09", Sections: []page.Section{{Grid: &grid}}, Submits: []page.Submit{{Text: s.say("保存", "Save"), Primary: true}}}}
}

func (s sampler) periods() page.List {
	columns := []page.Column{{Label: s.say("期间", "Period")}, {Label: s.say("状态", "State")}, {Label: s.say("应报", "Due"), Numeric: true}, {Label: s.say("已核实", "Verified"), Numeric: true}, {Label: s.say("锁定", "Locked")}, {Label: ""}}
	return page.List{Frame: s.frame(s.say("期间", "Periods"), 7), Heading: page.Heading{Title: s.say("期间与锁定", "Periods and locks"), Standfirst: s.plain("锁定后的更正是新的修订，须由三名指定人员中的两名同意重新打开。", "After a lock, a correction is a new revision and needs reopening by two of three named persons.")},
		Blocks: []page.Block{{Table: page.NewTable(columns, []page.Row{
			{Cells: []page.Cell{{Text: s.say("2023年10月", "October 2023")}, {Light: ptr(s.word(page.ToneUnknown, "开放", "open"))}, {Text: "41"}, {Text: "34"}, {Text: "—"}, {Links: []page.Link{{Text: s.say("锁定", "Lock"), URL: "/periods/2023-10/lock"}}}}},
			{Cells: []page.Cell{{Text: s.say("2023年9月", "September 2023")}, {Light: ptr(s.word(page.ToneBehind, "重新打开中 1/2", "reopening 1/2"))}, {Text: "41"}, {Text: "41"}, {Text: "2023-10-20 18:00", Note: s.say("督查室", "Supervision office")}, {Links: []page.Link{{Text: s.say("同意重新打开", "Agree to reopen"), URL: "/periods/2023-09/reopen"}, {Text: s.say("历史", "History"), URL: "/history/p"}}}}},
			{Cells: []page.Cell{{Text: s.say("2023年8月", "August 2023")}, {Light: ptr(s.word(page.ToneDone, "已锁定", "locked"))}, {Text: "41"}, {Text: "41"}, {Text: "2023-09-20 18:00", Note: s.say("督查室", "Supervision office")}, {Links: []page.Link{{Text: s.say("申请重新打开", "Ask to reopen"), URL: "/periods/2023-08/reopen"}}}}}})}}}
}

func (s sampler) reopen() page.FormPage {
	return page.FormPage{Frame: s.frame(s.say("重新打开", "Reopen"), 7), Heading: page.Heading{Kicker: s.say("2023年9月", "September 2023"), Title: s.say("同意重新打开", "Agree to reopen")},
		Facts: []page.Fact{{Label: s.say("申请", "Asked by"), Value: s.say("督查室", "Supervision office"), Note: "2023-11-13 10:02"}, {Label: s.say("已同意", "Agreed"), Value: "1 / 2"}, {Label: s.say("理由", "Reason"), Value: s.say("社零总额漏报一家企业", "One firm was left out of retail sales")}},
		Form: page.Form{ID: "reopen", To: "/periods/2023-09/reopen", Sections: []page.Section{{Fields: []page.Field{{Kind: page.KindArea, Name: "reason", Label: s.say("您的意见", "Your reason"), Required: true, Error: s.say("请填写意见。", "Please give a reason.")}}}},
			Problems: []page.Problem{{Text: s.say("请填写意见。", "Please give a reason."), URL: "#f-reason"}}, Warning: s.plain("同意后，9月即重新打开，可以提交更正；原数保留在账本中。", "Once you agree, September is open for corrections; the old figures stay in the ledger."),
			Submits: []page.Submit{{Text: s.say("同意重新打开", "Agree to reopen"), Primary: true}}, Cancel: &page.Link{Text: s.say("返回", "Back"), URL: "/periods"}}}
}

func (s sampler) correction() page.FormPage {
	return page.FormPage{Frame: s.frame(s.say("更正", "Correction"), 4), Heading: page.Heading{Kicker: s.say("社会消费品零售总额 · 2023年9月 · 调度数", "Retail sales · September 2023 · operational"), Title: s.say("更正一个数", "Correct a figure")},
		Facts: []page.Fact{{Label: s.say("现值", "Now"), Value: s.say("1,061.2", "106.12"), Unit: s.say("亿元", "bn yuan")}, {Label: s.say("核实", "Verified"), Value: s.say("统计局", "Statistics bureau"), Note: "2023-10-18"}, {Label: s.say("修订", "Revision"), Value: "1"}},
		Form: page.Form{ID: "correction", To: "/corrections", Files: true, Sections: []page.Section{{Fields: []page.Field{{Kind: page.KindNumber, Name: "value", Label: s.say("更正为", "Corrected value"), Unit: s.say("亿元", "bn yuan"), Value: "1,064.8", Required: true, Short: true}, {Kind: page.KindDate, Name: "found", Label: s.say("发现日期", "Found on"), Value: "2023-11-13", Short: true},
			{Kind: page.KindArea, Name: "reason", Label: s.say("理由", "Reason"), Help: s.say("将与旧数、新数一起永久保留。", "Kept for ever with the old and the new figure."), Required: true}, {Kind: page.KindFile, Name: "evidence", Label: s.say("佐证", "Evidence")}}}},
			Submits: []page.Submit{{Text: s.say("提交更正", "Submit correction"), Primary: true}}, Cancel: &page.Link{Text: s.say("返回", "Back"), URL: "/targets/T1"}}}
}
