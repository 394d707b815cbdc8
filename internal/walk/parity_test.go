package walk_test

import (
	"slices"
	"strings"
	"testing"

	"tupo/internal/httpx"
)

// A use names one thing that people do on pages and programs by calls.
type use struct {
	call  string   // of the API
	pages []string // of the web
}

// uses lists every call of the API with the pages that do the same. A call without
// pages says why in onlyCalls, a page without a call in onlyPages.
func uses() []use {
	return []use{
		{"POST /sessions", []string{"POST /login"}},
		{"DELETE /sessions", []string{"POST /logout"}},
		{"PUT /password", []string{"POST /password", "GET /password"}},
		{"GET /board", []string{"GET /{$}"}},
		{"GET /actions", []string{"GET /{$}", "GET /actions/{code}"}},
		{"GET /guide", []string{"GET /{$}"}},
		{"GET /gaps", []string{"GET /gaps"}},
		{"GET /corrections", []string{"GET /corrections"}},
		{"GET /units", []string{"GET /units", "GET /units/{code}"}},
		{"GET /targets", []string{"GET /targets"}},
		{"GET /targets/{code}", []string{"GET /targets/{code}"}},
		{"GET /projects", []string{"GET /projects/{code}"}},
		{"GET /projects/{code}", []string{"GET /projects/{code}"}},
		{"GET /directives", []string{"GET /directives", "GET /directives/{code}"}},
		{"POST /directives/{code}/registration", []string{"POST /directives/{code}"}},
		{"GET /documents", []string{"GET /documents"}},
		{"POST /documents", []string{"POST /documents", "GET /documents/new"}},
		{"GET /published-figures", []string{"GET /documents/figures"}},
		{"GET /documents/{id}", []string{"GET /documents/{id}", "GET /facts/{id}"}},
		{"GET /documents/{id}/original", []string{"GET /documents/{id}/original"}},
		{"GET /documents/{id}/pages/{n}", []string{"GET /documents/{id}/pages/{n}"}},
		{"GET /documents/{id}/pages/{n}/picture", []string{"GET /documents/{id}/pages/{n}/picture"}},
		{"POST /documents/{id}/reading", []string{"POST /documents/{id}/read"}},
		{"POST /documents/{id}/decisions", []string{"POST /documents/{id}/facts", "POST /facts/{id}", "GET /facts/{id}/edit"}},
		{"GET /evidence/{id}", []string{"GET /evidence/{id}"}},
		{"GET /ledger/checkpoint", []string{"GET /ledger/checkpoint", "GET /ledger/checkpoint.txt"}},
		{"GET /ledger/entries", []string{"GET /ledger"}},
		{"GET /ledger/entries/{seq}", []string{"GET /ledger/{seq}"}},
		{"GET /ledger/history", []string{"GET /history"}},
		{"POST /ledger/verification", []string{"GET /ledger/verify", "POST /ledger/verify"}},
		{"GET /sheets/{unit}/{month}", []string{"GET /sheets", "GET /sheets/{unit}/{month}"}},
		{"POST /sheets/{unit}/{month}", []string{"POST /sheets/{unit}/{month}"}},
		{"PUT /sheets/{unit}/{month}/draft", []string{"POST /sheets/{unit}/{month}"}},
		{"GET /sheets/{unit}/{month}/workbook", []string{"GET /sheets/{unit}/{month}/workbook.xlsx"}},
		{"POST /sheets/{unit}/{month}/workbook", []string{"POST /sheets/{unit}/{month}/workbook"}},
		{"POST /reports/{id}/approval", []string{"POST /sheets/{unit}/{month}/verdict"}},
		{"POST /reports/{id}/return", []string{"POST /sheets/{unit}/{month}/verdict"}},
		{"GET /queue", []string{"GET /queue"}},
		{"POST /verifications", []string{"POST /queue"}},
		{"POST /official-figures", []string{"GET /official", "POST /official"}},
		{"GET /reconciliation/{month}", []string{"GET /reconciliation"}},
		{"PUT /differences", []string{"POST /reconciliation"}},
		{"POST /periods/{month}/lock", []string{"GET /periods/lock", "POST /periods/lock"}},
		{"GET /reopenings", []string{"GET /periods"}},
		{"POST /reopenings", []string{"GET /periods/reopenings/new", "POST /periods/reopenings"}},
		{"POST /reopenings/{id}/agreement", []string{"GET /periods/reopenings/{id}", "POST /periods/reopenings/{id}"}},
		{"POST /reopenings/{id}/refusal", []string{"GET /periods/reopenings/{id}", "POST /periods/reopenings/{id}"}},
		{"GET /plan/export", []string{"GET /plan/export.xlsx", "GET /plan", "GET /plan/{kind}", "GET /plan/{kind}/{id}"}},
		{"GET /plan/template", []string{"GET /plan/template.xlsx"}},
		{"POST /plan/import", []string{"GET /plan/import", "POST /plan/import", "GET /plan/import/marked.xlsx"}},
		{"GET /target-changes", []string{"GET /plan/changes"}},
		{"POST /targets/{code}/changes", []string{"GET /plan/changes/new", "POST /plan/changes"}},
		{"POST /target-changes/{id}/decision", []string{"POST /plan/changes/decide"}},
		{"POST /target-changes/{id}/withdrawal", []string{"POST /plan/changes/withdraw"}},
		{"POST /programmes/{code}/state", []string{"POST /plan/state"}},
		{"GET /programmes/{code}/unsettled", []string{"GET /plan/{kind}/{id}"}},
		{"POST /plan/removals", []string{"GET /plan/{kind}/{id}/remove", "POST /plan/{kind}/{id}/remove"}},
		{"POST /units/{code}/name", []string{"GET /plan/units/rename", "POST /plan/units/rename"}},
		{"POST /units/merger", []string{"GET /plan/units/merge", "POST /plan/units/merge"}},
		{"POST /units/{code}/division", []string{"GET /plan/units/split", "POST /plan/units/split"}},
		{"GET /persons", []string{"GET /persons", "GET /persons/{id}"}},
		{"POST /persons", []string{"GET /persons/new", "POST /persons"}},
		{"POST /persons/{id}", []string{"POST /persons/{id}"}},
		{"POST /persons/{id}/holdings", []string{"GET /holdings", "POST /holdings", "POST /holdings/remove"}},
		{"POST /persons/{id}/erasure", []string{"GET /persons/{id}/erasure", "POST /persons/{id}/erasure"}},
		{"POST /accounts", []string{"GET /accounts/new", "POST /accounts"}},
		{"POST /accounts/{login}/grants", []string{"POST /accounts/{id}/grants"}},
		{"POST /setup", []string{"GET /setup", "POST /setup"}},
		{"POST /evidence", nil},
	}
}

// onlyCalls are calls without a page of their own.
func onlyCalls() []string {
	return []string{"POST /evidence"} // pages take files together with the sheet they belong to
}

// onlyPages are pages for which there is no call, by the beginning of the address.
func onlyPages() []string {
	return []string{
		"GET /accounts", "POST /accounts", // the administrators work in the browser and with tupo user
		"POST /plan/{kind}", "GET /plan/{kind}/new", // programs change the plan by workbook
		"GET /public", "GET /login", "GET /assets/", "GET /healthz", "GET /readyz", "GET /metrics", "GET /openapi.json",
	}
}

// TestPagesAndCallsAskTheSame: whoever may do a thing on a page may do it by a call,
// and nobody else. A route that is not listed fails.
func TestPagesAndCallsAskTheSame(t *testing.T) {
	routes := map[string]httpx.Route{}
	for _, r := range allRoutes(t) {
		routes[r.Method+" "+r.Pattern] = r
	}
	listed := map[string]bool{}
	for _, u := range uses() {
		method, path, _ := strings.Cut(u.call, " ")
		call, ok := routes[method+" /api/v1"+path]
		if !ok {
			t.Errorf("%s is no call of the API", u.call)
			continue
		}
		listed[method+" /api/v1"+path] = true
		if len(u.pages) == 0 && !slices.Contains(onlyCalls(), u.call) {
			t.Errorf("%s names no page", u.call)
		}
		for _, name := range u.pages {
			page, ok := routes[name]
			listed[name] = true
			switch {
			case !ok:
				t.Errorf("%s is no page", name)
			case page.Permission != call.Permission:
				t.Errorf("page %s asks for %s, call %s for %s", name, page.Permission, u.call, call.Permission)
			case page.BeforeChange != call.BeforeChange && call.Permission != httpx.Open:
				t.Errorf("page %s before the first password is changed: %t, call %s: %t", name, page.BeforeChange, u.call, call.BeforeChange)
			}
		}
	}
	for name := range routes {
		alone := slices.ContainsFunc(onlyPages(), func(start string) bool { return strings.HasPrefix(name, start) })
		if !listed[name] && !alone {
			t.Errorf("route %s is in no use: say in uses which page and which call belong together", name)
		}
	}
}
