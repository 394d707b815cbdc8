package board

import (
	"slices"
	"strings"

	"tupo/internal/plan"
	"tupo/internal/record"
)

// bookEdit changes the rows of a plan. It works on copies.
type bookEdit struct {
	base       plan.Book
	units      rows[plan.Unit, *plan.Unit]
	posts      rows[plan.Post, *plan.Post]
	holdings   rows[plan.Holding, *plan.Holding]
	programmes rows[plan.Programme, *plan.Programme]
	actions    rows[plan.Action, *plan.Action]
	tasks      rows[plan.Task, *plan.Task]
	milestones rows[plan.Milestone, *plan.Milestone]
	indicators rows[plan.Indicator, *plan.Indicator]
	targets    rows[plan.Target, *plan.Target]
	points     rows[plan.Point, *plan.Point]
	rules      rows[plan.Rule, *plan.Rule]
	names      rows[plan.UnitName, *plan.UnitName]
	transfers  rows[plan.Transfer, *plan.Transfer]
	calendars  bool // an indicator was changed
}

// Numbers of the plan's tables.
const (
	tableDistrict  = 1
	tableUnit      = 2
	tablePost      = 3
	tableHolding   = 5
	tableProgramme = 6
	tableAction    = 7
	tableTask      = 8
	tableIndicator = 10
	tableTarget    = 11
	tablePoint     = 12
	tableRule      = 13
	tableUnitName  = 15
	tableTransfer  = 16
)

// inBook reports whether a table's rows are part of plan.Book.
func inBook(table int) bool {
	switch table {
	case tableDistrict, tableUnit, tablePost, tableHolding, tableProgramme, tableAction, tableTask,
		tableMilestone, tableIndicator, tableTarget, tablePoint, tableRule, tableUnitName, tableTransfer:
		return true
	}
	return false
}

func newBookEdit(s *Snapshot) *bookEdit {
	b := s.Book()
	e := &bookEdit{base: *b}
	e.units.list, e.posts.list, e.holdings.list = b.Units, b.Posts, b.Holdings
	e.programmes.list, e.actions.list, e.tasks.list = b.Programmes, b.Actions, b.Tasks
	e.milestones.list, e.indicators.list = b.Milestones, b.Indicators
	e.targets.list, e.points.list, e.rules.list = b.Targets, b.Points, b.Rules
	e.names.list, e.transfers.list = b.Names, b.Transfers
	return e
}

func (e *bookEdit) change(c *record.Change) error {
	switch c.Table {
	case tableDistrict:
		if c.Op == record.Delete {
			e.base.District = plan.District{}
			return nil
		}
		return c.Load(&e.base.District)
	case tableUnit:
		return e.units.change(c)
	case tablePost:
		return e.posts.change(c)
	case tableHolding:
		return e.holdings.change(c)
	case tableProgramme:
		return e.programmes.change(c)
	case tableAction:
		return e.actions.change(c)
	case tableTask:
		return e.tasks.change(c)
	case tableMilestone:
		return e.milestones.change(c)
	case tableIndicator:
		e.calendars = true
		return e.indicators.change(c)
	case tableTarget:
		return e.targets.change(c)
	case tablePoint:
		return e.points.change(c)
	case tableUnitName:
		return e.names.change(c)
	case tableTransfer:
		return e.transfers.change(c)
	default:
		return e.rules.change(c)
	}
}

func (e *bookEdit) book() plan.Book {
	b := e.base
	b.Units, b.Posts, b.Holdings = e.units.list, e.posts.list, e.holdings.list
	b.Programmes, b.Actions, b.Tasks = e.programmes.list, e.actions.list, e.tasks.list
	b.Milestones, b.Indicators = e.milestones.list, e.indicators.list
	b.Targets, b.Points, b.Rules = e.targets.list, e.points.list, e.rules.list
	b.Names, b.Transfers = e.names.list, e.transfers.list
	return b
}

// rowOf is a pointer to T that is a record.Row.
type rowOf[T any] interface {
	*T
	record.Row
}

// rows is one table being edited: copied and indexed by the first change.
type rows[T any, P rowOf[T]] struct {
	list []T
	at   map[string]int
}

func (r *rows[T, P]) change(c *record.Change) error {
	var row T
	if err := c.Load(P(&row)); err != nil {
		return err
	}
	if r.at == nil {
		r.list = slices.Clone(r.list)
		r.at = make(map[string]int, len(r.list))
		for i := range r.list {
			r.at[strings.Join(record.KeyOf(P(&r.list[i])), "\x00")] = i
		}
	}
	key := strings.Join(c.Key, "\x00")
	i, known := r.at[key]
	switch {
	case c.Op == record.Delete && known:
		last := len(r.list) - 1
		r.list[i] = r.list[last]
		r.at[strings.Join(record.KeyOf(P(&r.list[i])), "\x00")] = i
		delete(r.at, key)
		r.list = r.list[:last]
	case c.Op == record.Delete:
	case known:
		r.list[i] = row
	default:
		r.at[key] = len(r.list)
		r.list = append(r.list, row)
	}
	return nil
}
