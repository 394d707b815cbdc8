package web

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tupo/internal/app"
	"tupo/internal/document"
	"tupo/internal/extract"
	"tupo/internal/web/page"
)

// layout is a document's text as paragraphs in which each fact is marked.
type layout struct {
	paragraphs []page.Paragraph
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
	var out layout
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
	out.rowTitles()
	number(out.paragraphs, r.Facts, marks)
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

// rowTitles makes a short line between two rows part of their table.
func (l *layout) rowTitles() {
	for i := 1; i+1 < len(l.paragraphs); i++ {
		p := &l.paragraphs[i]
		if p.Kind != page.Body || l.paragraphs[i-1].Kind != page.TableRow || l.paragraphs[i+1].Kind != page.TableRow || len(p.Runs) != 1 {
			continue
		}
		if s := p.Runs[0].Text; utf8.RuneCountInString(s) <= widestCell/2 && !strings.ContainsAny(s, "。；") {
			p.Kind = page.RowTitle
		}
	}
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

// setParagraph cuts a line of runes into runs of one mark each, those of a row at its cells.
func setParagraph(text []rune, line, marks []int, facts []document.Fact, blocks []block) (page.Paragraph, bool) {
	row := rowOf(text, line)
	for len(line) > 0 && unicode.IsSpace(text[line[0]]) && !(row && text[line[0]] == '\t') {
		line = line[1:]
	}
	for len(line) > 0 && unicode.IsSpace(text[line[len(line)-1]]) {
		line = line[:len(line)-1]
	}
	if len(line) == 0 {
		return page.Paragraph{}, false
	}
	p := page.Paragraph{Kind: kindOf(blocks, line)}
	if row {
		p.Kind = page.TableRow
	}
	for from := 0; from < len(line); {
		cell := row && text[line[from]] == '\t'
		to := from
		if cell {
			to++
		}
		var b strings.Builder
		for to < len(line) && marks[line[to]] == marks[line[from]] && !(row && text[line[to]] == '\t') {
			b.WriteRune(text[line[to]])
			to++
		}
		run := page.SourceRun{Text: b.String(), Cell: cell}
		if k := marks[line[from]]; k >= 0 {
			f := facts[k]
			run.Mark = &page.Mark{Fact: string(f.ID), URL: "#f-" + string(f.ID), Kind: factKind(f), State: page.FactState(f.State)}
		}
		p.Runs = append(p.Runs, run)
		from = to
	}
	return p, true
}

// widestCell is the longest cell of a row, in characters; what is longer is a paragraph
// with a tab in it.
const widestCell = 80

// rowOf says whether a line is a row of cells.
func rowOf(text []rune, line []int) bool {
	tab, cell := false, 0
	for _, i := range line {
		if cell++; text[i] == '\t' {
			tab, cell = true, 0
		}
		if cell > widestCell {
			return false
		}
	}
	return tab
}

// number puts a fact's anchor on its first run and its number after its last. The
// anchor of a fact that others cover whole stands where its words begin.
func number(paragraphs []page.Paragraph, facts []document.Fact, marks []int) {
	first, last := map[string]*page.Mark{}, map[string]*page.Mark{}
	for i := range paragraphs {
		for k := range paragraphs[i].Runs {
			m := paragraphs[i].Runs[k].Mark
			if m == nil {
				continue
			}
			if first[m.Fact] == nil {
				first[m.Fact], m.ID = m, "s-"+m.Fact
			}
			last[m.Fact] = m
		}
	}
	for i, f := range facts {
		if m := last[string(f.ID)]; m != nil {
			m.No = itoa(i + 1)
			continue
		}
		if f.Start < 0 || f.Start >= int64(len(marks)) || marks[f.Start] < 0 {
			continue
		}
		if m := first[string(facts[marks[f.Start]].ID)]; m != nil {
			m.Also = append(m.Also, "s-"+string(f.ID))
		}
	}
}
