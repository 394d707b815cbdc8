package app

import (
	"cmp"
	"context"
	"slices"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
)

// Waiting is what waits for one reader: only what the reader may see or do is
// counted, so that a number tells nothing more than the list behind it.
type Waiting struct {
	Month      core.Period
	Missing    []core.UnitID // units whose sheet is overdue
	Mine       []core.UnitID // sheets the reader files himself, not yet handed in
	ToApprove  []report.Report
	ToVerify   int
	Questioned int // of those, figures with a question
	Returned   []report.Report
	Facts      int // proposed and undecided
	Reopenings int
	Changes    int // target changes asked
}

// Waiting gathers today's guide.
func (a *App) Waiting(ctx context.Context, w Who) (Waiting, error) {
	s, err := a.whole(ctx, w.District) // what a unit is asked for is known to whoever sees its reports
	if err != nil {
		return Waiting{}, err
	}
	today := a.Today(w.District)
	out := Waiting{Month: dueMonth(a.seen(w, s), today)}
	for _, u := range s.Book().Units {
		if a.allow(w, access.ViewReport, u.ID) != nil {
			continue
		}
		if _, filed := s.Report(u.ID, out.Month); filed {
			continue
		}
		lines := s.DueLines(u.ID, out.Month)
		if len(lines) == 0 && len(s.DueTasks(u.ID, out.Month)) == 0 || importedSheet(s, u.ID, out.Month) {
			continue
		}
		if a.allow(w, access.FileReport, u.ID) == nil && !w.Operator {
			out.Mine = append(out.Mine, u.ID)
		}
		if s.SheetDue(out.Month, lines) < today {
			out.Missing = append(out.Missing, u.ID)
		}
	}
	if err = a.fillWaiting(ctx, w, s, &out); err != nil {
		return out, err
	}
	return out, a.countRequests(ctx, w, &out)
}

func (a *App) fillWaiting(ctx context.Context, w Who, s *board.Snapshot, out *Waiting) error {
	for r := range s.Reports {
		switch {
		case r.State == report.Submitted && r.SubmittedBy != w.ID() && a.approves(w, s, r):
			out.ToApprove = append(out.ToApprove, *r)
		case r.State == report.SentBack && a.allow(w, access.FileReport, r.Unit) == nil:
			out.Returned = append(out.Returned, *r)
		}
	}
	byID := func(a, b report.Report) int { return cmp.Compare(a.ID, b.ID) }
	slices.SortFunc(out.ToApprove, byID)
	slices.SortFunc(out.Returned, byID)
	queue, err := a.queue(ctx, w, s)
	if err != nil {
		return err
	}
	for _, q := range queue {
		out.ToVerify += len(q.Lines)
		for _, l := range q.Lines {
			if l.Line.Doubt != report.NoDoubt {
				out.Questioned++
			}
		}
	}
	if a.anywhere(w, access.DecideFact) != nil {
		return nil
	}
	out.Facts, err = a.factsWaiting(ctx, w.District)
	return err
}

// approves reports whether a report waits for this account's approval.
func (a *App) approves(w Who, s *board.Snapshot, r *report.Report) bool {
	month, err := core.ParsePeriod(r.Period)
	return err == nil && a.allow(w, access.ApproveReport, r.Unit) == nil && asksApproval(s, r.Unit, month)
}

func (a *App) countRequests(ctx context.Context, w Who, out *Waiting) error {
	asked, err := a.desks.of(w.District).reopenings.get(ctx, a, w.District, "state = $1", string(report.ReopeningAsked))
	if err != nil {
		return err
	}
	for _, r := range asked {
		if r.AskedBy != w.ID() && r.First != w.ID() && a.allow(w, access.AgreeReopening, r.Unit) == nil {
			out.Reopenings++
		}
	}
	desk := a.desks.of(w.District)
	waiting, err := desk.changes.get(ctx, a, w.District, "state = $1", string(plan.ChangeAsked))
	if err != nil || len(waiting) == 0 {
		return err
	}
	items, err := desk.items.get(ctx, a, w.District, "")
	if err != nil {
		return err
	}
	s, ok := a.shelf.Current(w.District)
	if !ok {
		return nil
	}
	seen := a.seen(w, s)
	for _, c := range withAllItems(waiting, items) {
		if c.AskedBy != w.ID() && a.allow(w, access.ApproveTargetChange, unitOfRef(s, c.Ref())) == nil && a.seesChange(w, s, seen, c) {
			out.Changes++
		}
	}
	return nil
}

// Queued is one report as far as a verifier verifies it.
type Queued struct {
	Report report.Report
	Lines  []QueuedLine
}

// QueuedLine is a figure that waits for verification.
type QueuedLine struct {
	Line      report.Line
	Indicator *plan.Indicator
	Files     []report.Evidence
	Previous  report.Observation // of the release before; zero Indicator when there is none
	Planned   core.Quantity
	Ceiling   core.Quantity      // of a planned range its upper end
	Plans     []Planned          // by each target, where they plan different values; the first is Planned
	Rate      *report.Calculated // that follows from the figure's parts, those of the same report as they were filed; nil where nothing follows
	Sampled   bool               // falls into the indicator's sample; see report.Sampled
}

// Queue lists what waits for the reader's verification, by report.
func (a *App) Queue(ctx context.Context, w Who) ([]Queued, error) {
	var out []Queued
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	today, seen := a.Today(w.District), a.seen(w, s)
	if out, err = a.queue(ctx, w, s); err != nil {
		return nil, err
	}
	err = a.db.View(ctx, w.District, func(v *store.View) (err error) {
		for i := range out {
			for k := range out[i].Lines {
				l := &out[i].Lines[k]
				if l.Files, err = filesOf(v, lineRef(l.Line)); err != nil {
					return err
				}
				l.compare(s, seen, today)
				l.calculate(seen, out[i].Lines)
			}
		}
		return nil
	})
	return out, err
}

// compare adds what a verifier looks at beside the figure: earlier figures of the
// same series, and what is planned by the targets that the verifier may know of.
func (l *QueuedLine) compare(s, seen *board.Snapshot, today core.Date) {
	x := l.Indicator
	l.Sampled = report.Sampled(l.Line.Report, x.ID, l.Line.Unit, x.SampleRate)
	p, err := core.ParsePeriod(l.Line.Period)
	if err != nil {
		return
	}
	l.Previous = bestFigure(s, x.ID, l.Line.Unit, x.Previous(p))
	judged := seen.View(p.End(), today)
	var readers []*plan.Target
	for _, t := range seen.Readers(x.ID, l.Line.Unit) {
		if of, ok := seen.Programme(t.Programme); ok && of.State == plan.Active && t.Year == int64(p.Year) {
			readers = append(readers, t)
		}
	}
	first, plans := plannedBy(judged, readers, x, p)
	l.Planned, l.Ceiling, l.Plans = first.Value, first.Ceiling, plans
}

func (a *App) queue(ctx context.Context, w Who, s *board.Snapshot) ([]Queued, error) {
	if a.anywhere(w, access.VerifyFigure) != nil {
		return nil, nil
	}
	lines, err := a.desks.of(w.District).lines.get(ctx, a, w.District, "standing IN ($1, $2, $3)",
		string(report.Claimed), string(report.Held), string(report.Approved))
	if err != nil {
		return nil, err
	}
	reports := map[core.ReportID]*report.Report{}
	for r := range s.Reports {
		reports[r.ID] = r
	}
	byReport := map[core.ReportID]int{}
	var out []Queued
	for _, l := range lines {
		x, known := s.Indicator(l.Indicator)
		r, filed := reports[l.Report] // a report later than the board comes with the next one
		if !known || !filed || a.allowFigure(w, access.VerifyFigure, l.Unit, x) != nil {
			continue
		}
		if waitsForApproval(s, *r, l) || a.mayVerify(w, s, *r, l, x) != nil {
			continue
		}
		i, listed := byReport[l.Report]
		if !listed {
			i = len(out)
			byReport[l.Report] = i
			out = append(out, Queued{Report: *r})
		}
		out[i].Lines = append(out[i].Lines, QueuedLine{Line: l, Indicator: x})
	}
	return out, nil
}
