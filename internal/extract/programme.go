package extract

import (
	"strings"

	"tupo/internal/zh"
)

// readProgramme finds the year's programme: a counted name that the page keeps
// returning to, or heads a piece with, or lists; and the theme year. A theme year
// alone is a programme that counts nothing.
func (r *reader) readProgramme() {
	theme := r.themeYear()
	var best *candidate
	for _, c := range r.candidates() {
		if !r.claimed(c, theme) {
			continue
		}
		if best == nil || r.weight(c, theme) > r.weight(best, theme) {
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
	} else if len(p.Actions) != p.DeclaredCount {
		p.ListedCount = len(p.Actions)
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
	m := rule.find(text)
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
	hit := rule.find(text)
	if hit == nil {
		rule = r.lex.rules["programme.ownerafter"]
		from, text = m, r.view.text[m:min(len(r.view.text), m+maxList)]
		if k := strings.IndexAny(text, "。\n"); k >= 0 {
			text = text[:k]
		}
		if hit = rule.find(text); hit == nil {
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
