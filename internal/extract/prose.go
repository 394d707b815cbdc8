package extract

import (
	"encoding/json"
	"fmt"
	"strings"

	"tupo/internal/zh"
)

// Prose is what ReadProse finds in a text of any kind: the facts of a Page and every
// quantity, rank and statement without a number. Its JSON has the keys of labelled
// texts.
type Prose struct {
	Chars int `json:"chars"`
	// Reference is the day that the text tells of itself, where its reading goes by it; nil if it
	// goes by the date given, or by none.
	Reference  *ReferenceDate `json:"reference_date,omitempty"`
	Quantities []Figure       `json:"quantities"`
	Ranks      []Figure       `json:"ranks"`
	Nonnumeric []Figure       `json:"nonnumeric"`
	Projects   []ProseProject `json:"projects"`
	Directives []Order        `json:"directives"`
	Programme  *Programme     `json:"programme"`
	People     []Named        `json:"people"`
	Meetings   []Gathering    `json:"meetings"`
	Structure  []Mark         `json:"structure"`

	page *Page     // what the reader of pages found
	told []Project // Projects in full
}

// Place is a stretch of the source without more: Text is the source from Start to End.
type Place struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

func (s Span) at() Place { return Place{s.Text, s.Start, s.End} }

// Figure is a measured indicator with what the text says of it. Indicator is its name
// as written, Resolved the full name where the text elides a part of it. Value holds
// the number with unit and the bound words that touch it; Values and Unit are as
// written, Canonical has the scale multiplied out. Period is 2023, 2023Q1, 2023H1,
// 2021-2025 or 2013-01/2013-08, and Basis says where it comes from.
//
// Measure is level, growth, decline, avg_growth, pp_change, gap_vs_benchmark,
// increase_abs, reduction_abs, multiple, rank or nonnumeric. Kind is result or target;
// KindFine adds estimate, plan and projection.
type Figure struct {
	ID         string       `json:"id"`
	Indicator  Place        `json:"indicator"`
	Resolved   string       `json:"indicator_resolved"`
	Known      string       `json:"indicator_known,omitempty"` // its name in the lexicon of indicators
	Measure    string       `json:"measure"`
	Direction  string       `json:"direction,omitempty"`
	Bound      zh.Bound     `json:"bound"`
	Value      Place        `json:"value"`
	Values     []zh.Decimal `json:"values"`
	Unit       string       `json:"unit"`
	Canonical  *Canonical   `json:"canonical,omitempty"`
	Period     string       `json:"period"`
	Basis      string       `json:"period_basis"`
	Kind       string       `json:"kind"`
	KindFine   string       `json:"kind_fine"`
	Benchmark  string       `json:"benchmark,omitempty"`
	Tier       string       `json:"tier,omitempty"` // TierFloor, TierStretch or ""
	Span       Place        `json:"span"`
	Flags      []string     `json:"flags"`
	Reason     string       `json:"reason"`
	Confidence float64      `json:"confidence"`
}

// bytesForFigure is how many bytes of a report hold one figure, about.
const bytesForFigure = 400

// ReadProse reads any official prose. It never fails and, like Read, is a pure
// function of the text and the day of issue.
func ReadProse(text string, opts Options) *Prose {
	r := read(text, opts)
	out := &Prose{page: r.page, Chars: r.page.Chars, Programme: r.page.Programme, Structure: r.page.Structure,
		Quantities: make([]Figure, 0, len(text)/bytesForFigure), Ranks: []Figure{}, Nonnumeric: []Figure{}}
	if ref := r.page.Reference; ref != nil && len(ref.Basis) > 0 {
		out.Reference = ref
	}
	f := &figures{r: r, text: simplified(r.view.text), out: out, hot: r.lex.hot(), verbs: verbTables(), grammar: zh.Grammar{Unit: unitAt}}
	f.wordy = writesWords(f.text)
	f.plans = planWords(f.year(), f.lastYear())
	f.readAll()
	f.mergeNews(r.page)
	f.tiers()
	r.readTables(out)
	out.told = allProjects(r.page.Projects, f.projects)
	out.told = r.listedProjects(out.told)
	out.Projects = proseProjects(out.told)
	out.Directives = orders(r.page.Directives)
	out.People, out.Meetings = named(r.page.People), gatherings(r.page.Meetings)
	return out
}

// JSON is the machine form, indented, with a final line feed.
func (p *Prose) JSON() ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(p); err != nil {
		return nil, fmt.Errorf("extract: encode prose: %w", err)
	}
	return []byte(b.String()), nil
}

// Order is a directive in the form of labelled texts. Deadline is the words that set it.
type Order struct {
	ID string `json:"id"`
	Place
	Subject    *Place  `json:"subject"`
	Deadline   *Place  `json:"deadline"`
	Speaker    string  `json:"speaker,omitempty"`
	Weak       bool    `json:"weak"`
	Reason     string  `json:"reason"`
	Confidence float64 `json:"confidence"`
}

func orders(all []Directive) []Order {
	out := make([]Order, 0, len(all))
	for _, d := range all {
		o := Order{ID: d.ID, Place: d.Span.at(), Speaker: d.Speaker, Weak: d.Weak, Reason: d.Reason, Confidence: d.Confidence}
		if d.Subject != nil {
			p := d.Subject.at()
			o.Subject = &p
		}
		if d.Deadline != nil {
			p := d.Deadline.Span.at()
			o.Deadline = &p
		}
		out = append(out, o)
	}
	return out
}

// Named is a person in the form of labelled texts.
type Named struct {
	Name       *Place   `json:"name"`
	Post       *Place   `json:"post"`
	Role       []string `json:"role"`
	Event      string   `json:"event"`
	Reason     string   `json:"reason"`
	Confidence float64  `json:"confidence"`
}

func named(all []Person) []Named {
	out := []Named{}
	for _, p := range all {
		n := Named{Role: p.Role, Event: p.Event}
		if p.Post != nil {
			at := p.Post.at()
			n.Post, n.Reason, n.Confidence = &at, p.Post.Reason, p.Post.Confidence
		}
		if p.Name != nil {
			at := p.Name.at()
			n.Name, n.Reason, n.Confidence = &at, p.Name.Reason, p.Name.Confidence
		}
		out = append(out, n)
	}
	return out
}

// Gathering is a meeting in the form of labelled texts; its place in the text is its
// title's.
type Gathering struct {
	Place
	Meeting
}

func gatherings(all []Meeting) []Gathering {
	out := []Gathering{}
	for _, m := range all {
		out = append(out, Gathering{m.Title.at(), m})
	}
	return out
}

// ProseProject is a project in the form of labelled texts: fields by name (total, land,
// floor, scale, capacity, output, tax, jobs, phases, phase1.inv …).
type ProseProject struct {
	ID         string         `json:"id"`
	Name       Place          `json:"name"`
	Fields     map[string]any `json:"fields"`
	Reason     string         `json:"reason"`
	Confidence float64        `json:"confidence"`
}

// field is an amount of a project.
type field struct {
	Place
	Values []zh.Decimal `json:"values"`
	Unit   string       `json:"unit"`
	Bound  zh.Bound     `json:"bound"`
}

func proseProjects(all []Project) []ProseProject {
	out := []ProseProject{}
	for i, p := range all {
		q := ProseProject{ID: fmt.Sprintf("p%d", i+1), Name: p.Name.at(), Fields: map[string]any{}, Reason: p.Name.Reason, Confidence: p.Name.Confidence}
		add := func(name string, m *Measure) {
			if m != nil {
				q.Fields[name] = field{m.Span.at(), m.Values, m.Unit, m.Bound}
			}
		}
		add("total", p.Total)
		if p.Total == nil {
			add("total", p.TotalHeadline)
		}
		add("year_investment", p.YearInvestment)
		add("done_investment", p.DoneInvestment)
		add("land", p.Land)
		add("floor", p.Floor)
		add("capacity", p.Capacity)
		add("scale", p.Scale)
		add("output", p.Output)
		add("tax", p.Tax)
		add("jobs", p.Jobs)
		add("phases", p.PhaseCount)
		for _, ph := range p.Phases {
			add(fmt.Sprintf("phase%d.inv", ph.No), ph.Investment)
			add(fmt.Sprintf("phase%d.land", ph.No), ph.Land)
			add(fmt.Sprintf("phase%d.floor", ph.No), ph.Floor)
		}
		if p.Event != nil {
			q.Fields["event"] = happening{p.Event.Type, p.Event.Span.at()}
		}
		for _, f := range []struct {
			name string
			span *Span
		}{{"content", p.Content}, {"loc", p.Location}, {"start", p.Start}, {"expected", p.Expected}} {
			if f.span != nil {
				q.Fields[f.name] = f.span.at()
			}
		}
		if p.Date != nil {
			q.Fields["date"] = p.Date.Span.at()
		}
		for k, party := range p.Parties {
			name := "party"
			if k > 0 {
				name = fmt.Sprintf("party%d", k+1)
			}
			q.Fields[name] = party.Span.at()
		}
		out = append(out, q)
	}
	return out
}
