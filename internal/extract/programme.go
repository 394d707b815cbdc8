package extract

import (
	"strings"

	"tupo/internal/zh"
)

// candidate is a counted name (十三大…行动) seen in the page.
type candidate struct {
	name     string // without quotation marks
	a, b     int    // first mention, with its quotation marks
	count    int
	rule     *rule
	mentions [][2]int
	listed   bool
	headed   bool // stands in a heading
	quoted   bool
	actions  []Action
}

// readProgramme finds the year's programme: a counted name that the page keeps
// returning to, or heads a piece with, or lists; and the theme year. A theme year
// alone is a programme that counts nothing.
func (r *reader) readProgramme() {
	theme := r.themeYear()
	var best *candidate
	for _, c := range r.candidates() {
		if !c.claimed() {
			continue
		}
		if best == nil || c.weight() > best.weight() {
			best = c
		}
	}
	if best == nil {
		r.themeProgramme(theme)
		return
	}
	p := &Programme{ID: "pg1", Name: r.view.span(best.a, best.b, best.rule.code, best.rule.conf), DeclaredCount: best.count, Actions: best.actions}
	if p.Actions == nil {
		p.Actions = []Action{}
	}
	for _, m := range best.mentions {
		p.Mentions = append(p.Mentions, int(r.view.at[m[0]]))
		if p.Launched == nil {
			p.Launched = r.launched(m[0])
		}
	}
	if theme != nil && r.together(theme, best) {
		p.ThemeYear = &theme.span
	} else {
		theme = nil
	}
	r.setOwner(p, best.mentions, theme)
	r.page.Programme = p
}

// together says whether the theme year and the name stand in one paragraph or both
// in headings: only then do they belong to one programme.
func (r *reader) together(t *themed, c *candidate) bool {
	if t.headed && c.headed {
		return true
	}
	for _, m := range c.mentions {
		p := r.paragraphAt(m[0])
		for _, at := range t.mentions {
			if p != nil && at >= p.a && at < p.b {
				return true
			}
		}
	}
	return false
}

func (c *candidate) claimed() bool {
	return c.listed || c.headed || c.quoted && len(c.mentions) >= 2
}

func (c *candidate) weight() int {
	n := len(c.mentions)
	if c.listed {
		n += 1000
	}
	if c.quoted {
		n += 100
	}
	return n
}

// candidates lists the counted names of the page with their mentions, in order.
func (r *reader) candidates() []*candidate {
	var order []*candidate
	byName := map[string]*candidate{}
	for _, code := range []string{"programme.quoted", "programme.bare"} {
		rule := r.lex.rules[code]
		for _, p := range r.view.pars {
			if p.article < 0 || p.kind == lineByline {
				continue
			}
			for _, at := range r.countedNames(p) {
				m := rule.re.FindStringSubmatchIndex(r.view.text[at[0]:at[1]])
				if m == nil || m[0] > len("“") {
					continue
				}
				a, b := at[0]+m[0], at[0]+m[1]
				na, nb, _ := rule.group(m, at[0], "n")
				n, ok := zh.ParseNumber(r.view.text[na:nb])
				if !ok || code == "programme.bare" && r.insideQuotes(a, b) {
					continue
				}
				name := strings.Trim(r.view.text[a:b], `“”"`)
				c := byName[name]
				if c == nil {
					count, _ := n.Int()
					c = &candidate{name: name, a: a, b: b, count: count, rule: rule, quoted: code == "programme.quoted"}
					if count < 2 || count > 200 {
						continue
					}
					byName[name] = c
					order = append(order, c)
				}
				c.mentions = append(c.mentions, [2]int{a, b})
				c.headed = c.headed || p.kind == lineHeading
			}
		}
	}
	for _, c := range order {
		r.findActions(c)
	}
	return order
}

// nameWindow is how far, in bytes, a counted name may reach after its numeral.
const nameWindow = 90

// countedNames finds where a numeral stands before 大, 项 or 个: the windows in which
// a rule looks for a name, beginning at the numeral or the mark before it.
func (r *reader) countedNames(p paragraph) [][2]int {
	var out [][2]int
	text := r.view.text
	for i := p.a; i < p.b; {
		k := strings.IndexAny(text[i:p.b], "大项个")
		if k < 0 {
			break
		}
		at := i + k
		i = at + len("大")
		from := at
		for n := 0; n < 5 && from > p.a; n++ {
			w := width(text[:from])
			if _, _, ok := zh.ScanNumber(text[from-w : from]); !ok {
				break
			}
			from -= w
		}
		if from == at {
			continue
		}
		if before := text[p.a:from]; strings.HasSuffix(before, "“") || strings.HasSuffix(before, `"`) {
			from -= width(text[:from])
		}
		to := min(p.b, at+nameWindow)
		for to < p.b && text[to]&0xC0 == 0x80 {
			to++
		}
		out = append(out, [2]int{from, to})
	}
	return out
}

func (r *reader) insideQuotes(a, b int) bool {
	before := strings.HasSuffix(r.view.text[:a], "“") || strings.HasSuffix(r.view.text[:a], `"`)
	return before && (strings.HasPrefix(r.view.text[b:], "”") || strings.HasPrefix(r.view.text[b:], `"`))
}

// themed is the theme year (“…年”) and where it is mentioned.
type themed struct {
	span     Span
	mentions []int
	headed   bool
}

func (r *reader) themeYear() *themed {
	rule := r.lex.rules["programme.theme"]
	seen := map[string]*themed{}
	var best *themed
	for _, p := range r.view.pars {
		if p.article < 0 {
			continue
		}
		if !strings.Contains(r.view.text[p.a:p.b], "年”") && !strings.Contains(r.view.text[p.a:p.b], `年"`) {
			continue
		}
		for _, m := range rule.re.FindAllStringIndex(r.view.text[p.a:p.b], -1) {
			a, b := p.a+m[0], p.a+m[1]
			key := r.view.text[a:b]
			t := seen[key]
			if t == nil {
				t = &themed{span: r.view.span(a, b, rule.code, rule.conf)}
				seen[key] = t
			}
			t.mentions = append(t.mentions, a)
			t.headed = t.headed || p.kind == lineHeading
			if best == nil || len(t.mentions) > len(best.mentions) {
				best = t
			}
		}
	}
	return best
}

// themeProgramme claims a theme year as a programme of its own if the page heads a
// piece with it or returns to it.
func (r *reader) themeProgramme(t *themed) {
	if t == nil || !t.headed && len(t.mentions) < 3 {
		return
	}
	p := &Programme{ID: "pg1", Name: t.span, ThemeYear: &t.span, Actions: []Action{}}
	for _, m := range t.mentions {
		p.Mentions = append(p.Mentions, int(r.view.at[m]))
	}
	r.setOwner(p, nil, t)
	r.page.Programme = p
}

// before gives up to n bytes of the paragraph before byte a, on a rune border.
func (r *reader) before(a, n int) (string, int) {
	from := max(0, a-n)
	for from < a && r.view.text[from]&0xC0 == 0x80 {
		from++
	}
	if k := strings.LastIndexByte(r.view.text[from:a], '\n'); k >= 0 {
		from += k + 1
	}
	return r.view.text[from:a], from
}

func (r *reader) launched(mention int) *Span {
	rule := r.lex.rules["programme.launched"]
	text, from := r.before(mention, 60)
	m := rule.re.FindStringSubmatchIndex(text)
	if m == nil {
		return nil
	}
	a, b, _ := rule.group(m, from, "span")
	s := r.view.span(a, b, rule.code, rule.conf)
	return &s
}

// setOwner reads who set the programme up: a body before 确定, 部署 … of the theme
// year or the name, and the place that the page puts before the theme year.
func (r *reader) setOwner(p *Programme, mentions [][2]int, theme *themed) {
	var at []int
	if theme != nil {
		at = append(at, theme.mentions...)
	}
	for _, m := range mentions {
		at = append(at, m[0])
	}
	for _, m := range at {
		a, b, rule := r.ownerAt(m)
		if rule == nil {
			continue
		}
		if place := r.ownerLeftOf(a); place < a {
			p.Owner, p.OwnerSpans = r.view.joined(place, b), []Span{r.view.span(place, b, rule.code, rule.conf)}
			return
		}
		organ := r.view.span(a, b, rule.code, rule.conf)
		p.Owner, p.OwnerSpans = organ.Reading(), []Span{organ}
		if r.lex.prefix("organs", organ.Text) == "" {
			return // it is written with its place
		}
		for _, n := range at {
			if pl := r.placeLeftOf(n); pl < n {
				s := r.view.span(pl, n, "programme.owner-place", 0.8)
				p.Owner, p.OwnerSpans = joinPlace(s.Reading(), p.Owner), []Span{s, organ}
				return
			}
		}
		return
	}
}

// joinPlace puts place and body together as they are written: 某某市 and 市委 is 某某市委.
func joinPlace(place, organ string) string {
	if last := place[len(place)-width(place):]; strings.HasPrefix(organ, last) {
		place = strings.TrimSuffix(place, last)
	}
	return place + organ
}

// ownerAt finds the body that set up what is mentioned at byte m: before it, or
// after it in the same sentence (由市委、市政府部署).
func (r *reader) ownerAt(m int) (a, b int, rule *rule) {
	rule = r.lex.rules["programme.owner"]
	text, from := r.before(m, 90)
	hit := rule.re.FindStringSubmatchIndex(text)
	if hit == nil {
		rule = r.lex.rules["programme.ownerafter"]
		from, text = m, r.view.text[m:min(len(r.view.text), m+maxList)]
		if k := strings.IndexAny(text, "。\n"); k >= 0 {
			text = text[:k]
		}
		if hit = rule.re.FindStringSubmatchIndex(text); hit == nil {
			return 0, 0, nil
		}
	}
	a, b, _ = rule.group(hit, from, "organ")
	if x, y, ok := rule.group(hit, from, "place"); ok && x < y {
		a = x
	}
	return a, b, rule
}

// clauseLeft gives the Chinese text between the last boundary and byte a.
func (r *reader) clauseLeft(a int) (string, int) {
	text, from := r.before(a, 30)
	if k := strings.LastIndexAny(text, ",。;:、 ”“是由的为在"); k >= 0 {
		_, w := firstRune(text[k:])
		text, from = text[k+w:], from+k+w
	} else if from > 0 && r.view.text[from-1] != '\n' {
		return "", a
	}
	if n := runes(text); n < 2 || n > 8 || !allHan(text) {
		return "", a
	}
	return text, from
}

// placeLeftOf finds an administrative place that ends right before byte a and
// begins at the head of its clause; it returns a if there is none.
func (r *reader) placeLeftOf(a int) int {
	text, from := r.clauseLeft(a)
	if text == "" || !strings.ContainsAny(text[len(text)-width(text):], "区市县省州镇乡盟旗") {
		return a
	}
	return from
}

// ownerLeftOf finds the place that is written together with a body (某某|区委): any
// short name that is no time.
func (r *reader) ownerLeftOf(a int) int {
	text, from := r.clauseLeft(a)
	if text == "" || runes(text) > 6 {
		return a
	}
	if t, ok := zh.ScanTime(text, r.ref); ok && t.End > 0 {
		return a
	}
	return from
}
