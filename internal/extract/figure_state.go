package extract

import (
	"fmt"
	"strings"

	"tupo/internal/zh"
)

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
	if w, ok := f.quotedState(s); at < 0 && ok {
		at, c.b = w, c.b-len("”") // 起数“双下降”
	}
	l := f.said.last
	switch {
	case at < 0:
		f.fulfilment(from, c)
		return
	case at > 0 && l != nil && f.rankVerbs(from, from+at).end == from:
		if !numbers && f.ownFulfilment(s[at:]) || numbers && l.reason == "figure.after" {
			return // 工业增长6%，顺利|完成全年任务: of no figure
		}
		f.state(listed{l.a, l.b, l.full}, from+at, c) // 增长13%、连续48个月|保持两位数增长
		return
	case numbers && at > 0 && !f.has("figure_rank.bare", s[:at]), at == 0 && (l == nil || f.prefix("figure_rank.record", s) != "" || numbers && l.reason == "figure.after" || !f.ownTask(s)):
		return
	case at == 0:
		for _, item := range f.ofState(s, l) {
			f.state(item, from, c)
		}
		return
	}
	end := f.trimRight(from, from+len(strings.TrimSuffix(s[:at], "“")))
	for w := 1; w > 0; end = f.trimRight(from, end-w) {
		if w = f.spanOfTime(f.text[from:end], false); w == 0 {
			w = len(f.suffix("figure_rank.state_adverb", f.text[from:end]))
		}
	}
	if !f.stated(f.nameBefore(from, end), from+at, c) {
		f.fulfilment(from, c)
	}
}

// stated writes down what is said of the names before it; false if they are of nothing
// measured.
func (f *figures) stated(nm name, at int, c clause) bool {
	all := nm.b
	if rate := f.suffix("figure_rank.rate_of", f.text[nm.a:nm.b]); rate != "" {
		at, all = nm.b-len(rate)+strings.Index(rate, "增"), nm.b-len(rate)+strings.Index(rate, "增") // 等指标|增速均高于…
		nm.b = at
	}
	each := strings.HasPrefix(f.text[at:c.b], "均")
	if w := f.rateOf(f.text[nm.a:nm.b], f.text[at:c.b]); w > 0 {
		nm.b -= w // 居民收入|增速连续八年快于…
		at, all = nm.b, nm.b
	}
	nm.b = f.dropTrail(nm.a, nm.b)
	said := f.text[at:c.b]
	if name := f.text[nm.a:nm.b]; nm.empty() || nm.b-nm.a > 120 || nm.b == all && !f.measured(name) && !f.sayable(name, said) {
		return false
	}
	l, full := f.said.last, f.resolved(nm.full, nm.b)
	if f.has("figure_rank.no_name", full) || f.has("figure_rank.no_name", f.text[nm.a:nm.b]) || f.prefix("figure_rank.record", said) != "" && f.has("figure_rank.activity", full) {
		return false
	}
	if l != nil && f.has("figure_rank.bare", full) {
		f.state(listed{nm.a, nm.b, f.ofLast(l, full)}, at, c)
		return true
	}
	if f.prefix("figure_words.bring", f.text[nm.full:nm.a]) != "" {
		nm.full = nm.a // 推动|技改投资稳步增长
	}
	whole := strings.HasSuffix(f.text[nm.b:all], "指标") // each name of such a list is whole
	both := strings.Contains(said, "双")
	each = each || both || f.endsWith(f.text[nm.a:nm.b], "figure_rank.each") || strings.Contains(said, "完成") || strings.HasPrefix(said, "均")
	items := f.allNames(nm, each || whole, true)
	if both && f.has("figure_rank.both", said) && (len(items) != 2 || !f.measured(items[1].full)) {
		return false
	}
	for _, item := range items {
		if whole && item.a > nm.a {
			item.full = f.resolved(item.a, item.b)
		}
		item.full += f.quality(item.full, said)
		f.state(item, at, c)
	}
	return true
}

// dropTrail takes 等指标, 降低 off the end of a name of something measured, or of a list.
func (f *figures) dropTrail(a, b int) int {
	w := f.suffix("figure_rank.trail", f.text[a:b])
	s := f.text[a : b-len(w)]
	list := strings.ContainsAny(s, "、和及与")
	switch {
	case w == "", w == "指标" && !list, !f.measured(s) && !(list && strings.HasPrefix(w, "等") && w != "等"):
		return b
	}
	return b - len(w)
}

// allNames are the names of a list of which each is measured, or which shares what is said
// of it; else the list is one name. drop: what only leads on to the statement (能耗|下降) is left out.
func (f *figures) allNames(nm name, shared, drop bool) []listed {
	if strings.Contains(f.text[nm.full:nm.a], "、") {
		nm.a = nm.full
	}
	p := predicate{each: true}
	items := f.items(nm, &p, nil)
	if len(items) < 2 || !f.allHeads(items) && (!shared || strings.Contains(f.text[items[len(items)-1][0]:nm.b], "的")) {
		return []listed{{nm.a, nm.b, f.resolved(nm.full, nm.b)}}
	}
	for i := range items {
		if drop {
			items[i][1] = f.dropTrail(items[i][0], items[i][1])
		}
	}
	var out []listed
	for i, full := range f.fullItems(items, "") {
		if own := f.resolved(items[i][0], items[i][1]); i < len(items)-1 && runes(own) > 3 && f.has("figure_rank.measured", own) {
			full = own // 节能减排和能耗强度: whole as it is
		}
		out = append(out, listed{items[i][0], items[i][1], full})
	}
	return out
}

// ownTask says whether what is said without a name before it names no other task: 超额完成|任务,
// not 完成|保交楼任务.
func (f *figures) ownTask(s string) bool {
	i := strings.Index(s, "完成")
	if i < 0 {
		return true
	}
	for s = s[i+len("完成"):]; s != ""; {
		w := f.prefix("figure_rank.task_word", s)
		if w == "" {
			return false
		}
		s = s[len(w):]
	}
	return true
}

// ofState are the names that a state after numbers is of: 均 means the last two.
func (f *figures) ofState(s string, l *fact) []listed {
	if len(f.said.names) > 1 && strings.HasPrefix(s, "均") && f.boundary(f.text[l.n.End:]) {
		return f.latestNames()
	}
	return []listed{{l.a, l.b, l.full}}
}

// fulfilment reads a task that is to be fulfilled, with the verb before it: 确保完成|粮食生产任务.
func (f *figures) fulfilment(from int, c clause) {
	if f.par.kind != "target" {
		return
	}
	verbs := f.r.lex.index["figure_rank.fulfil"]
	for i := from; i < c.b; {
		_, w := firstRune(f.text[i:c.b])
		verb := verbs.prefix(f.text[i:c.b])
		if verb == "" {
			i += w
			continue
		}
		a, end := f.skipLead(i+len(verb), c.b), c.b
		task := f.suffix("figure_rank.task", f.text[a:end])
		if task == "" || !f.measured(strings.TrimSuffix(f.text[a:end], task)) || end-a > 90 {
			return
		}
		for _, q := range f.allNames(name{full: a, a: a, b: end}, false, false) {
			f.stateTo(q, i, i+len(verb), c)
		}
		return
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

// state writes a statement down; it stands from at to the end of the clause.
func (f *figures) state(item listed, at int, c clause) { f.stateTo(item, at, c.b, c) }

// stateTo writes down a statement that stands from at to end, if it is of something that has a name.
func (f *figures) stateTo(item listed, at, end int, c clause) {
	if item.full == "" {
		return
	}
	q := Figure{ID: fmt.Sprintf("n%d", len(f.out.Nonnumeric)+1), Resolved: item.full, Measure: "nonnumeric", Bound: zh.Equal, Values: []zh.Decimal{},
		Reason: "figure.statement", Confidence: 0.7, Flags: []string{}}
	q.Indicator = f.r.view.span(item.a, item.b, "", 0).at()
	q.Value = f.r.view.span(at, end, "", 0).at()
	q.Span = f.r.view.span(min(item.a, at), max(item.b, end), "", 0).at()
	f.dateState(&q)
	f.out.Nonnumeric = append(f.out.Nonnumeric, q)
}

// measured says whether a name is one of something measured.
func (f *figures) measured(s string) bool {
	return f.endsWith(s, "figure_words.head") || f.endsWith(s, "figure_rank.measured")
}
