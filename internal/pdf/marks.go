package pdf

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Marks gives the parts of the picture on which characters start to end (exclusive;
// Unicode code points) of a page's text stand, one for each line. text is the page's
// own, as Pages gave it and package textin stored it. It is false where that is not
// known: what is drawn says something else than what was read.
func (d *Drawing) Marks(text string, start, end int) ([]Rect, bool) {
	want, from, to := shownOf([]rune(text), start, end)
	if from == to {
		return nil, true
	}
	all := d.shown()
	var marks []Rect
	found := false
	for _, without := range d.omissions() {
		here := slices.DeleteFunc(slices.Clone(all), func(c shown) bool { return slices.Contains(without, c.line) })
		if !slices.EqualFunc(here, want, func(c shown, r rune) bool { return c.r == r }) {
			continue
		}
		rects := outline(here[from:to])
		if found && !slices.Equal(marks, rects) {
			return nil, false
		}
		marks, found = rects, true
	}
	if found {
		return marks, true
	}
	return unique(all, want, from, to)
}

// shownOf gives the characters of a text that are no blanks, and which of them stand
// from start to end.
func shownOf(text []rune, start, end int) (out []rune, from, to int) {
	for i, r := range text {
		if isSpace(r) {
			continue
		}
		if i < start {
			from++
		}
		if i < end {
			to++
		}
		out = append(out, r)
	}
	return out, from, max(from, to)
}

// shown is a character that is no blank where it stands on the picture.
type shown struct {
	r    rune
	line int
	at   Rect
}

// shown lists the page's characters in the form in which texts are stored (NFC). One
// that is put together of several stands where they all stand.
func (d *Drawing) shown() []shown {
	var out []shown
	for k, l := range d.Lines {
		places := l.Places
		var it norm.Iter
		it.InitString(norm.NFC, l.Text)
		for !it.Done() {
			begin := it.Pos()
			made := string(it.Next())
			var over Rect
			for _, r := range l.Text[begin:it.Pos()] {
				if !isSpace(r) && len(places) > 0 {
					over, places = over.with(places[0]), places[1:]
				}
			}
			for _, r := range made {
				if !isSpace(r) {
					out = append(out, shown{r, k, over})
				}
			}
		}
	}
	return out
}

// omissions lists which lines reading may have left out as a running title or as the
// page's number: none, one of those at the edges, both.
func (d *Drawing) omissions() [][]int {
	out := [][]int{nil}
	for k, l := range d.Lines {
		if !l.Edge {
			continue
		}
		for _, x := range slices.Clone(out) {
			out = append(out, append(slices.Clone(x), k))
		}
	}
	return out
}

// enough is the least number of characters that are looked for by themselves.
const enough = 6

// unique finds words that stand once in the text and once on the page: these are the
// same, even where the rest is put together in another way.
func unique(all []shown, want []rune, from, to int) ([]Rect, bool) {
	words, page := want[from:to], make([]rune, len(all))
	for i, c := range all {
		page[i] = c.r
	}
	at := occurrences(page, words)
	if len(words) < enough || len(at) != 1 || len(occurrences(want, words)) != 1 {
		return nil, false
	}
	return outline(all[at[0] : at[0]+len(words)]), true
}

// occurrences lists where words begin in a text, up to two.
func occurrences(text, words []rune) []int {
	var out []int
	s, sought := string(text), string(words)
	for at := 0; len(out) < 2; {
		i := strings.Index(s[at:], sought)
		if i < 0 {
			break
		}
		out = append(out, utf8.RuneCountInString(s[:at+i]))
		at += i + 1
	}
	return out
}

// outline draws characters together that stand beside one another on a line.
func outline(all []shown) []Rect {
	var out []Rect
	for i, c := range all {
		if n := len(out); n > 0 && all[i-1].line == c.line && out[n-1].beside(c.at) {
			out[n-1] = out[n-1].with(c.at)
			continue
		}
		out = append(out, c.at)
	}
	return out
}

// with is the smallest part that holds both; of nothing it is the other.
func (r Rect) with(x Rect) Rect {
	if r == (Rect{}) {
		return x
	}
	return Rect{min(r.Left, x.Left), min(r.Top, x.Top), max(r.Right, x.Right), max(r.Bottom, x.Bottom)}
}

// beside says whether x is no further from r than two of its own sizes: what stands
// between is nothing else.
func (r Rect) beside(x Rect) bool {
	aside := max(x.Left-r.Right, r.Left-x.Right)
	below := max(x.Top-r.Bottom, r.Top-x.Bottom)
	return max(aside, below) <= 2*max(x.Right-x.Left, x.Bottom-x.Top)
}
