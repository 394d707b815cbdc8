package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tupo/internal/extract"
)

// extract reads any official prose, as read reads newspaper pages, and prints every
// quantity with it.
func (p *Program) extract() *cobra.Command {
	var date string
	var asJSON bool
	c := &cobra.Command{Use: "extract FILE", Args: p.exactly(1)}
	c.Flags().StringVar(&date, "date", "", "")
	c.Flags().BoolVar(&asJSON, "json", false, "")
	c.RunE = func(c *cobra.Command, args []string) error {
		day, err := optionalDate(date)
		if err != nil {
			return err
		}
		text, err := p.documentText(c.Context(), args[0])
		if err != nil {
			return err
		}
		prose := extract.ReadProse(text, extract.Options{Date: string(day)})
		p.warnOfDate(prose.Reference)
		if asJSON {
			out, err := prose.JSON()
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(p.Out, string(out))
			return err
		}
		return p.printFigures(prose)
	}
	return c
}

// printFigures lists quantities, places and statements, one a line.
func (p *Program) printFigures(prose *extract.Prose) error {
	for _, list := range [][]extract.Figure{prose.Quantities, prose.Ranks, prose.Nonnumeric} {
		for _, q := range list {
			_, err := fmt.Fprintf(p.Out, "%5d–%-5d %-9s %-7s %-16s %s  %s\n", q.Value.Start, q.Value.End, q.Period, q.Kind, q.Measure,
				q.Resolved, strings.Join(strings.Fields(q.Value.Text), ""))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// warnOfDate says that the text tells another day of itself than the one given.
func (p *Program) warnOfDate(told *extract.ReferenceDate) {
	if told != nil && told.Given != "" {
		fmt.Fprintln(p.Err, p.Words.ToldDate(p.lang(), told.Value, told.Given))
	}
}
