package web

import (
	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/meeting"
	"tupo/internal/web/page"
)

// registerInput is the form by which an order is registered and issued.
type registerInput struct {
	Text        string      `form:"text,lines,max=2000"`
	Deliverable string      `form:"deliverable,lines,max=400"`
	Due         core.Date   `form:"due"`
	Lead        core.UnitID `form:"lead,max=80"`
	Closer      core.UnitID `form:"closer,max=80"`
}

// directive is the page of one order: what it says, where that stands, and, while it is
// not registered, the form that issues it.
func (v *visit) directive() error {
	d, err := v.site.App.Directive(v.ctx, v.who, v.r.PathValue("code"))
	if err != nil {
		return err
	}
	if app.Registered(d) || !v.may(access.IssueDirective) {
		return v.directiveAlone(d)
	}
	p, err := v.directivePage(d, registerInput{d.Text, d.Deliverable, d.Due, d.Lead, d.Closer}, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

// directiveAlone is the page of an order of which the reader has nothing to say: what
// is known of it and the words it comes from.
func (v *visit) directiveAlone(d meeting.Directive) error {
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("directives.made", "code", d.Code)), Heading: v.directiveHeading(d), Facts: v.directiveKnown(s, d)}
	if p.Words, err = v.quotes(core.Ref{Kind: "directive", ID: string(d.ID)}); err != nil {
		return err
	}
	return v.show(p)
}

func (v *visit) directiveHeading(d meeting.Directive) page.Heading {
	h := page.Heading{Kicker: v.t("directive-state." + string(d.State)), Title: v.t("directives.made", "code", d.Code), Standfirst: page.Plain(d.Text),
		Crumbs: []page.Link{{Text: v.t("nav.documents"), URL: "/documents"}, {Text: v.t("directives.title"), URL: "/directives"}}}
	if !v.may(access.ViewDocument) {
		h.Crumbs = h.Crumbs[1:]
	}
	if url := v.historyURL(core.Ref{Kind: "directive", ID: string(d.ID)}.String()); url != "" {
		h.Buttons = append(h.Buttons, page.Button{Text: v.t("history.link"), URL: url})
	}
	return h
}

// directiveKnown lists who is to do it, by when, what is to come of it and who verifies.
func (v *visit) directiveKnown(s *board.Snapshot, d meeting.Directive) []page.Fact {
	due := page.Fact{Label: v.t("directives.due"), Value: v.site.Words.Date(v.lang, d.Due)}
	if d.Due == "" {
		due.Value = orText(d.Deadline, i18n.Unknown)
	}
	if n := d.DaysLate(v.site.App.Today(v.who.District)); n > 0 {
		due.Note = v.t("directives.overdue", "n", itoa(n))
	}
	return []page.Fact{{Label: v.t("directives.unit"), Value: orText(v.unitName(s, d.Lead), orText(v.unitsNamed(s, d.Subject), i18n.Unknown))}, due,
		{Label: v.t("choice.deliverable"), Value: orText(d.Deliverable, i18n.Unknown)}, {Label: v.t("choice.closer"), Value: orText(v.unitName(s, d.Closer), i18n.Unknown)}}
}

func (v *visit) registerDirective() error {
	var in registerInput
	wrong := httpx.DecodeForm(v.r, &in)
	d, err := v.site.App.Directive(v.ctx, v.who, v.r.PathValue("code"))
	if err != nil {
		return err
	}
	if err = wrong; err == nil {
		err = v.site.App.RegisterDirective(v.ctx, v.who, d.Code, app.Registration{Text: in.Text, Deliverable: in.Deliverable, Due: in.Due, Lead: in.Lead, Closer: in.Closer})
	}
	switch {
	case err == nil:
		return v.seeOther("/directives/"+d.Code, "directive.issued")
	case !mendable(err):
		return err
	}
	p, pageErr := v.directivePage(d, in, err)
	if pageErr != nil {
		return pageErr
	}
	return v.refuse(p, err)
}

func (v *visit) directivePage(d meeting.Directive, in registerInput, fault error) (page.FormPage, error) {
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return page.FormPage{}, err
	}
	p := page.FormPage{Frame: v.frame(v.t("directives.made", "code", d.Code)), Heading: v.directiveHeading(d), Facts: v.directiveKnown(s, d)}
	if p.Words, err = v.quotes(core.Ref{Kind: "directive", ID: string(d.ID)}); err != nil {
		return p, err
	}
	if app.Registered(d) || !v.may(access.IssueDirective) {
		return p, nil
	}
	unit := func(name string, chosen core.UnitID) page.Field {
		f := page.Field{Kind: page.KindSelect, Name: name, Label: v.t("choice." + name), Short: true, Required: true, Filter: v.t("form.filter"),
			Options: []page.Option{{Text: v.t("plan.nothing"), Selected: chosen == ""}}, Groups: v.unitGroups(s.Book(), string(chosen))}
		if name == "closer" {
			f.Help = v.t("choice.closer.help")
		}
		return f
	}
	p.Form = page.Form{ID: "register", To: "/directives/" + d.Code, Sections: []page.Section{{Title: v.t("directive.register"), Fields: []page.Field{
		{Kind: page.KindArea, Name: "text", Label: v.t("choice.text"), Value: in.Text, Rows: "3", Required: true},
		{Kind: page.KindArea, Name: "deliverable", Label: v.t("choice.deliverable"), Value: in.Deliverable, Rows: "2"},
		unit("lead", in.Lead), {Kind: page.KindDate, Name: "due", Label: v.t("choice.due"), Value: string(in.Due), Short: true, Required: true, Help: orText(d.Deadline, "")},
		unit("closer", in.Closer)}}},
		Submits: []page.Submit{{Text: v.t("directive.issue"), Primary: true}}, Cancel: &page.Link{Text: v.t("form.cancel"), URL: "/directives"}}
	v.mark(&p.Form, fault)
	return p, nil
}
