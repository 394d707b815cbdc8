package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestListsAreRead: no list of words stands in the files that neither code nor a rule names.
func TestListsAreRead(t *testing.T) {
	var named strings.Builder
	files, _ := filepath.Glob("*.go")
	for _, f := range append(files, "lexicon/rules.txt") {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		named.Write(b)
	}
	for name, words := range loaded().lists {
		if len(words) == 0 {
			continue // the head of a file of groups
		}
		file, group, ok := strings.Cut(name, ".")
		if !ok {
			group = file
		}
		if s := named.String(); !strings.Contains(s, `"`+name+`"`) && !strings.Contains(s, "{"+name+"}") && !strings.Contains(s, `"`+group+`"`) {
			t.Errorf("nothing reads the list %s", name)
		}
	}
}
