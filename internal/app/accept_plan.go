package app

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

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
	if p := namedIn(all, name, theme, year); p != nil {
		return core.Ref{Kind: "programme", ID: string(p.ID)}, d.sourced(p, &p.Source, f, p.State)
	}
	counted, err := d.counted(in, all, year)
	switch {
	case err != nil:
		return core.Ref{}, err
	case counted.fits != nil:
		return core.Ref{Kind: "programme", ID: string(counted.fits.ID)}, d.sourced(counted.fits, &counted.fits.Source, f, counted.fits.State)
	case counted.only && d.decision.Among:
		return core.Ref{}, noRoom{counted.doubt("document.look-first")}
	case year == 0:
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

// sourced notes where a row of a draft came from, if that is not known yet. Rows of a
// programme that runs or is closed stay as they are; the fact points at them.
func (d *deciding) sourced(row record.Row, src *string, f document.Fact, state plan.State) error {
	if state != plan.Draft || *src != "" {
		return nil
	}
	*src = source(f)
	return d.tx.Put(row)
}

// sameName tells whether two names are of one programme, or of one action: 行动 at the
// end, quotation marks and blanks make no other.
func sameName(a, b string) bool { return plainName(a) == plainName(b) }

func plainName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(quotationMarks, r) {
			return -1
		}
		return r
	}, name)
	return cmp.Or(strings.TrimSuffix(name, "行动"), name)
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
	actions, err := store.List[plan.Action](d.tx, "programme_id = $1", string(p.ID))
	if err != nil {
		return core.Ref{}, err
	}
	name, no := in.Reading(), int64(in.No)
	for _, x := range actions {
		if sameName(x.Name, name) {
			return core.Ref{Kind: "action", ID: string(x.ID)}, d.sourced(&x, &x.Source, f, p.State)
		}
	}
	switch p.State {
	case plan.Active:
		return core.Ref{}, noRoomFor(p, name, "document.programme-runs")
	case plan.Closed:
		return core.Ref{}, noRoomFor(p, name, "document.programme-closed")
	}
	for slices.ContainsFunc(actions, func(x plan.Action) bool { return x.No == no }) {
		no++
	}
	id, err := d.app.newID()
	if err != nil {
		return core.Ref{}, err
	}
	x := plan.Action{ID: core.ActionID(id), Programme: p.ID, No: no, Code: fmt.Sprintf("A%02d", no), Name: name, Short: name, Source: source(f)}
	return core.Ref{Kind: "action", ID: id}, d.tx.Insert(&x)
}

func noRoomFor(p plan.Programme, action, key string) error {
	why := errs.New(errs.Conflict, key, "programme", p.Name, "action", action)
	why.Field = "fact"
	return noRoom{why}
}

// programmeOfDocument is what the document's accepted programme fact became.
func (d *deciding) programmeOfDocument() (plan.Programme, error) {
	facts, err := store.List[document.Fact](d.tx, "document_id = $1 AND kind = $2 AND state = $3",
		string(d.doc.ID), extract.KindProgramme, string(document.Accepted))
	if err != nil {
		return plan.Programme{}, err
	}
	for _, f := range facts {
		if ref, err := core.ParseRef(f.Object); err == nil && ref.Kind == "programme" {
			return store.Get[plan.Programme](d.tx, ref.ID)
		}
	}
	return plan.Programme{}, errs.Field("fact", "document.programme-first")
}
