package api

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/httpx"
)

// operation is one line of the API: where it is, who may use it, what it does.
type operation struct {
	Method  string
	Path    string // below Prefix, as http.ServeMux and OpenAPI both spell it
	ID      string
	Tag     string
	Summary string
	Detail  string // more than the summary can say; may be empty
	May     access.Permission
	Status  int // of success; 0 is 200, or 204 where there is no content

	MaxBody      int64 // bytes; 0 is the server's usual limit
	BeforeChange bool  // may be used while the first password must still be changed
	Limited      bool  // by address, for those without a session
}

// route is the operation as httpx sees it, without its handler.
func (o operation) route() httpx.Route {
	return httpx.Route{Method: o.Method, Pattern: Prefix + o.Path, Permission: o.May,
		MaxBody: o.MaxBody, BeforeChange: o.BeforeChange, Limited: o.Limited}
}

// table gathers the operations. It is the adapter through which huma registers
// its handlers: each becomes an httpx.Route, and huma serves nothing by itself.
type table struct {
	api    huma.API
	routes []httpx.Route
}

var _ huma.Adapter = (*table)(nil)

// routeKey is where an operation's metadata holds its httpx.Route.
const routeKey = "route"

// readTimeout is how long a client may take to send a JSON body.
const readTimeout = 30 * time.Second

func newTable() *table {
	t := &table{}
	format := huma.Format{Marshal: writeJSON, Unmarshal: readJSON}
	t.api = huma.NewAPI(huma.Config{
		OpenAPI:                      describe(),
		Formats:                      map[string]huma.Format{"application/json": format, "json": format}, // and …+json
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
		Transformers:                 []huma.Transformer{takeFault},
	}, t)
	t.problem()
	return t
}

// Handle takes a handler from huma.
func (t *table) Handle(op *huma.Operation, handle func(huma.Context)) {
	route := op.Metadata[routeKey].(httpx.Route)
	route.Handler = func(w http.ResponseWriter, r *http.Request) error {
		x := newExchange(op, w, r)
		handle(x)
		return x.finish()
	}
	t.routes = append(t.routes, route)
}

// ServeHTTP is part of huma.Adapter; requests come through httpx only.
func (t *table) ServeHTTP(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }

// describe gives huma's form of the operation.
func (t *table) describe(o operation) huma.Operation {
	op := huma.Operation{
		Method: o.Method, Path: o.Path, OperationID: o.ID, Tags: []string{o.Tag}, Summary: o.Summary, Description: o.Detail,
		DefaultStatus: o.Status, MaxBodyBytes: -1, BodyReadTimeout: readTimeout,
		Metadata:   map[string]any{routeKey: o.route()},
		Extensions: map[string]any{"x-permission": string(o.May)},
		Responses:  map[string]*huma.Response{"default": {Ref: "#/components/responses/Problem"}},
	}
	if o.May == httpx.Open {
		op.Security = []map[string][]string{{}}
	}
	return op
}

// register adds an operation with a JSON answer. What f returns as an error is
// left to httpx.
func register[I, O any](t *table, o operation, f func(context.Context, app.Who, *I) (O, error)) {
	huma.Register(t.api, t.describe(o), func(ctx context.Context, in *I) (*O, error) {
		out, err := f(ctx, whoAsks(ctx), in)
		if err != nil {
			exchangeOf(ctx).fault = err
			return nil, nil
		}
		return &out, nil
	})
}

// plain adds an operation that reads or writes something other than JSON. more
// completes its description.
func (t *table) plain(o operation, more func(*huma.Operation), handle func(w http.ResponseWriter, r *http.Request, who app.Who) error) {
	op := t.describe(o)
	op.Parameters = append(op.Parameters, languageParam())
	more(&op)
	t.api.OpenAPI().AddOperation(&op)
	route := o.route()
	known := map[string]bool{}
	for _, p := range op.Parameters {
		known[p.Name] = known[p.Name] || p.In == "query"
	}
	route.Handler = func(w http.ResponseWriter, r *http.Request) error {
		if err := unknownQuery(r, known); err != nil {
			return err
		}
		return handle(w, r, whoAsks(r.Context()))
	}
	t.routes = append(t.routes, route)
}

// finish adds the document itself and gives all routes.
func (t *table) finish() []httpx.Route {
	schemas := t.api.OpenAPI().Components.Schemas.Map()
	maps.DeleteFunc(schemas, func(name string, _ *huma.Schema) bool { return name == "ErrorModel" || name == "ErrorDetail" })
	// Writing it takes longer than all else of the API's start, and hardly anybody reads it.
	document := sync.OnceValues(func() ([]byte, error) { return json.MarshalIndent(t.api.OpenAPI(), "", "  ") })
	handler := func(w http.ResponseWriter, r *http.Request) error {
		text, err := document()
		if err != nil {
			return err
		}
		return httpx.ServeAsset(w, r, "application/openapi+json", httpx.ETag(text), false, text)
	}
	return append(t.routes, httpx.Route{Method: http.MethodGet, Pattern: DocumentPath, Permission: httpx.Open, Handler: handler, BeforeChange: true})
}

// whoAsks is the account of the session. Routes of this package that anybody may
// use do not ask who it is.
func whoAsks(ctx context.Context) app.Who {
	s, _ := httpx.SessionOf(ctx)
	return app.Who{District: s.District, Actor: s.Actor}
}
