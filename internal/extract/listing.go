package extract

import (
	"fmt"
	"io"
	"strings"
)

// Lang is the language of a listing.
type Lang string

const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// labels of a listing, Chinese and English. The words are those of the interface.
func labels(lang Lang) map[string]string {
	pairs := map[string][2]string{
		"article": {"文章", "Article"}, "kicker": {"引题", "kicker"}, "headline": {"标题", "headline"}, "subhead": {"副题", "subhead"},
		"byline": {"署名", "byline"}, "dateline": {"电头", "dateline"}, "jump": {"转版", "jump"}, "pointer": {"指引", "pointer"},
		"guide": {"导读", "Guide box"}, "breaks": {"接续的断行", "Line breaks joined"}, "programme": {"年度计划", "Programme"},
		"theme": {"主题年", "theme year"}, "owner": {"主责", "owner"}, "launched": {"启动", "launched"}, "declared": {"所称项数", "declared count"},
		"listed": {"实列项数（与所称不符）", "listed (differs from the declared count)"},
		"action": {"行动", "action"}, "meeting": {"会议", "Meeting"}, "date": {"日期", "date"}, "place": {"地点", "place"}, "agenda": {"议程", "agenda"},
		"people": {"人员", "People"}, "directive": {"督办事项", "Directive"}, "speaker": {"提出", "speaker"}, "subject": {"责任主体", "subject"},
		"deadline": {"时限", "deadline"}, "sub": {"分项", "sub-order"}, "cut": {"被转版截断", "cut by the jump"}, "project": {"项目", "Project"},
		"event": {"事项", "event"}, "total": {"总投资", "total investment"}, "headtotal": {"标题总投资", "total in the headline"}, "land": {"用地", "land"},
		"floor": {"建筑面积", "floor area"}, "capacity": {"产能", "capacity"}, "scale": {"规模", "scale"}, "start": {"开工", "begun"}, "expected": {"预计完成", "expected"}, "output": {"产值", "output"}, "tax": {"税收", "tax"}, "jobs": {"就业", "jobs"},
		"phases": {"分期", "phases"}, "phase": {"其中", "of which"}, "year": {"年度投资", "investment of the year"}, "done": {"已完成投资", "invested so far"}, "investment": {"投资", "investment"}, "party": {"参与方", "party"}, "sector": {"行业", "sector"},
		"content": {"建设内容", "content"}, "products": {"产品", "products"}, "relation": {"关系", "relation"}, "park": {"园区", "park"},
		"builder": {"园区建设主体", "park builder"}, "quantity": {"数量", "Quantity"}, "target": {"无数字目标", "Target without number"},
		"none": {"没有读出任何事实。", "No facts found."},
	}
	at := 0
	if lang == English {
		at = 1
	}
	out := make(map[string]string, len(pairs))
	for k, v := range pairs {
		out[k] = v[at]
	}
	return out
}

// listing writes lines and keeps the first error.
type listing struct {
	w     io.Writer
	label map[string]string
	err   error
	lines int
}

// line writes one entry: indent, label, text and place.
func (l *listing) line(depth int, key, text string, s *Span) {
	if l.err != nil || text == "" && s == nil {
		return
	}
	place := ""
	if s != nil {
		place = fmt.Sprintf("  [%d–%d]", s.Start, s.End)
		if text == "" {
			text = s.Reading()
		}
	}
	l.lines++
	_, l.err = fmt.Fprintf(l.w, "%s%s  %s%s\n", strings.Repeat("  ", depth), l.label[key], text, place)
}

// shown is a date as a listing says it: the words to read, and the day or span.
func (d *Dated) shown() string { return strings.TrimSpace(d.Reading() + "  " + d.Resolved) }

func (l *listing) measure(depth int, key string, m *Measure) {
	if m != nil {
		l.line(depth, key, "", &m.Span)
	}
}

// WriteText writes the page as a plain listing for people, each entry with its
// place in the text. The only errors are those of w.
func WriteText(w io.Writer, p *Page, lang Lang) error {
	l := &listing{w: w, label: labels(lang)}
	l.structure(p)
	l.programme(p.Programme)
	l.meetings(p)
	l.directives(p.Directives)
	for i := range p.Projects {
		l.project(&p.Projects[i])
	}
	for i := range p.Quantities {
		q := &p.Quantities[i]
		l.line(0, "quantity", q.Indicator.Reading()+": "+q.Value.Reading(), &q.Value)
	}
	for i := range p.Nonnumeric {
		n := &p.Nonnumeric[i]
		l.line(0, "target", n.Value.Reading(), &n.Value)
	}
	if l.lines == 0 && l.err == nil {
		_, l.err = fmt.Fprintln(w, l.label["none"])
	}
	if l.err != nil {
		return fmt.Errorf("extract: write listing: %w", l.err)
	}
	return nil
}

func (l *listing) structure(p *Page) {
	for i := range p.Articles {
		a := &p.Articles[i]
		if a.Headline == nil && a.Byline == nil && a.Dateline == nil {
			continue
		}
		l.line(0, "article", strings.ToUpper(a.ID), &Span{Start: a.Start, End: a.End})
		l.line(1, "kicker", "", a.Kicker)
		l.line(1, "headline", "", a.Headline)
		for k := range a.Subheads {
			l.line(1, "subhead", "", &a.Subheads[k])
		}
		if a.Byline != nil {
			l.line(1, "byline", "", &a.Byline.Span)
		}
		if a.Dateline != nil {
			l.line(1, "dateline", strings.TrimSpace(a.Dateline.Reading()+"  "+a.Dateline.Date), &a.Dateline.Span)
		}
		if a.Jump != nil {
			l.line(1, "jump", "", &a.Jump.Span)
		}
		if a.Pointer != nil {
			l.line(1, "pointer", "", &a.Pointer.Span)
		}
	}
	if g := p.GuideBox; g != nil {
		l.line(0, "guide", "", &g.Title)
		for _, it := range g.Items {
			var words []string
			for _, s := range it.Lines {
				words = append(words, s.Reading())
			}
			l.line(1, "guide", strings.Join(words, " / ")+"  "+it.Page.Text, &it.Page)
		}
	}
	if n := len(p.LineBreaks); n > 0 {
		l.line(0, "breaks", fmt.Sprint(n), nil)
	}
}

func (l *listing) programme(g *Programme) {
	if g == nil {
		return
	}
	l.line(0, "programme", "", &g.Name)
	l.line(1, "theme", "", g.ThemeYear)
	l.line(1, "owner", g.Owner, nil)
	l.line(1, "launched", "", g.Launched)
	if g.DeclaredCount > 0 {
		l.line(1, "declared", fmt.Sprint(g.DeclaredCount), nil)
	}
	if g.ListedCount > 0 {
		l.line(1, "listed", fmt.Sprint(g.ListedCount), nil)
	}
	for i := range g.Actions {
		a := &g.Actions[i]
		l.line(1, "action", fmt.Sprintf("%02d  %s", a.No, a.Reading()), &a.Span)
	}
}

func (l *listing) meetings(p *Page) {
	for i := range p.Meetings {
		m := &p.Meetings[i]
		l.line(0, "meeting", "", &m.Title)
		if m.Date != nil {
			l.line(1, "date", m.Date.shown(), &m.Date.Span)
		}
		l.line(1, "place", "", m.Place)
		for k := range m.Agenda {
			l.line(1, "agenda", "", &m.Agenda[k])
		}
	}
	for i := range p.People {
		q := &p.People[i]
		var words []string
		for _, s := range []*Span{q.Post, q.Name} {
			if s != nil {
				words = append(words, s.Reading())
			}
		}
		l.line(0, "people", strings.Join(words, " ")+"  "+strings.Join(q.Role, "、"), q.place())
	}
}

func (l *listing) directives(all []Directive) {
	for i := range all {
		d := &all[i]
		l.line(0, "directive", "", &d.Span)
		l.line(1, "speaker", d.Speaker, nil)
		l.line(1, "subject", "", d.Subject)
		if d.Deadline != nil {
			l.line(1, "deadline", d.Deadline.shown(), &d.Deadline.Span)
		}
		for k := range d.SubOrders {
			l.line(1, "sub", "", &d.SubOrders[k].Span)
			l.line(2, "subject", "", d.SubOrders[k].Subject)
			if due := d.SubOrders[k].Deadline; due != nil {
				l.line(2, "deadline", due.shown(), &due.Span)
			}
		}
		if d.TruncatedByJump {
			l.line(1, "cut", "✂", nil)
		}
	}
}

func (l *listing) project(p *Project) {
	l.line(0, "project", "", &p.Name)
	if p.Event != nil {
		l.line(1, "event", p.Event.Type, &p.Event.Span)
	}
	if p.Date != nil {
		l.line(1, "date", p.Date.shown(), &p.Date.Span)
	}
	for _, f := range []struct {
		key string
		m   *Measure
	}{
		{"total", p.Total}, {"headtotal", p.TotalHeadline}, {"year", p.YearInvestment}, {"done", p.DoneInvestment}, {"land", p.Land}, {"floor", p.Floor}, {"capacity", p.Capacity}, {"scale", p.Scale},
		{"output", p.Output}, {"tax", p.Tax}, {"jobs", p.Jobs}, {"phases", p.PhaseCount},
	} {
		l.measure(1, f.key, f.m)
	}
	for i := range p.Phases {
		ph := &p.Phases[i]
		l.line(1, "phase", "", &ph.Name)
		l.measure(2, "investment", ph.Investment)
		l.measure(2, "land", ph.Land)
		l.measure(2, "floor", ph.Floor)
	}
	for i := range p.Parties {
		l.line(1, "party", p.Parties[i].Reading()+"  "+p.Parties[i].Role, &p.Parties[i].Span)
	}
	l.line(1, "sector", "", p.Sector)
	l.line(1, "content", "", p.Content)
	for i := range p.Products {
		l.line(1, "products", "", &p.Products[i])
	}
	for i := range p.Relations {
		l.line(1, "relation", p.Relations[i].Type, &p.Relations[i].Of)
	}
	l.line(1, "place", "", p.Location)
	l.line(1, "start", "", p.Start)
	l.line(1, "expected", "", p.Expected)
	l.line(1, "park", "", p.IndustryPark)
	l.line(1, "builder", "", p.ParkBuilder)
}
