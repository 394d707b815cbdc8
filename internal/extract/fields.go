package extract

import (
	"strings"

	"tupo/internal/zh"
)

// unit families: what a field may be measured in, by the end of the unit as written.
var (
	moneyUnits = []string{"元", "亿", "英镑"}
	landUnits  = []string{"亩", "公顷", "平方公里", "平方千米", "平方米", "㎡"}
	floorUnits = []string{"平方米", "㎡"}
	jobUnits   = []string{"人", "个", "名"}
)

// fields reads the description in a..b into p and counts what makes it one:
// amounts, phases, parties. A report, which sums up many projects in the same
// words, must give two before one project is believed. What is said of a phase
// never counts for the whole.
func (r *reader) fields(p *Project, a, b int) int {
	if a >= b {
		return r.strong(p)
	}
	phases := r.phaseRanges(a, b)
	whole := outside(a, b, phases)
	for _, f := range p.amounts() {
		for _, gap := range whole {
			if m, ok := r.amountField(f.code, gap[0], gap[1]); ok && *f.to == nil {
				*f.to = m
				break
			}
		}
	}
	r.bareTotal(p, whole)
	r.phaseCount(p, a, b)
	for _, ph := range phases {
		r.phase(p, ph)
	}
	r.parties(p, a, b)
	strong := r.strong(p)
	if strong == 0 {
		return 0
	}
	p.IndustryPark = r.spanField("project.zone", a, b)
	p.Sector = r.spanField("project.sector", a, b)
	p.Content = r.spanField("project.content", a, b)
	if s := r.spanField("project.products", a, b); s != nil {
		p.Products = []Span{*s}
	}
	r.relations(p, a, b)
	return strong
}

// amountOf ties a rule to the field that it fills.
type amountOf struct {
	code string
	to   **Measure
}

// amounts lists the fields of a project as a whole that are single amounts.
func (p *Project) amounts() []amountOf {
	return []amountOf{
		{"project.total", &p.Total}, {"project.yearinv", &p.YearInvestment}, {"project.doneinv", &p.DoneInvestment},
		{"project.land", &p.Land}, {"project.floor", &p.Floor}, {"project.output", &p.Output},
		{"project.tax", &p.Tax}, {"project.jobs", &p.Jobs}, {"project.capacity", &p.Capacity},
	}
}

// strong counts the fields that only a description of a project has.
func (r *reader) strong(p *Project) int {
	n := min(1, len(p.Phases)) + min(1, len(p.Parties))
	for _, m := range []*Measure{p.Total, p.YearInvestment, p.DoneInvestment, p.Land, p.Floor, p.Output, p.PhaseCount} {
		if m != nil {
			n++
		}
	}
	return n
}

// bareTotal reads the total that is not called one: 项目计划投资8亿元, 由甲集团投资8亿元建设.
// A year before it makes it the year's.
func (r *reader) bareTotal(p *Project, whole [][2]int) {
	if p.Total != nil {
		return
	}
	for _, gap := range whole {
		timed := false
		for _, c := range r.clauses(sentence{a: gap[0], b: gap[1]}) {
			for _, code := range []string{"project.totalbare", "project.totalby"} {
				m, ok := r.amountField(code, c.a, c.b)
				switch {
				case !ok:
				case timed && p.YearInvestment == nil:
					p.YearInvestment = m
					return
				case !timed:
					p.Total = m
					return
				}
			}
			t, ok := zh.ScanTime(r.view.text[c.a:c.b], zh.Date{})
			timed = ok && t.End > 0
		}
	}
}

// beforeName reads what stands in front of the name in its clause: 总投资8亿元、占地90亩的NAME. If
// the words govern several names (…的甲项目、乙项目), they are nobody's.
func (r *reader) beforeName(p *Project, m mention) {
	before, from := r.before(m.a, 240)
	if k := strings.LastIndexAny(before, ",。;:!?"); k >= 0 {
		_, w := firstRune(before[k:])
		before, from = before[k+w:], from+k+w
	}
	text, ok := strings.CutSuffix(before, "的")
	after := r.view.text[m.b:min(len(r.view.text), m.b+len("以及"))]
	if !ok || strings.Contains(text, "项目") {
		return
	}
	for _, w := range []string{"、", "和", "与", "及", "以及", "等"} {
		if strings.HasPrefix(after, w) {
			return
		}
	}
	for _, f := range p.amounts() {
		if m, ok := r.amountField(f.code, from, from+len(text)); ok {
			*f.to = m
		}
	}
	r.bareTotal(p, [][2]int{{from, from + len(text)}})
	r.parties(p, from, from+len(text))
}

// outside lists the parts of a..b that lie in no phase.
func outside(a, b int, phases [][3]int) [][2]int {
	var out [][2]int
	for _, p := range phases {
		if a < p[0] {
			out = append(out, [2]int{a, p[0]})
		}
		a = p[2]
	}
	if a < b {
		out = append(out, [2]int{a, b})
	}
	return out
}

// amountField finds a rule's words and reads the amount right after them, if its
// unit fits the field.
func (r *reader) amountField(code string, a, b int) (*Measure, bool) {
	rule := r.lex.rules[code]
	for _, m := range rule.re.FindAllStringSubmatchIndex(r.view.text[a:b], -1) {
		at := a + m[1]
		if investmentOf(code) && r.lex.suffix("project_words.part", r.view.text[a:a+m[0]]) != "" {
			continue // 年度总投资, 一期总投资, 完成投资
		}
		if x, _, ok := rule.group(m, a, "number"); ok {
			at = x
		}
		amount, ok := zh.ScanAmount(r.view.text[at:b])
		if !ok || !fits(code, amount, r.view.text[a+m[0]:min(b, at+amount.End+24)]) {
			continue
		}
		out := r.measure(at, amount, rule)
		if x, y, ok := rule.group(m, a, "reach"); ok && out.Bound == zh.Equal {
			out.Bound = r.bound(r.view.text[x:y])
		}
		return out, true
	}
	return nil, false
}

// investmentOf says whether a rule reads the sum of a whole or of a phase, which must not
// be taken from words for something smaller.
func investmentOf(code string) bool {
	return code == "project.total" || code == "project.phaseinv"
}

func (r *reader) measure(at int, amount zh.Amount, rule *rule) *Measure {
	return &Measure{Span: r.view.span(at+amount.Start, at+amount.End, rule.code, rule.conf), Values: amount.Values, Unit: amount.Written(), Bound: amount.Bound}
}

// fits checks the unit; context is the text around, in which jobs must be named.
func fits(code string, a zh.Amount, context string) bool {
	family := moneyUnits
	switch code {
	case "project.land":
		family = landUnits
	case "project.floor":
		family = floorUnits
	case "project.jobs":
		if !strings.Contains(context, "就业") && !strings.Contains(context, "岗位") {
			return false
		}
		family = jobUnits
	case "project.capacity":
		return a.Unit != "" && !strings.HasSuffix(a.Unit, "元") || a.Unit == "" && a.Scale != ""
	}
	for _, u := range family {
		if strings.HasSuffix(a.Written(), u) {
			return true
		}
	}
	return false
}

// spanField finds the words of a rule.
func (r *reader) spanField(code string, a, b int) *Span {
	rule := r.lex.rules[code]
	m := rule.re.FindStringSubmatchIndex(r.view.text[a:b])
	if m == nil {
		return nil
	}
	x, y, _ := rule.group(m, a, "span")
	x, y = r.view.trim(x, y)
	s := r.view.span(x, y, rule.code, rule.conf)
	return &s
}

func (r *reader) phaseCount(p *Project, a, b int) {
	rule := r.lex.rules["project.phasecount"]
	m := rule.re.FindStringSubmatchIndex(r.view.text[a:b])
	if m == nil {
		return
	}
	x, y, _ := rule.group(m, a, "span")
	if amount, ok := zh.ScanAmount(r.view.text[x:y]); ok && amount.Unit == "期" {
		p.PhaseCount = r.measure(x, amount, rule)
	}
}

// phaseRanges finds what is said of single phases: name start, name end, and the
// end of what is said, which is the next phase or the end of the sentence.
func (r *reader) phaseRanges(a, b int) [][3]int {
	rule := r.lex.rules["project.phase"]
	var out [][3]int
	for _, m := range rule.re.FindAllStringSubmatchIndex(r.view.text[a:b], -1) {
		x, y, _ := rule.group(m, a, "span")
		before := r.view.text[a:x]
		if strings.HasSuffix(before, "分") || strings.HasSuffix(before, "分为") || strings.HasSuffix(before, "分成") || endsNumeral(before) {
			continue
		}
		end := b
		if k := strings.IndexAny(r.view.text[y:b], "。;!"); k >= 0 {
			end = y + k
		}
		for _, c := range r.clauses(sentence{a: y, b: end}) {
			if c.a > y && r.lex.prefix("project_words.whole", r.view.text[c.a:c.b]) != "" {
				end = c.a
				break
			}
		}
		if n := len(out); n > 0 && out[n-1][2] > x {
			out[n-1][2] = x
		}
		out = append(out, [3]int{x, y, end})
	}
	return out
}

// endsNumeral says whether a text ends inside a numeral: 十 of 十二期.
func endsNumeral(s string) bool {
	if s == "" {
		return false
	}
	last := s[len(s)-width(s):]
	_, _, ok := zh.ScanNumber(last)
	return ok
}

// phase keeps a phase of which an amount is stated.
func (r *reader) phase(p *Project, at [3]int) {
	rule := r.lex.rules["project.phaseinv"]
	ph := Phase{Name: r.view.span(at[0], at[1], "project.phase", 0.95)}
	ph.No = phaseNumber(r.view.text[at[0]:at[1]])
	if m, ok := r.amountField(rule.code, at[1], at[2]); ok {
		ph.Investment = m
		hit := rule.re.FindStringSubmatchIndex(r.view.text[at[1]:at[2]])
		if x, y, ok := rule.group(hit, at[1], "status"); ok {
			ph.InvestmentStatus = r.view.text[x:y]
		}
	}
	if m, ok := r.amountField("project.land", at[1], at[2]); ok {
		ph.Land = m
	}
	if m, ok := r.amountField("project.floor", at[1], at[2]); ok {
		ph.Floor = m
	}
	if ph.No > 0 && (ph.Investment != nil || ph.Land != nil || ph.Floor != nil) {
		p.Phases = append(p.Phases, ph)
	}
}

func phaseNumber(name string) int {
	s := strings.TrimPrefix(strings.TrimSuffix(name, "期"), "第")
	if s == "首" {
		return 1
	}
	d, ok := zh.ParseNumber(s)
	if !ok {
		return 0
	}
	n, _ := d.Int()
	return n
}

// parties reads 由A与B共同投资建设.
func (r *reader) parties(p *Project, a, b int) {
	rule := r.lex.rules["project.party"]
	m := rule.re.FindStringSubmatchIndex(r.view.text[a:b])
	if m == nil {
		return
	}
	x, y, _ := rule.group(m, a, "party")
	u, v, _ := rule.group(m, a, "role")
	if len(p.Parties) > 0 {
		return
	}
	for r.nameGoesOn(v, b) {
		next := r.lex.rules["project.role"]
		n := strings.IndexAny(r.view.text[v:b], ",。;:\n")
		if n < 0 {
			n = b - v
		}
		m := next.re.FindStringSubmatchIndex(r.view.text[v : v+n])
		if m == nil {
			return
		}
		u, v, _ = next.group(m, v, "role")
		y = u
	}
	p.Parties = []Party{{Role: r.view.text[u:v], Span: r.view.span(x, y, rule.code, rule.conf)}}
	joint := r.lex.prefix("project_words.together", r.view.text[u:v]) != ""
	for _, s := range r.splitParties(x, y, joint) {
		p.PartyList = append(p.PartyList, r.view.span(s[0], s[1], rule.code, rule.conf))
	}
}

// nameGoesOn reports whether a word such as 投资, which ends at a byte, is part of
// an organisation's name: an ending of such names follows, at once or after words
// that stand before endings (投资|集团, 投资|控股有限公司).
func (r *reader) nameGoesOn(at, end int) bool {
	for {
		if r.lex.prefix("project_words.company", r.view.text[at:end]) != "" {
			return true
		}
		w := r.lex.prefix("project_words.firm", r.view.text[at:end])
		if w == "" {
			return false
		}
		at += len(w)
	}
}

// splitParties cuts a list of parties. 、, 与 and 携手 always part; 和, 及 part two
// names only after the end of an organisation's name, because names hold them too
// (和达集团), or once if the parties act jointly.
func (r *reader) splitParties(a, b int, joint bool) [][2]int {
	var out [][2]int
	from := a
	cut := func(i, w int) {
		if i > from && i+w < b {
			out = append(out, [2]int{from, i})
			from = i + w
		}
	}
	text := r.view.text
	for i := a; i < b; i++ {
		switch {
		case strings.HasPrefix(text[i:b], "以及"), strings.HasPrefix(text[i:b], "携手"), strings.HasPrefix(text[i:b], "联合"):
			cut(i, 6)
		case strings.HasPrefix(text[i:b], "、"), strings.HasPrefix(text[i:b], "与"):
			cut(i, 3)
		case (strings.HasPrefix(text[i:b], "和") || strings.HasPrefix(text[i:b], "及")) && r.lex.suffix("org_ends", text[from:i]) != "":
			cut(i, 3)
		}
	}
	if k := strings.Index(text[from:b], "和"); len(out) == 0 && joint && k > 0 {
		cut(from+k, len("和"))
	}
	return append(out, [2]int{from, b})
}

// relations reads 是A的配套项目, 系B重点项目, each once.
func (r *reader) relations(p *Project, a, b int) {
	rule := r.lex.rules["project.relation"]
	seen := map[string]bool{}
	for _, m := range rule.re.FindAllStringSubmatchIndex(r.view.text[a:b], -1) {
		x, y, _ := rule.group(m, a, "of")
		u, v, _ := rule.group(m, a, "type")
		key := r.view.text[x:y] + r.view.text[u:v]
		if !seen[key] {
			seen[key] = true
			p.Relations = append(p.Relations, Relation{Type: r.view.text[u:v], Of: r.view.span(x, y, rule.code, rule.conf)})
		}
	}
}
