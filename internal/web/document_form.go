package web

import (
	"net/url"
	"slices"
	"strings"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/extract"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

// factForm is the form of one fact under way.
type factForm struct {
	m      *factRows
	f      document.Fact
	o      app.Offer
	values map[string]string // by field: what was offered, or what was sent
}

// newFactForm begins with what is offered; sent, if any, stands over it as it was typed.
func (m *factRows) newFactForm(f document.Fact, o app.Offer, sent url.Values) *factForm {
	x := &factForm{m: m, f: f, o: o, values: choiceTexts(o.Choice)}
	for _, name := range choiceFields() {
		if sent.Has(name) {
			x.values[name] = strings.ToValidUTF8(sent.Get(name), "�")
		}
	}
	return x
}

// form sets the fields of the fact's kind.
func (x *factForm) form() (*page.FactForm, error) {
	v := x.m.v
	out := &page.FactForm{Form: page.Form{ID: "e-" + string(x.f.ID), To: factURL(x.f.ID),
		Hidden:  []page.Hidden{{Name: "open", Value: "1"}},
		Submits: []page.Submit{{Text: v.t("documents.accept"), Name: "do", Value: "accept", Primary: true}, {Text: v.t("documents.refuse"), Name: "do", Value: "refuse"}},
		Cancel:  &page.Link{Text: v.t("form.cancel"), URL: factURL(x.f.ID)}}}
	for i, n := range x.o.Near {
		name := n.Name
		if known, ok := x.m.s.Indicator(core.IndicatorID(n.Ref.ID)); ok && n.Ref.Kind == "indicator" {
			name = v.named(known.Name, known.NameEn)
		}
		out.Near = append(out.Near, page.Submit{Text: strings.TrimSpace(itoa(i+1) + "　" + n.Code + " " + name + " " + v.site.Words.UnitName(v.lang, n.Unit)), Name: "near", Value: n.Ref.ID})
	}
	switch {
	case app.Measured(x.f.Kind):
		out.Sections = x.figureSections()
	case x.f.Kind == extract.KindDirective:
		out.Sections = x.directiveSections()
	default:
		project, err := x.projectField()
		if err != nil {
			return nil, err
		}
		out.Sections = []page.Section{{Fields: []page.Field{project, x.area("reason", "2")}}}
	}
	return out, nil
}

func (x *factForm) figureSections() []page.Section {
	as := x.as(app.AsTarget, app.AsResult)
	target := string(app.AsTarget)
	return []page.Section{
		{Fields: []page.Field{as}},
		{For: target, Fields: []page.Field{x.programme(), x.action(), x.unit("responsible")}},
		{Fields: []page.Field{x.indicator(), x.text("name"), x.text("measure"), x.unit("unit")}},
		{Fields: []page.Field{x.text("period"), x.number("value")}},
		{For: target, Fields: []page.Field{x.number("high"), x.number("floor_value"), x.number("stretch"), x.text("reference")}},
		{Fields: []page.Field{x.area("reason", "2")}},
	}
}

func (x *factForm) directiveSections() []page.Section {
	issued := string(app.AsDirective)
	return []page.Section{
		{Fields: []page.Field{x.directive()}},
		{Fields: []page.Field{x.as(app.AsDirective, app.AsPrinciple), x.area("text", "3")}},
		{For: issued, Fields: []page.Field{x.area("deliverable", "2"), x.date("due"), x.unit("lead"), x.unit("closer")}},
	}
}

func (x *factForm) field(kind page.Kind, name string) page.Field {
	v := x.m.v
	f := page.Field{Kind: kind, Name: name, ID: "e-" + string(x.f.ID) + "-" + name, Label: v.t("choice." + name), Value: x.values[name], Short: true}
	if key := "choice." + name + ".help"; v.site.Words.Has(key) {
		f.Help = v.t(key)
	}
	return f
}

func (x *factForm) text(name string) page.Field   { return x.field(page.KindText, name) }
func (x *factForm) number(name string) page.Field { return x.field(page.KindNumber, name) }
func (x *factForm) date(name string) page.Field   { return x.field(page.KindDate, name) }

func (x *factForm) area(name, rows string) page.Field {
	f := x.field(page.KindArea, name)
	f.Rows, f.Short = rows, false
	return f
}

// as is what the fact becomes.
func (x *factForm) as(all ...app.As) page.Field {
	f := x.field(page.KindRadio, "as")
	f.Short = false
	if !slices.Contains(all, app.As(x.values["as"])) {
		x.values["as"] = string(all[0])
	}
	for _, a := range all {
		f.Options = append(f.Options, page.Option{Value: string(a), Text: x.m.v.t("choice.as." + string(a)), Selected: string(a) == x.values["as"]})
	}
	return f
}

func (x *factForm) selected(name, empty string) page.Field {
	f := x.field(page.KindSelect, name)
	f.Options = []page.Option{{Text: x.m.v.t(empty), Selected: f.Value == ""}}
	return f
}

func (x *factForm) programme() page.Field {
	f := x.selected("programme", "plan.nothing")
	for _, p := range x.m.s.Book().Programmes {
		f.Options = append(f.Options, page.Option{Value: string(p.ID), Text: x.m.v.named(p.Name, p.NameEn), Selected: string(p.ID) == f.Value})
	}
	return f
}

func (x *factForm) action() page.Field {
	f := x.selected("action", "plan.nothing")
	b := x.m.s.Book()
	for i := range b.Actions {
		a := &b.Actions[i]
		f.Groups = grouped(f.Groups, x.m.v.programmeName(b, a.Programme), page.Option{Value: string(a.ID), Text: x.m.v.numbered(a), Selected: string(a.ID) == f.Value})
	}
	return f
}

// indicator lists all of the district's, the likeliest first.
func (x *factForm) indicator() page.Field {
	v := x.m.v
	f := x.selected("indicator", "choice.indicator.new")
	f.Short, f.Filter = false, v.t("form.filter")
	near := map[string]bool{}
	for _, n := range x.o.Near {
		near[n.Ref.ID] = true
	}
	all := slices.Clone(x.m.s.Book().Indicators)
	i18n.ByName(v.lang, all, func(i *plan.Indicator) string { return v.named(i.Name, i.NameEn) })
	for i := range all {
		one := &all[i]
		group := v.t("choice.all")
		if near[string(one.ID)] {
			group = v.t("choice.near")
		}
		f.Groups = grouped(f.Groups, group, page.Option{Value: string(one.ID), Text: strings.TrimSpace(v.named(one.Name, one.NameEn) + "　" + v.measure(one)), Selected: string(one.ID) == f.Value})
	}
	for _, n := range x.o.Near { // one that is asked for is not in the plan yet
		if _, there := x.m.s.Indicator(core.IndicatorID(n.Ref.ID)); !there {
			f.Groups = grouped(f.Groups, v.t("choice.near"), page.Option{Value: n.Ref.ID, Text: strings.TrimSpace(n.Name + "　" + v.site.Words.UnitName(v.lang, n.Unit)), Selected: n.Ref.ID == f.Value})
		}
	}
	slices.SortStableFunc(f.Groups, func(a, b page.OptionGroup) int {
		switch near := v.t("choice.near"); {
		case a.Label == near && b.Label != near:
			return -1
		case b.Label == near && a.Label != near:
			return 1
		}
		return 0
	})
	return f
}

func (x *factForm) unit(name string) page.Field {
	f := x.selected(name, "plan.nothing")
	f.Groups, f.Filter = x.m.v.unitGroups(x.m.s.Book(), f.Value), x.m.v.t("form.filter")
	return f
}

// directive lists the orders that may be the same in other words.
func (x *factForm) directive() page.Field {
	f := x.selected("directive", "choice.directive.new")
	f.Short = false
	for _, n := range x.o.Near {
		f.Options = append(f.Options, page.Option{Value: n.Ref.ID, Text: n.Code + " " + n.Name, Selected: n.Ref.ID == f.Value})
	}
	return f
}

// projectField lists all projects that a fact may be about.
func (x *factForm) projectField() (page.Field, error) {
	v := x.m.v
	f := x.selected("project", "choice.project.new")
	f.Short, f.Filter = false, v.t("form.filter")
	all, err := v.site.App.Projects(v.ctx, v.who, core.Seq(0))
	for _, p := range all {
		f.Options = append(f.Options, page.Option{Value: string(p.ID), Text: strings.TrimSpace(p.Code + " " + p.Name), Selected: string(p.ID) == f.Value})
	}
	return f, err
}
