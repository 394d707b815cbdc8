package zh

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.txt
var wordText string

// words lists what begins with a numeral and is none; it never changes after loading.
var words = sync.OnceValue(func() *Units { return NewUnits(listed(wordText)) })

// listed gives the words of a data file, in which # begins a comment line.
func listed(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			all = append(all, strings.Fields(line)...)
		}
	}
	return all
}
