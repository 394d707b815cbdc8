package web

import (
	"slices"

	"tupo/internal/access"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

type decisionInput struct {
	Do     string `form:"do,required,oneof=agree|refuse"`
	Reason string `form:"reason,lines,max=1000"`
}

// reopening shows one request to whoever may decide on it.
func (v *visit) reopening() error {
	p, err := v.decisionPage(decisionInput{}, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

func (v *visit) decisionPage(in decisionInput, err error) (page.FormPage, error) {
	s, fault := v.site.App.Seen(v.ctx, v.who)
	if fault != nil {
		return page.FormPage{}, fault
	}
	all, fault := v.site.App.Reopenings(v.ctx, v.who)
	if fault != nil {
		return page.FormPage{}, fault
	}
	people, fault := v.peopleOf(nil, all)
	if fault != nil {
		return page.FormPage{}, fault
	}
	at := slices.IndexFunc(all, func(r report.Reopening) bool { return r.ID == v.r.PathValue("id") })
	if at < 0 {
		return page.FormPage{}, access.Missing()
	}
	r := all[at]
	light := v.reopeningLight(r)
	p := page.FormPage{Frame: v.frame(v.t("reopening.request")), Heading: page.Heading{Title: v.t("reopening.title", "unit", v.unitName(s, r.Unit), "period", v.periodText(r.Period)),
		Light: &light, Crumbs: []page.Link{{Text: v.t("periods.title"), URL: "/periods#reopenings"}}},
		Facts: []page.Fact{{Label: v.t("sheets.col.reason"), Value: r.Reason}, {Label: v.t("sheets.col.asked-by"), Value: v.personOf(people, r.AskedBy), Note: v.clock(r.AskedAt)},
			{Label: v.t("sheets.col.agreed-by"), Value: v.agreed(r, people)}}}
	if !v.mayDecide(r) {
		p.Heading.Standfirst = page.Plain(v.t("reopening.not-yours"))
		for _, e := range errs.All(err) {
			p.Notices = append(p.Notices, page.Notice{Tone: page.ToneFar, Text: page.Plain(v.fault(e))})
		}
		return p, nil
	}
	p.Heading.Standfirst = page.Plain(v.t("reopening.decide"))
	to := "/periods/reopenings/" + r.ID
	p.Form = page.Form{ID: "agree", To: to, Submits: []page.Submit{{Text: v.t("reopening.agree"), Name: "do", Value: "agree", Primary: true}},
		Cancel: &page.Link{Text: v.t("form.cancel"), URL: "/periods#reopenings"}}
	p.Second = &page.Form{ID: "refuse", To: to, Sections: []page.Section{{Title: v.t("reopening.or-refuse"),
		Fields: []page.Field{{Kind: page.KindArea, Name: "reason", Label: v.t("reopening.refusal"), Value: in.Reason, Required: true}}}},
		Submits: []page.Submit{{Text: v.t("reopening.refuse"), Name: "do", Value: "refuse"}}}
	if in.Do == "refuse" {
		v.mark(p.Second, err)
	} else {
		v.mark(&p.Form, err)
	}
	return p, nil
}

func (v *visit) decideReopening() error {
	var in decisionInput
	err := httpx.DecodeForm(v.r, &in)
	if err == nil {
		id := v.r.PathValue("id")
		if in.Do == "agree" {
			err = v.site.App.AgreeReopening(v.ctx, v.who, id)
		} else {
			err = v.site.App.RefuseReopening(v.ctx, v.who, id, in.Reason)
		}
	}
	if err == nil {
		return v.seeOther("/periods#reopenings", decided(in.Do))
	}
	if !mendable(err) && !errs.Is(err, errs.Forbidden) {
		return err
	}
	p, fault := v.decisionPage(in, err)
	if fault != nil {
		return fault
	}
	return v.refuse(p, err)
}

// decided is the notice after a decision.
func decided(do string) string {
	if do == "agree" {
		return "reopening.agreed"
	}
	return "reopening.refused"
}
