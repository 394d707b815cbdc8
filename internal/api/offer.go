package api

import (
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/i18n"
	"tupo/internal/meeting"
	"tupo/internal/project"
)

// Offer is what accepting a fact would do as things stand.
type Offer struct {
	Choice Choice      `json:"choice" doc:"what is taken where a decision says nothing else"`
	Does   string      `json:"does" doc:"new, link (there already, the source is noted), change (of a draft), ask (a change of a running programme is asked for), revise (another published figure is replaced), merge, principle"`
	Near   []Candidate `json:"near" nullable:"false" doc:"what it may be the same as, the likeliest first"`
	Clash  []Clash     `json:"clash" nullable:"false" doc:"what is known otherwise"`
	Key    string      `json:"key,omitempty" doc:"why it cannot be accepted as offered, for machines"`
	Detail string      `json:"detail,omitempty" doc:"the same in the language of the request"`
}

// Choice is what a fact is to become. In a decision only the fields that are given
// are taken; for all others the offer stands.
type Choice struct {
	As          *string   `json:"as,omitempty" enum:"target,result,directive,principle,project" doc:"a result becomes a published figure; a principle is an order without a clock"`
	Programme   *string   `json:"programme,omitempty" maxLength:"40" doc:"code"`
	Action      *string   `json:"action,omitempty" maxLength:"40" doc:"code, PROGRAMME:CODE where two programmes have one"`
	Indicator   *string   `json:"indicator,omitempty" maxLength:"40" doc:"code of the one that it is merged with; empty makes a new one"`
	Name        *string   `json:"name,omitempty" maxLength:"200" doc:"of a new indicator or project"`
	Measure     *string   `json:"measure,omitempty" maxLength:"20" doc:"unit of measure of a new indicator, and of the amounts"`
	Unit        *string   `json:"unit,omitempty" maxLength:"40" doc:"whose figure: code"`
	Responsible *string   `json:"responsible,omitempty" maxLength:"40" doc:"unit that answers for a target and reports its figure: code; empty leaves it without one"`
	Period      *string   `json:"period,omitempty" maxLength:"20" doc:"of a result; of a target its year" example:"2023"`
	Value       *string   `json:"value,omitempty" maxLength:"60"`
	High        *string   `json:"high,omitempty" maxLength:"60" doc:"upper end of a range"`
	Floor       *string   `json:"floor_value,omitempty" maxLength:"60"`
	Stretch     *string   `json:"stretch,omitempty" maxLength:"60"`
	Reference   *string   `json:"reference,omitempty" maxLength:"200" doc:"what a target without a value is held against"`
	Text        *string   `json:"text,omitempty" maxLength:"2000" doc:"of a directive"`
	Deliverable *string   `json:"deliverable,omitempty" maxLength:"400"`
	Due         *string   `json:"due,omitempty" maxLength:"10" doc:"date"`
	Lead        *string   `json:"lead,omitempty" maxLength:"40" doc:"unit code"`
	Closer      *string   `json:"closer,omitempty" maxLength:"40" doc:"unit that verifies that it is done: code"`
	Directive   *string   `json:"directive,omitempty" maxLength:"40" doc:"code of the one that says the same in other words, of which this sentence becomes another source; empty makes a new one"`
	Project     *string   `json:"project,omitempty" maxLength:"40" doc:"code of the one that it is merged with; empty makes a new one"`
	Take        *[]string `json:"take,omitempty" maxItems:"40" doc:"fields of the clash in which the document is believed"`
	Reason      *string   `json:"reason,omitempty" maxLength:"1000" doc:"of a change in a plan that runs, or of a figure that takes the place of one of the same vintage"`
}

// Candidate is an indicator, a project or a directive that a fact may be about.
type Candidate struct {
	Kind string `json:"kind" enum:"indicator,project,directive"`
	Code string `json:"code"`
	Name string `json:"name" doc:"of a directive its words"`
	Unit string `json:"unit" doc:"of an indicator"`
}

// Clash is a field in which what is known and what the document says differ.
type Clash struct {
	Field  string `json:"field"`
	Known  string `json:"known"`
	Here   string `json:"here"`
	Source string `json:"source" doc:"of what is known: a reference or a name"`
}

// offers words the offers of a document for a reader.
type offers struct {
	service  *service
	names    names
	projects []project.Project
	orders   []meeting.Directive
	lang     i18n.Lang
}

func (o offers) of(x app.Offer) *Offer {
	c := x.Choice
	out := Offer{Does: string(x.Does), Near: each(x.Near, func(n app.Candidate) Candidate {
		return Candidate{Kind: n.Ref.Kind, Code: n.Code, Name: n.Name, Unit: n.Unit}
	}),
		Clash: each(x.Clash, func(k app.Clash) Clash {
			return Clash{Field: k.Field, Known: i18n.InLang(o.lang, k.Known), Here: i18n.InLang(o.lang, k.Here), Source: k.Source}
		})}
	if x.Stop != nil {
		out.Key, out.Detail = x.Stop.Key, o.service.words.Fault(o.lang, x.Stop)
	}
	period := ""
	if !c.Period.IsZero() {
		period = c.Period.String()
	}
	programme := ""
	if p, ok := o.names.s.Programme(c.Programme); ok {
		programme = p.Code
	}
	code := ""
	for _, p := range o.projects {
		if p.ID == c.Project {
			code = p.Code
		}
	}
	order := ""
	for _, d := range o.orders {
		if d.ID == c.Directive {
			order = d.Code
		}
	}
	given := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	out.Choice = Choice{As: given(string(c.As)), Programme: given(programme), Action: given(o.names.actionCode(c.Action)), Indicator: given(o.names.indicatorCode(c.Indicator)),
		Name: given(c.Name), Measure: given(c.Measure), Unit: given(o.names.unitCode(c.Unit)), Responsible: given(o.names.unitCode(c.Responsible)), Period: given(period), Value: given(c.Value), High: given(c.High),
		Floor: given(c.Floor), Stretch: given(c.Stretch), Reference: given(c.Reference), Text: given(c.Text), Deliverable: given(c.Deliverable), Due: given(string(c.Due)),
		Lead: given(o.names.unitCode(c.Lead)), Closer: given(o.names.unitCode(c.Closer)), Directive: given(order), Project: given(code)}
	return &out
}

// chosen reads what a decision says, field by field; faults name theirs.
type chosen struct {
	decision app.Decision
	faults   []error
}

func (o offers) decision(d Decision) (app.Decision, []error) {
	out := chosen{decision: app.Decision{Fact: core.FactID(d.Fact), Accept: d.Accept}}
	in := d.Change
	if in == nil {
		return out.decision, nil
	}
	c := &out.decision.Choice
	out.text("as", in.As, (*string)(&c.As))
	out.text("name", in.Name, &c.Name)
	out.text("measure", in.Measure, &c.Measure)
	out.text("value", in.Value, &c.Value)
	out.text("high", in.High, &c.High)
	out.text("floor_value", in.Floor, &c.Floor)
	out.text("stretch", in.Stretch, &c.Stretch)
	out.text("reference", in.Reference, &c.Reference)
	out.text("text", in.Text, &c.Text)
	out.text("deliverable", in.Deliverable, &c.Deliverable)
	out.text("reason", in.Reason, &c.Reason)
	out.read("due", in.Due, func(s string) (err error) {
		if c.Due = core.Date(s); s != "" {
			_, err = core.ParseDate(s)
		}
		return wrongly(err, "due", "date.malformed", s)
	})
	out.read("period", in.Period, func(s string) (err error) {
		c.Period, err = core.ParsePeriod(s)
		return wrongly(err, "period", "period.malformed", s)
	})
	for _, u := range []struct {
		field string
		code  *string
		to    *core.UnitID
	}{{"unit", in.Unit, &c.Unit}, {"responsible", in.Responsible, &c.Responsible}, {"lead", in.Lead, &c.Lead}, {"closer", in.Closer, &c.Closer}} {
		out.read(u.field, u.code, func(s string) (err error) {
			*u.to, err = o.names.unit(u.field, s)
			return err
		})
	}
	out.read("indicator", in.Indicator, func(s string) error {
		x, err := o.names.indicator("indicator", s)
		if err == nil {
			c.Indicator = x.ID
		}
		return err
	})
	out.read("programme", in.Programme, func(s string) error {
		for _, p := range o.names.s.Book().Programmes {
			if p.Code == s {
				c.Programme = p.ID
				return nil
			}
		}
		return errs.Field("programme", "plan.no-such", "value", s)
	})
	out.read("action", in.Action, func(s string) error {
		all := o.names.s.ActionsAt(s)
		if len(all) != 1 {
			return errs.Field("action", "plan.no-such", "value", s)
		}
		c.Action = all[0].ID
		return nil
	})
	out.read("directive", in.Directive, func(s string) error {
		for _, d := range o.orders {
			if d.Code == s {
				c.Directive = d.ID
				return nil
			}
		}
		return errs.Field("directive", "document.no-such-directive")
	})
	out.read("project", in.Project, func(s string) error {
		for _, p := range o.projects {
			if p.Code == s {
				c.Project = p.ID
				return nil
			}
		}
		return errs.Field("project", "document.no-such-project")
	})
	if in.Take != nil {
		c.Take, out.decision.Said = *in.Take, append(out.decision.Said, "take")
	}
	return out.decision, out.faults
}

func (c *chosen) text(field string, given, to *string) {
	if given != nil {
		*to, c.decision.Said = *given, append(c.decision.Said, field)
	}
}

// read takes a field that has to be looked up; an empty one is emptied.
func (c *chosen) read(field string, given *string, take func(string) error) {
	if given == nil {
		return
	}
	c.decision.Said = append(c.decision.Said, field)
	if *given == "" {
		return
	}
	if err := take(*given); err != nil {
		c.faults = append(c.faults, err)
	}
}

func wrongly(err error, field, key, value string) error {
	if err == nil {
		return nil
	}
	return errs.Field(field, key, "value", value)
}
