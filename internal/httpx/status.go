package httpx

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"tupo/internal/access"
	"tupo/internal/errs"
)

// Keys that a renderer acts on: the way to the login and to the password page.
const (
	KeyLogin      = "session.login"
	KeyMustChange = "session.must-change"
)

// Keys whose status is finer than their kind's.
const (
	keyMethod    = "http.method"
	keyMediaType = "form.type"
	keyTooMany   = "http.too-many"
)

// statusClientGone is logged when the browser went away first; it is not sent.
const statusClientGone = 499

// Status maps an error to its HTTP status. Input that cannot be read at all is
// 400, fields that can be read and are wrong 422.
func Status(err error) int {
	var e *errs.Error
	if !errors.As(err, &e) {
		return http.StatusInternalServerError
	}
	switch e.Key {
	case keyMethod:
		return http.StatusMethodNotAllowed
	case keyMediaType:
		return http.StatusUnsupportedMediaType
	case keyTooMany:
		return http.StatusTooManyRequests
	}
	switch e.Kind {
	case errs.Invalid:
		if e.Field == "" {
			return http.StatusBadRequest
		}
		return http.StatusUnprocessableEntity
	case errs.Unauthenticated:
		return http.StatusUnauthorized
	case errs.Forbidden:
		return http.StatusForbidden
	case errs.Missing:
		return http.StatusNotFound
	case errs.Conflict:
		return http.StatusConflict
	case errs.TooLarge:
		return http.StatusRequestEntityTooLarge
	case errs.Busy:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// Reveal makes of any error one that may be shown: every fault of it without its
// cause; for a missing object always the same words; for an error of unknown
// kind nothing but the request's id. The result's tree holds at least one
// *errs.Error.
func Reveal(err error, requestID string) error {
	var tooBig *http.MaxBytesError
	switch {
	case errors.As(err, &tooBig):
		return tooLarge(tooBig.Limit)
	case len(errs.All(err)) == 0 && errors.Is(err, context.DeadlineExceeded):
		return errs.New(errs.Busy, "http.slow")
	}
	switch errs.KindOf(err) {
	case errs.Internal:
		return errs.New(errs.Internal, "http.internal", "request", requestID)
	case errs.Missing:
		return access.Missing()
	}
	var shown []error
	for _, e := range errs.All(err) {
		if e.Kind == errs.Internal {
			continue
		}
		bare := *e
		bare.Cause = nil
		shown = append(shown, &bare)
	}
	if len(shown) == 1 {
		return shown[0]
	}
	return errors.Join(shown...)
}

func tooLarge(limit int64) *errs.Error {
	return errs.New(errs.TooLarge, "http.too-large", "max", printSize(limit))
}

// printSize writes bytes as people do: 50 MB of 2^20.
func printSize(n int64) string {
	switch {
	case n >= 10<<20 || n >= 1<<20 && n%(1<<20) == 0:
		return strconv.FormatInt(n>>20, 10) + " MB"
	case n >= 1<<10:
		return strconv.FormatInt(n>>10, 10) + " KB"
	}
	return strconv.FormatInt(n, 10) + " B"
}

// TooMany is the answer to a client that asks too often, with the wait to tell.
func TooMany(wait time.Duration) *errs.Error {
	seconds := max(1, int((wait+time.Second-1)/time.Second))
	return errs.New(errs.Busy, keyTooMany, "seconds", strconv.Itoa(seconds))
}

// retryAfter tells the client when to come back.
func retryAfter(h http.Header, err error) {
	var e *errs.Error
	if !errors.As(err, &e) || e.Kind != errs.Busy {
		return
	}
	seconds := "2"
	if e.Key == keyTooMany && len(e.Args) == 2 {
		seconds = e.Args[1]
	}
	h.Set("Retry-After", seconds)
}

// clientGone reports whether the request ended because nobody waits for it.
func clientGone(r *http.Request, err error) bool {
	return r.Context().Err() != nil && errors.Is(err, context.Canceled)
}

// Problem is an error as the API tells it (RFC 9457).
type Problem struct {
	Type    string         `json:"type"`  // "about:blank": the status says what class it is of
	Title   string         `json:"title"` // the first fault in the reader's language
	Status  int            `json:"status"`
	Kind    string         `json:"kind"` // errs.Kind, for machines
	Key     string         `json:"key"`
	Request string         `json:"request"`
	Errors  []ProblemField `json:"errors,omitempty"`
}

// ProblemField is one wrong field.
type ProblemField struct {
	Field  string `json:"field"`
	Key    string `json:"key"`
	Detail string `json:"detail"`
}

// ProblemOf makes the problem of an error that Reveal gave; text turns a fault
// into the reader's language.
func ProblemOf(err error, requestID string, text func(*errs.Error) string) Problem {
	p := Problem{Type: "about:blank", Status: Status(err), Kind: errs.KindOf(err).String(), Request: requestID}
	for i, e := range errs.All(err) {
		if i == 0 {
			p.Title, p.Key = text(e), e.Key
		}
		if e.Field != "" {
			p.Errors = append(p.Errors, ProblemField{Field: e.Field, Key: e.Key, Detail: text(e)})
		}
	}
	return p
}

// WriteProblem answers with the problem of an error, for RenderError of the API.
func WriteProblem(w http.ResponseWriter, r *http.Request, err error, text func(*errs.Error) string) {
	p := ProblemOf(err, RequestID(r.Context()), text)
	w.Header().Set("Content-Type", "application/problem+json")
	if p.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	w.WriteHeader(p.Status)
	if r.Method == http.MethodHead {
		return
	}
	// A client that is gone cannot be told so.
	_ = json.NewEncoder(w).Encode(p)
}
