package app

import (
	"errors"
	"fmt"
	"strings"

	"tupo/internal/catalogue"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

// sorted is an edit of the plan parted by change control: what may be written at
// once, and what has to be asked for.
type sorted struct {
	put, drop []record.Row
	items     []plan.ChangeItem
	runs      bool // something of what runs changes, one way or the other: a reason is due
}

// sorting parts an edit, row by row. Every way of changing the plan goes through
// it: form, API, workbook, removal.
type sorting struct {
	started *plan.Started
	old     map[core.Ref]record.Row
	added   map[core.TargetID]bool // targets that this edit would add to what runs
	out     sorted
}

func sortingOf(old *plan.Book) *sorting {
	s := &sorting{started: old.Started(), old: rowsByRef(old), added: map[core.TargetID]bool{}}
	return s
}

func rowsByRef(b *plan.Book) map[core.Ref]record.Row {
	out := map[core.Ref]record.Row{}
	for _, row := range b.Rows() {
		out[record.RefOf(row)] = row
	}
	return out
}

// put takes a row that is new or other than it was. The fields of it that have to be
// asked for stay as they are.
func (s *sorting) put(row record.Row) {
	ref := record.RefOf(row)
	before := s.old[ref]
	point, isPoint := row.(*plan.Point)
	runs := s.started.Has(row) || before != nil && s.started.Has(before) || isPoint && s.added[point.Target]
	switch {
	case !runs:
		s.out.put = append(s.out.put, row)
	case before != nil:
		s.update(ref, before, row)
	case isPoint:
		s.item(ref, "planned", "", shownField(row, "planned"))
	default:
		t, isTarget := row.(*plan.Target)
		if !isTarget {
			s.out.put = append(s.out.put, row)
			return
		}
		s.added[t.ID] = true
		s.add(row)
	}
}

// add asks for a new row.
func (s *sorting) add(row record.Row) {
	ref := record.RefOf(row)
	s.item(ref, "", "", plan.RowAdded)
	for _, d := range record.Diff(nil, row) {
		s.item(ref, d.Column, "", d.New)
	}
}

func (s *sorting) update(ref core.Ref, before, row record.Row) {
	old, direct := before.Fields(), copyRow(row)
	for i, f := range direct.Fields() {
		if was := old[i].Value(); f.Value() != was && plan.Controlled(ref.Kind, f.Column) {
			s.item(ref, f.Column, f.Type.Show(was), f.Type.Show(f.Value()))
			f.Set(was)
		}
	}
	if r, ok := direct.(*plan.Rule); ok { // its version counts what is written, not what is asked for
		if r.Version = before.(*plan.Rule).Version; len(record.Diff(before, direct)) > 0 {
			r.Version++
		}
	}
	if len(record.Diff(before, direct)) > 0 {
		s.out.put, s.out.runs = append(s.out.put, direct), true
	}
}

// drop takes a typed planned value, a milestone or, asked for by itself, a whole
// object out.
func (s *sorting) drop(row record.Row) {
	ref := record.RefOf(row)
	switch {
	case !s.started.Has(row):
		s.out.drop = append(s.out.drop, row)
	case ref.Kind == "trajectory":
		s.item(ref, "planned", shownField(row, "planned"), "")
	default:
		s.item(ref, "", "", plan.RowRemoved)
	}
}

func (s *sorting) item(ref core.Ref, field, old, next string) {
	s.out.items = append(s.out.items, plan.ChangeItem{Object: ref.String(), Field: field, Old: old, New: next})
	s.out.runs = true
}

func shownField(row record.Row, column string) string {
	for _, f := range row.Fields() {
		if f.Column == column {
			return f.Type.Show(f.Value())
		}
	}
	return ""
}

// copyRow is a row of its own with the same content.
func copyRow(row record.Row) record.Row {
	out, _ := catalogue.New(row.Table().No)
	for i, f := range out.Fields() {
		f.Set(row.Fields()[i].Value())
	}
	return out
}

// errMoved is the cause when a row is no longer as it was when the change was asked.
var errMoved = errors.New("no longer as it was")

// applyItems gives the rows that a request's items make of what at finds.
func applyItems(items []plan.ChangeItem, at func(core.Ref) (record.Row, error)) (put, drop []record.Row, err error) {
	rows := map[string]record.Row{}
	for _, x := range items {
		row, begun := rows[x.Object]
		if !begun {
			if row, err = beginRow(x, at); err != nil {
				return nil, nil, err
			}
			rows[x.Object] = row
			if x.New == plan.RowRemoved && x.Field == "" || x.New == "" && row.Table().Name == "trajectory" {
				drop = append(drop, row)
			} else {
				put = append(put, row)
			}
		}
		if err := setField(row, x); err != nil {
			return nil, nil, err
		}
	}
	return put, drop, nil
}

// beginRow is the row that an item is about: a copy of the present one, or a fresh
// one under its key.
func beginRow(x plan.ChangeItem, at func(core.Ref) (record.Row, error)) (record.Row, error) {
	ref, err := core.ParseRef(x.Object)
	if err != nil {
		return nil, err
	}
	row, err := at(ref)
	there := err == nil
	if err != nil && !errs.Is(err, errs.Missing) {
		return nil, err
	}
	fresh := x.Field == "" && x.New == plan.RowAdded
	switch {
	case there == fresh && (there || ref.Kind != "trajectory" || x.Old != ""):
		return nil, fmt.Errorf("%s: %w", x.Object, errMoved)
	case there:
		return copyRow(row), nil
	}
	return keyedRow(ref)
}

func keyedRow(ref core.Ref) (record.Row, error) {
	for _, row := range catalogue.Rows() {
		if row.Table().Name != ref.Kind {
			continue
		}
		n := len(record.KeyOf(row))
		key := strings.SplitN(ref.ID, "/", n)
		if len(key) != n {
			break
		}
		for i, f := range row.Fields()[:n] {
			f.Set(record.Value{Text: key[i]})
		}
		return row, nil
	}
	return nil, fmt.Errorf("%s: %w", ref, errMoved)
}

func setField(row record.Row, x plan.ChangeItem) error {
	for _, f := range row.Fields() {
		if f.Column != x.Field || f.Key {
			continue
		}
		if was := f.Type.Show(f.Value()); was != x.Old && (x.Old != "" || f.Value() != record.Value{}) {
			return fmt.Errorf("%s %s is %q: %w", x.Object, x.Field, was, errMoved)
		}
		v, err := f.Type.Read(x.New)
		if err != nil {
			return err
		}
		f.Set(v)
	}
	return nil
}

// planRow reads one row of the plan as it is now.
func planRow(r store.Reader, ref core.Ref) (record.Row, error) {
	switch ref.Kind {
	case "programme":
		return rowOf[plan.Programme](r, ref.ID)
	case "action":
		return rowOf[plan.Action](r, ref.ID)
	case "task":
		return rowOf[plan.Task](r, ref.ID)
	case "milestone":
		return rowOf[plan.Milestone](r, ref.ID)
	case "indicator":
		return rowOf[plan.Indicator](r, ref.ID)
	case "target":
		return rowOf[plan.Target](r, ref.ID)
	case "rule":
		return rowOf[plan.Rule](r, ref.ID)
	case "unit":
		return rowOf[plan.Unit](r, ref.ID)
	case "post":
		return rowOf[plan.Post](r, ref.ID)
	case "trajectory":
		return rowOf[plan.Point](r, strings.SplitN(ref.ID, "/", 2)...)
	}
	return nil, fmt.Errorf("%s: %w", ref, errMoved)
}

func rowOf[T any, P store.RowOf[T]](r store.Reader, key ...string) (record.Row, error) {
	row, err := store.Get[T, P](r, key...)
	return P(&row), err
}
