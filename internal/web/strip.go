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

// strips are the rows of actions of the programmes that run, each of its own.
func (v *visit) strips(j app.Judged) []page.Strip {
	revised := map[core.ActionID]bool{} // with a target whose plan was changed while it ran
	for _, t := range j.Snapshot().Book().Targets {
		revised[t.Action] = revised[t.Action] || t.Revised != 0
	}
	var out []page.Strip
	for _, p := range j.Snapshot().Book().Programmes {
		if actions := j.Actions(p.ID); p.State == plan.Active && len(actions) > 0 {
			out = append(out, v.strip(j, v.named(p.Name, p.NameEn), actions, revised))
		}
	}
	return page.Stacked(out)
}

// strip is the row of a programme's actions and the count of their lights.
func (v *visit) strip(j app.Judged, title string, actions []board.ActionResult, revised map[core.ActionID]bool) page.Strip {
	var items []page.StripItem
	counts := [progress.Lights]int{}
	var furthest board.ActionResult
	for _, a := range actions {
		item := v.stripItem(j, a)
		if revised[a.Action.ID] {
			item.Note += v.list() + v.t("strip.revised")
		}
		items = append(items, item)
		counts[a.Light]++
		if a.BelowPlan() > furthest.BelowPlan() {
			furthest = a
		}
	}
	var tally []page.Count
	for _, l := range []progress.Light{progress.Done, progress.OnTrack, progress.Behind, progress.FarBehind, progress.Unknown} {
		if counts[l] > 0 {
			tally = append(tally, page.Count{Light: v.light(l, ""), Count: itoa(counts[l])})
		}
	}
	strip := page.NewStrip(title, items, tally, v.t("strip.tick", "period", v.site.Words.Period(v.lang, j.At)))
	strip.Lag = v.furthest(j, furthest)
	return strip
}

// furthest names the action whose completion lies furthest below its plan, and how
// many missing figures count 0 in it: it need not be the one with the gravest light
// or the largest gap. Nil where less than a point is missing everywhere.
func (v *visit) furthest(j app.Judged, a board.ActionResult) *page.Link {
	const point = progress.Whole / 100
	below := a.BelowPlan()
	if below < point {
		return nil
	}
	key := "strip.furthest"
	if a.Nought > 0 {
		key = "strip.furthest.unfiled"
	}
	return &page.Link{URL: v.actionURL(j.Snapshot(), a.Action.ID),
		Text: v.t(key, "action", v.numbered(a.Action), "points", points(below), "n", itoa(a.Nought))}
}

// points prints millionths of the whole as percentage points.
func points(millionths int64) string { return i18n.Number(core.Micro(100*millionths), 0) }

func (v *visit) stripItem(j app.Judged, a board.ActionResult) page.StripItem {
	l := v.light(a.Light, "")
	item := page.StripItem{No: fmt.Sprintf("%02d", a.Action.No), Name: v.named(a.Action.Brief(), a.Action.NameEn), URL: v.actionURL(j.Snapshot(), a.Action.ID),
		Light: l, Done: share(a.Completion, 0)}
	if a.Completion.Known {
		planned := share(a.Schedule.Planned, 0)
		item.Planned = v.t("strip.planned", "planned", planned)
		item.Bar = chart.Bar(float64(a.Completion.Millionths)/core.Scale, float64(a.Schedule.Planned.Millionths)/core.Scale, chart.Tone(l.Tone),
			v.t("strip.bar", "done", item.Done, "planned", planned))
	}
	item.Note = v.stripNote(a.Standing)
	return item
}

// stripNote counts the targets from which the light comes, and then what the
// light does not show.
func (v *visit) stripNote(a board.Standing) string {
	note, tasks := "", 0
	for _, n := range a.TaskLights {
		tasks += n
	}
	switch {
	case a.Binding > 0 && a.BindingOn == a.Binding:
		note = v.t("strip.binding.all", "all", itoa(a.Binding))
	case a.Binding > 0:
		note = v.t("strip.binding", "on", itoa(a.BindingOn), "all", itoa(a.Binding))
	case a.Targets() > 0:
		note = v.t("strip.targets", "on", itoa(a.On()), "all", itoa(a.Targets()))
	case a.NotAsked == 0 && tasks > 0:
		note = v.t("strip.tasks", "on", itoa(a.TaskLights[progress.OnTrack]+a.TaskLights[progress.Done]), "all", itoa(tasks))
	case a.NotAsked == 0:
		note = v.t("strip.empty")
	default:
		note = v.t("strip.none")
	}
	for _, x := range v.besides(a) {
		note = v.t("strip.and", "first", note, "next", x)
	}
	return note
}

// besides names what a group's light does not show: a completion well below the
// plan, graver lights of targets that do not bind and of tasks, missing figures,
// figures that nobody has verified.
func (v *visit) besides(a board.Standing) []string {
	out := v.lag(&a)
	for _, l := range []progress.Light{progress.FarBehind, progress.Behind} {
		if n := a.Lights[l]; n > 0 && l.Worse(a.Light) {
			out = append(out, v.t("strip.besides."+l.String(), "n", itoa(n)))
		}
	}
	for _, l := range []progress.Light{progress.FarBehind, progress.Behind} {
		if n := a.TaskLights[l]; n > 0 && l.Worse(a.Light) {
			out = append(out, v.t("strip.tasks."+l.String(), "n", itoa(n)))
		}
	}
	out = append(out, v.uncounted(a.Unfiled, a.Waiting)...)
	if a.Schedule.Unverified > 0 {
		out = append(out, v.t("strip.unverified", "n", itoa(a.Schedule.Unverified)))
	}
	return out
}

// lag says by how many points the completion lies below the plan where the light
// does not show it; nothing else.
func (v *visit) lag(a *board.Standing) []string {
	if n := a.Lag(); n > 0 {
		return []string{v.t("strip.lag", "points", points(n))}
	}
	return nil
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
	if len(out) == 0 {
		return j.Gaps() // what is known to be short are parts only
	}
	return out
}

// gapTable lists gaps in their order, the gravest first; limit 0 is all.
func (v *visit) gapTable(j app.Judged, gaps []progress.Gap, limit int) page.Table {
	columns := []page.Column{{Label: v.t("col.gap-of"), Sort: "name"}, {Label: v.t("col.owner"), Sort: "owner"}, {Label: v.t("col.light"), Sort: sortLight},
		{Label: v.t("col.actual-planned"), Numeric: true, Sort: "done", Minor: true, Main: true}, {Label: v.t("col.short"), Numeric: true, Sort: "short", Main: true},
		{Label: v.t("col.required"), Numeric: true}, {Label: v.t("col.best"), Numeric: true, Minor: true}, {Label: v.t("col.blocked"), Sort: "blocked"}}
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
	t.Empty, t.Compact = page.Empty{Text: v.t("gaps.none")}, true
	return t
}

func (v *visit) gapRow(j app.Judged, g progress.Gap) (page.Row, bool) {
	if g.Task != nil {
		return v.taskGapRow(j, g)
	}
	s := j.Snapshot()
	t, ok := s.Target(g.Target)
	if !ok {
		return page.Row{}, false
	}
	x, ok := s.Indicator(t.Indicator)
	if !ok {
		return page.Row{}, false
	}
	l := v.judgedLight(&g.Result, v.why(&g.Result, x))
	short := v.gapText(g.Gap, g.Points, x)
	if !g.Actual.Known() {
		short = i18n.Amount{Value: v.t("phase." + g.Phase.String())}
	}
	note := v.unverified(&g.Result)
	need, best := i18n.Unknown, i18n.Unknown
	if g.Required.Known {
		need, best = v.figure(g.Required.PerMonth, x), v.figure(g.Required.Best, x)
	}
	blocked := v.blockedBy(s, t)
	return page.Row{ID: t.Code, Cells: []page.Cell{
		{Text: v.targetName(s, t, x), URL: v.onBoard("/targets/" + t.Code), Note: v.actionName(s, t.Action)},
		{Text: v.unitName(s, g.Owner), URL: v.unitURL(s, g.Owner), Note: v.turnOf(s, &g.Result, t, x)},
		{Light: &l, Note: v.revisedNote(g.Result), Key: lightKey(g.Light)},
		{Text: v.figure(g.Actual, x) + " / " + v.planned(&g.Result, x).Value, Note: note, Key: doneKey(g)},
		{Text: short.Value, Unit: short.Unit, Tone: tone(g.Light), Note: v.noted(note, v.apart(j, t, x)), Key: shareKey(g.Relative)},
		{Text: need}, {Text: best}, {Text: blocked},
	}}, true
}

// doneKey sorts by the share of the plan that is done.
func doneKey(g progress.Gap) page.Key {
	return page.NumberKey(progress.Whole-g.Relative.Millionths, g.Relative.Known)
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
