package extract

import (
	"fmt"
	"sort"
	"strings"
)

// ownProject writes down the project that an amount belongs to, where a sentence tells of
// it in passing: 总投资711亿元的某工程开工建设, 100万吨某项目建成投产.
func (f *figures) ownProject(n *amount, a, b int) {
	x := n.End + len(f.prefix("figure_project.link", f.text[n.End:b]))
	y, ok := f.r.namedBy(x, b, strings.HasSuffix(n.Unit, "元"))
	if !ok || !f.r.describesOne(n.Written(), n.bound) {
		return
	}
	p := ProseProject{Name: f.r.view.span(x, y, "", 0).at(), Fields: map[string]any{}, Reason: "project.amount", Confidence: 0.75}
	key := "capacity"
	switch {
	case strings.HasSuffix(n.Unit, "元"):
		key = "total"
	case f.endsWith(f.text[a:n.Start], "figure_project.land"):
		key = "land"
	case f.endsWith(f.text[a:n.Start], "figure_project.floor"):
		key = "floor"
	}
	p.Fields[key] = field{f.r.view.span(n.Start, n.End, "", 0).at(), n.Values(), n.Written(), n.bound}
	if at, word := f.projectEvent(a, y, b); word != "" {
		e := f.r.view.span(at, at+len(word), "", 0).at()
		p.Fields["event"] = struct {
			Type string `json:"type"`
			Place
		}{f.eventType(word), e}
	}
	f.projects = append(f.projects, p)
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

// mergeProjects puts the projects of news and those told in passing in the order of the
// text; where both found one, the first stays.
func mergeProjects(news, passing []ProseProject) []ProseProject {
	out := append([]ProseProject{}, news...)
	for _, p := range passing {
		met := false
		for _, q := range news {
			met = met || p.Name.Start < q.Name.End && q.Name.Start < p.Name.End
		}
		if !met {
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Name.Start < out[j].Name.Start })
	for i := range out {
		out[i].ID = fmt.Sprintf("p%d", i+1)
	}
	return out
}
