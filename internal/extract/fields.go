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
	scaleUnits = []string{"公里", "千米", "米", "张", "个", "架", "套", "户", "间", "班", "人次", "平方公里", "公顷", "亩", "立方米", "方"}
)

// fields reads the description of a name, which ends at byte b, into p and counts what
// makes it one: amounts, phases, parties. What is said of a phase never counts for the whole.
func (r *reader) fields(p *Project, m mention, b int) int {
	a := m.b
	if a >= b {
		return p.strong()
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
	strong := p.strong()
	if strong == 0 {
		return 0
	}
	r.inName(p, m)
	for _, gap := range whole {
		r.dates(p, gap[0], gap[1])
	}
	p.Location = r.spanField("project.loc", a, b)
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
		{"project.tax", &p.Tax}, {"project.jobs", &p.Jobs}, {"project.capacity", &p.Capacity}, {"project.scale", &p.Scale},
	}
}

// strong counts the fields that only a description of a project has.
func (p *Project) strong() int {
	n := min(1, len(p.Phases)) + min(1, len(p.Parties))
	for _, m := range []*Measure{p.Total, p.YearInvestment, p.DoneInvestment, p.Land, p.Floor, p.Output, p.PhaseCount, p.Capacity, p.Scale} {
		if m != nil {
			n++
		}
	}
	return n
}

// numbers counts the amounts that tell of one project also where a report, which sums up many
// in the same words, has the name; the year's plan, what is done so far and what a project that
// works makes are not among them.
func (p *Project) numbers() int {
	n := len(p.Phases)
	for _, m := range []*Measure{p.Total, p.Land, p.Floor, p.Capacity, p.Scale} {
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
	if k := strings.LastIndex(text, "项目、"); k >= 0 {
		text, from = text[k+len("项目、"):], from+k+len("项目、")
	}
	if !ok || strings.Contains(text, "项目") || r.sharedAfter(m.b) {
		return
	}
	r.parties(p, from, from+len(text))
	for i := range text { // 既有|总投资52亿元的某项目
		if r.lex.prefix("figure_scan.own", text[i:]) == "" {
			continue
		}
		if strings.HasSuffix(text[:i], "等") { // 甲、乙等|总投资5亿元以上的某类项目
			return
		}
		text, from = text[i:], from+i
		break
	}
	for _, f := range p.amounts() {
		if m, ok := r.amountField(f.code, from, from+len(text)); ok && m.Bound != zh.AtLeast {
			*f.to = m
		}
	}
	r.bareTotal(p, [][2]int{{from, from + len(text)}})
}

// sharedAfter says whether another name without an amount of its own follows at byte b: what
// stands before both is said of both.
func (r *reader) sharedAfter(b int) bool {
	rest := r.view.text[b:]
	for _, w := range []string{"、", "以及", "和", "与", "及", "等"} {
		if after, ok := strings.CutPrefix(rest, w); ok {
			return r.lex.prefix("figure_scan.own", after) == ""
		}
	}
	return false
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
	for _, m := range rule.findAll(r.view.text[a:b]) {
		at := a + m[1]
		if investmentOf(code) && r.lex.suffix("project_words.part", r.view.text[a:a+m[0]]) != "" {
			continue // 年度总投资, 一期总投资, 完成投资
		}
		if code == "project.capacity" && strings.HasSuffix(r.view.text[a:a+m[0]], "总") {
			continue // 总产能: with what there was
		}
		if code != "project.doneinv" && code != "project.yearinv" && !r.direct(a, a+m[0]) {
			continue
		}
		if x, _, ok := rule.group(m, a, "number"); ok {
			at = x
		}
		amount, ok := zh.ScanAmount(r.view.text[at:b])
		if rest, of := strings.CutPrefix(r.view.text[at:b][max(0, amount.End):], "的"); ok && of && r.lex.prefix("project_words.able", rest) == "" {
			continue // 总投资8亿元的|另一项目, not 年产5万台的|能力
		}
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
	case "project.scale":
		family = scaleUnits
	case "project.capacity":
		return a.Unit != "" && !strings.HasSuffix(a.Unit, "元") && a.Unit != "%" && a.Unit != "倍" || a.Unit == "" && a.Scale != ""
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
	m := rule.find(r.view.text[a:b])
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
	m := rule.find(r.view.text[a:b])
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
	for _, m := range rule.findAll(r.view.text[a:b]) {
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
		hit := rule.find(r.view.text[at[1]:at[2]])
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
