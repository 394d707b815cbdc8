package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// Options of a replay.
type Options struct {
	Secret string // one password for every account
}

// Play replays the year through the use cases, with a clock that moves as the
// year did, so that the ledger holds a true history: who filed, approved,
// verified and corrected what, and when.
func Play(ctx context.Context, a *app.App, o Options) error {
	p := &player{ctx: ctx, year: New(), who: map[core.AccountID]app.Who{}}
	p.app = a.WithClock(func() core.Instant { return p.now })
	if err := p.setup(o.Secret); err != nil {
		return fmt.Errorf("demo: set up: %w", err)
	}
	for i := range p.year.Months {
		if err := p.month(&p.year.Months[i]); err != nil {
			return fmt.Errorf("demo: %s: %w", p.year.Months[i].Period, err)
		}
	}
	return p.rest()
}

type player struct {
	ctx  context.Context
	app  *app.App
	year *Year
	now  core.Instant
	who  map[core.AccountID]app.Who
}

// at moves the clock to a day, in the morning; within a day it only moves on.
func (p *player) at(day core.Date) {
	t := core.InstantOf(day.Time().Add(time.Hour)) // nine o'clock at UTC+8
	p.now = max(p.now+60_000, t)
}

func (p *player) operator() app.Who { return app.Operator(District) }

// as gives an account's actor, looked up once.
func (p *player) as(id core.AccountID) (app.Who, error) {
	if w, ok := p.who[id]; ok {
		return w, nil
	}
	w, err := p.app.As(p.ctx, District, id)
	if err == nil {
		p.who[id] = w
	}
	return w, err
}

func (p *player) setup(secret string) error {
	y := p.year
	p.at(y.Setup)
	if err := p.app.CreateDistrict(p.ctx, y.Book); err != nil {
		return err
	}
	if err := p.app.EnterAccounts(p.ctx, p.operator(), y.Accounts, y.Grants, secret); err != nil {
		return err
	}
	rows := make([]record.Row, len(y.History))
	for i := range y.History {
		rows[i] = &y.History[i]
	}
	return p.app.Enter(p.ctx, p.operator(), "history.enter", rows...)
}

func (p *player) month(m *Month) error {
	for i := range m.Filings {
		if err := p.file(&m.Filings[i], m.Period, ""); err != nil {
			return fmt.Errorf("%s: %w", m.Filings[i].Unit, err)
		}
	}
	p.at(m.VerifiedOn)
	for i := range m.Filings {
		if err := p.verify(m.Filings[i].Unit, m.Period, m.Filings[i].Lines); err != nil {
			return fmt.Errorf("verify %s: %w", m.Filings[i].Unit, err)
		}
	}
	if err := p.release(m.Official); err != nil {
		return err
	}
	if m.LockedOn != "" {
		p.at(m.LockedOn)
		w, err := p.as(m.LockedBy)
		if err != nil {
			return err
		}
		if err := p.app.Lock(p.ctx, w, m.Period, true); err != nil {
			return err
		}
	}
	for _, d := range m.Differences {
		w, err := p.as(d.By)
		if err != nil {
			return err
		}
		if err := p.app.Explain(p.ctx, w, d); err != nil {
			return err
		}
	}
	for _, c := range p.year.Corrections {
		if c.Period == m.Period {
			if err := p.correct(&c); err != nil {
				return fmt.Errorf("correct %s: %w", c.Unit, err)
			}
		}
	}
	return nil
}

// file hands a unit's sheet in and has it approved.
func (p *player) file(f *Filing, month core.Period, reason string) error {
	p.at(f.FiledOn)
	w, err := p.as(f.By)
	if err != nil {
		return err
	}
	in := app.Filing{Unit: f.Unit, Month: month, Reason: reason}
	for i := range f.Lines {
		l, err := p.line(w, f.Unit, &f.Lines[i])
		if err != nil {
			return err
		}
		in.Lines = append(in.Lines, l)
	}
	for _, t := range f.Tasks {
		task := app.FilingTask{Task: t.Task, Done: t.Done, Blocked: t.Blocked, Next: t.Next}
		for _, m := range t.MilestonesDone {
			task.Milestones = append(task.Milestones, app.MilestoneDone{Milestone: m.Milestone, On: m.DoneOn})
		}
		in.Tasks = append(in.Tasks, task)
	}
	filed, err := p.app.File(p.ctx, w, in)
	if err != nil {
		return err
	}
	if f.ApprovedBy == "" {
		return nil
	}
	p.at(f.ApprovedOn)
	approver, err := p.as(f.ApprovedBy)
	if err != nil {
		return err
	}
	return p.app.Approve(p.ctx, approver, filed.Report.ID, filed.Report.Hash)
}

func (p *player) line(w app.Who, unit core.UnitID, l *Line) (app.FilingLine, error) {
	x, err := p.indicator(l.Indicator)
	if err != nil {
		return app.FilingLine{}, err
	}
	out := app.FilingLine{Indicator: l.Indicator, Unit: l.Unit, Value: x.Shown(l.Value).String(), Note: l.Note, Cause: l.Cause, Answer: l.Answer}
	if l.Answer == "" {
		return out, nil
	}
	name, text := l.Evidence()
	e, err := p.app.AddEvidence(p.ctx, w, unit, name, strings.NewReader(text))
	out.Evidence = []core.EvidenceID{e.ID}
	return out, err
}

func (p *player) indicator(id core.IndicatorID) (*plan.Indicator, error) {
	for i := range p.year.Book.Indicators {
		if p.year.Book.Indicators[i].ID == id {
			return &p.year.Book.Indicators[i], nil
		}
	}
	return nil, errs.New(errs.Missing, "plan.no-such-indicator", "code", string(id))
}

// verify settles the lines that have a verifier; the others wait.
func (p *player) verify(unit core.UnitID, month core.Period, lines []Line) error {
	sheet, err := p.app.Sheet(p.ctx, p.operator(), unit, month)
	if err != nil {
		return err
	}
	verdicts := map[core.AccountID][]app.Verdict{}
	for _, l := range lines {
		if l.VerifiedBy != "" {
			verdicts[l.VerifiedBy] = append(verdicts[l.VerifiedBy], app.Verdict{Report: sheet.Report.ID, Indicator: l.Indicator, Unit: l.Unit, Method: report.InFull})
		}
	}
	for id, all := range verdicts {
		w, err := p.as(id)
		if err != nil {
			return err
		}
		if err := p.app.Verify(p.ctx, w, all); err != nil {
			return err
		}
	}
	return nil
}

// release enters the month's official and published figures day by day, each as
// the competent department's verifier.
func (p *player) release(rows []report.Observation) error {
	for i := range rows {
		o := &rows[i]
		if o.Released != "" {
			p.at(o.Released)
		}
		if err := p.app.Enter(p.ctx, p.operator(), "official.enter", o); err != nil {
			return err
		}
	}
	return nil
}

func (p *player) correct(c *Correction) error {
	p.at(c.AskedOn)
	asker, err := p.as(c.AskedBy)
	if err != nil {
		return err
	}
	id, err := p.app.AskReopening(p.ctx, asker, c.Unit, c.Period, c.Reason)
	if err != nil {
		return err
	}
	for _, by := range []core.AccountID{c.First, c.Second} {
		p.at(c.OpenedOn)
		w, err := p.as(by)
		if err != nil {
			return err
		}
		if err := p.app.AgreeReopening(p.ctx, w, id); err != nil {
			return err
		}
	}
	f := Filing{Unit: c.Unit, FiledOn: c.FiledOn, By: c.By, ApprovedOn: c.FiledOn, ApprovedBy: c.ApprovedBy, Lines: c.Lines}
	if err := p.file(&f, c.Period, c.Reason); err != nil {
		return err
	}
	p.at(c.VerifiedOn)
	return p.verify(c.Unit, c.Period, c.Lines)
}

// rest enters projects, meetings and orders with their dates.
func (p *player) rest() error {
	y := p.year
	p.at(y.Clock.AddDays(-1))
	var rows []record.Row
	for i := range y.Projects {
		rows = append(rows, &y.Projects[i])
	}
	for i := range y.Phases {
		rows = append(rows, &y.Phases[i])
	}
	for i := range y.Parties {
		rows = append(rows, &y.Parties[i])
	}
	for i := range y.Meetings {
		rows = append(rows, &y.Meetings[i])
	}
	for i := range y.Directives {
		rows = append(rows, &y.Directives[i].Row)
	}
	if err := p.app.Enter(p.ctx, p.operator(), "register.enter", rows...); err != nil {
		return fmt.Errorf("demo: projects and orders: %w", err)
	}
	return nil
}
