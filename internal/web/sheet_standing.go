package web

import (
	"slices"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

// standing adds what happened to the report, who signs, and what may be done now.
func (f *filler) standing(p *page.Sheet) {
	r := f.sheet.Report
	if r.ApprovedBy != "" && !f.sheet.Part {
		p.Hash = r.Hash
	}
	p.Trail = f.trail()
	p.Signatures = []page.Signature{{Role: f.t("sign.reporter"), Name: f.signature(f.lastBy(app.DeedFiled, r.SubmittedBy), r.SubmittedAt)},
		{Role: f.t("sign.approver"), Name: f.signature(r.ApprovedBy, r.ApprovedAt)}, {Role: f.t("sign.unit"), Seal: true}}
	if f.sheet.MayJudge && r.State == report.Submitted && r.SubmittedBy != f.visit.who.ID() && !f.visit.who.Operator {
		p.Verdict = &page.Verdict{Title: f.t("verdict.title"), Intro: page.Plain(f.t("verdict.intro")), To: sheetURL(f.sheet.Unit, f.sheet.Month) + "/verdict",
			Hidden:  []page.Hidden{{Name: "report", Value: string(r.ID)}, {Name: "hash", Value: r.Hash}},
			Reason:  &page.Field{Kind: page.KindArea, Name: "reason", ID: "verdict-reason", Label: f.t("verdict.reason"), Rows: "2"},
			Submits: []page.Submit{{Text: f.t("verdict.approve"), Name: "do", Value: "approve", Primary: true}, {Text: f.t("verdict.return"), Name: "do", Value: "return"}}}
	}
	f.lockNotice(p)
	if report.EarlinessOf(f.sheet.Month, f.visit.site.App.Today(f.visit.who.District)) == report.Running {
		p.Notices = append(p.Notices, page.Notice{Tone: page.ToneBehind, Text: page.Plain(f.t("report.running", "period", f.visit.site.Words.Period(f.visit.lang, f.sheet.Month)))})
	}
}

// lockNotice says that the month is locked and how it is corrected all the same.
func (f *filler) lockNotice(p *page.Sheet) {
	switch {
	case f.sheet.Reopening != nil:
		p.Notices = append(p.Notices, page.Notice{Tone: page.ToneBehind, Text: page.Plain(f.t("sheet.reopened", "reason", f.sheet.Reopening.Reason))})
	case f.sheet.Locked:
		n := page.Notice{Text: page.Plain(f.t("sheet.locked"))}
		if f.mayAt(access.AskReopening, f.sheet.Unit.ID) {
			n.Link = &page.Link{Text: f.t("reopening.ask"), URL: reopeningURL(f.sheet.Unit, f.sheet.Month)}
		}
		p.Notices = append(p.Notices, n)
	}
}

// lastBy says who did a deed last, as the ledger has it: perhaps the operator for
// an account.
func (f *filler) lastBy(d app.Deed, row core.AccountID) core.AccountID {
	for _, e := range slices.Backward(f.events) {
		if e.Deed == d && row != "" {
			return core.AccountID(e.By)
		}
	}
	return row
}

// signature names who signed and when, for the block under a print.
func (f *filler) signature(id core.AccountID, at core.Instant) string {
	if id == "" || at == 0 {
		return ""
	}
	return f.person(id) + " · " + f.clock(at)
}

// person names whoever did something.
func (f *filler) person(id core.AccountID) string { return f.personOf(f.who, id) }

// trail lists what happened to the sheet, oldest first.
func (f *filler) trail() []page.Step {
	linked := f.may(access.ViewLedger)
	var out []page.Step
	for _, e := range f.events {
		step := page.Step{When: f.clock(e.At), Who: f.signer(e.By, func(id core.AccountID) string { return f.personOf(f.who, id) }), Why: e.Reason,
			What: f.t("trail."+string(e.Deed), "n", itoa(max(e.Revision, int64(e.Lines))), "method", f.methodWord(e.Method))}
		if linked {
			step.URL = "/ledger/" + itoa(e.Seq)
		}
		out = append(out, step)
	}
	return out
}

func (f *filler) methodWord(m report.Method) string {
	if m == "" {
		return ""
	}
	return f.t("method." + string(m))
}

// lineLight dresses how far a line has come.
func (f *filler) lineLight(l app.SheetLine) page.Light {
	return standingLight(f.visit, l.Filed.Standing, l.Waits)
}

// standingWord says in one word whose turn it is with a figure: its unit's, while it
// waits for the unit's approval or was returned, the verifier's, or nobody's any more.
// Pages have no other words for it; "" for a figure that was never filed.
func (v *visit) standingWord(s report.Standing, waits bool) string {
	switch {
	case s == "":
		return ""
	case s == report.Claimed && waits:
		return v.t("standing.waiting")
	case s == report.Claimed: // its programmes want no approval
		return v.t("standing.approved")
	}
	return v.t("standing." + string(s))
}

// figureStanding is the word for a figure of the board: one that a workbook brought
// has nobody who approves or verifies it.
func (v *visit) figureStanding(o *report.Observation, waits bool) string {
	if o.Imported() && o.Standing == report.Claimed {
		return v.t("standing.imported")
	}
	return v.standingWord(o.Standing, waits)
}

// standingLight dresses that word.
func standingLight(v *visit, s report.Standing, waits bool) page.Light {
	l := page.Light{Tone: page.ToneUnknown, Word: v.standingWord(s, waits)}
	switch s {
	case report.Held:
		l.Tone = page.ToneBehind
	case report.Claimed:
		if !waits {
			l.Tone = page.ToneOn
		}
	case report.Approved:
		l.Tone = page.ToneOn
	case report.Verified:
		l.Tone = page.ToneDone
	case report.Returned:
		l.Tone = page.ToneFar
	}
	return l
}

func ptrLight(l page.Light) *page.Light { return &l }

func (v *visit) evidenceOf(all []report.Evidence) []page.Evidence {
	var out []page.Evidence
	for _, e := range all {
		out = append(out, v.file(e, ""))
	}
	return out
}

// file names a stored file with its size and the beginning of its hash.
func (v *visit) file(e report.Evidence, more string) page.Evidence {
	note := fileSize(e.Size) + " · sha256 " + string(e.ID[:min(len(e.ID), 8)])
	if more != "" {
		note += " · " + more
	}
	return page.Evidence{Name: e.Name, URL: "/evidence/" + string(e.ID), Note: note}
}

// fileSize prints a file's size: "212 KB", "3.4 MB".
func fileSize(n int64) string {
	const kb, mb = 1 << 10, 1 << 20
	switch {
	case n < kb:
		return i18n.Count(n) + " B"
	case n < mb:
		return i18n.Count((n+kb/2)/kb) + " KB"
	}
	return i18n.Number(core.Micro(n*10/mb*core.Scale/10), 1) + " MB"
}
