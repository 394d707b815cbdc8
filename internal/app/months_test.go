package app_test

import (
	"fmt"
	"slices"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
)

// monthLine is a month's row on the page of periods.
func (p *monthPlace) monthLine(month core.Period) app.MonthState {
	p.Helper()
	all, err := p.app.Months(p.Context(), p.as("office1"), int(month.Year))
	if err != nil {
		p.Fatalf("Months() = %v", err)
	}
	i := slices.IndexFunc(all, func(m app.MonthState) bool { return m.Month == month })
	if i < 0 {
		p.Fatalf("Months() = %+v, want a row of %s", all, month)
	}
	return all[i]
}

// TestSheetOfTasksAloneIsCounted: in January no figure is asked of the second
// bureau, only the state of its task. Its sheet falls due with the first bureau's,
// and every place that counts sheets counts it.
func TestSheetOfTasksAloneIsCounted(t *testing.T) {
	p := newMonthPlace(t)
	january := core.Month(2023, 1)
	want := func(when string, state app.SheetState, filed, verified int, missing, mine string) {
		t.Helper()
		sheets, err := p.app.Sheets(t.Context(), p.as("office1"), january)
		i := slices.IndexFunc(sheets, func(x app.SheetSummary) bool { return x.Unit.ID == "gxj" })
		if err != nil || i < 0 {
			t.Fatalf("%s: Sheets() = %+v, %v, want one of gxj", when, sheets, err)
		}
		if x := sheets[i]; x.State != state || x.Due != "2023-02-08" || x.Figures != 0 || x.Tasks != 1 || x.Settled() != (verified > 0) {
			t.Errorf("%s: Sheets()[gxj] = %s, due %s, %d figures, %d tasks, settled %v, want %s, due 2023-02-08, 0, 1, %v",
				when, x.State, x.Due, x.Figures, x.Tasks, x.Settled(), state, verified > 0)
		}
		if m := p.monthLine(january); m.Asked != len(sheets) || m.Filed != filed || m.Verified != verified {
			t.Errorf("%s: Months()[%s] = %d asked, %d filed, %d verified, want %d, %d, %d", when, january, m.Asked, m.Filed, m.Verified, len(sheets), filed, verified)
		}
		all, err := p.app.Waiting(t.Context(), p.as("office1"))
		own, fault := p.app.Waiting(t.Context(), p.as("other"))
		if err != nil || fault != nil || fmt.Sprint(all.Missing) != missing || fmt.Sprint(own.Mine) != mine {
			t.Errorf("%s: Waiting() = missing %v, %v; mine %v, %v, want missing %s, mine %s", when, all.Missing, err, own.Mine, fault, missing, mine)
		}
	}
	p.at("2023-02-08")
	want("on the due day", app.SheetOpen, 0, 0, "[]", "[gxj]")
	p.at("2023-02-09")
	want("a day late", app.SheetMissing, 0, 0, "[fgj gxj]", "[gxj]")
	if s, err := p.app.Sheet(t.Context(), p.as("other"), "gxj", january); err != nil || s.Due != "2023-02-08" {
		t.Errorf("Sheet(gxj) is due %q, %v, want 2023-02-08", s.Due, err)
	}
	filed := p.file("other", app.Filing{Unit: "gxj", Month: january, Whole: true, Tasks: []app.FilingTask{{Task: "k2", Done: "已招标"}}})
	want("filed", app.SheetFiled, 1, 0, "[fgj]", "[]")
	if err := p.app.Approve(t.Context(), p.as("other-approver"), filed.Report.ID, filed.Report.Hash); err != nil {
		t.Fatalf("Approve() = %v", err)
	}
	want("approved", app.SheetApproved, 1, 1, "[fgj]", "[]")
}

// TestSheetOfTasksAloneThatNobodyApproves: where the programme wants no approval of
// the unit, nothing more happens to such a sheet once it is filed.
func TestSheetOfTasksAloneThatNobodyApproves(t *testing.T) {
	p := newMonthPlace(t)
	programme := p.planOf().Programmes[0]
	programme.NoApproval = true
	p.savePlan(&programme)
	p.at("2023-02-06")
	p.file("other", app.Filing{Unit: "gxj", Month: core.Month(2023, 1), Whole: true, Tasks: []app.FilingTask{{Task: "k2", Done: "已招标"}}})
	if m := p.monthLine(core.Month(2023, 1)); m.Filed != 1 || m.Verified != 1 {
		t.Errorf("Months()[2023-01] = %d filed, %d verified, want 1, 1", m.Filed, m.Verified)
	}
	p.file("reporter", sheetOf(core.Month(2023, 2), "20", "9"))
	if m := p.monthLine(core.Month(2023, 2)); m.Filed != 1 || m.Verified != 0 {
		t.Errorf("Months()[2023-02] with unverified figures = %d filed, %d verified, want 1, 0", m.Filed, m.Verified)
	}
}
