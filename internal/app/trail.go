package app

import (
	"cmp"
	"context"
	"slices"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
	"tupo/internal/store"
)

// Deed is what happened to a sheet.
type Deed string

const (
	DeedFiled    Deed = "submitted"
	DeedApproved Deed = "approved"
	DeedSentBack Deed = "returned"       // by the approver, the whole sheet
	DeedVerified Deed = "verified"       // figures, by their verifier
	DeedReturned Deed = "lines-returned" // figures, by their verifier
	DeedLocked   Deed = "locked"
	DeedAsked    Deed = "reopening-asked"
	DeedAgreed   Deed = "reopening-agreed"
	DeedOpened   Deed = "reopened" // the second agreement
	DeedRefused  Deed = "reopening-refused"
)

// SheetEvent is one event of a sheet's life, as the ledger has it.
type SheetEvent struct {
	Seq      core.Seq
	At       core.Instant
	By       string // as signed: see SignedBy
	Deed     Deed
	Revision int64         // of a submission
	Lines    int           // figures that were verified or returned
	Method   report.Method // of a verification
	Reason   string
}

// Trail lists every submission, approval, return, verification, lock and
// reopening of a sheet, oldest first. Of a sheet that the reader sees in part it
// tells of those lines only.
func (a *App) Trail(ctx context.Context, w Who, sheet Sheet) ([]SheetEvent, error) {
	t := trail{}
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		t.view = v
		for _, gather := range []func(Sheet) error{t.report, t.lines, t.lock, t.reopenings} {
			if err := gather(sheet); err != nil {
				return err
			}
		}
		return nil
	})
	slices.SortStableFunc(t.events, func(x, y SheetEvent) int { return cmp.Compare(x.Seq, y.Seq) })
	return t.events, err
}

type trail struct {
	view   *store.View
	events []SheetEvent
}

// add signs an event with its entry. A row says who did it and when in columns
// of its own, which also tell of history that was entered afterwards.
func (t *trail) add(x SheetEvent, by core.AccountID, at core.Instant) error {
	e, err := t.view.Entry(x.Seq)
	if err != nil {
		return err
	}
	x.By, x.At = e.Actor, e.Time
	if by != "" && SignedBy(e.Actor).Account != by {
		x.By = string(by)
	}
	if at != 0 {
		x.At = at
	}
	x.Reason = cmp.Or(x.Reason, e.Reason)
	t.events = append(t.events, x)
	return nil
}

// versions gives what a row was, oldest first; nothing when it never was.
func versions[T any, P store.RowOf[T]](v *store.View, key ...string) ([]store.Version[T], error) {
	all, err := store.History[T, P](v, key...)
	if errs.Is(err, errs.Missing) {
		return nil, nil
	}
	return slices.DeleteFunc(all, func(x store.Version[T]) bool { return x.Deleted }), err
}

func (t *trail) report(sheet Sheet) error {
	if sheet.Report.ID == "" {
		return nil
	}
	all, err := versions[report.Report](t.view, string(sheet.Report.ID))
	if err != nil {
		return err
	}
	var before report.Report
	for _, x := range all {
		if err := t.revised(x.FromSeq, before, x.Row); err != nil {
			return err
		}
		before = x.Row
	}
	return nil
}

// revised compares two versions of a report: one entry may file and approve.
func (t *trail) revised(seq core.Seq, before, now report.Report) error {
	if now.Revision != before.Revision {
		filed := SheetEvent{Seq: seq, Deed: DeedFiled, Revision: now.Revision}
		if now.State != report.SentBack {
			filed.Reason = now.Reason
		}
		if err := t.add(filed, now.SubmittedBy, now.SubmittedAt); err != nil {
			return err
		}
		before.ApprovedBy, before.State = "", report.Submitted
	}
	if now.ApprovedBy != "" && now.ApprovedBy != before.ApprovedBy {
		if err := t.add(SheetEvent{Seq: seq, Deed: DeedApproved}, now.ApprovedBy, now.ApprovedAt); err != nil {
			return err
		}
	}
	if now.State != report.SentBack || before.State == report.SentBack {
		return nil
	}
	// A verifier who returns figures sends the report back as well; the lines tell that.
	if e, err := t.view.Entry(seq); err != nil || e.Action != sendBack {
		return err
	}
	return t.add(SheetEvent{Seq: seq, Deed: DeedSentBack, Reason: now.Reason}, "", 0)
}

// lines gathers the verifiers' decisions: one event for what one entry decided
// in the same way.
func (t *trail) lines(sheet Sheet) error {
	decided := map[SheetEvent][]report.Line{}
	for _, l := range sheet.Lines {
		if l.Filed == nil {
			continue
		}
		all, err := versions[report.Line](t.view, string(l.Filed.Report), string(l.Filed.Indicator), string(l.Filed.Unit))
		if err != nil {
			return err
		}
		var last core.Instant
		for _, x := range all {
			if now := x.Row; now.VerifiedAt != 0 && now.VerifiedAt != last {
				e := SheetEvent{Seq: x.FromSeq, Deed: DeedVerified, Method: now.Method}
				if now.Standing == report.Returned {
					e.Deed, e.Reason = DeedReturned, now.Reason
				}
				decided[e] = append(decided[e], now)
			}
			last = x.Row.VerifiedAt
		}
	}
	for e, lines := range decided {
		e.Lines = len(lines)
		if err := t.add(e, lines[0].VerifiedBy, lines[0].VerifiedAt); err != nil {
			return err
		}
	}
	// Entries that decide in two ways list the returned figures last.
	slices.SortFunc(t.events, func(x, y SheetEvent) int {
		return cmp.Or(cmp.Compare(x.Seq, y.Seq), cmp.Compare(rank(x.Deed), rank(y.Deed)), cmp.Compare(x.Method, y.Method), cmp.Compare(x.Reason, y.Reason))
	})
	return nil
}

// rank orders what one entry did.
func rank(d Deed) int {
	return slices.Index([]Deed{DeedFiled, DeedApproved, DeedSentBack, DeedVerified, DeedReturned}, d)
}

func (t *trail) lock(sheet Sheet) error {
	all, err := versions[report.Lock](t.view, sheet.Month.String())
	if err != nil {
		return err
	}
	for _, x := range all {
		if x.Row.Locked {
			if err := t.add(SheetEvent{Seq: x.FromSeq, Deed: DeedLocked}, x.Row.LockedBy, x.Row.LockedAt); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *trail) reopenings(sheet Sheet) error {
	if sheet.Part {
		return nil
	}
	asked, err := store.List[report.Reopening](t.view, "unit_id = $1 AND period = $2", string(sheet.Unit.ID), sheet.Month.String())
	if err != nil {
		return err
	}
	for _, r := range asked {
		all, err := versions[report.Reopening](t.view, r.ID)
		if err != nil {
			return err
		}
		for i, x := range all {
			e := SheetEvent{Seq: x.FromSeq, Deed: DeedAgreed}
			by, at := core.AccountID(""), core.Instant(0)
			switch {
			case i == 0:
				e.Deed, e.Reason, by, at = DeedAsked, x.Row.Reason, x.Row.AskedBy, x.Row.AskedAt
			case x.Row.State == report.ReopeningOpen:
				e.Deed = DeedOpened
			case x.Row.State == report.ReopeningEnded:
				e.Deed = DeedRefused
			case x.Row.State == report.ReopeningUsed:
				continue // the submission of this entry says so
			}
			if err := t.add(e, by, at); err != nil {
				return err
			}
		}
	}
	return nil
}
