package app_test

import (
	"slices"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/document"
	"tupo/internal/i18n"
	"tupo/internal/testing/pgtest"
)

// Two documents give a project's land otherwise: both are shown, and what is known stays
// unless the document is believed.
func TestAcceptProjectMerges(t *testing.T) { pgtest.BothEngines(t, acceptProjectMerges) }

func acceptProjectMerges(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	text := func(land string) string {
		return "2023年工作安排\n投资12亿元、占地" + land + "的海盐深加工项目年内开工。\n"
	}
	r := readAims(t, a, w, text("800亩"))
	f, _, err := r.accept("project", "海盐深加工项目", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	other := readAims(t, a, w, text("808亩"))
	fact := other.fact("project", "海盐深加工项目")
	offer := other.Offers[fact.ID]
	if offer.Does != app.DoesMerge || len(offer.Clash) != 1 || offer.Clash[0].Field != "land" || !strings.HasPrefix(offer.Clash[0].Known, "800") || !strings.HasPrefix(offer.Clash[0].Here, "808") {
		t.Fatalf("it would %s: %+v", offer.Does, offer.Clash)
	}
	land := func() string {
		t.Helper()
		all, err := a.Projects(t.Context(), w, 0)
		if err != nil || len(all) != 1 {
			t.Fatalf("projects %+v, %v", all, err)
		}
		return shown(all[0].Land)
	}
	said := func(field string, differs bool) (out []string) {
		t.Helper()
		all, err := a.Projects(t.Context(), w, 0)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := a.Project(t.Context(), w, all[0].Code)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := a.ProjectSaid(t.Context(), w, whole)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range lines {
			if x.Field == field && x.Differs == differs {
				out = append(out, i18n.InLang(i18n.ZH, x.Value)+" "+string(x.Fact.ID))
			}
		}
		return out
	}
	third := readAims(t, a, w, text("809亩"))
	if got, _, err := other.accept("project", "海盐深加工项目", app.Decision{}); err != nil || got.Object != f.Object || land() != "800" {
		t.Errorf("merged: %q, %v, land %s", got.Object, err, land())
	}
	if got, want := said("land", true), []string{"808 亩 " + string(fact.ID)}; !slices.Equal(got, want) {
		t.Errorf("another source says of the land %q, want %q", got, want)
	}
	if _, _, err := third.accept("project", "海盐深加工项目", app.Decision{Choice: app.Choice{Take: []string{"land"}}, Said: []string{"take"}}); err != nil || land() != "809" {
		t.Errorf("believed: %v, land %s", err, land())
	}
	believed := string(third.fact("project", "海盐深加工项目").ID)
	if got := said("land", false); !slices.Equal(got, []string{"809 亩 " + believed}) || len(said("land", true)) != 2 {
		t.Errorf("the land is said by %q and otherwise by %q", got, said("land", true))
	}
	fourth := readAims(t, a, w, text("810亩"))
	if k := fourth.Offers[fourth.fact("project", "海盐深加工项目").ID].Clash; len(k) != 1 || k[0].Source != "fact:"+believed {
		t.Errorf("what is known comes from %+v, want fact:%s", k, believed)
	}
}

// A second document brings the parties, and says exactly what was said roughly.
func TestAcceptProjectBringsParties(t *testing.T) {
	pgtest.BothEngines(t, acceptProjectBringsParties)
}

func acceptProjectBringsParties(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	r := readAims(t, a, w, "2023年工作安排\n总投资约12亿元的海盐深加工项目年内开工。\n")
	if _, _, err := r.accept("project", "海盐深加工项目", app.Decision{}); err != nil {
		t.Fatal(err)
	}
	page := func() app.ProjectPage {
		t.Helper()
		all, err := a.Projects(t.Context(), w, 0)
		if err != nil || len(all) != 1 {
			t.Fatalf("projects %+v, %v", all, err)
		}
		p, err := a.Project(t.Context(), w, all[0].Code)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if p := page(); !p.Project.About || len(p.Parties) != 0 {
		t.Fatalf("at first %+v", p)
	}
	const more = "海盐深加工项目总投资12亿元，用地40亩，由蓝湾盐业集团与海信达科技有限公司共同投资建设。\n"
	next := readAims(t, a, w, more)
	for range 2 {
		for _, f := range next.Facts {
			if f.Kind == "project" && f.State == document.Proposed {
				if _, err := a.Decide(t.Context(), w, next.Document.ID, []app.Decision{{Fact: f.ID, Accept: true, Choice: app.Choice{Project: page().Project.ID}, Said: []string{"project"}}}); err != nil {
					t.Fatal(err)
				}
			}
		}
		next = readAims(t, a, w, more+"（转载）\n") // the same once more: nobody takes part twice
	}
	p := page()
	if p.Project.About || len(p.Parties) != 2 || p.Parties[0].No == p.Parties[1].No || !strings.HasPrefix(p.Parties[0].Source, "fact:") {
		t.Errorf("merged: about %t, parties %+v", p.Project.About, p.Parties)
	}
}
