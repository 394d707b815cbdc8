package progress

import (
	"math"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// sense is the direction after ranks are turned round: a smaller rank is better.
type sense uint8

const (
	atLeast sense = iota
	atMost
	reach
	within
)

// course is how the planned value of a release is found.
type course uint8

const (
	courseLinear course = iota
	courseFlat
	courseTable // typed points or last year's shares
	courseFinal // planned at the year's last release only
	courseNone  // a reference without a number
)

// unplanned marks a month of a Table in which nothing is planned yet.
const unplanned = math.MinInt64

// Table is a planned course by month, in millionths, carried forward from each
// release to the next.
type Table [12]int64

// Limits is a rule reduced to what judging needs, in millionths.
type Limits struct {
	ID            core.RuleID
	Version       int64
	Kind          plan.RuleKind
	Green, Yellow int64 // ratios
	PointsYellow  int64
	PointsRed     int64
	MissedRed     int64

	builtinRatio, builtinPoints bool // a limit of the sort is the default's, since the rule gives none
}

// LimitsOf reads a rule. What a rule leaves unknown is taken from the default.
func LimitsOf(r plan.Rule) Limits {
	d := plan.DefaultRule()
	l := Limits{ID: r.ID, Version: r.Version, Kind: r.Kind, MissedRed: r.MissedRed}
	l.Green = or(r.Green, d.Green)
	l.Yellow = or(r.Yellow, d.Yellow)
	l.PointsYellow = or(r.PointsYellow, d.PointsYellow)
	l.PointsRed = or(r.PointsRed, d.PointsRed)
	l.builtinRatio, l.builtinPoints = !r.LimitsRatio(), !r.LimitsPoints()
	if l.MissedRed <= 0 {
		l.MissedRed = d.MissedRed
	}
	if l.Kind == "" {
		l.Kind = d.Kind
	}
	return l
}

func or(q, otherwise core.Quantity) int64 {
	if q.Known() {
		return q.Micro()
	}
	return otherwise.Micro()
}

// Terms is everything constant about judging one target, reduced to numbers, so
// that a million of them lie in one slice.
type Terms struct {
	Limits *Limits
	Value  int64 // the year's value; with hasValue
	High   int64 // upper end of a range; with hasHigh
	Weight int64 // for roll-ups; unknown is 1, never below 0
	Step   int64 // plan.Indicator.Step: planned values are multiples of it, and so is what is compared exactly
	steps  int64 // the value in whole steps
	Prior  int8  // months of earlier years that a since-start course spans
	Skip   int8  // inherited months, which count on neither side of a flow
	Counts State // operational figures count from here

	sense    sense
	course   course
	summable bool
	sums     bool // the actual is a sum of releases
	points   bool // compared by difference, not by ratio
	yesNo    bool
	hasValue bool
	hasHigh  bool
	plain    bool // ReadPlain may try
	Binding  bool
	Top      bool // not a part of another target: set by whoever knows the parents
}

// NewTerms reduces a target. The rule is the one that applies to it: its own,
// else its programme's, else the default.
func NewTerms(t *plan.Target, x *plan.Indicator, p *plan.Programme, l *Limits) Terms {
	terms := Terms{
		Limits: l, Value: t.Value.Micro(), High: t.High.Micro(),
		hasValue: t.Value.Known(), hasHigh: t.High.Known(),
		Weight: max(or(t.Weight, core.Whole(1)), 0), Step: x.Step(), Counts: CountingFrom(p),
		sense: senseOf(x), summable: x.Accumulation.Summable(), sums: x.Accumulation == plan.Flow,
		points: x.InPoints(), yesNo: x.Accumulation == plan.YesNo,
		Binding: t.Kind == plan.Binding, Top: t.Parent == "",
	}
	if x.Accumulation == plan.SinceStart && p.StartYear > 0 && t.Year > p.StartYear {
		terms.Prior = int8(min(t.Year-p.StartYear, 9) * 12)
	}
	if terms.sums {
		terms.Skip = int8(min(ownFrom(t)-1, 12))
	}
	terms.steps = terms.Value / terms.Step
	terms.course = courseOf(t, x)
	terms.plain = terms.isPlain()
	return terms
}

func senseOf(x *plan.Indicator) sense {
	switch x.Direction {
	case plan.AtMost:
		return atMost
	case plan.Reach:
		return reach
	case plan.Range:
		return within
	}
	if x.Accumulation == plan.Rank {
		return atMost
	}
	return atLeast
}

// courseOf resolves the shape: linear and last year's shape are for amounts
// done only, everything else is flat unless typed. A yes-no or a yearly score
// that is not typed is wanted at the year's end and not before.
func courseOf(t *plan.Target, x *plan.Indicator) course {
	switch {
	case t.Shape == plan.Typed:
		return courseTable
	case !t.Value.Known():
		return courseNone
	case t.Shape == plan.Final, t.Shape != plan.Flat && x.UsualShape() == plan.Final:
		return courseFinal
	case !x.Accumulation.Summable() || t.Shape == plan.Flat:
		return courseFlat
	case t.Shape == plan.LastYear && x.Accumulation != plan.SinceStart:
		return courseTable
	}
	return courseLinear
}
