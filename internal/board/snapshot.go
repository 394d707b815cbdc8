// Package board is the read model of a district: an immutable snapshot of the
// plan and of every figure, held in memory, from which lights, roll-ups and gaps
// are computed for any month.
//
// The database is the truth; a snapshot is a function of the rows at one ledger
// sequence, and Apply gives the same as Build. It writes nothing, decides no
// permission and reads no clock.
package board

import (
	"slices"
	"strings"
	"sync"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
)

// Content is the rows a snapshot is built from.
type Content struct {
	Book         plan.Book
	Observations []report.Observation
	Progress     []report.Progress
	Reports      []report.Report
	Held         []report.Line // figures in question
	Locks        []report.Lock
}

// Snapshot is a district at one ledger sequence. It is immutable and safe for
// any number of readers; Apply makes the next one and shares what did not change.
type Snapshot struct {
	seq   core.Seq
	index *index
	state state

	once  *sync.Once
	book  *plan.Book
	views *views
	dated *dated
	day   core.Date // as in force on this day; "" is as the rows say
	whole *Snapshot // of which this one is a day's reading
}

// state is what reports change.
type state struct {
	figures    figures
	series     []int32 // by target; shared while the plan is the same
	courses    paged[*course]
	milestones table[core.TaskID, []plan.Milestone]
	progress   table[core.TaskID, []report.Progress]
	reports    table[filedKey, []*report.Report]
	locks      table[string, report.Lock]
	held       table[figureKey, []report.Line] // in question, by series
}

// course is the computed table of a typed or last-year target.
type course struct {
	table    progress.Table
	fellBack bool
}

// filedKey names a unit's reports on a month.
type filedKey struct {
	unit   core.UnitID
	period string
}

// Build makes the snapshot of a district's rows at seq. Rows that contradict the
// plan (an unknown indicator, an unreadable period) are kept and never judged.
func Build(c Content, seq core.Seq) *Snapshot {
	s := newSnapshot(seq, newIndex(c.Book))
	e := new(edit)
	st := &s.state
	st.milestones = newTable[core.TaskID, []plan.Milestone](len(c.Book.Tasks))
	st.figures.numbers = newTable[seriesKey, int32](len(c.Book.Targets))
	s.allocate(e)
	for _, m := range s.index.book.Milestones {
		st.putMilestone(e, m)
	}
	filing := filing{edit: e}
	for i := range c.Observations {
		o := &c.Observations[i]
		st.figures.put(&filing, s.index.indicators[o.Indicator], o)
	}
	for _, p := range c.Progress {
		st.putProgress(e, p)
	}
	for i := range c.Reports {
		st.putReport(e, &c.Reports[i], true)
	}
	for _, l := range c.Held {
		st.putLine(e, l)
	}
	for _, l := range c.Locks {
		st.locks.put(e, l.Period, l)
	}
	s.plot(e)
	return s
}

func newSnapshot(seq core.Seq, x *index) *Snapshot {
	return &Snapshot{seq: seq, index: x, once: new(sync.Once), views: new(views), dated: new(dated)}
}

// allocate gives every target's series a number, in the targets' order, so that
// neighbouring targets read neighbouring figures.
func (s *Snapshot) allocate(e *edit) {
	s.state.series = make([]int32, len(s.index.book.Targets))
	for i := range s.index.book.Targets {
		t := &s.index.book.Targets[i]
		s.state.series[i] = s.state.figures.number(e, seriesKey{figureKey{t.Indicator, t.Unit}, int16(t.Year)})
	}
}

// plot computes every table course.
func (s *Snapshot) plot(e *edit) {
	for _, i := range s.index.tabled {
		s.plotOne(e, i)
	}
}

func (s *Snapshot) plotOne(e *edit, i int32) {
	t := &s.index.book.Targets[i]
	ind := s.index.indicatorOf(t)
	c := new(course)
	if t.Shape == plan.Typed {
		c.table = progress.TypedTable(t, ind, s.index.points[t.ID])
	} else {
		last, _ := s.state.figures.find(seriesKey{figureKey{t.Indicator, t.Unit}, int16(t.Year - 1)})
		var ok bool
		c.table, ok = progress.LastYearTable(t, ind, s.index.terms[i].Counts, last)
		c.fellBack = !ok
	}
	s.state.courses.set(e, int(s.index.tables[i]), c)
}

func (st *state) putMilestone(e *edit, m plan.Milestone) {
	old, _ := st.milestones.get(m.Task)
	list := slices.DeleteFunc(slices.Clone(old), func(x plan.Milestone) bool { return x.ID == m.ID })
	list = append(list, m)
	slices.SortFunc(list, compareMilestones)
	st.milestones.put(e, m.Task, list)
}

func (st *state) putProgress(e *edit, p report.Progress) {
	old, _ := st.progress.get(p.Task)
	list := slices.DeleteFunc(slices.Clone(old), func(x report.Progress) bool { return x.Period == p.Period })
	list = append(list, p)
	slices.SortFunc(list, func(a, b report.Progress) int { return strings.Compare(a.Period, b.Period) })
	st.progress.put(e, p.Task, list)
}

func (st *state) dropProgress(e *edit, task core.TaskID, period string) {
	old, _ := st.progress.get(task)
	st.progress.put(e, task, slices.DeleteFunc(slices.Clone(old), func(x report.Progress) bool { return x.Period == period }))
}

// putLine keeps a report's line while it is in question.
func (st *state) putLine(e *edit, l report.Line) {
	st.dropLine(e, l)
	if l.Standing != report.Held {
		return
	}
	k := figureKey{l.Indicator, l.Unit}
	old, _ := st.held.get(k)
	list := append(slices.Clone(old), l)
	slices.SortFunc(list, func(a, b report.Line) int { return strings.Compare(string(a.Report), string(b.Report)) })
	st.held.put(e, k, list)
}

func (st *state) dropLine(e *edit, l report.Line) {
	k := figureKey{l.Indicator, l.Unit}
	old, known := st.held.get(k)
	if !known {
		return
	}
	list := slices.DeleteFunc(slices.Clone(old), func(x report.Line) bool { return x.Report == l.Report })
	if len(list) == 0 {
		st.held.remove(e, k)
		return
	}
	st.held.put(e, k, list)
}

// putReport files a report under its unit and month; isNew says that it was not
// filed before. Should a report move, it is taken out of its old place first.
func (st *state) putReport(e *edit, r *report.Report, isNew bool) {
	k := filedKey{r.Unit, r.Period}
	list, _ := st.reports.get(k)
	i := slices.IndexFunc(list, func(x *report.Report) bool { return x.ID == r.ID })
	switch {
	case i >= 0:
		list = slices.Clone(list)
		list[i] = r
	case isNew:
		list = append(slices.Clip(list), r)
	default:
		st.dropReport(e, r.ID)
		list = append(slices.Clip(list), r)
	}
	st.reports.put(e, k, list)
}

// dropReport takes a report out wherever it is filed. Reports are withdrawn by a
// state, so this long way is hardly ever walked.
func (st *state) dropReport(e *edit, id core.ReportID) {
	is := func(r *report.Report) bool { return r.ID == id }
	for k, list := range st.reports.all {
		if slices.ContainsFunc(list, is) {
			st.reports.put(e, k, slices.DeleteFunc(slices.Clone(list), is))
			return
		}
	}
}
