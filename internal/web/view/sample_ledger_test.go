package view_test

import "tupo/internal/web/page"

func (s sampler) history() page.History {
	return page.History{Frame: s.frame(s.say("历史", "History"), 8), Heading: page.Heading{Kicker: s.say("历史", "History"), Title: s.say("社会消费品零售总额 · 2023年9月 · 调度数", "Retail sales · September 2023 · operational"), Crumbs: []page.Link{{Text: s.say("账本", "Ledger"), URL: "/ledger"}}},
		Changes: []page.Change{
			{ID: "e-48210", No: s.say("第 48,210 号", "No. 48,210"), URL: "/ledger/48210", When: "2023-11-13 15:41", Who: s.say("商务局 · 填报岗", "Commerce bureau · reporter"), What: s.say("更正", "Corrected"), Why: s.say("漏报一家企业，附台账。", "One firm was left out; register attached."), Tone: page.ToneBehind,
				Diffs: []page.Diff{{Field: s.say("数值", "Value"), Old: s.say("1,061.2 亿元", "106.12 bn yuan"), New: s.say("1,064.8 亿元", "106.48 bn yuan")}, {Field: s.say("修订", "Revision"), Old: "1", New: "2"}}, Proof: &page.Link{Text: s.say("收录证明", "Inclusion proof"), URL: "/ledger/48210#proof"}},
			{ID: "e-41002", No: s.say("第 41,002 号", "No. 41,002"), URL: "/ledger/41002", When: "2023-10-18 09:20", Who: s.say("统计局 · 核实岗", "Statistics bureau · verifier"), What: s.say("核实", "Verified"), Diffs: []page.Diff{{Field: s.say("状态", "State"), Old: s.say("已提交", "submitted"), New: s.say("已核实", "verified")}}, Proof: &page.Link{Text: s.say("收录证明", "Inclusion proof"), URL: "/ledger/41002#proof"}},
			{ID: "e-40871", No: s.say("第 40,871 号", "No. 40,871"), URL: "/ledger/40871", When: "2023-10-07 16:02", Who: s.say("商务局 · 填报岗", "Commerce bureau · reporter"), What: s.say("提交", "Submitted"), Diffs: []page.Diff{{Field: s.say("数值", "Value"), New: s.say("1,061.2 亿元", "106.12 bn yuan")}}}}}
}

func (s sampler) ledger() page.List {
	columns := []page.Column{{Label: s.say("号", "No."), Numeric: false}, {Label: s.say("时间", "When")}, {Label: s.say("谁", "Who")}, {Label: s.say("做了什么", "Deed")}, {Label: s.say("对象", "Of what")}, {Label: s.say("理由", "Why"), Minor: true}}
	row := func(no, when, zh, en, deed, deedEN, what, whatEN, why, whyEN string) page.Row {
		return page.Row{Cells: []page.Cell{{Text: no, URL: "/ledger/1"}, {Text: when}, {Text: s.say(zh, en)}, {Text: s.say(deed, deedEN)}, {Text: s.say(what, whatEN), URL: "/history/x"}, {Text: s.say(why, whyEN)}}}
	}
	table := page.NewTable(columns, []page.Row{row("48,213", "2023-11-14 08:12", "工业和信息化局 · 填报岗", "Industry bureau · reporter", "提交", "Submitted", "10月报表", "October sheet", "", ""), row("48,212", "2023-11-13 17:50", "督查室", "Supervision office", "同意重新打开", "Agreed to reopen", "2023年9月", "September 2023", "漏报一家企业", "one firm left out"), row("48,210", "2023-11-13 15:41", "商务局 · 填报岗", "Commerce bureau · reporter", "更正", "Corrected", "社零总额 9月", "Retail sales, September", "漏报一家企业，附台账。", "One firm was left out.")})
	table.Dense = true
	return page.List{Frame: s.frame(s.say("账本", "Ledger"), 8), Heading: page.Heading{Title: s.say("账本", "Ledger"), Standfirst: s.plain("每一次改动一条，先后相扣；任何人持有打印的校验码，都能证明以后有无改动。", "One entry for each change, chained in order; whoever holds a printed code can prove a later change."), Buttons: []page.Button{{Text: s.say("校验点", "Checkpoint"), URL: "/ledger/checkpoint"}, {Text: s.say("核对账本", "Verify"), URL: "/ledger/verify", Primary: true}}},
		Filters: &page.Filters{To: "/ledger", Fields: []page.Field{{Kind: page.KindSelect, Name: "kind", Label: s.say("做了什么", "Deed"), Options: []page.Option{{Text: s.say("全部", "All")}}}, {Kind: page.KindDate, Name: "from", Label: s.say("起", "From")}, {Kind: page.KindDate, Name: "to", Label: s.say("止", "To")}}},
		Blocks:  []page.Block{{Table: table}}, Pager: &page.Pager{Text: s.say("第 1—100 条，共 48,213 条", "1–100 of 48,213"), Next: "?before=48113"}}
}

func (s sampler) entry() page.Entry {
	return page.Entry{Frame: s.frame(s.say("第 48,210 号", "No. 48,210"), 8), Heading: page.Heading{Kicker: s.say("账本", "Ledger"), Title: s.say("第 48,210 号：更正", "No. 48,210: correction"), Crumbs: []page.Link{{Text: s.say("账本", "Ledger"), URL: "/ledger"}}},
		Facts:   []page.Fact{{Label: s.say("谁", "Who"), Value: s.say("商务局 · 填报岗", "Commerce bureau · reporter")}, {Label: s.say("何时", "When"), Value: "2023-11-13 15:41:07"}, {Label: s.say("理由", "Why"), Value: s.say("漏报一家企业，附台账。", "One firm was left out; register attached.")}},
		Records: []page.EntryRecord{{What: s.say("修改 · 观测值", "Update · observation"), Key: "370211 / I0107 / U009 / 2023-09 / operational", URL: "/history/x", Diffs: []page.Diff{{Field: s.say("数值", "Value"), Old: "106120000000", New: "106480000000"}, {Field: s.say("修订", "Revision"), Old: "1", New: "2"}}}},
		Proof: page.Proof{Leaf: "9c1185a5c5e9fc54612808977ee8f548b2258d31a1f7b6a0d4c7a9b5c2c0e7f1", Size: "48,213", Root: "qZ7l1p0T2h8v4cVfY1m0c3o9uJ5wQ6eB8nR2xKfLk2A=", Path: []string{"6b4f09a27d1cc0f47a0c8cb0f4bb9d4b9c0e2a55b0d1f3b7d8c6aa0e51f20c33", "0e2d7f41b7b9a6cc54fe01de93a1d2b0ffb2c4a8e7b35d19c0a6f8d4e2b17c90", "f3a1c0be77d2945d10ac4bb2e98f6d3c5a1b07e4d9c8f2a6b3e5d7c1908f4e2a"},
			Text: "tupo inclusion proof v1\nleaf 48210\nsize 48213\n…", Valid: ptr(s.word(page.ToneDone, "与校验点相符", "agrees with the checkpoint")), File: &page.Link{Text: s.say("下载证明", "Download the proof"), URL: "/ledger/48210/proof"}},
		Pager: &page.Pager{Prev: "/ledger/48209", Next: "/ledger/48211"}}
}

func (s sampler) verify(ok bool) page.Verify {
	p := page.Verify{Frame: s.frame(s.say("核对账本", "Verify the ledger"), 8), Heading: page.Heading{Title: s.say("核对账本", "Verify the ledger"), Crumbs: []page.Link{{Text: s.say("账本", "Ledger"), URL: "/ledger"}}},
		Form:   page.Form{ID: "verify", To: "/ledger/verify", Files: true, Sections: []page.Section{{Title: s.say("与外部校验点比对", "Compare with a checkpoint from outside"), Fields: []page.Field{{Kind: page.KindText, Name: "code", Label: s.say("打印的校验码", "Printed code"), Help: s.say("如 48213-7K3F-Q2ZD-…", "such as 48213-7K3F-Q2ZD-…")}, {Kind: page.KindFile, Name: "file", Label: s.say("或校验点文件", "Or a checkpoint file")}}}}, Submits: []page.Submit{{Text: s.say("核对", "Verify"), Primary: true}}},
		Facts:  []page.Fact{{Label: s.say("条目", "Entries"), Value: "48,213"}, {Label: s.say("数据行", "Rows"), Value: "6,979"}, {Label: s.say("用时", "Took"), Value: "0.6", Unit: s.say("秒", "s")}},
		Checks: []page.Check{{Light: s.word(page.ToneDone, "相符", "agrees"), Name: s.say("每一行都可由账本重新得到", "Every row can be derived from the ledger"), Text: s.say("现行 5,102 行，历史 1,877 行", "5,102 current and 1,877 past rows")}, {Light: s.word(page.ToneDone, "相符", "agrees"), Name: s.say("树根与校验点一致", "The root is that of the checkpoint")}}}
	if ok {
		p.Result = &page.Notice{Tone: page.ToneDone, Text: s.plain("自洽；未与外部校验点比对，不能排除回滚与分叉。", "Consistent with itself; rollback and forks not excluded.")}
		return p
	}
	p.Result = &page.Notice{Tone: page.ToneFar, Text: s.plain("不符：有 1 行与账本不同。", "Does not agree: one row differs from the ledger.")}
	p.Checks[0].Light = s.word(page.ToneFar, "不符", "differs")
	p.Checks[0].Where = "observation 370211/I0102/U021/2023-09/operational: value 16.9, ledger 18.2"
	return p
}

func (s sampler) checkpoint() page.CheckpointPage {
	columns := []page.Column{{Label: s.say("时间", "When")}, {Label: s.say("条目", "Entries"), Numeric: true}, {Label: s.say("校验码", "Code")}}
	return page.CheckpointPage{Frame: s.frame(s.say("校验点", "Checkpoint"), 8), Heading: page.Heading{Title: s.say("校验点", "Checkpoint"), Standfirst: s.plain("抄下或打印此码。以后账本若被改动、截断或回滚，凭此码即可证明。", "Copy or print this code. If the ledger is later changed, cut or rolled back, the code proves it.")},
		Code: "48213-7K3F-Q2ZD-MX4P-R6TA-B5NW-H", Facts: []page.Fact{{Label: s.say("条目", "Entries"), Value: "48,213"}, {Label: s.say("时间", "When"), Value: "2023-11-14 08:12"}, {Label: s.say("散列", "Hash suite"), Value: "SHA-256"}},
		Note: "tupo/370211\n48213\nqZ7l1p0T2h8v4cVfY1m0c3o9uJ5wQ6eB8nR2xKfLk2A=\n\n— tupo/370211 7K3FQ2ZDMX4PR6TAB5NWH…", File: &page.Link{Text: s.say("下载校验点", "Download the checkpoint"), URL: "/ledger/checkpoint.txt"},
		Form:    &page.Form{ID: "compare", To: "/ledger/verify", Sections: []page.Section{{Title: s.say("比对一个校验码", "Compare a code"), Fields: []page.Field{{Kind: page.KindText, Name: "code", Label: s.say("校验码", "Code")}}}}, Submits: []page.Submit{{Text: s.say("比对", "Compare"), Primary: true}}},
		Earlier: page.Block{Title: s.say("以前的校验点", "Earlier checkpoints"), Table: page.NewTable(columns, []page.Row{{Cells: []page.Cell{{Text: "2023-11-13 18:00"}, {Text: "48,212"}, {Text: "48212-QQ2Z-…"}}}})}}
}
