package extract

import (
	"cmp"
	"strings"
)

// Title finds what a text is called: its first headline; else the line above the text that ends
// as titles of papers do (…报告, …通知), whatever words of a site stand over it; else its first
// line that no site adds, of at most 60 characters. It is "" only if the text has no line.
func Title(text string) string {
	unmarked := ""
	laid := lay(text, Options{})
	for i := range laid.arts {
		a := &laid.arts[i]
		if a.Headline == nil {
			continue
		}
		if unmarked = a.Headline.Reading(); a.Headline.Reason != "structure.headline-unmarked" {
			return unmarked
		}
		break
	}
	raw := laid.view.raw
	r := &reader{lex: laid.lex, lines: laid.lines}
	for i := range r.lines {
		r.lines[i].kind, r.lines[i].title = lineText, false
	}
	classify(r.lex, r.lines)
	first, plain, head := "", "", r.headLines()
	for i := range r.lines {
		if i >= head && plain != "" {
			break
		}
		l := &r.lines[i]
		own := string(raw[l.start:l.end])
		if first == "" {
			first = own
		}
		site := l.kind == lineNoise || strings.HasSuffix(l.text, ":") || runes(l.text) < 3
		if plain == "" && !site {
			plain = own
		}
		if i < head && !site && !strings.Contains(l.text, "。") && runes(l.text) <= maxPaperTitle && r.lex.suffix("headline_words.paper", l.text) != "" {
			return own
		}
	}
	line := []rune(cmp.Or(unmarked, plain, first))
	return string(line[:min(maxPaperTitle, len(line))])
}

// maxPaperTitle is the longest title of a paper, in characters.
const maxPaperTitle = 60
