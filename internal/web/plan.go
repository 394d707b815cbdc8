package web

import (
	"cmp"
	"slices"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/web/page"
)

func (s *Site) planRoutes(get, post routeMaker) []httpx.Route {
	upload := post("/plan/import", access.ImportPlan, (*visit).importBook)
	upload.MaxBody, upload.MaxFile = maxForm, app.MaxWorkbook
	return []httpx.Route{
		get("/plan", access.ExportPlan, (*visit).planHub),
		get("/plan/import", access.ImportPlan, (*visit).importForm),
		upload,
		get("/plan/import/marked.xlsx", access.ImportPlan, (*visit).markedBook),
		get("/plan/export.xlsx", access.ExportPlan, (*visit).exportBook),
		get("/plan/template.xlsx", access.ExportPlan, (*visit).templateBook),
		get("/plan/changes", access.ExportPlan, (*visit).changes),
		get("/plan/changes/new", access.ProposeTargetChange, (*visit).newChange),
		post("/plan/changes", access.ProposeTargetChange, (*visit).askChange),
		post("/plan/changes/decide", access.ApproveTargetChange, (*visit).decideChange),
		post("/plan/changes/withdraw", access.ProposeTargetChange, (*visit).withdrawChange),
		post("/plan/state", access.EditPlan, (*visit).programmeState),
		get("/plan/{kind}", access.ExportPlan, (*visit).planList),
		get("/plan/{kind}/new", access.EditPlan, (*visit).newPlanRow),
		post("/plan/{kind}", access.EditPlan, (*visit).addPlanRow),
		get("/plan/{kind}/{id}", access.ExportPlan, (*visit).planRow),
		post("/plan/{kind}/{id}", access.EditPlan, (*visit).savePlanRow),
		get("/plan/{kind}/{id}/remove", access.EditPlan, (*visit).removeForm),
		post("/plan/{kind}/{id}/remove", access.EditPlan, (*visit).removeRow),
	}
}

// planHub counts the plan and leads into its parts.
func (v *visit) planHub() error {
	b, err := v.site.App.PlanBook(v.ctx, v.who)
	if err != nil {
		return err
	}
	p := page.Hub{Frame: v.frame(v.t("nav.plan")), Heading: page.Heading{Title: v.t("nav.plan"), Standfirst: append(page.Plain(v.t("plan.lead")), v.accountsLine()...)}}
	if v.may(access.ImportPlan) {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("plan.import"), URL: "/plan/import"})
	}
	p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("plan.export"), URL: "/plan/export.xlsx"})
	errors := faultsByKind(b)
	item := func(slug string, n int) page.HubItem {
		it := page.HubItem{Text: v.t("table." + slug), URL: "/plan/" + slug, Count: itoa(n), Note: v.t("plan.note." + slug)}
		if wrong := errors[slug]; wrong > 0 {
			it.Tone = page.ToneBehind
			it.Note = v.t("plan.faults", "n", itoa(wrong)) + it.Note
		}
		return it
	}
	people, err := v.site.App.Persons(v.ctx, v.who)
	if err != nil {
		return err
	}
	persons := page.HubItem{Text: v.t("table.person"), URL: "/persons", Count: itoa(len(people)), Note: v.t("plan.note.person")}
	p.Groups = []page.HubGroup{
		{Title: v.t("plan.group.who"), Items: []page.HubItem{item("unit", len(b.Units)), item("post", len(b.Posts)), persons}},
		{Title: v.t("plan.group.what"), Items: []page.HubItem{item("programme", len(b.Programmes)), item("action", len(b.Actions)), item("task", len(b.Tasks))}},
		{Title: v.t("plan.group.measure"), Items: []page.HubItem{item("indicator", len(b.Indicators)), item("target", len(b.Targets)), item("rule", len(b.Rules)), v.changesItem()}},
	}
	return v.show(p)
}

// accountsLine says where the accounts of the units are made, and by whom.
func (v *visit) accountsLine() page.Text {
	url := ""
	if v.may(access.ViewAccounts) {
		url = "/accounts"
	}
	line := page.Linked(v.site.Words.Segments(v.lang, "plan.accounts", "page", v.t("nav.accounts")), "page", url)
	return append(v.space(), line...)
}

func (v *visit) changesItem() page.HubItem {
	all, err := v.site.App.TargetChanges(v.ctx, v.who, "")
	waiting := 0
	for _, c := range all {
		if c.State == plan.ChangeAsked {
			waiting++
		}
	}
	it := page.HubItem{Text: v.t("changes.title"), URL: "/plan/changes", Count: itoa(waiting), Note: v.t("plan.note.changes")}
	if err != nil {
		v.site.Log.Error("target changes", "error", err)
	}
	if waiting > 0 {
		it.Tone = page.ToneBehind
	}
	return it
}

// faultsByKind counts what must be mended.
func faultsByKind(b plan.Book) map[string]int {
	out := map[string]int{}
	for _, f := range b.Check() {
		if f.Severity == plan.Error {
			out[f.Kind]++
		}
	}
	return out
}

// rowsOf lists the rows of one kind in the order people expect.
func rowsOf(b *plan.Book, kind string) []record.Row {
	var out []record.Row
	switch kind {
	case "unit":
		for i := range b.Units {
			out = append(out, &b.Units[i])
		}
	case "post":
		for i := range b.Posts {
			out = append(out, &b.Posts[i])
		}
	case "programme":
		for i := range b.Programmes {
			out = append(out, &b.Programmes[i])
		}
	case "action":
		slices.SortFunc(b.Actions, func(x, y plan.Action) int {
			return cmp.Or(cmp.Compare(x.Programme, y.Programme), cmp.Compare(x.No, y.No))
		})
		for i := range b.Actions {
			out = append(out, &b.Actions[i])
		}
		return out
	case "task":
		for i := range b.Tasks {
			out = append(out, &b.Tasks[i])
		}
	case "milestone":
		for i := range b.Milestones {
			out = append(out, &b.Milestones[i])
		}
	case "indicator":
		for i := range b.Indicators {
			out = append(out, &b.Indicators[i])
		}
	case "target":
		for i := range b.Targets {
			out = append(out, &b.Targets[i])
		}
	case "rule":
		for i := range b.Rules {
			out = append(out, &b.Rules[i])
		}
	}
	slices.SortStableFunc(out, func(x, y record.Row) int { return cmp.Compare(textOf(x, "code"), textOf(y, "code")) })
	return out
}

func (v *visit) planKind() (planKind, error) {
	k, ok := planKindOf(v.r.PathValue("kind"))
	if !ok {
		return k, access.Missing()
	}
	return k, nil
}

func (v *visit) planList() error {
	k, err := v.planKind()
	if err != nil {
		return err
	}
	b, err := v.site.App.PlanBook(v.ctx, v.who)
	if err != nil {
		return err
	}
	d, err := v.dresser()
	if err != nil {
		return err
	}
	name := v.t("table." + k.slug)
	p := page.List{Frame: v.frame(name), Heading: page.Heading{Title: name, Standfirst: page.Plain(v.t("plan.note." + k.slug)),
		Crumbs: []page.Link{{Text: v.t("nav.plan"), URL: "/plan"}}}}
	var button *page.Button
	if v.may(k.edit) && k.slug != "milestone" {
		button = &page.Button{Text: v.t("plan.new", "what", v.thingWithin(k.slug)), URL: "/plan/" + k.slug + "/new", Primary: true}
		p.Heading.Buttons = append(p.Heading.Buttons, *button)
	}
	q := v.r.URL.Query().Get("q")
	if k.slug == "action" && v.lang == i18n.EN {
		k.list = slices.DeleteFunc(slices.Clone(k.list), func(c string) bool { return c == "name" }) // an action has one English name
	}
	rows := v.planRows(d, k, &b, q)
	p.Filters = &page.Filters{To: "/plan/" + k.slug, Keep: v.arranged(), Found: v.t("plan.found", "n", itoa(len(rows))),
		Fields: []page.Field{{Kind: page.KindText, Name: "q", Label: v.t("filter.search"), Value: q}}}
	if q != "" {
		p.Filters.Reset = "/plan/" + k.slug
	}
	columns := make([]page.Column, len(k.list))
	for i, c := range k.list {
		t := columnType(k.slug, c)
		columns[i] = page.Column{Label: v.label(k.slug, c), Numeric: t == record.TypeQuantity || t == record.TypeInt && c != "no", Minor: i > 3, Sort: c}
	}
	table := v.sorted(page.NewTable(columns, rows))
	if slices.ContainsFunc(table.Columns, func(c page.Column) bool { return c.Sorted != "" }) {
		for i := range table.Rows {
			table.Rows[i].Depth = "" // a sorted list is no tree
		}
	}
	table.Empty = page.Empty{Text: v.t("plan.none"), Button: button}
	p.Blocks = []page.Block{{Table: table}}
	return v.show(p)
}

// planRows dresses the rows of a list; units stand as their tree.
func (v *visit) planRows(d dresser, k planKind, b *plan.Book, q string) []page.Row {
	faulty := map[string]bool{}
	for _, f := range b.Check() {
		if f.Kind == k.slug && f.Severity == plan.Error {
			faulty[f.ID] = true
		}
	}
	all, depth := rowsOf(b, k.slug), map[string]int{}
	if k.slug == "rule" {
		d := plan.DefaultRule()
		d.Name, d.NameEn = v.t("rule.default"), ""
		all = append([]record.Row{&d}, all...)
	}
	switch k.slug {
	case "unit", "post", "indicator": // whose codes are short names, not numbers
		i18n.ByName(v.lang, all, func(row *record.Row) string { return v.named(textOf(*row, "name"), textOf(*row, "name_en")) })
	}
	if k.slug == "unit" && q == "" {
		all, depth = unitTree(v.inOrder(b.Units))
	}
	var out []page.Row
	for _, row := range all {
		ref := record.RefOf(row)
		if k.slug == "milestone" {
			if task := v.r.URL.Query().Get("task"); task != "" && textOf(row, "task_id") != task {
				continue
			}
		}
		r := page.Row{ID: ref.ID, Depth: itoa(min(depth[ref.ID], 4))}
		var words []string
		for i, c := range k.list {
			cell := page.Cell{Text: d.cell(row, c), Key: planKey(row, c)}
			if i == 0 {
				cell.URL, cell.Head = "/plan/"+k.slug+"/"+ref.ID, true
				if faulty[ref.ID] {
					cell.Note, cell.Tone = v.t("plan.faulty"), page.ToneFar
				}
			}
			r.Cells, words = append(r.Cells, cell), append(words, cell.Text)
		}
		if matches(q, append(words, textOf(row, "name"), textOf(row, "name_en"), textOf(row, "code"))...) {
			out = append(out, r)
		}
	}
	return out
}

// planKey is a plan cell's place in the order of its column.
func planKey(row record.Row, column string) page.Key {
	field, ok := columnOf(row, column)
	switch {
	case !ok:
		return page.Key{}
	case isDate(column):
		return page.CodeKey(field.Value().Text)
	case field.Type == record.TypeQuantity:
		return page.NumberKey(field.Value().Num, field.Value().Known)
	case field.Type == record.TypeInt:
		return page.NumberKey(field.Value().Num, true)
	}
	return page.Key{}
}

// cell dresses one column of a plan row.
func (d dresser) cell(row record.Row, column string) string {
	table := row.Table().Name
	text := textOf(row, column)
	if column == "lead_unit_id" || column == "unit_id" {
		return orText(d.value(table, column, text, nil), i18n.Unknown)
	}
	if column == "display_unit" {
		return d.v.site.Words.UnitName(d.v.lang, text)
	}
	if _, named := columnOf(row, "name_en"); named && (column == "name" || column == "short") {
		return d.v.named(text, textOf(row, "name_en"))
	}
	if e, ok := enumOf(table, column); ok {
		return d.v.word(e, text)
	}
	return d.value(table, column, text, d.indicatorOfRow(row))
}

func (d dresser) indicatorOfRow(row record.Row) *plan.Indicator {
	t, ok := row.(*plan.Target)
	if !ok {
		return nil
	}
	x, _ := d.s.Indicator(t.Indicator)
	return x
}

// unitTree lists units from the root down, with how deep each stands.
func unitTree(units []plan.Unit) ([]record.Row, map[string]int) {
	below := map[core.UnitID][]*plan.Unit{}
	for i := range units {
		u := &units[i]
		below[u.Parent] = append(below[u.Parent], u)
	}
	var out []record.Row
	depth := map[string]int{}
	var walk func(parent core.UnitID, level int)
	walk = func(parent core.UnitID, level int) {
		for _, u := range below[parent] {
			out, depth[string(u.ID)] = append(out, u), level
			walk(u.ID, level+1)
		}
	}
	walk("", 0)
	return out, depth
}
