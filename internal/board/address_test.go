package board

import (
	"testing"

	"tupo/internal/core"
	"tupo/internal/plan"
)

func TestAddress(t *testing.T) {
	s := Build(Content{Book: plan.Book{
		Programmes: []plan.Programme{{ID: "p", Code: "P", StartYear: 2023, State: plan.Active}, {ID: "q", Code: "Q/1", StartYear: 2024, State: plan.Active},
			{ID: "old", Code: "O", StartYear: 2022, State: plan.Closed}, {ID: "new", Code: "N", StartYear: 2025, State: plan.Draft}},
		Actions: []plan.Action{{ID: "p1", Programme: "p", Code: "A01"}, {ID: "p2", Programme: "p", Code: "A02"}, {ID: "q1", Programme: "q", Code: "A01"},
			{ID: "o2", Programme: "old", Code: "A02"}, {ID: "o3", Programme: "old", Code: "A03"}, {ID: "n3", Programme: "new", Code: "A03"},
			{ID: "n4", Programme: "new", Code: "P:A02"}},
	}}, 1)
	for id, want := range map[core.ActionID]string{"p1": "P:A01", "q1": "Q/1:A01", "p2": "A02", "o2": "O:A02", "o3": "A03", "n3": "N:A03", "n4": "N:P:A02", "none": ""} {
		if got := s.Address(id); got != want {
			t.Errorf("Address(%s) = %q, want %q", id, got, want)
		}
	}
	for address, want := range map[string][]core.ActionID{"A01": {"p1", "q1"}, "A02": {"p2"}, "P:A02": {"p2"}, "O:A02": {"o2"}, "A03": {"o3"}, "N:A03": {"n3"},
		"N:P:A02": {"n4"}, "Q/1:A01": {"q1"}, "Q/1:A02": nil, "A99": nil, "": nil} {
		got := s.ActionsAt(address)
		same := len(got) == len(want)
		for i := range got {
			same = same && got[i].ID == want[i]
		}
		if !same {
			t.Errorf("ActionsAt(%q) = %v, want %v", address, got, want)
		}
	}
	for id, want := range map[core.ProgrammeID]bool{"p": false, "q": false, "old": false, "new": false} {
		if got := s.Alone(id); got != want {
			t.Errorf("Alone(%s) = %v of several that run, want %v", id, got, want)
		}
	}
}
