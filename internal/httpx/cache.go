package httpx

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"tupo/internal/core"
	"tupo/internal/errs"
)

// How old a cached session may be, and how often its use is written down.
const (
	refreshEvery = 5 * time.Second
	touchEvery   = time.Minute
)

// CacheOptions are what a Cache needs.
type CacheOptions struct {
	Now  func() time.Time // the wall clock, required
	Idle time.Duration    // a session without a request for so long has ended; 0 is 30 minutes
	Size int              // sessions kept; 0 is 10,000
	Log  *slog.Logger     // told when a touch cannot be written; nil tells nobody
}

// Cache keeps sessions in memory, so that a request costs no query: each is read
// anew every 5 seconds, hence a grant withdrawn elsewhere holds so much longer
// at most, and its use is written once a minute. Sessions that do not exist are
// not kept. It is safe for any number of goroutines.
type Cache struct {
	source Sessions
	o      CacheOptions

	mu      sync.RWMutex
	entries map[TokenHash]*entry
}

type entry struct {
	mu      sync.Mutex
	session Session
	fetched time.Time // zero until the first look-up has succeeded
	seen    time.Time // the last request in this process
	touched time.Time
}

// NewCache makes a cache over a source.
func NewCache(source Sessions, o CacheOptions) *Cache {
	if o.Idle == 0 {
		o.Idle = 30 * time.Minute
	}
	if o.Size == 0 {
		o.Size = 10_000
	}
	return &Cache{source: source, o: o, entries: map[TokenHash]*entry{}}
}

// Get gives a session that is alive, and counts as a request of it. Errors:
// errs.Unauthenticated when there is none, "session.idle" or "session.expired"
// when it has ended; else the source's.
func (c *Cache) Get(ctx context.Context, hash TokenHash) (Session, error) {
	e := c.entry(hash)
	session, touch, err := c.use(ctx, e, hash)
	if err != nil {
		c.drop(hash, e)
		return Session{}, err
	}
	if touch {
		if err := c.source.Touch(ctx, hash, session.Seen); err != nil && c.o.Log != nil {
			c.o.Log.Warn("session not touched", "error", err.Error())
		}
	}
	return session, nil
}

// use reads the entry anew if it is old, and judges it. Requests of the same
// session wait for one look-up.
func (c *Cache) use(ctx context.Context, e *entry, hash TokenHash) (s Session, touch bool, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := c.o.Now()
	if e.fetched.IsZero() || now.Sub(e.fetched) >= refreshEvery || now.Before(e.fetched) {
		if s, err = c.source.Lookup(ctx, hash); err != nil {
			return Session{}, false, err
		}
		s.Hash = hash
		if e.fetched.IsZero() {
			e.touched = s.Seen.Time()
		}
		e.session, e.fetched = s, now
	}
	last := e.session.Seen.Time()
	if e.seen.After(last) {
		last = e.seen
	}
	switch {
	case e.session.Actor.Account.Closed:
		return Session{}, false, errs.New(errs.Unauthenticated, KeyLogin)
	case now.Sub(last) >= c.o.Idle:
		return Session{}, false, errs.New(errs.Unauthenticated, "session.idle")
	case e.session.Expires != 0 && !now.Before(e.session.Expires.Time()):
		return Session{}, false, errs.New(errs.Unauthenticated, "session.expired")
	}
	e.seen = now
	s = e.session
	s.Seen = core.InstantOf(now)
	if touch = now.Sub(e.touched) >= touchEvery; touch {
		e.touched = now
	}
	return s, touch, nil
}

// entry finds or makes the entry of a token.
func (c *Cache) entry(hash TokenHash) *entry {
	c.mu.RLock()
	e := c.entries[hash]
	c.mu.RUnlock()
	if e != nil {
		return e
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e = c.entries[hash]; e == nil {
		if len(c.entries) >= c.o.Size {
			c.shrink()
		}
		e = &entry{}
		c.entries[hash] = e
	}
	return e
}

// shrink lets a tenth of the entries go, whichever the map gives first: all can
// be read again. The caller holds mu.
func (c *Cache) shrink() {
	spare := max(1, c.o.Size/10)
	for hash := range c.entries {
		delete(c.entries, hash)
		if spare--; spare == 0 {
			return
		}
	}
}

// drop removes an entry if it is still the one that failed.
func (c *Cache) drop(hash TokenHash, e *entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.entries[hash] == e {
		delete(c.entries, hash)
	}
}

// Open counts the sessions that asked for something in this process and have not
// idled out since.
func (c *Cache) Open() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	now, n := c.o.Now(), 0
	for _, e := range c.entries {
		e.mu.Lock()
		if !e.fetched.IsZero() && now.Sub(e.seen) < c.o.Idle {
			n++
		}
		e.mu.Unlock()
	}
	return n
}

// Forget drops one session at once: at logout and after a password change.
func (c *Cache) Forget(hash TokenHash) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.entries, hash)
}

// ForgetAll makes the next request of every session read it anew: after a change of
// accounts, grants or units in this process, or of a password.
func (c *Cache) ForgetAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.entries)
}
