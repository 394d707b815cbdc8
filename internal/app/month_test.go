package app_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
	"tupo/internal/testing/pgtest"
)

var (
	march = core.Month(2023, 3)
	april = core.Month(2023, 4)
	may   = core.Month(2023, 5)
)

func TestMonthFromFilingToVerified(t *testing.T) { pgtest.BothEngines(t, monthFromFilingToVerified) }

func monthFromFilingToVerified(t *testing.T, db string) {
	p := newMonthPlaceOn(t, db)
	p.at("2023-05-04")
	scan := p.evidence("reporter", "fgj", "盖章扫描件")
	photo := p.evidence("reporter", "fgj", "封顶照片")
	in := sheetOf(april, "40.2", "19")
	in.Files = []core.EvidenceID{scan}
	in.Note = "与台账一致"
	in.Tasks = []app.FilingTask{{Task: "k1", Done: "主体施工", Blocked: "供电", Next: "封顶",
		Milestones: []app.MilestoneDone{{Milestone: "m1", On: "2023-05-02", Evidence: []core.EvidenceID{photo}}}}}
	if err := p.app.SaveDraft(t.Context(), p.as("reporter"), in); err != nil {
		t.Fatalf("SaveDraft() = %v", err)
	}
	if d := p.sheet("reporter", april).Draft; d == nil || len(d.Filing.Lines) != 2 || d.Filing.Lines[0].Value != "40.2" {
		t.Errorf("Sheet().Draft = %+v, want the figures as typed", d)
	}
	filed := p.file("reporter", in)
	p.wantFigure("inv", april, 402_000, report.Claimed)
	s := p.sheet("approver", april)
	if s.Draft != nil || len(s.Files) != 1 || s.Report.Note != "与台账一致" {
		t.Errorf("Sheet() after filing: draft %v, %d files, note %q, want none, 1, the note", s.Draft, len(s.Files), s.Report.Note)
	}
	if k := s.Tasks[0]; k.Progress == nil || k.Progress.Blocked != "供电" || k.Milestones[0].DoneOn != "2023-05-02" || len(k.Files["m1"]) != 1 {
		t.Errorf("Sheet().Tasks[0] = %+v, want progress, the milestone and its file", k)
	}
	before := p.seq()
	err := p.app.Verify(t.Context(), p.as("stats"), []app.Verdict{verdict(filed.Report.ID, "inv")})
	p.wantFaults("Verify before approval", before, err, "report.not-approved")
	p.approve(filed)
	p.wantFigure("inv", april, 402_000, report.Approved)
	p.verify("stats", verdict(filed.Report.ID, "inv"))
	p.wantState(april, report.UnitApproved)
	p.verify("checker", app.Verdict{Report: filed.Report.ID, Indicator: "new", Unit: "fgj", Method: report.BySample})
	p.wantFigure("new", april, 19, report.Verified)
	p.wantState(april, report.FullyVerified)
}

func TestApprovalBindsTheContentSeen(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-04")
	seen := p.file("reporter", sheetOf(april, "40", "19"))
	more := app.Filing{Unit: "fgj", Month: april, Tasks: []app.FilingTask{{Task: "k1", Done: "又补一句"}}}
	p.file("reporter2", more)
	before := p.seq()
	p.wantFaults("Approve of a report changed since", before, p.app.Approve(t.Context(), p.as("approver"), seen.Report.ID, seen.Report.Hash), "report.changed")
	now := p.sheet("approver", april).Report
	if now.Hash == seen.Report.Hash || now.Revision != 2 {
		t.Errorf("report after a task's progress: revision %d, hash as before %v, want 2 and another", now.Revision, now.Hash == seen.Report.Hash)
	}
}

// TestVerifierVerifiesWhatHeSaw: a report that was filed anew since its verifier
// looked is looked at again, by whatever line he verifies.
func TestVerifierVerifiesWhatHeSaw(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-05")
	seen := p.file("reporter", sheetOf(april, "40.2", "19"))
	p.approve(seen)
	anew := p.file("reporter", sheetOf(april, "41.5", "19"))
	p.approve(anew)
	old := verdict(seen.Report.ID, "inv")
	old.Hash = seen.Report.Hash
	before := p.seq()
	p.wantFaults("Verify of what was filed anew", before, p.app.Verify(t.Context(), p.as("stats"), []app.Verdict{old}), "report.changed")
	old.Hash = anew.Report.Hash
	p.verify("stats", old)
	p.wantFigure("inv", april, 415_000, report.Verified)
}

// TestReachedMilestoneIsNotTakenBackInSilence: whoever clears or moves the date of
// a milestone that was reported as reached says why.
func TestReachedMilestoneIsNotTakenBackInSilence(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-05")
	in := sheetOf(april, "40.2", "19")
	step := func(on core.Date) []app.FilingTask {
		return []app.FilingTask{{Task: "k1", Done: "主体施工", Milestones: []app.MilestoneDone{{Milestone: "m1", On: on}}}}
	}
	in.Tasks = step("2023-05-02")
	p.file("reporter", in)
	before := p.seq()
	for _, on := range []core.Date{"", "2023-05-03"} {
		in.Tasks = step(on)
		_, err := p.app.File(t.Context(), p.as("reporter"), in)
		p.wantFaults("File with the milestone at "+string(on), before, err, "report.reason-needed @ reason")
	}
	in.Reason = "验收推迟"
	p.file("reporter", in)
	if k := p.sheet("reporter", april).Tasks[0]; k.Milestones[0].DoneOn != "2023-05-03" {
		t.Errorf("milestone reached on %s, want 2023-05-03", k.Milestones[0].DoneOn)
	}
}

// A report that was verified and then gets a task's progress is verified again
// once it is approved: no figure waits.
func TestProgressAfterVerificationKeepsFiguresVerified(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-04")
	filed := p.file("reporter", sheetOf(april, "40", "19"))
	p.approve(filed)
	p.verify("stats", verdict(filed.Report.ID, "inv"))
	p.verify("checker", verdict(filed.Report.ID, "new"))
	again := sheetOf(april, "40", "19")
	again.Tasks = []app.FilingTask{{Task: "k1", Done: "封顶"}}
	filed = p.file("reporter", again)
	p.wantFigure("inv", april, 400_000, report.Verified)
	p.approve(filed)
	p.wantState(april, report.FullyVerified)
}

func TestVerifierReturnsOneLine(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-04")
	p.file("reporter", app.Filing{Unit: "fgj", Month: april, Lines: []app.FilingLine{{Indicator: "inv", Value: "40"}}})
	filed := p.file("reporter", app.Filing{Unit: "fgj", Month: april, Lines: []app.FilingLine{{Indicator: "new", Value: "19"}}})
	p.approve(filed)
	back := verdict(filed.Report.ID, "inv")
	back.Return = true
	before := p.seq()
	p.wantFaults("Verify to return without a reason", before, p.app.Verify(t.Context(), p.as("stats"), []app.Verdict{back}), "report.reason-needed @ value.inv.fgj")
	back.Reason = "与平台数不符"
	p.verify("stats", back)
	p.wantFigure("inv", april, 400_000, report.Returned) // filed in an earlier revision of the same report
	p.wantState(april, report.SentBack)
	filed = p.file("reporter", sheetOf(april, "39.5", "19"))
	p.wantFigure("inv", april, 395_000, report.Claimed)
	p.approve(filed)
	p.verify("stats", verdict(filed.Report.ID, "inv"))
	p.verify("checker", verdict(filed.Report.ID, "new"))
	p.wantState(april, report.FullyVerified)
}

func TestApproverSendsBack(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-04")
	filed := p.file("reporter", sheetOf(april, "40", "19"))
	before := p.seq()
	p.wantFaults("SendBack without a reason", before, p.app.SendBack(t.Context(), p.as("approver"), filed.Report.ID, " \n"), "report.reason-needed @ reason")
	if err := p.app.SendBack(t.Context(), p.as("approver"), filed.Report.ID, "请核对"); err != nil {
		t.Fatalf("SendBack() = %v", err)
	}
	p.wantState(april, report.SentBack)
	p.wantFigure("inv", april, 400_000, report.Returned) // counts nowhere
	queue, err := p.app.Queue(t.Context(), p.as("stats"))
	if err != nil || len(queue) != 0 {
		t.Errorf("Queue(stats) of a report its approver sent back = %v, %v, want none", queue, err)
	}
	before = p.seq()
	p.wantFaults("Verify of a report sent back", before, p.app.Verify(t.Context(), p.as("stats"), []app.Verdict{verdict(filed.Report.ID, "inv")}), "report.not-waiting")
	p.file("reporter", sheetOf(april, "40", "19"))
	p.wantFigure("inv", april, 400_000, report.Claimed)
}

func TestQuestionedFigureWaitsForTheVerifier(t *testing.T) {
	pgtest.BothEngines(t, questionedFigureWaitsForTheVerifier)
}

func questionedFigureWaitsForTheVerifier(t *testing.T, db string) {
	p := newMonthPlaceOn(t, db)
	p.at("2023-04-04")
	filed := p.file("reporter", app.Filing{Unit: "fgj", Month: march, Lines: []app.FilingLine{{Indicator: "inv", Value: "30"}}})
	p.approve(filed)
	p.at("2023-05-04")
	in := sheetOf(april, "29", "19") // a cumulative figure that fell
	before := p.seq()
	_, err := p.app.File(t.Context(), p.as("reporter"), in)
	p.wantFaults("File of a fall", before, err, "report.questioned.fall @ value.inv.fgj")
	var asked *app.Questioned
	if !errors.As(err, &asked) || asked.Lines[app.LineKey{Indicator: "inv", Unit: "fgj"}].Doubt != report.Falls {
		t.Errorf("File of a fall: Questioned = %+v, want the line and its doubt", asked)
	}
	in.Lines[0].Cause, in.Lines[0].Answer = report.CauseRevision, "三月重复计入"
	_, err = p.app.File(t.Context(), p.as("reporter"), in)
	p.wantFaults("File with an answer but no file", before, err, "report.questioned.fall @ value.inv.fgj")
	in.Lines[0].Evidence = []core.EvidenceID{p.evidence("reporter", "fgj", "核减清单")}
	filed = p.file("reporter", in)
	p.wantFigure("inv", april, 290_000, report.Held)
	p.approve(filed)
	p.wantFigure("inv", april, 290_000, report.Held)
	queue, err := p.app.Queue(t.Context(), p.as("stats"))
	if err != nil || len(queue) != 2 { // March and April
		t.Fatalf("Queue(stats) = %d reports, %v, want 2", len(queue), err)
	}
	p.verify("stats", verdict(filed.Report.ID, "inv"))
	p.wantFigure("inv", april, 290_000, report.Verified)
}

// A better answer to the same figure is taken, with the files that are there.
func TestHeldFigureMayBeAnsweredAgain(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-04-04")
	p.file("reporter", app.Filing{Unit: "fgj", Month: march, Lines: []app.FilingLine{{Indicator: "inv", Value: "30"}}})
	p.at("2023-05-04")
	in := sheetOf(april, "29", "19")
	in.Lines[0].Cause, in.Lines[0].Answer = report.CauseOther, "见清单"
	in.Lines[0].Evidence = []core.EvidenceID{p.evidence("reporter", "fgj", "核减清单")}
	p.file("reporter", in)
	in.Lines[0].Answer, in.Lines[0].Evidence = "三月有两个项目重复计入，核减 1.2 亿元", nil
	p.file("reporter", in)
	for _, l := range p.sheet("reporter", april).Lines {
		if l.Indicator.ID == "inv" && (l.Filed.Answer != in.Lines[0].Answer || l.Filed.Standing != report.Held || len(l.Files) != 1) {
			t.Errorf("line after a second answer = %+v with %d files, want the new answer, held, 1 file", l.Filed, len(l.Files))
		}
	}
}

// TestEvidenceOfAnAnswerGoesWithItsFigure: the proof of a withdrawn figure stood
// beside the honest figure of the next revision.
func TestEvidenceOfAnAnswerGoesWithItsFigure(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-04-04")
	p.file("reporter", app.Filing{Unit: "fgj", Month: march, Lines: []app.FilingLine{{Indicator: "inv", Value: "30"}}})
	p.at("2023-05-04")
	held := func(value string, files ...core.EvidenceID) app.Filing {
		in := sheetOf(april, value, "19")
		in.Lines[0].Cause, in.Lines[0].Answer, in.Lines[0].Evidence = report.CauseRevision, "三月重复计入", files
		return in
	}
	want := func(what string, files ...core.EvidenceID) {
		t.Helper()
		for _, l := range p.sheet("reporter", april).Lines {
			if l.Indicator.ID == "inv" && (len(l.Files) != len(files) || len(files) == 1 && l.Files[0].ID != files[0]) {
				t.Errorf("%s: files %+v, want %v", what, l.Files, files)
			}
		}
	}
	first, second := p.evidence("reporter", "fgj", "核减清单"), p.evidence("reporter", "fgj", "另一份清单")
	p.file("reporter", held("29", first))
	want("a questioned figure", first)
	before := p.seq()
	_, err := p.app.File(t.Context(), p.as("reporter"), held("28"))
	p.wantFaults("File of another figure on the former one's proof", before, err, "report.questioned.fall @ value.inv.fgj")
	p.file("reporter", held("28", second))
	want("another questioned figure", second)
	p.file("reporter", held("27", second))
	want("a third one with the same proof", second)
	p.file("reporter", sheetOf(april, "40.2", "19"))
	want("a figure that nobody questions")
}

// A questioned correction does not take the place of a figure that counts.
func TestHeldCorrectionLeavesTheFigure(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-04-04")
	p.file("reporter", app.Filing{Unit: "fgj", Month: march, Lines: []app.FilingLine{{Indicator: "inv", Value: "30"}}})
	p.at("2023-05-04")
	filed := p.file("reporter", sheetOf(april, "40", "19"))
	p.approve(filed)
	p.verify("stats", verdict(filed.Report.ID, "inv"))
	proof := p.evidence("reporter", "fgj", "清单")
	fix := app.Filing{Unit: "fgj", Month: april, Lines: []app.FilingLine{{Indicator: "inv", Value: "29",
		Cause: report.CauseRevision, Answer: "核减", Evidence: []core.EvidenceID{proof}}}}
	before := p.seq()
	_, err := p.app.File(t.Context(), p.as("reporter"), fix)
	p.wantFaults("File over a verified figure without a reason", before, err, "report.reason-needed @ reason")
	fix.Reason = "核减重复项目"
	filed = p.file("reporter", fix)
	p.wantFigure("inv", april, 400_000, report.Verified)
	p.approve(filed)
	back := verdict(filed.Report.ID, "inv")
	back.Return, back.Reason = true, "清单不全"
	p.verify("stats", back)
	p.wantFigure("inv", april, 400_000, report.Verified)
	filed = p.file("reporter", fix)
	p.approve(filed)
	p.verify("stats", verdict(filed.Report.ID, "inv"))
	p.wantFigure("inv", april, 290_000, report.Verified)
}

func TestFilingIsTakenOnce(t *testing.T) { pgtest.BothEngines(t, filingIsTakenOnce) }

func filingIsTakenOnce(t *testing.T, db string) {
	p := newMonthPlaceOn(t, db)
	p.at("2023-05-04")
	in := sheetOf(april, "40", "19")
	in.Key = "key-1"
	first := p.file("reporter", in)
	before := p.seq()
	again, err := p.app.File(t.Context(), p.as("reporter"), in)
	p.wantFaults("File with a key seen before", before, err)
	if !again.Repeated || again.Seq != first.Seq || again.Report.Revision != 1 {
		t.Errorf("File with a key seen before = %+v, want repeated, entry %d, revision 1", again, first.Seq)
	}
	other := sheetOf(april, "40.1", "19")
	other.Key = "key-1"
	_, err = p.app.File(t.Context(), p.as("reporter"), other)
	p.wantFaults("File other figures with a key seen before", before, err, "store.key-reused")
	if out := p.file("reporter2", other); out.Repeated {
		t.Error("another account's same key = repeated, want its own filing")
	}
	stale := sheetOf(april, "40", "19")
	stale.Seen = new(int64)
	*stale.Seen = 1
	before = p.seq()
	_, err = p.app.File(t.Context(), p.as("reporter"), stale)
	p.wantFaults("File against revision 1 when there is 2", before, err, "report.filed-meanwhile")
}

func TestWholeAndPartialFiling(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-04")
	before := p.seq()
	_, err := p.app.File(t.Context(), p.as("reporter"), app.Filing{Unit: "fgj", Month: april, Whole: true, Lines: []app.FilingLine{{Indicator: "inv", Value: "40"}}})
	p.wantFaults("File whole with a line left out", before, err, "report.value-or-note @ value.new.fgj")
	_, err = p.app.File(t.Context(), p.as("reporter"), app.Filing{Unit: "fgj", Month: april})
	p.wantFaults("File of nothing", before, err, "report.empty")
	part := app.Filing{Unit: "fgj", Month: april, Lines: []app.FilingLine{{Indicator: "inv", Value: "40"}}}
	if err := p.app.SaveDraft(t.Context(), p.as("reporter"), sheetOf(april, "40", "1x")); err != nil {
		t.Fatal(err)
	}
	p.file("reporter", part)
	if p.sheet("reporter", april).Draft == nil {
		t.Error("draft after a partial filing: gone, want the lines still to come kept")
	}
	before = p.seq()
	_, err = p.app.File(t.Context(), p.as("reporter"), part)
	p.wantFaults("File of the same part again", before, err, "report.empty")
	p.file("reporter", app.Filing{Unit: "fgj", Month: april, Lines: []app.FilingLine{{Indicator: "new", Note: "平台停机，下月补报"}}})
	p.wantFigure("inv", april, 400_000, report.Claimed)
	if v, _ := p.figure("new", april); v.Known() {
		t.Errorf("figure reported as not available = %v, want unknown", v)
	}
	p.file("reporter", sheetOf(april, "40", "19"))
	if p.sheet("reporter", april).Draft != nil {
		t.Error("draft after the whole sheet: kept, want gone")
	}
}

func TestWrongFigures(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-04")
	for i, c := range []struct {
		value string
		want  int64 // 万元; 0: refused
		key   string
	}{
		{"４０.５", 405_000, ""}, {" 1,040.25 ", 10_402_500, ""}, {"40.5亿元", 405_000, ""}, {"40.5 亿元", 405_000, ""}, {"405000万元", 405_000, ""},
		{"４０．５　亿元", 405_000, ""}, {"40.5亿", 405_000, ""}, {"405，000万", 405_000, ""}, {"４.05十亿", 405_000, ""}, {"40万座", 0, "number.unit"}, {"−0.1", -1_000, ""}, {"+40", 400_000, ""},
		{"1,04", 0, "number.malformed"}, {"约40", 0, "number.malformed"}, {"40公里", 0, "number.unit"}, {"40%", 0, "number.unit"}, {"40多", 0, "number.malformed"},
		{"4e3", 0, "number.malformed"}, {"四十", 0, "number.malformed"}, {"亿元", 0, "number.malformed"}, {"1.23456789012", 0, "number.too-fine"},
		{"0.00000000001万元", 0, "number.too-fine"}, {"99999999999999", 0, "number.too-large"}, {"9223372036亿元", 0, "number.too-large"}, {"=1+1", 0, "number.malformed"},
	} {
		month := core.Month(2023, 4)
		before := p.seq()
		in := app.Filing{Unit: "fgj", Month: month, Lines: []app.FilingLine{{Indicator: "inv", Value: c.value, Note: "n"},
			{Indicator: "new", Value: "19", Note: fmt.Sprint("第", i)}}}
		_, err := p.app.File(t.Context(), p.as("reporter"), in)
		if c.key != "" {
			p.wantFaults("File("+c.value+")", before, err, c.key+" @ value.inv.fgj")
			continue
		}
		var asked *app.Questioned
		if errors.As(err, &asked) { // read rightly, and then unlikely
			continue
		}
		if v, _ := p.figure("inv", month); err != nil || v != core.Whole(c.want) {
			t.Errorf("File(%q) = %v with figure %v, want %d 万元", c.value, err, v, c.want)
		}
	}
}

// Every fault of a filing is told at once, and nothing of it is kept.
func TestAllFaultsTogether(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-04")
	before := p.seq()
	in := app.Filing{Unit: "fgj", Month: april, Whole: true, Lines: []app.FilingLine{
		{Indicator: "inv", Value: "40x"}, {Indicator: "rate", Value: "90"}, {Indicator: "inv", Unit: "gxj", Value: "20"}, {Indicator: "none", Value: "1"}},
		Tasks: []app.FilingTask{{Task: "k2", Done: "x"}, {Task: "k1", Milestones: []app.MilestoneDone{{Milestone: "m3", On: "2023-05-01"},
			{Milestone: "m1", On: "2023-05-05"}, {Milestone: "m2", On: "2023-13-01"}}}}}
	_, err := p.app.File(t.Context(), p.as("reporter"), in)
	p.wantFaults("File with everything wrong", before, err, "number.malformed @ value.inv.fgj", "report.not-due @ value.rate.fgj",
		"report.not-due @ value.inv.gxj", "report.not-due @ value.none.fgj", "report.value-or-note @ value.new.fgj", "report.not-your-task @ task.k2",
		"report.not-your-task @ milestone.m3", "report.future-date @ milestone.m1", "date.malformed @ milestone.m2")
	_, err = p.app.File(t.Context(), p.as("reporter"), sheetOf(core.Month(2023, 6), "1", "1"))
	p.wantFaults("File of a month not begun", before, err, "report.not-begun @ period")
	_, err = p.app.File(t.Context(), p.as("reporter"), app.Filing{Unit: "fgj", Month: core.Months(2023, 1, 2)})
	p.wantFaults("File of two months", before, err, "period.month-wanted @ period")
}

// A file attached late fails the whole filing: figures and report stay as they were.
func TestNothingHalfSaved(t *testing.T) { pgtest.BothEngines(t, nothingHalfSaved) }

func nothingHalfSaved(t *testing.T, db string) {
	p := newMonthPlaceOn(t, db)
	p.at("2023-05-04")
	foreign := p.evidence("other", "gxj", "别人的台账")
	for name, id := range map[string]core.EvidenceID{"a file nobody has": core.EvidenceID(strings.Repeat("0", 64)), "a file of another unit": foreign} {
		in := sheetOf(april, "40", "19")
		in.Tasks = []app.FilingTask{{Task: "k1", Milestones: []app.MilestoneDone{{Milestone: "m1", On: "2023-05-01", Evidence: []core.EvidenceID{id}}}}}
		before := p.seq()
		_, err := p.app.File(t.Context(), p.as("reporter"), in)
		p.wantFaults("File with "+name, before, err, "report.no-such-file @ milestone.m1")
		if v, _ := p.figure("inv", april); v.Known() {
			t.Errorf("figure after a refused filing = %v, want none", v)
		}
	}
	// Who brings the same content has the file too, without seeing whose it was first.
	same := p.evidence("reporter", "fgj", "别人的台账")
	in := sheetOf(april, "40", "19")
	in.Files = []core.EvidenceID{same}
	p.file("reporter", in)
}

func TestFourEyes(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-04")
	filed := p.file("reporter", sheetOf(april, "40", "19"))
	id := filed.Report.ID
	for _, c := range []struct {
		who  core.AccountID
		do   string
		call func(app.Who) error
		kind errs.Kind
	}{
		{"reporter", "approve", func(w app.Who) error { return p.app.Approve(t.Context(), w, id, filed.Report.Hash) }, errs.Forbidden},
		{"office1", "approve", func(w app.Who) error { return p.app.Approve(t.Context(), w, id, filed.Report.Hash) }, errs.Forbidden},
		{"other-approver", "approve", func(w app.Who) error { return p.app.Approve(t.Context(), w, id, filed.Report.Hash) }, errs.Missing},
		{"other", "file", func(w app.Who) error { _, err := p.app.File(t.Context(), w, sheetOf(april, "1", "1")); return err }, errs.Missing},
		{"office1", "file", func(w app.Who) error { _, err := p.app.File(t.Context(), w, sheetOf(april, "1", "1")); return err }, errs.Forbidden},
		{"other", "see the sheet", func(w app.Who) error { _, err := p.app.Sheet(t.Context(), w, "fgj", april); return err }, errs.Missing},
		{"checker", "verify another's indicator", func(w app.Who) error { return p.app.Verify(t.Context(), w, []app.Verdict{verdict(id, "inv")}) }, errs.Missing},
		{"office1", "verify", func(w app.Who) error { return p.app.Verify(t.Context(), w, []app.Verdict{verdict(id, "inv")}) }, errs.Forbidden},
		{"other", "send back", func(w app.Who) error { return p.app.SendBack(t.Context(), w, id, "r") }, errs.Missing},
		{"reporter", "lock", func(w app.Who) error { return p.app.Lock(t.Context(), w, april, true) }, errs.Forbidden},
		{"stats", "verify a report that is not there", func(w app.Who) error { return p.app.Verify(t.Context(), w, []app.Verdict{verdict("none", "inv")}) }, errs.Missing},
	} {
		before := p.seq()
		err := c.call(p.as(c.who))
		if err == nil || errs.KindOf(err) != c.kind {
			t.Errorf("%s may not %s: got %v, want kind %s", c.who, c.do, err, c.kind)
		}
		if p.seq() != before {
			t.Errorf("%s may not %s, and yet something was written", c.who, c.do)
		}
	}
}
