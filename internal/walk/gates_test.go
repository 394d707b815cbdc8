package walk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/demo"
)

// TestHeaders: every answer, right or wrong, page or API, carries the policy that
// lets nothing foreign in.
func TestHeaders(t *testing.T) {
	d := open(t)
	leader, visitor := d.as(t, "leader"), d.visitor(t)
	for _, x := range []struct {
		name   string
		got    answer
		status int
	}{
		{"a page", leader.get("/"), http.StatusOK},
		{"the login", visitor.get("/login"), http.StatusOK},
		{"a redirect", visitor.get("/gaps"), http.StatusSeeOther},
		{"a missing page", leader.get("/no/such/page"), http.StatusNotFound},
		{"a refusal", leader.get("/accounts"), http.StatusForbidden},
		{"a call", leader.get("/api/v1/board"), http.StatusOK},
		{"a refused call", visitor.get("/api/v1/board"), http.StatusUnauthorized},
		{"another method", leader.do(http.MethodDelete, "/gaps", "", nil), http.StatusMethodNotAllowed},
		{"health", visitor.get("/healthz"), http.StatusOK},
		{"readiness", visitor.get("/readyz"), http.StatusOK},
	} {
		if x.got.status != x.status {
			t.Errorf("%s = %d, want %d", x.name, x.got.status, x.status)
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got := x.got.header.Get(name); !strings.Contains(got, want) {
				t.Errorf("%s: %s = %q, want %q in it", x.name, name, got, want)
			}
		}
		// An answer with an entity tag may be kept by this very reader's browser, but
		// not shown again without asking.
		if kept := x.got.header.Get("Cache-Control"); kept != "no-store" && (kept != "private, no-cache" || x.got.header.Get("ETag") == "") {
			t.Errorf("%s: Cache-Control = %q, want no-store, or private, no-cache with an entity tag", x.name, kept)
		}
		policy := x.got.header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "script-src 'self'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: Content-Security-Policy = %q, want scripts of our own only", x.name, policy)
		}
		if x.got.header.Get("X-Request-Id") == "" {
			t.Errorf("%s has no request id", x.name)
		}
	}
}

// TestCookies: no cookie is open to scripts or sent along from another site; with
// TLS in front they are bound to it.
func TestCookies(t *testing.T) {
	d := open(t)
	r := d.visitor(t)
	got := r.post("/login", url.Values{"login": {"leader"}, "secret": {secret}})
	set := (&http.Response{Header: got.header}).Cookies()
	set = append(set, (&http.Response{Header: r.get("/?lang=en").header}).Cookies()...)
	if len(set) < 2 {
		t.Fatalf("login and a change of language set %v, want the session and the language", set)
	}
	for _, c := range set {
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("cookie %s: HttpOnly %t, SameSite %d, Path %q, Domain %q; want HttpOnly, Lax, / and no domain", c.Name, c.HttpOnly, c.SameSite, c.Path, c.Domain)
		}
	}
	cookie := func(r *reader) *http.Cookie { return r.client.Jar.Cookies(mustParse(t, r.address))[0] }
	stolen := cookie(r)
	r.post("/logout", nil)
	again := d.visitor(t)
	again.client.Jar.SetCookies(mustParse(t, again.address), []*http.Cookie{stolen})
	if got := again.get("/"); got.status != http.StatusSeeOther {
		t.Errorf("GET / with the cookie of an ended session = %d, want the way to the login", got.status)
	}
}

func mustParse(t *testing.T, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestLockout: after repeated wrong passwords the right one is refused as well,
// and nothing tells a login that exists from one that does not.
func TestLockout(t *testing.T) {
	d := open(t)
	r := d.visitor(t)
	try := func(login, secret string) answer {
		return r.post("/login", url.Values{"login": {login}, "secret": {secret}})
	}
	for range 8 {
		real, none := try("leader", "wrong"), try("nobody", "wrong")
		if real.status != http.StatusUnauthorized || real.same("leader") != none.same("nobody") {
			t.Fatalf("a wrong password of leader = %d, of nobody = %d: want the same 401\n%s", real.status, none.status, firstDifference(real.same("leader"), none.same("nobody")))
		}
	}
	if got := try("leader", secret); got.status != http.StatusUnauthorized {
		t.Errorf("the right password after 8 wrong ones = %d, want 401", got.status)
	}
	if got := try("office", secret); got.status != http.StatusSeeOther {
		t.Errorf("another login meanwhile = %d, want 303", got.status)
	}
}

// TestFirstPassword: a new account gets nowhere before it has its own password.
func TestFirstPassword(t *testing.T) {
	d := open(t)
	acct, first, err := d.app.CreateAccount(t.Context(), app.Operator(demo.District), app.NewAccount{Login: "new.desk", Name: "新岗", Unit: "cgj"})
	if err != nil {
		t.Fatal(err)
	}
	r := d.visitor(t)
	if got := r.post("/login", url.Values{"login": {acct.Login}, "secret": {first}}); got.header.Get("Location") != "/password" {
		t.Fatalf("first login leads to %q, want /password", got.header.Get("Location"))
	}
	for _, path := range []string{"/", "/gaps", "/sheets", "/accounts", "/login"} {
		if got := r.get(path); got.status != http.StatusSeeOther || got.header.Get("Location") != "/password" {
			t.Errorf("GET %s before the change = %d to %q, want /password", path, got.status, got.header.Get("Location"))
		}
	}
	if got := r.get("/api/v1/board"); got.status != http.StatusForbidden {
		t.Errorf("GET /api/v1/board before the change = %d, want 403", got.status)
	}
	for _, next := range []string{"short", first, acct.Login + "1234567890"} {
		if got := r.post("/password", url.Values{"old": {first}, "next": {next}, "again": {next}}); got.status != http.StatusUnprocessableEntity {
			t.Errorf("POST /password to %q = %d, want 422", next, got.status)
		}
	}
	form := url.Values{"old": {first}, "next": {"another long phrase 8"}, "again": {"another long phrase 8"}}
	if got := r.post("/password", form); got.status != http.StatusSeeOther {
		t.Fatalf("POST /password = %d: %.400s", got.status, got.main())
	}
	if got := r.get("/password"); got.status != http.StatusOK {
		t.Errorf("GET /password after the change = %d, want 200", got.status)
	}
}

// TestCrossOrigin: no other site can make a browser act here.
func TestCrossOrigin(t *testing.T) {
	d := open(t)
	r := d.as(t, "office")
	before := d.seq(t)
	for _, header := range []http.Header{
		{"Origin": {"https://elsewhere.example"}}, {"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Origin": {"null"}},
	} {
		r.header = header
		for _, path := range []string{"/periods/lock", "/logout", "/plan/unit", "/api/v1/periods/2023-10/lock"} {
			if got := r.post(path, url.Values{"period": {"2023-10"}}); got.status != http.StatusForbidden {
				t.Errorf("POST %s with %v = %d, want 403", path, header, got.status)
			}
		}
	}
	r.header = http.Header{}
	if got := r.get("/"); got.status != http.StatusOK || d.seq(t) != before {
		t.Errorf("after refused posts GET / = %d, ledger %d → %d; want still logged in and nothing written", got.status, before, d.seq(t))
	}
	r.header = http.Header{"Origin": {d.url}, "Sec-Fetch-Site": {"same-origin"}}
	if got := r.post("/periods/lock", url.Values{"period": {"2023-10"}, "anyway": {"1"}}); got.status != http.StatusSeeOther {
		t.Errorf("POST /periods/lock from our own page = %d, want 303", got.status)
	}
}

func (d *district) seq(t *testing.T) int64 {
	t.Helper()
	stamp, err := d.app.Stamp(t.Context(), demo.District, 0)
	if err != nil {
		t.Fatal(err)
	}
	return int64(stamp.Head.Seq)
}

// TestUploadIsNeverShown: a page that somebody uploads is saved by the browser,
// not shown, under a name that cannot break out of the header.
func TestUploadIsNeverShown(t *testing.T) {
	d := open(t)
	r := d.as(t, "reporter")
	const content = "<script>document.title = 'taken'</script>"
	got := r.upload("/api/v1/evidence?unit=CGJ", nil, "file", "验收\r\nX-Evil: 1\"; x.html", []byte(content))
	if got.status != http.StatusCreated {
		t.Fatalf("POST evidence = %d: %s", got.status, got.body)
	}
	id := got.body[strings.Index(got.body, `"id":"`)+6:][:64]
	for _, path := range []string{"/evidence/" + id, "/api/v1/evidence/" + id} {
		file := r.get(path)
		if file.status != http.StatusOK || file.body != content {
			t.Errorf("GET %s = %d, %d bytes; want the file", path, file.status, len(file.body))
		}
		if h := file.header.Get("Content-Disposition"); !strings.HasPrefix(h, "attachment") {
			t.Errorf("GET %s: Content-Disposition = %q, want attachment", path, h)
		}
		if h := file.header.Get("Content-Security-Policy"); !strings.Contains(h, "sandbox") || !strings.Contains(h, "default-src 'none'") {
			t.Errorf("GET %s: Content-Security-Policy = %q, want a sandbox that loads nothing", path, h)
		}
		if h := file.header.Get("Content-Type"); strings.Contains(h, "html") || file.header.Get("X-Evil") != "" || file.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("GET %s: headers %v, want no HTML and no header of the file's name", path, file.header)
		}
	}
}
