package extract

import "strings"

// rankNames are the names that a place is of.
func (f *figures) rankNames(nm name, v rankVerb, linked bool) []listed {
	l := f.said.last
	switch {
	case linked && len(f.said.ranked) > 1:
		f.said.ranked = f.said.ranked[1:]
		return f.said.ranked[:1]
	case nm.empty() && v.share && !linked && len(f.said.names) > 1:
		f.said.ranked = f.said.names[len(f.said.names)-2:]
		return f.said.ranked[:1] // 甲、乙分别达…、…，排名分别升至第2、第3
	case nm.empty() && v.each && len(f.said.names) > 1:
		return f.said.names[len(f.said.names)-2:]
	case nm.empty() && l != nil:
		return []listed{{l.a, l.b, l.full}}
	case nm.empty(), v.verb == "" && !f.rated(f.text[nm.a:nm.b]), digitByte(f.text[nm.a]) && !f.measured(f.text[nm.a:nm.b]):
		return nil
	}
	p := predicate{each: v.each || v.share || strings.Contains(f.text[nm.a:nm.b], "、"), respectively: v.share}
	if strings.Contains(f.text[nm.full:nm.b], "、") && nm.full < nm.a {
		nm.a = f.skipVerbs(nm.full, nm.b) // 配额累计|成交量、成交额
	}
	items := f.subjects(f.items(nm, &p, nil))
	if strings.Contains(f.text[nm.a:nm.b], "等") {
		items = nil // 钒钛、硫铁等9种矿产: one name
	}
	if len(items) == 1 {
		nm.a, nm.b = items[0][0], items[0][1]
		nm.full = nm.a
	}
	if len(items) < 2 {
		full := f.resolved(nm.full, nm.b)
		if each := f.eachRanked(nm, v, full); each != nil {
			return each
		}
		switch bare := f.has("figure_rank.bare", full); {
		case l != nil && (bare || f.generic(full)):
			full = f.ofLast(l, full)
		case bare:
			full = f.rankTopic(full)
		}
		return []listed{{nm.a, nm.b, full}}
	}
	var out []listed
	for i, full := range f.fullItems(items, "") {
		if l != nil && (f.has("figure_rank.bare", full) || f.generic(full)) {
			full = f.ofLast(l, full)
		}
		out = append(out, listed{items[i][0], items[i][1], full})
	}
	if v.share {
		f.said.ranked = out
		return out[:1]
	}
	return out
}

// subjects leaves out of the names before a place what is a predicate and no name: 机场建成投运、|
// 旅客吞吐量.
func (f *figures) subjects(items [][2]int) [][2]int {
	if len(items) < 2 {
		return nil
	}
	var out [][2]int
	last := items[len(items)-1]
	bare := f.has("figure_rank.bare", f.text[last[0]:last[1]])
	for i, it := range items {
		s := f.text[it[0]:it[1]]
		if i == len(items)-1 || !bare && !f.endsWith(s, "figure_words.act") && !strings.HasSuffix(s, "以上") || f.measured(s) {
			out = append(out, it)
		}
	}
	return out
}

// rankTopic completes a bare name of rank by the latest clause without a number: by its subject
// (某基地成为…，|综合竞争力), or by what was got into (入选先进集群，|数量).
func (f *figures) rankTopic(name string) string {
	if f.has("figure_rank.number", name) {
		return f.topicObject() + name
	}
	if a, b := f.topicStem(); b > a && !strings.Contains(f.text[a:b], "、") {
		return f.resolved(a, b) + name
	}
	return name
}

// topicObject is what the latest clause without a number says that something got into or got.
func (f *figures) topicObject() string {
	c := f.said.topic
	for i := c.a; i < c.b; {
		if w := f.prefix("figure_words.title", f.text[i:c.b]); w != "" {
			return f.resolved(i+len(w), c.b)
		}
		_, w := firstRune(f.text[i:c.b])
		i += w
	}
	return ""
}

// rated says whether a name can stand right before a scope, without a verb: 算力指数|全国第一.
func (f *figures) rated(s string) bool {
	return strings.HasSuffix(s, "外资") || f.tested(s)
}

// tested says whether a name is one of something measured or rated.
func (f *figures) tested(s string) bool {
	return f.endsWith(s, "figure_rank.rated") || f.endsWith(s, "figure_words.measure") || f.measured(s)
}

// ofLast completes a bare name of rank by the fact before it: 第一产业增加值|增速.
func (f *figures) ofLast(l *fact, name string) string {
	title, bare := f.title(l), f.has("figure_rank.bare", name)
	switch {
	case f.has("figure_rank.whole", name) && strings.HasSuffix(title, "外资"):
		return l.full + name // 实际使用外资9亿美元，规模居…
	case f.has("figure_rank.whole", name) && !f.has("figure_scan.counter", l.n.Unit) && (f.measured(title) || strings.HasSuffix(l.n.Unit, "元")):
		return title // 工业增加值增长6%、规模居…
	case bare && (!f.has("figure_rank.number", name) || !f.has("figure_scan.counter", l.n.Unit)) && f.rankTopic(name) != name:
		return f.rankTopic(name)
	case f.has("figure_rank.number", name) && !f.has("figure_scan.counter", l.n.Unit):
		return name
	case f.has("figure_words.yield", name):
		return f.stem(l, name) + name // 水稻面积…、单产居…
	case strings.HasSuffix(title, name), f.has("figure_words.total", name) && f.endsWith(title, "figure_words.sum"):
		return title
	case bare:
		return title + name
	}
	return f.stem(l, name) + name
}

// eachRanked names a bare measure of each of the facts of the clause before: 甲、乙分别增长…，|增速均居第3位;
// nil where it is not of each.
func (f *figures) eachRanked(nm name, v rankVerb, bare string) []listed {
	l := f.said.last
	if !v.each || l == nil || l.clause == f.said.at || !f.has("figure_rank.of_each", bare) || len(f.said.names) < 2 {
		return nil
	}
	names := f.latestNames()
	if len(names) < 2 || names[0].a < l.clause {
		return nil
	}
	for i := range names {
		names[i] = listed{nm.a, nm.b, joinNoun(names[i].full, bare)}
	}
	return names
}
