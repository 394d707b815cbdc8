package board

import (
	"slices"
	"strings"
	"sync"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// dated keeps the snapshot as read on other days. It belongs to one snapshot.
type dated struct {
	mu   sync.Mutex
	days []core.Date          // on which something changes, sorted
	kept map[string]*Snapshot // by the stretch of days over which they are alike
}

// On is the snapshot as in force on a day: units bear the names of that day, and
// targets and tasks name the units that answered for them then. Figures are the
// same. Where nothing changed by date it is the snapshot itself.
func (s *Snapshot) On(day core.Date) *Snapshot {
	if !s.index.book.Dated() || s.day != "" && s.day == day {
		return s
	}
	if s.whole != nil {
		return s.whole.On(day)
	}
	d := s.dated
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.kept == nil {
		d.days, d.kept = daysOf(&s.index.book), map[string]*Snapshot{}
	}
	stretch := ""
	if i, ok := slices.BinarySearch(d.days, day); ok {
		stretch = string(day)
	} else if i > 0 {
		stretch = string(d.days[i-1])
	}
	if kept, ok := d.kept[stretch]; ok {
		return kept
	}
	next := newSnapshot(s.seq, newIndex(s.index.book.On(day)))
	next.state, next.day, next.whole = s.state, day, s
	d.kept[stretch] = next
	return next
}

// daysOf lists the first days of the stretches over which a book reads alike.
func daysOf(b *plan.Book) []core.Date {
	var days []core.Date
	for _, n := range b.Names {
		days = append(days, n.Until.AddDays(1))
	}
	for _, t := range b.Transfers {
		days = append(days, t.From)
	}
	slices.SortFunc(days, func(x, y core.Date) int { return strings.Compare(string(x), string(y)) })
	return slices.Compact(days)
}
