package report

import (
	"tupo/internal/core"
	"tupo/internal/record"
)

// State of a report. Verification is by line, because lines have different
// verifiers; a report is verified when its last line is.
type State string

const (
	Submitted      State = "submitted"
	UnitApproved   State = "approved"
	FullyVerified  State = "verified"
	SentBack       State = "returned"
	Withdrawn      State = "withdrawn"
	NotYetReported State = "" // no row; drafts lie outside the ledger
)

// Report is one unit's submission for a month: all that was due of it, once.
type Report struct {
	ID          core.ReportID
	Unit        core.UnitID
	Period      string // the month it was asked for, "2023-10"
	Revision    int64  // 1 for the first; a correction is the next, with Reason
	State       State
	Hash        string // SHA-256 of the content that approval binds, hex
	Reason      string // of a correction, or of a return
	Note        string
	SubmittedBy core.AccountID
	SubmittedAt core.Instant
	ApprovedBy  core.AccountID
	ApprovedAt  core.Instant
}

func (r *Report) Table() record.Table { return record.Table{No: 21, Name: "report"} }

func (r *Report) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&r.ID)),
		record.Text(2, "unit_id", (*string)(&r.Unit)),
		record.Text(3, "period", &r.Period),
		record.Int(4, "revision", &r.Revision),
		record.Text(5, "state", (*string)(&r.State)),
		record.Text(6, "content_hash", &r.Hash),
		record.Text(7, "reason", &r.Reason),
		record.Text(8, "note", &r.Note),
		record.Text(9, "submitted_by", (*string)(&r.SubmittedBy)),
		record.Int(10, "submitted_at", (*int64)(&r.SubmittedAt)),
		record.Text(11, "approved_by", (*string)(&r.ApprovedBy)),
		record.Int(12, "approved_at", (*int64)(&r.ApprovedAt)),
	}
}

// Method of a verification.
type Method string

const (
	InFull   Method = "full"
	BySample Method = "sample"
	OnSite   Method = "site"
)

// Doubt is why a figure was questioned.
type Doubt string

const (
	NoDoubt      Doubt = ""
	Jumps        Doubt = "jump"   // far from what its own history makes likely
	ExactlyMet   Doubt = "exact"  // equals the target to the last decimal
	Falls        Doubt = "fall"   // fell where it can only rise
	OutOfBounds  Doubt = "bounds" // impossible for the unit of measure: a rate of 180 %
	UnlikeOthers Doubt = "scale"  // looks like a slip of unit: ten thousand times off
	UnlikeParts  Doubt = "parts"  // a rate that does not follow from its numerator and denominator
)

// Cause is the answer's choice to a question; the text says more.
type Cause string

const (
	CauseBatch    Cause = "batch"    // several months' work settled at once
	CauseScope    Cause = "scope"    // the scope of the statistic changed
	CauseRevision Cause = "revision" // an earlier figure was wrong
	CauseSeason   Cause = "season"   // the season
	CauseOne      Cause = "one-off"  // one large event
	CauseReturn   Cause = "refund"   // returned, cancelled or refunded
	CauseOther    Cause = "other"
)

// Causes lists the choices in the order of the form.
func Causes() []Cause {
	return []Cause{CauseBatch, CauseScope, CauseRevision, CauseSeason, CauseOne, CauseReturn, CauseOther}
}

// Line is one figure of a report, with the question it raised and its answer.
type Line struct {
	Report     core.ReportID
	Indicator  core.IndicatorID
	Unit       core.UnitID // whose figure: usually the reporter's own
	Period     string      // the indicator's release: may be longer than the report's month
	Value      core.Quantity
	Note       string
	Doubt      Doubt
	Cause      Cause
	Answer     string
	Standing   Standing
	Method     Method
	VerifiedBy core.AccountID
	VerifiedAt core.Instant
	Reason     string // of a return
}

func (l *Line) Table() record.Table { return record.Table{No: 22, Name: "report_line"} }

func (l *Line) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "report_id", (*string)(&l.Report)),
		record.Key(2, "indicator_id", (*string)(&l.Indicator)),
		record.Key(3, "unit_id", (*string)(&l.Unit)),
		record.Text(4, "period", &l.Period),
		record.Quantity(5, "value", &l.Value),
		record.Text(6, "note", &l.Note),
		record.Text(7, "doubt", (*string)(&l.Doubt)),
		record.Text(8, "cause", (*string)(&l.Cause)),
		record.Text(9, "answer", &l.Answer),
		record.Text(10, "standing", (*string)(&l.Standing)),
		record.Text(11, "method", (*string)(&l.Method)),
		record.Text(12, "verified_by", (*string)(&l.VerifiedBy)),
		record.Int(13, "verified_at", (*int64)(&l.VerifiedAt)),
		record.Text(14, "reason", &l.Reason),
	}
}

// Progress is what a unit says of a task for a month.
type Progress struct {
	Task    core.TaskID
	Period  string
	Report  core.ReportID
	Done    string // what was done
	Blocked string // by what it is held up; "" is by nothing
	Next    string // next step
	Percent core.Quantity
}

func (p *Progress) Table() record.Table { return record.Table{No: 23, Name: "task_progress"} }

func (p *Progress) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "task_id", (*string)(&p.Task)),
		record.Key(2, "period", &p.Period),
		record.Text(3, "report_id", (*string)(&p.Report)),
		record.Text(4, "done", &p.Done),
		record.Text(5, "blocked", &p.Blocked),
		record.Text(6, "next_step", &p.Next),
		record.Quantity(7, "percent", &p.Percent),
	}
}
