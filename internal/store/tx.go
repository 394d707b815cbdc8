package store

import (
	"context"
	"fmt"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
	"tupo/internal/record"
)

// system is the actor of entries that no account made.
const system = "system"

// Meta says who writes, where, when and why. Now is the caller's clock; the
// entry's time is never before that of the entry before it.
type Meta struct {
	District core.DistrictID
	Actor    string
	Now      core.Instant
	Action   string
	Reason   string
	Key      string // idempotency key, unique with district and actor; "" is none
}

// Written is the outcome of a write.
type Written struct {
	Seq      core.Seq     // of the entry, or the head's when nothing changed
	Entry    record.Entry // without changes when nothing changed
	Repeated bool         // the key was seen before: nothing was written, Seq and Entry are the first time's
}

// Tx is the writing side of one entry. It is valid inside its closure only and
// for one goroutine.
type Tx struct {
	reading
	b       *batch
	head    *head
	meta    Meta
	changes []record.Change
	events  []eventOf
	next    *appended // the entry, when it is in the database
	written Written
	dirty   bool // a statement that may have changed something was run
}

// appended is an entry that is in the transaction but not yet in the head.
type appended struct {
	entry record.Entry
	hash  ledger.Hash
}

// eventOf is an event with its district.
type eventOf struct {
	district core.DistrictID
	event    Event
}

// Write runs f and makes one ledger entry of what it changed. Without a change
// there is no entry. The entry is durable when Write returns.
//
// f may run more than once, so it must have no effect but through tx, and it
// must not wait for anything: other writers wait behind it. An error or a panic
// of f undoes what it wrote and nothing else; the error comes back as it is, a
// panic as errs.Internal "store.panic". When ctx ends before f was started
// nothing is written; after that Write waits for the outcome.
func (db *DB) Write(ctx context.Context, m Meta, f func(tx *Tx) error) (Written, error) {
	return db.submit(&request{ctx: ctx, meta: m, write: f})
}

// CreateDistrict makes a district's two logs and, as their first entry, its own
// row, whose table is "district" and whose key is m.District. errs.Conflict
// "store.district-exists" when there is one.
func (db *DB) CreateDistrict(ctx context.Context, m Meta, row record.Row) (Written, error) {
	key := record.KeyOf(row)
	if row.Table().Name != "district" || len(key) != 1 || key[0] != string(m.District) || !validDistrict(m.District) {
		return Written{}, errs.Field("id", "store.district-code", "district", string(m.District))
	}
	return db.submit(&request{ctx: ctx, meta: m, create: true, write: func(tx *Tx) error {
		return tx.Insert(row)
	}})
}

// validDistrict allows what can stand in a checkpoint's origin and in a file
// name: 1 to 32 letters, digits, "-" and "_".
func validDistrict(d core.DistrictID) bool {
	for _, r := range string(d) {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '-' && r != '_' {
			return false
		}
	}
	return len(d) >= 1 && len(d) <= 32
}

// Seq gives the number that the entry will have.
func (tx *Tx) Seq() core.Seq { return tx.head.seq + 1 }

// Put writes the row: a new one, or a new version of the current one. A row
// that is unchanged makes no change.
func (tx *Tx) Put(row record.Row) error {
	s, args, err := tx.prepare(row)
	if err != nil {
		return err
	}
	var from int64
	c := s.newCells(nil, &from)
	found := false
	err = tx.query(s.get, args[:1+s.keys], func(rows scanner) error {
		found = true
		return rows.Scan(c.dest...)
	})
	switch {
	case err != nil:
		return fmt.Errorf("store: put %s: %w", s.table.Name, err)
	case !found:
		// Nobody can have taken the key since: the head is locked.
		if err := tx.later(s.insert, args...); err != nil {
			return fmt.Errorf("store: put %s: %w", s.table.Name, err)
		}
		tx.changes = append(tx.changes, record.ChangeOf(record.Insert, row))
		return nil
	case c.same(row):
		return nil
	}
	if err := tx.closeVersion(s, args); err != nil {
		return err
	}
	if err := tx.later(s.update, args...); err != nil {
		return fmt.Errorf("store: put %s: %w", s.table.Name, err)
	}
	tx.changes = append(tx.changes, record.ChangeOf(record.Update, row))
	return nil
}

// Insert writes a new row: errs.Conflict "store.exists" when the key is taken.
func (tx *Tx) Insert(row record.Row) error {
	s, args, err := tx.prepare(row)
	if err != nil {
		return err
	}
	return tx.insert(s, row, args)
}

func (tx *Tx) insert(s *shape, row record.Row, args []any) error {
	n, err := tx.exec(s.insert, args...)
	if err != nil {
		return fmt.Errorf("store: insert %s: %w", s.table.Name, err)
	}
	if n == 0 {
		return errs.New(errs.Conflict, "store.exists", "table", s.table.Name, "key", record.RefOf(row).ID)
	}
	tx.changes = append(tx.changes, record.ChangeOf(record.Insert, row))
	return nil
}

// Delete ends the row with row's key; its other fields do not matter.
// errs.Missing "store.missing" when there is none.
func (tx *Tx) Delete(row record.Row) error {
	s, err := tx.shape(row)
	if err != nil {
		return err
	}
	key := record.KeyOf(row)
	args, err := tx.keyArgs(s, key)
	if err != nil {
		return err
	}
	if err := tx.closeVersion(s, args); err != nil {
		return err
	}
	n, err := tx.exec(s.remove, args...)
	if err != nil {
		return fmt.Errorf("store: delete %s: %w", s.table.Name, err)
	}
	if n == 0 {
		return missing(s, key)
	}
	tx.changes = append(tx.changes, record.ChangeOf(record.Delete, row))
	return nil
}

// closeVersion copies the current row to the past. args begin with district and
// key.
func (tx *Tx) closeVersion(s *shape, args []any) error {
	bound := make([]any, 0, s.keys+3)
	bound = append(bound, args[:1+s.keys]...)
	bound = append(bound, int64(tx.Seq()), int64(len(tx.changes)))
	if err := tx.later(s.close, bound...); err != nil {
		return fmt.Errorf("store: close version of %s: %w", s.table.Name, err)
	}
	return nil
}

// prepare checks the row's texts and gives the parameters that insert and
// update share: district, columns, from_seq.
func (tx *Tx) prepare(row record.Row) (*shape, []any, error) {
	s, err := tx.shape(row)
	if err != nil {
		return nil, nil, err
	}
	args := make([]any, 0, len(s.columns)+2)
	args = append(args, string(tx.district))
	for _, f := range row.Fields() {
		v := f.Value()
		if f.Type == record.TypeText {
			if err := checkText(f.Column, v.Text); err != nil {
				return nil, nil, err
			}
		}
		args = append(args, argument(f.Type, v))
	}
	return s, append(args, int64(tx.Seq())), nil
}

// exec runs a statement that changes something and counts the rows.
func (tx *Tx) exec(text string, args ...any) (int64, error) {
	tx.dirty = true
	n, err := tx.b.session.exec(text, args...)
	return n, tx.fail(err)
}

// later runs a statement whose effect nobody waits for; see session.
func (tx *Tx) later(text string, args ...any) error {
	tx.dirty = true
	return tx.fail(tx.b.session.later(text, args...))
}

// Aside gives access to what lies outside the ledger, in the same transaction:
// an account and its secret commit together.
func (tx *Tx) Aside() *Aside { return &Aside{tx: tx} }
