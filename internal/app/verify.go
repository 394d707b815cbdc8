package app

import (
	"context"
	"maps"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
)

// Approve is the unit's own word on its report. It binds the content hash that
// the approver saw: a report changed since is refused with Conflict. Nobody
// approves what he filed himself.
func (a *App) Approve(ctx context.Context, w Who, id core.ReportID, hash string) error {
	_, err := a.write(ctx, w, "report.approve", "", func(tx *store.Tx) error {
		r, err := a.ownReport(tx, w, id, access.ApproveReport)
		if err != nil {
			return err
		}
		switch {
		case r.State != report.Submitted:
			return errs.New(errs.Conflict, "report.not-waiting")
		case r.Hash != hash:
			return errs.New(errs.Conflict, "report.changed")
		case r.SubmittedBy == w.ID():
			return errs.New(errs.Forbidden, "report.own")
		}
		r.State, r.ApprovedBy, r.ApprovedAt = report.UnitApproved, w.ID(), a.clock()
		if err := tx.Put(&r); err != nil {
			return err
		}
		err = a.eachLine(tx, r, func(l report.Line) error {
			if l.Standing != report.Claimed {
				return nil
			}
			l.Standing = report.Approved
			return settle(tx, r, l, report.Claimed)
		})
		if err != nil {
			return err
		}
		return a.concludeReport(tx, r) // all may have been verified before, and only a task's progress is new
	})
	return err
}

// sendBack is the entry's name of an approver's return.
const sendBack = "report.send-back"

// SendBack returns a report to its reporter before approval. Its figures that
// nobody has verified count nowhere until they are filed again.
func (a *App) SendBack(ctx context.Context, w Who, id core.ReportID, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return errs.Field("reason", "report.reason-needed")
	}
	_, err := a.write(ctx, w, sendBack, reason, func(tx *store.Tx) error {
		r, err := a.ownReport(tx, w, id, access.ApproveReport)
		if err != nil {
			return err
		}
		if r.State != report.Submitted {
			return errs.New(errs.Conflict, "report.not-waiting")
		}
		r.State, r.Reason = report.SentBack, reason
		if err := tx.Put(&r); err != nil {
			return err
		}
		return a.eachLine(tx, r, func(l report.Line) error {
			before := l.Standing
			if before == report.Verified || before == report.Returned {
				return nil
			}
			l.Standing, l.Reason = report.Returned, reason
			return settle(tx, r, l, before)
		})
	})
	return err
}

// ownReport finds a report for a deed inside its unit. One that the account may
// not see is as missing as one that is not there.
func (a *App) ownReport(tx *store.Tx, w Who, id core.ReportID, p access.Permission) (report.Report, error) {
	r, err := store.Get[report.Report](tx, string(id))
	if err != nil {
		return r, access.Hide(err)
	}
	if a.allow(w, access.ViewReport, r.Unit) != nil {
		return r, access.Missing()
	}
	return r, a.allow(w, p, r.Unit)
}

func (a *App) eachLine(r store.Reader, of report.Report, f func(report.Line) error) error {
	lines, err := store.List[report.Line](r, "report_id = $1", string(of.ID))
	if err != nil {
		return err
	}
	for _, l := range lines {
		if err := f(l); err != nil {
			return err
		}
	}
	return nil
}

// settle writes a line and the figure it stands for; before is the line's
// standing until now. Of a held line the figure may be an earlier one that counts
// meanwhile: it gives way when the line is accepted, and stays when it is returned.
func settle(tx *store.Tx, r report.Report, l report.Line, before report.Standing) error {
	if err := tx.Put(&l); err != nil {
		return err
	}
	o, err := store.Get[report.Observation](tx, string(l.Indicator), string(l.Unit), l.Period, string(report.Operational))
	switch {
	case errs.Is(err, errs.Missing):
		o = report.Observation{Indicator: l.Indicator, Unit: l.Unit, Period: l.Period, Basis: report.Operational, Revision: r.Revision}
	case err != nil:
		return err
	case before == report.Held && counts(o.Standing):
		if l.Standing == report.Returned {
			return nil
		}
		o.Revision = r.Revision
	}
	o.Value, o.Standing, o.Report = l.Value, l.Standing, r.ID
	o.Source = core.Ref{Kind: "report", ID: string(r.ID)}.String()
	return tx.Put(&o)
}

// Verdict is a verifier's decision on one figure.
type Verdict struct {
	Report    core.ReportID
	Indicator core.IndicatorID
	Unit      core.UnitID
	Hash      string // of the report as the verifier saw it; "" when a program does not say
	Method    report.Method
	Return    bool
	Reason    string // required to return
}

// Verify decides figures one by one; all decisions land together or none does.
// The verifier acts for the indicator's verifying unit, which must lie outside
// the reporter's; nobody verifies what he filed or approved, or
// what was filed anew since he looked.
func (a *App) Verify(ctx context.Context, w Who, verdicts []Verdict) error {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return err
	}
	now := a.clock()
	_, err = a.write(ctx, w, "report.verify", "", func(tx *store.Tx) error {
		touched := map[core.ReportID]report.Report{}
		for _, d := range verdicts {
			r, err := a.decide(tx, w, s, d, now)
			if err != nil {
				return err
			}
			touched[r.ID] = r
		}
		for _, id := range slices.Sorted(maps.Keys(touched)) {
			if err := a.concludeReport(tx, touched[id]); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func (a *App) decide(tx *store.Tx, w Who, s *board.Snapshot, d Verdict, now core.Instant) (report.Report, error) {
	r, err := store.Get[report.Report](tx, string(d.Report))
	if err != nil {
		return r, access.Hide(err)
	}
	l, err := store.Get[report.Line](tx, string(d.Report), string(d.Indicator), string(d.Unit))
	if err != nil {
		return r, access.Hide(err)
	}
	x, ok := s.Indicator(d.Indicator)
	if !ok {
		return r, access.Missing()
	}
	if err := a.mayVerify(w, s, r, l, x); err != nil {
		return r, err
	}
	field := LineKey{d.Indicator, d.Unit}.Field()
	switch {
	case l.Standing == report.Verified || l.Standing == report.Returned:
		return r, errs.New(errs.Conflict, "report.not-waiting")
	case d.Hash != "" && d.Hash != r.Hash:
		return r, errs.New(errs.Conflict, "report.changed")
	case waitsForApproval(s, r, l):
		return r, errs.New(errs.Conflict, "report.not-approved")
	case d.Return && blank(d.Reason):
		return r, errs.Field(field, "report.reason-needed")
	}
	switch d.Method {
	case report.InFull, report.BySample, report.OnSite:
	default:
		return r, errs.Field(field, "report.method-unknown")
	}
	before := l.Standing
	l.Method, l.VerifiedBy, l.VerifiedAt, l.Reason = d.Method, w.ID(), now, strings.TrimSpace(d.Reason)
	l.Standing = report.Verified
	if d.Return {
		l.Standing = report.Returned
	}
	return r, settle(tx, r, l, before)
}

func (a *App) mayVerify(w Who, s *board.Snapshot, r report.Report, l report.Line, x *plan.Indicator) error {
	if err := a.allowFigure(w, access.VerifyFigure, l.Unit, x); err != nil {
		return err
	}
	if w.Operator {
		return nil
	}
	if u, ok := s.Unit(r.Unit); x.Verifier == r.Unit || ok && u.Parent != "" && s.Within(x.Verifier, r.Unit) {
		return errs.New(errs.Forbidden, "report.verifier-inside")
	}
	if a.allow(w, access.FileReport, r.Unit) == nil || a.allow(w, access.ApproveReport, r.Unit) == nil {
		return errs.New(errs.Forbidden, "report.own")
	}
	if r.SubmittedBy == w.ID() || r.ApprovedBy == w.ID() {
		return errs.New(errs.Forbidden, "report.own")
	}
	return nil
}

// waitsForApproval reports whether the unit's own approval must come before a
// figure is verified. A report sent back by its approver waits as well.
func waitsForApproval(s *board.Snapshot, r report.Report, l report.Line) bool {
	return r.ApprovedBy == "" && needsApproval(s, l.Indicator, l.Unit)
}

// needsApproval asks the programmes that read the figure: one that wants the
// unit's approval is enough.
func needsApproval(s *board.Snapshot, i core.IndicatorID, u core.UnitID) bool {
	for _, t := range s.Readers(i, u) {
		if p, ok := s.Programme(t.Programme); ok && !p.NoApproval {
			return true
		}
	}
	return false
}

// AwaitsApproval reports whether a filed figure waits for its unit's approval, as its
// sheet says of it.
func AwaitsApproval(s *board.Snapshot, o *report.Observation) bool {
	p, err := core.ParsePeriod(o.Period)
	if o.Standing != report.Claimed || o.Imported() || err != nil {
		return false
	}
	reporter, _ := s.Reporter(o.Indicator, o.Unit, p.End())
	r, _ := s.Report(reporter, p.End())
	return waitsForApproval(s, r, report.Line{Indicator: o.Indicator, Unit: o.Unit})
}

// asksApproval reports whether anything on a unit's sheet needs its approval.
func asksApproval(s *board.Snapshot, unit core.UnitID, month core.Period) bool {
	for _, l := range s.DueLines(unit, month) {
		if needsApproval(s, l.Indicator.ID, l.Unit) {
			return true
		}
	}
	for _, t := range s.DueTasks(unit, month) {
		if action, ok := s.Action(t.Action); ok {
			if p, ok := s.Programme(action.Programme); ok && !p.NoApproval {
				return true
			}
		}
	}
	return false
}

// concludeReport sets the report's state from its lines: returned if any is,
// verified when all are, else as it was. Tasks alone make no verified report.
func (a *App) concludeReport(tx *store.Tx, r report.Report) error {
	all, back, lines := true, false, 0
	err := a.eachLine(tx, r, func(l report.Line) error {
		lines++
		all = all && l.Standing == report.Verified
		back = back || l.Standing == report.Returned
		return nil
	})
	switch {
	case err != nil:
		return err
	case back:
		r.State = report.SentBack
	case all && lines > 0:
		r.State = report.FullyVerified
	}
	return tx.Put(&r)
}
