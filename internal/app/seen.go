package app

import (
	"slices"
	"strings"
	"sync"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
)

// seenKept is how many boards with something left out are kept: readers with the
// same rights share one.
const seenKept = 8

// seenBoards keeps boards from which something is left out. The zero value is
// ready; it is safe for concurrent use.
type seenBoards struct {
	mu  sync.Mutex
	all []seenBoard // the latest used last
}

// A seenBoard is a whole board without what is hidden, its identifiers joined.
type seenBoard struct {
	whole  *board.Snapshot
	hidden string
	seen   *board.Snapshot
}

// seen is the board as far as the reader may know of it. What is hidden is not
// only left out of lists: no light, count or completion is made of it, since a
// number that moves tells of what moved it. Nearly always that is the whole board.
func (a *App) seen(w Who, s *board.Snapshot) *board.Snapshot {
	if w.Operator || w.Actor.Visitor() {
		return s // what visitors read is picked target by target: see Published
	}
	hidden := a.hiddenOf(w, s)
	if hidden == "" {
		return s
	}
	k := a.seenBoards
	k.mu.Lock()
	defer k.mu.Unlock() // one reader builds, those with the same rights wait for it
	at := slices.IndexFunc(k.all, func(b seenBoard) bool { return b.whole == s && b.hidden == hidden })
	if at >= 0 {
		found := k.all[at]
		k.all = append(slices.Delete(k.all, at, at+1), found)
		return found.seen
	}
	c := s.Content()
	c.Book = a.visible(w, cloneBook(*s.Book()))
	built := board.Build(c, s.Seq())
	if len(k.all) == seenKept {
		k.all = slices.Delete(k.all, 0, 1)
	}
	k.all = append(k.all, seenBoard{s, hidden, built})
	return built
}

// hiddenOf names what visible leaves out; "" when that is nothing.
func (a *App) hiddenOf(w Who, s *board.Snapshot) string {
	book, today, now := s.Book(), a.Today(w.District), a.clock()
	var hidden []string
	for i := range book.Programmes {
		p := &book.Programmes[i]
		if !w.Actor.Sees(access.Sight{Level: p.Level, Release: p.Release, Draft: p.State == plan.Draft}, today, now) {
			hidden = append(hidden, string(p.ID))
		}
	}
	for i := range book.Targets {
		t := &book.Targets[i]
		if t.Level == plan.LevelSecret && !w.Actor.Sees(access.Sight{Level: t.Level, Units: concerned(t)}, today, now) {
			hidden = append(hidden, string(t.ID))
		}
	}
	return strings.Join(hidden, " ")
}

// concerned lists the units of a target that may know of it when it is a work
// secret.
func concerned(t *plan.Target) []core.UnitID {
	return []core.UnitID{t.Unit, t.Lead, t.Responsible, t.Supervising}
}
