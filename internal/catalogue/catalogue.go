// Package catalogue lists every versioned type once. Storage, verification and
// history walk this list; a type that is not in it cannot be stored.
package catalogue

import (
	"tupo/internal/access"
	"tupo/internal/document"
	"tupo/internal/meeting"
	"tupo/internal/plan"
	"tupo/internal/project"
	"tupo/internal/record"
	"tupo/internal/report"
)

// Rows gives a fresh zero row of every versioned type, in table order.
func Rows() []record.Row {
	return []record.Row{
		&plan.District{}, &plan.Unit{}, &plan.Post{}, &plan.Person{}, &plan.Holding{},
		&plan.Programme{}, &plan.Action{}, &plan.Task{}, &plan.Milestone{},
		&plan.Indicator{}, &plan.Target{}, &plan.Point{}, &plan.Rule{}, &plan.TargetChange{},
		&plan.UnitName{}, &plan.Transfer{}, &plan.ChangeItem{},
		&report.Observation{}, &report.Report{}, &report.Line{}, &report.Progress{},
		&report.Lock{}, &report.Reopening{}, &report.Evidence{}, &report.Attachment{}, &report.Difference{},
		&document.Document{}, &document.Fact{},
		&meeting.Meeting{}, &meeting.Directive{}, &meeting.Attendance{},
		&project.Project{}, &project.Phase{}, &project.Party{},
		&access.Account{}, &access.Grant{},
	}
}

// New gives a fresh row of the table with this number, or false.
func New(table int) (record.Row, bool) {
	for _, r := range Rows() {
		if r.Table().No == table {
			return r, true
		}
	}
	return nil, false
}
