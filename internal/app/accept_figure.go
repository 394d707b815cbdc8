package app

import (
	"context"
	"errors"
	"slices"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

// LeastSure is the confidence, per mille, from which a fact is accepted among others
// without a look at it.
const LeastSure = 700

// parted tells which decisions accept figures: these are made one by one, each in an
// entry of its own, since the plan is checked with each. All others are made together.
func parted(facts []document.Fact, all []Decision) (together, figures []Decision) {
	kinds := map[core.FactID]string{}
	for _, f := range facts {
		kinds[f.ID] = f.Kind
	}
	for _, d := range all {
		if d.Accept && Measured(kinds[d.Fact]) {
			figures = append(figures, d)
		} else {
			together = append(together, d)
		}
	}
	return together, figures
}

// acceptFigure makes a target or a published figure of a fact, with its indicator where
// the district has none, and notes it at the fact, all in one entry. What it gives back
// is why the fact is as it was.
func (a *App) acceptFigure(ctx context.Context, w Who, p paper, d Decision) (*Left, error) {
	i := slices.IndexFunc(p.facts, func(f document.Fact) bool { return f.ID == d.Fact })
	if i < 0 {
		return nil, errs.Field("fact", "document.no-such-fact")
	}
	f := p.facts[i]
	if f.State == document.Accepted {
		if len(d.Said) > 0 {
			return &Left{f, errs.Field("fact", "document.decided-meanwhile")}, nil
		}
		return nil, nil
	}
	s, err := a.Seen(ctx, w)
	if err != nil {
		return nil, err
	}
	it, err := a.figureOffering(w, s, p).figure(f, d)
	if err != nil {
		return nil, err
	}
	if it.Stop == nil && d.Among && (len(it.Clash) > 0 || f.Confidence < LeastSure) {
		it.Stop = errs.Field("fact", "document.look-clash", "text", f.Text)
	}
	if it.Stop != nil {
		return &Left{f, it.Stop}, nil
	}
	return a.takeFigure(ctx, w, s, p, f, it)
}

// takeFigure writes what a figure becomes. A fault of the input leaves the fact as it
// was; anything else fails.
func (a *App) takeFigure(ctx context.Context, w Who, s *board.Snapshot, p paper, f document.Fact, it intent) (*Left, error) {
	t := taking{app: a, who: w, board: s, paper: p, fact: f, intent: it}
	err := t.identify()
	switch {
	case err != nil:
	case it.Choice.As == AsResult:
		err = t.result(ctx)
	default:
		err = t.target(ctx)
	}
	if err == nil {
		return nil, nil
	}
	for _, e := range errs.All(err) {
		if e.Kind != errs.Invalid && e.Kind != errs.Conflict {
			return nil, err
		}
	}
	if all := errs.All(err); len(all) > 0 {
		return &Left{f, ofChoice(all[0])}, nil
	}
	return nil, err
}

// ofChoice is a fault of a row with the field of the choice in which it was said.
func ofChoice(e *errs.Error) *errs.Error {
	fields := map[string]string{"action_id": "action", "responsible_unit_id": "responsible", "unit_id": "unit", "programme_id": "programme", "indicator_id": "indicator", "display_unit": "measure"}
	if field := fields[e.Field]; field != "" {
		c := *e
		c.Field = field
		return &c
	}
	return e
}

// taking is one figure being accepted.
type taking struct {
	app   *App
	who   Who
	board *board.Snapshot
	paper
	fact document.Fact
	intent
}

// identify gives new rows their keys and codes.
func (t *taking) identify() error {
	if t.figure.fresh {
		if err := t.app.identify(&t.figure.indicator); err != nil {
			return err
		}
	}
	x := &t.figure.indicator
	t.figure.release.Indicator, t.figure.target.Indicator = x.ID, x.ID
	if t.figure.known == nil && t.Choice.As == AsTarget {
		t.figure.target.Code = nextCode("T", 4, t.taken(t.board.Book()), func(x plan.Target) string { return x.Code })
		return t.app.identify(&t.figure.target)
	}
	return nil
}

// target writes the target through change control. In a programme that runs it is asked
// for, and the fact points at the request.
func (t *taking) target(ctx context.Context) error {
	object := core.Ref{Kind: "target", ID: string(t.figure.target.ID)}
	if t.figure.asked != "" {
		return t.noted(ctx, core.Ref{Kind: "target_change", ID: t.figure.asked})
	}
	edit := PlanEdit{Reason: t.reason(), fresh: map[core.Ref]bool{}, with: func(tx *store.Tx, asked string) error {
		if asked != "" && t.Does == DoesAsk {
			object = core.Ref{Kind: "target_change", ID: asked}
		}
		return t.note(tx, object)
	}}
	if t.Does != DoesLink {
		edit.Put = append(edit.Put, &t.figure.target)
		edit.fresh[object] = t.figure.known == nil
	}
	if t.figure.fresh {
		edit.Put = append(edit.Put, &t.figure.indicator)
		edit.needs = map[core.Ref]bool{record.RefOf(&t.figure.indicator): true}
		edit.fresh[record.RefOf(&t.figure.indicator)] = true
	}
	if len(edit.Put) == 0 {
		return t.noted(ctx, object)
	}
	_, err := t.app.editPlan(ctx, t.who, access.EditPlan, edit)
	return err
}

// result writes the published figure. It is what the document says, and no release of
// the competent department: that is entered as an official figure.
func (t *taking) result(ctx context.Context) error {
	x := &t.figure.indicator
	row, faults := t.app.observed(t.who, x, t.figure.release, "")
	if err := errors.Join(faults...); err != nil {
		return err
	}
	object := record.RefOf(&row)
	write := func(tx *store.Tx, _ string) error {
		e := releasing{tx: tx, board: t.board, reason: t.Choice.Reason, opened: map[sheetKey]bool{}}
		if err := e.supersede(&row, "fact"); err != nil {
			return err
		}
		return t.note(tx, object)
	}
	if !t.figure.fresh {
		_, err := t.app.write(ctx, t.who, "document.decide", t.Choice.Reason, func(tx *store.Tx) error { return write(tx, "") })
		return err
	}
	edit := PlanEdit{Put: []record.Row{x}, Reason: t.reason(), fresh: map[core.Ref]bool{record.RefOf(x): true}, with: write}
	_, err := t.app.editPlan(ctx, t.who, access.EditPlan, edit)
	return err
}

// reason is what is given for a change of the plan: the person's words, else the
// document that asks for it.
func (t *taking) reason() string {
	if !blank(t.Choice.Reason) {
		return t.Choice.Reason
	}
	return "《" + t.doc.Title + "》"
}

func (t *taking) noted(ctx context.Context, object core.Ref) error {
	_, err := t.app.write(ctx, t.who, "document.decide", "", func(tx *store.Tx) error { return t.note(tx, object) })
	return err
}

// note writes at the fact what became of it.
func (t *taking) note(tx *store.Tx, object core.Ref) error {
	f, err := store.Get[document.Fact](tx, string(t.fact.ID))
	if err != nil {
		return err
	}
	if f.State == document.Accepted {
		return errs.Field("fact", "document.decided-meanwhile")
	}
	f.State, f.Object, f.DecidedBy = document.Accepted, object.String(), t.who.ID()
	return tx.Put(&f)
}
