package app

import (
	"tupo/internal/core"
	"tupo/internal/plan"
)

// against compares what the text says of a target with the target as it stands: what
// the text does not say stays.
func (o *offering) against(it *intent, p *plan.Programme) {
	x, old := &it.figure.indicator, it.figure.known
	t := it.figure.target
	if change := o.changeAsked(old, &t); change != "" {
		it.Does, it.figure.asked = DoesLink, change
		return
	}
	next := *old
	changed := false
	take := func(field string, was *core.Quantity, now core.Quantity) {
		if !now.Known() || *was == now {
			return
		}
		if was.Known() {
			it.Clash = append(it.Clash, Clash{Field: field, Known: x.Either(*was), Here: x.Either(now), Source: old.Source})
		}
		*was, changed = now, true
	}
	take("value", &next.Value, t.Value)
	take("high", &next.High, t.High)
	take("floor_value", &next.Floor, t.Floor)
	take("stretch", &next.Stretch, t.Stretch)
	if t.Reference != "" && t.Reference != old.Reference {
		if old.Reference != "" {
			it.Clash = append(it.Clash, Clash{Field: "reference", Known: old.Reference, Here: t.Reference, Source: old.Source})
		}
		next.Reference, changed = t.Reference, true
	}
	if next.Action != t.Action || next.Responsible != t.Responsible {
		next.Action, next.Responsible, changed = t.Action, t.Responsible, true
	}
	if next.Source == "" && p.State != plan.Active { // of what runs it is noted with the request
		next.Source = t.Source
	}
	it.figure.target = next
	switch {
	case !changed:
		it.Does = DoesLink
	case p.State == plan.Active:
		it.Does = DoesAsk
	default:
		it.Does = DoesChange
	}
}
