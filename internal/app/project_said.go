package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/extract"
	"tupo/internal/i18n"
	"tupo/internal/project"
	"tupo/internal/store"
)

// statement is one field of a project as people read it.
type statement struct {
	field string // as a Clash names it
	text  string // with its unit
	loose bool   // two of them seldom agree word for word: a description, a stage on the way
}

// statements lists what is said of a project and its phases.
func statements(p *project.Project, phases []project.Phase) []statement {
	var out []statement
	add := func(field, text string, loose bool) {
		if text != "" {
			out = append(out, statement{field, text, loose})
		}
	}
	amount := func(field string, q core.Quantity, unit string) {
		if q.Known() {
			add(field, shownAmount(q, unit), false)
		}
	}
	amount("total", p.Total, "万元")
	amount("land", p.Land, "亩")
	if p.Phases != 0 {
		add("phases", fmt.Sprint(p.Phases), false)
	}
	add("stage", p.Stage, true)
	add("park", p.Park, false)
	add("chain", p.Chain, false)
	add("sector", p.Sector, false)
	add("content", p.Content, true)
	add("products", p.Products, true)
	for _, x := range phases {
		amount("phase"+x.No+".inv", x.Money, "万元")
		amount("phase"+x.No+".land", x.Land, "亩")
	}
	return out
}

func shownAmount(q core.Quantity, unit string) string {
	return i18n.EitherExactly(shownIn(q, unit), shownUnit(unit), 0)
}

// statementsOf lists what a text says of a project.
func statementsOf(in extract.Project) []statement {
	p := projectOf(in)
	return statements(&p, phasesOf("", in))
}

// Said is what a sentence of a document says of a field of a project.
type Said struct {
	Field    string // as Clash names it
	Value    string // as people read it
	Fact     document.Fact
	Document document.Document
	Differs  bool // from what is known: another source says something else
}

// saidOf compares what a fact says with what is known of its project.
func saidOf(f document.Fact, known map[string]string) ([]Said, error) {
	in, err := payload[extract.Project](f)
	if err != nil {
		return nil, err
	}
	var out []Said
	for _, x := range statementsOf(in) {
		was, same := known[x.field], plainName(known[x.field]) == plainName(x.text)
		if same || !x.loose && was != "" {
			out = append(out, Said{Field: x.field, Value: x.text, Fact: f, Differs: !same})
		}
	}
	return out, nil
}

func byField(all []statement) map[string]string {
	out := map[string]string{}
	for _, x := range all {
		out[x.field] = x.text
	}
	return out
}

// projectFacts lists the accepted facts of a project, in the order in which they came in.
func projectFacts(r store.Reader, id core.ProjectID) ([]document.Fact, error) {
	all, err := store.List[document.Fact](r, "object = $1 AND kind = $2 AND state = $3", core.Ref{Kind: "project", ID: string(id)}.String(), extract.KindProject, string(document.Accepted))
	slices.SortFunc(all, func(a, b document.Fact) int { return cmp.Compare(a.ID, b.ID) })
	return all, err
}

// ProjectSaid lists which sentence says which field of a project, and which say another
// value than the one that is known; the oldest document first. It is empty for those who may not read
// documents.
func (a *App) ProjectSaid(ctx context.Context, w Who, p ProjectPage) ([]Said, error) {
	if a.anywhere(w, access.ViewDocument) != nil {
		return nil, nil
	}
	known := byField(statements(&p.Project, p.Phases))
	var out []Said
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		out = nil
		facts, err := store.List[document.Fact](v, "object = $1 AND kind = $2", core.Ref{Kind: "project", ID: string(p.Project.ID)}.String(), extract.KindProject)
		if err != nil {
			return err
		}
		for _, f := range facts {
			d, err := store.Get[document.Document](v, string(f.Document))
			if err != nil {
				return err
			}
			said, err := saidOf(f, known)
			if err != nil {
				return err
			}
			for _, x := range said {
				x.Document = d
				out = append(out, x)
			}
		}
		return nil
	})
	slices.SortStableFunc(out, func(x, y Said) int {
		return cmp.Or(cmp.Compare(x.Document.Date, y.Document.Date), cmp.Compare(x.Fact.ID, y.Fact.ID))
	})
	return out, err
}

// KnownOf lists what is known of a project, field by field, as ProjectSaid names them.
func KnownOf(p ProjectPage) []Said {
	var out []Said
	for _, x := range statements(&p.Project, p.Phases) {
		out = append(out, Said{Field: x.field, Value: x.text})
	}
	return out
}
