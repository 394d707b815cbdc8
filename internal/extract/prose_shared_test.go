//go:build shared

package extract

import (
	"encoding/json"
	"math"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// recorded are the scores (F1) of the labelled passages; a score may not fall by more
// than tolerance. docs/extraction.md gives them with those of other passages.
var recorded = map[string]float64{
	"value": 0.995, "full": 0.92, "full+period": 0.917, "ranks": 1, "nonnumeric": 0.8, "directives": 0.84,
}

const tolerance = 0.005

// labelledText holds the parts of a labelled text that are scored.
type labelledText struct {
	Quantities []labelled `json:"quantities"`
	Ranks      []labelled `json:"ranks"`
	Nonnumeric []labelled `json:"nonnumeric"`
	Directives []Place    `json:"directives"`
}

type labelled struct {
	Indicator Place  `json:"indicator"`
	Resolved  string `json:"indicator_resolved"`
	Value     Place  `json:"value"`
	Measure   string `json:"measure"`
	Bound     string `json:"bound"`
	Period    string `json:"period"`
	Kind      string `json:"kind"`
	Canonical *struct {
		Values []float64 `json:"values"`
		Unit   string    `json:"unit"`
	} `json:"canonical"`
}

// bare drops what the comparison of names does not look at.
var bare = strings.NewReplacer(" ", "", "\n", "", "\t", "", "\u3000", "", "“", "", "”", "", `"`, "", "'", "", "（", "", "）", "", "(", "", ")", "", "、", "", ",", "", "，", "", "的", "")

func (a labelled) sameName(g labelled) bool {
	if bare.Replace(a.Resolved) == bare.Replace(g.Resolved) {
		return true
	}
	w := bare.Replace(g.Indicator.Text)
	return w == bare.Replace(g.Resolved) && bare.Replace(a.Indicator.Text) == w
}

func (a labelled) sameValue(g labelled) bool {
	if a.Canonical == nil || g.Canonical == nil || len(a.Canonical.Values) != len(g.Canonical.Values) ||
		bare.Replace(a.Canonical.Unit) != bare.Replace(g.Canonical.Unit) {
		return false
	}
	for i, v := range a.Canonical.Values {
		if math.Abs(v-g.Canonical.Values[i]) > 1e-9*math.Max(1, math.Abs(v)) {
			return false
		}
	}
	return true
}

// overlap is the intersection of two places over their union.
func overlap(a, b Place) float64 {
	common := min(a.End, b.End) - max(a.Start, b.Start)
	if common <= 0 {
		return 0
	}
	return float64(common) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}

// pairUp matches findings and labels one to one, the most alike first.
func pairUp[T any](found, gold []T, alike func(a, g T) float64) [][2]int {
	type pair struct {
		like float64
		a, g int
	}
	var all []pair
	for i := range found {
		for k := range gold {
			if like := alike(found[i], gold[k]); like > 0 {
				all = append(all, pair{like, i, k})
			}
		}
	}
	sort.SliceStable(all, func(i, k int) bool { return all[i].like > all[k].like })
	usedA, usedG := map[int]bool{}, map[int]bool{}
	var out [][2]int
	for _, p := range all {
		if !usedA[p.a] && !usedG[p.g] {
			usedA[p.a], usedG[p.g] = true, true
			out = append(out, [2]int{p.a, p.g})
		}
	}
	return out
}

// tally counts what was right of what was found and of what was labelled.
type tally struct{ right, found, gold int }

func (t tally) f1() float64 {
	if t.found+t.gold == 0 {
		return 1
	}
	return 2 * float64(t.right) / float64(t.found+t.gold)
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// scoreText adds the score of one text to the tallies.
func scoreText(score map[string]*tally, got, want labelledText) {
	add := func(key string, right bool) {
		if right {
			score[key].right++
		}
	}
	pairs := pairUp(got.Quantities, want.Quantities, func(a, g labelled) float64 {
		if overlap(a.Value, g.Value) == 0 {
			return 0
		}
		return overlap(a.Value, g.Value) + one(a.sameValue(g)) + 0.5*one(a.sameName(g)) + 0.1*one(a.Measure == g.Measure)
	})
	for _, p := range pairs {
		a, g := got.Quantities[p[0]], want.Quantities[p[1]]
		value := overlap(a.Value, g.Value) >= 0.5 && a.sameValue(g)
		full := value && a.sameName(g) && a.Measure == g.Measure && a.Bound == g.Bound && a.Kind == g.Kind
		add("value", value)
		add("full", full)
		add("full+period", full && a.Period == g.Period)
	}
	for _, key := range []string{"value", "full", "full+period"} {
		score[key].found += len(got.Quantities)
		score[key].gold += len(want.Quantities)
	}
	named := func(key string, got, want []labelled) {
		for _, p := range pairUp(got, want, func(a, g labelled) float64 {
			if overlap(a.Value, g.Value) == 0 {
				return 0
			}
			return overlap(a.Value, g.Value) + 0.5*one(a.sameName(g))
		}) {
			add(key, got[p[0]].sameName(want[p[1]]) && overlap(got[p[0]].Value, want[p[1]].Value) >= 0.5)
		}
		score[key].found += len(got)
		score[key].gold += len(want)
	}
	named("ranks", got.Ranks, want.Ranks)
	named("nonnumeric", got.Nonnumeric, want.Nonnumeric)
	for _, p := range pairUp(got.Directives, want.Directives, overlap) {
		add("directives", overlap(got.Directives[p[0]], want.Directives[p[1]]) >= 0.8)
	}
	score["directives"].found += len(got.Directives)
	score["directives"].gold += len(want.Directives)
}

// TestLabelledPassages holds the reading of the labelled passages to its recorded score.
func TestLabelledPassages(t *testing.T) {
	dir := filepath.Join(sharedDir(t), "extract", "dev")
	var dates map[string]string
	if err := json.Unmarshal([]byte(readFile(t, filepath.Join(dir, "documents.json"))), &dates); err != nil {
		t.Fatalf("documents.json: %v", err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.gold.json"))
	if len(files) == 0 {
		t.Fatalf("no labelled passages in %s", dir)
	}
	score := map[string]*tally{}
	for key := range recorded {
		score[key] = &tally{}
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".gold.json")
		text := readFile(t, filepath.Join(dir, name+".txt"))
		prose := ReadProse(text, Options{Date: dates[name]})
		checkProse(t, text, prose)
		var got, want labelledText
		out, err := prose.JSON()
		if err == nil {
			err = json.Unmarshal(out, &got)
		}
		if err != nil {
			t.Fatalf("%s: JSON: %v", name, err)
		}
		if err := json.Unmarshal([]byte(readFile(t, file)), &want); err != nil {
			t.Fatalf("%s: labels: %v", name, err)
		}
		scoreText(score, got, want)
	}
	for key, least := range recorded {
		f := score[key].f1()
		t.Logf("%-12s right %d of %d found, %d labelled: F1 %.3f", key, score[key].right, score[key].found, score[key].gold, f)
		if f < least-tolerance {
			t.Errorf("%s: F1 %.3f; recorded %.3f", key, f, least)
		}
	}
}

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
