package web

import (
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

// mark puts each fault beside its field; a question stands beside its figure already.
func (f *filler) mark(p *page.Sheet, err error) {
	fields, labels := sheetFields(p)
	for _, e := range errs.All(err) {
		text := f.fault(e)
		if e.Key == "report.filed-meanwhile" {
			text = f.meanwhile()
		}
		problem := page.Problem{Text: text}
		if field := fields[e.Field]; field != nil {
			problem = page.Problem{Text: f.t("sheets.fault", "field", labels[e.Field], "text", text), URL: "#" + field.Key()}
			if !strings.HasPrefix(e.Key, "report.questioned.") {
				field.Error = text
			}
		}
		p.Problem = append(p.Problem, problem)
	}
}

// sheetFields lists the page's fields by name, with what a fault calls them.
func sheetFields(p *page.Sheet) (map[string]*page.Field, map[string]string) {
	fields, labels := map[string]*page.Field{}, map[string]string{}
	add := func(label string, all ...*page.Field) {
		for _, x := range all {
			if x != nil {
				fields[x.Name], labels[x.Name] = x, label
			}
		}
	}
	for g := range p.Groups {
		for i := range p.Groups[g].Rows {
			row := &p.Groups[g].Rows[i]
			if row.Upload != nil || row.Question == nil {
				add(row.Name, row.Upload)
			}
			if q := row.Question; q != nil {
				add(row.Name, q.Cause, q.Explain, q.Upload)
			}
			add(row.Name, row.Input, row.Remark)
		}
	}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		add(t.Name, t.Done, t.Blocked, t.Next)
		for m := range t.Milestones {
			add(t.Milestones[m].Name, t.Milestones[m].Date, t.Milestones[m].Upload)
		}
	}
	for _, x := range []*page.Field{p.Note, p.Upload, p.Reason} {
		if x != nil {
			add(x.Label, x)
		}
	}
	return fields, labels
}

// measure names the unit in which the indicator is read and typed on this page.
func (v *visit) measure(x *plan.Indicator) string {
	return v.site.Words.UnitName(v.lang, x.Measure())
}

// retyped restates a figure as it was typed on this page, in the unit that stands
// beside the field, in the indicator's display unit, in which it is filed and kept
// as a draft. What is no number, or has its unit behind it, stays as it was typed.
func (v *visit) retyped(text string, x *plan.Indicator) string {
	return restated(text, v.measure(x), x.Measure())
}

// toType is the way back: a figure in the display unit as it stands in a field.
func (v *visit) toType(text string, x *plan.Indicator) string {
	return restated(text, x.Measure(), v.measure(x))
}

// figureField is the input of a figure: a number or, of a yes-no indicator, the choice
// of the two. What is typed already and is neither stays, to be mended.
func (v *visit) figureField(name, label, value string, x *plan.Indicator) *page.Field {
	field := &page.Field{Kind: page.KindNumber, Name: name, Label: label, Value: v.toType(value, x)}
	if x.Accumulation != plan.YesNo {
		return field
	}
	q, err := plan.ReadAnswer(value)
	field.Kind = page.KindSelect
	field.Options = []page.Option{{Selected: err == nil && !q.Known()}}
	for _, yes := range []int64{1, 0} {
		field.Options = append(field.Options, page.Option{Value: itoa(yes), Text: v.figure(core.Whole(yes), x), Selected: q == core.Whole(yes)})
	}
	if err != nil {
		field.Options = append(field.Options, page.Option{Value: value, Text: value, Selected: true})
	}
	return field
}

// said words what is typed of a figure for people to compare; "" for nothing.
func (v *visit) said(value string, x *plan.Indicator) string {
	if q, err := plan.ReadAnswer(value); x.Accumulation == plan.YesNo && err == nil {
		if !q.Known() {
			return ""
		}
		return v.figure(q, x)
	}
	return withUnit(v.toType(value, x), " "+v.measure(x))
}

// restated converts a bare number; one that the other unit cannot hold gets its own
// unit behind it, which every reader of figures understands.
func restated(text, from, to string) string {
	if from == to || lexicon.Tenfold(from) == 0 && lexicon.Tenfold(to) == 0 {
		return text
	}
	q, err := core.ReadQuantity(text)
	if err != nil || !q.Known() {
		return text
	}
	converted, err := lexicon.Convert(q, from, to)
	if err != nil {
		return text + " " + from
	}
	return converted.String()
}
