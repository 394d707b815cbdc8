package app_test

import (
	"bytes"
	"slices"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
	"tupo/internal/sheet/sheettest"
)

// bring imports operational figures: rows of indicator, unit, period and value.
func (p *monthPlace) bring(rows ...[]any) {
	p.Helper()
	all := [][]any{{"指标", "单位", "期间", "口径", "数值"}}
	for _, r := range rows {
		all = append(all, []any{r[0], r[1], r[2], "调度数", r[3]})
	}
	out, err := p.app.Import(p.Context(), p.as("office1"), bytes.NewReader(sheettest.Build(sheettest.Sheet{Name: "数据", Rows: all})), false)
	if err != nil || out.Failed() {
		p.Fatalf("Import() = %+v, %v", out.Wrong, err)
	}
}

func (p *monthPlace) summary(unit core.UnitID, month core.Period) app.SheetSummary {
	p.Helper()
	all, err := p.app.Sheets(p.Context(), p.as("office1"), month)
	i := slices.IndexFunc(all, func(x app.SheetSummary) bool { return x.Unit.ID == unit })
	if err != nil || i < 0 {
		p.Fatalf("Sheets(%s) = %+v, %v; want one of %s", month, all, err, unit)
	}
	return all[i]
}

// taskless is the plan in which the second bureau leads no task.
func taskless() plan.Book {
	b := monthBook()
	b.Tasks, b.Milestones = b.Tasks[:1], b.Milestones[:2]
	return b
}

// A sheet of which a workbook brought every figure is not late: the figures are asked
// for once. One that asks for a task or another figure stays late.
func TestImportedSheetIsNotLate(t *testing.T) {
	p := newPlaceOf(t, "", taskless())
	march := core.Month(2023, 3)
	p.at("2023-04-12")
	if x := p.summary("gxj", march); x.State != app.SheetMissing {
		t.Errorf("before the import the sheet is %s, want missing", x.State)
	}
	p.bring([]any{"INV", "GXJ", "2023-03", "12"}, []any{"INV", "FGJ", "2023-03", "20"}, []any{"NEW", "FGJ", "2023-03", "15"})
	if x := p.summary("gxj", march); x.State != app.SheetImported || x.Filed != 0 || x.Settled() || !x.Lockable() {
		t.Errorf("the imported sheet is %s, %d filed, settled %v, lockable %v; want imported, 0, false, true", x.State, x.Filed, x.Settled(), x.Lockable())
	}
	if x := p.summary("fgj", march); x.State != app.SheetMissing || x.Lockable() {
		t.Errorf("a sheet with a task and a rate missing is %s, lockable %v; want missing, false", x.State, x.Lockable())
	}
	if m := p.monthLine(march); m.Imported != 1 || m.Filed != 0 || m.Verified != 0 {
		t.Errorf("Months()[%s] = %d imported, %d filed, %d verified; want 1, 0, 0", march, m.Imported, m.Filed, m.Verified)
	}
	own, err := p.app.Waiting(t.Context(), p.as("other"))
	if err != nil || own.Month != march || len(own.Missing) != 0 || len(own.Mine) != 0 {
		t.Errorf("Waiting(other) = %s, missing %v, mine %v, %v; want nothing for %s", own.Month, own.Missing, own.Mine, err, march)
	}
	if err := p.app.Lock(t.Context(), p.as("office1"), march, false); err == nil {
		t.Error("Lock() of a month with a missing sheet passed unasked")
	}
	p.file("reporter", app.Filing{Unit: "fgj", Month: march, Lines: []app.FilingLine{{Indicator: "inv", Value: "20"}}})
	if x := p.summary("gxj", march); x.State != app.SheetImported {
		t.Errorf("another unit's report makes the sheet %s, want imported", x.State)
	}
	p.file("other", app.Filing{Unit: "gxj", Month: march, Whole: true, Lines: []app.FilingLine{{Indicator: "inv", Value: "12"}}})
	if x := p.summary("gxj", march); x.State != app.SheetFiled || x.Filed != 1 || x.Lockable() {
		t.Errorf("the filed sheet is %s, %d filed, lockable %v; want submitted, 1, false", x.State, x.Filed, x.Lockable())
	}
	p.verifyClean()
}

// A month in which every sheet was brought locks without a word about missing ones.
func TestImportedMonthLocks(t *testing.T) {
	b := taskless()
	b.Tasks, b.Milestones = nil, nil
	p := newPlaceOf(t, "", b)
	february := core.Month(2023, 2)
	p.at("2023-03-12")
	p.bring([]any{"INV", "GXJ", "2023-01~02", "8"}, []any{"INV", "FGJ", "2023-01~02", "15"}, []any{"NEW", "FGJ", "2023-02", "9"})
	if err := p.app.Lock(t.Context(), p.as("office1"), february, false); err != nil {
		t.Errorf("Lock() of a month that was brought = %v", err)
	}
}

// The sheet proposes the figure that was brought, in the page, the draft and the
// workbook, and files it as it stands.
func TestSheetProposesWhatWasImported(t *testing.T) {
	p := newPlaceOf(t, "", taskless())
	march := core.Month(2023, 3)
	p.at("2023-04-12")
	p.bring([]any{"INV", "GXJ", "2023-03", "12.5"})
	s, err := p.app.Sheet(t.Context(), p.as("other"), "gxj", march)
	if err != nil || !s.Imported || len(s.Lines) != 1 || s.Lines[0].Filed != nil || s.Lines[0].Imported.Value != core.Whole(125_000) {
		t.Fatalf("Sheet(gxj) = %+v, %v; want one line with the figure that was brought", s, err)
	}
	if got := s.Begun().Lines[0].Value; got != "12.5" {
		t.Errorf("the sheet begins with %q, want 12.5", got)
	}
	var book bytes.Buffer
	if err := p.app.ExportSheet(t.Context(), p.as("other"), "gxj", march, &book, "zh"); err != nil {
		t.Fatalf("ExportSheet() = %v", err)
	}
	out, wrong, err := p.app.FileSheetBook(t.Context(), p.as("other"), book.Bytes(), "", "")
	if err != nil || len(wrong) > 0 {
		t.Fatalf("FileSheetBook(the workbook as it came) = %+v, %v, %v", out, wrong, err)
	}
	s, err = p.app.Sheet(t.Context(), p.as("other"), "gxj", march)
	if err != nil || s.Imported || s.Lines[0].Filed == nil || s.Lines[0].Filed.Value != core.Whole(125_000) || s.Lines[0].Imported.Indicator != "" {
		t.Errorf("after filing Sheet(gxj) = %+v, %v; want the figure filed and none proposed", s, err)
	}
	p.verifyClean()
}

// Where verified figures count only, one that was brought waits for its unit: nobody
// has it to approve or to verify.
func TestImportedFigureWaitsForItsUnit(t *testing.T) {
	b := taskless()
	b.Programmes[0].CountsFrom = plan.CountsVerified
	p := newPlaceOf(t, "", b)
	march := core.Month(2023, 3)
	p.at("2023-04-12")
	turn := func(when string, want progress.Turn, key string) {
		t.Helper()
		j, err := p.app.Judge(t.Context(), p.as("office1"), app.Moment{Month: march})
		r, ok := j.Result("t4")
		if err != nil || !ok || r.Phase != progress.Waiting || r.Turn != want || r.Why.Key != key {
			t.Errorf("%s: t4 = %s, turn %q, %s, %v; want waiting, %q, %s", when, r.Phase, r.Turn, r.Why.Key, err, want, key)
		}
		o, _ := j.Snapshot().Observation("inv", "gxj", march, report.Operational)
		if awaits := app.AwaitsApproval(j.Snapshot(), &o); awaits != (want == progress.ApproverTurn) {
			t.Errorf("%s: AwaitsApproval = %v", when, awaits)
		}
	}
	p.bring([]any{"INV", "GXJ", "2023-03", "12"})
	turn("imported", progress.ReporterTurn, "why.waiting.reporter")
	p.file("other", app.Filing{Unit: "gxj", Month: march, Whole: true, Lines: []app.FilingLine{{Indicator: "inv", Value: "12"}}})
	turn("filed", progress.ApproverTurn, "why.waiting.approver")
}
