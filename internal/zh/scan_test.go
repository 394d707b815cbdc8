package zh

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the tables of testdata again; read the difference before keeping it")

// described writes a number as the tables do: span, values, unit with scale, and
// what else is said of it, separated by tabs.
func described(text string, n Number) string {
	var notes []string
	if n.Bound != Equal {
		notes = append(notes, string(n.Bound))
	}
	if n.Kind != Plain {
		notes = append(notes, string(n.Kind))
	}
	if n.Of > 0 && n.Kind == Fraction {
		notes = append(notes, fmt.Sprintf("of=%d", n.Of))
	}
	if n.Lead < n.Start {
		notes = append(notes, "lead="+text[n.Lead:n.Start])
	}
	if n.Refused != "" {
		notes = append(notes, "not:"+string(n.Refused))
	}
	return strings.TrimRight(strings.Join([]string{text[n.Start:n.End], join(n.Values()), n.Written(), strings.Join(notes, " ")}, "\t"), "\t")
}

// TestNumbers reads the tables testdata/numbers-*.tsv. A row without a tab is a
// text; the indented rows under it are the numbers that it holds, in order.
func TestNumbers(t *testing.T) {
	checkTables(t, "testdata/numbers-*.tsv", 400, func(text string) []string {
		return readNumbers(Grammar{}, text)
	})
	checkTables(t, "testdata/columns-*.tsv", 10, func(text string) []string {
		return readNumbers(Grammar{Columns: true}, text)
	})
}

func readNumbers(g Grammar, text string) []string {
	text = unescaped.Replace(text)
	var rows []string
	for n := range g.Numbers(text) {
		rows = append(rows, escaped.Replace(described(text, n)))
	}
	return rows
}

var (
	unescaped = strings.NewReplacer(`\n`, "\n")
	escaped   = strings.NewReplacer("\n", `\n`)
)

// checkTables compares what read gives for each text of the tables with the rows
// under it; there are at least so many texts.
func checkTables(t *testing.T, glob string, atLeast int, read func(text string) []string) {
	t.Helper()
	files, err := filepath.Glob(glob)
	if err != nil || len(files) == 0 {
		t.Fatalf("Glob(%s) = %v, %v; want the tables", glob, files, err)
	}
	texts := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		text, want := "", []string(nil)
		flush := func() {
			if text == "" {
				return
			}
			texts++
			got := read(text)
			out.WriteString(text + "\n")
			for _, row := range got {
				out.WriteString("\t" + row + "\n")
			}
			if strings.Join(got, "\n") != strings.Join(want, "\n") && !*update {
				t.Errorf("%s: %s\ngot\n\t%s\nwant\n\t%s", filepath.Base(file), text, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
			}
		}
		for line := range strings.Lines(string(data)) {
			line = strings.TrimRight(line, "\n")
			switch row, indented := strings.CutPrefix(line, "\t"); {
			case indented:
				want = append(want, row)
			case line == "" || strings.HasPrefix(line, "#"):
				flush()
				text, want = "", nil
				out.WriteString(line + "\n")
			default:
				flush()
				text, want = line, nil
			}
		}
		flush()
		if *update {
			if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if texts < atLeast {
		t.Errorf("tables %s hold %d texts; want at least %d", glob, texts, atLeast)
	}
}
