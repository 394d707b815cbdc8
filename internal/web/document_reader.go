package web

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/extract"
	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

// readerPage sets a document: its text with marked spans, its facts by kind.
func (v *visit) readerPage(r app.Reading) (page.Reader, error) {
	d := r.Document
	p := page.Reader{Frame: v.frame(d.Title), Heading: page.Heading{Kicker: v.t("document-kind." + d.Kind), Title: d.Title,
		Crumbs: []page.Link{{Text: v.t("nav.documents"), URL: "/documents"}}}}
	sheet := layOut(r)
	p.Paragraphs = sheet.paragraphs
	may := v.may(access.DecideFact)
	if may {
		p.To = "/documents/" + string(d.ID) + "/facts"
	}
	var err error
	if p.Groups, err = v.factGroups(r, sheet, may); err != nil {
		return p, err
	}
	counts := map[document.FactState]int{}
	for _, f := range r.Facts {
		counts[f.State]++
	}
	for _, x := range []struct {
		state document.FactState
		tone  page.Tone
	}{{document.Proposed, page.ToneBehind}, {document.Accepted, page.ToneOn}, {document.Refused, page.ToneUnknown}} {
		if n := counts[x.state]; n > 0 {
			p.Tally = append(p.Tally, page.Count{Light: page.Light{Tone: x.tone, Word: v.t("fact-state." + string(x.state))}, Count: itoa(n)})
		}
	}
	p.About = []page.Fact{{Label: v.t("documents.source"), Value: orText(d.Source, i18n.Unknown)}, {Label: v.t("documents.date"), Value: v.site.Words.Date(v.lang, d.Date)},
		{Label: v.t("documents.added"), Value: v.clock(d.AddedAt)}, {Label: v.t("documents.runes"), Value: i18n.Count(d.Runes)}, {Label: "SHA-256", Value: string(d.Text)}}
	p.Original = &page.Link{Text: v.t("documents.original"), URL: "/documents/" + string(d.ID) + "/original"}
	if v.may(access.ReadDocument) {
		p.Again = &page.Deed{To: "/documents/" + string(d.ID) + "/read", Submit: page.Submit{Text: v.t("documents.again")}}
	}
	return p, nil
}

// layout is a document's text as paragraphs, and where each fact is marked.
type layout struct {
	paragraphs []page.Paragraph
	anchor     []string // by fact: "#s-3"
}

// block is a stretch of the source that is set in its own way.
type block struct {
	start, end int
	kind       page.ParagraphKind
}

// layOut puts the text together again as its reader understood it: column breaks
// joined, headlines and bylines told apart, each fact's words marked. Where facts
// nest, the innermost is marked.
func layOut(r app.Reading) layout {
	text := []rune(r.Text)
	read := extract.Read(r.Text, extract.Options{Date: string(r.Document.Date)})
	marks := innermost(len(text), r.Facts)
	out := layout{anchor: make([]string, len(r.Facts))}
	blocks := blocksOf(read)
	var line []int
	flush := func() {
		if p, ok := setParagraph(text, line, marks, r.Facts, blocks); ok {
			out.paragraphs = append(out.paragraphs, p)
		}
		line = line[:0]
	}
	breaks := read.LineBreaks
	slices.SortFunc(breaks, func(a, b extract.LineBreak) int { return a.Start - b.Start })
	for i := 0; i < len(text); i++ {
		for len(breaks) > 0 && breaks[0].End <= i {
			breaks = breaks[1:]
		}
		switch {
		case len(breaks) > 0 && breaks[0].Start <= i:
		case text[i] == '\n':
			flush()
		default:
			line = append(line, i)
		}
	}
	flush()
	number(out.paragraphs, r.Facts, marks, out.anchor)
	return out
}

// innermost gives for each rune the shortest fact over it, −1 for none.
func innermost(n int, facts []document.Fact) []int {
	marks := make([]int, n)
	for i := range marks {
		marks[i] = -1
	}
	order := make([]int, len(facts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return int((facts[b].End - facts[b].Start) - (facts[a].End - facts[a].Start))
	})
	for _, k := range order {
		for i := max(facts[k].Start, 0); i < facts[k].End && i < int64(n); i++ {
			marks[i] = k
		}
	}
	return marks
}

// blocksOf lists what the reader found of the page's structure.
func blocksOf(p *extract.Page) []block {
	var out []block
	add := func(kind page.ParagraphKind, spans ...*extract.Span) {
		for _, s := range spans {
			if s != nil {
				out = append(out, block{s.Start, s.End, kind})
			}
		}
	}
	for i := range p.Articles {
		a := &p.Articles[i]
		add(page.Headline, a.Headline)
		add(page.Subhead, a.Kicker)
		for k := range a.Subheads {
			add(page.Subhead, &a.Subheads[k])
		}
		if a.Byline != nil {
			add(page.Byline, &a.Byline.Span)
		}
		if a.Dateline != nil {
			add(page.Byline, &a.Dateline.Span)
		}
		if a.Jump != nil {
			add(page.Byline, &a.Jump.Span)
		}
		if a.Pointer != nil {
			add(page.Byline, &a.Pointer.Span)
		}
	}
	if g := p.GuideBox; g != nil {
		add(page.GuideBox, &g.Title)
		for i := range g.Items {
			for k := range g.Items[i].Lines {
				add(page.GuideBox, &g.Items[i].Lines[k])
			}
			add(page.GuideBox, &g.Items[i].Page)
		}
	}
	return out
}

// kindOf is the kind of the block that covers more than half of a paragraph.
func kindOf(blocks []block, line []int) page.ParagraphKind {
	start, end := line[0], line[len(line)-1]+1
	for _, b := range blocks {
		if over := min(end, b.end) - max(start, b.start); 2*over > end-start {
			return b.kind
		}
	}
	return page.Body
}

// setParagraph cuts a line of runes into runs of one mark each.
func setParagraph(text []rune, line, marks []int, facts []document.Fact, blocks []block) (page.Paragraph, bool) {
	for len(line) > 0 && unicode.IsSpace(text[line[0]]) {
		line = line[1:]
	}
	for len(line) > 0 && unicode.IsSpace(text[line[len(line)-1]]) {
		line = line[:len(line)-1]
	}
	if len(line) == 0 {
		return page.Paragraph{}, false
	}
	p := page.Paragraph{Kind: kindOf(blocks, line)}
	for from := 0; from < len(line); {
		to := from
		var b strings.Builder
		for to < len(line) && marks[line[to]] == marks[line[from]] {
			b.WriteRune(text[line[to]])
			to++
		}
		run := page.SourceRun{Text: b.String()}
		if k := marks[line[from]]; k >= 0 {
			run.Mark = &page.Mark{URL: "#f-" + itoa(k+1), State: page.FactState(facts[k].State)}
		}
		p.Runs = append(p.Runs, run)
		from = to
	}
	return p, true
}

// number puts a fact's anchor on its first run and its number after its last. A
// fact that others cover whole leads to the one that stands where it begins.
func number(paragraphs []page.Paragraph, facts []document.Fact, marks []int, anchor []string) {
	last := map[string]*page.Mark{}
	for i := range paragraphs {
		for k := range paragraphs[i].Runs {
			m := paragraphs[i].Runs[k].Mark
			if m == nil {
				continue
			}
			if last[m.URL] == nil {
				m.ID = "s-" + strings.TrimPrefix(m.URL, "#f-")
			}
			last[m.URL] = m
		}
	}
	for url, m := range last {
		m.No = strings.TrimPrefix(url, "#f-")
	}
	for i, f := range facts {
		own := "#f-" + itoa(i+1)
		if last[own] == nil && f.Start >= 0 && f.Start < int64(len(marks)) && marks[f.Start] >= 0 {
			own = "#f-" + itoa(marks[f.Start]+1)
		}
		anchor[i] = "#s-" + strings.TrimPrefix(own, "#f-")
	}
}

// factKinds is the order of the groups beside the text.
func factKinds() []string {
	return []string{extract.KindProgramme, extract.KindAction, extract.KindMeeting, extract.KindDirective, extract.KindProject}
}

func (v *visit) factGroups(r app.Reading, sheet layout, may bool) ([]page.FactGroup, error) {
	var out []page.FactGroup
	for _, kind := range factKinds() {
		g := page.FactGroup{ID: "g-" + kind, Title: v.t("fact-kind." + kind)}
		waiting := 0
		for i, f := range r.Facts {
			if f.Kind != kind {
				continue
			}
			card, err := v.factCard(f, i+1, sheet.anchor[i], may)
			if err != nil {
				return nil, err
			}
			if f.State == document.Proposed {
				waiting++
			}
			g.Facts = append(g.Facts, card)
		}
		if len(g.Facts) == 0 {
			continue
		}
		g.Count = itoa(len(g.Facts))
		if may && waiting > 1 {
			g.AcceptAll = &page.Submit{Text: v.t("documents.accept-all"), Name: "accept-kind", Value: kind}
		}
		out = append(out, g)
	}
	return out, nil
}

func (v *visit) factCard(f document.Fact, no int, span string, may bool) (page.FactCard, error) {
	c := page.FactCard{ID: "f-" + itoa(no), No: itoa(no), Span: span, Summary: f.Text, State: page.FactState(f.State)}
	var err error
	if c.Parts, err = v.factParts(f); err != nil {
		return c, fmt.Errorf("fact %s: %w", f.ID, err)
	}
	if f.Kind == extract.KindAction && len(c.Parts) > 0 {
		c.Summary, c.Parts = c.Parts[0].Value+"　"+f.Text, nil
	}
	if f.State != document.Proposed {
		c.Word = v.t("fact-state." + string(f.State))
	}
	c.Made = v.made(f.Object)
	if may && f.State != document.Accepted {
		c.Submits = []page.Submit{{Text: v.t("documents.accept"), Name: "accept", Value: string(f.ID)}}
		if f.State == document.Proposed {
			c.Submits = append(c.Submits, page.Submit{Text: v.t("documents.refuse"), Name: "refuse", Value: string(f.ID)})
		}
	}
	return c, nil
}

// made links to what a fact became.
func (v *visit) made(object string) *page.Link {
	ref, err := core.ParseRef(object)
	if err != nil || ref.Kind == "" {
		return nil
	}
	switch ref.Kind {
	case "programme", "action":
		if v.may(access.ExportPlan) {
			return &page.Link{Text: v.t("fact-kind." + ref.Kind), URL: "/plan/" + ref.Kind + "/" + ref.ID}
		}
	case "directive":
		if v.may(access.ViewDirective) {
			return &page.Link{Text: v.t("directives.title"), URL: "/directives"}
		}
	}
	if url := v.historyURL(object); url != "" {
		return &page.Link{Text: v.t("fact-kind." + ref.Kind), URL: url}
	}
	return nil
}

// factParts lists the fields of a fact, as the page writes them.
func (v *visit) factParts(f document.Fact) ([]page.Fact, error) {
	switch f.Kind {
	case extract.KindProgramme:
		return partsOf(f, v.programmeParts)
	case extract.KindAction:
		return partsOf(f, func(x extract.Action) []page.Fact { return []page.Fact{{Value: itoa(x.No)}} })
	case extract.KindMeeting:
		return partsOf(f, v.meetingParts)
	case extract.KindDirective:
		return partsOf(f, v.directiveParts)
	case extract.KindProject:
		return partsOf(f, v.projectParts)
	}
	return nil, nil
}

func partsOf[T any](f document.Fact, parts func(T) []page.Fact) ([]page.Fact, error) {
	var x T
	if err := json.Unmarshal([]byte(f.Payload), &x); err != nil {
		return nil, err
	}
	return parts(x), nil
}

// part appends a labelled value, unless there is none.
func (v *visit) part(list []page.Fact, key, value string) []page.Fact {
	if value == "" {
		return list
	}
	return append(list, page.Fact{Label: v.t("fact." + key), Value: value})
}

func (v *visit) programmeParts(x extract.Programme) []page.Fact {
	var out []page.Fact
	if x.ThemeYear != nil {
		out = v.part(out, "theme", x.ThemeYear.Reading())
	}
	if x.Launched != nil {
		out = v.part(out, "launched", x.Launched.Reading())
	}
	out = v.part(out, "owner", x.Owner)
	if x.DeclaredCount > 0 {
		out = v.part(out, "declared", v.t("fact.declared.of", "n", itoa(len(x.Actions)), "all", itoa(x.DeclaredCount)))
	}
	return out
}

func (v *visit) meetingParts(x extract.Meeting) []page.Fact {
	var out []page.Fact
	if x.Date != nil {
		out = v.part(out, "date", x.Date.Reading())
	}
	if x.Place != nil {
		out = v.part(out, "place", x.Place.Reading())
	}
	for _, a := range x.Agenda {
		out = v.part(out, "agenda", a.Reading())
	}
	return out
}

func (v *visit) directiveParts(x extract.Directive) []page.Fact {
	out := v.part(nil, "speaker", x.Speaker)
	if x.Subject != nil {
		out = v.part(out, "subject", x.Subject.Reading())
	}
	if x.Deadline != nil {
		out = v.part(out, "deadline", x.Deadline.Reading())
	}
	if x.TruncatedByJump {
		out = v.part(out, "cut", v.t("fact.cut.jump"))
	}
	return out
}

func (v *visit) projectParts(x extract.Project) []page.Fact {
	var out []page.Fact
	if x.Event != nil {
		out = v.part(out, "event", x.Event.Reading())
	}
	for _, m := range []struct {
		key string
		m   *extract.Measure
	}{{"total", x.Total}, {"land", x.Land}, {"floor", x.Floor}, {"phases", x.PhaseCount}, {"output", x.Output}, {"tax", x.Tax}, {"jobs", x.Jobs}} {
		if m.m != nil {
			out = v.part(out, m.key, m.m.Reading())
		}
	}
	for _, ph := range x.Phases {
		text := ph.Name.Reading()
		for _, m := range []*extract.Measure{ph.Investment, ph.Land, ph.Floor} {
			if m != nil {
				text += v.t("list.comma") + m.Reading()
			}
		}
		out = v.part(out, "phase", text)
	}
	var parties []string
	for _, s := range x.PartyList {
		parties = append(parties, s.Reading())
	}
	out = v.part(out, "parties", strings.Join(parties, v.t("list.comma")))
	if x.IndustryPark != nil {
		out = v.part(out, "park", x.IndustryPark.Reading())
	}
	for _, rel := range x.Relations {
		out = v.part(out, "relation", rel.Of.Reading())
	}
	return out
}
