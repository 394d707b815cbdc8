package app_test

import (
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
)

// lockedApril files, verifies and locks April.
func lockedApril(t *testing.T) *monthPlace {
	t.Helper()
	p := newMonthPlace(t)
	p.at("2023-05-04")
	filed := p.file("reporter", sheetOf(april, "40", "19"))
	p.approve(filed)
	p.verify("stats", verdict(filed.Report.ID, "inv"))
	p.verify("checker", verdict(filed.Report.ID, "new"))
	p.at("2023-05-16")
	before := p.seq()
	p.wantFaults("Lock of a month not over", before, p.app.Lock(t.Context(), p.as("office1"), may, true), "period.not-over @ period")
	if err := p.app.Lock(t.Context(), p.as("office1"), april, true); err != nil {
		t.Fatalf("Lock(april) = %v", err)
	}
	before = p.seq()
	p.wantFaults("Lock again", before, p.app.Lock(t.Context(), p.as("office2"), april, true), "report.locked")
	return p
}

func TestLockedMonthIsCorrectedByReopening(t *testing.T) {
	p := lockedApril(t)
	fix := sheetOf(april, "39.6", "19")
	fix.Reason = "一个项目重复计入"
	before := p.seq()
	_, err := p.app.File(t.Context(), p.as("reporter"), fix)
	p.wantFaults("File in a locked month", before, err, "report.locked")
	_, err = p.app.AskReopening(t.Context(), p.as("reporter"), "fgj", april, "")
	p.wantFaults("AskReopening without a reason", before, err, "report.reason-needed @ reason")
	_, err = p.app.AskReopening(t.Context(), p.as("reporter"), "fgj", march, "r")
	p.wantFaults("AskReopening of an open month", before, err, "report.not-locked")
	id, err := p.app.AskReopening(t.Context(), p.as("reporter"), "fgj", april, fix.Reason)
	if err != nil {
		t.Fatalf("AskReopening() = %v", err)
	}
	before = p.seq()
	_, err = p.app.AskReopening(t.Context(), p.as("approver"), "fgj", april, "again")
	p.wantFaults("AskReopening twice", before, err, "reopening.pending")
	p.agree(id, "office1")
	before = p.seq()
	p.wantFaults("AgreeReopening twice by one", before, p.app.AgreeReopening(t.Context(), p.as("office1"), id), "reopening.another-person")
	_, err = p.app.File(t.Context(), p.as("reporter"), fix)
	p.wantFaults("File after one agreement", before, err, "report.locked")
	if err := p.app.AgreeReopening(t.Context(), p.as("other"), id); !errs.Is(err, errs.Missing) {
		t.Errorf("AgreeReopening by another unit's reporter = %v, want missing", err)
	}
	p.agree(id, "stats")
	silent := fix
	silent.Reason = " "
	before = p.seq()
	_, err = p.app.File(t.Context(), p.as("reporter"), silent)
	p.wantFaults("File in a reopened month without a reason", before, err, "report.reason-needed @ reason")
	filed := p.file("reporter", fix)
	p.wantFigure("inv", april, 396_000, report.Claimed)
	p.wantFigure("new", april, 19, report.Verified) // not touched by the correction
	if filed.Report.Revision != 2 || filed.Report.Reason != fix.Reason {
		t.Errorf("correction = revision %d, reason %q, want 2 and the reason", filed.Report.Revision, filed.Report.Reason)
	}
	again := sheetOf(april, "39.7", "19")
	again.Reason = "再改"
	before = p.seq()
	_, err = p.app.File(t.Context(), p.as("reporter"), again)
	p.wantFaults("File a second time on one reopening", before, err, "report.locked")
	p.approve(filed)
	p.verify("stats", verdict(filed.Report.ID, "inv"))
	p.wantState(april, report.FullyVerified)
	p.wantReopening("leader", report.ReopeningUsed)
}

func (p *monthPlace) agree(id string, who core.AccountID) {
	p.Helper()
	if err := p.app.AgreeReopening(p.Context(), p.as(who), id); err != nil {
		p.Fatalf("AgreeReopening(%s) = %v", who, err)
	}
}

func (p *monthPlace) wantReopening(who core.AccountID, want report.ReopeningState) {
	p.Helper()
	all, err := p.app.Reopenings(p.Context(), p.as(who))
	if err != nil || len(all) != 1 || all[0].State != want {
		p.Errorf("Reopenings(%s) = %+v, %v, want one, %s", who, all, err, want)
	}
}

func TestReopeningRefused(t *testing.T) {
	p := lockedApril(t)
	id, err := p.app.AskReopening(t.Context(), p.as("approver"), "fgj", april, "核减")
	if err != nil {
		t.Fatal(err)
	}
	p.wantReopening("stats", report.ReopeningAsked) // may agree, so it sees it
	if all, err := p.app.Reopenings(t.Context(), p.as("other")); err != nil || len(all) != 0 {
		t.Errorf("Reopenings(other) = %v, %v, want none", all, err)
	}
	before := p.seq()
	p.wantFaults("RefuseReopening without a reason", before, p.app.RefuseReopening(t.Context(), p.as("office2"), id, " "), "report.reason-needed @ reason")
	p.agree(id, "office1")
	if err := p.app.RefuseReopening(t.Context(), p.as("office2"), id, "依据不足"); err != nil {
		t.Fatalf("RefuseReopening() = %v", err)
	}
	before = p.seq()
	p.wantFaults("AgreeReopening of a refused one", before, p.app.AgreeReopening(t.Context(), p.as("office3"), id), "reopening.decided")
	p.wantFaults("AgreeReopening of none", before, p.app.AgreeReopening(t.Context(), p.as("office3"), "none"), "access.missing")
}

func TestOfficialFigures(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-22")
	p.file("reporter", sheetOf(april, "40", "19"))
	release := app.Release{Indicator: "inv", Unit: "fgj", Period: april, Value: "39.4", Basis: report.Official, Vintage: report.Revised, Released: "2023-05-20", Source: "统计月报"}
	enter := func(who core.AccountID, all ...app.Release) error {
		return p.app.EnterOfficial(t.Context(), p.as(who), "", all)
	}
	corrected := func(all ...app.Release) error {
		return p.app.EnterOfficial(t.Context(), p.as("stats"), "录入有误", all)
	}
	before := p.seq()
	wrong := app.Release{Indicator: "inv", Unit: "fgj", Value: "x", Basis: report.Operational, Vintage: "draft", Released: "2023-05-23"}
	p.wantFaults("EnterOfficial with all wrong", before, enter("stats", release, wrong), "number.malformed @ release.2.value", "report.basis-unknown @ release.2.basis",
		"report.vintage-unknown @ release.2.vintage", "report.source-needed @ release.2.source", "report.future-date @ release.2.released", "report.not-a-release @ release.2.period")
	p.wantFaults("EnterOfficial by another verifier", before, enter("checker", release), "access.forbidden")
	p.wantFaults("EnterOfficial by the reporter", before, enter("reporter", release), "access.forbidden")
	explain := func(who core.AccountID, period string) error {
		return p.app.Explain(t.Context(), p.as(who), report.Difference{Indicator: "inv", Unit: "fgj", Period: period, Cause: report.LateEntry, Note: "月末未入库"})
	}
	p.wantFaults("Explain of nothing", before, explain("office1", april.String()), "report.nothing-to-explain")
	if err := enter("stats", release); err != nil {
		t.Fatalf("EnterOfficial() = %v", err)
	}
	older := release
	older.Vintage, older.Value = report.Preliminary, "39.1"
	before = p.seq()
	p.wantFaults("EnterOfficial of an earlier vintage", before, enter("stats", older), "report.vintage-later @ release.1.vintage")
	p.wantFigure("inv", april, 400_000, report.Claimed) // the operational figure is its own
	if err := p.app.Lock(t.Context(), p.as("office1"), april, true); err != nil {
		t.Fatal(err)
	}
	final := release
	final.Vintage, final.Value = report.Final, "39.5"
	if err := enter("stats", final); err != nil {
		t.Errorf("EnterOfficial of a new vintage in a locked month = %v, want taken", err)
	}
	again := final
	again.Value = "39.6"
	before = p.seq()
	p.wantFaults("EnterOfficial of the same vintage", before, enter("stats", again), "report.vintage-reason @ reason")
	p.wantFaults("EnterOfficial of the same vintage in a locked month", before, corrected(again), "report.vintage-locked @ release.1.vintage")
	p.reopen("reporter", "fgj", april)
	before = p.seq()
	p.wantFaults("EnterOfficial by the reopening of the reporter's sheet", before, corrected(again), "report.vintage-locked @ release.1.vintage")
	if err := enter("stats", final); err != nil || p.seq() != before {
		t.Errorf("EnterOfficial of what stands there = %v, entry %d, want none after %d", err, p.seq(), before)
	}
	elsewhere := final
	elsewhere.Source = "统计年鉴"
	p.wantFaults("EnterOfficial of another source", before, enter("stats", elsewhere), "report.vintage-reason @ reason")
	if err := explain("office1", april.String()); err != nil {
		t.Errorf("Explain() = %v", err)
	}
	rows, err := p.app.Reconcile(t.Context(), p.as("office1"), april)
	if err != nil || len(rows) != 1 || rows[0].Difference != core.Whole(5_000) || rows[0].Explained.Cause != report.LateEntry {
		t.Errorf("Reconcile(april) = %+v, %v, want one difference of 5,000 万元, explained", rows, err)
	}
	if rows[0].State != app.Explained || rows[0].Was != rows[0].Difference {
		t.Errorf("state = %s, about %s; want explained, of this difference", rows[0].State, rows[0].Was)
	}
	// What a later vintage does to the difference shows by itself.
	for _, c := range []struct {
		value      string
		state      app.DifferenceState
		mayExplain bool
	}{{"39.7", app.Overtaken, true}, {"40", app.Settled, false}, {"39.5", app.Explained, true}} {
		final.Value = c.value
		p.reopen("stats", "tjj", april)
		if err := corrected(final); err != nil {
			t.Fatalf("EnterOfficial(%s) = %v", c.value, err)
		}
		rows, err := p.app.Reconcile(t.Context(), p.as("office1"), april)
		if err != nil || len(rows) != 1 || rows[0].State != c.state || rows[0].Was != core.Whole(5_000) || rows[0].MayExplain != c.mayExplain {
			t.Errorf("Reconcile after an official %s = %+v, %v; want %s of a difference of 5,000", c.value, rows, err, c.state)
		}
	}
	j, err := p.app.Judge(t.Context(), p.as("office1"), app.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	if all, err := p.app.Corrections(t.Context(), p.as("office1"), j); err != nil || len(all) != 3 || all[0].Indicator != "inv" || all[0].Reason != "录入有误" || all[0].Revision != 5 {
		t.Errorf("Corrections() = %+v, %v, want the three of the final figure", all, err)
	}
	// The verifier of new firms is not their competent department, and may enter too.
	firms := app.Release{Indicator: "new", Unit: "fgj", Period: april, Value: "18", Basis: report.Published, Released: "2023-05-20", Source: "新闻稿"}
	if err := enter("checker", firms); err != nil {
		t.Errorf("EnterOfficial(new) by its verifier = %v", err)
	}
}

// reopen opens a unit's sheet of a locked month for one correction.
func (p *monthPlace) reopen(who core.AccountID, unit core.UnitID, month core.Period) {
	p.Helper()
	id, err := p.app.AskReopening(p.Context(), p.as(who), unit, month, "复核")
	if err != nil {
		p.Fatalf("AskReopening() = %v", err)
	}
	p.agree(id, "office1")
	p.agree(id, "office2")
}
