package extract

import (
	"fmt"
	"strings"
)

// opening is the era of a text before its first heading, as most of its sentences speak:
// what was done is told with exact figures and words of outcome, what is to be done in
// imperatives and with 以上 and 左右. The grammar of its paragraphs counts too, and where all
// that says nothing the text tells what was done: a report has more of it.
func (f *figures) opening() era {
	head := f.text
	if len(head) > openingBytes {
		head = head[:openingBytes]
	}
	sentences := strings.FieldsFunc(head, func(r rune) bool { return r == '。' || r == ';' || r == '\n' })
	score := min(doneWeight*len(sentences), maxDoneWeight)
	for _, s := range sentences {
		score += f.exactness(s) + f.outcome(s)
	}
	tense := f.r.tenseWithin(len(head))
	score += tenseWeight * (tense.done - tense.due)
	f.score = score
	switch {
	case score < hintWeight:
		return f.targets("document")
	case f.year() > 0 && f.ofFiveYears(head):
		return era{"result", f.lastYear() - 4, f.lastYear(), "document"}
	}
	return f.results("document")
}

// ofFiveYears says whether a text that tells results looks back on five years: by words of
// such a span and means of years, against comparisons with the year before.
func (f *figures) ofFiveYears(s string) bool {
	score := 0
	s = f.plans.Replace(s)
	before := fmt.Sprintf("%d年", f.lastYear()-5) // 从2020年的52%: where the five years began
	for i := range s {
		switch {
		case f.hot.wholeSpan.prefix(s[i:]) != "":
			score += 2 * spanWeight
		case s[i] == '2' && strings.HasPrefix(s[i:], before) && f.suffix("figure_context.began", s[:i]) != "":
			score += spanWeight
		case f.hot.spanCue.prefix(s[i:]) != "":
			score += spanWeight
		case f.hot.meanCue.prefix(s[i:]) != "":
			score++
		case f.hot.yearCue.prefix(s[i:]) != "":
			if f.prefix("figure_context.own_year", s[i:]) == "" {
				score -= spanWeight
			}
		}
	}
	if f.endsFiveYears() {
		return score > 0
	}
	return score > spanWeight
}

// endsFiveYears says whether a five-year plan (2020, 2025) or the term of a government (2017,
// 2022) ended with the last year: then the year is mostly told with them.
func (f *figures) endsFiveYears() bool {
	n := f.lastYear() % 5
	return n == 0 || n == 2
}

// spanWeight is how much a word of five years, or of one, weighs against a yearly mean.
const spanWeight = 2

// openingBytes of a text are looked at for what it speaks of.
const openingBytes = 9000

// hintWeight is the score down to which a text of results may hold a sentence or two that
// are to be done: 新增企业50家、注销企业30家 tell what was, whatever stands below.
const hintWeight = orderWeight

// hinted says whether a sentence of a text that nothing tells the time of is to be done by its own
// first words.
func (f *figures) hinted(e era, s sentence) bool {
	text := f.text[s.a:s.b]
	return e.basis == "document" && e.kind == "result" && f.score < 0 && f.exactness(text)+f.outcome(text) < 0
}

// Weights of what speaks for results (above zero) and for targets.
const (
	exactWeight   = 6  // a number of three digits or more that matter
	decimalWeight = 4  // one with decimals
	manyWeight    = 15 // 3700多万: nobody aims at that
	boundWeight   = -8
	outcomeWeight = 10
	goalWeight    = -14
	orderWeight   = -7
	tenseWeight   = 3 // each mark of grammar
	doneWeight    = 2 // a sentence that says nothing of its time
	maxDoneWeight = 20
)

// exactness weighs the numbers of a sentence. Those that are expected of the year that ends
// have bounds too (预计增长5%以上).
func (f *figures) exactness(s string) int {
	score, expected := 0, f.r.lex.contains("figure_context.expected", s)
	for n := range f.grammar.Numbers(s) {
		if n.Refused != "" || len(n.Values()) == 0 || n.Kind == "duration" {
			continue
		}
		digits := strings.Trim(strings.ReplaceAll(n.Values()[0].String(), ".", ""), "0-")
		switch {
		case n.Bound == "ge" || n.Bound == "le" || n.Bound == "approx" && strings.HasSuffix(s[n.Start:n.End], "左右"):
			if !expected {
				score += boundWeight
			}
		case n.Bound == "gt" && strings.ContainsAny(s[n.Start:n.End], "多余"):
			score += manyWeight
		case len(digits) >= 3:
			score += exactWeight
		case strings.Contains(s[n.Start:n.End], "."):
			score += decimalWeight
		}
	}
	return score
}

// yearToCome says whether rest begins with a year after that of the text.
func (f *figures) yearToCome(before, rest string) bool {
	if f.year() == 0 || rest[0] != '1' && rest[0] != '2' || before != "" && digitByte(before[len(before)-1]) || !yearAt(rest+"末") {
		return false
	}
	return yearOf(rest[:len("2025年")]) > f.year()
}

// outcome weighs the words of a sentence.
func (f *figures) outcome(s string) int {
	score, outcomes := 0, 0
	s = f.plans.Replace(s)
	for i := range s {
		if w := f.hot.resultCue.prefix(s[i:]); w != "" {
			outcomes++
		}
		if f.hot.spanCue.prefix(s[i:]) != "" && !f.endsWith(s[:i], "figure_context.ahead") {
			outcomes++ // 五年累计减税
		}
		if f.hot.targetCue.prefix(s[i:]) != "" || f.yearToCome(s[:i], s[i:]) {
			score += goalWeight
		}
	}
	score += min(outcomes, 3) * outcomeWeight
	a := 0
	for a < len(s) {
		r, w := firstRune(s[a:])
		if lead := f.prefix("figure_context.numbering", s[a:]); lead != "" {
			a += len(lead)
		} else if strings.ContainsRune(" ①②③④⑤⑥⑦⑧⑨⑩,()", r) {
			a += w
		} else {
			break
		}
	}
	if f.prefix("figure_context.imperative", s[a:]) != "" && outcomes == 0 {
		score += orderWeight
	}
	return score
}
