package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/meeting"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// Attendee is who was at a meeting, as far as the reader may know.
type Attendee struct {
	meeting.Attendance
	Name   string // "" where the page has none, it was erased, or the reader may not see it
	Erased bool
}

// present is somebody whom a page puts at a meeting. A person who is not known yet
// comes with the data to be kept.
type present struct {
	row     meeting.Attendance
	entered *store.Personal
}

// chairs is the word by which a page says who led a meeting.
const chairs = "主持"

// peopleRead finds in a page who was at the meetings that are about to be accepted. A
// name that exactly one known person has is that person; any other is entered as a new
// one, if the account may enter persons, else the post alone is kept.
func (a *App) peopleRead(ctx context.Context, w Who, p paper, decisions []Decision) (map[core.FactID][]present, error) {
	accepted := slices.DeleteFunc(slices.Clone(p.facts), func(f document.Fact) bool {
		return f.Kind != extract.KindMeeting || !slices.ContainsFunc(decisions, func(d Decision) bool { return d.Fact == f.ID && d.Accept })
	})
	if len(accepted) == 0 {
		return nil, nil
	}
	known, err := a.personsByName(ctx, w)
	fresh := map[string]*store.Personal{}
	if err != nil {
		return nil, err
	}
	text, err := a.text(p.doc)
	if err != nil {
		return nil, err
	}
	page := extract.Read(text, extract.Options{Date: string(p.doc.Date)})
	out := map[core.FactID][]present{}
	for _, f := range accepted {
		i := slices.IndexFunc(page.Meetings, func(m extract.Meeting) bool { return int64(m.Title.Start) == f.Start })
		if i < 0 {
			continue
		}
		for _, p := range page.People {
			if p.Event != page.Meetings[i].ID {
				continue
			}
			x, err := a.presentAt(w, p, known, fresh)
			if err != nil {
				return nil, err
			}
			x.row.No, x.row.Source = fmt.Sprintf("%02d", len(out[f.ID])+1), source(f)
			out[f.ID] = append(out[f.ID], x)
		}
	}
	return out, nil
}

// presentAt makes a row of what a page says of somebody; fresh gets the persons that
// are new.
func (a *App) presentAt(w Who, p extract.Person, known map[string][]core.PersonID, fresh map[string]*store.Personal) (present, error) {
	x := present{row: meeting.Attendance{Role: strings.Join(p.Role, "、"), Chair: slices.Contains(p.Role, chairs)}}
	if p.Post != nil {
		x.row.Post = p.Post.Reading()
	}
	if p.Org != nil {
		x.row.Org = p.Org.Reading()
	}
	if p.Name == nil || a.allow(w, access.EditUnits, "") != nil {
		return x, nil
	}
	data := PersonalData{Name: p.Name.Reading()}
	if err := data.check(); err != nil {
		return x, nil // no name that a person can have
	}
	if same := known[data.Name]; len(same) == 1 {
		x.row.Person = same[0]
		return x, nil
	}
	if fresh[data.Name] == nil {
		id, err := a.newID()
		if err != nil {
			return x, err
		}
		entered, err := a.salted(core.PersonID(id), data)
		if err != nil {
			return x, err
		}
		fresh[data.Name] = &entered
	}
	x.entered = fresh[data.Name]
	x.row.Person = core.PersonID(x.entered.ID)
	return x, nil
}

// personsByName lists the persons whose names are kept, by name.
func (a *App) personsByName(ctx context.Context, w Who) (map[string][]core.PersonID, error) {
	known := map[string][]core.PersonID{}
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		kept, err := v.Personals()
		if err != nil {
			return err
		}
		for id, p := range kept {
			data, err := readPersonal(p)
			if err != nil {
				return err
			}
			known[data.Name] = append(known[data.Name], core.PersonID(id))
		}
		return nil
	})
	return known, err
}

// attend keeps who was at a meeting, unless that is known of it already.
func (d *deciding) attend(id core.MeetingID, f document.Fact) error {
	known, err := store.List[meeting.Attendance](d.tx, "meeting_id = $1", string(id))
	if err != nil || len(known) > 0 {
		return err
	}
	for _, x := range d.people[f.ID] {
		if err := d.enter(x); err != nil {
			return err
		}
		row := x.row
		row.Meeting = id
		if err := d.tx.Insert(&row); err != nil {
			return err
		}
	}
	return nil
}

// enter keeps a person who is new, once for all meetings of the page.
func (d *deciding) enter(x present) error {
	if x.entered == nil {
		return nil
	}
	_, err := store.Get[plan.Person](d.tx, string(x.row.Person))
	if !errs.Is(err, errs.Missing) {
		return err
	}
	if err := d.tx.Insert(&plan.Person{ID: x.row.Person, Personal: x.entered.Hash()}); err != nil {
		return err
	}
	return d.tx.Aside().SetPersonal(d.who.District, *x.entered)
}

// present reads who was at the meetings that facts became. Names are for those who may
// see persons of the whole district.
func (a *App) present(v *store.View, w Who, facts []document.Fact) (map[core.FactID][]Attendee, error) {
	out := map[core.FactID][]Attendee{}
	named := a.district(w, access.ViewPersons) == nil
	for _, f := range facts {
		ref, err := core.ParseRef(f.Object)
		if err != nil || ref.Kind != "meeting" {
			continue
		}
		rows, err := store.List[meeting.Attendance](v, "meeting_id = $1", ref.ID)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			x := Attendee{Attendance: row}
			if row.Person != "" && named {
				if x.Name, x.Erased, err = nameOf(v, row.Person); err != nil {
					return nil, err
				}
			}
			out[f.ID] = append(out[f.ID], x)
		}
		slices.SortStableFunc(out[f.ID], func(x, y Attendee) int {
			switch {
			case x.Chair == y.Chair:
				return strings.Compare(x.No, y.No)
			case x.Chair:
				return -1
			}
			return 1
		})
	}
	return out, nil
}

// nameOf reads a person's name; erased says that there is none any more.
func nameOf(v *store.View, id core.PersonID) (name string, erased bool, err error) {
	kept, err := v.Personal(string(id))
	if errs.Is(err, errs.Missing) {
		return "", true, nil
	}
	if err != nil {
		return "", false, err
	}
	data, err := readPersonal(kept)
	return data.Name, false, err
}
