package api

import (
	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
)

// names translates between the codes that people use and the identifiers of one
// snapshot.
type names struct{ s *board.Snapshot }

// unit finds a unit by its code; the fault names the field.
func (n names) unit(field, code string) (core.UnitID, error) {
	for i := range n.s.Book().Units {
		if u := &n.s.Book().Units[i]; u.Code == code {
			return u.ID, nil
		}
	}
	return "", errs.Field(field, "plan.no-such-unit", "code", code)
}

// unitInPath is unit for the address of a resource: what is not there is missing.
func (n names) unitInPath(code string) (core.UnitID, error) {
	id, err := n.unit("unit", code)
	if err != nil {
		return "", access.Missing()
	}
	return id, nil
}

func (n names) indicator(field, code string) (*plan.Indicator, error) {
	for i := range n.s.Book().Indicators {
		if x := &n.s.Book().Indicators[i]; x.Code == code {
			return x, nil
		}
	}
	return nil, errs.Field(field, "plan.no-such-indicator", "code", code)
}

func (n names) task(field, code string) (core.TaskID, error) {
	for i := range n.s.Book().Tasks {
		if t := &n.s.Book().Tasks[i]; t.Code == code {
			return t.ID, nil
		}
	}
	return "", errs.Field(field, "plan.no-such-task", "code", code)
}

// milestone finds a task's milestone by its number.
func (n names) milestone(field string, task core.TaskID, no int64) (core.MilestoneID, error) {
	for _, m := range n.s.Milestones(task) {
		if m.No == no {
			return m.ID, nil
		}
	}
	return "", errs.Field(field, "plan.no-such-milestone")
}

func (n names) target(code string) (*plan.Target, bool) {
	for i := range n.s.Book().Targets {
		if t := &n.s.Book().Targets[i]; t.Code == code {
			return t, true
		}
	}
	return nil, false
}

func (n names) unitCode(id core.UnitID) string {
	if u, ok := n.s.Unit(id); ok {
		return u.Code
	}
	return ""
}

func (n names) indicatorCode(id core.IndicatorID) string {
	if x, ok := n.s.Indicator(id); ok {
		return x.Code
	}
	return ""
}

func (n names) actionCode(id core.ActionID) string {
	if a, ok := n.s.Action(id); ok {
		return a.Code
	}
	return ""
}

func (n names) targetCode(id core.TargetID) string {
	if t, ok := n.s.Target(id); ok {
		return t.Code
	}
	return ""
}

func (n names) taskCode(id core.TaskID) string {
	if t, ok := n.s.Task(id); ok {
		return t.Code
	}
	return ""
}

// shown is a quantity in the indicator's measure; "" when it is unknown.
func shown(q core.Quantity, x *plan.Indicator) string { return x.Shown(q).String() }

// moment is an instant as RFC 3339 with milliseconds; "" when it is not set.
func moment(i core.Instant) string {
	if i == 0 {
		return ""
	}
	return i.Time().Format("2006-01-02T15:04:05.000Z07:00")
}

// month reads a month of a path or body.
func month(field, text string) (core.Period, error) {
	p, err := core.ParsePeriod(text)
	if err != nil || p.Len() != 1 {
		return core.Period{}, errs.Field(field, "period.month-wanted", "value", text)
	}
	return p, nil
}

// release reads a period of any length.
func release(field, text string) (core.Period, error) {
	p, err := core.ParsePeriod(text)
	if err != nil {
		return core.Period{}, errs.Field(field, "period.malformed", "value", text)
	}
	return p, nil
}

// date reads a calendar date; "" is not set.
func date(field, text string) (core.Date, error) {
	if text == "" {
		return "", nil
	}
	d, err := core.ParseDate(text)
	if err != nil {
		return "", errs.Field(field, "form.date", "value", text)
	}
	return d, nil
}
