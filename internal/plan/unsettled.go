package plan

import (
	"cmp"
	"slices"

	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/record"
)

// ProgrammeFaults lists what must be mended in the rows of one programme before it
// can start.
func (b *Book) ProgrammeFaults(id core.ProgrammeID) []Fault {
	return ofSeverity(b.Check(), b.rowsOf(id), Error)
}

// Unsettled lists what a programme may start with, although it is probably not
// meant: what Check warns of in its rows and in the indicators they are measured by,
// then what Loose finds.
func (b *Book) Unsettled(id core.ProgrammeID) []Fault {
	ours := b.rowsOf(id)
	for _, t := range b.Targets {
		if t.Programme == id {
			ours[core.Ref{Kind: "indicator", ID: string(t.Indicator)}] = true
		}
	}
	return append(ofSeverity(b.Check(), ours, Warning), b.Loose(id)...)
}

func ofSeverity(faults []Fault, rows map[core.Ref]bool, wanted Severity) []Fault {
	return slices.DeleteFunc(faults, func(f Fault) bool {
		return f.Severity != wanted || !rows[core.Ref{Kind: f.Kind, ID: f.ID}]
	})
}

// rowsOf names the rows of one programme.
func (b *Book) rowsOf(id core.ProgrammeID) map[core.Ref]bool {
	ours := map[core.Ref]bool{{Kind: "programme", ID: string(id)}: true}
	for _, x := range b.Actions {
		if x.Programme == id {
			ours[core.Ref{Kind: "action", ID: string(x.ID)}] = true
		}
	}
	for _, t := range b.Tasks {
		ours[core.Ref{Kind: "task", ID: string(t.ID)}] = ours[core.Ref{Kind: "action", ID: string(t.Action)}]
	}
	for i := range b.Milestones {
		m := &b.Milestones[i]
		ours[record.RefOf(m)] = ours[core.Ref{Kind: "task", ID: string(m.Task)}]
	}
	for _, t := range b.Targets {
		ours[core.Ref{Kind: "target", ID: string(t.ID)}] = t.Programme == id
	}
	for i := range b.Points {
		p := &b.Points[i]
		ours[record.RefOf(p)] = ours[core.Ref{Kind: "target", ID: string(p.Target)}]
	}
	return ours
}

// Loose finds what only a programme as a whole shows: actions without a lead or
// without anything in them, targets that no unit answers for or that have no number,
// and breakdowns that do not add up. All are warnings.
func (b *Book) Loose(id core.ProgrammeID) []Fault {
	c := newChecker(b)
	used, parts := map[core.ActionID]bool{}, map[core.TargetID][]*Target{}
	for _, t := range b.Tasks {
		used[t.Action] = true
	}
	for i := range b.Targets {
		t := &b.Targets[i]
		used[t.Action] = true
		if t.Parent != "" {
			parts[t.Parent] = append(parts[t.Parent], t)
		}
	}
	for i := range b.Actions {
		a := &b.Actions[i]
		if a.Programme != id {
			continue
		}
		if s := c.of(a, a.Code); a.LeadPost == "" && a.LeadUnit == "" {
			s.warn("lead_unit_id", "plan.action-unled", "name", i18n.EitherName(a.Name, a.NameEn))
		}
		if s := c.of(a, a.Code); !used[a.ID] {
			s.warn("name", "plan.action-empty", "name", i18n.EitherName(a.Name, a.NameEn))
		}
	}
	for i := range b.Targets {
		if t := &b.Targets[i]; t.Programme == id {
			c.looseTarget(t, parts[t.ID])
		}
	}
	return c.faults
}

// looseTarget looks at one target with its parts of all dimensions.
func (c *checker) looseTarget(t *Target, parts []*Target) {
	s, x := c.of(t, t.Code), c.indicator[t.Indicator]
	if x == nil {
		return
	}
	if t.Ownerless(c.unit[t.Unit]) {
		s.warn("responsible_unit_id", "plan.unanswered", "name", i18n.EitherName(x.Name, x.NameEn))
	}
	if !t.Value.Known() {
		s.warn("value", "plan.no-number", "name", i18n.EitherName(x.Name, x.NameEn), "reference", t.Reference)
	}
	values, order := map[string][]core.Quantity{}, []string(nil)
	for _, part := range parts {
		if values[part.Dimension] == nil {
			order = append(order, part.Dimension)
		}
		values[part.Dimension] = append(values[part.Dimension], part.Value)
	}
	for _, dimension := range order {
		sum, left, verdict := AddUp(t, x, values[dimension])
		if verdict == PartsExact || verdict == PartsNoSum {
			continue
		}
		amount := func(q core.Quantity) string { return i18n.EitherAmount(x.Shown(q), x.Measure(), int(x.Decimals)) }
		if left.Known() && left.Micro() < 0 {
			left = core.Micro(-left.Micro())
		}
		s.warn("value", "plan.parts-"+string(verdict), "name", i18n.EitherName(x.Name, x.NameEn), "dimension", cmp.Or(dimension, "—"),
			"whole", amount(t.Value), "sum", amount(sum), "left", amount(left))
	}
}
