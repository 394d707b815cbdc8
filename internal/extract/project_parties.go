package extract

import "strings"

// parties reads 由A与B共同投资建设.
func (r *reader) parties(p *Project, a, b int) {
	rule := r.lex.rules["project.party"]
	m := rule.find(r.view.text[a:b])
	if m == nil {
		return
	}
	x, y, _ := rule.group(m, a, "party")
	u, v, _ := rule.group(m, a, "role")
	if len(p.Parties) > 0 {
		return
	}
	for r.nameGoesOn(v, b) {
		next := r.lex.rules["project.role"]
		n := strings.IndexAny(r.view.text[v:b], ",。;:\n")
		if n < 0 {
			n = b - v
		}
		m := next.find(r.view.text[v : v+n])
		if m == nil {
			return
		}
		u, v, _ = next.group(m, v, "role")
		y = u
	}
	p.Parties = []Party{{Role: r.view.text[u:v], Span: r.view.span(x, y, rule.code, rule.conf)}}
	joint := r.lex.prefix("project_words.together", r.view.text[u:v]) != ""
	for _, s := range r.splitParties(x, y, joint) {
		p.PartyList = append(p.PartyList, r.view.span(s[0], s[1], rule.code, rule.conf))
	}
}

// nameGoesOn reports whether a word such as 投资, which ends at a byte, is part of
// an organisation's name: an ending of such names follows, at once or after words
// that stand before endings (投资|集团, 投资|控股有限公司).
func (r *reader) nameGoesOn(at, end int) bool {
	for {
		if r.lex.prefix("project_words.company", r.view.text[at:end]) != "" {
			return true
		}
		w := r.lex.prefix("project_words.firm", r.view.text[at:end])
		if w == "" {
			return false
		}
		at += len(w)
	}
}

// splitParties cuts a list of parties. 、, 与 and 携手 always part; 和, 及 part two
// names only after the end of an organisation's name, because names hold them too
// (和达集团), or once if the parties act jointly.
func (r *reader) splitParties(a, b int, joint bool) [][2]int {
	var out [][2]int
	from := a
	cut := func(i, w int) {
		if i > from && i+w < b {
			out = append(out, [2]int{from, i})
			from = i + w
		}
	}
	text := r.view.text
	for i := a; i < b; i++ {
		switch {
		case strings.HasPrefix(text[i:b], "以及"), strings.HasPrefix(text[i:b], "携手"), strings.HasPrefix(text[i:b], "联合"):
			cut(i, 6)
		case strings.HasPrefix(text[i:b], "、"), strings.HasPrefix(text[i:b], "与"):
			cut(i, 3)
		case (strings.HasPrefix(text[i:b], "和") || strings.HasPrefix(text[i:b], "及")) && r.lex.suffix("org_ends", text[from:i]) != "":
			cut(i, 3)
		}
	}
	if k := strings.Index(text[from:b], "和"); len(out) == 0 && joint && k > 0 {
		cut(from+k, len("和"))
	}
	return append(out, [2]int{from, b})
}

// relations reads 是A的配套项目, 系B重点项目, each once.
func (r *reader) relations(p *Project, a, b int) {
	rule := r.lex.rules["project.relation"]
	seen := map[string]bool{}
	for _, m := range rule.findAll(r.view.text[a:b]) {
		x, y, _ := rule.group(m, a, "of")
		u, v, _ := rule.group(m, a, "type")
		key := r.view.text[x:y] + r.view.text[u:v]
		if !seen[key] {
			seen[key] = true
			p.Relations = append(p.Relations, Relation{Type: r.view.text[u:v], Of: r.view.span(x, y, rule.code, rule.conf)})
		}
	}
}
