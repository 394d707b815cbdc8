package web

import (
	"net/url"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

func (s *Site) personRoutes(get, post routeMaker) []httpx.Route {
	return []httpx.Route{
		get("/persons", access.ViewPersons, (*visit).persons),
		get("/persons/new", access.EditUnits, (*visit).newPerson),
		post("/persons", access.EditUnits, (*visit).addPerson),
		get("/persons/{id}", access.ViewPersons, (*visit).person),
		post("/persons/{id}", access.EditUnits, (*visit).savePerson),
		get("/persons/{id}/erasure", access.ErasePersonal, (*visit).erasureForm),
		post("/persons/{id}/erasure", access.ErasePersonal, (*visit).erasure),
		get("/holdings", access.EditUnits, (*visit).holdingForm),
		post("/holdings", access.EditUnits, (*visit).hold),
		post("/holdings/remove", access.EditUnits, (*visit).unhold),
	}
}

func (v *visit) personName(p app.PersonView) string {
	if p.Erased() {
		return v.t("person.gone")
	}
	return p.Name
}

// persons lists who holds or held a post.
func (v *visit) persons() error {
	all, err := v.site.App.Persons(v.ctx, v.who)
	if err != nil {
		return err
	}
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("table.person")), Heading: page.Heading{Title: v.t("table.person"), Standfirst: page.Plain(v.t("person.lead"))}}
	if v.may(access.ExportPlan) {
		p.Heading.Crumbs = []page.Link{{Text: v.t("nav.plan"), URL: "/plan"}}
	}
	var button *page.Button
	if v.may(access.EditUnits) {
		button = &page.Button{Text: v.t("plan.new", "what", v.thingWithin("person")), URL: "/persons/new", Primary: true}
		p.Heading.Buttons = []page.Button{*button}
	}
	today, q := v.site.App.Today(v.who.District), v.r.URL.Query().Get("q")
	var rows []page.Row
	for _, x := range all {
		posts := ""
		for _, h := range x.Holdings {
			if post, ok := s.Post(h.Post); ok && h.On(today) {
				posts += unlessEmpty(posts, v.list()) + v.named(post.Name, post.NameEn)
			}
		}
		if !matches(q, x.Name, x.Phone, posts) {
			continue
		}
		state := page.Cell{Text: i18n.Unknown}
		switch {
		case x.Erased():
			state = page.Cell{Text: v.t("person.state.erased"), Note: v.clock(x.ErasedAt)}
		case x.AskedBy != "":
			state = page.Cell{Text: v.t("person.state.asked"), Tone: page.ToneBehind}
		}
		rows = append(rows, page.Row{ID: string(x.ID), Cells: []page.Cell{{Text: v.personName(x), URL: "/persons/" + string(x.ID)},
			{Text: orText(posts, i18n.Unknown)}, {Text: orText(x.Phone, i18n.Unknown)}, state}})
	}
	p.Filters = &page.Filters{To: "/persons", Found: v.t("plan.found", "n", itoa(len(rows))),
		Fields: []page.Field{{Kind: page.KindText, Name: "q", Label: v.t("filter.search"), Value: q}}}
	if q != "" {
		p.Filters.Reset = "/persons"
	}
	table := page.NewTable([]page.Column{{Label: v.t("person.name")}, {Label: v.t("person.posts")}, {Label: v.t("person.phone.label")},
		{Label: v.t("person.state"), Minor: true}}, rows)
	table.Empty = page.Empty{Text: v.t("plan.none"), Button: button}
	p.Blocks = []page.Block{{Table: table}}
	return v.show(p)
}

func unlessEmpty(text, otherwise string) string {
	if text == "" {
		return ""
	}
	return otherwise
}

// personInput is a person as typed.
type personInput struct {
	Name   string `form:"name,max=100"`
	Phone  string `form:"phone,max=100"`
	Reason string `form:"reason,max=500"`
}

func (v *visit) newPerson() error { return v.show(v.personPage(app.PersonView{}, nil, nil)) }

func (v *visit) person() error {
	x, err := v.site.App.Person(v.ctx, v.who, core.PersonID(v.r.PathValue("id")))
	if err != nil {
		return err
	}
	return v.show(v.personPage(x, nil, nil))
}

func (v *visit) addPerson() error { return v.keepPerson(app.PersonView{}) }

func (v *visit) savePerson() error {
	x, err := v.site.App.Person(v.ctx, v.who, core.PersonID(v.r.PathValue("id")))
	if err != nil {
		return err
	}
	return v.keepPerson(x)
}

func (v *visit) keepPerson(x app.PersonView) error {
	var in personInput
	err := httpx.DecodeForm(v.r, &in)
	id := x.ID
	if err == nil {
		id, err = v.site.App.SavePerson(v.ctx, v.who, app.PersonEdit{ID: x.ID, PersonalData: app.PersonalData{Name: in.Name, Phone: in.Phone}, Reason: in.Reason})
	}
	if err == nil {
		return v.seeOther("/persons/"+string(id), "plan.saved")
	}
	if !mendable(err) {
		return err
	}
	return v.refuse(v.personPage(x, &in, err), err)
}

// personPage is a person's form with the posts held; in is what was sent.
func (v *visit) personPage(x app.PersonView, in *personInput, err error) page.FormPage {
	title, to := v.t("plan.new", "what", v.thingWithin("person")), "/persons"
	if x.ID != "" {
		title, to = v.personName(x), "/persons/"+string(x.ID)
	}
	if in == nil {
		in = &personInput{Name: x.Name, Phone: x.Phone}
	}
	p := page.FormPage{Frame: v.frame(title), Heading: page.Heading{Title: title, Standfirst: page.Plain(v.t("person.apart")),
		Crumbs: []page.Link{{Text: v.t("table.person"), URL: "/persons"}}}}
	p.Form = page.Form{ID: "person", To: to, Cancel: &page.Link{Text: v.t("plan.back"), URL: "/persons"}}
	edit := v.may(access.EditUnits) && !x.Erased()
	fields := []page.Field{{Kind: page.KindText, Name: "name", Label: v.t("person.name"), Value: in.Name, Required: edit, Short: true, Complete: "off"},
		{Kind: page.KindText, Name: "phone", Label: v.t("person.phone.label"), Value: in.Phone, Short: true, Complete: "off"}}
	switch {
	case !edit:
		for i := range fields {
			fields[i].Kind, fields[i].Value = page.KindStatic, orText(fields[i].Value, i18n.Unknown)
		}
	default:
		p.Form.Submits = []page.Submit{{Text: v.t("form.save"), Primary: true}}
	}
	p.Form.Sections = []page.Section{{Fields: fields}}
	if x.ID != "" {
		if edit {
			p.Form.Sections[0].Fields = append(fields, page.Field{Kind: page.KindText, Name: "reason", Label: v.t("plan.reason"), Help: v.t("person.reason.help"), Value: in.Reason})
		}
		v.aboutPerson(&p, x, edit)
	}
	v.mark(&p.Form, err)
	return p
}

func (v *visit) aboutPerson(p *page.FormPage, x app.PersonView, edit bool) {
	ref := "person:" + string(x.ID)
	if h := v.historyURL(ref); h != "" {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("history.link"), URL: h})
	}
	if v.may(access.ErasePersonal) && !x.Erased() {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("person.erasure"), URL: "/persons/" + string(x.ID) + "/erasure"})
	}
	switch {
	case x.Erased():
		p.Facts = append(p.Facts, page.Fact{Label: v.t("person.state"), Value: v.t("person.state.erased"), Note: v.clock(x.ErasedAt)})
	case x.AskedBy != "":
		p.Facts = append(p.Facts, page.Fact{Label: v.t("person.state"), Value: v.t("person.state.asked"), Note: v.clock(x.AskedAt), Tone: page.ToneBehind})
	}
	b := page.Brief{Title: v.t("table.holding"), Empty: v.t("plan.none")}
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		v.site.Log.Error("a person's posts", "error", err)
		return
	}
	for _, h := range x.Holdings {
		if post, ok := s.Post(h.Post); ok {
			item := page.BriefItem{Text: v.named(post.Name, post.NameEn), Note: v.span(h)}
			if edit {
				item.URL = holdingURL(h)
			}
			b.Items = append(b.Items, item)
		}
	}
	if edit {
		b.More = &page.Link{Text: v.t("holding.new"), URL: "/holdings?person=" + url.QueryEscape(string(x.ID))}
	}
	p.Aside = append(p.Aside, b)
}

// span prints from when to when: “2023年1月1日至今”.
func (v *visit) span(h plan.Holding) string {
	from, to := i18n.Unknown, v.t("holding.now")
	if h.From != "" {
		from = v.site.Words.Date(v.lang, h.From)
	}
	if h.To != "" {
		to = v.site.Words.Date(v.lang, h.To)
	}
	return v.t("holding.span", "from", from, "to", to)
}

func holdingURL(h plan.Holding) string {
	return "/holdings?" + url.Values{"post": {string(h.Post)}, "person": {string(h.Person)}, "from": {string(h.From)}}.Encode()
}

// holdersBrief lists who held a post, for the post's own page.
func (v *visit) holdersBrief(f *planPage, post core.PostID) (page.Brief, error) {
	b := page.Brief{Title: v.t("holding.of-post"), Empty: v.t("holding.none")}
	all, err := v.site.App.Persons(v.ctx, v.who)
	if err != nil {
		return b, err
	}
	for _, x := range all {
		for _, h := range x.Holdings {
			if h.Post != post {
				continue
			}
			item := page.BriefItem{Text: v.personName(x), URL: "/persons/" + string(x.ID), Note: v.span(h)}
			if f.edit {
				item.URL = holdingURL(h)
			}
			b.Items = append(b.Items, item)
		}
	}
	if f.edit {
		b.More = &page.Link{Text: v.t("holding.new"), URL: "/holdings?post=" + url.QueryEscape(string(post))}
	}
	return b, nil
}

// leadFact names the post that leads an action and, to whoever may know, who held
// it on the day of the board.
func (v *visit) leadFact(j app.Judged, post *plan.Post) page.Fact {
	f := page.Fact{Label: v.t("fact.lead"), Value: v.named(post.Name, post.NameEn)}
	all, err := v.site.App.Holders(v.ctx, v.who, j.Snapshot(), j.Day, post.ID)
	if err != nil {
		v.site.Log.Error("holder of a post", "error", err)
		return f
	}
	h, ok := all[post.ID]
	switch {
	case !ok:
	case h.Erased:
		f.Note = v.t("person.gone")
	default:
		f.Note, f.URL = h.Name, "/persons/"+string(h.Person)
	}
	return f
}
