package textin

import (
	"regexp"
	"strings"
)

var (
	headingMark = regexp.MustCompile(`(?m)^ {0,3}#{1,6}[ \t]+`)
	strongMark  = regexp.MustCompile(`\*\*([^*\n]+)\*\*|__([^_\n]+)__`)
)

// Unmarked is a text without Markdown's marks of headings and of what stands out: they
// are no words of the text. Lists and tables stay as they are written.
func Unmarked(text string) string {
	if !strings.ContainsAny(text, "#*_") {
		return text
	}
	return strongMark.ReplaceAllString(headingMark.ReplaceAllString(text, ""), "$1$2")
}
