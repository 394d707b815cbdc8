//go:build shared

package extract

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	passages "tupo/internal/testing/labelled"
)

// slack is by how much a score may fall before the test does.
const slack = 0.005

// floors are the F1 once reached.
type floors struct {
	value, full, fullPeriod, ranks, nonnumeric, projects, amounts, directives float64
}

// TestScore holds the reader to the F1 once reached on each set of labelled
// passages: those given with the guideline, those labelled here and read while the
// rules were written, and those held back from whoever writes rules. A higher score is written down here and in docs/extraction.md.
func TestScore(t *testing.T) {
	dev, err := passages.LoadWhole(filepath.Join(sharedDir(t), "extract", "dev"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		all    []passages.Passage
		floors floors
	}{
		{"dev", dev, floors{1, 0.972, 0.972, 1, 0.968, 0, 0, 0.889}},
		{"held", labelled(t, "held"), floors{0.986, 0.803, 0.761, 0.780, 0.643, 0.667, 0, 0.825}},
		{"open", labelled(t, "open"), floors{0.995, 0.895, 0.877, 0.895, 0.788, 0.902, 0.905, 0.942}},
	} {
		var score passages.Score
		for _, p := range c.all {
			score.Add(p, factsOf(t, p.Text, p.Date))
		}
		holdTo(t, c.name, len(c.all), &score, c.floors)
	}
}

// TestScoreInTheWholeReport holds the same passages to what is found in them when the report that
// they are from is read whole, as a person brings it in: headings and title tell years and kinds.
func TestScoreInTheWholeReport(t *testing.T) {
	for _, c := range []struct {
		name   string
		floors floors
	}{
		{"held", floors{0.986, 0.836, 0.824, 0.780, 0.643, 0.667, 0, 0.863}},
		{"open", floors{0.995, 0.898, 0.891, 0.895, 0.788, 0.902, 0.905, 0.961}},
	} {
		all := labelled(t, c.name)
		reports := map[string]passages.Facts{}
		var score passages.Score
		for _, p := range all {
			whole, read := reports[p.File]
			if !read {
				text, err := os.ReadFile(p.File)
				if err != nil {
					t.Fatal(err)
				}
				whole = factsOf(t, string(text), p.Date)
				reports[p.File] = whole
			}
			score.Add(p, p.Of(whole))
		}
		holdTo(t, c.name+" in whole reports", len(all), &score, c.floors)
	}
}

// holdTo logs a score and fails where it is below its floors.
func holdTo(t *testing.T, name string, n int, score *passages.Score, f floors) {
	t.Helper()
	t.Logf("%s, %d passages:\nvalue      %v\nindicator  %v\nmeasure    %v\nbound      %v\nkind       %v\nperiod     %v\nfull       %v\nwith period %v\nranks      %v\nnonnumeric %v\nprojects   %v\namounts    %v\ndirectives %v",
		name, n, score.Value, score.Indicator, score.Measure, score.Bound, score.Kind, score.Period, score.Full, score.FullPeriod,
		score.Ranks, score.Nonnumeric, score.Projects, score.ProjectAmounts, score.Directives)
	for _, x := range []struct {
		what  string
		count passages.Count
		floor float64
	}{
		{"values", score.Value, f.value}, {"full facts", score.Full, f.full}, {"full facts with their period", score.FullPeriod, f.fullPeriod},
		{"ranks", score.Ranks, f.ranks}, {"statements without a number", score.Nonnumeric, f.nonnumeric},
		{"names of projects", score.Projects, f.projects}, {"amounts of projects", score.ProjectAmounts, f.amounts},
		{"directives", score.Directives, f.directives},
	} {
		if x.count.F1() < x.floor-slack {
			t.Errorf("%s: F1 of %s is %.3f; it was %.3f", name, x.what, x.count.F1(), x.floor)
		}
	}
}

// labelled is a set of passages of the reports.
func labelled(t *testing.T, set string) []passages.Passage {
	t.Helper()
	all, err := passages.Load(filepath.Join("testdata", "labels", set), filepath.Join(sharedDir(t), "extract", "corpus"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// factsOf reads a text as the command does.
func factsOf(t *testing.T, text, date string) passages.Facts {
	t.Helper()
	raw, err := ReadProse(text, Options{Date: date}).JSON()
	if err != nil {
		t.Fatal(err)
	}
	var found passages.Facts
	if err := json.Unmarshal(raw, &found); err != nil {
		t.Fatal(err)
	}
	return found
}
