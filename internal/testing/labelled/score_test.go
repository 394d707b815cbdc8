package labelled

import (
	"os"
	"path/filepath"
	"testing"
)

// written makes a document and a label file about it.
func written(t *testing.T, label string) (dir, documents string) {
	t.Helper()
	dir, documents = t.TempDir(), t.TempDir()
	for file, text := range map[string]string{
		filepath.Join(documents, "report.txt"): "前言。\n粮食产量增长5%左右，完成投资30亿元。要抓好落实。",
		filepath.Join(dir, "growth.json"):      label,
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, documents
}

const growth = `{"source": {"file": "report.txt", "start": 4, "end": 29, "date": "2025-01-20"},
 "quantities": [
  {"indicator": {"start": 0, "end": 4}, "indicator_resolved": "粮食产量", "measure": "growth", "bound": "approx", "value": {"start": 6, "end": 10}, "values": [5], "unit": "%", "period": "2025", "kind": "target"},
  {"indicator": {"start": 13, "end": 15}, "indicator_resolved": "投资", "measure": "level", "bound": "eq", "value": {"start": 15, "end": 19}, "values": [30], "unit": "亿元", "canonical": {"values": [3000000000], "unit": "元"}, "period": "2025", "kind": "target"}],
 "directives": [{"start": 20, "end": 25}]}`

func TestLoadReadsTheWordsFromTheDocument(t *testing.T) {
	passages, err := Load(written(t, growth))
	if err != nil {
		t.Fatal(err)
	}
	g := passages[0].Gold
	if g.Quantities[0].Indicator.Text != "粮食产量" || g.Quantities[0].Value.Text != "5%左右" || g.Quantities[1].Value.Text != "30亿元" {
		t.Errorf("Load gives %+v", g.Quantities)
	}
	if passages[0].Date != "2025-01-20" || passages[0].Name != "growth" {
		t.Errorf("Load gives passage %q of %q", passages[0].Name, passages[0].Date)
	}
}

func TestLoadRefusesALabelBeyondItsPassage(t *testing.T) {
	if _, err := Load(written(t, `{"source": {"file": "report.txt", "start": 4, "end": 20}, "directives": [{"start": 10, "end": 17}]}`)); err == nil {
		t.Error("Load takes a span of 17 runes in a passage of 16")
	}
	if _, err := Load(written(t, `{"source": {"file": "report.txt", "start": 4, "end": 99}}`)); err == nil {
		t.Error("Load takes a passage beyond its document")
	}
}

func TestScoreCountsWhatIsRightWrongMissedAndInvented(t *testing.T) {
	passages, err := Load(written(t, growth))
	if err != nil {
		t.Fatal(err)
	}
	p := passages[0]
	found := Facts{
		Quantities: []Quantity{
			{Value: p.Gold.Quantities[0].Value, Indicator: p.Gold.Quantities[0].Indicator, Resolved: "粮食的产量", Measure: "growth", Kind: "target", Period: "2025", Amount: Amount{Values: []float64{5}, Unit: "%"}},
			{Value: Span{Start: 0, End: 2}, Resolved: "粮食"},
		},
		Directives: []Span{{Start: 19, End: 25}},
	}
	var s Score
	s.Add(p, found)
	if s.Value != (Count{1, 2, 2}) || s.Indicator != (Count{1, 2, 2}) || s.Bound != (Count{0, 2, 2}) || s.Full != (Count{0, 2, 2}) {
		t.Errorf("value %v, indicator %v, bound %v, full %v", s.Value, s.Indicator, s.Bound, s.Full)
	}
	if s.Directives != (Count{1, 1, 1}) {
		t.Errorf("directives %v", s.Directives)
	}
	if len(s.Misses) != 2 || len(s.Invented) != 1 || s.Misses[0].Wrong[0] != "bound" || s.Misses[1].Wrong[0] != "missed" {
		t.Errorf("misses %+v, invented %+v", s.Misses, s.Invented)
	}
	s = Score{}
	found = p.Gold
	found.Quantities[0].Values, found.Quantities[1].Canonical = []float64{5.0000001}, &Amount{Values: []float64{3e9}, Unit: "元"}
	s.Add(p, found)
	if s.Full.F1() != 1 || s.FullPeriod.F1() != 1 || len(s.Misses)+len(s.Invented) != 0 {
		t.Errorf("the labels against themselves: full %v, misses %v", s.Full, s.Misses)
	}
}

func TestFactsOfAWholeDocument(t *testing.T) {
	passages, err := Load(written(t, growth))
	if err != nil {
		t.Fatal(err)
	}
	p := passages[0]
	if p.Start != 4 || filepath.Base(p.File) != "report.txt" {
		t.Errorf("Load gives the passage at rune %d of %s, want 4 of report.txt", p.Start, p.File)
	}
	moved := func(s Span, by int) Span { s.Start, s.End = s.Start+by, s.End+by; return s }
	whole := Facts{
		Quantities: []Quantity{{Value: Span{Start: 0, End: 3}}, {Value: Span{Start: 3, End: 8}}},
		Projects:   []Project{{Name: Span{Start: 1, End: 3}}, {Name: Span{Start: 17, End: 19}}},
		Directives: []Span{{Start: 0, End: 4}},
	}
	for _, q := range p.Gold.Quantities {
		q.Value, q.Indicator = moved(q.Value, p.Start), moved(q.Indicator, p.Start)
		whole.Quantities = append(whole.Quantities, q)
	}
	for _, d := range p.Gold.Directives {
		whole.Directives = append(whole.Directives, moved(d, p.Start))
	}
	own := p.Of(whole)
	if len(own.Projects) != 1 || own.Projects[0].Name.Start != 13 {
		t.Errorf("of the projects of the document the passage has %+v, want the one at 13", own.Projects)
	}
	own.Projects = nil
	var s Score
	if s.Add(p, own); s.Full.F1() != 1 || s.Directives != (Count{1, 1, 1}) || len(s.Invented) != 0 {
		t.Errorf("the labels in their document: full %v, directives %v, invented %v", s.Full, s.Directives, s.Invented)
	}
}
