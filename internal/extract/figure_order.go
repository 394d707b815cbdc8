package extract

import (
	"cmp"
	"slices"
	"strings"
)

// command is an order as the numbers in it see it, in bytes of the view: what it says runs
// from a to b, and before word stand the body that is to act and its word of order; 0 if it names none.
type command struct{ a, word, b int }

// commands are the orders of a page that name a body or have a word of order, by their place.
// What only the grammar of a section makes an order tells nothing new of its numbers.
func (r *reader) commands() []command {
	var out []command
	for i := range r.page.Directives {
		d := &r.page.Directives[i]
		if d.Weak || d.Reason == "directive.task" || d.Reason == "directive.imperative" || d.Reason == "directive.promise" {
			continue
		}
		o := command{a: r.view.byteAt(d.Start), b: r.view.byteAt(d.End)}
		if d.Subject != nil && r.view.byteAt(d.Subject.End) <= d.orderEnd && (r.office(d.Subject.Reading()) || d.Reason == "directive.request" || d.Reason == "directive.dated") {
			o.word = d.orderEnd
		}
		out = append(out, o)
		for k := range d.SubOrders {
			if sub := &d.SubOrders[k]; sub.orderEnd > 0 && sub.Subject != nil && r.office(sub.Subject.Reading()) {
				out = append(out, command{r.view.byteAt(sub.Start), sub.orderEnd, r.view.byteAt(sub.End)})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y command) int { return cmp.Compare(x.a, y.a) })
	return out
}

// office says whether the numbers of an order to a body are not its own: a company's are
// (集团要|营收达到), and so is what is no body at all (投资要|增长).
func (r *reader) office(s string) bool {
	return r.isBody(s) && r.lex.suffix("org_ends.market", s) == ""
}

// commanded gives the part of a clause that says what is ordered, and whether the clause is
// part of an order: of 某局要于6月底前|清淤8公里 what stands behind 要 and 于.
func (f *figures) commanded(c clause) (clause, bool) {
	for f.next < len(f.orders) && f.orders[f.next].b <= c.a {
		f.next++
	}
	in := false
	for _, o := range f.orders[f.next:min(len(f.orders), f.next+maxNested)] {
		if o.a >= c.b {
			break
		}
		in = in || o.b > c.a
		if o.word > c.a && o.word < c.b {
			c.a = o.word
			c.a += len(f.prefix("order_words.at", f.text[c.a:c.b]))
		}
	}
	return c, in
}

// maxNested is how many orders within one another are looked at for a clause.
const maxNested = 8

// ahead says whether a whole year lies ahead of those of which results are told.
func (f *figures) ahead(period string) bool {
	_, to := firstYears(period)
	return statedYears(period) != "" && f.lastYear() > 0 && to > f.lastYear()
}

// dueTime says whether a time that a clause begins with, behind lead, is one by which something
// is to be done: 6月底前, not 截至6月底.
func (f *figures) dueTime(lead, when, period string) bool {
	return strings.HasSuffix(when, "前") && !strings.HasPrefix(lead, "截") && !f.r.past(period)
}
