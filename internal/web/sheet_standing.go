package web

import (
	"cmp"
	"slices"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

// standing adds what happened to the report, who signs, and what may be done now.
func (f *filler) standing(p *page.Sheet) {
	r := f.sheet.Report
	if r.ID != "" && !f.sheet.Part {
		p.Hash = r.Hash
	}
	p.Trail = f.trail()
	p.Signatures = []page.Signature{{Role: f.t("sign.reporter"), Name: f.signature(r.SubmittedBy, r.SubmittedAt)},
		{Role: f.t("sign.approver"), Name: f.signature(r.ApprovedBy, r.ApprovedAt)}, {Role: f.t("sign.unit"), Seal: true}}
	if f.sheet.MayJudge && r.State == report.Submitted && r.SubmittedBy != f.visit.who.ID() && !f.visit.who.Operator {
		p.Verdict = &page.Verdict{Title: f.t("verdict.title"), Intro: page.Plain(f.t("verdict.intro")), To: sheetURL(f.sheet.Unit, f.sheet.Month) + "/verdict",
			Hidden:  []page.Hidden{{Name: "report", Value: string(r.ID)}, {Name: "hash", Value: r.Hash}},
			Reason:  &page.Field{Kind: page.KindArea, Name: "reason", ID: "verdict-reason", Label: f.t("verdict.reason"), Rows: "2"},
			Submits: []page.Submit{{Text: f.t("verdict.approve"), Name: "do", Value: "approve", Primary: true}, {Text: f.t("verdict.return"), Name: "do", Value: "return"}}}
	}
	f.lockNotice(p)
}

// lockNotice says that the month is locked and how it is corrected all the same.
func (f *filler) lockNotice(p *page.Sheet) {
	switch {
	case f.sheet.Reopening != nil:
		p.Notices = append(p.Notices, page.Notice{Tone: page.ToneBehind, Text: page.Plain(f.t("sheet.reopened", "reason", f.sheet.Reopening.Reason))})
	case f.sheet.Locked:
		n := page.Notice{Text: page.Plain(f.t("sheet.locked"))}
		if f.mayAt(access.AskReopening, f.sheet.Unit.ID) {
			n.Link = &page.Link{Text: f.t("reopening.ask"), URL: "/periods/reopenings/new?unit=" + f.sheet.Unit.Code + "&period=" + f.sheet.Month.String()}
		}
		p.Notices = append(p.Notices, n)
	}
}

// signature names who signed and when, for the block under a print.
func (f *filler) signature(id core.AccountID, at core.Instant) string {
	if id == "" || at == 0 {
		return ""
	}
	return f.person(id) + " · " + f.clock(at)
}

// person names an account; the operator's deeds are signed “system”.
func (f *filler) person(id core.AccountID) string {
	if a, ok := f.who[id]; ok {
		return f.named(a.Name, a.NameEn)
	}
	return string(id)
}

// trail lists what happened to the present revision, oldest first.
func (f *filler) trail() []page.Step {
	r := f.sheet.Report
	if r.ID == "" {
		return nil
	}
	filed := page.Step{When: f.clock(r.SubmittedAt), Who: f.person(r.SubmittedBy), What: f.t("trail.submitted", "n", itoa(r.Revision))}
	if r.State != report.SentBack {
		filed.Why = r.Reason
	}
	if f.may(access.ViewHistory) {
		filed.URL = "/history?ref=report:" + string(r.ID)
	}
	out := []page.Step{filed}
	if r.ApprovedBy != "" {
		out = append(out, page.Step{When: f.clock(r.ApprovedAt), Who: f.person(r.ApprovedBy), What: f.t("trail.approved")})
	}
	if r.State == report.SentBack && r.ApprovedBy == "" {
		out = append(out, page.Step{What: f.t("trail.returned"), Why: r.Reason})
	}
	return append(out, f.verdicts()...)
}

// verdicts gathers the verifiers' decisions: one step for each person and moment.
func (f *filler) verdicts() []page.Step {
	type moment struct {
		by       core.AccountID
		at       core.Instant
		standing report.Standing
		method   report.Method
		reason   string
	}
	count := map[moment]int{}
	var order []moment
	for _, l := range f.sheet.Lines {
		if l.Filed == nil || l.Filed.VerifiedAt == 0 {
			continue
		}
		m := moment{l.Filed.VerifiedBy, l.Filed.VerifiedAt, l.Filed.Standing, l.Filed.Method, l.Filed.Reason}
		if count[m]++; count[m] == 1 {
			order = append(order, m)
		}
	}
	slices.SortStableFunc(order, func(a, b moment) int { return cmp.Compare(a.at, b.at) })
	var out []page.Step
	for _, m := range order {
		key := "trail.verified"
		if m.standing == report.Returned {
			key = "trail.lines-returned"
		}
		out = append(out, page.Step{When: f.clock(m.at), Who: f.person(m.by), Why: m.reason,
			What: f.t(key, "n", itoa(count[m]), "method", f.t("method."+string(m.method)))})
	}
	return out
}

// standingLight dresses how far a figure has come.
func standingLight(v *visit, s report.Standing) page.Light {
	l := page.Light{Tone: page.ToneUnknown, Word: v.t("standing." + string(s))}
	switch s {
	case report.Held:
		l.Tone = page.ToneBehind
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
