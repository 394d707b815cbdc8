package progress

import "tupo/internal/core"

// Schedule is what people read beside a group's completion: how much should be
// complete by plan, and how many of its figures nobody has verified. The plan is
// weighted as the completion is, over the same targets and tasks, so that the two
// can be held against each other: an action whose amounts are all as planned has
// reached it.
type Schedule struct {
	Planned    Share // weighted mean of planned to date ÷ the year's value, each at most 1
	Unverified int   // targets judged on a figure that is not verified

	weight, planned wide
}

// AddTarget adds one target, of which Read has given phase.
func (s *Schedule) AddTarget(t *Terms, f *Frame, lanes *Figures, table *Table, phase Phase) {
	if !phase.Counts() {
		return
	}
	m := f.judged(t.Counts, lanes)
	if m < 0 {
		return
	}
	if phase == Judged {
		_, lane, _ := t.actual(f, lanes, m)
		if lane != NoLane && t.standing(f, lanes[lane], m)&standingMask < Verified {
			s.Unverified++
		}
	}
	if !t.ratable() {
		return
	}
	var wanted int64
	if planned, ok := t.planned(m, f.Last, table); ok {
		wanted = min(max(rate(planned, t.Value-t.base(table)), 0), Whole)
	}
	s.weight.add(1, uint64(t.Weight))
	s.planned.add(uint64(wanted), uint64(t.Weight))
}

// AddTask adds one task of a weight.
func (s *Schedule) AddTask(r *TaskResult, weight core.Quantity) {
	if !r.counts() {
		return
	}
	w := taskWeight(weight)
	s.weight.add(1, w)
	s.planned.add(uint64(r.Planned.Millionths), w)
}

// Close computes the share from what was added.
func (s *Schedule) Close() {
	if q, ok := s.planned.over(s.weight); ok {
		s.Planned = share(q)
	}
}

// standing is how far the actual of release m has come: a sum is only as good as
// the least of its releases.
func (t *Terms) standing(f *Frame, s *Series, m int) State {
	least := s.State[m]
	if !t.sums {
		return least
	}
	for i := range m {
		if (f.Releases&f.Own)>>i&1 != 0 && s.State[i]&standingMask < least&standingMask {
			least = s.State[i]
		}
	}
	return least
}
