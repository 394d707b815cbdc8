package plan

import (
	"strings"

	"tupo/internal/core"
	"tupo/internal/lexicon"
	"tupo/internal/record"
)

// Direction says which way of missing a target is the bad one.
type Direction string

const (
	AtLeast Direction = "ge"
	AtMost  Direction = "le"
	Reach   Direction = "eq"    // exactly, within the indicator's decimals
	Range   Direction = "range" // between Value and High
)

// Accumulation says what a period's figure covers and so how it may be compared.
type Accumulation string

const (
	Cumulative Accumulation = "cumulative" // flow cumulated from January
	Flow       Accumulation = "flow"       // flow of the period alone
	SinceStart Accumulation = "since"      // cumulated since the programme's start year
	Stock      Accumulation = "stock"      // at the period's end
	YearMean   Accumulation = "mean"
	Growth     Accumulation = "growth" // year on year, in per cent
	Rate       Accumulation = "rate"   // a share or ratio, in per cent
	Rank       Accumulation = "rank"
	Score      Accumulation = "score" // given once a year
	YesNo      Accumulation = "yesno" // 1 is yes, 0 is no: lexicon.YesNo
)

// Summable reports whether the figure is an amount done: only such indicators
// have a completion rate, a linear trajectory and a required rate.
func (a Accumulation) Summable() bool {
	return a == Cumulative || a == Flow || a == SinceStart
}

// Additive reports whether the figures of parts add up to that of a whole: amounts
// done and stocks do; growth, rates, means, ranks and scores do not.
func (x *Indicator) Additive() bool {
	return x.Accumulation.Summable() || x.Accumulation == Stock && !lexicon.IsShare(x.Unit)
}

// Frequency of an indicator's releases.
type Frequency string

const (
	Monthly   Frequency = "month"
	Quarterly Frequency = "quarter"
	HalfYear  Frequency = "half"
	Yearly    Frequency = "year"
)

// Indicator is what is measured, apart from how much of it is wanted.
type Indicator struct {
	ID           core.IndicatorID
	Code         string
	Name         string
	NameEn       string
	Aliases      string // separated by ";"
	Unit         string // storage unit, never changed: 万元
	Display      string // unit of forms and pages: 亿元; lexicon knows the factor
	Decimals     int64  // shown and asked, in the display unit
	Competent    core.UnitID
	Verifier     core.UnitID // outside the reporter's unit
	Direction    Direction
	Accumulation Accumulation
	Statistical  bool // its official figure comes only from the statistics release
	RisesOnly    bool // a fall from one period to the next is questioned
	Frequency    Frequency
	JanFeb       bool // January and February are one release
	DueDay       int64
	ReleaseDay   int64 // day of the following month on which the official figure is out
	NumeratorOf  core.IndicatorID
	Denominator  core.IndicatorID
	SampleRate   int64        // share of reports the verifier samples, in per cent; 0 = all
	Revised      core.Instant // when a programme that reads it already ran and it was changed; 0 = never
}

func (x *Indicator) Table() record.Table { return record.Table{No: 10, Name: "indicator"} }

func (x *Indicator) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&x.ID)),
		record.Text(2, "code", &x.Code),
		record.Text(3, "name", &x.Name),
		record.Text(4, "name_en", &x.NameEn),
		record.Text(5, "aliases", &x.Aliases),
		record.Text(6, "unit", &x.Unit),
		record.Text(7, "display_unit", &x.Display),
		record.Int(8, "decimals", &x.Decimals),
		record.Text(9, "competent_unit_id", (*string)(&x.Competent)),
		record.Text(10, "verifier_unit_id", (*string)(&x.Verifier)),
		record.Text(11, "direction", (*string)(&x.Direction)),
		record.Text(12, "accumulation", (*string)(&x.Accumulation)),
		record.Flag(13, "statistical", &x.Statistical),
		record.Flag(14, "rises_only", &x.RisesOnly),
		record.Text(15, "frequency", (*string)(&x.Frequency)),
		record.Flag(16, "jan_feb", &x.JanFeb),
		record.Int(17, "due_day", &x.DueDay),
		record.Int(18, "release_day", &x.ReleaseDay),
		record.Text(19, "numerator_id", (*string)(&x.NumeratorOf)),
		record.Text(20, "denominator_id", (*string)(&x.Denominator)),
		record.Int(21, "sample_rate", &x.SampleRate),
		record.Int(22, "revised_at", (*int64)(&x.Revised)),
	}
}

// AliasList splits the aliases.
func (x *Indicator) AliasList() []string {
	return strings.FieldsFunc(x.Aliases, func(r rune) bool { return r == ';' || r == '；' })
}

// Measure is the unit of measure in which people read and type the figures;
// lexicon.YesNo where they are a yes or a no, whatever unit is written beside them.
func (x *Indicator) Measure() string {
	if x.Accumulation == YesNo {
		return lexicon.YesNo
	}
	return x.display()
}

func (x *Indicator) display() string {
	if x.Display != "" {
		return x.Display
	}
	return x.Unit
}

// Shown restates a stored quantity in Measure, rounded half away from zero to the
// six decimals that a quantity holds: a figure in another unit than its neighbours
// would be worse than a rounded one. Unknown stays unknown. A unit that the lexicon does not know is its own measure.
func (x *Indicator) Shown(q core.Quantity) core.Quantity {
	factor, ok := lexicon.Factor(x.Measure(), x.Unit)
	if !ok || !q.Known() {
		return q
	}
	shown, err := q.Scaled(1, factor)
	if err != nil {
		return core.Quantity{} // unreachable: a division only makes it smaller
	}
	return shown
}

// UsualShape is how the planned course of such an indicator runs where nobody says
// otherwise: amounts month by month, a yes and a score at the end of the year.
func (x *Indicator) UsualShape() Shape {
	switch {
	case x.Accumulation.Summable():
		return Linear
	case x.Accumulation == YesNo || x.Accumulation == Score:
		return Final
	}
	return Flat
}

// InPoints says whether a shortfall is a difference (growth, rates, ranks and
// whatever is measured in per cent) rather than a share of the plan. Amounts
// done are always compared by ratio, stocks and means in other units too: forty
// enterprises missing of a thousand are four per cent, not forty points.
func (x *Indicator) InPoints() bool {
	if x.Accumulation.Summable() {
		return false
	}
	switch x.Accumulation {
	case Growth, Rate, Rank:
		return true
	}
	return lexicon.IsShare(x.Unit)
}

// Step is one unit of the last decimal that is shown, in millionths of the storage
// unit: 1,000,000 for 亿元 with four decimals kept in 万元. At least 1.
func (x *Indicator) Step() int64 {
	step := int64(core.Scale)
	if factor, ok := lexicon.Factor(x.Measure(), x.Unit); ok {
		step *= factor
	}
	for range min(max(x.Decimals, 0), 6) {
		step /= 10
	}
	return max(step, 1)
}

// Period gives the release that ends with this month, and whether one does: a
// monthly indicator with January and February together has none for January.
func (x *Indicator) Period(year, month int) (core.Period, bool) {
	switch x.Frequency {
	case Quarterly:
		return core.Months(year, month-2, month), month%3 == 0
	case HalfYear:
		return core.Months(year, month-5, month), month%6 == 0
	case Yearly:
		return core.Months(year, 1, 12), month == 12
	}
	switch {
	case x.JanFeb && month == 1:
		return core.Period{}, false
	case x.JanFeb && month == 2:
		return core.Months(year, 1, 2), true
	}
	return core.Month(year, month), true
}

// Periods lists the year's releases in order.
func (x *Indicator) Periods(year int) []core.Period {
	var all []core.Period
	for month := 1; month <= 12; month++ {
		if p, ok := x.Period(year, month); ok {
			all = append(all, p)
		}
	}
	return all
}

// Previous gives the release before p, which may lie in the year before.
func (x *Indicator) Previous(p core.Period) core.Period {
	year, month := int(p.Year), int(p.From)-1
	for {
		if month == 0 {
			year, month = year-1, 12
		}
		if prev, ok := x.Period(year, month); ok {
			return prev
		}
		month--
	}
}

// Due is the date by which a unit reports the period: DueDay of the following
// month, the 5th when none is set.
func (x *Indicator) Due(p core.Period) core.Date {
	return dayOfNextMonth(p, x.DueDay, 5)
}

// Released is the date from which the period's official figure is expected:
// ReleaseDay of the following month, the 20th when none is set.
func (x *Indicator) Released(p core.Period) core.Date {
	return dayOfNextMonth(p, x.ReleaseDay, 20)
}

func dayOfNextMonth(p core.Period, day, otherwise int64) core.Date {
	if day < 1 || day > 28 {
		day = otherwise
	}
	return p.LastDay().AddDays(int(day))
}
