package app

import (
	"context"

	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

// askedTarget is a target that somebody has asked to add to a plan that runs, and that
// nobody has decided yet.
type askedTarget struct {
	plan.Target
	change string // the request
}

// asked is what requests would add to the plan if they were approved.
type asked struct {
	targets    []askedTarget
	indicators []plan.Indicator // that these targets need
	changes    []PlanChange     // all of them, with what they would change
}

func askedOf(r store.Reader) (out asked, err error) {
	all, err := requests(r, "state = $1", string(plan.ChangeAsked))
	out.changes = all
	for i := range all {
		targets, indicators, err := all[i].Added()
		if err != nil {
			return out, err
		}
		for _, t := range targets {
			out.targets = append(out.targets, askedTarget{t, all[i].ID})
		}
		out.indicators = append(out.indicators, indicators...)
	}
	return out, err
}

// asked is what waits to be decided now.
func (a *App) asked(ctx context.Context, w Who) (out asked, err error) {
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		out, err = askedOf(v)
		return err
	})
	return out, err
}

// indicator finds an indicator that is asked for.
func (a *asked) indicator(id core.IndicatorID) (*plan.Indicator, bool) {
	for i := range a.indicators {
		if a.indicators[i].ID == id {
			return &a.indicators[i], true
		}
	}
	return nil, false
}

// askedFor is the request by which the target of a choice is asked for already.
func (o *offering) askedFor(c *Choice, x *plan.Indicator) *askedTarget {
	for i := range o.asked.targets {
		if t := &o.asked.targets[i]; t.Programme == c.Programme && t.Indicator == x.ID && t.Unit == c.Unit && t.Year == int64(c.Period.Year) && t.Parent == "" {
			return t
		}
	}
	return nil
}

// says reports whether what is asked for holds all that a text says of a target.
func (a *askedTarget) says(t *plan.Target) bool {
	same := func(asked, here core.Quantity) bool { return !here.Known() || asked == here }
	return same(a.Value, t.Value) && same(a.High, t.High) && same(a.Floor, t.Floor) && same(a.Stretch, t.Stretch) && (t.Reference == "" || a.Reference == t.Reference)
}

// changeAsked is the request that would make of a target all that a text says of it; "" if
// there is none. A request from which the plan has moved on says nothing any more.
func (o *offering) changeAsked(old, t *plan.Target) string {
	if t.Action != old.Action || t.Responsible != old.Responsible {
		return ""
	}
	ref := record.RefOf(old).String()
	for i := range o.asked.changes {
		var items []plan.ChangeItem
		for _, x := range o.asked.changes[i].Items {
			if x.Object == ref {
				items = append(items, x)
			}
		}
		if len(items) == 0 {
			continue
		}
		rows, _, err := applyItems(items, func(core.Ref) (record.Row, error) { return old, nil })
		if err != nil || len(rows) != 1 {
			continue
		}
		if next, ok := rows[0].(*plan.Target); ok && (&askedTarget{Target: *next}).says(t) {
			return o.asked.changes[i].ID
		}
	}
	return ""
}

// taken lists all targets that have a code: those of the plan and those asked for.
func (p *paper) taken(b *plan.Book) []plan.Target {
	all := append([]plan.Target(nil), b.Targets...)
	for _, t := range p.asked.targets {
		all = append(all, t.Target)
	}
	return all
}

// proposeAgain lets the facts from which a request was made be decided once more: it
// was refused or withdrawn.
func proposeAgain(tx *store.Tx, change string) error {
	facts, err := store.List[document.Fact](tx, "object = $1", core.Ref{Kind: "target_change", ID: change}.String())
	for i := range facts {
		f := &facts[i]
		f.State, f.Object, f.DecidedBy = document.Proposed, "", ""
		if err := tx.Put(f); err != nil {
			return err
		}
	}
	return err
}
