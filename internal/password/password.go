// Package password hashes and checks passwords, says which are too weak, makes
// temporary ones and says when a login is locked.
//
// It stores nothing and knows no account: the hash's text lies outside the
// ledger, in the store's secrets. It never logs or returns a password it was
// given.
package password

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"sync/atomic"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"tupo/internal/errs"
)

// Cost of a new hash: 19 MiB, two passes, one lane (OWASP Password Storage Cheat
// Sheet, first choice for argon2id).
const (
	memory  = 19 * 1024 // KiB
	passes  = 2
	lanes   = 1
	saltLen = 16
	hashLen = 32
)

// How many hashes are made at a time, and how many callers may wait for them.
// More would let a burst of logins take the machine's memory.
const (
	atOnce  = 2
	inQueue = 50
)

// Hasher makes and checks hashes. It is safe for any number of goroutines; make
// one for the whole process, or the limits mean nothing.
type Hasher struct {
	slots   chan struct{}
	waiting atomic.Int64
	salt    func([]byte) (int, error)
	decoy   []byte // salt of the work done for logins that do not exist
}

// NewHasher makes a Hasher that takes its salts from the system.
func NewHasher() *Hasher {
	h := &Hasher{slots: make(chan struct{}, atOnce), salt: rand.Read, decoy: make([]byte, saltLen)}
	for range atOnce {
		h.slots <- struct{}{}
	}
	return h
}

// Hash gives the password's hash in the PHC string form. It answers errs.Busy
// when the queue is full, and ctx's error when the caller is gone.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltLen)
	if _, err := h.salt(salt); err != nil {
		return "", fmt.Errorf("password: salt: %w", err)
	}
	sum, err := h.derive(ctx, password, phc{memory: memory, passes: passes, lanes: lanes, salt: salt, sum: make([]byte, hashLen)})
	if err != nil {
		return "", err
	}
	return phc{memory: memory, passes: passes, lanes: lanes, salt: salt, sum: sum}.String(), nil
}

// Match is what checking a password found.
type Match struct {
	OK bool
	// Stale says that the stored hash was made at another cost than today's: the
	// caller, who has the password now, should store a new one.
	Stale bool
}

// Check compares a password with a stored hash. For a login that does not exist
// pass "": the same work is done and the answer is no, so that time tells
// nothing. A damaged hash is errs.Damaged.
func (h *Hasher) Check(ctx context.Context, stored, password string) (Match, error) {
	want := phc{memory: memory, passes: passes, lanes: lanes, salt: h.decoy, sum: make([]byte, hashLen)}
	if stored != "" {
		var err error
		if want, err = parse(stored); err != nil {
			return Match{}, errs.New(errs.Damaged, "password.damaged").Because(err)
		}
	}
	sum, err := h.derive(ctx, password, want)
	if err != nil {
		return Match{}, err
	}
	same := subtle.ConstantTimeCompare(sum, want.sum) == 1
	return Match{OK: same && stored != "", Stale: want.stale()}, nil
}

// derive waits for a slot and does the work. The password is brought to NFKC
// first, so that letters typed full-width with a Chinese input method equal the
// plain ones. (RFC 8265 asks for NFC only.)
func (h *Hasher) derive(ctx context.Context, password string, p phc) ([]byte, error) {
	select {
	case <-h.slots:
	default:
		if err := h.queue(ctx); err != nil {
			return nil, err
		}
	}
	defer func() { h.slots <- struct{}{} }()
	return argon2.IDKey([]byte(norm.NFKC.String(password)), p.salt, p.passes, p.memory, p.lanes, uint32(len(p.sum))), nil
}

// queue waits for a slot, unless too many wait already.
func (h *Hasher) queue(ctx context.Context) error {
	if h.waiting.Add(1) > inQueue {
		h.waiting.Add(-1)
		return errs.New(errs.Busy, "password.busy")
	}
	defer h.waiting.Add(-1)
	select {
	case <-h.slots:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("password: wait for a turn: %w", ctx.Err())
	}
}
