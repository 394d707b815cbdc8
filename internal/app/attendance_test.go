package app_test

import (
	"slices"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/testing/pgtest"
)

const meetingPage = "全区三季度经济运行调度会召开\n□记者 王某某\n本报11月14日讯 11月14日上午，全区三季度经济运行调度会在区政府召开。" +
	"区委书记李某某主持会议并讲话，区委副书记、区长张某某出席，副区长赵某某、孙某某参加。\n会议要求，各部门要加强协作，年底前完成任务。\n"

func said(all []app.Attendee) []string {
	var out []string
	for _, x := range all {
		line := []string{x.Role, x.Post, x.Name}
		if x.Chair {
			line = append([]string{"*"}, line...)
		}
		if x.Erased {
			line = append(line, "erased")
		}
		out = append(out, strings.Join(line, " "))
	}
	return out
}

// attended opens a document and lists who was at its only meeting.
func attended(p *monthPlace, w app.Who, id core.DocumentID) []app.Attendee {
	p.Helper()
	r, err := p.app.Document(p.Context(), w, id)
	if err != nil {
		p.Fatal(err)
	}
	for _, all := range r.Present {
		return all
	}
	return nil
}

func TestMeetingKeepsWhoWasThere(t *testing.T) { pgtest.BothEngines(t, meetingKeepsWhoWasThere) }

func meetingKeepsWhoWasThere(t *testing.T, db string) {
	p := newMonthPlaceOn(t, db)
	p.at("2023-11-14")
	known := p.person("张某某", "")
	office := p.as("office1")
	r := addPage(t, p.app, office, "page.txt", meetingPage)
	if len(attended(p, office, r.Document.ID)) > 0 {
		t.Error("somebody is kept of a meeting that nobody accepted")
	}
	if _, err := p.app.Decide(t.Context(), office, r.Document.ID, decisions(r.Facts, true, "meeting")); err != nil {
		t.Fatal(err)
	}
	want := []string{"* 主持、讲话 区委书记 李某某", "出席 区委副书记、区长 张某某", "参加 副区长 赵某某", "参加 副区长 孙某某"}
	all := attended(p, office, r.Document.ID)
	if got := said(all); !slices.Equal(got, want) {
		t.Fatalf("kept of the meeting: %q, want %q", got, want)
	}
	if all[1].Person != known {
		t.Errorf("张某某 is person %s, want the one who was known, %s", all[1].Person, known)
	}
	if got := said(attended(p, p.as("reporter"), r.Document.ID)); len(got) > 0 && strings.Contains(strings.Join(got, ""), "某某") {
		t.Errorf("a reporter sees %q, want posts without names", got)
	}
	verified(p)

	// The same meeting read in another paper keeps what is known of it.
	other := addPage(t, p.app, office, "other.txt", meetingPage+"（本报综合）\n")
	if _, err := p.app.Decide(t.Context(), office, other.Document.ID, decisions(other.Facts, true, "meeting")); err != nil {
		t.Fatal(err)
	}
	if persons, err := p.app.Persons(t.Context(), office); err != nil || len(persons) != 4 {
		t.Errorf("Persons() = %d, %v; want 4, nobody twice", len(persons), err)
	}

	// Two persons erase a name: the post stays.
	chair := all[0].Person
	if err := p.app.AskErasure(t.Context(), office, chair, "本人申请"); err != nil {
		t.Fatal(err)
	}
	if err := p.app.Erase(t.Context(), office, chair); !errs.Is(err, errs.Forbidden) {
		t.Errorf("Erase by who asked = %v, want Forbidden", err)
	}
	if err := p.app.Erase(t.Context(), p.as("office2"), chair); err != nil {
		t.Fatal(err)
	}
	want[0] = "* 主持、讲话 区委书记  erased"
	if got := said(attended(p, office, r.Document.ID)); !slices.Equal(got, want) {
		t.Errorf("after the erasure: %q, want %q", got, want)
	}
	verified(p)
}

func verified(p *monthPlace) {
	p.Helper()
	verdict, err := p.app.VerifyLedger(p.Context(), app.Operator(monthDistrict), "")
	if err != nil || !verdict.OK() {
		p.Errorf("VerifyLedger() = %+v, %v; want nothing found", verdict.Findings, err)
	}
}
