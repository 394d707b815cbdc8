//go:build shared

package extract

import (
	"path/filepath"
	"testing"
)

// TestProseOfReports reads every report at hand: no panic, all spans true.
func TestProseOfReports(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(sharedDir(t), "extract", "corpus", "*.txt"))
	if len(files) == 0 {
		t.Fatal("no reports")
	}
	facts := 0
	for _, f := range files {
		text := readFile(t, f)
		prose := ReadProse(text, Options{Date: "2026-01-20"})
		checkProse(t, text, prose)
		facts += len(prose.Quantities)
	}
	t.Logf("%d reports, %d quantities", len(files), facts)
}

// BenchmarkProseOfReports reads all reports once a round.
func BenchmarkProseOfReports(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join(sharedDir(b), "extract", "corpus", "*.txt"))
	var texts []string
	chars := 0
	for _, f := range files {
		s := readFile(b, f)
		texts, chars = append(texts, s), chars+len([]rune(s))
	}
	for b.Loop() {
		for _, s := range texts {
			ReadProse(s, Options{Date: "2026-01-20"})
		}
	}
	b.ReportMetric(float64(chars)*float64(b.N)/b.Elapsed().Seconds(), "chars/s")
}
