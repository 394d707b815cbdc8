package app

import (
	"context"
	"slices"
	"strconv"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/progress"
)

// Moment says what is looked at: as known when (AsOf, "" is now) and judged at
// which month (zero is the last month whose reports are due).
type Moment struct {
	AsOf  string // as ParseMoment reads it
	Month core.Period
}

// Judged is a board at a moment.
type Judged struct {
	*board.View
	AsOf core.Seq  // 0 is now
	Day  core.Date // on which units, posts and who stands where are read
}

// Judge finds the board of a moment. Today's date is the district's, or the day
// of the past entry.
func (a *App) Judge(ctx context.Context, w Who, m Moment) (Judged, error) {
	seq, err := a.ParseMoment(ctx, w.District, m.AsOf)
	if err != nil {
		return Judged{}, err
	}
	s, err := a.wholeAsOf(ctx, w.District, seq)
	if err != nil {
		return Judged{}, err
	}
	today := a.Today(w.District)
	if seq != 0 {
		if today, err = a.dayOf(ctx, w.District, m.AsOf, seq); err != nil {
			return Judged{}, err
		}
	}
	s = a.seen(w, s)
	month, last := m.Month, judgedMonth(s, today)
	if month.IsZero() {
		month = last
	} else if err := inProgramme(s, "period", month); err != nil {
		return Judged{}, err
	}
	day := today // of units' names and places: an earlier month is read as it was then
	if month.LastDay() < last.LastDay() {
		day = month.LastDay()
	}
	s = s.On(day)
	return Judged{View: s.View(month, today), AsOf: seq, Day: day}, nil
}

// dayOf is the calendar day of a past moment: the time asked for, or that of the entry.
func (a *App) dayOf(ctx context.Context, d core.DistrictID, text string, seq core.Seq) (core.Date, error) {
	text = plainMoment(text)
	if _, isSeq := digits(text); !isSeq {
		t, err := a.localTime(d, text)
		return core.InstantOf(t).Date(a.Zone(d)), err
	}
	e, err := a.entryTime(ctx, d, seq)
	return e.Date(a.Zone(d)), err
}

// judgedMonth is the month at which a board is judged when none is asked for: the
// last that is over and whose reports have fallen due by today.
func judgedMonth(s *board.Snapshot, today core.Date) core.Period {
	month := dueMonth(s, today)
	for month.To > 1 && s.Awaits(month, today) {
		month = core.Month(int(month.Year), int(month.To)-1)
	}
	return month
}

// dueMonth is the last month that is over, whose sheets are being filled in.
func dueMonth(s *board.Snapshot, today core.Date) core.Period {
	last := core.Month(today.Year(), today.Month())
	if last.From == 1 {
		return clamped(s, core.Month(int(last.Year)-1, 12))
	}
	return clamped(s, core.Month(int(last.Year), int(last.From)-1))
}

// clamped keeps a month inside the years of the active programmes.
func clamped(s *board.Snapshot, month core.Period) core.Period {
	first, end := years(s, func(p *plan.Programme) bool { return p.State == plan.Active })
	switch year := int64(month.Year); {
	case first != 0 && year < first:
		return core.Month(int(first), 1)
	case end != 0 && year > end:
		return core.Month(int(end), 12)
	}
	return month
}

// years is the first and the last year of some programmes; 0 when there are none.
func years(s *board.Snapshot, of func(*plan.Programme) bool) (first, end int64) {
	for i := range s.Book().Programmes {
		p := &s.Book().Programmes[i]
		if !of(p) {
			continue
		}
		if first == 0 || p.StartYear < first {
			first = p.StartYear
		}
		end = max(end, p.EndYear, p.StartYear)
	}
	return first, end
}

// inProgramme refuses a month outside the years of all programmes: nothing was
// planned for it, and an empty board would look like a quiet one.
func inProgramme(s *board.Snapshot, field string, month core.Period) error {
	first, end := shownYears(s)
	if year := int64(month.Year); first != 0 && (year < first || year > end) {
		return errs.Field(field, "period.outside", "value", month.String(), "first", strconv.FormatInt(first, 10), "last", strconv.FormatInt(end, 10))
	}
	return nil
}

// shownYears is the first and the last year of all programmes but drafts.
func shownYears(s *board.Snapshot) (first, end int64) {
	return years(s, func(p *plan.Programme) bool { return p.State != plan.Draft })
}

// Months lists the months at which the board is offered to be seen. Of programmes
// that lie in one year they are its twelve; of several years those that have begun,
// newest first, and the month that is shown.
func (j Judged) Months() []core.Period {
	first, end := shownYears(j.Snapshot())
	var out []core.Period
	if first == end { // or no programme at all
		for month := 1; month <= 12; month++ {
			out = append(out, core.Month(int(j.At.Year), month))
		}
		return out
	}
	for year := int(end); year >= int(first); year-- {
		for month := 12; month >= 1; month-- {
			if p := core.Month(year, month); p == j.At || core.Date(p.String()+"-01") <= j.Today {
				out = append(out, p)
			}
		}
	}
	return out
}

// Summary is the board in figures, as scripts read it. Quantities are canonical
// decimals in the indicator's display unit; shares are fractions of one.
type Summary struct {
	Seq     core.Seq        `json:"seq"`
	Period  string          `json:"period"`
	Today   core.Date       `json:"today"`
	Actions []ActionSummary `json:"actions"`
	Gaps    []GapSummary    `json:"gaps"`
}

// ActionSummary is one action of the board.
type ActionSummary struct {
	Programme  string         `json:"programme"`
	Code       string         `json:"code"`
	Name       string         `json:"name"`
	NameEn     string         `json:"name_en"` // "" where none was given
	Short      string         `json:"short"`
	Light      progress.Light `json:"light"`
	Completion *float64       `json:"completion"` // null when there is none
	Planned    *float64       `json:"planned"`    // what should be complete, weighted as the completion is
	LightOf    string         `json:"light_of"`   // whose worst light it is: binding, expected, tasks, none
	Lag        float64        `json:"lag_points"` // by which completion lies below planned where the light is on track or done; 0 where it hardly does
	Lights     map[string]int `json:"lights"`
	TaskLights map[string]int `json:"task_lights"`
	Met        int            `json:"met"`
	Judged     int            `json:"judged"`
	Unfiled    int            `json:"unfiled"`    // targets without a figure that was asked for: amounts count 0, others as not met
	Waiting    int            `json:"waiting"`    // targets whose figure is filed and does not count yet: counted likewise
	Unverified int            `json:"unverified"` // targets judged on a figure that nobody has verified

	ProgrammeName   string `json:"-"`
	ProgrammeNameEn string `json:"-"`
}

// GapSummary is one gap of the board: of a target, or of a task, which has Task and
// no figures.
type GapSummary struct {
	Kind       string         `json:"kind"` // target or task
	Code       string         `json:"code"`
	Programme  string         `json:"programme"`
	Action     string         `json:"action"`
	Indicator  string         `json:"indicator"`
	Name       string         `json:"name"`
	NameEn     string         `json:"name_en"`
	Unit       string         `json:"unit"`
	UnitEn     string         `json:"unit_en"`
	Owner      string         `json:"owner"`
	OwnerEn    string         `json:"owner_en"`
	Light      progress.Light `json:"light"`
	Period     string         `json:"period"`
	Phase      string         `json:"phase"` // judged, or why there is no figure: overdue, not-available …
	Turn       progress.Turn  `json:"turn"`  // whose step a filed figure waits for before it counts; "" where none
	TurnUnit   string         `json:"turn_unit"`
	TurnUnitEn string         `json:"turn_unit_en"`
	Basis      string         `json:"basis"`
	Standing   string         `json:"standing"`
	Marked     bool           `json:"unverified"`      // stands on a figure that nobody has verified
	Planned    string         `json:"planned"`         // of a range its lower end
	Ceiling    string         `json:"planned_ceiling"` // of a range its upper end
	Actual     string         `json:"actual"`
	Short      string         `json:"short"`
	YearLeft   string         `json:"year_left"`
	Apart      string         `json:"parts_apart"` // what the parts' figures leave of the whole's, where they do not add up
	Measure    string         `json:"measure"`     // unit of measure of the figures
	Decimals   int64          `json:"decimals"`    // places that pages show
	Required   string         `json:"required_per_month"`
	Best       string         `json:"best_per_month"`
	Rule       string         `json:"rule"`
	Why        Reason         `json:"why"`
	Task       *TaskGap       `json:"task,omitempty"`

	Points bool `json:"-"` // Short is in percentage points
	Places bool `json:"-"` // Short is in places of a ranking
}

// Reason is the reason of a light, from which a hand calculation gives it: which
// comparison decided, and its numbers, amounts in the display unit and shares as
// fractions of one.
type Reason struct {
	Key  string            `json:"key"`
	Args map[string]string `json:"args"`
}

// TaskGap is how far behind a task is, and what comes next. Shares are fractions of
// one.
type TaskGap struct {
	Milestones int       `json:"milestones"`
	Done       int       `json:"done"`
	Overdue    int       `json:"overdue"`      // milestones due and not done
	Days       int       `json:"days_overdue"` // of the earliest of them; of a task without any, of its date
	Told       *float64  `json:"told"`         // what its unit last reported as done; null where it reported none
	Asked      *float64  `json:"asked"`        // what its dates ask by the end of the period; null without dates
	Next       string    `json:"next_milestone"`
	NextEn     string    `json:"next_milestone_en"`
	NextDue    core.Date `json:"next_due"`
	Blocked    string    `json:"blocked"`   // what its unit says it waits for
	NextStep   string    `json:"next_step"` // what its unit says it does next
}

// CompletionText prints the completion for a listing, as the front page does.
func (x ActionSummary) CompletionText() string {
	if x.Completion == nil {
		return "—"
	}
	return strconv.FormatFloat(*x.Completion*100, 'f', 0, 64) + "%"
}

// Summary gives the board of a moment.
func (a *App) Summary(ctx context.Context, w Who, m Moment) (Summary, error) {
	if err := a.anywhere(w, access.ViewBoard); err != nil {
		return Summary{}, err
	}
	j, err := a.Judge(ctx, w, m)
	if err != nil {
		return Summary{}, err
	}
	s := j.Snapshot()
	out := Summary{Seq: s.Seq(), Period: j.At.String(), Today: j.Today, Actions: []ActionSummary{}, Gaps: []GapSummary{}}
	for _, p := range s.Book().Programmes {
		if p.State == plan.Draft {
			continue
		}
		for _, r := range j.Actions(p.ID) {
			out.Actions = append(out.Actions, actionSummary(&p, r))
		}
	}
	for _, g := range j.Gaps() {
		out.Gaps = append(out.Gaps, gapSummary(j, g))
	}
	return out, nil
}

// LineWords name a figure from the shell: by a target that reads it, or by
// indicator and unit; the period may be a month or a release.
type LineWords struct {
	Target, Indicator, Unit, Period string
}

// FoundLine is the figure meant, and who reports it in which month.
type FoundLine struct {
	Indicator core.IndicatorID
	Unit      core.UnitID
	Period    core.Period
	Month     core.Period
	Reporter  core.UnitID
}

// FindLine finds the figure; each wrong word is named by its field.
func (a *App) FindLine(ctx context.Context, w Who, words LineWords) (FoundLine, error) {
	s, err := a.Seen(ctx, w)
	if err != nil {
		return FoundLine{}, err
	}
	out, err := a.figureOf(s, words)
	if err != nil {
		return out, err
	}
	x, _ := s.Indicator(out.Indicator)
	month := dueMonth(s, a.Today(w.District))
	if words.Period != "" {
		p, err := core.ParsePeriod(words.Period)
		if err != nil {
			return out, errs.Field("period", "period.malformed", "value", words.Period)
		}
		month = p.End()
	}
	release, ok := x.Period(int(month.Year), int(month.To))
	if !ok {
		return out, errs.Field("period", "report.not-a-release", "period", month.String())
	}
	out.Period, out.Month = release, month
	if out.Reporter, ok = s.Reporter(out.Indicator, out.Unit, month); !ok {
		field := "indicator"
		if words.Target != "" {
			field = "target"
		}
		if slices.ContainsFunc(s.Book().Targets, func(t plan.Target) bool { return t.Indicator == out.Indicator && t.Unit == out.Unit }) {
			field = "period" // it is asked for, in another year
		}
		return out, errs.Field(field, "report.not-due")
	}
	return out, nil
}

func (a *App) figureOf(s *board.Snapshot, words LineWords) (FoundLine, error) {
	if words.Target != "" {
		for _, t := range s.Book().Targets {
			if t.Code == words.Target {
				return FoundLine{Indicator: t.Indicator, Unit: t.Unit}, nil
			}
		}
		return FoundLine{}, errs.Field("target", "plan.no-such-target", "code", words.Target)
	}
	if words.Indicator == "" {
		return FoundLine{}, errs.Field("target", "report.target-or-indicator")
	}
	var out FoundLine
	for _, x := range s.Book().Indicators {
		if x.Code == words.Indicator || x.Name == words.Indicator {
			out.Indicator = x.ID
		}
	}
	if out.Indicator == "" {
		return out, errs.Field("indicator", "plan.no-such-indicator", "code", words.Indicator)
	}
	for _, u := range s.Book().Units {
		if u.Code == words.Unit || words.Unit == "" && u.Parent == "" || words.Unit != "" && u.Name == words.Unit {
			out.Unit = u.ID
		}
	}
	if out.Unit == "" {
		return out, errs.Field("unit", "plan.no-such-unit", "code", words.Unit)
	}
	return out, nil
}
