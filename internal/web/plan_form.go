package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/web/page"
)

// planInput is a plan form as sent: columns by name, typed planned values by
// period, the parts of a breakdown by target.
type planInput struct {
	Columns map[string]string `form:"f."`
	Points  map[string]string `form:"point."`
	Parts   map[string]string `form:"part."`
	Reason  string            `form:"reason,max=500"`
	Version string            `form:"version"`
}

// planPage is one plan form under way.
type planPage struct {
	kind planKind
	book plan.Book
	row  record.Row // as it is, or as a new one begins
	in   *planInput // what was sent; nil on a first look
	edit bool
	d    dresser
}

func (v *visit) newPlanRow() error {
	f, err := v.beginPlan("")
	if err != nil {
		return err
	}
	return v.show(v.planForm(f, nil))
}

func (v *visit) planRow() error {
	f, err := v.beginPlan(v.r.PathValue("id"))
	if err != nil {
		return err
	}
	return v.show(v.planForm(f, nil))
}

// beginPlan finds the object of the address, or begins a new one.
func (v *visit) beginPlan(id string) (*planPage, error) {
	k, err := v.planKind()
	if err != nil {
		return nil, err
	}
	f := &planPage{kind: k, row: k.fresh(), edit: v.may(k.edit)}
	if f.book, err = v.site.App.PlanBook(v.ctx, v.who); err != nil {
		return nil, err
	}
	if f.d, err = v.dresser(); err != nil {
		return nil, err
	}
	if id == "" {
		v.prefill(f.row, f.book)
		return f, nil
	}
	f.row, err = v.site.App.PlanRow(v.ctx, v.who, core.Ref{Kind: k.slug, ID: id})
	return f, err
}

func (v *visit) addPlanRow() error { return v.savePlan("") }

func (v *visit) savePlanRow() error { return v.savePlan(v.r.PathValue("id")) }

func (v *visit) savePlan(id string) error {
	f, err := v.beginPlan(id)
	if err != nil {
		return err
	}
	f.in = &planInput{}
	if err := httpx.DecodeForm(v.r, f.in); err != nil {
		return err
	}
	edit := app.PlanEdit{Reason: f.in.Reason}
	if id != "" && f.in.Version != f.version() {
		err = errs.New(errs.Conflict, "plan.changed-meanwhile")
	} else {
		edit, err = f.read()
	}
	if err == nil {
		err = v.site.App.SavePlan(v.ctx, v.who, edit)
	}
	if err == nil {
		return v.seeOther(f.after(edit.Put[0]), "plan.saved")
	}
	if !mendable(err) {
		return err
	}
	return v.refuse(v.planForm(f, err), err)
}

// after is where saving leads: back to the object, whose further parts can then
// be filled in; from a milestone to its task.
func (f *planPage) after(row record.Row) string {
	if m, ok := row.(*plan.Milestone); ok {
		return "/plan/task/" + string(m.Task)
	}
	return "/plan/" + f.kind.slug + "/" + record.RefOf(row).ID
}

// version tells two states of an object apart, so that a form does not overwrite
// what changed since it was opened. A target's trajectory and parts belong to it.
func (f *planPage) version() string {
	hash := sha256.New()
	add := func(row record.Row) {
		for _, field := range row.Fields() {
			_, _ = io.WriteString(hash, field.Type.Show(field.Value())+"\x00") // a hash takes everything
		}
	}
	add(f.row)
	if t, ok := f.row.(*plan.Target); ok {
		for i := range f.book.Points {
			if f.book.Points[i].Target == t.ID {
				add(&f.book.Points[i])
			}
		}
		for i := range f.book.Targets {
			if f.book.Targets[i].Parent == t.ID {
				add(&f.book.Targets[i])
			}
		}
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

// read turns the input into rows. Every wrong input is named.
func (f *planPage) read() (app.PlanEdit, error) {
	edit := app.PlanEdit{Reason: f.in.Reason}
	row := f.kind.fresh()
	for i, field := range row.Fields() {
		field.Set(f.row.Fields()[i].Value())
	}
	var faults []error
	for _, s := range f.kind.sections {
		for _, column := range s.columns {
			if f.fixed(column) {
				continue
			}
			field, _ := columnOf(row, column)
			if err := f.readColumn(row, field); err != nil {
				faults = append(faults, err)
			}
		}
	}
	edit.Put = []record.Row{row}
	if t, ok := row.(*plan.Target); ok && t.ID != "" {
		faults = append(faults, f.readPoints(t, &edit), f.readParts(t, &edit))
	}
	return edit, errors.Join(faults...)
}

// fixed reports whether a column is shown and not sent.
func (f *planPage) fixed(column string) bool {
	switch column {
	case "original", "version":
		return true
	}
	if !f.edit {
		return true
	}
	t, ok := f.row.(*plan.Target)
	if !ok || t.ID == "" || f.draft(t.Programme) {
		return ok && t.ID != "" && column == "indicator_id" && len(f.points(t.ID)) > 0
	}
	switch column {
	case "value", "high", "year", "indicator_id":
		return true
	}
	return false
}

func (f *planPage) draft(id core.ProgrammeID) bool {
	for _, p := range f.book.Programmes {
		if p.ID == id {
			return p.State == plan.Draft
		}
	}
	return true
}

func (f *planPage) points(id core.TargetID) map[string]plan.Point {
	out := map[string]plan.Point{}
	for _, p := range f.book.Points {
		if p.Target == id {
			out[p.Period] = p
		}
	}
	return out
}

// readColumn reads one input into its column.
func (f *planPage) readColumn(row record.Row, field record.Field) error {
	text := strings.TrimSpace(f.in.Columns[field.Column])
	switch {
	case field.Column == "release_at" && text == f.shown(f.row, field.Column):
		return nil // the hour that the form does not show stays
	case field.Column == "release_at":
		return f.readRelease(field, text)
	case field.Column == "supporting":
		return f.readUnits(field, text)
	case isDate(field.Column):
		if text == "" {
			field.Set(record.Value{})
			return nil
		}
		d, err := httpx.ReadDate(text)
		if err != nil {
			return errs.Field(field.Column, "date.malformed", "value", text)
		}
		field.Set(record.Value{Text: string(d)})
		return nil
	}
	switch field.Type {
	case record.TypeText:
		field.Set(record.Value{Text: text})
	case record.TypeFlag:
		field.Set(record.Value{Num: map[bool]int64{true: 1}[text != ""]})
	case record.TypeInt:
		q, err := core.ReadQuantity(text)
		if err != nil || q.Micro()%core.Scale != 0 {
			return errs.Field(field.Column, "form.whole", "value", text)
		}
		field.Set(record.Value{Num: q.Micro() / core.Scale})
	case record.TypeQuantity:
		if text == f.shown(f.row, field.Column) {
			return nil // untouched: what the display cannot show is not lost
		}
		q, err := f.quantity(row, field.Column, text)
		if err != nil {
			return err
		}
		field.Set(record.Value{Num: q.Micro(), Known: q.Known()})
	}
	return nil
}

func isDate(column string) bool {
	return strings.HasPrefix(column, "valid_") || strings.HasSuffix(column, "_on")
}

func (f *planPage) readRelease(field record.Field, text string) error {
	if text == "" {
		field.Set(record.Value{})
		return nil
	}
	d, err := httpx.ReadDate(text)
	if err != nil {
		return errs.Field(field.Column, "date.malformed", "value", text)
	}
	t := d.Time()
	first := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, f.d.v.site.App.Zone(f.d.v.who.District))
	field.Set(record.Value{Num: int64(core.InstantOf(first))})
	return nil
}

// readUnits reads a list of units by code or name.
func (f *planPage) readUnits(field record.Field, text string) error {
	var ids []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，、;； \t\n", r) }) {
		id := ""
		for _, u := range f.book.Units {
			if strings.EqualFold(u.Code, word) || u.Name == word {
				id = string(u.ID)
			}
		}
		if id == "" {
			return errs.Field(field.Column, "plan.no-such", "value", word)
		}
		ids = append(ids, id)
	}
	field.Set(record.Value{Text: strings.Join(ids, ",")})
	return nil
}

// indicator is the one in whose unit a target's values are.
func (f *planPage) indicator(row record.Row) *plan.Indicator {
	t, ok := row.(*plan.Target)
	if !ok {
		return nil
	}
	for i := range f.book.Indicators {
		if f.book.Indicators[i].ID == t.Indicator {
			return &f.book.Indicators[i]
		}
	}
	return nil
}

func inUnit(column string) bool {
	switch column {
	case "value", "high", "floor_value", "stretch", "original":
		return true
	}
	return false
}

// quantity reads a number; one of a target is in its indicator's display unit.
func (f *planPage) quantity(row record.Row, column, text string) (core.Quantity, error) {
	x := f.indicator(row)
	if !inUnit(column) {
		x = nil
	}
	return readAmount(column, text, x)
}

// readAmount reads what a person typed, in the display unit of x.
func readAmount(field, text string, x *plan.Indicator) (core.Quantity, error) {
	q, err := core.ReadQuantity(text)
	switch {
	case errors.Is(err, core.ErrTooFine):
		return q, errs.Field(field, "number.too-fine", "value", text)
	case errors.Is(err, core.ErrOverflow):
		return q, errs.Field(field, "number.too-large", "value", text)
	case err != nil:
		return q, errs.Field(field, "number.malformed", "value", text)
	case x == nil || !q.Known() || displayOf(x) == x.Unit:
		return q, nil
	}
	stored, err := lexicon.Convert(q, displayOf(x), x.Unit)
	switch {
	case errors.Is(err, core.ErrOverflow):
		return q, errs.Field(field, "number.too-large", "value", text)
	case errors.Is(err, lexicon.ErrFamily):
		return q, nil // a unit the lexicon does not know is its own display
	case err != nil:
		return q, errs.Field(field, "number.too-fine", "value", text)
	}
	return stored, nil
}

// typed prints a quantity as it would be typed: exactly, in the display unit
// where that can hold it.
func typed(q core.Quantity, x *plan.Indicator) string {
	if x == nil || !q.Known() || displayOf(x) == x.Unit {
		return q.String()
	}
	shown, err := lexicon.Convert(q, x.Unit, displayOf(x))
	if err != nil {
		return q.String()
	}
	return shown.String()
}

// shown is a column as the form shows it.
func (f *planPage) shown(row record.Row, column string) string {
	field, ok := columnOf(row, column)
	if !ok {
		return ""
	}
	value := field.Value()
	switch {
	case column == "release_at":
		if value.Num == 0 {
			return ""
		}
		return string(core.Instant(value.Num).Date(f.d.v.site.App.Zone(f.d.v.who.District)))
	case column == "supporting":
		return f.codes(value.Text)
	case field.Type == record.TypeQuantity:
		q := core.Quantity{}
		if value.Known {
			q = core.Micro(value.Num)
		}
		if !inUnit(column) {
			return q.String()
		}
		return typed(q, f.indicator(row))
	}
	return field.Type.Show(value)
}

// codes names units by their codes, as the form reads them back.
func (f *planPage) codes(ids string) string {
	var out []string
	for _, id := range strings.Split(ids, ",") {
		for _, u := range f.book.Units {
			if string(u.ID) == id {
				out = append(out, u.Code)
			}
		}
	}
	return strings.Join(out, ", ")
}

// programmeInput changes a programme's state.
type programmeInput struct {
	ID     core.ProgrammeID `form:"id,required"`
	State  plan.State       `form:"state,oneof=active|closed"`
	Reason string           `form:"reason,max=500"`
}

func (v *visit) programmeState() error {
	var in programmeInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	back := "/plan/programme/" + url.PathEscape(string(in.ID))
	err := v.site.App.SetProgrammeState(v.ctx, v.who, in.ID, in.State, in.Reason)
	switch {
	case err == nil:
		return v.seeOther(back, "plan.state."+string(in.State))
	case !mendable(err):
		return err
	}
	v.r.SetPathValue("kind", "programme")
	f, pageErr := v.beginPlan(string(in.ID))
	if pageErr != nil {
		return pageErr
	}
	return v.refuse(v.planForm(f, err), err)
}

// planForm prints the form of an object.
func (v *visit) planForm(f *planPage, err error) page.FormPage {
	k, id := f.kind, record.RefOf(f.row).ID
	name := v.t("table." + k.slug)
	title := v.t("plan.new", "what", v.t("thing."+k.slug))
	if id != "" {
		title = orText(f.d.object(k.slug, id), orText(textOf(f.row, "name"), name))
	}
	p := page.FormPage{Frame: v.frame(title), Heading: page.Heading{Title: title,
		Crumbs: []page.Link{{Text: v.t("nav.plan"), URL: "/plan"}, {Text: name, URL: "/plan/" + k.slug}}}}
	to := "/plan/" + k.slug
	if id != "" {
		to += "/" + id
		if h := v.historyURL(k.slug + ":" + id); h != "" {
			p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("history.link"), URL: h})
		}
	}
	p.Form = page.Form{ID: k.slug, To: to}
	for _, s := range k.sections {
		section := page.Section{Title: v.t(s.title)}
		for _, column := range s.columns {
			section.Fields = append(section.Fields, v.planField(f, column))
		}
		p.Form.Sections = append(p.Form.Sections, section)
	}
	if id != "" {
		p.Form.Hidden = []page.Hidden{{Name: "version", Value: f.version()}}
		if t, ok := f.row.(*plan.Target); ok {
			p.Form.Sections = append(p.Form.Sections, v.targetGrids(f, t, err)...)
		}
		if f.edit {
			p.Form.Sections = append(p.Form.Sections, page.Section{Fields: []page.Field{{Kind: page.KindText, Name: "reason", Label: v.t("plan.reason"), Help: v.t("plan.reason.help"), Value: f.reason()}}})
		}
	}
	if f.edit {
		p.Form.Submits = []page.Submit{{Text: v.t("form.save"), Primary: true}}
	}
	p.Form.Cancel = &page.Link{Text: v.t("plan.back"), URL: "/plan/" + k.slug}
	v.markPlan(&p.Form, err)
	v.planAside(f, &p)
	return p
}

func (f *planPage) reason() string {
	if f.in == nil {
		return ""
	}
	return f.in.Reason
}

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
		out.Unit = v.site.Words.UnitName(v.lang, displayOf(x))
	}
	if f.fixed(column) {
		out.Kind, out.Required, out.Help = page.KindStatic, false, ""
		out.Value = orText(f.d.cell(f.row, column), "—")
		if inUnit(column) {
			out.Unit = ""
		}
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

// references lists what a column may point at.
func (v *visit) references(f *planPage, to, column string, out *page.Field) {
	if !out.Required {
		out.Options = []page.Option{{Text: v.t("plan.nothing"), Selected: out.Value == ""}}
	}
	if to == "unit" {
		out.Groups = v.unitGroups(&f.book, out.Value)
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
		out.Options = append(out.Options, page.Option{Value: id, Text: text, Selected: id == out.Value})
	}
}

// mayBeParent narrows a part's choice to targets of its own indicator and year.
func mayBeParent(row, other record.Row) bool {
	t, part := row.(*plan.Target)
	o, whole := other.(*plan.Target)
	return part && whole && (t.Indicator == "" || t.Indicator == o.Indicator && t.Year == o.Year)
}

// unitGroups lists units by kind.
func (v *visit) unitGroups(b *plan.Book, chosen string) []page.OptionGroup {
	var out []page.OptionGroup
	for _, kind := range []plan.UnitKind{plan.UnitDistrict, plan.UnitDepartment, plan.UnitZone, plan.UnitTown, plan.UnitEnterprise, plan.UnitTaskForce} {
		g := page.OptionGroup{Label: v.t("unit-kind." + string(kind))}
		for _, u := range b.Units {
			if u.Kind == kind {
				g.Options = append(g.Options, page.Option{Value: string(u.ID), Text: v.named(u.Name, u.NameEn), Selected: string(u.ID) == chosen})
			}
		}
		if len(g.Options) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// markPlan puts faults beside their inputs; those of a grid's cells stand there
// already and are only listed.
func (v *visit) markPlan(form *page.Form, err error) {
	var plain []error
	for _, e := range errs.All(err) {
		if strings.HasPrefix(e.Field, "point.") || strings.HasPrefix(e.Field, "part.") {
			label := strings.TrimPrefix(e.Field, "point.")
			if label != e.Field {
				label = v.periodText(label) + "："
			} else {
				label = ""
			}
			form.Problems = append(form.Problems, page.Problem{Text: label + v.fault(e), URL: "#f-" + e.Field})
			continue
		}
		c := *e
		if findField(allFields(form), "f."+e.Field) != nil {
			c.Field = "f." + e.Field
		}
		plain = append(plain, &c)
	}
	v.mark(form, errors.Join(plain...))
}

func allFields(form *page.Form) []page.Field {
	var all []page.Field
	for _, s := range form.Sections {
		all = append(all, s.Fields...)
	}
	return all
}

// planAside adds what belongs to the object: its state, its source, its parts.
func (v *visit) planAside(f *planPage, p *page.FormPage) {
	switch r := f.row.(type) {
	case *plan.Programme:
		if r.ID != "" {
			v.programmeAside(f, r, p)
		}
		p.Facts = append(p.Facts, v.sourceFact(r.Source)...)
	case *plan.Action:
		p.Facts = append(p.Facts, v.sourceFact(r.Source)...)
		if r.ID != "" {
			p.Aside = append(p.Aside, v.related(f, "task", "action_id", string(r.ID)), v.related(f, "target", "action_id", string(r.ID)))
		}
	case *plan.Task:
		p.Facts = append(p.Facts, v.sourceFact(r.Source)...)
		if r.ID != "" {
			p.Aside = append(p.Aside, v.related(f, "milestone", "task_id", string(r.ID)))
		}
	case *plan.Target:
		p.Facts = append(p.Facts, v.sourceFact(r.Source)...)
		if r.ID != "" && !f.draft(r.Programme) && v.may(access.ProposeTargetChange) {
			p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("target.change"), URL: "/plan/changes/new?target=" + url.QueryEscape(r.Code)})
		}
	case *plan.Indicator:
		if r.ID != "" {
			p.Aside = append(p.Aside, v.related(f, "target", "indicator_id", string(r.ID)))
		}
	}
}

func (v *visit) sourceFact(source string) []page.Fact {
	cell := v.sourceCell(source)
	if cell.Text == "" {
		return nil
	}
	return []page.Fact{{Label: v.t("column.source"), Value: cell.Text, URL: cell.URL}}
}

// related lists the objects that hang on this one, and the way to add one.
func (v *visit) related(f *planPage, kind, column, id string) page.Brief {
	b := page.Brief{Title: v.t("table." + kind), Empty: v.t("plan.none")}
	for _, row := range rowsOf(&f.book, kind) {
		if textOf(row, column) != id {
			continue
		}
		ref := record.RefOf(row)
		text := orText(f.d.object(kind, ref.ID), v.named(textOf(row, "name"), textOf(row, "name_en")))
		note := f.d.value(kind, "due_on", textOf(row, "due_on"), nil)
		b.Items = append(b.Items, page.BriefItem{Text: text, URL: "/plan/" + kind + "/" + ref.ID, Note: note})
	}
	if f.edit {
		b.More = &page.Link{Text: v.t("plan.new", "what", v.t("thing."+kind)), URL: "/plan/" + kind + "/new?" + column + "=" + url.QueryEscape(id)}
	}
	return b
}

// programmeAside shows the state, and the one way on from it.
func (v *visit) programmeAside(f *planPage, r *plan.Programme, p *page.FormPage) {
	e, _ := enumOf("programme", "state")
	p.Facts = append(p.Facts, page.Fact{Label: v.label("programme", "state"), Value: v.word(e, string(r.State))})
	count := 0
	for _, t := range f.book.Targets {
		if t.Programme == r.ID {
			count++
		}
	}
	p.Facts = append(p.Facts, page.Fact{Label: v.t("table.target"), Value: strconv.Itoa(count)})
	next := map[plan.State]plan.State{plan.Draft: plan.Active, plan.Active: plan.Closed}[r.State]
	if !f.edit || next == "" {
		return
	}
	form := page.Form{ID: "state", To: "/plan/state", Hidden: []page.Hidden{{Name: "id", Value: string(r.ID)}, {Name: "state", Value: string(next)}},
		Warning: page.Plain(v.t("plan.warn." + string(next))), Submits: []page.Submit{{Text: v.t("plan.to." + string(next))}}}
	if next == plan.Closed {
		form.Sections = []page.Section{{Title: v.t("plan.to.closed"), Fields: []page.Field{{Kind: page.KindText, Name: "reason", ID: "f-close-reason", Label: v.t("plan.reason"), Required: true}}}}
	} else {
		form.Sections = []page.Section{{Title: v.t("plan.to.active")}}
	}
	p.Second = &form
}
