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
		f.state(listed{l.a, l.b, l.full}, from+at, c) // 增长13%、连续48个月|保持两位数增长
		return
	case numbers && at > 0, at == 0 && (l == nil || f.prefix("figure_rank.record", s) != "" || numbers && l.reason == "figure.after" || !f.ownTask(s)):
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
	nm.b = f.dropTrail(nm.a, nm.b)
	said := f.text[at:c.b]
	if name := f.text[nm.a:nm.b]; nm.empty() || nm.b-nm.a > 120 || nm.b == all && !f.measured(name) && (f.has("figure_rank.vague", said) || !f.tested(name)) {
		return false
	}
	l, full := f.said.last, f.resolved(nm.full, nm.b)
	if f.has("figure_rank.no_name", full) || f.prefix("figure_rank.record", said) != "" && f.has("figure_rank.activity", full) {
		return false
	}
	if l != nil && f.has("figure_rank.bare", full) {
		f.state(listed{nm.a, nm.b, f.title(l) + full}, at, c)
		return true
	}
	if f.prefix("figure_words.bring", f.text[nm.full:nm.a]) != "" {
		nm.full = nm.a // 推动|技改投资稳步增长
	}
	whole := strings.HasSuffix(f.text[nm.b:all], "指标") // each name of such a list is whole
	each := strings.Contains(said, "完成") || strings.HasPrefix(said, "均") || strings.Contains(said, "双")
	for _, item := range f.allNames(nm, each || whole) {
		if whole && item.a > nm.a {
			item.full = f.resolved(item.a, item.b)
		}
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

// maxRecord is the longest statement of a record, in bytes: 创有监测记录以来最好水平.
const maxRecord = 45

// quotedState finds a statement that stands in quotation marks at the end of s.
func (f *figures) quotedState(s string) (at int, ok bool) {
	inner, ok := strings.CutSuffix(s, "”")
	i := strings.LastIndex(inner, "“")
	if !ok || i <= 0 || !f.has("figure_rank.state", inner[i+len("“"):]) {
		return 0, false
	}
	return i + len("“"), true
}

// placed finds a place without a figure that s ends with: 居|沿海省份前列; -1 if there is none.
func (f *figures) placed(s string) int {
	end := f.suffix("figure_rank.place_end", s)
	if end == "" {
		return -1
	}
	scope := f.longScope(s[:len(s)-len(end)])
	if scope == "" {
		return -1
	}
	at := len(s) - len(end) - len(scope)
	return at - len(f.suffix("figure_rank.scope_verb", s[:at]))
}

// allNames are the names of a list of which each is measured, or which shares what is said
// of it; else the list is one name.
func (f *figures) allNames(nm name, shared bool) []listed {
	if strings.Contains(f.text[nm.full:nm.a], "、") {
		nm.a = nm.full
	}
	p := predicate{each: true}
	items := f.items(nm, &p, nil)
	if len(items) < 2 || !f.allHeads(items) && !shared {
		return []listed{{nm.a, nm.b, f.resolved(nm.full, nm.b)}}
	}
	for i := range items {
		items[i][1] = f.dropTrail(items[i][0], items[i][1])
	}
	var out []listed
	for i, full := range f.fullItems(items, "") {
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
		for _, q := range f.allNames(name{full: a, a: a, b: end}, false) {
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

// stateAt finds where a statement begins that runs to the end of s; -1 if there is none.
// Vague ones count only as targets.
func (f *figures) stateAt(s string) int {
	if at := f.placed(s); at >= 0 {
		return at
	}
	end, record := f.suffix("figure_rank.state_end", s), f.suffix("figure_rank.record_end", s) != ""
	state := f.hot.state.suffix(s)
	last := len(s)
	if state != "" {
		last -= len(state)
	} else if end == "" && !record {
		return -1
	}
	for i := range s[:last] {
		if record && len(s)-i <= maxRecord && f.prefix("figure_rank.record", s[i:]) != "" {
			return i
		}
		if w := f.hot.stateBegin.prefix(s[i:]); end != "" && w != "" && i+len(end) < len(s) && f.prefix("figure_rank.not_begin", s[i:]) == "" {
			return i
		}
	}
	if state == "" || f.has("figure_rank.vague", state) && f.par.kind != "target" {
		return -1
	}
	return last
}

// state writes a statement down; it stands from at to the end of the clause.
func (f *figures) state(item listed, at int, c clause) { f.stateTo(item, at, c.b, c) }

// stateTo writes down a statement that stands from at to end.
func (f *figures) stateTo(item listed, at, end int, c clause) {
	q := Figure{ID: fmt.Sprintf("n%d", len(f.out.Nonnumeric)+1), Resolved: item.full, Measure: "nonnumeric", Bound: zh.Equal, Values: []zh.Decimal{},
		Reason: "figure.statement", Confidence: 0.7, Flags: []string{}}
	q.Indicator = f.r.view.span(item.a, item.b, "", 0).at()
	q.Value = f.r.view.span(at, end, "", 0).at()
	q.Span = f.r.view.span(min(item.a, at), max(item.b, end), "", 0).at()
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
