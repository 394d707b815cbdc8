package walk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// publicFigure is an observation of the first released target whose indicator is
// summable, for the latest month.
func (d *district) publicTarget(t *testing.T) (plan.Target, *plan.Indicator, *plan.Programme) {
	t.Helper()
	s := d.board(t)
	for _, x := range s.Book().Targets {
		i, known := s.Indicator(x.Indicator)
		p, _ := s.Programme(x.Programme)
		if known && x.Level == plan.LevelPublic && i.Accumulation == plan.Cumulative && i.Frequency == plan.Monthly && x.Parent == "" && x.Value.Known() {
			return x, i, p
		}
	}
	t.Fatal("the demonstration releases no monthly amount")
	return plan.Target{}, nil, nil
}

// TestPublicSeesReleasedFiguresOnly: an operational figure is on the public page
// from its verification on, and moves no light before.
func TestPublicSeesReleasedFiguresOnly(t *testing.T) {
	d := open(t)
	visitor, leader, account := d.visitor(t), d.as(t, "leader"), d.as(t, "public")
	target, x, _ := d.publicTarget(t)
	row := func(r *reader) string {
		body := r.get("/public").body
		at := strings.Index(body, `id="`+target.Code+`"`)
		if at < 0 {
			t.Fatalf("GET /public does not list %s", target.Code)
		}
		return body[at : at+strings.Index(body[at:], "</tr>")]
	}
	figure := func(standing report.Standing, micro int64) {
		d.enter(t, &report.Observation{Indicator: x.ID, Unit: target.Unit, Period: month, Basis: report.Operational, Value: core.Micro(micro), Standing: standing, Source: "test"},
			&report.Observation{Indicator: x.ID, Unit: target.Unit, Period: "2023-09", Basis: report.Operational, Value: core.Whole(111), Standing: report.Verified, Source: "test"})
	}
	// Nothing official may stand beside, for this test.
	for m := 1; m <= 12; m++ {
		for _, basis := range []report.Basis{report.Official, report.Published} {
			p := core.Month(2023, m)
			if _, ok := d.board(t).Observation(x.ID, target.Unit, p, basis); ok {
				d.enter(t, &report.Observation{Indicator: x.ID, Unit: target.Unit, Period: p.String(), Basis: basis, Standing: report.Returned, Source: "test"})
			}
		}
	}
	figure(report.Verified, 5_000_000)
	verified := row(visitor)
	for _, standing := range []report.Standing{report.Claimed, report.Held, report.Approved, report.Returned} {
		figure(standing, 5_000_000)
		small := row(visitor)
		figure(standing, 999_999_999_000_000)
		if big := row(visitor); big != small {
			t.Errorf("the public row of %s changes with a figure that is %s:\n%s", target.Code, standing, firstDifference(small, big))
		}
		if small == verified {
			t.Errorf("the public row of %s is the same for a %s and a verified figure", target.Code, standing)
		}
		if got := row(leader); got != small {
			t.Errorf("GET /public as the leader shows another row than to visitors:\n%s", firstDifference(small, got))
		}
	}
	if got := row(account); got != row(visitor) {
		t.Error("GET /public as an account of the public differs from a visitor's")
	}
}

// TestReleaseTime: before its release time a programme does not exist for the
// public, in the masthead neither, and there is no way to a page that is empty.
func TestReleaseTime(t *testing.T) {
	d := open(t)
	visitor := d.visitor(t)
	if got := visitor.get("/login"); !strings.Contains(got.main(), `href="/public"`) {
		t.Error("GET /login has no way to the public page")
	}
	if got := visitor.get("/public"); !strings.Contains(got.main(), `href="/login"`) {
		t.Error("GET /public as a visitor has no way to the login")
	}
	target, _, p := d.publicTarget(t)
	later := *p
	later.Release = d.app.Now() + 60_000
	d.enter(t, &later)
	for _, path := range []string{"/public", "/login"} {
		got := visitor.get(path)
		if got.status != http.StatusOK || strings.Contains(got.body, target.Code) || strings.Contains(got.body, p.Theme) || strings.Contains(got.body, p.Name) {
			t.Errorf("GET %s before the release = %d and names the programme or its targets", path, got.status)
		}
	}
	if got := visitor.get("/login"); strings.Contains(got.main(), `href="/public"`) {
		t.Error("GET /login leads to a public page with nothing on it")
	}
}

// TestLoginEndsTheSessionBefore: a browser that logs in again has one session.
func TestLoginEndsTheSessionBefore(t *testing.T) {
	d := open(t)
	r := d.as(t, "leader")
	before := r.client.Jar.Cookies(mustParse(t, r.address))[0]
	if got := r.post("/login", url.Values{"login": {"office"}, "secret": {secret}}); got.status != http.StatusSeeOther {
		t.Fatalf("POST /login a second time = %d", got.status)
	}
	again := d.visitor(t)
	again.client.Jar.SetCookies(mustParse(t, again.address), []*http.Cookie{before})
	if got := again.get("/"); got.status != http.StatusSeeOther {
		t.Errorf("GET / with the cookie of the session before = %d, want the way to the login", got.status)
	}
}

// TestPasswordChangeEndsOtherSessions: at once, not when a cache runs out.
func TestPasswordChangeEndsOtherSessions(t *testing.T) {
	d := open(t)
	here, there := d.as(t, "reporter"), d.as(t, "reporter")
	there.get("/")
	next := "another long phrase 8"
	if got := here.post("/password", url.Values{"old": {secret}, "next": {next}, "again": {next}}); got.status != http.StatusSeeOther {
		t.Fatalf("POST /password = %d: %.300s", got.status, got.main())
	}
	if got := there.get("/gaps"); got.status != http.StatusSeeOther || !strings.HasPrefix(got.header.Get("Location"), "/login") {
		t.Errorf("GET /gaps at the other session after the change = %d, want the login", got.status)
	}
	if got := here.get("/gaps"); got.status != http.StatusOK {
		t.Errorf("GET /gaps at the own session = %d, want 200", got.status)
	}
}

// TestPublishedIsAsked: what the public may read is decided in app, not on the page.
func TestPublishedIsAsked(t *testing.T) {
	d := open(t)
	out, err := d.app.Published(t.Context(), demo.District)
	if err != nil || len(out.Targets) == 0 {
		t.Fatalf("Published = %d targets, %v", len(out.Targets), err)
	}
	whole := d.board(t)
	if n := len(out.Seen.Book().Tasks) + len(out.Seen.Book().Milestones) + len(out.Seen.Book().Holdings); n != 0 {
		t.Errorf("the public's board has %d tasks, milestones and holdings, want none", n)
	}
	for _, x := range out.Seen.Book().Targets {
		if x.Level != plan.LevelPublic {
			t.Errorf("the public's board has target %s of level %q", x.Code, x.Level)
		}
	}
	for _, o := range out.Seen.Content().Observations {
		if o.Basis == report.Operational && o.Standing != report.Verified {
			t.Errorf("the public's board has %+v", o)
		}
	}
	if len(whole.Book().Targets) <= len(out.Seen.Book().Targets) {
		t.Error("the demonstration keeps no target to itself")
	}
	if _, err := d.app.Summary(t.Context(), app.Who{District: demo.District}, app.Moment{}); err == nil {
		t.Error("Summary for a visitor = no error, want forbidden")
	}
}
