package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/url"
	"strings"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
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
	kind    planKind
	book    plan.Book
	row     record.Row // as it is, or as a new one begins
	in      *planInput // what was sent; nil on a first look
	edit    bool
	builtIn bool // the rule that is no row: shown, never changed
	runs    bool // the object is part of a programme that has begun
	d       dresser
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
	if d := plan.DefaultRule(); k.slug == "rule" && id == string(d.ID) {
		d.Name, d.NameEn = v.t("rule.default"), ""
		f.row, f.edit, f.builtIn = &d, false, true
		return f, nil
	}
	if f.row, err = v.site.App.PlanRow(v.ctx, v.who, core.Ref{Kind: k.slug, ID: id}); err == nil {
		f.runs = f.book.Started().Has(f.row)
	}
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
	f.joinChosen()
	edit := app.PlanEdit{Reason: f.in.Reason}
	if id != "" && f.in.Version != f.version() {
		err = f.stale()
	} else {
		edit, err = f.read()
	}
	asked := ""
	if err == nil {
		asked, err = v.site.App.SavePlan(v.ctx, v.who, edit)
	}
	switch {
	case err == nil && asked != "":
		return v.seeOther("/plan/changes#c-"+asked, "changes.sent")
	case err == nil:
		return v.seeOther(f.after(edit.Put[0]), "plan.saved")
	}
	if !mendable(err) {
		return err
	}
	return v.refuse(v.planForm(f, err), err)
}

// stale says that somebody changed the object meanwhile and names every input that
// differs from what is there now. The form that comes back stands on the present
// state: sent again, it is meant.
func (f *planPage) stale() error {
	faults := []error{errs.New(errs.Conflict, "plan.changed-meanwhile")}
	now := func(field, sent, value, shown string) {
		if sent != value {
			faults = append(faults, errs.Field(field, "plan.now", "value", orText(shown, "—")))
		}
	}
	for _, s := range f.kind.sections {
		for _, column := range s.columns {
			if field, _ := columnOf(f.row, column); !f.fixed(column) {
				value := f.shown(f.row, column)
				if field.Type == record.TypeFlag && value == "0" {
					value = ""
				}
				now(column, f.in.Columns[column], value, f.d.cell(f.row, column))
			}
		}
	}
	t, ok := f.row.(*plan.Target)
	x := f.indicator(f.row)
	if !ok || x == nil {
		return errors.Join(faults...)
	}
	kept := f.points(t.ID)
	for _, p := range x.Periods(int(t.Year)) {
		if sent, given := f.in.Points[p.String()]; given {
			value := f.d.v.typed(kept[p.String()].Planned, x)
			now("point."+p.String(), sent, value, value)
		}
	}
	for _, part := range f.book.Targets {
		if sent, given := f.in.Parts[string(part.ID)]; given && part.Parent == t.ID {
			value := f.d.v.typed(part.Value, x)
			now("part."+string(part.ID), sent, value, value)
		}
	}
	return errors.Join(faults...)
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

// programmeInput changes a programme's state.
type programmeInput struct {
	ID     core.ProgrammeID `form:"id,required"`
	State  plan.State       `form:"state,oneof=active|closed"`
	Reason string           `form:"reason,max=500"`
	Anyway bool             `form:"anyway"`
}

func (v *visit) programmeState() error {
	var in programmeInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	back := "/plan/programme/" + url.PathEscape(string(in.ID))
	err := v.site.App.SetProgrammeState(v.ctx, v.who, in.ID, app.StateChange{Next: in.State, Reason: in.Reason, Anyway: in.Anyway})
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
	title := v.t("plan.new", "what", v.thingWithin(k.slug))
	if id != "" {
		title = orText(f.d.object(k.slug, id), orText(textOf(f.row, "name"), name))
	}
	p := page.FormPage{Frame: v.frame(title), Heading: page.Heading{Title: title,
		Crumbs: []page.Link{{Text: v.t("nav.plan"), URL: "/plan"}, {Text: name, URL: "/plan/" + k.slug}}}}
	to := "/plan/" + k.slug
	if f.builtIn {
		p.Heading.Standfirst = page.Plain(v.t("rule.default.note"))
	} else if id != "" {
		to += "/" + id
		if h := v.historyURL(k.slug + ":" + id); h != "" {
			p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("history.link"), URL: h})
		}
	}
	if id != "" && f.edit {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("remove.title"), URL: to + "/remove"})
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
			p.Form.Sections = append(p.Form.Sections, page.Section{Fields: []page.Field{{Kind: page.KindText, Name: "reason", Label: v.t("plan.reason"), Help: v.t("plan.reason.help"), Value: f.reason(), Required: f.runs}}})
		}
	}
	p.Form.Warning = page.Plain(v.planWarnings(f, id))
	if f.edit {
		p.Form.Submits = []page.Submit{{Text: v.t("form.save"), Primary: true}}
	}
	p.Form.Cancel = &page.Link{Text: v.t("plan.back"), URL: "/plan/" + k.slug}
	v.markPlan(&p.Form, err)
	v.planAside(f, &p)
	return p
}

// planWarnings says what may stand but is probably not meant, input by input, and
// that a plan which runs already is being changed.
func (v *visit) planWarnings(f *planPage, id string) string {
	var all []string
	if f.edit && f.runs {
		all = append(all, v.t("plan.warn.running"))
	}
	if id != "" && f.edit {
		for _, w := range f.book.Check() {
			if w.Severity == plan.Warning && w.Kind == f.kind.slug && w.ID == id {
				all = append(all, v.t("plan.warn.field", "field", v.label(w.Kind, w.Field), "text", v.t(w.Key, w.Args...)))
			}
		}
	}
	return v.noted(all...)
}

func (f *planPage) reason() string {
	if f.in == nil {
		return ""
	}
	return f.in.Reason
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
