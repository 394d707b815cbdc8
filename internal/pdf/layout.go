package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// glyph is a character where it stands on its page, in points, the origin at the
// lower left.
type glyph struct {
	r                        rune
	left, right, bottom, top float64
	angle                    float64 // radians; 0 reads from left to right
	made                     bool    // a space that pdfium concludes from a gap
	no                       int     // among what pdfium counts of its page, 0 for the first
}

func (g glyph) height() float64 { return g.top - g.bottom }

// line is a run of glyphs on one height. Cells of a table that stand on one height
// are one line with tabs between them.
type line struct {
	text                     string
	left, right, bottom, top float64
	size                     float64   // of most of its characters, in points
	cells                    []float64 // left ends of the cells after the first
	run                      []glyph   // as it was found, with spaces
}

// sheet is a page's lines in the order in which they are written.
type sheet struct {
	lines []line
}

// forget lets go of what only a picture of the page needs: a file has many pages.
func (s sheet) forget() sheet {
	for i := range s.lines {
		s.lines[i].run = nil
	}
	return s
}

// size is the text's length in bytes.
func (s sheet) size() int {
	n := 0
	for _, l := range s.lines {
		n += len(l.text) + 1
	}
	return n
}

// letters counts the characters of the page without its number, and gives the size
// of the largest.
func (s sheet) letters() (int, float64) {
	n, tallest := 0, 0.0
	for _, l := range s.lines {
		if _, _, is := pageNumber(l.text); is {
			continue
		}
		n += utf8.RuneCountInString(strings.Join(strings.Fields(l.text), ""))
		tallest = max(tallest, l.size)
	}
	return n, tallest
}

// layOut puts glyphs together to lines, those of the direction that most of the
// page has first. What stands askew is a mark over the page and is left out.
func layOut(glyphs []glyph) sheet {
	var turned [4][]glyph
	for _, g := range glyphs {
		quarter := math.Round(g.angle / (math.Pi / 2))
		if math.Abs(g.angle-quarter*math.Pi/2) > askew {
			continue
		}
		k := ((int(quarter) % 4) + 4) % 4
		turned[k] = append(turned[k], g.turn(k))
	}
	order := []int{0, 1, 2, 3}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(turned[b]), len(turned[a])) })
	var s sheet
	for _, k := range order {
		if k > 0 {
			sortLines(turned[k])
		}
		s.lines = append(s.lines, linesOf(turned[k])...)
	}
	return s
}

// sortLines brings turned glyphs into the order of reading: pdfium sorts what stands
// on one height of the unturned page by its place from left to right.
func sortLines(glyphs []glyph) {
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return cmp.Compare(b.bottom+b.top, a.bottom+a.top) })
	for i := 0; i < len(glyphs); {
		k := i + 1
		for k < len(glyphs) && glyphs[i].bottom+glyphs[i].top-glyphs[k].bottom-glyphs[k].top < glyphs[i].height() {
			k++
		}
		slices.SortStableFunc(glyphs[i:k], func(a, b glyph) int { return cmp.Compare(a.left, b.left) })
		i = k
	}
}

// askew is the angle from which text stands askew, in radians: a scan's text layer
// may lean a little.
const askew = 0.1

// turn brings a glyph that reads in another direction to read from left to right.
// Pdfium counts angles clockwise.
func (g glyph) turn(quarters int) glyph {
	l, r, b, t := g.left, g.right, g.bottom, g.top
	switch quarters {
	case 1: // reads downwards
		g.left, g.right, g.bottom, g.top = -t, -b, l, r
	case 2:
		g.left, g.right, g.bottom, g.top = -r, -l, -t, -b
	case 3: // reads upwards
		g.left, g.right, g.bottom, g.top = b, t, -r, -l
	}
	return g
}

// linesOf cuts glyphs into lines where the next does not stand to the right of the
// last at its height.
func linesOf(glyphs []glyph) []line {
	var out []line
	var run []glyph
	end := func() {
		if l, ok := setLine(run, nil); ok {
			out = append(out, l)
		}
		run = nil
	}
	for _, g := range glyphs {
		if last, ok := lastShown(run); ok && !isSpace(g.r) && !follows(last, g) {
			end()
		}
		run = append(run, g)
	}
	end()
	return alignCells(out)
}

// alignCells parts the cells of a row that stand close together, where the row
// above or below has a cell that begins at the same place.
func alignCells(lines []line) []line {
	for range 2 { // what a row learns, the next one learns from it
		for i, l := range lines {
			if len(l.cells) == 0 {
				continue
			}
			var starts []float64
			for _, k := range []int{i - 1, i + 1} {
				if k >= 0 && k < len(lines) {
					starts = append(starts, lines[k].cells...)
				}
			}
			if again, ok := setLine(l.run, starts); ok {
				lines[i] = again
			}
		}
	}
	return lines
}

func lastShown(run []glyph) (glyph, bool) {
	for _, g := range slices.Backward(run) {
		if !isSpace(g.r) {
			return g, true
		}
	}
	return glyph{}, false
}

func isSpace(r rune) bool { return unicode.IsSpace(r) || r < ' ' }

// follows says whether b stands to the right of a on the same line.
func follows(a, b glyph) bool {
	overlap := min(a.top, b.top) - max(a.bottom, b.bottom)
	small := min(a.height(), b.height())
	if small <= 0 || overlap < small/2 {
		return false
	}
	return b.left > a.left-small/4 && b.left > a.right-small
}

// Gaps from which another cell begins, in heights of the line. Chinese characters
// are set without gaps, so a smaller one parts cells.
const (
	cellGap        = 2.0
	chineseCellGap = 0.6
)

// setLine writes a run of glyphs as text. starts is where cells of the rows beside it
// begin.
func setLine(run []glyph, starts []float64) (line, bool) {
	l := line{left: math.Inf(1), right: math.Inf(-1), bottom: math.Inf(1), top: math.Inf(-1), run: run}
	var heights []float64
	for _, g := range run {
		if !isSpace(g.r) {
			heights = append(heights, g.height())
		}
	}
	if len(heights) == 0 {
		return l, false
	}
	slices.Sort(heights)
	l.size = heights[len(heights)/2]
	spread := spreadOf(run, l.size)
	var text strings.Builder
	var last glyph
	spaces := ""
	for _, g := range run {
		if isSpace(g.r) {
			if text.Len() > 0 && !(g.made && spaces != "") {
				spaces = addSpace(spaces, g)
			}
			continue
		}
		if text.Len() > 0 {
			between, cell := gap(last, g, spaces, l.size, spread)
			if cell || begins(starts, last, g, l.size) {
				between = "\t"
				l.cells = append(l.cells, g.left)
			}
			text.WriteString(between)
		}
		text.WriteRune(g.r)
		last, spaces = g, ""
		l.left, l.right, l.bottom, l.top = min(l.left, g.left), max(l.right, g.right), min(l.bottom, g.bottom), max(l.top, g.top)
	}
	l.text = text.String()
	return l, true
}

const madeSpace = "\x01" // stands for a space that pdfium made

func addSpace(spaces string, g glyph) string {
	switch {
	case g.made:
		return spaces + madeSpace
	case g.r == '\u3000' || g.r == '\u00a0':
		return spaces + string(g.r)
	}
	return spaces + " "
}

// spreadOf is the usual gap between the characters of a run: headings are spread.
func spreadOf(run []glyph, size float64) float64 {
	var gaps []float64
	for i := 1; i < len(run); i++ {
		if !isSpace(run[i].r) && !isSpace(run[i-1].r) || run[i].made && i+1 < len(run) {
			next := run[i]
			if next.made {
				next = run[i+1]
			}
			gaps = append(gaps, next.left-run[i-1].right)
		}
	}
	if len(gaps) == 0 {
		return 0
	}
	slices.Sort(gaps)
	if usual := gaps[(len(gaps)-1)/2]; usual > 0 && usual < widest*size {
		return usual
	}
	return 0
}

// widest is the most, in heights, that a heading is spread; what stands further
// apart is cells.
const widest = 1.5

// gap is what stands between two characters of a line: the spaces of the file, a
// tab where another cell begins, or nothing where only the setting parts them.
func gap(a, b glyph, spaces string, size, spread float64) (between string, cell bool) {
	wide := b.left - a.right - 1.5*spread
	limit, dense := chineseCellGap, chinese(a.r) || chinese(b.r)
	set := strings.ReplaceAll(spaces, madeSpace, "")
	if !dense || set != "" {
		limit = cellGap
	}
	switch {
	case wide > limit*size && !strings.Contains(spaces, "\u3000"):
		return "\t", true
	case set != "":
		return set, false
	case spaces != "" && !dense:
		return " ", false
	}
	return "", false
}

// begins says whether a cell begins at b, as in the rows beside it.
func begins(starts []float64, a, b glyph, size float64) bool {
	if b.left-a.right < 0.15*size {
		return false
	}
	return slices.ContainsFunc(starts, func(x float64) bool { return math.Abs(x-b.left) < 0.2*size })
}

// chinese tells characters that are set without spaces between them.
func chinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef || strings.ContainsRune("“”‘’—…·", r)
}
