package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
)

func (p *Program) board() *cobra.Command {
	var asOf, period string
	var asJSON bool
	c := &cobra.Command{
		Use:   "board",
		Short: "print lights, completion and gaps, now or as of any moment",
		Args:  cobra.NoArgs,
	}
	at := p.place(c)
	c.Flags().StringVar(&asOf, "as-of", "", "ledger number or moment: 1200, 2023-11-01T18:00 (default: now)")
	c.Flags().StringVar(&period, "period", "", "month to judge, 2023-10 (default: the last month that is due)")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return at.with(c.Context(), false, func(ctx context.Context, a *app.App) error {
			w, err := a.OperatorOf(ctx, "")
			if err != nil {
				return err
			}
			var month core.Period
			if period != "" {
				if month, err = core.ParsePeriod(period); err != nil {
					return errs.Field("period", "period.malformed", "value", period)
				}
			}
			b, err := a.Summary(ctx, w, app.Moment{AsOf: asOf, Month: month})
			if err != nil {
				return err
			}
			if asJSON {
				return p.printJSON(b)
			}
			return p.listBoard(b)
		})
	}
	return c
}

func (p *Program) listBoard(b app.Summary) error {
	lang := p.lang()
	fmt.Fprintln(p.Out, p.Words.Text(lang, "cli.board", "seq", fmt.Sprint(b.Seq), "period", b.Period))
	for _, x := range b.Actions {
		fmt.Fprintf(p.Out, "%-5s %-10s %6s  %s\n", x.Code, p.Words.Text(lang, "light."+x.Light.String()), x.CompletionText(), x.Name)
	}
	for _, g := range b.Gaps {
		fmt.Fprintf(p.Out, "%-7s %12s %-6s %s · %s\n", g.Code, g.Short, g.Measure, g.Name, g.Unit)
	}
	return nil
}
