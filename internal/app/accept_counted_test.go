package app_test

import (
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/plan"
)

// A page that knows its programme by the number of actions alone.
const countedPage = "“两大行动”推进会召开\n□记者 王某某\n本报11月14日讯 今天上午，区里召开“两大行动”推进会。会议听取“两大行动”进展情况汇报，“两大行动”开局良好。\n"

// The specimen's programme of the year has two actions, the one of three years has one.
func TestCountedNameFindsItsProgramme(t *testing.T) {
	a, w := specimenPlace(t)
	before := planOf(t, a, w)
	r := addPage(t, a, w, "page.txt", countedPage)
	want := programmeID(t, a, w)
	if o := r.Outcome; o == nil || o.Programme != "GJ2023" || o.Why.Key != "document.counted-fits" {
		t.Fatalf("Outcome of the proposed programme = %+v, want a link to GJ2023 and why", r.Outcome)
	}
	left, err := a.Decide(t.Context(), w, r.Document.ID, amongAll(r.Facts, "programme"))
	if err != nil || len(left) > 0 {
		t.Fatalf("Decide(all) = %+v, %v; want the programme taken", left, err)
	}
	if r, err = a.Document(t.Context(), w, r.Document.ID); err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Facts {
		if f.Kind == "programme" && f.Object != (core.Ref{Kind: "programme", ID: string(want)}).String() {
			t.Errorf("the fact became %q, want the programme %s", f.Object, want)
		}
	}
	if now := planOf(t, a, w); len(now.Programmes) != len(before.Programmes) || r.Outcome != nil {
		t.Errorf("%d programmes after, outcome %+v; want still %d and nothing to be said", len(now.Programmes), r.Outcome, len(before.Programmes))
	}
}

// Without exactly one that fits, accepting makes a bare draft: whoever accepts all at
// once does not make it, whoever looks at it may.
func TestCountedNameWithoutProgramme(t *testing.T) {
	for _, tt := range []struct {
		name, alone, first string
		prepare            func(*plan.Book)
	}{
		{"none has so many", "document.counted-alone", "document.look-first", func(b *plan.Book) { b.Actions = b.Actions[:2] }},
		{"two have", "document.counted-alone-many", "document.look-first-many", func(b *plan.Book) {
			b.Actions = append(b.Actions, plan.Action{ID: "a4", Programme: "g2", No: 2, Code: "A02", Name: "生态修复", Short: "修复"})
		}},
		{"the one that has is closed", "document.counted-alone", "document.look-first", func(b *plan.Book) { b.Programmes[0].State = plan.Closed }},
		{"the one that has is of another year", "document.counted-alone", "document.look-first", func(b *plan.Book) {
			b.Programmes[0].StartYear, b.Programmes[0].EndYear = 2024, 2024
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, w := placeOf(t, tt.prepare)
			before := len(planOf(t, a, w).Programmes)
			r := addPage(t, a, w, "page.txt", countedPage)
			if o := r.Outcome; o == nil || o.Programme != "" || o.Why.Key != tt.alone {
				t.Fatalf("Outcome = %+v, want a new draft because of %s", o, tt.alone)
			}
			left, err := a.Decide(t.Context(), w, r.Document.ID, amongAll(r.Facts, "programme", "meeting"))
			if err != nil || len(left) != 1 || left[0].Why.Key != tt.first || left[0].Why.Kind != errs.Conflict {
				t.Fatalf("Decide(all) = %+v, %v; want the programme left with %s", left, err, tt.first)
			}
			if now := len(planOf(t, a, w).Programmes); now != before {
				t.Errorf("%d programmes after all was accepted, want still %d", now, before)
			}
			if _, err := a.Decide(t.Context(), w, r.Document.ID, decisions(r.Facts, true, "programme")); err != nil {
				t.Fatal(err)
			}
			now := planOf(t, a, w).Programmes
			if len(now) != before+1 {
				t.Fatalf("%d programmes after it was accepted by itself, want %d", len(now), before+1)
			}
		})
	}
}

// placeOf is a fresh folder with a running programme of two actions and a drafted one
// of three years with one, changed.
func placeOf(t *testing.T, change func(*plan.Book)) (*app.App, app.Who) {
	t.Helper()
	a := emptyPlace(t)
	b := plan.Book{District: plan.District{ID: "999902", Name: "云溪区", TimeZone: "Asia/Shanghai"},
		Units: []plan.Unit{{ID: "u0", Code: "QJ", Name: "云溪区", Kind: plan.UnitDistrict}},
		Programmes: []plan.Programme{{ID: "g1", Code: "GJ2023", Name: "云溪攻坚年", StartYear: 2023, EndYear: 2023, State: plan.Active},
			{ID: "g2", Code: "SN", Name: "三年计划", StartYear: 2022, EndYear: 2024, State: plan.Draft}},
		Actions: []plan.Action{{ID: "a3", Programme: "g2", No: 1, Code: "A01", Name: "生态提质", Short: "生态"},
			{ID: "a1", Programme: "g1", No: 1, Code: "A01", Name: "加快产业提升", Short: "产业"},
			{ID: "a2", Programme: "g1", No: 2, Code: "A02", Name: "推进城乡融合", Short: "城乡"}}}
	change(&b)
	if err := a.CreateDistrict(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	return a, app.Operator(b.District.ID)
}

func amongAll(facts []document.Fact, kinds ...string) []app.Decision {
	all := decisions(facts, true, kinds...)
	for i := range all {
		all[i].Among = true
	}
	return all
}
