package progress

import (
	"tupo/internal/plan"
)

// plainLimit bounds the numbers of the plain reading, so that no product of it
// with Whole leaves 64 bits: 4.4 × 10¹² millionths, four million of the storage
// unit. It is a power of two for the sake of sum.
const (
	plainBits  = 42
	plainLimit = 1 << plainBits
)

// isPlain reports whether a target is of the commonest sorts: an amount that is
// wanted and spread evenly over the year, or a level or rate wanted all year,
// judged against the plan with green at the plan. A board of a million such
// targets is judged several times faster.
func (t *Terms) isPlain() bool {
	common := t.sense == atLeast && t.hasValue && !t.yesNo && t.Prior == 0 && t.Skip == 0 &&
		t.Value > 0 && t.Value < plainLimit/12 && t.Limits.Kind == plan.ByRatio
	if !common {
		return false
	}
	if t.points {
		return t.course == courseFlat && t.Limits.PointsRed < plainLimit
	}
	return (t.course == courseLinear && t.summable && t.even() || t.course == courseFlat) &&
		t.Limits.Green == Whole && t.Limits.Yellow > 0 && t.Limits.Yellow <= Whole
}

// ReadPlain is Read for plain targets, in one piece and from two bases, nil where
// nothing was filed: it gives exactly what Read gives, or false where Read has to do it
// (another sort of target, a missing figure, a negative or very large one, an open
// month that is not due yet).
func (t *Terms) ReadPlain(f *Frame, official, operational *Series, out *Outcome) bool {
	m := int(f.fixed)
	if !t.plain || m < 0 || m > 11 {
		return false
	}
	lane, s, from := OfficialLane, official, Claimed
	if s == nil || !s.State[m].counts(from) {
		lane, s, from = OperationalLane, operational, t.Counts
		if s == nil || !s.State[m].counts(from) {
			return false
		}
	}
	if !s.State[m].given() {
		return false
	}
	actual := s.Micro[m]
	if t.sums {
		if actual = s.sum(f); !s.all(f, from) || actual == tooLarge {
			return false
		}
	}
	if actual < 0 || actual >= plainLimit {
		return false
	}
	out.Actual, out.HasActual = actual, true
	out.Month, out.Lane, out.Phase = int8(m), lane, Judged
	t.lightPlain(out, m == int(f.Last))
	return true
}

const tooLarge = -1 << 63

// sum adds the figures of the frame's months, or gives tooLarge when one of them
// passes the limit. It has no branches: a flow's year is read faster than asked.
func (s *Series) sum(f *Frame) int64 {
	var sum int64
	var over uint64
	for i, n := range s.Micro {
		n &= f.select64[i]
		sum += n
		over |= uint64(n + plainLimit)
	}
	if over>>(plainBits+1) != 0 {
		return tooLarge
	}
	return sum
}

// all reports whether in each of the frame's months there is a number that
// counts. States are below 16, so adding 128 − wanted sets the high bit of each
// byte that has enough, and no byte runs over into the next.
func (s *Series) all(f *Frame, from State) bool {
	const ones, low = 0x0101010101010101, 0x0f0f0f0f0f0f0f0f
	b := &s.State
	first := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
	rest := uint64(b[8]) | uint64(b[9])<<8 | uint64(b[10])<<16 | uint64(b[11])<<24
	enough := (128 - uint64(from|givenBit)) * ones
	return (first&low+enough)&f.select8[0] == f.select8[0] && (rest&low+enough)&f.select8[1] == f.select8[1]
}

// prepare lays the months that a flow sums out as masks for sum and all.
func (f *Frame) prepare() {
	f.select64, f.select8 = [12]int64{}, [2]uint64{}
	if f.fixed < 0 {
		return
	}
	months := f.Releases & f.Own & before(int(f.fixed))
	for i := range f.select64 {
		if months>>i&1 != 0 {
			f.select64[i] = -1
			f.select8[i/8] |= 128 << (i % 8 * 8)
		}
	}
}

func (t *Terms) lightPlain(out *Outcome, final bool) {
	planned := t.Value
	out.Completion = -1
	if t.course == courseLinear {
		planned = (t.steps*int64(out.Month+1) + 6) / 12 * t.Step
	}
	if t.summable {
		out.Completion = int32(min((uint64(out.Actual)*Whole+uint64(t.Value)/2)/uint64(t.Value), Whole))
	}
	out.Planned = planned
	out.Met = out.Actual >= planned
	switch {
	case out.Actual >= t.Value && (t.summable || final):
		out.Light, out.Met = Done, true
	case t.points:
		out.Light = t.byPoints(planned - out.Actual)
	case out.Met:
		out.Light = OnTrack
	case out.Actual*Whole >= planned*t.Limits.Yellow:
		out.Light = Behind
	default:
		out.Light = FarBehind
	}
}
