package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
	"tupo/internal/textin"
)

// Quote is the sentence of a document that an object comes from, the fact's own words
// in its middle.
type Quote struct {
	Fact          document.Fact
	Document      document.Document
	Before, After string
	Page          int // of the PDF on which the words begin, 0 where it cannot be shown
}

// Quotes gives the sentences of the documents from which an object was made or changed,
// or that say the same of it, oldest document first. It is empty for those who may not
// read documents.
func (a *App) Quotes(ctx context.Context, w Who, ref core.Ref) ([]Quote, error) {
	if a.anywhere(w, access.ViewDocument) != nil {
		return nil, nil
	}
	return a.quotesOf(ctx, w, func(v *store.View) ([]any, error) {
		objects := []any{ref.String()}
		if ref.Kind == "target" {
			changes, err := store.List[plan.TargetChange](v, "object = $1", ref.String())
			if err != nil {
				return nil, err
			}
			for _, c := range changes {
				if c.State != plan.ChangeApproved {
					continue
				}
				objects = append(objects, core.Ref{Kind: "target_change", ID: c.ID}.String())
			}
		}
		return objects, nil
	})
}

// RequestQuotes gives the sentences from which requests were made, by the request's
// identifier. It is empty for those who may not read documents.
func (a *App) RequestQuotes(ctx context.Context, w Who, ids []string) (map[string][]Quote, error) {
	if len(ids) == 0 || a.anywhere(w, access.ViewDocument) != nil {
		return nil, nil
	}
	objects := map[string]string{}
	for _, id := range ids {
		objects[core.Ref{Kind: "target_change", ID: id}.String()] = id
	}
	all, err := a.quotesOf(ctx, w, func(*store.View) ([]any, error) {
		var out []any
		for object := range objects {
			out = append(out, object)
		}
		return out, nil
	})
	byRequest := map[string][]Quote{}
	for _, q := range all {
		id := objects[q.Fact.Object]
		byRequest[id] = append(byRequest[id], q)
	}
	return byRequest, err
}

// quotesOf gives the sentences of the facts that became some objects, oldest document
// first.
func (a *App) quotesOf(ctx context.Context, w Who, made func(*store.View) ([]any, error)) ([]Quote, error) {
	var out []Quote
	paging := map[core.DocumentID]core.EvidenceID{} // where the pages are, of those that have some
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		out = nil
		objects, err := made(v)
		if err != nil {
			return err
		}
		facts, err := factsMade(v, objects)
		if err != nil {
			return err
		}
		for _, f := range facts {
			d, err := store.Get[document.Document](v, string(f.Document))
			if err != nil {
				return err
			}
			out = append(out, Quote{Fact: f, Document: d})
			if _, known := paging[d.ID]; known || a.album == nil {
				continue
			}
			if paging[d.ID], err = noted(v, d.ID, notePages); err != nil && !errs.Is(err, errs.Missing) {
				return err
			}
		}
		return nil
	})
	slices.SortFunc(out, func(x, y Quote) int {
		return cmp.Or(cmp.Compare(x.Document.Date, y.Document.Date), cmp.Compare(x.Document.ID, y.Document.ID), cmp.Compare(x.Fact.Start, y.Fact.Start))
	})
	if err != nil {
		return out, err
	}
	return out, a.quoted(out, paging)
}

// factsMade lists the facts that became some objects.
func factsMade(v *store.View, objects []any) ([]document.Fact, error) {
	var out []document.Fact
	for part := range slices.Chunk(objects, listedAtOnce) {
		facts, err := store.List[document.Fact](v, "object IN ("+places(len(part))+")", part...)
		if err != nil {
			return nil, err
		}
		out = append(out, facts...)
	}
	return out, nil
}

// quoted fills in what stands around the facts and on which pages they are. Each
// document is read once.
func (a *App) quoted(all []Quote, paging map[core.DocumentID]core.EvidenceID) error {
	texts, pages := map[core.DocumentID]*Wording{}, map[core.DocumentID][]textin.Page{}
	for i := range all {
		q := &all[i]
		id := q.Document.ID
		if _, read := texts[id]; !read {
			s, err := a.text(q.Document)
			if err != nil {
				return err
			}
			texts[id] = NewWording([]rune(s), a.layouts.of(q.Document, s))
			if paging[id] != "" {
				if pages[id], err = a.pages(paging[id]); err != nil {
					return err
				}
			}
		}
		q.Before, q.After = texts[id].Around(int(q.Fact.Start), int(q.Fact.End))
		if at, ok := textin.PageOf(pages[id], int(q.Fact.Start)); ok && paged(pages[id]) {
			q.Page = at.Number
		}
	}
	return nil
}

// places lists n placeholders: $1, $2, $3.
func places(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(all, ", ")
}

// farthest is how much of a sentence is given before and after a fact's words, in
// characters.
const farthest = 120

// Wording is a document's text, from which sentences are quoted. The nil Wording is
// empty.
type Wording struct {
	text   []rune
	layout *extract.Layout
}

// NewWording takes a text and how it is set, which says where its lines are merely broken.
func NewWording(text []rune, set *extract.Layout) *Wording { return &Wording{text, set} }

// Said is what a stretch of the text says, in characters, in one line.
func (w *Wording) Said(start, end int) string {
	if w == nil {
		return ""
	}
	end = min(max(end, 0), len(w.text))
	return unbroken(w.text[min(max(start, 0), end):end])
}

// Around gives what stands in the sentence before and after a stretch, in characters;
// a sentence that is cut short says so by dots. Lines that a column breaks are joined,
// a headline and what stands below it are not.
func (w *Wording) Around(start, end int) (before, after string) {
	if w == nil || start < 0 || end > len(w.text) || start > end {
		return "", ""
	}
	const cut = "……"
	from := start
	for from > 0 && start-from < farthest && !w.ends(from-1) {
		from--
	}
	to := end
	for to < len(w.text) && to-end < farthest && !w.ends(to) {
		to++
	}
	before, after = unbroken(w.text[from:start]), unbroken(w.text[end:to])
	if from > 0 && start-from >= farthest && !w.ends(from-1) {
		before = cut + before
	}
	switch {
	case to < len(w.text) && !w.ends(to):
		after += cut
	case to < len(w.text) && w.text[to] != '\n':
		after += string(w.text[to]) // the mark belongs to its sentence
	}
	return before, after
}

// ends reports whether a sentence ends with this character: a mark, or a line end that
// does not merely break a line.
func (w *Wording) ends(i int) bool {
	switch w.text[i] {
	case '。', '；', '！', '？':
		return true
	case '\n': // of what is not Chinese, a line that begins small goes on
		return !w.layout.BreaksAt(i) && (i+1 == len(w.text) || !unicode.IsLower(w.text[i+1]))
	}
	return false
}

// unbroken is a stretch of text in one line: white space is nothing between Chinese
// characters and one space between the words of other scripts.
func unbroken(s []rune) string {
	var out strings.Builder
	last := rune(0)
	for i, r := range s {
		if unicode.IsSpace(r) {
			continue
		}
		if i > 0 && unicode.IsSpace(s[i-1]) && spaced(last) && spaced(r) {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
		last = r
	}
	return out.String()
}

// spaced reports whether words of the script that a character belongs to stand apart.
func spaced(r rune) bool { return r > 0 && r < unicode.MaxLatin1 }

// PublishedFigure is a figure that a document or a newspaper gave.
type PublishedFigure struct {
	report.Observation
	Indicator *plan.Indicator
	Unit      *plan.Unit
	Official  report.Observation // of the same period; zero where there is none
}

// PublishedFigures lists the published figures that the account may see, the latest
// period first.
func (a *App) PublishedFigures(ctx context.Context, w Who) ([]PublishedFigure, error) {
	if err := a.anywhere(w, access.ViewDocument); err != nil {
		return nil, err
	}
	s, err := a.Seen(ctx, w)
	if err != nil {
		return nil, err
	}
	var all []report.Observation
	err = a.db.View(ctx, w.District, func(v *store.View) (err error) {
		all, err = store.List[report.Observation](v, "basis = $1", string(report.Published))
		return err
	})
	var out []PublishedFigure
	for _, o := range all {
		p, bad := core.ParsePeriod(o.Period)
		x, known := s.Indicator(o.Indicator)
		u, there := s.Unit(o.Unit)
		if bad != nil || !known || !there || a.allow(w, access.ViewBoard, o.Unit) != nil {
			continue
		}
		if seen, ok := s.Observation(x.ID, u.ID, p, report.Published); ok {
			official, _ := s.Observation(x.ID, u.ID, p, report.Official)
			out = append(out, PublishedFigure{Observation: seen, Indicator: x, Unit: u, Official: official})
		}
	}
	slices.SortFunc(out, func(x, y PublishedFigure) int {
		p, _ := core.ParsePeriod(x.Period)
		q, _ := core.ParsePeriod(y.Period)
		return cmp.Or(q.Compare(p), cmp.Compare(x.Indicator.Code, y.Indicator.Code), cmp.Compare(x.Unit.Code, y.Unit.Code))
	})
	return out, err
}
