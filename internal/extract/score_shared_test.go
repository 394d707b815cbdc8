//go:build shared

package extract

import (
	"encoding/json"
	"path/filepath"
	"testing"

	passages "tupo/internal/testing/labelled"
)

// slack is by how much a score may fall before the test does.
const slack = 0.005

// TestScore holds the reader to the F1 once reached on each set of labelled
// passages: those given with the guideline, those labelled here and read while the
// rules were written, and those held back from whoever writes rules. A higher score is written down here and in docs/extraction.md.
func TestScore(t *testing.T) {
	shared := filepath.Join(sharedDir(t), "extract")
	dev, err := passages.LoadWhole(filepath.Join(shared, "dev"))
	if err != nil {
		t.Fatal(err)
	}
	set := func(name string) []passages.Passage {
		all, err := passages.Load(filepath.Join("testdata", "labels", name), filepath.Join(shared, "corpus"))
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for _, c := range []struct {
		name                                                                      string
		all                                                                       []passages.Passage
		value, full, fullPeriod, ranks, nonnumeric, projects, amounts, directives float64
	}{
		{"dev", dev, 1, 0.972, 0.972, 1, 0.968, 0, 0, 0.889},
		{"held", set("held"), 0.980, 0.771, 0.709, 0.842, 0.506, 0.526, 0.476, 0.918},
		{"open", set("open"), 0.994, 0.919, 0.911, 0.859, 0.883, 0.893, 0.929, 0.951},
	} {
		score := scoreOf(t, c.all)
		t.Logf("%s, %d passages:\nvalue      %v\nindicator  %v\nmeasure    %v\nbound      %v\nkind       %v\nperiod     %v\nfull       %v\nwith period %v\nranks      %v\nnonnumeric %v\nprojects   %v\namounts    %v\ndirectives %v",
			c.name, len(c.all), score.Value, score.Indicator, score.Measure, score.Bound, score.Kind, score.Period, score.Full, score.FullPeriod,
			score.Ranks, score.Nonnumeric, score.Projects, score.ProjectAmounts, score.Directives)
		for _, x := range []struct {
			what  string
			count passages.Count
			floor float64
		}{
			{"values", score.Value, c.value}, {"full facts", score.Full, c.full}, {"full facts with their period", score.FullPeriod, c.fullPeriod},
			{"ranks", score.Ranks, c.ranks}, {"statements without a number", score.Nonnumeric, c.nonnumeric},
			{"names of projects", score.Projects, c.projects}, {"amounts of projects", score.ProjectAmounts, c.amounts},
			{"directives", score.Directives, c.directives},
		} {
			if x.count.F1() < x.floor-slack {
				t.Errorf("%s: F1 of %s is %.3f; it was %.3f", c.name, x.what, x.count.F1(), x.floor)
			}
		}
	}
}

func scoreOf(t *testing.T, all []passages.Passage) *passages.Score {
	t.Helper()
	var score passages.Score
	for _, p := range all {
		raw, err := ReadProse(p.Text, Options{Date: p.Date}).JSON()
		if err != nil {
			t.Fatal(err)
		}
		var found passages.Facts
		if err := json.Unmarshal(raw, &found); err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
		score.Add(p, found)
	}
	return &score
}
