package app_test

import (
	"fmt"
	"strings"
	"testing"

	"tupo/internal/core"
)

// The sheet once told of its present revision only: what was filed, returned and
// verified before a correction was gone from it.
func TestTrailTellsTheWholeMonth(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-08")
	first := p.file("reporter", sheetOf(april, "40", "19"))
	p.must("SendBack()", p.app.SendBack(t.Context(), p.as("approver"), first.Report.ID, "漏报一个项目"))
	second := p.file("reporter", sheetOf(april, "40.5", "19"))
	p.approve(second)
	p.verify("stats", verdict(second.Report.ID, "inv"))
	back := verdict(second.Report.ID, "new")
	back.Return, back.Reason = true, "名单与登记不符"
	p.verify("checker", back)
	third := p.file("reporter2", sheetOf(april, "40.5", "18"))
	p.approve(third)
	p.verify("checker", verdict(third.Report.ID, "new"))
	p.at("2023-06-01")
	p.must("Lock()", p.app.Lock(t.Context(), p.as("office1"), april, true))
	id, err := p.app.AskReopening(t.Context(), p.as("reporter"), "fgj", april, "发现重复计算")
	p.must("AskReopening()", err)
	p.agree(id, "office1")
	p.agree(id, "office2")
	fix := sheetOf(april, "39.6", "18")
	fix.Reason = "扣除重复的项目"
	p.approve(p.file("reporter", fix))

	got, err := p.app.Trail(t.Context(), p.as("leader"), p.sheet("leader", april))
	p.must("Trail()", err)
	var lines []string
	for i, e := range got {
		if i > 0 && e.At < got[i-1].At {
			t.Errorf("Trail(): %s at %d comes after %d", e.Deed, e.At, got[i-1].At)
		}
		lines = append(lines, fmt.Sprint(e.Deed, " ", e.By, " ", e.Revision, " ", e.Lines, " ", e.Reason))
	}
	want := []string{"submitted reporter 1 0 ", "returned approver 0 0 漏报一个项目", "submitted reporter 2 0 ", "approved approver 0 0 ",
		"verified stats 0 1 ", "lines-returned checker 0 1 名单与登记不符", "submitted reporter2 3 0 ", "approved approver 0 0 ", "verified checker 0 1 ",
		"locked office1 0 0 ", "reopening-asked reporter 0 0 发现重复计算", "reopening-agreed office1 0 0 ", "reopened office2 0 0 ",
		"submitted reporter 4 0 扣除重复的项目", "approved approver 0 0 "}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("Trail() =\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}

	// Its verifier sees one line of the sheet, and that line's verdicts only.
	got, err = p.app.Trail(t.Context(), p.as("checker"), p.sheet("checker", april))
	p.must("Trail(checker)", err)
	for _, e := range got {
		if e.By == "stats" || strings.HasPrefix(string(e.Deed), "reop") {
			t.Errorf("Trail(checker) has %s by %s, want its own figures only", e.Deed, e.By)
		}
	}
}

// A line waits for the unit's approval until it is given.
func TestLinesWaitForApproval(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-08")
	filed := p.file("reporter", sheetOf(april, "40", "19"))
	waits := func() (out []core.IndicatorID) {
		for _, l := range p.sheet("reporter", april).Lines {
			if l.Waits {
				out = append(out, l.Indicator.ID)
			}
		}
		return out
	}
	if got := waits(); len(got) != 2 {
		t.Errorf("lines that wait for approval after filing = %v, want both", got)
	}
	p.approve(filed)
	if got := waits(); len(got) != 0 {
		t.Errorf("lines that wait for approval after approval = %v, want none", got)
	}
}

// must fails the test on an error.
func (p *monthPlace) must(call string, err error) {
	p.Helper()
	if err != nil {
		p.Fatalf("%s = %v", call, err)
	}
}
