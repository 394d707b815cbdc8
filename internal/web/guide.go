package web

import (
	"tupo/internal/app"
	"tupo/internal/project"
	"tupo/internal/web/page"
)

// guide is today's guide: what waits for this reader, and on which page.
func (v *visit) guide(j app.Judged) (page.Guide, error) {
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
	add("missing", len(w.Missing), "/sheets?period="+month+"&state=missing", true)
	add("returned", len(w.Returned), "/sheets?state=returned", true)
	add("approve", len(w.ToApprove), "/sheets?state=submitted", false)
	add("verify", w.ToVerify, "/queue", false)
	add("questioned", w.Questioned, "/queue#questions", false)
	add("facts", w.Facts, "/documents", false)
	add("reopenings", w.Reopenings, "/periods#reopenings", false)
	add("changes", w.Changes, "/plan/changes", false)
	if total > 0 {
		g.Total = itoa(total)
	}
	return g, nil
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
	list, err := v.site.App.Corrections(v.ctx, v.who, j.AsOf, traceLines)
	if err != nil {
		return nil, err
	}
	for _, c := range list {
		traces.Items = append(traces.Items, page.BriefItem{Text: v.t("brief.correction", "unit", v.unitName(j.Snapshot(), c.Unit), "period", v.periodText(c.Period)),
			URL: "/history?ref=report:" + string(c.ID), Note: c.Reason})
	}
	return []page.Brief{news, traces}, nil
}

func (v *visit) projectNote(p project.Project) string {
	note := v.t("stage." + p.Stage)
	if p.Total.Known() {
		total := v.site.Words.Show(v.lang, p.Total, "万元", "亿元", 0).String()
		if p.About {
			total = v.t("about.amount", "amount", total)
		}
		note += " · " + total
	}
	return note
}
