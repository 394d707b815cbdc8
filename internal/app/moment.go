package app

import (
	"context"
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
	AsOf core.Seq // 0 is now
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
	month := m.Month
	if month.IsZero() {
		month = dueMonth(s, today)
	}
	return Judged{View: s.View(month, today), AsOf: seq}, nil
}

// dayOf is the calendar day of a past moment: the time asked for, or that of the entry.
func (a *App) dayOf(ctx context.Context, d core.DistrictID, text string, seq core.Seq) (core.Date, error) {
	if _, isSeq := digits(text); !isSeq {
		t, err := a.localTime(d, text)
		return core.InstantOf(t).Date(a.Zone(d)), err
	}
	e, err := a.entryTime(ctx, d, seq)
	return e.Date(a.Zone(d)), err
}

// dueMonth is the last month for which some report has fallen due by today, kept
// inside the years of the active programmes.
func dueMonth(s *board.Snapshot, today core.Date) core.Period {
	last := core.Month(today.Year(), today.Month())
	if last.From == 1 {
		last = core.Month(int(last.Year)-1, 12)
	} else {
		last = core.Month(int(last.Year), int(last.From)-1)
	}
	var first, end int64
	for _, p := range s.Book().Programmes {
		if p.State != plan.Active {
			continue
		}
		if first == 0 || p.StartYear < first {
			first = p.StartYear
		}
		end = max(end, p.EndYear, p.StartYear)
	}
	switch year := int64(last.Year); {
	case first != 0 && year < first:
		return core.Month(int(first), 1)
	case end != 0 && year > end:
		return core.Month(int(end), 12)
	}
	return last
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
	Short      string         `json:"short"`
	Light      progress.Light `json:"light"`
	Completion *float64       `json:"completion"` // null when there is none
	Lights     map[string]int `json:"lights"`
	Met        int            `json:"met"`
	Judged     int            `json:"judged"`
}

// GapSummary is one gap of the board.
type GapSummary struct {
	Code      string         `json:"code"`
	Action    string         `json:"action"`
	Indicator string         `json:"indicator"`
	Name      string         `json:"name"`
	Unit      string         `json:"unit"`
	Owner     string         `json:"owner"`
	Light     progress.Light `json:"light"`
	Period    string         `json:"period"`
	Basis     string         `json:"basis"`
	Standing  string         `json:"standing"`
	Planned   string         `json:"planned"`
	Actual    string         `json:"actual"`
	Short     string         `json:"short"`
	YearLeft  string         `json:"year_left"`
	Measure   string         `json:"measure"` // unit of measure of the four figures
	Required  string         `json:"required_per_month"`
	Best      string         `json:"best_per_month"`
	Rule      string         `json:"rule"`
}

// CompletionText prints the completion for a listing.
func (x ActionSummary) CompletionText() string {
	if x.Completion == nil {
		return "—"
	}
	return strconv.FormatFloat(*x.Completion*100, 'f', 1, 64) + "%"
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
			out.Actions = append(out.Actions, actionSummary(p.Code, r))
		}
	}
	for _, g := range j.Gaps() {
		out.Gaps = append(out.Gaps, gapSummary(s, g))
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
		return out, errs.Field("target", "report.not-due")
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
