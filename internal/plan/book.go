package plan

// Book is the whole plan of a district at one moment, as a workbook, an import
// or the board holds it. Slices are in no particular order unless sorted by
// their maker; identifiers inside refer to rows of the same book.
type Book struct {
	District   District
	Units      []Unit
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
}
