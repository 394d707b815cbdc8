package app

import (
	"context"
	"slices"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/meeting"
	"tupo/internal/plan"
	"tupo/internal/project"
	"tupo/internal/store"
)

// offering finds what the facts of a document would become as things stand.
type offering struct {
	app   *App
	who   Who
	board *board.Snapshot // as far as the account may see it
	paper
	programme  *plan.Programme // that the document set up, or nil
	indicators map[subject][]*plan.Indicator
	alike      *likeness       // indicators
	orders     []document.Fact // of the document; nil until asked for
	text       []rune          // of the document; nil until asked for
	year       int             // that the text was written in; 0 until asked for
	directives []meeting.Directive
	orderLike  *likeness       // directives; nil until asked for
	own        map[string]bool // of sources that were asked for: facts of the document
	projects   []project.Project
	reader     store.Reader // what is known of a project is read when a fact may be about it
	known      map[core.ProjectID]*knownProject
	like       *likeness // projects
	nextOne    string    // code of a new indicator; "" until asked for
}

// knownProject is what is known of a project beside its own row.
type knownProject struct {
	phases  []project.Phase
	parties []project.Party
	told    []document.Fact // accepted facts of whatever document
}

// offeringOf gathers what the offers of a document are made from, as far as its facts
// that are not accepted can match it.
func (a *App) offeringOf(r store.Reader, w Who, s *board.Snapshot, p paper) (*offering, error) {
	o := a.figureOffering(w, s, p)
	o.reader = r
	var err error
	if p.waits(extract.KindDirective) {
		if o.directives, err = store.List[meeting.Directive](r, ""); err != nil {
			return nil, err
		}
	}
	if !p.waits(extract.KindProject) {
		return o, nil
	}
	if o.projects, err = store.List[project.Project](r, ""); err != nil {
		return nil, err
	}
	var names []Candidate
	for i := range o.projects {
		names = append(names, candidateOfProject(&o.projects[i]))
	}
	o.like = newLikeness(names)
	return o, nil
}

// waits reports whether facts of one of these kinds may still be accepted.
func (p *paper) waits(kinds ...string) bool {
	return slices.ContainsFunc(p.facts, func(f document.Fact) bool { return f.State != document.Accepted && slices.Contains(kinds, f.Kind) })
}

// about reads what is known of a project, once.
func (o *offering) about(id core.ProjectID) (*knownProject, error) {
	if x := o.known[id]; x != nil {
		return x, nil
	}
	var x knownProject
	var err error
	if x.phases, err = store.List[project.Phase](o.reader, "project_id = $1", string(id)); err != nil {
		return nil, err
	}
	if x.parties, err = store.List[project.Party](o.reader, "project_id = $1", string(id)); err != nil {
		return nil, err
	}
	if x.told, err = projectFacts(o.reader, id); err != nil {
		return nil, err
	}
	o.known[id] = &x
	return &x, nil
}

// figureOffering gathers what the offers of figures alone are made from.
func (a *App) figureOffering(w Who, s *board.Snapshot, p paper) *offering {
	o := &offering{app: a, who: w, board: s, paper: p, indicators: map[subject][]*plan.Indicator{}, own: map[string]bool{}, known: map[core.ProjectID]*knownProject{}}
	for i := range p.facts {
		o.own[source(p.facts[i])] = true
	}
	for _, f := range p.facts {
		if ref, err := core.ParseRef(f.Object); err == nil && f.Kind == extract.KindProgramme && f.State == document.Accepted {
			o.programme, _ = s.Programme(core.ProgrammeID(ref.ID))
		}
	}
	var names []Candidate
	for _, all := range [][]plan.Indicator{s.Book().Indicators, p.asked.indicators} {
		for i := range all {
			x := &all[i]
			for _, k := range subjectsOf(x) {
				o.indicators[k] = append(o.indicators[k], x)
			}
			names = append(names, candidateOf(x))
		}
	}
	o.alike = newLikeness(names)
	return o
}

func candidateOf(x *plan.Indicator) Candidate {
	return Candidate{Ref: core.Ref{Kind: "indicator", ID: string(x.ID)}, Code: x.Code, Name: x.Name, Unit: x.Measure()}
}

func candidateOfProject(p *project.Project) Candidate {
	return Candidate{Ref: core.Ref{Kind: "project", ID: string(p.ID)}, Code: p.Code, Name: p.Name}
}

// Offered reports whether facts of this kind are accepted by a choice.
func Offered(kind string) bool {
	return Measured(kind) || kind == extract.KindDirective || kind == extract.KindProject
}

// Measured reports whether facts of this kind say something of an indicator: they
// become targets and published figures.
func Measured(kind string) bool {
	return kind == extract.KindQuantity || kind == extract.KindRank || kind == extract.KindNonnumeric
}

// all makes the offers of the facts that wait for a word, or were refused and may
// still be taken.
func (o *offering) all() (map[core.FactID]Offer, error) {
	out := map[core.FactID]Offer{}
	for _, f := range o.facts {
		if f.State == document.Accepted || !Offered(f.Kind) {
			continue
		}
		it, err := o.intend(f, Decision{})
		if err != nil {
			return nil, err
		}
		out[f.ID] = it.Offer
	}
	return out, nil
}

// intent is a fact with what it would become: an offer, and the rows to write for it.
type intent struct {
	Offer
	figure intendedFigure
}

// intend reads a fact, takes over what the decision says, and finds what that would do.
func (o *offering) intend(f document.Fact, d Decision) (intent, error) {
	switch {
	case Measured(f.Kind):
		return o.figure(f, d)
	case f.Kind == extract.KindDirective:
		return o.directive(f, d)
	case f.Kind == extract.KindProject:
		return o.project(f, d)
	}
	return intent{}, errs.Field("fact", "document.not-decidable", "kind", f.Kind)
}

// said is the choice as read with what a person said in its place.
func (c Choice) said(d Decision) Choice {
	for _, field := range d.Said {
		switch field {
		case "as":
			c.As = d.Choice.As
		case "programme":
			c.Programme = d.Choice.Programme
		case "action":
			c.Action = d.Choice.Action
		case "indicator":
			c.Indicator = d.Choice.Indicator
		case "name":
			c.Name = d.Choice.Name
		case "measure":
			c.Measure = d.Choice.Measure
		case "unit":
			c.Unit = d.Choice.Unit
		case "responsible":
			c.Responsible = d.Choice.Responsible
		case "period":
			c.Period = d.Choice.Period
		case "value":
			c.Value = d.Choice.Value
		case "high":
			c.High = d.Choice.High
		case "floor_value":
			c.Floor = d.Choice.Floor
		case "stretch":
			c.Stretch = d.Choice.Stretch
		case "reference":
			c.Reference = d.Choice.Reference
		case "text":
			c.Text = d.Choice.Text
		case "deliverable":
			c.Deliverable = d.Choice.Deliverable
		case "due":
			c.Due = d.Choice.Due
		case "lead":
			c.Lead = d.Choice.Lead
		case "closer":
			c.Closer = d.Choice.Closer
		case "directive":
			c.Directive = d.Choice.Directive
		case "project":
			c.Project = d.Choice.Project
		case "take":
			c.Take = d.Choice.Take
		case "reason":
			c.Reason = d.Choice.Reason
		}
	}
	return c
}

// FactOffer gives a fact, and what accepting it would do; a zero offer where nothing
// but its own kind is to be said of it.
func (a *App) FactOffer(ctx context.Context, w Who, id core.FactID) (document.Fact, Offer, error) {
	f, err := a.FactPlace(ctx, w, id)
	if err != nil || !Offered(f.Kind) || f.State == document.Accepted || a.district(w, access.DecideFact) != nil {
		return f, Offer{}, err
	}
	s, err := a.Seen(ctx, w)
	if err != nil {
		return f, Offer{}, err
	}
	var it intent
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		p, err := paperAround(v, f)
		if err != nil {
			return err
		}
		o, err := a.offeringOf(v, w, s, p)
		if err != nil {
			return err
		}
		it, err = o.intend(f, Decision{})
		return err
	})
	return f, it.Offer, err
}

// rootUnit is the district itself as a unit; "" before there is one.
func (o *offering) rootUnit() core.UnitID {
	u, _ := rootOf(o.board.Book().Units)
	return u.ID
}

// programmeFor is the programme in which a target of a year goes unless a person says
// otherwise: the document's own, else the only one that covers the year and is not
// closed, else the only one of those that runs.
func (o *offering) programmeFor(year int64) core.ProgrammeID {
	covers := func(p *plan.Programme) bool {
		return p.StartYear <= year && year <= p.EndYear && p.State != plan.Closed
	}
	if o.programme != nil && covers(o.programme) {
		return o.programme.ID
	}
	var open, running []core.ProgrammeID
	for i := range o.board.Book().Programmes {
		p := &o.board.Book().Programmes[i]
		if !covers(p) {
			continue
		}
		open = append(open, p.ID)
		if p.State == plan.Active {
			running = append(running, p.ID)
		}
	}
	for _, only := range [][]core.ProgrammeID{open, running} {
		if len(only) == 1 {
			return only[0]
		}
	}
	return ""
}

// strivenWithin is how far after a target, in characters, its second value may stand.
const strivenWithin = 300

// striven finds the second value of a target set twice in one sentence: the next fact
// of the same name that is marked so.
func (o *offering) striven(f document.Fact, q *extract.Figure) *extract.Figure {
	i, _ := slices.BinarySearchFunc(o.facts, f, inPlace)
	for ; i < len(o.facts) && inPlace(o.facts[i], f) == 0; i++ { // those that share its place are as they come
		if o.facts[i].ID == f.ID {
			i++
			break
		}
	}
	for _, x := range o.facts[min(i, len(o.facts)):] {
		if x.Start >= f.Start+strivenWithin {
			return nil
		}
		if x.Kind != extract.KindQuantity || x.State == document.Refused {
			continue
		}
		next, err := payload[extract.Figure](x)
		if err != nil || next.Tier != extract.TierStretch || next.Resolved != q.Resolved || next.Measure != q.Measure {
			return nil
		}
		return &next
	}
	return nil
}
