package web

import (
	"errors"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

func (s *Site) reformRoutes(get, post routeMaker) []httpx.Route {
	return []httpx.Route{
		get("/plan/units/rename", access.EditUnits, (*visit).renameForm),
		post("/plan/units/rename", access.EditUnits, (*visit).rename),
		get("/plan/units/merge", access.EditUnits, (*visit).mergeForm),
		post("/plan/units/merge", access.EditUnits, (*visit).doReform),
		get("/plan/units/split", access.EditUnits, (*visit).splitForm),
		post("/plan/units/split", access.EditUnits, (*visit).doReform),
	}
}

// splitInto is how many new units one form can name.
const splitInto = 3

// reformInput is a merge or a split as typed. New units are named in the order
// of their inputs, an empty code is none.
type reformInput struct {
	Units []string          `form:"units"`
	From  core.Date         `form:"from"`
	Into  string            `form:"into,max=40"`
	Goes  string            `form:"goes,oneof=on|ends"`
	New   map[string]string `form:"new."`
	Moves map[string]string `form:"move."`

	Reason string `form:"reason,max=500"`
	Step   string `form:"step,oneof=2"`
}

// reform makes the use case's input.
func (in reformInput) reform(split bool) app.Reform {
	out := app.Reform{From: in.From, Units: in.Units, Into: in.Into, Split: split, Continues: in.Goes == "on", Moves: in.Moves, Reason: in.Reason}
	for i := range splitInto {
		at := itoa(i) + "."
		n := app.NewUnit{Code: in.New[at+"code"], Name: in.New[at+"name"], NameEn: in.New[at+"name_en"]}
		if n != (app.NewUnit{}) {
			out.New = append(out.New, n)
		}
	}
	if in.Into != "" && !split {
		out.New = nil
	}
	return out
}

func (v *visit) isSplit() bool { return strings.HasSuffix(v.r.URL.Path, "/split") }

func (v *visit) mergeForm() error { return v.reformForm() }

func (v *visit) splitForm() error { return v.reformForm() }

// reformForm is the first step, or the second when the first was sent and is sound.
func (v *visit) reformForm() error {
	var in reformInput
	err := httpx.DecodeForm(v.r, &in)
	if err == nil && in.Step == "" {
		if in.From == "" {
			in.From = v.site.App.Today(v.who.District)
		}
		return v.showReform(in, nil)
	}
	if err == nil {
		var p page.FormPage
		if p, err = v.reformPreview(in, nil); err == nil {
			return v.show(p)
		}
	}
	if !mendable(err) {
		return err
	}
	return v.showReform(in, err)
}

func (v *visit) showReform(in reformInput, fault error) error {
	p, err := v.reformStart(in, fault)
	if err != nil {
		return err
	}
	if fault != nil {
		return v.refuse(p, fault)
	}
	return v.show(p)
}

// doReform carries out what the second step showed.
func (v *visit) doReform() error {
	var in reformInput
	err := httpx.DecodeForm(v.r, &in)
	if err == nil {
		_, err = v.site.App.DoReform(v.ctx, v.who, in.reform(v.isSplit()))
	}
	if err == nil {
		return v.seeOther("/plan/unit", "reform.done")
	}
	if !mendable(err) {
		return err
	}
	p, pageErr := v.reformPreview(in, err)
	if pageErr != nil {
		return v.showReform(in, err)
	}
	return v.refuse(p, err)
}

// deed names the page's reform in message keys.
func (v *visit) reformDeed() string {
	if v.isSplit() {
		return "split"
	}
	return "merge"
}

// reformStart asks which units, from when, and what they become.
func (v *visit) reformStart(in reformInput, fault error) (page.FormPage, error) {
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return page.FormPage{}, err
	}
	deed := v.reformDeed()
	title := v.t("reform." + deed + ".title")
	p := page.FormPage{Frame: v.frame(title), Heading: page.Heading{Kicker: v.t("reform.step", "n", "1"), Title: title, Standfirst: page.Plain(v.t("reform." + deed + ".lead")),
		Crumbs: []page.Link{{Text: v.t("nav.plan"), URL: "/plan"}, {Text: v.t("table.unit"), URL: "/plan/unit"}}}}
	p.Form = page.Form{ID: "reform", Get: true, To: "/plan/units/" + deed, Hidden: []page.Hidden{{Name: "step", Value: "2"}},
		Submits: []page.Submit{{Text: v.t("reform.next"), Primary: true}}, Cancel: &page.Link{Text: v.t("form.cancel"), URL: "/plan/unit"}}
	when := page.Section{Fields: []page.Field{{Kind: page.KindDate, Name: "from", Label: v.t("reform.from"), Help: v.t("reform.from.help"), Value: string(in.From), Required: true, Short: true}}}
	if v.isSplit() {
		p.Form.Sections = v.splitSections(s.Book(), in, when)
	} else {
		p.Form.Sections = v.mergeSections(s.Book(), in, when)
	}
	v.markReform(&p.Form, fault)
	return p, nil
}

// markReform puts faults beside inputs; those of rows elsewhere begin with the
// code of the row.
func (v *visit) markReform(form *page.Form, fault error) {
	var plain []error
	for _, e := range errs.All(fault) {
		if e.Field == "units" && !v.isSplit() { // the units are many boxes: no one of them is wrong
			form.Problems = append(form.Problems, page.Problem{Text: v.fault(e)})
			continue
		}
		if e.Field != "" && findField(allFields(form), e.Field) == nil {
			form.Problems = append(form.Problems, page.Problem{Text: v.t("reform.at", "what", e.Field, "fault", v.fault(e))})
			continue
		}
		plain = append(plain, e)
	}
	v.mark(form, errors.Join(plain...))
}

// liveUnits lists the units that can change: neither the district nor closed ones.
func liveUnits(b *plan.Book) []plan.Unit {
	return slices.DeleteFunc(slices.Clone(b.Units), func(u plan.Unit) bool { return u.Parent == "" || u.To != "" })
}

func (v *visit) mergeSections(b *plan.Book, in reformInput, when page.Section) []page.Section {
	out := []page.Section{when}
	for _, kind := range []plan.UnitKind{plan.UnitDepartment, plan.UnitZone, plan.UnitTown, plan.UnitEnterprise, plan.UnitTaskForce} {
		section := page.Section{Title: v.t("reform.which", "kind", v.t("unit-kind."+string(kind)))}
		for _, u := range liveUnits(b) {
			if u.Kind == kind {
				section.Fields = append(section.Fields, page.Field{Kind: page.KindCheck, Name: "units", ID: "f-units-" + u.Code, Value: u.Code,
					Label: v.named(u.Name, u.NameEn), Short: true, Checked: slices.Contains(in.Units, u.Code)})
			}
		}
		if len(section.Fields) > 0 {
			out = append(out, section)
		}
	}
	into := v.codeSelect(b, "into", v.t("reform.into"), in.Into, v.t("reform.into.new"))
	into.Help = v.t("reform.into.help")
	fields := append([]page.Field{into}, v.newUnitFields(in, 0, false)...)
	return append(out, page.Section{Title: v.t("reform.becomes"), Fields: fields})
}

// codeSelect chooses a unit by its code.
func (v *visit) codeSelect(b *plan.Book, name, label, chosen, nothing string) page.Field {
	f := page.Field{Kind: page.KindSelect, Name: name, Label: label, Options: []page.Option{{Text: nothing, Selected: chosen == ""}}}
	for _, u := range liveUnits(b) {
		f.Options = append(f.Options, page.Option{Value: u.Code, Text: v.named(u.Name, u.NameEn), Selected: u.Code == chosen})
	}
	return f
}

func (v *visit) newUnitFields(in reformInput, i int, required bool) []page.Field {
	at := "new." + itoa(i) + "."
	return []page.Field{
		{Kind: page.KindText, Name: at + "code", Label: v.t("reform.new.code"), Value: in.New[itoa(i)+".code"], Required: required, Short: true},
		{Kind: page.KindText, Name: at + "name", Label: v.t("reform.new.name"), Value: in.New[itoa(i)+".name"], Required: required, Short: true},
		{Kind: page.KindText, Name: at + "name_en", Label: v.t("reform.new.name-en"), Value: in.New[itoa(i)+".name_en"], Short: true}}
}

func (v *visit) splitSections(b *plan.Book, in reformInput, when page.Section) []page.Section {
	chosen := ""
	if len(in.Units) > 0 {
		chosen = in.Units[0]
	}
	unit := v.codeSelect(b, "units", v.t("reform.whom"), chosen, v.t("plan.nothing"))
	unit.Required = true
	goes := page.Field{Kind: page.KindRadio, Name: "goes", Label: v.t("reform.goes"), Required: true, Options: []page.Option{
		{Value: "on", Text: v.t("reform.goes.on"), Selected: in.Goes != "ends"}, {Value: "ends", Text: v.t("reform.goes.ends"), Selected: in.Goes == "ends"}}}
	when.Fields = append([]page.Field{unit}, append(when.Fields, goes)...)
	out := []page.Section{when}
	for i := range splitInto {
		out = append(out, page.Section{Title: v.t("reform.new", "n", itoa(i+1)), Fields: v.newUnitFields(in, i, i == 0)})
	}
	return out
}

// renameInput is a new name from a day on.
type renameInput struct {
	Unit   string    `form:"units,max=40"`
	From   core.Date `form:"from"`
	Name   string    `form:"name,max=200"`
	NameEn string    `form:"name_en,max=200"`
	Reason string    `form:"reason,max=500"`
}

func (v *visit) renameForm() error {
	var in renameInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	p, err := v.renamePage(in, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

func (v *visit) rename() error {
	var in renameInput
	err := httpx.DecodeForm(v.r, &in)
	if err == nil {
		err = v.site.App.RenameUnit(v.ctx, v.who, app.Rename{Unit: in.Unit, From: in.From, Name: in.Name, NameEn: in.NameEn, Reason: in.Reason})
	}
	if err == nil {
		return v.seeOther("/plan/unit", "reform.renamed")
	}
	if !mendable(err) {
		return err
	}
	p, pageErr := v.renamePage(in, err)
	if pageErr != nil {
		return pageErr
	}
	return v.refuse(p, err)
}

func (v *visit) renamePage(in renameInput, fault error) (page.FormPage, error) {
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return page.FormPage{}, err
	}
	u, ok := findUnit(s, in.Unit)
	if !ok {
		return page.FormPage{}, access.Missing()
	}
	name := v.named(u.Name, u.NameEn)
	if v.r.Method == "GET" {
		in.Name, in.NameEn, in.From = u.Name, u.NameEn, v.site.App.Today(v.who.District)
	}
	back := "/plan/unit/" + string(u.ID)
	p := page.FormPage{Frame: v.frame(v.t("reform.rename.title")), Heading: page.Heading{Title: v.t("reform.rename.of", "unit", name), Standfirst: page.Plain(v.t("reform.rename.lead")),
		Crumbs: []page.Link{{Text: v.t("nav.plan"), URL: "/plan"}, {Text: v.t("table.unit"), URL: "/plan/unit"}, {Text: name, URL: back}}}}
	p.Form = page.Form{ID: "rename", To: "/plan/units/rename", Hidden: []page.Hidden{{Name: "units", Value: u.Code}}, Sections: []page.Section{{Fields: []page.Field{
		{Kind: page.KindDate, Name: "from", Label: v.t("reform.from"), Help: v.t("reform.from.help"), Value: string(in.From), Required: true, Short: true},
		{Kind: page.KindText, Name: "name", Label: v.t("reform.new.name"), Value: in.Name, Required: true},
		{Kind: page.KindText, Name: "name_en", Label: v.t("reform.new.name-en"), Value: in.NameEn},
		{Kind: page.KindText, Name: "reason", Label: v.t("reform.reason"), Help: v.t("reform.reason.help"), Value: in.Reason, Required: true}}}},
		Submits: []page.Submit{{Text: v.t("reform.rename"), Primary: true}}, Cancel: &page.Link{Text: v.t("form.cancel"), URL: back}}
	v.mark(&p.Form, fault)
	return p, nil
}

// unitNames calls units by name, those that a reform makes too.
func (v *visit) unitNames(s *board.Snapshot, r app.Reformed) func(core.UnitID) string {
	return func(id core.UnitID) string {
		for _, u := range r.Units {
			if u.ID == id {
				return v.named(u.Name, u.NameEn)
			}
		}
		return v.unitName(s, id)
	}
}
