package extract

import (
	"strings"

	"tupo/internal/zh"
)

// group walks over the numbers of a clause and gives each of them its name: from before
// it, from after it, from a list, or from the number before.
func (f *figures) group(c clause, all []amount) {
	var waiting []*fact // counted things whose predicate comes later: 20个街区、300座立交桥实现绿化
	f.said.verb = f.carriedVerb(c)
	for i := 0; i < len(all); {
		n := &all[i]
		lo, next := c.a, c.b
		if i > 0 {
			lo = all[i-1].used
		}
		if i+1 < len(all) {
			next = all[i+1].Lead
		}
		p := f.predicate(lo, n.Start, n)
		nm := f.nameBefore(lo, p.a)
		if a, b, ok := f.counts(n, &p, nm, next); ok {
			n.used = b
			waiting = f.counted(c, n, &p, nm, a, b, next, waiting)
			i++
			continue
		}
		waiting = nil
		k := i + 1
		for k < len(all) && connects(f.text[all[k-1].End:all[k].Start]) && !f.nounFollows(&all[k], all, k, c.b) {
			k++
		}
		f.bundle(c, all[i:k], &p, nm)
		i = k
	}
}

// carriedVerb keeps 新增 in force over commas for bare names: 全年新增机组容量…,铁路….
func (f *figures) carriedVerb(c clause) string {
	if l := f.said.last; l != nil && l.measure == "level" && f.has("figure_words.carry", l.verb) && f.said.verb == l.verb {
		return l.verb
	}
	return ""
}

func (f *figures) nounFollows(n *amount, all []amount, i, end int) bool {
	if i+1 < len(all) {
		end = all[i+1].Lead
	}
	if !f.has("figure_scan.counter", n.Unit) {
		return false
	}
	a, b := f.nounAfter(n.End, end)
	return b > a
}

// counts says whether the number counts the noun that stands after it.
func (f *figures) counts(n *amount, p *predicate, nm name, next int) (a, b int, ok bool) {
	from := n.End
	if part := n.Kind == zh.Percent || n.Kind == zh.Tenths || n.Kind == zh.Fraction; part {
		if !strings.HasPrefix(f.text[from:next], "的") || !nm.empty() || !p.empty() {
			return 0, 0, false
		}
		a, b = f.nounAfter(from+3, next)
		return a, b, b > a
	}
	if n.Kind != zh.Plain {
		return 0, 0, false
	}
	a, b = f.nounAfter(from, next)
	if b <= a {
		return 0, 0, false
	}
	counter := f.has("figure_scan.counter", n.Unit) || n.Unit == ""
	switch {
	case !counter && !(nm.empty() && f.suffix("figure_words.money_noun", f.text[a:b]) != ""):
		return 0, 0, false
	case nm.empty():
		return a, b, p.core == "" || p.core == "reach" || p.core == "over" || p.core == "to" || p.core == "atleast"
	case p.core == "" && p.rate == "":
		return a, b, true
	}
	return a, b, f.endsWith(f.text[nm.a:nm.b], "figure_words.act")
}

// counted writes the fact of a number and the noun after it.
func (f *figures) counted(c clause, n *amount, p *predicate, nm name, a, b, next int, waiting []*fact) []*fact {
	x := f.newFact(n, p, "figure.after", 0.85)
	x.a, x.b, x.noun = a, b, f.resolved(a, b)
	x.flag("indicator_after_value")
	rest := f.text[b:next]
	if n.Kind == zh.Percent || n.Kind == zh.Tenths || n.Kind == zh.Fraction {
		x.b = max(b, f.trimRight(b, c.b))
		if next < c.b {
			x.b = b
		}
		x.full = f.resolved(x.a, x.b) + "占比"
		f.emit(x, c)
		return nil
	}
	joined := nm.empty() && !nm.verbOnly() && p.empty()
	switch {
	case p.core == "reach" || p.core == "over" || p.core == "to" || p.core == "atleast":
		x.full = f.subject() + f.resolved(nm.full, n.Start) + x.noun
		x.verb = f.resolved(nm.full, n.Start)
		if p.core == "over" && nm.empty() {
			x.full, x.verb = f.resolved(nm.full, nm.b)+x.noun, f.resolved(nm.full, nm.b)
		}
	case nm.verbOnly(), !nm.empty():
		x.verb = f.resolved(nm.full, nm.b)
		x.full = x.verb + x.noun
	case f.said.verb != "" && f.said.last != nil && joined:
		x.verb = f.said.verb
		x.full = x.verb + x.noun
	default:
		x.full = x.noun
	}
	if x.verb != "" {
		f.said.verb = x.verb
	}
	if x.verb == "" && next == c.b {
		if vp := f.predicateAfter(rest); vp != "" && runes(vp) <= 24 {
			x.full = vp + x.noun
			for _, w := range waiting {
				w.figure.Resolved = vp + w.noun
			}
		}
	} else if x.verb == "" && f.bareJoin(rest) {
		f.emit(x, c)
		return append(waiting, x)
	}
	f.emit(x, c)
	return nil
}

func (f *figures) bareJoin(s string) bool { return connects(s) }

// subject is the name in force, for a verb without a subject of its own.
func (f *figures) subject() string { return "" }

// predicateAfter is what is said of the counted things, without adverbs and marks.
func (f *figures) predicateAfter(s string) string {
	for {
		s = strings.TrimLeft(s, " 、")
		w := f.prefix("figure_words.predicate_adverb", s)
		if w == "" {
			break
		}
		s = s[len(w):]
	}
	return strings.TrimRight(strings.ReplaceAll(s, " ", ""), ",;。 ")
}

// bundle writes the facts of numbers that share a name, a list of names or a predicate.
func (f *figures) bundle(c clause, all []amount, p *predicate, nm name) {
	tail := ""
	if !nm.empty() {
		nm, tail = f.splitShare(nm, p)
	}
	items := f.items(nm, p, all)
	switch {
	case nm.empty() && !nm.verbOnly() && p.respectively && len(f.said.items) == len(all) && len(all) > 1:
		for i := range all {
			f.named(c, &all[i], p, f.said.items[i], f.resolved(f.said.items[i][0], f.said.items[i][1]), "", "distributed", i > 0)
		}
		return
	case len(items) > 1 && len(items) == len(all) && (p.respectively || f.implicit(all, p, nm)):
		f.distribute(c, all, p, nm, items, tail)
		return
	case len(items) > 1 && len(all) == 1 && (p.each || p.respectively):
		f.share1(c, &all[0], p, nm, items, tail)
		return
	}
	if full := f.pairs(nm, len(all)); len(all) > 1 && full != nil && f.implicit(all, p, nm) {
		for i := range all {
			f.named(c, &all[i], p, [2]int{nm.a, nm.b}, full[i]+tail, f.resolved(nm.full, nm.a), "distributed", i > 0 && !p.respectively)
		}
		return
	}
	for i := range all {
		f.single(c, &all[i], p, nm, tail, i)
	}
}

// implicit says whether a list of names and a list of numbers belong together although
// the text does not say 分别: 城乡标准提高到815元和615元.
func (f *figures) implicit(all []amount, p *predicate, nm name) bool {
	for i := range all {
		if all[i].Unit != all[0].Unit || i > 0 && all[i].Power != all[0].Power && all[i].Unit == "" {
			return false
		}
	}
	return true
}

// single writes a fact whose name stands before the number, or before that in turn.
func (f *figures) single(c clause, n *amount, p *predicate, nm name, tail string, i int) {
	switch {
	case !nm.empty():
		x := f.newFact(n, p, "figure.before", 0.9)
		x.a, x.b, x.noun = nm.a, nm.b, f.resolved(nm.a, nm.b)
		x.verb = f.resolved(nm.full, nm.a)
		x.full = f.resolved(nm.full, nm.b) + tail
		if p.verb != "" {
			x.full = f.resolved(nm.full, nm.b) + p.verb
		}
		f.completeName(x, n, p, nm, i)
		if i > 0 {
			x.flag("carried_indicator")
			x.reason = "figure.list"
			if x.differs(f.said.last) && (n.Unit == "户" || n.Unit == "人") {
				x.full += n.Unit + "数"
			}
		}
		f.emit(x, c)
		if x.verb != "" {
			f.said.verb = x.verb
		}
	case nm.verbOnly():
		x := f.newFact(n, p, "figure.verb", 0.6)
		x.a, x.b, x.verb = nm.full, nm.b, f.resolved(nm.full, nm.b)
		x.noun, x.full = x.verb, x.verb
		if l := f.said.last; l != nil {
			x.full, x.noun = x.verb+l.noun, l.noun
			x.flag("carried_indicator")
		}
		f.emit(x, c)
	default:
		f.carried(c, n, p)
	}
}

// completeName adds what a bare name in a list leaves out: the verb of the first.
func (f *figures) completeName(x *fact, n *amount, p *predicate, nm name, i int) {
	if i > 0 || x.verb != "" || p.core != "" || p.rate != "" || n.Kind != zh.Plain || f.said.verb == "" {
		return
	}
	if f.said.last == nil {
		return
	}
	x.verb = f.said.verb
	x.full = x.verb + x.full
	x.flag("verb_carried")
}

// carried writes a fact that says more of the indicator before it.
func (f *figures) carried(c clause, n *amount, p *predicate) {
	x := f.newFact(n, p, "figure.carried", 0.8)
	x.flag("carried_indicator")
	switch l := f.said.last; {
	case l != nil:
		x.a, x.b, x.noun, x.full, x.verb = l.a, l.b, l.noun, l.full, l.verb
		if f.changeOnly(p) || n.Unit == l.n.Unit {
			x.verb = l.verb
		}
		x.stretchOf(l)
	case f.said.topicB > f.said.topicA:
		x.a, x.b = f.said.topicA, f.said.topicB
		x.noun = f.resolved(x.a, x.b)
		x.full, x.reason, x.conf = x.noun, "figure.topic", 0.55
	default:
		return
	}
	f.emit(x, c)
}

func (f *figures) changeOnly(p *predicate) bool { return p.core == "grow" || p.core == "fall" || p.gap }
