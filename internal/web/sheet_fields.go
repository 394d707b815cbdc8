package web

import (
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/i18n"
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

// typedUnit names the unit in which figures are typed. English pages show large
// amounts in billions elsewhere; here the unit is the one that is filed.
func (v *visit) typedUnit(x *plan.Indicator) string {
	if v.lang == i18n.EN {
		return lexicon.English(x.Measure())
	}
	return x.Measure()
}

// typedIn prints a stored quantity in the unit in which it is typed.
func (v *visit) typedIn(q core.Quantity, x *plan.Indicator) string {
	return i18n.Number(x.Shown(q), int(x.Decimals))
}
