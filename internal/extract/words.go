package extract

import (
	"strings"
	"unicode/utf8"
)

// words is one list made ready for matching: by first and by last character,
// longest word first.
type words struct {
	first, last  [][]string // by the low bits of the character, as many as mask has
	mask         rune
	begins, ends runeSet // first and last characters, to say no without a look-up
}

// Few words share a place of their list: a long list has more places than a short one.
const (
	fewPlaces, manyPlaces = 1 << 6, 1 << 10
	longList              = 128 // words
)

// runeSet may say yes for a character that it does not hold, never no for one it holds.
type runeSet [64]uint64

func (s *runeSet) add(r rune) { s[r>>6&63] |= 1 << (r & 63) }

// has asks for the first character of s. Of one with three bytes, as most have, the last two are the
// bits that the set goes by; of a character with two or four bytes it says yes.
func (s *runeSet) has(text string) bool {
	switch {
	case len(text) > 2 && text[0]&0xF0 == 0xE0:
		return s[text[1]&63]&(1<<(text[2]&63)) != 0
	case text != "" && text[0] < utf8.RuneSelf:
		return s[text[0]>>6]&(1<<(text[0]&63)) != 0
	}
	return text != ""
}

// newWords takes a list with its longest words first.
func newWords(list []string) *words {
	places := fewPlaces
	if len(list) > longList {
		places = manyPlaces
	}
	w := &words{first: make([][]string, places), last: make([][]string, places), mask: rune(places - 1)}
	known := map[string]bool{}
	for _, s := range list {
		if known[s] {
			continue
		}
		known[s] = true
		a, _ := utf8.DecodeRuneInString(s)
		z, _ := utf8.DecodeLastRuneInString(s)
		w.first[a&w.mask], w.last[z&w.mask] = append(w.first[a&w.mask], s), append(w.last[z&w.mask], s)
		w.begins.add(a)
		w.ends.add(z)
	}
	return w
}

// has says whether the word is in the list.
func (x *words) has(word string) bool {
	if !x.begins.has(word) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(word)
	for _, w := range x.first[r&x.mask] {
		if w == word {
			return true
		}
	}
	return false
}

// prefix gives the longest word of the list that s begins with, or "".
func (x *words) prefix(s string) string {
	if !x.begins.has(s) {
		return ""
	}
	return x.longestPrefix(s)
}

func (x *words) longestPrefix(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	for _, w := range x.first[r&x.mask] {
		if n := len(w); n <= len(s) && s[n-1] == w[n-1] && s[:n] == w {
			return w
		}
	}
	return ""
}

// suffix gives the longest word of the list that s ends with, or "".
func (x *words) suffix(s string) string {
	if !x.ends.has(ending(s)) {
		return ""
	}
	return x.longestSuffix(s)
}

// ending is the last character of s if it has three bytes, else its last byte.
func ending(s string) string {
	if n := len(s); n > 2 && s[n-3]&0xF0 == 0xE0 {
		return s[n-3:]
	}
	return s[max(0, len(s)-1):]
}

func (x *words) longestSuffix(s string) string {
	r, _ := utf8.DecodeLastRuneInString(s)
	for _, w := range x.last[r&x.mask] {
		if strings.HasSuffix(s, w) {
			return w
		}
	}
	return ""
}

// within says whether any word of the list occurs in s.
func (x *words) within(s string) bool {
	for i := 0; i < len(s); i++ {
		if x.begins.has(s[i:]) && x.longestPrefix(s[i:]) != "" {
			return true
		}
		if s[i] >= 0xE0 {
			i += 2 // over the rest of a character of three bytes
		}
	}
	return false
}
