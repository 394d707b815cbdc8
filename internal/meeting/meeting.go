// Package meeting is what was ordered: meetings and the directives that came of
// them or of a document.
//
// It knows other objects by core.Ref only.
package meeting

import (
	"tupo/internal/core"
	"tupo/internal/record"
)

// Meeting is a review meeting held or read of.
type Meeting struct {
	ID     core.MeetingID
	Title  string
	Held   core.Date
	Half   string // "am", "pm" or ""
	Place  string
	Source string
}

func (m *Meeting) Table() record.Table { return record.Table{No: 50, Name: "meeting"} }

func (m *Meeting) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&m.ID)),
		record.Text(2, "title", &m.Title),
		record.Text(3, "held_on", (*string)(&m.Held)),
		record.Text(4, "half_day", &m.Half),
		record.Text(5, "place", &m.Place),
		record.Text(6, "source", &m.Source),
	}
}

// DirectiveState follows an order from the paper to its verified end.
type DirectiveState string

const (
	DirectiveDraft     DirectiveState = "draft"     // read or typed, not yet registered
	DirectivePrinciple DirectiveState = "principle" // an exhortation: kept, without a clock
	DirectiveIssued    DirectiveState = "issued"
	DirectiveInHand    DirectiveState = "in-hand"
	DirectiveClosed    DirectiveState = "closed" // verified closure
)

// Directive is one order.
type Directive struct {
	ID       core.DirectiveID
	Code     string
	Text     string
	Subject  string // whom the text addresses, as written
	Deadline string // as written: 四季度
	Due      core.Date
	Lead     core.UnitID
	State    DirectiveState
	Meeting  core.MeetingID
	Source   string

	Deliverable string      // what is to be there when it is done
	Closer      core.UnitID // verifies that it is done; not the lead itself
}

func (d *Directive) Table() record.Table { return record.Table{No: 51, Name: "directive"} }

func (d *Directive) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&d.ID)),
		record.Text(2, "code", &d.Code),
		record.Text(3, "text", &d.Text),
		record.Text(4, "subject", &d.Subject),
		record.Text(5, "deadline", &d.Deadline),
		record.Text(6, "due_on", (*string)(&d.Due)),
		record.Text(7, "lead_unit_id", (*string)(&d.Lead)),
		record.Text(8, "state", (*string)(&d.State)),
		record.Text(9, "meeting_id", (*string)(&d.Meeting)),
		record.Text(10, "source", &d.Source),
		record.Text(11, "deliverable", &d.Deliverable),
		record.Text(12, "closer_unit_id", (*string)(&d.Closer)),
	}
}

// DaysLate gives how many days an issued directive is past its date; 0 before it,
// without a date, and once closed.
func (d *Directive) DaysLate(today core.Date) int {
	if d.Due == "" || d.State != DirectiveIssued && d.State != DirectiveInHand {
		return 0
	}
	return max(0, d.Due.DaysUntil(today))
}
