package board

import (
	"errors"
	"fmt"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// ErrGap is the cause when entries do not continue the snapshot's sequence: the
// missing ones have to be applied first.
var ErrGap = errors.New("board: entries missing before this one")

// Apply gives the snapshot after one ledger entry's changes. The receiver stays
// as it was. On an error nothing is applied and the board must be rebuilt.
func (s *Snapshot) Apply(seq core.Seq, changes []record.Change) (*Snapshot, error) {
	return s.ApplyAll([]record.Entry{{Seq: seq, Changes: changes}})
}

// ApplyAll gives the snapshot after several entries, copying each touched part
// once. Entries that the snapshot already holds are passed over; a hole in the
// sequence is ErrGap.
func (s *Snapshot) ApplyAll(entries []record.Entry) (*Snapshot, error) {
	r := newRound(newSnapshot(s.seq, s.index))
	r.next.state = s.state
	for i := range entries {
		switch seq := entries[i].Seq; {
		case seq <= r.next.seq:
			continue
		case seq > r.next.seq+1:
			return nil, fmt.Errorf("board: at %d, next entry is %d: %w", r.next.seq, seq, ErrGap)
		}
		r.next.seq = entries[i].Seq
		for j := range entries[i].Changes {
			if err := r.change(&entries[i].Changes[j]); err != nil {
				return nil, fmt.Errorf("board: apply entry %d: %w", entries[i].Seq, err)
			}
		}
	}
	if r.next.seq == s.seq {
		return s, nil
	}
	if r.plan != nil {
		r.replan()
	}
	for i := range r.replot {
		r.next.plotOne(r.edit, i)
	}
	return r.next, nil
}

// round is one ApplyAll at work.
type round struct {
	edit   *edit
	next   *Snapshot
	filing filing
	replot map[int32]bool // targets whose last year changed
	plan   *bookEdit      // set by the first change of the plan

	// Every filing changes observations, lines and a report: these are loaded by each change.
	observed     report.Observation
	reported     report.Report
	loadObserved bound
	loadReported bound
	lined        report.Line
	loadLine     bound
}

// bound is a row whose fields are bound once, for loading change after change
// into the same memory.
type bound struct {
	table  record.Table
	fields []record.Field
}

func (b *bound) Table() record.Table    { return b.table }
func (b *bound) Fields() []record.Field { return b.fields }

func newRound(next *Snapshot) *round {
	r := &round{edit: new(edit), next: next}
	r.filing.edit = r.edit
	r.loadObserved = bound{r.observed.Table(), r.observed.Fields()}
	r.loadReported = bound{r.reported.Table(), r.reported.Fields()}
	r.loadLine = bound{r.lined.Table(), r.lined.Fields()}
	return r
}

// Numbers of the tables that do not belong to the plan.
const (
	tableMilestone   = 9
	tableObservation = 20
	tableReport      = 21
	tableLine        = 22
	tableProgress    = 23
	tableLock        = 24
)

func (r *round) change(c *record.Change) error {
	switch c.Table {
	case tableObservation:
		return r.observation(c)
	case tableProgress:
		return r.progress(c)
	case tableReport:
		return r.report(c)
	case tableLine:
		return r.line(c)
	case tableLock:
		return r.lock(c)
	case tableMilestone:
		return r.milestone(c)
	}
	return r.planChange(c)
}

func (r *round) planChange(c *record.Change) error {
	if !inBook(c.Table) {
		return nil
	}
	if r.plan == nil {
		r.plan = newBookEdit(r.next)
	}
	return r.plan.change(c)
}

func (r *round) observation(c *record.Change) error {
	if err := c.Load(&r.loadObserved); err != nil {
		return err
	}
	o := &r.observed
	x := r.next.index.indicators[o.Indicator]
	if c.Op == record.Delete {
		r.next.state.figures.remove(&r.filing, x, o)
	} else {
		r.next.state.figures.put(&r.filing, x, o)
	}
	for _, i := range r.next.index.watchers[seriesKey{figureKey{o.Indicator, o.Unit}, r.filing.period.Year}] {
		if r.replot == nil {
			r.replot = map[int32]bool{}
		}
		r.replot[i] = true
	}
	return nil
}

func (r *round) progress(c *record.Change) error {
	var p report.Progress
	if err := c.Load(&p); err != nil {
		return err
	}
	if c.Op == record.Delete {
		r.next.state.dropProgress(r.edit, p.Task, p.Period)
		return nil
	}
	r.next.state.putProgress(r.edit, p)
	return nil
}

func (r *round) report(c *record.Change) error {
	if err := c.Load(&r.loadReported); err != nil {
		return err
	}
	if c.Op == record.Delete {
		r.next.state.dropReport(r.edit, r.reported.ID)
		return nil
	}
	row := r.reported
	r.next.state.putReport(r.edit, &row, c.Op == record.Insert)
	return nil
}

func (r *round) line(c *record.Change) error {
	if err := c.Load(&r.loadLine); err != nil {
		return err
	}
	if c.Op == record.Delete {
		r.next.state.dropLine(r.edit, r.lined)
		return nil
	}
	r.next.state.putLine(r.edit, r.lined)
	return nil
}

func (r *round) lock(c *record.Change) error {
	var row report.Lock
	if err := c.Load(&row); err != nil {
		return err
	}
	if c.Op == record.Delete {
		r.next.state.locks.remove(r.edit, row.Period)
		return nil
	}
	r.next.state.locks.put(r.edit, row.Period, row)
	return nil
}

// milestone takes the short way for a milestone that stays with its task, as
// when a report says that it was reached; others change the plan.
func (r *round) milestone(c *record.Change) error {
	var m plan.Milestone
	if err := c.Load(&m); err != nil {
		return err
	}
	task, known := r.next.index.milestones[m.ID]
	if c.Op == record.Update && known && task == m.Task && r.plan == nil {
		r.next.state.putMilestone(r.edit, m)
		return nil
	}
	return r.planChange(c)
}

// replan replaces the index. Figures stay where they are unless an indicator's
// calendar changed or came to be: then each has to find its slot again.
func (r *round) replan() {
	content := r.next.Content()
	content.Book = r.plan.book()
	if r.plan.calendars {
		rebuilt := Build(content, r.next.seq)
		*r.next = *rebuilt
		r.replot = nil
		return
	}
	next := newSnapshot(r.next.seq, newIndex(content.Book))
	next.state = r.next.state
	next.state.courses = paged[*course]{}
	next.state.milestones = newTable[core.TaskID, []plan.Milestone](len(content.Book.Tasks))
	for _, m := range next.index.book.Milestones {
		next.state.putMilestone(r.edit, m)
	}
	next.allocate(r.edit)
	next.plot(r.edit)
	*r.next = *next
	r.replot = nil
}
