package web

import (
	"slices"

	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

// reformPreview is the second step: what moves, to be confirmed with a reason. Of
// a split each thing is given to a unit here.
func (v *visit) reformPreview(in reformInput, fault error) (page.FormPage, error) {
	reform := in.reform(v.isSplit())
	if v.isSplit() {
		reform.All, reform.Moves = true, nil // all that could move
	}
	r, err := v.site.App.PreviewReform(v.ctx, v.who, reform)
	if err != nil {
		return page.FormPage{}, err
	}
	d, err := v.dresser()
	if err != nil {
		return page.FormPage{}, err
	}
	deed := v.reformDeed()
	title := v.t("reform." + deed + ".title")
	p := page.FormPage{Frame: v.frame(title), Heading: page.Heading{Kicker: v.t("reform.step", "n", "2"), Title: title, Standfirst: page.Plain(v.t("reform." + deed + ".check")),
		Crumbs: []page.Link{{Text: v.t("nav.plan"), URL: "/plan"}, {Text: v.t("table.unit"), URL: "/plan/unit"}}}}
	p.Facts = v.reformFacts(d, in, r)
	p.Form = page.Form{ID: "reform", To: "/plan/units/" + deed, Hidden: reformHidden(in), Warning: page.Plain(v.t("reform.warning")),
		Submits: []page.Submit{{Text: v.t("reform." + deed + ".do"), Primary: true}}, Cancel: &page.Link{Text: v.t("form.cancel"), URL: "/plan/unit"}}
	if v.isSplit() {
		p.Form.Sections = v.splitGrids(d, in, r)
	} else {
		p.Form.Sections = v.mergeGrids(d, r)
	}
	p.Form.Sections = append(p.Form.Sections, page.Section{Fields: []page.Field{{Kind: page.KindText, Name: "reason", Label: v.t("reform.reason"), Help: v.t("reform.reason.help"), Value: in.Reason, Required: true}}})
	v.markReform(&p.Form, fault)
	return p, nil
}

// reformHidden carries the first step along.
func reformHidden(in reformInput) []page.Hidden {
	out := []page.Hidden{{Name: "from", Value: string(in.From)}, {Name: "into", Value: in.Into}, {Name: "step", Value: "2"}}
	if in.Goes != "" {
		out = append(out, page.Hidden{Name: "goes", Value: in.Goes})
	}
	for _, u := range in.Units {
		out = append(out, page.Hidden{Name: "units", Value: u})
	}
	for i := range splitInto {
		for _, part := range []string{".code", ".name", ".name_en"} {
			if text := in.New[itoa(i)+part]; text != "" {
				out = append(out, page.Hidden{Name: "new." + itoa(i) + part, Value: text})
			}
		}
	}
	return out
}

// movedKinds lists what changes hands in the order of the page.
func movedKinds() []string { return []string{"target", "task", "post", "access_grant"} }

func ofKind(all []app.Moved, kind string) []app.Moved {
	return slices.DeleteFunc(slices.Clone(all), func(m app.Moved) bool { return m.Ref.Kind != kind })
}

func (v *visit) reformFacts(d dresser, in reformInput, r app.Reformed) []page.Fact {
	out := []page.Fact{{Label: v.t("reform.from"), Value: v.site.Words.Date(v.lang, in.From)}}
	for _, kind := range movedKinds() {
		out = append(out, page.Fact{Label: v.tableName(kind), Value: itoa(len(ofKind(r.Moves, kind)))})
	}
	out = append(out, page.Fact{Label: v.t("reform.lines", "month", v.site.Words.Period(v.lang, r.Month)), Value: itoa(r.Lines)})
	for _, id := range r.Ends {
		out = append(out, page.Fact{Label: v.t("reform.ends"), Value: v.unitName(d.s, id), Note: v.t("reform.until", "date", v.site.Words.Date(v.lang, in.From.AddDays(-1)))})
	}
	return out
}

// movedTitle names what moves; a right by its account and role.
func (v *visit) movedTitle(d dresser, m app.Moved) string {
	if m.Account != "" {
		return d.account(string(m.Account)) + " · " + v.t("role."+string(m.Role))
	}
	text := d.object(m.Ref.Kind, m.Ref.ID)
	if t, ok := d.s.Task(core.TaskID(m.Ref.ID)); ok && m.Ref.Kind == "task" {
		text = t.Code + " " + text
	}
	return text
}

func (v *visit) mergeGrids(d dresser, r app.Reformed) []page.Section {
	name := v.unitNames(d.s, r)
	var out []page.Section
	for _, kind := range movedKinds() {
		var rows []page.GridRow
		for _, m := range ofKind(r.Moves, kind) {
			rows = append(rows, page.GridRow{Head: v.movedTitle(d, m), Cells: []page.GridCell{{Text: name(m.Old)}, {Text: name(m.New)}}})
		}
		if len(rows) > 0 {
			grid := page.NewGrid([]page.Column{{Label: v.thing(kind)}, {Label: v.t("reform.old")}, {Label: v.t("reform.to")}}, rows)
			grid.Caption = v.tableName(kind)
			out = append(out, page.Section{Title: v.tableName(kind), Grid: &grid})
		}
	}
	return out
}

// splitGrids has a choice of unit for each thing.
func (v *visit) splitGrids(d dresser, in reformInput, r app.Reformed) []page.Section {
	var choices []page.Option
	if in.Goes != "ends" {
		for _, code := range in.Units {
			if u, ok := findUnit(d.s, code); ok {
				choices = append(choices, page.Option{Value: code, Text: v.t("reform.stays", "unit", v.named(u.Name, u.NameEn))})
			}
		}
	}
	for _, n := range in.reform(true).New {
		choices = append(choices, page.Option{Value: n.Code, Text: v.named(n.Name, n.NameEn)})
	}
	var out []page.Section
	for _, kind := range movedKinds() {
		var rows []page.GridRow
		for _, m := range ofKind(r.Moves, kind) {
			title := v.movedTitle(d, m)
			input := page.Field{Kind: page.KindSelect, Name: "move." + m.Ref.String(), Label: title, Value: in.Moves[m.Ref.String()]}
			for _, c := range choices {
				c.Selected = c.Value == input.Value
				input.Options = append(input.Options, c)
			}
			rows = append(rows, page.GridRow{Head: title, Cells: []page.GridCell{{Input: &input}}})
		}
		if len(rows) > 0 {
			grid := page.NewGrid([]page.Column{{Label: v.thing(kind)}, {Label: v.t("reform.to")}}, rows)
			grid.Caption = v.tableName(kind)
			out = append(out, page.Section{Title: v.tableName(kind), Grid: &grid})
		}
	}
	return out
}

// endFacts says of a closed unit until when it was there and who followed it.
func (v *visit) endFacts(s *board.Snapshot, u plan.Unit) []page.Fact {
	if u.To == "" {
		return nil
	}
	f := page.Fact{Label: v.t("reform.ends"), Value: v.t("reform.until", "date", v.site.Words.Date(v.lang, u.To))}
	if u.Successor != "" {
		f.Note, f.URL = v.t("reform.followed", "unit", v.unitName(s, u.Successor)), v.unitURL(s, u.Successor)
	}
	return []page.Fact{f}
}
