package app

import (
	"slices"
	"strconv"

	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// counted is how a programme that a page names by its number of actions alone (三大行动:
// no theme, no list) stands to the programmes that are there.
type counted struct {
	only bool // the page says no more than the number
	n    int
	name string
	fits *plan.Programme // the only one of that year, drafted or running, with so many actions
	many bool            // several have
}

func countedOf(in extract.Programme, name string, programmes []plan.Programme, actions []plan.Action, year int64) counted {
	c := counted{only: in.ThemeYear == nil && in.DeclaredCount > 0 && len(in.Actions) == 0, n: in.DeclaredCount, name: name}
	if !c.only {
		return c
	}
	var fitting []plan.Programme
	for _, p := range programmes {
		n := 0
		for _, a := range actions {
			if a.Programme == p.ID {
				n++
			}
		}
		if p.State != plan.Closed && n == c.n && (year == 0 || p.StartYear <= year && year <= p.EndYear) {
			fitting = append(fitting, p)
		}
	}
	if c.many = len(fitting) > 1; len(fitting) == 1 {
		c.fits = &fitting[0]
	}
	return c
}

// doubt says what accepting the name would do, as a reason or a refusal.
func (c counted) doubt(key string) *errs.Error {
	if c.many {
		key += "-many"
	}
	why := errs.New(errs.Conflict, key, "name", c.name, "n", strconv.Itoa(c.n))
	why.Field = "fact"
	return why
}

func (d *deciding) counted(in extract.Programme, programmes []plan.Programme, year int64) (counted, error) {
	actions, err := store.List[plan.Action](d.tx, "")
	return countedOf(in, bare(in.Name.Reading()), programmes, actions, year), err
}

// outcomes says of proposed programmes that are named by a number alone what accepting
// them would do: the reader of the page decides knowing it.
func outcomes(v *store.View, r *Reading) error {
	waiting := func(f document.Fact) bool { return f.Kind == extract.KindProgramme && f.State == document.Proposed }
	if !slices.ContainsFunc(r.Facts, waiting) {
		return nil
	}
	programmes, err := store.List[plan.Programme](v, "")
	if err != nil {
		return err
	}
	actions, err := store.List[plan.Action](v, "")
	if err != nil {
		return err
	}
	for _, f := range r.Facts {
		if !waiting(f) {
			continue
		}
		in, err := payload[extract.Programme](f)
		if err != nil {
			return err
		}
		name, year := bare(in.Name.Reading()), int64(r.Document.Date.Year())
		c := countedOf(in, name, programmes, actions, year)
		switch {
		case !c.only || namedIn(programmes, name, "", year) != nil:
		case c.fits != nil:
			r.Outcome = &Outcome{Fact: f.ID, Programme: c.fits.Code,
				Why: errs.New(errs.Conflict, "document.counted-fits", "name", name, "n", strconv.Itoa(c.n), "programme", c.fits.Name)}
		default:
			r.Outcome = &Outcome{Fact: f.ID, Why: c.doubt("document.counted-alone")}
		}
	}
	return nil
}

// namedIn finds the programme of a year that has a page's name or theme.
func namedIn(programmes []plan.Programme, name, theme string, year int64) *plan.Programme {
	i := slices.IndexFunc(programmes, func(p plan.Programme) bool {
		return (sameName(p.Name, name) || theme != "" && (sameName(p.Theme, theme) || sameName(p.Name, theme))) && (year == 0 || p.StartYear <= year && year <= p.EndYear)
	})
	if i < 0 {
		return nil
	}
	return &programmes[i]
}
