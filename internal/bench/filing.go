package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"tupo/internal/access"
	"tupo/internal/api"
	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/password"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// Clients is how many ask at the same time.
const Clients = 32

// district is the code of the district that is filed into.
const district core.DistrictID = "000000"

// Crowd is a district with a unit for each client, served over loopback HTTP: the
// whole server at one address, and at another, behind the same wrapper, one
// INSERT by the same writer and nothing else.
type Crowd struct {
	machine  Machine
	db       *store.DB
	app      *app.App
	tokens   []httpx.Token
	whole    string // addresses
	plain    string
	servers  []*http.Server
	sequence atomic.Int64
}

// OpenCrowd makes the district in an empty folder, or in an empty database at
// url. A database with anybody's district in it is refused.
func OpenCrowd(ctx context.Context, m Machine, folder, url string) (*Crowd, error) {
	if url != "" {
		if err := empty(ctx, folder, url); err != nil {
			return nil, err
		}
	}
	db, err := store.Open(ctx, store.Config{Dir: folder, URL: url})
	if err != nil {
		return nil, err
	}
	c := &Crowd{machine: m, db: db}
	clock := config.Clock(day, time.UTC, m.Wall)
	c.app = app.New(app.Options{DB: db, Clock: clock, Wall: func() core.Instant { return core.InstantOf(m.Wall()) }, Random: m.Random,
		Passwords: password.NewHasher(), Log: slog.New(slog.DiscardHandler), KeyDir: filepath.Join(folder, "keys")})
	if err := c.furnish(ctx, folder); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// empty refuses a database that is somebody's. It is only looked at: tables of an
// older version are not brought up to date.
func empty(ctx context.Context, folder, url string) error {
	db, err := store.OpenReadOnly(ctx, store.Config{Dir: folder, URL: url})
	var e *errs.Error
	if errors.As(err, &e) && e.Key == "store.schema" && len(e.Args) > 1 && e.Args[1] == "0" {
		return nil // no tables at all
	}
	if err != nil {
		return err
	}
	all, err := db.Districts(ctx)
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if len(all) > 0 {
		return errs.Field("db", "bench.not-empty")
	}
	return nil
}

func (c *Crowd) furnish(ctx context.Context, folder string) error {
	if err := c.app.CreateDistrict(ctx, crowdBook()); err != nil {
		return err
	}
	account := access.Account{ID: "crowd", Login: "crowd", Name: "crowd", Unit: "root"}
	grant := access.Grant{ID: "crowd", Account: "crowd", Role: access.Reporter, Unit: "root"}
	if err := c.app.EnterAccounts(ctx, app.Operator(district), []access.Account{account}, []access.Grant{grant}, secret); err != nil {
		return err
	}
	for range Clients {
		s, err := c.app.Login(ctx, district, "crowd", secret, "")
		if err != nil {
			return err
		}
		c.tokens = append(c.tokens, s.Token)
	}
	conf := settings(folder)
	whole, err := c.machine.Handler(c.app, conf)
	if err != nil {
		return err
	}
	insert, err := c.insertOnly()
	if err != nil {
		return err
	}
	if c.whole, err = c.listen(whole); err != nil {
		return err
	}
	c.plain, err = c.listen(insert)
	return err
}

// insertOnly is the same wrapper around one INSERT: session, permission, JSON and
// the writer's commit, outside the ledger.
func (c *Crowd) insertOnly() (http.Handler, error) {
	insert := func(w http.ResponseWriter, r *http.Request) error {
		var f api.Filing
		if err := json.NewDecoder(r.Body).Decode(&f); err != nil {
			return err
		}
		payload, err := json.Marshal(f)
		if err != nil {
			return err
		}
		return c.db.Aside(r.Context(), func(a *store.Aside) error {
			return a.SaveDraft(district, store.Draft{Unit: "root", Period: "2023-10", Account: core.AccountID(r.Header.Get("Idempotency-Key")), Payload: payload})
		})
	}
	return httpx.New(httpx.Options{
		Sessions: httpx.NewCache(c.app, httpx.CacheOptions{Now: c.machine.Wall}), Now: c.machine.Wall, Today: func() core.Date { return day },
		Log:         slog.New(slog.DiscardHandler),
		RenderError: func(w http.ResponseWriter, _ *http.Request, err error) { http.Error(w, err.Error(), httpx.Status(err)) },
	}, []httpx.Route{{Method: http.MethodPost, Pattern: "/plain", Permission: access.FileReport, Handler: insert}})
}

func (c *Crowd) listen(h http.Handler) (address string, err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	s := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	c.servers = append(c.servers, s)
	go func() { _ = s.Serve(l) }() // ends with Close
	return "http://" + l.Addr().String(), nil
}

// Close ends the servers and the district; its folder is the caller's.
func (c *Crowd) Close() error {
	var all []error
	for _, s := range c.servers {
		all = append(all, s.Close())
	}
	return errors.Join(append(all, c.app.Close())...)
}

// Filing measures figures filed by all clients, each for its own unit: session,
// permission, checks, versioned rows, ledger entry, idempotency key, board.
func (c *Crowd) Filing(ctx context.Context, b Budget) (Timing, error) {
	return c.load(ctx, b, func(client int, figure string) (string, string) {
		return c.whole, fmt.Sprintf("%s/sheets/Z%02d/2023-10", api.Prefix, client)
	})
}

// PlainInsert measures one row of the same content through the same stack.
func (c *Crowd) PlainInsert(ctx context.Context, b Budget) (Timing, error) {
	return c.load(ctx, b, func(int, string) (string, string) { return c.plain, "/plain" })
}

// load sends requests from all clients at once.
func (c *Crowd) load(ctx context.Context, b Budget, where func(client int, figure string) (server, path string)) (Timing, error) {
	transport := &http.Transport{MaxIdleConnsPerHost: Clients}
	defer transport.CloseIdleConnections()
	took, faults := make([][]time.Duration, Clients), make([]error, Clients)
	var taken atomic.Int64
	var all sync.WaitGroup
	start := c.machine.Wall()
	for i := range Clients {
		all.Go(func() {
			for n := taken.Add(1) - 1; !b.spent(int(n), start, c.machine.Wall); n = taken.Add(1) - 1 {
				k := c.sequence.Add(1)
				figure := fmt.Sprintf("%d.%04d", 10+k/10000, k%10000)
				server, path := where(i, figure)
				before := c.machine.Wall()
				if faults[i] = post(ctx, transport, server+path, c.tokens[i], fmt.Sprintf("key-%d", k), figure); faults[i] != nil {
					return
				}
				took[i] = append(took[i], c.machine.Wall().Sub(before))
			}
		})
	}
	all.Wait()
	var every []time.Duration
	for _, part := range took {
		every = append(every, part...)
	}
	return timingOf(every, c.machine.Wall().Sub(start)), errors.Join(faults...)
}

// post files one figure and wants 200.
func post(ctx context.Context, t *http.Transport, address string, token httpx.Token, key, figure string) error {
	raw, err := json.Marshal(api.Filing{Lines: []api.FilingLine{{Indicator: "I0101", Value: figure}}})
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+string(token))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", key)
	answer, err := t.RoundTrip(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close() // it was read to its end
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("bench: POST %s: %d %s", address, answer.StatusCode, text)
	}
	return err
}

// crowdBook is a plan in which each client's unit files one cumulated amount.
func crowdBook() plan.Book {
	b := plan.Book{
		District:   plan.District{ID: district, Name: "测速", NameEn: "Benchmark", TimeZone: "Asia/Shanghai", Specimen: true},
		Units:      []plan.Unit{{ID: "root", Code: "QU", Name: "测速", Kind: plan.UnitDistrict}, {ID: "stat", Code: "TJ", Name: "统计", Kind: plan.UnitDepartment, Parent: "root"}},
		Programmes: []plan.Programme{{ID: "p", Code: "P2023", Name: "测速", StartYear: 2023, EndYear: 2023, State: plan.Active}},
		Actions:    []plan.Action{{ID: "a", Programme: "p", No: 1, Code: "A01", Name: "测速", Short: "测速", LeadUnit: "root"}},
		Indicators: []plan.Indicator{{ID: "x", Code: "I0101", Name: "投资", Unit: "万元", Display: "亿元", Decimals: 2, Verifier: "stat", Competent: "stat",
			Direction: plan.AtLeast, Accumulation: plan.Cumulative, Frequency: plan.Monthly, DueDay: 5, ReleaseDay: 20}},
	}
	for i := range Clients {
		id := fmt.Sprintf("z%02d", i)
		b.Units = append(b.Units, plan.Unit{ID: core.UnitID(id), Code: fmt.Sprintf("Z%02d", i), Name: id, Kind: plan.UnitTown, Parent: "root"})
		b.Targets = append(b.Targets, plan.Target{ID: core.TargetID(id), Code: fmt.Sprintf("T01%02d", i), Programme: "p", Action: "a", Indicator: "x",
			Unit: core.UnitID(id), Lead: core.UnitID(id), Year: 2023, Value: core.Whole(1_200_000), Original: core.Whole(1_200_000), Kind: plan.Binding, Shape: plan.Linear})
	}
	return b
}

// Folder makes an empty folder inside another one, "" being the system's for
// temporary files, and gives the function that removes it with all it holds.
func Folder(inside string) (name string, remove func() error, err error) {
	if name, err = os.MkdirTemp(inside, "tupo-bench-"); err != nil {
		return "", nil, errs.Field("data", "file.unwritable", "name", inside).Because(err)
	}
	return name, func() error { return os.RemoveAll(name) }, nil
}
