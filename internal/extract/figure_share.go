package extract

import "strings"

// splitShare finds 分别 or 均 inside a name: what stands before it is a list of names,
// what follows belongs to each of them (分别|完成投资).
func (f *figures) splitShare(nm name, p *predicate) (name, string) {
	for _, word := range []string{"分别", "均"} {
		i := strings.LastIndex(f.text[nm.a:nm.b], word)
		if i <= 0 || word == "均" && (f.keeps(f.text[nm.a+i:nm.b], len("均")) || f.endsWith(f.text[nm.a:nm.a+i], "figure_words.mean")) {
			continue
		}
		at := nm.a + i
		tail := f.resolved(at+len(word), nm.b)
		p.respectively, p.each = p.respectively || word == "分别", p.each || word == "均"
		nm.b = f.trimRight(nm.a, at)
		if f.has("figure_words.act", tail) && !f.has("figure_words.benefit", tail) && !f.has("figure_words.act_noun", tail) {
			p.verb, tail = tail, ""
		}
		return nm, tail
	}
	return nm, ""
}

// listed is one name of a list: where it stands, and in full.
type listed struct {
	a, b int
	full string
}

// items splits a list of names; one item if it is none.
func (f *figures) items(nm name, p *predicate, all []amount) [][2]int {
	if nm.empty() || !p.respectively && !p.each && len(all) < 2 {
		return nil
	}
	var out [][2]int
	depth, from := 0, nm.a
	cut := func(at, w int) {
		if at > from {
			out = append(out, [2]int{from, at})
		}
		from = at + w
	}
	s := f.text
	for i := nm.a; i < nm.b; {
		r, w := firstRune(s[i:nm.b])
		switch {
		case r == '“' || r == '(' || r == '《':
			if r == '“' && depth == 0 && strings.HasSuffix(s[from:i], "”") {
				cut(i, 0) // “甲”“乙”
			}
			depth++
		case r == '”' || r == ')' || r == '》':
			depth--
		case depth > 0:
		case r == '、' || r == ',':
			cut(i, w)
		case strings.HasPrefix(s[i:nm.b], "以及"):
			cut(i, len("以及"))
			w = len("以及")
		case (r == '和' || r == '与' || r == '及') && i > nm.a && f.hot.keep.prefix(s[i:nm.b]) == "" && f.suffix("figure_words.no_join", s[nm.a:i+w]) == "":
			cut(i, w)
		}
		i += w
	}
	cut(nm.b, 0)
	want := len(all)
	if len(out) > want && want > 1 {
		out = f.regroup(nm, want)
	}
	if len(out) == 1 {
		return nil
	}
	return out
}

// regroup splits only at 、 where 和 stands inside a name.
func (f *figures) regroup(nm name, want int) [][2]int {
	var out [][2]int
	from := nm.a
	for i := nm.a; i < nm.b; {
		r, w := firstRune(f.text[i:nm.b])
		if r == '、' {
			out = append(out, [2]int{from, i})
			from = i + w
		}
		i += w
	}
	out = append(out, [2]int{from, nm.b})
	if len(out) == want {
		return out
	}
	return nil
}

// distribute gives the numbers of a list to the names of a list, one to one.
func (f *figures) distribute(c clause, all []amount, p *predicate, nm name, items [][2]int, tail string) {
	full := f.fullItems(items, tail)
	verb := p.verb
	if verb == "" {
		verb = f.resolved(nm.full, nm.a)
	}
	f.shareBound(all, p)
	f.said.items = nil
	for i := range all {
		item := listed{items[i][0], items[i][1], full[i]}
		f.said.items = append(f.said.items, item)
		f.named(c, &all[i], p, item, verb, "distributed", false)
	}
}

// shareOne gives one number to all names of a list: 甲、乙均增长10%.
func (f *figures) shareOne(c clause, n *amount, p *predicate, nm name, items [][2]int, tail string) {
	full := f.fullItems(items, tail)
	verb := p.verb
	if verb == "" {
		verb = f.resolved(nm.full, nm.a)
	}
	for i := range items {
		flag := "shared_value"
		if i == 0 {
			flag = ""
		}
		f.named(c, n, p, listed{items[i][0], items[i][1], full[i]}, verb, flag, false)
	}
}

// shareBound gives 以内 after the last number of a list to the numbers before it, where
// one verb holds them all (分别控制在5%和3%以内).
func (f *figures) shareBound(all []amount, p *predicate) {
	last := all[len(all)-1].bound
	if p.core != "hold" || last == "" || last == "eq" {
		return
	}
	for i := range all {
		if all[i].bound == "" || all[i].bound == "eq" {
			all[i].bound = last
		}
	}
}

// named writes one fact of a list.
func (f *figures) named(c clause, n *amount, p *predicate, item listed, verb, flag string, carried bool) {
	q, full := *p, item.full
	if verb = strings.TrimPrefix(verb, "全年"); verb == "实现" || f.has("figure_words.push", verb) {
		verb = ""
	}
	if f.endsWith(full, "figure_words.benefit") {
		full += gainers(n) // 甲工程、乙工程分别惠及|3万、2万人次
	}
	if w := f.suffix("figure_predicates.rate", full); w != "" && len(w) < len(full) && q.core != "grow" && q.core != "fall" {
		q.rate, full = "grow", full[:len(full)-len(w)]
	} else if w := f.suffix("figure_predicates.droprate", full); w != "" && len(w) < len(full) && q.core != "grow" && q.core != "fall" {
		q.rate, full = "fall", full[:len(full)-len(w)]
	}
	x := f.newFact(n, &q, "figure.list", 0.85)
	x.a, x.b, x.noun, x.verb, x.full = item.a, item.b, full, verb, verb+full
	if flag != "" {
		x.flag(flag)
	}
	if carried {
		x.flag("carried_indicator")
	}
	f.emit(x, c)
}

// fullItems completes the names of a list: the noun that the last item ends with belongs
// to all, a place word or an ordinal before the first stands for the others.
func (f *figures) fullItems(items [][2]int, tail string) []string {
	out := make([]string, len(items))
	for i, it := range items {
		a := it[0]
		if i > 0 && strings.HasPrefix(f.text[a:it[1]], "实现") {
			a += len("实现") // 接待游客、实现旅游收入
		}
		out[i] = f.resolved(a, it[1])
	}
	quotedItems(out)
	for i := range out[:len(out)-1] {
		if strings.HasSuffix(out[i], "存") && strings.HasPrefix(out[i+1], "贷款") {
			out[i] += "款" // 存、贷款余额
		}
	}
	f.examples(out)
	f.partsOfWhole(out)
	last := out[len(out)-1]
	head := f.sharedHead(last)
	rest := strings.TrimSuffix(last, head)
	for i := range out[:len(out)-1] {
		out[i] = f.completeItem(out[i], last, rest, head)
	}
	first := out[0]
	for i := 1; i < len(out); i++ {
		own := f.resolved(items[i][0], items[i][1])
		if runes(own) > 2 && f.has("figure_words.macro", own) {
			continue // 财政总收入、|税收收入
		}
		if h := f.ownHead(first); h != "" && h != first && f.has("figure_words.head", strings.TrimSuffix(own, head)) || own == head && f.bareHead(own) {
			stem := strings.TrimSuffix(strings.TrimSuffix(first, head), h)
			if h == head {
				stem = strings.TrimSuffix(first, h)
				stem = strings.TrimSuffix(stem, f.suffix("figure_words.head", stem))
			}
			if stem == "营业" {
				stem = "" // 营业总收入、利润总额
			} else if f.has("figure_words.not_received", own) {
				stem = strings.TrimSuffix(strings.TrimSuffix(stem, "游客"), "接待") // 景区接待游客、经营收入
			}
			out[i] = stem + out[i]
		}
	}
	shared := f.prefix("figure_words.shared_prefix", f.resolved(items[0][0], items[0][1]))
	if shared == "" {
		shared = f.listOwner(items, head)
	}
	if strings.HasPrefix(first, "对") && f.endsWith(last, "figure_words.trade") {
		shared = "对" // 对中亚五国、东盟进出口
	}
	for i := range out {
		if own := out[i]; i > 0 && shared != "" && !strings.HasPrefix(own, shared) {
			out[i] = shared + own
		}
		if rest, ok := strings.CutPrefix(out[i], "总"); ok && i > 0 && f.bareTotal(rest) {
			out[i] = strings.TrimSuffix(strings.TrimSuffix(first, f.suffix("figure_words.head", first)), "接待") + out[i] // 国内游客人次、总花费
		}
		out[i] = f.ordinalItem(out, i) + tail
	}
	return out
}

// quotedItems gives names in quotation marks what stands behind the last of them: “甲”“乙”|交付率.
func quotedItems(all []string) {
	last := all[len(all)-1]
	end := strings.LastIndex(last, "”")
	if end < 0 || !strings.HasPrefix(last, "“") {
		return
	}
	for i := range all {
		if strings.HasSuffix(all[i], "”") {
			all[i] += last[end+len("”"):]
		}
	}
}

// bareTotal says whether a noun after 总 says nothing of what it is the sum of.
func (f *figures) bareTotal(s string) bool { return f.has("figure_words.of_total", s) }

func (f *figures) bareHead(s string) bool { return f.has("figure_words.bare_head", s) }

// joinNoun writes two nouns as one; what the first ends and the second begins with is written
// once (优势产业, 产业增加值).
func joinNoun(a, b string) string {
	for k := min(len(a), len(b)); k >= len("产业"); k-- {
		if strings.HasSuffix(a, b[:k]) {
			return a + b[k:]
		}
	}
	return a + b
}

// completeItem completes one name of a list by what its last name ends with.
func (f *figures) completeItem(item, last, rest, head string) string {
	if f.has("figure_words.modifier", item) {
		m := f.prefix("figure_words.modifier", last)
		if n := min(len(item), len(last)); f.has("figure_words.modifier", last[:n]) && (len(m) <= n || f.has("figure_words.modifier", item+m[n:])) {
			return item + last[n:]
		}
		if m != "" {
			return item + last[len(m):]
		}
	}
	if m, w := f.suffix("figure_words.modifier", item), f.prefix("figure_words.modifier", last); len(m) >= 6 && w != "" && m != item {
		if n := min(len(m), len(last)); f.has("figure_words.modifier", last[:n]) {
			w = last[:n]
		}
		return item + last[len(w):]
	}
	own := f.suffix("figure_words.head", item)
	if own == "" && parallel(item, last) {
		return item + last[len(item):]
	}
	if own == "" {
		own = f.suffix("figure_words.list_head", item)
	}
	if own == "" {
		own = f.suffix("figure_words.measure", item)
	}
	if n := len(item); own == "" && head != "" && n < len(last) && !strings.HasSuffix(item, "业") && f.prefix("figure_words.facility", last[n:]) != "" {
		return joinNoun(item, last[n:])
	}
	switch {
	case head == "" || head == last:
		return item
	case strings.HasPrefix(head, "排放") && f.has("figure_words.pollutant", item):
		return item + head // 化学需氧量、二氧化硫|排放量
	case own == "":
		return joinNoun(item+f.kindNoun(item, rest), head)
	case own != head && strings.HasSuffix(rest, own):
		return item + head
	case own != head && f.has("figure_words.ratio_head", head) && f.endsWith(rest, "figure_words.head") && !f.has("figure_words.ratio_head", own):
		return item + head
	}
	return item
}

// ordinalItem writes 一产 as 第一产业, and 二 after 第一 as 第二….
func (f *figures) ordinalItem(all []string, i int) string {
	s := all[i]
	for _, n := range []string{"一", "二", "三"} {
		if full := ordinalBranch(s); full != s {
			return full
		}
		if last := all[len(all)-1]; s == n && strings.HasPrefix(last, "三产") {
			return "第" + n + "产业" + strings.TrimPrefix(strings.TrimPrefix(last, "三产"), "业")
		}
		if strings.HasPrefix(s, n) && strings.HasPrefix(all[0], "第一") && i > 0 {
			return "第" + s
		}
	}
	return s
}

// pairs expands words that stand for several: 城乡 is 城镇 and 农村.
func (f *figures) pairs(nm name, want int) []string {
	s := f.resolved(nm.a, nm.b)
	for _, line := range f.r.lex.lists["figure_words.pairs"] {
		word, parts, _ := strings.Cut(line, "=")
		i := strings.Index(s, word)
		if i < 0 || strings.Count(parts, "/") != want-1 {
			continue
		}
		out := make([]string, want)
		for k, part := range strings.Split(parts, "/") {
			if part == "城镇" && strings.Contains(s, "低保") || part == "城镇" && strings.Contains(s, "最低生活保障") {
				part = "城市"
			}
			out[k] = s[:i] + part + s[i+len(word):]
		}
		return out
	}
	return nil
}

// examples writes the last name of a list of examples as one of them, where what follows 等 names the kind
// of thing: 甲、乙等|产业增加值.
func (f *figures) examples(out []string) {
	last := out[len(out)-1]
	i := strings.LastIndex(last, "等")
	if i <= 0 || f.prefix("figure_words.facility", last[i+len("等"):]) == "" {
		return
	}
	kind := last[i+len("等"):]
	for k := range out {
		own := strings.TrimSuffix(out[k], "等"+kind)
		if out[k] = joinNoun(own, kind); strings.HasSuffix(own, "业") && strings.HasPrefix(kind, "产业") {
			out[k] = own + strings.TrimPrefix(kind, "产业")
		}
	}
}

// partsOfWhole gives what the last name of a list says of a whole to all: 甲业、|乙业|增加值占工业比重.
func (f *figures) partsOfWhole(out []string) {
	last := out[len(out)-1]
	i := strings.LastIndex(last, "占")
	if i <= 0 || strings.HasPrefix(last[i:], "占比") || !f.endsWith(last, "figure_words.ratio_head") {
		return
	}
	head := f.suffix("figure_words.head", last[:i])
	for k := range out[:len(out)-1] {
		switch {
		case strings.Contains(out[k], "占"):
		case f.suffix("figure_words.head", out[k]) != "" || head == last[:i]:
			out[k] += last[i:]
		default:
			out[k] += head + last[i:]
		}
	}
}

// beforeJoin is the name of a share that is joined to other things: 网络覆盖|所有城区和|九成|村庄; empty where nothing
// is covered.
func (f *figures) beforeJoin(nm name) name {
	if i := strings.LastIndex(f.text[nm.a:nm.b], "覆盖"); i > 0 {
		nm.b = nm.a + i + len("覆盖")
		return nm
	}
	return name{full: nm.b, a: nm.b, b: nm.b}
}
