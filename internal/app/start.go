package app

import (
	"cmp"
	"context"
	"slices"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// Start is how far a district is on its way to a running year: what the office
// must set up before the first reports can be asked for.
type Start struct {
	Programme  *plan.Programme // the draft that the year is made of; nil when there is none
	Units      int             // besides the one at the top
	Actions    int             // of the programme, as all that follows
	Tasks      int
	Indicators int // of the district: programmes share them
	Targets    int // wholes, not the parts of a breakdown
	Unvalued   int // of those, without a value for the year
	Parts      int
	Faults     int // what must be mended before the programme starts
	Unsettled  int // what it may start with, although it is probably not meant

	Reporting int    // units that will be asked for reports
	Staffed   int    // of those, with accounts for all that their sheets need
	Lacks     []Lack // accounts that are missing

	SystemAdmins   []string // logins of those who make accounts
	SecurityAdmins []string // logins of those who grant roles

	First     core.Period // release that will be asked for first when the programme starts today; zero when nothing is
	FirstDue  core.Date
	Inherited int // months of the programme that are over and would be asked for too
}

// Lack is a role that nobody holds for a unit.
type Lack struct {
	Unit core.UnitID
	Role access.Role
}

// Start tells whoever sets the year up how far it is. It is over, and the second
// result false, when a programme runs; others than the office have no part in it.
func (a *App) Start(ctx context.Context, w Who) (Start, bool, error) {
	if !w.Operator && !w.Actor.May(access.EditPlan, "", a.Today(w.District)) {
		return Start{}, false, nil
	}
	now, err := a.whole(ctx, w.District)
	if err != nil || programmeRuns(now.Book()) {
		return Start{}, false, err
	}
	s := a.seen(w, now)
	b := s.Book()
	out := Start{Indicators: len(b.Indicators), Units: max(0, len(b.Units)-1), Programme: draftOf(b)}
	var staff []access.Actor
	err = a.db.View(ctx, w.District, func(v *store.View) (err error) {
		staff, err = staffOf(v, access.NewTree(b.Units))
		return err
	})
	if err != nil {
		return out, false, err
	}
	today := a.Today(w.District)
	out.administrators(staff, today)
	if out.Programme != nil {
		out.count(b)
		out.foresee(s, staff, today)
		out.Unsettled = len(a.unsettled(w, now, out.Programme.ID))
	}
	return out, true, nil
}

// ProgrammeRuns reports whether some programme of the district runs.
func (a *App) ProgrammeRuns(ctx context.Context, d core.DistrictID) (bool, error) {
	s, err := a.whole(ctx, d)
	return err == nil && programmeRuns(s.Book()), err
}

func programmeRuns(b *plan.Book) bool {
	return slices.ContainsFunc(b.Programmes, func(p plan.Programme) bool { return p.State == plan.Active })
}

// draftOf is the draft that most likely is the year's: the one begun last.
func draftOf(b *plan.Book) *plan.Programme {
	var out *plan.Programme
	for i := range b.Programmes {
		if b.Programmes[i].State == plan.Draft {
			out = &b.Programmes[i]
		}
	}
	return out
}

// staffOf lists the open accounts with what they may do.
func staffOf(v *store.View, units access.Tree) ([]access.Actor, error) {
	accounts, err := store.List[access.Account](v, "")
	if err != nil {
		return nil, err
	}
	grants, err := store.List[access.Grant](v, "")
	if err != nil {
		return nil, err
	}
	of := map[core.AccountID][]access.Grant{}
	for _, g := range grants {
		of[g.Account] = append(of[g.Account], g)
	}
	var out []access.Actor
	for _, x := range accounts {
		if !x.Closed {
			out = append(out, access.Actor{Account: x, Grants: of[x.ID], Units: units})
		}
	}
	slices.SortFunc(out, func(x, y access.Actor) int { return cmp.Compare(x.Account.Login, y.Account.Login) })
	return out, nil
}

func (s *Start) administrators(staff []access.Actor, today core.Date) {
	for _, x := range staff {
		if x.May(access.ManageAccounts, "", today) {
			s.SystemAdmins = append(s.SystemAdmins, x.Account.Login)
		}
		if x.May(access.ManageGrants, "", today) {
			s.SecurityAdmins = append(s.SecurityAdmins, x.Account.Login)
		}
	}
}

// count goes through the rows of the draft.
func (s *Start) count(b *plan.Book) {
	actions := map[core.ActionID]bool{}
	for _, x := range b.Actions {
		if x.Programme == s.Programme.ID {
			actions[x.ID] = true
		}
	}
	s.Actions = len(actions)
	for _, t := range b.Tasks {
		if actions[t.Action] {
			s.Tasks++
		}
	}
	for _, t := range b.Targets {
		switch {
		case t.Programme != s.Programme.ID:
		case t.Parent != "":
			s.Parts++
		default:
			s.Targets++
			if !t.Value.Known() && t.Reference == "" {
				s.Unvalued++
			}
		}
	}
	s.Faults = len(b.ProgrammeFaults(s.Programme.ID))
}

// foresee looks at the year as it would be if the programme started today: who
// will be asked for what and when, and whether somebody is there to answer.
func (s *Start) foresee(now *board.Snapshot, staff []access.Actor, today core.Date) {
	then := started(now, s.Programme.ID)
	first := map[core.Period]board.DueLine{} // of each month, what is due first
	for _, u := range then.Book().Units {
		asked, needs := false, map[Lack]bool{}
		for _, month := range monthsOf(s.Programme) {
			lines := then.DueLines(u.ID, month)
			if len(lines) == 0 && len(then.DueTasks(u.ID, month)) == 0 {
				continue
			}
			asked = true
			lacking(then, staff, u.ID, month, lines, today, needs)
			for _, l := range lines {
				if was, known := first[month]; !known || l.Due < was.Due {
					first[month] = l
				}
			}
		}
		s.staff(asked, needs)
	}
	for _, month := range monthsOf(s.Programme) {
		switch l, known := first[month]; {
		case !known:
		case l.Due < today:
			s.Inherited++
		case s.FirstDue == "":
			s.First, s.FirstDue = l.Period, l.Due
		}
	}
	slices.SortFunc(s.Lacks, func(x, y Lack) int { return cmp.Or(cmp.Compare(x.Unit, y.Unit), cmp.Compare(y.Role, x.Role)) })
}

// staff adds one unit to the count of those that will be asked.
func (s *Start) staff(asked bool, needs map[Lack]bool) {
	if !asked {
		return
	}
	s.Reporting++
	if len(needs) == 0 {
		s.Staffed++
	}
	for need := range needs {
		if !slices.Contains(s.Lacks, need) {
			s.Lacks = append(s.Lacks, need)
		}
	}
}

// started is the board as if a draft ran.
func started(now *board.Snapshot, id core.ProgrammeID) *board.Snapshot {
	c := now.Content()
	c.Book.Programmes = slices.Clone(c.Book.Programmes)
	for i := range c.Book.Programmes {
		if p := &c.Book.Programmes[i]; p.ID == id {
			p.State = plan.Active
		}
	}
	return board.Build(c, now.Seq())
}

func monthsOf(p *plan.Programme) []core.Period {
	var all []core.Period
	for year := p.StartYear; year <= p.EndYear; year++ {
		for month := 1; month <= 12; month++ {
			all = append(all, core.Month(int(year), month))
		}
	}
	return all
}

// lacking adds to needs the roles that nobody holds for a unit's sheet of a month.
func lacking(s *board.Snapshot, staff []access.Actor, unit core.UnitID, month core.Period, lines []board.DueLine, today core.Date, needs map[Lack]bool) {
	held := func(may func(access.Actor) bool) bool { return slices.ContainsFunc(staff, may) }
	if !held(func(x access.Actor) bool { return x.May(access.FileReport, unit, today) }) {
		needs[Lack{unit, access.Reporter}] = true
	}
	if asksApproval(s, unit, month) && !held(func(x access.Actor) bool { return x.May(access.ApproveReport, unit, today) }) {
		needs[Lack{unit, access.Approver}] = true
	}
	for _, l := range lines {
		f := access.Figure{Unit: l.Unit, Verifier: l.Indicator.Verifier, Competent: l.Indicator.Competent}
		if l.Indicator.Verifier != "" && !held(func(x access.Actor) bool { return x.MayFigure(access.VerifyFigure, f, today) }) {
			needs[Lack{l.Indicator.Verifier, access.Verifier}] = true
		}
	}
}
