package extract

import (
	"fmt"
	"strings"

	glossary "tupo/internal/lexicon"
	"tupo/internal/zh"
)

// fact is a figure while it is read. a and b are the name as written; full is its full
// name, noun the name without the verb before it, verb that verb.
type fact struct {
	n          *amount
	p          predicate
	a, b       int
	full, noun string
	verb       string
	said       string // what is said of counted things, after the number
	measure    string
	flags      []string
	reason     string
	conf       float64
	at         int // its place among the quantities
	clause     int // where its clause begins
	state      bool
	themed     bool // its subject is what the clause before is about
}

func (f *figures) newFact(n *amount, p *predicate, reason string, conf float64) *fact {
	own := *n // the list of amounts is used again for the next clause
	return &fact{n: &own, p: *p, reason: reason, conf: conf}
}

func (x *fact) flag(s string) { x.flags = append(x.flags, s) }

// differs says whether the number before it counted in another unit.
func (x *fact) differs(l *fact) bool { return l != nil && l.n.Unit != x.n.Unit }

// stretchOf takes over what 力争达到8% leaves out: that it is a growth like the one before.
func (x *fact) stretchOf(l *fact) {
	if l.p.isFrom && x.p.core == "to" && x.p.rate == "" && l.n.Unit == x.n.Unit && l.n.Kind == x.n.Kind {
		x.measure = l.measure
	}
	if x.p.stretch && x.p.rate == "" && x.p.core != "grow" && l.n.Unit == x.n.Unit && (l.measure == "growth" || l.measure == "decline" || l.measure == "avg_growth") {
		x.measure = l.measure
	}
}

// emit writes a fact down.
func (f *figures) emit(x *fact, c clause) {
	n := x.n
	if x.a >= x.b || x.full == "" {
		return
	}
	x.full = f.reached(x)
	if wordsOnly(f.text[x.a:x.b]) || strings.Trim(f.text[x.a:x.b], "0123456789") == "" {
		return // no name in Chinese
	}
	x.full = ordinalBranch(x.full)
	q := Figure{ID: fmt.Sprintf("q%d", len(f.out.Quantities)+1), Resolved: x.full, Reason: x.reason, Confidence: x.conf, Flags: []string{}}
	q.Indicator = f.r.view.span(x.a, x.b, "", 0).at()
	q.Value = f.r.view.span(n.Start, n.End, "", 0).at()
	q.Span = f.r.view.span(min(x.a, n.Start), max(x.b, n.End), "", 0).at()
	f.values(&q, n)
	if x.measure == "" {
		x.measure = f.measure(x, &q)
	}
	q.Measure = x.measure
	if known, ok := glossary.FindIndicator(x.full); ok {
		q.Known = known.Name
	}
	q.Bound = f.bound(x)
	q.Direction, q.Benchmark = f.direction(x), x.p.benchmark
	x.clause = c.a
	x.state = f.stock(x)
	f.timeOf(x, &q, c)
	q.Flags = append(q.Flags, x.flags...)
	if q.Resolved != q.Indicator.Text {
		q.Flags = append(q.Flags, "indicator_resolved")
	}
	if n.Chinese {
		q.Flags = append(q.Flags, "chinese_numeral")
	}
	if x.p.isFrom {
		q.Flags = append(q.Flags, "from")
	}
	key := q.Resolved + "|" + q.Measure + "|" + q.Value.Text + "|" + q.Period
	if f.seen[key] {
		q.Flags = append(q.Flags, "repeat")
	}
	f.seen[key] = true
	f.out.Quantities = append(f.out.Quantities, q)
	x.at = len(f.out.Quantities) - 1
	f.said.last = x
	if k := len(f.said.names); k == 0 || f.said.names[k-1].full != x.full {
		f.said.names = append(f.said.names, listed{x.a, x.b, x.full})
	}
}

// values writes the numbers of an amount: shares in per cent, 翻番 as a multiple.
func (f *figures) values(q *Figure, n *amount) {
	q.Values, q.Unit = append([]zh.Decimal{}, n.Values()...), n.Written()
	switch n.Kind {
	case zh.Percent:
		q.Unit = "%"
	case zh.Plain:
		if n.Chinese && n.Power == 0 && n.Unit != "" {
			q.Values, q.Unit = rounded(n)
		}
	case zh.Tenths, zh.Fraction:
		if v, ok := n.Share(); ok {
			q.Values, q.Unit = []zh.Decimal{v}, "%"
		}
	}
	base := n.Unit
	if n.per != "" {
		q.Unit, base = q.Unit+"/"+n.per, base+"/"+n.per
	}
	q.Unit, base = q.Unit+n.also, base+n.also
	q.Canonical = &Canonical{Values: q.Values, Unit: q.Unit}
	if c, ok := n.Canonical(); ok && n.Kind != zh.Tenths && n.Kind != zh.Fraction && n.Kind != zh.Percent {
		q.Canonical = &Canonical{Values: c, Unit: base}
	}
}

// rounded writes a number that was summed up from several scales with one: 三亿六千万吨 is 36000万吨.
func rounded(n *amount) ([]zh.Decimal, string) {
	for _, scale := range []struct {
		name string
		size int
	}{{"亿", 1e8}, {"万", 1e4}} {
		var all []zh.Decimal
		for _, v := range n.Values() {
			if whole, ok := v.Int(); ok && whole >= scale.size && whole%scale.size == 0 {
				all = append(all, zh.NewDecimal(int64(whole/scale.size)))
			}
		}
		if len(all) == len(n.Values()) {
			return all, scale.name + n.Unit
		}
	}
	return append([]zh.Decimal{}, n.Values()...), n.Unit
}

func (f *figures) bound(x *fact) zh.Bound {
	b := x.n.bound
	if b == "" || b == zh.Equal {
		b = x.p.bound
	}
	if (x.p.stretch || f.strives(x)) && (b == "" || b == zh.Equal) && (x.p.core == "reach" || x.measure == "growth") {
		b = zh.AtLeast
	}
	switch {
	case b == "":
		return zh.Equal
	case b == zh.LessThan && strings.HasSuffix(f.text[x.n.Start:x.n.End], "以下"):
		return zh.AtMost // 以下 includes the number itself
	}
	return b
}

// strives says whether 力争 or 争取 in its clause holds for a level that is to be reached, or for a
// growth: 力争|规上企业占比|达到60%; not on from 力争达到.
func (f *figures) strives(x *fact) bool {
	if x.b > x.n.Start || x.a < f.said.at || f.par.kind != "target" || x.measure != "growth" && !strings.Contains(f.text[x.b:x.n.Start], "达") {
		return false
	}
	s := f.text[f.said.at:x.a]
	i := max(strings.LastIndex(s, "力争"), strings.LastIndex(s, "争取"))
	return i >= 0 && !strings.HasPrefix(s[i+len("力争"):], "达")
}

// measure says what the number measures.
func (f *figures) measure(x *fact, q *Figure) string {
	p, n := &x.p, x.n
	switch {
	case p.gap:
		return "gap_vs_benchmark"
	case n.Kind == zh.Points:
		return "pp_change"
	case p.planned:
		return "level"
	case n.Kind == zh.Times && p.core != "grow" && p.core != "fall" && p.rate == "":
		return "multiple"
	}
	grow := p.core == "grow" || p.rate == "grow" || p.rate == "rate"
	fall := p.core == "fall" || p.rate == "fall" || p.rate == "droprate"
	rel := n.Kind == zh.Percent || n.Kind == zh.Tenths || n.Kind == zh.Fraction || n.Kind == zh.Times || n.Kind == zh.Permille
	switch {
	case p.core == "to" || p.core == "from":
		if rel && (p.rate == "fall" || p.rate == "droprate") {
			return "decline"
		}
		if rel && (p.rate != "" || negative(n)) {
			return "growth"
		}
		return "level"
	case rel && fall:
		return "decline"
	case rel && grow && p.average:
		return "avg_growth"
	case rel && grow:
		return "growth"
	case grow:
		return "increase_abs"
	case fall:
		return "reduction_abs"
	}
	return "level"
}

func (f *figures) direction(x *fact) string {
	switch {
	case x.p.gap && x.p.gapDown:
		return "down"
	case x.p.gap:
		return "up"
	case x.measure == "pp_change" && (x.p.core == "fall" || x.p.rate == "fall"):
		return "down"
	case x.measure == "pp_change":
		return "up"
	}
	return ""
}

// timeOf gives a fact its period and kind.
func (f *figures) timeOf(x *fact, q *Figure, c clause) {
	e := f.par
	q.Kind, q.KindFine = e.kind, e.kind
	q.Basis = e.basis
	switch {
	case x.p.isFrom:
		q.Period, q.Basis = f.fromPeriod(x, e), "from"
		q.Kind, q.KindFine = "result", "result"
	case (x.p.average || changes(x.measure)) && x.p.years > 1 && f.lastOf(x.p.years, e) != "":
		q.Period, q.Basis = f.lastOf(x.p.years, e), "stated"
	case x.p.until != "":
		q.Period, q.Basis = x.p.until, "stated"
	case f.when != "" && !((x.measure == "avg_growth" || x.p.average) && e.from < e.to && len(f.when) == len("2025")):
		q.Period, q.Basis = f.when, "stated"
		from, to := firstYears(f.when)
		if from < to && x.state {
			q.Period = fmt.Sprint(to)
		}
		if q.Kind == "target" && (to > 0 && to < f.year() || f.over(f.when)) {
			q.Kind, q.KindFine = "result", "result" // 60年来, 1—10月 in what is to be done
		}
		if q.Kind == "result" && (f.due || f.ahead(f.when) && !f.said.est) {
			q.Kind, q.KindFine = "target", "target" // 2026年,新增就业2万人, said in its first months
		}
	case e.from == 0:
		q.Period = ""
	case e.from == e.to:
		q.Period = fmt.Sprint(e.to)
	case x.state, (x.measure == "multiple" || x.measure == "growth" || x.measure == "decline") && yearAt(x.p.benchmark+"末"):
		q.Period = fmt.Sprint(e.to)
	default:
		q.Period = fmt.Sprintf("%d-%d", e.from, e.to)
	}
	f.spanOf(x, q)
	if q.Kind == "result" && !x.p.isFrom && f.toCome(x, q) {
		q.Kind, q.KindFine = "target", "target"
	}
	f.inForce(x, q, e)
	if q.Kind == "target" && f.prefix("figure_context.achieved", strings.TrimLeft(f.text[c.a:c.b], " ")) != "" {
		q.Kind, q.KindFine = "result", "result" // 目标是2万人，|实际完成2.3万人
	}
	if f.said.est && e.kind == "result" {
		q.KindFine = "estimate"
	}
	if f.has("figure_context.plan_noun", x.noun) || f.prefix("figure_context.plan_verb", x.verb) != "" && e.kind == "target" {
		q.KindFine = "plan"
	}
}

// lastOf is a span of so many years that ends with the one year that is told of; "" where more are.
func (f *figures) lastOf(years int, e era) string {
	from, to := e.from, e.to
	if f.when != "" {
		from, to = firstYears(f.when)
	}
	if to == 0 || from != to && years <= to-from+1 || f.when != "" && len(f.when) != len("2025") {
		return ""
	}
	f.mean = fmt.Sprintf("%d-%d", to-years+1, to)
	return f.mean
}

// toCome says whether what stands among results is still to be reached: 1990年将达到5%, 计划增长6%, or a
// year after that of the text.
func (f *figures) toCome(x *fact, q *Figure) bool {
	if f.said.est || f.year() == 0 {
		return false
	}
	from, to := firstYears(q.Period)
	return x.p.due || f.said.planned == f.said.at || q.Basis == "stated" && to > f.year() && from >= f.lastYear()
}

// over reports whether months of the year of issue had ended on the day of issue: what
// is said of them is no target.
func (f *figures) over(period string) bool {
	if _, end, two := strings.Cut(period, "/"); two {
		period = end
	}
	month := 0
	switch {
	case len(period) == len("2023-10") && period[4] == '-':
		month = int(period[5]-'0')*10 + int(period[6]-'0')
	case len(period) == len("2023Q3") && period[4] == 'Q':
		month = int(period[5]-'0') * 3
	case len(period) == len("2023H1") && period[4] == 'H':
		month = int(period[5]-'0') * 6
	}
	year, _ := firstYears(period)
	return month > 0 && year == f.year() && month < f.r.ref.Month
}

// statedPeriod is the period of a time named in the text: of a span of years that is given
// as a limit (“十四五”末) the last.
func statedPeriod(t zh.Time) string {
	if from, to := firstYears(t.Period); t.Limit && from < to {
		return fmt.Sprint(to)
	}
	return t.Period
}

// fromPeriod is the year that a change began with.
func (f *figures) fromPeriod(x *fact, e era) string {
	when := x.p.from
	if t, ok := zh.ScanTime(when, f.r.ref); ok && t.Period != "" && !f.has("figure_words.last_year", when) {
		f.said.began = statedPeriod(t)
		return f.said.began
	}
	if from, to := firstYears(f.when); when == "" && from < to && f.when == f.mean {
		return fmt.Sprint(from - 1)
	}
	if when == "" && f.said.began != "" {
		return f.said.began
	}
	if e.from == 0 {
		return ""
	}
	return fmt.Sprint(e.from - 1)
}

// stock says whether a figure of several years is a state at their end and no sum.
func (f *figures) stock(x *fact) bool {
	if x.measure != "level" && x.measure != "gap_vs_benchmark" {
		return false
	}
	if f.prefix("figure_context.by_now", strings.TrimLeft(f.text[f.said.at:], " ")) != "" {
		return true // 五年间产值增长2倍，|现已吸纳劳力1亿人
	}
	if x.p.total && x.p.core == "reach" {
		return false // “六五”期间，贸易总额合计达到
	}
	if (f.said.summed == f.said.at || f.said.summed >= 0 && x.p.empty()) && x.p.core != "hold" && x.p.core != "to" && !f.endsWith(x.noun, "figure_context.stock") {
		return false // 五年内|大学毕业生共3万人
	}
	if x.reason == "figure.after" && x.verb == "" && (f.prefix("figure_context.stock_said", x.full) != "" || f.prefix("figure_context.stock_said", x.said) != "") {
		return true
	}
	if x.p.core == "to" && f.said.last != nil && f.said.last.p.isFrom || f.has("figure_context.stock_verb", x.verb) {
		return true
	}
	if f.acts(x.verb) && x.p.core != "to" || f.endsWith(x.noun, "figure_context.flow") || f.prefix("figure_context.flow_head", x.full) != "" {
		return false
	}
	if l := f.said.last; l != nil && x.p.empty() && x.verb == "" && l.state && l.clause == x.clause {
		return true // 设施达到9341个、床位10.5万张
	}
	switch x.p.core {
	case "to", "hold", "over", "reach", "atleast", "atmost", "under":
		return true
	}
	bare := f.par.kind == "result" && x.reason == "figure.before" && x.p.empty() && x.verb == "" && f.said.verb == "" && !f.endsWith(x.noun, "figure_words.act")
	if known, ok := glossary.FindIndicator(x.full); ok {
		return known.Accumulation != glossary.Sum || bare // 进出口总值9000亿元 is the year's
	}
	if bare && f.has("figure_scan.counter", x.n.Unit) {
		return true // 两院院士70位
	}
	return f.endsWith(x.noun, "figure_context.stock")
}
