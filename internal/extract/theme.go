package extract

import "strings"

// themed is the theme year (“…年”) and where it is mentioned.
type themed struct {
	span     Span
	mentions []int
	headed   bool
}

func (r *reader) themeYear() *themed {
	rule := r.lex.rules["programme.theme"]
	seen := map[string]*themed{}
	var best *themed
	for _, p := range r.view.pars {
		if p.article < 0 {
			continue
		}
		if !strings.Contains(r.view.text[p.a:p.b], "年”") && !strings.Contains(r.view.text[p.a:p.b], `年"`) {
			continue
		}
		for _, m := range rule.findAll(r.view.text[p.a:p.b]) {
			a, b := p.a+m[0], p.a+m[1]
			key := r.view.text[a:b]
			t := seen[key]
			if t == nil {
				t = &themed{span: r.view.span(a, b, rule.code, rule.conf)}
				seen[key] = t
			}
			t.mentions = append(t.mentions, a)
			t.headed = t.headed || p.kind == lineHeading
			if best == nil || len(t.mentions) > len(best.mentions) {
				best = t
			}
		}
	}
	return best
}

// themeProgramme claims a theme year as a programme of its own if the page heads a
// piece with it, returns to it, or says that it is held (开展“…年”活动). Its actions
// are the list of named actions that is announced with it.
func (r *reader) themeProgramme(t *themed) {
	if t == nil {
		return
	}
	held := false
	for _, m := range t.mentions {
		held = held || r.held(m)
	}
	if (!held || r.passing(len(t.mentions))) && !t.headed && len(t.mentions) < 3 {
		return
	}
	p := &Programme{ID: "pg1", Name: t.span, ThemeYear: &t.span, Actions: []Action{}}
	for _, m := range t.mentions {
		p.Mentions = append(p.Mentions, int(r.view.at[m]))
	}
	c := &candidate{}
	for _, e := range r.enumerations() {
		if !c.listed && r.listOfTheme(e, t) {
			r.setActions(c, r.itemNames(e), "programme.numbered-theme", 0.85)
			p.Actions = c.actions
		}
	}
	r.setOwner(p, nil, t)
	r.page.Programme = p
}

// held says whether the theme year at byte m is set up there: 开展“…年”活动, 把今年定为“…年”.
func (r *reader) held(m int) bool {
	before, _ := r.before(m, 60)
	rest := r.view.text[m:min(len(r.view.text), m+nameWindow)]
	if at := r.lex.rules["programme.theme"].find(rest); at != nil {
		rest = rest[at[1]:]
	}
	if r.lex.suffix("programme_words.named", before) != "" {
		return true
	}
	return r.lex.prefix("programme_words.drive", rest) != "" && r.lex.rules["programme.themelaunch"].matches(before)
}

// listOfTheme says whether a list of at least three named actions is announced by a
// sentence that names the theme year, or by a sentence with a colon after it.
func (r *reader) listOfTheme(e *enumeration, t *themed) bool {
	start := e.items[0].at
	if len(e.items) < 3 || e.typed < len(e.items) || e.style == headingStyle || r.itemNames(e) == nil {
		return false
	}
	from := r.announcer(start)
	colon := strings.HasSuffix(strings.TrimRight(r.view.text[:start], " \n"), ":")
	for _, m := range t.mentions {
		if m >= from && m < start {
			return true
		}
		if p := r.paragraphAt(m); colon && m < start && p != nil && p.article == e.article {
			return true
		}
	}
	return false
}
