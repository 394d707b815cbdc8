package web

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

// factForms names the form of the list in which the buttons of its rows are sent.
const factForms = "facts"

// factRows makes the rows of facts for one reader.
type factRows struct {
	v     *visit
	s     *board.Snapshot
	codes map[string]string // of the directives that he may see
	may   bool              // he decides

	projects map[string]string // the codes of those that he may see
	refused  map[core.FactID]app.RefusedTwin
	changes  map[string]app.PlanChange // requests by identifier; nil until asked for
}

func (v *visit) factRows() (*factRows, error) {
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return nil, err
	}
	codes, err := v.directiveCodes()
	if err != nil {
		return nil, err
	}
	projects, err := v.projectCodes()
	return &factRows{v: v, s: s, codes: codes, may: v.may(access.DecideFact), projects: projects}, err
}

// factKind is how a fact is counted and underlined: a number by what the text says of
// it, whatever a person makes of it.
func factKind(f document.Fact) page.FactKind {
	switch f.Kind {
	case extract.KindQuantity:
		var x struct {
			Kind string `json:"kind"`
		}
		if json.Unmarshal([]byte(f.Payload), &x) == nil && x.Kind == "target" {
			return page.TargetFact
		}
		return page.ResultFact
	case extract.KindRank, extract.KindNonnumeric:
		return page.StatementFact
	case extract.KindDirective:
		return page.DirectiveFact
	case extract.KindProject:
		return page.ProjectFact
	case extract.KindMeeting:
		return page.MeetingFact
	case extract.KindAction:
		return page.ActionFact
	}
	return page.ProgrammeFact
}

// row is a fact with what accepting it would do. no is its number in the document.
func (m *factRows) row(f document.Fact, o app.Offer, no string) (page.FactRow, error) {
	v := m.v
	kind := factKind(f)
	r := page.FactRow{Words: v.site.Words.For(v.lang), ID: string(f.ID), No: no, URL: factURL(f.ID), Kind: kind, State: page.FactState(f.State),
		KindWord: v.t("fact-is." + string(kind)), Name: f.Text, Parent: factForms, ClashIn: factForms}
	r.Place, r.As = "#s-"+r.ID, string(o.Choice.As)
	r.Tags = strings.Join(tagsOf(kind, f, o), " ")
	if err := m.say(&r, f, o); err != nil {
		return r, fmt.Errorf("fact %s: %w", f.ID, err)
	}
	r.Sure = itoa((f.Confidence+5)/10) + "%"
	if r.Rule = v.ruleOf(f.Rule); f.Confidence < app.LeastSure {
		r.Low = v.t("documents.low")
	}
	if f.State != document.Proposed {
		r.Word, r.Made = v.t("fact-state."+string(f.State)), m.made(f.Object)
	} else {
		r.Does, r.DoesTone = m.does(f, o)
		if o.Stop != nil {
			r.Stop = v.faultOf(o.Stop)
		}
	}
	if f.Kind == extract.KindDirective && o.Choice.Directive == "" && len(o.Near) > 0 && f.State != document.Accepted {
		r.Like = v.t("documents.near-order", "code", o.Near[0].Code, "text", o.Near[0].Name)
	}
	if twin, ok := m.refused[f.ID]; ok {
		r.Elsewhere = page.Text{{Text: v.t("documents.refused-in", "title", twin.Title), URL: factURL(twin.Fact)}}
	}
	r.Clash = m.clash(f, o, factForms)
	if m.may && f.State != document.Accepted {
		r.Submits = []page.Submit{{Text: v.t("documents.accept"), Name: "accept", Value: string(f.ID)}}
		if f.State == document.Proposed {
			r.Submits = append(r.Submits, page.Submit{Text: v.t("documents.refuse"), Name: "refuse", Value: string(f.ID)})
		}
		if app.Offered(f.Kind) {
			r.Edit = r.URL + "/edit"
		}
	}
	return r, nil
}

// tagsOf lists what a fact counts as: its kind, and what is still to be done about it.
func tagsOf(kind page.FactKind, f document.Fact, o app.Offer) []string {
	tags := []string{string(kind), string(f.State)}
	if f.State != document.Proposed {
		return tags
	}
	tags = append(tags, tagUndecided)
	if f.Confidence < app.LeastSure {
		tags = append(tags, tagLow)
	}
	if len(o.Clash) > 0 {
		tags = append(tags, tagClash)
	}
	return tags
}

// say fills in what the fact says.
func (m *factRows) say(r *page.FactRow, f document.Fact, o app.Offer) error {
	if app.Measured(f.Kind) {
		return m.sayFigure(r, f, o)
	}
	r.Wide = true
	var err error
	if r.Parts, err = m.v.factParts(f); err != nil {
		return err
	}
	if f.Kind == extract.KindAction && len(r.Parts) > 0 {
		r.Note, r.Parts = m.v.t("fact.action-no", "no", r.Parts[0].Value), nil
	}
	return nil
}

func (m *factRows) sayFigure(r *page.FactRow, f document.Fact, o app.Offer) error {
	var x extract.Figure
	if err := json.Unmarshal([]byte(f.Payload), &x); err != nil {
		return err
	}
	v := m.v
	if x.KindFine != "" && x.KindFine != x.Kind {
		r.KindWord = v.t("fact-is." + x.KindFine)
	}
	if f.Kind == extract.KindRank || f.Kind == extract.KindNonnumeric {
		r.KindWord = v.t("fact-is." + x.Kind)
	}
	written := orText(x.Resolved, x.Indicator.Text)
	r.Name = orText(x.Known, written)
	known, ok := m.s.Indicator(o.Choice.Indicator)
	if !ok {
		known, ok = m.became(f)
	}
	if ok {
		r.Name = v.named(known.Name, known.NameEn)
	} else if o.Choice.Name != "" {
		r.Name = o.Choice.Name
	}
	var notes []string
	if x.Measure != "" && x.Measure != "level" && x.Measure != "rank" && x.Measure != "nonnumeric" {
		notes = append(notes, v.t("measure."+x.Measure))
	}
	if !strings.Contains(r.Name, written) {
		notes = append(notes, v.t("fact.as-written", "text", written))
	}
	if x.Tier != "" {
		notes = append(notes, v.t("tier."+x.Tier))
	}
	if x.Benchmark != "" {
		notes = append(notes, v.t("fact.benchmark", "text", x.Benchmark))
	}
	r.Note = v.noted(notes...)
	r.Bound, r.Value, r.Unit = v.stated(x)
	if r.Written = unspaced(x.Value.Text); r.Written == strings.ReplaceAll(r.Bound+r.Value, ",", "")+unspaced(r.Unit) || f.Kind != extract.KindQuantity {
		r.Written = ""
	}
	r.Period = v.periodOf(x.Period)
	return nil
}

// became finds the indicator of which an accepted fact made a target or a figure.
func (m *factRows) became(f document.Fact) (*plan.Indicator, bool) {
	ref, err := core.ParseRef(f.Object)
	if err != nil {
		return nil, false
	}
	switch ref.Kind {
	case "target":
		if t, ok := m.s.Target(core.TargetID(ref.ID)); ok {
			return m.s.Indicator(t.Indicator)
		}
	case "target_change":
		return m.asked(ref.ID)
	case "observation":
		id, _, _ := strings.Cut(ref.ID, "/")
		return m.s.Indicator(core.IndicatorID(id))
	}
	return nil, false
}

// clash sets what is known beside what the document says. in is the form in which
// the choices are sent; in the list's they name the fact.
func (m *factRows) clash(f document.Fact, o app.Offer, in string) []page.ClashRow {
	var out []page.ClashRow
	for _, c := range o.Clash {
		name := "take." + c.Field
		if in == factForms {
			name = "take." + string(f.ID) + "." + c.Field
		}
		row := page.ClashRow{Field: m.v.clashField(c.Field), Name: name, Known: i18n.InLang(m.v.lang, orText(c.Known, i18n.Unknown)), Here: i18n.InLang(m.v.lang, orText(c.Here, i18n.Unknown)),
			Take: o.Choice.As == app.AsTarget || slices.Contains(o.Choice.Take, c.Field), Locked: !m.may || f.State == document.Accepted || o.Choice.As == app.AsResult || f.Kind == extract.KindDirective}
		row.Source = m.sourceLink(c.Source)
		out = append(out, row)
	}
	return out
}

// sourceLink leads to where what is known comes from.
func (m *factRows) sourceLink(source string) *page.Link {
	if source == "" {
		return nil
	}
	cell := m.v.sourceCell(source)
	return &page.Link{Text: cell.Text, URL: cell.URL}
}

// clashField names a field of a clash: “总投资”, “一期用地”.
func (v *visit) clashField(field string) string {
	if phase, rest, ok := strings.Cut(strings.TrimPrefix(field, "phase"), "."); ok && strings.HasPrefix(field, "phase") {
		return v.t("fact.of-phase", "no", phase, "field", v.clashField(rest))
	}
	if v.site.Words.Has("choice." + field) {
		return v.t("choice." + field)
	}
	if v.site.Words.Has("fact." + field) {
		return v.t("fact." + field)
	}
	return field
}

// does says what accepting makes of the fact.
func (m *factRows) does(f document.Fact, o app.Offer) (string, page.Tone) {
	v := m.v
	if !app.Offered(f.Kind) {
		return v.t("does." + f.Kind), ""
	}
	if o.Does == "" {
		return "", ""
	}
	key := "does." + string(o.Does)
	if o.Does == app.DoesNew {
		key += "." + string(o.Choice.As)
	}
	text := v.t(key)
	if where := m.where(o.Choice, o); where != "" {
		text += " → " + where
	}
	if o.Choice.As == app.AsTarget && (o.Does == app.DoesNew || o.Does == app.DoesAsk) {
		text += m.without(o.Choice)
	}
	if e := o.Ends; e != nil {
		text += v.t("does.tiered", "target", i18n.InLang(v.lang, e.Target), "stretch", i18n.InLang(v.lang, e.Stretch))
	}
	switch o.Does {
	case app.DoesAsk, app.DoesRevise, app.DoesChange:
		return text, page.ToneBehind
	case app.DoesLink:
		return text, page.ToneOn
	}
	return text, ""
}

// without says what a target will stand without; "" where nothing is missing.
func (m *factRows) without(c app.Choice) string {
	u, _ := m.s.Unit(c.Unit)
	t := plan.Target{Responsible: c.Responsible}
	switch ownerless := t.Ownerless(u); {
	case c.Action == "" && ownerless:
		return m.v.t("does.without.both")
	case c.Action == "":
		return m.v.t("does.without.action")
	case ownerless:
		return m.v.t("does.without.owner")
	}
	return ""
}

// where names the place in the plan into which a fact goes.
func (m *factRows) where(c app.Choice, o app.Offer) string {
	switch c.As {
	case app.AsTarget:
		code := codeOf(m.s.Book(), c.Programme)
		if a, ok := m.s.Action(c.Action); ok {
			code = strings.TrimSpace(code + " " + a.Code)
		}
		if u := m.v.unitName(m.s, c.Responsible); u != "" {
			code += " · " + u
		}
		return code
	case app.AsResult:
		if c.Unit != "" && c.Unit != districtUnit(m.s.Book()) {
			return m.v.unitName(m.s, c.Unit)
		}
	case app.AsDirective, app.AsPrinciple:
		if c.Directive != "" && len(o.Near) > 0 {
			return o.Near[0].Code
		}
		return m.v.unitName(m.s, c.Lead)
	case app.AsProject:
		for _, n := range o.Near {
			if n.Ref.ID == string(c.Project) && c.Project != "" {
				return strings.TrimSpace(n.Code + " " + n.Name)
			}
		}
	}
	return ""
}

func codeOf(b *plan.Book, id core.ProgrammeID) string {
	for _, p := range b.Programmes {
		if p.ID == id {
			return p.Code
		}
	}
	return ""
}

// districtUnit is the unit that stands for the whole district.
func districtUnit(b *plan.Book) core.UnitID {
	for _, u := range b.Units {
		if u.Parent == "" && u.Kind == plan.UnitDistrict {
			return u.ID
		}
	}
	return ""
}

// faultOf words a fault and names its field.
func (v *visit) faultOf(e *errs.Error) string {
	if e.Field != "" && v.site.Words.Has("choice."+e.Field) {
		return v.t("documents.at-field", "field", v.t("choice."+e.Field), "text", v.fault(e))
	}
	return v.fault(e)
}
