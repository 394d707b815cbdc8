package extract

import (
	"sort"
	"strings"
)

// maxBack is how many counted names before a list are asked whether it is theirs.
const maxBack = 50

// naming is one mention of a counted name.
type naming struct {
	a, b int
	of   *candidate
}

// assignLists gives every counted name the numbered list that it announces (六大行动:
// 一、…), and afterwards those of another length to names that found no list
// elsewhere: such a list is kept with both numbers, so that a person sees that
// they disagree.
func (r *reader) assignLists(order []*candidate) {
	lists := r.enumerations()
	var names []naming
	for _, c := range order {
		for _, m := range c.mentions {
			names = append(names, naming{m[0], m[1], c})
		}
	}
	sort.Slice(names, func(i, j int) bool { return names[i].a < names[j].a })
	for _, e := range lists {
		if c, conf := r.announcedBy(e, names); c != nil && !c.listed {
			r.setActions(c, r.itemNames(e), "programme.numbered", conf)
		}
	}
	for _, c := range order {
		if !c.listed {
			r.findActions(c)
		}
	}
	for _, e := range lists {
		if c := r.disagreeing(e, names); c != nil && !c.listed {
			r.setActions(c, r.itemNames(e), "programme.numbered-other-count", 0.6)
		}
	}
}

func (r *reader) setActions(c *candidate, items [][2]int, code string, conf float64) {
	c.actions = nil
	for n, it := range items {
		s := r.view.span(it[0], it[1], code, conf)
		s.Joined = s.Reading()
		c.actions = append(c.actions, Action{No: n + 1, Span: s})
	}
	c.listed, c.found = true, code
}

// itemNames lists the items' names: whole sentences if all are short, else first
// clauses. It is empty if one item has no name.
func (r *reader) itemNames(e *enumeration) [][2]int {
	long := false
	for _, it := range e.items {
		long = long || runes(r.view.text[it.a:it.b]) > chainItemMax
	}
	var out [][2]int
	for _, it := range e.items {
		if long {
			it.b = it.c
		}
		if n := runes(r.view.text[it.a:it.b]); n < chainItemMin || n > chainItemMax {
			return nil
		}
		out = append(out, [2]int{it.a, it.b})
	}
	return out
}

// announcedBy finds the counted name that a list of exactly its length belongs to:
// the one in the sentence right before the list, or, if all items are named as
// its parts are (…行动), the nearest before.
func (r *reader) announcedBy(e *enumeration, names []naming) (*candidate, float64) {
	start, n := e.items[0].at, len(e.items)
	if n < 2 || r.itemNames(e) == nil {
		return nil, 0
	}
	from := r.announcer(start)
	last := sort.Search(len(names), func(i int) bool { return names[i].b > start })
	for i := last - 1; i >= max(0, last-maxBack); i-- {
		m := names[i]
		if m.of.count != n {
			continue
		}
		typed := e.typed == n
		if p := r.paragraphAt(m.a); p == nil || p.article != e.article {
			break
		}
		switch {
		case m.a >= from && e.style != headingStyle && (typed || !r.otherCount(m.b, start)):
			return m.of, 0.93
		case typed && strings.HasSuffix(r.view.text[e.items[0].a:e.items[0].b], r.lex.suffix("programme_words.part", m.of.name)):
			return m.of, 0.85
		}
	}
	return nil, 0
}

// disagreeing finds the name right before a list of another length, if at least
// two of three items are named as parts of a programme.
func (r *reader) disagreeing(e *enumeration, names []naming) *candidate {
	start, n := e.items[0].at, len(e.items)
	if n < 3 || e.style == headingStyle || 3*e.typed < 2*n || r.itemNames(e) == nil {
		return nil
	}
	from := r.announcer(start)
	last := sort.Search(len(names), func(i int) bool { return names[i].b > start })
	if last == 0 || names[last-1].a < from || names[last-1].of.count == n || r.otherCount(names[last-1].b, start) {
		return nil
	}
	return names[last-1].of
}

// otherCount says whether between a name and a list something else is counted (三点
// 意见), which the list then is.
func (r *reader) otherCount(a, b int) bool {
	return r.lex.rules["programme.othercount"].matches(r.view.text[a:b])
}

// announcer gives the byte where the words that announce a list at byte start
// begin: the sentence before it, with the heading above that sentence.
func (r *reader) announcer(start int) int {
	p := r.paragraphAt(start)
	i := sort.Search(len(r.view.pars), func(k int) bool { return r.view.pars[k].b > p.a })
	end, from := start, p.a
	if strings.TrimSpace(r.view.text[p.a:start]) == "" {
		if i == 0 || r.view.pars[i-1].article != p.article {
			return start
		}
		i--
		end, from = r.view.pars[i].b, r.view.pars[i].a
	}
	text := strings.TrimRight(r.view.text[from:end], " 。;:,!?")
	if k := strings.LastIndexAny(text, "。!?"); k >= 0 {
		_, w := firstRune(text[k:])
		return from + k + w
	}
	if i > 0 && r.view.pars[i-1].article == p.article && r.view.pars[i-1].kind == lineCross {
		return r.view.pars[i-1].a
	}
	return from
}
