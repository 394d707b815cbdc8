package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// Limits of what is kept of a person.
const (
	nameLimit  = 40
	phoneLimit = 30
	saltBytes  = 16
)

// PersonalData is what is kept of a person apart from the ledger.
type PersonalData struct {
	Name  string `json:"name"`
	Phone string `json:"phone"`
}

// PersonView is a person with the posts held, as far as the reader may know.
type PersonView struct {
	plan.Person
	PersonalData
	Holdings []plan.Holding // the latest first
}

// PersonEdit is a person as entered; the empty ID is a new one.
type PersonEdit struct {
	ID core.PersonID
	PersonalData
	Reason string
}

// Persons lists the persons whom the reader may know of: who holds or held a post
// of a unit where names may be seen; at the district all. They stand by name.
func (a *App) Persons(ctx context.Context, w Who) ([]PersonView, error) {
	if err := a.anywhere(w, access.ViewPersons); err != nil {
		return nil, err
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	var out []PersonView
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		all, err := store.List[plan.Person](v, "")
		if err != nil {
			return err
		}
		held, err := v.Personals()
		if err != nil {
			return err
		}
		for _, p := range all {
			x := PersonView{Person: p, Holdings: a.holdingsOf(w, s, p.ID)}
			if len(x.Holdings) == 0 && a.district(w, access.ViewPersons) != nil {
				continue
			}
			if data, ok := held[string(p.ID)]; ok {
				if x.PersonalData, err = readPersonal(data); err != nil {
					return err
				}
			}
			out = append(out, x)
		}
		return nil
	})
	slices.SortStableFunc(out, func(x, y PersonView) int { return strings.Compare(x.Name, y.Name) })
	return out, err
}

// Person finds one of Persons.
func (a *App) Person(ctx context.Context, w Who, id core.PersonID) (PersonView, error) {
	all, err := a.Persons(ctx, w)
	if err != nil {
		return PersonView{}, err
	}
	i := slices.IndexFunc(all, func(p PersonView) bool { return p.ID == id })
	if i < 0 {
		return PersonView{}, access.Missing()
	}
	return all[i], nil
}

// holdingsOf lists a person's holdings of posts whose holders the reader may see.
func (a *App) holdingsOf(w Who, s *board.Snapshot, id core.PersonID) []plan.Holding {
	var out []plan.Holding
	for _, h := range s.Book().Holdings {
		if p, ok := s.Post(h.Post); ok && h.Person == id && a.allow(w, access.ViewPersons, p.Unit) == nil {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(x, y plan.Holding) int { return strings.Compare(string(y.From), string(x.From)) })
	return out
}

// Holder is who held a post on a day.
type Holder struct {
	plan.Holding
	PersonalData
	Erased bool
}

// Holders says who held posts on a day by a board, for pages that name the posts.
// Posts whose holders the reader may not see, and posts that nobody held, are left out.
func (a *App) Holders(ctx context.Context, w Who, s *board.Snapshot, day core.Date, posts ...core.PostID) (map[core.PostID]Holder, error) {
	out := map[core.PostID]Holder{}
	if a.anywhere(w, access.ViewPersons) != nil {
		return out, nil
	}
	for _, id := range posts {
		p, known := s.Post(id)
		h, held := s.Book().HolderOn(id, day)
		if known && held && a.allow(w, access.ViewPersons, p.Unit) == nil {
			out[id] = Holder{Holding: h}
		}
	}
	if len(out) == 0 {
		return out, nil
	}
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		for id, h := range out {
			data, err := v.Personal(string(h.Person))
			switch {
			case errs.Is(err, errs.Missing):
				h.Erased = true
			case err != nil:
				return err
			default:
				if h.PersonalData, err = readPersonal(data); err != nil {
					return err
				}
			}
			out[id] = h
		}
		return nil
	})
	return out, err
}

func readPersonal(p store.Personal) (PersonalData, error) {
	var d PersonalData
	if err := json.Unmarshal(p.Value, &d); err != nil {
		return d, fmt.Errorf("personal data of %s: %w", p.ID, err)
	}
	return d, nil
}

// check names what is wrong with a name or a telephone number.
func (d *PersonalData) check() error {
	d.Name, d.Phone = strings.TrimSpace(d.Name), strings.TrimSpace(d.Phone)
	var faults []error
	switch n := utf8.RuneCountInString(d.Name); {
	case n == 0:
		faults = append(faults, errs.Field("name", "form.required"))
	case n > nameLimit:
		faults = append(faults, errs.Field("name", "form.long", "max", fmt.Sprint(nameLimit), "n", fmt.Sprint(n)))
	}
	wrong := func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune("+-() ,/", r) }
	if strings.ContainsFunc(d.Phone, wrong) || utf8.RuneCountInString(d.Phone) > phoneLimit {
		faults = append(faults, errs.Field("phone", "person.phone", "value", d.Phone))
	}
	return joined(faults)
}

// SavePerson enters a person, or corrects the name or telephone of one. The ledger
// gets a salted hash; what was written there before cannot be read from it.
func (a *App) SavePerson(ctx context.Context, w Who, edit PersonEdit) (core.PersonID, error) {
	if err := a.allow(w, access.EditUnits, ""); err != nil {
		return "", err
	}
	if err := edit.check(); err != nil {
		return "", err
	}
	action := "person.save"
	if edit.ID == "" {
		id, err := a.newID()
		if err != nil {
			return "", err
		}
		edit.ID, action = core.PersonID(id), "person.enter"
	}
	data, err := a.salted(edit.ID, edit.PersonalData)
	if err != nil {
		return "", err
	}
	if action == "person.save" {
		same, err := a.samePerson(ctx, w, edit)
		if err != nil || same {
			return edit.ID, err
		}
	}
	_, err = a.write(ctx, w, action, edit.Reason, func(tx *store.Tx) error {
		row := plan.Person{ID: edit.ID}
		if action == "person.save" {
			if row, err = livePerson(tx, edit.ID); err != nil {
				return err
			}
		}
		row.Personal = data.Hash()
		if err := tx.Put(&row); err != nil {
			return err
		}
		return tx.Aside().SetPersonal(w.District, data)
	})
	return edit.ID, err
}

// salted is a person's data as they are kept, under a salt of their own.
func (a *App) salted(id core.PersonID, d PersonalData) (store.Personal, error) {
	value, err := json.Marshal(d)
	if err != nil {
		return store.Personal{}, fmt.Errorf("personal data: %w", err)
	}
	data := store.Personal{ID: string(id), Salt: make([]byte, saltBytes), Value: value}
	if _, err := io.ReadFull(a.random, data.Salt); err != nil {
		return store.Personal{}, errs.New(errs.Internal, "app.no-randomness").Because(err)
	}
	return data, nil
}

// samePerson reports whether an edit changes nothing: then no new salt is drawn.
func (a *App) samePerson(ctx context.Context, w Who, edit PersonEdit) (bool, error) {
	same := false
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		data, err := v.Personal(string(edit.ID))
		if errs.Is(err, errs.Missing) {
			return nil // livePerson says why
		}
		if err != nil {
			return err
		}
		old, err := readPersonal(data)
		same = old == edit.PersonalData
		return err
	})
	return same, err
}

// livePerson reads a person whose data were not erased.
func livePerson(tx *store.Tx, id core.PersonID) (plan.Person, error) {
	row, err := store.Get[plan.Person](tx, string(id))
	if err != nil {
		return row, access.Hide(err)
	}
	if row.Erased() {
		return row, errs.New(errs.Conflict, "person.erased")
	}
	return row, nil
}
