// Package api is the programs' door: the use cases of package app as JSON over
// HTTP under /api/v1, described by an OpenAPI 3.1 document that comes from the
// same Go types that read the requests, so that the two cannot differ.
//
// It decides nothing and keeps nothing: sessions, permission by route, limits
// and the look of an error belong to httpx, permission over an object and every
// rule to app. Units, indicators, targets and tasks are named by the codes that
// people use; quantities are decimal strings in the indicator's display unit.
package api

import (
	"net/http"
	"strings"

	"tupo/internal/app"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
)

// Prefix is where all operations lie; DocumentPath is where they are described.
const (
	Prefix       = "/api/v1"
	DocumentPath = "/openapi.json"
)

// service is what the handlers need.
type service struct {
	app      *app.App
	words    *i18n.Catalogue
	sessions *httpx.Cache
}

// Routes gives one line of httpx's table for each operation, and one for the
// OpenAPI document. sessions is the cache that the server was made with: login
// and logout take effect in it at once.
func Routes(a *app.App, words *i18n.Catalogue, sessions *httpx.Cache) []httpx.Route {
	s := &service{app: a, words: words, sessions: sessions}
	t := newTable()
	s.beginOperations(t)
	s.sessionOperations(t)
	s.accountOperations(t)
	s.boardOperations(t)
	s.waitingOperations(t)
	s.sheetOperations(t)
	s.sheetBookOperations(t)
	s.reportOperations(t)
	s.figureOperations(t)
	s.periodOperations(t)
	s.fileOperations(t)
	s.documentOperations(t)
	s.drawnOperations(t)
	s.planOperations(t)
	s.personOperations(t)
	s.reformOperations(t)
	s.projectOperations(t)
	s.directiveOperations(t)
	s.ledgerOperations(t)
	return t.finish()
}

// Serves reports whether a request is for the API, so that its errors are
// rendered by RenderError and not as a page.
func Serves(r *http.Request) bool {
	return r.URL.Path == DocumentPath || r.URL.Path == Prefix || strings.HasPrefix(r.URL.Path, Prefix+"/")
}

// RenderError writes an error as an RFC 9457 problem in the language that the
// client asked for, for httpx.Options.RenderError.
func RenderError(words *i18n.Catalogue) func(http.ResponseWriter, *http.Request, error) {
	return func(w http.ResponseWriter, r *http.Request, err error) {
		lang := langOf(r)
		w.Header().Set("Content-Language", lang.Tag())
		httpx.WriteProblem(w, r, err, func(e *errs.Error) string { return words.Fault(lang, e) })
	}
}

// langOf is the language of the parameter lang, else of Accept-Language.
func langOf(r *http.Request) i18n.Lang {
	if lang, ok := i18n.ParseLang(r.URL.Query().Get("lang")); ok {
		return lang
	}
	return i18n.FromHeader(r.Header.Get("Accept-Language"))
}
