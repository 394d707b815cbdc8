package app

import (
	"context"
	"sync"

	"tupo/internal/errs"
)

// inLine is how many attempts on one login may wait for the one before them.
const inLine = 40

// turns lets attempts on one login through one after the other: guesses sent at
// once would all be checked before the first of them is counted. The zero value
// is ready; it is safe for concurrent use.
type turns struct {
	mu    sync.Mutex
	lines map[string]*line
}

// line is one login's: whoever holds the token has the turn.
type line struct {
	token chan struct{}
	here  int // with the turn or waiting
}

// take waits for the turn of key; the caller gives it back with release. It fails
// with Busy when too many wait, and with ctx's error.
func (t *turns) take(ctx context.Context, key string) (release func(), err error) {
	l, err := t.join(key)
	if err != nil {
		return nil, err
	}
	select {
	case l.token <- struct{}{}:
		return func() {
			<-l.token
			t.leave(key, l)
		}, nil
	case <-ctx.Done():
		t.leave(key, l)
		return nil, ctx.Err()
	}
}

func (t *turns) join(key string) (*line, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	l := t.lines[key]
	if l == nil {
		l = &line{token: make(chan struct{}, 1)}
		if t.lines == nil {
			t.lines = map[string]*line{}
		}
		t.lines[key] = l
	}
	if l.here > inLine {
		return nil, errs.New(errs.Busy, "password.busy")
	}
	l.here++
	return l, nil
}

func (t *turns) leave(key string, l *line) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if l.here--; l.here == 0 {
		delete(t.lines, key)
	}
}
