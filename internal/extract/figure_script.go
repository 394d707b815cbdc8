package extract

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// scriptTable maps characters of the traditional script to those of the word lists. All
// are three bytes long, so that offsets stay.
var scriptTable = sync.OnceValue(func() map[rune]rune {
	t := map[rune]rune{}
	for _, pair := range loaded().lists["script"] {
		from, w := utf8.DecodeRuneInString(pair)
		to, v := utf8.DecodeRuneInString(pair[w:])
		if w == 3 && v == 3 && from != to {
			t[from] = to
		}
	}
	return t
})

// simplified is the text in the script of the word lists, byte for byte as long.
func simplified(text string) string {
	if !loaded().contains("script.traditional", text) {
		return text
	}
	t := scriptTable()
	return strings.Map(func(r rune) rune {
		if to, ok := t[r]; ok {
			return to
		}
		return r
	}, text)
}
