package cli

import (
	"context"
	"fmt"

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
	basis, source                          string
	evidence                               []string
	asJSON                                 bool
}

func (p *Program) report() *cobra.Command {
	var f reportFlags
	c := &cobra.Command{
		Use:   "report",
		Short: "file one figure from the shell",
		Long: "Report files one figure as its unit's reporter would: --target T0012 --period 2023-10 --value 266.4, the value in the\n" +
			"indicator's display unit. A questioned figure needs --cause, --answer and --evidence. With --basis official the\n" +
			"figure is a release of the competent department and needs --source.",
		Args: cobra.NoArgs,
	}
	at := p.place(c)
	fl := c.Flags()
	fl.StringVar(&f.target, "target", "", "code of a target that reads the figure")
	fl.StringVar(&f.indicator, "indicator", "", "code of the indicator (instead of --target)")
	fl.StringVar(&f.unit, "unit", "", "code of the unit whose figure it is (with --indicator; default: the root)")
	fl.StringVar(&f.period, "period", "", "month or release: 2023-10, 2023-01~02, 2023-Q3 (default: the month that is due)")
	fl.StringVar(&f.value, "value", "", "the figure, in the indicator's display unit (required)")
	fl.StringVar(&f.note, "note", "", "note, required when there is no value")
	fl.StringVar(&f.reason, "reason", "", "reason of a correction")
	fl.StringVar(&f.cause, "cause", "", "answer to a question: batch, scope, revision, season, one-off, refund, other")
	fl.StringVar(&f.answer, "answer", "", "answer to a question, in words")
	fl.StringArrayVar(&f.evidence, "evidence", nil, "file that proves the figure; may be repeated")
	fl.StringVar(&f.basis, "basis", string(report.Operational), "operational, official or published")
	fl.StringVar(&f.source, "source", "", "name of the release (official and published)")
	fl.StringVar(&f.key, "key", "", "idempotency key: the same key files once")
	fl.BoolVar(&f.asJSON, "json", false, "print JSON")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return at.with(c.Context(), true, func(ctx context.Context, a *app.App) error {
			w, err := a.OperatorOf(ctx, "")
			if err != nil {
				return err
			}
			return p.fileOne(ctx, a, w, f)
		})
	}
	return c
}

func (p *Program) fileOne(ctx context.Context, a *app.App, w app.Who, f reportFlags) error {
	line, err := a.FindLine(ctx, w, app.LineWords{Target: f.target, Indicator: f.indicator, Unit: f.unit, Period: f.period})
	if err != nil {
		return err
	}
	if report.Basis(f.basis) != report.Operational {
		return a.EnterOfficial(ctx, w, f.reason, []app.Release{{Indicator: line.Indicator, Unit: line.Unit, Period: line.Period,
			Value: f.value, Basis: report.Basis(f.basis), Released: a.Today(w.District), Source: f.source}})
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
	if f.asJSON {
		return p.printJSON(struct {
			Report   string `json:"report"`
			Revision int64  `json:"revision"`
			State    string `json:"state"`
			Seq      int64  `json:"seq"`
			Repeated bool   `json:"repeated"`
		}{string(out.Report.ID), out.Report.Revision, string(out.Report.State), int64(out.Seq), out.Repeated})
	}
	_, err = fmt.Fprintln(p.Out, p.Words.Text(p.lang(), "cli.filed", "seq", fmt.Sprint(out.Seq), "report", string(out.Report.ID)))
	return err
}

func (p *Program) addEvidence(ctx context.Context, a *app.App, w app.Who, unit core.UnitID, name string) (report.Evidence, error) {
	f, err := p.open(name)
	if err != nil {
		return report.Evidence{}, err
	}
	defer f.Close()
	e, err := a.AddEvidence(ctx, w, unit, name, f)
	if err != nil && errs.KindOf(err) == errs.Internal {
		return e, fmt.Errorf("evidence %s: %w", name, err)
	}
	return e, err
}
