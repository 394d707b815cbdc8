package meeting

import (
	"tupo/internal/core"
	"tupo/internal/record"
)

// Attendance is who was at a meeting: the post as the page writes it, and the person if
// it names one. The name lies with the person, apart from the ledger, and is erased
// there; post and role stay.
type Attendance struct {
	Meeting core.MeetingID
	No      string // in the order of the page, "01"
	Post    string // as written; "" where the page has a name alone
	Org     string // as written
	Role    string // as written: 主持、讲话
	Chair   bool
	Person  core.PersonID // "" where the page has a post alone
	Source  string
}

func (x *Attendance) Table() record.Table { return record.Table{No: 52, Name: "attendance"} }

func (x *Attendance) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "meeting_id", (*string)(&x.Meeting)),
		record.Key(2, "no", &x.No),
		record.Text(3, "post", &x.Post),
		record.Text(4, "org", &x.Org),
		record.Text(5, "role", &x.Role),
		record.Flag(6, "chair", &x.Chair),
		record.Text(7, "person_id", (*string)(&x.Person)),
		record.Text(8, "source", &x.Source),
	}
}
