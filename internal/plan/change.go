package plan

import (
	"slices"

	"tupo/internal/core"
	"tupo/internal/record"
)

// ChangeState is where a request stands. Every request stays on record, whatever
// became of it.
type ChangeState string

const (
	ChangeAsked     ChangeState = "asked"
	ChangeApproved  ChangeState = "approved"
	ChangeRefused   ChangeState = "refused"
	ChangeWithdrawn ChangeState = "withdrawn" // by whoever asked
)

// TargetChange is the change control of a plan that runs (目标调整): asked by one,
// with a reason, decided by another. What it would change are its ChangeItems; the
// plan changes only with the approval, in one entry.
type TargetChange struct {
	ID         string
	Target     core.TargetID // "" when it is about no target
	Old, New   core.Quantity // the year value, when that changes
	Reason     string
	State      ChangeState
	AskedBy    core.AccountID
	AskedAt    core.Instant
	ApprovedBy core.AccountID // who decided, whichever way
	Object     string         // core.Ref text of what it is about; "" is the target
	DecidedAt  core.Instant
	Word       string // of whoever decided
}

func (c *TargetChange) Table() record.Table { return record.Table{No: 14, Name: "target_change"} }

func (c *TargetChange) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", &c.ID),
		record.Text(2, "target_id", (*string)(&c.Target)),
		record.Quantity(3, "old_value", &c.Old),
		record.Quantity(4, "new_value", &c.New),
		record.Text(5, "reason", &c.Reason),
		record.Text(6, "state", (*string)(&c.State)),
		record.Text(7, "asked_by", (*string)(&c.AskedBy)),
		record.Int(8, "asked_at", (*int64)(&c.AskedAt)),
		record.Text(9, "approved_by", (*string)(&c.ApprovedBy)),
		record.Text(10, "object", &c.Object),
		record.Int(11, "decided_at", (*int64)(&c.DecidedAt)),
		record.Text(12, "word", &c.Word),
	}
}

// Ref names what the request is about.
func (c *TargetChange) Ref() core.Ref {
	ref, err := core.ParseRef(c.Object)
	if c.Object == "" || err != nil {
		return core.Ref{Kind: "target", ID: string(c.Target)}
	}
	return ref
}

// What an item without a field does to a whole row.
const (
	RowAdded   = "added"
	RowRemoved = "removed"
)

// ChangeItem is one line of a request: a field of a plan row with its value now and
// as asked for, both as record shows them. Without a Field it is about the row
// itself: New is RowAdded or RowRemoved.
type ChangeItem struct {
	Change   string
	No       string // "0001": the order of the request
	Object   string // core.Ref text
	Field    string // column
	Old, New string
}

func (x *ChangeItem) Table() record.Table { return record.Table{No: 17, Name: "change_item"} }

func (x *ChangeItem) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "change_id", &x.Change),
		record.Key(2, "no", &x.No),
		record.Text(3, "object", &x.Object),
		record.Text(4, "field", &x.Field),
		record.Text(5, "old_text", &x.Old),
		record.Text(6, "new_text", &x.New),
	}
}

// Controlled reports whether a field decides what is wanted, judged or counted: in
// a programme that runs it changes by a request only. Names, aliases, order and
// other words are not among them.
func Controlled(table, column string) bool {
	return slices.Contains(controlled(table), column)
}

func controlled(table string) []string {
	switch table {
	case "programme":
		return []string{"start_year", "end_year", "no_approval", "counts_from", "rule_id"}
	case "action":
		return []string{"programme_id"}
	case "task":
		return []string{"action_id", "deliverable", "lead_unit_id", "start_on", "due_on", "weight"}
	case "milestone":
		return []string{"task_id", "due_on", "done_on"}
	case "indicator":
		return []string{"unit", "display_unit", "decimals", "competent_unit_id", "verifier_unit_id", "direction", "accumulation", "statistical",
			"rises_only", "frequency", "jan_feb", "due_day", "release_day", "numerator_id", "denominator_id", "sample_rate"}
	case "target":
		return []string{"programme_id", "action_id", "indicator_id", "unit_id", "parent_id", "dimension", "year", "value", "high", "floor_value",
			"stretch", "reference", "kind", "weight", "lead_unit_id", "responsible_unit_id", "shape", "rule_id", "valid_from"}
	case "trajectory":
		return []string{"planned"}
	case "rule":
		return []string{"kind", "green", "yellow", "points_yellow", "points_red", "missed_red"}
	}
	return nil
}

// Started tells which rows of a book belong to a programme that has begun, or
// decide how one is judged. It is made of the book as it is, before an edit.
type Started struct {
	programmes map[core.ProgrammeID]bool
	actions    map[core.ActionID]core.ProgrammeID
	tasks      map[core.TaskID]core.ActionID
	targets    map[core.TargetID]core.ProgrammeID
	indicators map[core.IndicatorID]bool
	rules      map[core.RuleID]bool
}

// Started reads the book.
func (b *Book) Started() *Started {
	s := &Started{programmes: map[core.ProgrammeID]bool{}, actions: map[core.ActionID]core.ProgrammeID{}, tasks: map[core.TaskID]core.ActionID{},
		targets: map[core.TargetID]core.ProgrammeID{}, indicators: map[core.IndicatorID]bool{}, rules: map[core.RuleID]bool{}}
	for _, p := range b.Programmes {
		if s.programmes[p.ID] = p.State != Draft; p.State != Draft {
			s.rules[p.Rule] = true
		}
	}
	for _, a := range b.Actions {
		s.actions[a.ID] = a.Programme
	}
	for _, t := range b.Tasks {
		s.tasks[t.ID] = t.Action
	}
	for i := range b.Targets {
		t := &b.Targets[i]
		if s.targets[t.ID] = t.Programme; s.programmes[t.Programme] {
			s.indicators[t.Indicator], s.rules[t.Rule] = true, true
		}
	}
	for _, x := range b.Indicators {
		if s.indicators[x.ID] {
			s.indicators[x.NumeratorOf], s.indicators[x.Denominator] = true, true
		}
	}
	return s
}

// Has reports whether a row is part of what runs, by where it stands or would stand.
func (s *Started) Has(row record.Row) bool {
	switch r := row.(type) {
	case *Programme:
		return s.programmes[r.ID]
	case *Action:
		return s.programmes[r.Programme]
	case *Task:
		return s.programmes[s.actions[r.Action]]
	case *Milestone:
		return s.programmes[s.actions[s.tasks[r.Task]]]
	case *Indicator:
		return s.indicators[r.ID]
	case *Target:
		return s.programmes[r.Programme]
	case *Point:
		return s.programmes[s.targets[r.Target]]
	case *Rule:
		return s.rules[r.ID]
	}
	return false
}
