//go:build shared

package extract

import (
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExcerptIsReadAsInItsReport cuts excerpts out of the reports at random and holds what is
// read in them, without the headings, to what is read in the whole: result or target, and of
// which period. It needs no labels, so that there is plenty of it.
func TestExcerptIsReadAsInItsReport(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(sharedDir(t), "extract", "corpus", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports: %v", err)
	}
	var sum agreement
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		date := filepath.Base(file)[:4] + "-01-20"
		whole := map[int]Figure{}
		for _, q := range ReadProse(string(text), Options{Date: date}).Quantities {
			whole[q.Value.Start] = q
		}
		random := rand.New(rand.NewSource(int64(i)))
		for range 30 {
			at, excerpt := cutExcerpt(random, []rune(string(text)))
			sum.add(whole, at, ReadProse(excerpt, Options{Date: date}).Quantities)
		}
	}
	t.Logf("%d numbers: kind %.4f, period %.4f", sum.numbers, sum.of(sum.kind), sum.of(sum.period))
	const kind, period = 0.992, 0.969 // once reached
	if got := sum.of(sum.kind); got < kind-slack {
		t.Errorf("the kind is that of the report for %.4f of the numbers; it was %.3f", got, kind)
	}
	if got := sum.of(sum.period); got < period-slack {
		t.Errorf("the period is that of the report for %.4f of the numbers; it was %.3f", got, period)
	}
}

// agreement counts the numbers of excerpts that are read as in the report.
type agreement struct{ numbers, kind, period int }

// add compares an excerpt that begins at character at; those with few numbers say too little.
func (a *agreement) add(whole map[int]Figure, at int, read []Figure) {
	if len(read) < 5 {
		return
	}
	for _, q := range read {
		w, found := whole[q.Value.Start+at]
		if !found {
			continue
		}
		a.numbers++
		if w.Kind == q.Kind {
			a.kind++
		}
		if w.Period == q.Period {
			a.period++
		}
	}
}

func (a *agreement) of(n int) float64 { return float64(n) / float64(a.numbers) }

// cutExcerpt cuts 300 to 600 characters and the rest of their sentence, from the head of a
// sentence on.
func cutExcerpt(random *rand.Rand, text []rune) (at int, excerpt string) {
	head := func(i int) bool { return i == 0 || strings.ContainsRune("。\n", text[i-1]) }
	a := random.Intn(len(text) - 1000)
	for !head(a) {
		a++
	}
	b := min(a+300+random.Intn(300), len(text))
	for b < len(text) && !head(b) {
		b++
	}
	return a, string(text[a:b])
}
