package app

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/plan"
	"tupo/internal/project"
	"tupo/internal/record"
)

// project reads a project: a new one, or one that is known and takes what it lacks.
func (o *offering) project(f document.Fact, d Decision) (intent, error) {
	in, err := payload[extract.Project](f)
	if err != nil {
		return intent{}, err
	}
	c := Choice{As: AsProject, Name: in.Name.Reading()}
	for i := range o.projects {
		if sameProject(o.projects[i].Name, c.Name) {
			c.Project = o.projects[i].ID
		}
	}
	it := intent{Offer: Offer{Choice: c.said(d), Does: DoesNew, Near: o.like.near(c.Name)}}
	if it.Choice.Project == "" {
		return it, nil
	}
	i := slices.IndexFunc(o.projects, func(p project.Project) bool { return p.ID == it.Choice.Project })
	if i < 0 {
		it.Stop = errs.Field("project", "document.no-such-project")
		return it, nil
	}
	it.Near = first(candidateOfProject(&o.projects[i]).Ref, it.Near)
	m, err := o.merged(o.projects[i], in, it.Choice.Take)
	if err != nil {
		return it, err
	}
	it.Clash = m.clash
	for _, field := range it.Choice.Take {
		if !slices.ContainsFunc(m.clash, func(c Clash) bool { return c.Field == field }) {
			it.Stop = errs.Field("take", "document.no-clash", "field", field)
		}
	}
	if it.Does = DoesMerge; len(m.changed) == 0 && len(m.clash) == 0 {
		it.Does = DoesLink
	}
	return it, nil
}

// sameProject reports whether two names are of one project: 项目 at the end, quotation
// marks and blanks make no other.
func sameProject(a, b string) bool {
	bare := func(name string) string { return strings.TrimSuffix(plainName(name), "项目") }
	return bare(a) == bare(b)
}

// merged is a known project with what a document adds to it.
func (o *offering) merged(known project.Project, in extract.Project, take []string) (merging, error) {
	about, err := o.about(known.ID)
	if err != nil {
		return merging{}, err
	}
	was := byField(statements(&known, about.phases))
	sources := map[string]string{}
	for _, f := range about.told {
		said, err := saidOf(f, was)
		if err != nil {
			return merging{}, err
		}
		for _, x := range said {
			if !x.Differs {
				sources[x.Field] = source(f)
			}
		}
	}
	return mergeInto(known, about.phases, about.parties, in, take, sources), nil
}

// merging is a project that takes over what a document says of it.
type merging struct {
	row     project.Project
	changed []record.Row
	clash   []Clash
	take    []string
	sources map[string]string // by field: where what is known comes from, if not from where the row does
	source  string
	touched bool
}

// mergeInto fills what is not known of a project, its phases and parties with what a
// document says; where both say something else, what is known stays unless take names
// the field.
func mergeInto(known project.Project, phases []project.Phase, parties []project.Party, in extract.Project, take []string, sources map[string]string) merging {
	m := merging{row: known, take: take, sources: sources, source: known.Source}
	here := projectOf(in)
	before := m.row.Total
	m.amount("total", &m.row.Total, here.Total, "万元")
	switch {
	case m.row.Total != before:
		m.row.About = here.About
	case here.Total == before && before.Known() && m.row.About && !here.About: // what was said roughly is said exactly
		m.row.About, m.touched = false, true
	}
	m.amount("land", &m.row.Land, here.Land, "亩")
	if here.Phases != 0 {
		m.number("phases", &m.row.Phases, here.Phases)
	}
	m.stage(here)
	m.text("park", &m.row.Park, here.Park)
	m.text("chain", &m.row.Chain, here.Chain)
	m.text("sector", &m.row.Sector, here.Sector)
	m.fill(&m.row.Content, here.Content)
	m.fill(&m.row.Products, here.Products)
	if m.touched {
		m.changed = append(m.changed, &m.row)
	}
	for _, x := range in.Phases {
		m.phase(phases, x)
	}
	m.parties(parties, in)
	return m
}

// parties adds the bodies that are not known to take part, and what a known one does
// where that is not known.
func (m *merging) parties(known []project.Party, in extract.Project) {
	next := 0
	for _, x := range known {
		if n, err := strconv.Atoi(x.No); err == nil {
			next = max(next, n)
		}
	}
	for _, here := range partiesOf(m.row.ID, in) {
		i := slices.IndexFunc(known, func(x project.Party) bool { return plainName(x.Name) == plainName(here.Name) })
		switch {
		case i < 0:
			next++
			here.No = fmt.Sprint(next)
			m.changed = append(m.changed, &here)
		case known[i].Role == "" && here.Role != "":
			row := known[i]
			row.Role = here.Role
			m.changed = append(m.changed, &row)
		}
	}
}

// believed reports whether a field takes over what the document says.
func (m *merging) believed(field string, same, blank bool, known, here string) bool {
	switch {
	case same:
		return false
	case blank:
		return true
	}
	m.clash = append(m.clash, Clash{Field: field, Known: known, Here: here, Source: cmp.Or(m.sources[field], m.source)})
	return slices.Contains(m.take, field)
}

func (m *merging) amount(field string, known *core.Quantity, here core.Quantity, unit string) {
	if here.Known() && m.believed(field, *known == here, !known.Known(), shownAmount(*known, unit), shownAmount(here, unit)) {
		*known, m.touched = here, true
	}
}

// shownUnit is the unit in which people read what is kept in another.
func shownUnit(unit string) string {
	if unit == "万元" {
		return "亿元"
	}
	return unit
}

func shownIn(q core.Quantity, unit string) core.Quantity {
	x := plan.Indicator{Unit: unit, Display: shownUnit(unit)}
	return x.Shown(q)
}

func (m *merging) number(field string, known *int64, here int64) {
	if m.believed(field, *known == here, *known == 0, fmt.Sprint(*known), fmt.Sprint(here)) {
		*known, m.touched = here, true
	}
}

func (m *merging) text(field string, known *string, here string) {
	if here != "" && m.believed(field, plainName(*known) == plainName(here), *known == "", *known, here) {
		*known, m.touched = here, true
	}
}

// fill takes over a description where there is none: two of them seldom agree.
func (m *merging) fill(known *string, here string) {
	if *known == "" && here != "" {
		*known, m.touched = here, true
	}
}

// stage follows a project on its way: a later stage is news, an earlier one is not.
func (m *merging) stage(here project.Project) {
	if here.Stage == "" || stageOrder(here.Stage) <= stageOrder(m.row.Stage) {
		return
	}
	m.row.Stage, m.row.StageOn, m.touched = here.Stage, here.StageOn, true
}

func stageOrder(stage string) int {
	return slices.Index([]string{"signed", "started", "capped", "equipped", "completed", "production", "full"}, stage)
}

func (m *merging) phase(known []project.Phase, in extract.Phase) {
	no := fmt.Sprint(in.No)
	field := "phase" + no
	here := phaseOf(m.row.ID, in)
	i := slices.IndexFunc(known, func(p project.Phase) bool { return p.No == no })
	if i < 0 {
		m.changed = append(m.changed, &here)
		return
	}
	row := merging{row: m.row, take: m.take, sources: m.sources, source: known[i].Source}
	next := known[i]
	row.amount(field+".inv", &next.Money, here.Money, "万元")
	row.amount(field+".land", &next.Land, here.Land, "亩")
	m.clash = append(m.clash, row.clash...)
	if row.touched {
		m.changed = append(m.changed, &next)
	}
}
