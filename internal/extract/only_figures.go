package extract

import "strings"

// withoutTails leaves out the orders that say nothing but figures already read as targets
// (力争400亿元;): a person decides on each of these as a target.
func (p *Prose) withoutTails(all []Fact) []Fact {
	targets := map[int][]*Figure{} // by the line of hundreds of characters that the value begins in
	for i := range p.Quantities {
		if q := &p.Quantities[i]; q.Kind == "target" {
			targets[q.Value.Start/tailLine] = append(targets[q.Value.Start/tailLine], q)
		}
	}
	out := all[:0]
	for _, f := range all {
		if d, ok := f.Payload.(*Directive); ok && d.Subject == nil && len(d.SubOrders) == 0 && onlyFigures(f, targets) {
			continue
		}
		out = append(out, f)
	}
	return out
}

const (
	tailLine = 100 // characters
	maxTail  = 200 // characters of an order that may be all figures
)

// onlyFigures says whether nothing is left of an order without its targets, their names and the
// words that lead from one to the other.
func onlyFigures(f Fact, targets map[int][]*Figure) bool {
	if f.End-f.Start > maxTail {
		return false
	}
	rest, met := []rune(f.Text), false
	cut := func(p Place) {
		for k := max(p.Start, f.Start); k < min(p.End, f.End); k++ {
			rest[k-f.Start] = ' '
		}
	}
	for line := f.Start / tailLine; line <= f.End/tailLine; line++ {
		for _, q := range targets[line] {
			if q.Value.Start >= f.Start && q.Value.End <= f.End {
				cut(q.Value)
				cut(q.Indicator)
				met = true
			}
		}
	}
	if !met {
		return false
	}
	for _, part := range strings.Fields(normalise(rest)) {
		if !loaded().leads(part) {
			return false
		}
	}
	return true
}

// leads says whether a stretch holds nothing but words that lead to a figure, and marks.
func (l *lexicon) leads(s string) bool {
	for s != "" {
		if w := l.prefix("target_words.leads", s); w != "" {
			s = s[len(w):]
			continue
		}
		r, n := firstRune(s)
		if !strings.ContainsRune(",;。、:和与及的", r) {
			return false
		}
		s = s[n:]
	}
	return true
}
