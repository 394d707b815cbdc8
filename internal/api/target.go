package api

import (
	"context"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
)

// Target is an indicator's wanted value for a year at a unit, as judged.
type Target struct {
	Code       string   `json:"code" example:"T0101"`
	Programme  string   `json:"programme" doc:"code"`
	Action     string   `json:"action" doc:"code, its own within the programme"`
	Indicator  string   `json:"indicator" doc:"code"`
	Name       string   `json:"name" doc:"the indicator's name"`
	NameEn     string   `json:"name_en"`
	Unit       string   `json:"unit" doc:"whose figure it is: code"`
	Owner      string   `json:"owner" doc:"who answers for it: code"`
	Reporter   string   `json:"reporter" doc:"who files the figure: code"`
	Parent     string   `json:"parent" doc:"the target it is a part of: code; empty for a whole"`
	Dimension  string   `json:"dimension" doc:"along which the parent is broken down"`
	Year       int64    `json:"year"`
	Binding    bool     `json:"binding"`
	Measure    string   `json:"measure" doc:"unit of measure of all its figures" example:"亿元"`
	Value      string   `json:"value" doc:"wanted for the year"`
	Reference  string   `json:"reference" doc:"where no number is wanted but a comparison"`
	Light      string   `json:"light" enum:"unknown,done,on-track,behind,far-behind"`
	Phase      string   `json:"phase" doc:"judged, or why it cannot be: not-due, inherited, overdue, not-available, incomplete, unplanned, too-large, questioned, waiting"`
	Turn       string   `json:"turn" enum:",reporter,approver,verifier" doc:"whose step a filed figure waits for before it counts; reporter: it was imported and its unit has to file it; empty where none"`
	Period     string   `json:"period" doc:"the judged release; empty when none is due"`
	Basis      string   `json:"basis" doc:"operational, official or published; empty without a figure"`
	Standing   string   `json:"standing" doc:"claimed (filed), held (in question, counts nowhere), approved (by its unit), verified, returned (counts nowhere)"`
	Unverified bool     `json:"unverified" doc:"judged on a figure that nobody has verified"`
	Planned    string   `json:"planned" doc:"to date; of a range its lower end"`
	Ceiling    string   `json:"planned_ceiling" doc:"of a planned range its upper end; else empty"`
	Actual     string   `json:"actual" doc:"to date"`
	Newer      []string `json:"newer" doc:"releases for which a newer figure is in question while the older one counts"`
	Reached    string   `json:"reached" doc:"where the judged release has no figure that counts: what was reached by the latest one before it that has"`
	ReachedBy  string   `json:"reached_by" doc:"the release of reached; empty without one"`
	Gap        string   `json:"gap" doc:"actual less planned; negative is short; points for rates, places for ranks"`
	YearGap    string   `json:"year_gap" doc:"actual less the year's value"`
	Completion *float64 `json:"completion" doc:"actual ÷ the year's value, a fraction of one; null where that means nothing"`
	Why        Why      `json:"why" doc:"what the light was computed from"`
	Specimen   bool     `json:"specimen" doc:"made up for a demonstration"`
	Ref        string   `json:"ref" doc:"for GET /ledger/history"`
}

// Why is the reason of a light, from which a hand calculation gives it.
type Why struct {
	Key  string            `json:"key" doc:"which comparison decided" example:"why.ratio.behind"`
	Args map[string]string `json:"args" doc:"its numbers: amounts in the display unit, shares as fractions of one"`
}

// TargetDetail is a target with its year.
type TargetDetail struct {
	Target
	High        string        `json:"high" doc:"upper end of a range"`
	Floor       string        `json:"floor" doc:"确保"`
	Stretch     string        `json:"stretch" doc:"力争"`
	Original    string        `json:"original" doc:"the first value, where it was changed since"`
	Weight      string        `json:"weight" doc:"empty counts as 1"`
	Lead        string        `json:"lead" doc:"unit code"`
	Supporting  []string      `json:"supporting" nullable:"false" doc:"unit codes"`
	Supervising string        `json:"supervising" doc:"unit code"`
	Rule        string        `json:"rule"`
	RuleVersion int64         `json:"rule_version"`
	Missing     []string      `json:"missing" nullable:"false" doc:"due releases without a figure that the judgement needs"`
	Required    string        `json:"required_per_month" doc:"what each remaining month must bring; empty where that means nothing"`
	Best        string        `json:"best_per_month"`
	Parts       []string      `json:"parts" nullable:"false" doc:"codes of the targets it is broken down to"`
	Periods     []TargetMonth `json:"periods" nullable:"false" doc:"every release of the year"`
}

// TargetMonth is one release of a target's year.
type TargetMonth struct {
	Period      string  `json:"period" example:"2023-10"`
	Due         string  `json:"due" doc:"date by which the unit reports"`
	Released    string  `json:"released" doc:"date from which the official figure is expected"`
	Planned     string  `json:"planned" doc:"by the end of the period; empty where nothing is planned yet"`
	Operational *Figure `json:"operational,omitempty" doc:"调度数"`
	Official    *Figure `json:"official,omitempty" doc:"统计数"`
	Published   *Figure `json:"published,omitempty" doc:"公开数"`
}

// Figure is one observation.
type Figure struct {
	Value    string `json:"value" doc:"in the display unit; empty was filed as not available"`
	Standing string `json:"standing" doc:"claimed (filed), held (in question, counts nowhere), approved (by its unit), verified, returned (counts nowhere)"`
	Vintage  string `json:"vintage" doc:"preliminary, revised, final; empty for operational figures"`
	Revision int64  `json:"revision" doc:"of the report it came with"`
	Released string `json:"released" doc:"date of the release"`
	Source   string `json:"source"`
}

type targetsInput struct {
	Lang
	Moment
	Paging
	Action    string `query:"action" maxLength:"81" doc:"code, or PROGRAMME:CODE where several running programmes have that code"`
	Unit      string `query:"unit" maxLength:"40" doc:"whose figure it is: code"`
	Indicator string `query:"indicator" maxLength:"40" doc:"code"`
	Light     string `query:"light" enum:"unknown,done,on-track,behind,far-behind"`
}

type targetInput struct {
	Lang
	Moment
	Code string `path:"code" maxLength:"40" doc:"code of the target"`
}

func (s *service) targets(ctx context.Context, w app.Who, in *targetsInput) (reply[BoardPage[Target]], error) {
	j, err := s.judge(ctx, w, in.Moment)
	if err != nil {
		return reply[BoardPage[Target]]{}, err
	}
	n := names{j.Snapshot()}
	var action core.ActionID
	if in.Action != "" {
		a, err := app.ActionAt(n.s, "action", in.Action)
		if err != nil {
			return reply[BoardPage[Target]]{}, err
		}
		action = a.ID
	}
	var wanted []*plan.Target
	for i := range n.s.Book().Targets {
		t := &n.s.Book().Targets[i]
		if (action == "" || t.Action == action) && in.wants(n, t, j.Light(t.ID)) {
			wanted = append(wanted, t)
		}
	}
	page, err := paged(wanted, func(t *plan.Target) string { return t.Code }, in.Paging, func(t *plan.Target) Target {
		r, _ := j.Result(t.ID)
		return targetOf(n, t, &r)
	})
	return reply[BoardPage[Target]]{BoardPage[Target]{Seq: int64(n.s.Seq()), Period: j.At.String(), Page: page}}, err
}

func (in *targetsInput) wants(n names, t *plan.Target, light progress.Light) bool {
	return (in.Light == "" || light.String() == in.Light) &&
		(in.Unit == "" || n.unitCode(t.Unit) == in.Unit) &&
		(in.Indicator == "" || n.indicatorCode(t.Indicator) == in.Indicator)
}

func (s *service) target(ctx context.Context, w app.Who, in *targetInput) (reply[TargetDetail], error) {
	j, err := s.judge(ctx, w, in.Moment)
	if err != nil {
		return reply[TargetDetail]{}, err
	}
	n := names{j.Snapshot()}
	t, ok := n.target(in.Code)
	if !ok {
		return reply[TargetDetail]{}, access.Missing()
	}
	r, _ := j.Result(t.ID)
	x, known := n.s.Indicator(t.Indicator)
	if !known {
		x = &plan.Indicator{}
	}
	out := detailOfTarget(n, t, x, &r)
	course, _ := j.Trajectory(t.ID)
	for _, p := range x.Periods(int(t.Year)) {
		out.Periods = append(out.Periods, monthOf(n, t, x, p, course.At(int(p.To))))
	}
	for _, d := range n.s.Dimensions(t.ID) {
		for _, part := range n.s.Parts(t.ID, d) {
			out.Parts = append(out.Parts, part.Code)
		}
	}
	return reply[TargetDetail]{out}, nil
}

func targetOf(n names, t *plan.Target, r *progress.Result) Target {
	out := Target{Code: t.Code, Action: n.actionCode(t.Action), Indicator: n.indicatorCode(t.Indicator), Unit: n.unitCode(t.Unit),
		Owner: n.unitCode(progress.Owner(t)), Reporter: n.unitCode(t.Reporter()), Parent: n.targetCode(t.Parent), Dimension: t.Dimension,
		Year: t.Year, Binding: t.Kind == plan.Binding, Reference: t.Reference, Light: r.Light.String(), Phase: r.Phase.String(), Turn: string(r.Turn),
		Period: r.Period.String(), Basis: string(r.Basis), Standing: string(r.Standing), Unverified: r.Unverified(), Completion: r.Completion.Fraction(),
		Newer: each(r.Newer, core.Period.String), Specimen: t.Specimen, Ref: core.Ref{Kind: "target", ID: string(t.ID)}.String()}
	if p, ok := n.s.Programme(t.Programme); ok {
		out.Programme = p.Code
	}
	x, ok := n.s.Indicator(t.Indicator)
	if !ok {
		return out
	}
	out.Name, out.NameEn, out.Measure = x.Name, x.NameEn, x.Measure()
	out.Value, out.Planned, out.Ceiling, out.Actual = shown(t.Value, x), shown(r.Planned, x), shown(r.Ceiling, x), shown(r.Actual, x)
	out.Reached, out.ReachedBy = shown(r.Reached.Actual, x), r.Reached.Period.String()
	out.Gap, out.YearGap, out.Why = shown(r.Gap, x), shown(r.YearGap, x), whyOf(app.ReasonOf(r.Why, x))
	return out
}

func detailOfTarget(n names, t *plan.Target, x *plan.Indicator, r *progress.Result) TargetDetail {
	out := TargetDetail{Target: targetOf(n, t, r), High: shown(t.High, x), Floor: shown(t.Floor, x), Stretch: shown(t.Stretch, x),
		Weight: t.Weight.String(), Lead: n.unitCode(t.Lead), Supporting: []string{}, Supervising: n.unitCode(t.Supervising),
		Rule: string(r.Rule), RuleVersion: r.RuleVersion, Parts: []string{}, Periods: []TargetMonth{}}
	out.Missing = each(r.Missing, core.Period.String)
	if t.Original.Known() && t.Original != t.Value {
		out.Original = shown(t.Original, x)
	}
	if t.Supporting != "" {
		out.Supporting = each(strings.Split(t.Supporting, ","), func(id string) string { return n.unitCode(core.UnitID(id)) })
	}
	if r.Required.Known {
		out.Required, out.Best = shown(r.Required.PerMonth, x), shown(r.Required.Best, x)
	}
	return out
}

func monthOf(n names, t *plan.Target, x *plan.Indicator, p core.Period, planned core.Quantity) TargetMonth {
	figure := func(b report.Basis) *Figure {
		o, ok := n.s.Observation(x.ID, t.Unit, p, b)
		if !ok {
			return nil
		}
		f := figureOf(o, x)
		return &f
	}
	return TargetMonth{Period: p.String(), Due: string(x.Due(p)), Released: string(x.Released(p)), Planned: shown(planned, x),
		Operational: figure(report.Operational), Official: figure(report.Official), Published: figure(report.Published)}
}

func figureOf(o report.Observation, x *plan.Indicator) Figure {
	return Figure{Value: shown(o.Value, x), Standing: string(o.Standing), Vintage: string(o.Vintage),
		Revision: o.Revision, Released: string(o.Released), Source: o.Source}
}

// whyOf gives the reason's numbers as the rest of the answer does.
func whyOf(r app.Reason) Why { return Why{Key: r.Key, Args: r.Args} }
