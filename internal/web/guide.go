package web

import (
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/project"
	"tupo/internal/web/page"
)

// guide is today's guide: what waits for this reader, and on which page.
func (v *visit) guide(j app.Judged) (page.Guide, error) {
	if j.AsOf != 0 {
		return page.Guide{Empty: v.t("guide.past")}, nil // what waits, waits now
	}
	w, err := v.site.App.Waiting(v.ctx, v.who)
	if err != nil {
		return page.Guide{}, err
	}
	month := w.Month.String()
	g := page.Guide{Empty: v.t("guide.empty")}
	total := 0
	add := func(key string, n int, url string, late bool) {
		if n == 0 {
			return
		}
		total += n
		g.Items = append(g.Items, page.GuideItem{Text: v.t("guide." + key), Count: v.t("guide."+key+".count", "n", itoa(n)),
			Page: v.pageOf(url), URL: url, Late: late})
	}
	if len(w.Mine) == 1 {
		s := j.Snapshot()
		if u, ok := s.Unit(w.Mine[0]); ok {
			add("mine", 1, "/sheets/"+u.Code+"/"+month, len(w.Missing) > 0)
		}
	} else {
		add("mine", len(w.Mine), "/sheets?period="+month, len(w.Missing) > 0)
	}
	missing := slices.DeleteFunc(slices.Clone(w.Missing), func(u core.UnitID) bool { return slices.Contains(w.Mine, u) }) // one sheet is one job
	add("missing", len(missing), "/sheets?period="+month+"&state=missing", true)
	if len(missing) > 0 {
		last := &g.Items[len(g.Items)-1]
		last.Count = v.t("guide.missing.named", "count", last.Count, "units", v.someUnits(j.Snapshot(), missing))
	}
	add("returned", len(w.Returned), "/sheets?state=returned", true)
	add("approve", len(w.ToApprove), "/sheets?state=submitted", false)
	add("verify", w.ToVerify, "/queue", false)
	add("questioned", w.Questioned, "/queue#questions", false)
	total -= w.Questioned // they are among the figures to verify
	add("facts", w.Facts, "/documents", false)
	add("reopenings", w.Reopenings, "/periods#reopenings", false)
	add("changes", w.Changes, "/plan/changes", false)
	if total > 0 {
		g.Total = itoa(total)
	}
	return g, nil
}

// namedUnits is how many late units the guide names.
const namedUnits = 3

// someUnits names the first few units of a list.
func (v *visit) someUnits(s *board.Snapshot, units []core.UnitID) string {
	var names []string
	for _, u := range units[:min(len(units), namedUnits)] {
		names = append(names, v.unitName(s, u))
	}
	text := strings.Join(names, v.list())
	if len(units) > namedUnits {
		return v.t("guide.and-others", "units", text)
	}
	return text
}

// pageOf names the page of the newspaper on which an address lies.
func (v *visit) pageOf(url string) string {
	for _, item := range v.nav() {
		if item.URL != "/" && len(url) >= len(item.URL) && url[:len(item.URL)] == item.URL {
			return v.t("guide.page", "n", item.No)
		}
	}
	return ""
}

// Lines of a front-page column.
const (
	newsLines  = 5
	traceLines = 4
)

// briefs are project news and corrections.
func (v *visit) briefs(j app.Judged) ([]page.Brief, error) {
	projects, err := v.site.App.Projects(v.ctx, v.who, j.AsOf)
	if err != nil {
		return nil, err
	}
	news := page.Brief{Title: v.t("brief.projects"), Empty: v.t("brief.projects.none")}
	for _, p := range projects {
		if len(news.Items) == newsLines {
			break
		}
		news.Items = append(news.Items, page.BriefItem{Text: v.named(p.Name, p.NameEn), URL: "/projects/" + p.Code, Note: v.projectNote(p)})
	}
	traces := page.Brief{Title: v.t("brief.traces"), Empty: v.t("brief.traces.none")}
	list, err := v.site.App.Corrections(v.ctx, v.who, j)
	if err != nil {
		return nil, err
	}
	decided, err := v.site.App.DecidedChanges(v.ctx, v.who, j, traceLines)
	if err != nil {
		return nil, err
	}
	if traces.Items, err = v.decidedItems(decided); err != nil {
		return nil, err
	}
	for _, c := range list[:min(len(list), max(traceLines-len(traces.Items), 1))] {
		what := v.unitName(j.Snapshot(), c.Unit)
		if figure := v.correctedFigure(j, c); figure != "" {
			what = figure
		}
		traces.Items = append(traces.Items, page.BriefItem{Text: v.t("brief.correction", "unit", what, "period", v.periodText(c.Period)), URL: correctionURL(c), Note: c.Reason})
	}
	if len(list) > 0 {
		traces.More = &page.Link{Text: v.t("corrections.all", "n", itoa(len(list))), URL: v.onBoard("/corrections")}
	}
	return []page.Brief{news, traces}, nil
}

// decidedItems prints decided changes of the plan, a line each.
func (v *visit) decidedItems(decided []app.PlanChange) ([]page.BriefItem, error) {
	if len(decided) == 0 {
		return nil, nil
	}
	d, err := v.dresser()
	if err != nil {
		return nil, err
	}
	var out []page.BriefItem
	for _, c := range decided {
		ref := c.Ref()
		url := v.objectURL(d, ref)
		if v.may(access.ExportPlan) {
			url = "/plan/changes#c-" + c.ID
		} else if ref.Kind != "target" {
			url = ""
		}
		out = append(out, page.BriefItem{Text: v.t("brief.change", "what", orText(d.object(ref.Kind, ref.ID), d.newName(c))), URL: url,
			Note: v.t("change-state."+string(c.State)) + v.list() + c.Reason})
	}
	return out, nil
}

func (v *visit) projectNote(p project.Project) string {
	note := v.t("stage." + p.Stage)
	if p.Total.Known() {
		total := v.money(p.Total).String()
		if p.About {
			total = v.t("about.amount", "amount", total)
		}
		note += " · " + total
	}
	return note
}
