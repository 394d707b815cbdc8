package extract

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"
)

// goldKinds are the kinds in which a page must equal its labels: nothing missing,
// nothing else claimed.
var goldKinds = []string{"articles", "guide_box", "line_breaks_to_join", "paragraph_breaks_kept", "programme", "directives", "meetings", "people", "projects", "quantities", "nonnumeric_targets"}

// ignoredKeys are notes of the labeller and the reader's own additions.
var ignoredKeys = map[string]bool{"note": true, "reason": true, "confidence": true, "owner_spans": true}

// flatten writes a JSON value as "path = value" lines. Empty values are left out: an
// absent field and null say the same. Lists of spans are keyed by place.
func flatten(path string, v any, out map[string]bool) {
	switch x := v.(type) {
	case nil:
	case map[string]any:
		for k, e := range x {
			if ignoredKeys[k] || k == "joined" && e == x["text"] || k == "resolved" && strings.HasSuffix(path, "deadline") {
				continue
			}
			flatten(path+"."+k, e, out)
		}
	case []any:
		for i, e := range x {
			flatten(fmt.Sprintf("%s[%s]", path, itemKey(i, e)), e, out)
		}
	default:
		out[fmt.Sprintf("%s = %v", path, v)] = true
	}
}

// itemKey names a list item by its place in the text, so that one missing item
// does not make all after it differ.
func itemKey(i int, v any) string {
	if m, ok := v.(map[string]any); ok {
		for _, k := range []string{"name", "title", "indicator", "of"} {
			if s, ok := m[k].(map[string]any); ok {
				return fmt.Sprintf("@%v", s["start"])
			}
		}
		if s, ok := m["start"]; ok {
			return fmt.Sprintf("@%v", s)
		}
	}
	return fmt.Sprint(i)
}

// difference compares a page with its labels in the given kinds.
func difference(t *testing.T, page *Page, gold []byte, kinds []string) []string {
	t.Helper()
	b, err := page.JSON()
	if err != nil {
		t.Fatalf("JSON: %v", err)
	}
	var got, want map[string]any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatalf("JSON of page: %v", err)
	}
	if err := json.Unmarshal(gold, &want); err != nil {
		t.Fatalf("labels: %v", err)
	}
	var diff []string
	for _, k := range kinds {
		g, w := map[string]bool{}, map[string]bool{}
		flatten(k, got[k], g)
		flatten(k, want[k], w)
		for s := range w {
			if !g[s] && !strings.Contains(s, "].id = ") {
				diff = append(diff, "missing  "+s)
			}
		}
		for s := range g {
			if !w[s] && !strings.Contains(s, "].id = ") {
				diff = append(diff, "claimed  "+s)
			}
		}
	}
	sort.Slice(diff, func(i, j int) bool { return diff[i][9:] < diff[j][9:] })
	return diff
}

// readFile reads a test file; a missing one fails the test.
func readFile(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("test data: %v", err)
	}
	return string(b)
}
