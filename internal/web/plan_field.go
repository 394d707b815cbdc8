package web

import (
	"slices"
	"strings"

	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/web/page"
)

// planField prints one column as an input.
func (v *visit) planField(f *planPage, column string) page.Field {
	field, _ := columnOf(f.row, column)
	table := f.kind.slug
	out := page.Field{Name: "f." + column, Label: v.label(table, column), Help: v.helpOf(table, column), Value: f.shown(f.row, column)}
	for _, r := range f.kind.required {
		out.Required = out.Required || r == column
	}
	if f.in != nil && !f.fixed(column) {
		out.Value = f.in.Columns[column]
	}
	if x := f.indicator(f.row); x != nil && inUnit(column) {
		out.Unit = v.measure(x)
	}
	if f.fixed(column) {
		out.Kind, out.Required, out.Help = page.KindStatic, false, ""
		out.Value = orText(f.d.cell(f.row, column), "—")
		if inUnit(column) {
			out.Unit = ""
		}
		return out
	}
	if column == "supporting" {
		out.Kind, out.Help, out.Filter = page.KindChecks, "", v.t("form.filter")
		out.Groups = chosenFirst(v.t("form.chosen"), v.unitGroups(&f.book, f.chosen(out.Value)...))
		return out
	}
	e, words := enumOf(table, column)
	switch to := selects(table, column); {
	case words:
		out.Kind, out.Short = page.KindSelect, true
		for _, value := range e.values {
			out.Options = append(out.Options, page.Option{Value: value, Text: v.word(e, value), Selected: value == out.Value})
		}
	case to != "":
		out.Kind, out.Short = page.KindSelect, true
		v.references(f, to, column, &out)
	case isDate(column) || column == "release_at":
		out.Kind, out.Short = page.KindDate, true
	case field.Type == record.TypeFlag:
		out.Kind, out.Checked, out.Value = page.KindCheck, out.Value == "1", "1"
	case field.Type == record.TypeInt || field.Type == record.TypeQuantity:
		out.Kind, out.Short = page.KindNumber, true
	case column == "deliverable":
		out.Kind, out.Rows = page.KindArea, "2"
	default:
		out.Kind, out.Short = page.KindText, column == "code" || column == "unit" || column == "display_unit"
	}
	return out
}

// unitsOf gives the units of a list of codes.
func (f *planPage) unitsOf(codes string) []plan.Unit {
	var units []plan.Unit
	for _, code := range strings.Split(codes, ", ") {
		i := slices.IndexFunc(f.book.Units, func(u plan.Unit) bool { return u.Code == code })
		if i >= 0 {
			units = append(units, f.book.Units[i])
		}
	}
	return units
}

// chosen gives the ids of a list of codes.
func (f *planPage) chosen(codes string) []string {
	var ids []string
	for _, u := range f.unitsOf(codes) {
		ids = append(ids, string(u.ID))
	}
	return ids
}

// joinChosen gathers the ticked units of a list into the column that holds them:
// those that stood there in their order, then the new ones.
func (f *planPage) joinChosen() {
	const column = "supporting"
	var codes []string
	for _, u := range slices.Concat(f.unitsOf(f.shown(f.row, column)), f.book.Units) {
		if f.in.Columns[column+"."+string(u.ID)] != "" && !slices.Contains(codes, u.Code) {
			codes = append(codes, u.Code)
		}
	}
	if len(codes) > 0 {
		f.in.Columns[column] = strings.Join(codes, ", ")
	}
}

// references lists what a column may point at.
func (v *visit) references(f *planPage, to, column string, out *page.Field) {
	if !out.Required {
		out.Options = []page.Option{{Text: v.t("plan.nothing"), Selected: out.Value == ""}}
	}
	if to == "unit" {
		out.Groups, out.Filter = v.unitGroups(&f.book, out.Value), v.t("form.filter")
		return
	}
	if to == "rule" {
		d := plan.DefaultRule()
		out.Options[0].Text = v.t("plan.default-rule", "name", v.named(d.Name, d.NameEn))
	}
	for _, row := range rowsOf(&f.book, to) {
		id := record.RefOf(row).ID
		if to == f.kind.slug && id == record.RefOf(f.row).ID || column == "parent_id" && !mayBeParent(f.row, row) {
			continue
		}
		text := v.named(textOf(row, "name"), textOf(row, "name_en"))
		if code := textOf(row, "code"); code != "" {
			text = code + " " + text
		}
		if to == "target" {
			text = f.d.object(to, id)
		}
		option := page.Option{Value: id, Text: text, Selected: id == out.Value}
		if t, ok := row.(*plan.Target); ok {
			out.Groups = grouped(out.Groups, f.d.object("action", string(t.Action)), option)
			continue
		}
		out.Options = append(out.Options, option)
	}
	if len(out.Options) > manyChoices || len(out.Groups) > 0 {
		out.Filter = v.t("form.filter")
	}
}

// chosenFirst brings what is chosen to the head of a list of many.
func chosenFirst(label string, groups []page.OptionGroup) []page.OptionGroup {
	first := page.OptionGroup{Label: label}
	for i := range groups {
		groups[i].Options = slices.DeleteFunc(groups[i].Options, func(o page.Option) bool {
			if o.Selected {
				first.Options = append(first.Options, o)
			}
			return o.Selected
		})
	}
	groups = slices.DeleteFunc(groups, func(g page.OptionGroup) bool { return len(g.Options) == 0 })
	if len(first.Options) == 0 {
		return groups
	}
	return append([]page.OptionGroup{first}, groups...)
}

// manyChoices is more than one looks through: a box above them narrows the list.
const manyChoices = 20

// grouped adds a choice under its label; choices of one label come together.
func grouped(groups []page.OptionGroup, label string, option page.Option) []page.OptionGroup {
	i := slices.IndexFunc(groups, func(g page.OptionGroup) bool { return g.Label == label })
	if i < 0 {
		i, groups = len(groups), append(groups, page.OptionGroup{Label: label})
	}
	groups[i].Options = append(groups[i].Options, option)
	return groups
}

// mayBeParent narrows a part's choice to targets of its own indicator and year.
func mayBeParent(row, other record.Row) bool {
	t, part := row.(*plan.Target)
	o, whole := other.(*plan.Target)
	return part && whole && (t.Indicator == "" || t.Indicator == o.Indicator && t.Year == o.Year)
}

// unitGroups lists units by kind.
func (v *visit) unitGroups(b *plan.Book, chosen ...string) []page.OptionGroup {
	var out []page.OptionGroup
	units := v.inOrder(b.Units)
	for _, kind := range []plan.UnitKind{plan.UnitDistrict, plan.UnitDepartment, plan.UnitZone, plan.UnitTown, plan.UnitEnterprise, plan.UnitTaskForce} {
		g := page.OptionGroup{Label: v.t("unit-kind." + string(kind))}
		for _, u := range units {
			on := slices.Contains(chosen, string(u.ID))
			if u.Kind == kind && (on || !u.Ended(v.site.App.Today(v.who.District))) {
				g.Options = append(g.Options, page.Option{Value: string(u.ID), Text: v.named(u.Name, u.NameEn), Selected: on})
			}
		}
		if len(g.Options) > 0 {
			out = append(out, g)
		}
	}
	return out
}
