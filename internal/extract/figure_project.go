package extract

import (
	"slices"
	"strings"

	"tupo/internal/zh"
)

// ownProject writes down the project that an amount belongs to, where a sentence tells of
// it in passing: 总投资711亿元的某工程开工建设, 100万吨某项目建成投产, 某厂年产15万吨某项目.
func (f *figures) ownProject(n *amount, a, b int) {
	x := n.End + len(f.prefix("figure_project.link", f.text[n.End:b]))
	x += len(f.prefix("figure_project.build", f.text[x:b]))
	x += len(f.prefix("figure_project.link", f.text[x:b])) // 投资48亿元|建设|的|某综合体
	y, ok := f.r.namedBy(x, b, strings.HasSuffix(n.Unit, "元"))
	if w := f.prefix("figure_project.plant", f.text[x:b]) + f.prefix("figure_project.port", f.text[x:b]); !ok && w != "" && x == n.End {
		y, ok = x+len(w), true // 某港|5万吨级|泊位: its owner names it
	}
	key := f.projectField(n, a)
	if k := len(f.found) - 1; k >= 0 && f.found[k].End == n.Lead {
		return // 2座|35万千瓦电站: more than one
	}
	if !ok || key == "" || n.bound == zh.AtLeast || n.bound == zh.AtMost {
		return
	}
	p := ProseProject{Fields: map[string]any{}, Reason: "project.amount", Confidence: 0.75}
	p.Fields[key] = f.projectAmount(n)
	if key == "capacity" {
		x = f.owner(n, a, x)
	}
	p.Name = f.r.view.span(x, y, "", 0).at()
	f.said.project = y
	f.chained(&p, n, a)
	if at, word := f.projectEvent(a, y, b); word != "" {
		e := f.r.view.span(at, at+len(word), "", 0).at()
		p.Fields["event"] = happening{f.eventType(word), e}
	}
	f.projects = append(f.projects, p)
}

// happening is the event of a project told in passing.
type happening struct {
	Type string `json:"type"`
	Place
}

// placesOf says whether a number counts what one thing built holds: 可提供学位|3000个|的某学校.
func (f *figures) placesOf(n *amount, a, b int) bool {
	if !strings.HasPrefix(f.text[n.End:b], "的") || !f.endsWith(f.text[a:n.Lead], "figure_project.places") {
		return false
	}
	_, ok := f.r.namedBy(n.End+len("的"), b, false)
	return ok
}

// projectField says which field of a project an amount is; "" if none.
func (f *figures) projectField(n *amount, a int) string {
	before := f.text[a:n.Lead]
	switch {
	case strings.HasSuffix(n.Unit, "元"):
		return "total"
	case f.endsWith(before, "figure_project.land"):
		return "land"
	case f.endsWith(before, "figure_project.floor"):
		return "floor"
	case f.endsWith(before, "figure_project.places"):
		return "scale"
	case n.Unit == "车道", f.endsWith(before, "figure_project.length") && (strings.HasSuffix(n.Unit, "公里") || strings.HasSuffix(n.Unit, "米")):
		return "scale"
	case f.r.describesOne(n.Written(), n.bound):
		return "capacity"
	}
	return ""
}

func (f *figures) projectAmount(n *amount) field {
	return field{f.r.view.span(n.Start, n.End, "", 0).at(), slices.Clone(n.Values()), n.Written(), n.bound}
}

// owner is where the name of a project begins whose owner stands before its capacity:
// 某石化|120万吨乙烯项目; x if nobody does.
func (f *figures) owner(n *amount, a, x int) int {
	if a = max(a, f.said.project); a >= n.Lead || connects(f.text[a:n.Lead]) {
		return x // 某厂60万吨炭黑和|20万吨纯碱
	}
	s := f.text[a:n.Lead]
	s = strings.TrimSuffix(s, f.suffix("figure_scan.own", s))
	end := a + len(s)
	if i := strings.LastIndexAny(s, ",;、:"); i >= 0 {
		_, w := firstRune(s[i:])
		a += i + w
	}
	if strings.HasSuffix(s, "的") || f.r.lex.contains("figure_project.first_of", f.text[a:end]) {
		return x
	}
	from := f.skipVerbs(f.skipLead(a, end), end)
	if from >= end {
		return x
	}
	if n := runes(f.text[from:end]); n < 2 || n > maxOwner || f.subjectEnd(from, end) < end {
		return x
	}
	return from
}

// maxOwner is the longest name of an owner, in characters.
const maxOwner = 10

// chained takes over the amounts that stand before one of a project, each with its noun:
// 总投资45亿元、占地1200亩的|某基地. They are no quantities.
func (f *figures) chained(p *ProseProject, n *amount, a int) {
	at := n.Lead
	for k := len(f.found) - 1; k >= 0; k-- {
		m := &f.found[k]
		between := strings.TrimPrefix(f.text[m.End:at], "、")
		key := f.projectField(m, a)
		if key == "" || len(between) == at-m.End || f.suffix("figure_scan.own", between)+f.suffix("figure_project.places", between) == "" || strings.ContainsAny(between, ",、的") || !f.endsWith(f.text[a:m.Lead], "figure_scan.own") {
			return
		}
		if _, known := p.Fields[key]; known {
			key = "capacity"
		}
		p.Fields[key] = f.projectAmount(m)
		at = m.Lead
		f.found = f.found[:k]
	}
}

// projectEvent finds what happened to a project: after its name, or before its amount.
func (f *figures) projectEvent(a, y, b int) (int, string) {
	i := y
	for i < b {
		if w := f.prefix("figure_project.event", f.text[i:b]); w != "" {
			return i, w
		}
		w := f.prefix("figure_words.predicate_adverb", f.text[i:b])
		if w == "" {
			break
		}
		i += len(w)
	}
	s := f.text[a:y]
	for k := range s {
		if w := f.prefix("figure_project.event", s[k:]); w != "" {
			return a + k, w
		}
	}
	return 0, ""
}

// eventType names the kind of an event by the last verb that its word holds.
func (f *figures) eventType(word string) string {
	for _, t := range f.r.lex.lists["figure_project.type"] {
		if strings.Contains(word, t) {
			return t
		}
	}
	return word
}
