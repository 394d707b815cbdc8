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
// rules were written, and those held back from whoever wrote them. A higher score
// is written down here and in docs/extraction.md.
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
		name  string
		all   []passages.Passage
		floor map[string]float64
	}{
		{"dev", dev, map[string]float64{"directives": 0.889}},
		{"open", set("open"), map[string]float64{"directives": 0.993, "projects": 1, "amounts of projects": 1}},
	} {
		score := scoreOf(t, c.all)
		t.Logf("%s, %d passages:\nvalue      %v\nindicator  %v\nmeasure    %v\nbound      %v\nkind       %v\nperiod     %v\nfull       %v\nwith period %v\nranks      %v\nnonnumeric %v\nprojects   %v\namounts    %v\ndirectives %v",
			c.name, len(c.all), score.Value, score.Indicator, score.Measure, score.Bound, score.Kind, score.Period, score.Full, score.FullPeriod,
			score.Ranks, score.Nonnumeric, score.Projects, score.ProjectAmounts, score.Directives)
		for what, count := range map[string]passages.Count{
			"full facts": score.Full, "values": score.Value, "directives": score.Directives, "projects": score.Projects, "amounts of projects": score.ProjectAmounts,
		} {
			if count.F1() < c.floor[what]-slack {
				t.Errorf("%s: F1 of %s is %.3f; it was %.3f", c.name, what, count.F1(), c.floor[what])
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
