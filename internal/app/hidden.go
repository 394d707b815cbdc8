package app

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// sight decides what one reader may know of, at one moment.
type sight struct {
	app    *App
	who    Who
	today  core.Date
	now    core.Instant
	public bool // nothing beyond what is released: visitors, and accounts without a right to the board
}

func (a *App) sight(w Who) sight {
	x := sight{app: a, who: w, today: a.Today(w.District), now: a.clock()}
	x.public = !w.Operator && !w.Actor.Holds(access.ViewBoard, x.today)
	return x
}

// programme reports whether the reader may know of a programme and what is in it.
func (x sight) programme(p *plan.Programme) bool {
	return x.who.Operator || x.who.Actor.Sees(access.Sight{Level: p.Level, Release: p.Release, Draft: p.State == plan.Draft}, x.today, x.now)
}

// level reports whether the reader may know of a target by its own level; its
// programme is another question.
func (x sight) level(t *plan.Target) bool {
	switch {
	case x.who.Operator:
		return true
	case x.public:
		return t.Level == plan.LevelPublic
	}
	return t.Level != plan.LevelSecret || x.who.Actor.Sees(access.Sight{Level: t.Level, Units: concerned(t)}, x.today, x.now)
}

// knows is level, or the same for the units that stand in a target's places today:
// a unit that took a work secret over is concerned as well.
func (x sight) knows(t *plan.Target, now *board.Snapshot) bool {
	if x.level(t) {
		return true
	}
	took, ok := now.On(x.today).Target(t.ID)
	return ok && x.level(took)
}

// concerned lists the units of a target that may know of it when it is a work
// secret.
func concerned(t *plan.Target) []core.UnitID {
	return []core.UnitID{t.Unit, t.Lead, t.Responsible, t.Supervising}
}

// present is a programme as it stands today, by which a past one is judged: what
// has become a secret is not shown by asking for last month.
func (x sight) present(p *plan.Programme, now *board.Snapshot) *plan.Programme {
	if today, ok := now.Programme(p.ID); ok {
		return today
	}
	return p
}

// hidden finds what of a board the reader may not know of, by the levels of the
// present board where the row is still there.
func (x sight) hidden(s, now *board.Snapshot) hidden {
	h := hidden{public: x.public, programmes: map[core.ProgrammeID]bool{}, targets: map[core.TargetID]bool{},
		series: map[LineKey]bool{}, indicators: map[core.IndicatorID]bool{}}
	book := s.Book()
	for i := range book.Programmes {
		p := &book.Programmes[i]
		if !x.programme(x.present(p, now)) {
			h.programmes[p.ID] = true
		}
	}
	for i := range book.Targets {
		t := &book.Targets[i]
		level := t
		if today, ok := now.Target(t.ID); ok {
			level = today
		}
		if h.programmes[t.Programme] || !x.knows(level, now) {
			h.targets[t.ID] = true
		}
	}
	h.figures(x, s)
	return h
}

// figures finds the series that only hidden targets read, and the indicators of
// which nothing else is left: a name may tell as much as a number. A figure that
// somebody verifies, releases or answers for is theirs to know, whatever it is
// wanted for. Of the public nothing is known but what a released target reads.
func (h *hidden) figures(x sight, s *board.Snapshot) {
	left := map[core.IndicatorID]bool{}
	shown := map[LineKey]bool{}
	all := s.Book().Targets
	for i := range all {
		if t := &all[i]; !h.targets[t.ID] {
			shown[LineKey{t.Indicator, t.Unit}], left[t.Indicator] = true, true
		}
	}
	for i := range all {
		key := LineKey{all[i].Indicator, all[i].Unit}
		if shown[key] || h.series[key] {
			continue
		}
		if x.figure(s, key) {
			shown[key], left[key.Indicator] = true, true
			continue
		}
		h.series[key] = true
	}
	for key := range h.series {
		if !left[key.Indicator] {
			h.indicators[key.Indicator] = true
		}
	}
	h.shown, h.left = shown, left
}

// figure reports whether a figure itself is the reader's to know, apart from the
// targets that read it.
func (x sight) figure(s *board.Snapshot, key LineKey) bool {
	i, ok := s.Indicator(key.Indicator)
	if !ok || x.public {
		return false
	}
	if x.app.allowFigure(x.who, access.ViewReport, key.Unit, i) == nil || x.app.MayRelease(x.who, i, key.Unit) == nil {
		return true
	}
	return slices.ContainsFunc(s.Readers(key.Indicator, key.Unit), func(t *plan.Target) bool {
		return x.app.allow(x.who, access.ViewReport, t.Reporter()) == nil
	})
}

// hidden is what a reader may not know of.
type hidden struct {
	public     bool
	programmes map[core.ProgrammeID]bool
	targets    map[core.TargetID]bool
	series     map[LineKey]bool
	indicators map[core.IndicatorID]bool

	shown map[LineKey]bool // read by a target that is seen
	left  map[core.IndicatorID]bool
}

// key is the same for readers from whom the same is hidden; "" when nothing is.
func (h *hidden) key() string {
	if h.public {
		return "public " + strings.Join(slices.Sorted(maps.Keys(texts(h.shown))), " ")
	}
	var all []string
	for _, kind := range []map[string]bool{texts(h.programmes), texts(h.targets), texts(h.series), texts(h.indicators)} {
		all = append(all, strings.Join(slices.Sorted(maps.Keys(kind)), " "))
	}
	return strings.TrimSpace(strings.Join(all, "\n"))
}

func texts[K comparable](set map[K]bool) map[string]bool {
	out := make(map[string]bool, len(set))
	for k := range set {
		out[fmt.Sprint(k)] = true
	}
	return out
}

// leaveOut takes what is hidden out of a board's rows, with all that hangs on it,
// and names nothing of it.
func (h *hidden) leaveOut(c *board.Content) {
	c.Book = cloneBook(c.Book)
	h.leavePlan(&c.Book)
	c.Observations = slices.DeleteFunc(c.Observations, func(o report.Observation) bool {
		key := LineKey{o.Indicator, o.Unit}
		return h.series[key] || h.public && !(h.shown[key] && released(o))
	})
	c.Held = slices.DeleteFunc(c.Held, func(l report.Line) bool { return h.series[LineKey{l.Indicator, l.Unit}] })
	if h.public {
		c.Book.Tasks, c.Book.Milestones, c.Book.Holdings = nil, nil, nil
		c.Progress, c.Reports, c.Held, c.Locks = nil, nil, nil, nil
	}
}

// released reports whether the public may read a figure of a released target:
// official and published figures are out, an operational one when it is verified.
// Tasks, reports, locks and who holds a post have no level, so none of them is.
func released(o report.Observation) bool {
	return o.Basis == report.Official || o.Basis == report.Published || o.Standing == report.Verified
}

func (h *hidden) leavePlan(b *plan.Book) {
	b.Programmes = slices.DeleteFunc(b.Programmes, func(p plan.Programme) bool { return h.programmes[p.ID] })
	actions, tasks := map[core.ActionID]bool{}, map[core.TaskID]bool{}
	b.Actions = slices.DeleteFunc(b.Actions, func(x plan.Action) bool {
		actions[x.ID] = h.programmes[x.Programme]
		return actions[x.ID]
	})
	b.Tasks = slices.DeleteFunc(b.Tasks, func(x plan.Task) bool {
		tasks[x.ID] = actions[x.Action]
		return tasks[x.ID]
	})
	b.Milestones = slices.DeleteFunc(b.Milestones, func(x plan.Milestone) bool { return tasks[x.Task] })
	b.Targets = slices.DeleteFunc(b.Targets, func(t plan.Target) bool { return h.targets[t.ID] })
	for i := range b.Targets {
		if t := &b.Targets[i]; h.targets[t.Parent] {
			t.Parent, t.Dimension = "", ""
		}
	}
	b.Points = slices.DeleteFunc(b.Points, func(x plan.Point) bool { return h.targets[x.Target] })
	b.Transfers = slices.DeleteFunc(b.Transfers, func(x plan.Transfer) bool {
		ref, err := core.ParseRef(x.Object)
		return err != nil || h.targets[core.TargetID(ref.ID)] && ref.Kind == "target" || (h.public || tasks[core.TaskID(ref.ID)]) && ref.Kind == "task"
	})
	b.Indicators = slices.DeleteFunc(b.Indicators, func(i plan.Indicator) bool {
		return h.indicators[i.ID] || h.public && !h.left[i.ID]
	})
}
