package demo

import (
	"strings"
	"testing"

	"tupo/internal/i18n"
)

// TestSourcesAreSaidInEnglish: whatever the year names as an invented source has
// its English in the demonstration's own table, and none of it in the product's.
func TestSourcesAreSaidInEnglish(t *testing.T) {
	product, err := i18n.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	said, seen := Phrases(), map[string]bool{}
	look := func(source string) {
		if strings.HasPrefix(source, "示例") {
			seen[source] = true
		}
	}
	y := New()
	for _, o := range y.History {
		look(o.Source)
	}
	for _, m := range y.Months {
		for _, o := range m.Official {
			look(o.Source)
		}
	}
	for _, p := range y.Projects {
		look(p.Source)
	}
	for _, m := range y.Meetings {
		look(m.Source)
	}
	for source := range seen {
		if said[source] == "" {
			t.Errorf("Phrases() has no English for the source %q", source)
		}
	}
	for phrase, english := range said {
		if !seen[phrase] {
			t.Errorf("Phrases() has %q, which is no source of the year", phrase)
		}
		if got := product.Term(i18n.EN, phrase); got != phrase {
			t.Errorf("the product says %q as %q: that belongs to the demonstration", phrase, got)
		}
		if got := product.WithTerms(said).Term(i18n.EN, phrase); got != english {
			t.Errorf("the demonstration says %q as %q, want %q", phrase, got, english)
		}
	}
}
