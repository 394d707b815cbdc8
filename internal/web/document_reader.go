package web

import (
	"slices"
	"strings"
	"unicode"

	"tupo/internal/access"
	"tupo/internal/app"
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
		{Label: v.t("documents.added"), Value: v.clock(d.AddedAt)}, {Label: v.t("documents.runes"), Value: i18n.Count(d.Runes)}, {Label: "SHA-256", Value: shortHash(string(d.Text))}}
	p.Original = &page.Link{Text: v.t("documents.original"), URL: "/documents/" + string(d.ID) + "/original"}
	if v.may(access.ReadDocument) {
		p.Again = &page.Deed{To: "/documents/" + string(d.ID) + "/read", Submit: page.Submit{Text: v.t("documents.again")}}
	}
	return p, nil
}

// shortHash is enough of a file's hash to tell it from others on a page.
func shortHash(sha string) string { return sha[:min(len(sha), 16)] }

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
			out.add(p)
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

// add appends a paragraph; the lines of a guide box make one.
func (l *layout) add(p page.Paragraph) {
	if n := len(l.paragraphs); n > 0 && p.Kind == page.GuideBox && l.paragraphs[n-1].Kind == page.GuideBox {
		last := &l.paragraphs[n-1]
		last.Runs = append(append(last.Runs, page.SourceRun{Text: "　"}), p.Runs...)
		return
	}
	l.paragraphs = append(l.paragraphs, p)
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
