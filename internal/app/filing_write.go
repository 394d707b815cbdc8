package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
	"tupo/internal/store"
)

// write changes everything a checked filing changes and seals the report last,
// because its hash covers all the rest.
func (c *filing) write(lines []report.Line, steps []step) error {
	if err := c.revise(); err != nil {
		return err
	}
	for _, l := range lines {
		l.Report = c.report.ID
		if err := c.detach(c.known[LineKey{l.Indicator, l.Unit}], l); err != nil {
			return err
		}
		c.known[LineKey{l.Indicator, l.Unit}] = l
		if err := c.tx.Put(&l); err != nil {
			return err
		}
		if err := c.observe(l); err != nil {
			return err
		}
	}
	if err := c.files(); err != nil {
		return err
	}
	if err := c.tasks(steps); err != nil {
		return err
	}
	if err := c.seal(steps); err != nil {
		return err
	}
	if !c.in.Whole {
		return nil // what else was drafted is still to come
	}
	return c.tx.Aside().DropDraft(c.who.District, c.in.Unit, c.in.Month.String(), c.who.ID())
}

// revise makes the report, or its next revision.
func (c *filing) revise() error {
	if c.report.ID == "" {
		id, err := c.app.newID()
		if err != nil {
			return err
		}
		c.report = report.Report{ID: core.ReportID(id), Unit: c.in.Unit, Period: c.in.Month.String()}
	}
	c.report.Revision++
	c.report.State = report.Submitted
	c.report.Reason = strings.TrimSpace(c.in.Reason)
	if c.in.Note != "" || c.in.Whole {
		c.report.Note = c.in.Note
	}
	c.report.SubmittedBy, c.report.SubmittedAt = c.who.ID(), c.now
	c.report.ApprovedBy, c.report.ApprovedAt = "", 0
	return nil
}

// observe writes the figure every target reads. A questioned figure does not
// take the place of one that counts: the old one stands until the verifier
// accepts the new.
func (c *filing) observe(l report.Line) error {
	old, err := store.Get[report.Observation](c.tx, string(l.Indicator), string(l.Unit), l.Period, string(report.Operational))
	if err != nil && !errs.Is(err, errs.Missing) {
		return err
	}
	if l.Standing == report.Held && err == nil && counts(old.Standing) {
		return nil
	}
	return c.tx.Put(&report.Observation{
		Indicator: l.Indicator, Unit: l.Unit, Period: l.Period, Basis: report.Operational, Value: l.Value,
		Standing: l.Standing, Report: c.report.ID, Revision: c.report.Revision, Specimen: old.Specimen,
		Source: core.Ref{Kind: "report", ID: string(c.report.ID)}.String(),
	})
}

// detach takes its files off a questioned figure that gives way to another: they proved
// the answer about that one. A file that the filing brings again stays.
func (c *filing) detach(old, now report.Line) error {
	if old.Doubt == report.NoDoubt || old.Value == now.Value {
		return nil
	}
	files, err := store.List[report.Attachment](c.tx, "ref = $1", lineRef(old).String())
	if err != nil {
		return err
	}
	for _, f := range files {
		again := slices.ContainsFunc(c.in.Lines, func(l FilingLine) bool {
			return l.Indicator == now.Indicator && (l.Unit == now.Unit || l.Unit == "" && now.Unit == c.in.Unit) && slices.Contains(l.Evidence, f.Evidence)
		})
		if again {
			continue
		}
		if err := c.tx.Delete(&f); err != nil {
			return err
		}
	}
	return nil
}

// files attaches what came with the lines and with the report as a whole.
func (c *filing) files() error {
	for _, in := range c.in.Lines {
		unit := in.Unit
		if unit == "" {
			unit = c.in.Unit
		}
		ref := lineRef(report.Line{Report: c.report.ID, Indicator: in.Indicator, Unit: unit})
		if err := c.attach(LineKey{in.Indicator, unit}.Field(), ref, in.Evidence); err != nil {
			return err
		}
	}
	return c.attach("file", core.Ref{Kind: "report", ID: string(c.report.ID)}, c.in.Files)
}

func (c *filing) tasks(steps []step) error {
	for _, in := range c.in.Tasks {
		err := c.tx.Put(&report.Progress{Task: in.Task, Period: c.in.Month.String(), Report: c.report.ID,
			Done: in.Done, Blocked: in.Blocked, Next: in.Next})
		if err != nil {
			return err
		}
	}
	for _, s := range steps {
		if err := c.tx.Put(&s.row); err != nil {
			return err
		}
		if err := c.attach("milestone."+string(s.row.ID), core.Ref{Kind: "milestone", ID: string(s.row.ID)}, s.files); err != nil {
			return err
		}
	}
	return nil
}

// attach ties files to what they prove. Only files that the account uploaded or
// may see anyway: a hash learned elsewhere opens nothing.
func (c *filing) attach(field string, to core.Ref, files []core.EvidenceID) error {
	for _, id := range files {
		e, err := store.Get[report.Evidence](c.tx, string(id))
		if err == nil && !c.who.Operator && e.AddedBy != c.who.ID() {
			err = c.app.seesAttached(c.tx, c.who, id)
		}
		if errs.Is(err, errs.Missing) {
			return errs.Field(field, "report.no-such-file").Because(err)
		}
		if err != nil {
			return err
		}
		row := report.Attachment{Evidence: id, Ref: to.String()}
		if err := c.tx.Put(&row); err != nil {
			return err
		}
		c.attached = append(c.attached, row)
	}
	return nil
}

// seal computes the hash that an approval binds, writes the report and uses up
// the reopening.
func (c *filing) seal(steps []step) error {
	c.report.Hash = c.hash(steps)
	if err := c.tx.Put(&c.report); err != nil {
		return err
	}
	if c.reopening == nil {
		return nil
	}
	used := *c.reopening
	used.State = report.ReopeningUsed
	return c.tx.Put(&used)
}

// hash is what an approval binds: unit, month, revision, note, every line, what
// this revision says of tasks and milestones, the files it brings, and through
// the hash of the revision before all that came with earlier ones. Verification
// does not change it.
func (c *filing) hash(steps []step) string {
	h := sha256.New()
	fmt.Fprintf(h, "tupo/report\n%q %q %d %q %q\n", c.report.Unit, c.report.Period, c.report.Revision, c.report.Note, c.report.Hash)
	keys := slices.Collect(maps.Keys(c.known))
	sortKeys(keys)
	for _, k := range keys {
		l := c.known[k]
		fmt.Fprintf(h, "line %q %q %q %q %q %q %q %q\n", l.Indicator, l.Unit, l.Period, l.Value, l.Note, l.Doubt, l.Cause, l.Answer)
	}
	for _, t := range c.in.Tasks {
		fmt.Fprintf(h, "task %q %q %q %q\n", t.Task, t.Done, t.Blocked, t.Next)
	}
	for _, s := range steps {
		fmt.Fprintf(h, "milestone %q %q\n", s.row.ID, s.row.DoneOn)
	}
	for _, f := range c.attached {
		fmt.Fprintf(h, "file %q %q\n", f.Evidence, f.Ref)
	}
	return hex.EncodeToString(h.Sum(nil))
}
