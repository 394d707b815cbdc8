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
// words, must give two before one project is believed.
func (r *reader) fields(p *Project, a, b int) int {
	if a >= b {
		return 0
	}
	phases := r.phaseRanges(a, b)
	for _, f := range []struct {
		code string
		to   **Measure
	}{
		{"project.total", &p.Total}, {"project.land", &p.Land}, {"project.floor", &p.Floor}, {"project.output", &p.Output},
		{"project.tax", &p.Tax}, {"project.jobs", &p.Jobs}, {"project.capacity", &p.Capacity},
	} {
		for _, gap := range outside(a, b, phases) {
			if m, ok := r.amountField(f.code, gap[0], gap[1]); ok {
				*f.to = m
				break
			}
		}
	}
	r.phaseCount(p, a, b)
	for _, ph := range phases {
		r.phase(p, ph)
	}
	r.parties(p, a, b)
	strong := min(1, len(p.Phases)) + min(1, len(p.Parties))
	for _, m := range []*Measure{p.Total, p.Land, p.Floor, p.Output, p.PhaseCount} {
		if m != nil {
			strong++
		}
	}
	if strong == 0 {
		return 0
	}
	p.Sector = r.spanField("project.sector", a, b)
	p.Content = r.spanField("project.content", a, b)
	if s := r.spanField("project.products", a, b); s != nil {
		p.Products = []Span{*s}
	}
	r.relations(p, a, b)
	return strong
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
	p.Parties = []Party{{Role: r.view.text[u:v], Span: r.view.span(x, y, rule.code, rule.conf)}}
	joint := r.lex.prefix("project_words.together", r.view.text[u:v]) != ""
	for _, s := range r.splitParties(x, y, joint) {
		p.PartyList = append(p.PartyList, r.view.span(s[0], s[1], rule.code, rule.conf))
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
