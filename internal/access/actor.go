package access

import (
	"tupo/internal/core"
	"tupo/internal/plan"
)

// Actor is whoever asks: an account with its grants, and the units they are
// granted in. The zero Actor is a visitor, who has what the public has.
type Actor struct {
	Account Account
	Grants  []Grant // of this account; others are ignored
	Units   Tree
}

// Visitor reports whether nobody is logged in.
func (a Actor) Visitor() bool { return a.Account.ID == "" }

// Figure names the units that matter for a right over one figure: whose it is,
// who verifies its indicator, and which department is competent for it.
type Figure struct {
	Unit      core.UnitID // the reporting unit
	Verifier  core.UnitID // plan.Indicator.Verifier
	Competent core.UnitID // plan.Indicator.Competent; "" means the verifier
}

// Effective reports whether the grant holds on a date. From and To are both
// inside; an empty end is open.
func (g *Grant) Effective(on core.Date) bool {
	return (g.From == "" || g.From <= on) && (g.To == "" || on <= g.To)
}

// grants visits the reach of p by each grant in force; the public's comes first,
// with no grant. It stops when visit says so.
func (a Actor) grants(p Permission, on core.Date, visit func(reach Reach, at core.UnitID) (stop bool)) {
	if reach := ReachOf(Public, p); reach != Nowhere && visit(reach, "") {
		return
	}
	if a.Visitor() || a.Account.Closed {
		return
	}
	for i := range a.Grants {
		g := &a.Grants[i]
		if g.Account != a.Account.ID || !g.Effective(on) {
			continue
		}
		if reach := ReachOf(g.Role, p); reach != Nowhere && visit(reach, g.Unit) {
			return
		}
	}
}

// May reports whether the actor may do p at a unit on a date. The empty unit is
// the district as a whole: only district-wide rights and grants at the root
// hold there. Rights by indicator need a figure; May never gives them.
func (a Actor) May(p Permission, unit core.UnitID, on core.Date) bool {
	held := false
	a.grants(p, on, func(reach Reach, at core.UnitID) bool {
		held = a.reaches(reach, at, unit)
		return held
	})
	return held
}

func (a Actor) reaches(reach Reach, at, unit core.UnitID) bool {
	switch reach {
	case WholeDistrict:
		return known(a.Units, unit)
	case UnitBelow:
		return under(a.Units, unit, at)
	case OwnUnit:
		return unit != "" && unit == at && known(a.Units, unit)
	}
	return false
}

// MayFigure reports whether the actor may do p to one figure on a date: at its
// unit as May does, or through its indicator. Nobody changes through the
// indicator a figure that they may file or approve themselves, nor one whose
// reporting unit is its own verifier.
func (a Actor) MayFigure(p Permission, f Figure, on core.Date) bool {
	if a.May(p, f.Unit, on) {
		return true
	}
	held := false
	a.grants(p, on, func(reach Reach, at core.UnitID) bool {
		switch reach {
		case Verifies:
			held = f.Verifier != "" && under(a.Units, f.Verifier, at)
		case Releases:
			held = f.competent() != "" && under(a.Units, f.competent(), at)
		}
		return held
	})
	if held && (p == VerifyFigure || p == ReturnReport) {
		return f.Unit != f.Verifier && !a.May(FileReport, f.Unit, on) && !a.May(ApproveReport, f.Unit, on)
	}
	return held
}

func (f Figure) competent() core.UnitID {
	if f.Competent == "" {
		return f.Verifier
	}
	return f.Competent
}

// Holds reports whether p holds anywhere at all. Routes ask this before the
// object is known; it never suffices to act.
func (a Actor) Holds(p Permission, on core.Date) bool {
	held := false
	a.grants(p, on, func(Reach, core.UnitID) bool {
		held = true
		return true
	})
	return held
}

// Everywhere reports whether p holds at every unit, so that a list needs no
// filter by unit.
func (a Actor) Everywhere(p Permission, on core.Date) bool { return a.May(p, "", on) }

// Scope lists the units at which p holds on a date, in the tree's order, for
// lists, counts and searches. For a right through indicators they are the units
// whose indicators it covers (Verifies: as verifier, Releases: as competent
// department), to be compared with the indicator and not with the figure's unit;
// ScopeBy tells the two apart.
func (a Actor) Scope(p Permission, on core.Date) []core.UnitID {
	s := a.ScopeBy(p, on)
	if len(s.Units) > 0 {
		return s.Units
	}
	if len(s.Verifies) > 0 {
		return s.Verifies
	}
	return s.Releases
}

// Scopes are the three ways in which a permission covers figures. A figure is
// covered if its unit is in Units, its verifier in Verifies or its competent
// department in Releases.
type Scopes struct {
	Units, Verifies, Releases []core.UnitID
}

// ScopeBy is Scope with the ways kept apart, for an account that is a unit's
// reporter and another's verifier.
func (a Actor) ScopeBy(p Permission, on core.Date) Scopes {
	var s Scopes
	if a.Units == nil {
		return s
	}
	type held struct {
		reach Reach
		at    core.UnitID
	}
	var all []held
	a.grants(p, on, func(reach Reach, at core.UnitID) bool {
		all = append(all, held{reach, at})
		return false
	})
	for _, u := range a.Units.Units() {
		var unit, verifies, releases bool
		for _, h := range all {
			switch h.reach {
			case Verifies:
				verifies = verifies || under(a.Units, u, h.at)
			case Releases:
				releases = releases || under(a.Units, u, h.at)
			default:
				unit = unit || a.reaches(h.reach, h.at, u)
			}
		}
		s.Units = appendIf(unit, s.Units, u)
		s.Verifies = appendIf(verifies, s.Verifies, u)
		s.Releases = appendIf(releases, s.Releases, u)
	}
	return s
}

func appendIf(yes bool, list []core.UnitID, u core.UnitID) []core.UnitID {
	if yes {
		return append(list, u)
	}
	return list
}

// Sight is what decides whether an object may be seen apart from its unit.
type Sight struct {
	Level   plan.Level
	Release core.Instant // public objects: when; 0 = not yet
	Draft   bool         // part of a programme that is not yet active
	Units   []core.UnitID
}

// Sees reports whether the actor may know of an object. Released public objects
// are everybody's, drafts the office's, internal ones of every account with a
// grant, work secrets of those who have a right at one of the object's units.
func (a Actor) Sees(s Sight, on core.Date, now core.Instant) bool {
	if s.Draft && !a.mayAny(ViewDraftPlan, s.Units, on) {
		return false
	}
	switch {
	case s.Level == plan.LevelSecret:
		return a.mayAny(ViewSecret, s.Units, on)
	case s.Level == plan.LevelPublic && s.Release != 0 && s.Release <= now && !s.Draft:
		return true
	}
	return a.Holds(ViewBoard, on)
}

// mayAny reports whether p holds at the district or at one of the units.
func (a Actor) mayAny(p Permission, units []core.UnitID, on core.Date) bool {
	if a.May(p, "", on) {
		return true
	}
	for _, u := range units {
		if u != "" && a.May(p, u, on) {
			return true
		}
	}
	return false
}
