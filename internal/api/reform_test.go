package api_test

import (
	"strings"
	"testing"

	"tupo/internal/api"
)

// Persons hold posts by date; names reach those who may know, and erasing takes two.
func TestPersons(t *testing.T) {
	b := book()
	p := open(t, b)
	office, leader := p.login(t, "office"), p.login(t, "leader")
	var made api.Made
	office.want(422, "POST", "/persons", api.NewPerson{Phone: "x"}, nil)
	office.want(201, "POST", "/persons", api.NewPerson{Name: "甲某", Phone: "0532-1"}, &made)
	office.want(422, "POST", "/persons/"+made.ID+"/holdings", api.NewHolding{Holding: api.Holding{Post: "nowhere", From: "2023-01-01"}}, nil)
	var page api.Page[api.Person]
	leader.want(200, "GET", "/persons", nil, &page)
	if len(page.Items) != 1 || page.Items[0].Name != "甲某" || page.Items[0].Erased {
		t.Errorf("persons: %+v", page.Items)
	}
	p.login(t, "stats").want(403, "GET", "/persons", nil, nil)
	p.login(t, "filer").want(200, "GET", "/persons", nil, &page)
	if len(page.Items) != 0 {
		t.Errorf("a unit's reporter is told of %+v", page.Items)
	}
	office.want(204, "POST", "/persons/"+made.ID+"/erasure", api.Erasure{Do: "ask", Reason: "离任"}, nil)
	office.want(403, "POST", "/persons/"+made.ID+"/erasure", api.Erasure{Do: "erase"}, nil)
	leader.want(204, "POST", "/persons/"+made.ID+"/erasure", api.Erasure{Do: "erase"}, nil)
	office.want(409, "POST", "/persons/"+made.ID, api.NewPerson{Name: "甲某"}, nil)
	leader.want(200, "GET", "/persons", nil, &page)
	if len(page.Items) != 1 || page.Items[0].Name != "" || !page.Items[0].Erased {
		t.Errorf("persons after erasing: %+v", page.Items)
	}
}

// A unit in use is not removed, but renamed, split and merged by date.
func TestUnitsThroughTime(t *testing.T) {
	p := open(t, book())
	office := p.login(t, "office")
	if w := office.want(409, "POST", "/plan/removals", api.Removal{Ref: "unit:zone", Reason: "x"}, nil); !strings.Contains(w.Body.String(), "plan.used.targets") {
		t.Errorf("the refusal does not say what uses the unit: %s", w.Body)
	}
	office.want(422, "POST", "/plan/removals", api.Removal{Ref: "zone", Reason: "x"}, nil)
	office.want(204, "POST", "/units/ZQ1/name", api.Rename{From: "2023-10-01", Name: "新名区", Reason: "更名"}, nil)
	var out api.Reformed
	merge := api.Merge{From: "2023-11-01", Units: []string{"ZQ1"}, New: &api.NewUnit{Code: "ZQ9", Name: "合并区"}, Dry: true}
	office.want(200, "POST", "/units/merger", merge, &out)
	if !out.Dry || len(out.Ends) != 1 || out.Ends[0] != "ZQ1" || len(out.Moves) == 0 || out.Moves[0].New != "ZQ9" {
		t.Errorf("what a merge would do: %+v", out)
	}
	merge.Dry = false
	office.want(422, "POST", "/units/merger", merge, nil)
	merge.Reason = "机构改革"
	office.want(200, "POST", "/units/merger", merge, &out)
	var target api.TargetDetail
	office.want(200, "GET", "/targets/T0101", nil, &target)
	if target.Reporter != "ZQ9" || target.Unit != "ZQ1" {
		t.Errorf("after the merge T0101 is the figure of %s, reported by %s; want ZQ1, ZQ9", target.Unit, target.Reporter)
	}
	office.want(200, "GET", "/targets/T0101?period=2023-09", nil, &target)
	if target.Reporter != "ZQ1" {
		t.Errorf("in September T0101 was reported by %s, want ZQ1", target.Reporter)
	}
	split := api.Split{From: "2023-11-05", Continues: true, New: []api.NewUnit{{Code: "ZQ8", Name: "分出区"}}, Moves: map[string]string{target.Ref: "ZQ8"}, Reason: "调整"}
	office.want(200, "POST", "/units/ZQ9/division", split, &out)
	office.want(200, "GET", "/targets/T0101", nil, &target)
	if target.Reporter != "ZQ8" {
		t.Errorf("after the split T0101 is reported by %s, want ZQ8", target.Reporter)
	}
	p.login(t, "filer").want(403, "POST", "/units/merger", merge, nil)
}
