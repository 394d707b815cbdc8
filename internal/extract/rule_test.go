package extract

import (
	"path/filepath"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// TestNeeded holds the words that a pattern cannot match without.
func TestNeeded(t *testing.T) {
	for _, c := range []struct {
		pattern string
		want    [][]string
	}{
		{"总投资", [][]string{{"总投资"}}},
		{"(?:总|净)?占地{1,3}面积", [][]string{{"占"}, {"面积"}}},
		{"(?P<n>[0-9]+)(?:亩|公顷)", [][]string{{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, {"亩", "公顷"}}},
		{"(?:计划)*(?:投资|投入)额?", [][]string{{"投"}, {"入", "资"}}},
		{"(?:聚焦|布局)产业?|落户", [][]string{{"聚焦", "布局", "落户"}}},
		{"[一二]期(?:工程)+", [][]string{{"一", "二"}, {"期"}, {"工程"}}},
		{"[\\p{Han}]{2,6}", nil},
		{"(?:甲|)乙?", nil},
		{"(?i)gdp", nil},
	} {
		tree, err := syntax.Parse(c.pattern, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got := needed(tree); !slices.EqualFunc(got, c.want, slices.Equal[[]string]) {
			t.Errorf("needed(%s) = %q, want %q", c.pattern, got, c.want)
		}
	}
}

// TestRulesMissNothing: no rule is refused a text that its pattern matches.
func TestRulesMissNothing(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) == 0 {
		t.Fatal("no texts")
	}
	matched := 0
	for _, f := range files {
		for _, s := range strings.SplitAfter(normalise([]rune(readFile(t, f))), "。") {
			for code, r := range loaded().rules {
				if !r.re.MatchString(s) {
					continue
				}
				matched++
				if !r.may(s) {
					t.Errorf("rule %s is not tried on %q", code, s)
				}
			}
		}
	}
	if matched == 0 {
		t.Error("no rule matches anything")
	}
}
