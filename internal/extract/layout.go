package extract

import "slices"

// Layout is how a text is set as its reader understood it, without what it says: column
// breaks, headlines and bylines, and the day that it tells of itself. It is small beside a
// Page, so that it can be kept.
type Layout struct {
	Breaks []Stretch      // inside sentences, in the order of the text
	Blocks []Block        // by where they begin
	Told   *ReferenceDate // the day that the text tells of itself and is read from; nil if the given one fits it
	ends   []int32        // the farthest end of the blocks so far
}

// Stretch is a stretch of the source, in runes.
type Stretch struct{ Start, End int32 }

// Block is a stretch that is set in its own way.
type Block struct {
	Stretch
	Kind BlockKind
}

// BlockKind says what a block is.
type BlockKind uint8

// The kinds of blocks.
const (
	HeadlineBlock BlockKind = iota + 1
	SubheadBlock            // subheads and kickers
	BylineBlock             // bylines, datelines, jumps, pointers
	GuideBlock              // the guide box
)

// LayOut reads how a text is set, and nothing else of it.
func LayOut(text string, opts Options) *Layout {
	r := lay(text, opts)
	out := &Layout{Breaks: make([]Stretch, 0, len(r.page.LineBreaks)), Told: r.ownDay}
	for _, b := range r.page.LineBreaks {
		out.Breaks = append(out.Breaks, Stretch{int32(b.Start), int32(b.End)})
	}
	for i := range r.arts {
		if r.arts[i].told(len(r.arts)) {
			out.article(&r.arts[i].Article)
		}
	}
	out.guide(r.page.GuideBox)
	slices.SortStableFunc(out.Blocks, func(a, b Block) int { return int(a.Start - b.Start) })
	out.ends = make([]int32, len(out.Blocks))
	farthest := int32(0)
	for i, b := range out.Blocks {
		farthest = max(farthest, b.End)
		out.ends[i] = farthest
	}
	return out
}

func (l *Layout) add(kind BlockKind, s *Span) {
	if s != nil {
		l.Blocks = append(l.Blocks, Block{Stretch{int32(s.Start), int32(s.End)}, kind})
	}
}

func (l *Layout) article(a *Article) {
	l.add(HeadlineBlock, a.Headline)
	l.add(SubheadBlock, a.Kicker)
	for k := range a.Subheads {
		l.add(SubheadBlock, &a.Subheads[k])
	}
	if a.Byline != nil {
		l.add(BylineBlock, &a.Byline.Span)
	}
	if a.Dateline != nil {
		l.add(BylineBlock, &a.Dateline.Span)
	}
	if a.Jump != nil {
		l.add(BylineBlock, &a.Jump.Span)
	}
	if a.Pointer != nil {
		l.add(BylineBlock, &a.Pointer.Span)
	}
}

func (l *Layout) guide(g *GuideBox) {
	if g == nil {
		return
	}
	l.add(GuideBlock, &g.Title)
	for i := range g.Items {
		for k := range g.Items[i].Lines {
			l.add(GuideBlock, &g.Items[i].Lines[k])
		}
		l.add(GuideBlock, &g.Items[i].Page)
	}
}

// KindOf is the kind of the block that covers more than half of a stretch; 0 for none.
func (l *Layout) KindOf(start, end int) BlockKind {
	from, _ := slices.BinarySearch(l.ends, int32(start)+1)
	for _, b := range l.Blocks[from:] {
		if int(b.Start) >= end {
			break
		}
		if over := min(end, int(b.End)) - max(start, int(b.Start)); 2*over > end-start {
			return b.Kind
		}
	}
	return 0
}

// BreaksFrom are the column breaks that end after rune i.
func (l *Layout) BreaksFrom(i int) []Stretch {
	k, _ := slices.BinarySearchFunc(l.Breaks, int32(i)+1, func(b Stretch, end int32) int { return int(b.End - end) })
	return l.Breaks[k:]
}

// BreaksAt reports whether rune i is part of a column break.
func (l *Layout) BreaksAt(i int) bool {
	from := l.BreaksFrom(i)
	return len(from) > 0 && int(from[0].Start) <= i
}

// Bytes is about how much room it takes.
func (l *Layout) Bytes() int { return 8*len(l.Breaks) + 16*len(l.Blocks) + 200 }
