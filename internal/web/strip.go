package web

import (
	"fmt"

	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/chart"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/web/page"
)

// strip is the row of actions of the programmes that run.
func (v *visit) strip(j app.Judged) page.Strip {
	var items []page.StripItem
	counts := [progress.Lights]int{}
	title := ""
	for _, p := range j.Snapshot().Book().Programmes {
		if p.State != plan.Active {
			continue
		}
		title = v.named(p.Name, p.NameEn)
		for _, a := range j.Actions(p.ID) {
			items = append(items, v.stripItem(j, a))
			counts[a.Light]++
		}
	}
	var tally []page.Count
	for _, l := range []progress.Light{progress.Done, progress.OnTrack, progress.Behind, progress.FarBehind, progress.Unknown} {
		if counts[l] > 0 {
			tally = append(tally, page.Count{Light: v.light(l, ""), Count: itoa(counts[l])})
		}
	}
	return page.NewStrip(title, items, tally, v.t("strip.tick", "share", i18n.Percent(v.timeShare(j), 0)))
}

// timeShare is the part of the year gone at the end of the judged month.
func (v *visit) timeShare(j app.Judged) int64 { return int64(j.At.To) * core.Scale / 12 }

func (v *visit) stripItem(j app.Judged, a board.ActionResult) page.StripItem {
	l := v.light(a.Light, "")
	item := page.StripItem{No: fmt.Sprintf("%02d", a.Action.No), Name: v.named(a.Action.Short, a.Action.NameEn), URL: "/actions/" + a.Action.Code,
		Light: l, Done: share(a.Completion, 0)}
	if a.Completion.Known {
		label := v.t("strip.bar", "done", item.Done, "share", i18n.Percent(v.timeShare(j), 0))
		item.Bar = chart.Bar(float64(a.Completion.Millionths)/core.Scale, float64(v.timeShare(j))/core.Scale, chart.Tone(l.Tone), label)
	}
	switch {
	case a.Binding > 0:
		item.Note = v.t("strip.binding", "on", itoa(a.BindingOn), "all", itoa(a.Binding))
	case a.Targets() > 0:
		item.Note = v.t("strip.targets", "on", itoa(a.On()), "all", itoa(a.Targets()))
	default:
		item.Note = v.t("strip.none")
	}
	return item
}

// wholes are the gaps that are not parts of another target: a part's shortfall
// is told with its whole.
func (v *visit) wholes(j app.Judged) []progress.Gap {
	var out []progress.Gap
	for _, g := range j.Gaps() {
		if g.Parent == "" {
			out = append(out, g)
		}
	}
	return out
}

// gapTable lists gaps in their order, the gravest first; limit 0 is all.
func (v *visit) gapTable(j app.Judged, gaps []progress.Gap, limit int) page.Table {
	columns := []page.Column{{Label: v.t("col.target")}, {Label: v.t("col.owner")}, {Label: v.t("col.light")},
		{Label: v.t("col.actual-planned"), Numeric: true, Minor: true}, {Label: v.t("col.short"), Numeric: true},
		{Label: v.t("col.required"), Numeric: true}, {Label: v.t("col.best"), Numeric: true, Minor: true}, {Label: v.t("col.blocked")}}
	var rows []page.Row
	for _, g := range gaps {
		if limit > 0 && len(rows) == limit {
			break
		}
		if row, ok := v.gapRow(j, g); ok {
			rows = append(rows, row)
		}
	}
	t := page.NewTable(columns, rows)
	t.Caption = v.t("front.gaps")
	t.Empty = page.Empty{Text: v.t("gaps.none")}
	return t
}

func (v *visit) gapRow(j app.Judged, g progress.Gap) (page.Row, bool) {
	s := j.Snapshot()
	t, ok := s.Target(g.Target)
	if !ok {
		return page.Row{}, false
	}
	x, ok := s.Indicator(t.Indicator)
	if !ok {
		return page.Row{}, false
	}
	l := v.light(g.Light, v.why(g.Why, x))
	short := v.gapText(g.Gap, g.Points, x)
	if !g.Actual.Known() {
		short = i18n.Amount{Value: v.t("phase." + g.Phase.String())}
	}
	need, best := i18n.Unknown, i18n.Unknown
	if g.Required.Known {
		need, best = v.figure(g.Required.PerMonth, x), v.figure(g.Required.Best, x)
	}
	blocked := v.blockedBy(s, t)
	return page.Row{ID: t.Code, Cells: []page.Cell{
		{Text: v.targetName(s, t, x), URL: "/targets/" + t.Code, Note: v.actionName(s, t.Action)},
		{Text: v.unitName(s, g.Owner), URL: v.unitURL(s, g.Owner)},
		{Light: &l},
		{Text: v.figure(g.Actual, x) + " / " + v.figure(g.Planned, x)},
		{Text: short.Value, Unit: short.Unit, Tone: tone(g.Light)},
		{Text: need}, {Text: best}, {Text: blocked},
	}}, true
}

// blockedBy is what the owner's late tasks of the same action wait for.
func (v *visit) blockedBy(s *board.Snapshot, t *plan.Target) string {
	for _, task := range s.TasksOfAction(t.Action) {
		if task.Lead != t.Reporter() && task.Lead != t.Lead {
			continue
		}
		said := s.ProgressOf(task.ID)
		if n := len(said); n > 0 && said[n-1].Blocked != "" {
			return said[n-1].Blocked
		}
	}
	return i18n.Unknown
}
