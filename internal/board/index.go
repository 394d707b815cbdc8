package board

import (
	"cmp"
	"slices"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
)

// index is the plan of a district laid out for reading: rows by identifier, the
// trees, and the targets reduced to numbers. It is immutable; a change of the
// plan makes a new one.
type index struct {
	book plan.Book // sorted; Milestones live in the snapshot

	units      map[core.UnitID]*plan.Unit
	children   map[core.UnitID][]core.UnitID
	posts      map[core.PostID]*plan.Post
	programmes map[core.ProgrammeID]*plan.Programme
	actions    map[core.ActionID]int32
	tasks      map[core.TaskID]int32
	indicators map[core.IndicatorID]*plan.Indicator
	targets    map[core.TargetID]int32
	milestones map[core.MilestoneID]core.TaskID
	points     map[core.TargetID][]plan.Point

	actionTargets [][]int32 // by action, in book order
	actionTasks   [][]int32
	unitTargets   map[core.UnitID][]int32 // by the unit whose figure it is or that answers for it
	unitTasks     map[core.UnitID][]int32
	reports       map[core.UnitID][]int32 // targets whose figure the unit files
	parts         map[core.TargetID][]int32
	readers       map[figureKey][]int32 // targets that read a figure, in any year
	secrets       []int32               // targets marked work secret
	addresses     addresses

	rules     []plan.Rule // the built-in default first
	limits    []progress.Limits
	newest    map[core.RuleID]int32
	terms     []progress.Terms // by target
	calendar  []uint16         // by target
	calendars []progress.Calendar
	action    []int32 // by target, −1 for none
	tables    []int32 // by target, −1 for courses without a table
	tabled    []int32 // targets with a table, by table
	watchers  map[seriesKey][]int32
}

// Rows whose indicator or programme is missing are judged by these.
var (
	noIndicator plan.Indicator
	noProgramme plan.Programme
)

func newIndex(book plan.Book) *index {
	x := &index{book: book}
	sortBook(&x.book)
	x.mapRows()
	x.mapAddresses()
	x.mapRules()
	x.mapTargets()
	return x
}

// sortBook gives every slice its reading order, so that what is computed from it
// does not depend on the order of arrival. The slices are copied.
func sortBook(b *plan.Book) {
	b.Units = sorted(b.Units, func(a, c plan.Unit) int {
		return cmp.Or(cmp.Compare(a.Order, c.Order), cmp.Compare(a.Code, c.Code), cmp.Compare(a.ID, c.ID))
	})
	b.Posts = sorted(b.Posts, func(a, c plan.Post) int { return cmp.Or(cmp.Compare(a.Code, c.Code), cmp.Compare(a.ID, c.ID)) })
	b.Holdings = sorted(b.Holdings, func(a, c plan.Holding) int {
		return cmp.Or(cmp.Compare(a.Post, c.Post), cmp.Compare(a.From, c.From), cmp.Compare(a.Person, c.Person))
	})
	b.Programmes = sorted(b.Programmes, func(a, c plan.Programme) int {
		return cmp.Or(cmp.Compare(a.StartYear, c.StartYear), cmp.Compare(a.Code, c.Code), cmp.Compare(a.ID, c.ID))
	})
	place := make(map[core.ProgrammeID]int, len(b.Programmes))
	for i := range b.Programmes {
		place[b.Programmes[i].ID] = i
	}
	b.Actions = sorted(b.Actions, func(a, c plan.Action) int {
		return cmp.Or(cmp.Compare(place[a.Programme], place[c.Programme]), cmp.Compare(a.Programme, c.Programme), cmp.Compare(a.No, c.No), cmp.Compare(a.ID, c.ID))
	})
	b.Tasks = sorted(b.Tasks, func(a, c plan.Task) int { return cmp.Or(cmp.Compare(a.Code, c.Code), cmp.Compare(a.ID, c.ID)) })
	b.Milestones = sorted(b.Milestones, compareMilestones)
	b.Indicators = sorted(b.Indicators, func(a, c plan.Indicator) int { return cmp.Or(cmp.Compare(a.Code, c.Code), cmp.Compare(a.ID, c.ID)) })
	b.Targets = sorted(b.Targets, func(a, c plan.Target) int { return cmp.Or(cmp.Compare(a.Code, c.Code), cmp.Compare(a.ID, c.ID)) })
	b.Points = sorted(b.Points, func(a, c plan.Point) int {
		return cmp.Or(cmp.Compare(a.Target, c.Target), cmp.Compare(a.Period, c.Period))
	})
	b.Names = sorted(b.Names, func(a, c plan.UnitName) int {
		return cmp.Or(cmp.Compare(a.Unit, c.Unit), cmp.Compare(a.Until, c.Until))
	})
	b.Transfers = sorted(b.Transfers, func(a, c plan.Transfer) int {
		return cmp.Or(cmp.Compare(a.Object, c.Object), cmp.Compare(a.From, c.From), cmp.Compare(a.Old, c.Old))
	})
	b.Rules = sorted(b.Rules, func(a, c plan.Rule) int { return cmp.Or(cmp.Compare(a.ID, c.ID), cmp.Compare(a.Version, c.Version)) })
}

func compareMilestones(a, b plan.Milestone) int {
	return cmp.Or(cmp.Compare(a.Task, b.Task), cmp.Compare(a.Due, b.Due), cmp.Compare(a.No, b.No), cmp.Compare(a.ID, b.ID))
}

func sorted[T any](list []T, compare func(a, b T) int) []T {
	list = slices.Clone(list)
	slices.SortFunc(list, compare)
	return list
}

func (x *index) mapRows() {
	b := &x.book
	x.units = byID(b.Units, func(u *plan.Unit) core.UnitID { return u.ID })
	x.posts = byID(b.Posts, func(p *plan.Post) core.PostID { return p.ID })
	x.programmes = byID(b.Programmes, func(p *plan.Programme) core.ProgrammeID { return p.ID })
	x.indicators = byID(b.Indicators, func(i *plan.Indicator) core.IndicatorID { return i.ID })
	x.children = map[core.UnitID][]core.UnitID{}
	for _, u := range b.Units {
		x.children[u.Parent] = append(x.children[u.Parent], u.ID)
	}
	x.actions = make(map[core.ActionID]int32, len(b.Actions))
	for i, a := range b.Actions {
		x.actions[a.ID] = int32(i)
	}
	x.actionTasks = make([][]int32, len(b.Actions))
	x.unitTasks = map[core.UnitID][]int32{}
	x.tasks = make(map[core.TaskID]int32, len(b.Tasks))
	for i, t := range b.Tasks {
		x.tasks[t.ID] = int32(i)
		if a, ok := x.actions[t.Action]; ok {
			x.actionTasks[a] = append(x.actionTasks[a], int32(i))
		}
		x.unitTasks[t.Lead] = append(x.unitTasks[t.Lead], int32(i))
	}
	x.milestones = make(map[core.MilestoneID]core.TaskID, len(b.Milestones))
	for _, m := range b.Milestones {
		x.milestones[m.ID] = m.Task
	}
	x.points = map[core.TargetID][]plan.Point{}
	for _, p := range b.Points {
		x.points[p.Target] = append(x.points[p.Target], p)
	}
}

func byID[K comparable, T any](list []T, id func(*T) K) map[K]*T {
	m := make(map[K]*T, len(list))
	for i := range list {
		m[id(&list[i])] = &list[i]
	}
	return m
}

func (x *index) mapRules() {
	x.rules = append([]plan.Rule{plan.DefaultRule()}, x.book.Rules...)
	x.newest = make(map[core.RuleID]int32, len(x.rules))
	for i, r := range x.rules {
		x.limits = append(x.limits, progress.LimitsOf(r))
		if at, ok := x.newest[r.ID]; !ok || r.Version >= x.rules[at].Version {
			x.newest[r.ID] = int32(i)
		}
	}
}

// ruleOf gives the place of the rule that applies to a target: the newest version
// of its own, else of its programme's, else the built-in default.
func (x *index) ruleOf(t *plan.Target, p *plan.Programme) int32 {
	for _, id := range []core.RuleID{t.Rule, p.Rule} {
		if i, ok := x.newest[id]; ok && id != "" {
			return i
		}
	}
	return x.newest[plan.DefaultRule().ID]
}

func (x *index) indicatorOf(t *plan.Target) *plan.Indicator {
	if i, ok := x.indicators[t.Indicator]; ok {
		return i
	}
	return &noIndicator
}

func (x *index) programmeOf(t *plan.Target) *plan.Programme {
	if p, ok := x.programmes[t.Programme]; ok {
		return p
	}
	return &noProgramme
}

func (x *index) mapTargets() {
	n := len(x.book.Targets)
	x.targets = make(map[core.TargetID]int32, n)
	x.terms = make([]progress.Terms, n)
	x.calendar = make([]uint16, n)
	x.action = make([]int32, n)
	x.tables = make([]int32, n)
	x.actionTargets = make([][]int32, len(x.book.Actions))
	x.unitTargets = map[core.UnitID][]int32{}
	x.reports = map[core.UnitID][]int32{}
	x.parts = map[core.TargetID][]int32{}
	x.readers = map[figureKey][]int32{}
	x.watchers = map[seriesKey][]int32{}
	calendars := map[progress.Calendar]uint16{}
	for i := range x.book.Targets {
		t := &x.book.Targets[i]
		x.targets[t.ID] = int32(i)
		if t.Level == plan.LevelSecret {
			x.secrets = append(x.secrets, int32(i))
		}
		ind, programme := x.indicatorOf(t), x.programmeOf(t)
		x.terms[i] = progress.NewTerms(t, ind, programme, &x.limits[x.ruleOf(t, programme)])
		c := progress.CalendarOf(t, ind)
		if _, ok := calendars[c]; !ok {
			calendars[c] = uint16(len(x.calendars))
			x.calendars = append(x.calendars, c)
		}
		x.calendar[i] = calendars[c]
		x.link(int32(i), t)
	}
	x.markTops()
}

// link enters a target into the lists of its action, units, parent and figure.
func (x *index) link(i int32, t *plan.Target) {
	x.action[i], x.tables[i] = -1, -1
	if a, ok := x.actions[t.Action]; ok {
		x.action[i] = a
		x.actionTargets[a] = append(x.actionTargets[a], i)
	}
	concerned := []core.UnitID{t.Unit, t.Reporter(), progress.Owner(t)}
	slices.Sort(concerned)
	for _, u := range slices.Compact(concerned) {
		x.unitTargets[u] = append(x.unitTargets[u], i)
	}
	x.reports[t.Reporter()] = append(x.reports[t.Reporter()], i)
	x.readers[figureKey{t.Indicator, t.Unit}] = append(x.readers[figureKey{t.Indicator, t.Unit}], i)
	if t.Parent != "" {
		x.parts[t.Parent] = append(x.parts[t.Parent], i)
	}
	if x.terms[i].NeedsTable() {
		x.tables[i] = int32(len(x.tabled))
		x.tabled = append(x.tabled, i)
		if t.Shape == plan.LastYear {
			k := seriesKey{figureKey{t.Indicator, t.Unit}, int16(t.Year - 1)}
			x.watchers[k] = append(x.watchers[k], i)
		}
	}
}

// markTops finds the targets that count in their action's roll-up: a part whose
// whole belongs to the same action would count twice.
func (x *index) markTops() {
	for i := range x.book.Targets {
		t := &x.book.Targets[i]
		p, ok := x.targets[t.Parent]
		x.terms[i].Top = t.Parent == "" || !ok || x.book.Targets[p].Action != t.Action
	}
}
