package progress

import (
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// State is a figure's standing in one byte, ordered by how far it has come, with
// a bit for “a number was given”. The zero State is “nothing filed”.
type State uint8

const (
	Nothing State = iota
	returned
	held
	Claimed  // the first that can count
	Approved // by the unit's approver
	Verified

	standingMask State = 7
	givenBit     State = 8
)

// StateOf packs a standing. An empty standing is claimed for operational
// figures and verified for the others, which are born so.
func StateOf(s report.Standing, basis report.Basis, given bool) State {
	var state State
	switch s {
	case report.Returned:
		state = returned
	case report.Held:
		state = held
	case report.Approved:
		state = Approved
	case report.Verified:
		state = Verified
	case report.Claimed:
		state = Claimed
	default:
		state = Claimed
		if basis != report.Operational {
			state = Verified
		}
	}
	if given {
		state |= givenBit
	}
	return state
}

// Standing unpacks the state; "" for Nothing.
func (s State) Standing() report.Standing {
	switch s & standingMask {
	case returned:
		return report.Returned
	case held:
		return report.Held
	case Claimed:
		return report.Claimed
	case Approved:
		return report.Approved
	case Verified:
		return report.Verified
	}
	return ""
}

// counts reports whether a figure of this state moves lights.
func (s State) counts(from State) bool { return s&standingMask >= from }

// lack is what a figure wants before it counts; the greater the more.
type lack uint8

const (
	lacksNothing lack = iota
	lacksStep         // filed, to be approved or verified
	lacksAnswer       // filed, in question
	lacksFigure       // not filed, returned, or “not available”
)

// lacks says what a figure of this state wants before it gives a number that counts.
func (s State) lacks(from State) lack {
	switch {
	case s.counts(from) && s.given():
		return lacksNothing
	case s&standingMask == held:
		return lacksAnswer
	case s&standingMask >= Claimed && !s.counts(from):
		return lacksStep
	}
	return lacksFigure
}

// given reports whether there is a number, not only “not available”.
func (s State) given() bool { return s&givenBit != 0 }

// CountingFrom is the lowest state of an operational figure that moves lights
// under a programme. Where units do not approve, a filed figure is as far as an
// approved one. Held and returned figures never count.
func CountingFrom(p *plan.Programme) State {
	switch {
	case p.CountsFrom == plan.CountsVerified:
		return Verified
	case p.CountsFrom == plan.CountsApproved && !p.NoApproval:
		return Approved
	}
	return Claimed
}

// Series is one basis's figures of an indicator at a unit in a year, by the
// month in which a release ends (0 = January), in millionths of the storage unit.
type Series struct {
	Micro [12]int64
	State [12]State
}

// Set places a figure in the slot of its release's last month.
func (s *Series) Set(month int, value core.Quantity, state State) {
	s.Micro[month-1], s.State[month-1] = value.Micro(), state
}

// At gives the figure of the release ending in month (1 to 12) and its state;
// unknown where none was filed or it was filed as not available.
func (s *Series) At(month int) (core.Quantity, State) {
	state := s.State[month-1]
	if !state.given() {
		return core.Quantity{}, state
	}
	return core.Micro(s.Micro[month-1]), state
}

// Figures are the three bases of one series. A nil lane holds nothing.
type Figures [Lanes]*Series

// Add files an observation of the year; the lane is made when it is the first.
// It reports false, and files nothing, for a basis that Tupo does not know.
func (f *Figures) Add(p core.Period, o *report.Observation) bool {
	lane := LaneOf(o.Basis)
	if lane == NoLane || p.IsZero() {
		return false
	}
	if f[lane] == nil {
		f[lane] = new(Series)
	}
	f[lane].Set(int(p.To), o.Value, StateOf(o.Standing, o.Basis, o.Value.Known()))
	return true
}

// thresholds gives the lowest counting state of each lane: only operational
// figures wait for the programme's step; a release stands when it is out.
func (l Lane) threshold(operational State) State {
	if l == OperationalLane {
		return operational
	}
	return Claimed
}
