package app

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/plan"
)

// Seen is the district's read model as far as the reader may know of it. No board
// but this one and Judge's, which is the same of a moment, leaves this package:
// what a page or an answer looks up, counts or names is the reader's own.
func (a *App) Seen(ctx context.Context, w Who) (*board.Snapshot, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	return a.seen(w, s), nil
}

// seen is the board without what the reader may not know of. What is hidden is not
// only left out of lists: no light, count or completion is made of it, since a
// number that moves tells of what moved it. Nearly always that is the whole board.
func (a *App) seen(w Who, s *board.Snapshot) *board.Snapshot {
	if w.Operator {
		return s
	}
	now, ok := a.shelf.Current(w.District)
	if !ok {
		now = s
	}
	x := a.sight(w)
	if x.seesAll(s, now) {
		return s
	}
	return a.seenBoards.of(scoped{s, now, x.scope(now)}, func() (string, func() *board.Snapshot) {
		x.who.Actor.Units = access.NewTree(now.Book().Units) // a session's may be some seconds old
		hidden := x.hidden(s, now)
		return hidden.key(), func() *board.Snapshot {
			c := s.Content()
			hidden.leaveOut(&c)
			return board.Build(c, s.Seq())
		}
	})
}

// seesAll reports that nothing of a board can be hidden from the reader, without
// going through its targets: nearly always it is so.
func (x sight) seesAll(s, now *board.Snapshot) bool {
	if x.public || len(s.Secrets()) > 0 || s != now && len(now.Secrets()) > 0 {
		return false
	}
	programmes := s.Book().Programmes
	return !slices.ContainsFunc(programmes, func(p plan.Programme) bool { return !x.programme(x.present(&p, now)) })
}

// scope is the same for readers with the same rights on the same day, as long as
// the same programmes are released.
func (x sight) scope(now *board.Snapshot) string {
	if x.public {
		return "public " + x.released(now)
	}
	var rights []string
	for i := range x.who.Actor.Grants {
		if g := &x.who.Actor.Grants[i]; g.Account == x.who.ID() && g.Effective(x.today) {
			rights = append(rights, string(g.Role)+"@"+string(g.Unit))
		}
	}
	slices.Sort(rights)
	return strings.Join(slices.Compact(rights), " ") + " " + x.released(now)
}

// released names the programmes that the public may read by now.
func (x sight) released(now *board.Snapshot) string {
	var all []string
	for _, p := range now.Book().Programmes {
		if p.Level == plan.LevelPublic && p.Release != 0 && p.Release <= x.now {
			all = append(all, string(p.ID))
		}
	}
	return strings.Join(all, " ")
}

// How much of what was worked out is kept: boards with something left out, which
// readers from whom the same is hidden share, and which readers see which.
const (
	seenKept   = 16
	scopesKept = 4096
)

// scoped is a board, the present one by whose levels it is judged, and the rights
// of a reader.
type scoped struct {
	whole, now *board.Snapshot
	scope      string
}

// seenBoards keeps boards from which something is left out. The zero value is
// ready; it is safe for concurrent use.
type seenBoards struct {
	mu     sync.Mutex
	kept   []*seenBoard // the latest used last
	scopes map[scoped]*seenBoard
}

// A seenBoard is a whole board without what is hidden.
type seenBoard struct {
	whole *board.Snapshot
	key   string // what is hidden
	once  sync.Once
	seen  *board.Snapshot
}

// of finds the board of a reader. find says what is hidden from the reader and
// how to build the board; it runs once for each sequence and scope. One reader
// builds, those from whom the same is hidden wait for it, others do not.
func (k *seenBoards) of(at scoped, find func() (string, func() *board.Snapshot)) *board.Snapshot {
	k.mu.Lock()
	b := k.scopes[at]
	k.mu.Unlock()
	if b != nil {
		return b.seen // it was built before it was remembered
	}
	key, build := find()
	if key == "" {
		build = func() *board.Snapshot { return at.whole }
	}
	b = k.slot(at.whole, key)
	b.once.Do(func() { b.seen = build() })
	k.remember(at, b)
	return b.seen
}

func (k *seenBoards) slot(whole *board.Snapshot, key string) *seenBoard {
	k.mu.Lock()
	defer k.mu.Unlock()
	at := slices.IndexFunc(k.kept, func(b *seenBoard) bool { return b.whole == whole && b.key == key })
	b := &seenBoard{whole: whole, key: key}
	switch {
	case at >= 0:
		b = k.kept[at]
		k.kept = slices.Delete(k.kept, at, at+1)
	case len(k.kept) == seenKept:
		oldest := k.kept[0]
		maps.DeleteFunc(k.scopes, func(_ scoped, other *seenBoard) bool { return other == oldest })
		k.kept = slices.Delete(k.kept, 0, 1)
	}
	k.kept = append(k.kept, b)
	return b
}

// remember keeps who sees which board until the next sequence.
func (k *seenBoards) remember(at scoped, b *seenBoard) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for other := range k.scopes {
		if other.now != at.now || len(k.scopes) >= scopesKept {
			clear(k.scopes)
		}
		break
	}
	if k.scopes == nil {
		k.scopes = map[scoped]*seenBoard{}
	}
	k.scopes[at] = b
}
