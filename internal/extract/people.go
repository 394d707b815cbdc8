package extract

import "strings"

// readPeople finds who took part: lists of posts and names before a word for what
// they did, and the reporters of the bylines. A name in a headline only counts if
// the text never names it.
func (r *reader) readPeople() {
	r.page.People = []Person{}
	for i := range r.arts {
		a := &r.arts[i]
		event := r.meetingOf(a)
		for _, p := range a.pars {
			if r.labelledPeople(event, r.view.pars[p]) {
				continue
			}
			for _, s := range r.sentences(r.view.pars[p]) {
				r.peopleIn(a, event, s)
			}
		}
		for _, p := range a.heads {
			par := r.view.pars[p]
			if r.labelledPeople(event, par) {
				continue
			}
			from := par.a
			for from < par.b { // parts of a headline are set apart by spaces
				to := par.b
				if k := strings.IndexByte(r.view.text[from:par.b], ' '); k >= 0 {
					to = from + k
				}
				r.peopleIn(a, event, sentence{a: from, b: to})
				from = to + 1
			}
		}
	}
	sortPeople(r.page.People)
	for i := range r.arts {
		r.reporters(&r.arts[i])
	}
}

// labelledPeople reads a line of minutes 出席:…, a list of persons or posts. Units that
// took part are no persons.
func (r *reader) labelledPeople(event string, p paragraph) bool {
	rule := r.lex.rules["people.label"]
	if p.b-p.a > maxClause {
		return false
	}
	m := rule.find(r.view.text[p.a:p.b])
	if m == nil {
		return false
	}
	x, y, _ := rule.group(m, p.a, "role")
	a, b, _ := rule.group(m, p.a, "list")
	a, b = r.view.trim(a, b)
	people, ok := r.lex.readPeople(r.view.text[a:b])
	if !ok {
		if people, ok = r.lex.readPosts(r.view.text[a:b], r.view.text[x:y]); !ok {
			return false
		}
	}
	r.addPeople(event, shifted(people, a), []string{r.view.text[x:y]})
	return true
}

// shifted moves persons read from a part of the view to its place.
func shifted(people []who, by int) located {
	for k := range people {
		p := &people[k]
		p.nameA, p.nameB, p.postA, p.postB = p.nameA+by, p.nameB+by, p.postA+by, p.postB+by
	}
	return people
}

// peopleIn reads the clauses of a sentence; a clause that is only a list of
// persons waits for the role that the next clause states.
func (r *reader) peopleIn(a *article, event string, s sentence) {
	if r.tour(event, s) || !r.lex.contains("role_words", r.view.text[s.a:s.b]) {
		return
	}
	wait := -1
	for _, c := range r.clauses(s) {
		from := c.a
		if wait >= 0 {
			from = wait
		}
		roleAt, list := r.roleIn(from, c.b)
		switch {
		case roleAt >= 0:
			r.addPeople(event, list, r.roles(roleAt, c.b))
			wait = -1
		case r.onlyPeople(from, c.b):
			wait = from
		default:
			wait = -1
		}
	}
}

// tour reads a sentence that begins with persons who go somewhere and what they do there:
// 区委书记甲某某到某镇调研.
func (r *reader) tour(event string, s sentence) bool {
	if !r.lex.contains("role_words.tour", r.view.text[s.a:s.b]) {
		return false
	}
	for n, c := range r.clauses(s) {
		text := r.view.text[c.a:c.b]
		if n > 1 || len(text) > maxClause {
			return false
		}
		for i := range text {
			to := r.lex.prefix("role_words.to", text[i:])
			if i == 0 || to == "" {
				continue
			}
			people, ok := r.lex.readPeople(trimList(r.lex, text[:i]))
			if !ok || people[0].postB == people[0].postA {
				continue
			}
			for k := range text[i+len(to):] {
				if w := r.lex.prefix("role_words.tour", text[i+len(to)+k:]); w != "" && k > 0 {
					r.addPeople(event, shifted(people, c.a), []string{w})
					return true
				}
			}
			return false
		}
	}
	return false
}

// located is a person with byte offsets of the view.
type located []who

// roleIn finds the first role word before which stands nothing but persons.
func (r *reader) roleIn(a, b int) (int, located) {
	text := r.view.text[a:b]
	if len(text) > maxClause || !r.lex.contains("role_words", text) {
		return -1, nil
	}
	for i := range text {
		if i == 0 || r.lex.prefix("role_words", text[i:]) == "" {
			continue
		}
		head, shift := text[:i], 0
		if k := strings.LastIndex(head, "由"); k >= 0 {
			shift = k + len("由")
		}
		list := trimList(r.lex, head[shift:])
		people, ok := r.lex.readPeople(list)
		if !ok {
			if people, ok = r.lex.readPosts(list, text[i:]); !ok {
				continue
			}
		}
		return a + i, shifted(people, a+shift)
	}
	return -1, nil
}

// trimList takes 等, 等区领导 and the adverbs before a role off a list of persons.
func trimList(l *lexicon, s string) string {
	for _, w := range []string{"分别", "共同", "一同", "一并", "应邀", "也", "在主会场", "在分会场"} {
		s = strings.TrimSuffix(s, w)
	}
	if k := strings.LastIndex(s, "等"); k > 0 && (s[k:] == "等" || l.suffix("posts", s[k:]) != "") {
		s = s[:k]
	}
	return s
}

func (r *reader) onlyPeople(a, b int) bool {
	people, ok := r.lex.readPeople(r.view.text[a:b])
	if !ok {
		people, ok = r.lex.readPosts(r.view.text[a:b], "")
	}
	return ok && people[len(people)-1].postB > people[len(people)-1].postA
}

// roles lists the roles stated from a on: 主持并讲话, 出席会议并致辞. A role word that is
// part of a name (签约仪式) does not stand after a joint and is none.
func (r *reader) roles(a, b int) []string {
	var out []string
	for i, text := 0, r.view.text[a:b]; i < len(text); {
		w := r.lex.prefix("role_words", text[i:])
		if w == "" {
			break
		}
		out = append(out, w)
		next := -1
		for _, joint := range []string{"并", "、", "和"} {
			if k := strings.Index(text[i+len(w):], joint); k >= 0 && (next < 0 || k+len(joint) < next) {
				next = k + len(joint)
			}
		}
		if next < 0 {
			break
		}
		i += len(w) + next
		for _, skip := range []string{"作", "发表", "重要", "致"} {
			if r.lex.prefix("role_words", text[i:]) == "" && strings.HasPrefix(text[i:], skip) {
				i += len(skip)
			}
		}
	}
	return out
}

func (r *reader) addPeople(event string, list located, roles []string) {
	if len(roles) == 0 {
		return
	}
	for _, w := range list {
		p := Person{Role: roles, Event: event}
		if w.nameB > w.nameA {
			name := r.view.span(w.nameA, w.nameB, "people.role", 0.9)
			r.names[r.view.text[w.nameA:w.nameB]] = true
			p.Name = &name
		}
		if w.postB > w.postA {
			post := r.view.span(w.postA, w.postB, "people.post", 0.9)
			p.Post = &post
			if n := r.lex.orgOf(r.view.text[w.postA:w.postB]); n > 0 {
				org := r.view.span(w.postA, w.postA+n, "people.organisation", 0.85)
				p.Org = &org
			}
		}
		if !r.knownPerson(p.place().Reading(), event) {
			r.page.People = append(r.page.People, p)
		}
	}
}

// place is where a person stands in the text: the name, or the post that stands for it.
func (p *Person) place() *Span {
	if p.Name != nil {
		return p.Name
	}
	return p.Post
}

func (r *reader) knownPerson(name, event string) bool {
	for i := range r.page.People {
		if p := &r.page.People[i]; p.Event == event && p.place().Reading() == name {
			return true
		}
	}
	return false
}

// reporters adds the persons of a byline; an unsigned commentary names nobody.
func (r *reader) reporters(a *article) {
	if a.Byline == nil || len(a.Byline.Reporter) == 0 {
		return
	}
	from := r.view.byteAt(a.Byline.Start)
	text := r.view.text[from:]
	if end := strings.IndexAny(text, "\n"); end >= 0 {
		text = text[:end]
	}
	for _, n := range a.Byline.Reporter {
		k := strings.Index(text, n)
		if k < 0 {
			continue
		}
		post := r.roleBefore(text[:k], from)
		if post == nil {
			continue
		}
		name := r.view.span(from+k, from+k+len(n), "people.byline", 0.95)
		p := Person{Name: &name, Post: post, Role: []string{"报道"}, Event: a.ID}
		r.page.People = append(r.page.People, p)
	}
}

// roleBefore finds the last word for a reporter in s, which begins at byte from.
func (r *reader) roleBefore(s string, from int) *Span {
	var post *Span
	for i := 0; i < len(s); {
		w := r.lex.prefix("byline_words.role", s[i:])
		if w == "" {
			_, size := firstRune(s[i:])
			i += size
			continue
		}
		at := r.view.span(from+i, from+i+len(w), "people.byline", 0.95)
		post = &at
		i += len(w)
	}
	return post
}

// maxClause bounds, in bytes, the clause that is searched for a list of persons:
// longer ones are no lists, and reading them would not be linear.
const maxClause = 1500
