package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"time"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/record"
)

var (
	errExited = errors.New("runtime.Goexit")
	errPanic  = errors.New("panic")
	// errAlone says that the batch must be run again request by request.
	errAlone = errors.New("batch cannot go on")
	// errUnknown says that the connection broke while committing.
	errUnknown = errors.New("commit may have happened")
)

// batch is one writing transaction and what it has in memory.
type batch struct {
	db      *DB
	session session
	desk    *desk
	memory  *memory
	heads   map[logID]*head
	order   []*head // as first used, so that locks and hooks keep one order
	pending pending // of the requests that have settled
	events  map[core.DistrictID][]Event
	answers []answer
	broken  bool // what stood for several requests failed

	requests []*request
	keys     map[seenKey]seen
	gathered map[core.DistrictID]bool // whose keys were looked for
}

// alone reports whether the batch is one request.
func (b *batch) alone() bool { return len(b.requests) == 1 }

// sync sends what is pending.
func (b *batch) sync() error {
	if !b.pending.unsent() {
		return nil
	}
	err := b.desk.send(&b.pending)
	b.broken = b.broken || err != nil
	return err
}

// answer is kept until the commit: nobody hears of a write that may be undone.
type answer struct {
	request *request
	written Written
	err     error
}

// run settles every request: together if that works, each alone otherwise.
func (l *lane) run(requests []*request) {
	if len(requests) > 1 {
		if !errors.Is(l.attempt(requests), errAlone) {
			return
		}
	}
	for _, r := range requests {
		l.attempt([]*request{r})
	}
}

// Retries of a transaction that PostgreSQL gave up for another one's sake, or
// whose connection broke before the commit: in both cases nothing was written.
const (
	maxRetries = 8
	firstDelay = 4 * time.Millisecond
)

// attempt runs the requests in one transaction and answers them all, or answers
// none and returns errAlone.
func (l *lane) attempt(requests []*request) error {
	delay := firstDelay
	for try := 0; ; try++ {
		b := l.batch(requests)
		err := b.transact()
		switch {
		case err == nil:
			b.publish()
			return nil
		case errors.Is(err, errUnknown):
			for _, r := range requests {
				r.answer(Written{}, err)
			}
			return nil
		case try < maxRetries && (l.session.lost() || l.db.dialect.retryable(err)):
			time.Sleep(delay/2 + rand.N(delay))
			delay *= 2
		case len(requests) > 1:
			return errAlone
		default:
			requests[0].answer(Written{}, err)
			return nil
		}
	}
}

func (l *lane) batch(requests []*request) *batch {
	return &batch{db: l.db, session: l.session, desk: l.desk, memory: &l.memory, requests: requests,
		heads: make(map[logID]*head), events: make(map[core.DistrictID][]Event),
		keys: make(map[seenKey]seen), gathered: make(map[core.DistrictID]bool)}
}

// transact begins, runs each request, writes events and heads and commits. On
// an error everything is rolled back.
func (b *batch) transact() error {
	if err := b.session.begin(); err != nil {
		b.rollback()
		return fmt.Errorf("store: begin: %w", err)
	}
	err := b.each()
	if err == nil {
		err = b.finish()
	}
	if err != nil {
		b.rollback()
		return err
	}
	if err := b.session.commit(); err != nil {
		b.rollback()
		if b.db.dialect.unknown(err) {
			return errs.New(errs.Internal, "store.outcome-unknown").Because(errors.Join(errUnknown, err))
		}
		return fmt.Errorf("store: commit: %w", err)
	}
	return nil
}

// rollback leaves no trace. What was read while it ran may have been its own.
func (b *batch) rollback() {
	b.session.rollback()
	b.memory.forget()
}

// each runs the requests in their order. A request's own error is its answer;
// an error returned here is the batch's.
func (b *batch) each() error {
	for _, r := range b.requests {
		if err := r.ctx.Err(); err != nil {
			b.answers = append(b.answers, answer{request: r, err: err})
			continue
		}
		w, err := b.guarded(r)
		if err != nil && (b.alone() || errors.Is(err, errAlone)) {
			return err
		}
		b.answers = append(b.answers, answer{request: r, written: w, err: err})
	}
	return nil
}

// guarded runs a request so that its failure leaves no trace in the batch.
func (b *batch) guarded(r *request) (Written, error) {
	tx := b.open(r)
	err := tx.run(r)
	if err == nil {
		tx.append()
	}
	switch {
	case b.broken && !b.alone():
		return Written{}, errAlone
	case err == nil && tx.point:
		if b.session.later("RELEASE request") != nil {
			return Written{}, errAlone
		}
	case err != nil && tx.point:
		if b.session.later("ROLLBACK TO request") != nil || b.session.later("RELEASE request") != nil {
			return Written{}, errAlone
		}
		b.memory.forget() // what was read meanwhile may have been undone
	case err != nil && !b.alone() && (tx.dirty || tx.failed != nil):
		return Written{}, errAlone
	}
	if err != nil {
		return Written{}, err
	}
	tx.settle()
	return tx.written, nil
}

// publish tells the hooks and then the callers.
func (b *batch) publish() {
	b.memory.absorb(b)
	b.db.mu.Lock()
	hooks := b.db.hooks
	b.db.mu.Unlock()
	for _, h := range b.order {
		if h.id.log != MainLog || len(h.added) == 0 {
			continue
		}
		for _, f := range hooks {
			f(h.id.district, h.added)
		}
	}
	for _, a := range b.answers {
		a.request.answer(a.written, a.err)
	}
}

// call runs a closure and turns its panic into an error.
func call(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errs.New(errs.Internal, "store.panic").Because(
				fmt.Errorf("%w: %v\n%s", errPanic, p, debug.Stack()))
		}
	}()
	return f()
}

// finish writes what the batch gathered: the events as one entry per district,
// the tiles that became full, the heads.
func (b *batch) finish() error {
	for _, h := range b.order {
		if events := b.events[h.id.district]; h.id.log == AccessLog && len(events) > 0 {
			if err := b.writeEvents(h, events); err != nil {
				return err
			}
		}
	}
	if err := b.sync(); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	for _, h := range b.order {
		if err := b.save(h); err != nil {
			return err
		}
	}
	return nil
}

// writeEvents makes one entry of the access log out of the batch's events.
func (b *batch) writeEvents(h *head, events []Event) error {
	var now core.Instant
	for _, e := range events {
		now = max(now, e.At)
	}
	tx := b.newTx(Meta{District: h.id.district, Actor: system, Now: now, Action: "access.log"})
	tx.head = h
	for i := range events {
		events[i].ID = eventID(tx.Seq(), i) // new, since the number is
		s, next, err := tx.stateOf(&events[i])
		if err != nil {
			return err
		}
		tx.change(record.Insert, s, rowState{}, next)
	}
	tx.append()
	tx.settle()
	return nil
}
