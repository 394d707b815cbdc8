// Package golden holds texts that the program makes to files in which people have
// read them. A test binary that uses it takes -update, which writes the files anew:
// read the difference before you keep it.
package golden

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// shown is how many differing lines a failure prints.
const shown = 20

// Check compares a text with a file and prints the lines that differ.
func Check(t testing.TB, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	differing := 0
	for i := range max(len(g), len(w)) {
		if line(g, i) == line(w, i) {
			continue
		}
		if differing++; differing <= shown {
			t.Errorf("%s line %d:\n got %q\nwant %q", file, i+1, line(g, i), line(w, i))
		}
	}
	t.Errorf("%s: %d lines differ; if they should, run this test with -update", file, differing)
}

// line gives line i of a text, "" beyond its end.
func line(all []string, i int) string {
	if i < len(all) {
		return all[i]
	}
	return ""
}
