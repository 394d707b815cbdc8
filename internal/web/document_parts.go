package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"tupo/internal/app"
	"tupo/internal/document"
	"tupo/internal/web/page"
)

// A document is shown whole up to these sizes; a report of a city has half of them. What
// is larger is shown in parts, so that no page grows with its document.
const (
	wholeFacts  = 600
	wholeWeight = 80_000
)

// What a part holds, about.
const (
	partFacts  = 200
	partWeight = 20_000
	lineWeight = 40 // what a line costs on a page beside its characters, in characters
	rowsAtOnce = 200
)

// reading is a document under way to its page.
type reading struct {
	app.Reading
	text  []rune
	said  *app.Wording
	kinds []page.FactKind // of its facts
	parts []stretch       // of the text, one after another; a single one where it is shown whole
}

// stretch is a stretch of the text, in runes.
type stretch struct{ from, to int }

func newReading(r app.Reading) *reading {
	x := &reading{Reading: r, text: []rune(r.Text), kinds: make([]page.FactKind, len(r.Facts))}
	x.said = app.NewWording(x.text, r.Layout)
	for i, f := range r.Facts {
		x.kinds[i] = factKind(f)
	}
	x.parts = x.cut()
	return x
}

func (r *reading) whole() bool { return len(r.parts) == 1 }

func (r *reading) path() string { return "/documents/" + string(r.Document.ID) }

// cut parts a document that is too large for one page: between two lines, and within a
// line that alone is too long between two facts.
func (r *reading) cut() []stretch {
	lines := 0
	for _, c := range r.text {
		if c == '\n' {
			lines++
		}
	}
	if len(r.Facts) <= wholeFacts && len(r.text)+lines*lineWeight <= wholeWeight {
		return []stretch{{0, len(r.text)}}
	}
	var out []stretch
	var reach int64
	breaks := r.Layout.Breaks
	from, weight, facts, next := 0, 0, 0, 0
	for i, c := range r.text {
		for next < len(r.Facts) && r.Facts[next].Start <= int64(i) {
			reach = max(reach, r.Facts[next].End)
			facts, next = facts+1, next+1
		}
		for len(breaks) > 0 && int(breaks[0].End) <= i {
			breaks = breaks[1:]
		}
		ends := c == '\n' && !(len(breaks) > 0 && int(breaks[0].Start) <= i)
		if weight++; ends {
			weight += lineWeight
		}
		full := weight >= partWeight || facts >= partFacts
		over := weight >= 2*partWeight || facts >= 2*partFacts
		if full && (ends || over) && int64(i) >= reach-1 || weight >= 4*partWeight {
			out = append(out, stretch{from, i + 1})
			from, weight, facts = i+1, 0, 0
		}
	}
	if from < len(r.text) || len(out) == 0 {
		out = append(out, stretch{from, len(r.text)})
	}
	return out
}

// partOf is the part in which a fact begins.
func (r *reading) partOf(f document.Fact) int {
	i, _ := slices.BinarySearchFunc(r.parts, int(f.Start), func(p stretch, at int) int { return p.to - 1 - at })
	return min(i, len(r.parts)-1)
}

// factPlace leads to a fact's row, whatever page of the document it stands on.
func (r *reading) factPlace(f document.Fact) string {
	if r.whole() {
		return r.path() + "#f-" + string(f.ID)
	}
	return factAddress(f, "f")
}

// window is what a page of a document shows.
type window struct {
	facts []int     // of the document, to be shown as rows
	text  []stretch // of the text
	no    int       // which of the pages, from 0
	pages int
	in    string // what the pages are of: "part" of the text, or "found" facts
}

// windowOf chooses what is shown. Where the table is narrowed it is of the whole document
// all the same, and the text shows the lines that hold what was found.
func (r *reading) windowOf(w wantedFacts, found []int) window {
	if r.whole() {
		return window{facts: found, text: r.parts, pages: 1}
	}
	if w.all() {
		x := window{pages: len(r.parts), in: "part"}
		x.no = min(max(w.part-1, 0), x.pages-1)
		for _, i := range found {
			if string(r.Facts[i].ID) == w.fact {
				x.no = r.partOf(r.Facts[i])
			}
		}
		x.text = r.parts[x.no : x.no+1]
		for _, i := range found {
			if r.partOf(r.Facts[i]) == x.no {
				x.facts = append(x.facts, i)
			}
		}
		return x
	}
	x := window{pages: max((len(found)+rowsAtOnce-1)/rowsAtOnce, 1), in: "found"}
	x.no = min(max(w.part-1, 0), x.pages-1)
	for k, i := range found {
		if string(r.Facts[i].ID) == w.fact {
			x.no = k / rowsAtOnce
		}
	}
	x.facts = found[min(x.no*rowsAtOnce, len(found)):min((x.no+1)*rowsAtOnce, len(found))]
	x.text = r.around(x.facts)
	return x
}

// longestAround is how much of a line is shown on either side of a fact that was found.
const longestAround = 600

// around gives the lines in which facts stand.
func (r *reading) around(facts []int) []stretch {
	var out []stretch
	for _, i := range facts {
		f := r.Facts[i]
		from, to := min(max(int(f.Start), 0), len(r.text)), min(max(int(f.End), 0), len(r.text))
		for n := 0; from > 0 && r.text[from-1] != '\n' && n < longestAround; n++ {
			from--
		}
		for n := 0; to < len(r.text) && r.text[to] != '\n' && n < longestAround; n++ {
			to++
		}
		if k := len(out) - 1; k >= 0 && from <= out[k].to+1 {
			out[k].to = max(out[k].to, to)
			continue
		}
		out = append(out, stretch{from, max(from, to)})
	}
	return out
}

// pager walks the pages of a document.
func (v *visit) pager(r *reading, w wantedFacts, x window, found int) *page.Pager {
	if x.pages < 2 {
		return nil
	}
	at := func(no int) string {
		q := url.Values{}
		w.into(q)
		q.Set("part", strconv.Itoa(no+1))
		return r.path() + "?" + q.Encode()
	}
	p := &page.Pager{Text: v.t("documents.pages."+x.in, "n", itoa(x.no+1), "all", itoa(x.pages), "facts", itoa(found))}
	if x.no > 0 {
		p.Prev = at(x.no - 1)
	}
	if x.no+1 < x.pages {
		p.Next = at(x.no + 1)
	}
	return p
}

// nextOpen leads to the first fact after a page that nobody has decided; "" where there
// is none, or none that this page does not show.
func (r *reading) nextOpen(w wantedFacts, x window, found []int) string {
	if x.pages < 2 || len(x.facts) == 0 {
		return ""
	}
	last := x.facts[len(x.facts)-1]
	for _, i := range found {
		if i > last && r.Facts[i].State == document.Proposed {
			q := url.Values{}
			w.into(q)
			q.Set("fact", string(r.Facts[i].ID))
			return fmt.Sprintf("%s?%s#f-%s", r.path(), q.Encode(), r.Facts[i].ID)
		}
	}
	return ""
}
