package plan

import "tupo/internal/core"

// Ahead lists what the book says has happened although its day is still to come.
// It stands beside Check, which knows no date: whoever takes rows in asks for both.
func (b *Book) Ahead(today core.Date) []Fault {
	c := newChecker(b)
	for i := range b.Milestones {
		if m := &b.Milestones[i]; m.Ahead(today) {
			c.ofMilestone(m).fail("done_on", "report.future-date", "date", string(m.DoneOn))
		}
	}
	return c.faults
}

// Ahead reports whether the milestone is said to be reached after today.
func (m *Milestone) Ahead(today core.Date) bool { return m.DoneOn > today }
