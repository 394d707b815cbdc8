package extract

import (
	"strings"
)

// payer reads a body of public money at the head of a name before a verb of setting money aside (中央财政|拟|安排|
// 补贴资金): the short name begins behind the verb, and the words of time and manner between
// the body and its verb are no part of the full name.
func (f *figures) payer(n *name) {
	body := len(f.prefix("figure_words.payer", f.text[n.full:n.b]))
	if body == 0 {
		return
	}
	verb := n.full + body
	for verb < n.b {
		w := f.prefix("figure_words.payer_adverb", f.text[verb:n.b])
		if w == "" || f.keeps(f.text[verb:n.b], len(w)) {
			break
		}
		verb += len(w)
	}
	act := f.prefix("figure_words.sets_aside", f.text[verb:n.b])
	if act == "" {
		return
	}
	n.idle = [2]int{n.full + body, verb}
	if object := verb + len(act); runes(f.text[object:n.b]) > 1 && f.prefix("figure_words.payer_joins", f.text[object:n.b]) == "" {
		n.a = object
	} else if object == n.b {
		n.paid = true
	}
}

// withoutIdle is a full name without the words between a body and its verb.
func (f *figures) withoutIdle(full string, n name) string {
	if idle := f.resolved(n.idle[0], n.idle[1]); idle != "" {
		body := f.resolved(n.full, n.idle[0])
		return strings.Replace(full, body+idle, body, 1)
	}
	return full
}

// paidFor names money that a body sets aside by what it is for, as the clause says behind the amount or the
// one after it (中央财政投入|100亿元|支持职业教育发展); where neither does, it is the money of the body.
func (f *figures) paidFor(c clause, n *amount, p *predicate, nm name) {
	x := f.newFact(n, p, "figure.purpose", 0.65)
	x.a, x.b = nm.full, nm.b
	payer := f.resolved(nm.full, nm.idle[0])
	aim := ""
	if a, b := f.aimOf(n, c); b > a {
		if aim = f.withoutAmounts(a, b); b <= c.b && !f.hasNumber(n, c) {
			x.a, x.b = a, b
			x.flag("indicator_after_value")
		}
	}
	switch {
	case p.core == "grow" || p.core == "fall":
		x.full = f.withoutIdle(f.resolved(nm.full, nm.b), nm) // 省财政投入|增加9亿元
	case aim != "":
		x.full = payer + aim + "资金"
	case f.endsWith(f.text[nm.full:nm.b], "figure_words.act_noun"):
		x.full = f.withoutIdle(f.resolved(nm.full, nm.b), nm)
	default:
		x.full = strings.TrimSuffix(f.withoutIdle(f.resolved(nm.full, nm.b), nm), "资金") + "资金"
	}
	x.noun = x.full
	f.emit(x, c)
}

// aimOf is what money is for: a verb of spending and its object, right behind the amount or in a clause after it.
func (f *figures) aimOf(n *amount, c clause) (from, to int) {
	a, hi := n.End, min(len(f.text), n.End+maxAim)
	near := strings.HasPrefix(f.text[a:hi], ",")
	if near {
		a++
	}
	a += len(f.prefix("figure_words.aim_adverb", f.text[a:hi]))
	list := "figure_words.spend"
	if near {
		list = "figure_words.aim"
	}
	if f.prefix(list, f.text[a:hi]) == "" {
		return 0, 0
	}
	for b := a; b < hi; {
		r, w := firstRune(f.text[b:hi])
		if strings.ContainsRune(",;。!?:\n", r) {
			if runes(f.text[a:b]) > maxSaid+minThing {
				return 0, 0
			}
			return a, b
		}
		b += w
	}
	return 0, 0
}

// maxAim is how many bytes behind an amount are looked at for what it is for.
const maxAim = 120

// withoutAmounts is a stretch of the clause in hand without the counts in it (支持|9家|企业改制).
func (f *figures) withoutAmounts(a, b int) string {
	var out strings.Builder
	for i := range f.found {
		if n := &f.found[i]; n.Lead >= a && n.End <= b {
			out.WriteString(f.resolved(a, n.Lead))
			a = n.End
		}
	}
	out.WriteString(f.resolved(a, b))
	return out.String()
}

// setAside takes 安排 behind a noun of money off the end: 预算内投资|拟安排|9亿元.
func (f *figures) setAside(lo int, p *predicate) bool {
	w := f.suffix("figure_predicates.set_aside", f.text[lo:p.a])
	if p.core != "" || w == "" || !f.endsWith(strings.TrimSuffix(f.text[lo:p.a-len(w)], "拟"), "figure_words.public_money") {
		return false
	}
	p.a, p.core = p.a-len(w), "reach"
	return true
}
