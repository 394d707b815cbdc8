package app

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
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

func byPlace(facts []document.Fact) {
	slices.SortFunc(facts, func(a, b document.Fact) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
}

func newestFirst(docs []document.Document) {
	slices.SortFunc(docs, func(a, b document.Document) int { return cmp.Compare(b.AddedAt, a.AddedAt) })
}

// Decision is a person's word on one fact.
type Decision struct {
	Fact   core.FactID
	Accept bool
}

// Decide accepts or refuses facts of a document; all or none. Accepting makes an
// object that keeps the fact as its source, or points at the object that is
// already there under that name. An action needs its programme: accepted
// before, or in the same call.
func (a *App) Decide(ctx context.Context, w Who, id core.DocumentID, decisions []Decision) error {
	if err := a.district(w, access.DecideFact); err != nil {
		return err
	}
	_, err := a.write(ctx, w, "document.decide", "", func(tx *store.Tx) error {
		doc, err := store.Get[document.Document](tx, string(id))
		if err != nil {
			return access.Hide(err)
		}
		facts, err := store.List[document.Fact](tx, "document_id = $1", string(id))
		if err != nil {
			return err
		}
		byPlace(facts)
		d := deciding{app: a, tx: tx, who: w, doc: doc}
		return d.all(facts, decisions)
	})
	return err
}

type deciding struct {
	app *App
	tx  *store.Tx
	who Who
	doc document.Document
}

// all goes programme first, so that actions find theirs.
func (d *deciding) all(facts []document.Fact, decisions []Decision) error {
	wanted := map[core.FactID]bool{}
	for _, x := range decisions {
		wanted[x.Fact] = x.Accept
	}
	for _, first := range []bool{true, false} {
		for _, f := range facts {
			accept, named := wanted[f.ID]
			if !named || (f.Kind == extract.KindProgramme) != first {
				continue
			}
			delete(wanted, f.ID)
			if err := d.one(f, accept); err != nil {
				return err
			}
		}
	}
	if len(wanted) > 0 {
		return errs.Field("fact", "document.no-such-fact")
	}
	return nil
}

func (d *deciding) one(f document.Fact, accept bool) error {
	if f.State == document.Accepted {
		if accept {
			return nil
		}
		return errs.Field("fact", "document.accepted-already")
	}
	f.DecidedBy = d.who.ID()
	if !accept {
		f.State = document.Refused
		return d.tx.Put(&f)
	}
	object, err := d.make(f)
	if err != nil {
		return err
	}
	f.State, f.Object = document.Accepted, object.String()
	return d.tx.Put(&f)
}

func (d *deciding) make(f document.Fact) (core.Ref, error) {
	switch f.Kind {
	case extract.KindProgramme:
		return d.programme(f)
	case extract.KindAction:
		return d.action(f)
	case extract.KindDirective:
		return d.directive(f)
	case extract.KindMeeting:
		return d.meeting(f)
	case extract.KindProject:
		return d.project(f)
	}
	return core.Ref{}, errs.Field("fact", "document.not-decidable", "kind", f.Kind)
}

func payload[T any](f document.Fact) (T, error) {
	var v T
	if err := json.Unmarshal([]byte(f.Payload), &v); err != nil {
		return v, fmt.Errorf("fact %s: %w", f.ID, err)
	}
	return v, nil
}

// nextCode gives the code after the highest of those that are a prefix and a number,
// as wide as that one is written: D004 after D003. width is that of the first.
func nextCode[T any](prefix string, width int, all []T, code func(T) string) string {
	highest := 0
	for _, x := range all {
		digits, ok := strings.CutPrefix(code(x), prefix)
		n, err := strconv.Atoi(digits)
		if ok && err == nil && n >= highest {
			highest, width = n, len(digits)
		}
	}
	return fmt.Sprintf("%s%0*d", prefix, width, highest+1)
}

func source(f document.Fact) string { return core.Ref{Kind: "fact", ID: string(f.ID)}.String() }

func bare(name string) string { return strings.Trim(name, "“”\"‘’《》「」『』") }

func (d *deciding) programme(f document.Fact) (core.Ref, error) {
	in, err := payload[extract.Programme](f)
	if err != nil {
		return core.Ref{}, err
	}
	name := bare(in.Name.Reading())
	all, err := store.List[plan.Programme](d.tx, "")
	if err != nil {
		return core.Ref{}, err
	}
	theme := ""
	if in.ThemeYear != nil {
		theme = bare(in.ThemeYear.Reading())
	}
	year := int64(d.doc.Date.Year())
	for _, p := range all {
		if (p.Name == name || theme != "" && (p.Theme == theme || p.Name == theme)) && (year == 0 || p.StartYear <= year && year <= p.EndYear) {
			if p.Source == "" {
				p.Source = source(f)
			}
			return core.Ref{Kind: "programme", ID: string(p.ID)}, d.tx.Put(&p)
		}
	}
	if year == 0 {
		return core.Ref{}, errs.Field("date", "document.date-needed")
	}
	id, err := d.app.newID()
	if err != nil {
		return core.Ref{}, err
	}
	code := nextCode(fmt.Sprintf("P%d-", year), 1, all, func(p plan.Programme) string { return p.Code })
	p := plan.Programme{ID: core.ProgrammeID(id), Code: code, Name: name, Theme: theme,
		StartYear: year, EndYear: year, State: plan.Draft, Source: source(f)}
	return core.Ref{Kind: "programme", ID: id}, d.tx.Insert(&p)
}

func (d *deciding) action(f document.Fact) (core.Ref, error) {
	in, err := payload[extract.Action](f)
	if err != nil {
		return core.Ref{}, err
	}
	p, err := d.programmeOfDocument()
	if err != nil {
		return core.Ref{}, err
	}
	actions, err := store.List[plan.Action](d.tx, "programme_id = $1", string(p))
	if err != nil {
		return core.Ref{}, err
	}
	name, no := in.Reading(), int64(in.No)
	for _, x := range actions {
		if x.Name == name {
			if x.Source == "" {
				x.Source = source(f)
			}
			return core.Ref{Kind: "action", ID: string(x.ID)}, d.tx.Put(&x)
		}
	}
	for slices.ContainsFunc(actions, func(x plan.Action) bool { return x.No == no }) {
		no++
	}
	id, err := d.app.newID()
	if err != nil {
		return core.Ref{}, err
	}
	x := plan.Action{ID: core.ActionID(id), Programme: p, No: no, Code: fmt.Sprintf("A%02d", no), Name: name, Short: name, Source: source(f)}
	return core.Ref{Kind: "action", ID: id}, d.tx.Insert(&x)
}

// programmeOfDocument is what the document's accepted programme fact became.
func (d *deciding) programmeOfDocument() (core.ProgrammeID, error) {
	facts, err := store.List[document.Fact](d.tx, "document_id = $1 AND kind = $2 AND state = $3",
		string(d.doc.ID), extract.KindProgramme, string(document.Accepted))
	if err != nil {
		return "", err
	}
	for _, f := range facts {
		if ref, err := core.ParseRef(f.Object); err == nil && ref.Kind == "programme" {
			return core.ProgrammeID(ref.ID), nil
		}
	}
	return "", errs.Field("fact", "document.programme-first")
}

func (d *deciding) directive(f document.Fact) (core.Ref, error) {
	in, err := payload[extract.Directive](f)
	if err != nil {
		return core.Ref{}, err
	}
	all, err := store.List[meeting.Directive](d.tx, "")
	if err != nil {
		return core.Ref{}, err
	}
	id, err := d.app.newID()
	if err != nil {
		return core.Ref{}, err
	}
	x := meeting.Directive{ID: core.DirectiveID(id), Code: nextCode("D", 3, all, func(x meeting.Directive) string { return x.Code }), Text: in.Reading(),
		State: meeting.DirectiveDraft, Source: source(f)}
	if in.Subject != nil {
		x.Subject = in.Subject.Reading()
	}
	if in.Deadline != nil {
		x.Deadline = in.Deadline.Reading()
	}
	return core.Ref{Kind: "directive", ID: id}, d.tx.Insert(&x)
}

func (d *deciding) meeting(f document.Fact) (core.Ref, error) {
	in, err := payload[extract.Meeting](f)
	if err != nil {
		return core.Ref{}, err
	}
	m := meeting.Meeting{Title: bare(in.Title.Reading()), Source: source(f)}
	if in.Date != nil {
		day, half, _ := strings.Cut(in.Date.Resolved, " ")
		if held, err := core.ParseDate(day); err == nil {
			m.Held, m.Half = held, strings.ToLower(half)
		}
	}
	if in.Place != nil {
		m.Place = in.Place.Reading()
	}
	all, err := store.List[meeting.Meeting](d.tx, "title = $1 AND held_on = $2", m.Title, string(m.Held))
	if err != nil {
		return core.Ref{}, err
	}
	if len(all) > 0 {
		return core.Ref{Kind: "meeting", ID: string(all[0].ID)}, nil
	}
	id, err := d.app.newID()
	if err != nil {
		return core.Ref{}, err
	}
	m.ID = core.MeetingID(id)
	return core.Ref{Kind: "meeting", ID: id}, d.tx.Insert(&m)
}
