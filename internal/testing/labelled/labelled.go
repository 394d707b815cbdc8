// Package labelled holds an extractor against labelled passages of official prose.
//
// A label file names a passage of a document and the facts that it states, by rune
// offsets into the passage; it repeats no sentence of it. Load reads the words of
// each span from the document, Score counts what was found, missed and invented.
// The comparison is that of the labelling guideline's own scorer: micro-averaged,
// a quantity is a full fact when value, unit, indicator, measure, bound and kind
// are all right.
package labelled

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// A Passage is a labelled stretch of a document.
type Passage struct {
	Name  string
	Date  string // the day from which it speaks, YYYY-MM-DD
	Text  string
	Gold  Facts
	File  string // the document's path; "" where the passage is all of it
	Start int    // the rune of the document that it begins at
}

// Of gives those of a whole document's facts that lie in the passage, with places counted from
// its beginning.
func (p Passage) Of(whole Facts) Facts {
	from, to := p.Start, p.Start+utf8.RuneCountInString(p.Text)
	within := func(s *Span) bool {
		if s.Start < from || s.End > to {
			return false
		}
		s.Start, s.End = s.Start-from, s.End-from
		return true
	}
	quantities := func(all []Quantity) []Quantity {
		var out []Quantity
		for _, q := range all {
			if within(&q.Value) {
				q.Indicator.Start, q.Indicator.End = q.Indicator.Start-from, q.Indicator.End-from
				out = append(out, q)
			}
		}
		return out
	}
	out := Facts{Quantities: quantities(whole.Quantities), Ranks: quantities(whole.Ranks), Nonnumeric: quantities(whole.Nonnumeric)}
	for _, x := range whole.Projects {
		if within(&x.Name) {
			out.Projects = append(out.Projects, x)
		}
	}
	for _, d := range whole.Directives {
		if within(&d) {
			out.Directives = append(out.Directives, d)
		}
	}
	return out
}

// Span is a stretch of runes of the passage, end exclusive.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Amount is a number with its unit, as written or multiplied out.
type Amount struct {
	Values []float64 `json:"values"`
	Unit   string    `json:"unit"`
}

// Quantity is an indicator with its number. Period is a year or a span of years,
// quarters or months.
type Quantity struct {
	Value     Span   `json:"value"`
	Indicator Span   `json:"indicator"`
	Resolved  string `json:"indicator_resolved"`
	Measure   string `json:"measure"`
	Bound     string `json:"bound"`
	Kind      string `json:"kind"`
	Period    string `json:"period"`
	Amount
	Canonical *Amount `json:"canonical"`
}

// Project is a project with its fields; those that hold values are amounts.
type Project struct {
	Name   Span                       `json:"name"`
	Fields map[string]json.RawMessage `json:"fields"`
}

// Facts are what a passage states, or what an extractor found in it.
type Facts struct {
	Quantities []Quantity `json:"quantities"`
	Ranks      []Quantity `json:"ranks"`
	Nonnumeric []Quantity `json:"nonnumeric"`
	Projects   []Project  `json:"projects"`
	Directives []Span     `json:"directives"`
}

// source says where a passage stands: runes Start to End of File.
type source struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Date  string `json:"date"`
}

// Load reads the label files of a folder, each with its passage out of the folder
// of documents. A label beyond its passage is an error.
func Load(dir, documents string) ([]Passage, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("labelled: no label files in %s: %w", dir, err)
	}
	var all []Passage
	for _, f := range files {
		p, err := load(f, documents)
		if err != nil {
			return nil, fmt.Errorf("labelled: %s: %w", filepath.Base(f), err)
		}
		all = append(all, p)
	}
	return all, nil
}

func load(file, documents string) (Passage, error) {
	var label struct {
		Source source `json:"source"`
		Facts
	}
	if err := readJSON(file, &label); err != nil {
		return Passage{}, err
	}
	whole, err := os.ReadFile(filepath.Join(documents, label.Source.File))
	if err != nil {
		return Passage{}, err
	}
	runes := []rune(string(whole))
	s := label.Source
	if s.Start < 0 || s.End > len(runes) || s.Start >= s.End {
		return Passage{}, fmt.Errorf("no runes %d to %d in %s, which has %d", s.Start, s.End, s.File, len(runes))
	}
	p := Passage{
		Name: strings.TrimSuffix(filepath.Base(file), ".json"), Date: s.Date,
		Text: string(runes[s.Start:s.End]), Gold: label.Facts, File: filepath.Join(documents, s.File), Start: s.Start,
	}
	return p, p.Gold.fill([]rune(p.Text))
}

// LoadWhole reads a folder of documents NAME.txt that are labelled as a whole, in
// NAME.gold.json, with their dates in documents.json.
func LoadWhole(dir string) ([]Passage, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.gold.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("labelled: no labelled documents in %s: %w", dir, err)
	}
	var dates map[string]string
	if err := readJSON(filepath.Join(dir, "documents.json"), &dates); err != nil {
		return nil, err
	}
	var all []Passage
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".gold.json")
		p := Passage{Name: name, Date: dates[name]}
		text, err := os.ReadFile(filepath.Join(dir, name+".txt"))
		if err != nil {
			return nil, fmt.Errorf("labelled: %w", err)
		}
		p.Text = string(text)
		if err := readJSON(f, &p.Gold); err != nil {
			return nil, err
		}
		if err := p.Gold.fill([]rune(p.Text)); err != nil {
			return nil, fmt.Errorf("labelled: %s: %w", name, err)
		}
		all = append(all, p)
	}
	return all, nil
}

func readJSON(file string, into any) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("labelled: %w", err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("labelled: %s: %w", filepath.Base(file), err)
	}
	return nil
}

// fill reads the words of all spans from the passage.
func (f *Facts) fill(text []rune) error {
	var spans []*Span
	for _, list := range [][]Quantity{f.Quantities, f.Ranks, f.Nonnumeric} {
		for i := range list {
			spans = append(spans, &list[i].Value, &list[i].Indicator)
		}
	}
	for i := range f.Projects {
		spans = append(spans, &f.Projects[i].Name)
	}
	for i := range f.Directives {
		spans = append(spans, &f.Directives[i])
	}
	for _, s := range spans {
		if s.Start < 0 || s.End > len(text) || s.Start > s.End {
			return fmt.Errorf("span %d to %d lies outside the passage of %d runes", s.Start, s.End, len(text))
		}
		s.Text = string(text[s.Start:s.End])
	}
	return nil
}
