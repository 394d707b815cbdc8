package app

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/lexicon"
	"tupo/internal/project"
)

func (d *deciding) project(f document.Fact) (core.Ref, error) {
	in, err := payload[extract.Project](f)
	if err != nil {
		return core.Ref{}, err
	}
	it, err := d.offers.project(f, d.decision)
	switch {
	case err != nil:
		return core.Ref{}, err
	case it.Stop != nil:
		return core.Ref{}, noRoom{it.Stop}
	case d.decision.Among && len(it.Clash) > 0:
		return core.Ref{}, noRoom{errs.Field("fact", "document.look-clash", "text", in.Name.Reading())}
	case it.Choice.Project != "":
		err := d.merge(it.Choice, in, source(f))
		if err == nil {
			about := d.offers.known[it.Choice.Project]
			about.told = append(about.told, f)
		}
		return core.Ref{Kind: "project", ID: string(it.Choice.Project)}, err
	}
	id, err := d.app.newID()
	if err != nil {
		return core.Ref{}, err
	}
	p := projectOf(in)
	p.ID, p.Source = core.ProjectID(id), source(f)
	if name := strings.TrimSpace(it.Choice.Name); name != "" {
		p.Name = name
	}
	p.Code = nextCode("P", 4, d.offers.projects, func(x project.Project) string { return x.Code })
	if err := d.tx.Insert(&p); err != nil {
		return core.Ref{}, err
	}
	d.offers.projects = append(d.offers.projects, p)
	d.offers.known[p.ID] = &knownProject{told: []document.Fact{f}}
	return core.Ref{Kind: "project", ID: id}, d.parts(p.ID, in, source(f))
}

// merge writes what a known project takes over from a document.
func (d *deciding) merge(c Choice, in extract.Project, src string) error {
	i := slices.IndexFunc(d.offers.projects, func(p project.Project) bool { return p.ID == c.Project })
	m, err := d.offers.merged(d.offers.projects[i], in, c.Take)
	if err != nil {
		return err
	}
	for _, row := range m.changed {
		switch x := row.(type) {
		case *project.Phase:
			x.Source = cmp.Or(x.Source, src)
			d.known(*x)
		case *project.Party:
			x.Source = cmp.Or(x.Source, src)
			d.partOf(*x)
		}
		if err := d.tx.Put(row); err != nil {
			return err
		}
	}
	d.offers.projects[i] = m.row
	return nil
}

// known keeps a phase as it is now, for the facts still to come.
func (d *deciding) known(p project.Phase) {
	about := d.offers.known[p.Project]
	about.phases = append(slices.DeleteFunc(about.phases, func(x project.Phase) bool { return x.No == p.No }), p)
}

// partOf keeps a party as it is now.
func (d *deciding) partOf(p project.Party) {
	about := d.offers.known[p.Project]
	about.parties = append(slices.DeleteFunc(about.parties, func(x project.Party) bool { return x.No == p.No }), p)
}

// stageOf gives the project's stage for the page's word for an event; "" for
// events that are no stage.
func stageOf(event string) string {
	switch event {
	case "签约":
		return "signed"
	case "开工", "动工":
		return "started"
	case "封顶":
		return "capped"
	case "竣工":
		return "completed"
	case "投产", "试产":
		return "production"
	case "达产":
		return "full"
	}
	return ""
}

func projectOf(in extract.Project) project.Project {
	p := project.Project{Name: in.Name.Reading(), Total: amount(in.Total, "万元"), Land: amount(in.Land, "亩")}
	p.About = in.Total != nil && in.Total.Bound == "approx"
	if in.Event != nil {
		p.Stage = stageOf(in.Event.Type)
	}
	if in.Date != nil {
		day, _, _ := strings.Cut(in.Date.Resolved, " ")
		if on, err := core.ParseDate(day); err == nil {
			p.StageOn = on
		}
	}
	if n := amount(in.PhaseCount, ""); n.Known() {
		p.Phases = n.Micro() / core.Scale
	}
	if in.IndustryPark != nil {
		p.Park = in.IndustryPark.Reading()
	}
	for _, r := range in.Relations {
		if strings.HasSuffix(r.Of.Reading(), "产业链") {
			p.Chain = r.Of.Reading()
		}
	}
	if in.Sector != nil {
		p.Sector = in.Sector.Reading()
	}
	if in.Content != nil {
		p.Content = in.Content.Reading()
	}
	for i, x := range in.Products {
		if i > 0 {
			p.Products += "、"
		}
		p.Products += x.Reading()
	}
	return p
}

func phaseOf(id core.ProjectID, in extract.Phase) project.Phase {
	return project.Phase{Project: id, No: fmt.Sprint(in.No), Name: in.Name.Reading(), Money: amount(in.Investment, "万元"), Land: amount(in.Land, "亩"), Status: in.InvestmentStatus}
}

func phasesOf(id core.ProjectID, in extract.Project) []project.Phase {
	var out []project.Phase
	for _, x := range in.Phases {
		out = append(out, phaseOf(id, x))
	}
	return out
}

func partiesOf(id core.ProjectID, in extract.Project) []project.Party {
	var out []project.Party
	for i, x := range in.PartyList {
		row := project.Party{Project: id, No: fmt.Sprint(i + 1), Name: x.Reading()}
		for _, p := range in.Parties {
			if p.Start <= x.Start && x.End <= p.End {
				row.Role = p.Role
			}
		}
		out = append(out, row)
	}
	return out
}

func (d *deciding) parts(id core.ProjectID, in extract.Project, src string) error {
	for _, row := range phasesOf(id, in) {
		row.Source = src
		if err := d.tx.Insert(&row); err != nil {
			return err
		}
		d.known(row)
	}
	for _, row := range partiesOf(id, in) {
		row.Source = src
		if err := d.tx.Insert(&row); err != nil {
			return err
		}
		d.partOf(row)
	}
	return nil
}

// amount is a stated single amount in the wanted unit; unknown when the page
// gives none, a range, or a unit that does not convert.
func amount(m *extract.Measure, unit string) core.Quantity {
	if m == nil || len(m.Values) != 1 {
		return core.Quantity{}
	}
	q, err := core.ParseQuantity(m.Values[0].String())
	if err != nil {
		return core.Quantity{}
	}
	if unit == "" || m.Unit == unit {
		return q
	}
	q, err = lexicon.Convert(q, m.Unit, unit)
	if err != nil {
		return core.Quantity{}
	}
	return q
}
