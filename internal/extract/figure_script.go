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

// traditional are characters that stand in nearly every text of that script.
const traditional = "萬億個業產國區長會將"

// simplified is the text in the script of the word lists, byte for byte as long.
func simplified(text string) string {
	if !hasTraditional(text) {
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

func hasTraditional(text string) bool {
	for _, r := range traditional {
		if strings.ContainsRune(text, r) {
			return true
		}
	}
	return false
}
