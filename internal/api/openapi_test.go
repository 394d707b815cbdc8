package api_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tupo/internal/api"
	"tupo/internal/testing/golden"
)

// TestOpenAPIDocument holds the generated description to the golden file, and every
// operation in it to a route of the table.
func TestOpenAPIDocument(t *testing.T) {
	p := open(t, book())
	c := &client{tb: t, place: p}
	w := c.want(200, "GET", api.DocumentPath, nil, nil)
	golden.Check(t, filepath.Join("testdata", "openapi.json"), w.Body.String()+"\n")
	var doc struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			OperationID string `json:"operationId"`
			Summary     string
			Permission  string `json:"x-permission"`
			Responses   map[string]any
		}
	}
	decode(t, w, &doc)
	described := map[string]string{}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			described[strings.ToUpper(method)+" "+api.Prefix+path] = op.Permission
			if op.Summary == "" || op.OperationID == "" || len(op.Responses) < 2 {
				t.Errorf("%s %s is not described: %+v", method, path, op)
			}
		}
	}
	for _, r := range p.server.Routes() {
		if r.Pattern == api.DocumentPath {
			continue
		}
		if described[r.Method+" "+r.Pattern] != string(r.Permission) {
			t.Errorf("%s %s needs %s; the document says %q", r.Method, r.Pattern, r.Permission, described[r.Method+" "+r.Pattern])
		}
		delete(described, r.Method+" "+r.Pattern)
	}
	if len(described) > 0 || doc.OpenAPI != "3.1.0" {
		t.Errorf("OpenAPI %s describes what no route serves: %v", doc.OpenAPI, described)
	}
}

// TestFiguresNameTheirUnit asks for words wherever a name alone does not say
// what a figure is.
func TestFiguresNameTheirUnit(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "openapi.json"))
	check(t, err)
	var doc struct {
		Components struct {
			Schemas map[string]struct {
				Properties map[string]struct{ Description string }
			}
		}
	}
	check(t, json.Unmarshal(raw, &doc))
	for _, x := range [][2]string{{"FilingLine", "value"}, {"Gap", "short"}, {"Target", "completion"}, {"Project", "total"}, {"File", "size"}, {"Fact", "confidence"}} {
		if doc.Components.Schemas[x[0]].Properties[x[1]].Description == "" {
			t.Errorf("%s.%s has no description", x[0], x[1])
		}
	}
	if _, leaked := doc.Components.Schemas["ErrorModel"]; leaked {
		t.Error("huma's own error model is described; errors are Problems")
	}
}
