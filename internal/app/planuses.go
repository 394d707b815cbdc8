package app

import (
	"slices"
	"strconv"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/meeting"
	"tupo/internal/plan"
	"tupo/internal/project"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/store"
)

// usesNamed is how many users one sentence names.
const usesNamed = 3

// user gathers those of one kind that use a row.
type user struct {
	n     int
	names []string
}

func (u *user) add(used bool, name string) {
	if !used {
		return
	}
	if u.n++; u.n <= usesNamed {
		u.names = append(u.names, name)
	}
}

// fault is the sentence: how many, and the first of them.
func (u *user) fault(key string) error {
	if u.n == 0 {
		return nil
	}
	names := strings.Join(u.names, " · ")
	if u.n > len(u.names) {
		names += " …"
	}
	return errs.New(errs.Conflict, key, "n", strconv.Itoa(u.n), "names", names)
}

// uses names everything outside a removal that still uses its rows. The first
// error is of use, the second of reading.
func (e *editing) uses(r store.Reader, x Removal) (error, error) {
	going := map[core.Ref]bool{}
	for _, row := range append(x.With, x.Row) {
		going[record.RefOf(row)] = true
	}
	var found []error
	for _, row := range append(x.With, x.Row) {
		found = append(found, e.planned(row, going)...)
		filed, err := e.filed(r, row)
		if err != nil {
			return nil, err
		}
		found = append(found, filed...)
	}
	for _, use := range errs.All(joined(found)) {
		use.Field = "ref" // so that a program is told of all of them
	}
	return joined(found), nil
}

// planned finds the rows of the plan that point at a row.
func (e *editing) planned(row record.Row, going map[core.Ref]bool) []error {
	switch r := row.(type) {
	case *plan.Unit:
		return e.usersOfUnit(r.ID)
	case *plan.Post:
		return e.usersOfPost(r.ID)
	}
	b := &e.book
	var targets, tasks, indicators, programmes user
	for i := range b.Targets {
		t := &b.Targets[i]
		if going[record.RefOf(t)] {
			continue
		}
		switch r := row.(type) {
		case *plan.Action:
			targets.add(t.Action == r.ID, t.Code)
		case *plan.Indicator:
			targets.add(t.Indicator == r.ID, t.Code)
		case *plan.Target:
			targets.add(t.Parent == r.ID, t.Code)
		case *plan.Rule:
			targets.add(t.Rule == r.ID, t.Code)
		}
	}
	for i := range b.Tasks {
		a, ok := row.(*plan.Action)
		tasks.add(ok && b.Tasks[i].Action == a.ID && !going[record.RefOf(&b.Tasks[i])], b.Tasks[i].Code)
	}
	for _, x := range b.Indicators {
		r, ok := row.(*plan.Indicator)
		indicators.add(ok && (x.NumeratorOf == r.ID || x.Denominator == r.ID), x.Code)
	}
	for _, p := range b.Programmes {
		r, ok := row.(*plan.Rule)
		programmes.add(ok && p.Rule == r.ID, p.Name)
	}
	return []error{targets.fault("plan.used.targets"), tasks.fault("plan.used.tasks"),
		indicators.fault("plan.used.indicators"), programmes.fault("plan.used.programmes")}
}

func (e *editing) usersOfUnit(id core.UnitID) []error {
	b := &e.book
	var units, posts, actions, tasks, indicators, targets user
	for _, u := range b.Units {
		units.add(u.Parent == id || u.Successor == id, u.Name)
	}
	for _, p := range b.Posts {
		posts.add(p.Unit == id, p.Name)
	}
	for _, x := range b.Actions {
		actions.add(x.LeadUnit == id, x.Code)
	}
	for _, x := range b.Indicators {
		indicators.add(x.Competent == id || x.Verifier == id, x.Code)
	}
	moved := map[string]bool{}
	for _, t := range b.Transfers {
		moved[t.Object] = moved[t.Object] || t.New == id || t.Old == id
	}
	for i := range b.Tasks {
		t := &b.Tasks[i]
		tasks.add(slices.Contains(t.Roles(), id) || moved[record.RefOf(t).String()], t.Code)
	}
	for i := range b.Targets {
		t := &b.Targets[i]
		targets.add(t.Unit == id || slices.Contains(t.Roles(), id) || moved[record.RefOf(t).String()], t.Code)
	}
	return []error{units.fault("plan.used.units"), posts.fault("plan.used.posts"), actions.fault("plan.used.actions"),
		tasks.fault("plan.used.tasks"), indicators.fault("plan.used.indicators"), targets.fault("plan.used.targets")}
}

func (e *editing) usersOfPost(id core.PostID) []error {
	var holdings, actions user
	for _, h := range e.book.Holdings {
		holdings.add(h.Post == id, string(h.From))
	}
	for _, x := range e.book.Actions {
		actions.add(x.LeadPost == id, x.Code)
	}
	return []error{holdings.fault("plan.used.holdings"), actions.fault("plan.used.actions")}
}

// filed finds what was reported, granted or ordered on a row.
func (e *editing) filed(r store.Reader, row record.Row) ([]error, error) {
	switch x := row.(type) {
	case *plan.Unit:
		return usersOf(string(x.ID),
			counting[report.Report](r, "plan.used.reports", "unit_id = $1", func(p *report.Report) string { return p.Period }),
			counting[report.Observation](r, "plan.used.figures", "unit_id = $1", func(o *report.Observation) string { return o.Period }),
			counting[access.Grant](r, "plan.used.grants", "unit_id = $1", func(g *access.Grant) string { return string(g.Role) }),
			counting[access.Account](r, "plan.used.accounts", "unit_id = $1", func(a *access.Account) string { return a.Name }),
			counting[meeting.Directive](r, "plan.used.directives", "lead_unit_id = $1", func(d *meeting.Directive) string { return d.Code }),
			counting[project.Project](r, "plan.used.projects", "zone_id = $1", func(p *project.Project) string { return p.Code }))
	case *plan.Post:
		return usersOf(string(x.ID), counting[access.Account](r, "plan.used.accounts", "post_id = $1", func(a *access.Account) string { return a.Name }))
	case *plan.Indicator:
		return usersOf(string(x.ID),
			counting[report.Observation](r, "plan.used.figures", "indicator_id = $1", func(o *report.Observation) string { return o.Period }),
			counting[report.Line](r, "plan.used.lines", "indicator_id = $1", func(l *report.Line) string { return l.Period }))
	case *plan.Task:
		said, err := usersOf(string(x.ID), counting[report.Progress](r, "plan.used.progress", "task_id = $1", func(p *report.Progress) string { return p.Period }))
		return append(said, e.overdue(x.Action, x.Due)), err
	case *plan.Milestone:
		return e.filedMilestone(r, x)
	case *plan.Target:
		asked, err := usersOf(string(x.ID), counting[plan.TargetChange](r, "plan.used.changes", "target_id = $1 AND state = $2",
			func(c *plan.TargetChange) string { return c.Reason }, "asked"))
		return append(asked, e.asked(x)), err
	}
	return nil, nil
}

// count is one question to the store: how many rows of a kind name an identifier.
type count func(id string) (error, error)

func counting[T any, P store.RowOf[T]](r store.Reader, key, where string, name func(*T) string, args ...any) count {
	return func(id string) (error, error) {
		all, err := store.List[T, P](r, where, append([]any{id}, args...)...)
		var u user
		for i := range all {
			u.add(true, name(&all[i]))
		}
		return u.fault(key), err
	}
}

func usersOf(id string, counts ...count) ([]error, error) {
	var found []error
	for _, c := range counts {
		fault, err := c(id)
		if err != nil {
			return nil, err
		}
		found = append(found, fault)
	}
	return found, nil
}

func (e *editing) filedMilestone(r store.Reader, m *plan.Milestone) ([]error, error) {
	found, err := usersOf(record.RefOf(m).String(),
		counting[report.Attachment](r, "plan.used.files", "ref = $1", func(x *report.Attachment) string { return string(x.Evidence)[:min(8, len(x.Evidence))] }))
	if m.DoneOn != "" {
		found = append(found, errs.New(errs.Conflict, "plan.used.done", "milestone", m.Name, "date", string(m.DoneOn)))
	}
	if t, ok := e.board.Task(m.Task); ok {
		found = append(found, e.overdue(t.Action, m.Due))
	}
	return found, err
}

// overdue holds work of a running programme whose date is past: taking it out
// would hide that it was not done.
func (e *editing) overdue(action core.ActionID, due core.Date) error {
	p, ok := e.board.Programme(e.programmeOf(action))
	if !ok || p.State != plan.Active || due == "" || due >= e.app.Today(e.who.District) {
		return nil
	}
	return errs.New(errs.Conflict, "plan.used.overdue", "date", string(due))
}

// asked holds a target of a running programme whose figure was already due: taking
// it out would hide a figure, or that there is none. A target beside another one
// that reads the same figure may go.
func (e *editing) asked(t *plan.Target) error {
	p, known := e.board.Programme(t.Programme)
	x, measured := e.board.Indicator(t.Indicator)
	if !known || !measured || p.State != plan.Active {
		return nil
	}
	for _, other := range e.board.Readers(t.Indicator, t.Unit) {
		if q, ok := e.board.Programme(other.Programme); ok && q.State == plan.Active && other.ID != t.ID && other.Year == t.Year {
			return nil
		}
	}
	for _, period := range x.Periods(int(t.Year)) {
		if due := x.Due(period); (t.From == "" || due >= t.From) && due <= e.app.Today(e.who.District) {
			return errs.New(errs.Conflict, "plan.used.due", "period", period.String(), "date", string(due))
		}
	}
	return nil
}
