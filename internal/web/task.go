package web

import (
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

// taskList prints tasks with their milestones.
func (v *visit) taskList(j app.Judged, tasks []*plan.Task) []page.Task {
	s := j.Snapshot()
	var out []page.Task
	for _, t := range tasks {
		r, _ := j.TaskResult(t.ID)
		p := page.Task{ID: t.Code, Name: v.named(t.Name, t.NameEn), Light: v.light(r.Light, ""), Unit: v.unitName(s, t.Lead), Due: v.site.Words.Day(v.lang, t.Due),
			Why: v.taskWhy(&r)}
		last := app.LastSaid(s, t.ID)
		p.Done, p.Blocked, p.Next = last.Done, last.Blocked, last.Next
		for _, m := range s.Milestones(t.ID) {
			p.Milestones = append(p.Milestones, page.Milestone{Name: v.named(m.Name, m.NameEn), Due: v.site.Words.Day(v.lang, m.Due), Light: v.milestoneLight(m, j.Today)})
		}
		out = append(out, p)
	}
	return out
}

func (v *visit) milestoneLight(m plan.Milestone, today core.Date) page.Light {
	switch {
	case m.DoneOn != "":
		return page.Light{Tone: page.ToneDone, Word: v.t("milestone.done", "date", v.site.Words.Day(v.lang, m.DoneOn))}
	case m.Due != "" && m.Due < today:
		return page.Light{Tone: page.ToneFar, Word: v.t("milestone.late", "days", itoa(m.Due.DaysUntil(today)))}
	}
	return page.Light{Tone: page.ToneUnknown, Word: v.t("milestone.open")}
}

// taskWhy is the sentence behind a task's light.
func (v *visit) taskWhy(r *progress.TaskResult) string {
	args := make([]string, 0, len(r.Why.Args))
	for i := 0; i+1 < len(r.Why.Args); i += 2 {
		args = append(args, r.Why.Args[i], v.whyArg(r.Why, r.Why.Args[i], r.Why.Args[i+1], nil))
	}
	return v.t(r.Why.Key, args...)
}

// taskURL leads to a task on its action's page.
func (v *visit) taskURL(s *board.Snapshot, t *plan.Task) string {
	return v.actionURL(s, t.Action) + "#" + t.Code
}

// taskLate says by how much a task is late: milestones overdue, else days, else the points by which what is reported lies
// below what the dates ask.
func (v *visit) taskLate(r *progress.TaskResult) i18n.Amount {
	switch {
	case r.Untold():
		return i18n.Amount{Value: v.t("task.untold")}
	case len(r.Overdue) > 0:
		return i18n.Amount{Value: v.t("task.overdue", "n", itoa(len(r.Overdue)))}
	case r.OverdueBy > 0:
		return i18n.Amount{Value: v.t("task.days-late", "n", itoa(r.OverdueBy))}
	}
	return i18n.Amount{Value: v.whyArg(r.Why, "points", r.Why.Arg("points"), nil), Unit: v.site.Words.UnitName(v.lang, "个百分点")}
}

// taskGapRow is a task in the gap list.
func (v *visit) taskGapRow(j app.Judged, g progress.Gap) (page.Row, bool) {
	s, r := j.Snapshot(), g.Task
	t, ok := s.Task(r.Task)
	if !ok {
		return page.Row{}, false
	}
	l := v.light(g.Light, v.taskWhy(r))
	late := v.taskLate(r)
	done := page.Cell{Text: share(r.Completion, 0) + " / " + share(r.Asked, 0), Key: doneKey(g)}
	if len(r.Overdue) > 0 {
		done.Text = v.t("task.milestones", "n", itoa(r.Done), "all", itoa(r.Done+len(r.Overdue)))
	}
	last := app.LastSaid(s, t.ID)
	blocked := page.Cell{Text: orText(last.Blocked, i18n.Unknown)}
	if next := v.nextStep(s, r, last); next != "" {
		blocked.Note = v.t("task.next.is", "next", next)
	}
	var days string
	if len(r.Overdue) > 0 {
		days = v.t("task.days", "days", itoa(r.OverdueBy))
	}
	return page.Row{ID: t.Code, Cells: []page.Cell{
		{Text: v.named(t.Name, t.NameEn), URL: v.taskURL(s, t), Note: v.noted(v.actionName(s, t.Action), v.t("kind.task"))},
		{Text: v.unitName(s, g.Owner), URL: v.unitURL(s, g.Owner)}, {Light: &l, Key: lightKey(g.Light)}, done,
		{Text: late.Value, Unit: late.Unit, Tone: tone(g.Light), Note: days, Key: shareKey(g.Relative)}, {Text: i18n.Unknown}, {Text: i18n.Unknown}, blocked,
	}}, true
}

// nextStep is what the unit says it does next, else the next milestone.
func (v *visit) nextStep(s *board.Snapshot, r *progress.TaskResult, last report.Progress) string {
	if last.Next != "" {
		return last.Next
	}
	for _, m := range s.Milestones(r.Task) {
		if m.ID == r.Next {
			return v.t("task.next.milestone", "name", v.named(m.Name, m.NameEn), "due", v.site.Words.Day(v.lang, m.Due))
		}
	}
	return ""
}

// taskStory tells a task's gap as a finding.
func (v *visit) taskStory(j app.Judged, g progress.Gap) page.Story {
	s, r := j.Snapshot(), g.Task
	t, ok := s.Task(r.Task)
	if !ok {
		return v.quietStory(j)
	}
	url := v.taskURL(s, t)
	l := v.light(g.Light, "")
	late := v.taskLate(r)
	key := "story.task"
	switch {
	case r.Untold():
		key = "story.task.untold"
	case len(r.Overdue) > 0:
		key = "story.task.milestones"
	case r.OverdueBy > 0:
		key = "story.task.overdue"
	}
	story := page.Story{URL: url, Light: &l, Kicker: v.t("story.kicker", "action", v.actionName(s, t.Action)),
		Headline: headline(v.site.Words.Segments(v.lang, key, "name", v.named(t.Name, t.NameEn), "short", late.String(),
			"days", itoa(r.OverdueBy))),
		Standfirst: page.Plain(v.taskWhy(r)), Facts: v.taskFacts(r, l.Tone)}
	last := app.LastSaid(s, t.ID)
	story.Who = v.owes(s, g, t.Action)
	for _, x := range []struct{ key, text string }{{"task.blocked.is", last.Blocked}, {"task.next.is", v.nextStep(s, r, last)}} {
		if x.text != "" {
			story.Who = append(append(story.Who, v.space()...), page.Run{Text: v.t("sentence", "text", v.t(x.key, "next", x.text))})
		}
	}
	story.Buttons = []page.Button{{Text: v.t("story.see-task"), URL: url}, {Text: v.t("story.all"), URL: v.gapsURL(s, t.Action), Primary: true}}
	return story
}

func (v *visit) taskFacts(r *progress.TaskResult, late page.Tone) []page.Fact {
	var facts []page.Fact
	if r.Milestones > 0 {
		facts = append(facts, page.Fact{Label: v.t("fact.milestones"), Value: v.t("count.of", "n", itoa(r.Done), "all", itoa(r.Milestones))})
	}
	if len(r.Overdue) > 0 {
		facts = append(facts, page.Fact{Label: v.t("fact.overdue"), Value: itoa(len(r.Overdue)), Tone: late})
	}
	if r.OverdueBy > 0 {
		facts = append(facts, page.Fact{Label: v.t("fact.days-late"), Value: itoa(r.OverdueBy), Tone: late})
	}
	if r.Told.Known {
		facts = append(facts, page.Fact{Label: v.t("fact.told"), Value: share(r.Told, 0)})
	}
	if r.Asked.Known {
		facts = append(facts, page.Fact{Label: v.t("fact.asked"), Value: share(r.Asked, 0)})
	}
	return facts
}
