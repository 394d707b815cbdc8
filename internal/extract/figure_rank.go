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
	if !strings.Contains(s, "第") && !strings.Contains(s, "首") && !strings.Contains(s, "排名") && !strings.Contains(s, "前") {
		return
	}
	f.said.placed = nil
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
		scope := f.scopeOf(s[done:i])
		linked := done > 0 && connects(s[done:i-len(scope)]) && (scope == "" || len(f.said.ranked) > 1)
		if scope != "" || linked || f.suffix("figure_rank.verb", s[done:i]) != "" {
			f.rank(c, c.a+done, c.a+i-len(scope), c.a+i+w, place, linked)
			done = i + w
		}
		i += w
	}
}

// scopeOf is the scope of a place at the end of s: 全国 of the list of such words, with 排名
// after it, or a longer phrase behind a verb of rank (居|全国主要产煤省区).
func (f *figures) scopeOf(s string) string {
	head := strings.TrimSuffix(s, "排名")
	w := f.suffix("figure_rank.scope", head)
	switch {
	case w != "" && len(head) < len(s):
		return s[len(head)-len(w):]
	case len(head) < len(s), w == "" && f.suffix("figure_rank.scope_end", s) == "":
		return ""
	case w != "" && f.suffix("figure_rank.verb", s[:len(s)-len(w)]) != "":
		return w
	}
	if long := f.longScope(s); long != "" {
		return long
	}
	return w
}

// maxScope is the longest phrase that names a scope, in characters.
const maxScope = 12

// longScope is what stands in s after its last verb of rank; "" if there is none near its end.
func (f *figures) longScope(s string) string {
	for i, n := len(s), 0; i > 0 && n <= maxScope; n++ {
		if n > 0 && f.suffix("figure_rank.scope_verb", s[:i]) != "" {
			return s[i:]
		}
		w := width(s[:i])
		if r, _ := firstRune(s[i-w:]); r >= '0' && r <= '9' || strings.ContainsRune(",、;:。“”()", r) {
			return ""
		}
		i -= w
	}
	return ""
}

// beforePlace is a predicate without a place that follows in it: 荣获大奖|、居全国第5位.
func (f *figures) beforePlace(s string) string {
	i := strings.LastIndex(s, "、")
	if i <= 0 {
		return s
	}
	rest := s[i+len("、"):]
	for k := range rest {
		if w, _ := f.rankPlace(rest[k:]); w > 0 && w+k == len(rest) && f.scopeOf(rest[:k]) != "" {
			return s[:i]
		}
	}
	return s
}

// rankPlace reads 第9位, 排名53位, 首位, 第一: the bytes, and the place if it is a figure.
func (f *figures) rankPlace(s string) (int, []zh.Decimal) {
	if w := f.topPlace(s); w > 0 {
		return w, []zh.Decimal{}
	}
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

// topPlace reads 前5位 and 第一大电源: the bytes, 0 if there is none.
func (f *figures) topPlace(s string) int {
	if rest, ok := strings.CutPrefix(s, "前"); ok {
		_, n, ok := zh.ScanNumber(rest)
		if !ok {
			return 0
		}
		u := f.prefix("figure_rank.unit", rest[n:])
		if u == "" {
			u = f.prefix("figure_rank.among", rest[n:])
		}
		if f.rankEnds(rest[n+len(u):]) {
			return len("前") + n + len(u)
		}
		return 0
	}
	rest, ok := strings.CutPrefix(s, "第一大")
	if !ok {
		return 0
	}
	for i := range rest {
		if f.boundary(rest[i:]) {
			rest = rest[:i]
			break
		}
	}
	if rest == "" || len(rest) > 18 {
		return 0
	}
	return len("第一大") + len(rest)
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
	return f.boundary(s) || f.joins(s) || f.prefix("figure_rank.rise", s) != "" || strings.HasPrefix(s, "优势") || strings.HasPrefix(s, "的优势") || strings.HasPrefix(s, "的地位") || strings.HasPrefix(s, "的位置")
}

// rank writes a place down; its name stands before the verb of rank, or is that of the
// number or the place before.
func (f *figures) rank(c clause, lo, a, b int, place []zh.Decimal, linked bool) {
	v := f.rankVerbs(lo, a)
	v.share = v.share || linked || f.placesFollow(b, c.b)
	if strings.Contains(f.text[a:b], "排名") && v.verb == "" {
		v.verb = "排名"
	}
	from := lo
	for i := range f.found {
		if n := &f.found[i]; n.used <= v.end && !f.countedIn(n, v.end) {
			from = max(from, n.used)
		}
	}
	end := v.end - len(f.suffix("figure_rank.scope", f.text[from:max(from, v.end)]))
	if s := f.text[from:max(from, end)]; strings.HasPrefix(s, "在") && (strings.HasSuffix(s, "中") || strings.HasSuffix(s, "上")) {
		from, end = from+len("在"), end-len("中")
	}
	if s := f.text[from:max(from, end)]; strings.HasSuffix(s, "在") {
		end -= len("在") // 总量|在全国排名
	}
	nm := f.nameBefore(from, end)
	if rest := strings.TrimPrefix(f.text[b:], "的"); strings.HasPrefix(rest, "优势") {
		nm.full += len(f.prefix("figure_rank.leans", f.text[nm.full:max(nm.full, nm.b)]))
		nm.a = max(nm.a, nm.full) // 发挥|某产量全国第一|优势
	}
	names := f.rankNames(nm, v, linked)
	if nm.empty() && !linked && lo > c.a && len(f.said.placed) > 0 { // 从第8位|升至第5位
		names = f.said.placed
	}
	for _, item := range names {
		if !strings.HasPrefix(f.text[a:], "第一大") || f.measured(item.full) {
			f.addRank(item, a, b, place, c)
		}
	}
	if !linked {
		f.said.placed = names
		if v.share && len(f.said.ranked) > 1 {
			f.said.placed = f.said.ranked
		}
	}
}

// rankVerb is what stands between a name and its place.
type rankVerb struct {
	end         int // of the name
	verb        string
	each, share bool // 均; 分别
}

// rankVerbs reads leftwards from a place: verb, adverbs, 连续3年, 从.
func (f *figures) rankVerbs(lo, a int) rankVerb {
	v := rankVerb{end: a}
	for {
		v.end = f.trimRight(lo, v.end)
		s := f.text[lo:v.end]
		w := f.suffix("figure_rank.verb", s)
		if w != "" {
			v.verb = w
		} else if w = f.suffix("figure_predicates.adverb", s); w == "" {
			if w = f.suffix("figure_predicates.each", s); w != "" {
				v.each = true
			} else if w = f.suffix("figure_predicates.share", s); w != "" {
				v.share = true
			} else if i := strings.LastIndex(s, "连续"); i >= 0 && runes(s[i:]) <= 8 {
				w = s[i:]
			}
		}
		if w == "" {
			return v
		}
		v.each, v.share = v.each || strings.HasPrefix(w, "均") || strings.HasPrefix(w, "双双"), v.share || strings.HasPrefix(w, "分别")
		v.end -= len(w)
	}
}

// placesFollow says whether another place is linked to the one that ends at b: 第8位、第4位.
func (f *figures) placesFollow(b, end int) bool {
	s, ok := strings.CutPrefix(f.text[b:end], "、")
	if !ok {
		return false
	}
	w, _ := f.rankPlace(s)
	if w == 0 {
		w, _ = f.nextPlace(s)
	}
	return w > 0
}

// countedIn says whether a number only counts what the name before end speaks of: 9种|矿产
// 资源量|居全国第1位.
func (f *figures) countedIn(n *amount, end int) bool {
	return f.has("figure_scan.counter", n.Unit) && n.Kind == zh.Plain && n.End < end && !strings.ContainsAny(f.text[n.End:end], "、,") && f.measured(f.text[n.End:end])
}

func (f *figures) addRank(item listed, a, b int, place []zh.Decimal, c clause) {
	q := Figure{ID: fmt.Sprintf("k%d", len(f.out.Ranks)+1), Resolved: item.full, Measure: "rank", Bound: zh.Equal, Values: place, Unit: "位",
		Reason: "figure.rank", Confidence: 0.85, Flags: []string{}}
	q.Indicator, q.Value = f.r.view.span(item.a, item.b, "", 0).at(), f.r.view.span(a, b, "", 0).at()
	q.Span = f.r.view.span(min(item.a, a), max(item.b, b), "", 0).at()
	if item.a < c.a {
		q.Flags = append(q.Flags, "carried_indicator")
	}
	f.dateState(&q)
	f.out.Ranks = append(f.out.Ranks, q)
}
