package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
)

// reportFlags are the words of one filed figure.
type reportFlags struct {
	target, indicator, unit, period, value string
	note, reason, cause, answer, key       string
	basis, source, sheet, as               string
	evidence                               []string
	acts                                   bool // for the account named by as
	asJSON                                 bool
}

func (p *Program) report() *cobra.Command {
	var f reportFlags
	c := &cobra.Command{Use: "report", Args: p.exactly(0)}
	at := p.place(c)
	fl := c.Flags()
	fl.StringVar(&f.target, "target", "", "")
	fl.StringVar(&f.indicator, "indicator", "", "")
	fl.StringVar(&f.unit, "unit", "", "")
	fl.StringVar(&f.period, "period", "", "")
	fl.StringVar(&f.value, "value", "", "")
	fl.StringVar(&f.note, "note", "", "")
	fl.StringVar(&f.reason, "reason", "", "")
	fl.StringVar(&f.cause, "cause", "", "")
	fl.StringVar(&f.answer, "answer", "", "")
	fl.StringArrayVar(&f.evidence, "evidence", nil, "")
	fl.StringVar(&f.basis, "basis", string(report.Operational), "")
	fl.StringVar(&f.source, "source", "", "")
	fl.StringVar(&f.key, "key", "", "")
	fl.StringVar(&f.sheet, "sheet", "", "")
	fl.StringVar(&f.as, "as", "", "")
	fl.BoolVar(&f.asJSON, "json", false, "")
	c.RunE = func(c *cobra.Command, _ []string) error {
		f.acts = c.Flags().Changed("as")
		if f.sheet != "" {
			return p.fileSheet(c.Context(), at, f)
		}
		if f.value == "" && f.note == "" {
			return p.usage("cli.flag-missing", "flag", "--value")
		}
		return at.with(c.Context(), true, func(ctx context.Context, a *app.App) error {
			w, err := p.filer(ctx, a, f)
			if err != nil {
				return err
			}
			return p.fileOne(ctx, a, w, f)
		})
	}
	return c
}

// filer is the operator, or the account for which it files.
func (p *Program) filer(ctx context.Context, a *app.App, f reportFlags) (app.Who, error) {
	w, err := p.operator(ctx, a)
	if err == nil && f.acts {
		return a.For(ctx, w, f.as)
	}
	return w, err
}

func (p *Program) fileOne(ctx context.Context, a *app.App, w app.Who, f reportFlags) error {
	line, err := a.FindLine(ctx, w, app.LineWords{Target: f.target, Indicator: f.indicator, Unit: f.unit, Period: f.period})
	if err != nil {
		return err
	}
	if report.Basis(f.basis) != report.Operational {
		return p.enterOfficial(ctx, a, w, line, f)
	}
	var files []core.EvidenceID
	for _, name := range f.evidence {
		e, err := p.addEvidence(ctx, a, w, line.Reporter, name)
		if err != nil {
			return err
		}
		files = append(files, e.ID)
	}
	out, err := a.File(ctx, w, app.Filing{Unit: line.Reporter, Month: line.Month, Reason: f.reason, Key: f.key,
		Lines: []app.FilingLine{{Indicator: line.Indicator, Unit: line.Unit, Value: f.value, Note: f.note,
			Cause: report.Cause(f.cause), Answer: f.answer, Evidence: files}}})
	if err != nil {
		return err
	}
	return p.filed(out, f.asJSON)
}

// fileSheet files a unit's filled-in workbook: all that it gives, or nothing and
// the list of what is wrong.
func (p *Program) fileSheet(ctx context.Context, at *place, f reportFlags) error {
	if f.value != "" || f.note != "" {
		return p.usage("cli.flags-apart", "one", "--sheet", "other", "--value")
	}
	raw, err := p.readAll(f.sheet)
	if err != nil {
		return err
	}
	return at.with(ctx, true, func(ctx context.Context, a *app.App) error {
		w, err := p.filer(ctx, a, f)
		if err != nil {
			return err
		}
		out, wrong, err := a.FileSheetBook(ctx, w, raw, f.reason, f.key)
		for _, x := range wrong {
			fmt.Fprintln(p.Err, p.wrongText(x))
		}
		switch {
		case err != nil:
			return err
		case app.Imported{Wrong: wrong}.Failed():
			return &exitError{ExitInvalid}
		}
		return p.filed(out, f.asJSON)
	})
}

// filed prints the outcome of a filing.
func (p *Program) filed(out app.Filed, asJSON bool) error {
	if asJSON {
		return p.printJSON(struct {
			Report   string `json:"report"`
			Revision int64  `json:"revision"`
			State    string `json:"state"`
			Seq      int64  `json:"seq"`
			Repeated bool   `json:"repeated"`
			Held     int    `json:"held"`    // questioned figures, counted nowhere until verified
			Running  bool   `json:"running"` // the month has not ended
		}{string(out.Report.ID), out.Report.Revision, string(out.Report.State), int64(out.Seq), out.Repeated, len(out.Held), out.Running})
	}
	if _, err := fmt.Fprintln(p.Out, p.words("cli.filed", "seq", fmt.Sprint(out.Seq), "report", string(out.Report.ID))); err != nil {
		return err
	}
	if out.Running {
		fmt.Fprintln(p.Out, p.words("report.running", "period", out.Report.Period))
	}
	if len(out.Held) == 0 {
		return nil
	}
	_, err := fmt.Fprintln(p.Out, p.words("cli.held", "n", fmt.Sprint(len(out.Held)), "why", p.doubts(out.Held)))
	return err
}

// doubts lists why figures are questioned, each reason once.
func (p *Program) doubts(lines []report.Line) string {
	var all []string
	for _, l := range lines {
		if why := p.words("word.line.doubt." + string(l.Doubt)); !slices.Contains(all, why) {
			all = append(all, why)
		}
	}
	return strings.Join(all, p.lang().Comma())
}

// answering says how a question is answered on the command line. A reporting sheet
// has no place for answers: its questioned figures are filed alone.
func (p *Program) answering(c *cobra.Command) string {
	key := "cli.answer.flags"
	if c.Flags().Changed("sheet") {
		key = "cli.answer.sheet"
	}
	var causes []string
	for _, x := range report.Causes() {
		causes = append(causes, string(x)+" ("+p.words("word.line.cause."+string(x))+")")
	}
	return p.words(key, "causes", strings.Join(causes, p.lang().Comma()))
}

// enterOfficial enters a figure that no unit files: it is released.
func (p *Program) enterOfficial(ctx context.Context, a *app.App, w app.Who, line app.FoundLine, f reportFlags) error {
	err := a.EnterOfficial(ctx, w, f.reason, []app.Release{{Indicator: line.Indicator, Unit: line.Unit, Period: line.Period,
		Value: f.value, Basis: report.Basis(f.basis), Released: a.Today(w.District), Source: f.source}})
	if err != nil {
		return err
	}
	stamp, err := a.Stamp(ctx, w.District, 0)
	if err != nil {
		return err
	}
	if f.asJSON {
		return p.printJSON(struct {
			Seq int64 `json:"seq"`
		}{int64(stamp.Head.Seq)})
	}
	_, err = fmt.Fprintln(p.Out, p.words("cli.released", "seq", fmt.Sprint(stamp.Head.Seq)))
	return err
}

func (p *Program) addEvidence(ctx context.Context, a *app.App, w app.Who, unit core.UnitID, name string) (report.Evidence, error) {
	f, err := p.open(name)
	if err != nil {
		return report.Evidence{}, err
	}
	defer f.Close()
	e, err := a.AddEvidence(ctx, w, unit, filepath.Base(name), f)
	if err != nil && errs.KindOf(err) == errs.Internal {
		return e, fmt.Errorf("evidence %s: %w", name, err)
	}
	return e, err
}
