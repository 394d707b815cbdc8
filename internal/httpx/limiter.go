package httpx

import (
	"context"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Limiter lets each key act Burst times at once and then once in every Refill (a
// token bucket). It remembers at most Size keys: when there are more it forgets
// those not seen for longest, half of them at a time. It is safe for any number
// of goroutines.
type Limiter struct {
	o LimiterOptions

	mu       sync.Mutex
	now, old map[string]bucket // keys used since the last forgetting, and before it
}

// LimiterOptions are what a Limiter needs.
type LimiterOptions struct {
	Now    func() time.Time // the wall clock, required
	Burst  int              // at least 1
	Refill time.Duration    // above 0
	Size   int              // keys remembered; 0 is 20,000
}

// bucket holds what is left, as the moment at which it was or will be full.
type bucket struct{ full time.Time }

// NewLimiter makes a Limiter.
func NewLimiter(o LimiterOptions) *Limiter {
	if o.Size == 0 {
		o.Size = 20_000
	}
	o.Burst, o.Refill = max(1, o.Burst), max(time.Microsecond, o.Refill)
	return &Limiter{o: o, now: map[string]bucket{}, old: map[string]bucket{}}
}

// Allow takes one from each key's bucket, or none from any and says how long to
// wait.
func (l *Limiter) Allow(keys ...string) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.o.Now()
	room := time.Duration(l.o.Burst-1) * l.o.Refill
	for _, key := range keys {
		if full := l.find(key, now); full.Sub(now) > room {
			wait = max(wait, full.Sub(now)-room)
		}
	}
	if wait > 0 {
		return wait, false
	}
	for _, key := range keys {
		l.put(key, bucket{l.find(key, now).Add(l.o.Refill)})
	}
	return 0, true
}

// find gives when the key's bucket will be full; now, if it is.
func (l *Limiter) find(key string, now time.Time) time.Time {
	b, ok := l.now[key]
	if !ok {
		b = l.old[key]
	}
	if b.full.Before(now) {
		return now
	}
	return b.full
}

func (l *Limiter) put(key string, b bucket) {
	if _, known := l.now[key]; !known && len(l.now) >= max(1, l.o.Size/2) {
		l.old, l.now = l.now, make(map[string]bucket, len(l.now))
	}
	l.now[key] = b
}

// LoginKey is the bucket of a login attempt: this login from this network.
func LoginKey(ctx context.Context, login string) string {
	login = strings.ToLower(norm.NFKC.String(strings.TrimSpace(login)))
	if len(login) > 64 {
		login = login[:64]
	}
	return network(ClientIP(ctx)) + " " + login
}

// Network is what counts as the client of a request in hand, for limits that a
// use case sets itself.
func Network(ctx context.Context) string { return network(ClientIP(ctx)) }

// network is what counts as one client: an IPv4 address, or the /64 that one
// subscriber of IPv6 has.
func network(ip netip.Addr) string {
	if ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			return p.String()
		}
	}
	return ip.String()
}
