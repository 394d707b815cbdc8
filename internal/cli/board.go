package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	eastasian "golang.org/x/text/width"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/i18n"
	"tupo/internal/progress"
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
			w, err := p.operator(ctx, a)
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
	several := slices.ContainsFunc(b.Actions, func(x app.ActionSummary) bool { return x.Programme != b.Actions[0].Programme })
	for i, x := range b.Actions {
		if several && (i == 0 || x.Programme != b.Actions[i-1].Programme) {
			fmt.Fprintln(&out, x.Programme, p.named(x.ProgrammeName, x.ProgrammeNameEn))
		}
		fmt.Fprintln(&out, left(x.Code, 5), left(p.words("light."+x.Light.String()), 10), right(x.CompletionText(), 5), "", p.named(x.Name, x.NameEn)+p.besides(x))
	}
	for _, g := range b.Gaps {
		fmt.Fprintln(&out, p.gapLine(g))
	}
	_, err := io.WriteString(p.Out, out.String())
	return err
}

// besides says what an action's light and completion do not show.
func (p *Program) besides(x app.ActionSummary) string {
	text := ""
	if x.Lag > 0 {
		text += " · " + p.words("strip.lag", "points", strconv.FormatFloat(x.Lag, 'f', 0, 64))
	}
	for _, l := range []progress.Light{progress.FarBehind, progress.Behind} {
		if n := x.TaskLights[l.String()]; n > 0 && l.Worse(x.Light) {
			text += " · " + p.words("strip.tasks."+l.String(), "n", fmt.Sprint(n))
		}
	}
	if x.Unfiled > 0 {
		text += " · " + p.words("strip.unfiled", "n", fmt.Sprint(x.Unfiled))
	}
	if x.Waiting > 0 {
		text += " · " + p.words("strip.waiting", "n", fmt.Sprint(x.Waiting))
	}
	if x.Unverified > 0 {
		text += " · " + p.words("strip.unverified", "n", fmt.Sprint(x.Unverified))
	}
	return text
}

// named picks the name in the operator's language; Chinese stands in when there is
// no English one.
func (p *Program) named(zh, en string) string {
	if p.lang() == i18n.EN && en != "" {
		return en
	}
	return zh
}

// unitWidth is the room for a unit's name.
func (p *Program) unitWidth() int {
	if p.lang() == i18n.EN {
		return len("thousand m²")
	}
	return columns("万平方米")
}

// measured prints a figure of a display unit in the unit that pages show.
func (p *Program) measured(figure, unit string, decimals int64) i18n.Amount {
	q, err := core.ParseQuantity(figure)
	if err != nil {
		return i18n.Amount{Value: figure, Unit: unit}
	}
	return p.Words.ShowExactly(p.lang(), q, unit, int(decimals))
}

// short prints by how much a gap is short, always of something: where pages leave it
// to the column what is counted, a line says that it is a number.
func (p *Program) short(g app.GapSummary) i18n.Amount {
	in := i18n.OwnUnit
	switch {
	case g.Points:
		in = i18n.Points
	case g.Places:
		in = i18n.Places
	}
	q, err := core.ParseQuantity(g.Short)
	if err != nil {
		return i18n.Amount{Value: g.Short, Unit: g.Measure}
	}
	a := p.Words.ShowGap(p.lang(), q, g.Measure, int(g.Decimals), in)
	if a.Unit == "" && g.Measure != "" {
		a.Unit = p.words("cli.board.number")
	}
	return a
}

// gapLine prints one gap with the figures of the pages. Without a figure it says why.
func (p *Program) gapLine(g app.GapSummary) string {
	if g.Task != nil {
		return p.taskGapLine(g)
	}
	short, measure := p.words("phase."+g.Phase), ""
	if g.Short != "" {
		a := p.short(g)
		short, measure = a.Value, a.Unit
	}
	line := strings.Join([]string{left(g.Code, 12), right(short, 9), left(measure, p.unitWidth()), p.named(g.Name, g.NameEn), "·", p.named(g.Unit, g.UnitEn)}, " ")
	if g.Turn != progress.NoTurn {
		key := "turn." + string(g.Turn)
		if g.TurnUnit == "" {
			key = "turn.nobody"
		}
		line += " · " + p.words(key, "unit", p.named(g.TurnUnit, g.TurnUnitEn))
	}
	if g.Marked {
		line += " · " + p.words("standing.unverified")
	}
	if g.Apart != "" {
		line += " · " + p.words("cli.board.apart", "left", p.measured(g.Apart, g.Measure, g.Decimals).String())
	}
	return line
}

// taskGapLine prints a task's gap: milestones overdue, else days, else the points by
// which what is reported lies below the dates.
func (p *Program) taskGapLine(g app.GapSummary) string {
	k := g.Task
	var late string
	switch {
	case g.Phase != "judged":
		late = p.words("task.untold")
	case k.Overdue > 0:
		late = p.words("task.overdue", "n", fmt.Sprint(k.Overdue))
	case k.Days > 0:
		late = p.words("task.days-late", "n", fmt.Sprint(k.Days))
	default:
		late = p.measured(g.Why.Args["points"], "个百分点", 1).String()
	}
	line := strings.Join([]string{left(g.Code, 12), left(late, 10+p.unitWidth()), p.named(g.Name, g.NameEn), "·", p.named(g.Unit, g.UnitEn)}, " ")
	if k.Overdue > 0 {
		line += " · " + p.words("task.days", "days", fmt.Sprint(k.Days))
	}
	return line
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
