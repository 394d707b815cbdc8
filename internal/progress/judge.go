package progress

import (
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// Case is everything needed to judge one target: rows of the plan and the
// figures of its indicator at its unit.
type Case struct {
	Target    *plan.Target
	Indicator *plan.Indicator
	Programme *plan.Programme
	Rule      plan.Rule    // the one that applies; plan.DefaultRule when none is named
	Points    []plan.Point // of this target
	Figures   Figures      // of the target's year
	Before    []PastYear   // earlier years, in any order
}

// PastYear is an earlier year of the same series.
type PastYear struct {
	Year    int
	Figures Figures
}

// Result is a target's judgement at a month, ready to be shown and checked by
// hand. Quantities are in the indicator's storage unit; shares are millionths.
type Result struct {
	Target   core.TargetID
	Light    Light
	Phase    Phase
	Period   core.Period // the judged release; zero when none is due
	Basis    report.Basis
	Standing report.Standing // of a sum, that of the release that has come least far

	Value      core.Quantity // the year's value; less Base for a flow with a mid-year start
	Base       core.Quantity // planned for inherited months, counted on neither side; known only then
	Planned    core.Quantity // to date; of a range its lower end
	Ceiling    core.Quantity // of a planned range its upper end, see plan.Target.Ceiling; unknown where Planned is
	Actual     core.Quantity // to date
	Gap        core.Quantity // signed, negative is short: in points for rates, places for ranks
	YearGap    core.Quantity // signed distance from the year's value
	Ratio      Share         // what ByRatio compares; ceilings are turned over
	Completion Share         // actual ÷ year's value, above 1 possible; amounts done that are wanted only
	Elapsed    Share         // share of the target's time gone by at the judged release
	Met        bool          // nothing short to date
	Points     bool          // the gap is in points or places, there is no completion rate

	Reached  Reached       // where the judged release has no figure that counts: the latest one before it
	Newer    []core.Period // releases read here for which a newer figure is in question: the older one counts; set by the board
	Missing  []core.Period // due releases that the judgement needs and has no figure of that counts
	Turn     Turn          // whose step they wait for, where they are filed; see Unreported
	Shape    plan.Shape    // of the planned course, as really used
	FellBack bool          // last year's figures are incomplete: linear instead

	Rule        core.RuleID
	RuleVersion int64
	Revised     bool // the plan it is judged by was changed after the programme had begun
	Required    Required
	Why         Why
}

// Reached is the latest figure to date before a release that has none: shown with
// its own period, never compared with the plan of a later one. The zero Reached
// is none.
type Reached struct {
	Period   core.Period
	Basis    report.Basis
	Standing report.Standing
	Actual   core.Quantity // to date, in the indicator's storage unit
}

// Share is a ratio in millionths of one, or unknown.
type Share struct {
	Millionths int64
	Known      bool
}

// Unverified reports whether the judgement stands on a figure that nobody has
// verified yet: wherever it is shown, it is marked.
func (r *Result) Unverified() bool {
	return r.Actual.Known() && r.Standing != report.Verified
}

// Fraction is the share as a number of one; nil where it is unknown.
func (s Share) Fraction() *float64 {
	if !s.Known {
		return nil
	}
	f := float64(s.Millionths) / core.Scale
	return &f
}

func share(n int64) Share { return Share{Millionths: n, Known: true} }

// reduce gives the case's numbers. fellBack is set when last year's shape was
// wanted and could not be had.
func (c *Case) reduce() (terms Terms, table *Table, fellBack bool) {
	limits := LimitsOf(c.Rule)
	terms = NewTerms(c.Target, c.Indicator, c.Programme, &limits)
	if !terms.NeedsTable() {
		return terms, nil, false
	}
	if c.Target.Shape == plan.Typed {
		t := TypedTable(c.Target, c.Indicator, c.Points)
		return terms, &t, false
	}
	t, ok := LastYearTable(c.Target, c.Indicator, terms.Counts, c.lastYear())
	return terms, &t, !ok
}

func (c *Case) lastYear() Figures {
	for _, past := range c.Before {
		if past.Year == int(c.Target.Year)-1 {
			return past.Figures
		}
	}
	return Figures{}
}

// Judge judges the case as seen from the month at on the day today. The judged
// release is the latest one, not later than at, that is due by today, or a later
// one if it is already filed. It must be filed itself: a figure of an earlier
// release never stands in for one that is due, and months in which no release
// is due are no miss.
func Judge(c *Case, at core.Period, today core.Date) Result {
	terms, table, fellBack := c.reduce()
	frame := NewFrame(CalendarOf(c.Target, c.Indicator), at, today)
	return JudgeReduced(c, Reduced{Terms: &terms, Frame: &frame, Table: table, FellBack: fellBack})
}

// Reduced is a case's numbers where the caller keeps them, as the board does.
type Reduced struct {
	Terms    *Terms
	Frame    *Frame
	Table    *Table // nil unless Terms.NeedsTable
	FellBack bool   // last year's shape was wanted and could not be had
}

// JudgeReduced is Judge for a case that was reduced before.
func JudgeReduced(c *Case, r Reduced) Result {
	j := judgement{Case: c, terms: r.Terms, table: r.Table, frame: r.Frame, fellBack: r.FellBack}
	r.Terms.Read(r.Frame, &c.Figures, r.Table, &j.out)
	return j.result()
}

// judgement is a case with its numbers, on the way to a Result.
type judgement struct {
	*Case
	terms    *Terms
	table    *Table
	frame    *Frame
	out      Outcome
	fellBack bool
}

func (j *judgement) result() Result {
	out, t := &j.out, j.terms
	r := Result{
		Target: j.Target.ID, Light: out.Light, Phase: out.Phase, Met: out.Met,
		Basis: out.Lane.Basis(), Points: t.points,
		Value: j.Target.Value, Shape: shapeUsed(t, j.Target, j.fellBack), FellBack: j.fellBack,
		Rule: t.Limits.ID, RuleVersion: t.Limits.Version, Revised: j.revised(),
	}
	base := t.base(j.table)
	if t.Skip > 0 && t.hasValue {
		r.Base, r.Value = core.Micro(base), core.Micro(t.Value-base)
	}
	if out.Month >= 0 {
		r.Period, _ = j.Indicator.Period(int(j.Target.Year), int(out.Month)+1)
		r.Elapsed = share(t.elapsed(int(out.Month)))
		r.Missing = j.missing()
		if p, ok := t.planned(int(out.Month), j.frame.Last, j.table); ok {
			r.Planned, r.Ceiling = core.Micro(p), j.Target.Ceiling(j.Indicator)
		}
	}
	if out.Lane != NoLane {
		r.Standing = t.standing(j.frame, j.Figures[out.Lane], int(out.Month)).Standing()
	}
	if out.HasActual {
		j.compare(&r, base)
	}
	if out.Phase.Uncounted() {
		r.Reached, r.Turn = j.reached(), j.turn()
	}
	r.Required = j.required(&r)
	r.Why = j.why(&r)
	return r
}

// reached finds the latest release before the judged one with a figure that counts.
func (j *judgement) reached() Reached {
	own := j.frame.Releases & j.frame.Own
	for m := int(j.out.Month) - 1; m >= 0; m-- {
		if own>>m&1 == 0 {
			continue
		}
		actual, lane, phase := j.terms.actual(j.frame, &j.Figures, m)
		if phase != Judged {
			continue
		}
		p, _ := j.Indicator.Period(int(j.Target.Year), m+1)
		return Reached{Period: p, Basis: lane.Basis(), Actual: core.Micro(actual),
			Standing: j.terms.standing(j.frame, j.Figures[lane], m).Standing()}
	}
	return Reached{}
}

// revised reports whether the target, its indicator or the programme's settings
// were changed while the programme ran. A rule says so by its version.
func (j *judgement) revised() bool {
	return j.Target.Revised != 0 || j.Indicator.Revised != 0 || j.Programme != nil && j.Programme.Revised != 0
}

// compare fills what follows from the actual.
func (j *judgement) compare(r *Result, base int64) {
	t, actual := j.terms, j.out.Actual
	r.Actual = core.Micro(actual)
	want := aim{planned: r.Planned.Micro(), value: t.Value - base, high: t.High - base}
	if r.Planned.Known() {
		r.Gap = core.Micro(t.gap(actual, want))
		num, den := t.quotient(actual, want)
		if !t.points && den > 0 && num >= 0 {
			if q, err := core.Ratio(core.Micro(num), core.Micro(den)); err == nil {
				r.Ratio = share(t.below(q, num, den))
			}
		}
	}
	if t.hasValue {
		want.planned = want.value
		r.YearGap = core.Micro(t.gap(actual, want))
		if t.ratable() {
			r.Completion = share(rate(actual, want.value))
		}
	}
}

// below is a ratio that rounding has not lifted to a limit which it does not reach.
func (t *Terms) below(ratio, num, den int64) int64 {
	for _, limit := range []int64{t.Limits.Green, t.Limits.Yellow} {
		if ratio == limit && !reaches(num, den, limit) {
			return ratio - 1
		}
	}
	return ratio
}

// missing names the due releases that the judgement wants and that lack what its
// phase says: of a flow every such one up to the judged release in the light's
// basis, of everything else the judged release itself.
func (j *judgement) missing() []core.Period {
	wanted := j.wanted()
	var missing []core.Period
	for m := range 12 {
		if wanted>>m&1 == 0 {
			continue
		}
		if p, ok := j.Indicator.Period(int(j.Target.Year), m+1); ok {
			missing = append(missing, p)
		}
	}
	return missing
}

// wanted is the set of months that missing names.
func (j *judgement) wanted() (months uint16) {
	var lacking lack
	switch j.out.Phase {
	case Overdue, Incomplete:
		lacking = lacksFigure
	case Questioned:
		lacking = lacksAnswer
	case Waiting:
		lacking = lacksStep
	default:
		return 0
	}
	asked := j.frame.Releases & j.frame.Own & before(int(j.out.Month))
	for m := range 12 {
		if asked>>m&1 != 0 && (j.terms.sums || m == int(j.out.Month)) && j.lacks(m) == lacking {
			months |= 1 << m
		}
	}
	return months
}

// lacks says what release m wants before the judgement can use it: in the light's
// basis, or while there is none in the one that has come furthest.
func (j *judgement) lacks(m int) lack {
	if own := j.out.Lane; own != NoLane {
		return j.Figures[own].State[m].lacks(own.threshold(j.terms.Counts))
	}
	if filed(j.terms.Counts, &j.Figures, m) {
		return lacksNothing
	}
	least := lacksFigure
	for l, s := range j.Figures {
		if s != nil {
			least = min(least, s.State[m].lacks(Lane(l).threshold(j.terms.Counts)))
		}
	}
	return least
}

// turn says whose step the judgement waits for; of several releases the approver's
// before the verifier's.
func (j *judgement) turn() Turn {
	if !j.out.Phase.Waits() {
		return NoTurn
	}
	s := j.Figures[OperationalLane] // of the others no release waits
	for m := range 12 {
		if j.wanted()>>m&1 != 0 && s != nil && s.State[m]&standingMask == Claimed && !j.Programme.NoApproval {
			return ApproverTurn
		}
	}
	return VerifierTurn
}

// Unreported notes that the figure which waits has no report behind it: nobody can
// approve or verify it before its unit files it.
func (r *Result) Unreported() {
	r.Turn = ReporterTurn
	r.Why.Key = whyWaiting + string(r.Turn)
}
