package extract

import (
	"fmt"
	"sort"
	"strings"

	"tupo/internal/zh"
)

// mergeNews brings the facts of news, which Read finds, together with those of prose: a
// project's own amounts are its fields and no quantities, a park or a counted branch
// that Read names keeps its name, and its targets without a number are added.
func (f *figures) mergeNews(page *Page) {
	own, told := f.ownAmounts(page)
	kept := f.out.Quantities[:0]
	for _, q := range f.out.Quantities {
		of := covers(own, q.Value) || q.Measure == "level" && covers(told, q.Value) && !f.widely(q.Value)
		if !of && !namedAnew(page.Quantities, q.Value) {
			kept = append(kept, q)
		}
	}
	f.out.Quantities = kept
	for i := range page.Quantities {
		f.out.Quantities = append(f.out.Quantities, f.ofPage(&page.Quantities[i]))
	}
	for i := range page.Nonnumeric {
		n := &page.Nonnumeric[i]
		if !covers(places(f.out.Nonnumeric), n.Value.at()) {
			f.out.Nonnumeric = append(f.out.Nonnumeric, f.stateOfPage(n))
		}
	}
	renumber(f.out.Quantities, "q")
	renumber(f.out.Nonnumeric, "n")
}

// ownAmounts are the places of the amounts of the page's projects, and of all that is said of
// them. The amounts of a park described like a project are quantities too.
func (f *figures) ownAmounts(page *Page) (out, told []Place) {
	add := func(all ...*Measure) {
		for _, m := range all {
			if m != nil {
				out = append(out, m.Span.at())
			}
		}
	}
	for i := range page.Projects {
		p := &page.Projects[i]
		if f.endsWith(p.Name.Reading(), "project_words.park") || f.endsWith(p.Name.Reading(), "project_words.zone") {
			continue
		}
		told = append(append(told, p.told), p.also...)
		add(p.Total, p.TotalHeadline, p.YearInvestment, p.DoneInvestment, p.Land, p.Floor, p.Capacity, p.Scale, p.Output, p.Tax, p.Jobs, p.PhaseCount)
		for _, ph := range p.Phases {
			add(ph.Investment, ph.Land, ph.Floor)
		}
	}
	return out, told
}

// widely says whether the clause before a number speaks of more than one project: 全市…, 累计….
func (f *figures) widely(p Place) bool {
	b := f.r.view.byteAt(p.Start)
	s := f.text[:b]
	if k := strings.LastIndexAny(s[max(0, len(s)-3*60):], ",;。:\n"); k >= 0 {
		s = s[max(0, len(s)-3*60)+k:]
	} else {
		s = s[max(0, len(s)-3*60):]
	}
	return f.r.lex.contains("project_words.wide", s)
}

func places(all []Figure) []Place {
	out := make([]Place, len(all))
	for i, q := range all {
		out[i] = q.Value
	}
	return out
}

// covers says whether one of the places has a character of p.
func covers(all []Place, p Place) bool {
	for _, a := range all {
		if a.Start < p.End && p.Start < a.End {
			return true
		}
	}
	return false
}

func namedAnew(all []Quantity, p Place) bool {
	for _, q := range all {
		if q.Value.Start < p.End && p.Start < q.Value.End {
			return true
		}
	}
	return false
}

// ofPage is a quantity of a page in the form of prose.
func (f *figures) ofPage(q *Quantity) Figure {
	c := &Canonical{q.Values, q.Unit}
	if q.Canonical != nil {
		c = q.Canonical
	}
	return Figure{Indicator: q.Indicator.at(), Resolved: strings.Join(strings.Fields(q.Indicator.Reading()), ""), Measure: q.Measure, Bound: q.Bound, Value: q.Value.at(), Values: q.Values, Unit: q.Unit,
		Canonical: c, Period: q.Period, Basis: "page", Kind: q.Kind, KindFine: q.Kind, Span: f.joinPlaces(q.Indicator.at(), q.Value.at()), Flags: []string{},
		Reason: q.Indicator.Reason, Confidence: q.Indicator.Confidence}
}

func (f *figures) stateOfPage(n *Nonnumeric) Figure {
	return Figure{Indicator: n.Indicator.at(), Resolved: strings.Join(strings.Fields(n.Indicator.Reading()), ""), Measure: "nonnumeric", Bound: zh.Equal, Value: n.Value.at(), Values: []zh.Decimal{},
		Period: n.Period, Basis: "page", Kind: "target", KindFine: "target", Span: f.joinPlaces(n.Indicator.at(), n.Value.at()), Flags: []string{},
		Reason: n.Indicator.Reason, Confidence: n.Indicator.Confidence}
}

// joinPlaces is the place from the first to the last of two stretches.
func (f *figures) joinPlaces(a, b Place) Place {
	from, to := min(a.Start, b.Start), max(a.End, b.End)
	return f.r.view.stretch(from, to)
}

// renumber gives the figures of a list their numbers, in the order of the text.
func renumber(all []Figure, letter string) {
	sort.SliceStable(all, func(i, k int) bool { return all[i].Value.Start < all[k].Value.Start })
	for i := range all {
		all[i].ID = fmt.Sprintf("%s%d", letter, i+1)
	}
}
