package board

import (
	"tupo/internal/core"
	"tupo/internal/plan"
)

// addresses are what pages, questions and answers call actions. A code is an action's
// own within its programme only: that of the next year, or one beside it, has an A01
// too.
type addresses struct {
	of []string           // by action
	at map[string][]int32 // the actions that an address may mean
}

// rank orders programmes by how near they lie to what people mean by a code alone:
// what runs, then what is closed, then what is still being drawn up.
func rank(s plan.State) int {
	switch s {
	case plan.Active:
		return 0
	case plan.Closed:
		return 1
	}
	return 2
}

func (x *index) mapAddresses() {
	a := addresses{make([]string, len(x.book.Actions)), map[string][]int32{}}
	nearest := map[string]int{} // the rank of those that a code alone may mean
	programme := func(i int) *plan.Programme {
		if p, ok := x.programmes[x.book.Actions[i].Programme]; ok {
			return p
		}
		return &noProgramme
	}
	full := func(i int) string { return programme(i).Code + ":" + x.book.Actions[i].Code }
	for i := range x.book.Actions {
		code, r := x.book.Actions[i].Code, rank(programme(i).State)
		switch best, known := nearest[code]; {
		case !known || r < best:
			nearest[code], a.at[code] = r, []int32{int32(i)}
		case r == best:
			a.at[code] = append(a.at[code], int32(i))
		}
	}
	for i := range x.book.Actions { // a code that looks like an action of a programme gives way
		a.at[full(i)] = []int32{int32(i)}
	}
	for i := range x.book.Actions {
		a.of[i] = x.book.Actions[i].Code
		if meant := a.at[a.of[i]]; len(meant) != 1 || meant[0] != int32(i) {
			a.of[i] = full(i)
		}
	}
	x.addresses = a
}

// Address is what an action is called wherever it is asked for: its code, as long as
// that means no other action, else its programme's and its own, “SJ2026:A01”. "" for
// an action that is not there.
func (s *Snapshot) Address(id core.ActionID) string {
	i, ok := s.index.actions[id]
	if !ok {
		return ""
	}
	return s.index.addresses.of[i]
}

// ActionsAt lists the actions that an address may mean, in reading order: one;
// none; or, for a code alone that several running programmes have, each of them.
// A code alone means an action of what runs before one of what is closed or drafted.
func (s *Snapshot) ActionsAt(address string) []*plan.Action {
	var all []*plan.Action
	for _, i := range s.index.addresses.at[address] {
		all = append(all, &s.index.book.Actions[i])
	}
	return all
}

// Alone reports whether an action's programme needs no naming beside it: no other
// programme runs, or there is no other.
func (s *Snapshot) Alone(id core.ProgrammeID) bool {
	for i := range s.index.book.Programmes {
		if p := &s.index.book.Programmes[i]; p.ID != id && p.State == plan.Active {
			return false
		}
	}
	p, ok := s.index.programmes[id]
	return ok && p.State == plan.Active || len(s.index.book.Programmes) <= 1
}
