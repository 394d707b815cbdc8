package extract

import (
	"cmp"
	"strings"

	"tupo/internal/zh"
)

// Introduction is what a text tells of itself before it is read: what it is called, and the
// day that it tells, nil if it tells none.
type Introduction struct {
	Title string
	Told  *ReferenceDate
}

// Introduce finds how a text introduces itself.
func Introduce(text string) Introduction {
	r := lay(text, Options{})
	return Introduction{Title: r.title(), Told: r.ownDay}
}

// Title finds what a text is called: its first headline; else the line above the text that ends
// as titles of papers do (…报告, …通知), whatever words of a site stand over it; else its first
// line that no site adds, of at most 60 characters. It is "" only if the text has no line.
func Title(text string) string { return Introduce(text).Title }

func (r *reader) title() string {
	if s := r.brokenTitle(); s != "" {
		return s
	}
	unmarked := ""
	for i := range r.arts {
		a := &r.arts[i]
		if a.Headline == nil || onlyDate(a.Headline.Reading()) {
			continue
		}
		if unmarked = a.Headline.Reading(); a.Headline.Reason != "structure.headline-unmarked" {
			return unmarked
		}
		break
	}
	for i := range r.lines { // as they were before any was joined
		r.lines[i].kind = r.kinds[i]
	}
	first, plain, head := "", "", r.headLines()
	for i := 0; i < len(r.lines) && (i < head || plain == ""); i++ {
		l := &r.lines[i]
		own := string(r.view.raw[l.start:l.end])
		if first == "" {
			first = own
		}
		site := l.kind == lineNoise || strings.HasSuffix(l.text, ":") || runes(l.text) < 3 || onlyDate(l.text)
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

// brokenTitle is the title of a paper that is set in two lines: …计划草案的|报告, …情况|的报告.
func (r *reader) brokenTitle() string {
	for i := 0; i+1 < len(r.lines) && i < maxHeadings; i++ {
		a, b := &r.lines[i], &r.lines[i+1]
		if strings.ContainsAny(a.text, "。,;") || r.kinds[i] == lineNoise {
			continue
		}
		broken := strings.HasSuffix(a.text, "的") || strings.HasPrefix(b.text, "的")
		if broken && runes(b.text) <= maxTitleRest && r.lex.suffix("headline_words.paper", b.text) != "" {
			return string(r.view.raw[a.start:a.end]) + string(r.view.raw[b.start:b.end])
		}
	}
	return ""
}

// onlyDate says whether a line is a date and nothing else, with or without brackets.
func onlyDate(s string) bool {
	s = strings.Trim(s, " ()（）")
	t, ok := zh.ScanTime(s, zh.Date{})
	return ok && t.Day && t.End == len(s)
}

// maxTitleRest is how long the second line of a title may be, in characters.
const maxTitleRest = 16

// maxPaperTitle is the longest title of a paper, in characters.
const maxPaperTitle = 60
