package app_test

import (
	"bytes"
	"strings"
	"testing"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
)

func (p *monthPlace) board() *board.Snapshot {
	p.Helper()
	s, err := p.app.Seen(p.Context(), app.Operator(monthDistrict))
	if err != nil {
		p.Fatal(err)
	}
	return s
}

// lines lists the figures and tasks asked of a unit for a month.
func (p *monthPlace) lines(unit core.UnitID, month int) string {
	p.Helper()
	var out []string
	s := p.board()
	for _, l := range s.DueLines(unit, core.Month(2023, month)) {
		out = append(out, string(l.Indicator.ID)+"@"+string(l.Unit))
	}
	for _, t := range s.DueTasks(unit, core.Month(2023, month)) {
		out = append(out, string(t.ID))
	}
	return strings.Join(out, " ")
}

func (p *monthPlace) unitID(code string) core.UnitID {
	p.Helper()
	return core.UnitID(p.idOf("unit", code))
}

// judgedOwner is who answers for a target on the board of a month.
func (p *monthPlace) judgedOwner(id core.TargetID, month int) core.UnitID {
	p.Helper()
	j, err := p.app.Judge(p.Context(), p.as("office1"), app.Moment{Month: core.Month(2023, month)})
	if err != nil {
		p.Fatal(err)
	}
	t, _ := j.Snapshot().Target(id)
	return t.Reporter()
}

// Two bureaux become a new one on 1 October, entered on the 25th: sheets, tasks,
// lights' owners, posts and rights follow from the day; September stays.
func TestMergeUnits(t *testing.T) {
	p := newMonthPlace(t)
	withPosts(p)
	p.at("2023-10-25")
	in := app.Reform{From: "2023-10-01", Units: []string{"FGJ", "GXJ"}, New: []app.NewUnit{{Code: "JFJ", Name: "经济发展局"}}, Reason: "机构改革"}
	seq := p.seq()
	preview, err := p.app.PreviewReform(t.Context(), p.as("office1"), in)
	if err != nil || len(preview.Ends) != 2 || preview.Lines != 3 || p.seq() != seq {
		t.Fatalf("PreviewReform() = %d ends, %d lines, %v, ledger moved by %d, want 2, 3 and none", len(preview.Ends), preview.Lines, err, p.seq()-seq)
	}
	done, err := p.app.DoReform(t.Context(), p.as("office1"), in)
	if err != nil || p.seq() != seq+1 {
		t.Fatalf("DoReform() = %v, %d entries, want one", err, p.seq()-seq)
	}
	kinds := map[string]int{}
	for _, m := range done.Moves {
		kinds[m.Ref.Kind]++
	}
	if kinds["target"] != 4 || kinds["task"] != 2 || kinds["post"] != 1 || kinds["access_grant"] != 5 {
		t.Errorf("DoReform() moved %v, want 4 targets, 2 tasks, 1 post, 5 grants", kinds)
	}
	neu := p.unitID("JFJ")
	for _, x := range []struct {
		unit  core.UnitID
		month int
		want  string
	}{{"fgj", 9, "inv@fgj new@fgj rate@fgj k1"}, {neu, 9, ""}, {"fgj", 10, ""}, {"gxj", 10, ""}, {neu, 10, "inv@fgj inv@gxj new@fgj k1 k2"}} {
		if got := p.lines(x.unit, x.month); got != x.want {
			t.Errorf("asked of %s for month %d: %s, want %s", x.unit, x.month, got, x.want)
		}
	}
	if a, b := p.judgedOwner("t1", 8), p.judgedOwner("t1", 10); a != "fgj" || b != neu {
		t.Errorf("t1 is reported by %s in August and %s in October, want fgj and %s", a, b, neu)
	}
	old, _ := p.board().Unit("gxj")
	if x, _ := p.board().Indicator("new"); old.To != "2023-09-30" || old.Successor != neu || x.Competent != neu {
		t.Errorf("the old bureau ends %s, followed by %s; the indicator's department is %s", old.To, old.Successor, x.Competent)
	}
	p.at("2023-11-05")
	f := sheetOf(core.Month(2023, 10), "100", "50")
	f.Unit, f.Whole = neu, false
	f.Lines[0].Unit, f.Lines[1].Unit = "fgj", "fgj"
	p.file("reporter", f)
	p.wantFigure("new", core.Month(2023, 10), 50, "claimed")
	p.file("reporter", firmsOf(core.Month(2023, 9), "40")) // the last sheet of the old house
	p.verifyClean()
}

// What cannot be is refused whole, with a sentence that says why.
func TestReformRefusals(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-10-12")
	p.file("reporter", firmsOf(core.Month(2023, 9), "40"))
	seq := p.seq()
	base := app.Reform{From: "2023-10-01", Units: []string{"FGJ", "GXJ"}, New: []app.NewUnit{{Code: "JFJ", Name: "经济发展局"}}, Reason: "机构改革"}
	for _, x := range []struct {
		name string
		edit func(*app.Reform)
		want string
	}{
		{"tomorrow", func(r *app.Reform) { r.From = "2023-10-13" }, "reform.future @ from"},
		{"a month that was reported", func(r *app.Reform) { r.From = "2023-09-15" }, "reform.filed @ from"},
		{"no reason", func(r *app.Reform) { r.Reason = "" }, "report.reason-needed @ reason"},
		{"the district", func(r *app.Reform) { r.Units = []string{"ROOT"} }, "reform.root @ units"},
		{"into the district", func(r *app.Reform) { r.Into, r.New = "ROOT", nil }, "reform.root @ into"},
		{"into itself", func(r *app.Reform) { r.Units, r.Into, r.New = []string{"FGJ"}, "FGJ", nil }, "reform.nothing @ units"},
		{"into nothing", func(r *app.Reform) { r.New = nil }, "reform.no-heir @ into"},
		{"a code that is taken", func(r *app.Reform) { r.New[0].Code = "TJJ" }, "plan.code-twice @ new.0.code"},
		{"unknown", func(r *app.Reform) { r.Units = []string{"XX"} }, "plan.no-such-unit @ units"},
		{"into who verifies it", func(r *app.Reform) { r.Into, r.New = "TJJ", nil },
			"plan.verifier-inside @ T1; plan.verifier-inside @ T3; plan.verifier-inside @ T4"},
	} {
		in := base
		in.New = append([]app.NewUnit(nil), base.New...)
		x.edit(&in)
		_, err := p.app.DoReform(t.Context(), p.as("office1"), in)
		p.wantFaults("DoReform("+x.name+")", seq, err, strings.Split(x.want, "; ")...)
	}
	_, err := p.app.DoReform(t.Context(), p.as("reporter"), base)
	p.wantFaults("DoReform(by a reporter)", seq, err, "access.forbidden")
}

// A bureau gives part of its work to a new one and goes on.
func TestSplitUnit(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-10-25")
	in := app.Reform{From: "2023-10-01", Units: []string{"FGJ"}, Split: true, Continues: true, New: []app.NewUnit{{Code: "TZJ", Name: "投资促进局"}},
		Moves: map[string]string{"target:t2": "TZJ", "task:k1": "TZJ", "access_grant:g-reporter2": "TZJ"}, Reason: "职能调整"}
	if _, err := p.app.DoReform(t.Context(), p.as("office1"), in); err != nil {
		t.Fatalf("DoReform(split) = %v", err)
	}
	neu := p.unitID("TZJ")
	if a, b := p.lines("fgj", 10), p.lines(neu, 10); a != "inv@fgj" || b != "new@fgj k1" {
		t.Errorf("October asks %q of the old bureau and %q of the new one", a, b)
	}
	if u, _ := p.board().Unit("fgj"); u.To != "" || u.Successor != "" {
		t.Errorf("the bureau that goes on ended on %s", u.To)
	}
	for who, want := range map[core.AccountID]bool{"reporter2": true, "reporter": false} {
		if got := p.as(who).Actor.May(access.FileReport, neu, "2023-10-25"); got != want {
			t.Errorf("%s may file for the new bureau: %v, want %v", who, got, want)
		}
	}
	ends := app.Reform{From: "2023-10-10", Units: []string{"GXJ"}, Split: true, Heir: "TZJ", New: []app.NewUnit{{Code: "SBJ", Name: "设备局"}},
		Moves: map[string]string{"task:k2": "SBJ"}, Reason: "撤销"}
	if _, err := p.app.DoReform(t.Context(), p.as("office1"), ends); err != nil {
		t.Fatalf("DoReform(split and end) = %v", err)
	}
	if a, b := p.lines(neu, 10), p.lines(p.unitID("SBJ"), 10); a != "inv@gxj new@fgj k1" || b != "k2" {
		t.Errorf("after the second one October asks %q of the heir and %q of the new unit", a, b)
	}
	p.verifyClean()
}

// A unit renamed from a day on is shown by the old name before it.
func TestRenameUnit(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-10-25")
	ctx, w := t.Context(), p.as("office1")
	rename := func(from core.Date, name string) error {
		return p.app.RenameUnit(ctx, w, app.Rename{Unit: "FGJ", From: from, Name: name, NameEn: "Bureau", Reason: "更名"})
	}
	if err := rename("2023-07-01", "发展改革和能源局"); err != nil {
		t.Fatalf("RenameUnit() = %v", err)
	}
	if err := rename("2023-09-20", "发展和能源局"); err != nil {
		t.Fatalf("RenameUnit(again) = %v", err)
	}
	seq := p.seq()
	p.wantFaults("RenameUnit(earlier than the last)", seq, rename("2023-08-01", "别的局"), "reform.renamed-later @ from")
	p.wantFaults("RenameUnit(future)", seq, rename("2023-12-01", "别的局"), "reform.future @ from")
	p.wantFaults("RenameUnit(nothing new)", seq, rename("2023-10-01", "发展和能源局"), "reform.same-name @ name")
	for month, want := range map[int]string{6: "发展和改革局", 7: "发展改革和能源局", 8: "发展改革和能源局", 9: "发展和能源局"} {
		j, err := p.app.Judge(ctx, w, app.Moment{Month: core.Month(2023, month)})
		if err != nil {
			t.Fatal(err)
		}
		if u, _ := j.Snapshot().Unit("fgj"); u.Name != want {
			t.Errorf("the board of month %d calls the bureau %s, want %s", month, u.Name, want)
		}
		sheet, err := p.app.Sheet(ctx, p.as("reporter"), "fgj", core.Month(2023, month))
		if err != nil || sheet.Unit.Name != want {
			t.Errorf("the sheet of month %d is headed %s, %v, want %s", month, sheet.Unit.Name, err, want)
		}
	}
	p.verifyClean()
}

// Reading the plan as of a day is the same however the board came about.
func TestDatedBoardAfterApply(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-10-25")
	p.lines("fgj", 10) // a dated reading made before the change does not outlive it
	if err := p.app.RenameUnit(t.Context(), p.as("office1"), app.Rename{Unit: "GXJ", From: "2023-10-01", Name: "工信局", Reason: "更名"}); err != nil {
		t.Fatal(err)
	}
	built := board.Build(p.board().Content(), p.board().Seq())
	for _, day := range []core.Date{"2023-09-30", "2023-10-01"} {
		var names [2]plan.Unit
		for i, s := range []*board.Snapshot{p.board(), built} {
			u, _ := s.On(day).Unit("gxj")
			names[i] = *u
		}
		if names[0] != names[1] {
			t.Errorf("On(%s) = %+v applied, %+v built", day, names[0], names[1])
		}
	}
}

// A workbook given out after a merge, a renaming and a takeover and taken in again
// changes nothing: what is dated stays as it was.
func TestWorkbookAfterReform(t *testing.T) {
	p := newMonthPlace(t)
	withPosts(p)
	p.hold(plan.Holding{Post: p.post("Z02"), Person: p.person("甲某", ""), From: "2023-01-01"})
	p.at("2023-10-25")
	ctx, w := t.Context(), p.as("office1")
	if err := p.app.RenameUnit(ctx, w, app.Rename{Unit: "GXJ", From: "2023-05-01", Name: "工信局", Reason: "更名"}); err != nil {
		t.Fatal(err)
	}
	in := app.Reform{From: "2023-10-01", Units: []string{"FGJ"}, Into: "GXJ", Reason: "机构改革"}
	if _, err := p.app.DoReform(ctx, w, in); err != nil {
		t.Fatal(err)
	}
	var book bytes.Buffer
	if err := p.app.Export(ctx, w, &book, "zh"); err != nil {
		t.Fatal(err)
	}
	seq, asked := p.seq(), p.lines("gxj", 10)
	got, err := p.app.Import(ctx, w, &book, false)
	if total := got.Total(); err != nil || got.Failed() || total.New+total.Changed != 0 || p.seq() != seq {
		t.Errorf("taken in again = %+v, wrong %+v, %v, ledger from %d to %d, want no change", total, got.Wrong, err, seq, p.seq())
	}
	if now := p.lines("gxj", 10); now != asked || asked != "inv@fgj inv@gxj new@fgj k1 k2" {
		t.Errorf("October asks %q, after the import %q", asked, now)
	}
}
