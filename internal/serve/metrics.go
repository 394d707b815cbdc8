package serve

import (
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	measure "tupo/internal/metrics"
)

// counters count answers by route and status: the table of routes bounds them.
type counters struct {
	mu     sync.RWMutex
	routes map[routeName]*routeCount
}

type routeName struct{ method, pattern string }

type routeCount struct {
	took   *measure.Histogram
	status map[int]*atomic.Uint64
}

// watch counts one answer.
func (c *counters) watch(x httpx.Answered) {
	name := routeName{x.Method, x.Route}
	c.mu.RLock()
	r := c.routes[name]
	var n *atomic.Uint64
	if r != nil {
		n = r.status[x.Status]
	}
	c.mu.RUnlock()
	if n == nil {
		r, n = c.open(name, x.Status)
	}
	n.Add(1)
	r.took.Observe(x.Took.Seconds())
}

// open makes room for a status that a route has not answered before.
func (c *counters) open(name routeName, status int) (*routeCount, *atomic.Uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r := c.routes[name]
	if r == nil {
		r = &routeCount{took: measure.NewHistogram(measure.Seconds()...), status: map[int]*atomic.Uint64{}}
		c.routes[name] = r
	}
	n := r.status[status]
	if n == nil {
		n = new(atomic.Uint64)
		r.status[status] = n
	}
	return r, n
}

func (c *counters) write(p *measure.Page) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	var names []routeName
	for name := range c.routes {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b routeName) int { return strings.Compare(a.pattern+" "+a.method, b.pattern+" "+b.method) })
	for _, name := range names {
		status := c.routes[name].status
		var codes []int
		for code := range status {
			codes = append(codes, code)
		}
		slices.Sort(codes)
		for _, code := range codes {
			p.Counter("tupo_http_requests_total", "Requests answered, by route and status.", float64(status[code].Load()),
				"route", name.pattern, "method", name.method, "status", strconv.Itoa(code))
		}
	}
	for _, name := range names {
		p.Histogram("tupo_http_request_seconds", "Time of requests in the server, by route.", c.routes[name].took,
			"route", name.pattern, "method", name.method)
	}
}

// watching is the page /metrics.
type watching struct {
	app      *app.App
	counters *counters
	sessions *httpx.Cache
	token    string // "" lets no scraper in
}

// TokenFile holds the key of a scraper on the same machine, in the data folder:
// whoever can read it could as well open the database.
const TokenFile = "metrics.token"

// tokenOf reads the scraper's key, making it at the first start.
func tokenOf(folder string, random io.Reader) (string, error) {
	name := filepath.Join(folder, TokenFile)
	text, err := os.ReadFile(name)
	if err == nil && len(strings.TrimSpace(string(text))) >= tokenLength {
		return strings.TrimSpace(string(text)), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	raw := make([]byte, tokenLength/2)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", err
	}
	token := hex.EncodeToString(raw)
	return token, os.WriteFile(name, []byte(token+"\n"), 0o600)
}

const tokenLength = 64 // hexadecimal digits

// scraper reports whether the request comes from this machine with its key.
func (m *watching) scraper(r *http.Request) bool {
	given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return ok && m.token != "" && httpx.ClientIP(r.Context()).IsLoopback() &&
		subtle.ConstantTimeCompare([]byte(given), []byte(m.token)) == 1
}

func (m *watching) route() httpx.Route {
	return httpx.Route{Method: http.MethodGet, Pattern: "/metrics", Permission: access.ViewMetrics, Key: m.scraper, Handler: m.serve}
}

// serve writes the figures. A system administrator is one of a district: where
// the place has several, what the process does tells of the others too, and only
// the machine's own key is good for it.
func (m *watching) serve(w http.ResponseWriter, r *http.Request) error {
	now, err := m.app.Running(r.Context())
	if err != nil {
		return errs.New(errs.Busy, "http.not-ready").Because(err)
	}
	if _, session := httpx.SessionOf(r.Context()); session && len(now.Districts) > 1 {
		return access.Forbidden()
	}
	var p measure.Page
	m.counters.write(&p)
	for _, d := range now.Districts {
		p.Gauge("tupo_ledger_sequence", "Entries of the district's ledger.", float64(d.Seq), "district", string(d.ID))
	}
	for _, d := range now.Districts {
		p.Gauge("tupo_board_sequence", "Ledger entries that the board in memory holds; 0 while it is not loaded.", float64(d.Board), "district", string(d.ID))
	}
	for _, d := range now.Districts {
		p.Gauge("tupo_board_age_seconds", "Time since the board was last published.", d.Age.Seconds(), "district", string(d.ID))
	}
	p.Histogram("tupo_batch_entries", "Ledger entries of one commit.", now.Batches)
	p.Gauge("tupo_wal_bytes", "Length of SQLite's write-ahead log.", float64(now.WAL))
	p.Gauge("tupo_sessions_open", "Sessions that asked this process for something and have not idled out.", float64(m.sessions.Open()))
	process(&p)
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, err = w.Write(p.Bytes())
	return err
}

// process writes the figures of the process itself.
func process(p *measure.Page) {
	read := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"}, {Name: "/sched/goroutines:goroutines"}}
	metrics.Read(read)
	at := func(i int) float64 { return float64(read[i].Value.Uint64()) }
	p.Gauge("tupo_memory_heap_bytes", "Memory of live and not yet collected objects.", at(0))
	p.Gauge("tupo_memory_held_bytes", "Memory that the Go runtime holds from the system.", at(1)-at(2))
	if rss, ok := resident(); ok {
		p.Gauge("tupo_memory_resident_bytes", "Resident memory of the process.", rss)
	}
	p.Gauge("tupo_goroutines", "Goroutines that exist.", at(3))
}

// resident is the resident memory where the system tells it.
func resident() (float64, bool) {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, false
	}
	var size, pages int64
	if _, err := fmt.Sscan(string(text), &size, &pages); err != nil {
		return 0, false
	}
	return float64(pages) * float64(os.Getpagesize()), true
}
