package web

import (
	"net/url"
	"slices"
	"strings"

	"tupo/internal/app"
	"tupo/internal/core"
)

// choiceInput is the form of one fact: what was pressed, and what it is to become. The
// names of its fields are those of app.Choice.
type choiceInput struct {
	Do          string            `form:"do,oneof=accept|refuse"`
	Near        string            `form:"near,max=80"` // the candidate that was pressed
	No          string            `form:"no,max=8"`    // the row's number, given back as it came
	Open        bool              `form:"open"`        // the form itself was sent, not a row's button
	As          app.As            `form:"as,oneof=target|result|directive|principle|project"`
	Programme   core.ProgrammeID  `form:"programme,max=80"`
	Action      core.ActionID     `form:"action,max=80"`
	Indicator   core.IndicatorID  `form:"indicator,max=80"`
	Name        string            `form:"name,max=200"`
	Measure     string            `form:"measure,max=40"`
	Unit        core.UnitID       `form:"unit,max=80"`
	Responsible core.UnitID       `form:"responsible,max=80"`
	Period      core.Period       `form:"period"`
	Value       string            `form:"value,max=60"`
	High        string            `form:"high,max=60"`
	Floor       string            `form:"floor_value,max=60"`
	Stretch     string            `form:"stretch,max=60"`
	Reference   string            `form:"reference,max=200"`
	Text        string            `form:"text,lines,max=2000"`
	Deliverable string            `form:"deliverable,lines,max=400"`
	Due         core.Date         `form:"due"`
	Lead        core.UnitID       `form:"lead,max=80"`
	Closer      core.UnitID       `form:"closer,max=80"`
	Directive   core.DirectiveID  `form:"directive,max=80"`
	Project     core.ProjectID    `form:"project,max=80"`
	Reason      string            `form:"reason,lines,max=1000"`
	Take        map[string]string `form:"take.,max=10"` // by field of a clash: here or known
}

// takeHere is the choice of a clash in which the document is believed.
const takeHere = "here"

// choice turns the form into what the person said: a field that was sent and differs
// from what was offered. What is the same, and what was not sent, stands as offered.
func (in *choiceInput) choice(sent url.Values, offered app.Choice) (app.Choice, []string) {
	c := app.Choice{As: in.As, Programme: in.Programme, Action: in.Action, Indicator: in.Indicator, Name: in.Name, Measure: in.Measure, Unit: in.Unit,
		Responsible: in.Responsible, Period: in.Period, Value: in.Value, High: in.High, Floor: in.Floor, Stretch: in.Stretch, Reference: in.Reference,
		Text: in.Text, Deliverable: in.Deliverable, Due: in.Due, Lead: in.Lead, Closer: in.Closer, Directive: in.Directive, Project: in.Project, Reason: in.Reason}
	before, now := choiceTexts(offered), choiceTexts(c)
	var said []string
	for _, name := range choiceFields() {
		if sent.Has(name) && plainLines(now[name]) != plainLines(before[name]) {
			said = append(said, name)
		}
	}
	if offered.As == app.AsTarget && (in.As == "" || in.As == app.AsTarget) {
		for field, whom := range in.Take { // what is not said of a target stays as it is
			if whom != takeHere && silence(&c, field) {
				said = append(said, field)
			}
		}
		return c, said
	}
	if len(in.Take) > 0 {
		c.Take = in.taken()
		if !sameFields(c.Take, offered.Take) {
			said = append(said, "take")
		}
	}
	return c, said
}

// silence empties a field of a target, so that what is known of it stands.
func silence(c *app.Choice, field string) bool {
	to, ok := map[string]*string{"value": &c.Value, "high": &c.High, "floor_value": &c.Floor, "stretch": &c.Stretch, "reference": &c.Reference}[field]
	if ok {
		*to = ""
	}
	return ok
}

// taken lists the fields of a clash in which the document is believed.
func (in *choiceInput) taken() []string {
	var out []string
	for field, whom := range in.Take {
		if whom == takeHere {
			out = append(out, field)
		}
	}
	slices.Sort(out)
	return out
}

func sameFields(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// plainLines is a text as browsers and pages agree on it.
func plainLines(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// choiceFields are the fields of app.Choice that are one text each, as forms and
// errors name them.
func choiceFields() []string {
	return []string{"as", "programme", "action", "indicator", "name", "measure", "unit", "responsible", "period", "value", "high", "floor_value", "stretch", "reference",
		"text", "deliverable", "due", "lead", "closer", "directive", "project", "reason"}
}

// choiceTexts are a choice's fields as their inputs hold them.
func choiceTexts(c app.Choice) map[string]string {
	return map[string]string{"as": string(c.As), "programme": string(c.Programme), "action": string(c.Action), "indicator": string(c.Indicator),
		"name": c.Name, "measure": c.Measure, "unit": string(c.Unit), "responsible": string(c.Responsible), "period": c.Period.String(), "value": c.Value, "high": c.High,
		"floor_value": c.Floor, "stretch": c.Stretch, "reference": c.Reference, "text": c.Text, "deliverable": c.Deliverable, "due": string(c.Due),
		"lead": string(c.Lead), "closer": string(c.Closer), "directive": string(c.Directive), "project": string(c.Project), "reason": c.Reason}
}
