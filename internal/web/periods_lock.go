package web

import (
	"slices"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/web/page"
)

type monthInput struct {
	Period core.Period `form:"period,required"`
	Anyway bool        `form:"anyway"`
}

// lockForm says what a lock does before it is done.
func (v *visit) lockForm() error {
	var in monthInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	p, err := v.lockPage(in, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

func (v *visit) lockPage(in monthInput, err error) (page.FormPage, error) {
	all, fault := v.site.App.Sheets(v.ctx, v.who, in.Period)
	if fault != nil {
		return page.FormPage{}, fault
	}
	period := v.site.Words.Period(v.lang, in.Period)
	p := page.FormPage{Frame: v.frame(v.t("lock.deed")), Heading: page.Heading{Title: v.t("lock.title", "period", period), Standfirst: page.Plain(v.t("lock.stand")),
		Crumbs: []page.Link{{Text: v.t("periods.title"), URL: "/periods"}}}, Facts: v.lockFacts(all)}
	open := slices.DeleteFunc(all, app.SheetSummary.Lockable)
	p.Form = page.Form{ID: "lock", To: "/periods/lock", Hidden: []page.Hidden{{Name: "period", Value: in.Period.String()}}, Sections: v.unsettled(open, in.Anyway),
		Submits: []page.Submit{{Text: v.t("lock.title", "period", period), Grave: true}}, Cancel: &page.Link{Text: v.t("form.cancel"), URL: "/periods"}}
	v.mark(&p.Form, err)
	return p, nil
}

// lockFacts counts the sheets by how far they have come.
func (v *visit) lockFacts(all []app.SheetSummary) []page.Fact {
	counts := map[app.SheetState]int{}
	for _, x := range all {
		counts[x.State]++
	}
	var out []page.Fact
	for _, s := range app.SheetStates() {
		if counts[s] > 0 {
			out = append(out, page.Fact{Label: v.t("sheet-state." + string(s)), Value: itoa(counts[s]), Tone: stateTone(s)})
		}
	}
	return out
}

// unsettled names the units whose figures a lock would leave missing or
// unverified, and asks for a tick.
func (v *visit) unsettled(open []app.SheetSummary, ticked bool) []page.Section {
	if len(open) == 0 {
		return nil
	}
	by := map[app.SheetState]page.Text{}
	counts := map[app.SheetState]int{}
	for _, x := range open {
		if counts[x.State]++; counts[x.State] > 1 {
			by[x.State] = append(by[x.State], page.Run{Text: v.list()})
		}
		by[x.State] = append(by[x.State], page.Run{Text: v.named(x.Unit.Name, x.Unit.NameEn), URL: sheetURL(x.Unit, x.Month)})
	}
	var out []page.Section
	for _, s := range app.SheetStates() {
		if counts[s] > 0 {
			out = append(out, page.Section{Title: v.t("lock.units", "state", v.t("sheet-state."+string(s)), "n", itoa(counts[s])), Note: by[s]})
		}
	}
	return append(out, page.Section{Fields: []page.Field{{Kind: page.KindCheck, Name: "anyway", Label: v.t("lock.anyway"),
		Help: v.t("lock.anyway.help", "n", itoa(len(open))), Checked: ticked, Required: true}}})
}

func (v *visit) lock() error {
	var in monthInput
	err := httpx.DecodeForm(v.r, &in)
	if err == nil {
		err = v.site.App.Lock(v.ctx, v.who, in.Period, in.Anyway)
	}
	if err == nil {
		return v.seeOther("/periods", "lock.done", "period", v.site.Words.Period(v.lang, in.Period))
	}
	if !mendable(err) || in.Period.Len() != 1 {
		return err
	}
	p, fault := v.lockPage(in, err)
	if fault != nil {
		return fault
	}
	return v.refuse(p, err)
}
