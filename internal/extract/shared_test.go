//go:build shared

package extract

import (
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sharedDir finds the folder of documents that are not part of the project.
func sharedDir(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("TUPO_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Fatalf("the folder of labelled documents is missing (set TUPO_SHARED): %v", err)
	}
	return dir
}

func TestSeedPageExact(t *testing.T) {
	text, gold := seedPage(t)
	page := Read(text, Options{Date: "2023-11-14"})
	for _, d := range difference(t, page, []byte(gold), goldKinds) {
		t.Error(d)
	}
}

// TestSeedPageWithoutDate: the page itself says which day it speaks from.
func TestSeedPageWithoutDate(t *testing.T) {
	text, gold := seedPage(t)
	page := Read(text, Options{})
	if page.Reference == nil || page.Reference.Value != "2023-11-14" {
		t.Fatalf("Read(page).Reference = %+v; want 2023-11-14", page.Reference)
	}
	for _, d := range difference(t, page, []byte(gold), goldKinds) {
		t.Error(d)
	}
}

// TestSharedDocuments reads every document at hand: no panic, all spans true.
func TestSharedDocuments(t *testing.T) {
	dir := sharedDir(t)
	for _, pattern := range []string{"extract/corpus/*.txt", "extract/dev/*.txt"} {
		files, _ := filepath.Glob(filepath.Join(dir, pattern))
		if len(files) == 0 {
			t.Fatalf("no documents at %s", pattern)
		}
		for _, f := range files {
			text := readFile(t, f)
			checkSpans(t, text, Read(text, Options{Date: "2025-01-20"}))
		}
	}
}

// fullWidth maps the half-width punctuation of a page to the full-width one.
var fullWidth = strings.NewReplacer(",", "，", ";", "；", "(", "（", ")", "）", ":", "：")

// seedPage reads the seed page and its labels.
func seedPage(t *testing.T) (text, gold string) {
	t.Helper()
	dir := filepath.Join(sharedDir(t), "seed")
	pages, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(pages) != 1 {
		t.Fatalf("seed page in %s: %v, %v; want one", dir, pages, err)
	}
	return readFile(t, pages[0]), readFile(t, filepath.Join(dir, "gold.json"))
}

// TestSeedPageFullWidth: the same page set with full-width marks has its facts at
// the same places.
func TestSeedPageFullWidth(t *testing.T) {
	text, _ := seedPage(t)
	page := Read(fullWidth.Replace(text), Options{Date: "2023-11-14"})
	plain := Read(text, Options{Date: "2023-11-14"}).Facts()
	got := page.Facts()
	if len(got) != len(plain) {
		t.Fatalf("Read(full-width page) gives %d facts; want %d", len(got), len(plain))
	}
	for i := range plain {
		if got[i].Kind != plain[i].Kind || got[i].Start != plain[i].Start || got[i].End != plain[i].End {
			t.Errorf("fact %d = %s %d..%d; want %s %d..%d", i, got[i].Kind, got[i].Start, got[i].End, plain[i].Kind, plain[i].Start, plain[i].End)
		}
	}
}

// TestSeedPageOtherBreaks breaks the page's paragraphs at other places, as other
// columns would, and wants the same directives and actions. A break right after a
// finished sentence cannot be told from a paragraph's end and is not made.
func TestSeedPageOtherBreaks(t *testing.T) {
	text, _ := seedPage(t)
	base := Read(text, Options{Date: "2023-11-14"})
	want := wording(base)
	made, missed, falseJoins := 0, 0, 0
	for seed := int64(1); seed <= 60; seed++ {
		broken, n := rebreak(text, base, rand.New(rand.NewSource(seed)))
		page := Read(broken, Options{Date: "2023-11-14"})
		made += n
		if d := n - len(page.LineBreaks); d > 0 {
			missed += d
		} else {
			falseJoins -= d
		}
		if got := wording(page); len(page.LineBreaks) == n && got != want {
			t.Errorf("seed %d: all breaks joined, but the facts differ", seed)
		}
	}
	t.Logf("breaks made %d, missed %d, false %d", made, missed, falseJoins)
	if missed*100 > made*2 || falseJoins*100 > made*2 {
		t.Errorf("breaks made %d, missed %d, joined falsely %d; want at most 2 of 100 each", made, missed, falseJoins)
	}
}

func wording(p *Page) string {
	var b strings.Builder
	for _, f := range p.Facts() {
		if f.Kind != KindStructure {
			b.WriteString(f.Kind + " " + f.Joined + "\n")
		}
	}
	return b.String()
}

// rebreak joins the page's column breaks and makes others, at least 13 characters
// apart, in its running text.
func rebreak(text string, base *Page, rnd *rand.Rand) (string, int) {
	raw := []rune(text)
	gone := map[int]bool{}
	for _, b := range base.LineBreaks {
		for i := b.Start; i < b.End; i++ {
			gone[i] = true
		}
	}
	var out strings.Builder
	var par []rune
	made := 0
	flush := func() {
		last := 0
		for i, r := range par {
			if len(par) > 60 && i-last >= 13 && len(par)-i >= 13 && rnd.Intn(50) == 0 && !strings.ContainsRune("。；;！”)）", par[i-1]) {
				out.WriteString("\n\n")
				made++
				last = i
			}
			out.WriteRune(r)
		}
		par = par[:0]
	}
	for i, r := range raw {
		switch {
		case gone[i]:
		case r == '\n':
			flush()
			out.WriteRune(r)
		default:
			par = append(par, r)
		}
	}
	flush()
	return out.String(), made
}

func BenchmarkReadReports(b *testing.B) {
	files, err := filepath.Glob(filepath.Join(sharedDir(b), "extract", "corpus", "*.txt"))
	if err != nil || len(files) == 0 {
		b.Fatalf("no reports: %v", err)
	}
	var texts []string
	size, chars := 0, 0
	for _, f := range files {
		s := readFile(b, f)
		texts, size, chars = append(texts, s), size+len(s), chars+len([]rune(s))
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, s := range texts {
			Read(s, Options{Date: "2026-01-20"})
		}
	}
	b.ReportMetric(float64(chars)*float64(b.N)/b.Elapsed().Seconds(), "chars/s")
}
