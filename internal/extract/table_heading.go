package extract

import (
	"strings"

	"tupo/internal/zh"
)

// heads reads the headers of columns, the same words once: they stand over many tables.
type heads struct {
	lex   *lexicon
	known map[string]headRead
}

type headRead struct {
	heading
	ok bool
}

// mostHeads bounds what is kept: a text has few headers, or they are none.
const mostHeads = 1000

func (x *heads) read(s string) (heading, bool) {
	if known, ok := x.known[s]; ok {
		return known.heading, known.ok
	}
	h, ok := readHeading(x.lex, s)
	if len(x.known) < mostHeads {
		x.known[s] = headRead{h, ok}
	}
	return h, ok
}

// readHeading takes the header of a column to pieces: times, kinds, measures, a unit; false
// where a piece is none of these.
func readHeading(l *lexicon, s string) (heading, bool) {
	h := heading{yearOnly: true}
	if runes(s) > maxHeadWords {
		return h, false
	}
	for i := 0; i < len(s); {
		rest := s[i:]
		if n := h.bracket(rest); n > 0 {
			i += n
			continue
		}
		w, group := longestWord(l, rest)
		if n := timeAt(rest); n > len(w) {
			h.when, h.told = append(h.when, rest[:n]), true
			i += n
			continue
		}
		if w != "" {
			h.take(group, w)
			i += len(w)
			continue
		}
		r, n := firstRune(rest)
		if !strings.ContainsRune("()[]【】〔〕/、-—:,·.~%‰“”*+", r) && !(r >= '①' && r <= '⑳') {
			return h, false
		}
		if r == '%' || r == '‰' {
			h.unit = string(r)
		}
		i += n
	}
	h.yearOnly = h.yearOnly && len(h.when) > 0
	h.sum = h.sum && h.measure != "avg_growth" // 年均增速[累计]: its cells say which
	return h, true
}

// maxHeadWords is the longest header of a column of values, in characters.
const maxHeadWords = 30

// headGroups are the lists of pieces, those of which a word may stand in several before.
var headGroups = [...]string{"share_rate", "share", "stretch", "floor", "plan", "expected", "done", "mean", "growth", "change", "fall", "points",
	"last", "this", "month", "sum", "level", "link"}

// longestWord finds the longest piece that s begins with.
func longestWord(l *lexicon, s string) (word, group string) {
	for _, g := range headGroups {
		if w := l.prefix("table_words."+g, s); len(w) > len(word) {
			word, group = w, g
		}
	}
	return word, group
}

// bracket reads a unit in brackets at the head of s: its bytes, 0 if there is none.
func (h *heading) bracket(s string) int {
	if s[0] != '(' {
		return 0
	}
	b := strings.IndexByte(s, ')')
	if b < 0 {
		return 0
	}
	in := strings.TrimPrefix(strings.TrimPrefix(s[1:b], "单位"), ":")
	if _, ok := readUnit(in); !ok {
		return 0
	}
	h.unit = in
	return b + 1
}

// take adds a piece to what is known.
func (h *heading) take(group, w string) {
	h.told = h.told || group != "link"
	h.yearOnly = h.yearOnly && group == "link"
	switch group {
	case "stretch", "floor", "plan":
		h.kind = "target"
		if group == "stretch" {
			h.tier = TierStretch
		} else if group == "floor" {
			h.tier = TierFloor
		}
	case "expected":
		h.kind, h.fine = "result", "estimate"
	case "done":
		if h.kind == "" {
			h.kind = "result"
		}
	case "growth", "change":
		if h.measure == "" {
			h.measure, h.certain = "growth", group == "growth"
		}
	case "mean":
		h.measure, h.certain = "avg_growth", true
	case "fall":
		h.measure, h.certain = "decline", true
	case "points":
		h.measure, h.certain = "pp_change", true
	case "share", "share_rate":
		h.measure, h.certain, h.kind = "share", group == "share_rate", "result"
	case "last":
		h.last = true
	case "this":
		h.this = true
	case "month":
		h.month = true
	case "sum":
		h.sum = true
	}
}

// timeAt is the length of the time at the head of s, a bare year among them; 0 if there is none.
func timeAt(s string) int {
	if t, ok := zh.ScanTime(s, zh.Date{Year: 2000, Month: 12, Day: 31}); ok {
		return t.End
	}
	if len(s) >= 4 && (s[:2] == "20" || s[:2] == "19") && digitByte(s[2]) && digitByte(s[3]) && (len(s) == 4 || !digitByte(s[4]) && s[4] != '.') {
		return 4
	}
	return 0
}
