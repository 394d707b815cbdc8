package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/record"
)

// Reader is what rows can be read through: a *Tx, which sees its own changes,
// or a *View.
type Reader interface{ reader() *reading }

// RowOf is the constraint of a versioned struct's pointer.
type RowOf[T any] interface {
	*T
	record.Row
}

// reading is the common part of Tx and View.
type reading struct {
	ctx      context.Context
	q        querier
	shapes   *shapes
	district core.DistrictID
	failed   error // the first failure of a statement
	tx       *Tx   // whose reading it is; nil for a View
}

func (r *reading) reader() *reading { return r }

// query runs a statement and hands each row to scan, which must send no
// statement itself.
func (r *reading) query(text string, args []any, scan func(rows scanner) error) error {
	return r.fail(r.q.each(r.ctx, text, args, scan))
}

// fail remembers that a statement failed: on PostgreSQL the transaction is then
// lost, whatever the caller makes of the error.
func (r *reading) fail(err error) error {
	if err != nil && r.failed == nil {
		r.failed = err
	}
	return err
}

// shape finds the shape of a row's type.
func (r *reading) shape(row record.Row) (*shape, error) {
	t := row.Table()
	if s := r.shapes.byName[t.Name]; s != nil && s.table.No == t.No {
		return s, nil
	}
	return nil, fmt.Errorf("store: table %s is not in the catalogue", t.Name)
}

// keyArgs gives district and key as parameters; the key must have its columns.
func (r *reading) keyArgs(s *shape, key []string, more ...any) ([]any, error) {
	if len(key) != s.keys {
		return nil, fmt.Errorf("store: table %s: key of %d columns, have %d", s.table.Name, s.keys, len(key))
	}
	args := make([]any, 0, 1+len(key)+len(more))
	args = append(args, string(r.district))
	for _, k := range key {
		args = append(args, k)
	}
	return append(args, more...), nil
}

func missing(s *shape, key []string) error {
	return errs.New(errs.Missing, "store.missing", "table", s.table.Name, "key", strings.Join(key, "/"))
}

// Get reads the current row with this key: errs.Missing "store.missing" when
// there is none.
func Get[T any, P RowOf[T]](r Reader, key ...string) (T, error) {
	return getRow[T, P](r.reader(), 0, key)
}

// GetAsOf reads the row as it was after entry at; 0 is now.
func GetAsOf[T any, P RowOf[T]](v *View, at core.Seq, key ...string) (T, error) {
	return getRow[T, P](v.reader(), at, key)
}

func getRow[T any, P RowOf[T]](r *reading, at core.Seq, key []string) (T, error) {
	var row T
	s, err := r.shape(P(&row))
	if err != nil {
		return row, err
	}
	args, err := r.keyArgs(s, key)
	if err != nil {
		return row, err
	}
	if r.tx != nil {
		state, err := r.tx.find(s, key)
		if err != nil {
			return row, fmt.Errorf("store: get %s: %w", s.table.Name, err)
		}
		if !state.exists() {
			return row, missing(s, key)
		}
		state.load(P(&row))
		return row, nil
	}
	var c *cells
	text := s.get
	if at == 0 {
		c = s.newCells(nil, new(int64))
	} else {
		c = s.newCells(nil)
		text, args = s.getAsOf, append(args, int64(at))
	}
	found := false
	err = r.query(text, args, func(rows scanner) error {
		found = true
		return rows.Scan(c.dest...)
	})
	if err != nil {
		return row, fmt.Errorf("store: get %s: %w", s.table.Name, err)
	}
	if !found {
		return row, missing(s, key)
	}
	c.load(P(&row))
	return row, nil
}

// List reads the current rows that fulfil where, a condition over the columns
// whose parameters are numbered from $1: "unit_id = $1 AND period = $2". An
// empty condition is all rows. The order is that of the key. where is program
// text: never build it from input.
func List[T any, P RowOf[T]](r Reader, where string, args ...any) ([]T, error) {
	return listRows[T, P](r.reader(), 0, where, args)
}

// ListAsOf is List over the rows as they were after entry at; 0 is now.
func ListAsOf[T any, P RowOf[T]](v *View, at core.Seq, where string, args ...any) ([]T, error) {
	return listRows[T, P](v.reader(), at, where, args)
}

func listRows[T any, P RowOf[T]](r *reading, at core.Seq, where string, args []any) ([]T, error) {
	s, err := r.shape(P(new(T)))
	if err != nil {
		return nil, err
	}
	if r.tx != nil {
		if err := r.tx.sync(); err != nil {
			return nil, fmt.Errorf("store: list %s: %w", s.table.Name, err)
		}
	}
	bound := make([]any, 0, len(args)+2)
	for _, a := range args {
		bound = append(bound, plain(a))
	}
	bound = append(bound, string(r.district))
	text := s.selection(where, len(args))
	if at != 0 {
		text, bound = s.selectionAsOf(where, len(args)), append(bound, int64(at))
	}
	var out []T
	var row T
	fields := P(&row).Fields() // bound once: a board is read in thousands of rows
	c := s.newCells(nil)
	err = r.query(text, bound, func(rows scanner) error {
		if err := rows.Scan(c.dest...); err != nil {
			return err
		}
		c.set(fields)
		out = append(out, row)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: list %s: %w", s.table.Name, err)
	}
	return out, nil
}

// Group lists the rows whose key begins with first, by key: the lines of a
// report. Inside Write it is cheaper than List: rows that were used lately cost
// no statement.
func Group[T any, P RowOf[T]](r Reader, first string) ([]T, error) {
	in := r.reader()
	s, err := in.shape(P(new(T)))
	if err != nil {
		return nil, err
	}
	if in.tx == nil {
		return listRows[T, P](in, 0, s.columns[0].name+" = $1", []any{first})
	}
	states, err := in.tx.group(s, first)
	if err != nil {
		return nil, fmt.Errorf("store: group %s: %w", s.table.Name, err)
	}
	out := make([]T, len(states))
	for i, state := range states {
		state.load(P(&out[i]))
	}
	return out, nil
}

// Version is one state of a row and the entries between which it held: from
// FromSeq up to but not including ToSeq; ToSeq 0 is still so. A deleted version
// says that there was no row; its Row is the zero value.
type Version[T any] struct {
	FromSeq, ToSeq core.Seq
	Row            T
	Deleted        bool
}

// History lists the versions of a row, oldest first, with the times between at
// which it was deleted: errs.Missing "store.missing" when it never was. States
// that one entry made and changed again are left out: nobody could see them.
func History[T any, P RowOf[T]](v *View, key ...string) ([]Version[T], error) {
	r := v.reader()
	s, err := r.shape(P(new(T)))
	if err != nil {
		return nil, err
	}
	args, err := r.keyArgs(s, key)
	if err != nil {
		return nil, err
	}
	var found []Version[T]
	var from, to, n int64
	c := s.newCells([]any{&from, &to, &n})
	err = r.query(s.versions, args, func(rows scanner) error {
		if err := rows.Scan(c.dest...); err != nil {
			return err
		}
		if from == to {
			return nil
		}
		x := Version[T]{FromSeq: core.Seq(from), ToSeq: core.Seq(to)}
		c.load(P(&x.Row))
		found = append(found, x)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: history %s: %w", s.table.Name, err)
	}
	if len(found) == 0 {
		return nil, missing(s, key)
	}
	return withGaps(found), nil
}

// errNoDistrict is the cause of every refusal to work on an unknown district.
var errNoDistrict = errors.New("no ledger")

func noDistrict(d core.DistrictID) error {
	return errs.New(errs.Missing, "store.no-district", "district", string(d)).Because(errNoDistrict)
}
