package plan

import (
	"cmp"
	"strconv"

	"tupo/internal/core"
)

func (c *checker) units() {
	seen, roots, names := newUnique(), []*Unit(nil), c.unitNames()
	for i := range c.book.Units {
		u := &c.book.Units[i]
		s := c.of(u, u.Code)
		seen.row(s, "")
		s.needed("name", u.Name)
		names.check(s, u)
		oneOf(s, "kind", u.Kind, UnitDistrict, UnitDepartment, UnitZone, UnitTown, UnitEnterprise, UnitTaskForce)
		s.dates("valid_from", u.From, "valid_to", u.To)
		s.unitRef("successor_id", u.Successor)
		if u.Successor != "" && u.Successor == u.ID {
			s.fail("successor_id", "plan.own-successor")
		}
		if u.Parent != "" {
			s.unitRef("parent_id", u.Parent)
			if u.Kind == UnitDistrict {
				s.fail("kind", "plan.district-below")
			}
			if c.unitCycle(u) {
				s.fail("parent_id", "plan.cycle")
			}
			continue
		}
		if roots = append(roots, u); len(roots) > 1 {
			s.fail("parent_id", "plan.second-root", "name", roots[0].Name, "code", roots[0].Code)
		} else if u.Kind != UnitDistrict {
			s.warn("kind", "plan.root-kind")
		}
	}
	if len(roots) == 0 && len(c.book.Units) > 0 {
		c.of(&c.book.Units[0], c.book.Units[0].Code).fail("parent_id", "plan.no-root")
	}
}

// unitNames finds units by name: the unit at the top, and the first of every other.
type unitNames struct{ first map[string]*Unit }

func (c *checker) unitNames() unitNames {
	n := unitNames{map[string]*Unit{}}
	for i := range c.book.Units {
		u := &c.book.Units[i]
		if had := n.first[u.Name]; had == nil || u.Parent == "" && had.Parent != "" {
			n.first[u.Name] = u
		}
	}
	return n
}

// check refuses a second unit with the name of the one at the top: rows that name
// it could mean either, and the district would stand in its own list. Other units
// may share a name, by date or by chance.
func (n unitNames) check(s subject, u *Unit) {
	first := n.first[u.Name]
	switch {
	case first == u || u.Name == "" || u.Parent == "":
	case first.Parent == "":
		s.fail("name", "plan.name-of-root", "name", u.Name, "code", first.Code)
	case !first.endedBefore(u) && !u.endedBefore(first):
		s.warn("name", "plan.unit-name-twice", "name", u.Name, "code", first.Code)
	}
}

// endedBefore reports whether the unit was gone when the other began.
func (u *Unit) endedBefore(other *Unit) bool {
	return u.To != "" && other.From != "" && u.To < other.From
}

// unitCycle reports whether walking up from u never ends.
func (c *checker) unitCycle(u *Unit) bool {
	at := u
	for range len(c.unit) {
		if at = c.unit[at.Parent]; at == nil {
			return false
		}
		if at.ID == u.ID {
			return true
		}
		if at.Parent == "" {
			return false
		}
	}
	return false // a cycle further up, reported at its own units
}

func (c *checker) posts() {
	seen := newUnique()
	for i := range c.book.Posts {
		p := &c.book.Posts[i]
		s := c.of(p, p.Code)
		seen.row(s, "")
		s.needed("name", p.Name)
		s.needed("unit_id", string(p.Unit))
		s.unitRef("unit_id", p.Unit)
		s.dates("valid_from", p.From, "valid_to", p.To)
	}
	for i := range c.book.Holdings {
		h := &c.book.Holdings[i]
		s := c.of(h, "")
		if c.post[h.Post] == nil {
			s.fail("post_id", "plan.no-such", "value", string(h.Post))
		}
		s.dates("valid_from", h.From, "valid_to", h.To)
		for j := range c.book.Holdings[:i] {
			if o := &c.book.Holdings[j]; o.Post == h.Post && o.meets(h) {
				s.fail("valid_from", "plan.holding-overlap", "from", string(o.From), "to", string(o.To))
				break
			}
		}
	}
}

func (c *checker) rules() {
	seen := newUnique()
	for i := range c.book.Rules {
		r := &c.book.Rules[i]
		s := c.of(r, string(r.ID))
		seen.row(s, "")
		s.needed("name", r.Name)
		oneOf(s, "kind", r.Kind, ByRatio, ByElapsed, ByMissed)
		if r.Version < 1 {
			s.fail("version", "plan.positive", "value", strconv.FormatInt(r.Version, 10))
		}
		s.thresholds(r)
	}
}

// thresholds checks only the numbers that the rule's kind reads.
func (s subject) thresholds(r *Rule) {
	switch r.Kind {
	case ByRatio:
		if !r.Green.Known() || !r.Yellow.Known() || r.Yellow.Micro() <= 0 || r.Green.Compare(r.Yellow) < 0 {
			s.fail("yellow", "plan.rule-ratio", "green", r.Green.String(), "yellow", r.Yellow.String())
		}
		d := DefaultRule()
		yellow, red := cmp.Or(r.PointsYellow, d.PointsYellow), cmp.Or(r.PointsRed, d.PointsRed)
		if yellow.Micro() < 0 || red.Compare(yellow) < 0 {
			s.fail("points_red", "plan.rule-points", "yellow", yellow.String(), "red", red.String())
		}
	case ByElapsed:
		if !r.PointsYellow.Known() || !r.PointsRed.Known() || r.PointsYellow.Micro() < 0 || r.PointsRed.Compare(r.PointsYellow) < 0 {
			s.fail("points_red", "plan.rule-points", "yellow", r.PointsYellow.String(), "red", r.PointsRed.String())
		}
	case ByMissed:
		s.between("missed_red", r.MissedRed, 1, 12)
	}
}

// limits reports whether the rule has limits of its own for an indicator's targets:
// points for what is judged in points, ratios where there is no completion rate to
// hold against the time. Counting months needs neither.
func (r *Rule) limits(x *Indicator) bool {
	switch {
	case r.Kind == ByMissed:
		return true
	case x.InPoints():
		return r.LimitsPoints()
	case r.Kind == ByElapsed && x.Accumulation.Summable():
		return true
	}
	return r.LimitsRatio()
}

// ruleFits warns of a target whose rule has no limits for it, or limits that were
// meant for something else; nil is no rule of its own.
func (s subject) ruleFits(r *Rule, x *Indicator) {
	switch {
	case r == nil:
	case !r.limits(x) && x.InPoints():
		s.warn("rule_id", "plan.rule-no-points", "rule", r.Name)
	case !r.limits(x):
		s.warn("rule_id", "plan.rule-no-ratio", "rule", r.Name)
	case r.Kind == ByElapsed && x.InPoints():
		s.warn("rule_id", "plan.rule-of-time", "rule", r.Name, "points", r.PointsRed.String())
	}
}

// ruleFitsAll warns of a programme whose rule has no limits for some of the targets
// that it is to judge.
func (s subject) ruleFitsAll(p *Programme) {
	r := s.c.rule[p.Rule]
	if r == nil {
		return
	}
	n, first := 0, ""
	for i := range s.c.book.Targets {
		t := &s.c.book.Targets[i]
		if x := s.c.indicator[t.Indicator]; t.Programme == p.ID && t.Rule == "" && x != nil && !r.limits(x) {
			if n++; n == 1 {
				first = t.Code
			}
		}
	}
	if n > 0 {
		s.warn("rule_id", "plan.rule-no-limits", "rule", r.Name, "n", strconv.Itoa(n), "code", first)
	}
}

// A plan's years lie within these.
const (
	firstYear = 1900
	lastYear  = 2199
)

func (c *checker) programmes() {
	seen := newUnique()
	for i := range c.book.Programmes {
		p := &c.book.Programmes[i]
		s := c.of(p, p.Code)
		seen.row(s, "")
		s.needed("name", p.Name)
		s.between("start_year", p.StartYear, firstYear, lastYear)
		s.between("end_year", p.EndYear, firstYear, lastYear)
		if p.EndYear < p.StartYear {
			s.fail("end_year", "plan.years-order", "from", year(p.StartYear), "to", year(p.EndYear))
		}
		oneOf(s, "state", p.State, Draft, Active, Closed)
		oneOf(s, "counts_from", p.CountsFrom, CountsSubmitted, CountsApproved, CountsVerified)
		s.ruleRef("rule_id", p.Rule)
		s.ruleFitsAll(p)
		s.level(p.Level)
	}
}

func year(n int64) string { return strconv.FormatInt(n, 10) }

// mostActions is the highest number of an action: a programme has a few.
const mostActions = 999

func (c *checker) actions() {
	seen := newUnique()
	type numbered struct {
		programme core.ProgrammeID
		no        int64
	}
	places := map[numbered]bool{}
	for i := range c.book.Actions {
		a := &c.book.Actions[i]
		s := c.of(a, a.Code)
		seen.row(s, string(a.Programme)) // the next year's programme has an A01 of its own
		s.needed("name", a.Name)
		if c.programme[a.Programme] == nil {
			s.fail("programme_id", "plan.no-such", "value", string(a.Programme))
		}
		at := numbered{a.Programme, a.No}
		switch {
		case a.No < 1:
			s.fail("no", "plan.positive", "value", year(a.No))
		case a.No > mostActions:
			s.fail("no", "plan.most", "most", strconv.Itoa(mostActions))
		case places[at]:
			s.fail("no", "plan.number-twice", "value", year(a.No))
		}
		places[at] = true
		s.unitRef("lead_unit_id", a.LeadUnit)
		if a.LeadPost == "" {
			continue
		}
		if post := c.post[a.LeadPost]; post == nil {
			s.fail("lead_post_id", "plan.no-such", "value", string(a.LeadPost))
		} else if !post.Leader {
			s.warn("lead_post_id", "plan.not-leader", "post", post.Name)
		}
	}
}

func (c *checker) tasks() {
	seen := newUnique()
	for i := range c.book.Tasks {
		t := &c.book.Tasks[i]
		s := c.of(t, t.Code)
		seen.row(s, "")
		s.needed("name", t.Name)
		s.unitRef("lead_unit_id", t.Lead)
		s.unitRef("supervising_unit_id", t.Supervising)
		s.unitList("supporting", t.Supporting)
		s.dates("start_on", t.Start, "due_on", t.Due)
		s.weight(t.Weight)
		if t.Lead == "" {
			s.warn("lead_unit_id", "plan.nobody")
		}
		if t.Due == "" && c.milestoned[t.ID] == 0 {
			s.warn("due_on", "plan.no-end")
		}
		action := c.action[t.Action]
		if action == nil {
			s.fail("action_id", "plan.no-such", "value", string(t.Action))
			continue
		}
		if p := c.programme[action.Programme]; p != nil && t.Due != "" && !p.covers(int64(t.Due.Year())) {
			s.warn("due_on", "plan.year-outside", "year", year(int64(t.Due.Year())), "from", year(p.StartYear), "to", year(p.EndYear))
		}
	}
}

// covers reports whether the year lies within the programme's.
func (p *Programme) covers(year int64) bool { return p.StartYear <= year && year <= p.EndYear }

// place is a milestone's number within its task.
type place struct {
	task core.TaskID
	no   int64
}

func (c *checker) milestones() {
	ids, places := map[core.MilestoneID]bool{}, map[place]*Milestone{}
	for i := range c.book.Milestones {
		m := &c.book.Milestones[i]
		s := c.ofMilestone(m)
		s.needed("id", string(m.ID))
		if ids[m.ID] {
			s.fail("id", "plan.id-twice", "value", string(m.ID))
		}
		ids[m.ID] = true
		s.needed("name", m.Name)
		s.needed("due_on", string(m.Due))
		s.date("due_on", m.Due)
		s.date("done_on", m.DoneOn)
		at := place{m.Task, m.No}
		switch {
		case m.No < 1:
			s.fail("no", "plan.positive", "value", strconv.FormatInt(m.No, 10))
		case places[at] != nil:
			s.fail("no", "plan.number-twice", "value", strconv.FormatInt(m.No, 10))
		default:
			places[at] = m
		}
		s.withinTask(m, c.task[m.Task])
	}
	for i := range c.book.Milestones {
		m := &c.book.Milestones[i]
		if before := places[place{m.Task, m.No - 1}]; before != nil && before.Due > m.Due && m.Due != "" {
			c.ofMilestone(m).warn("due_on", "plan.milestone-order", "before", string(before.Due), "value", string(m.Due))
		}
	}
}

func (c *checker) ofMilestone(m *Milestone) subject {
	code := strconv.FormatInt(m.No, 10)
	if task := c.task[m.Task]; task != nil {
		code = task.Code + "-" + code
	}
	return c.of(m, code)
}

func (s subject) withinTask(m *Milestone, task *Task) {
	switch {
	case task == nil:
		s.fail("task_id", "plan.no-such", "value", string(m.Task))
	case m.Due != "" && task.Start != "" && m.Due < task.Start:
		s.fail("due_on", "plan.milestone-early", "value", string(m.Due), "start", string(task.Start))
	case m.Due != "" && task.Due != "" && m.Due > task.Due:
		s.fail("due_on", "plan.milestone-late", "value", string(m.Due), "due", string(task.Due))
	}
}
