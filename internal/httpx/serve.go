package httpx

import (
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
)

// NewServer gives a http.Server with limits that hold slow or hostile clients
// off and let a large file over a slow line through.
func NewServer(addr string, h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Addr:              addr,
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       15 * time.Minute,
		WriteTimeout:      15 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// ServeHTTP runs the whole chain.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := s.o.Now()
	in := &inside{id: newRequestID()}
	in.ip, in.secure = s.origin(r)
	r = r.WithContext(withInside(r.Context(), in))
	body := watchBody(r)
	rec := &recorder{ResponseWriter: w}
	rec.before = func(status int) {
		if body.refused(r, status) {
			body.prepare(w)
		}
	}
	secureHeaders(rec.Header(), in.secure)
	rec.Header().Set("X-Request-Id", in.id)
	aborted := false
	func() {
		defer func() {
			if v := recover(); v == http.ErrAbortHandler {
				aborted = true
			} else if v != nil {
				in.err = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
			}
		}()
		s.mux.ServeHTTP(rec, r)
	}()
	cut := s.answer(rec, r, in)
	took := s.o.Now().Sub(start)
	s.log(rec, r, in, cut, took)
	s.watch(rec, r, in, took)
	if aborted || cut {
		panic(http.ErrAbortHandler)
	}
	if body.refused(r, rec.code()) {
		body.drain(w, in.session == nil)
	}
}

// enter takes a request through the gates of its route.
func (s *Server) enter(route *Route, in *inside, w http.ResponseWriter, r *http.Request) error {
	if err := s.cross.Check(r); err != nil {
		return errs.New(errs.Forbidden, "http.cross-origin").Because(err)
	}
	if route.Key != nil && route.Key(r) {
		return route.Handler(w, r)
	}
	if err := s.recognise(in, r); err != nil {
		return err
	}
	if route.Limited && in.session == nil && s.o.Public != nil {
		if wait, ok := s.o.Public.Allow(network(in.ip) + " " + route.Pattern); !ok {
			return TooMany(wait)
		}
	}
	if err := Admit(*route, in.session, s.o.Today()); err != nil {
		return err
	}
	if in.session == nil && r.ContentLength != 0 {
		defer hurry(w).Stop()
	}
	limit := s.maxBody(route, in)
	if r.ContentLength > limit {
		return tooLarge(min(limit, cmp.Or(route.MaxFile, limit)))
	}
	if r.Body != nil && r.Body != http.NoBody {
		r.Body = http.MaxBytesReader(inner(w), r.Body, limit)
	}
	return route.Handler(w, r)
}

// hurry ends the reading of a visitor's body after a while: nobody who is not
// logged in holds a line open byte by byte. Writers that know no deadline are
// those of tests.
func hurry(w http.ResponseWriter) *time.Timer {
	line := http.NewResponseController(w)
	return time.AfterFunc(visitorPatience, func() { _ = line.SetReadDeadline(time.Unix(1, 0)) })
}

// maxBody is how much a request may bring. Whoever is not logged in has a name and
// a password to send, and must not fill the memory of the server.
func (s *Server) maxBody(route *Route, in *inside) int64 {
	limit := route.MaxBody
	if limit == 0 {
		limit = s.o.MaxBody
	}
	if in.session == nil {
		limit = min(limit, visitorBody)
	}
	return limit
}

// recognise looks the session up. A token that is unknown, idle or ended makes
// the request a visitor's, and Admit then says that a login is needed.
func (s *Server) recognise(in *inside, r *http.Request) error {
	token, given := tokenOf(r, in.secure)
	if !given {
		return nil
	}
	session, err := s.o.Sessions.Get(r.Context(), token.Hash())
	switch {
	case err == nil:
		in.session = &session
		return nil
	case errs.Is(err, errs.Unauthenticated), errs.Is(err, errs.Missing):
		return nil
	}
	return fmt.Errorf("httpx: session: %w", err)
}

// Admit decides whether a session (nil for none) may use a route on a date. It
// is the whole of the permission by route; the test of route × role calls it.
func Admit(route Route, session *Session, on core.Date) error {
	if route.Permission == Open {
		return mustChange(route, session)
	}
	var actor access.Actor
	if session != nil {
		actor = session.Actor
	}
	allowed := route.Permission == AnyAccount && session != nil || actor.Holds(route.Permission, on)
	switch {
	case allowed:
		return mustChange(route, session)
	case session == nil:
		return errs.New(errs.Unauthenticated, KeyLogin)
	}
	if err := mustChange(route, session); err != nil {
		return err
	}
	return access.Forbidden()
}

func mustChange(route Route, session *Session) error {
	if session != nil && session.MustChange && !route.BeforeChange {
		return errs.New(errs.Forbidden, KeyMustChange)
	}
	return nil
}

// astray answers a request that no route takes: another method of a page that
// exists, or no page.
func (s *Server) astray(r *http.Request) error {
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := s.mux.Handler(other); pattern != "/" && method != r.Method {
			return errs.New(errs.Invalid, keyMethod, "method", strings.ToUpper(r.Method[:min(len(r.Method), 10)]))
		}
	}
	return access.Missing()
}

// answer renders in.err. It reports whether the connection must be cut because
// part of another answer is already on its way.
func (s *Server) answer(rec *recorder, r *http.Request, in *inside) (cut bool) {
	switch {
	case in.err == nil:
		return false
	case clientGone(r, in.err):
		rec.status = statusClientGone
		return false
	case rec.status != 0:
		return true
	}
	safe := Reveal(in.err, in.id)
	h := rec.Header()
	for _, name := range []string{"Content-Type", "Content-Length", "Content-Disposition", "Content-Encoding", "Etag", "Last-Modified", "Cache-Control"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	retryAfter(h, safe)
	defer func() {
		if v := recover(); v != nil {
			s.o.Log.Error("rendering an error panicked", "request", in.id, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			if rec.status == 0 {
				http.Error(rec, in.id, http.StatusInternalServerError)
			} else {
				cut = true
			}
		}
	}()
	s.o.RenderError(rec, r, safe)
	return false
}

// watch counts the request. The method of one that no route took is the
// client's invention and is not passed on.
func (s *Server) watch(rec *recorder, r *http.Request, in *inside, took time.Duration) {
	if s.o.Watch == nil {
		return
	}
	seen := Answered{Status: rec.code(), Took: took}
	if in.route != nil {
		seen.Method, seen.Route = r.Method, in.route.Pattern
	}
	s.o.Watch(seen)
}

// log writes one line: faults of the program as errors, refusals as information,
// the rest for those who look closely. Of user faults only kind and key are
// told: arguments may hold what the user typed.
func (s *Server) log(rec *recorder, r *http.Request, in *inside, cut bool, took time.Duration) {
	level := slog.LevelDebug
	status := rec.code()
	switch {
	case cut || status >= 500:
		level = slog.LevelError
	case status >= 400 && status != statusClientGone:
		level = slog.LevelInfo
	}
	if !s.o.Log.Enabled(r.Context(), level) {
		return
	}
	route := "none"
	if in.route != nil {
		route = in.route.Pattern
	}
	attrs := []slog.Attr{
		slog.String("request", in.id), slog.String("method", r.Method), slog.String("route", route),
		slog.Int("status", status), slog.Int64("bytes", rec.bytes),
		slog.Float64("ms", float64(took.Microseconds())/1000), slog.String("ip", in.ip.String()),
	}
	if in.session != nil {
		attrs = append(attrs, slog.String("account", string(in.session.Actor.Account.ID)))
	}
	if in.err != nil {
		attrs = append(attrs, slog.String("kind", errs.KindOf(in.err).String()), slog.String("error", forLog(in.err)))
	}
	s.o.Log.LogAttrs(r.Context(), level, "request", attrs...)
}

// forLog gives the whole error where an operator must act, and the keys alone
// where a user must.
func forLog(err error) string {
	switch errs.KindOf(err) {
	case errs.Internal, errs.Damaged, errs.Busy, errs.Missing:
		return err.Error()
	}
	var keys []string
	for _, e := range errs.All(err) {
		key := e.Key
		if e.Field != "" {
			key += " (" + e.Field[:min(len(e.Field), 60)] + ")"
		}
		keys = append(keys, key)
		if len(keys) == 8 {
			break
		}
	}
	return strings.Join(keys, ", ")
}

// origin finds the browser's address and whether it came over TLS. The last
// address of X-Forwarded-For that is no believed proxy is the browser's.
func (s *Server) origin(r *http.Request) (ip netip.Addr, secure bool) {
	secure = r.TLS != nil
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}, secure // a Unix socket
	}
	ip, err = netip.ParseAddr(host)
	if err != nil {
		return netip.Addr{}, secure
	}
	ip = ip.Unmap().WithZone("")
	if !s.believed(ip) {
		return ip, secure
	}
	secure = secure || r.Header.Get("X-Forwarded-Proto") == "https"
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		ip = hop.Unmap().WithZone("")
		if !s.believed(ip) {
			break
		}
	}
	return ip, secure
}

func (s *Server) believed(ip netip.Addr) bool {
	for _, n := range s.o.Proxies {
		if n.Contains(ip) {
			return true
		}
	}
	return false
}

// recorder remembers what has been written.
type recorder struct {
	http.ResponseWriter
	status int // 0 until the header is written
	bytes  int64
	before func(status int) // called before the header is written
}

// code is the status as the client got it.
func (rec *recorder) code() int {
	if rec.status == 0 {
		return http.StatusOK
	}
	return rec.status
}

func (rec *recorder) WriteHeader(status int) {
	if rec.status == 0 && (status >= 200 || status == http.StatusSwitchingProtocols) {
		rec.status = status
		rec.before(status)
	}
	rec.ResponseWriter.WriteHeader(status)
}

func (rec *recorder) Write(p []byte) (int, error) {
	if rec.status == 0 {
		rec.status = http.StatusOK
	}
	n, err := rec.ResponseWriter.Write(p)
	rec.bytes += int64(n)
	return n, err
}

// ReadFrom keeps the kernel's way of sending a file open.
func (rec *recorder) ReadFrom(src io.Reader) (int64, error) {
	if rec.status == 0 {
		rec.status = http.StatusOK
	}
	n, err := io.Copy(rec.ResponseWriter, src)
	rec.bytes += n
	return n, err
}

// Unwrap opens the way for http.ResponseController.
func (rec *recorder) Unwrap() http.ResponseWriter { return rec.ResponseWriter }

// inner is net/http's own writer, which MaxBytesReader tells to close the line.
func inner(w http.ResponseWriter) http.ResponseWriter {
	if rec, ok := w.(*recorder); ok {
		return rec.ResponseWriter
	}
	return w
}
