package httpx

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
)

// Session is somebody logged in. Its times are the wall clock's.
type Session struct {
	Hash       TokenHash
	District   core.DistrictID
	Actor      access.Actor // with grants and units as they were when looked up
	MustChange bool         // the password is a temporary one
	Created    core.Instant
	Seen       core.Instant // the last request, to the minute
	Expires    core.Instant // 0 is never, but for idleness
}

// Sessions is where sessions are kept. A session that does not exist, or whose
// account is closed, is errs.Unauthenticated.
type Sessions interface {
	Lookup(ctx context.Context, hash TokenHash) (Session, error)
	Touch(ctx context.Context, hash TokenHash, seen core.Instant) error
}

// Token is what the browser holds: 32 random bytes. It is stored nowhere.
type Token string

// TokenHash is SHA-256 of the token's text in lower-case hex, as it is stored:
// who reads the database cannot log in with it.
type TokenHash string

const tokenBytes = 32

// NewToken makes a token; random is crypto/rand.Reader.
func NewToken(random io.Reader) (Token, error) {
	var raw [tokenBytes]byte
	if _, err := io.ReadFull(random, raw[:]); err != nil {
		return "", fmt.Errorf("httpx: session token: %w", err)
	}
	return Token(base64.RawURLEncoding.EncodeToString(raw[:])), nil
}

// Hash gives the stored form.
func (t Token) Hash() TokenHash {
	sum := sha256.Sum256([]byte(t))
	return TokenHash(hex.EncodeToString(sum[:]))
}

// String hides the token from logs and messages.
func (t Token) String() string { return "token…" }

// wellFormed spares the database what cannot be a token.
func (t Token) wellFormed() bool {
	raw, err := base64.RawURLEncoding.DecodeString(string(t))
	return err == nil && len(raw) == tokenBytes
}

// cookieName has the prefix that makes browsers insist on Secure, this host and
// the whole path, wherever there is TLS.
func cookieName(secure bool) string {
	if secure {
		return "__Host-tupo"
	}
	return "tupo"
}

// SetSession gives the token to the browser. The cookie ends with the browser;
// the session itself ends by idleness or expiry.
func SetSession(w http.ResponseWriter, r *http.Request, token Token) {
	http.SetCookie(w, cookie(Secure(r.Context()), string(token), 0))
}

// ClearSession takes it away.
func ClearSession(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, cookie(Secure(r.Context()), "", -1))
}

func cookie(secure bool, value string, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: cookieName(secure), Value: value, Path: "/", MaxAge: maxAge,
		HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode,
	}
}

// tokenOf finds the token: the Authorization header of a program, or the cookie
// of a browser.
func tokenOf(r *http.Request, secure bool) (Token, bool) {
	if scheme, value, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		t := Token(strings.TrimSpace(value))
		return t, t.wellFormed()
	}
	c, err := r.Cookie(cookieName(secure))
	if err != nil {
		return "", false
	}
	t := Token(c.Value)
	return t, t.wellFormed()
}
