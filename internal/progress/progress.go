// Package progress judges: from a target, its indicator's calendar, a rule and
// the figures filed it says what was planned to date, what is done, which light
// that gives and why, what is short, and how targets and tasks add up to
// actions, units and zones.
//
// It is pure and knows no clock: the month looked at and today's date are
// parameters. It uses integers only, never sums or compares figures of unlike
// basis, never computes growth from levels, and never guesses: what is not known
// stays unknown and is named. Forecasts are not its business.
package progress

import (
	"fmt"

	"tupo/internal/report"
)

// Light is today's verdict on a target, a task or a group of them. The zero
// Light is Unknown: grey means “we don't know”, not green.
type Light uint8

const (
	Unknown   Light = iota // 灰
	Done                   // 蓝: the year's value is reached
	OnTrack                // 绿
	Behind                 // 黄
	FarBehind              // 红
)

// Lights is how many lights there are; it sizes counters indexed by Light.
const Lights = 5

var lightNames = [Lights]string{"unknown", "done", "on-track", "behind", "far-behind"}

// String gives the machine name used in the API and in message keys.
func (l Light) String() string {
	if int(l) < len(lightNames) {
		return lightNames[l]
	}
	return fmt.Sprintf("light(%d)", uint8(l))
}

// MarshalText writes the machine name.
func (l Light) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads a machine name.
func (l *Light) UnmarshalText(text []byte) error {
	for i, name := range lightNames {
		if name == string(text) {
			*l = Light(i)
			return nil
		}
	}
	return fmt.Errorf("progress: %q is no light", text)
}

// Good reports whether nothing needs doing: on track or done.
func (l Light) Good() bool { return l == OnTrack || l == Done }

// severity orders lights from harmless to grave. Not knowing is worse than
// being on track and better than being known to be behind.
func (l Light) severity() int {
	return [Lights]int{Unknown: 2, Done: 0, OnTrack: 1, Behind: 3, FarBehind: 4}[l]
}

// Worse reports whether l is graver than other.
func (l Light) Worse(other Light) bool { return l.severity() > other.severity() }

// Phase says whether a target can be judged at a moment, and why not.
type Phase uint8

const (
	NotDue       Phase = iota // no release is due yet and none was filed
	Judged                    // there is a figure and a plan
	Inherited                 // only months before the target's start are due: nobody is asked
	Overdue                   // the judged release is due and not filed: counts 0, is named
	NotAvailable              // filed as “not available”: counts 0, is named
	Incomplete                // an earlier release of a flow is missing: the sum is unknown, counts 0, is named
	Unplanned                 // a reference without a number, or nothing planned before a later period
	TooLarge                  // the sum passes the range of quantities
	Questioned                // the judged release, or one that a flow sums, is filed and waits for the verifier to accept its answer: counts 0, is named
	Waiting                   // … is filed and waits for approval or verification, before which the programme counts nothing: counts 0, is named
)

var phaseNames = [...]string{"not-due", "judged", "inherited", "overdue", "not-available", "incomplete", "unplanned", "too-large", "questioned", "waiting"}

// String gives the machine name.
func (p Phase) String() string {
	if int(p) < len(phaseNames) {
		return phaseNames[p]
	}
	return fmt.Sprintf("phase(%d)", uint8(p))
}

// MarshalText writes the machine name.
func (p Phase) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// Counts reports whether a target in this phase takes part in roll-ups: it was
// asked for a figure that can be compared with a plan.
func (p Phase) Counts() bool {
	return p != NotDue && p != Inherited && p != Unplanned
}

// Uncounted reports whether there is no figure that counts although one was asked
// for: the target counts 0 in completions, its light is unknown, and it is named.
func (p Phase) Uncounted() bool { return p.Counts() && p != Judged }

// Waits reports whether the figure is filed and counts only after somebody's step;
// what is uncounted and does not wait is missing.
func (p Phase) Waits() bool { return p == Questioned || p == Waiting }

// Turn says whose step a filed figure waits for before it counts.
type Turn string

const (
	NoTurn       Turn = ""
	ReporterTurn Turn = "reporter" // it was brought without a report: its unit has to file it
	ApproverTurn Turn = "approver" // its unit's
	VerifierTurn Turn = "verifier"
)

// Lane is a basis as an index, in the order in which a light chooses: the
// official figure if there is one, else the operational, else the published.
// Only one lane is ever read for one judgement.
type Lane int8

const (
	NoLane          Lane = -1
	OfficialLane    Lane = 0
	OperationalLane Lane = 1
	PublishedLane   Lane = 2
	Lanes                = 3
)

var laneBasis = [Lanes]report.Basis{report.Official, report.Operational, report.Published}

// Basis names the lane; "" for NoLane.
func (l Lane) Basis() report.Basis {
	if l < 0 || int(l) >= Lanes {
		return ""
	}
	return laneBasis[l]
}

// LaneOf gives a basis's lane, NoLane for an unknown basis.
func LaneOf(b report.Basis) Lane {
	for i, known := range laneBasis {
		if b == known {
			return Lane(i)
		}
	}
	return NoLane
}
