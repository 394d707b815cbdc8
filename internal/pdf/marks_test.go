package pdf

import (
	"slices"
	"strings"
	"testing"
)

// lines sets texts as lines of a page: each character that is no blank is ten pixels
// wide, each line twenty high. “!” before a line sets it at the edge.
func lines(all ...string) *Drawing {
	d := new(Drawing)
	for k, s := range all {
		text, edge := strings.CutPrefix(s, "!")
		l := Line{Text: text, Edge: edge}
		x := 0
		for _, r := range text {
			if r == '\t' {
				x += 50
			}
			if isSpace(r) {
				continue
			}
			l.Places = append(l.Places, Rect{x, 20 * k, x + 10, 20*k + 20})
			x += 10
		}
		d.Lines = append(d.Lines, l)
	}
	return d
}

func TestMarksOf(t *testing.T) {
	tests := []struct {
		name, text, words string
		nth               int // of the words in the text, 0 for the first
		page              *Drawing
		want              []Rect
		known             bool
	}{
		{"one line", "甲乙丙丁\n", "乙丙", 0, lines("!甲乙丙丁"), []Rect{{10, 0, 30, 20}}, true},
		{"over two lines that were put together", "　　甲乙丙丁\n", "乙丙", 0, lines("!甲乙", "!丙丁"), []Rect{{10, 0, 20, 20}, {0, 20, 10, 40}}, true},
		{"the second of two", "甲乙\n甲乙\n", "甲乙", 1, lines("!甲乙", "!甲乙"), []Rect{{0, 20, 20, 40}}, true},
		{"the running title left out", "甲乙\n丙\n", "甲乙", 0, lines("!甲乙", "甲乙", "!丙"), []Rect{{0, 20, 20, 40}}, true},
		{"either of two lines left out", "甲\n", "甲", 0, lines("!甲", "!甲"), nil, false},
		{"the running title and the number left out", "甲乙\n丙\n", "甲乙", 0, lines("!简报", "甲乙", "丙", "!—2—"), []Rect{{0, 20, 20, 40}}, true},
		{"which of two titles was left out is all one for the rest", "甲\n乙丙\n", "乙丙", 0, lines("!甲", "甲", "!乙丙"), []Rect{{0, 40, 20, 60}}, true},
		{"cells far apart", "甲\t乙\n", "甲\t乙", 0, lines("!甲\t乙"), []Rect{{0, 0, 10, 20}, {60, 0, 70, 20}}, true},
		{"a letter put together of two", "caf\u00e9 12\n", "\u00e9 12", 0, lines("!cafe\u0301 12"), []Rect{{30, 0, 70, 20}}, true},
		{"a character that NFC writes otherwise", "豈有\n", "豈", 0, lines("!\uf900有"), []Rect{{0, 0, 10, 20}}, true},
		{"another order, the words said once", "丙丁戊己庚辛\n甲乙\n", "丙丁戊己庚辛", 0, lines("!甲乙", "!丙丁戊己庚辛"), []Rect{{0, 20, 60, 40}}, true},
		{"another order, the words said twice", "丙丁戊己庚辛\n甲乙\n丙丁戊己庚辛\n", "丙丁戊己庚辛", 0, lines("!甲乙", "丙丁戊己庚辛", "!丙丁戊己庚辛"), nil, false},
		{"another order, few words", "丙丁\n甲乙\n", "丙丁", 0, lines("!甲乙", "!丙丁"), nil, false},
		{"another page", "甲乙\n", "甲乙", 0, lines("!丙丁"), nil, false},
		{"a page that says more", "甲乙\n", "甲乙", 0, lines("!甲乙", "丙", "!丁"), nil, false},
	}
	for _, tt := range tests {
		at := 0
		for range tt.nth {
			at += strings.Index(tt.text[at:], tt.words) + len(tt.words)
		}
		at += strings.Index(tt.text[at:], tt.words)
		start := len([]rune(tt.text[:at]))
		got, known := tt.page.Marks(tt.text, start, start+len([]rune(tt.words)))
		if known != tt.known || !slices.Equal(got, tt.want) {
			t.Errorf("%s: Marks(%q of %q) = %v, %t, want %v, %t", tt.name, tt.words, tt.text, got, known, tt.want, tt.known)
		}
	}
}
