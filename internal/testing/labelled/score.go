package labelled

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Count is what was found of what stands there.
type Count struct{ Right, Found, Labelled int }

func (c *Count) add(right, found, labelled int) {
	c.Right, c.Found, c.Labelled = c.Right+right, c.Found+found, c.Labelled+labelled
}

// Precision is Right of Found, 0 when nothing was found.
func (c Count) Precision() float64 { return share(c.Right, c.Found) }

// Recall is Right of Labelled, 0 when nothing is labelled.
func (c Count) Recall() float64 { return share(c.Right, c.Labelled) }

// F1 is the harmonic mean of both.
func (c Count) F1() float64 { return share(2*c.Right, c.Found+c.Labelled) }

func (c Count) String() string {
	return fmt.Sprintf("right %d, found %d, labelled %d: P %.3f R %.3f F1 %.3f", c.Right, c.Found, c.Labelled, c.Precision(), c.Recall(), c.F1())
}

func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// A Miss is a labelled quantity that was not found, or not wholly right.
type Miss struct {
	Passage string
	Wrong   []string // value, indicator, measure, bound, kind, period; "missed" when nothing was found
	Gold    Quantity
	Found   *Quantity
}

// Score is the sum over passages.
type Score struct {
	Value, Full, FullPeriod                 Count
	Indicator, Measure, Bound, Kind, Period Count // of values that are right
	Ranks, Nonnumeric                       Count
	Projects, ProjectAmounts, Directives    Count
	Misses                                  []Miss
	Invented                                []Quantity // found where nothing is labelled
}

// Add compares what was found in a passage with its labels.
func (s *Score) Add(p Passage, found Facts) {
	s.quantities(p, found.Quantities)
	s.Ranks.add(statements(found.Ranks, p.Gold.Ranks))
	s.Nonnumeric.add(statements(found.Nonnumeric, p.Gold.Nonnumeric))
	s.projects(p.Gold.Projects, found.Projects)
	right := 0
	for _, q := range match(found.Directives, p.Gold.Directives, overlap) {
		if overlap(found.Directives[q.found], p.Gold.Directives[q.gold]) >= 0.8 {
			right++
		}
	}
	s.Directives.add(right, len(found.Directives), len(p.Gold.Directives))
}

func (s *Score) quantities(p Passage, found []Quantity) {
	gold := p.Gold.Quantities
	matched, paired := map[int]bool{}, map[int]bool{}
	var value, full, fullPeriod, indicator, measure, bound, kind, period int
	for _, q := range match(found, gold, likeness) {
		matched[q.gold], paired[q.found] = true, true
		f, g := found[q.found], gold[q.gold]
		var wrong []string
		check := func(what string, right bool) int {
			if !right {
				wrong = append(wrong, what)
				return 0
			}
			return 1
		}
		v := check("value", overlap(f.Value, g.Value) >= 0.5 && sameValues(f, g))
		value += v
		indicator += v * check("indicator", sameIndicator(f, g))
		measure += v * check("measure", f.Measure == g.Measure)
		bound += v * check("bound", cmp.Or(f.Bound, "eq") == cmp.Or(g.Bound, "eq"))
		kind += v * check("kind", f.Kind == g.Kind)
		before := len(wrong)
		inPeriod := check("period", cmp.Or(f.Period, "unknown") == cmp.Or(g.Period, "unknown"))
		period += v * inPeriod
		if before == 0 {
			full++
			fullPeriod += inPeriod
		}
		if len(wrong) > 0 {
			s.Misses = append(s.Misses, Miss{p.Name, wrong, g, &f})
		}
	}
	for i, g := range gold {
		if !matched[i] {
			s.Misses = append(s.Misses, Miss{p.Name, []string{"missed"}, g, nil})
		}
	}
	for i, f := range found {
		if !paired[i] {
			s.Invented = append(s.Invented, f)
		}
	}
	for _, c := range []struct {
		count *Count
		right int
	}{
		{&s.Value, value}, {&s.Indicator, indicator}, {&s.Measure, measure}, {&s.Bound, bound},
		{&s.Kind, kind}, {&s.Period, period}, {&s.Full, full}, {&s.FullPeriod, fullPeriod},
	} {
		c.count.add(c.right, len(found), len(gold))
	}
}

func statements(found, gold []Quantity) (right, nFound, nGold int) {
	alike := func(f, g Quantity) float64 {
		over := overlap(f.Value, g.Value)
		if over > 0 && sameIndicator(f, g) {
			over += 0.5
		}
		return over
	}
	for _, q := range match(found, gold, alike) {
		f, g := found[q.found], gold[q.gold]
		if sameIndicator(f, g) && overlap(f.Value, g.Value) >= 0.5 {
			right++
		}
	}
	return right, len(found), len(gold)
}

func (s *Score) projects(gold, found []Project) {
	names, amountsRight, amountsFound, amountsGold := 0, 0, 0, 0
	for _, q := range match(found, gold, func(f, g Project) float64 { return overlap(f.Name, g.Name) }) {
		f, g := found[q.found], gold[q.gold]
		if overlap(f.Name, g.Name) >= 0.5 {
			names++
		}
		has := f.amounts()
		for key, want := range g.amounts() {
			got, ok := has[key]
			if ok && slices.Equal(rounded(got.Values), rounded(want.Values)) && bare(got.Unit) == bare(want.Unit) {
				amountsRight++
			}
		}
	}
	for _, f := range found {
		amountsFound += len(f.amounts())
	}
	for _, g := range gold {
		amountsGold += len(g.amounts())
	}
	s.Projects.add(names, len(found), len(gold))
	s.ProjectAmounts.add(amountsRight, amountsFound, amountsGold)
}

// amounts are the fields that hold values.
func (p Project) amounts() map[string]Amount {
	all := map[string]Amount{}
	for key, raw := range p.Fields {
		var a Amount
		if json.Unmarshal(raw, &a) == nil && len(a.Values) > 0 {
			all[key] = a
		}
	}
	return all
}

// A pairing joins one found thing to one labelled thing, by their places.
type pairing struct {
	found, gold int
	likeness    float64
}

// match pairs what is most alike first; each thing is paired once.
func match[T any](found, gold []T, alike func(found, gold T) float64) []pairing {
	var all []pairing
	for i := range found {
		for j := range gold {
			if l := alike(found[i], gold[j]); l > 0 {
				all = append(all, pairing{i, j, l})
			}
		}
	}
	slices.SortFunc(all, func(a, b pairing) int {
		return -cmp.Or(cmp.Compare(a.likeness, b.likeness), cmp.Compare(a.found, b.found), cmp.Compare(a.gold, b.gold))
	})
	usedFound, usedGold := map[int]bool{}, map[int]bool{}
	return slices.DeleteFunc(all, func(p pairing) bool {
		if usedFound[p.found] || usedGold[p.gold] {
			return true
		}
		usedFound[p.found], usedGold[p.gold] = true, true
		return false
	})
}

// likeness is how much two quantities are the same statement; 0 when their
// values do not touch.
func likeness(f, g Quantity) float64 {
	l := overlap(f.Value, g.Value)
	if l == 0 {
		return 0
	}
	if sameValues(f, g) {
		l++
	}
	if sameIndicator(f, g) {
		l += 0.5
	}
	if f.Measure == g.Measure {
		l += 0.1
	}
	return l
}

// overlap is the length of what two spans share over that of what they cover.
func overlap(a, b Span) float64 {
	shared := min(a.End, b.End) - max(a.Start, b.Start)
	covered := max(a.End, b.End) - min(a.Start, b.Start)
	if shared <= 0 || covered <= 0 {
		return 0
	}
	return float64(shared) / float64(covered)
}

func sameValues(f, g Quantity) bool {
	a, b := f.canonical(), g.canonical()
	return slices.Equal(rounded(a.Values), rounded(b.Values)) && bare(a.Unit) == bare(b.Unit)
}

func (q Quantity) canonical() Amount {
	if q.Canonical != nil {
		return *q.Canonical
	}
	return q.Amount
}

func sameIndicator(f, g Quantity) bool {
	want := bare(g.Resolved)
	return bare(f.Resolved) == want || bare(g.Indicator.Text) == want && bare(f.Indicator.Text) == want
}

// rounded gives values to the sixth decimal.
func rounded(values []float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = math.Round(v*1e6) / 1e6
	}
	return out
}

// bare is a name without white space, quotation marks, brackets, commas and 的.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("“”\"'（）()、,，的", r) {
			return -1
		}
		return r
	}, s)
}
