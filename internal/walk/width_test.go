package walk_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"tupo/internal/access"
	"tupo/internal/demo"
	"tupo/internal/httpx"
)

// widths are a phone and a desktop, in CSS pixels.
func widths() []int64 { return []int64{390, 1440} }

// beyond names what stands out on the right when the page is wider than its window;
// "" when it fits. What scrolls in a box of its own is no overflow.
const beyond = `(() => {
	const page = document.scrollingElement
	if (page.scrollWidth <= window.innerWidth) return ''
	const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
	return page.scrollWidth + ' px in a window of ' + window.innerWidth + ': ' + out.slice(-3).map(e => e.outerHTML.slice(0, 120)).join(' | ')
})()`

// TestNoPageIsTooWide: no page of the program scrolls sideways, on a phone or on a
// desktop, in either language, for whoever works with it.
func TestNoPageIsTooWide(t *testing.T) {
	d := open(t)
	readings := d.widthReadings(t)
	for _, lang := range languages() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			b := d.tab(t, lang)
			b.reads(readings, b.fits)
		})
	}
}

// fits opens a page once and looks at it in each width.
func (b *tab) fits(path string) {
	b.t.Helper()
	b.step("open "+path, chromedp.Navigate(b.address+path))
	for _, width := range widths() {
		b.step("set the width", chromedp.EmulateViewport(width, 900))
		if found := eval[string](b, beyond); found != "" {
			b.t.Errorf("%s: %s at %d px is too wide: %s", b.lang, path, width, found)
		}
	}
}

// widthReadings gives each page of the route table to an account that works with
// it. A route whose addresses are not known fails.
func (d *district) widthReadings(t *testing.T) []reading {
	t.Helper()
	known := map[string][]string{}
	for pattern, paths := range readPaths(d, t) {
		if len(paths) > 1 && !strings.Contains(pattern, "{kind}") {
			paths = paths[:1] // one of a sort: the others differ by what is hidden
		}
		known[pattern] = paths
	}
	for pattern, paths := range morePaths() {
		known[pattern] = append(slices.Clone(known[pattern]), paths...)
	}
	all := []reading{{"", nil}, {"office", nil}, {"leader", nil}, {"reporter", nil}, {"approver", nil}, {"verifier", nil}, {"sysadmin", nil}, {"secadmin", nil}, {"auditor", nil}}
	roles := []access.Role{"", access.Office, access.Leader, access.Reporter, access.Approver, access.Verifier, access.SystemAdmin, access.SecurityAdmin, access.AuditAdmin}
	for _, r := range d.server.Routes() {
		paths, ok := known[r.Pattern]
		switch {
		case r.Method != http.MethodGet || isNoPage(r.Pattern):
			continue
		case !ok:
			t.Errorf("route GET %s is in no test of widths: add it to readPaths or morePaths", r.Pattern)
		}
		for i, role := range roles {
			if httpx.Admit(r, widthSession(role), demo.Today) == nil {
				all[i].paths = append(all[i].paths, paths...)
				break
			}
		}
	}
	return all
}

func widthSession(role access.Role) *httpx.Session {
	if role == "" {
		return nil
	}
	return sessionOf(role)
}

// isNoPage reports addresses that a browser does not show as a page.
func isNoPage(pattern string) bool {
	return strings.HasPrefix(pattern, "/api/") || strings.HasPrefix(pattern, "/assets/") || strings.HasPrefix(pattern, "/evidence/") ||
		strings.HasSuffix(pattern, ".xlsx") || strings.HasSuffix(pattern, ".txt") || strings.HasSuffix(pattern, "/original") || strings.HasSuffix(pattern, "/picture") ||
		slices.Contains([]string{"/healthz", "/readyz", "/openapi.json"}, pattern)
}

// morePaths are pages that the tests of secrets leave out, and further kinds of
// what they read.
func morePaths() map[string][]string {
	var objects []string
	for _, id := range []string{"programme/y2023", "action/a07", "indicator/zfai", "milestone/a01-1-1", "rule/default"} {
		objects = append(objects, "/plan/"+id)
	}
	figure := url.QueryEscape("observation:zfai/xq/" + month + "/operational")
	return map[string][]string{
		"/ledger": {"/ledger"}, "/ledger/{seq}": {"/ledger/1", "/ledger/700"}, "/ledger/verify": {"/ledger/verify"}, "/ledger/checkpoint": {"/ledger/checkpoint"},
		"/accounts/log": {"/accounts/log"}, "/plan/{kind}": {"/plan/milestone"}, "/plan/{kind}/{id}": objects, "/history": {"/history?ref=" + figure},
		"/sheets/{unit}/{month}": {"/sheets/FGJ/" + month, "/sheets/KJJ/" + month, lateSheet}, "/actions/{code}": {"/actions/A04"},
		"/units/{code}": {"/units/FGJ"}, "/targets/{code}": {"/targets/A09T1", "/targets/A05T2"}, "/projects/{code}": {"/projects/P0101", "/projects/P0106"},
	}
}
