package walk_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var markedEntry = regexp.MustCompile(`<li><a href="([^"]*)" aria-current="page"`)

// TestEveryPageHasItsEntry: each page marks one entry of the navigation: that of its
// address, or that under which its crumbs lead.
func TestEveryPageHasItsEntry(t *testing.T) {
	d := open(t)
	of := map[string]string{"/actions": "/", "/corrections": "/", "/directives": "/documents", "/facts": "/documents", "/projects": "/documents",
		"/periods": "/sheets", "/official": "/sheets", "/reconciliation": "/sheets", "/persons": "/plan", "/holdings": "/plan", "/history": "/ledger"}
	for _, r := range d.widthReadings(t) {
		if r.login == "" {
			continue // a visitor has no navigation
		}
		who := d.as(t, r.login)
		for _, path := range r.paths {
			if path == "/password" {
				continue // belongs to the account, not to the district
			}
			a := who.get(path)
			room, _, _ := strings.Cut(strings.SplitAfterN(path, "/", 3)[1], "?")
			want := "/" + strings.TrimSuffix(room, "/")
			if own := of[want]; own != "" {
				want = own
			}
			var got []string
			for _, m := range markedEntry.FindAllStringSubmatch(a.body, -1) {
				got = append(got, m[1])
			}
			if a.status == http.StatusOK && strings.Join(got, " ") != want {
				t.Errorf("GET %s as %s marks the entries %q, want %s", path, r.login, got, want)
			}
		}
	}
}

// Where nothing is to be said of a directive, its page shows what is known of it across
// the page, and how late it is.
func TestDirectiveThatIsIssued(t *testing.T) {
	a := open(t).as(t, "office").get("/directives/D002?lang=en")
	if a.status != http.StatusOK || strings.Contains(a.body, "side-column") || !strings.Contains(a.body, "14 days overdue") {
		t.Errorf("GET /directives/D002 = %d, want what is known across the page and 14 days:\n%.3000s", a.status, a.body[strings.Index(a.body, "<main"):])
	}
}
