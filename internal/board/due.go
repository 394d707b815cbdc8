package board

import (
	"cmp"
	"slices"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
)

// DueLine is one figure that a unit files for a month: asked once, however many
// targets and programmes read it.
type DueLine struct {
	Indicator *plan.Indicator
	Unit      core.UnitID // whose figure it is
	Period    core.Period // the release that ends in the month
	Due       core.Date
	Targets   []core.TargetID // that read it, in reading order
}

// DueLines lists what a unit reports for a month by each indicator's own
// calendar, in the order of the indicators' codes. Only active programmes ask,
// and nobody is asked for months before a target's start. Where targets name
// different reporters for one figure, the target with the lowest code decides,
// so that a figure is asked of one unit only. Whoever answers on the month's last
// day is asked.
func (s *Snapshot) DueLines(unit core.UnitID, month core.Period) []DueLine {
	s = s.On(month.LastDay())
	var lines []DueLine
	at := map[figureKey]int{}
	for _, i := range s.index.reports[unit] {
		t := &s.index.book.Targets[i]
		x, p, asked := s.asks(t, month)
		if !asked {
			continue
		}
		k := figureKey{t.Indicator, t.Unit}
		if n, ok := at[k]; ok {
			lines[n].Targets = append(lines[n].Targets, t.ID)
			continue
		}
		if s.reporterOf(k, month) != unit {
			continue
		}
		at[k] = len(lines)
		lines = append(lines, DueLine{Indicator: x, Unit: t.Unit, Period: p, Due: x.Due(p), Targets: []core.TargetID{t.ID}})
	}
	slices.SortStableFunc(lines, func(a, b DueLine) int {
		return cmp.Or(cmp.Compare(a.Indicator.Code, b.Indicator.Code), cmp.Compare(a.Unit, b.Unit))
	})
	return lines
}

// Awaits reports whether reports end in the month and none of them has fallen due
// by today: a board of that month would only show that it is early.
func (s *Snapshot) Awaits(month core.Period, today core.Date) bool {
	return s.firstDue(month) > today // "" for none is before any day
}

// SheetDue is the day by which a unit's sheet of a month is filed, the earliest of
// its lines. Tasks have no day of their own: a sheet of tasks alone is due with the
// month's first figures, whoever owes them, and on the day of an indicator that
// names none where no report ends in the month.
func (s *Snapshot) SheetDue(month core.Period, lines []DueLine) core.Date {
	if len(lines) > 0 {
		return slices.MinFunc(lines, func(a, b DueLine) int { return cmp.Compare(a.Due, b.Due) }).Due
	}
	if due := s.firstDue(month); due != "" {
		return due
	}
	return new(plan.Indicator).Due(month)
}

// firstDue is the day on which the first of the reports that end in the month falls
// due; "" when none ends in it.
func (s *Snapshot) firstDue(month core.Period) core.Date {
	first := core.Date("")
	for _, c := range s.index.calendars {
		x := plan.Indicator{Frequency: c.Frequency, JanFeb: c.JanFeb, DueDay: c.DueDay}
		p, ok := x.Period(int(month.Year), int(month.To))
		if !ok || c.Year != int(month.Year) || int(month.To) < c.Own {
			continue
		}
		if due := x.Due(p); first == "" || due < first {
			first = due
		}
	}
	return first
}

// asks says whether the target asks for a release that ends in the month.
func (s *Snapshot) asks(t *plan.Target, month core.Period) (*plan.Indicator, core.Period, bool) {
	x, known := s.index.indicators[t.Indicator]
	if !known || t.Year != int64(month.Year) || s.index.programmeOf(t).State != plan.Active {
		return nil, core.Period{}, false
	}
	p, ok := x.Period(int(month.Year), int(month.To))
	return x, p, ok && progress.Asked(t, p)
}

// reporterOf is the one unit that files a figure for a month.
func (s *Snapshot) reporterOf(k figureKey, month core.Period) core.UnitID {
	s = s.On(month.LastDay())
	for _, i := range s.index.readers[k] {
		t := &s.index.book.Targets[i]
		if _, _, asked := s.asks(t, month); asked {
			return t.Reporter()
		}
	}
	return ""
}

// Reporter is the one unit that files a figure for a month; false when nobody is
// asked for it.
func (s *Snapshot) Reporter(i core.IndicatorID, u core.UnitID, month core.Period) (core.UnitID, bool) {
	r := s.reporterOf(figureKey{i, u}, month)
	return r, r != ""
}

// Readers lists the targets that read a figure's series in any year.
func (s *Snapshot) Readers(i core.IndicatorID, u core.UnitID) []*plan.Target {
	return s.pick(s.index.readers[figureKey{i, u}])
}

// DueTasks lists the tasks that a unit reports on for a month: those it leads in
// active programmes of that year, from their start on, until a month after all
// is done.
func (s *Snapshot) DueTasks(unit core.UnitID, month core.Period) []*plan.Task {
	s = s.On(month.LastDay())
	var all []*plan.Task
	for _, t := range s.TasksOfUnit(unit) {
		p, ok := s.programmeOfTask(t)
		year := int64(month.Year)
		if !ok || p.State != plan.Active || year < p.StartYear || p.EndYear > 0 && year > p.EndYear {
			continue
		}
		if (t.Start == "" || t.Start <= month.LastDay()) && !s.doneBefore(t, month) {
			all = append(all, t)
		}
	}
	return all
}

// programmeOfTask finds a task's programme, that of its action.
func (s *Snapshot) programmeOfTask(t *plan.Task) (*plan.Programme, bool) {
	a, ok := s.Action(t.Action)
	if !ok {
		return nil, false
	}
	return s.Programme(a.Programme)
}

// doneBefore reports whether the task's last milestone was reached before the month.
func (s *Snapshot) doneBefore(t *plan.Task, month core.Period) bool {
	list := s.Milestones(t.ID)
	for _, m := range list {
		if m.DoneOn == "" || m.DoneOn >= core.Date(month.String()+"-01") {
			return false
		}
	}
	return len(list) > 0
}
