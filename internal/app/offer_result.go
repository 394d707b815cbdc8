package app

import (
	"errors"
	"strings"

	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// result finds the published figure that a choice is about, and how it differs from
// what is known for the period.
func (o *offering) result(it *intent, f document.Fact) {
	c, x := &it.Choice, &it.figure.indicator
	if _, ok := o.board.Unit(c.Unit); !ok {
		it.Stop = errs.Field("unit", "plan.no-such-unit", "code", string(c.Unit))
		return
	}
	if c.Period.IsZero() {
		it.Stop = errs.Field("period", "document.period-unknown")
		return
	}
	value, stop := c.quantity("value", c.Value, x)
	if stop != nil {
		it.Stop = stop
		return
	}
	if it.figure.fresh && x.Accumulation == plan.Cumulative && c.Period.From > 1 { // the text gives it for a stretch alone
		x.Accumulation, x.Frequency = plan.Flow, frequencyOf(c.Period)
	}
	p, due := x.Period(int(c.Period.Year), int(c.Period.To))
	switch {
	case !value.Known():
		it.Stop = errs.Field("value", "document.value-needed")
	case !due:
		it.Stop = errs.Field("period", "report.not-a-release", "period", c.Period.String())
	case (x.Accumulation == plan.Cumulative || x.Accumulation == plan.Growth && !it.figure.fresh) && c.Period.From > 1 && c.Period.Len() < 12 && p != c.Period:
		it.Stop = errs.Field("period", "document.period-alone", "period", c.Period.String())
	case x.Accumulation == plan.Flow && p != c.Period:
		it.Stop = errs.Field("period", "document.period-cumulated", "period", c.Period.String())
	}
	if it.Stop != nil {
		return
	}
	released := o.doc.Date
	if released == "" {
		released = o.app.Today(o.who.District)
	}
	it.figure.release = Release{Indicator: x.ID, Unit: c.Unit, Period: p, Value: c.number(c.Value), Basis: report.Published, Released: released, Source: source(f)}
	if _, faults := o.app.observed(o.who, x, it.figure.release, ""); len(faults) > 0 { // a period that is not over, a day to come
		it.Stop = errs.All(errors.Join(faults...))[0]
		return
	}
	it.Does = DoesNew
	if it.figure.fresh {
		return
	}
	for _, k := range []struct {
		basis report.Basis
		field string
	}{{report.Published, "value"}, {report.Official, "official"}} {
		was, ok := o.board.Observation(x.ID, c.Unit, p, k.basis)
		if !ok {
			continue
		}
		same := was.Value == value
		if !same && was.Value.Known() {
			it.Clash = append(it.Clash, Clash{Field: k.field, Known: x.Either(was.Value), Here: x.Either(value), Source: was.Source})
		}
		if k.basis != report.Published {
			continue
		}
		switch it.Does = DoesRevise; {
		case same:
			it.Does = DoesLink
		case was.Released > released:
			it.Stop = errs.Field("value", "document.older", "date", string(was.Released))
		case blank(c.Reason):
			it.Stop = errs.Field("reason", "report.vintage-reason")
		case !strings.HasPrefix(was.Source, "fact:") && o.app.MayRelease(o.who, x, c.Unit) != nil:
			it.Stop = errs.Field("value", "document.released-by-others")
		}
	}
}
