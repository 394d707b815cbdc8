package app_test

import (
	"bytes"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/report"
)

// A question travels with the year and waits for its verifier in the new place. The
// unit's approval is kept by an operator, who restores a place; the office does not
// answer for it.
func TestQuestionsTravel(t *testing.T) {
	from := newMonthPlace(t)
	from.at("2023-09-09")
	first := from.file("reporter", sheetOf(core.Month(2023, 7), "70", "45"))
	from.approve(first)
	proof := from.evidence("reporter", "fgj", "核减单")
	f := sheetOf(core.Month(2023, 8), "60", "46")
	f.Lines[0].Cause, f.Lines[0].Answer, f.Lines[0].Evidence = report.CauseRevision, "核减", []core.EvidenceID{proof}
	f.Tasks = []app.FilingTask{{Task: "k1", Done: "在建", Blocked: "用地未批", Next: "组卷报批"}}
	second := from.file("reporter", f)
	if len(second.Held) != 1 {
		t.Fatalf("File() holds %d lines, want the fall of the investment", len(second.Held))
	}
	from.approve(second)
	var book bytes.Buffer
	if err := from.app.Export(t.Context(), app.Operator(monthDistrict), &book, "zh"); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name     string
		operator bool
		waiting  int
	}{{"operator", true, 1}, {"office", false, 0}} {
		t.Run(tt.name, func(t *testing.T) {
			to := newMonthPlace(t)
			to.at("2023-09-09")
			who := to.as("office1")
			if tt.operator {
				who = app.Operator(monthDistrict)
			}
			out, err := to.app.Import(t.Context(), who, bytes.NewReader(book.Bytes()), false)
			if err != nil || out.Failed() {
				t.Fatalf("Import() = %+v, %v", out.Wrong, err)
			}
			said := to.sheet("reporter", core.Month(2023, 8))
			if said.Report.ID == "" || len(said.Lines) == 0 || said.Lines[0].Filed == nil || said.Lines[0].Filed.Standing != report.Held {
				t.Fatalf("the sheet has %+v, want a report with a questioned line", said.Report)
			}
			if p := said.Tasks[0].Progress; p == nil || p.Blocked != "用地未批" || p.Next != "组卷报批" {
				t.Errorf("task %s is said to be %+v, want blocked and next step", said.Tasks[0].Task.Code, p)
			}
			queue, err := to.app.Queue(t.Context(), to.as("stats"))
			if err != nil || len(queue) != tt.waiting {
				t.Fatalf("Queue(stats) = %d reports, %v; want %d", len(queue), err, tt.waiting)
			}
			if tt.operator {
				to.verify("stats", verdict(said.Report.ID, "inv"))
				to.wantFigure("inv", core.Month(2023, 8), 600_000, report.Verified)
				return
			}
			if err := to.app.Approve(t.Context(), to.as("approver"), said.Report.ID, said.Report.Hash); err != nil {
				t.Fatal(err)
			}
			if queue, err = to.app.Queue(t.Context(), to.as("stats")); err != nil || len(queue) != 1 {
				t.Errorf("Queue(stats) after the unit's approval = %d reports, %v; want 1", len(queue), err)
			}
		})
	}
}
