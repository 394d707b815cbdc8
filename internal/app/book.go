package app

import (
	"context"

	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/store"
)

// load builds a board from the database as it was after entry at; 0 is now.
func load(v *store.View, at core.Seq) (*board.Snapshot, error) {
	head, err := v.Head()
	if err != nil {
		return nil, err
	}
	if head.Seq == 0 {
		return nil, errs.New(errs.Missing, "app.no-district")
	}
	seq := at
	if seq == 0 {
		seq = head.Seq
	}
	book, err := loadBook(v, at)
	if err != nil {
		return nil, err
	}
	figures, err := store.ListAsOf[report.Observation](v, at, "")
	if err != nil {
		return nil, err
	}
	said, err := store.ListAsOf[report.Progress](v, at, "")
	if err != nil {
		return nil, err
	}
	reports, err := store.ListAsOf[report.Report](v, at, "")
	if err != nil {
		return nil, err
	}
	inQuestion, err := store.ListAsOf[report.Line](v, at, "standing = $1", string(report.Held))
	if err != nil {
		return nil, err
	}
	locks, err := store.ListAsOf[report.Lock](v, at, "")
	if err != nil {
		return nil, err
	}
	return board.Build(board.Content{Book: book, Observations: figures, Progress: said, Reports: reports, Held: inQuestion, Locks: locks}, seq), nil
}

func loadBook(v *store.View, at core.Seq) (plan.Book, error) {
	var b plan.Book
	var err error
	districts, err := store.ListAsOf[plan.District](v, at, "")
	if err != nil {
		return b, err
	}
	if len(districts) > 0 {
		b.District = districts[0]
	}
	steps := []func() error{
		func() error { b.Units, err = store.ListAsOf[plan.Unit](v, at, ""); return err },
		func() error { b.Names, err = store.ListAsOf[plan.UnitName](v, at, ""); return err },
		func() error { b.Transfers, err = store.ListAsOf[plan.Transfer](v, at, ""); return err },
		func() error { b.Posts, err = store.ListAsOf[plan.Post](v, at, ""); return err },
		func() error { b.Holdings, err = store.ListAsOf[plan.Holding](v, at, ""); return err },
		func() error { b.Programmes, err = store.ListAsOf[plan.Programme](v, at, ""); return err },
		func() error { b.Actions, err = store.ListAsOf[plan.Action](v, at, ""); return err },
		func() error { b.Tasks, err = store.ListAsOf[plan.Task](v, at, ""); return err },
		func() error { b.Milestones, err = store.ListAsOf[plan.Milestone](v, at, ""); return err },
		func() error { b.Indicators, err = store.ListAsOf[plan.Indicator](v, at, ""); return err },
		func() error { b.Targets, err = store.ListAsOf[plan.Target](v, at, ""); return err },
		func() error { b.Points, err = store.ListAsOf[plan.Point](v, at, ""); return err },
		func() error { b.Rules, err = store.ListAsOf[plan.Rule](v, at, ""); return err },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return b, err
		}
	}
	return b, nil
}

// pointers gives each element of a slice as a row.
func pointers[T any, P store.RowOf[T]](all []T) []record.Row {
	rows := make([]record.Row, len(all))
	for i := range all {
		rows[i] = P(&all[i])
	}
	return rows
}

// CreateDistrict begins a district's ledger: its own row, then the plan that is
// there from the start.
func (a *App) CreateDistrict(ctx context.Context, b plan.Book) error {
	w := Operator(b.District.ID)
	if err := allFaults(b.Check()); err != nil {
		return err
	}
	_, err := a.db.CreateDistrict(ctx, store.Meta{District: w.District, Actor: string(w.ID()), Now: a.clock(), Action: "district.create"}, &b.District)
	if err != nil {
		return err
	}
	_, err = a.write(ctx, w, "plan.set", "", func(tx *store.Tx) error { return putAll(tx, b.Rows()) })
	return err
}
