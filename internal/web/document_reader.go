package web

import (
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/document"
	"tupo/internal/extract"
	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

// readerPage sets a document: its text with marked spans, its facts as a table of
// those that the address asks for.
func (v *visit) readerPage(r app.Reading) (page.Reader, error) {
	d := r.Document
	p := page.Reader{Frame: v.frame(d.Title), Heading: page.Heading{Kicker: v.t("document-kind." + d.Kind), Title: d.Title,
		Crumbs: []page.Link{{Text: v.t("nav.documents"), URL: "/documents"}}}, Paragraphs: layOut(r).paragraphs}
	if x := r.Told; x != nil {
		p.Heading.Standfirst = page.Plain(v.site.Words.ToldDate(v.lang, x.Value, x.Given))
	}
	p.Scripts = []string{"documents.js"}
	path := "/documents/" + string(d.ID)
	if v.may(access.DecideFact) {
		p.To = path + "/facts"
		p.Batches, p.Keys = v.batches(r), v.factKeys()
	}
	w := v.wantedFacts()
	var err error
	if p.Rows, err = v.readerRows(r, w); err != nil {
		return p, err
	}
	if len(p.Rows) < len(r.Facts) { // words whose row is not shown lead to where it is
		v.leadOut(&p, path)
	}
	p.Empty = v.t("documents.no-facts")
	if len(r.Facts) > 0 {
		p.Empty = v.t("documents.none-shown")
	}
	v.shown(&p, r, w, path)
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

// readerRows makes the rows that are wanted.
func (v *visit) readerRows(r app.Reading, w wantedFacts) ([]page.FactRow, error) {
	m, err := v.factRows()
	if err != nil {
		return nil, err
	}
	text := app.NewWording(r.Text)
	var out []page.FactRow
	for i, f := range r.Facts {
		o := r.Offers[f.ID]
		if !w.has(f, o) {
			continue
		}
		row, err := m.row(f, o, itoa(i+1))
		if err != nil {
			return nil, err
		}
		row.Parts = append(row.Parts, v.presentParts(r.Present[f.ID])...)
		if x := r.Outcome; x != nil && x.Fact == f.ID {
			row.Parts = v.part(row.Parts, "cut", v.fault(x.Why))
		}
		row.Page = v.onPage(r, f)
		if f.Kind != extract.KindDirective { // which is a sentence itself
			row.Quote = quote(text, f)
		}
		if w.finds(row) {
			out = append(out, row)
		}
	}
	return out, nil
}

// leadOut turns the marks of facts that have no row here towards the whole list.
func (v *visit) leadOut(p *page.Reader, path string) {
	here := map[string]bool{}
	for _, r := range p.Rows {
		here[r.ID] = true
	}
	for i := range p.Paragraphs {
		for k := range p.Paragraphs[i].Runs {
			if m := p.Paragraphs[i].Runs[k].Mark; m != nil && !here[m.Fact] {
				m.URL = path + m.URL
			}
		}
	}
}

// factKeys lists what the script does at which key.
func (v *visit) factKeys() []page.Fact {
	var out []page.Fact
	for _, k := range []struct{ keys, what string }{{"j ↓", "next"}, {"k ↑", "previous"}, {"n", "undecided"}, {"a Enter", "accept"}, {"r", "refuse"}, {"e", "edit"}, {"Ctrl+Enter", "send"},
		{"Esc", "close"}, {"m 1–5", "merge"}, {"t", "turn"}, {"p", "principle"}, {"c", "clash"}, {"u", "undo"}, {"/", "find"}, {"?", "help"}} {
		out = append(out, page.Fact{Label: k.keys, Value: v.t("keys." + k.what)})
	}
	return out
}

// batches are the kinds of which several facts can be taken at once.
func (v *visit) batches(r app.Reading) []page.Batch {
	waiting, ready := map[page.FactKind]int{}, map[page.FactKind]int{}
	for _, f := range r.Facts {
		if f.State != document.Proposed {
			continue
		}
		kind, o := factKind(f), r.Offers[f.ID]
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

// wantedFacts is which facts the address asks for.
type wantedFacts struct {
	tag   string // "" for all
	words string
}

func (v *visit) wantedFacts() wantedFacts {
	q := v.r.URL.Query()
	return wantedFacts{q.Get("show"), strings.ToLower(strings.TrimSpace(q.Get("q")))}
}

func (w wantedFacts) has(f document.Fact, o app.Offer) bool {
	return w.tag == "" || slices.Contains(tagsOf(f, o), w.tag)
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
func (v *visit) shown(p *page.Reader, r app.Reading, w wantedFacts, path string) {
	counts := map[string]int{"": len(r.Facts)}
	for _, f := range r.Facts {
		for _, tag := range tagsOf(f, r.Offers[f.ID]) {
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
