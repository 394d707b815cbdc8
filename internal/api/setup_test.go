package api_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tupo/internal/access"
	"tupo/internal/api"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/password"
	"tupo/internal/pdf"
	"tupo/internal/pdf/pdftest"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
)

func TestMain(m *testing.M) { pdftest.Main(m) }

const secret = "a long enough phrase 7"

// place is a real application in a folder of its own behind the real wrapper.
type place struct {
	app    *app.App
	db     *store.DB
	server *httpx.Server
	cache  *httpx.Cache
	words  *i18n.Catalogue
}

// open starts the application on a book, with one account per role.
func open(tb testing.TB, book plan.Book) *place {
	tb.Helper()
	return openOn(tb, book, "")
}

// openOn is open in a database, "" for a file.
func openOn(tb testing.TB, book plan.Book, url string) *place {
	tb.Helper()
	ctx := context.Background()
	dir, day := tb.TempDir(), time.Date(2023, 11, 14, 2, 0, 0, 0, time.UTC) // the business day is pinned, sessions are not
	db, err := store.Open(ctx, store.Config{Dir: dir, URL: url})
	check(tb, err)
	tb.Cleanup(func() { check(tb, db.Close()) })
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	p := &place{db: db}
	reader := pdftest.Reader(tb, pdf.Limits{})
	p.app = app.New(app.Options{DB: db, Clock: func() core.Instant { return core.InstantOf(day) }, Wall: func() core.Instant { return core.InstantOf(time.Now()) }, Random: rand.Reader, Passwords: password.NewHasher(), Log: log,
		KeyDir: filepath.Join(dir, "keys"), PDF: reader, Album: pdf.NewAlbum(reader, filepath.Join(dir, "pages"), 0, time.Now)})
	check(tb, p.app.CreateDistrict(ctx, book))
	p.words, err = i18n.Load(func(lang i18n.Lang, key string) { tb.Errorf("no message %s in %s", key, lang) })
	check(tb, err)
	p.cache = httpx.NewCache(p.app, httpx.CacheOptions{Now: time.Now, Log: log})
	p.serve(tb, api.Routes(p.app, p.words, p.cache))
	p.accounts(tb, map[string]access.Grant{
		"office": {Role: access.Office, Unit: "root"}, "leader": {Role: access.Leader, Unit: "root"},
		"filer": {Role: access.Reporter, Unit: "zone"}, "head": {Role: access.Approver, Unit: "zone"},
		"other": {Role: access.Reporter, Unit: "town"}, "stats": {Role: access.Verifier, Unit: "stat"},
		"auditor": {Role: access.AuditAdmin, Unit: "root"}, "crowd": {Role: access.Reporter, Unit: "root"},
	})
	return p
}

// serve puts the routes behind the wrapper.
func (p *place) serve(tb testing.TB, routes []httpx.Route) {
	tb.Helper()
	server, err := httpx.New(httpx.Options{Sessions: p.cache, Now: time.Now, Today: func() core.Date { return "2023-11-14" },
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), RenderError: api.RenderError(p.words)}, routes)
	check(tb, err)
	p.server = server
}

// accounts makes one account for each grant; the login is its identifier.
func (p *place) accounts(tb testing.TB, grants map[string]access.Grant) {
	tb.Helper()
	var accounts []access.Account
	var given []access.Grant
	for login, g := range grants {
		accounts = append(accounts, access.Account{ID: core.AccountID(login), Login: login, Name: login, Unit: g.Unit})
		g.ID, g.Account = core.GrantID(login), core.AccountID(login)
		given = append(given, g)
	}
	check(tb, p.app.EnterAccounts(context.Background(), app.Operator("370211"), accounts, given, secret))
}

func check(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// book is a small plan: a zone and a town that file a cumulated investment and a
// growth rate, verified by the statistics bureau.
func book() plan.Book {
	unit := func(id core.UnitID, kind plan.UnitKind, code, name string) plan.Unit {
		u := plan.Unit{ID: id, Code: code, Name: name, Kind: kind, Parent: "root"}
		if kind == plan.UnitDistrict {
			u.Parent = ""
		}
		return u
	}
	target := func(id core.TargetID, code string, x core.IndicatorID, u core.UnitID, value int64) plan.Target {
		return plan.Target{ID: id, Code: code, Programme: "p", Action: "a", Indicator: x, Unit: u, Year: 2023, Value: core.Whole(value),
			Original: core.Whole(value), Lead: u, Kind: plan.Binding, Shape: plan.Linear}
	}
	rate := target("t3", "T0103", "x2", "zone", 7)
	rate.Shape = plan.Flat
	hidden := target("t4", "T0104", "x1", "dept", 10)
	hidden.Level = plan.LevelSecret
	return plan.Book{
		District: plan.District{ID: "370211", Name: "样区", NameEn: "Sample", TimeZone: "Asia/Shanghai", Specimen: true},
		Units: []plan.Unit{unit("root", plan.UnitDistrict, "QU", "样区"), unit("zone", plan.UnitZone, "ZQ1", "临港片区"),
			unit("town", plan.UnitTown, "ZH1", "东镇"), unit("stat", plan.UnitDepartment, "TJJ", "统计局"), unit("dept", plan.UnitDepartment, "FGJ", "发改局")},
		Programmes: []plan.Programme{{ID: "p", Code: "P2023", Name: "样年", StartYear: 2023, EndYear: 2023, State: plan.Active}},
		Actions:    []plan.Action{{ID: "a", Programme: "p", No: 1, Code: "A01", Name: "扩大投资", Short: "投资", LeadUnit: "root"}},
		Indicators: []plan.Indicator{
			{ID: "x1", Code: "I0101", Name: "固定资产投资", NameEn: "Fixed-asset investment", Unit: "万元", Display: "亿元", Decimals: 2,
				Verifier: "stat", Competent: "stat", Direction: plan.AtLeast, Accumulation: plan.Cumulative, RisesOnly: true, Frequency: plan.Monthly, DueDay: 5, ReleaseDay: 20},
			{ID: "x2", Code: "I0102", Name: "工业增加值增速", Unit: "%", Display: "%", Decimals: 1, Verifier: "stat", Competent: "stat",
				Direction: plan.AtLeast, Accumulation: plan.Growth, Frequency: plan.Monthly, DueDay: 5, ReleaseDay: 20},
		},
		Targets: []plan.Target{target("t1", "T0101", "x1", "zone", 1_200_000), target("t2", "T0102", "x1", "town", 600_000), rate, hidden},
		Tasks:   []plan.Task{{ID: "k", Action: "a", Code: "K01", Name: "开工建设", Lead: "zone", Start: "2023-01-01", Due: "2023-12-20"}},
		Milestones: []plan.Milestone{{ID: "m1", Task: "k", No: 1, Name: "开工", Due: "2023-06-30"},
			{ID: "m2", Task: "k", No: 2, Name: "封顶", Due: "2023-11-30"}},
	}
}

// client is one account at the API.
type client struct {
	tb    testing.TB
	place *place
	token string
}

// login goes the whole way.
func (p *place) login(tb testing.TB, login string) *client {
	tb.Helper()
	c := &client{tb: tb, place: p}
	var s api.Session
	c.want(http.StatusCreated, "POST", "/sessions", map[string]string{"login": login, "password": secret}, &s)
	c.token = s.Token
	return c
}

// call sends a request. A body that is a string goes as it is.
func (c *client) call(method, path string, body any, headers ...string) *httptest.ResponseRecorder {
	c.tb.Helper()
	var reader io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		check(c.tb, err)
		reader = bytes.NewReader(raw)
	}
	target := path
	if !strings.HasPrefix(path, api.DocumentPath) {
		target = api.Prefix + path
	}
	r := httptest.NewRequest(method, target, reader)
	if reader != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	c.place.server.ServeHTTP(w, r)
	return w
}

// want sends a request, demands a status and reads the answer into out.
func (c *client) want(status int, method, path string, body, out any, headers ...string) *httptest.ResponseRecorder {
	c.tb.Helper()
	w := c.call(method, path, body, headers...)
	if w.Code != status {
		c.tb.Fatalf("%s %s: %d, want %d: %s", method, path, w.Code, status, w.Body)
	}
	if out != nil {
		if err := json.Unmarshal(w.Body.Bytes(), out); err != nil {
			c.tb.Fatalf("%s %s: %v: %s", method, path, err, w.Body)
		}
	}
	return w
}

// figure is a filing of one investment figure in 亿元.
func figure(value string) api.Filing {
	return api.Filing{Lines: []api.FilingLine{{Indicator: "I0101", Value: value}}}
}

// observed gives the operational figure of the zone's investment as it is kept.
func (p *place) observed(tb testing.TB, month string) report.Observation {
	tb.Helper()
	var o report.Observation
	check(tb, p.db.View(context.Background(), "370211", func(v *store.View) (err error) {
		o, err = store.Get[report.Observation](v, "x1", "zone", month, string(report.Operational))
		return err
	}))
	return o
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
