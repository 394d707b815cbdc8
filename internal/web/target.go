package web

import (
	"cmp"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

func findTarget(b *plan.Book, code string) (*plan.Target, bool) {
	for i := range b.Targets {
		if b.Targets[i].Code == code {
			return &b.Targets[i], true
		}
	}
	return nil, false
}

// target is the page of one target: why its light is what it is, every period,
// its parts.
func (v *visit) target() error {
	j, err := v.judged()
	if err != nil {
		return err
	}
	s := j.Snapshot()
	t, ok := findTarget(s.Book(), v.r.PathValue("code"))
	if !ok {
		return access.Missing()
	}
	x, ok := s.Indicator(t.Indicator)
	r, judged := j.Result(t.ID)
	if !ok || !judged {
		return access.Missing()
	}
	l := v.judgedLight(&r, "")
	name := v.targetName(s, t, x)
	p := page.Target{Frame: v.frame(name), Heading: page.Heading{Kicker: v.noted(v.actionName(s, t.Action), t.Code), Title: name,
		Standfirst: page.Plain(v.why(&r, x)), Light: &l, Crumbs: v.targetCrumbs(s, t)}}
	v.dateFrame(&p.Frame, j, "/targets/"+t.Code)
	if v.may(access.ViewHistory) {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("history.link"), URL: "/history?ref=target:" + string(t.ID)})
	}
	if v.may(access.ProposeTargetChange) {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("target.change"), URL: "/plan/changes/new?target=" + t.Code})
	}
	p.Chart = v.chartOf(j, t, x, r)
	p.Caption = v.t("target.caption", "unit", v.measure(x), "rule", v.ruleName(r.Rule), "version", itoa(r.RuleVersion))
	p.Facts = append(v.storyFacts(progress.Gap{Result: r}, x, v.onBoard("/targets/"+t.Code)), v.calculatedFact(s, t, x, &r)...)
	original, err := v.site.App.OriginalOf(v.ctx, v.who, j, t.ID)
	if err != nil {
		return err
	}
	p.Periods = v.periodTable(j, t, x, original)
	p.PeriodNote = v.t("target.periods.note")
	p.Breakdowns = v.breakdowns(j, t, x)
	p.About, p.Tiers = v.aboutTarget(j, t, x), v.tiers(t, x)
	if p.Words, err = v.quotes(core.Ref{Kind: "target", ID: string(t.ID)}); err != nil {
		return err
	}
	if len(original.Changes) > 0 {
		p.Facts = append(p.Facts, v.originalFacts(original, x)...)
		if p.Changes, err = v.revisions(original); err != nil {
			return err
		}
	}
	return v.show(p)
}

func (v *visit) targetCrumbs(s *board.Snapshot, t *plan.Target) []page.Link {
	crumbs := []page.Link{{Text: v.t("nav.targets"), URL: v.onBoard("/targets")}}
	if a, ok := s.Action(t.Action); ok {
		crumbs = append(crumbs, page.Link{Text: v.named(a.Brief(), a.NameEn), URL: v.actionURL(s, a.ID)})
	}
	if whole, ok := s.Target(t.Parent); ok {
		crumbs = append(crumbs, page.Link{Text: whole.Code, URL: v.onBoard("/targets/" + whole.Code)})
	}
	return crumbs
}

// periodTable lists each release with its figures on every basis, side by side
// and never mixed.
func (v *visit) periodTable(j app.Judged, t *plan.Target, x *plan.Indicator, original app.Original) page.Table {
	s := j.Snapshot()
	columns := []page.Column{{Label: v.t("col.period")}, {Label: v.t("col.planned"), Numeric: true},
		{Label: v.t("col.operational"), Numeric: true}, {Label: v.t("col.standing"), Minor: true},
		{Label: v.t("col.official"), Numeric: true}, {Label: v.t("col.vintage"), Minor: true},
		{Label: v.t("col.last-year"), Numeric: true}}
	course, _ := j.Trajectory(t.ID)
	revised := len(original.Changes) > 0
	if revised {
		columns[1].Label = v.t("col.planned.revised")
	}
	var rows []page.Row
	for _, p := range x.Periods(int(t.Year)) {
		if p.To > j.At.To {
			break
		}
		filed, _ := s.Observation(x.ID, t.Unit, p, report.Operational)
		official, has := s.Observation(x.ID, t.Unit, p, report.Official)
		if !has {
			official, _ = s.Observation(x.ID, t.Unit, p, report.Published)
		}
		past := v.lastYearFigure(j, t, x, p)
		rows = append(rows, page.Row{ID: p.String(), Cells: []page.Cell{
			{Text: v.site.Words.Period(v.lang, p)}, v.plannedCell(course.At(int(p.To)), original, int(p.To), t, x),
			{Text: v.inDisplay(filed.Value, x).Value, URL: v.figureURL(filed), Note: v.noted(v.specimen(filed), v.unlikeParts(s, filed, x, p))},
			{Text: v.figureStanding(&filed, app.AwaitsApproval(s, &filed))},
			{Text: v.inDisplay(official.Value, x).Value, URL: v.figureURL(official), Note: v.noted(v.source(official), v.unlikeParts(s, official, x, p))},
			{Text: v.vintage(official)}, {Text: v.figure(past.Value, x), URL: v.figureURL(past)},
		}})
	}
	table := page.NewTable(columns, rows)
	table.Caption = v.t("target.periods")
	return table
}

// plannedCell is what is planned by a month and, after a change, what was planned at
// first.
func (v *visit) plannedCell(planned core.Quantity, original app.Original, month int, t *plan.Target, x *plan.Indicator) page.Cell {
	cell := page.Cell{Text: v.between(planned, t.Ceiling(x), x).Value}
	if was := original.Course.At(month); len(original.Changes) > 0 && was != planned {
		cell.Note = v.t("target.original", "value", v.between(was, original.Target.Ceiling(x), x).Value)
	}
	return cell
}

// originalFacts say how the target stands against its plan as the programme began.
func (v *visit) originalFacts(o app.Original, x *plan.Indicator) []page.Fact {
	r := &o.Result
	gap := v.gapText(r.Gap, r.Points, x)
	facts := []page.Fact{
		{Label: v.t("fact.original.value"), Value: v.between(o.Target.Value, o.Target.High, x).Value},
		{Label: v.t("fact.original.planned"), Value: v.planned(r, x).Value},
		{Label: v.t("fact.original.gap"), Value: gap.Value, Unit: gap.Unit, Tone: gapTone(*r), Note: v.light(r.Light, "").Word}}
	if r.Completion.Known {
		facts = append(facts, page.Fact{Label: v.t("fact.original.completion"), Value: share(r.Completion, 1)})
	}
	return facts
}

// revisions lists the approved changes of a target.
func (v *visit) revisions(o app.Original) ([]page.Brief, error) {
	items, err := v.decidedItems(o.Changes)
	return []page.Brief{{Title: v.t("target.revisions"), Items: items}}, err
}

func (v *visit) lastYearFigure(j app.Judged, t *plan.Target, x *plan.Indicator, p core.Period) report.Observation {
	for _, b := range []report.Basis{report.Official, report.Operational, report.Published} {
		if o, ok := j.Snapshot().Observation(x.ID, t.Unit, p.YearAgo(), b); ok {
			return o
		}
	}
	return report.Observation{}
}

// figureURL leads to a figure's proof: the words of the document that gave it, or its
// history.
func (v *visit) figureURL(o report.Observation) string {
	if words := v.wordsOf(o.Source); words != "" {
		return words
	}
	if o.Indicator == "" || !v.may(access.ViewHistory) {
		return ""
	}
	return "/history?ref=observation:" + strings.Join([]string{string(o.Indicator), string(o.Unit), o.Period, string(o.Basis)}, "/")
}

func (v *visit) vintage(o report.Observation) string {
	switch {
	case o.Indicator == "":
		return ""
	case o.Basis == report.Published:
		return v.t("basis.published")
	case o.Vintage == "":
		return ""
	}
	return v.t("vintage." + string(o.Vintage))
}

func (v *visit) specimen(o report.Observation) string {
	if o.Specimen {
		return v.t("frame.demo")
	}
	return ""
}

func (v *visit) source(o report.Observation) string {
	if o.Specimen {
		return v.t("frame.demo")
	}
	if ref, err := core.ParseRef(o.Source); err == nil && ref.Kind != "" {
		return ""
	}
	return v.term(o.Source)
}

func (v *visit) breakdowns(j app.Judged, t *plan.Target, x *plan.Indicator) []page.Breakdown {
	s := j.Snapshot()
	var out []page.Breakdown
	for _, dimension := range s.Dimensions(t.ID) {
		b, ok := j.Breakdown(t.ID, dimension)
		if !ok {
			continue
		}
		table := v.targetTable(j, gravest(j, s.Parts(t.ID, dimension)), v.unitOfTarget)
		if b.Sum.Known() {
			sum := v.inDisplay(b.Sum, x)
			table = table.WithFoot(page.Cell{Text: v.t("breakdown.sum")}, page.Cell{}, page.Cell{}, page.Cell{Text: sum.Value, Unit: sum.Unit},
				page.Cell{Text: v.figure(b.PlannedSum, x)}, page.Cell{Text: v.figure(b.ActualSum, x)}, page.Cell{Text: v.gapText(b.GapSum, false, x).Value}, page.Cell{}, page.Cell{})
		}
		d := page.Breakdown{Dimension: v.t("breakdown.by", "dimension", v.dimension(dimension)), Check: v.reconciled(b, x), Table: table}
		switch n := len(b.Silent); {
		case b.Differs():
			d.Flag = &page.Light{Tone: page.ToneFar, Word: v.differs(b, x)}
		case n > 0:
			d.Flag = &page.Light{Tone: page.ToneUnknown, Word: v.t("breakdown.silent", "n", itoa(n))}
		}
		out = append(out, d)
	}
	return out
}

// gravest sorts the parts of a target by what they are short of, the most first;
// those whose figure is missing follow, and then those that are not short.
func gravest(j app.Judged, parts []*plan.Target) []*plan.Target {
	rank := func(t *plan.Target) (int, core.Quantity) {
		r, _ := j.Result(t.ID)
		switch {
		case !r.Gap.Known():
			return 1, core.Quantity{}
		case r.Gap.Micro() < 0:
			return 0, r.Gap
		}
		return 2, r.Gap
	}
	sorted := slices.Clone(parts)
	slices.SortStableFunc(sorted, func(a, b *plan.Target) int {
		i, p := rank(a)
		k, q := rank(b)
		return cmp.Or(cmp.Compare(i, k), p.Compare(q))
	})
	return sorted
}

func (v *visit) reconciled(b progress.Breakdown, x *plan.Indicator) page.Light {
	tones := map[plan.Verdict]page.Tone{plan.PartsExact: page.ToneOn, plan.PartsTight: page.ToneOn, plan.PartsStretch: page.ToneBehind,
		plan.PartsShort: page.ToneFar, plan.PartsOver: page.ToneFar}
	t := tones[b.Verdict]
	if t == "" {
		t = page.ToneUnknown
	}
	return page.Light{Tone: t, Word: v.t("breakdown."+string(b.Verdict), "left", v.amount(b.Left.Magnitude(), x))}
}

func (v *visit) aboutTarget(j app.Judged, t *plan.Target, x *plan.Indicator) []page.Fact {
	s := j.Snapshot()
	facts := []page.Fact{
		{Label: v.t("about.accumulation"), Value: v.t("accumulation." + string(x.Accumulation))},
		{Label: v.t("about.direction"), Value: v.t("direction." + string(x.Direction))},
		{Label: v.t("about.kind"), Value: v.t("kind." + orText(string(t.Kind), "expected"))},
		{Label: v.t("about.origin"), Value: v.t("origin." + orText(string(t.Origin), "own"))},
		{Label: v.t("about.unit"), Value: v.unitName(s, t.Unit), URL: v.unitURL(s, t.Unit)},
		{Label: v.t("about.reporter"), Value: v.unitName(s, t.Reporter()), URL: v.unitURL(s, t.Reporter())},
		{Label: v.t("about.verifier"), Value: orText(v.unitName(s, x.Verifier), i18n.Unknown), URL: v.unitURL(s, x.Verifier)},
	}
	if u, ok := s.Unit(t.Unit); ok && t.Ownerless(u) {
		facts = append(facts, v.ownerlessFact(t))
	}
	facts = append(facts, v.partFacts(s, t, x)...)
	if a, ok := s.Action(t.Action); ok {
		if post, ok := s.Post(a.LeadPost); ok {
			facts = append(facts, v.leadFact(j, post))
		}
	}
	if t.Original.Known() && t.Original != t.Value {
		facts = append(facts, page.Fact{Label: v.t("about.original"), Value: v.inDisplay(t.Original, x).Value, Unit: v.inDisplay(t.Original, x).Unit})
	}
	if t.Specimen {
		facts = append(facts, page.Fact{Label: v.t("about.source"), Value: v.t("frame.demo")})
	} else if from := v.sourceCell(t.Source); from.Text != "" {
		facts = append(facts, page.Fact{Label: v.t("about.source"), Value: from.Text, URL: from.URL})
	}
	return facts
}

// ownerlessFact says that nobody answers for a target, and leads to where somebody is set.
func (v *visit) ownerlessFact(t *plan.Target) page.Fact {
	f := page.Fact{Label: v.label("target", "responsible_unit_id"), Value: v.t("ownerless.one"), Tone: page.ToneBehind}
	if v.may(access.EditPlan) {
		f.URL = "/plan/target/" + string(t.ID)
	}
	return f
}

func (v *visit) tiers(t *plan.Target, x *plan.Indicator) []page.Fact {
	var out []page.Fact
	for _, tier := range []struct {
		key     string
		q, high core.Quantity
	}{{"tier.floor", t.Floor, core.Quantity{}}, {"tier.target", t.Value, t.High}, {"tier.stretch", t.Stretch, core.Quantity{}}} {
		if tier.q.Known() {
			a := v.between(tier.q, tier.high, x)
			out = append(out, page.Fact{Label: v.t(tier.key), Value: a.Value, Unit: a.Unit})
		}
	}
	if t.Reference != "" {
		out = append(out, page.Fact{Label: v.t("tier.reference"), Value: t.Reference})
	}
	return out
}

func orText(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
