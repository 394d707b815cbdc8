package web

import (
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/web/page"
)

// frontGaps is how many gaps the front page lists.
const frontGaps = 6

// front is the home page: the largest gap, the actions, what waits.
func (v *visit) front() error {
	j, err := v.judged()
	if err != nil {
		return err
	}
	p := page.Front{Frame: v.frame("")}
	v.dateFrame(&p.Frame, j, "/")
	if p.Start, err = v.start(); err != nil {
		return err
	}
	if p.Start != nil {
		p.Guide, err = v.guide(j)
		p.Guide.Empty = v.t("start.guide")
		if err != nil {
			return err
		}
		return v.show(p)
	}
	if p.Kept, err = v.frontKept(j); err != nil {
		return err
	}
	p.Guide, err = v.guide(j)
	if err != nil {
		return err
	}
	if p.Briefs, err = v.briefs(j); err != nil {
		return err
	}
	return v.show(p)
}

// keptFront names what a board keeps of its front page, by language.
type keptFront struct{ lang i18n.Lang }

// frontKept prints the part of the front page that follows from the board alone,
// once for all readers of that board; of another moment or month anew, because its
// links lead on there.
func (v *visit) frontKept(j app.Judged) (*page.FrontKept, error) {
	if v.carried != (app.Moment{}) {
		return v.site.frontOf(j, v.lang, v.carried)
	}
	return board.Once(j.View, keptFront{v.lang}, func() (*page.FrontKept, error) { return v.site.frontOf(j, v.lang, app.Moment{}) })
}

// frontOf prints that part. The visit that makes it belongs to nobody: it has no
// request, no account and no cookie from which something of one reader could get
// into the page of another.
func (s *Site) frontOf(j app.Judged, lang i18n.Lang, carried app.Moment) (*page.FrontKept, error) {
	v := &visit{site: s, lang: lang, carried: carried, seen: j.Snapshot()}
	p := page.Front{Frame: page.Frame{Lang: lang, Words: s.Words.For(lang)}, Story: v.leadStory(j), Strips: v.strips(j), Gaps: v.frontGaps(j)}
	lead, err := s.views.Part(p, "front-lead")
	if err != nil {
		return nil, err
	}
	rest, err := s.views.Part(p, "front-board")
	return &page.FrontKept{Lead: lead, Board: rest}, err
}

// frontGaps are the gravest gaps.
func (v *visit) frontGaps(j app.Judged) page.Gaps {
	gaps := page.Gaps{Title: v.t("front.gaps"), Note: v.t("front.gaps.note"), Table: v.gapTable(j, v.wholes(j), frontGaps)}
	if n := len(j.Gaps()); n > frontGaps {
		gaps.More = &page.Link{Text: v.t("front.gaps.all", "n", itoa(n)), URL: v.onBoard("/gaps")}
	}
	return gaps
}

// leadStory is the largest gap as a finding; without one it says so.
func (v *visit) leadStory(j app.Judged) page.Story {
	g, ok := j.Lead()
	if !ok {
		return v.quietStory(j)
	}
	return v.storyOf(j, g)
}

func (v *visit) quietStory(j app.Judged) page.Story {
	judged, unknown := 0, 0 // no gap is known, so what is judged is on course
	for _, t := range j.Snapshot().Book().Targets {
		if j.Light(t.ID) == progress.Unknown {
			unknown++
		} else {
			judged++
		}
	}
	key := "story.quiet"
	if judged == 0 {
		key = "story.nothing"
	}
	return page.Story{Kicker: v.t("story.quiet.kicker"), Headline: page.Plain(v.t(key)),
		Standfirst: page.Plain(v.t(key+".stand", "judged", itoa(judged), "unknown", itoa(unknown)))}
}

// storyOf tells one gap: who, how much, what it would take, who must act.
func (v *visit) storyOf(j app.Judged, g progress.Gap) page.Story {
	if g.Task != nil {
		return v.taskStory(j, g)
	}
	s := j.Snapshot()
	t, _ := s.Target(g.Target)
	x, ok := s.Indicator(t.Indicator)
	if !ok {
		return v.quietStory(j)
	}
	url := v.onBoard("/targets/" + t.Code)
	l := v.judgedLight(&g.Result, v.why(&g.Result, x))
	story := page.Story{URL: url, Light: &l, Kicker: v.t("story.kicker", "action", v.actionName(s, t.Action))}
	if g.Revised {
		story.Kicker += " · " + v.t("light.revised")
	}
	short := v.marked(v.gapText(g.Short, g.Points, x).String(), &g.Result)
	worst, worstShare := v.worstParts(j, t)
	turn := v.turnOf(s, &g.Result, t, x)
	args := []string{"name", v.targetName(s, t, x), "short", short, "parts", worst, "share", worstShare, "turn", turn}
	key := "story.headline"
	switch {
	case g.Phase == progress.Questioned:
		key = "story.headline.questioned"
	case g.Phase == progress.Waiting:
		key = "story.headline.waiting"
	case !g.Actual.Known():
		key = "story.headline.unfiled"
	case worst != "":
		key = "story.headline.parts"
	}
	story.Headline = headline(v.site.Words.Segments(v.lang, key, args...))
	story.Standfirst = v.standfirst(j, g, t, x, url)
	story.Chart = v.chartOf(j, t, x, g.Result)
	story.Caption = v.t("story.caption", "unit", v.measure(x), "period", v.through(g.Period), "basis", v.basis(g.Basis))
	switch {
	case g.Phase == progress.Questioned:
		story.Caption = v.t("story.caption.questioned", "unit", v.measure(x))
	case g.Phase == progress.Waiting:
		story.Caption = v.t("story.caption.waiting", "unit", v.measure(x), "turn", turn)
	case !g.Actual.Known():
		story.Caption = v.t("story.caption.unfiled", "unit", v.measure(x))
	}
	story.Facts = v.storyFacts(g, x, url)
	story.Who = v.whoMust(j, g, t)
	story.Buttons = []page.Button{{Text: v.t("story.see"), URL: url + "#breakdown"}, {Text: v.t("story.all"), URL: v.gapsURL(s, t.Action), Primary: true}}
	return story
}

func (v *visit) standfirst(j app.Judged, g progress.Gap, t *plan.Target, x *plan.Indicator, url string) page.Text {
	if !g.Actual.Known() {
		return page.Plain(v.why(&g.Result, x))
	}
	args := []string{"through", v.through(g.Period), "actual", v.marked(v.amount(g.Actual, x), &g.Result), "planned", v.planned(&g.Result, x).String(),
		"year", v.amount(g.Value, x), "ratio", share(g.Ratio, 1), "short", v.gapText(g.Short, g.Points, x).String()}
	key := "story.stand.points"
	if !g.Points {
		key = "story.stand"
	}
	text := figures(v.site.Words.Segments(v.lang, key, args...), "actual", url+"#"+g.Period.String(), "planned", url, "year", url)
	if !g.Required.Known || !g.Required.PerMonth.Known() {
		return text
	}
	more := []string{"need", v.amount(g.Required.PerMonth, x), "months", itoa(g.Required.Months), "best", v.amount(g.Required.Best, x),
		"when", v.site.Words.Period(v.lang, g.Required.BestPeriod)}
	key = "story.need"
	if g.Required.Best.Known() {
		key = oneMonth("story.need.best", g.Required.BestPeriod)
	}
	text = append(text, v.space()...)
	return append(text, figures(v.site.Words.Segments(v.lang, key, more...), "need", url+"#rate", "best", url+"#rate")...)
}

// oneMonth picks the message about a single month, which has no mean.
func oneMonth(key string, p core.Period) string {
	if p.Len() == 1 {
		return key + ".month"
	}
	return key
}

func (v *visit) storyFacts(g progress.Gap, x *plan.Indicator, url string) []page.Fact {
	a := v.inDisplay(g.Actual, x)
	gap := v.gapText(g.Gap, g.Points, x)
	done := page.Fact{Label: v.t("fact.actual"), Value: a.Value, Unit: a.Unit, URL: url + "#" + g.Period.String(), Note: v.unverified(&g.Result)}
	planned := page.Fact{Label: v.t("fact.planned"), Value: v.planned(&g.Result, x).Value} // of a range the gap is the distance to the nearer end
	if e := g.Reached; e.Actual.Known() {
		a = v.inDisplay(e.Actual, x)
		done = page.Fact{Label: v.t("fact.reached", "through", v.through(e.Period)), Value: a.Value, Unit: a.Unit, URL: url + "#" + e.Period.String(),
			Note: v.t("fact.reached.note", "period", i18n.Month(v.lang, int(g.Period.To)), "phase", v.t("phase."+g.Phase.String()))}
		planned.Note = v.through(g.Period)
	}
	facts := []page.Fact{
		done, planned,
		{Label: v.t("fact.gap"), Value: gap.Value, Unit: unlessSame(gap.Unit, a.Unit), Tone: gapTone(g.Result)},
	}
	if c := share(g.Completion, 1); g.Completion.Known {
		facts = append(facts, page.Fact{Label: v.t("fact.completion"), Value: c})
	}
	if g.Required.Known && g.Required.PerMonth.Known() {
		facts = append(facts, page.Fact{Label: v.t("fact.required"), Value: v.figure(g.Required.PerMonth, x)})
		if g.Required.Best.Known() {
			facts = append(facts, page.Fact{Label: v.t(oneMonth("fact.best", g.Required.BestPeriod)), Value: v.figure(g.Required.Best, x),
				Note: v.site.Words.Period(v.lang, g.Required.BestPeriod)})
		}
	}
	return facts
}

// unlessSame keeps a unit that differs from the row's.
func unlessSame(unit, row string) string {
	if unit == row {
		return ""
	}
	return unit
}

// owes names who answers for a gap, and who leads its action.
func (v *visit) owes(s *board.Snapshot, g progress.Gap, action core.ActionID) page.Text {
	var lead string
	if a, ok := s.Action(action); ok {
		if post, ok := s.Post(a.LeadPost); ok {
			lead = v.named(post.Name, post.NameEn)
		}
	}
	owner, ok := s.Unit(g.Owner)
	if !ok {
		return nil
	}
	key := "story.who"
	if lead == "" {
		key = "story.who.unit"
	}
	return page.Linked(v.site.Words.Segments(v.lang, key, "owner", v.named(owner.Name, owner.NameEn), "lead", lead),
		"owner", v.onBoard("/units/"+owner.Code))
}

// whoMust names who answers, and what the parts and the blocked tasks say.
func (v *visit) whoMust(j app.Judged, g progress.Gap, t *plan.Target) page.Text {
	s := j.Snapshot()
	text := v.owes(s, g, t.Action)
	if g.Turn != progress.NoTurn {
		text = v.mustStep(s, g, t)
	}
	if text == nil {
		return nil
	}
	parts, b := v.shortParts(j, t)
	for _, part := range parts {
		text = append(text, v.space()...)
		text = append(text, page.Linked(v.site.Words.Segments(v.lang, "story.part", "unit", part.name, "gap", part.gap), "unit", part.url)...)
	}
	if x, ok := s.Indicator(t.Indicator); ok && b.Differs() {
		text = append(append(text, v.space()...), page.Run{Text: v.t("story.part.differ", "flag", v.differs(b, x)), URL: v.onBoard("/targets/"+t.Code) + "#breakdown"})
	}
	return text
}

// mustStep names who approves, verifies or files the figure that waits.
func (v *visit) mustStep(s *board.Snapshot, g progress.Gap, t *plan.Target) page.Text {
	x, ok := s.Indicator(t.Indicator)
	if !ok {
		return nil
	}
	u, ok := app.TurnUnit(s, &g.Result, t, x)
	if !ok {
		return page.Plain(v.t("story.who.nobody"))
	}
	return page.Linked(v.site.Words.Segments(v.lang, "story.who."+string(g.Turn), "unit", v.named(u.Name, u.NameEn)), "unit", v.onBoard("/units/"+u.Code))
}

// headline keeps figures from breaking across lines; names may break.
func headline(segments []i18n.Segment) page.Text {
	var text page.Text
	for _, s := range segments {
		text = append(text, page.Run{Text: s.Text, Strong: s.Hole == "short" || s.Hole == "share"})
	}
	return text
}

// figures makes a sentence in which only the figures that link to their proof
// stand out.
func figures(segments []i18n.Segment, urls ...string) page.Text {
	text := page.Linked(segments, urls...)
	for i := range text {
		text[i].Strong = text[i].URL != ""
	}
	return text
}

// space stands between two sentences: Chinese has none.
func (v *visit) space() page.Text {
	if v.lang == i18n.ZH {
		return nil
	}
	return page.Text{{Text: " "}}
}
