package app

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
	"tupo/internal/store"
)

// Filing is what a unit hands in for a month: all of its sheet, or the lines
// that are ready. Lines left out stay as they are.
type Filing struct {
	Unit   core.UnitID
	Month  core.Period
	Lines  []FilingLine
	Tasks  []FilingTask
	Note   string
	Files  []core.EvidenceID // of the report as a whole: the stamped scan
	Reason string            // required when figures already verified or locked change
	Key    string            // idempotency key; "" = none
	Whole  bool              // every line due must have a value or a note
	Seen   *int64            // revision the form was filled in against, 0 before the first; nil is not checked
}

// FilingLine is one figure as typed, in the indicator's display unit.
type FilingLine struct {
	Indicator core.IndicatorID
	Unit      core.UnitID // whose figure; "" is the filing unit's own
	Value     string
	Note      string
	Cause     report.Cause
	Answer    string
	Evidence  []core.EvidenceID
}

// FilingTask is the month's word on a task.
type FilingTask struct {
	Task       core.TaskID
	Done       string
	Blocked    string
	Next       string
	Milestones []MilestoneDone
}

// MilestoneDone says when a milestone was reached, with what proves it.
type MilestoneDone struct {
	Milestone core.MilestoneID
	On        core.Date // "" takes the statement back
	Evidence  []core.EvidenceID
}

// Filed is the outcome of a filing.
type Filed struct {
	Report   report.Report
	Held     []report.Line // of the report: questioned, and counted nowhere until a verifier accepts the answer
	Seq      core.Seq
	Repeated bool
	Running  bool // the month has not ended: its figures are of so far
}

// Questioned is the cause of a refused filing whose figures need an answer: the
// form shows each question beside its figure.
type Questioned struct {
	Lines map[LineKey]Asked
}

// Asked is a question about a figure, with what its sentence names.
type Asked struct {
	Doubt report.Doubt
	Args  []string
}

func (q *Questioned) Error() string { return fmt.Sprintf("%d figures are questioned", len(q.Lines)) }

// LineKey names a figure of a sheet.
type LineKey struct {
	Indicator core.IndicatorID
	Unit      core.UnitID
}

// Field is the name of the figure's input in forms, errors and the API.
func (k LineKey) Field() string { return "value." + string(k.Indicator) + "." + string(k.Unit) }

// File takes a unit's figures for a month. Everything is checked first and all
// faults are reported together; then report, lines, figures, task progress and
// milestones change in one transaction. Faults that the caller found in what is not in f
// are named with those found here, and nothing is filed. It fails with Invalid (a field
// each), Conflict (the month is locked, or another filing came between) or Forbidden.
func (a *App) File(ctx context.Context, w Who, f Filing, faults ...error) (Filed, error) {
	if err := a.allowSheet(w, access.FileReport, f.Unit); err != nil {
		return Filed{}, err
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return Filed{}, err
	}
	if f.Month.Len() != 1 {
		return Filed{}, errs.Field("period", "period.month-wanted")
	}
	if early := report.Early(report.Operational, f.Month, a.Today(w.District)); early != "" {
		return Filed{}, errors.Join(append(faults, errs.Field("period", early, "period", f.Month.String()))...)
	}
	c := filing{app: a, who: w, in: f, before: faults, board: s, now: a.clock(), due: s.DueLines(f.Unit, f.Month)}
	written, err := a.repeatable(ctx, w, "report.file", f.Reason, f.Key, f, func(tx *store.Tx) error {
		c.reset(tx)
		return c.run()
	})
	if err != nil {
		return Filed{}, err
	}
	out := Filed{Report: c.report, Held: held(slices.Collect(maps.Values(c.known))), Seq: written.Seq, Repeated: written.Repeated,
		Running: report.EarlinessOf(f.Month, a.Today(w.District)) == report.Running}
	if written.Repeated {
		return out, a.refile(ctx, w, f, &out)
	}
	return out, nil
}

// held picks the questioned lines, in the order of their fields.
func held(lines []report.Line) []report.Line {
	lines = slices.DeleteFunc(lines, func(l report.Line) bool { return l.Standing != report.Held })
	slices.SortFunc(lines, func(x, y report.Line) int {
		return strings.Compare(LineKey{x.Indicator, x.Unit}.Field(), LineKey{y.Indicator, y.Unit}.Field())
	})
	return lines
}

// refile answers a repeated key with the report as it stands.
func (a *App) refile(ctx context.Context, w Who, f Filing, out *Filed) error {
	return a.db.View(ctx, w.District, func(v *store.View) (err error) {
		if out.Report, err = reportOf(v, f.Unit, f.Month); err != nil {
			return err
		}
		lines, err := store.Group[report.Line](v, string(out.Report.ID))
		out.Held = held(lines)
		return err
	})
}

// filing carries one attempt; the store may run the closure twice, so reset
// begins anew.
type filing struct {
	app   *App
	who   Who
	in    Filing
	board *board.Snapshot
	// before are the faults that were found on the way here.
	before []error
	now    core.Instant
	due    []board.DueLine

	tx        *store.Tx
	report    report.Report
	known     map[LineKey]report.Line
	faults    []error
	questions map[LineKey]Asked
	reopening *report.Reopening
	attached  []report.Attachment
}

func (c *filing) reset(tx *store.Tx) {
	c.tx, c.report, c.faults, c.reopening, c.attached = tx, report.Report{}, slices.Clone(c.before), nil, nil
	c.known, c.questions = map[LineKey]report.Line{}, map[LineKey]Asked{}
}

func (c *filing) run() error {
	if err := c.begin(); err != nil {
		return err
	}
	var lines []report.Line
	for _, in := range c.in.Lines {
		if l, ok := c.line(in); ok {
			lines = append(lines, l)
		}
	}
	if c.in.Whole {
		c.demandWhole(lines)
	}
	steps := c.checkTasks()
	if len(c.faults) > 0 || len(c.questions) > 0 {
		return c.refusal()
	}
	if len(lines) == 0 && len(c.in.Tasks) == 0 && !c.attaches() {
		return errs.New(errs.Invalid, "report.empty")
	}
	return c.write(lines, steps)
}

// attaches reports whether the filing brings files.
func (c *filing) attaches() bool {
	return len(c.in.Files) > 0 || slices.ContainsFunc(c.in.Lines, func(l FilingLine) bool { return len(l.Evidence) > 0 })
}

// begin finds the report, the month's lock and a reopening that allows a correction.
func (c *filing) begin() error {
	if err := c.find(); err != nil && !errs.Is(err, errs.Missing) {
		return err
	}
	if c.in.Seen != nil && *c.in.Seen != c.report.Revision {
		return errs.New(errs.Conflict, "report.filed-meanwhile")
	}
	if c.report.ID != "" {
		lines, err := store.Group[report.Line](c.tx, string(c.report.ID))
		if err != nil {
			return err
		}
		for _, l := range lines {
			c.known[LineKey{l.Indicator, l.Unit}] = l
		}
	}
	return c.unlock()
}

// find reads the report to revise. The board knows which it is, unless it was
// filed a moment ago.
func (c *filing) find() (err error) {
	if known, filed := c.board.Report(c.in.Unit, c.in.Month); filed {
		c.report, err = store.Get[report.Report](c.tx, string(known.ID))
		return err
	}
	c.report, err = reportOf(c.tx, c.in.Unit, c.in.Month)
	return err
}

// unlock lets a filing into a locked month only through an open reopening.
func (c *filing) unlock() error {
	month := c.in.Month.String()
	lock, err := store.Get[report.Lock](c.tx, month)
	if err != nil && !errs.Is(err, errs.Missing) {
		return err
	}
	if !lock.Locked {
		return nil
	}
	c.reopening, err = openReopening(c.tx, c.in.Unit, month)
	if err != nil {
		return err
	}
	if c.reopening == nil {
		return errs.New(errs.Conflict, "report.locked", "period", month)
	}
	if blank(c.in.Reason) {
		return errs.Field("reason", "report.reason-needed")
	}
	return nil
}

// reportOf finds a unit's report for a month; Missing when none was filed.
func reportOf(r store.Reader, unit core.UnitID, month core.Period) (report.Report, error) {
	all, err := store.List[report.Report](r, "unit_id = $1 AND period = $2", string(unit), month.String())
	if err != nil {
		return report.Report{}, err
	}
	if len(all) == 0 {
		return report.Report{}, errs.New(errs.Missing, "report.missing")
	}
	return all[0], nil
}
