package view

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"tupo/internal/i18n"
	"tupo/internal/web/page"
	"tupo/internal/web/templates"
)

func pageTypes() []Page {
	return []Page{
		page.Front{}, page.Action{}, page.Target{}, page.List{}, page.Hub{}, page.FormPage{}, page.Import{},
		page.Sheet{}, page.Queue{}, page.Reader{}, page.FactPage{}, page.Drawn{}, page.History{}, page.Entry{}, page.Verify{}, page.CheckpointPage{},
		page.Login{}, page.Error{}, page.AccountPage{}, page.Changes{}, page.Begun{},
	}
}

// TestTemplatesFitTheirStructs checks every path of every template against the
// fields of its page, also paths no sample takes.
func TestTemplatesFitTheirStructs(t *testing.T) {
	assets, err := NewAssets()
	if err != nil {
		t.Fatalf("NewAssets: %v", err)
	}
	r := New(assets)
	known := map[string]bool{}
	for _, p := range pageTypes() {
		known[p.Template()+".html"] = true
		parsed, err := r.lookup(p.Template())
		if err != nil {
			t.Errorf("lookup(%s): %v", p.Template(), err)
			continue
		}
		if err := templatecheck.CheckHTML(parsed, p); err != nil {
			t.Errorf("CheckHTML(%s): %v", p.Template(), err)
		}
	}
	names, err := fs.Glob(templates.Files, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if name != "layout.html" && !strings.HasPrefix(name, "part-") && !known[name] {
			t.Errorf("template %s has no page type in this test", name)
		}
	}
}

// TestTemplateWordsExist holds that templates ask for words by literal keys
// only, and that both languages have each.
func TestTemplateWordsExist(t *testing.T) {
	c, err := i18n.Load(nil)
	if err != nil {
		t.Fatalf("i18n.Load: %v", err)
	}
	call := regexp.MustCompile(`\.T\b\s*("([^"]*)")?`)
	names, err := fs.Glob(templates.Files, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(templates.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range call.FindAllStringSubmatch(string(text), -1) {
			switch key := m[2]; {
			case m[1] == "":
				t.Errorf("%s: T is called without a literal key near %q", name, m[0])
			case !c.Has(key):
				t.Errorf("%s: no message %q", name, key)
			}
		}
	}
}
