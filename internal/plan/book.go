package plan

import (
	"tupo/internal/core"
	"tupo/internal/record"
)

// Book is the whole plan of a district at one moment, as a workbook, an import
// or the board holds it. Slices are in no particular order unless sorted by
// their maker; identifiers inside refer to rows of the same book.
type Book struct {
	District   District
	Units      []Unit
	Names      []UnitName
	Posts      []Post
	Holdings   []Holding
	Programmes []Programme
	Actions    []Action
	Tasks      []Task
	Milestones []Milestone
	Indicators []Indicator
	Targets    []Target
	Points     []Point
	Rules      []Rule
	Transfers  []Transfer
}

// Rows lists the book's rows, each kind before those that refer to it; the
// district itself is left out while it has no code.
func (b *Book) Rows() []record.Row {
	var all []record.Row
	if b.District.ID != "" {
		all = append(all, &b.District)
	}
	all = appendRows[Unit](all, b.Units)
	all = appendRows[UnitName](all, b.Names)
	all = appendRows[Post](all, b.Posts)
	all = appendRows[Holding](all, b.Holdings)
	all = appendRows[Rule](all, b.Rules)
	all = appendRows[Programme](all, b.Programmes)
	all = appendRows[Action](all, b.Actions)
	all = appendRows[Indicator](all, b.Indicators)
	all = appendRows[Target](all, b.Targets)
	all = appendRows[Point](all, b.Points)
	all = appendRows[Task](all, b.Tasks)
	all = appendRows[Milestone](all, b.Milestones)
	return appendRows[Transfer](all, b.Transfers)
}

func appendRows[T any, P interface {
	*T
	record.Row
}](all []record.Row, rows []T) []record.Row {
	for i := range rows {
		all = append(all, P(&rows[i]))
	}
	return all
}

// Add appends a copy of the row to the book; a row of another kind is none of
// the plan and is left out.
func (b *Book) Add(row record.Row) {
	switch x := row.(type) {
	case *District:
		b.District = *x
	case *Unit:
		b.Units = append(b.Units, *x)
	case *UnitName:
		b.Names = append(b.Names, *x)
	case *Post:
		b.Posts = append(b.Posts, *x)
	case *Holding:
		b.Holdings = append(b.Holdings, *x)
	case *Rule:
		b.Rules = append(b.Rules, *x)
	case *Programme:
		b.Programmes = append(b.Programmes, *x)
	case *Action:
		b.Actions = append(b.Actions, *x)
	case *Indicator:
		b.Indicators = append(b.Indicators, *x)
	case *Target:
		b.Targets = append(b.Targets, *x)
	case *Point:
		b.Points = append(b.Points, *x)
	case *Task:
		b.Tasks = append(b.Tasks, *x)
	case *Milestone:
		b.Milestones = append(b.Milestones, *x)
	case *Transfer:
		b.Transfers = append(b.Transfers, *x)
	}
}

// Starts gives, for each indicator cumulated since the start, the first year of the
// programmes whose targets read it: before that year nothing can be cumulated.
func (b *Book) Starts() map[core.IndicatorID]int64 {
	indicators := byID(b.Indicators, func(x *Indicator) core.IndicatorID { return x.ID })
	programmes := byID(b.Programmes, func(p *Programme) core.ProgrammeID { return p.ID })
	starts := map[core.IndicatorID]int64{}
	for i := range b.Targets {
		x, p := indicators[b.Targets[i].Indicator], programmes[b.Targets[i].Programme]
		if x == nil || p == nil || x.Accumulation != SinceStart {
			continue
		}
		if first, known := starts[x.ID]; !known || p.StartYear < first {
			starts[x.ID] = p.StartYear
		}
	}
	return starts
}
