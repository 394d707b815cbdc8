package extract

import (
	"slices"
	"strings"
)

// stem is the subject that a name without one takes over: 招商引资 of 招商引资签约金额.
func (f *figures) stem(l *fact, generic string) string {
	s := f.title(l)
	if w := f.hot.generic.prefix(generic); runes(w) > 1 && w != generic && f.endsWith(generic, "figure_words.ratio_head") {
		if i := strings.LastIndex(s, w); i > 0 {
			return s[:i] // 新能源装机规模…、装机占比…
		}
		if h := f.suffix("figure_words.head", s); h != s {
			return strings.TrimSuffix(s, h) // 绿电发电量…、装机占比…
		}
	}
	if h := f.suffix("figure_words.ratio_head", s); h != "" && h != s && strings.HasSuffix(generic, h) {
		s = strings.TrimSuffix(s, h) // 绿电装机占比…、发电量占比…
		return strings.TrimSuffix(s, f.suffix("figure_words.generic", s))
	}
	if t := f.suffix("figure_words.total", s); t != "" && f.endsWith(generic, "figure_words.ratio_head") && f.endsWith(strings.TrimSuffix(generic, "占比"), "figure_words.measure") {
		s = strings.TrimSuffix(s, t) // 新能源装机总量…、发电量占比…
		return strings.TrimSuffix(s, f.suffix("figure_words.generic", s))
	}
	if f.endsWith(generic, "figure_words.ratio_head") || strings.HasPrefix(generic, "总数") || strings.HasPrefix(generic, "总量") || generic == "总规模" {
		return s
	}
	for _, line := range f.r.lex.lists["figure_words.stem_as"] {
		if word, stem, _ := strings.Cut(line, "="); strings.HasSuffix(s, word) {
			return stem // 接待游客…、实现收入…: 旅游收入
		}
	}
	if f.has("figure_words.act_noun", generic) && f.endsWith(s, "figure_words.act_noun") && !strings.HasSuffix(s, "进出口") {
		return strings.TrimSuffix(s, f.suffix("figure_words.act_noun", s)) // 出口…、进口…
	}
	if i := strings.LastIndex(s, "进出口"); i >= 0 && f.has("figure_words.act_noun", generic) {
		return s[:i] // 进出口…、出口…
	}
	for {
		w := f.suffix("figure_words.generic", s)
		if w == "" && strings.HasPrefix(generic, "总") {
			w = f.suffix("figure_words.in_use", s) // 高速公路|通车|里程, 总里程
		}
		if w == "" || w == s || strings.HasSuffix(s, "进出口") {
			return s
		}
		s = strings.TrimSuffix(s, w)
	}
}

// title is the name of a fact without the verb that made it: 全省|粮食产量 stays whole.
func (f *figures) title(l *fact) string {
	if f.acts(l.verb) && !f.generic(l.noun) {
		return l.noun
	}
	return l.full
}

// untotalled is the noun of a fact without the 总规模 that it only took up of what was named before.
func (f *figures) untotalled(l *fact) string {
	if slices.Contains(l.flags, "subject_carried") {
		return strings.TrimSuffix(l.noun, "总规模")
	}
	return l.noun
}

// entity is the area or the kind of enterprises that the first clause of the sentence begins with:
// 某经济圈|规划编制完成, 国有企业|改革深化; "" where it begins with none.
func (f *figures) entity() string {
	c := f.said.first
	if c.b <= c.a {
		return ""
	}
	when := f.when
	defer func() { f.when = when }()
	a := f.skipLead(c.a, c.b)
	if f.hot.act.prefix(f.text[a:c.b]) != "" {
		a = f.skipVerbs(a, c.b)
	}
	for i, n := a, 0; i < c.b && n < maxEntity; n++ {
		if w := f.prefix("figure_words.entity", f.text[i:c.b]); w != "" {
			return f.resolved(a, i+len(w))
		}
		r, w := firstRune(f.text[i:c.b])
		if strings.ContainsRune("、“”()0123456789", r) || f.hot.act.prefix(f.text[i:c.b]) != "" && !f.keeps(f.text[i:c.b], 0) {
			return ""
		}
		i += w
	}
	return ""
}

// maxEntity is how far into the clause, in characters, the noun of such an entity is looked for.
const maxEntity = 10

// isPartOf says whether a share is one of what the fact before it tells: of money by branch
// (完成额…、制造业占比…), of power by kind (外送电量…、新能源占比…).
func (f *figures) isPartOf(l *fact, short string) bool {
	return f.has("figure_words.tax_share", short) && f.endsWith(l.noun, "figure_words.budget") || f.has("figure_words.part_by_branch", short) && f.endsWith(l.noun, "figure_words.invested") ||
		f.has("figure_words.part_by_kind", short) && strings.Contains(l.noun, "外送")
}

// sold names what was sold or put to use in the clause of a fact: 盘活|土地、房产.
func (f *figures) sold(l *fact) string {
	out := ""
	for i := len(f.said.names) - 1; i >= 0 && f.said.names[i].a >= l.clause; i-- {
		one := strings.TrimPrefix(f.said.names[i].full, l.verb)
		if out != "" {
			one += "、"
		}
		out = one + out
	}
	return l.verb + out
}

// deeds are the works for the people that money before them is for: 投入5亿元办好|30件|民生实事; empty
// where none follow.
func (f *figures) deeds(n *amount) (from, to int) {
	const far = len("全力办好100件群众急难愁盼的民生实事")
	a, hi := n.End, min(len(f.text), n.End+far+far)
	if strings.HasPrefix(f.text[a:hi], ",") {
		a++
	}
	a += len(f.prefix("figure_words.deed_adverb", f.text[a:hi]))
	verb := f.prefix("figure_words.deed_verb", f.text[a:hi])
	if a += len(verb); verb == "" {
		return 0, 0
	}
	if k, ok := f.grammar.At(f.text[a:hi], 0); ok && f.has("figure_scan.counter", k.Unit) {
		a += k.End
	}
	for i := a; i < hi; {
		if strings.HasPrefix(f.text[i:hi], "实事") {
			return a, i + len("实事")
		}
		r, w := firstRune(f.text[i:hi])
		if strings.ContainsRune(",;。、()0123456789", r) {
			break
		}
		i += w
	}
	return 0, 0
}
