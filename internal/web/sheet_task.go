package web

import (
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

func (f *filler) task(t app.SheetTask) page.SheetTask {
	id := string(t.Task.ID)
	out := page.SheetTask{ID: t.Task.Code, Name: f.named(t.Task.Name, t.Task.NameEn), Due: f.site.Words.Date(f.lang, t.Task.Due)}
	said := f.said(t)
	for _, m := range t.Milestones {
		out.Milestones = append(out.Milestones, f.milestone(t, said, m))
	}
	if !f.edit {
		for _, x := range []page.Fact{{Label: f.t("task.done"), Value: said.Done}, {Label: f.t("task.blocked"), Value: said.Blocked}, {Label: f.t("task.next"), Value: said.Next}} {
			if x.Value != "" {
				out.Texts = append(out.Texts, x)
			}
		}
		return out
	}
	area := func(kind, label, value string) *page.Field {
		return &page.Field{Kind: page.KindArea, Name: kind + "." + id, Label: f.t(label), Value: value, Rows: "2"}
	}
	out.Done, out.Blocked, out.Next = area("done", "task.done", said.Done), area("blocked", "task.blocked", said.Blocked), area("next", "task.next", said.Next)
	if t.Last != nil {
		out.Done.Help = f.t("sheet.said-before", "text", t.Last.Done)
	}
	return out
}

func (f *filler) said(t app.SheetTask) app.FilingTask {
	for _, x := range f.typed.Tasks {
		if x.Task == t.Task.ID {
			return x
		}
	}
	return app.FilingTask{Task: t.Task.ID}
}

func (f *filler) milestone(t app.SheetTask, said app.FilingTask, m plan.Milestone) page.SheetMilestone {
	out := page.SheetMilestone{Name: f.named(m.Name, m.NameEn), Due: f.site.Words.Day(f.lang, m.Due), Files: f.evidenceOf(t.Files[m.ID])}
	if !f.edit {
		out.State = f.milestoneLight(m, f.site.App.Today(f.visit.who.District))
		return out
	}
	on := string(m.DoneOn)
	for _, step := range said.Milestones {
		if step.Milestone == m.ID {
			on = string(step.On)
			out.Files = append(out.Files, f.kept(step.Evidence)...)
		}
	}
	name := string(m.ID)
	out.Date = &page.Field{Kind: page.KindDate, Name: "milestone." + name, Label: f.t("sheet.reached", "name", out.Name), Value: on}
	if _, err := core.ParseDate(on); err != nil && on != "" {
		out.Date.Kind = page.KindText // a date field would drop what is no date
	}
	out.Upload = &page.Field{Kind: page.KindFile, Name: "proof." + name, Label: f.t("sheet.proof", "name", out.Name), Multiple: true}
	return out
}
