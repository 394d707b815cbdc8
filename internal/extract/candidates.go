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
	listed   bool   // actions were found
	found    string // by which rule
	headed   bool   // stands in a heading
	quoted   bool
	told     bool // stands somewhere outside orders and quoted speech
	actions  []Action
}

// weakList is how many tasks or measures a list must have to be a programme, if
// nothing else says that it is one.
const weakList = 5

// claimed says whether a counted name is a programme: it heads a piece, or the page
// returns to it, or lists it.
func (r *reader) claimed(c *candidate, theme *themed) bool {
	if r.lex.has("programme_words.not", c.name) {
		return false
	}
	if c.headed || c.quoted && c.told && len(c.mentions) >= 2 {
		return true
	}
	if r.passing(len(c.mentions)) && c.found != "programme.numbered" && (theme == nil || !r.together(theme, c)) {
		return false
	}
	weak := r.lex.suffix("programme_words.weak", c.name) != "" && !c.quoted && c.count < weakList
	return c.listed && (!weak || theme != nil && r.together(theme, c))
}

// longPage is the length, in characters, from which a page holds many matters: what
// it names only once, in passing, is then not its programme.
const longPage = 8000

func (r *reader) passing(mentions int) bool { return mentions < 2 && r.page.Chars > longPage }

// weight orders the programmes that a page could be about: the one of the theme
// year, then one that is listed, then one in quotation marks, then the larger.
func (r *reader) weight(c *candidate, theme *themed) int {
	n := len(c.mentions) + min(c.count, 40)
	if c.listed && len(c.actions) == c.count {
		n += 1000
	}
	if c.listed {
		n += 500
	}
	if c.quoted {
		n += 100
	}
	if theme != nil && r.together(theme, c) {
		n += 2000
	}
	return n
}

// candidates lists the counted names of the page with their mentions, in order.
func (r *reader) candidates() []*candidate {
	var order []*candidate
	byName := map[string]*candidate{}
	places := make([][][2]int, len(r.view.pars))
	for i, p := range r.view.pars {
		if p.article >= 0 && p.kind != lineByline {
			places[i] = r.countedNames(p)
		}
	}
	for _, code := range []string{"programme.quoted", "programme.bare"} {
		rule := r.lex.rules[code]
		for i, p := range r.view.pars {
			for _, at := range places[i] {
				m := rule.find(r.view.text[at[0]:at[1]])
				if m == nil || m[0] > len("“") {
					continue
				}
				a, b := at[0]+m[0], at[0]+m[1]
				na, nb, _ := rule.group(m, at[0], "n")
				n, ok := zh.ParseNumber(r.view.text[na:nb])
				if !ok || code == "programme.bare" && r.insideQuotes(a, b) {
					continue
				}
				if strings.HasSuffix(r.view.text[a:b], "战") && strings.HasPrefix(r.view.text[b:], "略") {
					continue // 两大战略
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
				c.told = c.told || !r.ordered(p, a, b)
			}
		}
	}
	r.assignLists(order)
	return order
}

// ordered says whether the name at a, b of a paragraph lies in an order or in quoted speech: who
// is told to press on with 六大攻坚行动 is told nothing of what they are.
func (r *reader) ordered(p paragraph, a, b int) bool {
	if insideMarks(r.view.text[p.a:a]) {
		return true
	}
	for _, s := range r.sentences(p) {
		if s.a <= a && a < s.b {
			sp := speech{}
			return r.opens(&sp, s) < b && sp.orders
		}
	}
	return false
}

// nameWindow is how far, in bytes, a counted name may reach after its numeral.
const nameWindow = 90

// countedNames finds where a numeral stands before 大, 项 or 个: the windows in which
// a rule looks for a name, beginning at the numeral or the mark before it.
func (r *reader) countedNames(p paragraph) [][2]int {
	var out [][2]int
	text := r.view.text
	for i := p.a; i < p.b; {
		k := counterMark(text[i:p.b])
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

// counterMark is the place of the first 大, 项 or 个, or -1.
func counterMark(s string) int {
	for i := 0; i+2 < len(s); i++ {
		switch s[i] {
		case 0xE5, 0xE9, 0xE4:
			if c := s[i : i+3]; c == "大" || c == "项" || c == "个" {
				return i
			}
		}
	}
	return -1
}
