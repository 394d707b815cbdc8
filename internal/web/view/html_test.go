package view_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tupo/internal/i18n"
)

// TestPagesAreSoundHTML holds what assistive technology needs of each page:
// unique ids that every reference finds, a label for each input, one h1, no
// skipped heading level, a name for each drawing, scopes on table heads.
func TestPagesAreSoundHTML(t *testing.T) {
	r := newRenderer(t)
	for _, lang := range i18n.Langs() {
		for name, p := range newSampler(t, lang).pages() {
			body, err := r.Render(p)
			if err != nil {
				t.Errorf("Render(%s, %s): %v", name, lang, err)
				continue
			}
			root, err := html.Parse(bytes.NewReader(body))
			if err != nil {
				t.Errorf("Parse(%s, %s): %v", name, lang, err)
				continue
			}
			for _, fault := range newAudit(root).faults() {
				t.Errorf("%s, %s: %s", name, lang, fault)
			}
		}
	}
}

// audit is one walk over a page's elements.
type audit struct {
	ids        map[string]int
	references map[string]string // id → who points to it
	labelled   map[string]bool
	inputs     []*html.Node
	levels     []int
	found      []string
}

func newAudit(root *html.Node) *audit {
	a := &audit{ids: map[string]int{}, references: map[string]string{}, labelled: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			a.see(n)
		}
	}
	return a
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func (a *audit) see(n *html.Node) {
	if id := attribute(n, "id"); id != "" {
		a.ids[id]++
	}
	for _, key := range []string{"for", "aria-describedby", "aria-labelledby"} {
		for _, id := range strings.Fields(attribute(n, key)) {
			a.references[id] = n.Data + " " + key
		}
	}
	switch n.Data {
	case "label":
		a.labelled[attribute(n, "for")] = true
	case "input", "select", "textarea":
		if attribute(n, "type") != "hidden" {
			a.inputs = append(a.inputs, n)
		}
	case "h1", "h2", "h3":
		a.levels = append(a.levels, int(n.Data[1]-'0'))
	case "a":
		if href := attribute(n, "href"); href == "" || strings.HasPrefix(href, "#ZgotmplZ") {
			a.found = append(a.found, "a link without address")
		} else if id, local := strings.CutPrefix(href, "#"); local {
			a.references[id] = "link"
		}
	case "svg":
		if n.FirstChild == nil || n.FirstChild.Data != "title" {
			a.found = append(a.found, "a drawing without title")
		}
	case "th":
		if attribute(n, "scope") == "" || n.FirstChild == nil {
			a.found = append(a.found, "a table head without scope or text")
		}
	}
}

func (a *audit) faults() []string {
	found := a.found
	for id, n := range a.ids {
		if n > 1 {
			found = append(found, "id "+id+" is given twice")
		}
	}
	for id, who := range a.references {
		if a.ids[id] == 0 {
			found = append(found, who+" points to "+id+", which is not there")
		}
	}
	for _, n := range a.inputs {
		if !a.labelled[attribute(n, "id")] && n.Parent.Data != "label" {
			found = append(found, n.Data+" "+attribute(n, "name")+" has no label")
		}
	}
	if len(a.levels) == 0 || a.levels[0] != 1 {
		found = append(found, "the first heading is not h1")
	}
	for i := 1; i < len(a.levels); i++ {
		if a.levels[i] == 1 || a.levels[i] > a.levels[i-1]+1 {
			found = append(found, "a heading level is skipped or h1 comes twice")
		}
	}
	return found
}
