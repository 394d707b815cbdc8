package api_test

import (
	"testing"

	"tupo/internal/api"
)

// A program registers an order that was only read, as the page does.
func TestRegisterDirective(t *testing.T) {
	p := open(t, book())
	office := p.login(t, "office")
	body, media := multipartOf(t, "file", "安排.txt", []byte("2023年工作安排\n要在12月底前建成数据交易大厅。\n"))
	var d api.Document
	office.want(201, "POST", "/documents?date=2023-11-14", body, &d, "Content-Type", media)
	var r api.Reading
	office.want(200, "POST", "/documents/"+d.ID+"/reading", nil, &r)
	var all api.Decisions
	for _, f := range r.Facts {
		if f.Kind == "directive" {
			all.Decisions = append(all.Decisions, api.Decision{Fact: f.ID, Accept: true})
		}
	}
	office.want(200, "POST", "/documents/"+d.ID+"/decisions", all, nil)
	var list api.Page[api.Directive]
	office.want(200, "GET", "/directives", nil, &list)
	if len(list.Items) != 1 || list.Items[0].State != "draft" {
		t.Fatalf("directives %+v, want one draft", list.Items)
	}
	var units api.Page[api.Unit]
	office.want(200, "GET", "/units", nil, &units)
	path := "/directives/" + list.Items[0].Code + "/registration"
	in := api.NewRegistration{Due: "2023-12-31", Lead: units.Items[1].Code, Closer: units.Items[1].Code}
	office.want(422, "POST", path, in, nil)
	in.Closer = units.Items[0].Code
	p.login(t, "filer").want(403, "POST", path, in, nil)
	office.want(404, "POST", "/directives/D999/registration", in, nil)
	office.want(204, "POST", path, in, nil)
	office.want(409, "POST", path, in, nil)
	office.want(200, "GET", "/directives", nil, &list)
	if x := list.Items[0]; x.State != "issued" || x.Lead != in.Lead || x.Closer != in.Closer || x.Due != in.Due || x.Text == "" {
		t.Errorf("registered as %+v", x)
	}
}
