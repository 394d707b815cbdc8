package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	eastasian "golang.org/x/text/width"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/i18n"
)

func (p *Program) board() *cobra.Command {
	var asOf, period string
	var asJSON bool
	c := &cobra.Command{Use: "board", Args: p.exactly(0)}
	at := p.place(c)
	c.Flags().StringVar(&asOf, "as-of", "", "")
	c.Flags().StringVar(&period, "period", "", "")
	c.Flags().BoolVar(&asJSON, "json", false, "")
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
				return p.printJSON(boardLine{b.Seq, b.Period, b.Actions, b.Gaps})
			}
			return p.listBoard(b)
		})
	}
	return c
}

// boardLine is a board as --json prints it. Its four names are fixed: others script them.
type boardLine struct {
	Seq     core.Seq            `json:"seq"`
	Period  string              `json:"period"`
	Actions []app.ActionSummary `json:"actions"`
	Gaps    []app.GapSummary    `json:"gaps"`
}

func (p *Program) listBoard(b app.Summary) error {
	var out strings.Builder
	fmt.Fprintln(&out, p.words("cli.board", "seq", fmt.Sprint(b.Seq), "period", b.Period))
	for _, x := range b.Actions {
		fmt.Fprintln(&out, left(x.Code, 5), left(p.words("light."+x.Light.String()), 10), right(x.CompletionText(), 6), "", x.Name)
	}
	for _, g := range b.Gaps {
		fmt.Fprintln(&out, left(g.Code, 12), right(short(g.Short), 9), left(g.Measure, 8), g.Name, "·", g.Unit)
	}
	_, err := io.WriteString(p.Out, out.String())
	return err
}

// short rounds a figure for a listing; the exact one is in --json.
func short(figure string) string {
	q, err := core.ParseQuantity(figure)
	if err != nil {
		return figure
	}
	text := i18n.Number(q, 2)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// left and right pad text to a width of columns; a Chinese character takes two.
func left(text string, width int) string  { return text + blanks(text, width) }
func right(text string, width int) string { return blanks(text, width) + text }

func blanks(text string, width int) string { return strings.Repeat(" ", max(0, width-columns(text))) }

// columns counts the terminal's columns.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n++
		if k := eastasian.LookupRune(r).Kind(); k == eastasian.EastAsianWide || k == eastasian.EastAsianFullwidth {
			n++
		}
	}
	return n
}
