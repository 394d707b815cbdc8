package extract

import (
	"fmt"
	"strings"

	"tupo/internal/zh"
)

// readArticles groups the paragraphs into articles and reads their marks. An
// article begins with its headings, or with its byline or dateline if it has none.
func (r *reader) readArticles() {
	cur := -1 // index of the open article
	for i := range r.view.pars {
		p := &r.view.pars[i]
		switch p.kind {
		case lineGuideHead, lineGuide, lineGuidePage:
			r.closeArticle(cur, p.first)
			cur = -1
			continue
		case linePubdate, lineNoise, lineTable:
			continue
		case lineHeading:
			if i == 0 || r.view.pars[i-1].kind != lineHeading {
				cur = r.openArticle(cur, i)
			}
		case lineByline, lineDateline:
			if cur < 0 || r.signedBefore(cur, p.kind) {
				cur = r.openArticle(cur, i)
			}
		default:
			if cur < 0 {
				cur = r.openArticle(cur, i)
			}
		}
		p.article = cur
		r.addParagraph(&r.arts[cur], i)
	}
	r.closeArticle(cur, len(r.lines))
	for i := range r.arts {
		r.finishArticle(&r.arts[i])
	}
}

// signedBefore says whether a byline or dateline starts another article: the
// open one has text and already carries a mark of that kind.
func (r *reader) signedBefore(cur int, kind lineKind) bool {
	a := &r.arts[cur]
	if len(a.pars) == 0 {
		return false
	}
	if kind == lineDateline {
		return a.Dateline != nil
	}
	return a.by >= 0
}

func (r *reader) openArticle(cur, par int) int {
	first := r.view.pars[par].first
	r.closeArticle(cur, first)
	start := r.lines[first].start
	if len(r.arts) == 0 && first == 0 {
		start = 0
	}
	r.arts = append(r.arts, article{Article: Article{ID: fmt.Sprintf("a%d", len(r.arts)+1), Start: start}, by: -1, base: r.ref})
	return len(r.arts) - 1
}

// closeArticle ends the open article where line next begins.
func (r *reader) closeArticle(cur, next int) {
	if cur < 0 {
		return
	}
	r.arts[cur].End = len(r.view.raw)
	if next < len(r.lines) {
		r.arts[cur].End = r.lines[next].start
	}
}

// addParagraph files one paragraph under what it is.
func (r *reader) addParagraph(a *article, i int) {
	p := &r.view.pars[i]
	switch p.kind {
	case lineHeading:
		a.heads = append(a.heads, i)
	case lineByline:
		if a.Byline == nil {
			a.by = i
			r.setByline(a, p.a, p.b)
		}
	case linePointer:
		rule := r.lex.rules["structure.pointer"]
		m := rule.find(r.view.text[p.a:p.b])
		pa, pb, _ := rule.group(m, p.a, "page")
		a.Pointer = &Pointer{Span: r.view.span(p.a, p.b, rule.code, rule.conf), Page: r.view.joined(pa, pb)}
	case lineDateline:
		r.setDateline(a, p)
		fallthrough
	case lineText:
		r.setJump(a, p)
		a.pars = append(a.pars, i)
	case lineCross:
		a.heads = append(a.heads, i)
	}
}

func (r *reader) setByline(a *article, from, to int) {
	by, ok := r.lex.readByline(r.view.text[from:to])
	if !ok {
		return
	}
	a.Byline = &Byline{Span: r.view.span(from, to, "structure.byline", 0.97), Reporter: by.names}
	if by.role == "" {
		a.Type = "commentary"
	}
}

func (r *reader) setDateline(a *article, p *paragraph) {
	rule := r.lex.rules["structure.dateline"]
	m := rule.find(r.view.text[p.a:p.b])
	end := p.a + datelineEnd(r.lex, r.view.text[p.a:p.b])
	d := &Dateline{Span: r.view.span(p.a, end, rule.code, rule.conf)}
	if da, db, ok := rule.group(m, p.a, "date"); ok {
		if t, ok := zh.ScanTime(r.view.text[da:db], r.ref); ok {
			d.Date = t.Period
			if day, ok := zh.ParseDate(t.Period); ok {
				a.base = day
			}
		}
	}
	a.Dateline = d
	inline := r.lex.rules["structure.inlineby"]
	if m := inline.find(r.view.text[end:p.b]); m != nil && a.Byline == nil {
		sa, sb, _ := inline.group(m, end, "span")
		r.setByline(a, sa, sb)
	} else if from, to := r.view.trim(end, p.b); a.Byline == nil && to-from <= 3*maxMark {
		r.setByline(a, from, to) // 本报某日讯 记者 某某 报道, a line of its own
	}
}

// setJump reads a jump mark inside a paragraph. A jump to another page cuts its
// sentence if no final mark stands before it.
func (r *reader) setJump(a *article, p *paragraph) {
	rule := r.lex.rules["structure.jump"]
	if !strings.Contains(r.view.text[p.a:p.b], "版") {
		return
	}
	m := rule.find(r.view.text[p.a:p.b])
	if m == nil {
		return
	}
	from, to := p.a+m[0], p.a+m[1]
	da, db, ok := rule.group(m, p.a, "dir")
	pa, pb, _ := rule.group(m, p.a, "page")
	if !ok {
		da, db, _ = rule.group(m, p.a, "dir2")
		pa, pb, _ = rule.group(m, p.a, "page2")
	}
	j := &Jump{Span: r.view.span(from, to, rule.code, rule.conf), Direction: "to", Page: r.view.joined(pa, pb)}
	if strings.HasSuffix(r.view.text[da:db], "接") {
		j.Direction = "from"
	} else {
		j.CutSentence = from > p.a && !finalEnd(r.view.text[p.a:from])
		p.jump = from
	}
	if a.Jump == nil || j.Direction == "to" {
		a.Jump = j
	}
}

// finishArticle gives the headings their places and the article its type.
func (r *reader) finishArticle(a *article) {
	r.placeHeadings(a)
	switch {
	case a.Type == "commentary":
	case a.Headline != nil && a.Byline == nil && a.Dateline == nil && r.lex.contains("headline_words.comment", a.Headline.Text):
		a.Type = "commentary"
	case a.Byline != nil || a.Dateline != nil:
		a.Type = "news"
	default:
		a.Type = "text"
	}
}

// placeHeadings sorts the lines above an article into kicker, headline and
// subheads. Without type sizes only words can tell: a line that names an event
// (…召开) or introduces speech (…强调) above a slogan is the kicker, else the first
// line is the headline. Headings inside the text are subheads too.
func (r *reader) placeHeadings(a *article) {
	var top, inner []int
	for _, i := range a.heads {
		if r.view.pars[i].kind == lineHeading {
			top = append(top, i)
		} else {
			inner = append(inner, i)
		}
	}
	if len(top) > 1 {
		if code, conf := r.kicker(top); code != "" {
			s := r.headSpan(top[0], code, conf)
			a.Kicker, top = &s, top[1:]
		}
	}
	for n, i := range top {
		if n == 0 {
			s := r.headSpan(i, "structure.headline", 0.9)
			a.Headline = &s
			continue
		}
		a.Subheads = append(a.Subheads, r.headSpan(i, "structure.subhead", 0.9))
	}
	marked := a.Type != "" || a.Byline != nil || a.Dateline != nil
	if n := topLines(inner, a.pars); !marked && n > 0 && n <= 3 {
		s := r.headSpan(inner[0], "structure.headline-unmarked", 0.6)
		a.Headline = &s
	}
	if marked {
		for _, i := range inner {
			a.Subheads = append(a.Subheads, r.headSpan(i, "structure.crosshead", 0.7))
		}
	}
}

// topLines counts the unfinished lines that stand above all text of an article.
func topLines(inner, body []int) int {
	n := 0
	for len(body) > 0 && n < len(inner) && inner[n] < body[0] {
		n++
	}
	return n
}

func (r *reader) headSpan(par int, code string, conf float64) Span {
	p := r.view.pars[par]
	return r.view.span(p.a, p.b, code, conf)
}

func (r *reader) kicker(top []int) (string, float64) {
	first, second := r.parText(top[0]), r.parText(top[1])
	if r.lex.suffix("headline_words.said", first) != "" {
		return "structure.kicker-speech", 0.95
	}
	slogan := !strings.ContainsAny(second, "0123456789") && !r.lex.contains("role_words", second) && r.lex.suffix("headline_words.event", second) == ""
	if r.lex.suffix("headline_words.event", first) != "" && slogan && strings.ContainsAny(second, " ,!") {
		return "structure.kicker-event", 0.75
	}
	return "", 0
}

func (r *reader) parText(i int) string { return r.view.text[r.view.pars[i].a:r.view.pars[i].b] }

// readGuide reads the guide box: lines until a page mark make one item.
func (r *reader) readGuide() {
	var box *GuideBox
	var item GuideItem
	for _, p := range r.view.pars {
		switch p.kind {
		case lineGuideHead:
			if box != nil {
				return
			}
			box = &GuideBox{Title: r.view.span(p.a, p.b, "structure.guide", 0.97), Items: []GuideItem{}}
			r.page.GuideBox = box
		case lineGuide, lineGuidePage:
			if box == nil {
				continue
			}
			page := guidePage(r.lex, r.view.text[p.a:p.b])
			lineEnd := p.b
			if page != nil {
				lineEnd = p.a + page[0]
			}
			if a, b := r.view.trim(p.a, lineEnd); a < b {
				item.Lines = append(item.Lines, r.view.span(a, b, "structure.guide-line", 0.95))
			}
			if page != nil {
				item.Page = r.view.span(p.a+page[1], p.a+page[2], "structure.guide-page", 0.95)
				box.Items = append(box.Items, item)
				item = GuideItem{}
			}
		}
	}
}

// marks lists the structure of the page in order.
func (p *Page) marks() []Mark {
	out := []Mark{}
	add := func(kind string, s *Span) {
		if s != nil {
			out = append(out, Mark{kind, *s})
		}
	}
	for i := range p.Articles {
		a := &p.Articles[i]
		add("kicker", a.Kicker)
		add("headline", a.Headline)
		for k := range a.Subheads {
			add("subhead", &a.Subheads[k])
		}
		if a.Byline != nil {
			add("byline", &a.Byline.Span)
		}
		if a.Dateline != nil {
			add("dateline", &a.Dateline.Span)
		}
		if a.Jump != nil {
			add("jump", &a.Jump.Span)
		}
		if a.Pointer != nil {
			add("pointer", &a.Pointer.Span)
		}
	}
	if g := p.GuideBox; g != nil {
		add("guide_title", &g.Title)
		for i := range g.Items {
			for k := range g.Items[i].Lines {
				add("guide_line", &g.Items[i].Lines[k])
			}
			add("guide_page", &g.Items[i].Page)
		}
	}
	return out
}
