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
	heads   map[logID]*head
	order   []*head // as first used, so that locks and hooks keep one order
	events  map[core.DistrictID][]Event
	answers []answer

	requests []*request
	keys     map[seenKey]record.Entry // where the dialect gathers; nil before the first use
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
		b := &batch{db: l.db, session: l.session, requests: requests, heads: make(map[logID]*head),
			events: make(map[core.DistrictID][]Event)}
		err := b.transact(requests)
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

// transact begins, runs each request, writes events and heads and commits. On
// an error everything is rolled back.
func (b *batch) transact(requests []*request) error {
	if err := b.session.begin(); err != nil {
		b.session.rollback()
		return fmt.Errorf("store: begin: %w", err)
	}
	err := b.each(requests)
	if err == nil {
		err = b.finish()
	}
	if err != nil {
		b.session.rollback()
		return err
	}
	if err := b.session.commit(); err != nil {
		b.session.rollback()
		if b.db.dialect.unknown(err) {
			return errs.New(errs.Internal, "store.outcome-unknown").Because(errors.Join(errUnknown, err))
		}
		return fmt.Errorf("store: commit: %w", err)
	}
	return nil
}

// each runs the requests in their order. A request's own error is its answer;
// an error returned here is the batch's.
func (b *batch) each(requests []*request) error {
	alone := len(requests) == 1
	for _, r := range requests {
		if err := r.ctx.Err(); err != nil {
			b.answers = append(b.answers, answer{request: r, err: err})
			continue
		}
		w, err := b.guarded(r, alone)
		if err != nil && (alone || errors.Is(err, errAlone)) {
			return err
		}
		b.answers = append(b.answers, answer{request: r, written: w, err: err})
	}
	return nil
}

// guarded runs a request so that its failure leaves no trace in the batch. A
// request that is alone needs no savepoint: the whole transaction goes.
func (b *batch) guarded(r *request, alone bool) (Written, error) {
	point := !alone && b.db.dialect.savepoints()
	if point {
		if b.session.later("SAVEPOINT request") != nil {
			return Written{}, errAlone
		}
	}
	tx := b.open(r)
	err := tx.run(r)
	if err == nil {
		err = tx.append()
	}
	switch {
	case err == nil && point:
		if b.session.later("RELEASE request") != nil {
			return Written{}, errAlone
		}
	case err != nil && point:
		if b.session.later("ROLLBACK TO request") != nil || b.session.later("RELEASE request") != nil {
			return Written{}, errAlone
		}
	case err != nil && !alone && (tx.dirty || tx.failed != nil):
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
		events[i].ID = eventID(tx.Seq(), i)
		if err := tx.Insert(&events[i]); err != nil {
			return err
		}
	}
	if err := tx.append(); err != nil {
		return err
	}
	tx.settle()
	return nil
}
