package app

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/i18n"
	"tupo/internal/meeting"
	"tupo/internal/store"
)

// directive reads an order: registered with lead, date and who verifies that it is done,
// or, where the text names neither body nor time, kept as a principle.
func (o *offering) directive(f document.Fact, d Decision) (intent, error) {
	in, err := payload[extract.Directive](f)
	if err != nil {
		return intent{}, err
	}
	c := Choice{As: AsDirective, Text: in.Reading()}
	if in.Subject != nil {
		c.Lead = o.unitNamed(in.Subject.Reading())
	}
	if in.Deadline != nil {
		c.Due = lastDayOf(in.Deadline.Resolved)
	}
	if in.Deliverable != nil && utf8.RuneCountInString(in.Deliverable.Reading()) <= DeliverableLimit {
		c.Deliverable = in.Deliverable.Reading()
	}
	if c.Lead == "" && in.Deadline == nil || in.Weak { // nobody in particular, by no time: 各级各部门要坚持…
		c.As = AsPrinciple
	}
	it := intent{Offer: Offer{Choice: c.said(d)}}
	if !slices.Contains(d.Said, "directive") && (it.Choice.As == AsDirective || it.Choice.As == AsPrinciple) {
		if same := o.sameOrder(it.Choice.Text); same != nil {
			it.Choice.Directive = same.ID
		}
	}
	c = it.Choice
	it.Near = o.nearOrders(&c)
	if c.Directive != "" {
		o.sameAs(&it)
		return it, nil
	}
	if c.Lead != "" && c.Closer == "" && !slices.Contains(d.Said, "closer") {
		it.Choice.Closer = o.rootUnit()
	}
	if it.Does = DoesNew; c.As == AsPrinciple {
		it.Does = DoesPrinciple
	}
	switch {
	case strings.TrimSpace(c.Text) == "":
		it.Stop = errs.Field("text", "document.text-needed")
	case c.As != AsDirective && c.As != AsPrinciple:
		it.Stop = errs.Field("as", "document.as-unknown")
	case c.As == AsDirective && c.Due != "" && o.doc.Date != "" && c.Due < o.doc.Date:
		it.Stop = errs.Field("due", "document.due-past", "date", string(o.doc.Date))
	}
	if long := errs.All(fits(text{"text", c.Text, OrderLimit}, text{"deliverable", c.Deliverable, DeliverableLimit})); len(long) > 0 {
		it.Stop = long[0]
	}
	for _, u := range []struct {
		field string
		unit  core.UnitID
	}{{"lead", c.Lead}, {"closer", c.Closer}} {
		if _, ok := o.board.Unit(u.unit); u.unit != "" && !ok {
			it.Stop = errs.Field(u.field, "plan.no-such-unit", "code", string(u.unit))
		}
	}
	if c.As == AsDirective && c.Lead != "" && it.Choice.Closer == c.Lead {
		it.Stop = errs.Field("closer", "document.closer-other")
	}
	return it, nil
}

// sameOrder is a directive in the same words that is not closed.
func (o *offering) sameOrder(text string) *meeting.Directive {
	for i := range o.directives {
		if x := &o.directives[i]; x.State != meeting.DirectiveClosed && plainName(x.Text) == plainName(text) {
			return x
		}
	}
	return nil
}

// sameAs takes a text as another source of an order that is there, and sets side by
// side what the two say otherwise.
func (o *offering) sameAs(it *intent) {
	c := &it.Choice
	i := slices.IndexFunc(o.directives, func(x meeting.Directive) bool { return x.ID == c.Directive })
	if i < 0 {
		it.Stop = errs.Field("directive", "document.no-such-directive")
		return
	}
	x := &o.directives[i]
	it.Does, it.Near = DoesLink, first(core.Ref{Kind: "directive", ID: string(x.ID)}, it.Near)
	if x.Due != "" && c.Due != "" && x.Due != c.Due {
		it.Clash = append(it.Clash, Clash{Field: "due", Known: string(x.Due), Here: string(c.Due), Source: x.Source})
	}
	known, ok := o.board.Unit(x.Lead)
	here, said := o.board.Unit(c.Lead)
	if ok && said && x.Lead != c.Lead {
		it.Clash = append(it.Clash, Clash{Field: "lead", Known: i18n.EitherName(known.Name, known.NameEn), Here: i18n.EitherName(here.Name, here.NameEn), Source: x.Source})
	}
}

// nearOrders finds the open orders that may be the same in other words: like words with
// the same lead or the same date, or words so like that neither is needed. What one
// document says in two sentences is two orders.
func (o *offering) nearOrders(c *Choice) []Candidate {
	if o.orderLike == nil || len(o.orderLike.all) != len(o.directives) {
		var all []Candidate
		for _, x := range o.directives {
			all = append(all, Candidate{Ref: core.Ref{Kind: "directive", ID: string(x.ID)}, Code: x.Code, Name: x.Text})
		}
		o.orderLike = newLikeness(all)
	}
	var out []Candidate
	for _, like := range o.orderLike.scored(c.Text) {
		x := &o.directives[like.i]
		same := like.percent >= samePercent || x.Lead != "" && x.Lead == c.Lead || x.Due != "" && x.Due == c.Due
		if x.State != meeting.DirectiveClosed && same && len(out) < mostNear && !o.ownSource(x.Source) {
			out = append(out, o.orderLike.all[like.i])
		}
	}
	return out
}

// ownSource reports whether a source is a fact of the document.
func (o *offering) ownSource(source string) bool {
	own, known := o.own[source]
	if known {
		return own
	}
	if ref, err := core.ParseRef(source); err == nil && ref.Kind == "fact" {
		f, err := store.Get[document.Fact](o.reader, ref.ID)
		own = err == nil && f.Document == o.doc.ID
	}
	o.own[source] = own
	return own
}

// samePercent is the part of their pairs that two orders share which are near without
// one lead or date.
const samePercent = 60

// lastDayOf is the day by which a stretch of time is over; "" where it is open.
func lastDayOf(resolved string) core.Date {
	if _, end, two := strings.Cut(resolved, "/"); two {
		resolved = end
	}
	if d, err := core.ParseDate(resolved); err == nil {
		return d
	}
	if a, b, span := strings.Cut(resolved, "-"); span && len(a) == 4 && len(b) == 4 { // 2026-2030
		resolved = b
	}
	p, err := core.ParsePeriod(resolved)
	if err != nil {
		return ""
	}
	return p.LastDay()
}

// row is the directive that a choice makes.
func (c *Choice) row(id core.DirectiveID, in *extract.Directive, src string) meeting.Directive {
	x := meeting.Directive{ID: id, Text: strings.TrimSpace(c.Text), State: meeting.DirectivePrinciple, Source: src}
	if in.Subject != nil {
		x.Subject = in.Subject.Reading()
	}
	if in.Deadline != nil {
		x.Deadline = in.Deadline.Reading()
	}
	if c.As == AsPrinciple {
		return x
	}
	x.State = meeting.DirectiveDraft
	x.Deliverable, x.Due, x.Lead, x.Closer = strings.TrimSpace(c.Deliverable), c.Due, c.Lead, c.Closer
	if x.Lead != "" && x.Due != "" {
		x.State = meeting.DirectiveIssued
	}
	return x
}
