package httpx

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"tupo/internal/core"
	"tupo/internal/errs"
)

// fakeSessions keeps sessions in a map and counts what is asked of it.
type fakeSessions struct {
	mu      sync.Mutex
	all     map[TokenHash]Session
	fault   error
	lookups int
	touches []core.Instant
}

func newFakeSessions() *fakeSessions { return &fakeSessions{all: map[TokenHash]Session{}} }

func (f *fakeSessions) put(hash TokenHash, s Session) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all[hash] = s
}

func (f *fakeSessions) only(t *testing.T) TokenHash {
	t.Helper()
	for hash := range f.all {
		return hash
	}
	t.Fatal("no session")
	return ""
}

func (f *fakeSessions) Lookup(_ context.Context, hash TokenHash) (Session, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lookups++
	if f.fault != nil {
		return Session{}, f.fault
	}
	s, ok := f.all[hash]
	if !ok {
		return Session{}, errs.New(errs.Unauthenticated, KeyLogin)
	}
	return s, nil
}

func (f *fakeSessions) Touch(_ context.Context, hash TokenHash, seen core.Instant) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.touches = append(f.touches, seen)
	s := f.all[hash]
	s.Seen = seen
	f.all[hash] = s
	return nil
}

// trial is a cache over one session with a clock set by hand.
type trial struct {
	source *fakeSessions
	cache  *Cache
	now    time.Time
}

func newTrial(o CacheOptions) *trial {
	x := &trial{source: newFakeSessions(), now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)}
	o.Now = func() time.Time { return x.now }
	x.cache = NewCache(x.source, o)
	x.source.put("h", Session{Seen: core.InstantOf(x.now)})
	return x
}

func (x *trial) get() error {
	_, err := x.cache.Get(context.Background(), "h")
	return err
}

func keyOf(err error) string {
	var e *errs.Error
	if errors.As(err, &e) {
		return e.Key
	}
	return fmt.Sprint(err)
}

func TestCacheRefreshesEveryFiveSeconds(t *testing.T) {
	x := newTrial(CacheOptions{})
	for range 11 { // seconds 0 to 10
		if err := x.get(); err != nil {
			t.Fatal(err)
		}
		x.now = x.now.Add(time.Second)
	}
	if x.source.lookups != 3 {
		t.Errorf("look-ups in eleven requests over ten seconds = %d, want 3", x.source.lookups)
	}
}

func TestCacheSeesAnEndWithinFiveSeconds(t *testing.T) {
	x := newTrial(CacheOptions{})
	if err := x.get(); err != nil {
		t.Fatal(err)
	}
	delete(x.source.all, "h")
	x.now = x.now.Add(4 * time.Second)
	if err := x.get(); err != nil {
		t.Errorf("4 s after the end: %v, want still the cached one", err)
	}
	x.now = x.now.Add(time.Second)
	if err := x.get(); !errs.Is(err, errs.Unauthenticated) {
		t.Errorf("5 s after the end: %v, want unauthenticated", err)
	}
	if len(x.cache.entries) != 0 {
		t.Errorf("%d entries are kept of a session that has ended", len(x.cache.entries))
	}
}

func TestCacheTouchesOnceAMinute(t *testing.T) {
	x := newTrial(CacheOptions{})
	for range 181 { // seconds 0 to 180
		if err := x.get(); err != nil {
			t.Fatal(err)
		}
		x.now = x.now.Add(time.Second)
	}
	if n := len(x.source.touches); n != 3 {
		t.Errorf("touches in three minutes of requests = %d, want 3", n)
	}
}

func TestCacheIdle(t *testing.T) {
	x := newTrial(CacheOptions{Idle: 10 * time.Minute})
	for range 4 { // busy every five minutes: alive for twenty
		if err := x.get(); err != nil {
			t.Fatal(err)
		}
		x.now = x.now.Add(5 * time.Minute)
	}
	x.now = x.now.Add(5 * time.Minute)
	if err := x.get(); keyOf(err) != "session.idle" {
		t.Errorf("after ten minutes without a request: %v, want session.idle", err)
	}
	if err := x.get(); keyOf(err) != "session.idle" {
		t.Errorf("the next request: %v, want session.idle still", err)
	}
}

// TestCacheIdleCountsCachedRequests: requests that were not yet written down
// count too.
func TestCacheIdleCountsCachedRequests(t *testing.T) {
	x := newTrial(CacheOptions{Idle: 2 * time.Minute})
	for _, after := range []time.Duration{0, 50 * time.Second, 119 * time.Second} {
		x.now = x.now.Add(after)
		if err := x.get(); err != nil {
			t.Fatalf("%s later: %v", after, err)
		}
	}
}

func TestCacheExpiryAndClosure(t *testing.T) {
	x := newTrial(CacheOptions{})
	x.source.put("h", Session{Seen: core.InstantOf(x.now), Expires: core.InstantOf(x.now.Add(time.Second))})
	if err := x.get(); err != nil {
		t.Fatal(err)
	}
	x.now = x.now.Add(time.Second)
	if err := x.get(); keyOf(err) != "session.expired" {
		t.Errorf("at its expiry: %v, want session.expired", err)
	}
	closed := Session{Seen: core.InstantOf(x.now)}
	closed.Actor.Account.Closed = true
	x.source.put("h", closed)
	if err := x.get(); !errs.Is(err, errs.Unauthenticated) {
		t.Errorf("closed account: %v, want unauthenticated", err)
	}
}

func TestCacheForgets(t *testing.T) {
	for name, forget := range map[string]func(c *Cache){
		"Forget": func(c *Cache) { c.Forget("h") }, "ForgetAll": func(c *Cache) { c.ForgetAll() },
	} {
		x := newTrial(CacheOptions{})
		if err := x.get(); err != nil {
			t.Fatal(err)
		}
		delete(x.source.all, "h")
		forget(x.cache)
		if err := x.get(); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("after %s: %v, want unauthenticated at once", name, err)
		}
	}
}

func TestCacheIsBounded(t *testing.T) {
	x := newTrial(CacheOptions{Size: 50})
	for i := range 500 {
		hash := TokenHash(fmt.Sprint(i))
		x.source.put(hash, Session{Seen: core.InstantOf(x.now)})
		if _, err := x.cache.Get(context.Background(), hash); err != nil {
			t.Fatal(err)
		}
		if len(x.cache.entries) > 50 {
			t.Fatalf("%d entries, want at most 50", len(x.cache.entries))
		}
	}
}

func TestCacheUnderLoad(t *testing.T) {
	source := newFakeSessions()
	now := time.Now()
	source.put("h", Session{Seen: core.InstantOf(now)})
	cache := NewCache(source, CacheOptions{Now: time.Now, Size: 4})
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for j := range 200 {
				if _, err := cache.Get(context.Background(), "h"); err != nil {
					t.Errorf("Get: %v", err)
				}
				_, _ = cache.Get(context.Background(), TokenHash(fmt.Sprint(i, j)))
				if j%50 == 0 {
					cache.ForgetAll()
				}
			}
		})
	}
	wait.Wait()
}

func TestTokens(t *testing.T) {
	a, err := NewToken(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := NewToken(rand.Reader); err != nil || a == b || len(a) != 43 || !a.wellFormed() {
		t.Errorf("NewToken twice = %q, %q, %v; want two different of 43 characters", string(a), string(b), err)
	}
	if _, err := NewToken(bytes.NewReader(nil)); err == nil {
		t.Error("NewToken without randomness: want an error")
	}
	if got := Token("abc").Hash(); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("Hash(abc) = %s, want the SHA-256 test vector", got)
	}
	if s := fmt.Sprintf("%v %s", a, a); strings.Contains(s, string(a)) {
		t.Errorf("a printed token shows itself: %s", s)
	}
}

func TestCookies(t *testing.T) {
	for _, c := range []struct{ url, want string }{
		{"http://tupo.example/in", "tupo=%s; Path=/; HttpOnly; SameSite=Lax"},
		{"https://tupo.example/in", "__Host-tupo=%s; Path=/; HttpOnly; Secure; SameSite=Lax"},
	} {
		token, err := NewToken(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		routes := []Route{
			{Method: "GET", Pattern: "/in", Permission: Open, Handler: func(w http.ResponseWriter, r *http.Request) error {
				SetSession(w, r, token)
				return nil
			}},
			{Method: "GET", Pattern: "/out", Permission: Open, Handler: func(w http.ResponseWriter, r *http.Request) error {
				ClearSession(w, r)
				return nil
			}},
		}
		h := newHouse(t, routes, nil)
		want := fmt.Sprintf(c.want, string(token))
		if got := h.do(httptest.NewRequest("GET", c.url, nil), nil).Header().Get("Set-Cookie"); got != want {
			t.Errorf("GET %s sets %q, want %q", c.url, got, want)
		}
		out := h.do(httptest.NewRequest("GET", strings.Replace(c.url, "/in", "/out", 1), nil), nil).Header().Get("Set-Cookie")
		if !strings.Contains(out, "Max-Age=0") || strings.Contains(out, string(token)) {
			t.Errorf("logout sets %q, want the cookie ended", out)
		}
	}
}

// TestPlainCookieIsNotBelievedOverTLS: a neighbour host could have set it.
func TestPlainCookieIsNotBelievedOverTLS(t *testing.T) {
	h := newHouse(t, table(), nil)
	cookie := h.login("reporter", nil)
	if w := h.do(httptest.NewRequest("GET", "https://tupo.example/board", nil), cookie); w.Code != 401 {
		t.Errorf("the plain cookie over TLS = %d, want 401", w.Code)
	}
	cookie.Name = "__Host-tupo"
	if w := h.do(httptest.NewRequest("GET", "https://tupo.example/board", nil), cookie); w.Code != 200 {
		t.Errorf("the prefixed cookie over TLS = %d, want 200", w.Code)
	}
}

func TestLimiter(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	l := NewLimiter(LimiterOptions{Now: func() time.Time { return now }, Burst: 3, Refill: time.Second, Size: 100})
	for i := range 3 {
		if wait, ok := l.Allow("a"); !ok {
			t.Errorf("Allow %d = wait %s, want yes", i, wait)
		}
	}
	if wait, ok := l.Allow("a"); ok || wait != time.Second {
		t.Errorf("the fourth at once = %v, wait %s; want no, 1s", ok, wait)
	}
	if _, ok := l.Allow("b"); !ok {
		t.Error("another key is held up")
	}
	if _, ok := l.Allow("b", "a"); ok {
		t.Error("two keys of which one is empty: want no")
	}
	for range 2 { // the refusal took nothing from b
		if _, ok := l.Allow("b"); !ok {
			t.Error("b lost one to a refusal")
		}
	}
	now = now.Add(1500 * time.Millisecond)
	if _, ok := l.Allow("a"); !ok {
		t.Error("after a second and a half: want one more")
	}
	if wait, ok := l.Allow("a"); ok || wait != 500*time.Millisecond {
		t.Errorf("and then = %v, wait %s; want no, 500ms", ok, wait)
	}
	for i := range 10_000 {
		l.Allow(fmt.Sprint(i))
		if n := len(l.now) + len(l.old); n > 100 {
			t.Fatalf("%d keys remembered, want at most 100", n)
		}
	}
}

func TestLoginKey(t *testing.T) {
	var keys []string
	routes := []Route{{Method: "GET", Pattern: "/k", Permission: Open, Handler: func(w http.ResponseWriter, r *http.Request) error {
		keys = append(keys, LoginKey(r.Context(), " Ｏffice"))
		return nil
	}}}
	h := newHouse(t, routes, nil)
	for _, remote := range []string{"203.0.113.9:1", "[2001:db8::1]:1", "[2001:db8::2]:1"} {
		r := httptest.NewRequest("GET", "/k", nil)
		r.RemoteAddr = remote
		h.do(r, nil)
	}
	if got, want := strings.Join(keys, "; "), "203.0.113.9 office; 2001:db8::/64 office; 2001:db8::/64 office"; got != want {
		t.Errorf("LoginKey = %s, want %s", got, want)
	}
}

func TestLocalPath(t *testing.T) {
	for in, want := range map[string]string{
		"/sheets?period=2023-10": "/sheets?period=2023-10", "": "/", "/": "/", "https://evil.example/": "/", "//evil.example": "/",
		"/\\evil.example": "/", "javascript:alert(1)": "/", "sheets": "/", "/a\r\nSet-Cookie: x": "/", "/%zz": "/", "///evil.example": "/",
	} {
		if got := LocalPath(in); got != want {
			t.Errorf("LocalPath(%q) = %q, want %q", in, got, want)
		}
	}
}
