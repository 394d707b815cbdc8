package app_test

import (
	"bytes"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
)

// withPosts gives the small district two posts: one that leads, one of a bureau.
func withPosts(p *monthPlace) {
	p.Helper()
	for _, x := range []plan.Post{{Code: "Z01", Unit: "root", Name: "副区长", Leader: true}, {Code: "Z02", Unit: "fgj", Name: "投资科科长"}} {
		p.savePlan(&x)
	}
}

// post finds a post by its code.
func (p *monthPlace) post(code string) core.PostID {
	p.Helper()
	s, err := p.app.Seen(p.Context(), app.Operator(monthDistrict))
	if err != nil {
		p.Fatal(err)
	}
	for _, x := range s.Book().Posts {
		if x.Code == code {
			return x.ID
		}
	}
	p.Fatalf("no post %s", code)
	return ""
}

func (p *monthPlace) person(name, phone string) core.PersonID {
	p.Helper()
	id, err := p.app.SavePerson(p.Context(), p.as("office1"), app.PersonEdit{PersonalData: app.PersonalData{Name: name, Phone: phone}})
	if err != nil {
		p.Fatalf("SavePerson(%s) = %v", name, err)
	}
	return id
}

func (p *monthPlace) hold(h plan.Holding) {
	p.Helper()
	if err := p.app.Hold(p.Context(), p.as("office1"), h, "任免"); err != nil {
		p.Fatalf("Hold(%+v) = %v", h, err)
	}
}

// holder is who the account sees in a post on a day; "—" when nobody.
func (p *monthPlace) holder(id core.AccountID, post core.PostID, day core.Date) string {
	p.Helper()
	all, err := p.app.Holders(p.Context(), p.as(id), p.board(), day, post)
	if err != nil {
		p.Fatalf("Holders(%s, %s) = %v", id, day, err)
	}
	h, ok := all[post]
	switch {
	case !ok:
		return "—"
	case h.Erased:
		return "erased"
	}
	return h.Name
}

// A takeover three weeks ago is entered today: the post's holder is told by date,
// the predecessor's time ends the day before, and both are one entry.
func TestHoldersByDate(t *testing.T) {
	p := newMonthPlace(t)
	withPosts(p)
	post := p.post("Z01")
	before, after := p.person("甲某", "0532-1234567"), p.person("乙某", "")
	p.hold(plan.Holding{Post: post, Person: before, From: "2023-01-01"})
	p.at("2023-11-20")
	seq := p.seq()
	p.hold(plan.Holding{Post: post, Person: after, From: "2023-11-01"})
	if now := p.seq(); now != seq+1 {
		t.Errorf("a takeover made %d entries, want one", now-seq)
	}
	for _, x := range []struct {
		reader core.AccountID
		day    core.Date
		want   string
	}{{"office1", "2023-10-31", "甲某"}, {"office1", "2023-11-01", "乙某"}, {"leader", "2023-11-20", "乙某"}, {"office1", "2022-12-31", "—"},
		{"reporter", "2023-11-20", "—"}, {"stats", "2023-11-20", "—"}} {
		if got := p.holder(x.reader, post, x.day); got != x.want {
			t.Errorf("Holders(%s, %s) = %s, want %s", x.reader, x.day, got, x.want)
		}
	}
	seq = p.seq()
	err := p.app.Hold(t.Context(), p.as("office1"), plan.Holding{Post: post, Person: before, From: "2023-10-01", To: "2023-12-01"}, "")
	p.wantFaults("Hold(overlapping)", seq, err, "plan.holding-overlap @ from")
	err = p.app.Hold(t.Context(), p.as("office1"), plan.Holding{Post: post, Person: "nobody", From: "2024-01-01"}, "")
	p.wantFaults("Hold(nobody)", seq, err, "person.no-such @ person")
	err = p.app.Hold(t.Context(), p.as("reporter"), plan.Holding{Post: post, Person: after, From: "2024-01-01"}, "")
	p.wantFaults("Hold(by a reporter)", seq, err, "access.forbidden")
	_, err = p.app.SavePerson(t.Context(), p.as("office1"), app.PersonEdit{PersonalData: app.PersonalData{Phone: "call me"}})
	p.wantFaults("SavePerson(no name)", seq, err, "form.required @ name", "person.phone @ phone")
}

// A unit's reporter knows who holds the posts of its own house, and nobody else's.
func TestNamesOfOwnHouseOnly(t *testing.T) {
	p := newMonthPlace(t)
	withPosts(p)
	p.hold(plan.Holding{Post: p.post("Z01"), Person: p.person("甲某", ""), From: "2023-01-01"})
	p.hold(plan.Holding{Post: p.post("Z02"), Person: p.person("丙某", "139 0000 0000"), From: "2023-01-01"})
	p.person("丁某", "") // holds nothing
	for _, x := range []struct {
		reader core.AccountID
		want   string
	}{{"reporter", "丙某"}, {"leader", "丁某 丙某 甲某"}, {"other", ""}} {
		all, err := p.app.Persons(t.Context(), p.as(x.reader))
		var names []string
		for _, one := range all {
			names = append(names, one.Name)
		}
		if got := strings.Join(names, " "); err != nil || got != x.want {
			t.Errorf("Persons(%s) = %s, %v, want %s", x.reader, got, err, x.want)
		}
	}
	if _, err := p.app.Persons(t.Context(), p.as("stats")); err == nil {
		t.Errorf("Persons(stats) gives names to a verifier")
	}
}

// Erasing takes two accounts; the person's row and posts stay without a name,
// verify calls it erased, and the workbook neither held a name nor changes.
func TestErasePerson(t *testing.T) {
	p := newMonthPlace(t)
	withPosts(p)
	post, id := p.post("Z01"), p.person("甲某", "0532-1234567")
	p.hold(plan.Holding{Post: post, Person: id, From: "2023-01-01"})
	p.at("2023-03-01")
	seq := p.seq()
	p.wantFaults("AskErasure(in office)", seq, p.app.AskErasure(t.Context(), p.as("office1"), id, "离任"), "person.in-office")
	p.hold(plan.Holding{Post: post, Person: id, From: "2023-01-01", To: "2023-02-28"})
	seq = p.seq()
	p.wantFaults("AskErasure(no reason)", seq, p.app.AskErasure(t.Context(), p.as("office1"), id, " "), "report.reason-needed @ reason")
	p.wantFaults("Erase(unasked)", seq, p.app.Erase(t.Context(), p.as("office2"), id), "person.not-asked")
	if err := p.app.AskErasure(t.Context(), p.as("office1"), id, "离任满一年"); err != nil {
		t.Fatalf("AskErasure() = %v", err)
	}
	seq = p.seq()
	p.wantFaults("Erase(by the asker)", seq, p.app.Erase(t.Context(), p.as("office1"), id), "person.another-person")
	p.wantFaults("Erase(by a reporter)", seq, p.app.Erase(t.Context(), p.as("reporter"), id), "access.forbidden")
	if err := p.app.Erase(t.Context(), p.as("office2"), id); err != nil {
		t.Fatalf("Erase() = %v", err)
	}
	if got := p.holder("office1", post, "2023-02-01"); got != "erased" {
		t.Errorf("the holder after erasing = %s, want erased", got)
	}
	one, err := p.app.Person(t.Context(), p.as("office1"), id)
	if err != nil || !one.Erased() || one.Name != "" || one.ErasedBy != "office2" {
		t.Errorf("Person() after erasing = %+v, %v", one, err)
	}
	_, err = p.app.SavePerson(t.Context(), p.as("office1"), app.PersonEdit{ID: id, PersonalData: app.PersonalData{Name: "甲某"}})
	p.wantFaults("SavePerson(erased)", p.seq(), err, "person.erased")
	v, err := p.app.VerifyLedger(t.Context(), p.as("office1"), "")
	if err != nil || !v.OK() || len(v.Notes) != 1 || v.Notes[0].Row != string(id) {
		t.Errorf("Verify() = %+v, %v, want sound with a note on the erased person", v, err)
	}
	seq = p.seq()
	var book bytes.Buffer
	if err := p.app.Export(t.Context(), p.as("office1"), &book, "zh"); err != nil {
		t.Fatal(err)
	}
	in, err := p.app.Import(t.Context(), p.as("office1"), &book, false)
	if total := in.Total(); err != nil || in.Failed() || total.New+total.Changed != 0 || p.seq() != seq {
		t.Errorf("a workbook given out and taken in again = %+v, %v, ledger from %d to %d, want no change", in, err, seq, p.seq())
	}
}
