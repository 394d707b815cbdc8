package extract

import (
	"fmt"
	"strings"

	"tupo/internal/zh"
)

// ranks reads places among peers: 居全国第9位, 稳居全国首位.
func (f *figures) ranks(c clause) {
	s := f.text[c.a:c.b]
	for i := 0; i < len(s); {
		scope := f.prefix("figure_rank.scope", s[i:])
		if scope == "" {
			_, w := firstRune(s[i:])
			i += w
			continue
		}
		w, place := f.rankPlace(s[i+len(scope):])
		if w == 0 {
			i += len(scope)
			continue
		}
		end := i + len(scope) + w
		f.rank(c, c.a+i, c.a+end, place)
		i = end
	}
}

// rankPlace reads 第9位, 首位, 第一: the bytes, and the place if it is a figure.
func (f *figures) rankPlace(s string) (int, []zh.Decimal) {
	if w := f.prefix("figure_rank.first", s); w != "" {
		if !f.boundary(strings.TrimPrefix(s[len(w):], "的")) {
			return 0, nil
		}
		return len(w), []zh.Decimal{}
	}
	if !strings.HasPrefix(s, "第") {
		return 0, nil
	}
	v, n, ok := zh.ScanNumber(s[len("第"):])
	if !ok {
		return 0, nil
	}
	w := len("第") + n
	if u := f.prefix("figure_rank.unit", s[w:]); u != "" {
		w += len(u)
	}
	if !f.boundary(s[w:]) {
		return 0, nil
	}
	return w, []zh.Decimal{v}
}

// rank writes a place down; its name stands before the verb of rank, or is that of the
// number before.
func (f *figures) rank(c clause, a, b int, place []zh.Decimal) {
	end, verb := a, ""
	for {
		end = f.trimRight(c.a, end)
		w := f.suffix("figure_rank.verb", f.text[c.a:end])
		if w == "" {
			if w = f.suffix("figure_predicates.adverb", f.text[c.a:end]); w == "" {
				break
			}
		} else {
			verb = w
		}
		end -= len(w)
	}
	lo := c.a
	for i := range f.found {
		if f.found[i].used <= end {
			lo = max(lo, f.found[i].used)
		}
	}
	nm := f.nameBefore(lo, end)
	if nm.empty() || verb == "" {
		l := f.said.last
		if l == nil || verb == "" && !nm.empty() {
			return
		}
		f.addRank(l.a, l.b, l.noun, a, b, place, "carried_indicator", c)
		return
	}
	p := predicate{each: true}
	items := f.items(nm, &p, nil)
	if len(items) < 2 {
		f.addRank(nm.a, nm.b, f.resolved(nm.full, nm.b), a, b, place, "", c)
		return
	}
	for i, full := range f.fullItems(items, "") {
		f.addRank(items[i][0], items[i][1], full, a, b, place, "", c)
	}
}

func (f *figures) addRank(na, nb int, full string, a, b int, place []zh.Decimal, flag string, c clause) {
	q := Figure{ID: fmt.Sprintf("k%d", len(f.out.Ranks)+1), Resolved: full, Measure: "rank", Bound: zh.Equal, Values: place, Unit: "位",
		Reason: "figure.rank", Confidence: 0.85, Flags: []string{}}
	q.Indicator, q.Value = f.r.view.span(na, nb, "", 0).at(), f.r.view.span(a, b, "", 0).at()
	q.Span = f.r.view.span(min(na, a), max(nb, b), "", 0).at()
	if flag != "" {
		q.Flags = append(q.Flags, flag)
	}
	e := f.par
	q.Kind, q.KindFine, q.Basis = e.kind, e.kind, e.basis
	if e.to > 0 {
		q.Period = fmt.Sprint(e.to)
	}
	if f.when != "" {
		q.Period = f.when
	}
	f.out.Ranks = append(f.out.Ranks, q)
}

// statement reads an indicator with a direction or comparison but no number: 居民收入增长
// 与经济增长同步.
func (f *figures) statement(c clause, numbers bool) {
	s := f.text[c.a:c.b]
	if numbers || len(s) > 240 {
		return
	}
	end := f.suffix("figure_rank.state_end", s)
	at := -1
	for i := range s {
		if w := f.prefix("figure_rank.state", s[i:]); w != "" && i > 0 && (i+len(w) == len(s) || f.has("figure_rank.open_state", w)) {
			at = i
			break
		}
		if end != "" && i > 0 && f.prefix("figure_rank.state_begin", s[i:]) != "" {
			at = i
			break
		}
	}
	if at <= 0 {
		return
	}
	nm := f.nameBefore(c.a, f.trimRight(c.a, c.a+at))
	if nm.empty() || nm.b-nm.a > 120 || !f.measured(f.text[nm.a:nm.b]) {
		return
	}
	p := predicate{each: true}
	items := f.items(nm, &p, nil)
	if len(items) < 2 {
		items = [][2]int{{nm.a, nm.b}}
	}
	full := f.fullItems(items, "")
	for i := range items {
		q := Figure{ID: fmt.Sprintf("n%d", len(f.out.Nonnumeric)+1), Resolved: full[i], Measure: "nonnumeric", Bound: zh.Equal, Values: []zh.Decimal{},
			Reason: "figure.statement", Confidence: 0.7, Flags: []string{}}
		q.Indicator = f.r.view.span(items[i][0], items[i][1], "", 0).at()
		q.Value = f.r.view.span(c.a+at, c.b, "", 0).at()
		q.Span = f.r.view.span(items[i][0], c.b, "", 0).at()
		e := f.par
		q.Kind, q.KindFine, q.Basis = e.kind, e.kind, e.basis
		if e.to > 0 {
			q.Period = fmt.Sprint(e.to)
		}
		f.out.Nonnumeric = append(f.out.Nonnumeric, q)
	}
}

// measured says whether a name is one of something measured.
func (f *figures) measured(s string) bool {
	return f.endsWith(s, "figure_words.head") || f.endsWith(s, "figure_rank.measured")
}
