package api_test

import (
	"fmt"
	"strings"
	"testing"

	"tupo/internal/api"
)

// What a figure of a document is to become can be said field by field; a running plan
// asks for the change, and faults name their field.
func TestOffers(t *testing.T) {
	b := book()
	p := open(t, b)
	office := p.login(t, "office")
	year := b.Programmes[0].StartYear
	text := fmt.Sprintf("%d年工作安排\n建成口袋公园18处。农村供水保障率达到96%%以上。\n%d年，全区外贸进出口总额达到812.5亿元。\n", year, year-1)
	body, media := multipartOf(t, "file", "plan.txt", []byte(text))
	var d api.Document
	office.want(201, "POST", fmt.Sprintf("/documents?kind=plan&date=%d-01-11", year), body, &d, "Content-Type", media)
	var r api.Reading
	office.want(200, "POST", "/documents/"+d.ID+"/reading", nil, &r)
	find := func(value string) api.Fact {
		t.Helper()
		for _, f := range r.Facts {
			if f.Kind == "quantity" && strings.Contains(f.Text, value) {
				return f
			}
		}
		t.Fatalf("no figure %q in %+v", value, r.Facts)
		return api.Fact{}
	}
	decide := func(status int, f api.Fact, change *api.Choice) string {
		t.Helper()
		all := api.Decisions{Decisions: []api.Decision{{Fact: f.ID, Accept: true, Change: change}}}
		if status != 200 {
			return office.want(status, "POST", "/documents/"+d.ID+"/decisions", all, nil).Body.String()
		}
		var got api.Decided
		w := office.want(status, "POST", "/documents/"+d.ID+"/decisions", all, &got)
		r = got.Reading
		return w.Body.String()
	}
	parks := find("18处")
	if parks.Offer == nil || *parks.Offer.Choice.As != "target" || parks.Offer.Does != "ask" || *parks.Offer.Choice.Value != "18" {
		t.Fatalf("offer of a park: %+v", parks.Offer)
	}
	word := func(s string) *string { return &s }
	for field, change := range map[string]*api.Choice{
		"unit": {Unit: word("NONE")}, "indicator": {Indicator: word("NONE")}, "programme": {Programme: word("NONE")}, "action": {Action: word("A99")},
		"period": {Period: word("someday")}, "value": {Value: word("many")}, "name": {Name: word(" ")}, "project": {Project: word("P9")}, "due": {Due: word("2023-13-01")},
	} {
		if got := decide(422, parks, change); !strings.Contains(got, `"`+field+`"`) {
			t.Errorf("wrong %s: %s", field, got)
		}
	}
	decide(200, parks, &api.Choice{Value: word("20"), Name: word("口袋公园")})
	if got := find("18处"); got.State != "accepted" || !strings.HasPrefix(got.Object, "target_change:") || got.Offer != nil {
		t.Errorf("a target of a running plan: %+v", got)
	}
	decide(200, find("812.5亿元"), nil)
	if got := find("812.5亿元"); !strings.HasPrefix(got.Object, "observation:") {
		t.Errorf("a figure: %+v", got)
	}
	reader := p.login(t, "filer")
	var seen api.Reading
	reader.want(200, "GET", "/documents/"+d.ID, nil, &seen)
	for _, f := range seen.Facts {
		if f.Offer != nil {
			t.Errorf("who may not decide is offered %+v", f.Offer)
		}
	}
}
