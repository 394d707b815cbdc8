package api

import (
	"context"
	"net/http"
	"strconv"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
)

// Moment says what is looked at.
type Moment struct {
	AsOf   string `query:"as_of" maxLength:"40" doc:"as known at: a ledger number, RFC 3339, a local minute 2023-11-01T18:00 or a date, whose end is meant; empty is now"`
	Period string `query:"period" maxLength:"20" doc:"judged at this month; empty is the last month whose reports are due" example:"2023-10"`
}

type momentInput struct {
	Lang
	Moment
}

// Board is the whole board in figures.
type Board struct {
	Seq     int64    `json:"seq" doc:"ledger entry up to which the board knows"`
	Period  string   `json:"period" doc:"month at which it was judged" example:"2023-10"`
	Today   string   `json:"today" doc:"date on which it was judged" example:"2023-11-14"`
	Actions []Action `json:"actions" nullable:"false"`
	Gaps    []Gap    `json:"gaps" nullable:"false" doc:"targets and tasks that are short, the gravest first"`
}

// Action is one action with its roll-up.
type Action struct {
	Programme  string         `json:"programme" doc:"code"`
	Code       string         `json:"code" example:"A01"`
	Name       string         `json:"name"`
	Short      string         `json:"short"`
	Light      string         `json:"light" enum:"unknown,done,on-track,behind,far-behind" doc:"that of its worst binding target"`
	LightOf    string         `json:"light_of" enum:"binding,expected,tasks,none" doc:"whose worst light it is"`
	Lag        float64        `json:"lag_points" doc:"percentage points by which completion lies below planned although the light is on track or done; 0 where it is less than 5"`
	Completion *float64       `json:"completion" doc:"weighted mean of min(completion, 1) over flow targets and tasks, a fraction of one; null where there is none"`
	Planned    *float64       `json:"planned" doc:"what should be complete to date, weighted as completion is; a fraction of one"`
	Lights     map[string]int `json:"lights" doc:"how many of its targets have which light"`
	TaskLights map[string]int `json:"task_lights" doc:"how many of its tasks have which light"`
	Met        int            `json:"met" doc:"how many of judged are met"`
	Judged     int            `json:"judged" doc:"growth, rates, ranks, stocks and ceilings that could be judged"`
	Unfiled    int            `json:"unfiled" doc:"targets without a figure that was asked for: amounts count 0, others as not met"`
	Waiting    int            `json:"waiting" doc:"targets whose figure is filed and does not count yet: amounts count 0, others as not met"`
	Unverified int            `json:"unverified" doc:"targets judged on a figure that nobody has verified"`
}

// Gap is one target or task that is short.
type Gap struct {
	Kind      string `json:"kind" enum:"target,task"`
	Target    string `json:"target" doc:"code; empty for a task" example:"T0101"`
	Programme string `json:"programme" doc:"code of the action's programme"`
	Action    string `json:"action" doc:"code, its own within the programme"`
	Measured  string `json:"indicator" doc:"code; empty for a task"`
	Name      string `json:"name" doc:"the indicator's or the task's name"`
	Unit      string `json:"unit" doc:"name of the unit whose figure it is, or that leads the task"`
	Owner     string `json:"owner" doc:"name of the unit that answers for it"`
	Light     string `json:"light" enum:"unknown,done,on-track,behind,far-behind"`
	Period    string `json:"period" doc:"the judged release; of a task the judged month"`
	Phase     string `json:"phase" doc:"judged, or why there is no figure: overdue, not-available, incomplete, too-large; filed and not counted yet: questioned, waiting"`
	Turn      string `json:"turn" enum:",reporter,approver,verifier" doc:"whose step a filed figure waits for before it counts; reporter: it was imported and its unit has to file it; empty where none"`
	TurnUnit  string `json:"turn_unit" doc:"name of that unit"`
	Basis     string `json:"basis" doc:"operational, official or published; empty without a figure"`
	Standing  string `json:"standing" doc:"claimed (filed), held (in question, counts nowhere), approved (by its unit), verified, returned (counts nowhere)"`
	Marked    bool   `json:"unverified" doc:"stands on a figure that nobody has verified"`
	Planned   string `json:"planned" doc:"to date, in measure; of a range its lower end"`
	Ceiling   string `json:"planned_ceiling" doc:"of a planned range its upper end, in measure; else empty"`
	Actual    string `json:"actual" doc:"to date, in measure"`
	Short     string `json:"short" doc:"to date, in measure; points for rates, places for ranks"`
	YearLeft  string `json:"year_left" doc:"still missing of the year's value, in measure"`
	Apart     string `json:"parts_apart" doc:"what the figures of its parts leave of its own, in measure; empty where they add up"`
	Measure   string `json:"measure" doc:"unit of measure" example:"亿元"`
	Required  string `json:"required_per_month" doc:"what each remaining month must bring, in measure; empty where that means nothing"`
	Best      string `json:"best_per_month" doc:"the best month ever, in measure"`
	Rule      string `json:"rule" doc:"identifier of the light rule"`
	Why       Why    `json:"why" doc:"what the light was computed from"`

	Task *TaskGap `json:"task,omitempty" doc:"of a task; absent for a target"`
}

// TaskGap is how far behind a task is, and what comes next.
type TaskGap struct {
	Code       string   `json:"code"`
	Milestones int      `json:"milestones"`
	Done       int      `json:"done" doc:"milestones reached"`
	Overdue    int      `json:"overdue" doc:"milestones due and not reached"`
	Days       int      `json:"days_overdue" doc:"of the earliest of them; of a task without milestones, of its date"`
	Told       *float64 `json:"told" doc:"what its unit last reported as done, a fraction of one; null where it reported none"`
	Asked      *float64 `json:"asked" doc:"what its dates ask by the end of the period, a fraction of one; null without dates"`
	Next       string   `json:"next_milestone" doc:"name of the earliest not reached"`
	NextEn     string   `json:"next_milestone_en"`
	NextDue    string   `json:"next_due" doc:"its date; of a task without milestones its own"`
	Blocked    string   `json:"blocked" doc:"what its unit says it waits for"`
	NextStep   string   `json:"next_step" doc:"what its unit says it does next"`
}

// Correction is a later revision of a filed sheet, or of a released figure without a
// new vintage, for which a reason was given.
type Correction struct {
	Unit      string `json:"unit" doc:"code"`
	Indicator string `json:"indicator" doc:"code of the released figure; empty of a sheet"`
	Month     string `json:"month" doc:"of a released figure its release" example:"2023-09"`
	Revision  int64  `json:"revision" doc:"2 is the first correction"`
	Reason    string `json:"reason"`
	At        string `json:"at" doc:"when it was filed or entered"`
	Seq       int64  `json:"seq" doc:"its ledger entry"`
	Ref       string `json:"ref" doc:"for GET /ledger/history"`
}

type correctionsInput struct {
	Lang
	Moment
	Paging
}

// Unit is a body of the district.
type Unit struct {
	Code   string `json:"code" example:"FGJ"`
	Name   string `json:"name"`
	NameEn string `json:"name_en"`
	Kind   string `json:"kind" enum:"district,department,zone,town,enterprise,taskforce"`
	Parent string `json:"parent" doc:"code; empty for the district"`
	From   string `json:"from" doc:"first day; empty is open"`
	To     string `json:"to" doc:"last day; empty is open"`
	Ref    string `json:"ref" doc:"for GET /ledger/history" example:"unit:0123456789abcdef"`
}

type gapsInput struct {
	Lang
	Moment
	Paging
	Action string `query:"action" maxLength:"81" doc:"only of this action: code, or PROGRAMME:CODE where several running programmes have that code"`
	Unit   string `query:"unit" maxLength:"40" doc:"only whose figure this unit's is: code"`
}

type unitsInput struct {
	Lang
	Paging
	AsOf string `query:"as_of" maxLength:"40" doc:"as known at; empty is now"`
}

func (s *service) boardOperations(t *table) {
	read := func(path, id, summary string) operation {
		return operation{Method: http.MethodGet, Path: path, ID: id, Tag: "board", Summary: summary, May: access.ViewBoard}
	}
	register(t, read("/board", "get-board", "Actions and gaps at a moment"), s.board)
	register(t, read("/actions", "list-actions", "Actions with their lights and completion"), s.actions)
	register(t, read("/gaps", "list-gaps", "What is short, of what, whose, and what would make it up"), s.gaps)
	register(t, read("/corrections", "list-corrections", "Corrections of filed reports, newest first; a report corrected twice is there twice"), s.corrections)
	register(t, read("/units", "list-units", "Units of the district, each after its parent"), s.units)
	register(t, read("/targets", "list-targets", "Targets with their judgement, by code"), s.targets)
	register(t, read("/targets/{code}", "get-target", "One target with its planned and actual figure for every release"), s.target)
}

// momentOf reads the parameters.
func momentOf(in Moment) (app.Moment, error) {
	m := app.Moment{AsOf: in.AsOf}
	if in.Period == "" {
		return m, nil
	}
	var err error
	m.Month, err = month("period", in.Period)
	return m, err
}

// asked names app's field as the parameter is called.
func asked(err error) error { return renamed(err, map[string]string{"as-of": "as_of"}) }

func (s *service) summary(ctx context.Context, w app.Who, in Moment) (app.Summary, error) {
	m, err := momentOf(in)
	if err != nil {
		return app.Summary{}, err
	}
	sum, err := s.app.Summary(ctx, w, m)
	return sum, asked(err)
}

func (s *service) judge(ctx context.Context, w app.Who, in Moment) (app.Judged, error) {
	m, err := momentOf(in)
	if err != nil {
		return app.Judged{}, err
	}
	j, err := s.app.Judge(ctx, w, m)
	return j, asked(err)
}

func (s *service) board(ctx context.Context, w app.Who, in *momentInput) (reply[Board], error) {
	sum, err := s.summary(ctx, w, in.Moment)
	if err != nil {
		return reply[Board]{}, err
	}
	return reply[Board]{Board{Seq: int64(sum.Seq), Period: sum.Period, Today: string(sum.Today),
		Actions: each(sum.Actions, actionOf), Gaps: each(sum.Gaps, gapOf)}}, nil
}

func (s *service) actions(ctx context.Context, w app.Who, in *momentInput) (reply[BoardPage[Action]], error) {
	sum, err := s.summary(ctx, w, in.Moment)
	if err != nil {
		return reply[BoardPage[Action]]{}, err
	}
	return reply[BoardPage[Action]]{BoardPage[Action]{Seq: int64(sum.Seq), Period: sum.Period,
		Page: Page[Action]{Items: each(sum.Actions, actionOf)}}}, nil
}

func (s *service) gaps(ctx context.Context, w app.Who, in *gapsInput) (reply[BoardPage[Gap]], error) {
	var none reply[BoardPage[Gap]]
	sum, err := s.summary(ctx, w, in.Moment)
	if err != nil {
		return none, err
	}
	unit, err := s.unitName(ctx, w, in.Unit)
	if err != nil {
		return none, err
	}
	action, err := s.actionIn(ctx, w, in.Moment, in.Action)
	if err != nil {
		return none, err
	}
	var wanted []app.GapSummary
	for _, g := range sum.Gaps {
		if action.meant(g.Programme, g.Action) && (unit == "" || g.Unit == unit) {
			wanted = append(wanted, g)
		}
	}
	page, err := paged(wanted, func(g app.GapSummary) string { return g.Kind + " " + g.Code }, in.Paging, gapOf)
	return reply[BoardPage[Gap]]{BoardPage[Gap]{Seq: int64(sum.Seq), Period: sum.Period, Page: page}}, err
}

func (s *service) corrections(ctx context.Context, w app.Who, in *correctionsInput) (reply[Page[Correction]], error) {
	var none reply[Page[Correction]]
	j, err := s.judge(ctx, w, in.Moment)
	if err != nil {
		return none, err
	}
	all, err := s.app.Corrections(ctx, w, j)
	if err != nil {
		return none, err
	}
	n := names{j.Snapshot()}
	page, err := paged(all, func(c app.Correction) string { return strconv.FormatInt(int64(c.Seq), 10) + " " + c.Ref.String() }, in.Paging, func(c app.Correction) Correction {
		out := Correction{Unit: n.unitCode(c.Unit), Month: c.Period, Revision: c.Revision, Reason: c.Reason, At: moment(c.At), Seq: int64(c.Seq), Ref: c.Ref.String()}
		if x, ok := n.s.Indicator(c.Indicator); ok {
			out.Indicator = x.Code
		}
		return out
	})
	return reply[Page[Correction]]{page}, err
}

// unitName is a unit's name by its code; "" for none.
func (s *service) unitName(ctx context.Context, w app.Who, code string) (string, error) {
	if code == "" {
		return "", nil
	}
	u, err := s.app.UnitByCode(ctx, w, code)
	return u.Name, err
}

// actionCodes are an action's programme and code; none are any action.
type actionCodes struct{ programme, code string }

func (c actionCodes) meant(programme, code string) bool {
	return c == actionCodes{} || c == actionCodes{programme, code}
}

// actionIn finds the action that a question about a moment names.
func (s *service) actionIn(ctx context.Context, w app.Who, in Moment, address string) (actionCodes, error) {
	if address == "" {
		return actionCodes{}, nil
	}
	j, err := s.judge(ctx, w, in)
	if err != nil {
		return actionCodes{}, err
	}
	a, err := app.ActionAt(j.Snapshot(), "action", address)
	if err != nil {
		return actionCodes{}, err
	}
	out := actionCodes{code: a.Code}
	if p, ok := j.Snapshot().Programme(a.Programme); ok {
		out.programme = p.Code
	}
	return out, nil
}

func (s *service) units(ctx context.Context, w app.Who, in *unitsInput) (reply[Page[Unit]], error) {
	j, err := s.judge(ctx, w, Moment{AsOf: in.AsOf})
	if err != nil {
		return reply[Page[Unit]]{}, err
	}
	n := names{j.Snapshot()}
	var all []plan.Unit
	for _, root := range n.s.Children("") {
		for _, id := range n.s.Below(root) {
			if u, ok := n.s.Unit(id); ok {
				all = append(all, *u)
			}
		}
	}
	page, err := paged(all, func(u plan.Unit) string { return u.Code }, in.Paging, func(u plan.Unit) Unit {
		return Unit{Code: u.Code, Name: u.Name, NameEn: u.NameEn, Kind: string(u.Kind), Parent: n.unitCode(u.Parent),
			From: string(u.From), To: string(u.To), Ref: core.Ref{Kind: "unit", ID: string(u.ID)}.String()}
	})
	return reply[Page[Unit]]{page}, err
}

func actionOf(a app.ActionSummary) Action {
	return Action{Programme: a.Programme, Code: a.Code, Name: a.Name, Short: a.Short, Light: a.Light.String(),
		Completion: a.Completion, Lights: a.Lights, TaskLights: a.TaskLights, LightOf: a.LightOf, Lag: a.Lag, Met: a.Met, Judged: a.Judged,
		Planned: a.Planned, Unfiled: a.Unfiled, Waiting: a.Waiting, Unverified: a.Unverified}
}

func gapOf(g app.GapSummary) Gap {
	out := Gap{Kind: g.Kind, Target: g.Code, Programme: g.Programme, Action: g.Action, Measured: g.Indicator, Name: g.Name, Unit: g.Unit, Owner: g.Owner,
		Light: g.Light.String(), Period: g.Period, Basis: g.Basis, Standing: g.Standing, Phase: g.Phase, Turn: string(g.Turn), TurnUnit: g.TurnUnit, Marked: g.Marked, Apart: g.Apart, Planned: g.Planned, Ceiling: g.Ceiling, Actual: g.Actual,
		Short: g.Short, YearLeft: g.YearLeft, Measure: g.Measure, Required: g.Required, Best: g.Best, Rule: g.Rule, Why: whyOf(g.Why)}
	if k := g.Task; k != nil {
		out.Target = ""
		out.Task = &TaskGap{Code: g.Code, Milestones: k.Milestones, Done: k.Done, Overdue: k.Overdue, Days: k.Days, Told: k.Told, Asked: k.Asked,
			Next: k.Next, NextEn: k.NextEn, NextDue: string(k.NextDue), Blocked: k.Blocked, NextStep: k.NextStep}
	}
	return out
}
