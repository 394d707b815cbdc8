package extract

import (
	"strings"

	"tupo/internal/zh"
)

// tableValue is what one cell, or a part of one, says. From and to are bytes of the cell.
type tableValue struct {
	from, to int
	values   []zh.Decimal
	unit     tableUnit // its own; unknown where the column or the row says it
	bound    zh.Bound
	measure  string // where the cell says it: 增长6%左右
	down     bool
	sum      bool // [55]: of all the years
	state    bool // says something without a number: 与经济增长同步
}

// readValues reads a cell of a column of values. ok is false where something in it is
// neither a value nor a mark that there is none.
func readValues(l *lexicon, s string) (all []tableValue, ok bool) {
	if s == "" || l.has("table_words.nothing", s) {
		return nil, true
	}
	from := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && !partMark(s, i) {
			continue
		}
		v, ok := readValue(l, s[from:i])
		if !ok {
			return nil, false
		}
		v.from, v.to = v.from+from, v.to+from
		all = append(all, v)
		from = i + 1
	}
	if len(all) > 1 {
		for _, v := range all { // 5000亿元,增长6%: each part has to say what it is
			if !v.unit.known() || v.state {
				return nil, false
			}
		}
	}
	return all, true
}

// partMark says whether the byte at i parts two values of a cell; a comma between
// digits parts thousands.
func partMark(s string, i int) bool {
	switch s[i] {
	case ';':
		return true
	case ',':
		return i == 0 || i+1 == len(s) || !digitByte(s[i-1]) || !digitByte(s[i+1])
	}
	return false
}

func readValue(l *lexicon, s string) (tableValue, bool) {
	v := tableValue{to: len(s), bound: zh.Equal}
	s = withoutNote(s)
	v.to = len(s)
	for _, pair := range [...][2]string{{"[", "]"}, {"【", "】"}, {"〔", "〕"}} {
		if strings.HasPrefix(s, pair[0]) && strings.HasSuffix(s, pair[1]) {
			v.sum = true
			s = s[len(pair[0]) : len(s)-len(pair[1])]
			break
		}
	}
	if !strings.ContainsAny(s, "0123456789") {
		v.state = runes(s) >= 2 && runes(s) <= maxStatement && l.contains("table_words.statement", s)
		return v, v.state
	}
	return v, v.number(l, s)
}

// maxStatement is the longest statement of a cell, in characters.
const maxStatement = 24

// withoutNote takes the mark of a note off the end of a cell: 5.8*, 5.8①, 5.8[1].
func withoutNote(s string) string {
	for s != "" {
		cut := strings.TrimRight(s, "*①②③④⑤⑥⑦⑧⑨⑩")
		if k := strings.LastIndexByte(cut, '['); k > 0 && strings.HasSuffix(cut, "]") && len(cut)-k <= len("[12]") {
			cut = cut[:k]
		}
		if cut == s || cut == "" {
			return s
		}
		s = cut
	}
	return s
}

// number reads bounds, what a number measures, the number, its unit and what follows it.
func (v *tableValue) number(l *lexicon, s string) bool {
	s = v.before(l, s)
	d, n, ok := arabic(s)
	if !ok {
		return false
	}
	v.values = []zh.Decimal{d}
	s = v.behind(l, s[n:])
	if s == "" {
		return true
	}
	unit, rest := s, ""
	for i := range s {
		w := l.prefix("table_words.range", s[i:])
		if w == "" {
			continue
		}
		if high, m, ok := arabic(strings.TrimPrefix(s[i:], w)); ok {
			unit, rest = s[:i], v.behind(l, s[i+len(w)+m:])
			if !d.Less(high) || v.bound == zh.AtLeast || v.bound == zh.AtMost {
				return false
			}
			v.values, v.bound = append(v.values, high), zh.Between
			break
		}
	}
	if len(v.values) == 2 && (unit == "" || unit == rest) {
		unit = rest
	} else if rest != "" {
		return false
	}
	if unit == "" {
		return true
	}
	u, ok := readUnit(unit)
	v.unit = u
	if ok && u.points && v.measure != "" {
		v.down, v.measure = v.measure == "decline", "pp_change"
	}
	return ok && !u.several
}

// before reads the words before a number.
func (v *tableValue) before(l *lexicon, s string) string {
	for {
		found := false
		for _, g := range [...]struct {
			list  string
			bound zh.Bound
			kind  string
		}{{"before_ge", zh.AtLeast, ""}, {"before_le", zh.AtMost, ""}, {"before_gt", zh.MoreThan, ""}, {"before_lt", zh.LessThan, ""}, {"before_approx", zh.Approximate, ""},
			{"rise_mean", "", "avg_growth"}, {"rise", "", "growth"}, {"drop", "", "decline"}, {"lead", "", ""}} {
			w := l.prefix("table_words."+g.list, s)
			if w == "" {
				continue
			}
			s, found = s[len(w):], true
			if g.bound != "" {
				v.bound = g.bound
			}
			if g.kind != "" {
				v.measure = g.kind
			}
			break
		}
		if !found {
			return s
		}
	}
}

// behind reads the words of a bound at the end of s.
func (v *tableValue) behind(l *lexicon, s string) string {
	for _, g := range [...]struct {
		list  string
		bound zh.Bound
	}{{"after_ge", zh.AtLeast}, {"after_le", zh.AtMost}, {"after_approx", zh.Approximate}} {
		if w := l.suffix("table_words."+g.list, s); w != "" {
			if len(v.values) == 1 {
				v.bound = g.bound
			}
			return strings.TrimSuffix(s, w)
		}
	}
	return s
}

// arabic reads a number in figures, with a sign.
func arabic(s string) (zh.Decimal, int, bool) {
	r, _ := firstRune(s)
	if r != '-' && r != '+' && (r < '0' || r > '9') {
		return zh.Decimal{}, 0, false
	}
	return zh.ScanNumber(s)
}
