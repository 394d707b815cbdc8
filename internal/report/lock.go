package report

import (
	"tupo/internal/core"
	"tupo/internal/record"
)

// Lock closes a month for reports. A new official vintage needs no reopening.
type Lock struct {
	Period   string // "2023-09"
	Locked   bool
	LockedBy core.AccountID
	LockedAt core.Instant
}

func (l *Lock) Table() record.Table { return record.Table{No: 24, Name: "period_lock"} }

func (l *Lock) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "period", &l.Period),
		record.Flag(2, "locked", &l.Locked),
		record.Text(3, "locked_by", (*string)(&l.LockedBy)),
		record.Int(4, "locked_at", (*int64)(&l.LockedAt)),
	}
}

// ReopeningState of a request to correct a locked month.
type ReopeningState string

const (
	ReopeningAsked ReopeningState = "asked"
	ReopeningOpen  ReopeningState = "open" // two persons agreed: the unit may file one correction
	ReopeningUsed  ReopeningState = "used"
	ReopeningEnded ReopeningState = "ended" // refused or withdrawn
)

// Reopening lets one unit correct one locked month, once, after two different
// accounts, neither of them the asker, have agreed.
type Reopening struct {
	ID      string
	Unit    core.UnitID
	Period  string
	Reason  string
	State   ReopeningState
	AskedBy core.AccountID
	AskedAt core.Instant
	First   core.AccountID
	Second  core.AccountID
}

func (r *Reopening) Table() record.Table { return record.Table{No: 25, Name: "reopening"} }

func (r *Reopening) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", &r.ID),
		record.Text(2, "unit_id", (*string)(&r.Unit)),
		record.Text(3, "period", &r.Period),
		record.Text(4, "reason", &r.Reason),
		record.Text(5, "state", (*string)(&r.State)),
		record.Text(6, "asked_by", (*string)(&r.AskedBy)),
		record.Int(7, "asked_at", (*int64)(&r.AskedAt)),
		record.Text(8, "first_by", (*string)(&r.First)),
		record.Text(9, "second_by", (*string)(&r.Second)),
	}
}

// Evidence is a stored file, named by its content. The file itself lies beside
// the database; its hash is in the ledger.
type Evidence struct {
	ID       core.EvidenceID
	Name     string
	Media    string // as sniffed, not as claimed
	Size     int64  // bytes
	AddedBy  core.AccountID
	AddedAt  core.Instant
	Specimen bool
}

func (e *Evidence) Table() record.Table { return record.Table{No: 26, Name: "evidence"} }

func (e *Evidence) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&e.ID)),
		record.Text(2, "name", &e.Name),
		record.Text(3, "media", &e.Media),
		record.Int(4, "size", &e.Size),
		record.Text(5, "added_by", (*string)(&e.AddedBy)),
		record.Int(6, "added_at", (*int64)(&e.AddedAt)),
		record.Flag(7, "specimen", &e.Specimen),
	}
}

// Attachment ties a file to what it proves: a report line, a milestone, a document.
type Attachment struct {
	Evidence core.EvidenceID
	Ref      string // core.Ref text
	Note     string
}

func (a *Attachment) Table() record.Table { return record.Table{No: 27, Name: "attachment"} }

func (a *Attachment) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "evidence_id", (*string)(&a.Evidence)),
		record.Key(2, "ref", &a.Ref),
		record.Text(3, "note", &a.Note),
	}
}

// DifferenceCause explains operational against official.
type DifferenceCause string

const (
	LateEntry   DifferenceCause = "late-entry"
	ScopeDiffer DifferenceCause = "scope"
	WasRevised  DifferenceCause = "revision"
	WasError    DifferenceCause = "error"
)

// Difference is the month's explanation of operational against official.
type Difference struct {
	Indicator core.IndicatorID
	Unit      core.UnitID
	Period    string
	Cause     DifferenceCause
	Note      string
	By        core.AccountID
}

func (d *Difference) Table() record.Table { return record.Table{No: 28, Name: "difference"} }

func (d *Difference) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "indicator_id", (*string)(&d.Indicator)),
		record.Key(2, "unit_id", (*string)(&d.Unit)),
		record.Key(3, "period", &d.Period),
		record.Text(4, "cause", (*string)(&d.Cause)),
		record.Text(5, "note", &d.Note),
		record.Text(6, "by_account", (*string)(&d.By)),
	}
}
