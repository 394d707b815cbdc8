package app

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"

	"tupo/internal/errs"
	"tupo/internal/httpx"
)

// firstRun guards the beginning of a district over the network: only who reads
// what the server printed where it was started may begin. The code is kept as a
// hash, in memory, until it is used or the process ends.
type firstRun struct {
	mu    sync.Mutex // held while a district is begun
	hash  []byte     // of the code; nil when nobody may begin
	tries *httpx.Limiter
}

// Tries of the code by one network: a person mistypes a few times, and with 100
// random bits nobody guesses.
const (
	codeTries = 10
	codeRest  = 6 * time.Second
)

// codeGroup is how many characters stand together in a printed code.
const codeGroup = 4

// AwaitFirstRun opens the first-run page of an empty place and gives the code
// that begins a district there, for whoever starts the server; "" when the place
// has one already. A further call makes another code and the former void.
func (a *App) AwaitFirstRun(ctx context.Context) (string, error) {
	all, err := a.db.Districts(ctx)
	if err != nil || len(all) > 0 {
		return "", err
	}
	letters := rand.Text()[:5*codeGroup] // 100 bits
	sum := sha256.Sum256([]byte(letters))
	f := a.first
	f.mu.Lock()
	defer f.mu.Unlock()
	f.hash = sum[:]
	f.tries = httpx.NewLimiter(httpx.LimiterOptions{Now: func() time.Time { return a.wallNow().Time() }, Burst: codeTries, Refill: codeRest})
	var groups []string
	for i := 0; i < len(letters); i += codeGroup {
		groups = append(groups, letters[i:i+codeGroup])
	}
	return strings.Join(groups, "-"), nil
}

// AwaitsFirstRun reports whether the place is empty and its server was started
// with a code: whether the first-run page is there at all.
func (a *App) AwaitsFirstRun(ctx context.Context) (bool, error) {
	f := a.first
	f.mu.Lock()
	open := f.hash != nil
	f.mu.Unlock()
	if !open {
		return false, nil
	}
	all, err := a.db.Districts(ctx) // a command beside the server may have begun one
	return err == nil && len(all) == 0, err
}

// BeginWith is Begin for whoever proves with the server's code that he holds the
// machine. The code is judged first: without it nothing is learnt of the rest. It
// is void once a district has begun.
func (a *App) BeginWith(ctx context.Context, code string, in Beginning) (Begun, error) {
	f := a.first
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.hash == nil {
		return Begun{}, errs.New(errs.Missing, "begin.over")
	}
	if wait, ok := f.tries.Allow(httpx.Network(ctx)); !ok {
		return Begun{}, httpx.TooMany(wait)
	}
	sum := sha256.Sum256([]byte(bareCode(code)))
	if subtle.ConstantTimeCompare(sum[:], f.hash) != 1 {
		return Begun{}, &errs.Error{Kind: errs.Forbidden, Key: "begin.wrong-code", Field: "setup_code"}
	}
	begun, err := a.begin(ctx, in)
	if errs.Is(err, errs.Conflict) {
		f.hash = nil // somebody began beside the server
	}
	return begun, err
}

// bareCode takes a code as people type it: in any case and width, with or without
// its hyphens.
func bareCode(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '2' && r <= '7' {
			return r
		}
		return -1
	}, strings.ToUpper(norm.NFKC.String(text)))
}
