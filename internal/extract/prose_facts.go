package extract

import (
	"sort"
	"strings"
)

// Facts flattens the reading into the list that is proposed to a person, ordered by
// place, with fingerprints as those of Page.Facts. A figure's place is its value's; its
// fingerprint depends on name, measure, value and period, not on where it stands. Orders that
// only say these figures are not proposed beside them.
func (p *Prose) Facts() []Fact {
	var out []Fact
	for _, f := range p.page.Facts() {
		switch f.Kind {
		case KindQuantity, KindNonnumeric, KindProject:
		default:
			out = append(out, f)
		}
	}
	for i := range p.told {
		x := &p.told[i]
		s := x.Name
		out = append(out, Fact{Kind: KindProject, Start: s.Start, End: s.End, Text: s.Text, Joined: s.Reading(), Reason: s.Reason, Confidence: s.Confidence,
			Fingerprint: fingerprint(KindProject, s.Reading()), Payload: x})
	}
	for _, g := range []struct {
		kind string
		all  []Figure
	}{{KindQuantity, p.Quantities}, {KindRank, p.Ranks}, {KindNonnumeric, p.Nonnumeric}} {
		for i := range g.all {
			q := &g.all[i]
			out = append(out, Fact{Kind: g.kind, Start: q.Value.Start, End: q.Value.End, Text: q.Value.Text, Joined: unspaced(q.Value.Text),
				Reason: q.Reason, Confidence: q.Confidence, Payload: q,
				Fingerprint: fingerprint(g.kind, strings.Join([]string{q.Resolved, q.Measure, unspaced(q.Value.Text), q.Period, q.Kind}, "|"))})
		}
	}
	out = p.withoutTails(out)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	distinguish(out)
	return out
}

// unspaced is a text without white space, as a number that a line breaks is read.
func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }

// allProjects are the projects of news, and those told in passing that are not among
// them, in the order of the text.
func allProjects(news []Project, passing []ProseProject) []Project {
	out := append([]Project{}, news...)
	for _, p := range passing {
		met := false
		for i := range news {
			if q := &out[i]; p.Name.Start < q.Name.End && q.Name.Start < p.Name.End {
				met = true
				q.complete(p.project())
			}
			met = met || shares(&news[i], p.project()) || p.partOf(&news[i])
		}
		if !met {
			out = append(out, p.project())
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Name.Start < out[j].Name.Start })
	return out
}

// shares says whether an amount of a project told in passing is one of another: what 建成年产5万吨
// 某生产线 says in the description of a plant is the plant's.
func shares(of *Project, p Project) bool {
	for _, f := range of.amounts() {
		for _, g := range p.amounts() {
			if a, b := *f.to, *g.to; a != nil && b != nil && a.Start < b.End && b.Start < a.End {
				return true
			}
		}
	}
	return false
}

// partOf says whether a capacity told in passing stands in the description of a project: it is
// of a part (一期建成年产5万吨|某生产线).
func (p ProseProject) partOf(q *Project) bool {
	_, capacity := p.Fields["capacity"]
	return capacity && len(p.Fields) < 3 && covers(append([]Place{q.told}, q.also...), p.Name)
}

// complete takes from another reading of the same name what this one left open.
func (p *Project) complete(q Project) {
	if p.Event == nil {
		p.Event = q.Event
	}
	for k, f := range q.amounts() {
		fill(p.amounts()[k].to, *f.to)
	}
}

// project is a project told in passing in the form of those of news.
func (p ProseProject) project() Project {
	out := Project{ID: p.ID, Name: Span{Text: p.Name.Text, Start: p.Name.Start, End: p.Name.End, Reason: p.Reason, Confidence: p.Confidence}}
	if joined := unspaced(p.Name.Text); joined != p.Name.Text {
		out.Name.Joined = joined
	}
	for name, to := range map[string]**Measure{"total": &out.Total, "land": &out.Land, "floor": &out.Floor, "capacity": &out.Capacity, "scale": &out.Scale} {
		if x, ok := p.Fields[name].(field); ok {
			*to = &Measure{Span: Span{Text: x.Text, Start: x.Start, End: x.End}, Values: x.Values, Unit: x.Unit, Bound: x.Bound}
		}
	}
	if e, ok := p.Fields["event"].(happening); ok {
		out.Event = &ProjectEvent{Type: e.Type, Span: Span{Text: e.Text, Start: e.Start, End: e.End}}
	}
	return out
}
