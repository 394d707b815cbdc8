package web

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tupo/internal/extract"
	"tupo/internal/web/page"
)

// layout is a document's text as paragraphs in which each fact is marked.
type layout struct {
	paragraphs []page.Paragraph
}

// marking is a stretch of a text with the facts that touch it.
type marking struct {
	text   []rune
	from   int
	facts  []int // of the document, by place
	marks  []int // for each rune from from on the innermost fact over it, −1 for none
	source *reading
}

// layOut puts stretches of the text together again as its reader understood them: column
// breaks joined, headlines and bylines told apart, each fact's words marked. Where facts
// nest, the innermost is marked. A gap stands between two stretches.
func layOut(r *reading, stretches []stretch) []page.Paragraph {
	var out []page.Paragraph
	for _, s := range stretches {
		if len(out) > 0 {
			out = append(out, page.Paragraph{Kind: page.Gap, Runs: []page.SourceRun{{Text: "⋯"}}})
		}
		out = append(out, layStretch(r, s)...)
	}
	return out
}

func layStretch(r *reading, s stretch) []page.Paragraph {
	m := newMarking(r, s)
	var out layout
	var line []int
	flush := func() {
		if p, ok := m.setParagraph(line); ok {
			out.add(p)
		}
		line = line[:0]
	}
	breaks := r.Layout.BreaksFrom(s.from)
	for i := s.from; i < s.to; i++ {
		for len(breaks) > 0 && int(breaks[0].End) <= i {
			breaks = breaks[1:]
		}
		switch {
		case len(breaks) > 0 && int(breaks[0].Start) <= i:
		case m.text[i] == '\n':
			flush()
		default:
			line = append(line, i)
		}
	}
	flush()
	out.rowTitles()
	m.number(out.paragraphs)
	return out.paragraphs
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

// newMarking finds for each rune of a stretch the shortest fact over it.
func newMarking(r *reading, s stretch) *marking {
	m := &marking{text: r.text, from: s.from, marks: make([]int, s.to-s.from), source: r}
	for i := range m.marks {
		m.marks[i] = -1
	}
	for i, f := range r.Facts {
		if f.Start < int64(s.to) && f.End > int64(s.from) {
			m.facts = append(m.facts, i)
		}
	}
	order := slices.Clone(m.facts)
	slices.SortStableFunc(order, func(a, b int) int {
		return int((r.Facts[b].End - r.Facts[b].Start) - (r.Facts[a].End - r.Facts[a].Start))
	})
	for _, k := range order {
		for i := max(int(r.Facts[k].Start), s.from); i < min(int(r.Facts[k].End), s.to); i++ {
			m.marks[i-s.from] = k
		}
	}
	return m
}

// at is the innermost fact over rune i, −1 for none.
func (m *marking) at(i int) int { return m.marks[i-m.from] }

// kindOf is how the page sets a paragraph.
func (m *marking) kindOf(line []int) page.ParagraphKind {
	switch m.source.Layout.KindOf(line[0], line[len(line)-1]+1) {
	case extract.HeadlineBlock:
		return page.Headline
	case extract.SubheadBlock:
		return page.Subhead
	case extract.BylineBlock:
		return page.Byline
	case extract.GuideBlock:
		return page.GuideBox
	}
	return page.Body
}

// setParagraph cuts a line of runes into runs of one mark each, those of a row at its cells.
func (m *marking) setParagraph(line []int) (page.Paragraph, bool) {
	text := m.text
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
	p := page.Paragraph{Kind: m.kindOf(line)}
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
		for to < len(line) && m.at(line[to]) == m.at(line[from]) && !(row && text[line[to]] == '\t') {
			b.WriteRune(text[line[to]])
			to++
		}
		run := page.SourceRun{Text: b.String(), Cell: cell}
		if k := m.at(line[from]); k >= 0 {
			f := m.source.Facts[k]
			run.Mark = &page.Mark{Fact: string(f.ID), URL: "#f-" + string(f.ID), Kind: m.source.kinds[k], State: page.FactState(f.State)}
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
func (m *marking) number(paragraphs []page.Paragraph) {
	facts := m.source.Facts
	first, last := map[string]*page.Mark{}, map[string]*page.Mark{}
	for i := range paragraphs {
		for k := range paragraphs[i].Runs {
			x := paragraphs[i].Runs[k].Mark
			if x == nil {
				continue
			}
			if first[x.Fact] == nil {
				first[x.Fact], x.ID = x, "s-"+x.Fact
			}
			last[x.Fact] = x
		}
	}
	for _, i := range m.facts {
		f := facts[i]
		if x := last[string(f.ID)]; x != nil {
			x.No = itoa(i + 1)
			continue
		}
		if f.Start < int64(m.from) || f.Start >= int64(m.from+len(m.marks)) || m.at(int(f.Start)) < 0 {
			continue
		}
		if x := first[string(facts[m.at(int(f.Start))].ID)]; x != nil {
			x.Also = append(x.Also, "s-"+string(f.ID))
		}
	}
}
