package view_test

import (
	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

type sampleAction struct {
	zh, en string
	tone   page.Tone
	done   string
	share  float64
}

func sampleActions() []sampleAction {
	return []sampleAction{
		{"国家战略", "National strategies", page.ToneOn, "96%", .96}, {"实体经济", "Real economy", page.ToneBehind, "84%", .84},
		{"科教强区", "Science and education", page.ToneOn, "91%", .91}, {"高水平开放", "Opening up", page.ToneBehind, "82%", .82},
		{"消费升级", "Consumption", page.ToneOn, "93%", .93}, {"营商环境", "Business environment", page.ToneDone, "100%", 1},
		{"功能区提档", "Functional zones", page.ToneFar, "71%", .71}, {"城市更新建设", "Urban renewal", page.ToneBehind, "80%", .80},
		{"乡村振兴", "Rural revitalisation", page.ToneOn, "90%", .90}, {"城市文化", "City culture", page.ToneOn, "87%", .87},
		{"绿色低碳", "Green and low carbon", page.ToneOn, "94%", .94}, {"民生福祉", "Well-being", page.ToneOn, "97%", .97},
		{"现代化治理", "Modern governance", page.ToneUnknown, "—", 0},
	}
}

func (s sampler) strip(n int) page.Strip {
	base := sampleActions()
	var items []page.StripItem
	for i := range n {
		a := base[i%len(base)]
		no := i18n.Count(int64(i + 1))
		if len(no) == 1 {
			no = "0" + no
		}
		item := page.StripItem{No: no, Name: s.say(a.zh, a.en), URL: "/actions/A" + no, Light: s.light(a.tone), Done: a.done,
			Bar: s.bar(a.share, a.tone), Spark: spark(i), Note: s.say("9 项中 7 项达序时", "7 of 9 on track")}
		if a.tone == page.ToneUnknown {
			item.Note = s.say("本月未到报送期", "nothing due yet")
		}
		items = append(items, item)
	}
	tally := []page.Count{{Light: s.light(page.ToneDone), Count: "1"}, {Light: s.light(page.ToneOn), Count: "7"}, {Light: s.light(page.ToneBehind), Count: "3", URL: "/actions?light=behind"},
		{Light: s.light(page.ToneFar), Count: "1"}, {Light: s.light(page.ToneUnknown), Count: "1"}}
	strip := page.NewStrip(s.say("十三大创新突破行动", "Thirteen breakthrough actions"), items, tally, s.say("竖线为时间进度 87%", "tick: 87% of the year"))
	strip.Lag = &page.Link{Text: s.say("完成度差计划最多：08 城市更新，19 点（2 项按 0 计）", "Furthest below plan: 08 Urban renewal, 19 points (2 taken as 0)"), URL: "/actions/A08"}
	return strip
}

func (s sampler) story() page.Story {
	b := page.Run{Strong: true}
	fig := func(zh, en, url string) page.Run { r := b; r.Text, r.URL = s.say(zh, en), url; return r }
	run := func(zh, en string) page.Run { return page.Run{Text: s.say(zh, en)} }
	return page.Story{
		Kicker:   s.say("最大缺口 · 07 功能区提档", "Largest gap · 07 Functional zones"),
		Headline: page.Text{run("固定资产投资差计划 ", "Investment is "), fig("42 亿元", "4.2 bn yuan", ""), run("，两个功能区占六成", " short of plan, three fifths of it in two zones")},
		URL:      "/targets/T0102", Light: ptr(s.light(page.ToneFar)),
		Standfirst: page.Text{run("1—10月累计完成 ", "To October "), fig("266 亿元", "26.6 bn yuan", "/targets/T0102#2023-10"), run("，计划 ", " was completed of "), fig("308 亿元", "30.8 bn", "/targets/T0102"),
			run("，为计划的 86.4%。要完成全年 372 亿元，余下两月每月需 ", " planned, or 86.4%. To reach 37.2 bn by year end, each of the two months left needs "), fig("53 亿元", "5.3 bn", "/targets/T0102#rate"),
			run("；三年来最好的月份是 ", "; the best month in three years was "), fig("41 亿元", "4.1 bn", "/targets/T0102#best"), run("。", ".")},
		Chart: page.DrawBoth(s.investment()), Caption: s.say("亿元，累计，调度数。点线为计划，虚线为余下月份所需进度。", "bn yuan, cumulative, operational figure. Dotted: planned. Dashed: pace needed."),
		Facts: []page.Fact{{Label: s.say("累计完成", "Completed"), Value: s.say("266", "26.6"), Unit: s.say("亿元", "bn yuan"), URL: "/targets/T0102#2023-10"},
			{Label: s.say("计划进度", "Planned to date"), Value: s.say("308", "30.8")}, {Label: s.say("差", "Short by"), Value: s.say("−42", "−4.2"), Tone: page.ToneFar},
			{Label: s.say("每月尚需", "Needed a month"), Value: s.say("53", "5.3")}, {Label: s.say("三年最好月", "Best month in 3 years"), Value: s.say("41", "4.1")}},
		Who: page.Text{run("缺口六成在", "Three fifths of the gap lie in "), fig("董家口经济区", "Dongjiakou Economic Zone", "/units/U021"), run("（−21.4）与", " (−2.14) and "), fig("古镇口创新区", "Guzhenkou Innovation Zone", "/units/U022"),
			run("（−4.6），由行动牵头领导 11月20日前报补短板安排。", " (−0.46). The action’s lead reports a catch-up plan by 20 November.")},
		Buttons: []page.Button{{Text: s.say("看缺口构成", "See the gap"), URL: "/targets/T0102#breakdown"}, {Text: s.say("逐项督促", "Chase"), URL: "/gaps?action=A07", Primary: true}},
	}
}

func (s sampler) gapTable() page.Table {
	columns := []page.Column{{Label: s.say("目标", "Target")}, {Label: s.say("责任单位", "Responsible unit")}, {Label: s.say("灯", "Light")}, {Label: s.say("完成 / 计划", "Actual / planned"), Numeric: true, Minor: true},
		{Label: s.say("差", "Short by"), Numeric: true, SortURL: "?sort=gap", Sorted: "descending"}, {Label: s.say("每月尚需", "Needed a month"), Numeric: true}, {Label: s.say("最好月", "Best month"), Numeric: true, Minor: true}, {Label: s.say("卡在哪里", "Blocked by")}}
	row := func(zh, en, unitZH, unitEN string, tone page.Tone, progress, gap, unit, need, best, blockZH, blockEN string) page.Row {
		return page.Row{Cells: []page.Cell{{Text: s.say(zh, en), URL: "/targets/T0102"}, {Text: s.say(unitZH, unitEN), URL: "/units/U021"}, {Light: ptr(s.light(tone))}, {Text: progress},
			{Text: gap, Unit: unit, Tone: tone}, {Text: need}, {Text: best}, {Text: s.say(blockZH, blockEN)}}}
	}
	yi, pp := s.say("亿元", "bn yuan"), s.say("个百分点", "pp")
	return page.NewTable(columns, []page.Row{
		row("固定资产投资", "Fixed-asset investment", "董家口经济区", "Dongjiakou Economic Zone", page.ToneFar, "68.2 / 89.6", "−21.4", yi, "18.4", "11.2", "土地 3 宗待供", "3 plots of land"),
		row("规上工业增加值增速", "Growth of industrial value added", "工业和信息化局", "Industry bureau", page.ToneBehind, "6.1 / 7.4", "−1.3", pp, "—", "—", "两家链主企业减产", "two chain leaders cut output"),
		row("老旧小区改造", "Renewal of old estates", "住房和城乡建设局", "Housing bureau", page.ToneBehind, "34 / 40", "−6", s.say("个小区", "estates"), "6", "5", "施工许可 4 件", "4 permits"),
		row("外贸进出口", "Foreign trade", "商务局", "Commerce bureau", page.ToneBehind, "2,881 / 2,999", "−118", yi, "360", "331", "—", "—"),
		row("新增规上企业", "New above-scale firms", "工业和信息化局", "Industry bureau", page.ToneBehind, "96 / 110", "−14", s.say("家", "firms"), "17", "15", "9 家已申报", "9 have applied"),
	})
}

func (s sampler) front(actions int) page.Front {
	gaps := s.gapTable()
	gaps.Rows = append([]page.Row(nil), gaps.Rows...)
	return page.Front{
		Frame: s.frame("", 0), Story: s.story(), Strips: []page.Strip{s.strip(actions)},
		Guide: page.Guide{Total: "17", Items: []page.GuideItem{
			{Text: s.say("填报未交", "Reports missing"), Count: s.say("2 个单位", "2 units"), Page: s.say("5版", "p. 5"), URL: "/sheets?state=missing", Late: true},
			{Text: s.say("今日到期", "Due today"), Count: s.say("3 件", "3"), Page: s.say("2版", "p. 2"), URL: "/actions?due=today"},
			{Text: s.say("待核实", "To verify"), Count: s.say("5 条", "5"), Page: s.say("6版", "p. 6"), URL: "/queue"},
			{Text: s.say("待说明的数", "Figures questioned"), Count: s.say("1 个", "1"), Page: s.say("6版", "p. 6"), URL: "/queue#questions"},
			{Text: s.say("待采纳的事实", "Facts to accept"), Count: s.say("6 条", "6"), Page: s.say("7版", "p. 7"), URL: "/documents"}}},
		Briefs: []page.Brief{
			{Title: s.say("项目要闻", "Project news"), Note: s.say("本月", "this month"), Items: []page.BriefItem{
				{Text: s.say("新型显示生产基地", "Display production base"), Note: s.say("签约 · 50 亿元", "signed · 5 bn yuan"), URL: "/documents/D001"},
				{Text: s.say("光电科技园一期", "Photonics park, phase 1"), Note: s.say("封顶", "capped")},
				{Text: s.say("化工新材料二期", "New materials, phase 2"), Note: s.say("停滞 41 天", "stalled 41 days"), Tone: page.ToneFar}}},
			{Title: s.say("更正与留痕", "Corrections"), Items: []page.BriefItem{
				{Text: s.say("9月社零总额更正一次", "September retail sales"), URL: "/history/o-1", Note: s.say("理由可查", "corrected")},
				{Text: s.say("一个数恰等于目标", "A figure equals its target"), URL: "/queue#q", Note: s.say("待说明", "questioned")}}, More: &page.Link{Text: s.say("全部更正", "All corrections"), URL: "/ledger?kind=correction"}}},
		Gaps: page.Gaps{Title: s.say("差距榜", "Gaps"), Note: s.say("按缺口占年度目标的比例", "by share of the annual target"), Table: gaps, More: &page.Link{Text: s.say("全部 14 项", "All 14"), URL: "/gaps"}},
	}
}

func (s sampler) past() page.Front {
	p := s.front(13)
	p.Past = &page.Past{Text: s.say("您看到的是 2023-10-20 18:00（第 41,002 号）时的情况", "You see what was known on 2023-10-20 18:00 (No. 41,002)"), NowURL: "/"}
	p.When.Summary = s.say("10月 · 10-20 18:00", "October · 10-20 18:00")
	return p
}

// quiet is a new district: nothing short, nothing waiting, no news.
func (s sampler) quiet() page.Front {
	p := s.front(13)
	p.Story = page.Story{Kicker: s.say("全部目标", "All targets"), Headline: s.plain("没有目标落后计划", "No target is behind its plan"), Standfirst: s.plain("十三项行动、120 项目标均达到计划进度。", "Thirteen actions and 120 targets have reached what was planned.")}
	p.Guide = page.Guide{Empty: s.say("今天没有待办。", "Nothing waits for you today.")}
	p.Briefs = []page.Brief{{Title: s.say("更正与留痕", "Corrections"), Empty: s.say("本月没有更正。", "No corrections this month.")}}
	p.Gaps.Table = page.Table{Empty: page.Empty{Text: s.say("没有缺口。", "No gaps.")}}
	p.Gaps.More = nil
	return p
}

func (s sampler) targetTable() page.Table {
	columns := []page.Column{{Label: s.say("目标", "Target")}, {Label: s.say("责任单位", "Responsible unit"), Minor: true}, {Label: s.say("灯", "Light")}, {Label: s.say("年度目标", "Annual target"), Numeric: true},
		{Label: s.say("计划", "Planned"), Numeric: true}, {Label: s.say("完成", "Actual"), Numeric: true}, {Label: s.say("差", "Gap"), Numeric: true}, {Label: s.say("每月尚需", "Needed a month"), Numeric: true}, {Label: s.say("完成率", "Completion")}}
	row := func(zh, en string, tone page.Tone, year, plan, actual, gap, need string, share float64) page.Row {
		return page.Row{Cells: []page.Cell{{Text: s.say(zh, en), URL: "/targets/T0102", Note: s.say("约束性 · 权重 10", "binding · weight 10")}, {Text: s.say("发展和改革局", "Development bureau")}, {Light: ptr(s.light(tone))},
			{Text: year, Unit: s.say("亿元", "bn yuan")}, {Text: plan}, {Text: actual}, {Text: gap, Tone: tone}, {Text: need}, {Text: i18n.Percent(int64(share*1e6), 0), Bar: s.bar(share, tone)}}}
	}
	return page.NewTable(columns, []page.Row{
		row("功能区固定资产投资", "Investment in functional zones", page.ToneFar, "372", "308", "266", "−42", "53", .715),
		row("功能区新签约项目", "New signings in zones", page.ToneOn, "120", "100", "104", "+4", "8", .867),
		row("功能区一般公共预算收入", "Budget revenue of zones", page.ToneOn, "148", "123.2", "125.6", "+2.4", "11.2", .849),
		row("功能区实际使用外资", "Foreign investment in zones", page.ToneBehind, "6.8", "5.6", "5.1", "−0.5", "0.85", .75),
	})
}

func (s sampler) task(id string, tone page.Tone, zh, en string) page.Task {
	return page.Task{ID: id, Name: s.say(zh, en), URL: "/tasks/K0712", Light: s.light(tone), Unit: s.say("灵山湾影视文化产业区", "Lingshan Bay zone"), Due: s.say("12月31日", "31 December"),
		Milestones: []page.Milestone{
			{Name: s.say("方案批复", "Plan approved"), Due: s.say("3月31日", "31 Mar"), Light: s.word(page.ToneDone, "3月20日完成", "done 20 Mar"), Evidence: &page.Link{Text: s.say("佐证", "evidence"), URL: "/evidence/1"}},
			{Name: s.say("主体封顶", "Main building capped"), Due: s.say("10月31日", "31 Oct"), Light: s.word(page.ToneFar, "逾期 14 天", "14 days late")},
			{Name: s.say("设备进场", "Equipment on site"), Due: s.say("12月15日", "15 Dec"), Light: s.word(page.ToneUnknown, "未到期", "not due")}},
		Done: s.say("主体施工至九层，累计投资 41 亿元。", "Works at the ninth floor; 4.1 bn yuan invested."), Blocked: s.say("供地 2 宗未完成。", "Two plots of land are not supplied."), Next: s.say("11月25日前完成供地。", "Supply the land by 25 November.")}
}

func (s sampler) action() page.Action {
	story := s.story()
	return page.Action{
		Frame: s.frame(s.say("功能区提档", "Functional zones"), 1),
		Heading: page.Heading{Kicker: s.say("行动 07", "Action 07"), Title: s.say("功能区提档：9 项目标中 4 项落后", "Functional zones: 4 of 9 targets are behind"), Crumbs: []page.Link{{Text: s.say("行动", "Actions"), URL: "/actions"}},
			Light:      ptr(page.Light{Tone: page.ToneFar, Word: s.say("严重落后", "Far behind"), Why: s.say("最差的约束性目标为计划的 86.4%", "its worst binding target is at 86.4% of plan")}),
			Standfirst: s.plain("灯色取最差的约束性目标：固定资产投资完成 266 亿元，为计划 308 亿元的 86.4%（规则 r3）。", "The light is that of the worst binding target: investment of 26.6 bn yuan is 86.4% of the 30.8 bn planned (rule r3)."),
			Buttons:    []page.Button{{Text: s.say("历史", "History"), URL: "/history/A07"}, {Text: s.say("修改", "Edit"), URL: "/actions/A07/edit"}}},
		Facts: []page.Fact{{Label: s.say("完成率", "Completion"), Value: "71%", Note: s.say("时间已过 87%", "87% of the year gone")}, {Label: s.say("目标", "Targets"), Value: "5 / 9", Note: s.say("达序时", "on track")}, {Label: s.say("重点工作", "Key tasks"), Value: "3 / 4", Note: s.say("按期", "on time")},
			{Label: s.say("牵头", "Lead"), Value: s.say("副区长", "Deputy head"), Note: s.say("行动牵头领导", "lead of the action")}, {Label: s.say("牵头单位", "Lead unit"), Value: s.say("发展和改革局", "Development bureau")}},
		Story: &story, Targets: page.Block{Title: s.say("目标", "Targets"), Note: s.say("调度数，截至10月", "operational, to October"), Table: s.targetTable()},
		Tasks:   []page.Task{s.task("K0712", page.ToneFar, "影视产业园二期建成", "Film park, phase 2 completed"), s.task("K0713", page.ToneOn, "功能区扁平化管理改革", "Flatter management of zones")},
		Sources: page.Text{{Text: s.say("依据：", "Source: ")}, {Text: s.say("11月14日专题会议报道", "report on the meeting of 14 November"), URL: "/documents/D001#s-7"}},
	}
}

func (s sampler) target() page.Target {
	columns := []page.Column{{Label: s.say("期间", "Period")}, {Label: s.say("计划", "Planned"), Numeric: true}, {Label: s.say("调度数", "Operational"), Numeric: true}, {Label: s.say("统计数", "Official"), Numeric: true}, {Label: s.say("差", "Gap"), Numeric: true}, {Label: s.say("状态", "State")}}
	row := func(id, zh, en, plan, op, of, gap string, tone page.Tone, stateZH, stateEN string) page.Row {
		return page.Row{ID: id, Cells: []page.Cell{{Text: s.say(zh, en), URL: "/history/o-" + id}, {Text: plan}, {Text: op}, {Text: of, Note: s.say("初步数", "preliminary")}, {Text: gap, Tone: tone}, {Light: ptr(s.word(page.ToneDone, stateZH, stateEN))}}}
	}
	zone := page.NewTable([]page.Column{{Label: s.say("单位", "Unit")}, {Label: s.say("年度目标", "Annual target"), Numeric: true}, {Label: s.say("计划", "Planned"), Numeric: true}, {Label: s.say("完成", "Actual"), Numeric: true}, {Label: s.say("差", "Gap"), Numeric: true}, {Label: s.say("进度", "Progress")}}, []page.Row{
		{Cells: []page.Cell{{Text: s.say("青岛开发区", "Qingdao Development Zone")}, {Text: "112"}, {Text: "93"}, {Text: "91"}, {Text: "−2"}, {Bar: s.bar(.81, page.ToneBehind)}}},
		{Cells: []page.Cell{{Text: s.say("董家口经济区", "Dongjiakou Economic Zone")}, {Text: "108"}, {Text: "89.6"}, {Text: "68.2"}, {Text: "−21.4", Tone: page.ToneFar}, {Bar: s.bar(.63, page.ToneFar)}}},
		{Cells: []page.Cell{{Text: s.say("古镇口创新区", "Guzhenkou Innovation Zone")}, {Text: "60"}, {Text: "49.8"}, {Text: "45.2"}, {Text: "−4.6", Tone: page.ToneBehind}, {Bar: s.bar(.75, page.ToneBehind)}}},
	}).WithFoot(page.Cell{Text: s.say("合计", "Sum")}, page.Cell{Text: "280"}, page.Cell{Text: "232.4"}, page.Cell{Text: "204.4"}, page.Cell{Text: "−28"}, page.Cell{})
	story := s.story()
	return page.Target{
		Frame: s.frame(s.say("固定资产投资", "Fixed-asset investment"), 1),
		Heading: page.Heading{Kicker: s.say("07 功能区提档 · T0102", "07 Functional zones · T0102"), Title: s.say("固定资产投资", "Fixed-asset investment"), Light: ptr(s.light(page.ToneFar)),
			Crumbs:     []page.Link{{Text: s.say("行动", "Actions"), URL: "/actions"}, {Text: s.say("07 功能区提档", "07 Functional zones"), URL: "/actions/A07"}},
			Standfirst: s.plain("1—10月调度数 266 亿元，计划 308 亿元，为计划的 86.4%，低于 90%，故为严重落后（规则 r3）。", "The operational figure to October is 26.6 bn yuan against 30.8 bn planned: 86.4%, below 90%, hence far behind (rule r3)."),
			Buttons:    []page.Button{{Text: s.say("历史", "History"), URL: "/history/T0102"}, {Text: s.say("更正", "Correct"), URL: "/corrections/new"}}},
		Chart: story.Chart, Caption: story.Caption, Facts: story.Facts,
		Periods: page.NewTable(columns, []page.Row{
			row("2023-10", "2023年1—10月", "January–October 2023", "308", "266", "—", "−42", page.ToneFar, "已核实", "verified"),
			row("2023-09", "2023年1—9月", "January–September 2023", "279", "241", "238.6", "−38", page.ToneFar, "已锁定", "locked"),
			row("2023-08", "2023年1—8月", "January–August 2023", "243", "214", "213.1", "−29", page.ToneFar, "已锁定", "locked")}),
		PeriodNote: s.say("亿元，累计", "bn yuan, cumulative"),
		Breakdowns: []page.Breakdown{{Dimension: s.say("按功能区分解", "By zone"), Check: s.word(page.ToneBehind, "比目标少 92 亿元", "9.2 bn yuan less than the target"), Table: zone, Note: s.say("不编制到镇街。", "Not compiled for towns.")}},
		Tiers:      []page.Fact{{Label: s.say("确保", "Floor"), Value: "360", Unit: s.say("亿元", "bn yuan")}, {Label: s.say("目标", "Target"), Value: "372"}, {Label: s.say("力争", "Stretch"), Value: "390"}},
		About: []page.Fact{{Label: s.say("性质", "Kind"), Value: s.say("约束性", "binding")}, {Label: s.say("口径", "Accumulation"), Value: s.say("累计数，1—2月合并", "cumulative; January and February together")}, {Label: s.say("牵头单位", "Lead unit"), Value: s.say("发展和改革局", "Development bureau"), URL: "/units/U001"},
			{Label: s.say("核实单位", "Verifier"), Value: s.say("统计局", "Statistics bureau")}, {Label: s.say("规则", "Rule"), Value: "r3"}},
		Changes: []page.Brief{{Title: s.say("目标调整", "Changes of the target"), Items: []page.BriefItem{{Text: s.say("350 → 372 亿元", "35.0 → 37.2 bn yuan"), URL: "/history/T0102", Note: "2023-06-30"}}}},
	}
}

func (s sampler) gaps() page.List {
	return page.List{Frame: s.frame(s.say("差距", "Gaps"), 2), Heading: page.Heading{Title: s.say("14 项目标落后计划，投资差得最多", "14 targets are behind plan; investment most of all"), Standfirst: s.plain("其中 4 项余下月份所需进度超过三年来最好的月份。", "Four of them need more a month than the best month in three years.")},
		Filters: &page.Filters{To: "/gaps", Found: s.say("找到 14 项", "14 found"), Reset: "/gaps", Fields: []page.Field{
			{Kind: page.KindSelect, Name: "action", Label: s.say("行动", "Action"), Options: []page.Option{{Text: s.say("全部", "All")}, {Value: "A07", Text: s.say("07 功能区提档", "07 Functional zones")}}},
			{Kind: page.KindSelect, Name: "light", Label: s.say("灯", "Light"), Options: []page.Option{{Text: s.say("落后与严重落后", "Behind and far behind")}}},
			{Kind: page.KindText, Name: "q", Label: s.say("名称", "Name")}}},
		Blocks: []page.Block{{Table: s.gapTable()}}, Pager: &page.Pager{Text: s.say("第 1—5 项，共 14 项", "1–5 of 14"), Next: "?p=2"}}
}

func (s sampler) units() page.List {
	columns := []page.Column{{Label: s.say("单位", "Unit")}, {Label: s.say("灯", "Light")}, {Label: s.say("目标", "Targets"), Numeric: true}, {Label: s.say("达序时", "On track"), Numeric: true}, {Label: s.say("填报", "Reports")}, {Label: s.say("要填的数", "Figures asked"), Numeric: true, Minor: true}, {Label: s.say("最大缺口", "Largest gap")}}
	row := func(zh, en string, tone page.Tone, n, ok string, late bool) page.Row {
		state := s.word(page.ToneOn, "已交", "in")
		r := page.Row{Cells: []page.Cell{{Text: s.say(zh, en), URL: "/units/U021"}, {Light: ptr(s.light(tone))}, {Text: n}, {Text: ok}, {Light: &state}, {Text: "9"}, {Text: s.say("固定资产投资", "Fixed-asset investment"), Note: s.say("−21.4 亿元", "−2.14 bn yuan")}}}
		if late {
			r.Tone = page.ToneFar
			r.Cells[4].Light = ptr(s.word(page.ToneFar, "逾期 4 天", "4 days late"))
		}
		return r
	}
	return page.List{Frame: s.frame(s.say("单位", "Units"), 3), Heading: page.Heading{Title: s.say("董家口经济区落后最多，两个单位未交10月报表", "Dongjiakou is furthest behind; two units have not reported October")},
		Facts: []page.Fact{{Label: s.say("单位", "Units"), Value: "41"}, {Label: s.say("已交", "Reports in"), Value: "39"}, {Label: s.say("未交", "Missing"), Value: "2", Tone: page.ToneFar}, {Label: s.say("本月要填的数", "Figures asked this month"), Value: "312"}},
		Blocks: []page.Block{{Table: page.NewTable(columns, []page.Row{{Group: s.say("功能区", "Functional zones")}, row("董家口经济区", "Dongjiakou Economic Zone", page.ToneFar, "9", "5", true), row("青岛开发区", "Qingdao Development Zone", page.ToneBehind, "11", "9", false), row("前湾综合保税区", "Qianwan Bonded Zone", page.ToneOn, "8", "8", false),
			{Group: s.say("部门", "Departments")}, row("工业和信息化局", "Industry bureau", page.ToneBehind, "7", "5", false), row("商务局", "Commerce bureau", page.ToneBehind, "6", "4", true)})}}}
}
