package extract

import (
	"fmt"
	"strings"

	"tupo/internal/zh"
)

// readQuantities reads the two shapes of quantity this engine knows, a park of so
// many 亩 and the counted branches of industry (十大…产业), and targets without a number.
func (r *reader) readQuantities() {
	r.page.Quantities, r.page.Nonnumeric = []Quantity{}, []Nonnumeric{}
	for i := range r.arts {
		a := &r.arts[i]
		for _, n := range a.pars {
			p := r.view.pars[n]
			r.attributes(a, p)
			r.great(a, p)
			r.targets(a, p)
		}
	}
}

func (r *reader) attributes(a *article, p paragraph) {
	rule := r.lex.rules["quantity.attribute"]
	if !r.lex.contains("project_words.park", r.view.text[p.a:p.jump]) {
		return
	}
	for _, m := range rule.findAll(r.view.text[p.a:p.jump]) {
		x, y, _ := rule.group(m, p.a, "amount")
		u, v, _ := rule.group(m, p.a, "span")
		amount, ok := zh.ScanAmount(r.view.text[x:y])
		if !ok || amount.End != y-x {
			continue
		}
		q := Quantity{Indicator: r.view.span(u, v, rule.code, rule.conf), Value: r.view.span(x, y, rule.code, rule.conf), Values: amount.Values,
			Unit: amount.Written(), Bound: amount.Bound}
		if c, ok := amount.Canonical(); ok && amount.Scale != "" {
			q.Canonical = &Canonical{c, amount.Unit}
		}
		if a.base.Known() {
			q.Period = a.base.String()[:len("2006-01")]
		}
		r.addQuantity(q)
	}
}

func (r *reader) great(a *article, p paragraph) {
	rule := r.lex.rules["quantity.great"]
	if !strings.Contains(r.view.text[p.a:p.jump], "大") || a.Type != "news" {
		return
	}
	for _, m := range rule.findAll(r.view.text[p.a:p.jump]) {
		x, y, _ := rule.group(m, p.a, "amount")
		u, v, _ := rule.group(m, p.a, "span")
		nu, nv, _ := rule.group(m, p.a, "n")
		n, ok := zh.ParseNumber(r.view.text[nu:nv])
		if !ok || endsNumeral(r.view.text[p.a:x]) {
			continue
		}
		q := Quantity{Indicator: r.view.span(u, v, rule.code, rule.conf), Value: r.view.span(x, y, rule.code, rule.conf), Values: []zh.Decimal{n},
			Unit: "个", Bound: zh.Equal}
		if a.base.Known() {
			q.Period = a.base.String()[:len("2006")]
		}
		r.addQuantity(q)
	}
}

// addQuantity numbers a level that is stated as a fact.
func (r *reader) addQuantity(q Quantity) {
	q.ID, q.Measure, q.Kind = fmt.Sprintf("q%d", len(r.page.Quantities)+1), "level", "result"
	r.page.Quantities = append(r.page.Quantities, q)
}

// targets reads a period's task as the object of a verb of fulfilment, or with its
// fulfilment after it; each target once.
func (r *reader) targets(a *article, p paragraph) {
	rule := r.lex.rules["target.result"]
	text := r.view.text[p.a:p.jump]
	if !r.lex.contains("target_words.noun", text) || a.Type == "text" {
		return
	}
	for _, m := range rule.findAll(text) {
		x, y, _ := rule.group(m, p.a, "span")
		va, vb := p.a+m[0], p.a+m[1]
		if u, v, ok := rule.group(m, p.a, "done"); ok {
			va, vb = u, v
		} else if _, _, ok := rule.group(m, p.a, "verb"); !ok {
			continue
		}
		t := Nonnumeric{Indicator: r.view.span(x, y, rule.code, rule.conf), Value: r.view.span(va, vb, rule.code, rule.conf)}
		if e, ok := zh.ScanTime(r.view.text[x:y], a.base); ok {
			t.Period = e.Period
		}
		if !r.knownTarget(t.Indicator.Reading()) {
			r.page.Nonnumeric = append(r.page.Nonnumeric, t)
		}
	}
}

func (r *reader) knownTarget(name string) bool {
	for i := range r.page.Nonnumeric {
		if r.page.Nonnumeric[i].Indicator.Reading() == name {
			return true
		}
	}
	return false
}
