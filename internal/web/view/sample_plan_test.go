package view_test

import (
	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

func (s sampler) documents() page.List {
	columns := []page.Column{{Label: s.say("文档", "Document")}, {Label: s.say("日期", "Date"), SortURL: "?sort=date", Sorted: "descending"}, {Label: s.say("读出的事实", "Facts"), Numeric: true}, {Label: s.say("待定", "Proposed"), Numeric: true}, {Label: s.say("密级", "Level")}, {Label: s.say("登记", "Entered")}}
	return page.List{Frame: s.frame(s.say("文档", "Documents"), 6), Heading: page.Heading{Title: s.say("文档", "Documents"), Standfirst: s.plain("一份文档有 6 条事实待定。", "One document has six facts to decide."), Buttons: []page.Button{{Text: s.say("读入文档", "Read a document"), URL: "/documents/new", Primary: true}}},
		Blocks: []page.Block{{Table: page.NewTable(columns, []page.Row{
			{Cells: []page.Cell{{Text: s.say("专题会议报道", "Report on the review meeting"), URL: "/documents/D001", Note: s.say("西海岸报 头版", "newspaper, front page")}, {Text: "2023-11-14"}, {Text: "38"}, {Text: "6", Tone: page.ToneBehind}, {Text: s.say("公开", "public")}, {Text: s.say("第 48,190 号", "No. 48,190"), URL: "/ledger/48190"}}},
			{Cells: []page.Cell{{Text: s.say("年度计划", "Annual plan"), URL: "/documents/D002", Note: "PDF"}, {Text: "2023-02-06"}, {Text: "214"}, {Text: "0"}, {Text: s.say("内部", "internal")}, {Text: s.say("第 122 号", "No. 122"), URL: "/ledger/122"}}}})}}}
}

func (s sampler) noDocuments() page.List {
	return page.List{Frame: s.frame(s.say("文档", "Documents"), 6), Heading: page.Heading{Title: s.say("文档", "Documents")},
		Blocks: []page.Block{{Table: page.Table{Empty: page.Empty{Text: s.say("还没有文档。读入一份文件或一页报纸，系统会找出其中的行动、目标、交办事项和项目。", "No documents yet. Read a paper or a newspaper page, and its actions, targets, directives and projects are found."), Button: &page.Button{Text: s.say("读入文档", "Read a document"), URL: "/documents/new", Primary: true}}}}}}
}

func (s sampler) upload() page.FormPage {
	return page.FormPage{Frame: s.frame(s.say("读入文档", "Read a document"), 6), Heading: page.Heading{Title: s.say("读入文档", "Read a document"), Crumbs: []page.Link{{Text: s.say("文档", "Documents"), URL: "/documents"}}},
		Form: page.Form{ID: "upload", To: "/documents", Files: true, Sections: []page.Section{{Fields: []page.Field{{Kind: page.KindFile, Name: "file", Label: s.say("文件", "File"), Help: s.say("文本、Word、PDF 或 Excel，20 MB 以内", "Text, Word, PDF or Excel, up to 20 MB")}, {Kind: page.KindArea, Name: "text", Label: s.say("或粘贴全文", "Or paste the text"), Rows: "9"}, {Kind: page.KindDate, Name: "date", Label: s.say("文档日期", "Date of the document"), Value: "2023-11-14", Short: true},
			{Kind: page.KindSelect, Name: "level", Label: s.say("密级", "Level"), Short: true, Options: []page.Option{{Text: s.say("公开", "public")}, {Text: s.say("内部", "internal")}, {Text: s.say("工作秘密", "work secret")}}}}}},
			Submits: []page.Submit{{Text: s.say("读入", "Read"), Primary: true}}, Cancel: &page.Link{Text: s.say("返回", "Back"), URL: "/documents"}}}
}

func (s sampler) reader() page.Reader {
	mark := func(no, text string, kind page.FactKind, state page.FactState, also ...string) page.SourceRun {
		return page.SourceRun{Text: text, Mark: &page.Mark{ID: "s-" + no, Also: also, Fact: no, URL: "#f-" + no, No: no, Kind: kind, State: state}}
	}
	t := func(text string) page.SourceRun { return page.SourceRun{Text: text} }
	row := func(no string, kind page.FactKind, state page.FactState, r page.FactRow) page.FactRow {
		r.Words, r.ID, r.No, r.URL, r.Kind, r.State, r.Parent, r.ClashIn = s.words, no, no, "/facts/"+no, kind, state, "facts", "facts"
		r.Place, r.Tags = "#s-"+no, string(kind)+" "+string(state)
		if state == page.Proposed {
			r.Submits = []page.Submit{{Text: s.say("采纳", "Accept"), Name: "accept", Value: no}, {Text: s.say("不采纳", "Refuse"), Name: "refuse", Value: no}}
			r.Edit = "/facts/" + no + "/edit"
		} else {
			r.Word = s.say("已处理", "decided")
		}
		return r
	}
	shown := func(key, zh, en, n string, kind page.FactKind) page.Shown {
		return page.Shown{Key: key, Kind: kind, Text: s.say(zh, en), Count: n, URL: "/documents/D001?show=" + key, Current: key == ""}
	}
	return page.Reader{Frame: s.frame(s.say("专题会议报道", "Report on the review meeting"), 6),
		Heading: page.Heading{Kicker: "D001 · 2023-11-14", Title: s.say("专题会议报道", "Report on the review meeting"), Crumbs: []page.Link{{Text: s.say("文档", "Documents"), URL: "/documents"}}},
		Paragraphs: []page.Paragraph{
			{Kind: page.Headline, Runs: []page.SourceRun{t("示例新区召开"), mark("1", "“示例突破年”", page.ProgrammeFact, page.Accepted), t("专题会议")}},
			{Kind: page.Byline, Runs: []page.SourceRun{t("□ 本报讯")}},
			{Kind: page.Body, Runs: []page.SourceRun{t("固定资产投资增长"), mark("2", "10%以上", page.TargetFact, page.Proposed), t("，完成"), mark("3", "266亿元", page.ResultFact, page.Proposed), t("，"), mark("7", "高于全市平均", page.StatementFact, page.Refused), t("。")}},
			{Kind: page.Body, Runs: []page.SourceRun{t("会议要求，"), mark("4", "各功能区要完成四季度投资目标", page.DirectiveFact, page.Proposed, "s-5"), t("，推动在建项目建设。")}},
			{Kind: page.Body, Runs: []page.SourceRun{t("当日还举行了项目签约。"), mark("6", "示例光电生产基地总投资约50亿元", page.ProjectFact, page.Proposed), t("。（下转第二版）")}},
			{Kind: page.GuideBox, Runs: []page.SourceRun{t("今日导读　评论：一步一个脚印　2版")}}},
		To:     "/documents/D001/facts",
		Tally:  []page.Tally{{Key: "proposed", Light: s.word(page.ToneBehind, "待定", "proposed"), Count: "4"}, {Key: "accepted", Light: s.word(page.ToneOn, "已采纳", "accepted"), Count: "2"}},
		Shown:  []page.Shown{shown("", "全部", "All", "7", ""), shown("low", "把握低", "Doubtful", "1", "")},
		Kinds:  []page.Shown{shown("target", "目标", "Targets", "1", page.TargetFact), shown("directive", "督办事项", "Directives", "2", page.DirectiveFact)},
		Search: page.Search{To: "/documents/D001", Keep: []page.Hidden{{Name: "show", Value: "low"}}, Value: "投资"}, Keys: []page.Fact{{Label: "j ↓", Value: s.say("下一条", "next")}},
		Batches: []page.Batch{{Submit: page.Submit{Text: s.say("目标：采纳 3 条", "Targets: accept 3"), Name: "accept-kind", Value: "target"}, Confirm: s.say("继续吗？", "Go on?")}},
		Rows: []page.FactRow{
			row("1", page.ProgrammeFact, page.Accepted, page.FactRow{KindWord: s.say("专项年", "programme"), Name: "示例突破年", Sure: "95%", Made: &page.Link{Text: "2023", URL: "/plan/programme/p"}}),
			row("2", page.TargetFact, page.Proposed, page.FactRow{KindWord: s.say("目标", "target"), As: "target", Name: s.say("固定资产投资", "Fixed-asset investment"), Note: s.say("增长", "growth"), Bound: "≥", Value: "10", Unit: "%", Written: "10%以上", Period: s.say("2024年", "2024"),
				Does: s.say("提出调整申请 → CXTP2023", "asks for a change → CXTP2023"), DoesTone: page.ToneBehind, Sure: "90%", Quote: page.Text{{Text: "固定资产投资增长"}, {Text: "10%以上", Strong: true}, {Text: "，完成266亿元。"}},
				Clash: []page.ClashRow{{Field: s.say("数值", "Value"), Name: "take.2.value", Known: "8%", Here: "10%", Source: &page.Link{Text: s.say("文档原文", "source"), URL: "/facts/9"}}, {Field: s.say("力争", "Stretch"), Name: "take.2.stretch", Known: "—", Here: "12%", Source: &page.Link{Text: s.say("方案", "plan")}, Take: true}}}),
			row("3", page.ResultFact, page.Proposed, page.FactRow{KindWord: s.say("预计", "estimate"), As: "result", Name: s.say("固定资产投资", "Fixed-asset investment"), Value: "266", Unit: s.say("亿元", "100m yuan"), Period: s.say("2023年", "2023"),
				Low: s.say("把握低", "Doubtful"), Sure: "55%", Rule: s.say("指标取自段落主题，请核对", "the indicator is the paragraph’s topic"), Stop: s.say("时期：请填写。", "Period: please fill in."), Fault: s.say("未能采纳", "could not be accepted")}),
			row("4", page.DirectiveFact, page.Proposed, page.FactRow{KindWord: s.say("督办事项", "directive"), Wide: true, Name: "各功能区要完成四季度投资目标", Parts: []page.Fact{{Label: s.say("责任", "Who"), Value: s.say("各功能区", "all zones")}}, Does: s.say("登记督办", "registered directive"), Sure: "80%"}),
			row("5", page.DirectiveFact, page.Accepted, page.FactRow{KindWord: s.say("督办事项", "directive"), Name: "四季度", Clash: []page.ClashRow{{Field: s.say("时限", "Due"), Name: "take.5.due", Known: "2023-12-31", Here: "2023-12-20", Locked: true}}, Sure: "80%"}),
			row("6", page.ProjectFact, page.Proposed, page.FactRow{KindWord: s.say("项目", "project"), Name: "示例光电生产基地", Form: s.factForm("6"), Sure: "75%"}),
			row("7", page.StatementFact, page.Refused, page.FactRow{KindWord: s.say("结果", "result"), Name: s.say("固定资产投资", "Fixed-asset investment"), Value: "高于全市平均", Sure: "70%"})},
		About: []page.Fact{{Label: s.say("来源", "Source"), Value: s.say("报纸头版", "newspaper")}, {Label: "SHA-256", Value: "31443a22f1e69377"}}, Original: &page.Link{Text: s.say("下载原文", "Download the original"), URL: "/documents/D001/file"}, Again: &page.Deed{To: "/documents/D001/read", Submit: page.Submit{Text: s.say("重新读一遍", "Read it again")}}}
}

func (s sampler) factForm(no string) *page.FactForm {
	return &page.FactForm{Near: []page.Submit{{Text: s.say("1　P0001 示例光电基地", "1 P0001 photonics base"), Name: "near", Value: "p1"}},
		Form: page.Form{ID: "e-" + no, To: "/facts/" + no, Hidden: []page.Hidden{{Name: "open", Value: "1"}}, Problems: []page.Problem{{Text: s.say("理由：请填写。", "Reason: please fill in."), URL: "#e-" + no + "-reason"}},
			Sections: []page.Section{{Fields: []page.Field{{Kind: page.KindSelect, Name: "project", ID: "e-" + no + "-project", Label: s.say("并入项目", "Merge into project"), Options: []page.Option{{Text: s.say("新项目", "A new project"), Selected: true}}}}},
				{For: "project", Fields: []page.Field{{Kind: page.KindArea, Name: "reason", ID: "e-" + no + "-reason", Label: s.say("理由", "Reason"), Error: s.say("请填写。", "please fill in.")}}}},
			Submits: []page.Submit{{Text: s.say("采纳", "Accept"), Name: "do", Value: "accept", Primary: true}}, Cancel: &page.Link{Text: s.say("取消", "Cancel"), URL: "/documents/D001"}}}
}

func (s sampler) fact() page.FactPage {
	all := s.reader()
	all.Rows[5].Place = all.Rows[5].URL
	return page.FactPage{Frame: all.Frame, Heading: all.Heading, Row: all.Rows[5]}
}

func (s sampler) programme() page.Hub {
	return page.Hub{Frame: s.frame(s.say("方案", "Programme"), 7), Heading: page.Heading{Kicker: "2023", Title: s.say("创新突破年", "Year of Innovation and Breakthrough"), Standfirst: s.plain("13 项行动、52 项重点工作、120 项目标，41 个单位。", "13 actions, 52 key tasks, 120 targets, 41 units."), Buttons: []page.Button{{Text: s.say("从 Excel 导入", "Import from Excel"), URL: "/import"}, {Text: s.say("导出", "Export"), URL: "/export"}}},
		Groups: []page.HubGroup{
			{Title: s.say("做什么", "What"), Items: []page.HubItem{{Text: s.say("行动", "Actions"), URL: "/actions/edit", Count: "13"}, {Text: s.say("重点工作", "Key tasks"), URL: "/tasks", Count: "52", Note: s.say("节点、佐证、责任单位", "milestones, evidence, units")}, {Text: s.say("目标", "Targets"), URL: "/targets", Count: "120", Note: s.say("时序计划、分解、分档、权重", "trajectory, breakdown, tiers, weights")}, {Text: s.say("指标", "Indicators"), URL: "/indicators", Count: "96", Note: s.say("口径、计量单位、报送日历、核实单位", "accumulation, unit, calendar, verifier")}}},
			{Title: s.say("谁", "Who"), Items: []page.HubItem{{Text: s.say("单位", "Units"), URL: "/units/edit", Count: "41", Note: s.say("可按日期合并、拆分、更名", "merged, split and renamed by date")}, {Text: s.say("岗位", "Posts"), URL: "/posts", Count: "86"}, {Text: s.say("人员", "Persons"), URL: "/persons", Count: "0"}}},
			{Title: s.say("怎么算", "How"), Items: []page.HubItem{{Text: s.say("亮灯规则", "Rules of lights"), URL: "/rules", Count: "r3"}, {Text: s.say("期间与锁定", "Periods and locks"), URL: "/periods", Count: "10"}, {Text: s.say("审核开关", "Approval"), URL: "/programme/edit", Count: s.say("开", "on")}}}}}
}

func (s sampler) tree() page.List {
	columns := []page.Column{{Label: s.say("单位", "Unit")}, {Label: s.say("类别", "Kind")}, {Label: s.say("代码", "Code"), Minor: true}, {Label: s.say("起", "From")}, {Label: s.say("止", "To"), Minor: true}, {Label: ""}}
	row := func(depth, zh, en, kind, kindEN, code string) page.Row {
		return page.Row{Depth: depth, Cells: []page.Cell{{Text: s.say(zh, en), URL: "/units/U1/edit"}, {Text: s.say(kind, kindEN)}, {Text: code}, {Text: "2023-01-01"}, {Text: ""}, {Links: []page.Link{{Text: s.say("修改", "Edit"), URL: "/units/U1/edit"}, {Text: s.say("历史", "History"), URL: "/history/U1"}}}}}
	}
	return page.List{Frame: s.frame(s.say("单位", "Units"), 7), Heading: page.Heading{Title: s.say("单位", "Units"), Crumbs: []page.Link{{Text: s.say("方案", "Programme"), URL: "/programme"}}, Buttons: []page.Button{{Text: s.say("新增单位", "New unit"), URL: "/units/new", Primary: true}}},
		Blocks: []page.Block{{Table: page.NewTable(columns, []page.Row{row("0", "西海岸新区", "West Coast New Area", "区", "district", "370211"), row("1", "发展和改革局", "Development bureau", "部门", "department", "U001"), row("1", "工业和信息化局", "Industry bureau", "部门", "department", "U012"), row("1", "青岛开发区", "Qingdao Development Zone", "功能区", "zone", "U020"), row("2", "招商服务中心", "Investment service centre", "部门", "department", "U031")})}}}
}

func (s sampler) indicator() page.FormPage {
	return page.FormPage{Frame: s.frame(s.say("指标", "Indicator"), 7), Heading: page.Heading{Kicker: "I0102", Title: s.say("修改指标", "Edit indicator"), Crumbs: []page.Link{{Text: s.say("方案", "Programme"), URL: "/programme"}, {Text: s.say("指标", "Indicators"), URL: "/indicators"}}},
		Form: page.Form{ID: "indicator", To: "/indicators/I0102", Problems: []page.Problem{{Text: s.say("核实单位：核实单位须在填报单位之外。", "Verifier: must be outside the reporter’s unit."), URL: "#f-verifier"}, {Text: s.say("小数位：应在 0 至 6 之间。", "Decimals: must be between 0 and 6."), URL: "#f-decimals"}},
			Sections: []page.Section{
				{Title: s.say("名称与口径", "Name and meaning"), Fields: []page.Field{{Kind: page.KindText, Name: "name", Label: s.say("名称", "Name"), Value: s.say("固定资产投资", "Fixed-asset investment"), Required: true}, {Kind: page.KindText, Name: "alias", Label: s.say("别名", "Aliases"), Help: s.say("用顿号隔开；读文档时据此识别", "Separated by commas; used when documents are read")},
					{Kind: page.KindSelect, Name: "accumulation", Label: s.say("累计方式", "Accumulation"), Short: true, Options: []page.Option{{Text: s.say("自年初累计", "cumulated from January"), Selected: true}, {Text: s.say("期末存量", "stock at period end")}}}, {Kind: page.KindSelect, Name: "direction", Label: s.say("方向", "Direction"), Short: true, Options: []page.Option{{Text: s.say("不低于", "at least")}, {Text: s.say("不高于", "at most")}}},
					{Kind: page.KindText, Name: "unit", Label: s.say("计量单位", "Unit of measure"), Short: true, Value: s.say("亿元", "亿元 (bn yuan ÷ 10)")}, {Kind: page.KindNumber, Name: "decimals", Label: s.say("小数位", "Decimals"), Short: true, Value: "9", Error: s.say("应在 0 至 6 之间。", "Must be between 0 and 6.")}}},
				{Title: s.say("谁报、谁核、何时报", "Who reports, who verifies, when"), Fields: []page.Field{{Kind: page.KindSelect, Name: "competent", Label: s.say("主管部门", "Competent department"), Short: true, Groups: []page.OptionGroup{{Label: s.say("部门", "Departments"), Options: []page.Option{{Text: s.say("发展和改革局", "Development bureau"), Selected: true}, {Text: s.say("商务局", "Commerce bureau")}}}, {Label: s.say("功能区", "Zones"), Options: []page.Option{{Text: s.say("青岛开发区", "Qingdao Development Zone")}}}}},
					{Kind: page.KindSelect, Name: "verifier", Label: s.say("核实单位", "Verifier"), Short: true, Options: []page.Option{{Text: s.say("发展和改革局", "Development bureau")}}, Error: s.say("核实单位须在填报单位之外。", "Must be outside the reporter’s unit.")},
					{Kind: page.KindNumber, Name: "due", Label: s.say("每期截止日", "Due day"), Short: true, Unit: s.say("日", "of the month"), Value: "8"}, {Kind: page.KindNumber, Name: "release", Label: s.say("统计发布日", "Release day"), Short: true, Unit: s.say("日", "of the month"), Value: "20"},
					{Kind: page.KindCheck, Name: "joint", Label: s.say("1—2月合并报送", "January and February are one period"), Checked: true, Help: s.say("不单独要 1 月的数", "January alone is never asked")},
					{Kind: page.KindRadio, Name: "basis", Label: s.say("性质", "Kind"), Options: []page.Option{{Value: "s", Text: s.say("统计指标", "Statistical"), Note: s.say("官方数只从主管部门发布导入，不分解到企业", "official figures only imported; never broken down to enterprises"), Selected: true}, {Value: "o", Text: s.say("工作指标", "Operational")}}}}}},
			Submits: []page.Submit{{Text: s.say("保存", "Save"), Primary: true}}, Cancel: &page.Link{Text: s.say("取消", "Cancel"), URL: "/indicators"}},
		Aside: []page.Brief{{Title: s.say("用到它的目标", "Targets that read it"), Items: []page.BriefItem{{Text: "T0102", URL: "/targets/T0102", Note: s.say("功能区提档", "Functional zones")}}}}}
}

func (s sampler) trajectoryForm() page.FormPage {
	var rows []page.GridRow
	values := []string{"46", "82", "112", "144", "182", "212", "243", "279", "308", "339", "372"}
	for i, v := range values {
		head := s.say("1—2月", "Jan–Feb")
		if i > 0 {
			head = i18n.Month(s.lang, i+2)
		}
		rows = append(rows, page.GridRow{Head: head, Cells: []page.GridCell{{Input: &page.Field{Kind: page.KindNumber, Name: "p-" + i18n.Count(int64(i)), Label: head, Value: v}}, {Text: v}, {Text: "12.4%"}}})
	}
	grid := page.NewGrid([]page.Column{{Label: s.say("期间", "Period")}, {Label: s.say("计划累计", "Planned, cumulative"), Unit: s.say("亿元", "bn yuan"), Numeric: true}, {Label: s.say("去年同期", "A year ago"), Numeric: true}, {Label: s.say("占全年", "Of the year"), Numeric: true}}, rows)
	grid.Check = ptr(s.word(page.ToneDone, "年末等于目标 372 亿元", "the year ends at the target, 37.2 bn yuan"))
	return page.FormPage{Frame: s.frame(s.say("时序计划", "Trajectory"), 7), Heading: page.Heading{Kicker: "T0102", Title: s.say("固定资产投资的时序计划", "Trajectory of fixed-asset investment")},
		Form: page.Form{ID: "trajectory", To: "/targets/T0102/trajectory", Sections: []page.Section{{Note: s.plain("可从表格软件粘贴一列。", "A column can be pasted from a worksheet."), Fields: []page.Field{{Kind: page.KindSelect, Name: "shape", Label: s.say("铺排", "Shape"), Short: true, Options: []page.Option{{Text: s.say("按去年形状", "as last year")}, {Text: s.say("平均", "linear")}, {Text: s.say("逐期填写", "typed"), Selected: true}}}}, Grid: &grid}}, Submits: []page.Submit{{Text: s.say("保存", "Save"), Primary: true}, {Text: s.say("按形状重排", "Fill by shape"), Name: "do", Value: "shape"}}}}
}

func (s sampler) breakdownForm() page.FormPage {
	row := func(id, zh, en, v, share string) page.GridRow {
		return page.GridRow{Head: s.say(zh, en), Note: s.say("功能区", "zone"), Cells: []page.GridCell{{Input: &page.Field{Kind: page.KindNumber, Name: "b-" + id, Label: s.say(zh, en), Value: v}}, {Text: share}, {Text: "91.2"}}}
	}
	grid := page.NewGrid([]page.Column{{Label: s.say("单位", "Unit")}, {Label: s.say("年度目标", "Annual target"), Unit: s.say("亿元", "bn yuan"), Numeric: true}, {Label: s.say("占比", "Share"), Numeric: true}, {Label: s.say("去年", "Last year"), Numeric: true}},
		[]page.GridRow{row("U020", "青岛开发区", "Qingdao Development Zone", "112", "30%"), row("U021", "董家口经济区", "Dongjiakou Economic Zone", "108", "29%"), row("U022", "古镇口创新区", "Guzhenkou Innovation Zone", "60", "16%")})
	grid = grid.WithFoot(page.Cell{Text: s.say("合计", "Sum")}, page.Cell{Text: "280"}, page.Cell{Text: "75%"}, page.Cell{Text: "273.6"})
	grid.Check = ptr(s.word(page.ToneFar, "比目标 372 亿元少 92 亿元", "9.2 bn yuan less than the target of 37.2"))
	return page.FormPage{Frame: s.frame(s.say("分解", "Breakdown"), 7), Heading: page.Heading{Kicker: "T0102", Title: s.say("按功能区分解", "Breakdown by zone")}, Form: page.Form{ID: "breakdown", To: "/targets/T0102/breakdown", Sections: []page.Section{{Grid: &grid}}, Submits: []page.Submit{{Text: s.say("保存", "Save"), Primary: true}}}}
}

func (s sampler) importing(done bool) page.Import {
	p := page.Import{Frame: s.frame(s.say("导入", "Import"), 7), Heading: page.Heading{Title: s.say("从 Excel 导入方案", "Import a programme from Excel"), Standfirst: s.plain("全部正确才导入；有一处不对，就一行也不导入。", "Nothing is imported unless all is right.")},
		Form:  page.Form{ID: "import", To: "/import", Files: true, Sections: []page.Section{{Fields: []page.Field{{Kind: page.KindFile, Name: "file", Label: s.say("工作簿", "Workbook"), Accept: ".xlsx"}}}}, Submits: []page.Submit{{Text: s.say("检查", "Check"), Name: "do", Value: "check"}, {Text: s.say("导入", "Import"), Name: "do", Value: "import", Primary: true}}},
		Blank: &page.Link{Text: s.say("下载空白模板", "Download the empty workbook"), URL: "/export?template=1"}}
	if done {
		p.Done = true
		p.Preview = []page.Fact{{Label: s.say("行动", "Actions"), Value: "13"}, {Label: s.say("重点工作", "Tasks"), Value: "52"}, {Label: s.say("目标", "Targets"), Value: "120"}, {Label: s.say("单位", "Units"), Value: "41"}}
		p.Notices = []page.Notice{{Tone: page.ToneDone, Text: s.plain("已导入 226 行，第 1,204 号。", "226 rows imported, No. 1,204."), Link: &page.Link{Text: s.say("看方案", "See the programme"), URL: "/programme"}}}
		return p
	}
	row := func(sheet, line, col, zh, en string) page.Row {
		return page.Row{Cells: []page.Cell{{Text: sheet}, {Text: line}, {Text: col}, {Text: s.say(zh, en)}}}
	}
	table := page.NewTable([]page.Column{{Label: s.say("工作表", "Sheet")}, {Label: s.say("行", "Row"), Numeric: true}, {Label: s.say("列", "Column")}, {Label: s.say("原因", "Reason")}}, []page.Row{
		row("目标", "14", "责任单位", "没有叫“工信委”的单位；是否指工业和信息化局？", "No unit is called “工信委”; did you mean 工业和信息化局?"), row("目标", "27", "年度目标", "“约372”不是数。", "“约372” is not a number."), row("分解", "9", "单位", "“董家口”不明确：有两个单位。", "“董家口” names two units.")})
	p.Errors, p.Copy = &table, &page.Link{Text: s.say("下载标注了错误的副本", "Download a copy with the errors marked"), URL: "/import/copy"}
	return p
}

func (s sampler) accounts() page.List {
	columns := []page.Column{{Label: s.say("账号", "Account")}, {Label: s.say("岗位", "Post")}, {Label: s.say("角色与范围", "Role and place")}, {Label: s.say("状态", "State")}, {Label: ""}}
	row := func(account, zh, en, role, roleEN string, tone page.Tone, state, stateEN string) page.Row {
		return page.Row{Cells: []page.Cell{{Text: account, URL: "/accounts/" + account}, {Text: s.say(zh, en)}, {Text: s.say(role, roleEN)}, {Light: ptr(s.word(tone, state, stateEN))}, {Links: []page.Link{{Text: s.say("修改", "Edit"), URL: "/accounts/" + account}, {Text: s.say("停用", "Disable"), URL: "/accounts/x/disable"}}}}}
	}
	return page.List{Frame: s.frame(s.say("账号", "Accounts"), 9), Heading: page.Heading{Title: s.say("账号与授权", "Accounts and grants"), Standfirst: s.plain("授权给岗位，不给人；三名管理员互斥，都不能改数。", "Grants go to posts, not persons. The three administrators exclude each other, and none can change a figure."), Buttons: []page.Button{{Text: s.say("新增账号", "New account"), URL: "/accounts/new", Primary: true}}},
		Blocks: []page.Block{{Table: page.NewTable(columns, []page.Row{row("office", "督查室", "Supervision office", "办公室 · 全区", "office · whole district", page.ToneOn, "启用", "active"), row("gxj", "工业和信息化局 填报岗", "Industry bureau, reporter", "填报 · 本单位", "reporter · own unit", page.ToneBehind, "须改密码", "must change password"), row("audit", "审计管理员", "Audit administrator", "审计管理 · 全区", "audit · whole district", page.ToneUnknown, "锁定 12 分钟", "locked 12 min")})}}}
}

func (s sampler) login() page.Login {
	f := s.frame(s.say("登录", "Log in"), -1)
	f.Account, f.When, f.Checkpoint = nil, nil, page.Checkpoint{}
	account := func(name, zh, en, can, canEN string) page.DemoAccount {
		return page.DemoAccount{Name: name, URL: "/login?as=" + name, Role: s.say(zh, en), Whose: s.say("督查室一岗", "Supervision Office, desk 1"), Can: s.say(can, canEN)}
	}
	return page.Login{Frame: f, Form: page.Form{ID: "login", To: "/login", Hidden: []page.Hidden{{Name: "next", Value: "/"}}, Sections: []page.Section{{Fields: []page.Field{{Kind: page.KindText, Name: "user", Label: s.say("账号", "Account"), Complete: "username", Value: "office"}, {Kind: page.KindPassword, Name: "password", Label: s.say("密码", "Password"), Complete: "current-password", Error: s.say("账号或密码不对。", "Wrong account or password.")}}}}, Submits: []page.Submit{{Text: s.say("登录", "Log in"), Primary: true}}},
		Password: "tupo-2023", Demo: []page.DemoAccount{account("leader", "牵头领导", "Leader", "看头版、差距", "reads the front page and the gaps"), account("office", "督查室", "Office", "建方案、催报、锁定期间", "sets up, chases, locks periods"), account("reporter", "填报岗", "Reporter", "填工业和信息化局的报表", "fills the sheet of the industry bureau"), account("approver", "审核岗", "Approver", "审核本单位报表", "approves the unit’s sheet"), account("verifier", "统计局", "Verifier", "核实、退回、录入统计数", "verifies, returns, enters official figures"), account("sysadmin", "系统管理员", "System administrator", "账号与设置", "accounts and settings")}}
}

func (s sampler) password() page.FormPage {
	f := s.frame(s.say("修改密码", "Change password"), -1)
	return page.FormPage{Frame: f, Bare: true, Heading: page.Heading{Title: s.say("请先设置自己的密码", "Choose your own password first"), Standfirst: s.plain("首次登录须修改初始密码。", "The first password must be changed at the first login.")},
		Form: page.Form{ID: "password", To: "/password", Sections: []page.Section{{Fields: []page.Field{{Kind: page.KindPassword, Name: "old", Label: s.say("初始密码", "First password"), Complete: "current-password", Required: true}, {Kind: page.KindPassword, Name: "new", Label: s.say("新密码", "New password"), Help: s.say("至少 12 个字符", "At least 12 characters"), Complete: "new-password", Required: true}, {Kind: page.KindPassword, Name: "again", Label: s.say("再输一次", "Once more"), Complete: "new-password", Required: true}}}}, Submits: []page.Submit{{Text: s.say("保存", "Save"), Primary: true}}}}
}

func (s sampler) fault() page.Error {
	f := s.frame(s.say("没有这个页面", "No such page"), -1)
	f.Request = "01HF3M9Q7Z"
	return page.Error{Frame: f, Status: "404", Title: s.say("没有这个页面", "No such page"), Message: s.say("地址可能已改变，或者您的账号看不到它。", "Its address may have changed, or your account may not see it."), Back: &page.Link{Text: s.say("回到头版", "To the front page"), URL: "/"}}
}
