package extract

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"tupo/internal/zh"
)

// ranks reads places among peers: 居全国第9位, 稳居全国首位.
func (f *figures) ranks(c clause) {
	s := f.text[c.a:c.b]
	if !strings.Contains(s, "第") && !strings.Contains(s, "首") && !strings.Contains(s, "排名") {
		return
	}
	done := 0
	for i := 0; i < len(s); {
		w, place := f.rankPlace(s[i:])
		if w == 0 && done > 0 && s[i] < utf8.RuneSelf && connects(s[done:i]) {
			w, place = f.nextPlace(s[i:])
		}
		if w == 0 {
			_, w = firstRune(s[i:])
			i += w
			continue
		}
		scope := f.suffix("figure_rank.scope", s[done:i])
		linked := scope == "" && done > 0 && connects(s[done:i])
		if scope != "" || linked || f.suffix("figure_rank.verb", s[done:i]) != "" {
			f.rank(c, c.a+done, c.a+i-len(scope), c.a+i+w, place, linked)
			done = i + w
		}
		i += w
	}
}

// rankPlace reads 第9位, 排名53位, 首位, 第一: the bytes, and the place if it is a figure.
func (f *figures) rankPlace(s string) (int, []zh.Decimal) {
	if w := f.hot.first.prefix(s); w != "" && !strings.HasPrefix(w, "第") {
		if f.rankEnds(s[len(w):]) {
			return len(w), []zh.Decimal{}
		}
		return 0, nil
	}
	w := 0
	switch {
	case strings.HasPrefix(s, "第"):
		w = len("第")
	case strings.HasPrefix(s, "排名"):
		w = len("排名")
	default:
		return 0, nil
	}
	v, n, ok := zh.ScanNumber(s[w:])
	if !ok {
		return 0, nil
	}
	w += n
	u := f.prefix("figure_rank.unit", s[w:])
	w += len(u)
	if u == "" && strings.HasPrefix(s, "排名") || !f.rankEnds(s[w:]) {
		return 0, nil
	}
	return w, []zh.Decimal{v}
}

// nextPlace reads the 82位 of 排名46位、82位.
func (f *figures) nextPlace(s string) (int, []zh.Decimal) {
	v, n, ok := zh.ScanNumber(s)
	if !ok || f.prefix("figure_rank.unit", s[n:]) == "" {
		return 0, nil
	}
	return n + len(f.prefix("figure_rank.unit", s[n:])), []zh.Decimal{v}
}

// rankEnds says whether a place ends here: 第一产业 and 第一批 are none.
func (f *figures) rankEnds(s string) bool {
	return f.boundary(s) || f.joins(s) || strings.HasPrefix(s, "的地位") || strings.HasPrefix(s, "的位置")
}

// rank writes a place down; its name stands before the verb of rank, or is that of the
// number before.
func (f *figures) rank(c clause, lo, a, b int, place []zh.Decimal, linked bool) {
	end, verb, each, share := a, "", false, linked
	if strings.Contains(f.text[a:b], "排名") {
		verb = "排名"
	}
	for {
		end = f.trimRight(lo, end)
		s := f.text[lo:end]
		w := f.suffix("figure_rank.verb", s)
		if w != "" {
			verb = w
		} else if w = f.suffix("figure_predicates.adverb", s); w == "" {
			if w = f.suffix("figure_predicates.each", s); w != "" {
				each = true
			} else if w = f.suffix("figure_predicates.share", s); w != "" {
				share = true
			} else if i := strings.LastIndex(s, "连续"); i >= 0 && runes(s[i:]) <= 8 {
				w = s[i:]
			}
		}
		if w == "" {
			break
		}
		each, share = each || strings.HasPrefix(w, "均") || strings.HasPrefix(w, "双双"), share || strings.HasPrefix(w, "分别")
		end -= len(w)
	}
	for i := range f.found {
		if f.found[i].used <= end {
			lo = max(lo, f.found[i].used)
		}
	}
	end -= len(f.suffix("figure_rank.scope", f.text[lo:max(lo, end)]))
	if s := f.text[lo:max(lo, end)]; strings.HasPrefix(s, "在") && (strings.HasSuffix(s, "中") || strings.HasSuffix(s, "上")) {
		lo, end = lo+len("在"), end-len("中")
	}
	nm := f.nameBefore(lo, end)
	for _, item := range f.rankNames(nm, verb, each, share, linked) {
		f.addRank(item, a, b, place, c)
	}
}

// rankNames are the names that a place is of.
func (f *figures) rankNames(nm name, verb string, each, share, linked bool) []listed {
	l := f.said.last
	switch {
	case linked && len(f.said.ranked) > 1:
		f.said.ranked = f.said.ranked[1:]
		return f.said.ranked[:1]
	case nm.empty() && each && len(f.said.names) > 1:
		return f.said.names[len(f.said.names)-2:]
	case nm.empty() && l != nil:
		return []listed{{l.a, l.b, l.full}}
	case nm.empty(), verb == "":
		return nil
	}
	p := predicate{each: each || share || strings.Contains(f.text[nm.a:nm.b], "、"), respectively: share}
	items := f.items(nm, &p, nil)
	if len(items) < 2 {
		full := f.resolved(nm.full, nm.b)
		if l != nil && (f.generic(full) || f.has("figure_rank.bare", full)) {
			full = f.stemOf(l, full) + full
		}
		return []listed{{nm.a, nm.b, full}}
	}
	var out []listed
	for i, full := range f.fullItems(items, "") {
		out = append(out, listed{items[i][0], items[i][1], full})
	}
	if share {
		f.said.ranked = out
		return out[:1]
	}
	return out
}

// stemOf is the subject of a bare name of rank: 第一产业增加值|增速.
func (f *figures) stemOf(l *fact, name string) string {
	if f.has("figure_rank.bare", name) {
		return f.title(l)
	}
	return f.stem(l, name)
}

func (f *figures) addRank(item listed, a, b int, place []zh.Decimal, c clause) {
	q := Figure{ID: fmt.Sprintf("k%d", len(f.out.Ranks)+1), Resolved: item.full, Measure: "rank", Bound: zh.Equal, Values: place, Unit: "位",
		Reason: "figure.rank", Confidence: 0.85, Flags: []string{}}
	q.Indicator, q.Value = f.r.view.span(item.a, item.b, "", 0).at(), f.r.view.span(a, b, "", 0).at()
	q.Span = f.r.view.span(min(item.a, a), max(item.b, b), "", 0).at()
	if item.a < c.a {
		q.Flags = append(q.Flags, "carried_indicator")
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
// 与经济增长同步. What stands after the numbers of a clause is of the last of them.
func (f *figures) statement(c clause, numbers bool) {
	from := c.a
	if numbers {
		from = f.found0(c)
		for from < c.b && strings.HasPrefix(f.text[from:c.b], "、") {
			from += len("、")
		}
	}
	s := f.text[from:c.b]
	if s == "" || len(s) > 240 {
		return
	}
	at := f.stateAt(s)
	l := f.said.last
	switch {
	case at < 0, numbers && at > 0, at == 0 && l == nil:
		return
	case at == 0:
		f.state(listed{l.a, l.b, f.title(l)}, from, c)
		return
	}
	nm := f.nameBefore(from, f.trimRight(from, from+at))
	if w := f.suffix("figure_rank.trail", f.text[nm.a:nm.b]); w != "" {
		nm.b -= len(w)
	}
	if nm.empty() || nm.b-nm.a > 120 || !f.measured(f.text[nm.a:nm.b]) {
		return
	}
	if full := f.resolved(nm.full, nm.b); l != nil && f.has("figure_rank.bare", full) {
		f.state(listed{nm.a, nm.b, f.title(l) + full}, from+at, c)
		return
	}
	p := predicate{each: true}
	items := f.items(nm, &p, nil)
	if len(items) < 2 || !f.allHeads(items) && !strings.Contains(s[at:], "完成") && !strings.HasPrefix(s[at:], "均") {
		f.state(listed{nm.a, nm.b, f.resolved(nm.full, nm.b)}, from+at, c)
		return
	}
	for i, full := range f.fullItems(items, "") {
		f.state(listed{items[i][0], items[i][1], full}, from+at, c)
	}
}

// found0 is the end of the last number of a clause.
func (f *figures) found0(c clause) int {
	if n := len(f.found); n > 0 {
		return f.found[n-1].used
	}
	return c.b
}

// allHeads says whether every name of a list ends with a noun that is measured.
func (f *figures) allHeads(items [][2]int) bool {
	for _, it := range items {
		if !f.measured(f.text[it[0]:it[1]]) {
			return false
		}
	}
	return true
}

// stateAt finds where a statement begins that runs to the end of s; -1 if there is none.
// Vague ones count only as targets.
func (f *figures) stateAt(s string) int {
	end := f.suffix("figure_rank.state_end", s)
	for i := range s {
		if w := f.hot.state.prefix(s[i:]); w != "" && (i+len(w) == len(s) || f.has("figure_rank.open_state", w)) {
			if f.has("figure_rank.vague", w) && f.par.kind != "target" {
				return -1
			}
			return i
		}
		if end != "" && f.hot.stateBegin.prefix(s[i:]) != "" && i+len(end) < len(s) {
			return i
		}
	}
	return -1
}

// state writes a statement down; it stands from at to the end of the clause.
func (f *figures) state(item listed, at int, c clause) {
	q := Figure{ID: fmt.Sprintf("n%d", len(f.out.Nonnumeric)+1), Resolved: item.full, Measure: "nonnumeric", Bound: zh.Equal, Values: []zh.Decimal{},
		Reason: "figure.statement", Confidence: 0.7, Flags: []string{}}
	q.Indicator = f.r.view.span(item.a, item.b, "", 0).at()
	q.Value = f.r.view.span(at, c.b, "", 0).at()
	q.Span = f.r.view.span(min(item.a, at), c.b, "", 0).at()
	e := f.par
	q.Kind, q.KindFine, q.Basis = e.kind, e.kind, e.basis
	if e.to > 0 {
		q.Period = fmt.Sprint(e.to)
	}
	f.out.Nonnumeric = append(f.out.Nonnumeric, q)
}

// measured says whether a name is one of something measured.
func (f *figures) measured(s string) bool {
	return f.endsWith(s, "figure_words.head") || f.endsWith(s, "figure_rank.measured")
}
