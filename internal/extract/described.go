package extract

import (
	"slices"
	"sort"
	"strings"
)

// A project is described from its name to where the text turns to something else: another
// name, or a sentence that neither speaks of 该项目 nor goes on with what only a description
// says (一期投资…, 建成后…).

// scopeEnd gives the byte where the description after name n ends: at the next other name, or
// with the last sentence that goes on about it, also in the paragraphs that follow.
func (r *reader) scopeEnd(a *article, names []mention, n int) int {
	m := names[n]
	if m.end > 0 {
		return m.end
	}
	end := m.b
	for k, i := range a.lines[m.at:min(len(a.lines), m.at+maxParagraphs)] {
		all := r.sentences(r.view.pars[i])
		if k == 0 {
			all = all[sort.Search(len(all), func(i int) bool { return all[i].b > m.b }):]
		}
		on := k == 0
		for _, s := range all {
			if on = s.a <= m.a || r.goesOn(s.a, s.b, m); !on {
				break
			}
			end = s.b
		}
		if !on {
			break
		}
	}
	for _, o := range names[n+1:] {
		if o.a >= end {
			break
		}
		if o.a >= m.b && o.full != m.full && r.view.text[o.a:o.b] != r.view.text[m.a:m.b] && r.headOfClause(o.a) {
			return o.a
		}
	}
	return end
}

// told is the place of what is said of a project from its name to byte end: all of it if its
// name heads a clause or it has two amounts, else to the end of the clause with the one.
func (r *reader) told(p *Project, m mention, end int) Place {
	name := r.view.span(m.a, m.b, "", 0)
	n, last := 0, name.End
	for _, f := range p.amounts() {
		if x := *f.to; x != nil && x.Start >= name.Start {
			n, last = n+1, max(last, x.End)
		}
	}
	if at := r.view.byteAt(last); (n == 0 || n+len(p.Phases) < 2 && !r.headOfClause(m.a)) && at < end {
		if k := strings.IndexAny(r.view.text[at:end], ",;。"); k >= 0 {
			end = at + k
		}
	}
	return r.view.span(m.a, max(m.b, end), "", 0).at()
}

// maxParagraphs is over how many paragraphs a project may be described.
const maxParagraphs = 8

// goesOn says whether a sentence still describes the project named before: it begins with
// 项目, with a part of the name, or with what only a description says.
func (r *reader) goesOn(a, b int, m mention) bool {
	_, _, w := r.marker(a, paragraph{a: a, b: b, jump: b})
	s := r.view.text[a+w : b]
	for {
		w := r.lex.prefix("project_words.lead", s)
		if w == "" {
			break
		}
		s = strings.TrimLeft(s[len(w):], ", ")
	}
	if w := r.lex.prefix("project_words.goes_on", s); w != "" {
		return len(r.lex.prefix("project_words.goes_off", s)) <= len(w)
	}
	name := r.view.text[m.full[0]:m.full[1]]
	for _, w := range []string{"该", "本", "此", "新"} { // 该水库 of 某水库枢纽工程, 新机场 of 某机场迁建工程
		if rest, ok := strings.CutPrefix(s, w); ok && len(rest) > 6 && strings.Contains(name, rest[:6]) {
			return true
		}
	}
	for i := range s {
		if i > 3*8 {
			break
		}
		if r.lex.prefix("project_words.told", s[i:]) != "" || r.lex.prefix("project_words.goes_on", s[i:]) != "" {
			return i >= 3*2 && strings.Contains(name, s[:i]) && !strings.HasPrefix(name, s[:i])
		}
	}
	return false
}

// direct says whether the words of a field at byte at open their clause, but for words that
// only lead to them (建成后可实现年|产值): else the amount may be of something else (全市工业|总投资).
func (r *reader) direct(a, at int) bool {
	s := r.view.text[a:at]
	if k := strings.LastIndexAny(s, ",;。:!?(、\n "); k >= 0 {
		_, w := firstRune(s[k:])
		s = s[k+w:]
	}
	for s != "" {
		w := r.lex.prefix("project_words.direct", s)
		if w == "" {
			return len(s) <= 3*6 && r.lex.suffix("project_words.body", s) != ""
		}
		s = s[len(w):]
	}
	return true
}

// shortNames gives each name the place of an earlier one that it shortens: 云岭项目 of
// 云岭新材料产业园项目. A name that may be short for several keeps its own.
func (r *reader) shortNames(all []mention) {
	for i := range all {
		of := -1
		short := r.view.text[all[i].a:all[i].b]
		for k := max(0, i-maxBack); k < i; k++ {
			long := r.view.text[all[k].a:all[k].b]
			if long == short || !shortens(short, long) {
				continue
			}
			if of >= 0 && r.view.text[all[of].a:all[of].b] != long {
				of = -1
				break
			}
			of = k
		}
		if of >= 0 {
			all[i].full = all[of].full
		}
	}
}

// shortens says whether a name leaves out characters of a longer one and begins alike.
func shortens(short, long string) bool {
	short = strings.TrimSuffix(short, "项目")
	head, _ := firstRune(short)
	if first, _ := firstRune(long); runes(short) < 2 || len(short) >= len(long) || head != first {
		return false
	}
	for _, c := range short {
		k := strings.IndexRune(long, c)
		if k < 0 {
			return false
		}
		long = long[k+len(string(c)):]
	}
	return true
}

// joint says whether name n is joined with the name right before it: what follows is said of
// both (甲项目、乙项目总投资30亿元).
func joint(text string, names []mention, n int) bool {
	if n == 0 || names[n-1].b > names[n].a {
		return false
	}
	switch text[names[n-1].b:names[n].a] {
	case "、", "和", "与", "及", "以及":
		return true
	}
	return false
}

// headOfClause says whether byte a stands at the head of a clause: only there does
// a new name begin a new description.
func (r *reader) headOfClause(a int) bool {
	if a == 0 {
		return true
	}
	before := r.view.text[:a]
	return strings.ContainsAny(before[len(before)-width(before):], ",。;:!?\n 、(.)")
}

// bodyLines lists the paragraphs of an article's body together with the lines in it that no
// mark ends, as items of a list have.
func (r *reader) bodyLines(a *article) []int {
	out := slices.Clone(a.pars)
	for _, i := range a.heads {
		if r.view.pars[i].kind == lineCross {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out
}
