package web

import (
	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/web/page"
)

// holdingInput says who holds a post from when to when.
type holdingInput struct {
	Post   core.PostID   `form:"post,max=40"`
	Person core.PersonID `form:"person,max=40"`
	From   core.Date     `form:"from"`
	To     core.Date     `form:"to"`
	Reason string        `form:"reason,max=500"`
}

func (in holdingInput) row() plan.Holding {
	return plan.Holding{Post: in.Post, Person: in.Person, From: in.From, To: in.To}
}

// holdingForm begins a holding, or shows the one that the address names.
func (v *visit) holdingForm() error {
	var in holdingInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	p, err := v.holdingPage(in, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

func (v *visit) hold() error {
	return v.changeHolding(func(in holdingInput) error { return v.site.App.Hold(v.ctx, v.who, in.row(), in.Reason) }, "holding.saved")
}

func (v *visit) unhold() error {
	return v.changeHolding(func(in holdingInput) error { return v.site.App.Unhold(v.ctx, v.who, in.row(), in.Reason) }, "holding.removed")
}

func (v *visit) changeHolding(do func(holdingInput) error, notice string) error {
	var in holdingInput
	err := httpx.DecodeForm(v.r, &in)
	if err == nil {
		if in.Post == "" {
			err = errs.Field("post", "form.required")
		} else {
			err = do(in)
		}
	}
	if err == nil {
		return v.seeOther("/plan/post/"+string(in.Post), notice)
	}
	if !mendable(err) {
		return err
	}
	p, pageErr := v.holdingPage(in, err)
	if pageErr != nil {
		return pageErr
	}
	return v.refuse(p, err)
}

// holdingPage is the form of a holding; one that is entered already has a second
// form to take it out.
func (v *visit) holdingPage(in holdingInput, err error) (page.FormPage, error) {
	s, fault := v.site.App.Seen(v.ctx, v.who)
	if fault != nil {
		return page.FormPage{}, fault
	}
	people, fault := v.site.App.Persons(v.ctx, v.who)
	if fault != nil {
		return page.FormPage{}, fault
	}
	kept, there := plan.Holding{}, false
	for _, h := range s.Book().Holdings {
		if row := in.row(); record.RefOf(&h) == record.RefOf(&row) {
			kept, there = h, true
		}
	}
	title := v.t("holding.new")
	if there {
		title = v.t("thing.holding")
	}
	p := page.FormPage{Frame: v.frame(title), Heading: page.Heading{Title: title, Standfirst: page.Plain(v.t("holding.lead")),
		Crumbs: []page.Link{{Text: v.t("table.person"), URL: "/persons"}}}}
	fields := v.holdingFields(s.Book(), people, in, there)
	if there && v.r.Method == "GET" {
		fields[3].Value = string(kept.To)
	}
	back := "/persons"
	if in.Post != "" {
		back = "/plan/post/" + string(in.Post)
	}
	p.Form = page.Form{ID: "holding", To: "/holdings", Sections: []page.Section{{Fields: fields}},
		Submits: []page.Submit{{Text: v.t("form.save"), Primary: true}}, Cancel: &page.Link{Text: v.t("form.cancel"), URL: back}}
	if there {
		hidden := []page.Hidden{{Name: "post", Value: string(in.Post)}, {Name: "person", Value: string(in.Person)}, {Name: "from", Value: string(in.From)}}
		p.Form.Hidden = hidden
		p.Second = &page.Form{ID: "unhold", To: "/holdings/remove", Hidden: hidden, Sections: []page.Section{{Title: v.t("holding.remove"), Note: page.Plain(v.t("holding.remove.note")),
			Fields: []page.Field{{Kind: page.KindText, Name: "reason", ID: "f-remove-reason", Label: v.t("remove.reason"), Required: true}}}},
			Submits: []page.Submit{{Text: v.t("holding.remove")}}}
	}
	v.mark(&p.Form, err)
	return p, nil
}

func (v *visit) holdingFields(b *plan.Book, people []app.PersonView, in holdingInput, there bool) []page.Field {
	post := page.Field{Kind: page.KindSelect, Name: "post", Label: v.t("thing.post"), Required: true, Options: []page.Option{{Text: v.t("plan.nothing")}}}
	for _, x := range b.Posts {
		if v.mayAt(access.EditUnits, x.Unit) {
			post.Options = append(post.Options, page.Option{Value: string(x.ID), Text: x.Code + " " + v.named(x.Name, x.NameEn), Selected: x.ID == in.Post})
			if x.ID == in.Post {
				post.Value = v.named(x.Name, x.NameEn)
			}
		}
	}
	person := page.Field{Kind: page.KindSelect, Name: "person", Label: v.t("thing.person"), Help: v.t("holding.person.help"), Required: true, Options: []page.Option{{Text: v.t("plan.nothing")}}}
	for _, x := range people {
		if !x.Erased() {
			person.Options = append(person.Options, page.Option{Value: string(x.ID), Text: x.Name, Selected: x.ID == in.Person})
		}
		if x.ID == in.Person {
			person.Value = v.personName(x)
		}
	}
	from := page.Field{Kind: page.KindDate, Name: "from", Label: v.t("holding.from"), Help: v.t("holding.from.help"), Value: string(in.From), Required: true, Short: true}
	if there {
		post.Kind, person.Kind, from.Kind = page.KindStatic, page.KindStatic, page.KindStatic
		from.Value, from.Help, person.Help = v.site.Words.Date(v.lang, in.From), "", ""
	}
	return []page.Field{post, person, from,
		{Kind: page.KindDate, Name: "to", Label: v.t("holding.to"), Help: v.t("holding.to.help"), Value: string(in.To), Short: true},
		{Kind: page.KindText, Name: "reason", Label: v.t("plan.reason"), Help: v.t("person.reason.help"), Value: in.Reason}}
}

// erasureInput asks for an erasure, does it, or ends the request.
type erasureInput struct {
	Do     string `form:"do,required,oneof=ask|erase|keep"`
	Reason string `form:"reason,max=500"`
}

func (v *visit) erasureForm() error {
	p, err := v.erasurePage(erasureInput{}, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

func (v *visit) erasure() error {
	var in erasureInput
	id := core.PersonID(v.r.PathValue("id"))
	err := httpx.DecodeForm(v.r, &in)
	if err == nil {
		switch in.Do {
		case "ask":
			err = v.site.App.AskErasure(v.ctx, v.who, id, in.Reason)
		case "erase":
			err = v.site.App.Erase(v.ctx, v.who, id)
		case "keep":
			err = v.site.App.KeepPerson(v.ctx, v.who, id, in.Reason)
		}
	}
	if err == nil {
		return v.seeOther("/persons/"+string(id), "person.done."+in.Do)
	}
	if !mendable(err) && !errs.Is(err, errs.Forbidden) {
		return err
	}
	p, pageErr := v.erasurePage(in, err)
	if pageErr != nil {
		return pageErr
	}
	return v.refuse(p, err)
}

func (v *visit) erasurePage(in erasureInput, err error) (page.FormPage, error) {
	id := core.PersonID(v.r.PathValue("id"))
	x, fault := v.site.App.Person(v.ctx, v.who, id)
	if fault != nil {
		return page.FormPage{}, fault
	}
	d, fault := v.dresser()
	if fault != nil {
		return page.FormPage{}, fault
	}
	back := "/persons/" + string(id)
	p := page.FormPage{Frame: v.frame(v.t("person.erasure")), Heading: page.Heading{Title: v.t("person.erasure.of", "name", v.personName(x)),
		Standfirst: page.Plain(v.t("person.erasure.lead")), Crumbs: []page.Link{{Text: v.t("table.person"), URL: "/persons"}, {Text: v.personName(x), URL: back}}}}
	p.Form = page.Form{ID: "erasure", To: back + "/erasure", Cancel: &page.Link{Text: v.t("form.cancel"), URL: back}}
	reason := page.Field{Kind: page.KindText, Name: "reason", Label: v.t("remove.reason"), Help: v.t("person.reason.help"), Value: in.Reason}
	switch {
	case x.Erased():
		p.Facts = []page.Fact{{Label: v.t("person.state"), Value: v.t("person.state.erased"), Note: v.clock(x.ErasedAt)}}
	case x.AskedBy == "":
		reason.Required = true
		p.Form.Sections = []page.Section{{Fields: []page.Field{reason}}}
		p.Form.Submits = []page.Submit{{Text: v.t("person.ask"), Name: "do", Value: "ask", Primary: true}}
	default:
		p.Facts = []page.Fact{{Label: v.t("person.asked-by"), Value: d.account(string(x.AskedBy)), Note: v.clock(x.AskedAt)}, {Label: v.t("remove.reason"), Value: x.Why}}
		reason.Label = v.t("person.keep.reason")
		p.Form.Sections = []page.Section{{Fields: []page.Field{reason}}}
		if x.AskedBy != v.who.ID() {
			p.Form.Warning = page.Plain(v.t("person.erase.warning"))
			p.Form.Submits = []page.Submit{{Text: v.t("person.erase"), Name: "do", Value: "erase", Primary: true}}
		}
		p.Form.Submits = append(p.Form.Submits, page.Submit{Text: v.t("person.keep"), Name: "do", Value: "keep"})
	}
	v.mark(&p.Form, err)
	return p, nil
}
