package plan_test

import (
	"testing"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// TestBookOn reads a book with names and transfers on several days.
func TestBookOn(t *testing.T) {
	b := plan.Book{
		Units: []plan.Unit{{ID: "a", Name: "新名"}, {ID: "b", Name: "乙"}, {ID: "c", Name: "丙"}},
		Names: []plan.UnitName{{Unit: "a", Until: "2023-09-30", Name: "次名"}, {Unit: "a", Until: "2023-03-31", Name: "首名"}},
		Targets: []plan.Target{{ID: "t", Unit: "a", Lead: "a", Supporting: "b,a"},
			{ID: "x", Unit: "a", Responsible: "b"}},
		Tasks: []plan.Task{{ID: "k", Lead: "b", Supervising: "a"}},
		Transfers: []plan.Transfer{{Object: "target:t", From: "2023-07-01", Old: "b", New: "c"}, {Object: "target:t", From: "2023-05-01", Old: "a", New: "b"},
			{Object: "task:k", From: "2023-05-01", Old: "a", New: "c"}},
	}
	for _, x := range []struct {
		day                       core.Date
		name, reporter, lead, sup string
		supervising               core.UnitID
	}{
		{"2023-03-31", "首名", "a", "a", "b,a", "a"},
		{"2023-04-01", "次名", "a", "a", "b,a", "a"},
		{"2023-05-01", "次名", "b", "b", "b", "c"},
		{"2023-07-01", "次名", "c", "c", "c", "c"},
		{"2023-10-01", "新名", "c", "c", "c", "c"},
	} {
		on := b.On(x.day)
		r := &on.Targets[0]
		if on.Units[0].Name != x.name || string(r.Reporter()) != x.reporter || string(r.Lead) != x.lead || r.Supporting != x.sup || on.Tasks[0].Supervising != x.supervising || r.Unit != "a" {
			t.Errorf("On(%s) = unit %s, reporter %s, lead %s, supporting %s, supervising %s, figure of %s; want %+v", x.day,
				on.Units[0].Name, r.Reporter(), r.Lead, r.Supporting, on.Tasks[0].Supervising, r.Unit, x)
		}
		if other := on.Targets[1].Reporter(); other != "b" {
			t.Errorf("On(%s): a target that did not move is reported by %s, want b", x.day, other)
		}
	}
	if b.Targets[0].Lead != "a" || b.Units[0].Name != "新名" {
		t.Errorf("On changed the book itself: %+v, %+v", b.Targets[0], b.Units[0])
	}
}

// TestHolderOn finds who held a post on a day.
func TestHolderOn(t *testing.T) {
	b := plan.Book{Holdings: []plan.Holding{{Post: "p", Person: "x", From: "", To: "2023-10-31"}, {Post: "p", Person: "y", From: "2023-11-01"}}}
	for day, want := range map[core.Date]core.PersonID{"2020-01-01": "x", "2023-10-31": "x", "2023-11-01": "y", "2030-01-01": "y"} {
		if h, ok := b.HolderOn("p", day); !ok || h.Person != want {
			t.Errorf("HolderOn(p, %s) = %s, %v, want %s", day, h.Person, ok, want)
		}
	}
	if h, ok := b.HolderOn("q", "2023-01-01"); ok {
		t.Errorf("HolderOn(q) = %+v, want nobody", h)
	}
}
