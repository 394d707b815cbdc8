package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

// Names of the entries of change control.
const (
	actionAsk      = "target.ask-change"
	actionDecide   = "target.decide-change"
	actionWithdraw = "target.withdraw-change"
)

// request is a change that is being asked for, with its items.
type request struct {
	plan.TargetChange
	items []plan.ChangeItem
}

func (r request) rows() []record.Row {
	if r.ID == "" {
		return nil
	}
	out := []record.Row{&r.TargetChange}
	return append(out, pointers[plan.ChangeItem](r.items)...)
}

// ask makes the request for items, in the reader's name. The same may not be asked
// twice at a time: whoever decides would not know which of them stands.
func (a *App) ask(ctx context.Context, w Who, s *board.Snapshot, about core.Ref, items []plan.ChangeItem, reason string) (request, error) {
	if err := a.allow(w, access.ProposeTargetChange, unitOfRef(s, about)); err != nil {
		return request{}, err
	}
	waiting, err := a.waitingItems(ctx, w)
	if err != nil {
		return request{}, err
	}
	for _, x := range items {
		if waiting[itemPlace{x.Object, x.Field}] != nil {
			return request{}, errs.New(errs.Conflict, "plan.change-waiting")
		}
	}
	return a.requestFor(w, about, items, reason)
}

func (a *App) requestFor(w Who, about core.Ref, items []plan.ChangeItem, reason string) (request, error) {
	id, err := a.newID()
	if err != nil {
		return request{}, err
	}
	r := request{TargetChange: plan.TargetChange{ID: id, Object: about.String(), Reason: reason, State: plan.ChangeAsked, AskedBy: w.ID(), AskedAt: a.clock()}, items: items}
	if about.Kind == "target" {
		r.Target = core.TargetID(about.ID)
	}
	for i := range r.items {
		x := &r.items[i]
		x.Change, x.No = id, fmt.Sprintf("%04d", i+1)
		if x.Object != r.Object || x.Field != "value" {
			continue
		}
		for _, v := range []struct {
			text string
			to   *core.Quantity
		}{{x.Old, &r.Old}, {x.New, &r.New}} {
			if q, err := core.ParseQuantity(v.text); err == nil {
				*v.to = q
			}
		}
	}
	return r, nil
}

// unitOfRef is the unit at which a change of an object is decided: a target's, else
// the district.
func unitOfRef(s *board.Snapshot, ref core.Ref) core.UnitID {
	if ref.Kind == "target" {
		if t, ok := s.Target(core.TargetID(ref.ID)); ok {
			return t.Unit
		}
	}
	return ""
}

// itemPlace is the field of a row that an item is about.
type itemPlace struct{ object, field string }

// waitingItems finds what is asked for and undecided.
func (a *App) waitingItems(ctx context.Context, w Who) (map[itemPlace]*plan.ChangeItem, error) {
	out := map[itemPlace]*plan.ChangeItem{}
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		all, err := requests(v, "state = $1", string(plan.ChangeAsked))
		for _, c := range all {
			for i := range c.Items {
				out[itemPlace{c.Items[i].Object, c.Items[i].Field}] = &c.Items[i]
			}
		}
		return err
	})
	return out, err
}

// PlanChange is a request with what it would change.
type PlanChange struct {
	plan.TargetChange
	Items []plan.ChangeItem
}

// requests reads requests with their items, in the order of asking.
func requests(r store.Reader, where string, args ...any) ([]PlanChange, error) {
	all, err := store.List[plan.TargetChange](r, where, args...)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var items []plan.ChangeItem
	for part := range slices.Chunk(all, listedAtOnce) {
		ids := make([]any, len(part))
		for i := range part {
			ids[i] = part[i].ID
		}
		some, err := store.List[plan.ChangeItem](r, fmt.Sprintf("change_id IN (%s)", places(len(ids))), ids...)
		if err != nil {
			return nil, err
		}
		items = append(items, some...)
	}
	return withAllItems(all, items), nil
}

// withAllItems gives each request its items.
func withAllItems(all []plan.TargetChange, items []plan.ChangeItem) []PlanChange {
	of := map[string][]plan.ChangeItem{}
	for _, x := range items {
		of[x.Change] = append(of[x.Change], x)
	}
	out := make([]PlanChange, len(all))
	for i, c := range all {
		out[i] = withItems(c, of[c.ID])
	}
	slices.SortStableFunc(out, func(x, y PlanChange) int { return int(x.AskedAt - y.AskedAt) })
	return out
}

// withItems orders a request's items. Older requests have none: they are about a
// year value only.
func withItems(c plan.TargetChange, items []plan.ChangeItem) PlanChange {
	slices.SortFunc(items, func(x, y plan.ChangeItem) int {
		if x.No < y.No {
			return -1
		}
		return 1
	})
	if len(items) == 0 {
		items = []plan.ChangeItem{{Change: c.ID, No: "0001", Object: c.Ref().String(), Field: "value", Old: c.Old.String(), New: c.New.String()}}
	}
	return PlanChange{c, items}
}

// AskTarget asks for other fields of a target that runs, by column, and other typed
// planned values, by period; "" takes one out. Amounts are in the indicator's display
// unit, everything else as record shows it.
func (a *App) AskTarget(ctx context.Context, w Who, id core.TargetID, fields, points map[string]string, reason string) (string, error) {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return "", err
	}
	seen := a.seen(w, s)
	t, ok := seen.Target(id)
	if !ok || a.allow(w, access.ViewBoard, t.Unit) != nil {
		return "", errs.New(errs.Missing, "plan.no-such-target")
	}
	if err := a.allow(w, access.ProposeTargetChange, t.Unit); err != nil {
		return "", err
	}
	x, ok := s.Indicator(t.Indicator)
	if !ok {
		return "", access.Missing()
	}
	if p, ok := s.Programme(t.Programme); ok && p.State == plan.Draft {
		return "", errs.New(errs.Conflict, "plan.change-draft")
	}
	next := *t
	edit := PlanEdit{Put: []record.Row{&next}, Reason: reason}
	if err := errors.Join(readFields(&next, x, fields), readPlanned(seen, t, x, points, &edit)); err != nil {
		return "", err
	}
	if reason == "" {
		return "", errs.Field("reason", "report.reason-needed")
	}
	made, err := a.editPlan(ctx, w, access.ProposeTargetChange, edit)
	if err == nil && made == "" {
		return "", errs.Field("value", "plan.change-nothing")
	}
	return made, err
}

// readFields reads the wanted fields of a target, by column.
func readFields(t *plan.Target, x *plan.Indicator, fields map[string]string) error {
	var faults []error
	known := 0
	for _, f := range t.Fields() {
		text, given := fields[f.Column]
		if !given || !plan.Controlled("target", f.Column) {
			continue
		}
		known++
		var v record.Value
		var err error
		switch f.Column {
		case "value", "high", "floor_value", "stretch":
			q, wrong := ReadAmount(text, x)
			if v, err = (record.Value{Num: q.Micro(), Known: q.Known()}), wrong; wrong == nil && !q.Known() && f.Column == "value" && t.Reference == "" && fields["reference"] == "" {
				err = core.ErrSyntax
			}
		default:
			v, err = f.Type.Read(text)
		}
		if err != nil {
			faults = append(faults, errs.Field(f.Column, errorKey(err), "value", text, "unit", x.Display))
			continue
		}
		f.Set(v)
	}
	if known < len(fields) {
		for column := range fields {
			if !plan.Controlled("target", column) {
				faults = append(faults, errs.Field(column, "plan.change-field"))
			}
		}
	}
	return errors.Join(faults...)
}

// readPlanned reads typed planned values, by period.
func readPlanned(s *board.Snapshot, t *plan.Target, x *plan.Indicator, points map[string]string, edit *PlanEdit) error {
	var faults []error
	for period, text := range points {
		q, err := ReadAmount(text, x)
		point := &plan.Point{Target: t.ID, Period: period, Planned: q}
		switch {
		case err != nil:
			faults = append(faults, errs.Field("point."+period, errorKey(err), "value", text, "unit", x.Display))
		case q.Known():
			edit.Put = append(edit.Put, point)
		default:
			if old, ok := rowIn(s.Book(), record.RefOf(point)).(*plan.Point); ok {
				edit.Drop = append(edit.Drop, old)
			}
		}
	}
	slices.SortFunc(edit.Put[1:], func(a, b record.Row) int { return cmpKey(a, b) })
	return errors.Join(faults...)
}

func cmpKey(a, b record.Row) int { return slices.Compare(record.KeyOf(a), record.KeyOf(b)) }

// WithdrawTargetChange takes back what oneself asked for. The request stays on record.
func (a *App) WithdrawTargetChange(ctx context.Context, w Who, id string) error {
	if err := a.anywhere(w, access.ProposeTargetChange); err != nil {
		return err
	}
	_, err := a.write(ctx, w, actionWithdraw, "", func(tx *store.Tx) error {
		c, err := store.Get[plan.TargetChange](tx, id)
		switch {
		case err != nil:
			return access.Hide(err)
		case c.AskedBy != w.ID():
			return access.Missing()
		case c.State != plan.ChangeAsked:
			return errs.New(errs.Conflict, "plan.change-decided")
		}
		c.State, c.DecidedAt = plan.ChangeWithdrawn, a.clock()
		if err := tx.Put(&c); err != nil {
			return err
		}
		return proposeAgain(tx, c.ID)
	})
	return err
}
