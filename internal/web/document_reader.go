package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/document"
	"tupo/internal/extract"
	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

// readerPage sets a document: its text with marked spans, its facts as a table of
// those that are wanted. Of a large one it is a part.
func (v *visit) readerPage(read app.Reading, w wantedFacts) (page.Reader, error) {
	r := newReading(read)
	d := r.Document
	p := page.Reader{Frame: v.frame(d.Title), Heading: page.Heading{Kicker: v.t("document-kind." + d.Kind), Title: d.Title,
		Crumbs: []page.Link{{Text: v.t("nav.documents"), URL: "/documents"}}}}
	if x := r.Told; x != nil {
		p.Heading.Standfirst = page.Plain(v.site.Words.ToldDate(v.lang, x.Value, x.Given))
	}
	p.Scripts = []string{"documents.js"}
	path := r.path()
	if v.may(access.DecideFact) {
		p.To = path + "/facts"
		p.Batches, p.Keys = v.batches(r), v.factKeys()
	}
	m, err := v.factRows()
	if err != nil {
		return p, err
	}
	if m.refused, err = v.site.App.RefusedBefore(v.ctx, v.who, r.Facts); err != nil {
		return p, err
	}
	found, err := v.found(m, r, w)
	if err != nil {
		return p, err
	}
	x := r.windowOf(w, found)
	if p.Rows, err = v.readerRows(m, r, x.facts); err != nil {
		return p, err
	}
	p.Paragraphs = layOut(r, x.text)
	if len(p.Rows) < len(r.Facts) { // words whose row is not shown lead to where it is
		r.leadOut(&p)
	}
	if !r.whole() {
		p.Pager, p.NextOpen, p.Place = v.pager(r, w, x, len(found)), r.nextOpen(w, x, found), path
		p.Keep = append(p.Keep, page.Hidden{Name: "part", Value: itoa(x.no + 1)})
	}
	p.Empty = v.t("documents.no-facts")
	switch {
	case len(r.Facts) == 0 && foreign(r.Text):
		p.Empty = v.t("documents.not-chinese")
	case w.all() && len(r.Facts) > 0:
		p.Empty = v.t("documents.none-here")
	case len(r.Facts) > 0:
		p.Empty = v.t("documents.none-shown")
	}
	v.shown(&p, r, w)
	counts := map[document.FactState]int{}
	for _, f := range r.Facts {
		counts[f.State]++
	}
	for _, x := range []struct {
		state document.FactState
		tone  page.Tone
	}{{document.Proposed, page.ToneBehind}, {document.Accepted, page.ToneOn}, {document.Refused, page.ToneUnknown}} {
		p.Tally = append(p.Tally, page.Tally{Key: string(x.state), Light: page.Light{Tone: x.tone, Word: v.t("fact-state." + string(x.state))}, Count: itoa(counts[x.state])})
	}
	p.About = []page.Fact{{Label: v.t("documents.source"), Value: orText(d.Source, i18n.Unknown)}, {Label: v.t("documents.date"), Value: v.site.Words.Date(v.lang, d.Date)},
		{Label: v.t("documents.added"), Value: v.clock(d.AddedAt)}, {Label: v.t("documents.runes"), Value: i18n.Count(d.Runes)}, {Label: "SHA-256", Value: shortHash(string(d.Text))}}
	p.Original = &page.Link{Text: v.t("documents.original"), URL: path + "/original"}
	if v.may(access.ReadDocument) {
		p.Again = &page.Deed{To: path + "/read", Submit: page.Submit{Text: v.t("documents.again")}}
	}
	return p, nil
}

// shortHash is enough of a file's hash to tell it from others on a page.
func shortHash(sha string) string { return sha[:min(len(sha), 16)] }

// found lists the facts that are wanted, whatever page of the document they stand on.
func (v *visit) found(m *factRows, r *reading, w wantedFacts) ([]int, error) {
	var out []int
	for i, f := range r.Facts {
		if !w.has(r.kinds[i], f, r.Offers[f.ID]) {
			continue
		}
		if w.words != "" {
			row, err := v.readerRow(m, r, i)
			if err != nil {
				return nil, err
			}
			if !w.finds(row) {
				continue
			}
		}
		out = append(out, i)
	}
	return out, nil
}

// readerRows makes the rows of some facts.
func (v *visit) readerRows(m *factRows, r *reading, facts []int) ([]page.FactRow, error) {
	var out []page.FactRow
	for _, i := range facts {
		row, err := v.readerRow(m, r, i)
		if err != nil {
			return nil, err
		}
		if f := r.Facts[i]; f.Kind != extract.KindDirective { // which is a sentence itself
			row.Quote = quote(r.said, f)
		}
		out = append(out, row)
	}
	return out, nil
}

func (v *visit) readerRow(m *factRows, r *reading, i int) (page.FactRow, error) {
	f := r.Facts[i]
	row, err := m.row(f, r.Offers[f.ID], itoa(i+1))
	if err != nil {
		return row, err
	}
	row.Parts = append(row.Parts, v.presentParts(r.Present[f.ID])...)
	if x := r.Outcome; x != nil && x.Fact == f.ID {
		row.Parts = v.part(row.Parts, "cut", v.fault(x.Why))
	}
	row.Page = v.onPage(r.Reading, f)
	return row, nil
}

// leadOut turns the marks of facts that have no row here towards where it is.
func (r *reading) leadOut(p *page.Reader) {
	here, places := map[string]bool{}, map[string]string{}
	for _, row := range p.Rows {
		here[row.ID] = true
	}
	for _, f := range r.Facts {
		if id := string(f.ID); !here[id] {
			places[id] = r.factPlace(f)
		}
	}
	for i := range p.Paragraphs {
		for k := range p.Paragraphs[i].Runs {
			if m := p.Paragraphs[i].Runs[k].Mark; m != nil && !here[m.Fact] {
				m.URL = places[m.Fact]
			}
		}
	}
}

// factKeys lists what the script does at which key.
func (v *visit) factKeys() []page.Fact {
	var out []page.Fact
	for _, k := range []struct{ keys, what string }{{"j ↓", "next"}, {"k ↑", "previous"}, {"n", "undecided"}, {"a Enter", "accept"}, {"r", "refuse"}, {"e", "edit"}, {"Ctrl+Enter", "send"},
		{"Esc", "close"}, {"m 1–5", "merge"}, {"t", "turn"}, {"p", "principle"}, {"c", "clash"}, {"v", "view"}, {"u", "undo"}, {"/", "find"}, {"?", "help"}} {
		out = append(out, page.Fact{Label: k.keys, Value: v.t("keys." + k.what)})
	}
	return out
}

// batches are the kinds of which several facts can be taken at once.
func (v *visit) batches(r *reading) []page.Batch {
	waiting, ready := map[page.FactKind]int{}, map[page.FactKind]int{}
	for i, f := range r.Facts {
		if f.State != document.Proposed {
			continue
		}
		kind, o := r.kinds[i], r.Offers[f.ID]
		waiting[kind]++
		if o.Ready(f) {
			ready[kind]++
		}
	}
	var out []page.Batch
	for _, kind := range factKinds() {
		if waiting[kind] < 2 {
			continue
		}
		word, n := v.t("fact-kind."+string(kind)), itoa(ready[kind])
		out = append(out, page.Batch{Submit: page.Submit{Text: v.t("documents.batch", "kind", word, "n", n), Name: "accept-kind", Value: string(kind)},
			Confirm: v.t("documents.batch.confirm", "kind", word, "n", n, "left", itoa(waiting[kind]-ready[kind]))})
	}
	return out
}

// factKinds is the order of the legend.
func factKinds() []page.FactKind {
	return []page.FactKind{page.TargetFact, page.ResultFact, page.StatementFact, page.DirectiveFact, page.ProjectFact, page.ProgrammeFact, page.ActionFact, page.MeetingFact}
}

// What a fact may count as beside its kind.
const (
	tagUndecided = "undecided"
	tagLow       = "low"
	tagClash     = "clash"
)

// wantedFacts is which facts are asked for.
type wantedFacts struct {
	tag   string // "" for all
	words string // as typed, without capitals
	part  int    // which page of a large document, from 1; 0 is not said
	fact  string // the fact whose page is meant, if any
}

func (v *visit) wantedFacts() wantedFacts {
	q := v.r.URL.Query()
	part, err := strconv.Atoi(q.Get("part"))
	if err != nil {
		part = 0
	}
	return wantedFacts{q.Get("show"), strings.ToLower(strings.TrimSpace(q.Get("q"))), part, q.Get("fact")}
}

// all tells that the table is not narrowed.
func (w wantedFacts) all() bool { return w.tag == "" && w.words == "" }

// into writes into an address how the table is narrowed.
func (w wantedFacts) into(q url.Values) {
	if w.tag != "" {
		q.Set("show", w.tag)
	}
	if w.words != "" {
		q.Set("q", w.words)
	}
}

func (w wantedFacts) has(kind page.FactKind, f document.Fact, o app.Offer) bool {
	return w.tag == "" || slices.Contains(tagsOf(kind, f, o), w.tag)
}

// finds tells whether a row says the words that are looked for.
func (w wantedFacts) finds(r page.FactRow) bool {
	if w.words == "" {
		return true
	}
	said := []string{r.Name, r.Note, r.Value + r.Unit, r.Written, r.Does}
	for _, p := range r.Parts {
		said = append(said, p.Value)
	}
	return strings.Contains(strings.ToLower(strings.Join(said, "\n")), w.words)
}

// shown fills in the ways to narrow the table, with how many facts each leaves.
func (v *visit) shown(p *page.Reader, r *reading, w wantedFacts) {
	path, counts := r.path(), map[string]int{"": len(r.Facts)}
	for i, f := range r.Facts {
		for _, tag := range tagsOf(r.kinds[i], f, r.Offers[f.ID]) {
			counts[tag]++
		}
	}
	one := func(tag, text string, kind page.FactKind) page.Shown {
		s := page.Shown{Key: tag, Kind: kind, Text: text, Count: itoa(counts[tag]), URL: path, Current: tag == w.tag}
		if tag != "" {
			s.URL += "?show=" + tag
		}
		return s
	}
	for _, tag := range []string{"", tagUndecided, tagLow, tagClash} {
		p.Shown = append(p.Shown, one(tag, v.t("documents.show."+orText(tag, "all")), ""))
	}
	for _, kind := range factKinds() {
		if counts[string(kind)] > 0 {
			p.Kinds = append(p.Kinds, one(string(kind), v.t("fact-kind."+string(kind)), kind))
		}
	}
	p.Search = page.Search{To: path, Value: v.r.URL.Query().Get("q")}
	if w.tag != "" {
		p.Search.Keep = []page.Hidden{{Name: "show", Value: w.tag}}
	}
}
