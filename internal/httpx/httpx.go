// Package httpx is the one wrapper around every page and every call of the API:
// request id, panic recovery, security headers, body limit, cross-origin
// protection, session, forced password change, permission by route, errors and
// the log. Handlers return an error; status codes are chosen here alone.
//
// It holds no page, no sentence and no right over an object: what a session is
// comes through Sessions, how an error looks through RenderError, and whether
// this account may touch this object is decided in app. It never logs a header,
// a query, a body or a token.
package httpx

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"tupo/internal/access"
	"tupo/internal/core"
)

// Open and AnyAccount stand in a Route where no permission of the policy does.
const (
	Open       access.Permission = "(open)"        // everybody, logged in or not
	AnyAccount access.Permission = "(any account)" // whoever is logged in: password, logout
)

// Handler answers a request or says why not. After an error nothing may have
// been written: what has been is cut off, so that nobody takes it for whole.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Route is one line of the route table, for pages and API alike.
type Route struct {
	Method     string // GET serves HEAD too
	Pattern    string // of http.ServeMux, without method and host: "/units/{id}", "/{$}"
	Permission access.Permission
	Handler    Handler

	MaxBody      int64 // bytes; 0 is Options.MaxBody
	MaxFile      int64 // bytes of one file in it, which a refusal names; 0 names MaxBody
	BeforeChange bool  // may be used while the first password must still be changed
	Limited      bool  // counted against Options.Public for those without a session, by address and pattern

	// Key lets a request in that shows something else than a session, such as a
	// key of the machine's own; nil lets nobody in.
	Key func(r *http.Request) bool
}

// Options are what a Server needs of the rest of the program.
type Options struct {
	Sessions *Cache           // required
	Now      func() time.Time // the wall clock, required
	Today    func() core.Date // the district's business day, on which grants are judged; required
	Log      *slog.Logger     // required
	// RenderError writes the answer to a failed request. It gets what Reveal
	// gives, safe to show, and sets the status with Status. Required.
	RenderError func(w http.ResponseWriter, r *http.Request, err error)

	MaxBody int64          // bytes of a request without a limit of its own; 0 is 1 MiB
	Proxies []netip.Prefix // whose X-Forwarded-For and -Proto are believed
	Public  *Limiter       // by address, for Limited routes; nil limits nothing
	Watch   func(Answered) // told of every answer; must be quick and safe for any number of goroutines; may be nil
}

// Answered is one request as it ended: enough to count it, nothing of its content.
type Answered struct {
	Method string
	Route  string // the pattern, "" when no route took it
	Status int
	Took   time.Duration
}

// How much a request may bring, in bytes: of somebody who is logged in where the
// route says nothing else, and of a visitor on any route.
const (
	defaultMaxBody = 1 << 20
	visitorBody    = 64 << 10
)

// visitorPatience is how long a visitor may take to send a body.
const visitorPatience = 20 * time.Second

// Server is the http.Handler made of a route table.
type Server struct {
	o      Options
	mux    *http.ServeMux
	routes []Route
	cross  *http.CrossOriginProtection
}

// New checks the table and makes the Server. It fails on a route without
// permission or handler, an unknown permission, a pattern that stands twice or
// overlaps another, and a missing option.
func New(o Options, routes []Route) (s *Server, err error) {
	if o.Sessions == nil || o.Now == nil || o.Today == nil || o.Log == nil || o.RenderError == nil {
		return nil, fmt.Errorf("httpx: options: Sessions, Now, Today, Log and RenderError are required")
	}
	if o.MaxBody == 0 {
		o.MaxBody = defaultMaxBody
	}
	s = &Server{o: o, mux: http.NewServeMux(), routes: routes, cross: http.NewCrossOriginProtection()}
	pattern := ""
	defer func() { // the mux has no other way to say that two patterns overlap
		if fault := recover(); fault != nil {
			s, err = nil, fmt.Errorf("httpx: route %s: %v", pattern, fault)
		}
	}()
	for i := range routes {
		route := &routes[i]
		pattern = route.Method + " " + route.Pattern
		if why := route.fault(); why != "" {
			return nil, fmt.Errorf("httpx: route %s: %s", pattern, why)
		}
		s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			in := insideOf(r.Context())
			in.route = route
			in.err = s.enter(route, in, w, r)
		})
	}
	s.mux.HandleFunc("/", func(_ http.ResponseWriter, r *http.Request) {
		in := insideOf(r.Context())
		in.err = cmp.Or(s.recognise(in, r), s.astray(r)) // whoever is logged in keeps his way back
	})
	return s, nil
}

// fault says what is wrong with a route by itself; "" when nothing is.
func (route *Route) fault() string {
	switch {
	case route.Method == "":
		return "has no method"
	case !strings.HasPrefix(route.Pattern, "/"):
		return "the pattern starts with /"
	case route.Pattern == "/":
		return "write /{$} for the home page"
	case route.Handler == nil:
		return "has no handler"
	case route.Permission == "":
		return "names no permission"
	case route.Permission != Open && route.Permission != AnyAccount && !route.Permission.Known():
		return fmt.Sprintf("permission %q is not in the policy", route.Permission)
	}
	return ""
}

// Routes lists the table, for the test of route × role and for documentation.
func (s *Server) Routes() []Route { return append([]Route(nil), s.routes...) }

// inside is what the wrapper knows of a request in hand. One goroutine at a time
// writes it.
type inside struct {
	id      string
	ip      netip.Addr
	secure  bool
	route   *Route
	session *Session
	err     error
}

type insideKey struct{}

// insideOf gives what the wrapper knows; outside of it, of nothing.
func insideOf(ctx context.Context) *inside {
	if in, ok := ctx.Value(insideKey{}).(*inside); ok {
		return in
	}
	return &inside{}
}

func withInside(ctx context.Context, in *inside) context.Context {
	return context.WithValue(ctx, insideKey{}, in)
}

// RequestID names the request in the log, in X-Request-Id and on error pages.
func RequestID(ctx context.Context) string { return insideOf(ctx).id }

// ClientIP is the address of the browser, behind believed proxies too.
func ClientIP(ctx context.Context) netip.Addr { return insideOf(ctx).ip }

// Secure reports whether the browser came over TLS.
func Secure(ctx context.Context) bool { return insideOf(ctx).secure }

// SessionOf gives the session, if somebody is logged in.
func SessionOf(ctx context.Context) (Session, bool) {
	if s := insideOf(ctx).session; s != nil {
		return *s, true
	}
	return Session{}, false
}

// ActorOf gives who asks: a visitor when nobody is logged in.
func ActorOf(ctx context.Context) access.Actor {
	if s := insideOf(ctx).session; s != nil {
		return s.Actor
	}
	return access.Actor{}
}

// newRequestID makes 80 random bits readable over the telephone.
func newRequestID() string { return rand.Text()[:16] }
