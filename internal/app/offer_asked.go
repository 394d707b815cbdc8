package app

import (
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
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

func askedTargets(r store.Reader) ([]askedTarget, error) {
	all, err := requests(r, "state = $1", string(plan.ChangeAsked))
	var out []askedTarget
	for _, c := range all {
		added := map[string]bool{}
		var items []plan.ChangeItem
		for _, x := range c.Items {
			ref, bad := core.ParseRef(x.Object)
			if added[x.Object] = added[x.Object] || bad == nil && ref.Kind == "target" && x.Field == "" && x.New == plan.RowAdded; added[x.Object] {
				items = append(items, x)
			}
		}
		rows, _, bad := applyItems(items, func(core.Ref) (record.Row, error) { return nil, errs.New(errs.Missing, "plan.no-such-target") })
		if bad != nil {
			return nil, bad
		}
		for _, row := range rows {
			if t, ok := row.(*plan.Target); ok {
				out = append(out, askedTarget{*t, c.ID})
			}
		}
	}
	return out, err
}

// askedFor is the request by which the target of a choice is asked for already.
func (o *offering) askedFor(c *Choice, x *plan.Indicator) *askedTarget {
	for i := range o.asked {
		if t := &o.asked[i]; t.Programme == c.Programme && t.Indicator == x.ID && t.Unit == c.Unit && t.Year == int64(c.Period.Year) && t.Parent == "" {
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

// taken lists all targets that have a code: those of the plan and those asked for.
func (p *paper) taken(b *plan.Book) []plan.Target {
	all := append([]plan.Target(nil), b.Targets...)
	for _, t := range p.asked {
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
