package web

import (
	"strings"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/record"
	"tupo/internal/web/page"
)

// removeInput takes a plan row out.
type removeInput struct {
	Reason string `form:"reason,max=500"`
}

func (v *visit) planRef() (core.Ref, error) {
	k, err := v.planKind()
	return core.Ref{Kind: k.slug, ID: v.r.PathValue("id")}, err
}

// removeForm says what goes along, or what stands against it.
func (v *visit) removeForm() error {
	p, err := v.removePage(removeInput{}, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

func (v *visit) removePage(in removeInput, fault error) (page.FormPage, error) {
	ref, err := v.planRef()
	if err != nil {
		return page.FormPage{}, err
	}
	d, err := v.dresser()
	if err != nil {
		return page.FormPage{}, err
	}
	r, err := v.site.App.Removal(v.ctx, v.who, ref)
	if errs.Is(err, errs.Conflict) {
		r, fault = app.Removal{}, err
	} else if err != nil {
		return page.FormPage{}, err
	}
	back := "/plan/" + ref.Kind + "/" + ref.ID
	name := orText(d.object(ref.Kind, ref.ID), v.thing(ref.Kind))
	p := page.FormPage{Frame: v.frame(v.t("remove.title")), Heading: page.Heading{Title: v.t("remove.of", "what", v.thingWithin(ref.Kind), "name", name),
		Crumbs: []page.Link{{Text: v.t("nav.plan"), URL: "/plan"}, {Text: v.tableName(ref.Kind), URL: "/plan/" + ref.Kind}, {Text: name, URL: back}}}}
	p.Form = page.Form{ID: "remove", To: back + "/remove", Cancel: &page.Link{Text: v.t("form.cancel"), URL: back}}
	p.Facts = v.alongFacts(r.With)
	if fault == nil {
		fault = r.Uses
	}
	if r.Row != nil && r.Uses == nil {
		p.Heading.Standfirst = page.Plain(v.t("remove.lead"))
		p.Form.Sections = []page.Section{{Fields: []page.Field{{Kind: page.KindText, Name: "reason", Label: v.t("remove.reason"), Help: v.t("plan.reason.help"), Value: in.Reason, Required: true}}}}
		p.Form.Submits = []page.Submit{{Text: v.t("remove.title"), Primary: true}}
	} else {
		p.Heading.Standfirst = page.Plain(v.t("remove.refused"))
	}
	v.mark(&p.Form, fault)
	return p, nil
}

// alongFacts counts by kind what is removed with a row.
func (v *visit) alongFacts(rows []record.Row) []page.Fact {
	counts := map[string]int{}
	var order []string
	for _, row := range rows {
		kind := row.Table().Name
		if counts[kind]++; counts[kind] == 1 {
			order = append(order, kind)
		}
	}
	var out []page.Fact
	for _, kind := range order {
		out = append(out, page.Fact{Label: v.t("remove.along", "what", v.tableName(kind)), Value: itoa(counts[kind])})
	}
	return out
}

func (v *visit) removeRow() error {
	ref, err := v.planRef()
	if err != nil {
		return err
	}
	var in removeInput
	asked := ""
	if err = httpx.DecodeForm(v.r, &in); err == nil {
		asked, err = v.site.App.RemovePlan(v.ctx, v.who, ref, strings.TrimSpace(in.Reason))
	}
	switch {
	case err == nil && asked != "":
		return v.seeOther("/plan/changes#c-"+asked, "changes.sent")
	case err == nil:
		return v.seeOther("/plan/"+ref.Kind, "remove.done")
	}
	if !mendable(err) {
		return err
	}
	p, pageErr := v.removePage(in, err)
	if pageErr != nil {
		return pageErr
	}
	return v.refuse(p, err)
}
