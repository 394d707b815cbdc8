package extract

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tupo/internal/zh"
)

// mention is a project's name where it stands in the text.
type mention struct {
	a, b int
	par  int    // paragraph
	at   int    // its place among the article's paragraphs
	full [2]int // where an earlier, longer name of the same project stands; its own place if none does
	end  int    // where a bracket ends that describes it; 0 if none does
}

// readProjects finds the projects that a text describes: a name, and after it, as far as
// sentences go on about it, at least one of its amounts, phases or parties. What only has a
// name is no project; sums over many projects are none either. Outside of news a party alone
// makes none.
func (r *reader) readProjects() {
	r.page.Projects = []Project{}
	for i := range r.arts {
		a := &r.arts[i]
		from := len(r.page.Projects)
		a.lines = r.bodyLines(a)
		names := r.projectNames(a)
		for n, m := range names {
			end := r.scopeEnd(a, names, n)
			if r.aggregate(m.b, end) || r.suggested(m.b) || joint(r.view.text, names, n) {
				continue
			}
			p := Project{Name: r.view.span(m.full[0], m.full[1], "project.name", 0.9), article: a.ID}
			r.beforeName(&p, m)
			if n := r.fields(&p, m, end); n == 0 || a.Type == "text" && p.numbers() == 0 {
				continue
			}
			r.eventOf(a, &p, m)
			if r.merge(&p, from) {
				continue
			}
			p.told = r.told(&p, m, end)
			p.ID = fmt.Sprintf("p%d", len(r.page.Projects)+1)
			r.page.Projects = append(r.page.Projects, p)
		}
		r.news(a, from, names)
	}
}

// projectNames lists the named projects of an article's text in order.
func (r *reader) projectNames(a *article) []mention {
	var out []mention
	for n, i := range a.lines {
		p := r.view.pars[i]
		for at := p.a; at < p.jump; {
			k := strings.Index(r.view.text[at:p.jump], "项目")
			if k < 0 {
				break
			}
			end := at + k + len("项目")
			if from, ok := r.nameLeft(at, at+k); ok && r.lex.prefix("project_words.no_noun", r.view.text[end:p.jump]) == "" && !r.several(at, from) {
				out = append(out, mention{from, end, i, n, [2]int{from, end}, 0})
			}
			at = end
		}
		out = append(append(out, r.bodyNames(p, i, n)...), r.bracketed(p, i, n)...)
	}
	sort.SliceStable(out, func(i, k int) bool { return out[i].a < out[k].a })
	r.shortNames(out)
	return out
}

// maxName is the longest name of a project, in characters, without 项目.
const maxName = 24

// nameLeft walks left from the word 项目 to where the name begins: at a mark, or
// after a word that a name does not contain. False if nothing but words that
// describe is left.
func (r *reader) nameLeft(floor, at int) (int, bool) {
	from := at
	for n := 0; from > floor && n <= maxName; n++ {
		c, w := utf8.DecodeLastRuneInString(r.view.text[floor:from])
		yearly := c == '年' && strings.HasPrefix(r.view.text[from:], "产") // 某厂年产2万片某项目
		if !nameRune(c) && !r.numberList(from-w) || !yearly && r.stopsName(r.view.text[floor:from]) {
			break
		}
		from -= w
	}
	_, _, number := r.marker(from, paragraph{a: from, b: at, jump: at})
	from += number
	from += r.leadingVerbs(r.view.text[from:at])
	name := r.view.text[from:at]
	if n := runes(name); n < 2 || n > maxName || strings.Count(name, "“") != strings.Count(name, "”") {
		return 0, false
	}
	if strings.ContainsAny(name[:1], "0123456789") && !strings.ContainsAny(name, "号线") {
		return 0, false // 31个项目
	}
	return from, !r.generic(name) && !r.batch(name)
}

// leadingVerbs gives the bytes of verbs and adverbs of ordering before a name
// (加强重大项目, 着力提升项目): they are no part of it.
func (r *reader) leadingVerbs(s string) int {
	n := 0
	for {
		w := r.lex.prefix("order_verbs", s[n:])
		if w == "" {
			w = r.lex.prefix("order_adverbs.plain", s[n:])
		}
		if w == "" {
			w = r.lex.prefix("project_words.lead_verb", s[n:])
		}
		if w == "" {
			return n
		}
		n += len(w)
	}
}

func nameRune(c rune) bool {
	return unicode.Is(unicode.Han, c) || unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("·“”-()+—±#~/", c)
}

// numberList says whether the byte is the mark of a list of numbers within a name: 5号、6号泊位.
func (r *reader) numberList(i int) bool {
	text := r.view.text
	return strings.HasPrefix(text[i:], "、") && strings.HasSuffix(text[:i], "号") && i+3 < len(text) && digitByte(text[i+3])
}

// stopsName says whether the text ends in a word that bounds a name on the left. A
// one-character word inside a longer one (和 of 和平) is taken for the bound all the
// same: a shorter name is the smaller fault.
func (r *reader) stopsName(text string) bool { return r.lex.suffix("project_words.left", text) != "" }

// generic says whether a name is made only of words that describe projects.
func (r *reader) generic(name string) bool {
	for name != "" {
		w := r.lex.prefix("project_words.generic", name)
		if w == "" {
			return false
		}
		name = name[len(w):]
	}
	return true
}

// several says whether the name at byte from, after floor, is that of several projects: 等 or,
// in its clause, a number stands before it (甲、乙等|煤电项目, 3个机构优化|提质项目).
func (r *reader) several(floor, from int) bool {
	before := r.view.text[floor:from]
	if strings.HasSuffix(before, "等") {
		return true
	}
	if k := strings.LastIndexAny(before, ",。;:、!?() "); k >= 0 {
		_, w := firstRune(before[k:])
		before = before[k+w:]
	}
	for _, counter := range []string{"个", "项"} {
		if k := strings.LastIndex(before, counter); k > 0 && (digitByte(before[k-1]) || r.lex.suffix("project_words.many", before[:k]) != "") {
			return !strings.Contains(before[k:], "的")
		}
	}
	return false
}

// aggregate says whether a count follows the name (项目31个): it names many.
func (r *reader) aggregate(a, b int) bool {
	amount, ok := zh.ScanAmount(strings.TrimPrefix(r.view.text[a:b], "共"))
	return ok && (amount.Unit == "个" || amount.Unit == "项")
}

// suggested says whether the sentence up to byte b only proposes what it names (专家建议,
// 明年可启动…): nobody has decided on it.
func (r *reader) suggested(b int) bool {
	before, _ := r.before(b, 240)
	if k := strings.LastIndexAny(before, "。;!?"); k >= 0 {
		_, w := firstRune(before[k:])
		before = before[k+w:]
	}
	for i := range before {
		if r.lex.prefix("project_words.suggested", before[i:]) == "" {
			continue
		}
		clause := before[strings.LastIndex(before[:i], ",")+1 : i]
		if !r.lex.contains("project_words.heeded", clause) {
			return true
		}
	}
	return false
}

// merge folds a second description of a known project into the first: it fills
// what the first left open.
func (r *reader) merge(p *Project, from int) bool {
	for i := from; i < len(r.page.Projects); i++ {
		q := &r.page.Projects[i]
		if q.Name.Reading() != p.Name.Reading() {
			continue
		}
		q.also = append(q.also, p.told)
		if q.Event == nil {
			q.Event, q.Date = p.Event, p.Date
		}
		for k, f := range p.amounts() {
			fill(q.amounts()[k].to, *f.to)
		}
		fill(&q.PhaseCount, p.PhaseCount)
		for _, f := range []struct{ to, from **Span }{{&q.IndustryPark, &p.IndustryPark}, {&q.Location, &p.Location}, {&q.Start, &p.Start}, {&q.Expected, &p.Expected}} {
			if *f.to == nil {
				*f.to = *f.from
			}
		}
		if len(q.Phases) == 0 {
			q.Phases = p.Phases
		}
		if len(q.Parties) == 0 {
			q.Parties, q.PartyList = p.Parties, p.PartyList
		}
		return true
	}
	return false
}

func fill(to **Measure, from *Measure) {
	if *to == nil {
		*to = from
	}
}

// news adds what the article says of its projects: the event with its date where it stands
// beside the name; of a single one the total in the headline and the park. With several
// projects these are not added, because nothing says to which they belong.
func (r *reader) news(a *article, from int, names []mention) {
	if len(r.page.Projects) == from && a.Type == "news" {
		r.announced(a, names)
	}
	if a.Type != "news" {
		r.headTotal(a, from)
		return
	}
	for i := from; i < len(r.page.Projects); i++ {
		if p := &r.page.Projects[i]; p.Event == nil {
			r.event(a, p)
		}
	}
	if len(r.page.Projects) != from+1 {
		return
	}
	r.headTotal(a, from)
	r.park(a, &r.page.Projects[from])
}

// headTotal reads the total in a headline over an article that tells of one project only.
func (r *reader) headTotal(a *article, from int) {
	if len(r.page.Projects) != from+1 {
		return
	}
	p := &r.page.Projects[from]
	for _, h := range a.heads {
		par := r.view.pars[h]
		if par.kind == lineCross && (len(a.pars) == 0 || h > a.pars[0] || p.Total != nil) {
			continue
		}
		if m, ok := r.amountField("project.total", par.a, par.b); ok && p.TotalHeadline == nil {
			p.TotalHeadline = m
		}
	}
}

// park reads the industry park that the article ties to its one project, and who
// builds that park; both stand where the article first names them.
func (r *reader) park(a *article, p *Project) {
	if len(a.pars) == 0 {
		return
	}
	rule, builder := r.lex.rules["project.park"], r.lex.rules["project.parkbuilder"]
	for _, i := range a.pars {
		par := r.view.pars[i]
		if m := rule.find(r.view.text[par.a:par.jump]); m != nil && p.IndustryPark == nil {
			x, y, _ := rule.group(m, par.a, "span")
			s := r.view.span(x, y, rule.code, rule.conf)
			p.IndustryPark = &s
		}
		if p.IndustryPark == nil || p.ParkBuilder != nil || !strings.Contains(r.view.text[par.a:par.jump], "建设主体") {
			continue
		}
		if m := builder.find(r.view.text[par.a:par.jump]); m != nil {
			x, y, _ := builder.group(m, par.a, "span")
			first := r.view.pars[a.pars[0]].a
			k := strings.Index(r.view.text[first:y], r.view.text[x:y])
			s := r.view.span(first+k, first+k+y-x, builder.code, builder.conf)
			p.ParkBuilder = &s
		}
	}
}

// bound gives the bound that a verb before a number implies.
func (r *reader) bound(verb string) zh.Bound {
	for _, b := range []zh.Bound{zh.MoreThan, zh.AtLeast, zh.AtMost} {
		if r.lex.has("bounds."+string(b), verb) {
			return b
		}
	}
	return zh.Equal
}
