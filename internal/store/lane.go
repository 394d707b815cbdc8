package store

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"tupo/internal/core"
	"tupo/internal/errs"
)

// Bounds of the writing queue.
const (
	maxBatch   = 256  // requests that share one commit
	maxWaiting = 8192 // more are answered Busy
)

// lane is a queue of requests with at most one goroutine that serves it. SQLite
// has one lane, since it has one writer; PostgreSQL has one per district, since
// the district's locked head allows one at a time anyway, and one, under the
// empty district, for what lies outside the ledgers.
//
// There is no timer: while one batch commits, the next one gathers.
type lane struct {
	db      *DB
	session session
	desk    *desk
	memory  memory

	mu      sync.Mutex // guards waiting and busy
	waiting []*request
	busy    bool
}

// States of a request. Whoever moves it out of waiting decides: the lane, and
// then the caller gets the lane's answer, or the caller whose context ended,
// and then nothing is done.
const (
	waiting int32 = iota
	taken
	abandoned
)

// request is one closure with its answer.
type request struct {
	ctx    context.Context
	meta   Meta
	write  func(*Tx) error    // or
	aside  func(*Aside) error // exactly one of the two
	create bool               // the district's first entry: make its logs first

	state  atomic.Int32
	result Written
	err    error
	done   chan struct{}
}

// submit queues a request and waits for its answer. A request that is still
// waiting when ctx ends is withdrawn; one that has been taken is not, so that
// the caller never has to guess whether it was written.
func (db *DB) submit(r *request) (Written, error) {
	if err := r.ctx.Err(); err != nil {
		return Written{}, err
	}
	l, err := db.lane(r.meta.District)
	if err != nil {
		return Written{}, err
	}
	defer db.running.Done()
	r.done = make(chan struct{})
	if err := l.enqueue(r); err != nil {
		return Written{}, err
	}
	select {
	case <-r.done:
	case <-r.ctx.Done():
		if r.state.CompareAndSwap(waiting, abandoned) {
			return Written{}, r.ctx.Err()
		}
		<-r.done
	}
	return r.result, r.err
}

// lane finds the lane of a district and counts one more request under way.
func (db *DB) lane(d core.DistrictID) (*lane, error) {
	if db.readOnly {
		return nil, errs.New(errs.Forbidden, "store.read-only")
	}
	if db.dialect == sqlite {
		d = ""
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed {
		return nil, errs.New(errs.Busy, "store.closed")
	}
	l := db.lanes[d]
	if l == nil {
		s := newSession(db.dialect, db.write)
		l = &lane{db: db, session: s, desk: newDesk(s)}
		l.memory.forget()
		db.lanes[d] = l
	}
	db.running.Add(1)
	return l, nil
}

func (l *lane) enqueue(r *request) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) >= maxWaiting {
		return errs.New(errs.Busy, "store.queue-full")
	}
	l.waiting = append(l.waiting, r)
	if !l.busy {
		l.busy = true
		l.db.running.Add(1)
		go l.serve()
	}
	return nil
}

// take removes the next batch from the queue. With none left the lane rests.
func (l *lane) take() []*request {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := min(len(l.waiting), maxBatch)
	if n == 0 {
		l.session.rest()
		l.waiting, l.busy = nil, false
		return nil
	}
	batch := make([]*request, 0, n)
	for _, r := range l.waiting[:n] {
		if r.state.CompareAndSwap(waiting, taken) {
			batch = append(batch, r)
		}
	}
	l.waiting = append(l.waiting[:0], l.waiting[n:]...)
	return batch
}

// serve runs batches until none is waiting. A closure that ends the goroutine
// (runtime.Goexit, which is what testing's FailNow does) must not leave its
// neighbours without answer: the batch fails and another goroutine goes on.
func (l *lane) serve() {
	var batch []*request
	finished := false
	defer func() {
		if !finished {
			l.session.rollback()
			l.memory.forget()
			for _, r := range batch {
				r.answer(Written{}, fmt.Errorf("store: a closure of the batch ended the writer: %w", errExited))
			}
			l.db.running.Add(1)
			go l.serve()
		}
		l.db.running.Done()
	}()
	for batch = l.take(); batch != nil; batch = l.take() {
		l.run(batch)
	}
	finished = true
}

// answer settles the request once; later answers are ignored.
func (r *request) answer(w Written, err error) {
	select {
	case <-r.done:
		return
	default:
	}
	r.result, r.err = w, err
	close(r.done)
}
