package api

import (
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"tupo/internal/httpx"
	"tupo/internal/i18n"
)

const about = `The year's programme of a district: targets, reports, verification, lights, gaps and the ledger.

**Names.** Units, indicators, targets, tasks and actions are named by the codes that people use. Reports, documents, facts, reopenings and changes have identifiers made by the program.

**Figures** are decimal strings in the indicator's display unit, which ` + "`measure`" + ` names; an empty string is an unknown figure, never nought. Shares are fractions of one. Full-width digits and thousands separators are understood in what is sent.

**Time.** Months are 2023-10, releases 2023-10, 2023-01~02, 2023-Q3, 2023-H1 or 2023, dates 2023-11-14, moments RFC 3339 in UTC.

**Errors** are RFC 9457 problems that name every wrong field, in the language of the parameter lang or of Accept-Language (zh, en). 400: the body cannot be read; 422: fields are wrong; 404: it is not there, or this account may not see it; 409: it changed meanwhile, or the month is locked. A 5xx tells the request's number only.

**Lists** come in pages: send ` + "`next`" + ` back as cursor until it is empty.`

// describe begins the document.
func describe() *huma.OpenAPI {
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info:    &huma.Info{Title: "Tupo", Version: "1", Description: about, License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}},
		Servers: []*huma.Server{{URL: Prefix}},
		Components: &huma.Components{
			Schemas:   huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
			Responses: map[string]*huma.Response{},
			SecuritySchemes: map[string]*huma.SecurityScheme{
				"bearer": {Type: "http", Scheme: "bearer", Description: "The token that POST /sessions gives."},
				"cookie": {Type: "apiKey", In: "cookie", Name: "tupo", Description: "The browser's session; over TLS its name is __Host-tupo."},
			},
		},
		Security: []map[string][]string{{"bearer": {}}, {"cookie": {}}},
		Tags: []*huma.Tag{
			{Name: "session", Description: "Log in, log out, change the own password."},
			{Name: "account", Description: "Accounts and their roles."},
			{Name: "board", Description: "What is on course and what is not, now or as of any moment."},
			{Name: "report", Description: "A unit's sheet, its approval and its return."},
			{Name: "figure", Description: "Verification, official figures, reconciliation."},
			{Name: "period", Description: "Locks and reopenings."},
			{Name: "file", Description: "Evidence."},
			{Name: "document", Description: "Documents and the facts found in them."},
			{Name: "plan", Description: "Workbooks and changes of targets."},
			{Name: "ledger", Description: "Who changed what, with proofs."},
		},
	}
}

// problem describes the one form of errors, which httpx writes.
func (t *table) problem() {
	c := t.api.OpenAPI().Components
	ref := c.Schemas.Schema(reflect.TypeFor[httpx.Problem](), true, "")
	say := func(schema, property, text string) { c.Schemas.Map()[schema].Properties[property].Description = text }
	say("Problem", "type", "always about:blank: the status says what class the problem is of")
	say("Problem", "title", "the first fault in the reader's language")
	say("Problem", "status", "the HTTP status")
	say("Problem", "kind", "invalid, missing, conflict, forbidden, unauthenticated, too-large, busy, damaged or internal")
	say("Problem", "key", "names the first fault for programs")
	say("Problem", "request", "the request's number in the server's log")
	say("Problem", "errors", "every wrong field")
	say("ProblemField", "field", "the parameter or the path of the property: lines[0].value")
	say("ProblemField", "key", "names the fault for programs")
	say("ProblemField", "detail", "the fault in the reader's language")
	c.Responses["Problem"] = &huma.Response{
		Description: "Problem",
		Content:     map[string]*huma.MediaType{"application/problem+json": {Schema: ref}},
	}
}

// Lang is the parameter that every operation takes.
type Lang struct {
	Lang string `query:"lang" enum:"zh,en" doc:"language of messages; without it Accept-Language decides, then zh"`
}

// Spoken is the language of an answer that has sentences in it.
type Spoken struct {
	Lang
	Accept string `header:"Accept-Language"`
}

func (in Spoken) lang() i18n.Lang {
	if lang, ok := i18n.ParseLang(in.Lang.Lang); ok {
		return lang
	}
	return i18n.FromHeader(in.Accept)
}

func text() *huma.Schema { return &huma.Schema{Type: huma.TypeString} }

func languageParam() *huma.Param {
	s := text()
	s.Enum = []any{"zh", "en"}
	return &huma.Param{Name: "lang", In: "query", Schema: s, Description: "language of messages; without it Accept-Language decides, then zh"}
}

func queryParam(name, doc string, required bool) *huma.Param {
	return &huma.Param{Name: name, In: "query", Required: required, Schema: text(), Description: doc}
}

func pathParam(name, doc string) *huma.Param {
	return &huma.Param{Name: name, In: "path", Required: true, Schema: text(), Description: doc}
}

// takesFile describes a multipart body with one file.
func takesFile(op *huma.Operation, doc string) {
	file := &huma.Schema{Type: huma.TypeString, Format: "binary", Description: doc}
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"multipart/form-data": {Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{"file"}, Properties: map[string]*huma.Schema{"file": file}}},
	}}
}

// gives describes a successful answer of another media type than JSON.
func gives(op *huma.Operation, media, doc string) {
	op.Responses["200"] = &huma.Response{Description: doc, Content: map[string]*huma.MediaType{
		media: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
	}}
}

// givesJSON describes a successful JSON answer of a plain operation.
func givesJSON[T any](t *table, op *huma.Operation, status, doc string) {
	schema := t.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[T](), true, "")
	op.Responses[status] = &huma.Response{Description: doc, Content: map[string]*huma.MediaType{"application/json": {Schema: schema}}}
}

// reply is an answer that is nothing but its body.
type reply[B any] struct{ Body B }

// done is an answer without content.
type done struct{}

// created is the status of what makes something new.
const created = http.StatusCreated
