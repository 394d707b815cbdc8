package extract

import (
	"strings"

	glossary "tupo/internal/lexicon"
)

// rowName is what the cells of a name say. From and to are bytes of the cell that holds
// it, without number, unit and what it measures.
type rowName struct {
	at       cell
	from, to int
	full     string
	measure  string // growth, avg_growth or decline where the name ends with it; else ""
	whole    string // the name as it stands, with that end
	unit     string // in brackets behind it
	part     bool   // of the name above
	carried  bool   // the measure is that of the name above
}

// nameOf reads the name in a cell; false where it is none: a number, a sum, a sentence.
func nameOf(l *lexicon, c cell) (rowName, bool) {
	n := rowName{at: c, to: len(c.text)}
	s := c.text
	n.from = skipNumber(s)
	for {
		w := l.prefix("table_words.of", s[n.from:])
		if w == "" {
			break
		}
		n.part = true
		n.from += len(w)
	}
	n.brackets(l)
	name := strings.TrimRight(s[n.from:n.to], "*:①②③④⑤⑥⑦⑧⑨⑩")
	n.to = n.from + len(name)
	n.whole = name
	if runes(name) < 2 || runes(name) > maxRowName || strings.ContainsAny(name, "。;!?") || l.has("table_words.total", name) || digitByte(name[0]) && !strings.ContainsAny(name, "GDPABC项个强") {
		return n, false
	}
	if r, _ := firstRune(name); r < 'A' || strings.Count(name, ",") > 0 {
		return n, false
	}
	for _, g := range rateEnds {
		if w := l.suffix(g.list, name); w != "" && len(w) < len(name)-2 {
			n.measure, n.to = g.measure, n.to-len(w)
			break
		}
	}
	n.full = s[n.from:n.to]
	return n, runes(n.full) >= 2
}

// rateEnds are the words that a name ends with which tell how something changed, and what is measured then.
var rateEnds = [...]struct{ list, measure string }{
	{"table_words.mean_end", "avg_growth"}, {"table_words.rate_end", "growth"}, {"table_words.fall_end", "decline"},
}

// rateMeasure is what a name that says only how something changed measures: 增长 growth; "" of others.
func rateMeasure(l *lexicon, name string) string {
	for _, g := range rateEnds {
		if l.has(g.list, name) {
			return g.measure
		}
	}
	return ""
}

// maxRowName is the longest name of an indicator in a table, in characters.
const maxRowName = 40

// brackets takes what stands in brackets at the end of a name off it: a unit, whether it
// is binding. Other brackets are part of the name.
func (n *rowName) brackets(l *lexicon) {
	for {
		s := n.at.text[n.from:n.to]
		a := strings.LastIndexByte(s, '(')
		if a <= 0 || !strings.HasSuffix(s, ")") {
			return
		}
		in := strings.TrimPrefix(strings.TrimPrefix(s[a+1:len(s)-1], "单位"), ":")
		if _, ok := readUnit(in); ok {
			n.unit = in
		} else if !l.has("table_words.attribute", in) {
			return
		}
		n.to = n.from + a
	}
}

// within gives a part of a whole its full name: 居民人均可支配收入, 其中|城镇居民.
func (n *rowName) within(l *lexicon, whole *rowName) {
	own, of := n.full, whole.full
	if n.measure == "" {
		n.measure, n.carried = whole.measure, whole.measure != ""
	}
	if _, known := glossary.FindIndicator(own); known {
		return
	}
	if head := l.suffix("figure_words.head", own); head != "" && head != own {
		return
	}
	switch i := strings.Index(of, "居民"); {
	case l.has("table_words.product", own) && strings.HasSuffix(of, "生产总值"):
		n.full = own + "增加值"
	case i >= 0 && l.has("table_words.part", own):
		n.full = strings.TrimSuffix(own, "居民") + of[i:]
	case (own == "出口" || own == "进口") && strings.HasSuffix(of, "进出口总额"):
		n.full = own + "总额"
	default:
		n.full = of + own
	}
}
