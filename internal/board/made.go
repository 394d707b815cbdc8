package board

import (
	"errors"
	"sync"
)

// errUnfinished is what others get when the making panicked.
var errUnfinished = errors.New("board: what is made of a view was not finished")

// made is something made of a view.
type made struct {
	once  sync.Once
	value any
	err   error
}

// Once gives what was made of the view under this key, making it at the first
// call; others who ask meanwhile wait for it. It is kept as long as the view, so
// it is gone when the ledger moves on. What is made must follow from the view and
// the key alone, never from who asks: everybody who sees this board gets it. Keys
// are few, known to the program, and of a type of the caller's own. A failure is
// not kept.
func Once[T any](v *View, key any, f func() (T, error)) (T, error) {
	v.madeMu.Lock()
	if v.made == nil {
		v.made = map[any]*made{}
	}
	m := v.made[key]
	if m == nil {
		m = new(made)
		v.made[key] = m
	}
	v.madeMu.Unlock()
	m.once.Do(func() {
		m.err = errUnfinished
		m.value, m.err = f()
	})
	if m.err != nil {
		v.madeMu.Lock()
		if v.made[key] == m {
			delete(v.made, key)
		}
		v.madeMu.Unlock()
		var none T
		return none, m.err
	}
	return m.value.(T), nil
}
