package app

import (
	"cmp"
	"errors"
	"slices"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/meeting"
	"tupo/internal/plan"
	"tupo/internal/project"
	"tupo/internal/record"
	"tupo/internal/store"
)

// closingMonths is how long rights at a closed unit last: its people finish the
// sheets of the months before.
const closingMonths = 1

// read gathers the rows outside the plan that name the old units.
func (r *reforming) read(v *store.View) error {
	grants, err := store.List[access.Grant](v, "")
	if err != nil {
		return err
	}
	for _, g := range grants {
		if r.isOld(g.Unit) && (g.To == "" || g.To >= r.in.From) {
			r.grants = append(r.grants, g)
		}
	}
	if err := r.moveGrants(grants); err != nil || !r.ends() {
		return err
	}
	accounts, err := store.List[access.Account](v, "")
	if err != nil {
		return err
	}
	for i := range accounts {
		if r.isOld(accounts[i].Unit) {
			accounts[i].Unit = r.heir
			r.change(&accounts[i])
		}
	}
	orders, err := store.List[meeting.Directive](v, "")
	if err != nil {
		return err
	}
	for i := range orders {
		if r.isOld(orders[i].Lead) {
			orders[i].Lead = r.heir
			r.change(&orders[i])
		}
	}
	projects, err := store.List[project.Project](v, "")
	for i := range projects {
		if r.isOld(projects[i].Zone) {
			projects[i].Zone = r.heir
			r.change(&projects[i])
		}
	}
	return err
}

// goesTo says where an object of an old unit goes; "" when it stays.
func (r *reforming) goesTo(ref core.Ref) (core.UnitID, error) {
	if !r.in.Split {
		return r.heir, nil
	}
	code, named := r.in.Moves[ref.String()]
	to, known := r.codes[code]
	switch {
	case code == "" && r.in.Continues && !r.in.All:
		return "", nil
	case code == "" || !named:
		return r.heir, nil
	case !known:
		return "", errs.Field("move."+ref.String(), "plan.no-such-unit", "code", code)
	case r.isOld(to) && r.in.Continues:
		return "", nil
	case r.isOld(to):
		return "", errs.Field("move."+ref.String(), "reform.own-heir")
	}
	return to, nil
}

// moveGrants gives each right at an old unit to the same account at the new one,
// as whoever gave it first gave it. A right at a unit that ends runs on until its
// last sheets are done.
func (r *reforming) moveGrants(all []access.Grant) error {
	last := max(r.in.From, r.app.Today(r.who.District))
	month := core.Month(last.Year(), last.Month())
	for range closingMonths {
		month = nextMonth(month)
	}
	for _, g := range r.grants {
		to, err := r.goesTo(record.RefOf(&g))
		if err != nil {
			return err
		}
		if to == "" {
			continue
		}
		old, neu := g, g
		old.To = earlier(g.To, month.LastDay())
		if !r.ends() {
			old.To = r.in.From.AddDays(-1)
		}
		id, err := r.app.newID()
		if err != nil {
			return err
		}
		neu.ID, neu.Unit, neu.From = core.GrantID(id), to, max(g.From, r.in.From)
		if old.To < old.From {
			old.To = old.From
		}
		r.change(&old)
		r.moves = append(r.moves, Moved{Ref: record.RefOf(&g), Old: g.Unit, New: to, Account: g.Account, Role: g.Role})
		if !holds(all, neu) {
			all = append(all, neu)
			r.change(&neu)
		}
	}
	return nil
}

// holds reports whether an account has the same right for as long already.
func holds(all []access.Grant, g access.Grant) bool {
	return slices.ContainsFunc(all, func(x access.Grant) bool {
		return x.Account == g.Account && x.Role == g.Role && x.Unit == g.Unit && x.From <= g.From && (x.To == "" || g.To != "" && g.To <= x.To)
	})
}

// earlier is the first of two ends; "" is open.
func earlier(a, b core.Date) core.Date {
	if a == "" || b < a {
		return b
	}
	return a
}

// move works out what changes hands in the plan: targets and tasks by date, the
// rest at once.
func (r *reforming) move() error {
	then := r.book.On(r.in.From)
	var faults []error
	for i := range then.Targets {
		t := &then.Targets[i]
		if r.running(t.Programme) && t.Year >= int64(r.in.From.Year()) {
			faults = append(faults, r.hand(record.RefOf(t), t.Roles()))
		}
	}
	for i := range then.Tasks {
		t := &then.Tasks[i]
		if a, ok := r.board.Action(t.Action); ok && r.running(a.Programme) {
			faults = append(faults, r.hand(record.RefOf(t), t.Roles()))
		}
	}
	for i := range r.book.Posts {
		p := &r.book.Posts[i]
		if !r.isOld(p.Unit) {
			continue
		}
		to, err := r.goesTo(record.RefOf(p))
		faults = append(faults, err)
		if err == nil && to != "" {
			r.moves = append(r.moves, Moved{Ref: record.RefOf(p), Old: p.Unit, New: to})
			p.Unit = to
			r.change(p)
		}
	}
	if r.ends() {
		r.inherit()
	}
	return errors.Join(faults...)
}

func (r *reforming) running(id core.ProgrammeID) bool {
	p, ok := r.board.Programme(id)
	return ok && p.State != plan.Closed
}

// hand moves a target or a task: every part that an old unit has in it, but for
// whose figure it is.
func (r *reforming) hand(ref core.Ref, units []core.UnitID) error {
	for _, u := range r.old {
		if !slices.Contains(units, u.ID) {
			continue
		}
		to, err := r.goesTo(ref)
		if err != nil || to == "" {
			return err
		}
		t := plan.Transfer{Object: ref.String(), From: r.in.From, Old: u.ID, New: to}
		r.book.Transfers = append(r.book.Transfers, t)
		r.change(&t)
		r.moves = append(r.moves, Moved{Ref: ref, Old: u.ID, New: to})
	}
	return nil
}

// inherit gives the heir what has no date of its own.
func (r *reforming) inherit() {
	take := func(at *core.UnitID) bool {
		if !r.isOld(*at) {
			return false
		}
		*at = r.heir
		return true
	}
	for i := range r.book.Units {
		if u := &r.book.Units[i]; !r.isOld(u.ID) && u.ID != r.heir && take(&u.Parent) {
			r.change(u)
		}
	}
	for i := range r.book.Actions {
		if x := &r.book.Actions[i]; r.running(x.Programme) && take(&x.LeadUnit) {
			r.change(x)
		}
	}
	for i := range r.book.Indicators {
		x := &r.book.Indicators[i]
		verifies, releases := take(&x.Verifier), take(&x.Competent)
		if verifies || releases {
			r.change(x)
		}
	}
}

// sound checks the plan as its rows will be and as it will be in force on the day:
// a fault that is not there now refuses the reform.
func (r *reforming) sound() error {
	type seen struct{ kind, id, field, key string }
	known := map[seen]bool{}
	today := r.app.Today(r.who.District)
	now := r.board.Book().On(today)
	for _, b := range []*plan.Book{r.board.Book(), &now} {
		for _, f := range b.Check() {
			known[seen{f.Kind, f.ID, f.Field, f.Key}] = true
		}
	}
	then := r.book.On(today)
	var faults []error
	for _, b := range []*plan.Book{&r.book, &then} {
		for _, f := range b.Check() {
			at := seen{f.Kind, f.ID, f.Field, f.Key}
			if f.Severity == plan.Error && !known[at] {
				known[at] = true
				faults = append(faults, &errs.Error{Kind: errs.Conflict, Field: cmp.Or(f.Code, f.ID), Key: f.Key, Args: f.Args})
			}
		}
	}
	return errors.Join(faults...)
}
