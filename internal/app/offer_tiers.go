package app

import (
	"slices"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// tier takes a range that the text gives for an indicator of one value: the end that must
// at least be kept is the target, the other is striven for. Of an indicator that rises
// that is the low end, of one that falls the high end. What a person said stays as said.
func (it *intent) tier(x *plan.Indicator, d Decision) {
	said := slices.ContainsFunc(d.Said, func(field string) bool { return field == "value" || field == "high" || field == "stretch" })
	c, t := &it.Choice, &it.figure.target
	if said || x.Direction != plan.AtLeast && x.Direction != plan.AtMost || !t.Value.Known() || !t.High.Known() || t.Stretch.Known() {
		return
	}
	floored := t.Floor.Known()
	c.Stretch, t.Stretch = c.High, t.High
	c.High, t.High = "", core.Quantity{}
	if rises := x.Direction == plan.AtLeast; rises != (t.Stretch.Compare(t.Value) >= 0) {
		c.Value, c.Stretch = c.Stretch, c.Value
		t.Value, t.Stretch = t.Stretch, t.Value
	}
	if floored {
		c.Floor, t.Floor = c.Value, t.Value
	}
	it.Ends = &Ends{Target: x.Either(t.Value), Stretch: x.Either(t.Stretch)}
}
