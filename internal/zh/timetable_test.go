package zh

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestTimes reads the tables testdata/times-YYYY-MM-DD-*.tsv, whose names hold the
// reference date; 0000-00-00 is none. Rows are made as those of the numbers: span,
// period, and what else is said of it.
func TestTimes(t *testing.T) {
	files, err := filepath.Glob("testdata/times-*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatalf("Glob(testdata/times-*.tsv) = %v, %v; want the tables", files, err)
	}
	texts := 0
	for _, file := range files {
		ref, _ := ParseDate(strings.TrimPrefix(filepath.Base(file), "times-")[:len("2006-01-02")])
		checkTables(t, file, 1, func(text string) []string {
			texts++
			var rows []string
			for _, e := range FindTimes(text, ref) {
				rows = append(rows, describedTime(text, e))
			}
			return rows
		})
	}
	if texts < 200 {
		t.Errorf("the tables of times hold %d texts; want at least 200", texts)
	}
}

func describedTime(text string, e Time) string {
	var notes []string
	for _, n := range []struct {
		holds bool
		name  string
	}{{e.Day, "day"}, {e.Half != "", string(e.Half)}, {e.Limit, "limit"}, {e.Since, "since"}, {e.Same, "same"}, {e.By, "by"}} {
		if n.holds {
			notes = append(notes, n.name)
		}
	}
	return strings.TrimRight(strings.Join([]string{text[e.Start:e.End], e.Period, strings.Join(notes, " ")}, "\t"), "\t")
}
