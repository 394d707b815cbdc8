package web

import (
	"net/url"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/web/page"
)

func (s *Site) boardRoutes(get, _ routeMaker) []httpx.Route {
	return []httpx.Route{
		get("/gaps", access.ViewBoard, (*visit).gaps),
		get("/targets", access.ViewBoard, (*visit).targets),
		get("/targets/{code}", access.ViewBoard, (*visit).target),
		get("/actions/{code}", access.ViewBoard, (*visit).action),
		get("/corrections", access.ViewBoard, (*visit).corrections),
		get("/units", access.ViewBoard, (*visit).units),
		get("/units/{code}", access.ViewBoard, (*visit).unit),
		get("/projects/{code}", access.ViewProject, (*visit).project),
	}
}

func (v *visit) gaps() error {
	j, err := v.judged()
	if err != nil {
		return err
	}
	want, asked, chosen, title := v.r.URL.Query().Get("action"), core.ActionID(""), j.Gaps(), ""
	if want != "" {
		a, err := app.ActionAt(j.Snapshot(), "action", want)
		if err != nil {
			return err
		}
		asked, chosen, title = a.ID, v.onlyAction(j, a.ID), v.actionName(j.Snapshot(), a.ID)
	}
	p := page.List{Frame: v.frame(v.t("nav.gaps")), Heading: page.Heading{Kicker: title, Title: v.gapsTitle(chosen), Standfirst: page.Plain(v.t("gaps.order"))}}
	v.dateFrame(&p.Frame, j, "/gaps")
	p.Heading.Buttons = []page.Button{v.groupButton()}
	p.Filters = &page.Filters{To: "/gaps", Keep: v.arranged(), Found: v.t("gaps.found", "n", itoa(len(chosen))), Fields: []page.Field{v.actionFilter(j, asked)}}
	if want != "" {
		p.Filters.Reset = v.onBoard("/gaps")
	}
	p.Blocks = gathered(v, j, chosen, func(g progress.Gap) (core.ActionID, progress.Light) { return g.Action, g.Light },
		func(part []progress.Gap) page.Table { return v.gapTable(j, part, 0) })
	return v.show(p)
}

// gapsTitle counts the gaps that the page lists.
func (v *visit) gapsTitle(gaps []progress.Gap) string {
	targets, tasks, unfiled, waiting := 0, 0, 0, 0
	for _, g := range gaps {
		switch {
		case g.Phase.Waits():
			waiting++
		case g.Phase.Uncounted():
			unfiled++
		case g.Task != nil:
			tasks++
		default:
			targets++
		}
	}
	var known string
	switch {
	case targets > 0 && tasks > 0:
		known = v.t("gaps.title.and-tasks", "n", itoa(targets), "tasks", itoa(tasks))
	case tasks > 0:
		known = v.t("gaps.title.tasks", "tasks", itoa(tasks))
	case targets > 0:
		known = v.t("gaps.title", "n", itoa(targets))
	case unfiled+waiting == 0:
		return v.t("gaps.none")
	default:
		return v.t("gaps.title.unfiled", "unfiled", strings.Join(v.uncounted(unfiled, waiting), v.list()))
	}
	if unfiled+waiting == 0 {
		return known
	}
	return v.t("gaps.title.both", "known", known, "unfiled", strings.Join(v.uncounted(unfiled, waiting), v.list()))
}

// uncounted words how many figures are missing and how many are filed and do not count
// yet; nothing of none.
func (v *visit) uncounted(unfiled, waiting int) (out []string) {
	if unfiled > 0 {
		out = append(out, v.t("strip.unfiled", "n", itoa(unfiled)))
	}
	if waiting > 0 {
		out = append(out, v.t("strip.waiting", "n", itoa(waiting)))
	}
	return out
}

func (v *visit) onlyAction(j app.Judged, action core.ActionID) []progress.Gap {
	var out []progress.Gap
	for _, g := range j.Gaps() {
		if g.Action == action {
			out = append(out, g)
		}
	}
	return out
}

func (v *visit) actionFilter(j app.Judged, asked core.ActionID) page.Field {
	f := page.Field{Kind: page.KindSelect, Name: "action", Label: v.t("col.action"), Options: []page.Option{{Text: v.t("filter.all"), Selected: asked == ""}}}
	s := j.Snapshot()
	for _, a := range s.Book().Actions {
		f.Options = append(f.Options, page.Option{Value: s.Address(a.ID), Text: v.actionName(s, a.ID), Selected: a.ID == asked})
	}
	return f
}

func (v *visit) targets() error {
	j, err := v.judged()
	if err != nil {
		return err
	}
	q := v.r.URL.Query()
	asked := core.ActionID("")
	if want := q.Get("action"); want != "" {
		a, err := app.ActionAt(j.Snapshot(), "action", want)
		if err != nil {
			return err
		}
		asked = a.ID
	}
	if light := q.Get("light"); light != "" && !slices.ContainsFunc(shownLights(), func(l progress.Light) bool { return l.String() == light }) {
		return errs.Field("light", "targets.no-such-light", "light", light)
	}
	p := page.List{Frame: v.frame(v.t("nav.targets")), Heading: page.Heading{Title: v.t("targets.title")}}
	v.dateFrame(&p.Frame, j, "/targets")
	var chosen []*plan.Target
	s := j.Snapshot()
	book := s.Book()
	for i := range book.Targets {
		t := &book.Targets[i]
		x, known := s.Indicator(t.Indicator)
		if !known || asked != "" && t.Action != asked {
			continue
		}
		if light := q.Get("light"); light != "" && j.Light(t.ID).String() != light {
			continue
		}
		if !matches(q.Get("q"), t.Code, x.Name, x.NameEn, v.unitName(s, t.Unit)) {
			continue
		}
		chosen = append(chosen, t)
	}
	p.Filters = &page.Filters{To: "/targets", Keep: v.arranged(), Found: v.t("targets.found", "n", itoa(len(chosen))), Fields: []page.Field{
		{Kind: page.KindText, Name: "q", Label: v.t("filter.search"), Value: q.Get("q")}, v.actionFilter(j, asked), v.lightFilter(q.Get("light"))}}
	if len(q) > 0 {
		p.Filters.Reset = v.onBoard("/targets")
	}
	p.Heading.Buttons = []page.Button{v.groupButton()}
	p.Blocks = gathered(v, j, chosen, func(t *plan.Target) (core.ActionID, progress.Light) { return t.Action, j.Light(t.ID) },
		func(part []*plan.Target) page.Table { return v.targetTable(j, part, v.targetName) })
	return v.show(p)
}

func matches(want string, texts ...string) bool {
	want = strings.ToLower(strings.TrimSpace(want))
	if want == "" {
		return true
	}
	for _, t := range texts {
		if strings.Contains(strings.ToLower(t), want) {
			return true
		}
	}
	return false
}

// shownLights are all lights, the gravest first.
func shownLights() []progress.Light {
	return []progress.Light{progress.FarBehind, progress.Behind, progress.OnTrack, progress.Done, progress.Unknown}
}

func (v *visit) lightFilter(want string) page.Field {
	f := page.Field{Kind: page.KindSelect, Name: "light", Label: v.t("col.light"), Options: []page.Option{{Text: v.t("filter.all"), Selected: want == ""}}}
	for _, l := range shownLights() {
		f.Options = append(f.Options, page.Option{Value: l.String(), Text: v.t("light." + l.String()), Selected: l.String() == want})
	}
	return f
}

// naming says how a table calls its targets.
type naming func(*board.Snapshot, *plan.Target, *plan.Indicator) string

// targetTable lists targets with their standing.
func (v *visit) targetTable(j app.Judged, targets []*plan.Target, name naming) page.Table {
	columns := []page.Column{{Label: v.t("col.target"), Sort: "name"}, {Label: v.t("col.responsible"), Sort: "owner", Minor: true}, {Label: v.t("col.light"), Sort: sortLight},
		{Label: v.t("col.year"), Numeric: true}, {Label: v.t("col.planned"), Numeric: true, Main: true}, {Label: v.t("col.actual"), Numeric: true, Main: true},
		{Label: v.t("col.gap"), Numeric: true, Sort: "short", Main: true}, {Label: v.t("col.required"), Numeric: true, Minor: true}, {Label: v.t("col.completion"), Numeric: true, Sort: "completion"}}
	var rows []page.Row
	for _, t := range targets {
		if row, ok := v.targetRow(j, t, name); ok {
			rows = append(rows, row)
		}
	}
	table := page.NewTable(columns, rows)
	table.Empty, table.Compact = page.Empty{Text: v.t("targets.none")}, true
	return table
}

func (v *visit) targetRow(j app.Judged, t *plan.Target, name naming) (page.Row, bool) {
	s := j.Snapshot()
	x, ok := s.Indicator(t.Indicator)
	r, judged := j.Result(t.ID)
	if !ok || !judged {
		return page.Row{}, false
	}
	l := v.judgedLight(&r, v.why(&r, x))
	year, gap := v.wanted(t, x), v.gapText(r.Gap, r.Points, x)
	need := i18n.Unknown
	if r.Required.Known {
		need = v.figure(r.Required.PerMonth, x)
	}
	completion := share(r.Completion, 0)
	if !r.Completion.Known && r.Phase == progress.Judged {
		completion = v.t(map[bool]string{true: "met", false: "not-met"}[r.Met])
	}
	note := t.Code
	if t.Kind == plan.Binding {
		note += " · " + v.t("kind.binding")
	}
	if t.Parent != "" {
		note += " · " + v.dimension(t.Dimension)
	}
	return page.Row{ID: t.Code, Cells: []page.Cell{
		{Text: name(s, t, x), URL: v.onBoard("/targets/" + t.Code), Note: note},
		{Text: v.unitName(s, t.Reporter()), URL: v.unitURL(s, t.Reporter())},
		{Light: &l, Note: v.revisedNote(r), Key: lightKey(r.Light)},
		{Text: year.Value, Unit: year.Unit}, {Text: v.planned(&r, x).Value}, {Text: v.figure(r.Actual, x), Note: v.noted(v.unverified(&r), v.reached(&r, x))},
		{Text: gap.Value, Unit: unlessSame(gap.Unit, year.Unit), Tone: gapTone(r), Key: shortKey(&r)},
		{Text: need}, {Text: completion, Key: shareKey(r.Completion)},
	}}, true
}

// shortKey sorts by what is short relative to the plan; figures that are not short
// come behind, by what they exceed.
func shortKey(r *progress.Result) page.Key {
	if !r.Gap.Known() {
		return page.Key{Kind: page.None}
	}
	if r.Gap.Micro() < 0 {
		return page.NumberKey(progress.Relative(r.Gap.Micro(), r.Planned.Micro()).Millionths, true)
	}
	return page.NumberKey(-progress.Relative(-r.Gap.Micro(), r.Planned.Micro()).Millionths, true)
}

// revisedNote marks a light whose plan was changed after the programme had begun.
func (v *visit) revisedNote(r progress.Result) string {
	if !r.Revised {
		return ""
	}
	return v.t("light.revised")
}

func gapTone(r progress.Result) page.Tone {
	if r.Light.Good() || !r.Gap.Known() {
		return ""
	}
	return tone(r.Light)
}

// wanted prints the year's value: a number with its bound, a range, or a reference.
func (v *visit) wanted(t *plan.Target, x *plan.Indicator) i18n.Amount {
	a := v.between(t.Value, t.High, x)
	switch {
	case !t.Value.Known():
		return i18n.Amount{Value: v.term(t.Reference)}
	case x.Direction == plan.AtMost:
		a.Value = "≤ " + a.Value
	}
	return a
}

func (v *visit) programmeName(b *plan.Book, id core.ProgrammeID) string {
	for _, p := range b.Programmes {
		if p.ID == id {
			return v.named(p.Name, p.NameEn)
		}
	}
	return ""
}

// namesOf lists targets by name.
func (v *visit) namesOf(s *board.Snapshot, targets []*plan.Target) string {
	var names []string
	for _, t := range targets {
		if x, ok := s.Indicator(t.Indicator); ok {
			names = append(names, v.targetName(s, t, x))
		}
	}
	return strings.Join(names, v.list())
}

func (v *visit) groupFacts(g board.Standing) []page.Fact {
	facts := []page.Fact{{Label: v.t("fact.completion"), Value: share(g.Completion, 1)}, {Label: v.t("fact.scheduled"), Value: share(g.Schedule.Planned, 1)},
		{Label: v.t("fact.on-track"), Value: v.t("count.of", "n", itoa(g.On()), "all", itoa(g.Targets()))}}
	if lag := v.lag(&g); lag != nil {
		facts[0].Note = v.noted(lag[0], v.t("light-of."+string(g.Source())))
	}
	if g.Judged > 0 {
		facts = append(facts, page.Fact{Label: v.t("fact.met"), Value: v.t("count.of", "n", itoa(g.Met), "all", itoa(g.Judged))})
	}
	if g.Unfiled > 0 {
		facts = append(facts, page.Fact{Label: v.t("fact.unfiled"), Value: itoa(g.Unfiled), Tone: page.ToneFar})
	}
	if g.Waiting > 0 {
		facts = append(facts, page.Fact{Label: v.t("fact.waiting"), Value: itoa(g.Waiting)})
	}
	if n := g.Schedule.Unverified; n > 0 {
		facts = append(facts, page.Fact{Label: v.t("standing.unverified"), Value: itoa(n)})
	}
	if n := g.Lights[progress.FarBehind]; n > 0 && progress.FarBehind.Worse(g.Light) {
		facts = append(facts, page.Fact{Label: v.t("light.far-behind"), Value: itoa(n), Tone: page.ToneFar})
	}
	if n := g.TaskLights[progress.FarBehind]; n > 0 && progress.FarBehind.Worse(g.Light) {
		facts = append(facts, page.Fact{Label: v.t("fact.tasks-far"), Value: itoa(n), Tone: page.ToneFar})
	}
	return facts
}

// sourceText links to where an object was set.
func (v *visit) sourceText(source string) page.Text {
	ref, err := core.ParseRef(source)
	if err != nil {
		return page.Plain(v.t("source.named", "name", source))
	}
	if ref.Kind == "fact" {
		return page.Text{{Text: v.t("source.span"), URL: "/facts/" + url.PathEscape(ref.ID)}}
	}
	return page.Text{{Text: v.t("source.span"), URL: "/history?ref=" + url.QueryEscape(ref.String())}}
}
