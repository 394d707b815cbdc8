package extract

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// announced takes a project that the article only announces: its name right
// before the word of the event, in the lede.
func (r *reader) announced(a *article, names []mention) {
	for _, m := range names {
		if len(a.pars) == 0 || m.par != a.pars[0] {
			return
		}
		if r.suggested(m.b) {
			continue
		}
		for _, kind := range eventKinds {
			if r.lex.prefix("project_words."+kind, r.view.text[m.b:]) != "" {
				p := Project{ID: fmt.Sprintf("p%d", len(r.page.Projects)+1), Name: r.view.span(m.a, m.b, "project.announced", 0.8), article: a.ID}
				r.page.Projects = append(r.page.Projects, p)
				return
			}
		}
	}
}

// eventKinds are the groups of project_words that name events, in the order in
// which they are looked for.
var eventKinds = [...]string{"签约", "开工", "竣工", "投产", "启动", "揭牌"}

// event finds what happened to the project and when: the word of the event after
// its name in the first paragraph that says it, dated by the meeting or a clause.
func (r *reader) event(a *article, p *Project) {
	name := normalise([]rune(p.Name.Reading()))
	for _, i := range a.pars {
		par := r.view.pars[i]
		for _, s := range r.sentences(par) {
			k := strings.Index(r.view.text[s.a:s.b], name)
			if k < 0 {
				continue
			}
			at := s.a + k + len(name)
			kind, word, pos := r.eventWord(at, s.b)
			if kind == "" {
				continue
			}
			p.Event = &ProjectEvent{Type: kind, Span: r.view.span(pos, pos+len(word), "project.event", 0.9)}
			for _, c := range r.clauses(sentence{a: r.afterDateline(a, s), b: pos}) {
				if _, d := r.leadingDate(c, a.base); d != nil {
					p.Date = projectDate(d)
				}
			}
			return
		}
	}
}

// eventOf finds what happened to a project in the sentence of its name, right after it, and
// the day that the sentence gives before.
func (r *reader) eventOf(a *article, p *Project, m mention) {
	for _, s := range r.sentences(r.view.pars[m.par]) {
		if m.a < s.a || m.a >= s.b {
			continue
		}
		kind, word, pos := r.eventWord(m.b, s.b)
		if kind == "" {
			return
		}
		p.Event = &ProjectEvent{Type: kind, Span: r.view.span(pos, pos+len(word), "project.event", 0.85)}
		for _, c := range r.clauses(sentence{a: r.afterDateline(a, s), b: pos}) {
			if _, d := r.leadingDate(c, a.base); d != nil {
				p.Date = projectDate(d)
			}
		}
	}
}

// projectDate is a day without its half.
func projectDate(d *Dated) *Dated {
	out := *d
	out.Resolved, _, _ = strings.Cut(d.Resolved, " ")
	return &out
}

func (r *reader) afterDateline(a *article, s sentence) int {
	if a.Dateline == nil {
		return s.a
	}
	return r.byteAfter(a.Dateline.End, s)
}

// eventWord finds the event stated within a few characters after the name.
func (r *reader) eventWord(a, b int) (kind, word string, pos int) {
	end := min(b, a+60)
	for pos = a; pos < end; {
		for _, k := range eventKinds {
			if w := r.lex.prefix("project_words."+k, r.view.text[pos:b]); len(w) > len(word) && !strings.HasPrefix(r.view.text[pos+len(w):b], "后") {
				kind, word = k, w
			}
		}
		if word != "" {
			return kind, word, pos
		}
		c, w := utf8.DecodeRuneInString(r.view.text[pos:])
		if strings.ContainsRune(",。;", c) {
			break
		}
		pos += w
	}
	return "", "", 0
}
