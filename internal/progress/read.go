package progress

import (
	"math"
	"math/bits"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// Whole is a completion of 100 % in the unit of shares, millionths of one.
const Whole = core.Scale

// Outcome is one target's judgement in numbers, the unit of work of the board.
type Outcome struct {
	Actual     int64 // to date, millionths; meaningful when HasActual
	Planned    int64 // to date, millionths; meaningful in phase Judged
	Completion int32 // min(actual ÷ year, 1) in millionths, −1 for targets without a completion rate
	Month      int8  // index of the judged release's last month, −1 when none
	Lane       Lane
	Light      Light
	Phase      Phase
	Met        bool // nothing is short to date
	HasActual  bool
}

// Read judges one target at one moment into out: lanes are its year's figures by
// basis, table its typed or last year's course (nil for others). It allocates
// nothing. (Out is a pointer because copying so small-celled a struct costs as
// much as judging.)
func (t *Terms) Read(f *Frame, lanes *Figures, table *Table, out *Outcome) {
	if !t.ReadPlain(f, lanes[OfficialLane], lanes[OperationalLane], out) {
		t.read(f, lanes, table, out)
	}
}

func (t *Terms) read(f *Frame, lanes *Figures, table *Table, out *Outcome) {
	m := f.judged(t.Counts, lanes)
	*out = Outcome{Month: int8(m), Lane: NoLane, Completion: -1}
	if m < 0 {
		out.Phase = f.empty()
		return
	}
	out.Actual, out.Lane, out.Phase = t.actual(f, lanes, m)
	if t.ratable() {
		out.Completion = 0
	}
	if out.Phase != Judged {
		return
	}
	out.HasActual = true
	base := t.base(table)
	want := aim{value: t.Value - base, high: t.High - base}
	var planned bool
	want.planned, planned = t.planned(m, f.Last, table)
	if t.hasValue {
		if t.ratable() {
			out.Completion = int32(min(max(rate(out.Actual, want.value), 0), Whole))
		}
		if t.done(out.Actual, want, m == int(f.Last)) {
			out.Light, out.Met, out.Planned = Done, true, want.value
			if planned {
				out.Planned = want.planned
			}
			return
		}
	}
	if !planned {
		out.Phase, out.Completion = Unplanned, -1
		return
	}
	out.Planned = want.planned
	out.Met = t.gap(out.Actual, want) >= 0
	out.Light = t.light(out, want, f, lanes, table)
}

// aim is what an actual is held against: the plan to date, the year's value and
// the upper end of a range, each less the base of a mid-year start.
type aim struct{ planned, value, high int64 }

// ratable reports whether the target has a completion rate: an amount done that
// is wanted, not a ceiling, and a value for the year.
func (t *Terms) ratable() bool { return t.summable && t.sense != atMost && t.hasValue }

// rate is actual ÷ value in millionths, half away from zero, held inside ±10⁹
// (a hundred thousand per cent); a value of nought or less is complete once reached.
func rate(actual, value int64) int64 {
	const most = 1_000_000_000
	if value <= 0 {
		if actual >= value {
			return Whole
		}
		return 0
	}
	if actual > 0 && actual < math.MaxInt64/Whole-value {
		return min((actual*Whole+value/2)/value, most)
	}
	r, err := core.Ratio(core.Micro(actual), core.Micro(value))
	if err != nil {
		r = most
	}
	return min(max(r, -most), most)
}

// actual finds the figure to date at release m: of the first basis that can be
// read there, or else of the first that was filed at all, with the reason why
// it cannot be read.
func (t *Terms) actual(f *Frame, lanes *Figures, m int) (int64, Lane, Phase) {
	lane, phase := NoLane, Overdue
	for l, s := range lanes {
		from := Lane(l).threshold(t.Counts)
		if s == nil {
			continue
		}
		if !s.State[m].counts(from) {
			if lane == NoLane && phase == Overdue {
				phase = s.State[m].lacks(from).phase(Overdue)
			}
			continue
		}
		value, p := t.readLane(f, s, from, m)
		if p == Judged {
			return value, Lane(l), Judged
		}
		if lane == NoLane {
			lane, phase = Lane(l), p
		}
	}
	return 0, lane, phase
}

func (t *Terms) readLane(f *Frame, s *Series, from State, m int) (int64, Phase) {
	if !s.State[m].given() {
		return 0, NotAvailable
	}
	if !t.sums {
		return s.Micro[m], Judged
	}
	var sum int64
	var wants lack
	for months := f.Releases & f.Own & before(m); months != 0; months &= months - 1 {
		i := bits.TrailingZeros16(months)
		if wants = max(wants, s.State[i].lacks(from)); wants != lacksNothing {
			continue
		}
		next := sum + s.Micro[i]
		if (s.Micro[i] > 0) != (next > sum) && s.Micro[i] != 0 {
			return 0, TooLarge
		}
		sum = next
	}
	return sum, wants.phase(Incomplete)
}

// phase is that of a judgement which lacks this; missing is that of one without a figure.
func (l lack) phase(missing Phase) Phase {
	switch l {
	case lacksNothing:
		return Judged
	case lacksStep:
		return Waiting
	case lacksAnswer:
		return Questioned
	}
	return missing
}

// done decides the blue light. An amount is done when the year's value is
// reached, a yes when it is yes; a ceiling, a range, a stock, a rate and whatever
// may still turn are done only by the year's last release.
func (t *Terms) done(actual int64, want aim, final bool) bool {
	switch {
	case final:
		want.planned = want.value
		return t.gap(actual, want) >= 0
	case t.yesNo:
		return actual >= want.value
	}
	return t.summable && t.sense == atLeast && actual >= want.value
}

// gap is the signed distance from the plan to date, negative when short: for
// ceilings and ranks what is left below them, for ranges and exact values the
// distance to them. An amount that has to reach its value exactly, or to end in
// a range, may run ahead of the plan as long as it does not pass the year's value
// or the range's end.
func (t *Terms) gap(actual int64, want aim) int64 {
	switch t.sense {
	case atMost:
		return minus(want.planned, actual)
	case within:
		if t.hasHigh && actual > want.high {
			return minus(want.high, actual)
		}
		return min(minus(actual, want.planned), 0)
	case reach:
		ceiling := want.planned
		if t.summable && t.hasValue {
			ceiling = want.value
		}
		switch {
		case round(actual, t.Step) > round(ceiling, t.Step):
			return minus(ceiling, actual)
		case round(actual, t.Step) >= round(want.planned, t.Step):
			return 0
		}
	}
	return minus(actual, want.planned)
}

// minus is the difference held at the ends of the range: two quantities of
// opposite sign may lie further apart than a quantity can say.
func minus(a, b int64) int64 {
	d := a - b
	switch {
	case a >= 0 && b < 0 && d < 0:
		return math.MaxInt64
	case a < 0 && b >= 0 && d >= 0:
		return -math.MaxInt64
	}
	return d
}

func round(n, step int64) int64 {
	half := step / 2
	switch {
	case n >= 0 && n <= math.MaxInt64-half:
		return (n + half) / step
	case n < 0 && n >= -math.MaxInt64+half:
		return (n - half) / step
	}
	return n / step
}

// quotient is the ratio that ByRatio compares, as a fraction: 1 is as planned and
// less is worse; for ceilings, and where a range or an exact value is overshot,
// it is turned over.
func (t *Terms) quotient(actual int64, want aim) (num, den int64) {
	switch {
	case t.sense == atMost:
		return want.planned, actual
	case t.sense == within && t.hasHigh && actual > want.high:
		return want.high, actual
	case t.sense == reach && t.summable && t.hasValue && actual > want.value:
		return want.value, actual
	case t.sense == reach && !t.summable && actual > want.planned:
		return want.planned, actual
	}
	return actual, want.planned
}

func (t *Terms) light(out *Outcome, want aim, f *Frame, lanes *Figures, table *Table) Light {
	switch {
	case t.Limits.Kind == plan.ByMissed:
		return t.byMissed(f, lanes[out.Lane], int(out.Month), out.Lane.threshold(t.Counts), table)
	case t.points:
		return t.byPoints(-t.gap(out.Actual, want))
	case t.byTime(want):
		return t.byPoints(t.behindTime(int(out.Month), out.Actual, want))
	}
	return t.byRatio(out.Actual, want)
}

// byRatio needs no division: num ÷ den ≥ limit is num × 10⁶ ≥ den × limit. Where
// nothing is planned there is no ratio: on plan is green, below it is red.
func (t *Terms) byRatio(actual int64, want aim) Light {
	met := t.gap(actual, want) >= 0
	num, den := t.quotient(actual, want)
	switch {
	case met && (t.sense == within || t.sense == reach):
		return OnTrack
	case den <= 0 || num < 0:
		if met {
			return OnTrack
		}
		return FarBehind
	case reaches(num, den, t.Limits.Green):
		return OnTrack
	case reaches(num, den, t.Limits.Yellow):
		return Behind
	}
	return FarBehind
}

// reaches reports num ÷ den ≥ limit; num ≥ 0, den > 0, limit in millionths.
func reaches(num, den, limit int64) bool {
	if limit <= 0 {
		return true
	}
	ah, al := bits.Mul64(uint64(num), Whole)
	bh, bl := bits.Mul64(uint64(den), uint64(limit))
	return ah > bh || ah == bh && al >= bl
}

// byPoints leaves no hole: on plan is green whatever the limits, then yellow
// from PointsYellow points short, red beyond PointsRed.
func (t *Terms) byPoints(short int64) Light {
	switch {
	case short <= 0:
		return OnTrack
	case short > t.Limits.PointsRed:
		return FarBehind
	case short >= t.Limits.PointsYellow:
		return Behind
	}
	return OnTrack
}

// byTime reports whether the completion rate is held against the time gone by: of
// an amount done, by a rule that asks for it.
func (t *Terms) byTime(want aim) bool {
	return t.Limits.Kind == plan.ByElapsed && t.summable && t.hasValue && want.value > 0
}

// behindTime is by how many points the completion rate falls short of the share of
// the time gone by, both in the tenths of a per cent that are shown; a ceiling is
// short by what it is ahead of the time. In millionths of a point.
func (t *Terms) behindTime(m int, actual int64, want aim) int64 {
	short := tenths(t.elapsed(m)) - tenths(rate(actual, want.value))
	if t.sense == atMost {
		short = -short
	}
	return short * 100
}

// tenths rounds a share to tenths of a per cent.
func tenths(millionths int64) int64 {
	const tenth = Whole / 1000
	return round(millionths, tenth) * tenth
}

// elapsed is the share of the target's months gone by at the end of month m, in
// millionths.
func (t *Terms) elapsed(m int) int64 {
	gone := int64(m+1) + int64(t.Prior) - int64(t.Skip)
	all := 12 + int64(t.Prior) - int64(t.Skip)
	return (gone*Whole + all/2) / all
}

// byMissed counts releases in a row, ending with the judged one, that were below
// plan to date in the light's own basis. A release without a figure in that
// basis ends the row: it is not known to be a miss.
func (t *Terms) byMissed(f *Frame, s *Series, m int, from State, table *Table) Light {
	missed := t.missed(f, s, m, from, table)
	switch {
	case missed == 0:
		return OnTrack
	case missed >= t.Limits.MissedRed:
		return FarBehind
	}
	return Behind
}

func (t *Terms) missed(f *Frame, s *Series, m int, from State, table *Table) int64 {
	base := t.base(table)
	var row int64
	for i := m; i >= 0; i-- {
		if f.Releases&f.Own>>i&1 == 0 {
			continue
		}
		if !s.State[i].counts(from) {
			break
		}
		actual, phase := t.readLane(f, s, from, i)
		want := aim{value: t.Value - base, high: t.High - base}
		var ok bool
		want.planned, ok = t.planned(i, f.Last, table)
		if phase != Judged || !ok || t.gap(actual, want) >= 0 {
			break
		}
		row++
	}
	return row
}
